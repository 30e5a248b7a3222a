package story

import (
	"slices"
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// MaxEvents bounds the events of one text; a text with more is a list, not a warning, and the rest is told in a note.
const MaxEvents = 50

// gathering is the work of turning seeds into events.
type gathering struct {
	*story
	seeds    []trigger.Seed
	has      map[string]bool   // families with a seed
	index    map[string]int    // events by key
	happened int               // the first thing that happened, or -1
	threat   string            // the key of the threat spoken of
	advised  string            // the key of the advice spoken of
	speakers map[string]string // the key of the advice of each country
}

// collect finds the seeds of the text in their order.
func (g *gathering) collect() {
	s := g.story
	found := trigger.Find(&trigger.Text{Doc: s.d, Hits: s.hits, Kind: s.rep.Kind, AdviceStands: s.levelStands, Told: func(tok int) bool {
		_, ok := s.dayNear(tok)
		return ok || s.placed(tok)
	}})
	g.seeds, g.has, s.lifted, s.level = found.Seeds, found.Has, found.Lifted, found.Level
	stopped := g.has["arrest"]
	for _, sd := range g.seeds {
		stopped = stopped || sd.Code == "foiled_plot/thwarted" && trigger.Foils(s.d, sd.From, sd.To)
	}
	g.has["foiled"] = g.has["foiled"] && (stopped || s.abroad != nil) // the tables of other languages hold only words of plots stopped
}

// event is the event of a key, made if it is not there.
func (g *gathering) event(key string, t report.Type, st report.Stage, from int) int {
	i, ok := g.index[key]
	if !ok {
		i = len(g.events)
		g.index[key] = i
		g.events = append(g.events, &thread{Event: report.Event{Type: t, Stage: st}, key: key, first: from, last: from})
	}
	return i
}

// gather turns triggers into events: one for all words on one threat, one for a foiled plot, one for each thing that happened, one
// for the travel advice and one for the threat level.
func (s *story) gather() {
	g := &gathering{story: s, has: map[string]bool{}, index: map[string]int{}, happened: -1, threat: "threat", advised: "travel_advice"}
	g.collect()
	for _, sd := range g.seeds {
		if sd.Code[0] == '+' {
			continue
		}
		key, t, st, ok := g.file(sd)
		if !ok {
			continue
		}
		if len(s.events) >= MaxEvents {
			if _, ok := g.index[key]; !ok {
				continue
			}
		}
		i := g.event(key, t, st, sd.From)
		e := s.events[i]
		e.last = sd.From
		g.date(e, sd.From)
		if g.happened < 0 && (e.Stage == report.Accomplished || e.Stage == report.Attempted && e.Type == report.Assassinate) {
			g.happened = i
		}
		if len(e.Trigger) < 3*maxEvidence {
			e.Trigger = append(e.Trigger, s.ev(sd.From, sd.To))
		}
		s.marks = append(s.marks, mark{from: sd.From, to: sd.To, ev: i})
	}
	g.fallBack()
	g.byDoers()
	if len(s.events) >= MaxEvents {
		s.rep.Notes = append(s.rep.Notes, "the text holds more events than are read from one document: the first "+strconv.Itoa(MaxEvents)+" are kept")
	}
	s.settleMain()
	g.hang()
}

// file settles which event a seed belongs to; ok is false when it makes none.
func (g *gathering) file(sd trigger.Seed) (key string, t report.Type, st report.Stage, ok bool) {
	s := g.story
	key, t, st = trigger.Family(sd.Code)
	if key == "foiled" && !g.has["foiled"] {
		key, t, st = "threat", report.Threat, report.Threatened // planned, and nobody stopped it yet
	}
	var first *thread // the first thing that happened
	if g.happened >= 0 {
		first = s.events[g.happened]
	}
	if s.abroad != nil && g.has["foiled"] && (key == "threat" || st == report.Accomplished) && s.plotAbroad(sd.From) {
		return "foiled", report.FoiledPlot, report.Thwarted, true // what the plot was to strike
	}
	switch key {
	case "threat":
		if s.abroad == nil && g.has["foiled"] && (g.foiledIn(sd.From) || trigger.WasPlanned(s.d, sd.From, sd.To)) {
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted // what the plot was
		} else if s.lifted && !trigger.Remains(s.d, s.sent(sd.From)) {
			key, st = "lifted", report.NoStage
		} else if g.has["level"] && (s.level || len(s.hitsIn("lvl", s.d.Tokens[sd.From].Sent)) > 0) {
			key, t, st = "threat_level", report.ThreatLevel, report.Threatened
		} else {
			g.threat = s.whichThreat(g.index, g.threat, sd.From)
			key = g.threat
		}
	case "denial":
		if s.lifted {
			key = "lifted"
		} else if !s.denialStands(sd.From) {
			return "", "", "", false
		}
	case "arrest":
		if g.has["foiled"] {
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted
		} else if first != nil && !s.placed(sd.From) {
			return "", "", "", false // the arrest of those who did it, told without a place of its own
		}
	case "travel_advice":
		key = g.adviser(sd.From)
	case "threat_level":
		if iso := s.partOfCountry(sd.From); iso != "" {
			key += "@" + iso
		}
	case "other", "other/accomplished":
		if g.has["threat"] && s.d.Tokens[sd.From].Sent > 0 && !s.tellsAnew(sd.From) {
			return "", "", "", false
		}
	case "assassination":
		if first != nil && (first.Type == report.Shooting || first.Type == report.Bombing || first.Type == report.Attack) && g.fits(first, sd.From) && (s.headlined(g.happened, sd.From) || s.d.SameSent(first.last, sd.From)) {
			first.Type = t // the headline says that somebody was shot dead, the story who
			key = first.key
		}
	case "attack":
		switch {
		case g.raids(sd.From): // the police storm a flat
			switch {
			case g.has["foiled"]:
				key, t, st = "foiled", report.FoiledPlot, report.Thwarted
			case g.has["arrest"] && first == nil:
				key, t, st = "arrest", report.Arrest, report.NoStage
			default:
				return "", "", "", false
			}
		case first != nil && first.Type != report.Attack && (s.samePara(first, sd.From) || s.abroad != nil && !s.placed(sd.From)) && g.fits(first, sd.From):
			key = first.key
		case g.has["foiled"] && !s.placed(sd.From):
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted
		}
	case "bombing", "shooting", "arson":
		switch {
		case first == nil:
		case first.Type == report.Attack && key != "arson" && s.headlined(g.happened, sd.From):
			first.Type = t // the headline says that people were killed, the story how
			key = first.key
		case first.Type == t && g.fits(first, sd.From):
			key = first.key // an attack that was found to be one of these
		case g.means(first, key, sd.From):
			key = first.key
		case key != "arson" && s.d.SameSent(first.last, sd.From) && g.fits(first, sd.From):
			if t != first.Type && (first.Type == report.Shooting || first.Type == report.Bombing) {
				first.Type = report.Attack // by gun and by bomb
			}
			key = first.key
		}
	}
	if st == report.Accomplished && text.Denied(s.d, sd.From, sd.To) {
		return "", "", "", false // "reports of a second blast were false"
	}
	if st == report.Accomplished && g.has["foiled"] && s.policed(sd.From) && (key == "shooting" || !s.placed(sd.From)) {
		key, t, st = "foiled", report.FoiledPlot, report.Thwarted // the shots of an arrest are part of it
	}
	if st == report.Accomplished {
		key = g.apart(key, sd.From)
	}
	return key, t, st, true
}

// foiledIn reports whether the words right before tok say that a plot was stopped: "broke up a cell that planned to attack".
func (g *gathering) foiledIn(tok int) bool {
	for _, kind := range []string{"ev", "did"} {
		for _, h := range g.hitsIn(kind, g.d.Tokens[tok].Sent) {
			if h.Rule.Code == "foiled_plot/thwarted" && h.From <= tok && tok-h.To <= 4 && g.commas(h.From, tok) == 0 && trigger.Foils(g.d, h.From, h.To) {
				return true
			}
		}
	}
	return false
}

// adviser is the key of the advice that begins at tok: in a story that tells of several governments' advice one for each of them. Who
// speaks is the authority named last before it in its sentence, else the country.
func (g *gathering) adviser(tok int) string {
	s, key := g.story, "travel_advice"
	if s.rep.Kind != "news" {
		return key
	}
	who := ""
	sent := s.d.Tokens[tok].Sent
	for _, i := range s.places[sent] {
		if m := &s.found.Mentions[i]; m.To <= tok && m.Place.Kind == gazetteer.Country && m.Place.Country != s.found.Main && !trigger.Whither(s.d, m.From) {
			who = m.Place.Country
		}
	}
	for _, o := range s.orgsIn(sent) {
		if o.From <= tok && o.Country != "" && o.Country != s.found.Main {
			who = o.Country
		}
	}
	if who == "" {
		return g.advised
	}
	if g.speakers == nil {
		g.speakers = map[string]string{who: key}
	} else if g.speakers[who] == "" {
		g.speakers[who] = key + "@" + who
	}
	g.advised = g.speakers[who]
	return g.advised
}

// means reports whether a shot, a bomb or a fire only tells how the first thing that happened was done or ended: the shots of an attack,
// those of an assassination, of a riot, of the police, or of a kidnapping that are told without a place of their own.
func (g *gathering) means(first *thread, key string, tok int) bool {
	s := g.story
	if !g.fits(first, tok) {
		return false
	}
	if _, ok := s.dayNear(tok); ok && first.days.to.IsZero() && first.town == 0 && !s.d.SameSent(first.last, tok) && s.d.Tokens[first.first].Sent > 0 {
		return false // told without a day, then another with one
	}
	same, close := s.d.SameSent(first.last, tok), s.sent(tok).Para-s.sent(first.last).Para <= 1
	switch first.Type {
	case report.Attack:
		return same || close && key != "arson"
	case report.Assassinate:
		return key != "arson"
	case report.Kidnapping:
		return key == "shooting" && close && !s.placed(tok) && !same
	}
	if first.Type == report.Other {
		return close && trigger.Riot(s.d, s.sent(first.last))
	}
	return key == "shooting" && close && s.byForce(tok)
}

// byForce reports whether police or soldiers do what the trigger at tok says: "officers shot him", "was shot by police".
func (s *story) byForce(tok int) bool {
	for _, h := range s.hitsIn("res", s.d.Tokens[tok].Sent) {
		before := h.To <= tok && tok-h.To <= 3 && s.commas(h.To, tok) == 0
		by := h.From > tok && h.From-tok <= 6 && (s.d.Norm(h.From-1) == "by" || s.d.Norm(h.From-2) == "by")
		if before || by {
			return true
		}
	}
	return false
}

// raids reports whether the police or soldiers of the sentence are those who storm a house: "officers stormed a flat".
func (g *gathering) raids(tok int) bool {
	s := g.story
	home := false
	for k := tok; k < tok+8 && s.d.SameSent(tok, k) && !home; k++ {
		home = trigger.Dwelling(s.d, k)
	}
	n := s.d.Norm(tok)
	return home && (s.policed(tok) || (n == "raid" || n == "raids") && (g.has["foiled"] || g.has["arrest"]))
}

// fallBack finds what an alert is about that says it in no trigger's words: its title, or what an office speaks of that tells its
// people what to do.
func (g *gathering) fallBack() {
	s := g.story
	if len(s.events) > 0 {
		return
	}
	take := func(code string, from, to int) {
		key, t := "threat", report.Threat
		if code == "other" {
			key, t = "other", report.Other
		}
		i := g.event(key, t, report.Threatened, from)
		s.events[i].Trigger = append(s.events[i].Trigger, s.ev(from, to))
		s.marks = append(s.marks, mark{from: from, to: to, ev: i})
	}
	if s.rep.Kind == "embassy_alert" {
		for _, sd := range g.seeds {
			if sd.Code == "+threat" || sd.Code == "+other" {
				take(sd.Code[1:], sd.From, sd.To)
				return
			}
		}
	}
	if (s.rep.Kind == "embassy_alert" || s.rep.Kind == "official_statement") && len(s.hits["act"]) >= 2 {
		for _, h := range s.hits["why"] {
			if s.section(h.From) != text.Actions && s.section(h.From) != text.Assistance {
				take(h.Rule.Code, h.From, h.To)
				return
			}
		}
	}
}

// hang hangs later mentions and operations on events that are there, and settles the marks.
func (g *gathering) hang() {
	s := g.story
	for _, sd := range g.seeds {
		if sd.Code[0] != '+' {
			continue
		}
		if i := s.lastOf(sd.From, sd.Code == "+threat"); i >= 0 {
			s.marks = append(s.marks, mark{from: sd.From, to: sd.To, ev: i, generic: true})
			if s.d.Tokens[sd.From].Sent == 0 {
				s.events[i].Trigger = append(s.events[i].Trigger, s.ev(sd.From, sd.To))
			}
		}
	}
	for _, h := range s.hits["op"] {
		for i, e := range s.events {
			if e.Type == report.FoiledPlot || e.Type == report.Arrest {
				s.marks = append(s.marks, mark{from: h.From, to: h.To, ev: i, op: true})
				break
			}
		}
	}
	slices.SortStableFunc(s.marks, func(a, b mark) int { return a.from - b.from })
	s.bySent = make([][]int, len(s.d.Sents))
	for i := range s.marks {
		n := s.d.Tokens[s.marks[i].from].Sent
		s.bySent[n] = append(s.bySent[n], i)
	}
}

// span is a stretch of days; the zero value is unknown.
type span struct{ from, to time.Time }

// slack is how far two days may lie apart and still be those of one event: who tells of last night's attack the day after, and
// rounds, must not make two of it.
const slack = 3 * 24 * time.Hour

// far reports whether two known stretches are days apart.
func (a span) far(b span) bool {
	if a.to.IsZero() || b.to.IsZero() {
		return false
	}
	return a.to.Add(slack).Before(b.from) || b.to.Add(slack).Before(a.from)
}

// date gives an event the days that its trigger's sentence tells.
func (g *gathering) date(e *thread, tok int) {
	if d, ok := g.dayNear(tok); ok && (e.days.to.IsZero() || e.fresh) {
		e.days, e.fresh = d, false
	} else if !ok && e.days.to.IsZero() && g.rep.Kind == "news" && g.d.Tokens[tok].Sent == 0 && !g.anchor.Day.IsZero() {
		e.days, e.fresh = span{g.anchor.Day.AddDate(0, 0, -21), g.anchor.Day.AddDate(0, 0, 1)}, true // a headline tells what is new
	}
	if e.town == 0 {
		e.town = g.townNear(tok)
	}
}

// dayNear are the days of the past nearest to tok in its sentence.
func (s *story) dayNear(tok int) (span, bool) {
	if s.anchor.Day.IsZero() {
		return span{}, false
	}
	best, at := 1<<30, span{}
	st := s.sent(tok)
	lo, _ := slices.BinarySearchFunc(s.times, st.From, func(m when.Mention, t int) int { return m.From - t })
	for i := lo; i < len(s.times) && s.times[i].From < st.To; i++ {
		m := &s.times[i]
		from, to := m.Interval.Hull()
		if from.IsZero() || to.IsZero() || from.After(s.anchor.Day.AddDate(0, 0, 1)) || s.issue != nil && m.From < s.issue.To && s.issue.From < m.To || text.InDateline(s.d, m.From, m.To) {
			continue
		}
		dist := m.From - tok
		if dist < 0 {
			dist = -dist
		}
		if dist < best {
			best, at = dist, span{from, to}
		}
	}
	if best == 1<<30 {
		if y := trigger.Year(s.d, st); y > 0 && y < s.anchor.Day.Year() {
			return span{time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y+1, 1, 1, 0, 0, 0, 0, time.UTC)}, true
		}
	}
	return at, best < 1<<30
}

