// Package trigger finds the phrases of a text that events hang on: what happened, what is feared, foiled, advised or taken back. Which of
// them speak of one event the story settles.
package trigger

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/level"
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Family files event types under the key by which their triggers are gathered.
func Family(code string) (key string, t report.Type, st report.Stage) {
	switch code {
	case "threat/threatened":
		return "threat", report.Threat, report.Threatened
	case "threat/none":
		return "denial", report.Threat, report.NoStage
	case "threat/lifted":
		return "lifted", report.Threat, report.NoStage
	case "foiled_plot/thwarted":
		return "foiled", report.FoiledPlot, report.Thwarted
	case "arrest/none":
		return "arrest", report.Arrest, report.NoStage
	}
	if kind, stage, ok := strings.Cut(code, "/"); ok {
		key := kind
		if report.Stage(stage) == report.Attempted || kind == "other" && report.Stage(stage) == report.Accomplished {
			key = code // what failed, or is announced, is no part of what happened
		}
		return key, report.Type(kind), report.Stage(stage)
	}
	return "", "", ""
}

// Seed is a phrase that an event may hang on: tokens [From, To). Its Code is "type/stage", or "+attack", "+threat", "+other" for words
// that only go back to an event that is there.
type Seed struct {
	From, To int
	Code     string
}

// Text is what seeds are found in.
type Text struct {
	Doc          *text.Doc
	Hits         map[string][]text.Hit // by Kind, in order
	Kind         string                // of the document
	AdviceStands func(text.Hit) bool   // whether words of travel advice are a government's level
	Told         func(tok int) bool    // whether the sentence of a token names a town or a day of the past
	// Clause is the grammar of a sentence; nil where nobody asks for it.
	Clause func(sent int) *clause.Sentence
}

// Found are the seeds of a text in their order.
type Found struct {
	Seeds []Seed
	Has   map[string]bool // families with a seed, and "level" for words of a national threat level
	Level bool            // the document is about a threat level
	// Lifted is set when the text is about a warning taken back: every word of the threat then speaks of what is over. A story that only
	// ends with it still tells of the threat.
	Lifted bool
}

// Find finds the seeds of a text.
func Find(t *Text) *Found {
	f := &Found{Has: map[string]bool{}, Level: t.Kind == "official_statement"}
	add := func(h text.Hit, code string) { f.Seeds = append(f.Seeds, Seed{h.From, h.To, code}) }
	keep := func(h text.Hit) {
		code := h.Rule.Code
		if strings.HasSuffix(code, "/accomplished") && (lookingTo(t.Doc, h.From, h.To) || awaited(t.Doc, h.To)) {
			code = "threat/threatened" // "extremists are looking to hit a hotel"
		}
		if code != h.Rule.Code && !t.figure(h) || t.stands(h) {
			if code == "threat/threatened" && stopped(t.Doc, h.From, h.To) {
				code = "foiled_plot/thwarted" // "they had foiled a plan to bomb churches"
			}
			switch {
			case code == "threat/threatened" && wentOff(t.Doc, h.From, h.To):
				code = "bombing/accomplished" // "a bomb hidden in a van went off"
			case code == "threat/threatened" && f.Has["other"] && t.Kind == "embassy_alert" && onlyUnrest(t.Doc, h.From, h.To):
				code = "other/threatened" // what an alert on a demonstration says of violence
			case code == "bombing/accomplished" && shelled(t.Doc, h.From, h.To):
				code = "attack/accomplished" // what flies is no bomb that somebody laid
			case code == "shooting/accomplished" && t.Doc.Norm(h.From) == "mowed" && driven(t.Doc, t.Doc.Tokens[h.From].Sent):
				code = "attack/accomplished"
			}
			add(h, code)
			key, _, _ := Family(code)
			f.Has[key] = true
		}
	}
	for _, h := range t.Hits["gen"] {
		add(h, h.Rule.Code)
	}
	for _, kind := range []string{"ev", "lift"} {
		for _, h := range t.Hits[kind] {
			keep(h)
			if kind == "lift" && f.Has["lifted"] && (t.Kind != "news" || t.Doc.Tokens[h.From].Sent < 4) {
				f.Lifted = true
			}
		}
	}
	f.Lifted = f.Lifted || f.Has["lifted"] && !f.Has["threat"]
	for _, h := range t.Hits["did"] {
		if !t.taken(h.From, h.To, false) || h.Rule.Code == "assassination/accomplished" && !t.taken(h.From, h.To, true) {
			keep(h)
		}
	}
	for _, h := range t.Hits["noun"] {
		switch {
		case t.taken(h.From-6, h.To, true), t.taken(h.From, h.To, false), Rumoured(t.Doc, h.From):
		case t.supported(h.From):
			keep(h)
		case !t.figure(h):
			add(h, "+attack")
		}
	}
	for _, h := range t.Hits["adv"] {
		if t.AdviceStands(h) && !t.rated(h) {
			add(h, "travel_advice/none")
		}
	}
	for _, h := range t.Hits["lvl"] {
		n := t.Doc.Tokens[h.From].Sent
		if _, _, _, ok := level.At(t.Doc, h, &t.Doc.Sents[n]); ok || h.Rule.Code != "stated" {
			add(h, "threat_level/threatened")
			f.Has["level"] = true
			f.Level = f.Level || n == 0 || h.Rule.Code != "stated" && n < 3
		}
	}
	if t.Doc.Lang == nil {
		if !slices.ContainsFunc(f.Seeds, func(s Seed) bool { return done(s.Code) || s.Code == "foiled_plot/thwarted" }) {
			for _, h := range t.Hits["fail"] {
				if !Supposed(t.Doc, h.From, false) {
					keep(h)
				}
			}
		}
		told := func(h text.Hit, code string) {
			add(h, code)
			key, _, _ := Family(code)
			f.Has[key] = f.Has[key] || key != ""
		}
		t.killings(told)
		t.harmBy(f.Seeds, told)
		t.byGrammar(f.Seeds, told)
		t.inHeadline(told)
	}
	if t.Kind == "news" && !f.Has["threat"] && !f.Lifted && slices.ContainsFunc(f.Seeds, func(s Seed) bool { return done(s.Code) }) {
		f.Seeds = slices.DeleteFunc(f.Seeds, func(s Seed) bool { return s.Code == "threat/lifted" && measures(t.Doc, s.From, s.To) })
	}
	slices.SortStableFunc(f.Seeds, func(a, b Seed) int { return a.From - b.From })
	return f
}

