package warning

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Move is something that is done to a warning.
type Move string

// Moves.
const (
	MoveEdit     Move = "edit"
	MoveSubmit   Move = "submit"
	MoveSendBack Move = "send_back"
	MoveApprove  Move = "approve"
	MoveRelease  Move = "release"
	MoveCancel   Move = "cancel"
	MoveUpdate   Move = "update"
	MoveExpire   Move = "expire"
)

// Step is one line of the table: from a state by a move to a state, by an account that holds the right.
type Step struct {
	From  State
	Move  Move
	To    State
	Right desk.Right // empty: the clock does it, no person
	Guard string     // what else must hold, for people to read; the functions below enforce it
}

// Table is every move there is. What is not in it cannot be done (ErrMove).
//
//	draft ──submit──▶ submitted ──approve (last one needed)──▶ approved ──release──▶ released ─┬─cancel──▶ cancelled
//	  ▲ ▲ edit           │  ▲ approve (one of several)            │                             ├─update──▶ updated
//	  └─┴── edit, send back ──────────────────────────────────────┘                             └─expire──▶ expired
//
// Two people are on every release by construction: an approver is never an author of any version nor the submitter, and a
// submitted warning has at least one of each. Who presses release may be either of them.
var Table = []Step{
	{Draft, MoveEdit, Draft, desk.DraftIt, ""},
	{Submitted, MoveEdit, Draft, desk.DraftIt, "voids the submission and every approval"},
	{Approved, MoveEdit, Draft, desk.DraftIt, "voids the submission and every approval"},
	{Draft, MoveSubmit, Submitted, desk.Submit, "complete; not past its end"},
	{Submitted, MoveSendBack, Draft, desk.Stop, "a reason; voids the submission and every approval"},
	{Approved, MoveSendBack, Draft, desk.Stop, "a reason; voids the submission and every approval"},
	{Submitted, MoveApprove, Submitted, desk.Approve, "the hash of the present content; not an author, not the submitter, not twice; more approvals are needed"},
	{Submitted, MoveApprove, Approved, desk.Approve, "the same, and this was the last approval needed"},
	{Approved, MoveRelease, Released, desk.Release, "the hash of the present content; enough valid approvals for the reach counted now; complete; not past its end"},
	{Released, MoveCancel, Cancelled, desk.Stop, "a reason; one person is enough"},
	{Released, MoveUpdate, Updated, desk.Release, "another released warning names this one as replaced"},
	{Released, MoveExpire, Expired, "", "its end has come"},
}

// Can reports whether the table holds the move from the state; the guards and rights are not asked.
func Can(s State, m Move) bool {
	return slices.ContainsFunc(Table, func(x Step) bool { return x.From == s && x.Move == m })
}

// done says what a move makes of a warning, for people.
var done = map[Move]string{MoveEdit: "edited", MoveSubmit: "submitted", MoveSendBack: "sent back", MoveApprove: "approved",
	MoveRelease: "released", MoveCancel: "cancelled", MoveUpdate: "replaced", MoveExpire: "let expire"}

// step looks the move up and checks the actor's right. Right comes first: who may not act learns nothing of the state.
func step(w Warning, m Move, by desk.Account) error {
	var right desk.Right
	for _, s := range Table {
		if s.Move == m {
			right = s.Right
		}
	}
	if right != "" && !by.May(right) {
		return refuse(w, m, by, ErrRight, "Your account may not do this.", "account lacks the right "+string(right))
	}
	if !Can(w.State, m) {
		return refuse(w, m, by, ErrMove, fmt.Sprintf("A warning that is %s cannot be %s.", w.State, done[m]), "state is "+string(w.State))
	}
	return nil
}

func refuse(w Warning, m Move, by desk.Account, kind error, public, why string) *Error {
	who := string(by.ID)
	if who == "" {
		who = "nobody"
	}
	return &Error{Kind: kind, Public: public, Operator: fmt.Sprintf("warning %s: %s by %s refused: %s", w.ID, m, who, why)}
}