// fits reports whether a trigger may speak of an event: no other town, no other days.
func (g *gathering) fits(e *thread, tok int) bool {
	if g.d.SameSent(e.last, tok) && !g.townLater(tok) {
		return true
	}
	d, _ := g.dayNear(tok)
	if d.far(e.days) {
		return false
	}
	here := g.townNear(tok)
	return here == 0 || e.town == 0 || here == e.town
}

// townLater reports whether a town is named between tok and the end of its sentence.
func (g *gathering) townLater(tok int) bool {
	for _, i := range g.places[g.d.Tokens[tok].Sent] {
		if m := &g.found.Mentions[i]; m.From > tok && m.Mark == where.Plain && m.Place.Kind == gazetteer.City {
			return true
		}
	}
	return false
}

// apart splits things that happened by place and day: a trigger whose sentence names another town or days far from those of the event
// so far is another event of the same type.
func (g *gathering) apart(key string, tok int) string {
	i, ok := g.index[key]
	if !ok || g.headlined(i, tok) || g.fits(g.events[i], tok) {
		return key
	}
	base := key
	for n := 2; ; n++ {
		key = base + "#" + strconv.Itoa(n)
		i, ok := g.index[key]
		if !ok || g.fits(g.events[i], tok) {
			return key
		}
	}
}

// headlined reports whether an event was told only by the headline so far and tok stands in the first sentences of the story: one
// event, told twice.
func (s *story) headlined(ev, tok int) bool {
	return s.rep.Kind == "news" && s.d.Tokens[s.events[ev].last].Sent == 0 && s.d.Tokens[tok].Sent <= 2
}

// townNear is the id of the town named nearest to tok in its sentence; one after it counts as nearer.
func (s *story) townNear(tok int) int64 {
	var id int64
	best := 1 << 30
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		m := &s.found.Mentions[i]
		if m.Mark != where.Plain || m.Place.Kind != gazetteer.City || trigger.Care(s.d, m.From) {
			continue
		}
		dist := m.From - tok + 3*s.commas(tok, m.From)
		if m.From < tok {
			dist = tok - m.From + 2 + 3*s.commas(m.From, tok)
		}
		if dist < best {
			best, id = dist, m.Place.ID
		}
	}
	return id
}
