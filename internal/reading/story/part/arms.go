package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var (
	// rides are prepositions before a vehicle that only carries people or stands there.
	rides = text.WordSet(`in on aboard from beside near under into inside outside onto of behind around past`)
	// found are verbs of what a search brings to light.
	found = text.WordSet(`found find finding seized seize seizing recovered recover recovering discovered discovering confiscated unearthed uncovered retrieved stored stockpiled hid hidden hoarded carried carrying removed
		haul cache arsenal stash smuggled bought acquired possession possessing with`)
	// bullets are what flies, and no weapon.
	bullets = text.WordSet(`bullet bullets`)
	// fillings are what makes one weapon of a car and what it is packed with.
	fillings = text.WordSet(`explosives explosive dynamite tnt bombs bomb tatp semtex`)
	packed   = text.WordSet(`packed loaded laden filled stuffed crammed rigged primed`)
)

// noWeapon reports whether a weapon of the tables is none here: what "was not found", a vehicle that people ride in, bullets that hit.
func (s *parts) noWeapon(h text.Hit) bool {
	for k := h.From - 1; k >= h.From-2 && k >= 0 && s.Doc.SameSent(k, h.From); k-- {
		if n := s.Doc.Norm(k); n == "no" || n == "without" {
			return true
		}
	}
	if s.unarmed(h.From) || control(s.Doc, h.From, h.To) {
		return true
	}
	if s.Doc.Norm(h.To-1) == "rounds" && (s.Doc.Norm(h.To) == "up" || s.Doc.Norm(h.To) == "of") {
		return true
	}
	if c := s.clause(s.Doc.Tokens[h.From].Sent); c != nil {
		if p, ok := c.At(h.From); ok && (s.Doc.Norm(p.From-1) == "with" || s.Doc.Norm(p.From-1) == "carrying") {
			if q, ok := c.At(p.From - 2); ok && q.Sort == clause.Force {
				return true // "police with submachine guns"
			}
		}
	}
	switch n := s.Doc.Norm(h.To); n {
	case "battle", "battles", "fight", "fights", "laws", "law", "violence", "crime", "control", "disposal", "squad", "threat", "scare", "hoax", "warning", "ban", "licence", "license", "permit", "owner", "owners", "shop", "dealer", "range", "lobby", "test", "tests", "programme", "program":
		return true // "a gun battle", "a bomb threat"
	}
	st := s.sent(h.From)
	switch h.Rule.Code {
	case "ammunition":
		for k := st.From; k < st.To; k++ {
			if found.In(s.Doc, k) {
				return false
			}
		}
		return !s.flying(h.To - 1)
	case "vehicle":
		from := h.From
		if c := s.clause(s.Doc.Tokens[h.From].Sent); c != nil {
			if p, ok := c.At(h.From); ok {
				from = p.From
			}
		}
		return rides.In(s.Doc, from-1)
	}
	return false
}

// unarmed reports whether it is denied that somebody had the weapon at token i: "was not carrying a gun", "neither had weapons".
func (s *parts) unarmed(i int) bool {
	for k := i - 1; k > i-5 && k >= 0 && s.Doc.SameSent(k, i); k-- {
		if n := s.Doc.Norm(k); n == "carrying" || n == "armed" || n == "carried" || n == "carry" || n == "had" || n == "possessed" || n == "have" {
			for x := k - 1; x > k-9 && x >= 0 && s.Doc.SameSent(x, i); x-- {
				if n := s.Doc.Norm(x); n == "not" || n == "neither" || n == "nobody" || n == "never" || n == "none" || n == "nor" {
					return true
				}
			}
		}
	}
	return false
}

// control reports whether tokens [from, to) name what police drive crowds away with: tear gas, stun grenades.
func control(d *text.Doc, from, to int) bool {
	switch d.Norm(from) {
	case "tear", "rubber", "stun", "teargas", "tear-gas", "plastic", "baton", "batons", "truncheons", "water", "pepper":
		n := d.Norm(to - 1)
		return n == "gas" || n == "bullets" || n == "grenades" || n == "grenade" || n == "rounds" || n == "batons" || n == "truncheons" || n == "cannon" || n == "spray" || n == d.Norm(from) && n != "water" && n != "plastic" && n != "pepper"
	}
	return false
}

