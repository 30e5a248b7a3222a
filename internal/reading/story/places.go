package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillPlaces gives each place to the event nearest to it and settles its role there.
func (s *story) fillPlaces() {
	var last struct { // the mention before, and the event that it was given to
		of, ev int
		k      scene.Mark
	}
	last.of = -1
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background || m.Mark == where.Nearby && !s.onlyNear(m) || s.Section(m.From) == text.Assistance {
			continue
		}
		if s.InName(m) || m.Place.Kind == gazetteer.Country && s.Doc.Norm(m.To) == "'s" || text.Denied(s.Doc, m.From, m.To) || s.Home[m.From] {
			continue
		}
		if s.Doc.Norm(m.To) == "police" && s.Doc.SameSent(m.From, m.To) && s.Doc.Norm(m.From-1) != "in" {
			continue // "the Hesse police", but "in Adana police took 38 people into custody"
		}
		country := m.Place.Kind == gazetteer.Country
		formal := s.Rep.Kind != "news"
		switch {
		case m.Mark == where.Dateline:
			s.addPlaceIfThere(m)
			continue
		case m.Mark == where.Seat:
			if country && formal {
				s.addPlace(s.Main, m, report.Scope)
			} else if country && s.Events[s.Main].Type == report.Threat {
				s.addPlaceIfThere(m)
			}
			continue
		case s.Section(m.From) == text.Location:
			s.addPlace(s.Main, m, s.role(s.Main, m, scene.Mark{}))
			continue
		}
		ev, k := s.About(m.From, s.sameClause(m.From))
		if i > 0 && s.joined(&s.Found.Mentions[i-1], m) && last.of == i-1 && last.ev >= 0 {
			ev, k = last.ev, last.k // "in Culiacán, Mazatlán and Guasave after the arrest": a list goes together
		}
		last.of, last.ev, last.k = i, ev, k
		there := s.whereAfter(m)
		if there.Real() {
			ev, k = there.Ev, there
		}
		if ev < 0 {
			if ev = s.BackRef(s.Doc.Tokens[m.From].Sent); ev < 0 {
				ev = s.operated(m)
			}
			if ev < 0 {
				continue
			}
		}
		if (s.Section(m.From) == text.Actions || m.Name != "") && !k.Real() {
			continue
		}
		if x := s.advisory(m); x >= 0 && !k.Real() {
			s.addPlace(x, s.ranked(m), report.Scope)
		}
		if !k.Real() && s.operated(m) == ev {
			k.Op = true
		}
		if !k.Real() && s.has(ev, m) {
			s.addPlace(ev, m, s.role(ev, m, k))
			continue
		}
		e := s.Events[ev]
		switch {
		case e.Type == report.TravelAdvice && s.advised(m, k):
			s.addPlace(ev, s.ranked(m), report.Scope)
			continue
		case e.Type == report.TravelAdvice:
			continue // its scope comes with the level
		case formal && !k.Real() && e.Type != report.ThreatLevel && !(country && m.Place.Country == s.Found.Main) && s.Sent(m.From).Line > 1 && !s.speaksOf(m.From) && !k.Op:
			continue // a page has much to say of places where nothing happened
		case e.Type == report.ThreatLevel && m.Place.Kind > gazetteer.Admin1:
			continue
		case country && e.Type == report.Arrest && s.townAbroad(m):
			continue // "warplanes struck camps in Iraq, and in Adana police took 38 people into custody"
		case country && e.Stage == report.Accomplished && !k.Generic:
			continue
		case there.Real():
		case country && e.Type == report.Threat && !formal && s.Doc.Norm(m.From-1) != "in" && (s.Abroad == nil || !s.Abroad.Sits(m.From-1)) && !s.countries(m):
			continue
		case country && e.Type == report.FoiledPlot && s.townIn(e):
			continue
		case !country && e.Key == "denial" && !k.Real(), !formal && !k.Real() && !k.Op && s.townIn(e):
			continue
		case formal && !country && !k.Real() && e.Stage == report.Accomplished && s.townIn(e):
			continue // where else something is, or people were sent
		case !k.Real() && s.reaction(m):
			continue
		case country && !k.Real() && e.Type == report.ThreatLevel && m.Place.Country != s.Found.Main:
			continue
		}
		s.addPlace(ev, m, s.role(ev, m, k))
	}
	s.dropHeadline()
	s.leadTown()
	s.townsOfParts()
	s.seatTown()
	for i, e := range s.Events {
		if len(e.Places) > 0 || e.Type == report.TravelAdvice {
			continue
		}
		if s.Rep.Kind == "travel_advice" && s.Warns(e) {
			for k := range s.Found.Mentions { // a page on a country
				if m := &s.Found.Mentions[k]; m.Mark != where.Adjective && m.Place.Kind == gazetteer.Country && m.Place.Country == s.Found.Main && !s.Home[m.From] {
					s.addPlace(i, m, s.role(i, m, scene.Mark{Ev: i}))
					break
				}
			}
		}
		// a text on one place speaks of that place
		for k := range s.Found.Mentions {
			m := &s.Found.Mentions[k]
			if m.Mark == where.Plain && m.Place.Country == s.Found.Main && (e.Type == report.ThreatLevel) == (m.Place.Kind == gazetteer.Country) && (i == s.Main || e.Type == report.ThreatLevel || e.Type == report.FoiledPlot) {
				s.addPlace(i, m, s.role(i, m, scene.Mark{Ev: i}))
				break
			}
		}
		if len(e.Places) == 0 && e.Stage == report.Accomplished && i != s.Main {
			// "Gunmen then fired": where the thing before happened
			for _, x := range append([]*scene.Thread{s.Events[s.Main]}, s.Events...) {
				for _, p := range x.Places {
					if p.Place.Kind != gazetteer.Country && len(e.Places) == 0 && (x.Stage == report.Accomplished || x == s.Events[s.Main]) {
						p.Role, p.Evidence = report.Incident, slices.Clone(p.Evidence)
						e.Places = append(e.Places, p)
					}
				}
			}
		}
		if len(e.Places) == 0 && e.Type == report.ThreatLevel {
			s.placeOfLevel(i)
		}
		if len(e.Places) == 0 && (i == s.Main && e.Type != report.ThreatLevel || e.Type == report.FoiledPlot) {
			for _, want := range [...]where.Mark{where.Plain, where.Dateline, where.Seat} {
				for k := range s.Found.Mentions {
					m := &s.Found.Mentions[k]
					if m.Mark == want && m.Place.Country == s.Found.Main && len(e.Places) == 0 && (want == where.Plain || (want == where.Dateline) == (s.Rep.Kind == "news")) {
						s.addPlace(i, m, s.role(i, m, scene.Mark{Ev: i}))
					}
				}
			}
		}
	}
	s.hostCountry()
}

