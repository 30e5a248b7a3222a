package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"
)

// Terminal is where a command talks: its streams, its environment, and whether a person watches.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer
	Env      []string
	// InTTY, OutTTY and ErrTTY say that a person is at that end.
	InTTY, OutTTY, ErrTTY bool
	secret                func() (string, error) // reads a line without showing it; nil without a terminal
}

// NewTerminal looks at the three streams of the process.
func NewTerminal(in, out, errs *os.File, env []string) *Terminal {
	t := &Terminal{In: in, Out: out, Err: errs, Env: env}
	t.InTTY, t.OutTTY, t.ErrTTY = term.IsTerminal(int(in.Fd())), term.IsTerminal(int(out.Fd())), term.IsTerminal(int(errs.Fd()))
	if t.InTTY {
		t.secret = func() (string, error) {
			b, err := term.ReadPassword(int(in.Fd()))
			fmt.Fprintln(t.Err)
			return string(b), err
		}
	}
	return t
}

// Getenv is the value of a variable, or empty.
func (t *Terminal) Getenv(name string) string {
	for _, e := range t.Env {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			return v
		}
	}
	return ""
}

// Secret asks for a line that is not shown. Without a terminal it takes the first line of the standard input.
func (t *Terminal) Secret(prompt string) (string, error) {
	if t.secret != nil {
		fmt.Fprint(t.Err, prompt)
		return t.secret()
	}
	line, err := bufio.NewReader(t.In).ReadString('\n')
	if err != nil && (err != io.EOF || line == "") {
		return "", fmt.Errorf("reading it from the standard input: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// JSON prints v, indented, for a program.
func (t *Terminal) JSON(v any) error {
	e := json.NewEncoder(t.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// Table prints rows in columns. Control characters of foreign text cannot reach the terminal.
func (t *Terminal) Table(w io.Writer, head []string, rows [][]string) error {
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				fmt.Fprint(tw, "\t")
			}
			fmt.Fprint(tw, plain(c))
		}
		fmt.Fprintln(tw)
	}
	line(head)
	for _, r := range rows {
		line(r)
	}
	return tw.Flush()
}

// plain replaces what could move the cursor or the columns.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
