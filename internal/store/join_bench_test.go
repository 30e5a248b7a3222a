package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// crowd makes reports of threats all over the world and over two years, always the same.
type crowd struct {
	j     situation.Joiner
	towns []gazetteer.Place
	rng   *rand.Rand
	n     int
}

// voices warn in the crowd's reports; the countries are those of the embassies.
var voices = []string{"US", "GB", "DE", "FR", "CA", "AU", "NZ", "JP", "SE", "PL"}

func newCrowd(b *testing.B) *crowd {
	g, err := gazetteer.Load()
	if err != nil {
		b.Fatal(err)
	}
	c := &crowd{j: situation.Joiner{Places: g}, rng: rand.New(rand.NewPCG(42, 3))}
	seen := map[int64]bool{}
	for len(c.towns) < 8000 { // towns as they lie, so that some neighbourhoods are thick and some thin
		p, _ := g.Nearest(geo.Point{Lat: -45 + c.rng.Float64()*110, Lon: -180 + c.rng.Float64()*360})
		if !seen[p.ID] {
			seen[p.ID] = true
			c.towns = append(c.towns, p)
		}
	}
	return c
}

// says is a report of a threat at a town on a day, by an embassy, or repeating it.
func (c *crowd) says(town gazetteer.Place, day, voice int, relay bool) situation.Told {
	c.n++
	name := fmt.Sprintf("n%07d", c.n)
	who := "Embassy of " + voices[voice]
	e := st.Threat(day, town, who)
	e.Issuers[0].Country = voices[voice]
	if relay {
		return st.Told(name, "", "Paper "+strconv.Itoa(c.n%500), reading.Relay, who, st.OnDay(day+1), e)
	}
	return st.Told(name, who, who, reading.Origin, "", st.OnDay(day), e)
}

// storm is a weather alert of the kind that national services send by the thousand.
func (c *crowd) storm(town gazetteer.Place, day int) situation.Told {
	c.n++
	e := st.Threat(day, town, "Weather Service")
	e.Type, e.Category, e.Targets, e.Actions = reading.Other, "Met", nil, nil
	t := st.Told(fmt.Sprintf("w%07d", c.n), "Weather Service", "Weather Service", reading.Origin, "", st.OnDay(day), e)
	t.Report.Kind = "cap"
	t.Report.CAP = &reading.CAPRef{CAPName: reading.CAPName{Sender: "weather@example.org", Identifier: fmt.Sprint("w", c.n), Sent: "2024-03-07T21:00:00+03:00"}, Status: "Actual", Scope: "Public", MsgType: "Alert"}
	return t
}

