package main

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// ConfigFlag names the configuration file; every command that touches the database has it.
type ConfigFlag struct {
	Config string `short:"c" type:"path" placeholder:"FILE" env:"TOCSIN_CONFIG" help:"Configuration file; without it tocsin.yaml here, or the environment alone."`
}

func (f ConfigFlag) load(t *Terminal) (config.Config, error) {
	path := f.Config
	if path == "" {
		if _, err := os.Stat("tocsin.yaml"); err == nil {
			path = "tocsin.yaml"
		}
	}
	return config.Load(path, t.Env)
}

// open opens the database beside a running Tocsin. Close what it returns.
func (f ConfigFlag) open(ctx context.Context, t *Terminal) (*store.Store, config.Config, error) {
	cfg, err := f.load(t)
	if err != nil {
		return nil, cfg, err
	}
	s, err := hub.OpenBeside(ctx, cfg)
	return s, cfg, err
}

// MigrateCmd brings the tables up to date.
type MigrateCmd struct {
	ConfigFlag
	DryRun bool `help:"Only say what would be done."`
}

// Run migrates.
func (c MigrateCmd) Run(ctx context.Context, t *Terminal) error {
	cfg, err := c.load(t)
	if err != nil {
		return err
	}
	s, err := hub.OpenUnmigrated(ctx, cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	have, want, err := s.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return fmt.Errorf("the tables are at version %d, this program knows %d: it is older than the database; use the newer program", have, want)
	}
	if c.DryRun {
		fmt.Fprintf(t.Out, "tables at version %d, this program wants %d: %d steps to do, and the job queue's own if any; nothing was done\n", have, want, want-have)
		return nil
	}
	n, err := s.Migrate(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		fmt.Fprintf(t.Out, "nothing to do: the tables are at version %d\n", want)
	} else {
		fmt.Fprintf(t.Out, "%d steps done: the tables are at version %d\n", n, want)
	}
	return nil
}

// LedgerCmd reads the ledger.
type LedgerCmd struct {
	Verify LedgerVerifyCmd `cmd:"" help:"Read every line again, recompute the tree, and compare."`
	Show   LedgerShowCmd   `cmd:"" help:"Print lines, oldest first."`
}

// LedgerVerifyCmd recomputes the ledger.
type LedgerVerifyCmd struct {
	ConfigFlag
	JSON bool `help:"For a program."`
}

// Run verifies it and prints size and root.
func (c LedgerVerifyCmd) Run(ctx context.Context, t *Terminal) error {
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	size, root, err := s.VerifyLedger(ctx)
	if c.JSON {
		out := map[string]any{"ok": err == nil, "lines": size, "root": hex.EncodeToString(root[:])}
		if err != nil {
			out["error"] = err.Error()
		}
		if jerr := t.JSON(out); jerr != nil {
			return jerr
		}
		if err != nil {
			return errQuiet
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("the ledger does NOT verify: %w", err)
	}
	fmt.Fprintf(t.Out, "the ledger verifies: %d lines, root %s\n", size, base64.StdEncoding.EncodeToString(root[:]))
	return nil
}

// LedgerShowCmd prints lines.
type LedgerShowCmd struct {
	ConfigFlag
	Of    string `help:"Only lines about this id, such as a warning's."`
	From  int64  `help:"First line."`
	Limit int    `default:"1000" help:"How many lines at most (1 to 100000)."`
	JSON  bool   `help:"For a program: one line is one JSON object."`
}

// Run prints them.
func (c LedgerShowCmd) Run(ctx context.Context, t *Terminal) error {
	if c.Limit < 1 || c.Limit > 100_000 {
		return errors.New("--limit: 1 to 100000")
	}
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	lines, err := s.LedgerLines(ctx, c.Of, c.From, c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		for _, l := range lines {
			b, err := l.Encode()
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(t.Out, "%s\n", b); err != nil {
				return err
			}
		}
		return nil
	}
	return t.Table(t.Out, []string{"LINE", "WHEN (UTC)", "WHO", "DID", "TO", "DETAIL"}, ledgerRows(lines))
}

func ledgerRows(lines []ledger.Line) [][]string {
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = []string{fmt.Sprint(l.Seq), l.At.UTC().Format("2006-01-02 15:04:05"), l.Actor, l.Act, l.Of, l.Detail}
	}
	return rows
}

// WebhookCmd shows the signing secret.
type WebhookCmd struct {
	Secret WebhookSecretCmd `cmd:"" help:"Show the secret that receivers check signatures with; made once when none is configured."`
}

// WebhookSecretCmd shows it.
type WebhookSecretCmd struct{ ConfigFlag }

// Run prints it in the form of the Standard Webhooks specification.
func (c WebhookSecretCmd) Run(ctx context.Context, t *Terminal) error {
	s, cfg, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	secret, err := hub.WebhookSecret(ctx, s, cfg)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.Out, secret)
	return err
}
