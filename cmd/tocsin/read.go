package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/assist"
	"github.com/tocsin-hub/tocsin/internal/reading/body"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// ReadCmd reads one document and shows what it says.
type ReadCmd struct {
	File      string `arg:"" help:"The document: a text or a CAP alert; - is the standard input."`
	JSON      bool   `xor:"form" help:"Print the report as JSON."`
	CAP       bool   `xor:"form" name:"cap" help:"Print a CAP draft of an event as XML; what was inferred goes to the standard error."`
	Event     int    `default:"1" help:"Which event --cap drafts, counted from 1."`
	Published string `placeholder:"TIME" help:"When the source published it (2024-03-08 or 2024-03-08T14:00:00+03:00), for texts without a date of their own."`
	Country   string `placeholder:"CODE" help:"The country its source writes from (two letters, KE): of places with one name those of that country are meant."`
	Assist    string `placeholder:"CONFIG" help:"Also ask the model that this configuration names (reading.assist); the text is sent to it."`
	Color     string `enum:"auto,always,never" default:"auto" help:"Mark the evidence in colour: auto, always or never."`
}

// Run reads the document.
func (c *ReadCmd) Run(t *Terminal) error {
	raw, err := c.bytes(t)
	if err != nil {
		return err
	}
	meta := intake.Meta{Country: c.Country}
	if c.Published != "" {
		if meta.Published, err = time.Parse(time.RFC3339, c.Published); err != nil {
			if meta.Published, err = time.Parse(time.DateOnly, c.Published); err != nil {
				return fmt.Errorf("--published %q is neither a day (2024-03-08) nor a time (2024-03-08T14:00:00+03:00)", c.Published)
			}
		}
	}
	g, err := gazetteer.Load()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	now := time.Now()
	item := intake.NewItem(raw, meta, now)
	var model *assist.Assist
	if c.Assist != "" {
		conf, err := config.Load(c.Assist, os.Environ())
		if err != nil {
			return err
		}
		if model, err = hub.Assist(conf); err != nil {
			return err
		} else if model == nil {
			return fmt.Errorf("%s names no model: set reading.assist.url", c.Assist)
		}
	}
	rep, err := reading.New(g).ReadAssisted(context.Background(), item, model)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.name(), err)
	}
	switch {
	case c.JSON:
		return t.JSON(rep)
	case c.CAP:
		raw = reading.Shown(item, &rep)
		return c.draft(t, &rep, raw, now)
	}
	raw = reading.Shown(item, &rep)
	return c.show(t, &rep, raw)
}

func (c *ReadCmd) name() string {
	if c.File == "-" {
		return "the standard input"
	}
	return c.File
}

// bytes reads no more than the reader takes at most, so that a huge file gives an error and not a full memory.
func (c *ReadCmd) bytes(t *Terminal) ([]byte, error) {
	in := t.In
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if st, err := f.Stat(); err == nil && st.IsDir() {
			return nil, fmt.Errorf("reading %s: it is a directory", c.File)
		}
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, body.MaxRaw+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", c.name(), err)
	}
	if len(raw) > body.MaxRaw {
		return nil, fmt.Errorf("reading %s: %w: the limit is %d bytes; hand in the part that holds the warning", c.name(), reading.ErrTooLong, reading.MaxText)
	}
	return raw, nil // a text has a limit of its own; a mail may hold attachments, and a page tags
}

// draft prints the CAP draft of one event.
func (c *ReadCmd) draft(t *Terminal, rep *reading.Report, raw []byte, now time.Time) error {
	if len(rep.Events) == 0 {
		return errors.New("the document holds no event to draft: " + strings.Join(rep.Notes, "; "))
	}
	if c.Event < 1 || c.Event > len(rep.Events) {
		return fmt.Errorf("--event %d: the document holds %d events", c.Event, len(rep.Events))
	}
	alert, notes := reading.DraftCAP(rep, &rep.Events[c.Event-1])
	if alert.Sent.IsZero() {
		alert.Sent = cap.At(now.UTC().Truncate(time.Second))
		fmt.Fprintln(t.Err, "sent: no moment of issue is known; the present moment stands in its place")
	}
	out, problems, err := cap.Marshal(alert)
	for _, p := range problems {
		fmt.Fprintln(t.Err, plain(p.String()))
	}
	if err != nil {
		return fmt.Errorf("writing the CAP draft: %w", err)
	}
	if _, err := t.Out.Write(append(out, '\n')); err != nil {
		return err
	}
	rows := make([][]string, 0, len(notes))
	for _, n := range notes {
		rows = append(rows, []string{n.Field, n.Value, n.Why, quotes(raw, n.Evidence)})
	}
	return t.Table(t.Err, []string{"INFERRED", "VALUE", "WHY", "WORDS"}, rows)
}

