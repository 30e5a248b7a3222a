package geo_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Every point within the margin lies in a tile of the area, and a city takes tens of tiles, not thousands.
func TestTilesHoldWhatIsNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range 60 {
		center := geo.Point{Lat: rng.Float64()*176 - 88, Lon: rng.Float64()*360 - 180}
		radius := []float64{1, 5_000, 40_000, 900_000}[rng.IntN(4)]
		margin := []float64{0, 25_000}[rng.IntN(2)]
		p := geo.NewIndexed(geo.Area{Circles: []geo.Circle{{Center: center, Radius: radius}}})
		tiles := p.Tiles(margin)
		if len(tiles) == 0 || len(tiles) > 2000 || radius <= 40_000 && len(tiles) > 150 {
			t.Fatalf("radius %.0f, margin %.0f at %v: %d tiles", radius, margin, center, len(tiles))
		}
		for range 50 {
			at := geo.Destination(center, rng.Float64()*360, rng.Float64()*(radius+margin))
			if !p.Within(at, margin) {
				continue
			}
			own := geo.CellOf(at).Tiles()
			if !slices.ContainsFunc(own[:], func(x geo.Tile) bool { _, ok := slices.BinarySearch(tiles, x); return ok }) {
				t.Fatalf("%v lies within %.0f m of a circle of %.0f m at %v, and in none of its %d tiles", at, margin, radius, center, len(tiles))
			}
		}
	}
	if n := len(geo.NewIndexed(geo.Area{}).Tiles(25_000)); n != 0 {
		t.Errorf("an empty area has %d tiles", n)
	}
}