// load fills a store with n open situations of three reports each, weather alerts that opened one each, and 7 n reports that are
// in none; it keeps nothing in memory.
func (c *crowd) load(b *testing.B, s *Store, n, weather int) {
	b.Helper()
	ctx := context.Background()
	now := st.Day(740)
	const chunk = 2000
	for from := 0; from < n+weather; from += chunk {
		k := min(chunk, n+weather-from)
		var sits []situation.Situation
		var told []situation.Told
		var of []situation.ID
		type key struct{ key, situation string }
		var keys []key
		for i := from; i < from+k; i++ {
			town, day, voice := c.towns[c.rng.IntN(len(c.towns))], 1+c.rng.IntN(720), c.rng.IntN(len(voices))
			id := situation.ID(fmt.Sprintf("sit_%07d", i))
			var own []situation.Told
			if i >= n {
				own = []situation.Told{c.storm(town, day)}
			} else {
				own = []situation.Told{c.says(town, day, voice, false), c.says(town, day, voice, true), c.says(town, day, voice, true)}
			}
			x, err := c.j.Open(id, own[0], 0, situation.Because("bench"), "", now)
			for _, t := range own[1:] {
				if err == nil {
					x, err = c.j.Add(x, t, 0, situation.Because("bench"), "", now)
				}
			}
			if err != nil {
				b.Fatal(err)
			}
			x.Version = 1
			sits = append(sits, x)
			for _, t := range own {
				told, of = append(told, t), append(of, id)
			}
			for _, v := range c.j.KeysOf(x) {
				keys = append(keys, key{v, string(id)})
			}
			for range 7 {
				if i < n {
					told, of = append(told, c.says(town, day, voice, true)), append(of, "")
				}
			}
		}
		err := s.inTx(ctx, "load", func(t *tx) error {
			if err := t.Bulk(ctx, "situation", []string{"id", "state", "type", "version", "window_to", "opened", "changed", "body"}, len(sits), func(i int) []any {
				x := sits[i]
				_, to := x.Window.Hull()
				return []any{string(x.ID), string(x.State), string(x.Type), x.Version, us(to), us(x.Opened), us(x.Changed), asJSON(x)}
			}); err != nil {
				return err
			}
			if err := c.insert(ctx, t, told); err != nil {
				return err
			}
			var in []int
			for i := range told {
				if of[i] != "" {
					in = append(in, i)
				}
			}
			if err := t.Bulk(ctx, "member", []string{"report", "event", "situation"}, len(in), func(i int) []any {
				return []any{string(told[in[i]].Report.ID), int64(0), string(of[in[i]])}
			}); err != nil {
				return err
			}
			return t.Bulk(ctx, "situation_key", []string{"key", "situation"}, len(keys), func(i int) []any { return []any{keys[i].key, keys[i].situation} })
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, q := range map[string][]string{"sqlite": {`analyze`}, "postgres": {`vacuum analyze situation_key`, `vacuum analyze situation`, `vacuum analyze member`, `vacuum analyze report`, `vacuum analyze item`}}[s.Engine()] {
		if err := maintain(ctx, s.eng, q); err != nil {
			b.Fatal(err)
		}
	}
}

// insert keeps reports and their items.
func (c *crowd) insert(ctx context.Context, t *tx, told []situation.Told) error {
	if err := t.Bulk(ctx, "item", itemBench, len(told), func(i int) []any {
		x := told[i].Item
		return []any{string(x.ID), "bench", x.Title, x.Origin, "", string(intake.FormText), x.Raw, x.SHA256, us(x.Received), us(x.Received), ""}
	}); err != nil {
		return err
	}
	return t.Bulk(ctx, "report", []string{"id", "item", "reader", "body", "created"}, len(told), func(i int) []any {
		x := told[i].Report
		return []any{string(x.ID), string(x.Item), x.Reader, asJSON(x), us(told[i].Item.Received)}
	})
}

var itemBench = []string{"id", "source", "title", "origin", "url", "form", "raw", "sha256", "published", "received", "unreadable"}

// BenchmarkJoin joins one report at a time into a store with 1,000 and 10,000 open situations and ten times as many reports; with
// TOCSIN_BENCH_JOIN=100000 that many too, and again with 10,000 weather alerts among them (make bench-join: minutes to load).
// Of three reports one repeats an open situation, one comes to the same town in another month, one to any town. Figures of a run
// stand in docs/reliability.md.
func BenchmarkJoin(b *testing.B) {
	sizes := []int{1000, 10_000}
	if n, err := strconv.Atoi(os.Getenv("TOCSIN_BENCH_JOIN")); err == nil {
		sizes = append(sizes, n)
	}
	last := sizes[len(sizes)-1]
	for engine, dsn := range map[string]func(b *testing.B) string{
		"sqlite":   func(b *testing.B) string { return "sqlite:" + filepath.Join(b.TempDir(), "t.db") },
		"postgres": diskCluster,
	} {
		for _, n := range append(sizes, -last) {
			name, weather := fmt.Sprintf("%s/%d situations", engine, n), 0
			if n < 0 {
				n, weather = -n, 10_000
				name = fmt.Sprintf("%s/%d situations and %d weather alerts", engine, n, weather)
			}
			b.Run(name, func(b *testing.B) {
				c := newCrowd(b)
				s := openFresh(b, dsn(b))
				c.load(b, s, n, weather)
				benchJoin(b, c, s, n, weather)
			})
		}
	}
}

func benchJoin(b *testing.B, c *crowd, s *Store, n, weather int) {
	ctx := context.Background()
	var took []float64
	near, joined, i := 0, 0, 0
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		var t situation.Told
		x, err := s.Situation(ctx, situation.ID(fmt.Sprintf("sit_%07d", c.rng.IntN(n))))
		if err != nil {
			b.Fatal(err)
		}
		m := x.Members[0]
		day := int(m.Issued.From.Earliest.Sub(st.Day(0)).Hours() / 24)
		switch i++; i % 3 {
		case 0:
			t = c.says(m.Places[0], day, slices.Index(voices, m.Voice[len("Embassy of "):]), true)
		case 1:
			t = c.says(m.Places[0], (day+300)%720+1, c.rng.IntN(len(voices)), false)
		default:
			t = c.says(c.towns[c.rng.IntN(len(c.towns))], 1+c.rng.IntN(720), c.rng.IntN(len(voices)), false)
		}
		if err := s.inTx(ctx, "keep", func(x *tx) error { return c.insert(ctx, x, []situation.Told{t}) }); err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		got, err := s.JoinReport(ctx, t.Report.ID, c.j)
		took = append(took, time.Since(began).Seconds()*1000)
		if err != nil {
			b.Fatal(err)
		}
		if !got[0].Opened {
			joined++
			if of, err := s.Situation(ctx, got[0].Situation); err != nil || of.Members[0].Voice == "Weather Service" {
				b.Fatalf("%s joined a weather alert: %v", t.Report.ID, err)
			}
		}
		under, args := life.Under("count(*)", c.j.Keys(t, 0))
		var k int
		if err := s.eng.Reader().QueryRow(ctx, under+` and s.state in ('active', 'watch')`, args...).Scan(&k); err != nil {
			b.Fatal(err)
		}
		near += k
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms/join")
	b.ReportMetric(took[len(took)*95/100], "ms/p95")
	b.ReportMetric(float64(near)/float64(len(took)), "neighbours/op")
	b.ReportMetric(float64(joined)/float64(len(took)), "joined/op")
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/1e6, "MB-heap-grown")
	b.ReportMetric(0, "ns/op")
}