// marks are the colours of the evidence, by what it is evidence of. The first that covers a byte wins.
var marks = []struct {
	label, sgr string
	lists      []string
}{
	{"what happens", "1;31", []string{"trigger"}},
	{"where", "1;32", []string{"place"}},
	{"when", "1;33", []string{"time"}},
	{"who and what", "1;35", []string{"actor", "target", "human", "weapon", "casualties", "responder"}},
	{"who warns whom", "1;34", []string{"issuer", "audience"}},
	{"what to do", "1;36", []string{"action", "advice"}},
	{"the writer's inference", "4", []string{"inferred"}},
}

// show prints the text with its evidence marked, then the fields of each event.
func (c *ReadCmd) show(t *Terminal, rep *reading.Report, raw []byte) error {
	if c.Color == "always" || c.Color == "auto" && t.OutTTY && t.Getenv("NO_COLOR") == "" && t.Getenv("TERM") != "dumb" {
		painted(t.Out, rep, raw)
	}
	rows := [][]string{{"Kind", rep.Kind}, {"Relation", relation(rep)}}
	if rep.Authority != "" {
		rows = append(rows, []string{"Speaks", rep.Authority})
	}
	if rep.Issued.Known() {
		rows = append(rows, []string{"Issued", span(rep.Issued)})
	}
	if a := rep.CAP; a != nil {
		rows = append(rows, []string{"CAP", fmt.Sprintf("%s, %s, %s from %s", a.Status, a.MsgType, a.Identifier, a.Sender)})
	}
	if err := t.Table(t.Out, []string{"Read with", rep.Reader}, rows); err != nil {
		return err
	}
	for i := range rep.Events {
		fmt.Fprintf(t.Out, "\nEvent %d of %d: %s, %s\n", i+1, len(rep.Events), rep.Events[i].Type, rep.Events[i].Stage)
		if err := t.Table(t.Out, []string{"  FIELD", "VALUE", "FROM THE WORDS"}, fields(&rep.Events[i], raw)); err != nil {
			return err
		}
	}
	if err := c.proposed(t, rep.Assist); err != nil {
		return err
	}
	for _, n := range rep.Notes {
		fmt.Fprintln(t.Out, "\nNote:", plain(n))
	}
	return nil
}

// proposed prints what a model proposed and what became of it.
func (c *ReadCmd) proposed(t *Terminal, a *reading.Assist) error {
	if a == nil {
		return nil
	}
	var rows [][]string
	for _, p := range a.Kept {
		rows = append(rows, []string{"  kept", fmt.Sprint(p.Event), p.Field, p.Value, p.Quote})
	}
	for _, p := range a.Dropped {
		rows = append(rows, []string{"  dropped: " + p.Why, fmt.Sprint(p.Event), p.Field, p.Value, p.Quote})
	}
	fmt.Fprintf(t.Out, "\nProposed by the model %s: %d kept, %d dropped\n", plain(a.Model), len(a.Kept), len(a.Dropped))
	if len(rows) == 0 {
		return nil
	}
	return t.Table(t.Out, []string{"  WHAT BECAME OF IT", "EVENT", "FIELD", "VALUE", "QUOTED"}, rows)
}

func relation(rep *reading.Report) string {
	if rep.Relays != "" {
		return string(rep.Relation) + " of " + rep.Relays
	}
	return string(rep.Relation)
}

