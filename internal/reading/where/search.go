package where

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/known"
)

// candidate is a name that may be a place's: tokens [from, to).
type candidate struct {
	from, to int
	mark     Mark
	places   []gazetteer.Place
	iso      string // demonyms
	tail     string // the container named behind it
	scores   []float64
	group    *group
	declined bool // found under another form of its name
	follows  int  // index of the candidate that follows after a comma, or -1
}

// search is one search of a text for its places, and the room that it works in. Rooms are used again.
type search struct {
	d       *text.Doc
	g       Gazetteer
	people  map[string]bool // surnames of people the text names
	towns   map[string]bool // names that the text calls a town's somewhere
	heads   []uint8         // by sentence: whether it is a headline; 0 before it is asked
	cands   []candidate
	places  []gazetteer.Place // of all candidates
	nations nations
	home    home
	floats  []float64
	groups  []group
	byName  []*group
	layout  layout
	at      []int
	old     []gazetteer.Place
	in      []int32
	areas   areaSearch
}

var searches = sync.Pool{New: func() any { return new(search) }}

func (s *search) begin(d *text.Doc, g Gazetteer) {
	s.d, s.g, s.people, s.towns = d, g, nil, nil
	s.places, s.floats = s.places[:0], s.floats[:0]
	s.heads = append(s.heads[:0], make([]uint8, len(d.Sents))...)
	s.nations.reset()
}

// take gives n zeros.
func (s *search) take(n int) []float64 {
	from := len(s.floats)
	if from+n > cap(s.floats) {
		s.floats, from = make([]float64, 0, max(2*cap(s.floats), n, 256)), 0 // what was given before keeps its own
	}
	s.floats = s.floats[:from+n]
	out := s.floats[from : from+n : from+n]
	clear(out)
	return out
}

// isPerson keeps a surname: "Mary Jones", and a later "Jones" is she.
func (s *search) isPerson(i int) {
	if s.people == nil {
		s.people = map[string]bool{}
	}
	s.people[s.d.Tokens[i].Norm] = true
}

// headline reports whether the sentence of a token is written with capitals throughout. Each is counted once.
func (s *search) headline(i int) bool {
	sent := s.d.Tokens[i].Sent
	if s.heads[sent] == 0 {
		s.heads[sent] = 1
		if headline(s.d, sent) {
			s.heads[sent] = 2
		}
	}
	return s.heads[sent] == 2
}

// headline reports whether a sentence is written with capitals throughout, so that capitals tell nothing.
func headline(d *text.Doc, sent int) bool {
	if d.Lang != nil && caseless(d) {
		return false
	}
	s := &d.Sents[sent]
	if s.Section == text.Location && d.Lang == nil && !d.Tokens[s.To-1].Upper {
		return false // a list of names, each with its own capitals
	}
	caps, all := 0, 0
	for k := s.From; k < s.To; k++ {
		if t := &d.Tokens[k]; t.Kind == text.Word && len(t.Norm) > 3 {
			all++
			if t.Cap {
				caps++
			}
		}
	}
	return all > 1 && caps*4 >= all*3
}

// cover tells of every token which mention covers it, counted from 1.
func (s *search) cover(ms []Mention) []int32 {
	s.in = append(s.in[:0], make([]int32, len(s.d.Tokens)+1)...)
	for i := range ms {
		for k := ms[i].From; k < ms[i].To; k++ {
			s.in[k] = int32(i + 1)
		}
	}
	return s.in
}

// weigh tells how much the text speaks of each country.
func (s *search) weigh() {
	d := s.d
	for i := range s.cands {
		c := &s.cands[i]
		if c.iso != "" {
			// who warns and who is warned says little of where: "U.S. citizens"
			if abbreviation.In(d, c.from) || speakers.In(d, c.from) {
				s.nations.of(c.iso).weight += 0.1
			} else {
				s.nations.of(c.iso).weight += 0.6
			}
			continue
		}
		best, state := &c.places[0], isState(d, c)
		for k := range c.places {
			if c.places[k].Kind == gazetteer.Country && !state {
				best = &c.places[k]
			}
		}
		switch {
		case best.Kind == gazetteer.Country && ofNation(d, c.from, c.to):
			s.nations.of(best.Country).weight += 0.1
		case c.mark == Dateline:
			s.nations.of(best.Country).weight += 0.5
		case best.Kind == gazetteer.Country && c.mark == Background:
			s.nations.of(best.Country).weight += 0.3
		case best.Kind == gazetteer.Country && !state && !alsoCapital(c.places, s.g):
			s.nations.of(best.Country).weight += 2
		default:
			// a name speaks for a country when no other country has a place of that name to speak of
			if c.places[0].Country != "" && alone(c.places) {
				s.nations.of(c.places[0].Country).weight += 0.8
			}
		}
	}
	if len(s.cands) > 0 && d.Lang == nil {
		known.Institutions(d, func(iso string) {
			if n := s.nations.of(iso); n.weight < 1.2 {
				n.weight += 0.6
			}
		})
	}
}

// isState reports whether a name is also that of a first-level division elsewhere: Georgia.
func isState(d *text.Doc, c *candidate) bool { return c.to == c.from+1 && alsoState.In(d, c.from) }

// order sorts the places of a candidate by falling score; equal scores keep their order.
func (s *search) order(i int) {
	d, c := s.d, &s.cands[i]
	ranks, nation, own := c.group.score, &c.places[0], ""
	for k := range c.places {
		if c.places[k].Kind == gazetteer.Country {
			nation = &c.places[k]
			break
		}
	}
	state := isState(d, c)
	bynames := nation.Kind == gazetteer.Country && !state
	towns := len(s.towns) > 0
	if towns {
		own = c.places[slices.Index(ranks, slices.Max(ranks))].Country
		towns = s.towns[fold(d, c)]
	}
	c.scores = s.take(len(c.places))
	sorted := true
	for k := range c.places {
		p := &c.places[k]
		v := ranks[k] + 2*math.Min(2, s.nations.weight(p.Country))
		if c.follows >= 0 {
			ws := s.cands[c.follows].places
			for j := range ws {
				if holds(&ws[j], p) {
					v += 8
					break
				}
			}
		}
		kind := kindWord(d, c, p)
		v += kind
		switch {
		case p.Kind == gazetteer.Admin1 && kind == 0 && townOf(c.places, p):
			v -= 3 // "Maputo" is the town, not the province about it
		case p.Kind == gazetteer.City && towns && own == p.Country:
			v += 6 // "the town of Karak"
		case p.Kind == gazetteer.Admin1 && bynames && !strings.EqualFold(p.Name, nation.Name):
			v -= 6 // a division's byname against a country's own name: "Denmark"
		case p.Kind == gazetteer.City && bynames && !strings.EqualFold(p.Name, nation.Name) && strings.EqualFold(nation.Name, fold(d, c)):
			v -= 4 // "Kuwait" is not Kuwait City
		case p.Kind == gazetteer.Country && among(d, s.cands, i):
			v += 4 // "Malaysia, Singapore and Thailand"
		}
		c.scores[k] = v
		sorted = sorted && (k == 0 || c.scores[k-1] >= v)
	}
	if sorted {
		return
	}
	s.at = s.at[:0]
	for k := range c.places {
		s.at = append(s.at, k)
	}
	slices.SortStableFunc(s.at, func(a, b int) int { return -cmp.Compare(c.scores[a], c.scores[b]) })
	s.old = append(s.old[:0], c.places...)
	was := s.take(len(c.places))
	copy(was, c.scores)
	for to, k := range s.at {
		c.places[to], c.scores[to] = s.old[k], was[k]
	}
}
