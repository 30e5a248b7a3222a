// Command tocsin is the whole of Tocsin in one binary: the server (serve), the sample scenario (run), and what an operator does
// at a terminal. It parses and prints; the work stands in internal/hub and below.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set at build time (make build).
var version = "unknown"

// CLI is every command.
type CLI struct {
	Run     RunCmd     `cmd:"" help:"Start the sample scenario: Moscow, March 2024, with a mail sink."`
	Serve   ServeCmd   `cmd:"" help:"Start Tocsin for real use."`
	Read    ReadCmd    `cmd:"" help:"Read a document and show what it says, each value with the words it came from."`
	Replay  ReplayCmd  `cmd:"" help:"Play a folder of dated documents and decisions on a virtual clock: training, tests, what if."`
	Cap     CapCmd     `cmd:"" help:"Work with CAP alerts."`
	Import  ImportCmd  `cmd:"" help:"Import the roster from CSV: people, stays, sites, gatherings. All of a file or nothing of it."`
	Sources SourcesCmd `cmd:"" help:"Where items come from: list, try, add, switch, import."`
	Keep    KeepCmd    `cmd:"" help:"Keep documents by hand, as an item or as if a source had brought them."`
	Admin   AdminCmd   `cmd:"" help:"Accounts of the desk and tokens of the API."`
	Migrate MigrateCmd `cmd:"" help:"Bring the database's tables to this version."`
	Backup  BackupCmd  `cmd:"" help:"Write a copy of the database to a file, while Tocsin runs."`
	Restore RestoreCmd `cmd:"" help:"Put a backup in the place of the database. Tocsin must be stopped."`
	Ledger  LedgerCmd  `cmd:"" help:"The tamper-evident record of who did what."`
	Webhook WebhookCmd `cmd:"" help:"The secret that signs what is posted to webhooks."`
	Version VersionCmd `cmd:"" help:"Print the version."`
}

// VersionCmd prints the version.
type VersionCmd struct{}

// Run prints it.
func (VersionCmd) Run(t *Terminal) error {
	_, err := fmt.Fprintln(t.Out, "tocsin", version)
	return err
}

// Exit codes: 0 done, 1 not done, 2 the command line itself was wrong.
const (
	exitNotDone = 1
	exitUsage   = 2
)

// errQuiet ends a command with code 1 without another line: what is wrong was already shown, as a table.
var errQuiet = errors.New("not done")

func main() {
	// A second signal ends the program at once: Stop gives the default handling back after the first.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	code := execute(ctx, os.Args[1:], NewTerminal(os.Stdin, os.Stdout, os.Stderr, os.Environ()))
	stop()
	os.Exit(code)
}

// execute runs one command line and gives its exit code. Tests call it too.
func execute(ctx context.Context, args []string, t *Terminal) (code int) {
	var cli CLI
	type ended struct{ code int }
	defer func() { // kong leaves through Exit after --help
		switch e := recover().(type) {
		case nil:
		case ended:
			code = e.code
		default:
			panic(e)
		}
	}()
	parser, err := kong.New(&cli,
		kong.Name("tocsin"),
		kong.Description("Carries a security warning from the first authority that speaks to the last person it concerns."),
		kong.Vars{"roles": roleHelp},
		kong.Writers(t.Out, t.Err),
		kong.Exit(func(c int) { panic(ended{c}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
		kong.Bind(t),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.BindTo(t.Out, (*io.Writer)(nil)),
	)
	if err != nil {
		panic(err) // the struct above is wrong: a programming error that every test would see
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	kctx, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(t.Err, "tocsin: %v\n", err)
		var pe *kong.ParseError
		if errors.As(err, &pe) && pe.Context != nil {
			fmt.Fprintf(t.Err, "See: tocsin %s --help\n", pe.Context.Command())
		}
		return exitUsage
	}
	if err := kctx.Run(); err != nil {
		if !errors.Is(err, errQuiet) {
			fmt.Fprintf(t.Err, "tocsin: %v\n", err)
		}
		return exitNotDone
	}
	return 0
}
