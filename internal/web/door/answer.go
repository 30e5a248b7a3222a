package door

import (
	"context"
	"errors"
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Kinds are the store's kinds of error, handed in because the web does not import the store.
type Kinds struct{ NotFound, Changed, InDoubt, Taken, Denied error }

// Refusal is a request that cannot be done, with words for the person who asked.
type Refusal struct {
	Status int // HTTP
	Public string
}

// Error is the public text: a Refusal holds nothing else.
func (r *Refusal) Error() string { return r.Public }

// Refuse makes a Refusal.
func Refuse(status int, public string) error { return &Refusal{Status: status, Public: public} }

// Answer is what an outsider is told of an error. Ours says that the fault is ours and belongs in the log.
type Answer struct {
	Status int
	Head   string
	Public string
	Ours   bool
}

// Answer reads err by the one table of kinds. What the table does not hold is our fault: 500, with no detail for outsiders.
func (k Kinds) Answer(err error) Answer {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return Answer{Status: refusal.Status, Head: http.StatusText(refusal.Status), Public: refusal.Public}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return Answer{Status: http.StatusRequestEntityTooLarge, Head: "Too large", Public: "What was sent is larger than is taken here."}
	}
	var wrong *correction.RefusedError
	if errors.As(err, &wrong) {
		return Answer{Status: http.StatusUnprocessableEntity, Head: "Not kept", Public: wrong.Why}
	}
	var refused *roster.RefusedError
	if errors.As(err, &refused) {
		return Answer{Status: http.StatusUnprocessableEntity, Head: "Nothing was imported", Public: refused.Error()}
	}
	for _, row := range []struct {
		kind         error
		status       int
		head, public string
		ours         bool
	}{
		{k.InDoubt, http.StatusServiceUnavailable, "Not sure", "The database did not answer: it may or may not have happened. Look before you do it again.", true},
		{k.NotFound, http.StatusNotFound, "Not found", "There is no such thing here, or it is gone.", false},
		{k.Changed, http.StatusConflict, "Changed meanwhile", "Somebody else changed it meanwhile. Read it again and decide again.", false},
		{k.Taken, http.StatusConflict, "Taken", "That name is in use already.", false},
		{k.Denied, http.StatusForbidden, "Not allowed", "Your account may not do this.", false},
		{warning.ErrRight, http.StatusForbidden, "Not allowed", "Your account may not do this.", false},
		{warning.ErrOwnWork, http.StatusForbidden, "Your own work", "You wrote or submitted this warning; another person must approve it.", false},
		{warning.ErrMove, http.StatusConflict, "Not now", "That cannot be done as the warning stands.", false},
		{warning.ErrHash, http.StatusConflict, "Other words", "The warning was changed since you read it. Read it again.", false},
		{warning.ErrIncomplete, http.StatusUnprocessableEntity, "Not complete", "The warning is not complete.", false},
		{warning.ErrLate, http.StatusConflict, "Too late", "The warning's own end has passed.", false},
		{warning.ErrApprovals, http.StatusConflict, "More approvals needed", "More people must approve it first.", false},
		{warning.ErrReason, http.StatusUnprocessableEntity, "Say why", "A reason is needed.", false},
		{warning.ErrDrill, http.StatusUnprocessableEntity, "Drill", "A drill stays a drill, and reaches nobody unless it says so.", false},
		{situation.ErrMove, http.StatusConflict, "Not now", "That cannot be done as the situation stands.", false},
		{situation.ErrReason, http.StatusUnprocessableEntity, "Say why", "A reason of 1 to 2,000 characters is needed.", false},
		{situation.ErrEvent, http.StatusUnprocessableEntity, "No such event", "The report has no event there that can be joined; standing advice never joins as a threat.", false},
		{situation.ErrTask, http.StatusConflict, "Not now", "That cannot be done as the task stands, or the person named may not have it.", false},
		{delivery.ErrToken, http.StatusNotFound, "Not found", "There is no such thing here, or it is gone.", false},
		{context.Canceled, http.StatusServiceUnavailable, "Stopped", "The request was given up before it was done.", false},
		{context.DeadlineExceeded, http.StatusServiceUnavailable, "Too slow", "It took too long. Try again.", true},
	} {
		if row.kind != nil && errors.Is(err, row.kind) {
			a := Answer{Status: row.status, Head: row.head, Public: row.public, Ours: row.ours}
			if p := warning.Public(err); p != "" {
				a.Public = p
			}
			return a
		}
	}
	return Answer{Status: http.StatusInternalServerError, Head: "Something went wrong here", Public: "It is not your fault. The operator's log says more.", Ours: true}
}
