package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/register"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// SourcesCmd keeps the sources.
type SourcesCmd struct {
	List   SourcesListCmd   `cmd:"" default:"withargs" help:"List the sources with their health and alarms."`
	Check  SourcesCheckCmd  `cmd:"" help:"Try sources now and say what each answers. Nothing is kept."`
	Add    SourcesAddCmd    `cmd:"" help:"Add a source beside the sources file."`
	On     SourcesOnCmd     `cmd:"" help:"Switch sources on."`
	Off    SourcesOffCmd    `cmd:"" help:"Switch sources off; what they brought stays."`
	Token  SourcesTokenCmd  `cmd:"" help:"Make the token of a push source; the one before no longer holds."`
	Import SourcesImportCmd `cmd:"" help:"Add the feeds of a register, switched off until chosen."`
}

// SourcesListCmd lists them.
type SourcesListCmd struct {
	ConfigFlag
	JSON bool `help:"For a program."`
}

// sourceShown is a source as --json shows it.
type sourceShown struct {
	intake.Watched
	Alarms []intake.Raised `json:"alarms"`
}

// Run lists them.
func (c SourcesListCmd) Run(ctx context.Context, t *Terminal) error {
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	ws, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	open, err := s.Alarms(ctx, true, 100_000)
	if err != nil {
		return err
	}
	alarms := map[intake.SourceID][]intake.Raised{}
	for _, a := range open {
		alarms[a.Source] = append(alarms[a.Source], a)
	}
	if c.JSON {
		out := make([]sourceShown, len(ws))
		for i, w := range ws {
			out[i] = sourceShown{w, alarms[w.Source.ID]}
			if out[i].Alarms == nil {
				out[i].Alarms = []intake.Raised{}
			}
		}
		return t.JSON(out)
	}
	if len(ws) == 0 {
		_, err := fmt.Fprintln(t.Out, "no sources yet: list them in the file that sources_file names (tocsin-sources.example.yaml shows one)")
		return err
	}
	now := hub.WallClock().Now()
	var rows [][]string
	for _, w := range ws {
		h, state, why := w.Health, "on", ""
		if !w.Source.On {
			state = "off"
		} else if h.Failure != "" {
			state, why = "failing", h.Error
		}
		if as := alarms[w.Source.ID]; len(as) > 0 {
			state = "alarm"
			var words []string
			for _, a := range as {
				words = append(words, string(a.Kind)+": "+a.Words)
			}
			why = strings.Join(words, "; ")
		}
		rows = append(rows, []string{string(w.Source.ID), state, string(w.Source.Kind), ago(now, h.Success), ago(now, h.Change), strconv.Itoa(h.Docs), cut(w.Source.Name, 40), cut(why, 120)})
	}
	return t.Table(t.Out, []string{"ID", "STATE", "KIND", "ANSWERED", "NEW", "DOCS", "NAME", "WHAT IS WRONG"}, rows)
}

