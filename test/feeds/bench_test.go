package feeds

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
	"github.com/tocsin-hub/tocsin/internal/intake/poll"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// alertOf is a valid alert of about 5.9 kB.
func alertOf(source, n int) string {
	words := strings.Repeat("Strong gusts are expected along the coast until the evening; residents should stay away from the shore. ", 36)
	points := ""
	for i := range 101 {
		a := 2 * math.Pi * float64(i%100) / 100
		points += fmt.Sprintf("%.4f,%.4f ", 40+math.Sin(a), 10+float64(source%100)+math.Cos(a))
	}
	return fmt.Sprintf(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>b-%d-%d</identifier><sender>s%d@example.org</sender><sent>2031-03-07T10:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>en</language><category>Met</category><event>Wind</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>2031-03-08T10:00:00+00:00</expires><headline>Storm %d of %d</headline><description>%s</description><area><areaDesc>Coast</areaDesc><polygon>%s</polygon></area></info></alert>`,
		source, n, source, n, source, words, points)
}

// BenchmarkTenThousandAlerts brings 10,000 alerts of 5.9 kB from 1,000 sources of 10 each over TLS into the store (SQLite, every
// document kept, hashed, its reading queued, a line in the ledger) and parses the same alerts alone in the same run. "ratio" is
// how many times longer it takes an alert, "mem-ratio" how many times more it allocates, "heap-MiB" the most memory in use beyond what the server in the same process holds.
//
//	go test -run '^$' -bench TenThousand -benchtime 1x ./test/feeds
func BenchmarkTenThousandAlerts(b *testing.B) {
	const nSources, each = 1000, 10
	srv := newServer(b)
	var sources []intake.Source
	var raws [][]byte
	bytes := 0
	for i := range nSources {
		var list strings.Builder
		for k := range each {
			raw := alertOf(i, k)
			raws = append(raws, []byte(raw))
			bytes += len(raw)
			fmt.Fprintf(&list, "<entry><id>e%d</id><content type=\"text/xml\">%s</content></entry>", k, raw)
		}
		url := srv.put(fmt.Sprintf("/%d", i), []byte(`<feed xmlns="http://www.w3.org/2005/Atom">`+list.String()+`</feed>`))
		sources = append(sources, intake.Source{ID: intake.SourceID(fmt.Sprintf("s%d", i)), Name: "n", Kind: intake.KindFeed, URL: url, On: true}.Filled())
	}
	var m0, m1 runtime.MemStats
	var in, alone time.Duration
	var inMem, aloneMem, peak, held uint64
	for b.Loop() {
		b.StopTimer()
		dsn := "sqlite:" + filepath.Join(b.TempDir(), "t.db")
		if err := migrate(dsn); err != nil {
			b.Fatal(err)
		}
		st, err := store.Open(b.Context(), store.Options{DSN: dsn, Clock: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range sources {
			if err := st.SaveSource(b.Context(), desk.System.ID, s); err != nil {
				b.Fatal(err)
			}
		}
		ctx, stop := context.WithCancel(b.Context())
		var mu sync.Mutex
		looked, kept := 0, 0
		client := srv.client()
		p := &poll.Poller{Keeper: st, Now: time.Now, Random: func() float64 { return 0.5 }, Refresh: time.Hour,
			Fetcher: &fetch.Fetcher{Client: client, Now: time.Now, Timeout: time.Minute},
			Told: func(src intake.Source, o poll.Outcome, n int, err error) {
				mu.Lock()
				defer mu.Unlock()
				if err != nil || o.Failure != "" {
					b.Errorf("%s: %v, %s", src.ID, err, o.Error)
				}
				kept += n
				if looked++; looked == nSources {
					stop()
				}
				if looked%100 == 0 {
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					peak = max(peak, m.HeapAlloc-min(m.HeapAlloc, held))
				}
			}}
		runtime.GC()
		runtime.ReadMemStats(&m0)
		held = m0.HeapAlloc // what the server serves
		b.StartTimer()
		begun := time.Now()
		p.Run(ctx)
		in += time.Since(begun)
		b.StopTimer()
		runtime.ReadMemStats(&m1)
		inMem += m1.TotalAlloc - m0.TotalAlloc
		if kept != nSources*each {
			b.Fatalf("%d alerts kept", kept)
		}
		stop()
		client.CloseIdleConnections()
		st.Close()

		runtime.GC()
		runtime.ReadMemStats(&m0)
		begun = time.Now()
		for _, raw := range raws {
			if _, problems, err := cap.Parse(raw, cap.Options{}); err != nil || len(problems) > 0 {
				b.Fatal(err, problems)
			}
		}
		alone += time.Since(begun)
		runtime.ReadMemStats(&m1)
		aloneMem += m1.TotalAlloc - m0.TotalAlloc
		b.StartTimer()
	}
	n := float64(b.N * nSources * each)
	b.ReportMetric(float64(bytes)/float64(len(raws)), "bytes/alert")
	b.ReportMetric(n/in.Seconds(), "alerts/s")
	b.ReportMetric(n/alone.Seconds(), "parsed/s")
	b.ReportMetric(float64(inMem)/n/1024, "kB/alert")
	b.ReportMetric(float64(peak)/(1<<20), "heap-MiB")
	b.ReportMetric(in.Seconds()/alone.Seconds(), "ratio")
	b.ReportMetric(float64(inMem)/float64(aloneMem), "mem-ratio")
}
