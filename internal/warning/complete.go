package warning

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/roster"
)

// Limits of a content. They keep one warning from costing seconds and a subject from being cut off.
const (
	MaxHeadline = 160    // characters; CAP 1.2 section 3.2.2 names it for headline
	MaxSubject  = 200    // characters
	MaxBody     = 20_000 // characters
	MaxPart     = 4_000  // characters of one of the six parts
	MaxTexts    = 20
	MaxMargin   = 200_000 // metres
)

// The closed lists of CAP 1.2 section 3.2.2. Assess is not for warnings to the public.
var (
	categories    = words("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other")
	responseTypes = words("Shelter Evacuate Prepare Execute Avoid Monitor AllClear None")
	urgencies     = words("Immediate Expected Future Past Unknown")
	severities    = words("Extreme Severe Moderate Minor Unknown")
	certainties   = words("Observed Likely Possible Unlikely Unknown")
	channels      = []string{string(Email), string(Webhook)}
)

func words(s string) []string { return strings.Fields(s) }

// Complete lists in words what keeps the content from being submitted; empty when nothing does. It asks for the six parts
// of a complete warning (source, hazard, place, time, guidance, impact; DESIGN 6.10) in every language, for an area and an
// audience, and for words and a correction on every channel of the ladder that can be sent exactly as they stand.
func (c Content) Complete() []string {
	var out []string
	need := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	if bad := c.unkeepable(); bad != "" {
		return []string{bad}
	}
	part := func(name, v string) {
		need(strings.TrimSpace(v) != "", "%s is missing", name)
		need(utf8.RuneCountInString(v) <= MaxPart, "%s is longer than %d characters", name, MaxPart)
	}
	part("source", c.Source)
	part("place (area description)", c.AreaDesc)
	part("event", c.Event)
	for _, l := range []struct {
		name, value string
		of          []string
	}{{"category", c.Category, categories}, {"urgency", c.Urgency, urgencies}, {"severity", c.Severity, severities}, {"certainty", c.Certainty, certainties}} {
		need(slices.Contains(l.of, l.value), "%s must be one of %s", l.name, strings.Join(l.of, ", "))
	}
	need(len(c.ResponseTypes) > 0, "response type is missing")
	for _, r := range c.ResponseTypes {
		need(slices.Contains(responseTypes, r), "response type %.20q is none of %s", r, strings.Join(responseTypes, ", "))
	}
	need(!c.Expires.IsZero() || !c.Review.IsZero(), "an end is missing, or a day of review when there is no end")
	need(c.Expires.IsZero() || c.Onset.IsZero() || c.Onset.Before(c.Expires), "the end is not after the beginning")

	if c.Area.Empty() {
		need(false, "area is missing")
	} else if err := c.Area.Validate(); err != nil {
		need(false, "%v", err)
	}
	for _, k := range c.Countries {
		need(isCountry(k), "country %.10q is no ISO 3166-1 alpha-2 code", k)
	}
	out = append(out, ruleMissing(c.Audience, len(c.Countries) > 0)...)
	out = append(out, c.ladderMissing()...)

	need(len(c.Texts) > 0, "text is missing")
	need(len(c.Texts) <= MaxTexts, "more than %d languages", MaxTexts)
	seen := map[string]bool{}
	for i, t := range c.Texts {
		name := t.Lang
		if name == "" {
			name = fmt.Sprintf("text %d", i+1)
		}
		need(isLang(t.Lang), "%s: language is missing or no BCP 47 tag", name)
		need(!seen[strings.ToLower(t.Lang)], "%s: two texts in one language", name)
		seen[strings.ToLower(t.Lang)] = true
		for _, s := range c.textMissing(t) {
			out = append(out, name+": "+s)
		}
	}
	return out
}

