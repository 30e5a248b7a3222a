package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/hub/sample"
)

// RunCmd starts the sample scenario.
type RunCmd struct {
	Dir  string        `type:"path" default:"var/run" help:"Folder of the sample's database."`
	Keep bool          `help:"Go on where the last run ended, instead of starting the story anew."`
	Port int           `default:"8080" help:"Port of the pages."`
	Bind string        `default:"127.0.0.1" help:"Address of the pages. The sample is for this machine alone: think twice."`
	Auto time.Duration `help:"Bring the next item in by itself, this often (for a screen that nobody sits at)."`
	Log  string        `enum:"debug,info,warn,error" default:"warn" help:"What to log: debug, info, warn or error."`
}

// sampleFiles are all that the sample writes into its folder; nothing else there is touched.
var sampleFiles = []string{"tocsin.db", "tocsin.db-wal", "tocsin.db-shm", "tocsin.db.lock"}

// Run starts it, says where it is and who can log in, and serves until Ctrl-C.
func (c RunCmd) Run(ctx context.Context, t *Terminal) error {
	for _, e := range t.Env { // a variable meant for a real Tocsin must not steer the sample
		if strings.HasPrefix(e, "TOCSIN_DATABASE=") {
			return errors.New("TOCSIN_DATABASE is set, but the sample keeps its own database: unset it, or use tocsin serve")
		}
	}
	if err := c.clear(); err != nil {
		return err
	}
	s, err := sample.Start(ctx, sample.Options{
		Database: "sqlite:" + filepath.Join(c.Dir, "tocsin.db"), Listen: net.JoinHostPort(c.Bind, strconv.Itoa(c.Port)),
		Log: newLog(t.Err, config.Log{Level: c.Log}),
	})
	if err != nil {
		return err
	}
	defer func() { _ = s.Stop(context.WithoutCancel(ctx)) }()
	c.banner(t, s)
	go c.lead(ctx, t, s.Story)
	<-ctx.Done()
	fmt.Fprintln(t.Out, "\nstopping")
	return s.Stop(context.WithoutCancel(ctx))
}

// clear makes room for a new story. It touches nothing while the address or the folder is in use: a sample that runs goes on.
func (c RunCmd) clear() error {
	if c.Port != 0 {
		l, err := net.Listen("tcp", net.JoinHostPort(c.Bind, strconv.Itoa(c.Port)))
		if err != nil {
			return fmt.Errorf("port %d cannot be used: %w; is the sample running already? Another port: make run PORT=8081", c.Port, err)
		}
		l.Close()
	}
	lock, err := os.Open(filepath.Join(c.Dir, "tocsin.db.lock"))
	if errors.Is(err, fs.ErrNotExist) || c.Keep {
		return nil
	} else if err != nil {
		return fmt.Errorf("starting anew: %w", err)
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return fmt.Errorf("a sample is running in %s already: stop it, or give this one another folder (--dir)", c.Dir)
	}
	for _, name := range sampleFiles {
		if err := os.Remove(filepath.Join(c.Dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("starting anew: %w", err)
		}
	}
	return nil
}

func (c RunCmd) banner(t *Terminal, s *sample.Sample) {
	w := t.Out
	fmt.Fprintf(w, "\n  Tocsin, sample scenario: Moscow, March 2024, retold in our own words; people and newspapers are invented.\n")
	fmt.Fprintf(w, "  The story's clock stands at %s. No mail leaves this machine.\n\n", s.Story.Now().In(sample.Zone).Format("Monday 2 January 2006, 15:04 MST"))
	fmt.Fprintf(w, "    Console    %s\n", s.URL)
	fmt.Fprintf(w, "    Desk       login %-9s password %s\n", s.Desk.Login, s.Desk.Password)
	fmt.Fprintf(w, "    Approver   login %-9s password %s\n", s.Approver.Login, s.Approver.Password)
	fmt.Fprintf(w, "    Public     %s/public/\n\n", s.URL)
	if t.InTTY {
		fmt.Fprintf(w, "  Press Enter here, or \"Next item\" in the console, for the next item of the story. Ctrl-C stops.\n\n")
	} else {
		fmt.Fprintf(w, "  \"Next item\" in the console brings the next item of the story. Ctrl-C stops.\n\n")
	}
}

// lead moves the story on when a person presses Enter, or by itself every so often.
func (c RunCmd) lead(ctx context.Context, t *Terminal, story *hub.Story) {
	enter := make(chan struct{})
	if t.InTTY {
		go func() {
			in := bufio.NewScanner(t.In)
			for in.Scan() {
				select {
				case enter <- struct{}{}:
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	var beat <-chan time.Time
	if c.Auto > 0 {
		tick := time.NewTicker(c.Auto)
		defer tick.Stop()
		beat = tick.C
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-enter:
		case <-beat:
		}
		step, ok, err := story.Next(ctx)
		switch {
		case err != nil:
			fmt.Fprintf(t.Err, "  the next item did not come in: %v\n", err)
		case !ok:
			fmt.Fprintln(t.Out, "  the story is told; all its items are in")
			if c.Auto > 0 {
				return
			}
		default:
			fmt.Fprintf(t.Out, "  %s  %s\n", step.At.In(sample.Zone).Format("2 Jan 15:04"), step.Origin)
			if step.Note != "" {
				fmt.Fprintf(t.Out, "                %s\n", step.Note)
			}
		}
	}
}
