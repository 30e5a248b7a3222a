package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// county is a second-order division: a county, a district, a parish. The free files give its name and code, not where it
// is; that comes from the towns that bear its code.
type county struct {
	name            string
	country, admin1 string
	at              geo.Point
	radiusM         float64 // of the circle round at that holds its towns
	population      int64
	zone            string
}

// countyMarginM is added to the circle through the outermost towns: a county goes on beyond them.
const countyMarginM = 3000

// buildCounties places the counties by their towns. One without a town of 500 people cannot be placed and is left out, as is
// one that only repeats the name of a town in it (a commune, a municipality): the town says it.
func buildCounties(dir string, cities []*city) ([]*county, error) {
	var list []struct{ Code, Name string }
	if err := readJSON(dir, countyFile, &list); err != nil {
		return nil, err
	}
	towns := map[string][]*city{}
	for _, c := range cities {
		if c.admin2 != "" && !c.quarter() {
			key := c.country + "." + c.admin1 + "." + c.admin2
			towns[key] = append(towns[key], c)
		}
	}
	var out []*county
	for _, a := range list {
		in := towns[a.Code]
		key := fold.Key(a.Name)
		if len(in) == 0 || key == "" || !latin(a.Name) {
			continue
		}
		co := &county{name: a.Name, country: in[0].country, admin1: in[0].admin1}
		repeats := false
		south, west, north, east := 90.0, 180.0, -90.0, -180.0
		zones := map[string]int{}
		largest := in[0]
		for _, c := range in {
			repeats = repeats || fold.Key(c.name) == key || fold.Key(c.ascii) == key
			south, north = math.Min(south, c.at.Lat), math.Max(north, c.at.Lat)
			west, east = math.Min(west, c.at.Lon), math.Max(east, c.at.Lon)
			co.population += c.population
			zones[c.zone]++
			if zones[c.zone] > zones[co.zone] {
				co.zone = c.zone
			}
			if c.population > largest.population {
				largest = c
			}
		}
		if repeats {
			continue
		}
		co.at = geo.Point{Lat: (south + north) / 2, Lon: (west + east) / 2}
		if east-west > 180 { // across the date line
			co.at = largest.at
		}
		for _, c := range in {
			co.radiusM = math.Max(co.radiusM, geo.DistanceM(co.at, c.at))
		}
		co.radiusM += countyMarginM
		out = append(out, co)
	}
	slices.SortFunc(out, func(a, b *county) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.admin1, b.admin1), cmp.Compare(a.name, b.name))
	})
	return out, nil
}

// addCounties appends the counties to the places, after the towns. They have no GeoNames id.
func addCounties(d *pack.Columns, list []*county, r *regions, zones map[string]int) {
	for i, c := range list {
		idx, ok := r.index[c.country+"."+c.admin1]
		if !ok {
			idx = r.index[c.country]
		}
		d.ID = append(d.ID, pack.CountyID+uint32(i))
		d.Lat = append(d.Lat, int32(round(c.at.Lat*pack.PlaceScale)))
		d.Lon = append(d.Lon, int32(round(c.at.Lon*pack.PlaceScale)))
		d.Pop = append(d.Pop, uint32(max(0, c.population)))
		d.Region = append(d.Region, uint16(idx))
		d.Zone = append(d.Zone, uint16(zones[c.zone]))
		d.Feature = append(d.Feature, pack.FeatureCounty)
		d.Names = append(d.Names, c.name...)
		d.NameEnd = append(d.NameEnd, uint32(len(d.Names)))
		d.Radius = append(d.Radius, uint32(math.Ceil(c.radiusM/1000)))
	}
}

// countyKeys gives the counties their names: the full one, and the bare one ("Avoyelles" of "Avoyelles Parish") behind every
// town of that name.
func (k *keys) countyKeys(list []*county, first int) {
	const share, bareShare = 0.05, 0.0001
	for i, c := range list {
		ref, s := uint32(first+i), float64(c.population)+100
		k.add(c.name, ref, s*share)
		if b := baseName(c.name); b != c.name && len(b) > 2 {
			k.add(b, ref, s*bareShare)
		}
	}
}
