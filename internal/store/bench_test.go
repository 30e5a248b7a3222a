package store

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

// townsOf gives the n towns of the bench, spread over the inhabited latitudes, always the same.
func townsOf(n int) []geo.Point {
	rng := rand.New(rand.NewPCG(42, 1))
	out := make([]geo.Point, n)
	for i := range out {
		out[i] = geo.Point{Lat: -50 + rng.Float64()*115, Lon: -179 + rng.Float64()*358}
	}
	return out
}

// benchStay is a stay as a program without a database would hold it.
type benchStay struct {
	at       geo.Point
	from, to int64
}

// benchStays are n stays over the year 2024: 85 in 100 within some kilometres of a town, the rest anywhere.
func benchStays(n, towns int) []benchStay {
	rng := rand.New(rand.NewPCG(42, 2))
	centers := townsOf(towns)
	year := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	const hour = int64(time.Hour / time.Microsecond)
	out := make([]benchStay, n)
	for i := range out {
		at := geo.Point{Lat: -60 + rng.Float64()*130, Lon: -180 + rng.Float64()*360}
		if rng.Float64() < 0.85 {
			at = geo.Destination(centers[rng.IntN(towns)], rng.Float64()*360, math.Abs(rng.NormFloat64())*6000)
		}
		from := year + rng.Int64N(365*24)*hour
		out[i] = benchStay{at, from, from + (24+rng.Int64N(13*24))*hour}
	}
	return out
}

