package where

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// home is the country that a text speaks of most, with some of its places that the text names, and the countries it names.
type home struct {
	country string
	named   map[string]bool
	first   map[string]string // a name that each country has in the text, by its candidates' first
	several map[string]bool   // countries with more than one
	places  []geo.Point
}

const (
	homeWeight = 1.6     // of a country, less than which a text has no home
	homePlaces = 8       // that are kept
	nextDoorM  = 400_000 // a place so near is next door, whatever its country
	bigTown    = 500_000 // people; so large a town is named anywhere
)

// homeOf finds a text's home when the candidates stand in their order.
func homeOf(cands []candidate, weights map[string]float64) *home {
	h := &home{named: map[string]bool{}, first: map[string]string{}, several: map[string]bool{}}
	for i := range cands {
		c := &cands[i]
		iso := c.iso
		if iso == "" && c.places[0].Kind == gazetteer.Country {
			iso = c.places[0].Country
		}
		if iso != "" {
			h.named[iso] = true
		} else {
			iso = c.places[0].Country
			if name := c.places[0].Name; h.first[iso] == "" {
				h.first[iso] = name
			} else if h.first[iso] != name {
				h.several[iso] = true
			}
		}
		if w := weights[iso]; w >= homeWeight && w > weights[h.country] {
			h.country = iso
		}
	}
	for i := range cands {
		if c := &cands[i]; c.iso == "" && len(h.places) < homePlaces && h.country != "" && c.places[0].Country == h.country {
			if k := c.places[0].Kind; k == gazetteer.City || k == gazetteer.Admin1 {
				h.places = append(h.places, c.places[0].Point)
			}
		}
	}
	return h
}

// strange reports whether a place is a small town far off in a country that the text neither names nor has another town of: "Gombe" in a text on Kinshasa
// is a quarter there, not the town in Nigeria.
func (h *home) strange(p *gazetteer.Place) bool {
	if p.Kind < gazetteer.City || p.Kind == gazetteer.Region || p.Population >= bigTown || p.Country == h.country || h.named[p.Country] ||
		len(h.places) == 0 || h.several[p.Country] {
		return false
	}
	for _, at := range h.places {
		if geo.DistanceM(at, p.Point) < nextDoorM {
			return false
		}
	}
	return true
}
