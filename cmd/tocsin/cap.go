package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/geojson"
)

// CapCmd is what an operator does with CAP alerts at a terminal, without a server.
type CapCmd struct {
	Check   CapCheckCmd   `cmd:"" help:"Check CAP alerts, alone or inside a feed: what is wrong, where, and by which rule."`
	Verify  CapVerifyCmd  `cmd:"" help:"Say what the XML signature of a CAP alert is worth, by the keys you pin."`
	GeoJSON CapGeoJSONCmd `cmd:"" name:"geojson" help:"Write the areas of a CAP alert as GeoJSON, for a map."`
}

// CapCheckCmd checks files.
type CapCheckCmd struct {
	Strict bool     `help:"Hold the alerts to CAP's schema and written rules; forgive nothing."`
	JSON   bool     `help:"Write one JSON object instead of lines."`
	Files  []string `arg:"" name:"file" help:"CAP alerts, or feeds that hold them. - is the standard input."`
}

// CapGeoJSONCmd writes areas.
type CapGeoJSONCmd struct {
	File string `arg:"" help:"A CAP alert. - is the standard input."`
}

// The three verdicts on an alert.
const (
	capOK       = "ok"
	capUsable   = "usable" // with something forgiven
	capUnusable = "unusable"
)

// capChecked is the result for one alert, or for a feed that holds none.
type capChecked struct {
	File       string       `json:"file"`
	Feed       string       `json:"feed,omitempty"` // what the file is, when it is not an alert itself
	Number     int          `json:"number,omitempty"`
	Verdict    string       `json:"verdict,omitempty"` // empty for a feed that holds no alert
	Version    string       `json:"version,omitempty"`
	Sender     string       `json:"sender,omitempty"`
	Identifier string       `json:"identifier,omitempty"`
	Sent       string       `json:"sent,omitempty"`
	Signed     bool         `json:"signed,omitempty"`
	Forgiven   int          `json:"forgiven"`
	Advice     int          `json:"advice"`
	Problems   []capProblem `json:"problems"`
}

