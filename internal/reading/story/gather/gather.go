// Package gather settles which events a text tells, and which of its words speak of which.
package gather

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// denialStands reports whether a denial is an authority's word: no denial where the text itself warns as an alert.
func (s *gathering) denialStands(tok int) bool {
	return s.Rep.Kind == "news" || s.Rep.Kind == "official_statement"
}

// partOfCountry is the ISO code of the division that the sentence of tok names, when its level stands for itself.
func (s *gathering) partOfCountry(tok int) string {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Admin1 && m.From > tok {
			return m.Place.ISO
		}
	}
	return ""
}

// samePara reports whether an event was spoken of in the paragraph of token tok or the one before.
func (s *gathering) samePara(e *scene.Thread, tok int) bool {
	return s.Sent(tok).Para-s.Sent(e.Last).Para <= 1
}

// lastOf is the event of a family last spoken of before tok, or the first one after it.
func (s *gathering) lastOf(tok int, threat bool) int {
	best := -1
	for i, e := range s.Events {
		if threat != (e.Type == report.Threat || e.Type == report.ThreatLevel || e.Type == report.Other) || e.Type == report.TravelAdvice {
			continue
		}
		if best < 0 || e.First <= tok && e.First > s.Events[best].First {
			best = i
		}
	}
	return best
}

// MaxEvents bounds the events of one text; a text with more is a list, not a warning, and the rest is told in a note.
const MaxEvents = 50

// gathering is the work of turning seeds into events.
type gathering struct {
	*scene.Scene
	stands   func(text.Hit) bool
	seeds    []trigger.Seed
	has      map[string]bool   // families with a seed
	index    map[string]int    // events by key
	happened int               // the first thing that happened, or -1
	feared   bool              // something is feared in words that tell more than what may be struck
	threat   string            // the key of the threat spoken of
	advised  string            // the key of the advice spoken of
	speakers map[string]string // the key of the advice of each country
	room     clause.Room
}

// collect finds the seeds of the text in their order.
func (g *gathering) collect() {
	found := trigger.Find(&trigger.Text{Doc: g.Doc, Hits: g.Hits, Kind: g.Rep.Kind, AdviceStands: g.stands, Told: func(tok int) bool {
		_, ok := g.DayNear(tok)
		return ok || g.Placed(tok)
	}, Clause: g.clause})
	g.seeds, g.has, g.Lifted, g.Level = found.Seeds, found.Has, found.Lifted, found.Level
	stopped := g.has["arrest"]
	for _, sd := range g.seeds {
		g.feared = g.feared || sd.Code == "threat/threatened" && !trigger.Aim(g.Doc, sd.From, sd.To)
		stopped = stopped || sd.Code == "foiled_plot/thwarted" && trigger.Foils(g.Doc, sd.From, sd.To)
	}
	if g.Abroad == nil && g.has["arrest"] && !g.has["foiled"] && g.heldForPlans() {
		g.has["foiled"], stopped = true, true
	}
	g.has["foiled"] = g.has["foiled"] && (stopped || g.Abroad != nil) // the tables of other languages hold only words of plots stopped
}

// clause is the grammar of a sentence.
func (g *gathering) clause(sent int) *clause.Sentence {
	return clause.Parse(g.Doc, sent, clause.Hooks{Room: &g.room, Time: g.TimeAt, Place: func(tok int) int {
		for _, i := range g.Places[g.Doc.Tokens[tok].Sent] {
			if m := &g.Found.Mentions[i]; m.From == tok && m.Mark != where.Adjective {
				return m.To
			}
		}
		return 0
	}})
}

// heldForPlans reports whether a text in which nothing happened yet tells of arrests and of what those held had in mind: "the suspects
// were preparing attacks".
func (g *gathering) heldForPlans() bool {
	planned := false
	for _, sd := range g.seeds {
		switch {
		case strings.HasSuffix(sd.Code, "/accomplished"), strings.HasSuffix(sd.Code, "/attempted"):
			return false
		case sd.Code == "threat/threatened":
			planned = planned || trigger.WasPlanned(g.Doc, sd.From, sd.To) || trigger.HeldOver(g.Doc, sd.From, sd.To)
		}
	}
	return planned
}