// seatTown gives what an office tells of its own town, and of no other, that town: "U.S. Embassy Podgorica" and below "Half an hour after
// midnight a man threw a grenade".
func (s *story) seatTown() {
	if s.Rep.Kind == "news" || s.Rep.Kind == "travel_advice" || s.Doc.Lang != nil {
		return
	}
	var town *where.Mention
	for k := range s.Found.Mentions {
		m := &s.Found.Mentions[k]
		if m.Place.Kind != gazetteer.City || m.Mark == where.Adjective || s.Section(m.From) == text.Assistance {
			continue
		}
		if s.Sent(m.From).Line < 4 && (m.Mark == where.Seat || m.Mark == where.Dateline) && m.Place.Country == s.Found.Main {
			town = m
		}
		if town == nil || m.Place.ID != town.Place.ID {
			return
		}
	}
	if town == nil {
		return
	}
	for i, e := range s.Events {
		if (i == s.Main && (e.Type != report.Threat || s.Rep.Kind == "embassy_alert") && e.Type != report.ThreatLevel && e.Type != report.TravelAdvice || e.Stage == report.Accomplished) && !s.townIn(e) {
			s.addPlace(i, town, s.role(i, town, scene.Mark{}))
		}
	}
}

// joined reports whether two places of one kind stand side by side in a list.
func (s *story) joined(a, b *where.Mention) bool {
	if (a.Place.Kind == gazetteer.Country) != (b.Place.Kind == gazetteer.Country) || b.From-a.To > 3 || b.From <= a.To || !s.Doc.SameSent(a.From, b.From) || a.Mark != b.Mark {
		return false
	}
	for k := a.To; k < b.From; k++ {
		if n := s.Doc.Norm(k); n != "," && n != "and" && n != "or" && n != "in" {
			return false
		}
	}
	return s.Doc.Norm(b.From-1) != "," || a.Name != "" == (b.Name != "")
}

