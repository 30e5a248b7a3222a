package gazetteer

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"
	"time"
	_ "time/tzdata" // zones on a bare machine

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

//go:embed gazetteer.bin
var file []byte

// Gazetteer is the loaded data. It never changes and is safe for use by several goroutines.
type Gazetteer struct {
	*tables
	claims map[uint16]string // who holds each disputed division (by index of its region)
	codes  []codes           // by index of the region
	held   *heldAreas
}

// codes are the country and the division's code that a place of a region is given.
type codes struct{ country, admin1 string }

// tables are the columns of the file and the indexes made from them.
type tables struct {
	*pack.Columns
	bucket    []uint32          // first key of each bucket
	names     string            // of the places, one after the other
	countries [26 * 26]uint16   // by the letters of the code, counted from 1
	divisions map[string]uint16 // "RU.25"
	regionIDs map[int64]uint16
	own       map[uint32]uint16 // towns that are a division of their own
	ownOf     map[uint16]uint32
	towns     grid
	zones     []*time.Location
	demonyms  map[string]string
}

var load = sync.OnceValues(func() (*Gazetteer, error) { return read(file) })

// Load unpacks the embedded file, once; later calls give the same Gazetteer. Disputed divisions are held as
// docs/decisions/0003-disputed-areas.md says; see [Gazetteer.WithClaims].
func Load() (*Gazetteer, error) { return load() }

// lateIDs are the GeoNames ids of countries that the source of the divisions holds without one.
var lateIDs = map[string]int64{"XK": 831053, "NC": 2139685, "PF": 4030656, "EH": 2461445, "AW": 3577279, "CW": 7626836, "SX": 7609695}

func read(file []byte) (*Gazetteer, error) {
	d, err := pack.Read(file)
	if err != nil {
		return nil, fmt.Errorf("load gazetteer: %w", err)
	}
	t := &tables{Columns: d, names: string(d.Names), divisions: map[string]uint16{}, regionIDs: map[int64]uint16{},
		own: map[uint32]uint16{}, ownOf: map[uint16]uint32{}, demonyms: readDemonyms()}
	t.bucket = make([]uint32, pack.Buckets+1)
	for i, c := range d.Count {
		t.bucket[i+1] = t.bucket[i] + uint32(c)
	}
	d.Count, d.Names = nil, nil
	for i := range d.Regions {
		r := &d.Regions[i]
		if r.Named {
			t.regionIDs[r.ID] = uint16(i)
			continue
		}
		if r.Code == "" {
			if r.ID == 0 {
				r.ID = lateIDs[r.Country]
			}
			if at := letters(r.Country); at >= 0 {
				t.countries[at] = uint16(i + 1)
			}
		} else {
			t.divisions[r.Country+"."+r.Code] = uint16(i)
		}
		if r.ID != 0 {
			t.regionIDs[r.ID] = uint16(i)
		}
	}
	for _, o := range d.OwnRegion {
		t.own[o.Place] = uint16(o.Region)
		t.ownOf[uint16(o.Region)] = o.Place
	}
	for _, name := range d.Head.Zones {
		loc, err := time.LoadLocation(name)
		if err != nil {
			loc = time.UTC // a zone that this Go does not know any more
		}
		t.zones = append(t.zones, loc)
	}
	t.towns = newGrid(d)
	g := &Gazetteer{tables: t, claims: map[uint16]string{}, held: &heldAreas{}}
	for _, dis := range d.Disputes {
		if i, ok := t.divisions[dis.Country+"."+dis.Code]; ok {
			g.claims[i] = dis.Claims[0]
		}
	}
	g.hold()
	return g, nil
}

// letters is where a country stands in a table by the letters of its code; -1 for what is no code.
func letters(iso string) int {
	if len(iso) != 2 || iso[0]-'A' >= 26 || iso[1]-'A' >= 26 {
		return -1
	}
	return int(iso[0]-'A')*26 + int(iso[1]-'A')
}

// country is the region of a country.
func (t *tables) country(iso string) (uint16, bool) {
	at := letters(iso)
	if at < 0 || t.countries[at] == 0 {
		return 0, false
	}
	return t.countries[at] - 1, true
}

// Claim is a division that more than one state claims.
type Claim struct {
	Place  Place    // the division, as now held
	States []string // who claims it, ISO 3166-1, the default first
	Why    string   // the ground of the default
}

// Claims lists the divisions whose country is a setting.
func (g *Gazetteer) Claims() []Claim {
	var out []Claim
	for _, d := range g.Disputes {
		if i, ok := g.divisions[d.Country+"."+d.Code]; ok {
			out = append(out, Claim{g.region(i), slices.Clone(d.Claims), d.Why})
		}
	}
	return out
}

