// Package door is what the console and the JSON API share: the view of the store they consume, what they do with it in more
// than one step, and the one table that turns errors into answers.
//
// Both doors pass the same functions here, and these call the same store methods, so that no door is laxer than the other.
// Nothing here writes to the world; what a method refuses comes back as an error that Kinds.Answer can read.
package door

import (
	"context"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Accounts are the people on duty.
type AccountStore interface {
	Account(ctx context.Context, id desk.AccountID) (desk.Account, error)
	AccountByLogin(ctx context.Context, login string) (desk.Account, error)
	AccountByToken(ctx context.Context, secret string) (desk.Account, error)
	Accounts(ctx context.Context) ([]desk.Account, error)
	AddAccount(ctx context.Context, by desk.AccountID, a desk.Account) (desk.Account, error)
	SetPassword(ctx context.Context, by, id desk.AccountID, phc string) error
	SetRoles(ctx context.Context, by, id desk.AccountID, roles []desk.Role) error
	DisableAccount(ctx context.Context, by, id desk.AccountID) error
	AddToken(ctx context.Context, by, account desk.AccountID, name string, ttl time.Duration) (secret string, err error)
}

// Items are what came in and what it says.
type Items interface {
	KeepItem(ctx context.Context, by string, it intake.Item) (kept intake.Item, fresh bool, err error)
	Item(ctx context.Context, id intake.ItemID) (intake.Item, error)
	Items(ctx context.Context, limit int, before intake.ItemID) ([]intake.Item, error)
	Report(ctx context.Context, id reading.ReportID) (reading.Report, error)
	ReportOf(ctx context.Context, id intake.ItemID) (reading.Report, error)
	SituationsOf(ctx context.Context, item intake.ItemID) ([]situation.ID, error)
	KeepCorrection(ctx context.Context, by desk.Account, c correction.Correction) (id string, err error)
	Corrections(ctx context.Context, item intake.ItemID) ([]correction.Correction, error)
}

// Sources are where items come from.
type Sources interface {
	Sources(ctx context.Context) ([]intake.Watched, error)
	Source(ctx context.Context, id intake.SourceID) (intake.Watched, error)
	SaveSource(ctx context.Context, by desk.AccountID, src intake.Source) error
	SwitchSource(ctx context.Context, by desk.AccountID, id intake.SourceID, on bool) error
	NewPushToken(ctx context.Context, by desk.AccountID, id intake.SourceID) (string, error)
	Alarms(ctx context.Context, open bool, limit int) ([]intake.Raised, error)
	ItemsOf(ctx context.Context, src intake.SourceID, limit int) ([]intake.Item, error)
	AcceptItem(ctx context.Context, by desk.Account, id intake.ItemID, reason string) error
}

// Situations are the threats followed.
type Situations interface {
	Situations(ctx context.Context, states ...situation.State) ([]situation.Situation, error)
	Situation(ctx context.Context, id situation.ID) (situation.Situation, error)
	TellingOf(ctx context.Context, s situation.Situation) ([]situation.Told, error)
	JoinByHand(ctx context.Context, by desk.Account, r reading.ReportID, event int, to situation.ID, j situation.Joiner) (situation.Situation, error)
	CloseSituation(ctx context.Context, by desk.Account, id situation.ID, reason string) (situation.Situation, error)
	ReopenSituation(ctx context.Context, by desk.Account, id situation.ID, reason string) (situation.Situation, error)
	SplitSituation(ctx context.Context, by desk.Account, id situation.ID, refs []situation.Ref, reason string, j situation.Joiner) (situation.Situation, error)
	MergeSituations(ctx context.Context, by desk.Account, into, from situation.ID, reason string, j situation.Joiner) (situation.Situation, error)
	UndoJoin(ctx context.Context, by desk.Account, r situation.Ref, reason string, j situation.Joiner) (situation.Situation, error)
	GradeReport(ctx context.Context, by desk.Account, id situation.ID, r situation.Ref, credibility int, reason string) (situation.Situation, error)
	Timeline(ctx context.Context, id situation.ID, zone *time.Location) ([]situation.Moment, error)
	Concerned(ctx context.Context, by desk.Account, id situation.ID) (situation.Concerned, error)
}

// Tasks are what the desk must do by a time.
type Tasks interface {
	Task(ctx context.Context, id situation.TaskID) (situation.Task, error)
	ListTasks(ctx context.Context, f situation.TaskFilter) ([]situation.Task, error)
	TakeTask(ctx context.Context, by desk.Account, id situation.TaskID) (situation.Task, error)
	HandOverTask(ctx context.Context, by desk.Account, id situation.TaskID, to desk.AccountID) (situation.Task, error)
	GiveBackTask(ctx context.Context, by desk.Account, id situation.TaskID) (situation.Task, error)
	EndTask(ctx context.Context, by desk.Account, id situation.TaskID, reason string) (situation.Task, error)
	KeepApart(ctx context.Context, by desk.Account, id situation.TaskID, reason string) (situation.Task, error)
	OpenTasks(ctx context.Context) (open, late int, err error)
}

// Advice is what governments' documents say of countries, version by version.
type Advice interface {
	CurrentAdvice(ctx context.Context, country string) ([]version.Version, error)
	AdviceHistory(ctx context.Context, country string, limit int) ([]version.Version, error)
	LevelChanges(ctx context.Context, since time.Time) ([]version.Version, error)
}

// Warnings are what we tell our people.
type Warnings interface {
	DraftWarning(ctx context.Context, by desk.Account, w warning.Warning) (warning.Warning, error)
	EditWarning(ctx context.Context, by desk.Account, id warning.ID, revision int, c warning.Content) (warning.Warning, error)
	SubmitWarning(ctx context.Context, by desk.Account, id warning.ID, revision, reach int) (warning.Warning, error)
	SendBackWarning(ctx context.Context, by desk.Account, id warning.ID, revision int, reason string) (warning.Warning, error)
	ApproveWarning(ctx context.Context, by desk.Account, id warning.ID, hash string) (warning.Warning, error)
	ReleaseWarning(ctx context.Context, by desk.Account, id warning.ID, hash string) (warning.Warning, int, error)
	CancelWarning(ctx context.Context, by desk.Account, id warning.ID, reason string) (warning.Warning, error)
	Warning(ctx context.Context, id warning.ID) (warning.Warning, error)
	Warnings(ctx context.Context, f warning.Filter) ([]warning.Warning, error)
	ReleasedWarnings(ctx context.Context, limit int) ([]warning.Warning, error)
}

// Deliveries are warnings on their way to people.
type Deliveries interface {
	Progress(ctx context.Context, id warning.ID) (delivery.Progress, error)
	Unreached(ctx context.Context, id warning.ID, limit int) ([]delivery.Person, error)
	AudienceOf(ctx context.Context, id warning.ID, limit int, after int64) ([]delivery.Person, error)
	Trace(ctx context.Context, id warning.ID, person roster.PersonID) ([]delivery.Step, error)
	AudienceMember(ctx context.Context, id warning.ID, person roster.PersonID) (delivery.Person, error)
	OldestOpen(ctx context.Context, id warning.ID) (time.Time, error)
	WarningFor(ctx context.Context, audience int64) (warning.Warning, delivery.Person, error)
	Acknowledge(ctx context.Context, audience int64) (first bool, name string, err error)
}

// Roster is whom we answer for.
type Roster interface {
	ImportPeople(ctx context.Context, by desk.Account, people []roster.Person) (roster.Imported, error)
	ImportStays(ctx context.Context, by desk.Account, stays []roster.StayRow) (roster.Imported, error)
	ImportSites(ctx context.Context, by desk.Account, sites []roster.Site) (roster.Imported, error)
	ImportGatherings(ctx context.Context, by desk.Account, gatherings []roster.Gathering) (roster.Imported, error)
	MatchPeople(ctx context.Context, q roster.Query) ([]roster.Match, error)
	MatchSites(ctx context.Context, q roster.Query) ([]roster.SiteMatch, error)
	MatchGatherings(ctx context.Context, q roster.Query) ([]roster.GatheringMatch, error)
	RosterCounts(ctx context.Context) (roster.Counts, error)
}

// Ledger is the tamper-evident record.
type Ledger interface {
	LedgerLines(ctx context.Context, of string, from int64, limit int) ([]ledger.Line, error)
	LedgerTree(ctx context.Context) (size int64, root tlog.Hash, err error)
	VerifyLedger(ctx context.Context) (size int64, root tlog.Hash, err error)
}

// Store is all of it; *store.Store is one.
type Store interface {
	AccountStore
	Items
	Sources
	Situations
	Advice
	Tasks
	Warnings
	Deliveries
	Roster
	Ledger
}

func reportID(s string) reading.ReportID { return reading.ReportID(s) }
