package part

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// clauses cuts sentences of a text into phrases, each once and only when asked.
type clauses struct {
	bySent []*clause.Sentence
	hooks  clause.Hooks
	deeds  [][]clause.Deed // of those sentences that were asked
	told   []bool          // which were
	taken  []bool          // tokens of phrases whose part their sentence tells
}

// clause is a sentence cut into phrases, or nil in a language whose grammar is not known.
func (s *parts) clause(sent int) *clause.Sentence {
	if s.Lang != "en" && s.Lang != "und" {
		return nil
	}
	if s.cut.bySent == nil {
		s.cut.bySent = make([]*clause.Sentence, len(s.Doc.Sents))
		s.cut.taken = make([]bool, len(s.Doc.Tokens))
		s.cut.hooks = clause.Hooks{Time: s.TimeAt, Room: &clause.Room{}, Place: func(tok int) int {
			for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
				if m := &s.Found.Mentions[i]; m.From == tok && m.Mark != where.Adjective {
					return m.To
				}
			}
			return 0
		}}
	}
	if s.cut.bySent[sent] == nil {
		s.cut.bySent[sent] = clause.Parse(s.Doc, sent, s.cut.hooks)
	}
	return s.cut.bySent[sent]
}

// deeds are the deeds of a sentence, read once.
func (s *parts) deeds(n int, c *clause.Sentence) []clause.Deed {
	if s.cut.told == nil {
		s.cut.told, s.cut.deeds = make([]bool, len(s.Doc.Sents)), make([][]clause.Deed, len(s.Doc.Sents))
	}
	if !s.cut.told[n] {
		s.cut.told[n], s.cut.deeds[n] = true, c.Deeds()
	}
	return s.cut.deeds[n]
}

// fillRoles reads who did what to whom with what from the grammar of the sentences that speak of events.
func (s *parts) fillRoles() {
	for n := range s.Doc.Sents {
		st := &s.Doc.Sents[n]
		if st.Section == text.Assistance || st.Section == text.Actions {
			continue
		}
		back, carried := -1, false
		if !s.Marked(n) {
			if back = s.BackRef(n); back < 0 {
				back = s.Carried(n)
				carried = true
				if x := s.feared(n); x >= 0 && (back < 0 || s.Events[back].Stage != report.Threatened) {
					s.dreaded(n, x)
				}
				if back < 0 || s.Events[back].Type == report.TravelAdvice {
					s.goesOn(n)
					continue
				}
			}
		}
		c := s.clause(n)
		if c == nil {
			return
		}
		for _, d := range s.deeds(n, c) {
			if carried && s.Events[back].Stage == report.Threatened && (d.Meant && (meant(d.Kind) || d.Kind == clause.Throw) || d.Kind == clause.Claim || d.Kind == clause.Act && len(d.Means) > 0) {
				s.give(&d, back)
				continue
			}
			if carried && d.Kind != clause.Target && (s.Events[back].Stage != report.Accomplished || d.Kind == clause.Catch || d.Kind == clause.Remove || d.Kind == clause.Claim && !s.doers(&d) || d.Kind == clause.Act) {
				continue // without a word of its own only what goes on of what happened
			}
			s.give(&d, back)
		}
	}
}