// ago says how long ago a moment was, in its largest unit.
func ago(now, at time.Time) string {
	d := now.Sub(at)
	switch {
	case at.IsZero():
		return "never"
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d d", int(d.Hours())/24)
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// SourcesCheckCmd tries sources.
type SourcesCheckCmd struct {
	ConfigFlag
	IDs  []string `arg:"" optional:"" name:"id" help:"Which; all that are on without any."`
	File string   `type:"path" placeholder:"FILE" help:"Try the sources of a sources file, before it is used."`
	JSON bool     `help:"For a program."`
}

// Run tries them and ends with code 1 when one failed.
func (c SourcesCheckCmd) Run(ctx context.Context, t *Terminal) error {
	cfg, list, err := c.chosen(ctx, t)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(t.Out, "there is no source that is on; name one, or give --file")
		return err
	}
	tell := func(hub.Checked) {}
	if t.ErrTTY && len(list) > 1 {
		bar := progressbar.NewOptions(len(list), progressbar.OptionSetWriter(t.Err), progressbar.OptionSetDescription("trying"),
			progressbar.OptionShowCount(), progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish())
		tell = func(hub.Checked) { _ = bar.Add(1) }
		defer func() { _ = bar.Finish() }()
	} else if len(list) > 20 && !c.JSON {
		fmt.Fprintf(t.Err, "trying %d sources\n", len(list))
	}
	got, err := hub.Check(ctx, cfg, list, tell)
	if err != nil {
		return err
	}
	failed := 0
	for _, x := range got {
		if !x.OK {
			failed++
		}
	}
	if c.JSON {
		if err := t.JSON(got); err != nil {
			return err
		}
	} else if err := c.table(t, got, failed); err != nil {
		return err
	}
	if failed > 0 {
		return errQuiet
	}
	return nil
}

func (c SourcesCheckCmd) chosen(ctx context.Context, t *Terminal) (config.Config, []intake.Source, error) {
	var all []intake.Source
	cfg, err := c.load(t)
	if err != nil {
		return cfg, nil, err
	}
	if c.File != "" {
		if all, err = config.LoadSources(c.File); err != nil {
			return cfg, nil, err
		}
	} else {
		s, err := hub.OpenBeside(ctx, cfg)
		if err != nil {
			return cfg, nil, err
		}
		defer s.Close()
		ws, err := s.Sources(ctx)
		if err != nil {
			return cfg, nil, err
		}
		for _, w := range ws {
			all = append(all, w.Source)
		}
	}
	if len(c.IDs) == 0 {
		return cfg, slices.DeleteFunc(all, func(s intake.Source) bool { return !s.On }), nil
	}
	var out []intake.Source
	for _, id := range c.IDs {
		i := slices.IndexFunc(all, func(s intake.Source) bool { return string(s.ID) == id })
		if i < 0 {
			return cfg, nil, fmt.Errorf("there is no source %q; tocsin sources lists them", id)
		}
		out = append(out, all[i])
	}
	return cfg, out, nil
}

func (c SourcesCheckCmd) table(t *Terminal, got []hub.Checked, failed int) error {
	var rows [][]string
	for _, x := range got {
		verdict, words := "ok", x.Title
		if !x.OK {
			verdict, words = "FAILED", x.Error
		} else if len(x.Notes) > 0 {
			words = strings.TrimPrefix(words+"; "+strings.Join(x.Notes, "; "), "; ")
		}
		if x.Moved != "" {
			words += "; it has moved for good"
		}
		status, newest, docs := "", "", strconv.Itoa(x.Documents)
		if x.Status > 0 {
			status = strconv.Itoa(x.Status)
		}
		if !x.Newest.IsZero() {
			newest = x.Newest.UTC().Format("2006-01-02 15:04")
		}
		if x.Linked > 0 {
			docs += fmt.Sprintf(" (%d linked)", x.Linked)
		}
		var signed []string
		for state, n := range x.Signatures {
			signed = append(signed, fmt.Sprintf("%d %s", n, state))
		}
		slices.Sort(signed)
		rows = append(rows, []string{string(x.Source), verdict, status, x.Form, docs, newest, strings.Join(signed, ", "), cut(words, 140)})
	}
	if err := t.Table(t.Out, []string{"ID", "", "HTTP", "FORM", "DOCUMENTS", "NEWEST (UTC)", "SIGNATURES", "WORDS"}, rows); err != nil {
		return err
	}
	_, err := fmt.Fprintf(t.Out, "%d tried, %d failed; nothing was kept\n", len(got), failed)
	return err
}

// SourcesAddCmd adds a source.
type SourcesAddCmd struct {
	ConfigFlag
	ID          string        `arg:"" help:"a-z, 0-9, - and . ; it never changes."`
	Name        string        `required:"" placeholder:"NAME"`
	Kind        string        `default:"feed" enum:"feed,page,mail,folder,push" help:"feed, page, mail, folder or push."`
	URL         string        `name:"url" placeholder:"URL" help:"Where it is found; nothing for push."`
	Authority   string        `placeholder:"NAME" help:"Who speaks through it."`
	Country     string        `placeholder:"CC" help:"Of the authority (ISO 3166-1)."`
	Lang        string        `placeholder:"TAG"`
	Every       time.Duration `default:"5m" help:"Shortest time between two looks."`
	Expect      time.Duration `help:"Something new is expected at least this often; without it that is learnt."`
	Reliability string        `default:"F" placeholder:"A-F"`
	Sender      []string      `placeholder:"SENDER" help:"A sender that it may carry; may be given again."`
	Remit       []string      `placeholder:"CODE" help:"A country or part that it may speak for; may be given again."`
	Key         []string      `placeholder:"PIN" help:"A key that may sign: sha256:HEX, or file:PATH of a PEM certificate."`
	Redirect    string        `placeholder:"HOST" help:"The one host to which its address may redirect."`
	Links       string        `placeholder:"HOST" help:"The one host from which linked documents may be fetched, besides its own."`
	MayBeEmpty  bool          `help:"An empty list is normal."`
	Off         bool          `help:"Add it switched off."`
}

// Run adds it.
func (c SourcesAddCmd) Run(ctx context.Context, t *Terminal) error {
	keys, err := config.KeyFiles(c.Key, ".")
	if err != nil {
		return err
	}
	src := intake.Source{ID: intake.SourceID(c.ID), Name: c.Name, Kind: intake.Kind(c.Kind), URL: c.URL, Authority: c.Authority, Country: c.Country, Lang: c.Lang,
		Expect: c.Expect, On: !c.Off, Reliability: c.Reliability, Senders: c.Sender, Remit: c.Remit, Keys: keys, RedirectHost: c.Redirect, Links: c.Links, MayBeEmpty: c.MayBeEmpty}
	if src.Kind.Polled() {
		src.Every = c.Every
	}
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Source(ctx, src.ID); err == nil {
		return fmt.Errorf("there is a source %s already; tocsin sources lists it", src.ID)
	} else if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := s.SaveSource(ctx, desk.System.ID, src); err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "source %s added; a running Tocsin sees it within 15 seconds\n", src.ID)
	if src.Kind == intake.KindPush {
		fmt.Fprintf(t.Out, "its token: tocsin sources token %s\n", src.ID)
	}
	return nil
}

