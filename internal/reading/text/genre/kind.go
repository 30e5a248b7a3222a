// Package genre tells what sort of document a text is, by its layout, its head and its first lines, and which texts of violent words
// hold no event. It tells only what the words allow: a text that is of no sort it knows is news.
package genre

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// KindOf tells what sort of document a text is by its layout and first lines.
func KindOf(d *text.Doc, hits map[string][]text.Hit) string {
	actions, alertTitle, adviceTitle, level, notice, statement := false, false, false, false, false, officialTitle(d)
	mission := false // the first line names an embassy, a consulate or a mission
	for i := range d.Sents {
		st := &d.Sents[i]
		if st.Section == text.Actions || st.Section == text.Event {
			actions = true
		}
		if st.Line > 4 || i > 5 {
			continue
		}
		for k := st.From; k < st.To; k++ {
			a, b := d.Norm(k), d.Norm(k+1)
			if i == 0 && d.Tokens[k].Cap && st.To-st.From < 14 && (a == "embassy" || a == "consulate" || a == "mission" || a == "commission") {
				mission = true
			}
			switch {
			case mission && i > 0 && i < 3 && st.To-st.From < 16 && ((b == "alert" || b == "message" || b == "notice" || b == "update") && (a == "security" || a == "demonstration" || a == "travel" || a == "emergency") || (a == "message" || a == "alert" || a == "notice" || a == "information") && (b == "for" || b == "to")):
				alertTitle = true
			case i == 0 && (b == "alert" || b == "message") && (a == "security" || a == "demonstration" || a == "travel" || a == "weather" || a == "health" || a == "emergency"):
				alertTitle = true
			case st.Line < 3 && (a == "travel" || a == "safety") && (b == "advice" || b == "advisory") || i == 0 && a == "travel" && b == "warning" || a == "smartraveller" || a == "safetravel" || a == "security" && b == "status" || st.Line < 3 && a == "security" && b == "advice" || a == "risk" && b == "level":
				adviceTitle = true
			case i < 3 && a == "threat" && b == "level":
				level = true
			case i == 0 && a == "travel" && (hasWord(d, k, st.To, "advice") || hasWord(d, k, st.To, "advisory")) && hasWord(d, st.From, k, ":"):
				adviceTitle = true
			case i < 3 && st.To-st.From < 16 && (a == "advice" && (b == "to" || b == "for") && travellers(d.Norm(k+2)) || a == "travel" && b == "and" && d.Norm(k+3) == "information" || a == "travel" && b == "information"):
				adviceTitle = true
			case i == 0 && a == "public" && b == "notice" || i == 0 && a == "bulletin":
				notice = true
			case i == 0 && a == "statement":
				statement = true
			}
		}
	}
	for _, h := range hits["doc"] { // the titles of other languages
		if st := &d.Sents[d.Tokens[h.From].Sent]; st.Line < 3 {
			alertTitle = alertTitle || h.Rule.Code == "embassy_alert"
			adviceTitle = adviceTitle || h.Rule.Code == "travel_advice"
			statement = statement || h.Rule.Code == "official_statement" && st.Line < 2
			notice = notice || h.Rule.Code == "bulletin"
		}
	}
	if !alertTitle && !adviceTitle && !statement {
		if d.Lang != nil {
			alertTitle, statement = officeFirst(d, hits)
		} else {
			alertTitle, statement = letterhead(d)
		}
	}
	switch {
	case alertTitle || actions:
		return "embassy_alert"
	case adviceTitle, statement && statesLevel(d, hits):
		return "travel_advice"
	case notice:
		return "bulletin"
	case statement || level && !Datelined(d, nil) && len(hits["iss"]) > 0 && d.Tokens[hits["iss"][0].From].Start < 300:
		return "official_statement"
	}
	return "news"
}

// officeFirst tells a text in another language by the office that it begins with: a short line of its first two names an embassy or a consulate
// and the text tells what to do, or its first words are another office and no verb of saying follows.
func officeFirst(d *text.Doc, hits map[string][]text.Hit) (alert, statement bool) {
	for _, h := range hits["iss"] {
		st := &d.Sents[d.Tokens[h.From].Sent]
		if st.Line > 1 || st.To-st.From > 14 {
			break
		}
		said := false
		for _, v := range hits["vrb"] {
			said = said || v.Rule.Code == "says" && v.From >= st.From && v.From < st.To
		}
		switch kind, _, _ := strings.Cut(h.Rule.Code, "/"); {
		case said:
		case kind == "embassy" || kind == "consulate":
			alert = alert || len(hits["act"]) >= 2
		case st.Line == 0 && h.From <= st.From+1:
			statement = true
		}
	}
	return alert, statement && !alert
}

func travellers(n string) bool {
	return n == "travellers" || n == "travelers" || n == "visitors" || n == "tourists"
}

// statesLevel reports whether the first sentences of an office's own page say a level of travel advice.
func statesLevel(d *text.Doc, hits map[string][]text.Hit) bool {
	for _, h := range hits["adv"] {
		if d.Tokens[h.From].Sent < 3 && h.Rule.Code != "caution" {
			return true
		}
	}
	return false
}

// Datelined reports whether a story begins like one of a newspaper: "LONDON, 24 May -". The sentence beside is not looked at.
func Datelined(d *text.Doc, beside *text.Sentence) bool {
	for i := range d.Sents {
		st := &d.Sents[i]
		if i > 3 {
			break
		}
		if st == beside || !d.Tokens[st.From].Upper {
			continue
		}
		for k := st.From + 1; k < st.To && k < st.From+14; k++ {
			if n := d.Tokens[k].Norm; n == "–" || n == "—" || n == "-" && k+1 < st.To && d.Tokens[k].Start > d.Tokens[k-1].End {
				return true
			}
		}
	}
	return false
}

