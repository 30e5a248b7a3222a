package where

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	names "github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/known"
)

// Span is a name in a text: bytes [Start, End).
type Span struct{ Start, End int }

// Ranked is a place that a name may mean. Scores are decimal logarithms: one more is ten times as likely.
type Ranked struct {
	Place gazetteer.Place
	Score float64
}

// Resolved is what a name was taken to mean.
type Resolved struct {
	Span
	// Places are up to three places, the likeliest first; empty when the gazetteer does not hold the name.
	Places []Ranked
	// By says what the first place rests on.
	By Basis
}

// Basis says how a name led to its place.
type Basis uint8

// The bases, surest first.
const (
	Unknown   Basis = iota // no place
	ByName                 // the name is in the gazetteer
	ByPeople               // a word for a country's people or things
	ByPart                 // a longer name of which a part is in the gazetteer: "Neches River", "South Memphis"
	ByContext              // the name is not known: the place the text and its source speak of most
)

// Weights of the ranker, in decimal logarithms of likelihood. They were chosen on the LGL corpus; docs/reading.md has the
// figures with and without each.
type weights struct {
	people    float64 // for ten times the people
	sharp     float64 // added to people before the text is known: the well-known place is the first guess
	country   float64
	admin1    float64
	county    float64 // named in full
	bare      float64 // a county named without its kind
	quarter   float64
	alternate float64 // the name is not the place's own
	akin      float64 // but nearly
	known     float64 // but the place is well known
	capital   float64
	container float64 // "X, Y" and the place lies in Y
	floor     float64 // share of likelihood left to places that nothing in the text is near to
	near      float64 // the share of what the text speaks of that is within about 150 km
	division  float64 // in the same first-level division
	nation    float64 // in the same country
	source    float64 // how much the source's other texts count beside this one
	home      float64 // in the country the source writes from
	wide      float64 // what is taken to be near to a region of several countries
	blank     float64 // weight of what is not known yet, so that one name does not settle all others
}

var tuned = weights{people: 0.48, sharp: 0.4, country: 0.5, admin1: -0.3, county: -0.8, bare: -0.6, quarter: -0.6, alternate: -1.5, akin: -0.3, known: -1.1, home: 0.1, wide: 0.1,
	capital: 1, container: 6, floor: 0.003, near: 0.7, division: 1.4, nation: 0.035, source: 1.4, blank: 1}

const (
	rounds     = 3   // of weighing names by each other
	maxPlaces  = 200 // of one name that are weighed; the gazetteer gives the likeliest first
	keptPlaces = 3
	homeNames  = 3 // what a source's country counts, in names
	regionSize = 3_000_000
	faintMass  = 0.05
	fewNames   = 5 // a source of which so many names are known counts half
)

// Field is what a text, or a source's texts, speak of: shares of countries, divisions and neighbourhoods of the map. The zero
// Field knows nothing.
type Field struct {
	nations, divisions map[string]float64
	cells              map[cell]float64
	sum                float64
	home               string // the country the source writes from, or ""
}

// cell is a square of a degree.
type cell struct{ lat, lon int16 }

func cellOf(p geo.Point) cell { return cell{int16(math.Floor(p.Lat)), int16(math.Floor(p.Lon))} }

func (f *Field) add(p *gazetteer.Place, w float64) {
	if f.nations == nil {
		f.nations, f.divisions, f.cells = map[string]float64{}, map[string]float64{}, map[cell]float64{}
	}
	f.sum += w
	if p.Country != "" {
		f.nations[p.Country] += w
	}
	if p.Kind == gazetteer.Country || p.Kind == gazetteer.Region {
		return
	}
	f.divisions[p.Country+"."+p.Admin1] += w
	if p.Kind != gazetteer.Admin1 {
		f.cells[cellOf(p.Point)] += w
	}
}

// around is the weight of what lies in the square of p and the eight about it.
func (f *Field) around(p geo.Point) float64 {
	c, sum := cellOf(p), 0.0
	for la := c.lat - 1; la <= c.lat+1; la++ {
		for lo := c.lon - 1; lo <= c.lon+1; lo++ {
			sum += f.cells[cell{la, (lo+540)%360 - 180}]
		}
	}
	return sum
}