// rated reports whether words of a level are those of a national threat level: "goes from level 3 to level 4 of its alert".
func (t *Text) rated(h text.Hit) bool {
	for _, l := range text.In(t.Doc, t.Hits["lvl"], t.Doc.Tokens[h.From].Sent) {
		if l.From < h.To && h.From < l.To && l.To-l.From > h.To-h.From {
			return true
		}
	}
	return false
}

// done reports whether a code speaks of something that happened or was tried.
func done(code string) bool {
	return strings.HasSuffix(code, "/accomplished") || strings.HasSuffix(code, "/attempted")
}

// stands reports whether a trigger means what it says.
func (t *Text) stands(h text.Hit) bool {
	d, code := t.Doc, h.Rule.Code
	if d.Sents[d.Tokens[h.From].Sent].Section == text.Actions || t.figure(h) {
		return false
	}
	switch {
	case code == "foiled_plot/thwarted" && text.Ruled(d, h.From):
		return false
	case code == "threat/threatened" && hypothetical(d, h.From):
		return false
	case code == "threat/lifted" && d.Norm(h.To) == "to" && strings.HasPrefix(d.Norm(h.From), "lift"):
		return false // "lifted its alert to the highest level"
	case code == "threat/threatened" || code == "threat/lifted":
		if n := d.Norm(h.To); (n == "level" || n == "levels") && d.SameSent(h.From, h.To) || code == "threat/lifted" && d.Norm(h.From+1) == "level" {
			return false // "the terror threat level" is no threat
		}
	case done(code) || code == "arrest/none":
		if Supposed(d, h.From, h.Rule.Kind == "noun") || strings.HasSuffix(code, "/accomplished") && toDo(d, h.From, h.To) {
			return false // "if shots are fired", "nobody has been arrested"
		}
		if shortOf(d, h.From) {
			return false // "days from setting off car bombs"
		}
		if n := d.Norm(h.To - 2); d.Norm(h.To-1) == "left" && (n == "been" || n == "was" || n == "were") {
			return false // "a bomb that had been left there"
		}
	}
	return t.Kind != "travel_advice" || !t.reason(h)
}

// taken reports whether a trigger overlaps the tokens [from, to): any, or only one of something planned, feared, foiled or taken back.
func (t *Text) taken(from, to int, ahead bool) bool {
	for _, kind := range []string{"ev", "did", "lift"} {
		if ahead && kind == "did" || !ahead && kind == "lift" {
			continue
		}
		for _, h := range text.In(t.Doc, t.Hits[kind], t.Doc.Tokens[to-1].Sent) {
			if h.From < to && from < h.To && !(ahead && done(h.Rule.Code)) && (kind != "did" || to-from < h.To-h.From) {
				return true
			}
		}
	}
	return false
}

// supported reports whether the sentence of a noun of violence tells where, when or with what harm it happened; a headline needs none.
func (t *Text) supported(tok int) bool {
	n := t.Doc.Tokens[tok].Sent
	if n == 0 && t.Kind == "news" || t.Told(tok) {
		return true
	}
	st := &t.Doc.Sents[n]
	for k := st.From; k < st.To; k++ {
		if Harms(t.Doc, k) {
			return true
		}
	}
	return false
}

// reason reports whether words on what happens are only the ground of a level in their sentence: "do not travel to X because of clashes
// between".
func (t *Text) reason(h text.Hit) bool {
	if _, _, st := Family(h.Rule.Code); st != report.Accomplished {
		return false
	}
	for _, a := range text.In(t.Doc, t.Hits["adv"], t.Doc.Tokens[h.From].Sent) {
		if a.To <= h.From {
			return true
		}
	}
	return false
}

// figure reports whether words of violence are a figure of speech: "a heart attack", "an attack on the budget".
func (t *Text) figure(h text.Hit) bool {
	for _, n := range text.In(t.Doc, t.Hits["not"], t.Doc.Tokens[h.From].Sent) {
		if n.From < h.To && h.From < n.To {
			return true
		}
	}
	return false
}

// Witnessed reports whether a sentence with words of violence, or one of the two after it (a headline and a dateline stand before the
// first sentence), tells what people there heard, saw or did.
func Witnessed(d *text.Doc, hits []text.Hit) bool {
	for _, h := range hits {
		n := d.Tokens[h.From].Sent
		for _, st := range d.Sents[n:min(n+3, len(d.Sents))] {
			for k := st.From; k < st.To; k++ {
				switch d.Norm(k) {
				case "heard", "witnesses", "eyewitnesses", "bystanders", "fled", "onlookers":
					return true
				}
			}
		}
	}
	return false
}
