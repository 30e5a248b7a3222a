package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var (
	// meek are people who are struck: no sentence makes them those who do it, unless police catch them.
	meek = text.WordSet(`pupils schoolgirls schoolboys schoolchildren children boys girls worshippers worshipers passengers travellers travelers tourists visitors guests shoppers patients pilgrims hostage hostages captive captives victim victims
		survivor survivors mourners congregation congregants churchgoers holidaymakers concertgoers concert-goers festivalgoers festival-goers partygoers revellers revelers commuters pedestrians passers-by bystanders bystander onlookers
		spectators diners patrons customers envoy envoys diplomats rescuers firefighters paramedics doctors nurses officials official witnesses witness neighbours neighbors`)
	// degrees are words that begin a sentence with a capital and name nobody.
	degrees = text.WordSet(`higher lower further more most other others many several such some both each every another earlier later similar recent new local national federal senior special acting deputy`)
	// heads are those of a group or an office whose death is told.
	died = text.WordSet(`killed shot assassinated murdered died dead hit wounded struck injured targeted`)
	// wars are words before "between", "with" and "against" that make a group a party of a war elsewhere.
	wars = text.WordSet(`war wars conflict fighting hostilities truce ceasefire talks negotiations`)
)

// innocent reports whether a phrase names nobody who does violence.
func (s *parts) innocent(e *Event, p clause.Phrase, kind clause.Kind) bool {
	if kind == clause.Catch {
		return false
	}
	if p.Sort == clause.Person && meek.In(s.Doc, p.Head) {
		return true
	}
	if p.Sort == clause.Unknown && degrees.In(s.Doc, p.Head) {
		return true
	}
	if e.Type == report.ThreatLevel && p.Sort == clause.Unknown && s.groupIn(p) == nil {
		return true // the office that sets the level
	}
	return e.Denied && kind == clause.Claim
}

// rivals leaves out of a clash those who keep order, and bystanders, where those who do violence are told.
func (s *parts) rivals(d *clause.Deed) {
	if d.Kind != clause.Clash {
		return
	}
	armed := false
	for _, p := range d.Agents {
		if p.Sort == clause.Person && s.placeWhole(p) {
			continue // "Thai and Cambodian troops"
		}
		armed = armed || p.Sort == clause.Doer || p.Sort == clause.Group || p.Sort == clause.Unknown && s.groupIn(p) != nil || p.Sort == clause.Person && !meek.In(s.Doc, p.Head)
	}
	keep := d.Agents[:0]
	for _, p := range d.Agents {
		if armed && (p.Sort == clause.Force || p.Sort == clause.Person && meek.In(s.Doc, p.Head)) {
			s.take(s.bare(p))
			continue
		}
		keep = append(keep, p)
	}
	d.Agents = keep
}

// pair joins "a man and a woman" to one.
func (s *parts) pair(ps []clause.Phrase) []clause.Phrase {
	if len(ps) != 2 || ps[0].Sort != clause.Person || ps[1].Sort != clause.Person || s.Doc.Norm(ps[0].To) != "and" || ps[1].From != ps[0].To+1 || plural(s.Doc, ps[0]) || plural(s.Doc, ps[1]) {
		return ps
	}
	a, b := s.Doc.Norm(ps[0].From), s.Doc.Norm(ps[1].From)
	if (a != "a" && a != "an" && a != "one") || (b != "a" && b != "an" && b != "one") {
		return ps
	}
	p := ps[0]
	p.To, p.Head, p.Class = ps[1].To, ps[1].Head, "group"
	return []clause.Phrase{p}
}

// sought adds people that police hit, ram or shoot to those who did it: "a man of 28 was rammed off the road by officers".
func (s *parts) sought(e *Event, p clause.Phrase, kind clause.Kind) {
	switch {
	case p.Sort == clause.Doer && e.Type != report.Arrest:
	case p.Sort == clause.Person && p.Class == "civilians" && (e.Type == report.Arrest || e.Type == report.FoiledPlot || !plural(s.Doc, p) && kind != clause.Grab) && !meek.In(s.Doc, p.Head) && manly.In(s.Doc, p.Head):
	default:
		return
	}
	s.actor(e, p, clause.Catch)
}

// manly are words for a person of whom nothing else is told.
var manly = text.WordSet(`man men woman women youth youths teenager teenagers boy person people persons student brothers brother driver`)

