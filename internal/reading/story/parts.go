package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

var (
	// leftOut begin what a level does not hold for.
	leftOut = text.WordSet(`except excluding excepting exception apart save other barring excluded exempt minus outside not`)
	// beyondParts begin something else than the places of a level.
	beyondParts = text.WordSet(`due because owing as since while where who which unless if so after before following although though we you they he she it is are was were has have remains remain stays should must may can will including`)
	// beside words before a name say that the level is for what lies next to it.
	besideWords = text.WordSet(`border borders bordering frontier frontiers boundary boundaries adjoining adjacent near north-of`)
	// wholeOf are words for all of a country, or for all that was not named before.
	wholeOf   = text.WordSet(`country territory elsewhere everywhere nationwide countrywide overall rest remainder whole entire mainland`)
	compasses = text.WordSet(`north south east west northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western north-east north-west south-east south-west northeast northwest southeast southwest upper lower far`)
)

// namedParts are the divisions that words of advice are for, as the text names them: after the words, up to the reason or the next level
// ("against all travel to the provinces of A and B, except the city of C"); on the lines below when the words end with a colon; or before
// them in a heading ("A, B and C – Avoid all travel"). A town or a part of a division stands for the division that holds it, as ISO 3166-2
// has no finer code. Nothing is given where the whole country is meant or no division is named.
func (s *story) namedParts(h text.Hit) (out []*where.Mention) {
	st := s.Sent(h.From)
	switch s.Doc.Norm(h.From) {
	case ":", "–", "—", "|":
		if out = s.partsIn(st.From, h.From); len(out) > 0 {
			return out
		}
	}
	end := st.To
	for _, x := range s.HitsIn("adv", s.Doc.Tokens[h.From].Sent) {
		if x.From >= h.To && x.From < end {
			end = x.From
		}
	}
	after, depth := 0, 0
	for k := h.To; k < end; k++ {
		switch s.Doc.Norm(k) {
		case "(":
			depth++
		case ")":
			depth--
		}
		if depth == 0 && s.Doc.Tokens[k].Kind != text.Punct && s.Doc.Norm(k) != "to" {
			after++
		}
	}
	if after == 0 || s.Doc.Norm(st.To-1) == ":" && after < 4 {
		if s.Doc.Norm(st.To-1) == ":" {
			return s.partsBelow(h)
		}
		if out = s.partsBefore(st.From, h.From); len(out) == 0 && !s.PlaceIn(s.Doc.Tokens[h.From].Sent) {
			out = s.partsNext(s.Doc.Tokens[h.From].Sent + 1)
		}
		return out
	}
	if d := s.Doc.Norm(h.From - 1); d == ":" || d == "–" || d == "—" || d == "-" || d == "|" { // "A – Avoid all travel (because of ...)"
		if out = s.partsBefore(st.From, h.From); len(out) > 0 {
			return out
		}
	}
	return s.partsIn(h.To, end)
}

// partsBefore are the divisions of a heading that ends before token to with a sign.
func (s *story) partsBefore(from, to int) []*where.Mention {
	switch s.Doc.Norm(to - 1) {
	case ":", "–", "—", "-", "|":
		if from < to-1 {
			return s.partsIn(from, to-1)
		}
	}
	return nil
}

// partsNext are the divisions of a line of nothing but names, below a heading that is a level: "Chin State, Sagaing Region (newly raised)".
func (s *story) partsNext(n int) []*where.Mention {
	if n >= len(s.Doc.Sents) {
		return nil
	}
	st := &s.Doc.Sents[n]
	if p := &s.Doc.Sents[n-1]; p.Line == st.Line && p.To-p.From < 8 { // "RED – Do not travel. The departments of A and B."
		return s.partsIn(st.From, st.To)
	}
	for k := st.From; k < st.To; k++ {
		if t := &s.Doc.Tokens[k]; t.Kind == text.Word && !t.Cap && !besideNames.Has(t) {
			return nil
		}
	}
	return s.partsIn(st.From, st.To)
}

// partsBelow are the divisions that begin the lines below words of advice.
func (s *story) partsBelow(h text.Hit) (out []*where.Mention) {
	n := s.Doc.Tokens[h.From].Sent
	head := &s.Doc.Sents[n]
	para := head.Para
	for i := n + 1; i < len(s.Doc.Sents) && i < n+30; i++ {
		p := &s.Doc.Sents[i]
		if p.Section != head.Section || p.Para > para+1 || len(s.HitsIn("adv", i)) > 0 || s.Doc.Norm(p.To-1) == ":" {
			break
		}
		if !p.Bullet && s.Doc.Norm(p.To-1) == "." && p.To-p.From > 22 {
			break
		}
		if !p.Bullet && i > n+1 && p.Line == s.Doc.Sents[i-1].Line {
			break
		}
		para = p.Para
		out = append(out, s.partsIn(p.From, p.To)...)
	}
	return out
}