// event is the event of a key, made if it is not there.
func (g *gathering) event(key string, t report.Type, st report.Stage, from int) int {
	i, ok := g.index[key]
	if !ok {
		i = len(g.Events)
		g.index[key] = i
		g.Events = append(g.Events, &scene.Thread{Event: report.Event{Type: t, Stage: st}, Key: key, First: from, Last: from})
	}
	return i
}

// Gather turns the triggers of a text into its events: one for all words on one threat, one for a foiled plot, one for each thing that
// happened, one for the travel advice and one for the threat level; and settles what the text is about. stands reports whether words of
// travel advice are a government's level.
func Gather(s *scene.Scene, stands func(text.Hit) bool) {
	g := &gathering{Scene: s, stands: stands, has: map[string]bool{}, index: map[string]int{}, happened: -1, threat: "threat", advised: "travel_advice"}
	g.collect()
	for _, sd := range g.seeds {
		if sd.Code[0] == '+' {
			continue
		}
		key, t, st, ok := g.file(sd)
		if !ok {
			continue
		}
		if len(s.Events) >= MaxEvents {
			if _, ok := g.index[key]; !ok {
				continue
			}
		}
		i := g.event(key, t, st, sd.From)
		e := s.Events[i]
		e.Last = sd.From
		g.date(e, sd.From)
		if g.happened < 0 && (e.Stage == report.Accomplished || e.Stage == report.Attempted && e.Type == report.Assassinate) {
			g.happened = i
		}
		if len(e.Trigger) < 3*scene.MaxEvidence {
			e.Trigger = append(e.Trigger, s.Words(sd.From, sd.To))
		}
		s.Marks = append(s.Marks, scene.Mark{From: sd.From, To: sd.To, Ev: i})
	}
	if s.Abroad == nil {
		g.fuse()
	}
	g.fallBack()
	g.byDoers()
	if len(s.Events) >= MaxEvents {
		s.Rep.Notes = append(s.Rep.Notes, "the text holds more events than are read from one document: the first "+strconv.Itoa(MaxEvents)+" are kept")
	}
	s.SettleMain()
	g.hang()
}

