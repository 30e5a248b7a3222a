package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// ImportCmd imports one file of the roster.
type ImportCmd struct {
	People     ImportPeopleCmd     `cmd:"" help:"People: ref, name, nationalities, lang, email, webhook."`
	Stays      ImportStaysCmd      `cmd:"" help:"Stays: ref, person, place or lat and lon, country, from, to. Import the people first."`
	Sites      ImportSitesCmd      `cmd:"" help:"Sites: ref, name, place or lat and lon, country, capacity, email."`
	Gatherings ImportGatheringsCmd `cmd:"" help:"Gatherings: ref, name, kind, place or lat and lon, country, from, to, expected, email."`
}

// ImportFlags are the same for every kind of file.
type ImportFlags struct {
	ConfigFlag
	File   string `arg:"" help:"CSV file with a header line (docs/guide/roster.md); - is the standard input."`
	DryRun bool   `help:"Check the file and import nothing. Whether the people of stays are known is only checked by the import."`
	JSON   bool   `help:"Print the result for a program."`
}

// The four kinds.
type (
	ImportPeopleCmd     struct{ ImportFlags }
	ImportStaysCmd      struct{ ImportFlags }
	ImportSitesCmd      struct{ ImportFlags }
	ImportGatheringsCmd struct{ ImportFlags }
)

// Run imports people.
func (c ImportPeopleCmd) Run(ctx context.Context, t *Terminal) error {
	return importFile(ctx, t, c.ImportFlags, "people", func(r io.Reader, _ roster.Resolver) ([]roster.Person, []roster.Refused, error) {
		return roster.ParsePeople(r, roster.Options{})
	}, (*store.Store).ImportPeople)
}

// Run imports stays.
func (c ImportStaysCmd) Run(ctx context.Context, t *Terminal) error {
	return importFile(ctx, t, c.ImportFlags, "stays", func(r io.Reader, look roster.Resolver) ([]roster.StayRow, []roster.Refused, error) {
		return roster.ParseStays(r, look, roster.Options{})
	}, (*store.Store).ImportStays)
}

// Run imports sites.
func (c ImportSitesCmd) Run(ctx context.Context, t *Terminal) error {
	return importFile(ctx, t, c.ImportFlags, "sites", func(r io.Reader, look roster.Resolver) ([]roster.Site, []roster.Refused, error) {
		return roster.ParseSites(r, look, roster.Options{})
	}, (*store.Store).ImportSites)
}

// Run imports gatherings.
func (c ImportGatheringsCmd) Run(ctx context.Context, t *Terminal) error {
	return importFile(ctx, t, c.ImportFlags, "gatherings", func(r io.Reader, look roster.Resolver) ([]roster.Gathering, []roster.Refused, error) {
		return roster.ParseGatherings(r, look, roster.Options{})
	}, (*store.Store).ImportGatherings)
}

// importResult is what --json prints.
type importResult struct {
	File     string           `json:"file"`
	Kind     string           `json:"kind"`
	Rows     int              `json:"rows"`
	DryRun   bool             `json:"dry_run,omitempty"`
	Imported *roster.Imported `json:"imported,omitempty"`
	Refused  []roster.Refused `json:"refused,omitempty"`
	Error    string           `json:"error,omitempty"`
}

// importFile reads, checks and stores one file: all of it, or nothing.
func importFile[T any](ctx context.Context, t *Terminal, f ImportFlags, kind string,
	parse func(io.Reader, roster.Resolver) ([]T, []roster.Refused, error),
	put func(*store.Store, context.Context, desk.Account, []T) (roster.Imported, error)) error {
	res := importResult{File: f.File, Kind: kind, DryRun: f.DryRun}
	done := func(err error) error {
		var re *roster.RefusedError
		if errors.As(err, &re) {
			res.Refused, err = re.Lines, nil
		}
		if err != nil {
			res.Error = err.Error()
		}
		if f.JSON {
			if jerr := t.JSON(res); jerr != nil {
				return jerr
			}
		} else if len(res.Refused) > 0 {
			if terr := refusedTable(t, f.File, res.Refused); terr != nil {
				return terr
			}
		} else if err != nil {
			return err
		}
		if err != nil || len(res.Refused) > 0 {
			return errQuiet
		}
		return nil
	}
	in, size, err := openInput(t, f.File)
	if err != nil {
		return done(err)
	}
	defer in.Close()
	gaz, err := gazetteer.Load()
	if err != nil {
		return done(err)
	}
	read, finish := progress(t, in, size, filepath.Base(f.File))
	rows, refused, err := parse(read, roster.Places(gaz))
	finish()
	if err != nil {
		return done(fmt.Errorf("%s: %w", f.File, err))
	}
	if len(refused) > 0 {
		return done(&roster.RefusedError{Lines: refused})
	}
	res.Rows = len(rows)
	if f.DryRun {
		if !f.JSON {
			fmt.Fprintf(t.Out, "%s: %d %s, nothing wrong found; nothing was imported (dry run)\n", f.File, len(rows), kind)
		}
		return done(nil)
	}
	s, _, err := f.open(ctx, t)
	if err != nil {
		return done(err)
	}
	defer s.Close()
	if !t.ErrTTY && !f.JSON {
		fmt.Fprintf(t.Err, "%s: %d rows read, importing\n", f.File, len(rows))
	}
	got, err := put(s, ctx, desk.System, rows)
	if err != nil {
		return done(err)
	}
	res.Imported = &got
	if !f.JSON {
		fmt.Fprintf(t.Out, "%s: %d %s: %d new, %d changed, %d as they were\n", f.File, len(rows), kind, got.New, got.Changed, got.Same)
	}
	return done(nil)
}

func openInput(t *Terminal, path string) (io.ReadCloser, int64, error) {
	if path == "-" {
		return io.NopCloser(t.In), -1, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	st, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	if st.IsDir() {
		file.Close()
		return nil, 0, fmt.Errorf("%s is a folder; give a CSV file", path)
	}
	return file, st.Size(), nil
}

// progress shows a bar to a person at a terminal, and one line otherwise.
func progress(t *Terminal, in io.Reader, size int64, name string) (io.Reader, func()) {
	if !t.ErrTTY {
		return in, func() {}
	}
	bar := progressbar.NewOptions64(size, progressbar.OptionSetWriter(t.Err), progressbar.OptionSetDescription(name),
		progressbar.OptionShowBytes(true), progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish())
	r := progressbar.NewReader(in, bar)
	return &r, func() { _ = bar.Finish() }
}

// refusedTable shows what was refused, at most 50 lines of it, and says that nothing was imported.
func refusedTable(t *Terminal, file string, refused []roster.Refused) error {
	const most = 50
	var rows [][]string
	for _, r := range refused[:min(most, len(refused))] {
		value := []rune(r.Value)
		if len(value) > 40 {
			value = append(value[:39], '…')
		}
		rows = append(rows, []string{fmt.Sprint(r.Line), r.Column, string(value), r.Why})
	}
	if err := t.Table(t.Err, []string{"LINE", "COLUMN", "VALUE", "WHY IT IS REFUSED"}, rows); err != nil {
		return err
	}
	if len(refused) > most {
		fmt.Fprintf(t.Err, "and %d more (--json lists them all)\n", len(refused)-most)
	}
	_, err := fmt.Fprintf(t.Err, "%s: nothing was imported; put the %d values above right and try again\n", file, len(refused))
	return err
}
