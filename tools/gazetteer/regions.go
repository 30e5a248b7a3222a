package main

import (
	"cmp"
	"fmt"
	"log"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// regions builds the countries and divisions, with outlines, and the net of their borders.
type regions struct {
	list    []pack.Region // countries first
	units   []*unit       // with a code, in the order of the divisions of list that have an outline
	index   map[string]int
	net     *net
	aliases [][]string // of each of list
	english [][]string // the English ones of a division
}

// toleranceOf is how far, in metres, an outline may be moved to save points: small for a city, more for a province.
func toleranceOf(km2 float64) float64 {
	return math.Min(2000, math.Max(20, math.Sqrt(math.Max(1, km2))*5))
}

func (u *unit) tolerance() float64 {
	for _, f := range u.features {
		if f.drawn {
			return drawnToleranceM
		}
	}
	return toleranceOf(u.km2)
}

func buildRegions(features []*feature, cities []*city, admins map[string]string, id ids) (*regions, error) {
	r := &regions{index: map[string]int{}}
	codes := assign(features, cities, admins)
	disputed := map[string]bool{}
	for _, d := range disputes {
		disputed[d.Country+"."+d.Code] = true
	}
	units := group(features, codes, disputed)
	byCountry := map[string][]*feature{}
	var edges []map[segment]bool
	for _, u := range units {
		edges = append(edges, dissolve(u.features))
		if !u.disputed {
			byCountry[u.country] = append(byCountry[u.country], u.features...)
		}
	}
	r.net = newNet(edges)
	r.net.tol = make([]float64, len(r.net.arcs))
	for i, users := range r.net.users {
		r.net.tol[i] = math.Inf(1)
		for _, u := range users {
			r.net.tol[i] = math.Min(r.net.tol[i], units[u].tolerance())
		}
	}
	const share, floor = 0.002, 4.0
	shapes := map[string][][][]arcRef{}
	for i, u := range units {
		if u.code != "" {
			shapes[u.full()] = r.net.drop(r.net.rings(edges[i]), share, floor)
		}
	}
	for country, fs := range byCountry {
		shapes[country] = r.net.drop(r.net.rings(dissolve(fs)), 0.0005, floor)
	}
	if err := r.settle(shapes); err != nil {
		return nil, err
	}

	perRegion := map[string][]*city{}
	for _, c := range cities {
		perRegion[c.country] = append(perRegion[c.country], c)
		perRegion[c.country+"."+c.admin1] = append(perRegion[c.country+"."+c.admin1], c)
	}
	countries := map[string]bool{}
	for cc := range byCountry {
		countries[cc] = true
	}
	for code := range admins {
		countries[code[:2]] = true
	}
	for _, c := range cities {
		countries[c.country] = true
	}
	langs, names := countryNames(slices.Sorted(maps.Keys(countries)))
	for _, cc := range slices.Sorted(maps.Keys(countries)) {
		own := names[cc]
		reg := pack.Region{Country: cc, ID: id.country[cc], Name: own[slices.Index(langs, "en")]}
		if reg.Name == "" {
			reg.Name = cc
		}
		aliases := slices.Concat(own, countryAliases[cc])
		if name := countryEnglish[cc]; name != "" {
			reg.Name = name
		}
		reg.Name = strings.NewReplacer(" & ", " and ", "St. ", "Saint ", "’", "'").Replace(reg.Name)
		own[slices.Index(langs, "en")] = reg.Name
		reg.Names = pack.NamesOf(own)
		r.add(reg, perRegion[cc], shapes[cc], append(aliases, reg.Name), nil)
	}
	current := currentISO()
	byCode := map[string]*unit{}
	for _, u := range units {
		if u.code != "" {
			byCode[u.full()] = u
			u.cities = perRegion[u.full()]
		}
	}
	for _, code := range slices.Sorted(maps.Keys(admins)) {
		cc, a1, _ := strings.Cut(code, ".")
		if a1 == "00" || a1 == "" {
			continue
		}
		reg := pack.Region{Country: cc, Code: a1, Name: admins[code], ID: id.admin[code], ISO: id.iso[code]}
		own := make([]string, len(langs))
		aliases, english := append([]string{admins[code]}, adminAliases[code]...), []string{admins[code]}
		if u := byCode[code]; u != nil {
			r.units = append(r.units, u)
			if len(u.features) == 1 {
				f := u.features[0]
				for lang, name := range f.names {
					if lang == "zht" {
						lang = "zh-Hant"
					}
					if i := slices.Index(langs, lang); i >= 0 {
						own[i] = name
					}
					aliases = append(aliases, name)
				}
				slices.Sort(aliases)
				english = append(english, f.names["en"])
				for _, o := range f.other {
					if len(o) > 3 && !strings.HasSuffix(o, ".") { // "Conn.", "NY": too many other meanings
						aliases = append(aliases, o)
					}
				}
				if reg.ID == 0 && f.code == code {
					reg.ID = f.gnID
				}
				if reg.ISO == "" && f.code == code && strings.HasPrefix(f.iso, cc+"-") && !strings.ContainsAny(f.iso, "~") {
					reg.ISO = f.iso
				}
			}
		}
		if iso, ok := current[code]; ok {
			reg.ISO = iso
		} else if iso, ok := current[cc]; ok {
			reg.ISO = iso
		}
		reg.ISO = strings.TrimPrefix(reg.ISO, "-")
		own[slices.Index(langs, "en")] = admins[code]
		reg.Names = pack.NamesOf(own)
		r.add(reg, perRegion[code], shapes[code], aliases, english)
	}
	r.dedupeISO()
	r.markOwn(byCode)
	return r, r.addNamed()
}

// settle simplifies all borders, then gives points back to every outline that came out crossing itself. One that still does
// with all its points is wrong at the source, by a hair: the point whose loss mends it is dropped.
func (r *regions) settle(shapes map[string][][][]arcRef) error {
	const rounds = 5
	for round := 0; ; round++ {
		r.net.simplify()
		bad := r.crossing(shapes)
		log.Printf("outlines: round %d, %d to mend", round, len(bad))
		if round == rounds {
			for _, poly := range bad {
				if err := r.mend(poly); err != nil {
					return err
				}
			}
			return nil
		}
		again := map[int32]bool{}
		for _, poly := range bad {
			for _, ring := range poly {
				for _, ref := range ring {
					again[ref.arc] = true
				}
			}
		}
		for arc := range again {
			r.net.tol[arc] /= 3
			if round == rounds-1 {
				r.net.tol[arc] = 0
			}
		}
		if len(bad) == 0 {
			return nil
		}
	}
}

// crossing is the polygons that cannot be used.
func (r *regions) crossing(shapes map[string][][][]arcRef) [][][]arcRef {
	var bad [][][]arcRef
	for _, key := range slices.Sorted(maps.Keys(shapes)) {
		for _, poly := range shapes[key] {
			if r.net.area([][][]arcRef{poly}).Validate() != nil {
				bad = append(bad, poly)
			}
		}
	}
	return bad
}

// mend drops the first point without which the polygon is sound.
func (r *regions) mend(poly [][]arcRef) error {
	for _, ring := range poly {
		for _, ref := range ring {
			whole := r.net.thin[ref.arc]
			for i := 1; i < len(whole)-1; i++ {
				r.net.thin[ref.arc] = slices.Delete(slices.Clone(whole), i, i+1)
				if r.net.area([][][]arcRef{poly}).Validate() == nil {
					return nil
				}
			}
			r.net.thin[ref.arc] = whole
		}
	}
	return fmt.Errorf("an outline cannot be mended: %w", r.net.area([][][]arcRef{poly}).Validate())
}

func (r *regions) add(reg pack.Region, cities []*city, shape [][][]arcRef, aliases, english []string) {
	var largest *city
	zones := map[string]int64{}
	for _, c := range cities {
		if c.quarter() {
			continue
		}
		reg.Pop += c.population
		zones[c.zone] += c.population + 1
		if c.feature == "PPLC" && reg.Code == "" {
			reg.Capital = int(c.id)
		}
		if largest == nil || c.population > largest.population {
			largest = c
		}
	}
	for _, poly := range shape {
		var rings [][]int32
		for _, ring := range poly {
			var arcs []int32
			for _, ref := range ring {
				if ref.forward {
					arcs = append(arcs, ref.arc)
				} else {
					arcs = append(arcs, ^ref.arc)
				}
			}
			rings = append(rings, arcs)
		}
		reg.Polygons = append(reg.Polygons, rings)
	}
	switch {
	case len(shape) > 0:
		mid := r.net.area(shape[:]).Centroid()
		reg.Lat, reg.Lon = round4(mid.Lat), round4(mid.Lon)
	case largest != nil:
		reg.Lat, reg.Lon = round4(largest.at.Lat), round4(largest.at.Lon)
	}
	key := reg.Country
	if reg.Code != "" {
		key += "." + reg.Code
	}
	if at, ok := referencePoints[key]; ok {
		reg.Lat, reg.Lon = at[0], at[1]
	}
	r.index[key] = len(r.list)
	r.list = append(r.list, reg)
	r.aliases = append(r.aliases, aliases)
	r.english = append(r.english, english)
}

func round4(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// dedupeISO takes an ISO code away where two divisions claim it: the code is then not sure.
func (r *regions) dedupeISO() {
	n := map[string]int{}
	for _, reg := range r.list {
		n[reg.ISO]++
	}
	for i := range r.list {
		if n[r.list[i].ISO] > 1 {
			r.list[i].ISO = ""
		}
	}
}

// markOwn finds the towns that are a division of their own (Moscow, Berlin, Beijing): the largest town of a division of its
// name, with most of its people, in an outline of a city's size.
func (r *regions) markOwn(units map[string]*unit) {
	for _, key := range slices.Sorted(maps.Keys(units)) {
		u := units[key]
		idx, ok := r.index[key]
		if !ok || len(r.list[idx].Polygons) == 0 {
			continue
		}
		var top *city
		var sum int64
		for _, c := range u.cities {
			if c.quarter() {
				continue
			}
			sum += c.population
			if top == nil || c.population > top.population {
				top = c
			}
		}
		if top == nil || top.population*2 < sum || top.population < 50_000 {
			continue
		}
		limit := 3500.0
		for _, f := range u.features {
			if strings.Contains(f.kind, "City") || strings.Contains(f.kind, "Municipality") || strings.Contains(f.kind, "Metropol") {
				limit = 20000
			}
		}
		if u.km2 > limit || !(sameName(top, r.aliases[idx]) || top.feature == "PPLC" && u.km2 < 3000) {
			continue
		}
		top.ownRegion = idx
	}
}

func sameName(c *city, aliases []string) bool {
	own := map[string]bool{fold.Key(c.name): true, fold.Key(c.ascii): true}
	for _, a := range aliases {
		if own[fold.Key(baseName(a))] {
			return true
		}
	}
	return false
}

// table gives the arcs as columns.
func (n *net) table(d *pack.Columns) {
	for _, arc := range n.thin {
		for _, p := range arc {
			d.ArcLat = append(d.ArcLat, p.lat)
			d.ArcLon = append(d.ArcLon, p.lon)
		}
		d.ArcEnd = append(d.ArcEnd, uint32(len(d.ArcLat)))
	}
}

// compact leaves out the arcs that no outline uses (small islands).
func (r *regions) compact() {
	number := make([]int32, len(r.net.thin))
	for i := range number {
		number[i] = -1
	}
	var kept []gridRing
	renumber := func(a int32) int32 {
		i := a
		if a < 0 {
			i = ^a
		}
		if number[i] < 0 {
			number[i] = int32(len(kept))
			kept = append(kept, r.net.thin[i])
		}
		if a < 0 {
			return ^number[i]
		}
		return number[i]
	}
	for _, reg := range r.list {
		for _, poly := range reg.Polygons {
			for _, ring := range poly {
				for i := range ring {
					ring[i] = renumber(ring[i])
				}
			}
		}
	}
	r.net.thin = kept
}

// conflicts counts the places that lie in the outline of another division than their own, a measure of the outlines.
func (r *regions) conflicts(cities []*city) string {
	prepared := map[string]*geo.Prepared{}
	in, out := 0, 0
	for _, u := range r.units {
		idx := r.index[u.full()]
		prepared[u.full()] = geo.NewIndexed(r.areaOf(idx))
	}
	worst := map[string]int{}
	for _, c := range cities {
		if p := prepared[c.country+"."+c.admin1]; p != nil {
			if p.DistanceM(c.at) <= 3000 {
				in++
			} else {
				out++
				worst[c.country]++
			}
		}
	}
	top := slices.SortedFunc(maps.Keys(worst), func(a, b string) int {
		return cmp.Or(-cmp.Compare(worst[a], worst[b]), cmp.Compare(a, b))
	})
	text := ""
	for _, cc := range top[:min(8, len(top))] {
		text += fmt.Sprintf(" %s %d", cc, worst[cc])
	}
	return fmt.Sprintf("%d places within 3 km of their division's outline, %d further off (%s)", in, out, strings.TrimSpace(text))
}

func (r *regions) areaOf(idx int) geo.Area {
	var a geo.Area
	for _, poly := range r.list[idx].Polygons {
		var p geo.Polygon
		for i, arcs := range poly {
			var refs []arcRef
			for _, x := range arcs {
				if x < 0 {
					refs = append(refs, arcRef{^x, false})
				} else {
					refs = append(refs, arcRef{x, true})
				}
			}
			var ring geo.Ring
			for _, g := range r.net.line(refs, r.net.thin) {
				ring = append(ring, g.point())
			}
			if i == 0 {
				p.Outer = ring
			} else {
				p.Holes = append(p.Holes, ring)
			}
		}
		a.Polygons = append(a.Polygons, p)
	}
	return a
}
