package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

const situationCols = `id, state, type, version, window_to, opened, changed, body`

func scanSituation(r row) (situation.Situation, error) {
	var s situation.Situation
	var id, state, kind, body string
	var version, to, opened, changed int64
	if err := r.Scan(&id, &state, &kind, &version, &to, &opened, &changed, &body); err != nil {
		if engine.IsNoRows(err) {
			return s, ErrNotFound
		}
		return s, fmt.Errorf("reading a situation: %w", err)
	}
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		return s, fmt.Errorf("situation %s does not decode: %w", id, err)
	}
	if string(s.ID) != id || string(s.State) != state || int64(s.Version) != version {
		return s, fmt.Errorf("situation %s: its columns do not fit its body: the row was changed from outside", id)
	}
	return s, nil
}

// loadSituation reads a situation in this transaction; with lock, nobody else changes it until the transaction ends.
func (t *tx) loadSituation(ctx context.Context, id situation.ID, lock bool) (situation.Situation, error) {
	q := `select ` + situationCols + ` from situation where id = $1`
	if lock {
		q += t.eng.ForUpdate()
	}
	s, err := scanSituation(t.QueryRow(ctx, q, string(id)))
	if err != nil {
		return s, fmt.Errorf("situation %s: %w", id, err)
	}
	return s, nil
}

