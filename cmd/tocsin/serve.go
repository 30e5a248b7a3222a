package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
)

// ServeCmd runs Tocsin until it is told to stop.
type ServeCmd struct {
	ConfigFlag
	Check bool `help:"Read the configuration, say whether it can be used, and end."`
}

// Run serves until ctx ends (SIGTERM or SIGINT), then stops within ten seconds.
func (c ServeCmd) Run(ctx context.Context, t *Terminal) error {
	cfg, err := c.load(t)
	if err != nil {
		return err
	}
	if c.Check {
		if cfg.SourcesFile != "" {
			list, err := config.LoadSources(cfg.SourcesFile)
			if err != nil {
				return err
			}
			fmt.Fprintf(t.Out, "%s lists %d sources\n", cfg.SourcesFile, len(list))
		}
		_, err := fmt.Fprintln(t.Out, "the configuration can be used")
		return err
	}
	h, err := hub.New(hub.Options{Config: cfg, Log: newLog(t.Err, cfg.Log)})
	if err != nil {
		return err
	}
	if err := h.Start(ctx); err != nil {
		return errors.Join(fmt.Errorf("tocsin did not start: %w", err), h.Stop(context.WithoutCancel(ctx)))
	}
	accounts, err := h.Store().Accounts(ctx)
	if err == nil && len(accounts) == 0 {
		fmt.Fprintln(t.Err, "There are no accounts yet. Add two, so that one can approve what the other wrote:")
		fmt.Fprintln(t.Err, "  tocsin admin user add NAME --name 'Full Name' --role desk --random")
		fmt.Fprintln(t.Err, "  tocsin admin user add NAME --name 'Full Name' --role approver --random")
	}
	<-ctx.Done()
	return h.Stop(context.WithoutCancel(ctx))
}

func newLog(w io.Writer, c config.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Level)); err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