// give hands the parts of a deed to the event that it belongs to.
func (s *parts) give(d *clause.Deed, back int) {
	ev := s.eventOf(d, back)
	if ev < 0 {
		return
	}
	if t := s.Events[ev].Type; d.Kind == clause.Target && t != report.Threat && t != report.ThreatLevel {
		for i := range s.Events { // what may be struck is no part of what was
			if x := &s.Events[i]; x.Type == report.ThreatLevel || x.Type == report.Threat && x.Stage == report.Threatened {
				ev = i
				break
			}
		}
	}
	e := &s.Events[ev]
	if e.Type == report.Threat && e.Stage == report.Threatened && text.Denied(s.Doc, d.From, d.To) {
		return // "no information that hotels are being targeted"
	}
	if d.Kind == clause.Claim && d.Meant && e.Type != report.Other {
		return // who calls people out
	}
	forced := s.forces(d) && !(e.Type == report.Assassinate && s.titled(d))
	kind := d.Kind
	if kind == clause.Present && (e.Stage != report.Accomplished && e.Stage != report.Attempted || e.Type == report.Arrest || e.Type == report.Other) {
		return
	}
	if kind == clause.Catch && (e.Type == report.Kidnapping || e.Type == report.Hijacking) && !forced && s.Doc.Norm(d.From) != "arrested" {
		if n := s.Doc.Norm(d.From); n == "held" || n == "holding" || n == "seized" || n == "taken" {
			kind = clause.Grab // "the passengers are being held"
		}
	}
	if kind == clause.Remove {
		kind = clause.Grab
		if forced || e.Type == report.Arrest || e.Type == report.FoiledPlot {
			kind = clause.Catch
		}
	}
	if kind == clause.Grab && (e.Type == report.Arrest || e.Type == report.FoiledPlot) && !s.doers(d) {
		kind = clause.Catch // "four men seized in Frankfurt"
	}
	s.rivals(d)
	d.Agents = s.pair(d.Agents)
	if kind == clause.Catch {
		d.Objects = s.pair(d.Objects)
	}
	for _, p := range d.Agents {
		p = s.bare(p)
		s.take(p)
		if kind == clause.Catch || forced && kind != clause.Clash || e.Type == report.Arrest && kind != clause.Claim {
			continue
		}
		s.actor(e, p, kind)
	}
	if kind == clause.Act && (e.Type == report.Arrest || e.Type == report.FoiledPlot) && raids.In(s.Doc, d.From) {
		return // where police looked
	}
	for _, p := range d.Objects {
		p = s.bare(p)
		if kind == clause.Catch {
			if s.oneMore(p) {
				p.Noun = clause.Noun{Sort: clause.Person, Class: "civilians"}
			}
			if s.person(p) {
				s.take(p)
				s.actor(e, p, kind)
			}
			continue
		}
		if e.Type == report.Arrest || forced {
			if forced && s.person(p) {
				s.take(p)
				s.sought(e, p, kind)
			}
			continue
		}
		s.object(e, p, kind)
	}
	s.sites(e, d, kind, forced)
	for _, p := range d.Scene {
		if p.Sort == clause.Thing {
			s.take(p)
		}
	}
	if e.Type == report.Arrest || forced && kind != clause.Grab && kind != clause.Catch { // what police use, not what they seize
		return
	}
	for _, p := range d.Means {
		if p = s.bare(p); s.takenAt(p.Head) || s.holds(p) || kind != clause.Grab && bullets.In(s.Doc, p.Head) && !s.flying(p.Head) || control(s.Doc, p.From, p.To) || s.unarmed(p.From) {
			continue
		}
		s.take(p)
		s.addNamed(&e.Weapons, report.Named{Name: s.Doc.Slice(p.From, p.To), Class: p.Class, Evidence: []report.Evidence{s.ev(p.From, p.To)}}, genericWeapon(s.Doc.Norm(p.Head)), "wpn")
	}
}

// raids are nouns of what police do to houses.
var raids = text.WordSet("raid raids search searches operation operations crackdown")

// doers reports whether people named for violence, or a group, do the deed.
func (s *parts) doers(d *clause.Deed) bool {
	for _, p := range d.Agents {
		if p.Sort == clause.Doer || p.Sort == clause.Group {
			return true
		}
	}
	return false
}

// forces reports whether police or soldiers act as such: not where they strike people who are no suspects, as one of them who runs
// amok does.
func (s *parts) forces(d *clause.Deed) bool {
	forced := false
	for _, p := range d.Agents {
		forced = forced || p.Sort == clause.Force && !s.rebel(p) && !s.strayed(p)
	}
	if forced && s.amok(d) {
		return false
	}
	if forced && (d.Kind == clause.Fire || d.Kind == clause.Kill || d.Kind == clause.Grab) {
		for _, p := range d.Objects {
			if p.Sort == clause.Person && (p.Class == "nationals" || plural(s.Doc, p) && s.Doc.Norm(p.Head) != "men" || bystanders.In(s.Doc, p.Head) || d.Kind == clause.Kill && ruling.In(s.Doc, p.Head)) {
				return false
			}
		}
	}
	return forced
}

// titled reports whether what is done is done to somebody told by name or by a single person's rank: no police work.
func (s *parts) titled(d *clause.Deed) bool {
	if d.Kind != clause.Kill && d.Kind != clause.Fire && d.Kind != clause.Strike {
		return false
	}
	for _, p := range d.Objects {
		if p.Sort == clause.Unknown && p.Proper && !s.placeAt(p.Head) || p.Sort == clause.Person && !plural(s.Doc, p) && !manly.In(s.Doc, p.Head) {
			return true
		}
	}
	return false
}

// strayed reports whether people of a force act no longer as such: "a former soldier", "mutinous troops".
func (s *parts) strayed(p clause.Phrase) bool {
	for k := p.From; k < p.Head; k++ {
		if astray.In(s.Doc, k) {
			return true
		}
	}
	return strings.HasPrefix(s.Doc.Norm(p.Head), "ex-")
}

