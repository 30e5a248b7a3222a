package geo

import (
	"slices"

	"github.com/golang/geo/s2"
)

// Tile is one square of a coarse grid in four sizes, written as the leaf cell in its middle: an S2 cell id shifted right by one.
// Tiles answer "which areas may hold this point" by equality: an area is some tiles, a point lies in one tile of each size.
type Tile int64

// tileLevels are the S2 levels of the four sizes, about 600, 150, 40 and 10 km across.
var tileLevels = [...]int{4, 6, 8, 10}

// Tiles are the tiles that hold the cell, one of each size.
func (c Cell) Tiles() [4]Tile {
	var out [4]Tile
	leaf := s2.CellID(uint64(c)<<1 | 1)
	for i, l := range tileLevels {
		out[i] = tileOf(leaf.Parent(l))
	}
	return out
}

func tileOf(id s2.CellID) Tile { return Tile(uint64(id) >> 1) }

// tileRanges bounds how closely tiles follow an area: what they hold too much costs an exact test later.
const tileRanges = 8

// Tiles cover the area grown by marginM metres: every point within marginM of the area lies in one of them. They are sorted,
// each once, and may reach further. An empty area has none.
func (p *Prepared) Tiles(marginM float64) []Tile {
	var out []Tile
	var add func(id s2.CellID)
	add = func(id s2.CellID) {
		level, finest := id.Level(), tileLevels[len(tileLevels)-1]
		switch {
		case level >= finest:
			out = append(out, tileOf(id.Parent(finest)))
		case slices.Contains(tileLevels[:], level):
			out = append(out, tileOf(id))
		default:
			for _, c := range id.Children() {
				add(c)
			}
		}
	}
	for _, r := range p.Cover(marginM, tileRanges) {
		for _, id := range s2.CellUnionFromRange(s2.CellID(uint64(r.Lo)<<1|1), s2.CellID(uint64(r.Hi)<<1|1).Next()) {
			add(id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