// flying reports whether bullets or rounds that end at token i were shot and no gun is told with them: "riddled with 27 bullets", "live rounds".
func (s *parts) flying(i int) bool {
	if n := s.Doc.Norm(i); n != "bullets" && n != "rounds" || s.Doc.Norm(i+1) == "from" || s.Doc.Norm(i+1) == "of" {
		return false
	}
	st := s.sent(i)
	for k := st.From; k < st.To; k++ {
		if shots.In(s.Doc, k) {
			return true
		}
	}
	return false
}

// shots are words of a sentence that tells of shooting.
var shots = text.WordSet(`fired fire firing riddled hit struck sprayed spraying pumped hail live put shot peppered raked struck killed emptied`)

// armsSpan widens a weapon to the words of its name: "two rifles", "a Colt .45 pistol".
func (s *parts) armsSpan(from, to int) (int, int) {
	c := s.clause(s.Doc.Tokens[from].Sent)
	if c == nil {
		return from, to
	}
	p, ok := c.At(to - 1)
	if !ok || p.Sort != clause.Weapon || p.Head != to-1 || p.From > from {
		return from, to
	}
	p = s.bare(p)
	return p.From, p.To
}

// dreaded gives a threat who could use what, told in a sentence that speaks of no event: "terrorists might use a lorry".
func (s *parts) dreaded(sent, ev int) {
	if c := s.clause(sent); c != nil {
		for _, d := range s.deeds(sent, c) {
			if len(d.Means) > 0 && s.doers(&d) {
				s.give(&d, ev)
			}
		}
	}
}

// holds reports whether a vehicle is only what a bomb was in: "a car packed with explosives" is one weapon.
func (s *parts) holds(p clause.Phrase) bool {
	if p.Class != "vehicle" || !packed.In(s.Doc, p.To) {
		return false
	}
	for k := p.To + 1; k < p.To+6 && s.Doc.SameSent(p.To, k); k++ {
		if fillings.In(s.Doc, k) {
			return true
		}
	}
	return false
}

// feared is the threat that a sentence of what may come speaks of, or -1.
func (s *parts) feared(sent int) int {
	st := &s.Doc.Sents[sent]
	for k := st.From; k < st.To; k++ {
		if !fears.In(s.Doc, k) {
			continue
		}
		for i := range s.Events {
			if x := &s.Events[i]; (x.Type == report.Threat || x.Type == report.ThreatLevel) && x.Stage == report.Threatened {
				return i
			}
		}
		break
	}
	return -1
}

// fears are words for what may come.
var fears = text.WordSet(`could may might likely likelier likeliest possible potential feared fear fears expect expected expects reckon reckons easy simple simplest available capability means`)

// wielded reports whether the sentence of a weapon, which has no trigger, tells of somebody's use of it, or that it was found.
func (s *parts) wielded(h text.Hit) bool {
	return h.Rule.Code != "vehicle"
}

// author reports whether a sentence without a trigger says of an armed group that it did what was told before.
func (s *parts) author(h text.Hit) bool {
	if h.Rule.Code != "organization" {
		return false
	}
	st := s.sent(h.From)
	for k := st.From; k < st.To; k++ {
		if claims.In(s.Doc, k) {
			return true
		}
	}
	return false
}

// claims are words of a sentence that ties a group to what was told before.
var claims = text.WordSet(`claim claims claimed claiming responsibility responsible behind blame blamed blames accused accuses suspect suspected suspects suspicion hallmarks hallmark telegram amaq communique communiqué
	statement carried acted act allegiance loyal loyalty mastermind masterminded perpetrators perpetrated ordered attributed pointed points pointing finger spokesman spoke men fighters fighter member members soldier soldiers cell links linked ties tied inspired
	video videos flag joined sworn pledged avenge revenge retaliation vengeance`)