var astray = text.WordSet(`former ex retired rogue renegade mutinous mutineering dismissed sacked disgruntled deserting one-time onetime rebel rebellious breakaway fake bogus dissident`)

// ruling are people whom no force shoots in its duty.
var ruling = text.WordSet(`president premier minister governor mayor king judge child boy girl crowd demonstrator protester journalist reporter student crowds`)

// eventOf is the event that a deed belongs to: that of the nearest trigger that fits what is done, or back, the one that a sentence without
// a trigger goes back to.
func (s *parts) eventOf(d *clause.Deed, back int) int {
	arrest := d.Kind == clause.Catch
	for _, strict := range [...]bool{true, false} {
		k, ok := s.Near(d.From, func(ev int) bool {
			e := &s.Events[ev]
			if e.Type == report.TravelAdvice {
				return false
			}
			caught := e.Type == report.Arrest || e.Type == report.FoiledPlot && arrest
			if strict {
				return caught == arrest && !e.Denied
			}
			return d.Kind != clause.Remove || caught
		})
		if ok {
			return k.Ev
		}
	}
	return back
}

func (s *parts) take(p clause.Phrase) {
	for k := p.From; k < p.To; k++ {
		s.cut.taken[k] = true
	}
}

// takenAt reports whether the grammar of its sentence has told the part of token tok.
func (s *parts) takenAt(tok int) bool { return s.cut.taken != nil && s.cut.taken[tok] }

// person reports whether a phrase names people, a group or somebody by name.
func (s *parts) person(p clause.Phrase) bool {
	switch p.Sort {
	case clause.Person, clause.Doer, clause.Group:
		return true
	case clause.Force:
		return !s.Mission(p.From, p.To)
	case clause.Unknown:
		if p.Proper && s.peopleAt(p.Head) && p.To-p.From > 1 {
			return true // "a 30-year-old Tajik"
		}
		return p.Proper && !s.placeAt(p.Head) && !s.Mission(p.From, p.To) || strings.HasSuffix(s.Doc.Norm(p.Head), "-year-old")
	}
	return false
}

// oneMore reports whether a phrase is only one of a count of people: "a fourth, a man of 57, was arrested".
func (s *parts) oneMore(p clause.Phrase) bool {
	switch s.Doc.Norm(p.Head) {
	case "second", "third", "fourth", "fifth", "sixth":
		return p.To == p.Head+1 && (s.Doc.Norm(p.From-1) == "a" || s.Doc.Norm(p.From) == "a")
	}
	return false
}

// actor adds a phrase to who did it.
func (s *parts) actor(e *Event, p clause.Phrase, kind clause.Kind) {
	if n := s.Doc.Norm(p.From - 1); !s.person(p) || p.Sort == clause.Person && s.placeWhole(p) && n != "a" && n != "an" || s.innocent(e, p, kind) {
		return
	}
	if s.Doc.Norm(p.From) == "number" && s.Doc.Norm(p.Head) == "people" {
		return // "a number of people" tells nothing of who
	}
	if named := s.groupIn(p); named != nil && kind != clause.Catch {
		from, to := s.group(*named)
		s.addNamed(&e.Actors, report.Named{Name: s.Doc.Slice(from, to), Class: named.Rule.Code, Evidence: []report.Evidence{s.ev(from, to)}}, false, "who")
		if p.Head > named.From || memberWord(s.Doc, p.Head) && p.From == p.Head {
			return // "ISIS fighters", "members of Abu Sayyaf": the group is the name
		}
		for k := p.Head + 1; k < named.From; k++ {
			if s.Doc.Norm(k) == "of" {
				p.To = k // "five suicide bombers of Islamic State"
				break
			}
		}
	}
	if kind == clause.Catch {
		if named := s.groupIn(p); named != nil {
			s.caughtOf(e, p, named)
			return
		}
	}
	class := p.Class
	switch {
	case p.Sort == clause.Force && s.rebel(p):
		class = "organization"
	case p.Sort == clause.Unknown && s.peopleAt(p.Head):
		if class = "individual"; plural(s.Doc, p) {
			class = "group"
		}
	case p.Sort == clause.Unknown, p.Sort == clause.Group && p.Proper:
		class = "organization"
	case p.Sort == clause.Person && plural(s.Doc, p), p.Sort == clause.Group:
		class = "group"
	case p.Sort == clause.Person, p.Sort == clause.Force:
		class = "individual"
	}
	if p.Definite && p.Sort != clause.Unknown && p.To-p.From <= 3 && kind != clause.Catch {
		for i := range e.Actors { // "the raiders": those told of before
			if a := &e.Actors[i]; a.Class != "organization" && len(a.Evidence) < maxEvidence {
				a.Evidence = append(a.Evidence, s.ev(p.From, p.To))
				return
			}
		}
	}
	ev := []report.Evidence{s.ev(p.From, p.To)}
	if k := s.bareName(p); k > p.From {
		ev = append(ev, s.ev(k, p.To))
	} else if k := p.Head + 1; k < p.To || memberWord(s.Doc, p.Head) && s.Doc.Norm(k) == "of" {
		ev = append(ev, s.belonged(p)...)
	}
	s.addNamed(&e.Actors, report.Named{Name: s.Doc.Slice(p.From, p.To), Class: class, Evidence: ev}, false, "who")
}