// capProblem is a problem with its place in the file; line and column are 0 where they cannot be told.
type capProblem struct {
	cap.Problem
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Run checks the files and ends with code 1 when an alert is unusable or a file cannot be read.
func (c CapCheckCmd) Run(t *Terminal) error {
	opts := cap.FeedOptions()
	opts.Lenient = !c.Strict
	var all []capChecked
	bad := false
	for _, file := range c.Files {
		data, err := readCapFile(t, file, opts.MaxBytes)
		if err != nil {
			return err
		}
		for _, r := range checkCap(file, data, opts) {
			bad = bad || r.Verdict == capUnusable
			all = append(all, r)
			if !c.JSON {
				printCap(t, r)
			}
		}
	}
	count := map[string]int{}
	for _, r := range all {
		count[r.Verdict]++
	}
	if c.JSON {
		enc := json.NewEncoder(t.Out)
		enc.SetIndent("", "  ")
		err := enc.Encode(map[string]any{"alerts": all, "summary": map[string]int{capOK: count[capOK],
			capUsable: count[capUsable], capUnusable: count[capUnusable], "feeds without alerts": count[""]}})
		if err != nil {
			return fmt.Errorf("writing the result: %w", err)
		}
	} else if len(all) > 1 {
		fmt.Fprintf(t.Out, "%d ok, %d usable with something forgiven, %d unusable", count[capOK], count[capUsable], count[capUnusable])
		if n := count[""]; n > 0 {
			fmt.Fprintf(t.Out, ", %d feeds without a whole alert", n)
		}
		fmt.Fprintln(t.Out)
	}
	if bad {
		return errQuiet
	}
	return nil
}

// Run writes the GeoJSON to the standard output and what was forgiven to the error output.
func (c CapGeoJSONCmd) Run(t *Terminal) error {
	opts := cap.FeedOptions()
	data, err := readCapFile(t, c.File, opts.MaxBytes)
	if err != nil {
		return err
	}
	a, problems, err := cap.Parse(data, opts)
	for _, p := range problems {
		if err == nil && p.Level == cap.Forgiven {
			fmt.Fprintf(t.Err, "%s: %s\n", c.File, p)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w (tocsin cap check tells all)", c.File, err)
	}
	out, err := geojson.Marshal(a)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	_, err = fmt.Fprintf(t.Out, "%s\n", out)
	return err
}

// readCapFile reads at most one byte more than the limit, so that a huge file costs no memory and is still refused.
func readCapFile(t *Terminal, file string, limit int) ([]byte, error) {
	in := t.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("reading a CAP alert: %w", err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return data, nil
}

// checkCap checks one document: an alert, or the alerts inside a feed.
func checkCap(file string, data []byte, opts cap.Options) []capChecked {
	a, problems, err := cap.Parse(data, opts)
	if err == nil {
		return []capChecked{capResult(file, data, a, problems)}
	}
	feed := false
	for _, p := range problems {
		feed = feed || p.Code == "not-an-alert"
	}
	if feed {
		lenient := opts
		lenient.Lenient = true // the feed's own XML is not what is checked
		kind, found, feedErr := cap.Extract(data, lenient)
		if feedErr == nil && kind != "" {
			if len(found) == 0 {
				return []capChecked{{File: file, Feed: kind, Problems: []capProblem{}}}
			}
			var out []capChecked
			for i, f := range found {
				if !opts.Lenient {
					f.Alert, f.Problems, f.Err = strictInside(data, opts, i)
				}
				r := capResult(file, data, f.Alert, f.Problems)
				r.Feed, r.Number = kind, i+1
				out = append(out, r)
			}
			return out
		}
	}
	return []capChecked{capResult(file, data, nil, problems)}
}

// strictInside reads the alerts of a feed again by the strict rules and gives the one at an index.
func strictInside(data []byte, opts cap.Options, i int) (*cap.Alert, []cap.Problem, error) {
	_, found, err := cap.Extract(data, opts)
	if i >= len(found) {
		return nil, nil, err
	}
	return found[i].Alert, found[i].Problems, found[i].Err
}

func capResult(file string, data []byte, a *cap.Alert, problems []cap.Problem) capChecked {
	r := capChecked{File: file, Verdict: capUnusable, Problems: []capProblem{}}
	utf16 := bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
	for _, p := range problems {
		cp := capProblem{Problem: p}
		if !utf16 && p.Offset >= 0 {
			cp.Line, cp.Column = cap.Position(data, p.Offset)
		}
		r.Problems = append(r.Problems, cp)
		switch p.Level {
		case cap.Forgiven:
			r.Forgiven++
		case cap.Advice:
			r.Advice++
		}
	}
	if a == nil {
		return r
	}
	r.Version, r.Sender, r.Identifier, r.Sent, r.Signed = a.Version.String(), a.Sender, a.Identifier, a.Sent.String(), a.Signed
	r.Verdict = capOK
	if r.Forgiven > 0 {
		r.Verdict = capUsable
	}
	return r
}

// printCap writes a line for the alert and one for each problem; in colour when a person watches.
func printCap(t *Terminal, r capChecked) {
	paint := func(word string) string {
		code := map[string]string{capOK: "32", capUsable: "33", "forgiven": "33", capUnusable: "31", "advice": "36"}[word]
		if !t.OutTTY || t.Getenv("NO_COLOR") != "" || code == "" {
			return word
		}
		return "\x1b[" + code + "m" + word + "\x1b[0m"
	}
	name := r.File
	if r.Number > 0 {
		name = fmt.Sprintf("%s, alert %d", name, r.Number)
	}
	switch {
	case r.Verdict == "":
		fmt.Fprintf(t.Out, "%s: %s, not an alert, and it holds no whole alert\n", name, r.Feed)
		return
	case r.Verdict == capUsable:
		fmt.Fprintf(t.Out, "%s: %s, %d forgiven", name, paint(capUsable), r.Forgiven)
	default:
		fmt.Fprintf(t.Out, "%s: %s", name, paint(r.Verdict))
	}
	if r.Identifier != "" {
		fmt.Fprintf(t.Out, " (CAP %s, %q of %q", r.Version, r.Identifier, r.Sender)
		if r.Signed {
			fmt.Fprint(t.Out, ", signed, not verified here (tocsin cap verify)")
		}
		fmt.Fprint(t.Out, ")")
	}
	fmt.Fprintln(t.Out)
	for _, p := range r.Problems {
		place := fmt.Sprintf("byte %d", p.Offset)
		if p.Line > 0 {
			place = fmt.Sprintf("%d:%d", p.Line, p.Column)
		}
		fmt.Fprintf(t.Out, "  %s %s %s: %s [%s; %s]\n", paint(p.Level.String()), place, p.Path, p.Text, p.Code, p.Rule)
	}
}