// partsIn are the divisions that the tokens [from, to) name, up to a reason, without what is left out and what only lies beside.
func (s *story) partsIn(from, to int) (out []*where.Mention) {
	if from >= to {
		return nil
	}
	skip, beside := false, false
	depth := 0
	for k := from; k < to; k++ {
		t := &s.Doc.Tokens[k]
		switch {
		case t.Norm == "(":
			depth++
		case t.Norm == ")":
			depth--
			skip, beside = false, false
		case t.Norm == ";" || t.Norm == ".":
			return out
		case t.Norm == "," || t.Norm == "and":
			if t.Norm == "," || s.Doc.Norm(k+1) == "to" || s.Doc.Norm(k+1) == "in" || s.Doc.Norm(k+1) == "for" {
				skip, beside = false, false
			}
		case t.Norm == "as" && s.Doc.Norm(k+1) == "well":
			skip, beside = false, false
			k += 2
		case leftOut.Has(t):
			skip = true
		case wholeOf.Has(t) && len(out) == 0 && depth == 0 && (s.Doc.Norm(k+1) != "of" || s.Doc.Norm(k+2) == "the" && wholeOf.In(s.Doc, k+3)):
			return nil
		case compasses.Has(t) && s.Doc.Norm(k+1) == "of":
			beside = true
		case besideWords.Has(t) || t.Norm == "within" || t.Norm == "from" && k > from:
			beside = true
		case beyondParts.Has(t) && depth == 0 && t.Norm != "including":
			return out
		}
		if skip || beside || !t.Cap {
			continue
		}
		for _, i := range s.Places[t.Sent] {
			m := &s.Found.Mentions[i]
			if m.From != k || m.Mark == where.Adjective || m.Mark == where.Background || m.Mark == where.Seat {
				continue
			}
			if m.Place.Kind == gazetteer.Country {
				if len(out) == 0 && depth == 0 && !compasses.In(s.Doc, k-1) && (s.Doc.Norm(k-1) != "of" || wholeOf.In(s.Doc, k-2)) && s.Doc.Norm(k-1) != "with" {
					return nil // the whole country
				}
				continue
			}
			if d, ok := s.holder(m); ok {
				out = append(out, d)
			}
			k = max(k, min(m.To, to)-1)
			break
		}
	}
	return out
}

// holder is the division that a mention names, or that the town it names lies in.
func (s *story) holder(m *where.Mention) (*where.Mention, bool) {
	if s.Found.Main != "" && m.Place.Country != s.Found.Main {
		return nil, false
	}
	if d, ok := s.division(m); ok {
		return d, d.Place.ISO != ""
	}
	if m.Place.Kind < gazetteer.City || m.Place.Admin1 == "" {
		return nil, false
	}
	p, ok := s.Gaz.Admin1(m.Place.Country, m.Place.Admin1)
	if !ok || p.ISO == "" {
		return nil, false
	}
	s.NoteOnce("travel advice is for " + m.Place.Name + ", a part of " + p.ISO)
	d := *m
	d.Place = p
	return &d, true
}

// toldOf reports whether words of advice are a level by what else their sentence says: "Haiti is a Level 4 country: do not travel", "for
// Thailand our advice is unchanged: ...", "we advise you do not travel to Surin", "elsewhere in Turkey caution is advised"; or by the
// sentence before: "Britain has changed its advice on The Gambia. People are warned not to go there".
func (s *story) toldOf(h text.Hit) bool {
	n := s.Doc.Tokens[h.From].Sent
	st := &s.Doc.Sents[n]
	country := s.countryIn(n)
	for k := st.From; k < h.To; k++ {
		switch s.Doc.Norm(k) {
		case "level":
			if country && text.IsNumber(&s.Doc.Tokens[k+1]) {
				return true
			}
		case "advice", "advisory":
			if p := s.Doc.Norm(k - 1); country && k < h.From && (p == "our" || p == "its" || p == "travel") && s.Doc.Norm(h.From-1) == ":" {
				return true
			}
		case "elsewhere":
			if country && k == st.From {
				return true
			}
		case "advise", "advises":
			if p := s.Doc.Norm(k - 1); k+4 > h.From && (p == "we" || p == "now") && h.Rule.Code != advice.Caution {
				for _, i := range s.Places[n] {
					if m := &s.Found.Mentions[i]; m.From >= h.From && m.From <= h.To+1 {
						if _, ok := s.division(m); ok {
							return true
						}
					}
				}
			}
		}
	}
	there := false
	for k := h.From; k < h.To+2; k++ {
		there = there || s.Doc.Norm(k) == "there" && s.Doc.SameSent(h.From, k)
	}
	if there && h.Rule.Code != advice.Caution && n > 0 && s.countryIn(n-1) {
		p := &s.Doc.Sents[n-1]
		for k := p.From; k < p.To; k++ {
			if w := s.Doc.Norm(k); w == "advice" || w == "advisory" {
				return true
			}
		}
	}
	return false
}

// countryIn reports whether a sentence names a country as a place.
func (s *story) countryIn(sent int) bool {
	for _, i := range s.Places[sent] {
		if m := &s.Found.Mentions[i]; m.Place.Kind == gazetteer.Country && m.Mark != where.Adjective {
			return true
		}
	}
	return false
}

// settleParts drops "a part that could not be told" where the event has the same level for parts that could.
func (s *story) settleParts() {
	for _, e := range s.Events {
		if e.Type != report.TravelAdvice {
			continue
		}
		e.Advice = slices.DeleteFunc(e.Advice, func(c report.Coded) bool {
			country, part := strings.CutSuffix(c.Scope, "-?")
			return part && slices.ContainsFunc(e.Advice, func(o report.Coded) bool {
				return o.Code == c.Code && o.Scope != c.Scope && strings.HasPrefix(o.Scope, country+"-")
			})
		})
	}
}