// belonged is the name of the body that those told belong to, where the tables do not know it: "members of the Red Front".
func (s *parts) belonged(p clause.Phrase) []report.Evidence {
	for k := p.From; k+1 < p.To; k++ {
		if s.Doc.Norm(k) != "of" || !memberWord(s.Doc, k-1) {
			continue
		}
		if k++; s.Doc.Norm(k) == "the" {
			k++
		}
		if k < p.To && s.Doc.Tokens[k].Cap && s.Doc.Tokens[p.To-1].Cap && !s.placeAt(k) {
			return []report.Evidence{s.ev(k, p.To)}
		}
	}
	return nil
}

// groupIn is the name of an armed group that the tables know within a phrase, or nil.
func (s *parts) groupIn(p clause.Phrase) *text.Hit {
	for k := p.From; k < p.To; k++ {
		if h := s.hitAt("who", k); h != nil && h.Rule.Code == "organization" {
			return h
		}
	}
	return nil
}

// bare is a phrase without its article.
func (s *parts) bare(p clause.Phrase) clause.Phrase {
	if k := p.From - 1; k > 0 && p.Sort == clause.Weapon && s.Doc.Norm(k) == "." && s.Doc.Tokens[k].End == s.Doc.Tokens[p.From].Start && s.Doc.Tokens[k-1].Cap {
		p.From = k - 1 // "a Colt .45 pistol"
	}
	if p.Start > 0 {
		p.From, p.Start = p.Start, 0
	}
	switch s.Doc.Norm(p.From) {
	case "a", "an", "the", "any", "all":
		if p.To > p.From+1 {
			p.From++
		}
	}
	return p
}

// peopleAt reports whether token tok is a people's name.
func (s *parts) peopleAt(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To {
			return m.Mark == where.Adjective
		}
	}
	return false
}

// placeWhole reports whether a phrase is a people's or a place's name alone.
func (s *parts) placeWhole(p clause.Phrase) bool {
	for _, i := range s.Places[s.Doc.Tokens[p.From].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= p.From && m.To >= p.To {
			return true
		}
	}
	return false
}

// plural reports whether a phrase names several.
func plural(d *text.Doc, p clause.Phrase) bool {
	n := d.Norm(p.Head)
	return strings.HasSuffix(n, "s") && !strings.HasSuffix(n, "ss") || strings.HasSuffix(n, "men") || n == "people" || n == "children" || n == "youth"
}

