package roster

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Places is the gazetteer as a Resolver.
func Places(g *gazetteer.Gazetteer) Resolver { return places{g} }

type places struct{ g *gazetteer.Gazetteer }

// clearly is how many times the people of the next place of the same name the first must have to be meant without a country.
const clearly = 10

// Resolve takes towns and divisions; a whole country is no place to stay at. "Hotel X, Krasnogorsk" is looked up as it stands
// and then by what follows the last comma. Without a country, a name that two places of like size share is not resolved.
func (p places) Resolve(name, country string) (Spot, bool) {
	if spot, ok := p.resolve(name, country); ok {
		return spot, true
	}
	if i := strings.LastIndexByte(name, ','); i >= 0 {
		return p.resolve(strings.TrimSpace(name[i+1:]), country)
	}
	return Spot{}, false
}

func (p places) resolve(name, country string) (Spot, bool) {
	var found []gazetteer.Place
	all := p.g.Lookup(name)
	if country == "" && len(all) > 0 && all[0].Kind == gazetteer.Country {
		return Spot{}, false // "Russia" is not the village in Ohio
	}
	for _, c := range all {
		if (c.Kind == gazetteer.City || c.Kind == gazetteer.Admin1) && (country == "" || c.Country == country) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return Spot{}, false
	}
	best := found[0]
	for _, c := range found { // a town before the division of its name: "Moscow" is the city
		if c.Kind == gazetteer.City {
			best = c
			break
		}
	}
	if country == "" {
		for _, c := range found {
			// The division round a town carries its name and people; it is no other place.
			same := c.ID == best.ID || c.Country == best.Country && c.Admin1 == best.Admin1
			if !same && c.Population*clearly > best.Population {
				return Spot{}, false
			}
		}
	}
	return Spot{Point: best.Point, Country: best.Country, Zone: p.g.Zone(best)}, true
}

// At takes the country whose outline holds the point and the zone of the nearest town of it.
func (p places) At(at geo.Point) (Spot, bool) {
	country := p.g.CountryAt(at)
	town, _ := p.g.Nearest(at)
	if country == "" {
		return Spot{}, false
	}
	if town.Country != country {
		if capital, ok := p.g.Capital(country); ok {
			town = capital
		}
	}
	return Spot{Point: at, Country: country, Zone: p.g.Zone(town)}, true
}