// Learn adds what a text was found to speak of, so that the next text of the same source is read with it.
func (f *Field) Learn(found []Resolved) {
	for i := range found {
		if r := &found[i]; len(r.Places) > 0 && r.By == ByName {
			f.add(&r.Places[0].Place, 1)
		}
	}
}

// Home says which country a source writes from, as its register entry or its address tells: it counts like a few names of that
// country.
func (f *Field) Home(country string) {
	f.home = country
	f.add(&gazetteer.Place{Country: country, Kind: gazetteer.Country}, homeNames)
}

// Without is f less what g holds.
func (f *Field) Without(g *Field) *Field {
	out := Field{nations: map[string]float64{}, divisions: map[string]float64{}, cells: map[cell]float64{}, sum: f.sum - g.sum, home: f.home}
	for k, v := range f.nations {
		out.nations[k] = v - g.nations[k]
	}
	for k, v := range f.divisions {
		out.divisions[k] = v - g.divisions[k]
	}
	for k, v := range f.cells {
		out.cells[k] = v - g.cells[k]
	}
	return &out
}

// Names is what resolving needs of the gazetteer.
type Names interface {
	Lookup(name string) []gazetteer.Place
	Country(iso string) (gazetteer.Place, bool)
	Capital(iso string) (gazetteer.Place, bool)
	IsCapital(p *gazetteer.Place) bool
	Demonym(word string) (iso string, ok bool)
}

// group is a name with one sense in the text.
type group struct {
	name    string
	key     string // the name folded
	tail    string // the container named with it
	by      Basis
	places  []gazetteer.Place
	prior   []float64
	score   []float64
	share   []float64
	members int
	faint   bool    // says little of where: who warns
	mass    float64 // how much the name says about where the text plays; naming it again says a little more
	lies    []lie
}

// Resolve settles which places the names at spans mean, all together: a name has one sense in a text unless a container says
// otherwise, and of several places with one name the one wins that fits the rest of the text and, where source is not nil,
// what its source's other texts speak of. Spans must be in order. The answer has one entry for each span. The work is linear
// in the text and the spans.
func Resolve(body string, spans []Span, g Names, source *Field) []Resolved {
	return tuned.resolve(body, spans, g, source)
}

func (w *weights) resolve(body string, spans []Span, g Names, source *Field) []Resolved {
	var groups []*group
	index := map[string]*group{}
	of := make([]*group, len(spans))
	tails := map[string]string{} // the container a name was given where it was first named with one
	keys := make([]string, len(spans))
	own := make([]string, len(spans))
	for i, s := range spans {
		name, tail := split(body[s.Start:s.End])
		if tail == "" {
			tail = following(body, s.End, g)
		}
		keys[i], own[i] = names.Key(name), tail
		if tail != "" && tails[keys[i]] == "" {
			tails[keys[i]] = tail
		}
	}
	for i, s := range spans {
		tail := own[i]
		if tail == "" {
			tail = tails[keys[i]]
		}
		name, _ := split(body[s.Start:s.End])
		id := keys[i] + "\x00" + tail
		if strings.ToUpper(name) == name && len(name) < 6 {
			id += "\x00" + name // "LA" is not "La"
		}
		held := i > 0 && own[i-1] == name && s.Start-spans[i-1].End <= 4 && of[i-1].liesIn(name, g)
		if held {
			id += "\x00," // "Rochester, New York" is the state
		}
		gr := index[id]
		if gr == nil {
			gr = &group{name: name, key: keys[i], tail: tail}
			w.candidates(gr, g)
			if held {
				gr.onlyHolders()
			}
			index[id] = gr
			groups = append(groups, gr)
		}
		gr.members++
		of[i] = gr
	}
	w.settle(groups, source, &layout{})
	for _, gr := range groups {
		gr.sort()
	}
	out := make([]Resolved, len(spans))
	for i, s := range spans {
		out[i].Span = s
		gr := of[i]
		for k := 0; k < len(gr.places) && k < keptPlaces; k++ {
			out[i].Places = append(out[i].Places, Ranked{gr.places[k], gr.score[k]})
		}
		if len(gr.places) > 0 {
			out[i].By = gr.by
		}
	}
	w.guess(out, source)
	return out
}

