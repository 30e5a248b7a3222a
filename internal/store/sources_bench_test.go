package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

// BenchmarkKeepPolled keeps looks of ten alerts of 5.9 kB each (new), then the same look again (known), then one without any
// document (unchanged): what a source costs the database. Items a second, or looks a second.
func BenchmarkKeepPolled(b *testing.B) {
	dsns := map[string]func() string{
		"sqlite":   func() string { return "sqlite:" + filepath.Join(b.TempDir(), "bench.db") },
		"postgres": func() string { return pgtest.DSN(b) },
	}
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			ctx := context.Background()
			s, err := Open(ctx, Options{DSN: dsns[engine](), Clock: time.Now, Node: "bench"})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Migrate(ctx); err != nil {
				b.Fatal(err)
			}
			src := intake.Source{ID: "bench", Name: "Bench", Kind: intake.KindFeed, URL: "https://example.org/", On: true}.Filled()
			if err := s.SaveSource(ctx, desk.System.ID, src); err != nil {
				b.Fatal(err)
			}
			const each = 10
			look := func(n int) []intake.Doc {
				docs := make([]intake.Doc, each)
				for i := range docs {
					raw := make([]byte, 5900)
					copy(raw, fmt.Sprintf(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%d-%d</identifier>`, n, i))
					for j := range raw {
						if raw[j] == 0 {
							raw[j] = ' '
						}
					}
					docs[i] = intake.Doc{Raw: raw, Meta: intake.Meta{Identity: fmt.Sprintf("urn:%d-%d", n, i), Content: fmt.Sprintf("%064d", n*each+i)}}
				}
				return docs
			}
			n := 0
			keep := func(b *testing.B, docs []intake.Doc, want int) {
				w, err := s.Source(ctx, "bench")
				if err != nil {
					b.Fatal(err)
				}
				if got, err := s.KeepPolled(ctx, src, docs, w.Health.Answered(time.Now(), intake.Answer{Docs: each})); err != nil || got != want {
					b.Fatal(got, err)
				}
			}
			b.Run("new", func(b *testing.B) {
				for b.Loop() {
					n++
					keep(b, look(n), each)
				}
				b.ReportMetric(float64(b.N*each)/b.Elapsed().Seconds(), "items/s")
			})
			known := look(n)
			b.Run("known", func(b *testing.B) {
				for b.Loop() {
					keep(b, known, 0)
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "looks/s")
			})
			b.Run("unchanged", func(b *testing.B) {
				for b.Loop() {
					keep(b, nil, 0)
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "looks/s")
			})
		})
	}
}