// whoSpan widens a person told by age or kind to the whole phrase: "a 22-year-old Syrian", "extreme Islamists".
func (s *parts) whoSpan(h text.Hit, from, to int) (int, int) {
	if h.Rule.Code == "organization" || s.Abroad != nil {
		return from, to
	}
	c := s.clause(s.Doc.Tokens[h.From].Sent)
	if c == nil {
		return from, to
	}
	p, ok := c.At(h.To - 1)
	if !ok || p.From > h.From || p.To < h.To || p.Sort == clause.Force || p.Sort == clause.Thing || p.Sort == clause.Deeds || p.Sort == clause.Empty || p.Sort == clause.Weapon {
		return from, to
	}
	if p.Sort == clause.Unknown && !s.peopleAt(p.Head) {
		if k := s.bareName(p); k >= h.To && k == h.From+1 {
			return k, p.To // "27-year-old Tariq Aziz"
		}
		return from, to
	}
	p = s.bare(p)
	return min(from, p.From), max(to, p.Head+1)
}

// noActor reports whether a phrase of the tables names nobody who did it: the verb "suspect", those who were hit, a group whose leader
// was killed, a party to a war.
func (s *parts) noActor(h text.Hit) bool {
	d := s.Doc
	if n := d.Norm(h.To - 1); n == "suspect" && h.To < len(d.Tokens) && d.SameSent(h.To-1, h.To) {
		if x := &d.Tokens[h.To]; x.Kind == text.Word && x.Cap && !s.peopleAt(h.To) && s.policeBefore(h.To-1) {
			return true // "the police suspect Jemaah Islamiyah"
		}
		switch w := d.Norm(h.From - 1); w {
		case "police", "investigators", "officials", "analysts", "authorities", "they", "we", "to", "detectives", "prosecutors", "experts", "officers", "who", "also":
			return true
		}
		switch d.Norm(h.To) {
		case "that", "a", "an", "the":
			return true
		}
	}
	end := h.To
	if c := s.clause(d.Tokens[h.From].Sent); c != nil {
		if p, ok := c.At(h.To - 1); ok {
			end = p.To
			if h.Rule.Code != "organization" && p.Sort == clause.Person && meek.In(d, p.Head) {
				return true
			}
			if h.Rule.Code != "organization" && p.Sort == clause.Person && p.Class == "nationals" && s.suffers(end) {
				return true // "eight nationals were killed"
			}
		}
	}
	if h.Rule.Code != "organization" {
		if c := d.Norm(h.From - 1); c == "," && h.To < len(d.Tokens) && d.Tokens[h.To].Cap && d.SameSent(h.From, h.To) && d.Norm(h.To-1) != "suspect" && s.hitAt("hum", h.From) != nil {
			return true
		}
		return false
	}
	for k := h.From - 1; k >= h.From-6 && k >= 0 && d.SameSent(k, h.From); k-- {
		switch d.Norm(k) {
		case "between":
			return wars.In(d, k-1)
		case "against", "with":
			if k == h.From-1 && wars.In(d, k-1) {
				return true
			}
		}
	}
	return s.suffers(end) || s.kin(h)
}

// policeBefore reports whether the word before token i is of those who suspect others.
func (s *parts) policeBefore(i int) bool {
	switch s.Doc.Norm(i - 1) {
	case "police", "investigators", "officials", "analysts", "authorities", "they", "we", "detectives", "prosecutors", "experts", "officers", "who", "government", "army", "intelligence":
		return true
	}
	return false
}

// kin reports whether a group is only told as that to which another one of its sentence belongs: "Al-Shabaab, which is allied to al-Qaeda".
func (s *parts) kin(h text.Hit) bool {
	rel := false
	for k := h.From - 1; k >= h.From-4 && k >= 0 && s.Doc.SameSent(k, h.From); k-- {
		rel = rel || kinships.In(s.Doc, k)
	}
	if !rel {
		return false
	}
	for _, x := range text.In(s.Doc, s.Hits["who"], s.Doc.Tokens[h.From].Sent) {
		if x.Rule.Code == "organization" && x.From < h.From {
			return true
		}
	}
	return false
}

var kinships = text.WordSet(`ties tied links linked allied ally allies loyal loyalty affiliated affiliate affiliates offshoot branch splinter wing allegiance pledged linked-to rival rivals`)

// suffers reports whether what follows token i tells that those named before it were killed or hurt.
func (s *parts) suffers(i int) bool {
	d := s.Doc
	if d.Norm(i) == "," || d.Norm(i) == "'s" {
		i++
	}
	if d.Norm(i) == "died" {
		return d.SameSent(i-1, i)
	}
	for k := i; k < i+3 && d.SameSent(i-1, k); k++ {
		switch d.Norm(k) {
		case "was", "were", "been":
			return died.In(d, k+1) || d.Norm(k+1) == "also" && died.In(d, k+2)
		case "has", "have", "had", "also":
		default:
			return false
		}
	}
	return false
}