// hostCountry gives what an embassy tells first, where it happened, the country that its first lines say it writes of: "Advisory for Indian
// nationals in Sudan".
func (s *story) hostCountry() {
	if s.Rep.Kind != "embassy_alert" || s.Doc.Lang != nil || s.Events[s.Main].Stage != report.Accomplished {
		return
	}
	for k := range s.Found.Mentions {
		m := &s.Found.Mentions[k]
		if s.Sent(m.From).Line > 3 {
			return
		}
		if m.Place.Kind == gazetteer.Country && m.Place.Country == s.Found.Main && m.Mark != where.Adjective && !s.Home[m.From] && s.Doc.Norm(m.To) != "'s" && !(s.Doc.SameSent(m.From, m.To) && s.Doc.Tokens[m.To].Cap && !s.Doc.Tokens[m.From].Upper) {
			s.addPlace(s.Main, m, report.Scope)
			return
		}
	}
}

// countries reports whether a sentence lists the countries that it speaks of: "The countries concerned are Indonesia and Malaysia".
func (s *story) countries(m *where.Mention) bool {
	for k := s.Sent(m.From).From; k < m.From; k++ {
		if s.Doc.Norm(k) == "countries" && k+12 > s.Sent(m.From).From && k < s.Sent(m.From).From+6 {
			return true
		}
	}
	return false
}

// reaction reports whether a sentence tells of security, controls or patrols that were stepped up somewhere after the event.
func (s *story) reaction(m *where.Mention) bool {
	st := s.Sent(m.From)
	for k := st.From; k < st.To; k++ {
		if n := s.Doc.Norm(k); (n == "stepped" || n == "beefed") && s.Doc.Norm(k+1) == "up" || n == "tightened" || n == "reinforced" || n == "heightened" && s.Doc.Norm(k+1) == "security" {
			return true
		}
	}
	return false
}

// operated is the last event before a sentence in which police search, seize or arrest that was a plot or led to arrests, or -1: "Flats in Ghent
// and Liège were searched".
func (s *story) operated(m *where.Mention) int {
	st, best := s.Sent(m.From), -1
	if s.Doc.Lang != nil || m.Place.Kind == gazetteer.Country || !preps.In(s.Doc, m.From-1) && s.Doc.Norm(m.From-1) != "and" && s.Doc.Norm(m.From-1) != "," {
		return -1
	}
	for k := st.From; k < st.To; k++ {
		if operations.In(s.Doc, k) {
			for i, e := range s.Events {
				if (e.Type == report.FoiledPlot || e.Type == report.Arrest) && e.First < st.From && (best < 0 || i == s.Main) {
					best = i
				}
			}
			break
		}
	}
	return best
}

// advised reports whether a town or a part of a country stands in what words of advice against travel are for.
func (s *story) advised(m *where.Mention, k scene.Mark) bool {
	if s.Doc.Lang != nil || !k.Real() || m.Place.Kind == gazetteer.Country || m.Place.Kind == gazetteer.Region || m.From > k.To+30 || m.Mark != where.Plain {
		return false
	}
	if n := s.Doc.Norm(s.Sent(m.From).From); m.From < k.To && (n != "for" && n != "in" || s.Commas(m.To, k.From) > 1) {
		return false // "For the province of Guayas the colour code goes from yellow to orange"
	}
	for t := min(k.To, m.To); t < max(m.From, k.From); t++ {
		if reasons.In(s.Doc, t) {
			return false
		}
	}
	return true
}

// ranked is the mention of a town that bears the name of its province as one of the province: advice is for provinces, but for a capital or a
// great town by that name alone.
func (s *story) ranked(m *where.Mention) *where.Mention {
	if m.Place.Kind != gazetteer.City || m.Place.Population >= greatTown {
		return m
	}
	if s.Gaz.IsCapital(&m.Place) {
		return m
	}
	for i := range m.Others {
		if o := &m.Others[i]; o.Kind == gazetteer.Admin1 && o.Country == m.Place.Country && o.Admin1 == m.Place.Admin1 && o.Name == m.Place.Name {
			x := *m
			x.Place = *o
			return &x
		}
	}
	return m
}