// saveSituation writes a new or changed situation and returns it with its next version. Context is never kept with it.
func (t *tx) saveSituation(ctx context.Context, s situation.Situation) (situation.Situation, error) {
	was := s.Version
	s.Version++
	s.Context = nil
	to := s.Ends()
	if was == 0 {
		if _, err := t.Exec(ctx, `insert into situation (`+situationCols+`) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			string(s.ID), string(s.State), string(s.Type), s.Version, us(to), us(s.Opened), us(s.Changed), asJSON(s)); err != nil {
			return s, fmt.Errorf("writing situation %s: %w", s.ID, err)
		}
	} else {
		n, err := t.Exec(ctx, `update situation set state = $1, type = $2, version = $3, window_to = $4, changed = $5, body = $6
			where id = $7 and version = $8`, string(s.State), string(s.Type), s.Version, us(to), us(s.Changed), asJSON(s), string(s.ID), was)
		if err != nil {
			return s, fmt.Errorf("writing situation %s: %w", s.ID, err)
		}
		if n != 1 {
			return s, fmt.Errorf("situation %s: %w", s.ID, ErrChanged)
		}
	}
	// The next work: whom it concerns now (RefreshConcerns).
	if _, err := t.Exec(ctx, `insert into concern_due (situation) values ($1) on conflict (situation) do nothing`, string(s.ID)); err != nil {
		return s, fmt.Errorf("queueing whom situation %s concerns: %w", s.ID, err)
	}
	if was == 0 {
		return s, nil
	}
	return s, t.settleTasks(ctx, s)
}

func listSituations(ctx context.Context, q querier, text string, args ...any) ([]situation.Situation, error) {
	r, err := q.Query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the situations: %w", err)
	}
	defer r.Close()
	var out []situation.Situation
	for r.Next() {
		s, err := scanSituation(r)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("reading the situations: %w", err)
	}
	return out, nil
}

// Situations lists the situations in these states (none named: all), the newest change first, each with its context.
func (s *Store) Situations(ctx context.Context, states ...situation.State) ([]situation.Situation, error) {
	var names []string
	for _, x := range states {
		names = append(names, string(x))
	}
	q, args := oneOf(`select `+situationCols+` from situation where 1 = 1`, "state", names, nil)
	out, err := listSituations(ctx, s.eng.Reader(), q+` order by changed desc, id desc`, args...)
	if err != nil {
		return nil, err
	}
	var countries []string
	for _, x := range out {
		countries = append(countries, x.Countries()...)
	}
	slices.Sort(countries)
	advice, err := adviceFor(ctx, s.eng.Reader(), slices.Compact(countries))
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Context = situation.Applying(advice, out[i])
	}
	return out, nil
}

// Situation reads one situation with its context.
func (s *Store) Situation(ctx context.Context, id situation.ID) (situation.Situation, error) {
	out, err := scanSituation(s.eng.Reader().QueryRow(ctx, `select `+situationCols+` from situation where id = $1`, string(id)))
	if err != nil {
		return out, fmt.Errorf("situation %s: %w", id, err)
	}
	return s.withContext(ctx, out)
}

func (s *Store) withContext(ctx context.Context, x situation.Situation) (situation.Situation, error) {
	advice, err := adviceFor(ctx, s.eng.Reader(), x.Countries())
	if err != nil {
		return x, err
	}
	x.Context = situation.Applying(advice, x)
	return x, nil
}

// TellingOf reads the reports of a situation's members with their items (without the items' bytes), each report once, in the
// order in which they joined: what a draft is made from.
func (s *Store) TellingOf(ctx context.Context, x situation.Situation) ([]situation.Told, error) {
	var out []situation.Told
	seen := map[reading.ReportID]bool{}
	for _, m := range x.Members {
		if seen[m.Report] {
			continue
		}
		seen[m.Report] = true
		rep, err := told(ctx, s.eng.Reader(), m.Report)
		if err != nil {
			return nil, err
		}
		out = append(out, rep)
	}
	return out, nil
}

// SituationsOf lists the situations that an item's reports speak of, the first event's first.
func (s *Store) SituationsOf(ctx context.Context, item intake.ItemID) ([]situation.ID, error) {
	r, err := s.eng.Reader().Query(ctx, `select m.situation, min(m.event) as first from member m join report r on r.id = m.report
		where r.item = $1 group by m.situation order by first, m.situation`, string(item))
	if err != nil {
		return nil, fmt.Errorf("reading the situations of item %s: %w", item, err)
	}
	defer r.Close()
	var out []situation.ID
	for r.Next() {
		var id string
		var first int64
		if err := r.Scan(&id, &first); err != nil {
			return nil, fmt.Errorf("reading the situations of item %s: %w", item, err)
		}
		out = append(out, situation.ID(id))
	}
	return out, r.Err()
}

// CloseSituation ends a situation: a person's decision, with a reason.
func (s *Store) CloseSituation(ctx context.Context, by desk.Account, id situation.ID, reason string) (situation.Situation, error) {
	return s.moveSituation(ctx, "CloseSituation", by, id, "closed", func(x situation.Situation, t *tx) (situation.Situation, error) {
		return situation.Close(x, reason, t.now)
	})
}

// ReopenSituation takes a closing back.
func (s *Store) ReopenSituation(ctx context.Context, by desk.Account, id situation.ID, reason string) (situation.Situation, error) {
	return s.moveSituation(ctx, "ReopenSituation", by, id, "reopened", func(x situation.Situation, t *tx) (situation.Situation, error) {
		if len(x.Members) == 0 {
			return x, fmt.Errorf("situation %s holds no report any more: %w", id, situation.ErrMove)
		}
		return situation.Reopen(x, reason, t.now)
	})
}

// GradeReport keeps a person's decision on how credible a report of the situation is, 1 to 6, with its reason; 0 takes it back.
func (s *Store) GradeReport(ctx context.Context, by desk.Account, id situation.ID, r situation.Ref, credibility int, reason string) (situation.Situation, error) {
	var out situation.Situation
	err := s.inTx(ctx, "GradeReport", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		if out, err = t.loadSituation(ctx, id, true); err != nil {
			return err
		}
		if out, err = situation.GradeByHand(out, r, credibility, string(actor.ID), reason, t.now); err != nil {
			return err
		}
		if out, err = t.saveSituation(ctx, out); err != nil {
			return err
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "situation.graded", Of: string(id),
			Detail: fmt.Sprintf("report %s event %d: credibility %d: %s", r.Report, r.Event, credibility, reason)})
	})
	if err != nil {
		return situation.Situation{}, err
	}
	return s.withContext(ctx, out)
}

func (s *Store) moveSituation(ctx context.Context, method string, by desk.Account, id situation.ID, act string, move func(situation.Situation, *tx) (situation.Situation, error)) (situation.Situation, error) {
	var out situation.Situation
	err := s.inTx(ctx, method, func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		if out, err = t.loadSituation(ctx, id, true); err != nil {
			return err
		}
		if out, err = move(out, t); err != nil {
			return err
		}
		if out, err = t.saveSituation(ctx, out); err != nil {
			return err
		}
		if out.State == situation.Watch {
			if _, err := t.openTask(ctx, out.ReviewTask(), t.now, false); err != nil {
				return err
			}
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "situation." + act, Of: string(id), Detail: out.Reason})
	})
	if err != nil {
		return situation.Situation{}, err
	}
	return s.withContext(ctx, out)
}

// LapseSituations moves every active situation whose window has ended to watch, each in its own transaction, and tells which.
func (s *Store) LapseSituations(ctx context.Context) ([]situation.ID, error) {
	due, err := listSituations(ctx, s.eng.Reader(), `select `+situationCols+` from situation where state = $1 and window_to > 0 and window_to <= $2
		order by window_to, id`, string(situation.Active), us(s.now()))
	if err != nil {
		return nil, fmt.Errorf("LapseSituations: %w", err)
	}
	var out []situation.ID
	for _, d := range due {
		moved := false
		err := s.inTx(ctx, "LapseSituations", func(t *tx) error {
			x, err := t.loadSituation(ctx, d.ID, true)
			if err != nil {
				return err
			}
			if x, moved = situation.Lapse(x, t.now); !moved {
				return nil
			}
			if _, err := t.saveSituation(ctx, x); err != nil {
				return err
			}
			if _, err := t.openTask(ctx, x.ReviewTask(), t.now, false); err != nil {
				return err
			}
			return t.record(ctx, ledger.Line{Actor: "system", Act: "situation.lapsed", Of: string(x.ID), Detail: "its window has ended; that is no all-clear"})
		})
		switch {
		case errors.Is(err, ErrChanged): // another node was quicker
		case err != nil:
			return out, err
		case moved:
			out = append(out, d.ID)
		}
	}
	return out, nil
}
