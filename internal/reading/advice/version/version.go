// Package version compares what a government's document said of a country with what it says now: which levels changed, and which
// words.
//
// It is pure. A change of a level, up or down, to unknown or from it, of the whole country or of a part, is for the desk. A change
// of words alone is kept with its difference and does not shout. A document whose dates alone moved has not changed.
package version

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// Level is a government's level for one scope.
type Level struct {
	Code  string `json:"code"`
	Level int    `json:"level"`           // 1 to 4 (travel advice), 1 to 5 (threat levels), 0 unknown
	Scope string `json:"scope"`           // ISO 3166-1, ISO 3166-2, or "BD-?" for a part without a code
	Part  string `json:"part,omitempty"`  // the part in the document's words
	Words string `json:"words,omitempty"` // the level in the document's words
}

// whole reports whether the level is for the whole country.
func (l Level) whole() bool { return !strings.Contains(l.Scope, "-") && l.Part == "" }

// Stand is what a document says of a country: the levels, the whole country's first, and a digest of the words.
type Stand struct {
	Levels []Level `json:"levels"`
	// Digest is of the words without white space and lines that hold only a date; see DigestOf.
	Digest string `json:"digest"`
}

// Of is the stand of events of one report on one country: a document may speak of it twice. Levels of the whole country are one:
// the strictest, and unknown only when nothing else is told.
func Of(events ...report.Event) Stand {
	var s Stand
	var text []string
	for i := range events {
		text = append(text, events[i].Text)
		for _, a := range events[i].Advice {
			l := Level{Code: a.Code, Level: advice.LevelOf(a.Code), Scope: a.Scope, Part: a.Part, Words: a.Words}
			if k := slices.IndexFunc(s.Levels, func(o Level) bool { return o.Scope == l.Scope && o.Part == l.Part }); k >= 0 {
				if l.Level > s.Levels[k].Level {
					s.Levels[k] = l
				}
				continue
			}
			s.Levels = append(s.Levels, l)
		}
	}
	slices.SortStableFunc(s.Levels, func(a, b Level) int {
		switch {
		case a.whole() == b.whole():
			return 0
		case a.whole():
			return -1
		}
		return 1
	})
	s.Digest = DigestOf(strings.Join(text, "\n"))
	return s
}

// Highest is the highest level of the stand, whether it is said of parts only, and whether a level of it is unknown. A stand
// without a level that can be read is 0.
func (s Stand) Highest() (level int, partsOnly, unknown bool) {
	for _, l := range s.Levels {
		if l.Level == 0 {
			unknown = true
		}
		if l.Level > level {
			level, partsOnly = l.Level, !l.whole()
		} else if l.Level == level && l.whole() {
			partsOnly = false
		}
	}
	return level, partsOnly, unknown
}

// Kind is what changed. The list is closed.
type Kind string

// The kinds.
const (
	First Kind = "first" // the first word of this document on this country
	Lvl   Kind = "level" // a level changed: for the desk
	Words Kind = "words" // the words changed, no level
	Same  Kind = "same"  // nothing, or dates alone
)

// Step is the change of one level.
type Step struct {
	Scope string `json:"scope"`
	Part  string `json:"part,omitempty"`
	// From and To are codes. For a part that was not named before, From is empty; for one that is no longer named, To is.
	From      string `json:"from"`
	To        string `json:"to"`
	FromLevel int    `json:"from_level"`
	ToLevel   int    `json:"to_level"`
}

// Change is what a new version of a document changes.
type Change struct {
	Kind  Kind   `json:"kind"`
	Steps []Step `json:"steps,omitempty"`
}

// Desk reports whether a person should see the change: a level changed, or the first word cannot be read.
func (c Change) Desk() bool { return c.Kind == Lvl || c.Kind == First && len(c.Steps) > 0 }

// FirstWord is the change that a document makes which was not there before. Its steps are the levels of the whole country that
// cannot be read: unknown is loud from the start.
func FirstWord(s Stand) Change {
	c := Change{Kind: First}
	for _, l := range s.Levels {
		if l.Code == advice.Unknown && l.whole() && l.Scope != "" {
			c.Steps = append(c.Steps, Step{Scope: l.Scope, To: l.Code})
		}
	}
	return c
}