// AdviceHead reports whether the first lines of a text are those of advice to people who travel.
func AdviceHead(d *text.Doc) bool {
	for i := range d.Sents {
		st := &d.Sents[i]
		if st.Line > 4 {
			break
		}
		if st.To-st.From > 24 {
			continue
		}
		for k := st.From; k < st.To; k++ {
			switch d.Norm(k) {
			case "travel", "travelling", "travellers", "travelers":
				switch d.Norm(k + 1) {
				case "warnings", "warning", "advice", "advisory", "information", "alert", "recommendation", "recommendations":
					return true
				}
			case "danger":
				return d.Norm(k+1) == "level" || d.Norm(k+1) == "levels"
			case "safety":
				return d.Norm(k+1) == "information"
			case "colour":
				return d.Norm(k+1) == "code"
			}
		}
	}
	return false
}

func hasWord(d *text.Doc, from, to int, w string) bool {
	for k := from; k < to; k++ {
		if d.Tokens[k].Norm == w {
			return true
		}
	}
	return false
}

// officialTitle reports whether the first line is the name of an office, as on what it publishes itself: "Ministry of Foreign
// Affairs of Latvia: warning for Moscow".
func officialTitle(d *text.Doc) bool {
	if len(d.Sents) < 2 {
		return false
	}
	st := d.Sents[0]
	office := false
	for k := st.From; k < st.To; k++ {
		switch n := d.Tokens[k].Norm; n {
		case "embassy", "ministry", "consulate", "office", "department", "government":
			office = office || d.Tokens[k].Cap && k < st.From+4
		case "warns", "tells", "says", "warned", "told", "said", "urges", "advises", "threat":
			return false
		case ":":
			return office
		}
	}
	return office && st.To-st.From < 16 && d.Tokens[st.To-1].Kind == text.Word
}

// NoEvent tells why a text of violent words holds no event: a drill, a court case, an anniversary, a game, a story. It is empty for a text that may hold one.
func NoEvent(d *text.Doc, hits map[string][]text.Hit, kind string) string {
	class, why := aside(d, hits, kind)
	if class != "" && kind == "news" && happens(d, hits, class) {
		return ""
	}
	return why
}

// aside tells which class of texts without an event the words of a text speak for, and what that is.
func aside(d *text.Doc, hits map[string][]text.Hit, kind string) (class, why string) {
	all, lead := map[string]map[*text.Rule]bool{}, map[string]map[*text.Rule]bool{}
	for _, h := range hits["neg"] {
		c := h.Rule.Code
		if all[c] == nil {
			all[c], lead[c] = map[*text.Rule]bool{}, map[*text.Rule]bool{}
		}
		all[c][h.Rule] = true
		if d.Tokens[h.From].Sent < 4 {
			lead[c][h.Rule] = true
		}
	}
	group := false
	for _, h := range hits["who"] {
		group = group || h.Rule.Code == "organization"
	}
	warns := kind != "news" && kind != "bulletin"
	n := func(class string) int { return len(all[class]) }
	// what speaks for a real event: police and soldiers, authorities, the dead and hurt by number
	real := -1
	outweighs := func(class string) bool {
		if real < 0 {
			real = min(2, len(hits["res"])) + min(1, len(hits["iss"]))
			if len(hits["cas"]) > 0 || len(text.Casualties(d, func(int) bool { return false })) > 0 {
				real += 2
			}
		}
		return n(class) > 2*real || n(class) >= 8
	}
	switch {
	case n("drill") >= 2 || len(lead["drill"]) >= 1 && kind == "bulletin":
		return "drill", "the text announces a drill"
	case warns:
		return "", ""
	case n("sport") >= 4 && !group && outweighs("sport"):
		return "sport", "the text reports a game"
	case n("cyber") >= 3 && !group && outweighs("cyber"):
		return "cyber", "the text reports an attack on computers"
	case n("animal") >= 2 && !group && (outweighs("animal") || len(lead["animal"]) >= 2):
		return "animal", "the text reports on animals"
	case n("fiction") >= 3 && outweighs("fiction"):
		return "fiction", "the text speaks of a film, a book or a game"
	case n("politics") >= 4 && len(lead["politics"]) >= 2 && !group && real <= 0 && len(hits["wpn"]) < 2 && outweighs("politics"):
		return "politics", "the text reports a quarrel of politics or business"
	case n("statistics") >= 5 && len(lead["statistics"]) >= 2:
		return "statistics", "the text reports figures"
	case n("obituary") >= 3 && len(lead["obituary"]) >= 2:
		return "obituary", "the text remembers a life"
	case (n("accident") >= 3 && len(lead["accident"]) >= 1 || n("accident") >= 4) && len(hits["who"]) == 0:
		return "accident", "the text reports an accident"
	case n("history") >= 3 && len(lead["history"]) >= 1 && outweighs("history"):
		return "history", "the text speaks of history"
	case len(lead["court"]) >= 2 && n("court") >= 3:
		return "court", "the text reports a court case on something past"
	case len(lead["anniversary"]) >= 2 && n("anniversary") >= 3:
		return "anniversary", "the text remembers something past"
	}
	return "", ""
}