// file settles which event a seed belongs to; ok is false when it makes none.
func (g *gathering) file(sd trigger.Seed) (key string, t report.Type, st report.Stage, ok bool) {
	key, t, st = trigger.Family(sd.Code)
	if key == "foiled" && !g.has["foiled"] {
		key, t, st = "threat", report.Threat, report.Threatened // planned, and nobody stopped it yet
	}
	var first *scene.Thread // the first thing that happened
	if g.happened >= 0 {
		first = g.Events[g.happened]
	}
	if g.Abroad != nil && g.has["foiled"] && (key == "threat" || st == report.Accomplished) && g.plotAbroad(sd.From) {
		return "foiled", report.FoiledPlot, report.Thwarted, true // what the plot was to strike
	}
	if t == report.Assassinate && st == report.Attempted && first != nil && (first.Type == report.Shooting || first.Type == report.Attack || first.Type == report.Bombing) && g.fits(first, sd.From) &&
		(g.Sent(sd.From).Para-g.Sent(first.Last).Para <= 3 || g.headlined(g.happened, sd.From)) {
		first.Type, first.Stage = t, st // the shots, and then whom they were meant for
		return first.Key, t, st, true
	}
	switch key {
	case "threat":
		if first != nil && first.Type == report.Hijacking && g.samePara(first, sd.From) && strings.HasPrefix(g.Doc.Norm(sd.From), "threaten") {
			return "", "", "", false // by which the hijackers have their way
		}
		if g.Abroad == nil && g.has["foiled"] && (g.foiledIn(sd.From) || trigger.WasPlanned(g.Doc, sd.From, sd.To) || trigger.HeldOver(g.Doc, sd.From, sd.To) || !g.feared && trigger.Aim(g.Doc, sd.From, sd.To)) {
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted // what the plot was
		} else if g.Lifted && !trigger.Remains(g.Doc, g.Sent(sd.From)) {
			key, st = "lifted", report.NoStage
		} else if g.has["level"] && (g.Level || len(g.HitsIn("lvl", g.Doc.Tokens[sd.From].Sent)) > 0) {
			key, t, st = "threat_level", report.ThreatLevel, report.Threatened
		} else {
			g.threat = g.whichThreat(g.index, g.threat, sd.From)
			key = g.threat
		}
	case "denial":
		if g.Lifted {
			key = "lifted"
		} else if !g.denialStands(sd.From) {
			return "", "", "", false
		}
	case "arrest":
		if g.has["foiled"] {
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted
		} else if first != nil && !g.Placed(sd.From) {
			return "", "", "", false // the arrest of those who did it, told without a place of its own
		}
	case "travel_advice":
		key = g.adviser(sd.From)
	case "threat_level":
		if iso := g.partOfCountry(sd.From); iso != "" {
			key += "@" + iso
		}
	case "other", "other/accomplished":
		if key == "other/accomplished" && first != nil && (first.Type == report.Attack || first.Type == report.Arson || first.Type == report.Shooting) && g.samePara(first, sd.From) && g.fits(first, sd.From) {
			return first.Key, first.Type, first.Stage, true
		}
		if g.has["threat"] && g.Doc.Tokens[sd.From].Sent > 0 && !g.tellsAnew(sd.From) {
			return "", "", "", false
		}
	case "assassination":
		if first != nil && (first.Type == report.Shooting || first.Type == report.Bombing || first.Type == report.Attack) && g.fits(first, sd.From) && (g.headlined(g.happened, sd.From) || g.Doc.SameSent(first.Last, sd.From)) {
			first.Type = t // the headline says that somebody was shot dead, the story who
			key = first.Key
		} else if first != nil && first.Type == t && g.fits(first, sd.From) {
			key = first.Key
		}
	case "attack":
		if n := g.Doc.Norm(sd.From + 1); g.happened >= 0 && (n == "worst" || n == "deadliest" || n == "bloodiest" || n == "biggest") {
			return "", "", "", false // "the worst attack since": what was told
		}
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
		case first != nil && first.Type != report.Attack && (g.samePara(first, sd.From) || g.Abroad != nil && !g.Placed(sd.From)) && g.fits(first, sd.From):
			if trigger.Clash(g.Doc, sd.From, sd.To) && g.faint(sd.From) {
				first.Type = report.Attack // the shots heard were those of a fight
			}
			key = first.Key
		case g.has["foiled"] && !g.Placed(sd.From) && !g.struck(sd.From) && !g.dated(sd.From):
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted
		}
	case "bombing", "shooting", "arson":
		if key == "shooting" && len(g.Events) > 0 && trigger.HimOnly(g.Doc, sd.From, sd.To) && g.byForce(sd.From) {
			return "", "", "", false // "before officers shot him"
		}
		if key == "shooting" && first != nil && first.Type == report.Assassinate && trigger.HimOnly(g.Doc, sd.From, sd.To) {
			return first.Key, first.Type, first.Stage, true // whom the story is about
		}
		if key == "shooting" && first != nil && trigger.OfFoes(g.Doc, sd.From, sd.To) && g.fits(first, sd.From) {
			return first.Key, first.Type, first.Stage, true // how it ended
		}
		switch {
		case first == nil:
		case first.Type == report.Attack && key != "arson" && !(key == "shooting" && g.byForce(sd.From)) && g.headlined(g.happened, sd.From):
			first.Type = t // the headline says that people were killed, the story how
			key = first.Key
		case first.Type == report.Attack && key != "arson" && !(key == "shooting" && (g.byForce(sd.From) || trigger.Heard(g.Doc, sd.From, sd.To))) && g.means(first, key, sd.From) && g.onlyBy(g.happened, trigger.Unnamed):
			first.Type = t // an attack, an ambush: now how
			key = first.Key
		case first.Type == t && g.fits(first, sd.From):
			key = first.Key // an attack that was found to be one of these
		case g.means(first, key, sd.From):
			key = first.Key
		case key != "arson" && g.Doc.SameSent(first.Last, sd.From) && g.fits(first, sd.From):
			if t != first.Type && (first.Type == report.Shooting || first.Type == report.Bombing) {
				first.Type = report.Attack // by gun and by bomb
			}
			key = first.Key
		}
	}
	if st == report.Accomplished && text.Denied(g.Doc, sd.From, sd.To) {
		return "", "", "", false // "reports of a second blast were false"
	}
	if st == report.Accomplished && g.has["foiled"] && g.Policed(sd.From) && (key == "shooting" || !g.Placed(sd.From) && !g.struck(sd.From)) {
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
		for _, h := range g.HitsIn(kind, g.Doc.Tokens[tok].Sent) {
			if h.Rule.Code == "foiled_plot/thwarted" && h.From <= tok && tok-h.To <= 4 && g.Commas(h.From, tok) == 0 && trigger.Foils(g.Doc, h.From, h.To) {
				return true
			}
		}
	}
	return false
}