func ruleMissing(r roster.Rule, country bool) []string {
	var out []string
	if !r.Everyone && len(r.Nationalities) == 0 {
		out = append(out, "audience is missing: everyone, or which nationalities")
	}
	for _, k := range r.Nationalities {
		if !isCountry(k) {
			out = append(out, fmt.Sprintf("audience: %.10q is no ISO 3166-1 alpha-2 code", k))
		}
	}
	if len(r.Grades) == 0 {
		out = append(out, "audience is missing: which grades (in, near, country) are warned")
	}
	for _, g := range r.Grades {
		switch g {
		case roster.In, roster.Near:
		case roster.Country:
			if !country {
				out = append(out, "audience: the grade country needs the area's country")
			}
		default:
			out = append(out, fmt.Sprintf("audience: unknown grade %.20q", string(g)))
		}
	}
	if math.IsNaN(r.Margin) || r.Margin < 0 || r.Margin > MaxMargin {
		out = append(out, fmt.Sprintf("audience: the margin must be 0 to %d metres", MaxMargin))
	}
	return out
}

func (c Content) ladderMissing() []string {
	if len(c.Ladder) == 0 {
		return []string{"ladder is missing: no channel to send on"}
	}
	var out []string
	seen := map[Channel]bool{}
	for i, r := range c.Ladder {
		if !slices.Contains(channels, string(r.Channel)) {
			out = append(out, fmt.Sprintf("ladder: unknown channel %.20q", string(r.Channel)))
		}
		if seen[r.Channel] {
			out = append(out, fmt.Sprintf("ladder: %s stands in it twice", r.Channel))
		}
		seen[r.Channel] = true
		if i == 0 && r.Wait != 0 {
			out = append(out, "ladder: the first channel must not wait")
		}
		if r.Wait < 0 || r.Wait > 7*24*3600 || i > 0 && r.Wait < c.Ladder[i-1].Wait {
			out = append(out, fmt.Sprintf("ladder: the wait of %s must be 0 seconds to 7 days and not less than the one before", r.Channel))
		}
	}
	return out
}

func (c Content) textMissing(t Text) []string {
	var out []string
	need := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	line := func(name, v string, most int) {
		need(strings.TrimSpace(v) != "", "%s is missing", name)
		need(utf8.RuneCountInString(v) <= most, "%s is longer than %d characters", name, most)
		if bad := unsafeText(v, false); bad != "" {
			need(false, "%s holds %s", name, bad)
		}
		need(!strings.Contains(v, AckMark), "%s holds the mark of the acknowledge link", name)
		c.drillOf(name, v, true, need)
	}
	line("headline", t.Headline, MaxHeadline)
	for _, p := range []struct{ name, v string }{{"hazard", t.Hazard}, {"time", t.Time}, {"impact", t.Impact}, {"guidance", t.Guidance}} {
		need(strings.TrimSpace(p.v) != "", "%s is missing", p.name)
	}
	for _, p := range []struct{ name, v string }{{"hazard", t.Hazard}, {"time", t.Time}, {"impact", t.Impact}, {"guidance", t.Guidance}, {"context", t.Context}, {"what is not known", t.Unknown}} {
		need(utf8.RuneCountInString(p.v) <= MaxPart, "%s is longer than %d characters", p.name, MaxPart)
		need(!strings.Contains(p.v, AckMark), "%s holds the mark of the acknowledge link", p.name)
	}
	for _, r := range c.Ladder {
		for _, k := range []struct {
			kind string
			of   map[Channel]Words
			acks int // at most; e-mail warnings: exactly
		}{{"words", t.Words, 1}, {"correction", t.Correction, 0}} {
			w, ok := k.of[r.Channel]
			name := fmt.Sprintf("%s for %s", k.kind, r.Channel)
			if !ok {
				need(false, "%s are missing", name)
				continue
			}
			line(name+": subject", w.Subject, MaxSubject)
			need(strings.TrimSpace(w.Body) != "", "%s: body is missing", name)
			need(utf8.RuneCountInString(w.Body) <= MaxBody, "%s: body is longer than %d characters", name, MaxBody)
			if bad := unsafeText(w.Body, true); bad != "" {
				need(false, "%s: body holds %s", name, bad)
			}
			c.drillOf(name+": body", w.Body, false, need)
			n := strings.Count(w.Body, AckMark)
			need(n <= k.acks, "%s: body holds %s %d times, at most %d may stand", name, AckMark, n, k.acks)
			need(n > 0 || k.acks == 0 || r.Channel != Email, "%s: body must hold %s once, for the personal acknowledge link", name, AckMark)
		}
	}
	return out
}