// New makes a draft. The situation may not be empty; the content may be incomplete, but must be text that can be kept.
func New(id ID, of situation.ID, c Content, by desk.Account, now time.Time) (Warning, error) {
	w := Warning{ID: id, Situation: of, State: Draft, Created: now.UTC()}
	if !by.May(desk.DraftIt) {
		return Warning{}, refuse(w, "draft", by, ErrRight, "Your account may not draft warnings.", "account lacks the right draft")
	}
	if of == "" {
		return Warning{}, refuse(w, "draft", by, ErrIncomplete, "A warning belongs to a situation: choose one.", "no situation")
	}
	return written(w, c, by, now)
}

// written puts new content into w: a draft again, with its author, its hash, and nobody's submission or approval.
func written(w Warning, c Content, by desk.Account, now time.Time) (Warning, error) {
	if bad := c.unkeepable(); bad != "" {
		return Warning{}, refuse(w, MoveEdit, by, ErrIncomplete, bad, bad)
	}
	w.Authors = slices.Clone(w.Authors)
	if !slices.Contains(w.Authors, by.ID) {
		w.Authors = append(w.Authors, by.ID)
	}
	w.State, w.Content, w.Hash, w.Drill = Draft, c.clone(), c.Hash(), c.Drill
	w.Version++
	w.Submitter, w.Approvals, w.Needed, w.Reach = "", nil, 0, 0
	w.Changed = now.UTC()
	return w, nil
}

// Edit replaces the content and goes back to draft: an edit voids the submission and every approval, whatever it changes.
// The editor becomes an author for good. A drill stays a drill and a live warning stays live: draft another one.
func Edit(w Warning, by desk.Account, c Content, now time.Time) (Warning, error) {
	if err := step(w, MoveEdit, by); err != nil {
		return Warning{}, err
	}
	if c.Drill != w.Drill {
		return Warning{}, refuse(w, MoveEdit, by, ErrDrill, "A drill stays a drill and a live warning stays live. Draft another one.", "the edit changes drill")
	}
	w.Reason = ""
	w.Before = w.before()
	return written(w, c, by, now)
}

// Submit puts the draft before the approvers. reach is the number of people it would warn now; it sets how many must approve.
func Submit(w Warning, by desk.Account, reach int, now time.Time) (Warning, error) {
	if err := step(w, MoveSubmit, by); err != nil {
		return Warning{}, err
	}
	if err := sendable(w, MoveSubmit, by, reach, now); err != nil {
		return Warning{}, err
	}
	w.State, w.Submitter, w.Approvals = Submitted, by.ID, nil
	w.Reach, w.Needed = reach, ApprovalsNeeded(reach)
	w.Reason, w.Changed = "", now.UTC()
	return w, nil
}

// before is what the approvers last saw, when w goes back to draft: the present content if it stands before them.
func (w Warning) before() *Content {
	if w.State != Submitted && w.State != Approved {
		return w.Before
	}
	c := w.Content.clone()
	return &c
}

// sendable is what both submission and release ask of the content.
func sendable(w Warning, m Move, by desk.Account, reach int, now time.Time) error {
	if got := w.Content.Hash(); got != w.Hash || w.Content.Drill != w.Drill {
		return refuse(w, m, by, ErrHash, "The kept content does not fit its hash. Tell the operator.", "content has hash "+got+", row says "+w.Hash)
	}
	if missing := w.Content.Complete(); len(missing) > 0 {
		e := refuse(w, m, by, ErrIncomplete, "The warning is not complete: "+strings.Join(missing, "; ")+".", strings.Join(missing, "; "))
		e.Missing = missing
		return e
	}
	if end := w.Content.Expires; !end.IsZero() && !now.Before(end) {
		return refuse(w, m, by, ErrLate, "The warning's own end has passed. Give it a new one.", "expired "+end.UTC().Format(time.RFC3339))
	}
	if reach < 0 {
		return refuse(w, m, by, ErrIncomplete, "Nobody has counted whom this reaches.", fmt.Sprintf("reach is %d", reach))
	}
	if reach > 0 && !w.Content.ReachesPeople() {
		return refuse(w, m, by, ErrDrill, "This drill does not say that it reaches people.", fmt.Sprintf("a drill would reach %d people", reach))
	}
	return nil
}

