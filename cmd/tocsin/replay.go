package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/hub/replay"
)

// ReplayCmd plays a scenario on a virtual clock.
type ReplayCmd struct {
	Dir      string   `arg:"" type:"existingdir" help:"Folder of the scenario: scenario.yaml, documents, roster, script.txt, expect.yaml."`
	Set      []string `name:"set" sep:"none" placeholder:"KEY=VALUE" help:"Play it with another setting, such as desk.margin=10000. May be given several times."`
	Database string   `placeholder:"ADDRESS" help:"Keep the story in this new database (sqlite:PATH or postgres://…), to look at it with tocsin serve. Without it nothing is left behind."`
	HTML     string   `type:"path" placeholder:"FILE" help:"Write the after-action report, one printable page, to this file."`
	JSON     bool     `help:"Print everything as JSON, for a program."`
	Check    bool     `help:"Print what expect.yaml asks, and end with 1 when something does not hold."`
	Log      string   `enum:"none,debug,info,warn,error" default:"none" help:"What the house logs beside the timeline: none, debug, info, warn or error."`
}

// Run plays it.
func (c ReplayCmd) Run(ctx context.Context, t *Terminal) error {
	s, err := replay.Load(c.Dir)
	if err != nil {
		return err
	}
	p := replayPrinter{w: t.Out, zone: s.Zone, colour: t.OutTTY && t.Getenv("NO_COLOR") == ""}
	o := replay.Options{Database: c.Database, Set: c.Set}
	if c.Log != "none" {
		o.Log = newLog(t.Err, config.Log{Level: c.Log})
	}
	if !c.JSON {
		p.head(s)
		o.Tell = p.line
	}
	out, err := replay.Play(ctx, s, o)
	if err != nil {
		return err
	}
	if c.HTML != "" {
		if err := c.report(ctx, out); err != nil {
			return fmt.Errorf("writing the report %s: %w", c.HTML, err)
		}
	}
	if c.JSON {
		if err := t.JSON(out); err != nil {
			return err
		}
	} else {
		p.end(out, c.Check)
	}
	if c.Check && out.Failed() {
		return errQuiet
	}
	return nil
}

// report writes the after-action report.
func (c ReplayCmd) report(ctx context.Context, s *replay.Story) error {
	f, err := os.Create(c.HTML)
	if err != nil {
		return err
	}
	return errors.Join(s.HTML(ctx, f, time.Now()), f.Close())
}

// replayPrinter writes the timeline for people: UTC and local time, colour only on a terminal.
type replayPrinter struct {
	w      io.Writer
	zone   *time.Location
	colour bool
	day    string
}

// Colours of the kinds of line (ECMA-48 SGR).
var replayColours = map[replay.Kind]string{
	replay.Came: "36", replay.Unreadable: "33", replay.Clock: "35", replay.Concern: "34", replay.Done: "32", replay.Refused: "31",
	replay.Sending: "2", replay.Acknowledged: "2", replay.Looked: "34",
}

func (p *replayPrinter) paint(code, s string) string {
	if !p.colour || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p *replayPrinter) head(s *replay.Scenario) {
	fmt.Fprintf(p.w, "%s\n", p.paint("1", plain(s.Title)))
	if s.About != "" {
		fmt.Fprintln(p.w, plain(s.About))
	}
	fmt.Fprintf(p.w, "\n%-11s %-11s %s\n", "UTC", s.Zone.String(), "What happens")
}

func (p *replayPrinter) line(l replay.Line) {
	if day := l.At.In(p.zone).Format("Monday 2 January 2006"); day != p.day {
		p.day = day
		fmt.Fprintf(p.w, "\n%s\n", p.paint("1", day))
	}
	words := plain(l.Words)
	switch l.Kind {
	case replay.Came, replay.Unreadable:
		words = plain(l.Who) + ": " + words + " (" + plain(l.File) + ")"
	case replay.Refused:
		words = "refused: " + words
	}
	if l.Fault {
		words += "  [the script means otherwise]"
	}
	fmt.Fprintf(p.w, "%s  %s  %s\n", l.At.UTC().Format("02 Jan 15:04"), p.paint("1", l.At.In(p.zone).Format("15:04")), p.paint(replayColours[l.Kind], words))
	for _, m := range l.More {
		fmt.Fprintf(p.w, "%21s%s\n", "", plain(m))
	}
	if l.Note != "" {
		fmt.Fprintf(p.w, "%21s%s\n", "", p.paint("2", plain(l.Note)))
	}
}

func (p *replayPrinter) end(s *replay.Story, check bool) {
	fmt.Fprintf(p.w, "\n%s\n", p.paint("1", "At the end"))
	for _, x := range s.Situations {
		voices, echoes := 0, 0
		for _, v := range x.Voices {
			echoes += len(v.Echoes)
			if len(v.Members) > 0 {
				voices++
			}
		}
		fmt.Fprintf(p.w, "  %s: %s; %s; window %s; %d of their own, %d repeat\n", plain(x.Tag), plain(x.Situation.Title), x.Situation.State, s.Window(x.Situation.Window), voices, echoes)
		for _, l := range x.Links {
			fmt.Fprintf(p.w, "      linked %s\n", plain(l))
		}
	}
	for _, x := range s.Warnings {
		fmt.Fprintf(p.w, "  warning %s for %s: %s; %d people, reached %d, acknowledged %d\n", plain(x.Name), plain(x.Situation), x.Warning.State, x.Progress.People, x.Progress.Reached, x.Progress.Seen)
	}
	if sc := s.Score; sc != nil {
		fmt.Fprintf(p.w, "  %d of %d documents as meant; B-cubed %.3f (precision %.3f, recall %.3f); wrong joins %d; relations %d of %d\n",
			sc.AsMeant, sc.Documents, sc.F1, sc.Precision, sc.Recall, sc.WrongJoins, sc.RelationsRight, sc.Relations)
	}
	fmt.Fprintf(p.w, "  ledger: %s\n", s.Ledger)
	if !check {
		return
	}
	held, all := 0, len(s.Checks)
	for _, c := range s.Checks {
		if c.Trouble == "" {
			held++
		}
	}
	fmt.Fprintf(p.w, "\n%s\n", p.paint("1", fmt.Sprintf("What must hold: %d of %d", held, all)))
	for _, c := range s.Checks {
		switch {
		case c.Trouble == "":
			fmt.Fprintf(p.w, "  %s  %s\n", p.paint("32", "yes"), plain(c.What))
		default:
			fmt.Fprintf(p.w, "  %s  %s: %s\n", p.paint("31", "NO "), plain(c.What), plain(strings.ReplaceAll(c.Trouble, "\n", "; ")))
		}
	}
}
