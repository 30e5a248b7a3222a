package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

const warningCols = `id, situation, state, revision, hash, expires, created, changed, released, body`

// scanWarning reads a warning. The body holds all of it; what the columns guard is compared with it, so that a row which was
// changed by hand is found instead of believed.
func scanWarning(r row) (warning.Warning, error) {
	var w warning.Warning
	var id, of, state, hash, body string
	var revision, expires, created, changed, released int64
	if err := r.Scan(&id, &of, &state, &revision, &hash, &expires, &created, &changed, &released, &body); err != nil {
		if engine.IsNoRows(err) {
			return w, ErrNotFound
		}
		return w, fmt.Errorf("reading a warning: %w", err)
	}
	if err := json.Unmarshal([]byte(body), &w); err != nil {
		return w, fmt.Errorf("warning %s does not decode: %w", id, err)
	}
	if string(w.ID) != id || string(w.Situation) != of || string(w.State) != state || int64(w.Revision) != revision || w.Hash != hash {
		return w, fmt.Errorf("warning %s: its columns do not fit its body: the row was changed from outside", id)
	}
	return w, nil
}

// loadWarning reads a warning in this transaction; with lock, nobody else changes it until the transaction ends.
func (t *tx) loadWarning(ctx context.Context, id warning.ID, lock bool) (warning.Warning, error) {
	q := `select ` + warningCols + ` from warning where id = $1`
	if lock {
		q += t.eng.ForUpdate()
	}
	w, err := scanWarning(t.QueryRow(ctx, q, string(id)))
	if err != nil {
		return w, fmt.Errorf("warning %s: %w", id, err)
	}
	return w, nil
}

// saveWarning writes a changed warning and returns it with its next revision. If the row has moved on since it was loaded,
// nothing is written and the error is of kind ErrChanged.
func (t *tx) saveWarning(ctx context.Context, w warning.Warning) (warning.Warning, error) {
	was := w.Revision
	w.Revision++
	n, err := t.Exec(ctx, `update warning set situation = $1, state = $2, revision = $3, hash = $4, expires = $5, changed = $6,
		released = $7, body = $8 where id = $9 and revision = $10`, string(w.Situation), string(w.State), w.Revision, w.Hash,
		us(w.Content.Expires), us(w.Changed), us(w.Released), asJSON(w), string(w.ID), was)
	if err != nil {
		return w, fmt.Errorf("writing warning %s: %w", w.ID, err)
	}
	if n != 1 {
		return w, fmt.Errorf("warning %s: %w", w.ID, ErrChanged)
	}
	return w, nil
}

// recordWarning is the ledger line of a move of w, bound to the hash of its content.
func (t *tx) recordWarning(ctx context.Context, by desk.Account, act string, w warning.Warning, detail string) error {
	return t.record(ctx, ledger.Line{Actor: string(by.ID), Act: "warning." + act, Of: string(w.ID), Hash: w.Hash, Detail: detail})
}

// DraftWarning keeps a new draft with the situation, the content and what it was drawn from, and an id that the store gives; all
// else of w is ignored.
func (s *Store) DraftWarning(ctx context.Context, by desk.Account, w warning.Warning) (warning.Warning, error) {
	err := s.inTx(ctx, "DraftWarning", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.DraftIt)
		if err != nil {
			return err
		}
		if _, err := t.loadSituation(ctx, w.Situation, false); err != nil {
			return err
		}
		if old := w.Content.Replaces; old != "" {
			if _, err := t.loadWarning(ctx, old, false); err != nil {
				return fmt.Errorf("what it replaces: %w", err)
			}
		}
		id, err := s.newID("wrn", t.now)
		if err != nil {
			return err
		}
		drawn := w.Drawn
		if w, err = warning.New(warning.ID(id), w.Situation, w.Content, actor, t.now); err != nil {
			return err
		}
		w.Revision, w.Drawn = 1, drawn
		if _, err := t.Exec(ctx, `insert into warning (`+warningCols+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			id, string(w.Situation), string(w.State), w.Revision, w.Hash, us(w.Content.Expires), us(w.Created), us(w.Changed),
			us(w.Released), asJSON(w)); err != nil {
			return fmt.Errorf("writing the draft: %w", err)
		}
		return t.recordWarning(ctx, actor, "drafted", w, "of "+string(w.Situation))
	})
	if err != nil {
		return warning.Warning{}, err
	}
	return w, nil
}

// moveWarning is one move of a warning that needs nothing but the warning: load and lock, let the domain decide, save, record.
// revision 0 means that the caller names the content by hash instead.
func (s *Store) moveWarning(ctx context.Context, method string, by desk.Account, right desk.Right, id warning.ID, revision int, act string,
	move func(w warning.Warning, actor desk.Account, t *tx) (next warning.Warning, detail string, err error)) (warning.Warning, error) {
	var w warning.Warning
	err := s.inTx(ctx, method, func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, right)
		if err != nil {
			return err
		}
		if w, err = t.loadWarning(ctx, id, true); err != nil {
			return err
		}
		if revision != 0 && revision != w.Revision {
			return fmt.Errorf("warning %s stands at revision %d, not %d: %w", id, w.Revision, revision, ErrChanged)
		}
		next, detail, err := move(w, actor, t)
		if err != nil {
			return err
		}
		if w, err = t.saveWarning(ctx, next); err != nil {
			return err
		}
		return t.recordWarning(ctx, actor, act, w, detail)
	})
	if err != nil {
		return warning.Warning{}, err
	}
	return w, nil
}