// greatTown has so many people that its name alone is not its province's.
const greatTown = 250_000

var (
	preps      = text.WordSet("in at near around outside from across")
	operations = text.WordSet(`searched searches search searching raided raids raid arrested arrest arrests detained detain detention seized seize seizure warrants
		warrant stormed swooped caught apprehended rounded custody`)
	// reasons begin what advice is given for, or what else is told.
	reasons = text.WordSet("because due owing after following where which who since as but although while excluding except excepting apart when if killed attacked attack attacks threat")
)

// sameClause tells marks between which and a token no semicolon stands, where its sentence has any; nil where all are alike.
func (s *story) sameClause(tok int) func(*scene.Mark) bool {
	st := s.Sent(tok)
	from, to := st.From, st.To
	for k := st.From; k < st.To; k++ {
		if s.Doc.Norm(k) == ";" {
			if k < tok {
				from = k + 1
			} else if k < to {
				to = k
				break
			}
		}
	}
	if from == st.From && to == st.To {
		return nil
	}
	in := func(m *scene.Mark) bool { return m.From >= from && m.From < to }
	for _, k := range s.BySent[s.Doc.Tokens[tok].Sent] {
		if in(&s.Marks[k]) {
			return in
		}
	}
	return nil
}

// townAbroad reports whether the sentence of a country names a town of another one.
func (s *story) townAbroad(m *where.Mention) bool {
	for _, i := range s.Places[s.Doc.Tokens[m.From].Sent] {
		if o := &s.Found.Mentions[i]; o.Mark == where.Plain && o.Place.Kind == gazetteer.City && o.Place.Country != m.Place.Country {
			return true
		}
	}
	return false
}

// whereAfter is the mark of what a relative clause says of a place: "to Kenya, where it feared an attack".
func (s *story) whereAfter(m *where.Mention) scene.Mark {
	at := m.To
	if s.Doc.Norm(at) == "," {
		at++
	}
	if s.Doc.Norm(at) != "where" || !s.Doc.SameSent(m.From, at) {
		return scene.Mark{}
	}
	for _, k := range s.BySent[s.Doc.Tokens[m.From].Sent] {
		if x := s.Marks[k]; x.From > at {
			return x
		}
	}
	return scene.Mark{}
}

// speaksOf reports whether the paragraph of a token speaks of an event that is no level of advice.
func (s *story) speaksOf(tok int) bool {
	n := s.Doc.Tokens[tok].Sent
	told := func(k int) bool {
		return slices.ContainsFunc(s.BySent[k], func(x int) bool { return s.Events[s.Marks[x].Ev].Type != report.TravelAdvice })
	}
	for k := n; k >= 0 && s.Doc.Sents[k].Para == s.Doc.Sents[n].Para; k-- {
		if told(k) {
			return true
		}
	}
	for k := n + 1; k < len(s.Doc.Sents) && s.Doc.Sents[k].Para == s.Doc.Sents[n].Para; k++ {
		if told(k) {
			return true
		}
	}
	return false
}

// onlyNear reports whether a place that another is told by ("a cabin near Lillehammer") is all that its sentence says of
// where.
func (s *story) onlyNear(m *where.Mention) bool {
	for _, i := range s.Places[s.Doc.Tokens[m.From].Sent] {
		o := &s.Found.Mentions[i]
		if o.From != m.From && o.Mark == where.Plain && o.Place.Kind != gazetteer.Country && !(o.Place.Kind != gazetteer.City && o.From <= m.To+1 && o.From > m.From) || o.From < m.From && o.Mark == where.Nearby {
			return false // "near Baquba, 65 km northeast of the capital"
		}
	}
	return len(s.BySent[s.Doc.Tokens[m.From].Sent]) > 0
}