// settle weighs the candidates of every name by those of the others, in a few rounds: first by kind and size alone, then
// each by what the others most likely are. Work is linear in the candidates.
func (w *weights) settle(groups []*group, source *Field, l *layout) {
	for _, gr := range groups {
		gr.mass = 1 + math.Log2(float64(gr.members))/2
		if gr.faint {
			gr.mass = faintMass
		}
		for k := range gr.places {
			gr.score[k] = gr.prior[k] + w.sharp*math.Log10(size(&gr.places[k]))
		}
		gr.normalise()
	}
	l.lay(groups)
	for round := range rounds {
		l.f.all = 0
		clear(l.f.nations)
		clear(l.f.divisions)
		clear(l.f.cells)
		for _, gr := range groups {
			gr.put(&l.f, 1)
		}
		for _, gr := range groups {
			if len(gr.places) == 1 && round+1 < rounds {
				continue // what can only be one place is that in every round
			}
			gr.put(&l.own, 1)
			for k := range gr.places {
				gr.score[k] = gr.prior[k] + w.context(l, source, gr, k)
			}
			gr.put(&l.own, -1)
			gr.normalise()
		}
	}
}

// context is how well a candidate fits what the text speaks of, less what its own name has put there.
func (w *weights) context(l *layout, source *Field, gr *group, k int) float64 {
	p, at := &gr.places[k], gr.lies[k]
	nation, total := l.f.nations[at.nation]-l.own.nations[at.nation], l.f.all-l.own.all+w.blank
	var s float64 // of one unit of the source's field
	if source != nil && source.sum > 0 {
		weight := w.source * source.sum / (source.sum + fewNames)
		s = weight / source.sum
		total += weight
		nation += s * source.nations[p.Country]
	}
	if p.Kind == gazetteer.Region && p.Country == "" {
		return math.Log10(w.floor + w.wide)
	}
	if nation <= 1e-6 {
		return math.Log10(w.floor)
	}
	fit := w.nation * nation
	if source != nil && source.home == p.Country {
		fit += w.home * math.Max(total, w.blank)
	}
	if p.Kind != gazetteer.Country && p.Kind != gazetteer.Region {
		division := l.f.divisions[at.division] - l.own.divisions[at.division]
		if s > 0 {
			division += s * source.divisions[p.Country+"."+p.Admin1]
		}
		fit += w.division * division
		if p.Kind != gazetteer.Admin1 {
			near := 0.0
			for _, c := range l.about(at.cell) {
				near += l.f.cells[c] - l.own.cells[c]
			}
			if s > 0 {
				near += s * source.around(p.Point)
			}
			fit += w.near * near
		}
	}
	return math.Log10(w.floor + math.Max(0, fit)/math.Max(total, w.blank))
}

// normalise turns scores into shares that sum to one.
func (gr *group) normalise() {
	top, sum := math.Inf(-1), 0.0
	for _, s := range gr.score {
		top = math.Max(top, s)
	}
	for k, s := range gr.score {
		gr.share[k] = math.Pow(10, s-top)
		sum += gr.share[k]
	}
	for k := range gr.share {
		gr.share[k] /= sum
	}
}

// sort brings the three best places to the front, the best first; equal ones keep their order.
func (gr *group) sort() {
	for i := 0; i < keptPlaces && i < len(gr.places); i++ {
		best := i
		for k := i + 1; k < len(gr.places); k++ {
			if gr.score[k] > gr.score[best] {
				best = k
			}
		}
		p, s := gr.places[best], gr.score[best]
		copy(gr.places[i+1:best+1], gr.places[i:best])
		copy(gr.score[i+1:best+1], gr.score[i:best])
		gr.places[i], gr.score[i] = p, s
	}
}

// guess gives names that are not in the gazetteer the town the text speaks of most, else the source's: a quarter, a park or
// a creek that a paper names without saying where is near its readers. It is marked as such.
func (w *weights) guess(out []Resolved, source *Field) {
	var f Field
	f.Learn(out)
	best, weight := -1, 0.0
	for i := range out {
		r := &out[i]
		if r.By != ByName || r.Places[0].Place.Kind < gazetteer.City {
			continue
		}
		p := r.Places[0].Place.Point
		v := f.around(p)
		if source != nil && source.sum > 0 {
			v += w.source * source.around(p) / source.sum * 3
		}
		if v > weight {
			best, weight = i, v
		}
	}
	if best < 0 {
		return
	}
	for i := range out {
		if len(out[i].Places) == 0 {
			out[i].Places, out[i].By = []Ranked{{out[best].Places[0].Place, 0}}, ByContext
		}
	}
}