// SourcesOnCmd and SourcesOffCmd switch sources.
type (
	SourcesOnCmd struct {
		ConfigFlag
		IDs []string `arg:"" name:"id"`
	}
	SourcesOffCmd struct {
		ConfigFlag
		IDs []string `arg:"" name:"id"`
	}
)

// Run switches them on.
func (c SourcesOnCmd) Run(ctx context.Context, t *Terminal) error {
	return switchSources(ctx, t, c.ConfigFlag, c.IDs, true)
}

// Run switches them off.
func (c SourcesOffCmd) Run(ctx context.Context, t *Terminal) error {
	return switchSources(ctx, t, c.ConfigFlag, c.IDs, false)
}

func switchSources(ctx context.Context, t *Terminal, f ConfigFlag, ids []string, on bool) error {
	s, _, err := f.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	state := map[bool]string{true: "on", false: "off"}[on]
	for _, id := range ids {
		if err := s.SwitchSource(ctx, desk.System.ID, intake.SourceID(id), on); err != nil {
			return err
		}
		fmt.Fprintf(t.Out, "source %s is %s\n", id, state)
	}
	return nil
}

// SourcesTokenCmd makes a token.
type SourcesTokenCmd struct {
	ConfigFlag
	ID string `arg:""`
}

// Run makes it and shows it this once.
func (c SourcesTokenCmd) Run(ctx context.Context, t *Terminal) error {
	s, cfg, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	secret, err := s.NewPushToken(ctx, desk.System.ID, intake.SourceID(c.ID))
	if err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s\n", secret)
	fmt.Fprintf(t.Err, "This is shown once. It posts to %s/api/v1/push/%s with the header Authorization: Bearer TOKEN\n", strings.TrimRight(cfg.BaseURL, "/"), c.ID)
	return nil
}

// SourcesImportCmd imports a register.
type SourcesImportCmd struct {
	ConfigFlag
	File   string `arg:"" help:"A register (docs/guide/sources.md says which); - is the standard input."`
	DryRun bool   `help:"Say what would be added, and add nothing."`
	JSON   bool   `help:"For a program."`
}

