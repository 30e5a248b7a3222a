package where

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// nations are the countries that a text has to do with.
type nations struct {
	at  [26*26 + 1]uint16 // by the letters of the code, counted from 1; the last is for none
	all []nation
}

type nation struct {
	at      int
	weight  float64 // how much the text speaks of it
	named   bool
	first   string // a name that it has in the text, by its candidates' first
	several bool   // it has more than one
}

// slotOf is where a country stands by the letters of its code.
func slotOf(iso string) int {
	if len(iso) != 2 || iso[0]-'A' >= 26 || iso[1]-'A' >= 26 {
		return 26 * 26
	}
	return int(iso[0]-'A')*26 + int(iso[1]-'A')
}

// of is what the text has of a country; it is good until the next is asked for.
func (n *nations) of(iso string) *nation {
	at := slotOf(iso)
	if n.at[at] == 0 {
		n.all = append(n.all, nation{at: at})
		n.at[at] = uint16(len(n.all))
	}
	return &n.all[n.at[at]-1]
}

// look is what the text has of a country, or nil.
func (n *nations) look(iso string) *nation {
	if k := n.at[slotOf(iso)]; k > 0 {
		return &n.all[k-1]
	}
	return nil
}

// weight is how much the text speaks of a country.
func (n *nations) weight(iso string) float64 {
	if c := n.look(iso); c != nil {
		return c.weight
	}
	return 0
}

func (n *nations) reset() {
	for i := range n.all {
		n.at[n.all[i].at] = 0
	}
	n.all = n.all[:0]
}

// home is the country that a text speaks of most, with some of its places that the text names.
type home struct {
	country string
	places  []geo.Point
}

const (
	homeWeight = 1.6     // of a country, less than which a text has no home
	homePlaces = 8       // that are kept
	nextDoorM  = 400_000 // a place so near is next door, whatever its country
	bigTown    = 500_000 // people; so large a town is named anywhere
)

// settleHome finds a text's home when the candidates stand in their order.
func (s *search) settleHome() {
	h := &s.home
	h.country, h.places = "", h.places[:0]
	for i := range s.cands {
		c := &s.cands[i]
		iso := c.iso
		if iso == "" && c.places[0].Kind == gazetteer.Country {
			iso = c.places[0].Country
		}
		var n *nation
		if iso != "" {
			n = s.nations.of(iso)
			n.named = true
		} else {
			iso = c.places[0].Country
			n = s.nations.of(iso)
			if name := c.places[0].Name; n.first == "" {
				n.first = name
			} else if n.first != name {
				n.several = true
			}
		}
		if n.weight >= homeWeight && n.weight > s.nations.weight(h.country) {
			h.country = iso
		}
	}
	if h.country == "" {
		return
	}
	for i := range s.cands {
		if c := &s.cands[i]; c.iso == "" && len(h.places) < homePlaces && c.places[0].Country == h.country {
			if k := c.places[0].Kind; k == gazetteer.City || k == gazetteer.Admin1 {
				h.places = append(h.places, c.places[0].Point)
			}
		}
	}
}

// strange reports whether a place is a small town far off in a country that the text neither names nor has another town of: "Gombe" in a text on Kinshasa
// is a quarter there, not the town in Nigeria.
func (s *search) strange(p *gazetteer.Place) bool {
	h := &s.home
	if p.Kind < gazetteer.City || p.Kind == gazetteer.Region || p.Population >= bigTown || p.Country == h.country || len(h.places) == 0 {
		return false
	}
	if n := s.nations.look(p.Country); n != nil && (n.named || n.several) {
		return false
	}
	for _, at := range h.places {
		if geo.DistanceM(at, p.Point) < nextDoorM {
			return false
		}
	}
	return true
}
