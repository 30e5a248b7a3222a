package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// BackupCmd writes a copy of the database.
type BackupCmd struct {
	ConfigFlag
	File string `arg:"" type:"path" help:"The file to write; it must not exist yet."`
}

// Run writes it. On SQLite the copy is consistent while Tocsin runs; on PostgreSQL pg_dump makes it.
func (c BackupCmd) Run(ctx context.Context, t *Terminal) error {
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	begun := time.Now()
	if err := s.Backup(ctx, c.File); err != nil {
		return err
	}
	st, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s: %d bytes in %.1f s; it holds personal data, keep it as safe as the database\n", c.File, st.Size(), time.Since(begun).Seconds())
	return nil
}

// RestoreCmd puts a backup in the place of the database.
type RestoreCmd struct {
	ConfigFlag
	File  string `arg:"" type:"existingfile" help:"A file that tocsin backup wrote."`
	Force bool   `help:"Put it in the place of a database that is not empty. Without this nothing is overwritten."`
}

// Run restores it and verifies the ledger of what was restored.
func (c RestoreCmd) Run(ctx context.Context, t *Terminal) error {
	cfg, err := c.load(t)
	if err != nil {
		return err
	}
	if err := store.Restore(ctx, c.File, cfg.Database, c.Force); err != nil {
		return err
	}
	s, err := hub.OpenUnmigrated(ctx, cfg)
	if err != nil {
		return fmt.Errorf("the backup was put in place but does not open: %w", err)
	}
	defer s.Close()
	size, _, err := s.VerifyLedger(ctx)
	if err != nil {
		return fmt.Errorf("the backup was put in place, but its ledger does not verify: %w", err)
	}
	fmt.Fprintf(t.Out, "restored from %s; its ledger of %d lines verifies\n", c.File, size)
	return nil
}