// loadStays fills a store with n stays of as many people.
func loadStays(t testing.TB, s *Store, n, towns int) []benchStay {
	t.Helper()
	ctx := context.Background()
	stays := benchStays(n, towns)
	err := s.inTx(ctx, "load", func(x *tx) error {
		if err := x.Bulk(ctx, "person", []string{"id", "ref", "name", "nationalities", "lang", "email", "webhook", "changed"}, n, func(i int) []any {
			id := fmt.Sprintf("per_%07d", i)
			return []any{id, id, "Person " + id, "US", "en", id + "@example.org", "", int64(0)}
		}); err != nil {
			return err
		}
		return x.Bulk(ctx, "stay", []string{"id", "ref", "person", "place", "cell", "lat", "lon", "country", "zone", "from_us", "to_us"}, n, func(i int) []any {
			b := stays[i]
			return []any{int64(i + 1), fmt.Sprint(i), fmt.Sprintf("per_%07d", i), "Town", int64(geo.CellOf(b.at)), b.at.Lat, b.at.Lon, fmt.Sprintf("C%d", i%50), "", b.from, b.to}
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range map[string][]string{"sqlite": {`analyze`}, "postgres": {`vacuum analyze stay`, `vacuum analyze person`}}[s.Engine()] {
		if err := maintain(ctx, s.eng, q); err != nil {
			t.Fatal(err)
		}
	}
	return stays
}

// maintain runs what may not run in a transaction.
func maintain(ctx context.Context, e engine.Engine, q string) error {
	run := e.Reader()
	if l, ok := e.(*engine.Lite); ok {
		run = engine.OnSQLite(l.Write)
	}
	_, err := run.Exec(ctx, q)
	return err
}

// scan is the baseline: one core over a slice, bounding box first, then the even-odd rule, then time.
func scan(stays []benchStay, ring geo.Ring, from, to int64) (hits int) {
	south, north, west, east := 90.0, -90.0, 180.0, -180.0
	for _, p := range ring {
		south, north, west, east = min(south, p.Lat), max(north, p.Lat), min(west, p.Lon), max(east, p.Lon)
	}
	for i := range stays {
		s := &stays[i]
		if s.at.Lat < south || s.at.Lat > north || s.at.Lon < west || s.at.Lon > east || s.from >= to || s.to <= from {
			continue
		}
		in := false
		for k := 1; k < len(ring); k++ {
			a, b := ring[k-1], ring[k]
			if (a.Lat > s.at.Lat) != (b.Lat > s.at.Lat) && s.at.Lon < (b.Lon-a.Lon)*(s.at.Lat-a.Lat)/(b.Lat-a.Lat)+a.Lon {
				in = !in
			}
		}
		if in {
			hits++
		}
	}
	return hits
}

// diskCluster is a PostgreSQL of the bench's own, on disk.
func diskCluster(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("", "tocsin-pg-bench-")
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	dsn, stop, err := pgtest.Start(dir)
	if err != nil {
		os.RemoveAll(dir)
		b.Skip(err)
	}
	b.Cleanup(stop)
	return dsn
}

// BenchmarkMatchMillion matches the people in a town's polygon for two days among a million stays, and scans the same stays
// in memory for comparison: go test -benchtime 100x -run '^$' -bench MatchMillion ./internal/store
func BenchmarkMatchMillion(b *testing.B) {
	const stays, towns, ways = 1_000_000, 2000, 50
	for engine, dsn := range map[string]func(b *testing.B) string{
		"sqlite":   func(b *testing.B) string { return "sqlite:" + filepath.Join(b.TempDir(), "t.db") },
		"postgres": diskCluster,
	} {
		b.Run(engine, func(b *testing.B) {
			ctx := context.Background()
			s := openFresh(b, dsn(b))
			all := loadStays(b, s, stays, towns)
			centers := townsOf(towns)[:ways]
			for _, part := range []struct {
				name    string
				margin  float64
				country bool
			}{{"in", 0, false}, {"in and near 25 km", roster.DefaultMargin, false}, {"in, near and country", roster.DefaultMargin, true}} {
				b.Run(part.name, func(b *testing.B) {
					var ours, theirs []float64
					hits, found, i := 0, 0, 0
					for b.Loop() {
						q := benchQuery(centers[i%ways], part.margin)
						if part.country {
							q.Countries = []string{fmt.Sprintf("C%d", i%50)}
						}
						i++
						began := time.Now()
						ms, err := s.MatchPeople(ctx, q)
						ours = append(ours, time.Since(began).Seconds()*1000)
						if err != nil {
							b.Fatal(err)
						}
						began = time.Now()
						n := scan(all, q.Area.Polygons[0].Outer, q.From.UnixMicro(), q.To.UnixMicro())
						theirs = append(theirs, time.Since(began).Seconds()*1000)
						in := 0
						for _, m := range ms {
							if m.Grade == roster.In {
								in++
							}
						}
						if in != n {
							b.Fatalf("%d in, and the scan finds %d", in, n)
						}
						hits, found = hits+in, found+len(ms)
					}
					slices.Sort(ours)
					slices.Sort(theirs)
					b.ReportMetric(ours[len(ours)/2], "ms/match")
					b.ReportMetric(theirs[len(theirs)/2], "ms/scan")
					b.ReportMetric(ours[len(ours)/2]/theirs[len(theirs)/2], "match/scan")
					b.ReportMetric(float64(hits)/float64(len(ours)), "in/op")
					b.ReportMetric(float64(found)/float64(len(ours)), "found/op")
				})
			}
		})
	}
}

// BenchmarkImport brings in 100,000 people with a stay each, and then the same files again, without a situation and with 1,000
// open ones all over the world, each of which must learn whom it concerns now. Once is enough: -benchtime 1x.
func BenchmarkImport(b *testing.B) {
	const n = 100_000
	people := make([]roster.Person, n)
	stays := make([]roster.StayRow, n)
	for i, x := range benchStays(n, 2000) {
		ref := fmt.Sprint("p", i)
		people[i] = roster.Person{Ref: ref, Name: "Person " + ref, Nationalities: []string{"US"}, Lang: "en", Email: ref + "@example.org"}
		stays[i] = roster.StayRow{PersonRef: ref, Stay: roster.Stay{Ref: ref, Place: "Town", Point: x.at, Country: "RU", Zone: "Europe/Moscow",
			From: time.UnixMicro(x.from).UTC(), To: time.UnixMicro(x.to).UTC()}}
	}
	for engine, dsn := range map[string]func(b *testing.B) string{
		"sqlite":   func(b *testing.B) string { return "sqlite:" + filepath.Join(b.TempDir(), "t.db") },
		"postgres": diskCluster,
	} {
		for _, situations := range []int{0, 1000} {
			b.Run(fmt.Sprintf("%s/%d situations", engine, situations), func(b *testing.B) {
				ctx := context.Background()
				for b.Loop() {
					b.StopTimer()
					s := openFresh(b, dsn(b))
					c := newCrowd(b)
					c.load(b, s, situations, 0)
					if err := s.inTx(ctx, "due", func(t *tx) error {
						_, err := t.Exec(ctx, `insert into concern_due (situation) select id from situation`)
						return err
					}); err != nil {
						b.Fatal(err)
					}
					if did, err := s.RefreshConcerns(ctx, situations); err != nil || did != situations {
						b.Fatal(did, err)
					}
					b.StartTimer()
					for again, name := range []string{"s/first", "s/again"} {
						began := time.Now()
						if _, err := s.ImportPeople(ctx, desk.System, people); err != nil {
							b.Fatal(err)
						}
						got, err := s.ImportStays(ctx, desk.System, stays)
						if err != nil || got.Same != n*again {
							b.Fatalf("%+v, %v", got, err)
						}
						b.ReportMetric(time.Since(began).Seconds(), name)
					}
					var rows int
					if err := s.eng.Reader().QueryRow(ctx, `select count(*) from concern_stay`).Scan(&rows); err != nil || rows == 0 != (situations == 0) {
						b.Fatal(rows, err)
					}
					b.ReportMetric(float64(rows), "concerned")
				}
			})
		}
	}
}