// WithClaims is the same gazetteer with disputed divisions held by other states than the default: holders maps a division
// ("UA.11") to one of the states that claim it ("RU"). A division or a state that is not in [Gazetteer.Claims] is an error.
func (g *Gazetteer) WithClaims(holders map[string]string) (*Gazetteer, error) {
	out := &Gazetteer{tables: g.tables, claims: map[uint16]string{}, held: &heldAreas{}}
	for i, s := range g.claims {
		out.claims[i] = s
	}
	for code, state := range holders {
		i, ok := g.divisions[code]
		known := slices.IndexFunc(g.Disputes, func(d pack.Dispute) bool { return d.Country+"."+d.Code == code })
		if !ok || known < 0 {
			return nil, fmt.Errorf("gazetteer: %q is not a disputed division", code)
		}
		if !slices.Contains(g.Disputes[known].Claims, state) {
			return nil, fmt.Errorf("gazetteer: %s is claimed by %v, not by %q", code, g.Disputes[known].Claims, state)
		}
		out.claims[i] = state
	}
	out.hold()
	return out, nil
}

// ref is a place as the file numbers them: towns first, then regions.
type ref uint32

func (g *Gazetteer) place(r ref) Place {
	if int(r) >= len(g.ID) {
		return g.region(uint16(int(r) - len(g.ID)))
	}
	p := Place{ID: int64(g.ID[r]), Name: g.townName(r), Kind: City, Point: g.townPoint(r), Population: int64(g.Pop[r])}
	switch g.Feature[r] {
	case pack.FeatureQuarter:
		p.Kind = Area
	case pack.FeatureCounty:
		p.Kind, p.ID = Area, 0
	}
	in := &g.codes[g.Region[r]]
	p.Country, p.Admin1 = in.country, in.admin1
	return p
}

// hold gives places in a disputed division to the state that holds it by the setting. Under another state than that of its
// code the code is written in full, as codes are each country's own.
func (g *Gazetteer) hold() {
	g.codes = make([]codes, len(g.Regions))
	for i := range g.Regions {
		r := &g.Regions[i]
		g.codes[i] = codes{r.Country, r.Code}
		if state, ok := g.claims[uint16(i)]; ok && state != r.Country {
			g.codes[i] = codes{state, r.Country + "." + r.Code}
		}
	}
}

func (g *Gazetteer) region(i uint16) Place {
	r := &g.Regions[i]
	in := &g.codes[i]
	p := Place{ID: r.ID, Name: r.Name, Kind: Country, Country: in.country, Admin1: in.admin1, ISO: r.ISO,
		Point: geo.Point{Lat: r.Lat, Lon: r.Lon}, Population: r.Pop}
	switch {
	case r.Named:
		p.Kind = Region
	case r.Code != "":
		p.Kind = Admin1
	}
	return p
}

// division is the region of a GeoNames code, which may be written in full ("UA.11").
func (g *Gazetteer) division(country, code string) (uint16, bool) {
	if i, ok := g.divisions[country+"."+code]; ok {
		return i, true
	}
	i, ok := g.divisions[code]
	return i, ok && g.claims[i] == country
}

func (g *Gazetteer) townName(r ref) string {
	start := uint32(0)
	if r > 0 {
		start = g.NameEnd[r-1]
	}
	return g.names[start:g.NameEnd[r]]
}

func (g *Gazetteer) townPoint(r ref) geo.Point {
	return geo.Point{Lat: float64(g.Lat[r]) / pack.PlaceScale, Lon: float64(g.Lon[r]) / pack.PlaceScale}
}

// find is the way back from the exported fields of a place to its number.
func (g *Gazetteer) find(p Place) (ref, bool) {
	switch p.Kind {
	case Country:
		i, ok := g.country(p.Country)
		return ref(len(g.ID) + int(i)), ok
	case Admin1:
		i, ok := g.division(p.Country, p.Admin1)
		return ref(len(g.ID) + int(i)), ok
	case Region:
		i, ok := g.regionIDs[p.ID]
		return ref(len(g.ID) + int(i)), ok && g.Regions[i].Named
	}
	if p.ID == 0 && p.Kind == Area {
		return g.county(p)
	}
	if p.ID <= 0 || p.ID >= pack.CountyID {
		return 0, false
	}
	i, ok := slices.BinarySearch(g.ID, uint32(p.ID))
	return ref(i), ok
}