// Compare tells what changed from old to now. Parts are the same part when they have one ISO code, or when their names share the words
// that tell places (advice.SamePart): a heading that is worded anew is no change of level. A part with a level no higher
// than its country's, new or gone, is a change of words.
func Compare(old, now Stand) Change {
	c := Change{Kind: Same}
	taken := make([]bool, len(now.Levels))
	match := func(l Level, same func(a, b Level) bool) int {
		for i, n := range now.Levels {
			if !taken[i] && same(l, n) {
				return i
			}
		}
		return -1
	}
	step := func(a, b Level) {
		if a.Code == b.Code {
			return
		}
		c.Steps = append(c.Steps, Step{Scope: b.Scope, Part: b.Part, From: a.Code, To: b.Code, FromLevel: a.Level, ToLevel: b.Level})
	}
	var left []Level
	words := false
	for _, tries := range []func(a, b Level) bool{
		func(a, b Level) bool { return a.whole() && b.whole() && a.Scope == b.Scope },
		func(a, b Level) bool { return !a.whole() && a.Scope == b.Scope && a.Part == b.Part && a.Code == b.Code },
		func(a, b Level) bool { return !a.whole() && !b.whole() && samePlace(a, b) && a.Code == b.Code },
		func(a, b Level) bool { return !a.whole() && !b.whole() && samePlace(a, b) },
	} {
		from := old.Levels
		if left != nil {
			from = left
		}
		rest := []Level{}
		for _, l := range from {
			i := match(l, tries)
			if i < 0 {
				rest = append(rest, l)
				continue
			}
			taken[i] = true
			step(l, now.Levels[i])
			words = words || l.Part != now.Levels[i].Part || l.Words != now.Levels[i].Words
		}
		left = rest
	}
	was, is := wholeOf(old), wholeOf(now)
	for _, l := range left {
		if matters(l, was) {
			c.Steps = append(c.Steps, Step{Scope: l.Scope, Part: l.Part, From: l.Code, FromLevel: l.Level, ToLevel: is.Level})
		}
		words = true
	}
	for i, l := range now.Levels {
		if taken[i] {
			continue
		}
		if matters(l, is) {
			c.Steps = append(c.Steps, Step{Scope: l.Scope, Part: l.Part, To: l.Code, FromLevel: was.Level, ToLevel: l.Level})
		}
		words = true
	}
	switch {
	case len(c.Steps) > 0:
		c.Kind = Lvl
	case words || old.Digest != now.Digest:
		c.Kind = Words
	}
	return c
}

// matters reports whether a level that came or went alone is a change of level: the whole country's, an unknown one, or a
// part's that is higher than its country's.
func matters(l, country Level) bool {
	return l.whole() || l.Level == 0 || l.Level > country.Level || country.Level == 0
}

func wholeOf(s Stand) Level {
	for _, l := range s.Levels {
		if l.whole() {
			return l
		}
	}
	return Level{}
}

// samePlace reports whether two levels are for one part.
func samePlace(a, b Level) bool {
	if coded(a) && coded(b) {
		return a.Scope == b.Scope
	}
	return advice.SamePart(a.Part, b.Part)
}

func coded(l Level) bool { return strings.Contains(l.Scope, "-") && !strings.HasSuffix(l.Scope, "-?") }

// Version is what a government's document said of one country, from when until when.
type Version struct {
	ID        string          `json:"id"`
	Source    intake.SourceID `json:"source,omitempty"` // empty: handed in
	Authority string          `json:"authority"`
	Document  string          `json:"document,omitempty"` // what it is "the same document" by within its source
	Type      report.Type     `json:"type"`               // travel_advice or threat_level
	Country   string          `json:"country"`            // ISO 3166-1; empty: for a place that is not known
	From      time.Time       `json:"from"`               // when it was said, as closely as known
	To        time.Time       `json:"to,omitzero"`        // when it was replaced; zero: it stands
	Ends      time.Time       `json:"ends,omitzero"`      // when it ends of itself, where it says so (NTAS)
	Item      intake.ItemID   `json:"item"`               // the first item that said it
	Report    report.ReportID `json:"report"`
	LastItem  intake.ItemID   `json:"last_item"` // the newest that says the same
	Last      time.Time       `json:"last"`
	Noticed   time.Time       `json:"noticed"` // when we learnt of it
	// Level is the highest level that can be read, of the whole country or of a part (PartsOnly); Unknown says that a level of it
	// cannot be read.
	Level     int     `json:"level"`
	PartsOnly bool    `json:"parts_only,omitempty"`
	Unknown   bool    `json:"unknown,omitempty"`
	Levels    []Level `json:"levels"`
	Change    Change  `json:"change"`
	Note      string  `json:"note,omitempty"` // the government's own word on what changed
	// Said is what the note says of advice against travel, as far as it does: "now", "still", "no longer" (ReadNote).
	Said   []Said `json:"said,omitempty"`
	URL    string `json:"url,omitempty"`
	Before string `json:"before,omitempty"` // the version it follows
	// Difference is from the version before, kept words shortened; only a history has it.
	Difference []Run `json:"difference,omitempty"`
}

const (
	day    = `(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-zÀ-ÿ]{3,12}\.?,?\s+\d{4}|[A-Za-zÀ-ÿ]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})`
	labels = `(?:still current (?:at|on)|still valid|last update(?:d)?(?: on)?|updated(?: on)?|latest update|last reviewed(?: on)?|reviewed(?: on)?|date (?:issued|published)|published(?: on)?|issued(?: on)?|travel advisory|stand|unverändert gültig seit|geändert am)`
)

// dateLine is a line that holds a date of publication or review and nothing else.
var dateLine = regexp.MustCompile(`(?i)^\W*(?:` + labels + `\W*)?` + day + `(?:[\sT,]+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?\s*[A-Z]{0,5})?\W*$`)

// Comparable are the words of a text that count when two versions are compared: its lines without white space around them and
// without lines that only tell when it was published or looked at.
func Comparable(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" || len(line) < 90 && dateLine.MatchString(line) {
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// DigestOf is a hash of what counts of a text.
func DigestOf(text string) string {
	h := sha256.Sum256([]byte(Comparable(text)))
	return hex.EncodeToString(h[:12])
}
