package situation_test

import (
	"fmt"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// BenchmarkSettle is the cost of one report by the size of what is near it: as many situations of four reports each, in towns of
// one country, most of them out of reach.
func BenchmarkSettle(b *testing.B) {
	j := joiner(b)
	for _, n := range []int{1, 16, 64, situation.MaxNeighbours} {
		b.Run(fmt.Sprintf("%d_near", n), func(b *testing.B) {
			var open []situation.Situation
			for i := range n {
				p := st.Moscow
				if i > 0 {
					p = gazetteer.Place{ID: int64(i), Name: fmt.Sprintf("town %d", i), Kind: gazetteer.City, Country: "RU", Admin1: "47", Point: st.Krasnogorsk.Point, Population: 90_000}
					p.Point.Lat += float64(i%16) - 8
					p.Point.Lon += float64(i / 16)
				}
				w := st.NewWorld(j, st.Day(8))
				for k := range 4 {
					voice := fmt.Sprintf("Embassy of Voice %d", k)
					if _, err := w.Hear(st.Told(fmt.Sprintf("r%d_%d", i, k), voice, "", reading.Independent, "", st.OnDay(8), st.Threat(8, p, voice))); err != nil {
						b.Fatal(err)
					}
				}
				for _, s := range w.Open() {
					s.ID = situation.ID(fmt.Sprintf("sit_%d_%s", i, s.ID))
					open = append(open, s)
				}
			}
			told := st.Embassy()
			b.ResetTimer()
			for b.Loop() {
				d, err := j.Settle(open, told, 0, st.Day(8), func() (situation.ID, error) { return "sit_new", nil })
				if err != nil || d.Joined.Situation != open[0].ID {
					b.Fatal(d.Joined, err)
				}
			}
		})
	}
	b.Run("keys", func(b *testing.B) {
		told := st.Embassy()
		for b.Loop() {
			if len(j.Keys(told, 0)) == 0 {
				b.Fatal("no keys")
			}
		}
	})
}