// object adds a phrase to what or who was struck.
func (s *parts) object(e *Event, p clause.Phrase, kind clause.Kind) {
	n := report.Named{Name: s.Doc.Slice(p.From, p.To), Class: p.Class, Evidence: []report.Evidence{s.ev(p.From, p.To)}}
	if h := s.hitAt("tgt", p.Head); p.Sort == clause.Thing && h != nil {
		n.Class = strings.TrimSuffix(h.Rule.Code, "?") // "Christmas market" is a crowd
	}
	if w := s.Doc.Norm(p.Head); p.Sort == clause.Thing && n.Class == "" && (w == "places" || w == "venues" || w == "sites" || w == "locations" || w == "spots" || w == "establishments" || w == "premises" || w == "facilities" || w == "targets") {
		if p.To == p.Head+1 && p.From == p.Head {
			return // "places" alone
		}
		n.Class = "crowd"
	}
	switch p.Sort {
	case clause.Thing:
		if s.month(p.Head) || n.Class == "crowd" && allNumbers(s.Doc, p) {
			return // "in March", "five places"
		}
		if l := len(e.Targets); l > 0 && p.To-p.From == 1 && p.From > 0 && s.Doc.Norm(p.From-1) == "the" && wholes.In(s.Doc, p.Head) {
			if t := &e.Targets[l-1]; t.Class != "crowd" && t.Class != "transport" && len(t.Evidence) < maxEvidence && !s.takenAt(p.Head) {
				s.take(p)
				t.Evidence = append(t.Evidence, n.Evidence...) // "the building": that told of before
			}
			return
		}
		if _, known := s.clause(s.Doc.Tokens[p.Head].Sent).Other(p); s.takenAt(p.Head) || !known && s.insidePlace(p.Head) && !s.airport(p.Head) && !s.named(p) {
			return
		}
		s.take(p)
		if s.Doc.Norm(p.To) == "of" && s.Doc.SameSent(p.Head, p.To+1) {
			if q, ok := s.clause(s.Doc.Tokens[p.Head].Sent).At(p.To + 1); ok && q.Sort == clause.Thing {
				s.take(q) // "the dormitories of a college"
			}
		}
		if q, ok := s.clause(s.Doc.Tokens[p.Head].Sent).Other(p); ok {
			q = s.bare(q)
			s.take(q)
			n.Evidence = append(n.Evidence, s.ev(q.From, q.To))
		}
		n.Evidence = append(n.Evidence, s.forms(p)...)
		s.addNamed(&e.Targets, n, false, "tgt")
	case clause.Doer:
		if s.takenAt(p.Head) || kind != clause.Kill && kind != clause.Grab && kind != clause.Suffer || !bystanders.In(s.Doc, p.Head) {
			return
		}
		s.take(p)
		n.Class = "civilians"
		s.addNamed(&e.Humans, n, false, "hum")
	case clause.Person, clause.Force:
		if s.takenAt(p.Head) || s.nobody(p) {
			return
		}
		s.take(p)
		if k := s.bareName(p); k > p.From {
			n.Evidence = append(n.Evidence, s.ev(k, p.To)) // "President Vieira" by his name alone
		}
		if w := s.Doc.Norm(p.Head); (kind == clause.Kill || kind == clause.Suffer || kind == clause.Present) && (w == "people" && p.To == p.Head+1 || w == "persons" || w == "person" || w == "victims" || w == "civilian") {
			return // a count of the hurt
		}
		n.Evidence = append(n.Evidence, s.forms(p)...)
		s.addNamed(&e.Humans, n, false, "hum")
	case clause.Unknown:
		if !p.Proper || s.placeAt(p.Head) || s.Mission(p.From, p.To) || s.takenAt(p.Head) {
			return
		}
		s.take(p)
		if kind == clause.Suffer && e.Type != report.Assassinate || digits(s.Doc, p) {
			return // "PK9"
		}
		if kind == clause.Kill || kind == clause.Grab || kind == clause.Fire || kind == clause.Suffer || kind == clause.Strike && e.Type == report.Assassinate {
			n.Class = "civilians"
			s.addNamed(&e.Humans, n, false, "hum")
		} else if kind == clause.Strike || kind == clause.Enter {
			n.Class = "organization"
			s.addNamed(&e.Targets, n, false, "tgt")
		}
	}
}

// digits reports whether the head of a phrase holds a figure.
func digits(d *text.Doc, p clause.Phrase) bool {
	return strings.ContainsAny(d.Norm(p.Head), "0123456789")
}

// forms are the other words of the same sentence that show a phrase: with the side of it that was struck ("the gate of the base"), with the
// place that it belongs to ("the cathedral of Jolo"), or without what only tells more ("people queuing for visas").
func (s *parts) forms(p clause.Phrase) (out []report.Evidence) {
	c := s.clause(s.Doc.Tokens[p.Head].Sent)
	q, ok := c.At(p.Head)
	if !ok {
		return nil
	}
	if q.Start > 0 && q.Start == p.From {
		q.Start = 0
		q = s.bare(q)
		out = append(out, s.ev(q.From, p.To))
	}
	if s.Doc.Norm(p.To) == "of" && s.Doc.SameSent(p.Head, p.To+1) {
		if x, ok := c.At(p.To + 1); ok && x.From == p.To+1 && x.Proper {
			out = append(out, s.ev(p.From, x.To))
		}
	}
	if p.To > p.Head+1 && p.Sort == clause.Person && s.Doc.Norm(p.Head+1) != "of" {
		out = append(out, s.ev(p.From, p.Head+1))
	}
	return out
}

// wholes are heads that with "the" before them stand for what was named before.
var wholes = text.WordSet("building buildings compound premises complex facility site property structure")
