package replay

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Act is one line of a script: who does what when.
type Act struct {
	Line  int       `json:"line"`
	At    time.Time `json:"at"`
	Who   string    `json:"who"` // a login of the accounts, or "people"
	Verb  string    `json:"verb"`
	Words []string  `json:"words,omitempty"`
	// Refused says that the house must refuse this: "dora cannot approve first".
	Refused bool `json:"refused,omitempty"`
}

// people is who acknowledges.
const people = "people"

// Say is the act as it is told.
func (a Act) Say() string {
	w := []string{a.Who}
	if a.Refused {
		w = append(w, "cannot")
	}
	return strings.Join(append(append(w, a.Verb), a.Words...), " ")
}

// forms are the verbs of a script: how each is written, and what its words are. A W is a warning's name, given by draft; an S
// is a situation's name of scenario.yaml, or FILE or FILE:TYPE for the one that holds this document's event.
var forms = map[string]string{
	"draft":     "W for S",
	"drill":     "W for S",
	"audience":  "W everyone|RU,FR... GRADES [METRES]",
	"guidance":  "W TEXT",
	"submit":    "W",
	"approve":   "W",
	"release":   "W",
	"send-back": "W REASON",
	"cancel":    "W REASON",
	"close":     "S REASON",
	"reopen":    "S REASON",
	"move":      "FILE[:TYPE] to S|new",
	"undo":      "FILE[:TYPE] REASON",
	"split":     "S REASON FILE[:TYPE]...",
	"merge":     "S into S REASON",
	"take":      "KIND S",
	"done":      "KIND S REASON",
	"import":    "people|stays|sites|gatherings FILE",
	"ack":       "W SHARE% over DURATION",
	"look":      "S",
}

// parseScript reads the decisions. A line is a time, who, a verb and its words; words in quotes belong together; # begins a
// comment. A time is "2024-03-08 09:10" in the story's zone, or "+20m" after the line before.
func (s *Scenario) parseScript(text string) ([]Act, error) {
	var out []Act
	var bad []error
	last := s.Begin
	warnings := map[string]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		no := func(format string, a ...any) {
			bad = append(bad, fmt.Errorf("line %d: "+format, append([]any{n}, a...)...))
		}
		w, err := split(line)
		if err != nil {
			no("%w", err)
			continue
		}
		a := Act{Line: n}
		if d, ok := strings.CutPrefix(w[0], "+"); ok {
			by, err := time.ParseDuration(d)
			if err != nil || by < 0 {
				no("%q is no length of time such as +20m", w[0])
				continue
			}
			a.At, w = last.Add(by), w[1:]
		} else if len(w) > 1 {
			if a.At, err = s.moment(w[0] + " " + w[1]); err != nil {
				no("%w", err)
				continue
			}
			w = w[2:]
		}
		if len(w) < 2 {
			no("a time, who, and what they do are needed")
			continue
		}
		a.Who, a.Verb, a.Words = w[0], w[1], w[2:]
		if a.Verb == "cannot" && len(a.Words) > 0 {
			a.Refused, a.Verb, a.Words = true, a.Words[0], a.Words[1:]
		}
		s.within("the act", a.At, no)
		if a.At.Before(last) {
			no("it lies before the line above it")
		}
		last = a.At
		if _, ok := s.Accounts[a.Who]; !ok && a.Who != people {
			no("%q is not among the accounts", a.Who)
		}
		if (a.Verb == "ack") != (a.Who == people) {
			no("only people acknowledge, and they do nothing else: people ack W SHARE%% over DURATION")
		}
		if err := s.checkWords(&a, warnings); err != nil {
			no("%w", err)
		}
		out = append(out, a)
	}
	return out, errors.Join(bad...)
}