// drillOf keeps drills and live warnings apart (DESIGN 6.11): every headline, subject and body of a drill begins with DRILL,
// and no live one holds a word that could make it pass for a drill.
func (c Content) drillOf(name, v string, oneLine bool, need func(bool, string, ...any)) {
	if c.Drill {
		need(strings.HasPrefix(strings.TrimSpace(v), "DRILL"), "%s of a drill must begin with DRILL", name)
		return
	}
	for _, w := range strings.FieldsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch {
		case w == "DRILL", w == "EXERCISE", w == "TEST", oneLine && strings.EqualFold(w, "drill"):
			need(false, "%s of a live warning holds %q and would look like a drill", name, w)
			return
		}
	}
}

// unkeepable says why the content cannot even be kept as a draft: its text would not come back as it went in. Empty: it can.
func (c Content) unkeepable() string {
	canonical := c.Canonical()
	if canonical == nil {
		return "a number in the area or the audience rule is not a number"
	}
	if len(canonical) > 8<<20 {
		return "the content is larger than 8 MiB"
	}
	ok := true
	check := func(v string) { ok = ok && utf8.ValidString(v) }
	for _, v := range slices.Concat([]string{c.Category, c.Event, c.Urgency, c.Severity, c.Certainty, c.Source, c.AreaDesc, string(c.Replaces)}, c.ResponseTypes, c.Countries, c.Audience.Nationalities) {
		check(v)
	}
	for _, g := range c.Audience.Grades {
		check(string(g))
	}
	for _, r := range c.Ladder {
		check(string(r.Channel))
	}
	for _, t := range c.Texts {
		for _, v := range []string{t.Lang, t.Headline, t.Hazard, t.Time, t.Impact, t.Guidance, t.Context, t.Unknown} {
			check(v)
		}
		for _, m := range []map[Channel]Words{t.Words, t.Correction} {
			for k, w := range m {
				check(string(k))
				check(w.Subject)
				check(w.Body)
			}
		}
	}
	if !ok {
		return "a text is not UTF-8"
	}
	return ""
}

// unsafeText names the first kind of character that may not stand in a text that is sent; empty when there is none. Line
// feeds, tabs and the marks that Arabic and Hebrew text needs may stand in a body, not in a header.
func unsafeText(s string, body bool) string {
	if !utf8.ValidString(s) {
		return "bytes that are not UTF-8"
	}
	for _, r := range s {
		switch {
		case body && (r == '\n' || r == '\t'):
		case r == '\r' || r == '\n':
			return "a line break"
		case unicode.IsControl(r), r == 0x2028, r == 0x2029:
			return "a control character"
		case !body && (r == 0x061C || r == 0x200E || r == 0x200F), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return "a control of writing direction"
		case r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F, r == 0x200B, r == 0x2060:
			return "an invisible character"
		}
	}
	return ""
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// isLang is the shape of a BCP 47 tag: a language of two or three letters, then parts of one to eight letters and digits.
func isLang(s string) bool {
	for i, p := range strings.Split(s, "-") {
		if len(p) < 1 || len(p) > 8 || i == 0 && (len(p) < 2 || len(p) > 3) {
			return false
		}
		for _, b := range []byte(p) {
			if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || i > 0 && b >= '0' && b <= '9') {
				return false
			}
		}
	}
	return len(s) <= 35
}