// candidates finds the places a name may mean and their weights before the text is known.
func (w *weights) candidates(gr *group, g Names) {
	name := gr.name
	places := lookupName(name, g)
	gr.by = ByName
	if iso, ok := people(name, g); ok {
		if c, ok := g.Country(iso); ok && !(len(places) > 0 && places[0].Kind == gazetteer.Country) {
			gr.by = ByPeople
			places = append([]gazetteer.Place{c}, places...)
		}
	}
	penalty := 0.0
	if len(places) == 0 {
		for _, part := range parts(name) {
			if places = lookupName(part, g); len(places) > 0 {
				gr.by = ByPart
				break
			}
		}
		penalty = -0.5
	}
	if len(places) > maxPlaces {
		places = places[:maxPlaces]
	}
	w.fill(gr, places, make([]float64, 3*len(places)), penalty, g)
}

// liesIn reports whether one of the places of a name lies in a country or division of another name.
func (gr *group) liesIn(name string, g Names) bool {
	for _, c := range containers(name, g) {
		for k := range gr.places {
			if c.Kind != gazetteer.Area && within(&c, &gr.places[k]) {
				return true
			}
		}
	}
	return false
}

// onlyHolders leaves of the places of a name those that hold others, if there are any.
func (gr *group) onlyHolders() {
	n := 0
	for k := range gr.places {
		if kind := gr.places[k].Kind; kind == gazetteer.Country || kind == gazetteer.Admin1 {
			gr.places[n], gr.prior[n] = gr.places[k], gr.prior[k]
			n++
		}
	}
	if n > 0 {
		gr.places, gr.prior, gr.score, gr.share = gr.places[:n], gr.prior[:n], gr.score[:n], gr.share[:n]
	}
}

// fill weighs the places a name may mean before the text is known; all are three zeros for each place.
func (w *weights) fill(gr *group, places []gazetteer.Place, all []float64, penalty float64, g Names) {
	n := len(places)
	holders := containers(gr.tail, g)
	gr.places, gr.prior, gr.score, gr.share = places, all[:n:n], all[n:2*n:2*n], all[2*n:]
	key := gr.key
	for k := range gr.places {
		p := &gr.places[k]
		same := sameName(p.Name, gr.name, key)
		if p.Kind == gazetteer.Area && p.ID == 0 && townBy(p, gr.places, same) {
			gr.prior[k] -= 2 // "Jamshoro" is the town, "Jamshoro District" is not
		}
		if p.Kind == gazetteer.Admin1 && ownTown(p, gr.places) {
			gr.prior[k] -= 2 // Saint Petersburg is a division of its own
		}
		gr.prior[k] += penalty + w.prior(p, key, same, n > 0 && places[0].Kind == gazetteer.Country)
		if p.Kind == gazetteer.City && p.Population > 20_000 {
			if g.IsCapital(p) {
				gr.prior[k] += w.capital
			}
		}
		for i := range holders {
			if within(&holders[i], p) {
				gr.prior[k] += w.container
				break
			}
		}
	}
}

// keyOf is a name folded; most single words are so already.
func keyOf(d *text.Doc, from, to int) string {
	name := d.Slice(from, to)
	if n := d.Tokens[from].Norm; to == from+1 && len(n) == len(name) && plain(name) && !strings.Contains(n, " ") {
		return n
	}
	return names.Key(name)
}