// county finds a county, which has no id, by its name and point.
func (g *Gazetteer) county(p Place) (ref, bool) {
	e, ok := g.entryOf(p.Name)
	if !ok {
		return 0, false
	}
	for _, r := range g.refs(e) {
		if int(r) < len(g.ID) && g.Feature[r] == pack.FeatureCounty && g.townPoint(ref(r)) == p.Point {
			return ref(r), true
		}
	}
	return 0, false
}

// ByID is the place with a GeoNames id.
func (g *Gazetteer) ByID(id int64) (Place, bool) {
	if r, ok := g.find(Place{ID: id, Kind: City}); ok {
		return g.place(r), true
	}
	if i, ok := g.regionIDs[id]; ok && id != 0 {
		return g.region(i), true
	}
	return Place{}, false
}

// Country is a country by its ISO 3166-1 alpha-2 code (XK is Kosovo). Its population is that of its towns.
func (g *Gazetteer) Country(iso string) (Place, bool) {
	i, ok := g.country(iso)
	if !ok {
		return Place{}, false
	}
	return g.region(i), true
}

// Admin1 is a first-order division by its country and GeoNames code ("RU", "25": Kaluga Oblast). Its population is that of
// its towns. A disputed division is found under the country of its code, and under another holder by its code in full
// ("RU", "UA.11").
func (g *Gazetteer) Admin1(country, code string) (Place, bool) {
	i, ok := g.division(country, code)
	if !ok {
		return Place{}, false
	}
	return g.region(i), true
}

// Capital is the capital of a country; false for one without (Antarctica) or unknown.
func (g *Gazetteer) Capital(country string) (Place, bool) {
	i, ok := g.country(country)
	if !ok || g.Regions[i].Capital == 0 {
		return Place{}, false
	}
	return g.ByID(int64(g.Regions[i].Capital))
}

// IsCapital reports whether a place is the capital of its country.
func (g *Gazetteer) IsCapital(p *Place) bool {
	i, ok := g.country(p.Country)
	return ok && p.ID != 0 && int64(g.Regions[i].Capital) == p.ID
}

// Zone is the time zone of a place; of a country its capital's, of a division that of most of its people. It is never nil:
// UTC when the zone or the place is unknown.
func (g *Gazetteer) Zone(p Place) *time.Location {
	r, ok := g.find(p)
	switch {
	case !ok:
		if i, known := g.country(p.Country); known {
			return g.zones[g.Regions[i].Zone]
		}
		return time.UTC
	case int(r) >= len(g.ID):
		return g.zones[g.Regions[int(r)-len(g.ID)].Zone]
	}
	return g.zones[g.tables.Columns.Zone[r]]
}

// Name is the name of a place in a language (BCP 47: "ru", "zh-Hant"), where known, else its own name. Countries are known in
// some fifty languages, most divisions in about twenty-five, towns that are a division of their own too, others not.
func (g *Gazetteer) Name(p Place, lang string) string {
	r, ok := g.find(p)
	if !ok {
		return p.Name
	}
	i := int(r) - len(g.ID)
	if i < 0 {
		own, ok := g.own[uint32(r)]
		if !ok || lang == "en" {
			return p.Name
		}
		i = int(own)
	}
	for {
		if k := slices.Index(g.Head.Languages, lang); k >= 0 {
			if name := g.Regions[i].Names.In(k); name != "" {
				return name
			}
		}
		cut := lastDash(lang)
		if cut < 0 {
			return p.Name
		}
		lang = lang[:cut]
	}
}

func lastDash(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '-' {
			return i
		}
	}
	return -1
}

// Demonym is the country of a word for its people or things ("Russian", "British", "U.S."), in English, in any case except
// that abbreviations must be in capitals.
func (g *Gazetteer) Demonym(word string) (country string, ok bool) {
	var buf [24]byte
	if n := lower(buf[:], word); n > 3 { // the usual case: no more than letters
		country, ok = g.demonyms[string(buf[:n])]
		return country, ok
	}
	key := fold.Key(word)
	country, ok = g.demonyms[key]
	if ok && len(key) <= 3 && word != upper(word) {
		return "", false
	}
	return country, ok
}

// lower writes a word of nothing but ASCII letters in small letters, as folding does; 0 for any other and one too long.
func lower(dst []byte, word string) int {
	if len(word) > len(dst) {
		return 0
	}
	for i := range len(word) {
		c := word[i] | 0x20
		if c < 'a' || c > 'z' {
			return 0
		}
		dst[i] = c
	}
	return len(word)
}

func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