// voiced reports whether the phrase of a table, in a sentence without a trigger, goes back to those who did what was told before: "the
// hijackers", "the killer", "a suicide bomber is presumed".
func (s *parts) voiced(h text.Hit) bool {
	if h.Rule.Code == "organization" {
		return s.author(h)
	}
	c := s.clause(s.Doc.Tokens[h.From].Sent)
	if c == nil {
		return false
	}
	p, ok := c.At(h.To - 1)
	return ok && p.Sort == clause.Doer && (p.Definite || s.Doc.Norm(h.To-1) == "bomber" || s.Doc.Norm(h.To-1) == "bombers")
}

// rebels are words in the names of armies and forces that no state has.
var rebels = text.WordSet(`liberation resistance revolutionary republican lord's people's peoples rebel insurgent democratic red independence freedom salvation mahdi islamic separatist patriotic restoration volunteer`)

// rebel reports whether a phrase that ends in "army" or "forces" is the name of an armed group.
func (s *parts) rebel(p clause.Phrase) bool {
	if !p.Proper && s.groupIn(p) == nil {
		return false
	}
	for k := p.From; k < p.To; k++ {
		if rebels.In(s.Doc, k) && s.Doc.Tokens[k].Cap {
			return true
		}
	}
	return s.groupIn(p) != nil
}

// amok reports whether one man of a force strikes people who are no suspects, or with a weapon of his own: "a policeman shot the governor".
func (s *parts) amok(d *clause.Deed) bool {
	if d.Kind != clause.Kill && d.Kind != clause.Fire && d.Kind != clause.Strike || len(d.Agents) != 1 || len(d.Objects) == 0 {
		return false
	}
	a := d.Agents[0]
	if n := s.Doc.Norm(a.From); n != "a" && n != "an" && n != "one" || plural(s.Doc, a) {
		return false
	}
	struck := false
	for _, p := range d.Objects {
		if p.Sort == clause.Doer || p.Sort == clause.Group || p.Sort == clause.Person && manly.In(s.Doc, p.Head) {
			return false
		}
		struck = struck || p.Sort == clause.Person || p.Sort == clause.Force
	}
	if !struck {
		return false
	}
	switch s.Doc.Norm(a.Head) {
	case "policeman", "policewoman", "soldier", "officer", "guard", "bodyguard", "constable", "gendarme", "cadet", "recruit", "marine", "serviceman", "conscript", "sergeant", "airman", "lieutenant", "captain", "major", "colonel":
		return true
	}
	return false
}

// caughtOf adds people of a named group whom police catch: they and the group are both told.
func (s *parts) caughtOf(e *Event, p clause.Phrase, named *text.Hit) {
	from, to := s.group(*named)
	s.addNamed(&e.Actors, report.Named{Name: s.Doc.Slice(from, to), Class: named.Rule.Code, Evidence: []report.Evidence{s.ev(from, to)}}, false, "who")
	if p.From >= named.From && p.To <= named.To {
		return
	}
	n := report.Named{Name: s.Doc.Slice(p.From, p.To), Class: "group", Evidence: []report.Evidence{s.ev(p.From, p.To)}}
	if !plural(s.Doc, p) {
		n.Class = "individual"
	}
	for k := p.From + 1; k < named.From; k++ {
		if s.Doc.Norm(k) == "of" {
			n.Evidence = append(n.Evidence, s.ev(p.From, k)) // "three members"
			break
		}
	}
	for _, x := range e.Actors {
		if x.Name == n.Name {
			return
		}
	}
	e.Actors = append(e.Actors, n)
}

// bareName is where the name begins in "the warlord Doku Umarov" and "27-year-old Tariq Aziz", or the start of the phrase.
func (s *parts) bareName(p clause.Phrase) int {
	if p.Sort == clause.Thing || !s.Doc.Tokens[p.To-1].Cap || p.Head != p.To-1 {
		return p.From
	}
	k := p.To
	for k > p.From && s.Doc.Tokens[k-1].Cap && s.Doc.Tokens[k-1].Kind == text.Word && !s.peopleAt(k-1) {
		k--
	}
	if p.To-k < 2 || p.To-k > 4 {
		return p.From
	}
	return k
}