// rank groups the candidates by name and scores the places of each group by those of the others, as [Resolve] does.
func (s *search) rank(w *weights, source *Field) {
	d, g := s.d, s.g
	var first map[string]string // the container a name was given where it was first named with one
	for i := range s.cands {
		c := &s.cands[i]
		if c.iso != "" {
			continue
		}
		if c.tail = following(d.Text, d.Tokens[c.to-1].End, g); c.tail != "" {
			if first == nil {
				first = map[string]string{}
			}
			if id := fold(d, c); first[id] == "" {
				first[id] = c.tail
			}
		}
	}
	s.groups = slices.Grow(s.groups[:0], len(s.cands)) // pointers into it stay good
	s.byName = s.byName[:0]
	var index map[groupName]*group // of many
	for i := range s.cands {
		c := &s.cands[i]
		places, tail := c.places, c.tail
		if c.iso != "" {
			p, ok := g.Country(c.iso)
			if !ok || abbreviation.In(d, c.from) || speakers.In(d, c.from) {
				continue // who warns says little of where
			}
			s.places = append(s.places, p)
			places = s.places[len(s.places)-1:]
		} else if tail == "" && first != nil {
			tail = first[fold(d, c)]
		}
		whose := c.iso == "" && places[0].Kind == gazetteer.Country && ofNation(d, c.from, c.to) // "Посольство США": whose, not where
		id := groupName{keyOf(d, c.from, c.to), tail, whose}
		gr := s.groupOf(id, index)
		if gr == nil || len(gr.places) != len(places) {
			s.groups = append(s.groups, group{name: d.Slice(c.from, c.to), key: id.key, tail: tail, faint: whose})
			gr = &s.groups[len(s.groups)-1]
			w.fill(gr, places, s.take(3*len(places)), 0, g)
			s.byName = append(s.byName, gr)
			if index == nil && len(s.groups) == fewKeys {
				index = make(map[groupName]*group, 2*fewKeys)
				for _, gr := range s.byName {
					index[gr.id()] = gr
				}
			}
			if index != nil {
				index[id] = gr
			}
		}
		gr.members++
		c.group = gr
	}
	w.settle(s.byName, source, &s.layout)
}

// groupName tells groups apart.
type groupName struct {
	key, tail string
	whose     bool
}

func (gr *group) id() groupName { return groupName{gr.key, gr.tail, gr.faint} }

// groupOf is the last group of a name, or nil. Few are searched one by one; many have an index.
func (s *search) groupOf(id groupName, index map[groupName]*group) *group {
	if index != nil {
		return index[id]
	}
	for k := len(s.byName) - 1; k >= 0; k-- {
		if s.byName[k].id() == id {
			return s.byName[k]
		}
	}
	return nil
}

// within reports whether w contains p; a county holds the places in and about its circle.
func within(w, p *gazetteer.Place) bool {
	if w.Kind == gazetteer.Area {
		return w.Country == p.Country && w.Admin1 == p.Admin1 && p.Kind >= gazetteer.City && geo.DistanceM(w.Point, p.Point) < 60_000
	}
	return holds(w, p)
}

// lookupName looks a name up as it stands, as an abbreviation or a byname.
func lookupName(name string, g Names) []gazetteer.Place {
	name = strings.TrimSpace(name)
	if full := known.Division(name); full != "" {
		if ps := divisionsOf(full, g); len(ps) > 0 {
			return ps
		}
	}
	if full := bynames[strings.ToLower(strings.TrimPrefix(name, "the "))]; full != "" {
		name = full
	}
	ps := g.Lookup(name)
	if site, ok := known.Sites[names.Key(name)]; ok {
		return append(ps, site)
	}
	if len(ps) == 0 {
		for _, cut := range [...]string{"the ", "The "} {
			if rest, ok := strings.CutPrefix(name, cut); ok {
				return lookupName(rest, g)
			}
		}
		for _, cut := range [...]string{"'s", "’s"} {
			if rest, ok := strings.CutSuffix(name, cut); ok {
				return lookupName(rest, g)
			}
		}
		for _, kind := range [...][2]string{{" Co.", " County"}, {" Co", " County"}, {" Cty.", " County"}} {
			if rest, ok := strings.CutSuffix(name, kind[0]); ok {
				return g.Lookup(rest + kind[1])
			}
		}
	}
	return ps
}

// people is the country of a word for its people or things.
func people(name string, g Names) (string, bool) {
	if notDemonym[strings.ToLower(name)] {
		return "", false
	}
	return g.Demonym(name)
}