// checkWords says what is wrong with the words of an act before anything is played.
func (s *Scenario) checkWords(a *Act, warnings map[string]bool) error {
	form, ok := forms[a.Verb]
	if !ok {
		return fmt.Errorf("there is no act called %q; docs/guide/replay.md lists them", a.Verb)
	}
	wrong := fmt.Errorf("write: %s %s", a.Verb, form)
	w := a.Words
	known := func(name string) error {
		if !warnings[name] {
			return fmt.Errorf("no warning called %q has been drafted above", name)
		}
		return nil
	}
	switch a.Verb {
	case "draft", "drill":
		if len(w) != 3 || w[1] != "for" {
			return wrong
		}
		warnings[w[0]] = true
		_, err := s.ref(w[2])
		return err
	case "audience":
		if len(w) != 3 && len(w) != 4 {
			return wrong
		}
		for _, g := range strings.Split(w[2], ",") {
			if !slices.Contains([]roster.Grade{roster.In, roster.Near, roster.Country}, roster.Grade(g)) {
				return fmt.Errorf("%q is no grade: in, near, country", g)
			}
		}
		if len(w) == 4 {
			if m, err := strconv.ParseFloat(w[3], 64); err != nil || !(m >= 0 && m <= 200_000) {
				return fmt.Errorf("%q is no margin in metres, 0 to 200000", w[3])
			}
		}
		return known(w[0])
	case "guidance", "send-back", "cancel":
		if len(w) != 2 {
			return wrong
		}
		return known(w[0])
	case "submit", "approve", "release":
		if len(w) != 1 {
			return wrong
		}
		return known(w[0])
	case "close", "reopen", "look":
		if len(w) != len(strings.Fields(form)) {
			return wrong
		}
		_, err := s.ref(w[0])
		return err
	case "move":
		if len(w) != 3 || w[1] != "to" {
			return wrong
		}
		if _, err := s.ref(w[0]); err != nil {
			return err
		}
		if w[2] == "new" {
			return nil
		}
		_, err := s.ref(w[2])
		return err
	case "undo":
		if len(w) != 2 {
			return wrong
		}
		_, err := s.ref(w[0])
		return err
	case "split":
		if len(w) < 3 {
			return wrong
		}
		for _, x := range append([]string{w[0]}, w[2:]...) {
			if _, err := s.ref(x); err != nil {
				return err
			}
		}
	case "merge":
		if len(w) != 4 || w[1] != "into" {
			return wrong
		}
		for _, x := range []string{w[0], w[2]} {
			if _, err := s.ref(x); err != nil {
				return err
			}
		}
	case "take", "done":
		if len(w) != len(strings.Fields(form)) {
			return wrong
		}
		if !slices.Contains(situation.TaskKinds, situation.TaskKind(w[0])) {
			return fmt.Errorf("%q is no kind of task; they are %v", w[0], situation.TaskKinds)
		}
		_, err := s.ref(w[1])
		return err
	case "import":
		if len(w) != 2 || !slices.Contains(rosterFiles, w[0]) {
			return wrong
		}
		if st, err := fs.Stat(s.files, w[1]); err != nil || st.IsDir() {
			return fmt.Errorf("there is no file %s in the folder", w[1])
		}
	case "ack":
		if len(w) != 4 || w[2] != "over" {
			return wrong
		}
		if _, _, err := share(w); err != nil {
			return err
		}
		return known(w[0])
	}
	return nil
}

// share reads "first 60% over 2h".
func share(w []string) (float64, time.Duration, error) {
	p, err := strconv.ParseFloat(strings.TrimSuffix(w[1], "%"), 64)
	if err != nil || !strings.HasSuffix(w[1], "%") || !(p >= 0 && p <= 100) {
		return 0, 0, fmt.Errorf("%q is no share such as 60%%", w[1])
	}
	over, err := time.ParseDuration(w[3])
	if err != nil || over < 0 {
		return 0, 0, fmt.Errorf("%q is no length of time such as 2h", w[3])
	}
	return p / 100, over, nil
}

// ref finds what a word of the script names: a name of scenario.yaml, or FILE or FILE:TYPE.
func (s *Scenario) ref(word string) (Named, error) {
	if n, ok := s.Names[word]; ok {
		return n, nil
	}
	file, kind, _ := strings.Cut(word, ":")
	n, err := s.named(strings.TrimSpace(file + " " + kind))
	if err != nil {
		return n, fmt.Errorf("%q is neither a situation of %s nor a document", word, HeadFile)
	}
	return n, nil
}

// split cuts a line at blanks; quotes keep words together.
func split(line string) ([]string, error) {
	var out []string
	var b strings.Builder
	in, any := false, false
	for _, r := range line {
		switch {
		case r == '"':
			in, any = !in, true
		case (r == ' ' || r == '\t') && !in:
			if any || b.Len() > 0 {
				out = append(out, b.String())
			}
			b.Reset()
			any = false
		default:
			b.WriteRune(r)
		}
	}
	if in {
		return nil, errors.New("a quote is not closed")
	}
	if any || b.Len() > 0 {
		out = append(out, b.String())
	}
	return out, nil
}
