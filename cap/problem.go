package cap

import (
	"errors"
	"fmt"
)

// Level says what a problem does to the alert.
type Level uint8

// The levels, from the lightest.
const (
	// Advice breaks no rule of CAP but deserves a look, for instance an alert that expires before it was sent.
	Advice Level = iota
	// Forgiven breaks the schema or a rule; a lenient reading went on and the alert is usable.
	Forgiven
	// Unusable means that Parse gives no alert, or Marshal no bytes.
	Unusable
)

// String gives "advice", "forgiven" or "unusable".
func (l Level) String() string {
	switch l {
	case Advice:
		return "advice"
	case Forgiven:
		return "forgiven"
	}
	return "unusable"
}

// MarshalText writes the level as its word.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Problem is one thing that is wrong with a document.
type Problem struct {
	Level Level `json:"level"`
	// Code names the kind of problem in one stable word, such as "time-zulu"; the guide lists them.
	Code string `json:"code"`
	// Path is the element, such as alert/info[0]/area[1]/polygon[0]; indices count from 0 in document order.
	Path string `json:"path"`
	// Offset counts bytes from the start of the document (of its UTF-8 form when it came in another encoding);
	// -1 when the problem was found in an Alert that was not read from bytes.
	Offset int `json:"offset"`
	// Text says what is wrong, for people.
	Text string `json:"text"`
	// Rule is where it is written, such as "CAP 1.2 3.3.2".
	Rule string `json:"rule"`
	// Schema says that CAP's own XML schema, or XML itself, refuses the document for this.
	Schema bool `json:"schema"`
}

// String gives the problem as one line.
func (p Problem) String() string {
	where := p.Path
	if p.Offset >= 0 {
		where = fmt.Sprintf("%s at byte %d", p.Path, p.Offset)
	}
	return fmt.Sprintf("%s: %s: %s (%s; %s)", p.Level, where, p.Text, p.Code, p.Rule)
}

// ErrUnusable is what errors.Is finds in every error of Parse, Marshal and Extract that says the document cannot be used.
var ErrUnusable = errors.New("cap: unusable")

// unusable makes the error out of the first problem that is Unusable; nil when there is none.
func unusable(doing string, problems []Problem) error {
	n := 0
	var first Problem
	for _, p := range problems {
		if p.Level == Unusable {
			if n == 0 {
				first = p
			}
			n++
		}
	}
	if n == 0 {
		return nil
	}
	more := ""
	if n > 1 {
		more = fmt.Sprintf(" (and %d more)", n-1)
	}
	where := first.Path
	if first.Offset >= 0 {
		where = fmt.Sprintf("%s, byte %d", first.Path, first.Offset)
	}
	return fmt.Errorf("%w: %s: %s: %s [%s]%s", ErrUnusable, doing, where, first.Text, first.Rule, more)
}

// Position gives the line and the column, both from 1, of a byte offset. The column counts bytes.
func Position(data []byte, offset int) (line, column int) {
	offset = min(max(offset, 0), len(data))
	line, column = 1, 1
	for _, b := range data[:offset] {
		if b == '\n' {
			line++
			column = 1
		} else {
			column++
		}
	}
	return line, column
}