// parts are what is left of a longer name without the words that say what it is or which side of it: "Neches" of "Neches
// River", "Memphis" of "South Memphis".
func parts(name string) []string {
	words := strings.Fields(name)
	from, to := 0, len(words)
	for to-from > 1 && kinds[strings.ToLower(strings.TrimRight(words[to-1], "."))] {
		to--
	}
	var out []string
	if to < len(words) {
		out = append(out, strings.Join(words[from:to], " "))
	}
	for to-from > 1 && sides[strings.ToLower(words[from])] {
		from++
		out = append(out, strings.Join(words[from:to], " "))
	}
	if i := strings.IndexByte(name, '-'); i > 3 && len(out) == 0 {
		out = append(out, name[:i])
	}
	return out
}

// split cuts a name that was given with its container: "Athens, Ga.".
func split(name string) (head, tail string) {
	i := strings.LastIndexByte(name, ',')
	if i < 0 {
		return name, ""
	}
	return strings.TrimSpace(name[:i]), strings.TrimSpace(name[i+1:])
}

// following is the container written behind a name: ", Tex.", " (Ohio)", ", Rapides Parish", " in Louisiana".
func following(body string, end int, g Names) string {
	rest := body[end:min(len(body), end+64)]
	switch {
	case strings.HasPrefix(rest, ", "):
		rest = rest[2:]
	case strings.HasPrefix(rest, " ("):
		rest = rest[2:]
	case strings.HasPrefix(rest, " in "):
		rest = rest[4:]
	default:
		return ""
	}
	rest = strings.TrimPrefix(rest, "the ")
	// up to three words with capitals, the longest that is a container
	var room [3]int
	ends := room[:0]
	for pos := 0; len(ends) < 3; {
		r, _ := utf8.DecodeRuneInString(rest[pos:])
		if !unicode.IsUpper(r) {
			break
		}
		n := pos
		for n < len(rest) {
			r, size := utf8.DecodeRuneInString(rest[n:])
			if r != '.' && r != '-' && r != '\'' && !unicode.IsLetter(r) {
				break
			}
			n += size
		}
		ends = append(ends, n)
		if n >= len(rest) || rest[n] != ' ' {
			break
		}
		pos = n + 1
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if name := rest[:ends[i]]; len(containers(name, g)) > 0 {
			return name
		}
		if name, ok := strings.CutSuffix(rest[:ends[i]], "."); ok && len(containers(name, g)) > 0 {
			return name
		}
	}
	return ""
}

// containers are the countries, divisions and counties that a name may mean.
func containers(name string, g Names) []gazetteer.Place {
	if name == "" {
		return nil
	}
	if full := known.Division(name); full != "" {
		return divisionsOf(full, g)
	}
	if full := abbreviations[strings.ToLower(name)]; full != "" {
		name = full
	}
	var out []gazetteer.Place
	key := names.Key(name)
	for _, p := range g.Lookup(name) {
		if p.Kind == gazetteer.Country || p.Kind == gazetteer.Admin1 || p.Kind == gazetteer.Area && p.ID == 0 && names.Key(p.Name) == key {
			out = append(out, p)
		}
	}
	return out
}

// divisionsOf are the divisions "Texas, US" names.
func divisionsOf(full string, g Names) []gazetteer.Place {
	name, country, ok := strings.Cut(full, ", ")
	if !ok {
		return nil
	}
	for _, p := range g.Lookup(name) {
		if p.Kind == gazetteer.Admin1 && p.Country == country {
			return []gazetteer.Place{p}
		}
	}
	return nil
}

// Recognise finds the names of places in a text as [Find] does, with what the text's source speaks of. Words for a country's
// people are among them; seats of issuers and datelines are not told apart.
func Recognise(d *text.Doc, g Gazetteer, source *Field) []Resolved {
	found := find(d, g, source)
	var out []Resolved
	end := 0
	for i := range found.Mentions {
		m := &found.Mentions[i]
		r := Resolved{By: ByName, Places: []Ranked{{m.Place, m.Score}}}
		r.Start, r.End = d.Span(m.From, m.To)
		if r.Start < end {
			continue // "the Russian capital" holds "Russian"
		}
		switch {
		case m.Mark == Adjective:
			c, ok := g.Country(m.Place.Country)
			if !ok {
				continue
			}
			r.By, r.Places[0].Place = ByPeople, c
		case m.Name != "":
			r.By = ByPart
		}
		for k, p := range m.Others {
			r.Places = append(r.Places, Ranked{p, m.OtherScores[k]})
		}
		out, end = append(out, r), r.End
	}
	return out
}