// plotsAtHome gives a foiled plot without a place of its own the town of the headline or dateline: "Police in Lyon break up
// cell that plotted station bombing".
func (s *story) plotsAtHome() {
	if s.Rep.Kind != "news" {
		return
	}
	for i, e := range s.Events {
		if e.Type != report.FoiledPlot || len(e.Targets) == 0 || slices.ContainsFunc(e.Places, func(p report.PlaceAt) bool { return p.Role == report.Target }) {
			continue
		}
		for k := range s.Found.Mentions {
			m := &s.Found.Mentions[k]
			if s.Doc.Tokens[m.From].Sent > 1 {
				break
			}
			if m.Place.Kind != gazetteer.City || m.Mark == where.Adjective || m.Mark == where.Background || s.InName(m) {
				continue
			}
			if m.Mark == where.Plain && s.Doc.Tokens[m.From].Sent == 0 {
				e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool { return p.Place.ID == m.Place.ID })
				s.addPlace(i, m, report.Target)
				break
			}
		}
	}
}

// placeOfLevel takes the country of "the UK threat level" from its adjective.
func (s *story) placeOfLevel(ev int) {
	for k := range s.Marks {
		if s.Marks[k].Ev != ev {
			continue
		}
		for _, i := range s.Places[s.Doc.Tokens[s.Marks[k].From].Sent] {
			if m := s.Found.Mentions[i]; m.Mark == where.Adjective {
				if p, ok := s.Gaz.Country(m.Place.Country); ok {
					m.Place = p
					s.addPlace(ev, &m, report.Scope)
					return
				}
			}
		}
	}
}

// dropHeadline takes places out that only the headline of a story names, where its text names others: "takes Pretoria by
// surprise".
func (s *story) dropHeadline() {
	if s.Rep.Kind != "news" || len(s.Doc.Sents) < 3 {
		return
	}
	_, end := s.Doc.Span(s.Doc.Sents[0].From, s.Doc.Sents[0].To)
	for _, e := range s.Events {
		all := slices.Clone(e.Places)
		e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool {
			for i := range all {
				if q := &all[i]; q.Place.ID != p.Place.ID && q.Role == p.Role && q.Evidence[0].End > end && !s.told(&p, end) {
					for _, v := range p.Evidence {
						if v.End > end {
							return false
						}
					}
					return true
				}
			}
			return false
		})
	}
}

// has reports whether an event has the place of a mention.
func (s *story) has(ev int, m *where.Mention) bool {
	return slices.ContainsFunc(s.Events[ev].Places, func(p report.PlaceAt) bool { return p.Place.ID == m.Place.ID && p.Name == m.Place.Name && m.Name == "" })
}

// townsOfParts gives an event that has a part of a town the town too, where the text names it: the mention nearest before the part, else the
// first.
func (s *story) townsOfParts() {
	if s.Doc.Lang != nil {
		return
	}
	for i, e := range s.Events {
		for _, p := range e.Places {
			if p.Name == p.Place.Name || slices.ContainsFunc(e.Places, func(q report.PlaceAt) bool { return q.Place.ID == p.Place.ID && q.Name == q.Place.Name }) {
				continue
			}
			var town *where.Mention
			for k := range s.Found.Mentions {
				m := &s.Found.Mentions[k]
				start := s.Doc.Tokens[m.From].Start
				if m.Place.ID == p.Place.ID && m.Name == "" && m.Mark != where.Adjective && m.Mark != where.Background && (town == nil || start < p.Evidence[0].Start && town.Mark != where.Plain || start < p.Evidence[0].Start && m.Mark == where.Plain) {
					town = m
				}
			}
			if town != nil {
				s.addPlace(i, town, p.Role)
			}
		}
	}
}