// maxRegister is the longest register that is read, in bytes.
const maxRegister = 64 << 20

// Run adds its feeds, switched off.
func (c SourcesImportCmd) Run(ctx context.Context, t *Terminal) error {
	in, _, err := openInput(t, c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, maxRegister+1))
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.File, err)
	}
	if len(raw) > maxRegister {
		return fmt.Errorf("%s is longer than %d bytes: that is no register", c.File, maxRegister)
	}
	list, left, err := register.Parse(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	res := struct {
		File   string          `json:"file"`
		Added  int             `json:"added"`
		There  int             `json:"there"`
		Left   []register.Left `json:"left"`
		DryRun bool            `json:"dry_run,omitempty"`
	}{File: c.File, Left: left, DryRun: c.DryRun}
	if res.Left == nil {
		res.Left = []register.Left{}
	}
	if !c.DryRun {
		s, _, err := c.open(ctx, t)
		if err != nil {
			return err
		}
		defer s.Close()
		if res.Added, err = s.AddSources(ctx, desk.System.ID, list); err != nil {
			return err
		}
		res.There = len(list) - res.Added
	}
	if c.JSON {
		return t.JSON(res)
	}
	for _, l := range left {
		fmt.Fprintf(t.Err, "left out: %s: %s\n", plain(l.ID), plain(l.Why))
	}
	if c.DryRun {
		fmt.Fprintf(t.Out, "%s: %d sources, %d left out; nothing was added (dry run)\n", c.File, len(list), len(left))
		return nil
	}
	fmt.Fprintf(t.Out, "%s: %d sources added, switched off; %d were there already; %d left out\n", c.File, res.Added, res.There, len(left))
	if res.Added > 0 {
		fmt.Fprintln(t.Out, "Choose: tocsin sources check ID, then tocsin sources on ID")
	}
	return nil
}

// KeepCmd keeps documents by hand.
type KeepCmd struct {
	ConfigFlag
	Files  []string `arg:"" name:"file" help:"Documents; - is the standard input."`
	Source string   `placeholder:"ID" help:"Keep them as if this source had brought them: feeds are taken apart, its rules of trust hold."`
	Origin string   `placeholder:"NAME" help:"Who published them, when no source is given."`
	URL    string   `name:"url" placeholder:"URL" help:"Where they were found, when no source is given."`
}

// Run keeps them.
func (c KeepCmd) Run(ctx context.Context, t *Terminal) error {
	s, cfg, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, file := range c.Files {
		raw, err := readDocument(t, file, cfg.Intake.MaxBody)
		if err != nil {
			return err
		}
		name := ""
		if file != "-" {
			name = filepath.Base(file)
		}
		if c.Source != "" {
			n, fresh, err := hub.KeepBeside(ctx, s, intake.SourceID(c.Source), name, raw)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			fmt.Fprintf(t.Out, "%s: %d documents, %d new\n", file, n, fresh)
			continue
		}
		it, fresh, err := s.KeepItem(ctx, string(desk.System.ID), intake.NewItem(raw, intake.Meta{Origin: c.Origin, URL: c.URL}, hub.WallClock().Now()))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		switch {
		case !fresh:
			fmt.Fprintf(t.Out, "%s: there already: %s\n", file, it.ID)
		case it.Unreadable != "":
			fmt.Fprintf(t.Out, "%s: kept, and cannot be read: %s: %s\n", file, it.ID, it.Unreadable)
		default:
			fmt.Fprintf(t.Out, "%s: kept: %s\n", file, it.ID)
		}
	}
	return nil
}

func readDocument(t *Terminal, file string, most int64) ([]byte, error) {
	in, _, err := openInput(t, file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if int64(len(raw)) > most {
		return nil, fmt.Errorf("%s is longer than the %d bytes of intake.max_body", file, most)
	}
	if len(raw) == 0 {
		return nil, fmt.Errorf("%s is empty", file)
	}
	return raw, nil
}
