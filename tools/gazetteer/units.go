package main

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// unit is a first-order division as GeoNames sees it, put together from shapes of Natural Earth, or the shapes of a country
// that belong to no known division (code empty).
type unit struct {
	country, code string // code without the country: "25"
	features      []*feature
	km2           float64
	disputed      bool
	cities        []*city
}

func (u *unit) full() string { return u.country + "." + u.code }

// assign gives every shape its GeoNames code. Natural Earth's own code is believed when GeoNames knows it and the places
// inside do not contradict; else the places inside vote, as Natural Earth has counties for GeoNames' nations (GB), departments
// for its regions (FR), and old divisions for new ones. A shape whose places are of several divisions stays without.
func assign(features []*feature, cities []*city, admins map[string]string) map[*feature]string {
	type cell struct{ lat, lon int32 }
	const size = 10000 // a degree
	index := map[cell][]*city{}
	for _, c := range cities {
		g := gridOf(c.at)
		k := cell{floorDiv(g.lat, size), floorDiv(g.lon, size)}
		index[k] = append(index[k], c)
	}
	votes := make(map[*feature]map[string]int, len(features))
	seats := map[string]map[*feature]int{} // where the places of a division lie
	total := map[string]int{}
	for _, c := range cities {
		total[c.country+"."+c.admin1]++
	}
	for _, f := range features {
		v := map[string]int{}
		for la := floorDiv(f.box.south, size); la <= floorDiv(f.box.north, size); la++ {
			for lo := floorDiv(f.box.west, size); lo <= floorDiv(f.box.east, size); lo++ {
				for _, c := range index[cell{la, lo}] {
					if f.holds(gridOf(c.at)) {
						code := c.country + "." + c.admin1
						v[code]++
						if seats[code] == nil {
							seats[code] = map[*feature]int{}
						}
						seats[code][f]++
					}
				}
			}
		}
		votes[f] = v
	}
	out := map[*feature]string{}
	for _, f := range features {
		v := votes[f]
		n, best, most := 0, "", 0
		for _, code := range slices.Sorted(maps.Keys(v)) {
			n += v[code]
			if v[code] > most {
				best, most = code, v[code]
			}
		}
		_, known := admins[f.code]
		switch {
		case known && (n == 0 || v[f.code]*2 >= n):
			out[f] = f.code
		case n > 0 && most*10 >= n*7 && admins[best] != "":
			out[f] = best
		case n == 0 && f.country == "GB":
			out[f] = nations[f.nation]
		}
	}
	// A code holds only if most places of the division lie in the shapes that got it: else GeoNames and Natural Earth
	// divide the country differently (Kenya's counties and provinces), and half a division would be worse than none.
	for code := range total {
		if admins[code] == "" {
			continue
		}
		in := 0
		for f, k := range seats[code] {
			if out[f] == code {
				in += k
			}
		}
		if in*10 < total[code]*6 {
			for f, c := range out {
				if c == code {
					delete(out, f)
				}
			}
		}
	}
	return out
}

var nations = map[string]string{"England": "GB.ENG", "Scotland": "GB.SCT", "Wales": "GB.WLS", "Northern Ireland": "GB.NIR"}

func floorDiv(a, b int32) int32 { return int32(math.Floor(float64(a) / float64(b))) }

// group makes the units. Shapes of a disputed division go by its code, whatever country Natural Earth gives them.
func group(features []*feature, codes map[*feature]string, disputes map[string]bool) []*unit {
	by := map[string]*unit{}
	for _, f := range features {
		country, code := f.country, ""
		if full := codes[f]; full != "" {
			country, code, _ = strings.Cut(full, ".")
		}
		key := country + "." + code
		if by[key] == nil {
			by[key] = &unit{country: country, code: code, disputed: disputes[key]}
		}
		by[key].features = append(by[key].features, f)
	}
	out := make([]*unit, 0, len(by))
	for _, k := range slices.Sorted(maps.Keys(by)) {
		u := by[k]
		for _, f := range u.features {
			for _, poly := range f.polys {
				for _, r := range poly {
					u.km2 += r.km2()
				}
			}
		}
		out = append(out, u)
	}
	return out
}