// SendBack returns a submitted or approved warning to its authors. One person with the right to stop is enough.
func SendBack(w Warning, by desk.Account, reason string, now time.Time) (Warning, error) {
	if err := step(w, MoveSendBack, by); err != nil {
		return Warning{}, err
	}
	reason, err := reasonOf(w, MoveSendBack, by, reason)
	if err != nil {
		return Warning{}, err
	}
	w.Before = w.before()
	w.State, w.Submitter, w.Approvals, w.Needed, w.Reach = Draft, "", nil, 0, 0
	w.Reason, w.Changed = reason, now.UTC()
	return w, nil
}

// maxReason is the longest reason kept, in bytes.
const maxReason = 2000

func reasonOf(w Warning, m Move, by desk.Account, reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return "", refuse(w, m, by, ErrReason, "Say why.", "no reason")
	}
	if len(reason) > maxReason || unsafeText(reason, true) != "" {
		return "", refuse(w, m, by, ErrReason, "Give the reason in at most 2,000 plain characters.", "the reason is too long or holds control characters")
	}
	return reason, nil
}

// Approve is one person's yes to the content with this hash. Nobody approves what they wrote (any version) or submitted.
func Approve(w Warning, by desk.Account, hash string, now time.Time) (Warning, error) {
	if err := step(w, MoveApprove, by); err != nil {
		return Warning{}, err
	}
	if slices.Contains(w.Authors, by.ID) || w.Submitter == by.ID {
		return Warning{}, refuse(w, MoveApprove, by, ErrOwnWork, "You wrote or submitted this warning; another person must approve it.", "the approver is an author or the submitter")
	}
	if err := sameHash(w, MoveApprove, by, hash); err != nil {
		return Warning{}, err
	}
	if slices.ContainsFunc(w.Approvals, func(a Approval) bool { return a.By == by.ID }) {
		return Warning{}, refuse(w, MoveApprove, by, ErrMove, "You have approved this warning already; another person must too.", "already approved by this account")
	}
	if err := sendable(w, MoveApprove, by, w.Reach, now); err != nil {
		return Warning{}, err
	}
	w.Approvals = append(slices.Clone(w.Approvals), Approval{By: by.ID, Hash: hash, At: now.UTC()})
	if w.valid() >= max(1, w.Needed) {
		w.State = Approved
	}
	w.Changed = now.UTC()
	return w, nil
}

// sameHash: what is approved or released is the content the caller has seen and the content that is kept.
func sameHash(w Warning, m Move, by desk.Account, hash string) error {
	if hash == "" || hash != w.Hash {
		return refuse(w, m, by, ErrHash, "The warning was changed since you read it. Read it again.", "asked for hash "+clip(hash)+", present is "+w.Hash)
	}
	return nil
}

func clip(s string) string {
	if len(s) > 64 {
		s = s[:64]
	}
	return fmt.Sprintf("%q", s)
}

// valid counts the approvals that count: distinct people, bound to the present hash, none of them an author or the submitter.
func (w Warning) valid() int {
	seen := map[desk.AccountID]bool{}
	for _, a := range w.Approvals {
		if a.By != "" && a.Hash == w.Hash && a.By != w.Submitter && !slices.Contains(w.Authors, a.By) {
			seen[a.By] = true
		}
	}
	return len(seen)
}

// Missing is how many more people must approve before w may reach so many people; 0 when it is enough.
func (w Warning) Missing(reach int) int {
	return max(0, max(ApprovalsNeeded(reach), w.Needed)-w.valid())
}

