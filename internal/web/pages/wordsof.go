package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func headline(w warning.Warning) string {
	for _, t := range w.Content.Texts {
		if t.Headline != "" {
			return t.Headline
		}
	}
	if w.Content.Event != "" {
		return w.Content.Event
	}
	return "Warning " + string(w.ID)
}

func reasonHead(w warning.Warning) string {
	if w.State == warning.Draft {
		return "Sent back:"
	}
	return "Taken back:"
}

func wordsOf(t warning.Text, ch warning.Channel, correction bool) (warning.Words, bool) {
	if correction {
		w, ok := t.Correction[ch]
		return w, ok
	}
	w, ok := t.Words[ch]
	return w, ok
}

func channelWords(ch warning.Channel) string {
	switch ch {
	case warning.Email:
		return "E-mail"
	case warning.Webhook:
		return "Webhook"
	}
	return string(ch)
}

func join(xs []string) string {
	if len(xs) == 0 {
		return "–"
	}
	return strings.Join(xs, ", ")
}

// ruleWords is an audience rule as a person says it.
func ruleWords(r roster.Rule) string {
	who := "everyone"
	if !r.Everyone {
		var names []string
		for _, c := range r.Nationalities {
			names = append(names, roster.CountryName(c))
		}
		if who = "citizens of " + strings.Join(names, ", "); len(names) == 0 {
			who = "nobody yet: no nationality is named"
		}
	}
	var where []string
	for _, g := range Grades {
		if slices.Contains(r.Grades, g.Grade) {
			w := g.Words
			if g.Grade == roster.Near {
				w = fmt.Sprintf("within %g km of it", r.Margin/1000)
			}
			where = append(where, w)
		}
	}
	if len(where) == 0 {
		return who + ", but no grade is chosen"
	}
	return who + " " + strings.Join(where, ", ")
}

func ladderWords(rs []warning.Rung) string {
	var out []string
	for i, r := range rs {
		s := strings.ToLower(channelWords(r.Channel))
		if i > 0 {
			s += fmt.Sprintf(" after %g minutes if not acknowledged", float64(r.Wait)/60)
		}
		out = append(out, s)
	}
	return join(out)
}

func people(names map[desk.AccountID]string, ids ...desk.AccountID) string {
	var out []string
	for _, id := range ids {
		n := names[id]
		if n == "" {
			n = string(id)
		}
		out = append(out, n)
	}
	return join(out)
}

func reachNow(p WarningPage) int {
	if p.Reach != nil {
		return p.Reach.Warned
	}
	return p.W.Reach
}

// DiffLine is one line of a difference: '+', '-' or ' '.
type DiffLine struct {
	Op   rune
	Text string
}

// Diff compares two contents as a person reads them, line by line, and keeps two lines around each change.
func Diff(old, now warning.Content) []DiffLine {
	a, b := contentLines(old), contentLines(now)
	// Longest common subsequence; contents are some hundred lines at most, longer ones are compared by their heads.
	const most = 1500
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	l := make([][]int16, len(a)+1)
	for i := range l {
		l[i] = make([]int16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				l[i][j] = l[i+1][j+1] + 1
			} else {
				l[i][j] = max(l[i+1][j], l[i][j+1])
			}
		}
	}
	var all []DiffLine
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			all = append(all, DiffLine{' ', a[i]})
			i, j = i+1, j+1
		case j >= len(b) || i < len(a) && l[i+1][j] >= l[i][j+1]:
			all = append(all, DiffLine{'-', a[i]})
			i++
		default:
			all = append(all, DiffLine{'+', b[j]})
			j++
		}
	}
	var out []DiffLine
	for k, d := range all {
		near := false
		for m := max(0, k-2); m < min(len(all), k+3); m++ {
			near = near || all[m].Op != ' '
		}
		if near {
			out = append(out, d)
		}
	}
	return out
}

func contentLines(c warning.Content) []string {
	var out []string
	put := func(k, v string) {
		for _, line := range strings.Split(v, "\n") {
			out = append(out, k+": "+line)
		}
	}
	put("event", c.Event)
	put("category", c.Category)
	put("response", join(c.ResponseTypes))
	put("urgency, severity, certainty", c.Urgency+", "+c.Severity+", "+c.Certainty)
	put("begins", Moment(c.Onset, nil))
	put("ends", Moment(c.Expires, nil))
	put("review", Moment(c.Review, nil))
	put("source", c.Source)
	put("area", c.AreaDesc)
	put("countries", join(c.Countries))
	for _, line := range strings.Split(AreaText(c.Area), "\n") {
		if len(line) > 120 {
			line = fmt.Sprintf("%.100s… (%d characters, sum %s)", line, len(line), sum(line))
		}
		put("shape", line)
	}
	put("audience", ruleWords(c.Audience))
	put("channels", ladderWords(c.Ladder))
	if c.Drill {
		put("drill", fmt.Sprintf("to people: %v", c.DrillToPeople))
	}
	for _, t := range c.Texts {
		p := t.Lang + " "
		for _, x := range [][2]string{{"headline", t.Headline}, {"hazard", t.Hazard}, {"time", t.Time}, {"impact", t.Impact}, {"guidance", t.Guidance}, {"unknown", t.Unknown}, {"context", t.Context}} {
			put(p+x[0], x[1])
		}
		for _, ch := range []warning.Channel{warning.Email, warning.Webhook} {
			for _, corr := range []bool{false, true} {
				if w, ok := wordsOf(t, ch, corr); ok {
					name := p + string(ch)
					if corr {
						name += " correction"
					}
					put(name+" subject", w.Subject)
					put(name, w.Body)
				}
			}
		}
	}
	return out
}

func inForce(f Frame, w warning.Warning) string {
	out := "since " + Moment(w.Released, f.zone())
	if !w.Content.Expires.IsZero() {
		out += ", until " + Moment(w.Content.Expires, f.zone())
	}
	return out
}

// shortID is an id with its middle left out; the ends tell it apart.
func shortID(id string) string {
	if r := []rune(id); len(r) > 16 {
		return string(r[:4]) + "…" + string(r[len(r)-6:])
	}
	return id
}