// adviser is the key of the advice that begins at tok: in a story that tells of several governments' advice one for each of them. Who
// speaks is the authority named last before it in its sentence, else the country.
func (g *gathering) adviser(tok int) string {
	key := "travel_advice"
	if g.Rep.Kind != "news" {
		return key
	}
	who := ""
	sent := g.Doc.Tokens[tok].Sent
	for _, i := range g.Places[sent] {
		if m := &g.Found.Mentions[i]; m.To <= tok && m.Place.Kind == gazetteer.Country && m.Place.Country != g.Found.Main && !trigger.Whither(g.Doc, m.From) {
			who = m.Place.Country
		}
	}
	for _, o := range g.OrgsIn(sent) {
		if o.From <= tok && o.Country != "" && o.Country != g.Found.Main {
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
func (g *gathering) means(first *scene.Thread, key string, tok int) bool {
	if !g.fits(first, tok) {
		return false
	}
	if _, ok := g.DayNear(tok); ok && first.Days.To.IsZero() && first.Town == 0 && !g.Doc.SameSent(first.Last, tok) && g.Doc.Tokens[first.First].Sent > 0 {
		return false // told without a day, then another with one
	}
	same, close := g.Doc.SameSent(first.Last, tok), g.Sent(tok).Para-g.Sent(first.Last).Para <= 1
	switch first.Type {
	case report.Attack:
		return same || close && key != "arson"
	case report.Assassinate:
		return key != "arson"
	case report.Kidnapping:
		return key == "shooting" && close && !g.Placed(tok) && !same
	}
	if first.Type == report.Other {
		return close && trigger.Riot(g.Doc, g.Sent(first.Last))
	}
	return key == "shooting" && close && g.byForce(tok)
}

// onlyBy reports whether all words that an event hangs on so far are of one sort.
func (g *gathering) onlyBy(ev int, sort func(d *text.Doc, from, to int) bool) bool {
	for i := range g.Marks {
		if m := &g.Marks[i]; m.Ev == ev && !sort(g.Doc, m.From, m.To) {
			return false
		}
	}
	return true
}

// faint reports whether the first thing that happened was told so far only by shots that were heard, or by fires in the sentence of token tok.
func (g *gathering) faint(tok int) bool {
	switch e := g.Events[g.happened]; e.Type {
	case report.Shooting:
		return g.onlyBy(g.happened, trigger.Heard)
	case report.Arson:
		return g.Doc.SameSent(e.First, tok)
	}
	return false
}

// byForce reports whether police or soldiers do what the trigger at tok says: "officers shot him", "was shot by police".
func (s *gathering) byForce(tok int) bool {
	for _, h := range s.HitsIn("res", s.Doc.Tokens[tok].Sent) {
		before := h.To <= tok && tok-h.To <= 3 && s.Commas(h.To, tok) == 0
		by := h.From > tok && h.From-tok <= 6 && (s.Doc.Norm(h.From-1) == "by" || s.Doc.Norm(h.From-2) == "by")
		if before || by {
			return true
		}
	}
	return false
}

// raids reports whether the police or soldiers of the sentence are those who storm a house: "officers stormed a flat".
func (g *gathering) raids(tok int) bool {
	home := false
	for k := tok; k < tok+8 && g.Doc.SameSent(tok, k) && !home; k++ {
		home = trigger.Dwelling(g.Doc, k)
	}
	n := g.Doc.Norm(tok)
	return home && (g.Policed(tok) || (n == "raid" || n == "raids") && (g.has["foiled"] || g.has["arrest"]))
}

// fallBack finds what an alert is about that says it in no trigger's words: its title, or what an office speaks of that tells its
// people what to do.
func (g *gathering) fallBack() {
	if len(g.Events) > 0 {
		return
	}
	take := func(code string, from, to int) {
		key, t := "threat", report.Threat
		if code == "other" {
			key, t = "other", report.Other
		}
		i := g.event(key, t, report.Threatened, from)
		g.Events[i].Trigger = append(g.Events[i].Trigger, g.Words(from, to))
		g.Marks = append(g.Marks, scene.Mark{From: from, To: to, Ev: i})
	}
	if g.Rep.Kind == "embassy_alert" {
		for _, sd := range g.seeds {
			if sd.Code == "+threat" || sd.Code == "+other" {
				take(sd.Code[1:], sd.From, sd.To)
				return
			}
		}
	}
	if (g.Rep.Kind == "embassy_alert" || g.Rep.Kind == "official_statement") && g.asks() {
		for _, h := range g.Hits["why"] {
			if g.Section(h.From) != text.Actions && g.Section(h.From) != text.Assistance {
				take(h.Rule.Code, h.From, h.To)
				return
			}
		}
	}
}

// asks reports whether the text tells people to do two things at least, of those that only a danger is the reason for; papers are
// to be brought to a polling station too.
func (g *gathering) asks() bool {
	n := 0
	for _, h := range g.Hits["act"] {
		switch code, _, _ := strings.Cut(h.Rule.Code, "?"); code {
		case "none", "carry_id", "enroll", "keep_contact", "monitor_media", "report", "review_plans":
			if g.Abroad == nil {
				continue
			}
		}
		if g.Abroad != nil || asked.Directs(g.Doc, h.From, h.To) {
			n++
		}
	}
	return n >= 2
}

// hang hangs later mentions and operations on events that are there, and settles the marks.
func (g *gathering) hang() {
	for _, sd := range g.seeds {
		if sd.Code[0] != '+' {
			continue
		}
		if i := g.lastOf(sd.From, sd.Code == "+threat"); i >= 0 {
			g.Marks = append(g.Marks, scene.Mark{From: sd.From, To: sd.To, Ev: i, Generic: true})
			if g.Doc.Tokens[sd.From].Sent == 0 {
				g.Events[i].Trigger = append(g.Events[i].Trigger, g.Words(sd.From, sd.To))
			}
		}
	}
	for _, h := range g.Hits["op"] {
		for i, e := range g.Events {
			if e.Type == report.FoiledPlot || e.Type == report.Arrest {
				g.Marks = append(g.Marks, scene.Mark{From: h.From, To: h.To, Ev: i, Op: true})
				break
			}
		}
	}
	slices.SortStableFunc(g.Marks, func(a, b scene.Mark) int { return a.From - b.From })
	g.BySent = make([][]int, len(g.Doc.Sents))
	for i := range g.Marks {
		n := g.Doc.Tokens[g.Marks[i].From].Sent
		g.BySent[n] = append(g.BySent[n], i)
	}
}

// date gives an event the days that its trigger's sentence tells.
func (g *gathering) date(e *scene.Thread, tok int) {
	if d, ok := g.DayNear(tok); ok && (e.Days.To.IsZero() || e.Fresh) {
		e.Days, e.Fresh = d, false
	} else if !ok && e.Days.To.IsZero() && g.Rep.Kind == "news" && g.Doc.Tokens[tok].Sent == 0 && !g.Anchor.Day.IsZero() {
		e.Days, e.Fresh = scene.Span{From: g.Anchor.Day.AddDate(0, 0, -21), To: g.Anchor.Day.AddDate(0, 0, 1)}, true // a headline tells what is new
	}
	if e.Town == 0 {
		e.Town = g.TownNear(tok)
	}
	if e.Town == 0 && g.Rep.Kind == "news" && g.Doc.Tokens[tok].Sent <= 2 {
		e.Town = g.lead() // the story's own town
	}
}

// lead is the town of a story's headline or first sentence, or 0; that of a dateline is only where somebody writes.
func (g *gathering) lead() int64 {
	for i := range g.Found.Mentions {
		m := &g.Found.Mentions[i]
		if g.Doc.Tokens[m.From].Sent > 1 {
			break
		}
		if m.Place.Kind == gazetteer.City && m.Mark == where.Plain {
			return m.Place.ID
		}
	}
	return 0
}

// fits reports whether a trigger may speak of an event: no other town, no other days.
func (g *gathering) fits(e *scene.Thread, tok int) bool {
	if g.Doc.SameSent(e.Last, tok) && !g.townLater(tok) {
		a, b := g.TownNear(e.Last), g.TownNear(tok)
		return a == 0 || b == 0 || a == b || !g.parted(e.Last, tok)
	}
	d, _ := g.DayNear(tok)
	if d.Far(e.Days) || !d.To.IsZero() && !e.Days.To.IsZero() && !e.Fresh && (!d.From.Before(e.Days.To) || !e.Days.From.Before(d.To)) && trigger.Counts(g.Doc, g.Sent(tok)) {
		return false
	}
	here := g.TownNear(tok)
	if e.Type == report.Hijacking {
		return true // an aeroplane is taken from town to town
	}
	return here == 0 || e.Town == 0 || here == e.Town
}

// struck reports whether the sentence of a trigger counts people killed or hurt: what it tells has happened.
func (g *gathering) struck(tok int) bool {
	st := g.Sent(tok)
	for k := st.From; k < st.To; k++ {
		if trigger.Harms(g.Doc, k) {
			return true
		}
	}
	return false
}

// dated reports whether the sentence of a trigger tells a day of the past and no force: what it tells has happened.
func (g *gathering) dated(tok int) bool {
	_, ok := g.DayNear(tok)
	return ok && !g.Policed(tok)
}

// parted reports whether a comma, a semicolon or a word that joins clauses stands between two triggers of a sentence: "in A two were shot,
// and in B a teacher was stabbed".
func (g *gathering) parted(a, b int) bool {
	for k := a; k < b; k++ {
		switch g.Doc.Norm(k) {
		case ",", ";", "and", "while", "as", "but":
			return true
		}
	}
	return false
}

// townLater reports whether a town is named between tok and the end of its sentence.
func (g *gathering) townLater(tok int) bool {
	for _, i := range g.Places[g.Doc.Tokens[tok].Sent] {
		if m := &g.Found.Mentions[i]; m.From > tok && m.Mark == where.Plain && m.Place.Kind == gazetteer.City {
			return true
		}
	}
	return false
}

// apart splits things that happened by place and day: a trigger whose sentence names another town or days far from those of the event
// so far is another event of the same type.
func (g *gathering) apart(key string, tok int) string {
	i, ok := g.index[key]
	if !ok || g.headlined(i, tok) || g.fits(g.Events[i], tok) {
		return key
	}
	base := key
	for n := 2; ; n++ {
		key = base + "#" + strconv.Itoa(n)
		i, ok := g.index[key]
		if !ok || g.fits(g.Events[i], tok) {
			return key
		}
	}
}

// headlined reports whether an event was told only by the headline so far and tok stands in the first sentences of the story: one
// event, told twice.
func (s *gathering) headlined(ev, tok int) bool {
	return s.Rep.Kind == "news" && s.Doc.Tokens[s.Events[ev].Last].Sent == 0 && s.Doc.Tokens[tok].Sent <= 2
}

// plotAbroad reports whether words of an attack in a story of a foiled plot are about the plot: its headline and lead, and sentences that tell
// of arrests or finds and count nobody hurt.
func (s *gathering) plotAbroad(tok int) bool {
	if s.Rep.Kind == "travel_advice" || s.Rep.Kind == "embassy_alert" || s.Abroad.Told("cas", "", tok) {
		return false
	}
	return s.Doc.Tokens[tok].Sent == 0 || s.Abroad.Told("ev", "foiled_plot/thwarted", tok) || s.Abroad.Told("op", "", tok) || s.Abroad.Told("ev", "arrest/none", tok)
}