// Release sends the warning on its way. reach is the number of people matched in the same transaction: when it asks for more
// approvals than were given, the release is refused (ErrApprovals); send it back and submit it again.
func Release(w Warning, by desk.Account, hash string, reach int, now time.Time) (Warning, error) {
	if err := step(w, MoveRelease, by); err != nil {
		return Warning{}, err
	}
	if err := sameHash(w, MoveRelease, by, hash); err != nil {
		return Warning{}, err
	}
	if err := sendable(w, MoveRelease, by, reach, now); err != nil {
		return Warning{}, err
	}
	if w.Submitter == "" || len(w.Authors) == 0 {
		return Warning{}, refuse(w, MoveRelease, by, ErrApprovals, "The record of who wrote and submitted this warning is not whole. Tell the operator.", "no author or no submitter")
	}
	if n := w.Missing(reach); n > 0 {
		return Warning{}, refuse(w, MoveRelease, by, ErrApprovals,
			fmt.Sprintf("This warning now reaches %d people and needs %d more approval(s). Send it back and submit it again.", reach, n),
			fmt.Sprintf("reach %d needs %d approvals, %d are valid", reach, max(ApprovalsNeeded(reach), w.Needed), w.valid()))
	}
	w.State, w.Reach, w.Released, w.Releaser = Released, reach, now.UTC(), by.ID
	w.Changed = now.UTC()
	return w, nil
}

// Cancel takes a released warning back. One person with the right to stop is enough.
func Cancel(w Warning, by desk.Account, reason string, now time.Time) (Warning, error) {
	if err := step(w, MoveCancel, by); err != nil {
		return Warning{}, err
	}
	reason, err := reasonOf(w, MoveCancel, by, reason)
	if err != nil {
		return Warning{}, err
	}
	return ended(w, Cancelled, by.ID, reason, now), nil
}

func ended(w Warning, s State, by desk.AccountID, reason string, now time.Time) Warning {
	w.State, w.Ended, w.Ender, w.Reason, w.Changed = s, now.UTC(), by, reason, now.UTC()
	return w
}

// Update ends a released warning because a later one, released and naming it in Content.Replaces, takes its place.
func Update(w Warning, by desk.Account, next Warning, now time.Time) (Warning, error) {
	if err := step(w, MoveUpdate, by); err != nil {
		return Warning{}, err
	}
	if next.State != Released || next.Content.Replaces != w.ID || next.ID == w.ID || next.Drill != w.Drill {
		return Warning{}, refuse(w, MoveUpdate, by, ErrMove, "The later warning does not replace this one.", fmt.Sprintf("%s is %s and replaces %q", next.ID, next.State, next.Content.Replaces))
	}
	w = ended(w, Updated, by.ID, "", now)
	w.ReplacedBy = next.ID
	return w, nil
}

// Expire ends a released warning whose Expires has come. A warning without an end never expires by itself.
func Expire(w Warning, now time.Time) (Warning, error) {
	if err := step(w, MoveExpire, desk.Account{ID: "system"}); err != nil {
		return Warning{}, err
	}
	if end := w.Content.Expires; end.IsZero() || now.Before(end) {
		return Warning{}, refuse(w, MoveExpire, desk.Account{ID: "system"}, ErrLate, "The warning is still valid.", "its end has not come")
	}
	return ended(w, Expired, "", "", now), nil
}

// manyPeople is the reach above which two people must approve. One approver vouches for what a person can oversee; above ten
// thousand a wrong warning is public news (reliability.md: the bigger issuers raise the level of sign-off with the reach).
const manyPeople = 10_000

// ApprovalsNeeded is how many people must approve a warning that reaches so many people: 1 up to 10,000, 2 above.
func ApprovalsNeeded(reach int) int {
	if reach > manyPeople {
		return 2
	}
	return 1
}