// fields are the rows of one event.
func fields(e *reading.Event, raw []byte) [][]string {
	var rows [][]string
	add := func(field, value string, ev []reading.Evidence) {
		rows = append(rows, []string{"  " + field, value, quotes(raw, ev)})
	}
	named := func(field string, ns []reading.Named) {
		for _, n := range ns {
			v := n.Name
			if n.Class != "" && n.Country != "" {
				v += " (" + n.Class + ", " + n.Country + ")"
			} else if n.Class != "" || n.Country != "" {
				v += " (" + n.Class + n.Country + ")"
			}
			add(field, v, n.Evidence)
		}
	}
	add("what", string(e.Type), e.Trigger)
	named("warns", e.Issuers)
	named("for", e.Audiences)
	named("actor", e.Actors)
	named("target", e.Targets)
	named("people", e.Humans)
	named("weapon", e.Weapons)
	for _, p := range e.Places {
		v := p.Name
		if p.Place.Country != "" && p.Place.Country != p.Name {
			v += ", " + p.Place.Country
		}
		if p.Place.ID != 0 {
			v += fmt.Sprintf(" (GeoNames %d)", p.Place.ID)
		}
		add("place: "+string(p.Role), v, p.Evidence)
	}
	for _, x := range e.Times {
		v := span(x.Interval)
		if x.Relative {
			v += ", counted from the issue"
		}
		if !x.Interval.Known() && x.Role == reading.Expires {
			v = "not before further notice"
		}
		add("time: "+string(x.Role), v, x.Evidence)
	}
	for _, a := range e.Actions {
		add("do", a.Code, a.Evidence)
	}
	for _, a := range e.Advice {
		v := a.Code + " for " + a.Scope
		if a.Part != "" {
			v += " (" + a.Part + ")"
		}
		if a.Words != "" {
			v += ", in its words: " + a.Words
		}
		add("advice", v, a.Evidence)
	}
	named("responder", e.Responder)
	for _, n := range e.Casualty {
		add("casualties", fmt.Sprintf("%d %s", n.N, n.Kind), n.Evidence)
	}
	if e.Urgency != "" || e.Severity != "" {
		add("CAP", strings.Join([]string{e.Category, e.Urgency, e.Severity, e.Certainty}, ", "), nil)
	}
	for _, x := range e.Inferred {
		add("claimed", x.Code, x.Evidence)
	}
	return rows
}

// quotes shows the first words a value came from, and how often else it was said.
func quotes(raw []byte, ev []reading.Evidence) string {
	if len(ev) == 0 {
		return ""
	}
	s := []rune(strings.Join(strings.Fields(string(raw[ev[0].Start:ev[0].End])), " "))
	if len(s) > 60 {
		s = append(s[:59], '…')
	}
	out := fmt.Sprintf("%q at byte %d", string(s), ev[0].Start)
	if ev[0].By == reading.ByAssist {
		out += ", proposed by a model"
	}
	if len(ev) > 1 {
		out += fmt.Sprintf(", and %d more", len(ev)-1)
	}
	return out
}

// span writes an interval with the uncertainty of its ends.
func span(v when.Interval) string {
	end := func(i when.Instant) string {
		const form = "2006-01-02 15:04"
		switch {
		case i.Open():
			return "open"
		case i.Earliest.Equal(i.Latest):
			return i.Latest.Format(form + " -07:00")
		}
		return "between " + i.Earliest.Format(form) + " and " + i.Latest.Format(form+" -07:00")
	}
	if !v.Known() {
		return "not known"
	}
	if v.From == v.To {
		return end(v.From)
	}
	return "from " + end(v.From) + " to " + end(v.To)
}

// painted prints the document with its evidence in colour and a legend. What could move the cursor is left out.
func painted(w io.Writer, rep *reading.Report, raw []byte) {
	class := make([]uint8, len(raw))
	for i := range rep.Events {
		rep.Events[i].Each(func(list, _ string, ev []reading.Evidence) {
			k := slices.IndexFunc(marks, func(m struct {
				label, sgr string
				lists      []string
			}) bool {
				return slices.Contains(m.lists, list)
			})
			for _, e := range ev {
				for b := e.Start; b < e.End && k >= 0; b++ {
					// a narrower meaning than the trigger shows through it
					if class[b] == 0 || class[b] == 1 && k > 0 && k < 6 {
						class[b] = uint8(k + 1)
					}
				}
			}
		})
	}
	var b strings.Builder
	for i := 0; i < len(raw); {
		j := i
		for j < len(raw) && class[j] == class[i] {
			j++
		}
		part := harmless(string(raw[i:j]))
		if k := class[i]; k > 0 {
			fmt.Fprintf(&b, "\x1b[%sm%s\x1b[0m", marks[k-1].sgr, part)
		} else {
			b.WriteString(part)
		}
		i = j
	}
	b.WriteString("\n\n")
	for i, m := range marks {
		if i > 0 {
			b.WriteString("  ")
		}
		fmt.Fprintf(&b, "\x1b[%sm%s\x1b[0m", m.sgr, m.label)
	}
	b.WriteString("\n\n")
	io.WriteString(w, b.String())
}

// harmless keeps line ends and drops other control characters, which a document could use to fool the terminal.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0) {
			return -1
		}
		return r
	}, s)
}