// leadTown gives the event that a story's headline or first sentence tells, and that has no place there, the town of the headline, else that
// of the dateline: "Dozens dead in second Ankara car bomb", "SEONGNAM, South Korea - Riot police stood".
func (s *story) leadTown() {
	lead := s.lead()
	if s.Rep.Kind != "news" || s.Doc.Lang != nil || lead < 0 {
		return
	}
	last := s.Doc.Sents[lead].To
	_, end := s.Doc.Span(s.Doc.Sents[lead].From, last)
	var town *where.Mention
	for k := range s.Found.Mentions {
		m := &s.Found.Mentions[k]
		if m.From >= last {
			break
		}
		if m.Place.Kind == gazetteer.Country || m.Place.Kind == gazetteer.Region || s.InName(m) || m.Mark != where.Plain && m.Mark != where.Dateline {
			continue
		}
		if town == nil || town.Mark == where.Dateline && m.Mark == where.Plain {
			town = m
		}
	}
	if town == nil || town.Mark == where.Dateline && town.Place.Country != s.Found.Main {
		return
	}
	for i, e := range s.Events {
		if e.Stage != report.Accomplished && e.Stage != report.Attempted && e.Type != report.Arrest || e.First >= last || (i != s.Main || town.Mark == where.Dateline) && s.townIn(e) {
			continue
		}
		if !slices.ContainsFunc(e.Places, func(p report.PlaceAt) bool { return p.Place.Kind != gazetteer.Country && p.Evidence[0].Start < end }) {
			s.addPlace(i, town, s.role(i, town, scene.Mark{}))
		}
	}
}

// lead is the first sentence of a story's text: the first of eight words after the headline. -1 when there is none.
func (s *story) lead() int {
	for i := 1; i < len(s.Doc.Sents) && i < 8; i++ {
		if st := &s.Doc.Sents[i]; st.Line > 0 && st.To-st.From >= 8 {
			return i
		}
	}
	return -1
}

// told reports whether the text says after a byte that something is or was in a place that the headline tells for its own sake.
func (s *story) told(p *report.PlaceAt, after int) bool {
	id := p.Place.ID
	if at := s.Doc.TokenAt(p.Evidence[0].Start); at > 0 && s.Doc.Norm(at-1) == "near" {
		return false
	}
	return slices.ContainsFunc(s.Found.Mentions, func(m where.Mention) bool {
		n := s.Doc.Norm(m.From - 1)
		return m.Place.ID == id && m.Mark == where.Plain && s.Doc.Tokens[m.From].Start >= after && (n == "in" || n == "at")
	})
}

func (s *story) townIn(e *scene.Thread) bool {
	for i := range e.Places {
		if e.Places[i].Place.Kind != gazetteer.Country {
			return true
		}
	}
	return false
}

// role is the part a place plays in an event.
func (s *story) role(ev int, m *where.Mention, k scene.Mark) report.PlaceRole {
	e := s.Events[ev]
	if k.Op {
		hs := s.Hits["tgt"]
		i, _ := slices.BinarySearchFunc(hs, m.To, func(h text.Hit, t int) int { return h.From - t })
		if i < len(hs) && hs[i].From == m.To && s.Doc.SameSent(m.From, m.To) {
			return report.Target // "past Seville cathedral"
		}
		return report.Operation
	}
	country := m.Place.Kind == gazetteer.Country
	switch {
	case e.Type == report.TravelAdvice || e.Type == report.ThreatLevel:
		return report.Scope
	case country && e.Type != report.FoiledPlot, e.Type == report.Threat && e.Key == "denial":
		return report.Scope
	case e.Stage == report.Accomplished:
		return report.Incident
	case e.Type == report.Arrest:
		return report.Operation
	}
	return report.Target
}

// addPlace adds a mention to an event; one place in one role is one value with several mentions.
func (s *story) addPlace(ev int, m *where.Mention, role report.PlaceRole) {
	e := s.Events[ev]
	name := m.Name
	if name == "" {
		name = m.Place.Name
	}
	for i := range e.Places {
		if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Role == role && p.Name == name {
			if w := s.Words(m.From, m.To); len(p.Evidence) < scene.MaxEvidence && !slices.Contains(p.Evidence, w) {
				p.Evidence = append(p.Evidence, w)
			}
			return
		}
	}
	e.Places = append(e.Places, report.PlaceAt{Name: name, Role: role, Place: m.Place, Others: m.Others, Evidence: []report.Evidence{s.Words(m.From, m.To)}})
}

// addPlaceIfThere adds a dateline to a place that the event already has.
func (s *story) addPlaceIfThere(m *where.Mention) {
	for _, e := range s.Events {
		for i := range e.Places {
			if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Name == p.Place.Name && len(p.Evidence) < scene.MaxEvidence {
				p.Evidence = append(p.Evidence, s.Words(m.From, m.To))
			}
		}
	}
}