// EditWarning replaces the content of a warning that stands at this revision: it is a draft again, and its submission and
// approvals are void.
func (s *Store) EditWarning(ctx context.Context, by desk.Account, id warning.ID, revision int, c warning.Content) (warning.Warning, error) {
	if revision <= 0 {
		return warning.Warning{}, fmt.Errorf("EditWarning: warning %s: %w: no revision was named", id, ErrChanged)
	}
	return s.moveWarning(ctx, "EditWarning", by, desk.DraftIt, id, revision, "edited", func(w warning.Warning, actor desk.Account, t *tx) (warning.Warning, string, error) {
		w, err := warning.Edit(w, actor, c, t.now)
		return w, fmt.Sprintf("version %d", w.Version), err
	})
}

// SubmitWarning puts the draft that stands at this revision before the approvers; reach is how many people it would warn.
func (s *Store) SubmitWarning(ctx context.Context, by desk.Account, id warning.ID, revision, reach int) (warning.Warning, error) {
	if revision <= 0 {
		return warning.Warning{}, fmt.Errorf("SubmitWarning: warning %s: %w: no revision was named", id, ErrChanged)
	}
	return s.moveWarning(ctx, "SubmitWarning", by, desk.Submit, id, revision, "submitted", func(w warning.Warning, actor desk.Account, t *tx) (warning.Warning, string, error) {
		w, err := warning.Submit(w, actor, reach, t.now)
		return w, fmt.Sprintf("reaches %d, needs %d", w.Reach, w.Needed), err
	})
}

// SendBackWarning returns a submitted or approved warning, at this revision (0: whichever), to its authors.
func (s *Store) SendBackWarning(ctx context.Context, by desk.Account, id warning.ID, revision int, reason string) (warning.Warning, error) {
	return s.moveWarning(ctx, "SendBackWarning", by, desk.Stop, id, max(0, revision), "sent_back", func(w warning.Warning, actor desk.Account, t *tx) (warning.Warning, string, error) {
		w, err := warning.SendBack(w, actor, reason, t.now)
		return w, w.Reason, err
	})
}

// ApproveWarning is one person's yes to the content with this hash.
func (s *Store) ApproveWarning(ctx context.Context, by desk.Account, id warning.ID, hash string) (warning.Warning, error) {
	return s.moveWarning(ctx, "ApproveWarning", by, desk.Approve, id, 0, "approved", func(w warning.Warning, actor desk.Account, t *tx) (warning.Warning, string, error) {
		w, err := warning.Approve(w, actor, hash, t.now)
		return w, fmt.Sprintf("%d of %d", len(w.Approvals), w.Needed), err
	})
}

// Warning reads one warning.
func (s *Store) Warning(ctx context.Context, id warning.ID) (warning.Warning, error) {
	w, err := scanWarning(s.eng.Reader().QueryRow(ctx, `select `+warningCols+` from warning where id = $1`, string(id)))
	if err != nil {
		return w, fmt.Errorf("warning %s: %w", id, err)
	}
	return w, nil
}

// Warnings lists warnings, drafts too, the newest first.
func (s *Store) Warnings(ctx context.Context, f warning.Filter) ([]warning.Warning, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	var states []string
	for _, x := range f.States {
		states = append(states, string(x))
	}
	args := []any{string(f.Situation), string(f.Before), min(limit, 1000)}
	q := `select ` + warningCols + ` from warning where ($1 = '' or situation = $1) and ($2 = '' or id < $2)`
	q, args = oneOf(q, "state", states, args)
	return s.listWarnings(ctx, q+` order by id desc limit $3`, args...)
}

// ReleasedWarnings lists for the public feed what was ever released, the latest release first: released, cancelled, updated
// and expired warnings, never drafts and never drills.
func (s *Store) ReleasedWarnings(ctx context.Context, limit int) ([]warning.Warning, error) {
	q, args := oneOf(`select `+warningCols+` from warning where released > 0`, "state",
		[]string{string(warning.Released), string(warning.Updated), string(warning.Cancelled), string(warning.Expired)}, nil)
	// Drills are rare and stand in the body; a page is read until it is full.
	var out []warning.Warning
	before, id := int64(1)<<62, ""
	for len(out) < limit {
		more := append(append([]any{}, args...), before, id, limit)
		n := len(args)
		page, err := s.listWarnings(ctx, fmt.Sprintf(`%s and (released < $%d or released = $%d and id < $%d) order by released desc, id desc limit $%d`,
			q, n+1, n+1, n+2, n+3), more...)
		if err != nil {
			return nil, err
		}
		for _, w := range page {
			if !w.Drill && len(out) < limit {
				out = append(out, w)
			}
		}
		if len(page) < limit {
			break
		}
		last := page[len(page)-1]
		before, id = us(last.Released), string(last.ID)
	}
	return out, nil
}

func (s *Store) listWarnings(ctx context.Context, q string, args ...any) ([]warning.Warning, error) {
	r, err := s.eng.Reader().Query(ctx, q, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the warnings: %w", err)
	}
	defer r.Close()
	var out []warning.Warning
	for r.Next() {
		w, err := scanWarning(r)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("reading the warnings: %w", err)
	}
	return out, nil
}

// oneOf adds "and col in (...)" for the values; none of them means no condition.
func oneOf(q, col string, values []string, args []any) (string, []any) {
	return engine.OneOf(q, col, values, args)
}
