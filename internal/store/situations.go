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
	_, to := s.Window.Hull()
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
	// Every country a member speaks of, so that an arrest in one finds the plot in the other.
	countries := []string{}
	for _, m := range s.Members {
		for _, p := range slices.Concat(m.Places, m.Raids) {
			countries = append(countries, p.Country)
		}
	}
	if len(countries) == 0 {
		countries = []string{""}
	}
	slices.Sort(countries)
	for _, c := range slices.Compact(countries) {
		if _, err := t.Exec(ctx, `insert into situation_country (country, situation) values ($1, $2) on conflict (country, situation) do nothing`, c, string(s.ID)); err != nil {
			return s, fmt.Errorf("writing the countries of situation %s: %w", s.ID, err)
		}
	}
	return s, nil
}

// told reads a report with its item, without the item's bytes.
func told(ctx context.Context, q querier, id reading.ReportID) (situation.Told, error) {
	var body, item string
	if err := q.QueryRow(ctx, `select item, body from report where id = $1`, string(id)).Scan(&item, &body); err != nil {
		if engine.IsNoRows(err) {
			err = ErrNotFound
		}
		return situation.Told{}, fmt.Errorf("report %s: %w", id, err)
	}
	var out situation.Told
	if err := json.Unmarshal([]byte(body), &out.Report); err != nil {
		return out, fmt.Errorf("report %s does not decode: %w", id, err)
	}
	out.Report.ID, out.Report.Item = id, intake.ItemID(item)
	it, err := scanItem(q.QueryRow(ctx, `select `+itemCols+` from item where id = $1`, item))
	if err != nil {
		return out, fmt.Errorf("item %s of report %s: %w", item, id, err)
	}
	out.Item = it
	return out, nil
}

// serialJoin lets one joining run at a time on all nodes: two reports of one threat that arrive together must not open two
// situations. The lock is the row of a counter of its own, held until the transaction ends.
func (t *tx) serialJoin(ctx context.Context) error {
	if _, err := t.Exec(ctx, `insert into counter (name, next) values ('join', 1) on conflict (name) do update set next = counter.next + 1`); err != nil {
		return fmt.Errorf("waiting for other joinings: %w", err)
	}
	return nil
}

// JoinReport puts each event of a report where it belongs: into an open situation, into a new one, or, when it is standing
// advice, beside the situations of its country. Doing it again changes nothing and tells the same places.
func (s *Store) JoinReport(ctx context.Context, id reading.ReportID, j situation.Joiner) ([]situation.Joined, error) {
	var out []situation.Joined
	err := s.inTx(ctx, "JoinReport", func(t *tx) error {
		out = nil
		if err := t.serialJoin(ctx); err != nil {
			return err
		}
		rep, err := told(ctx, t, id)
		if err != nil || !joins(rep) {
			return err
		}
		done, err := t.joined(ctx, id)
		if err != nil {
			return err
		}
		var lines []ledger.Line
		for ev, e := range rep.Report.Events {
			if d, ok := done[ev]; ok {
				out = append(out, d)
				continue
			}
			var d situation.Joined
			var line ledger.Line
			if e.Type.Standing() {
				d, line, err = t.keepAdvice(ctx, rep, ev, j)
			} else {
				d, line, err = t.joinEvent(ctx, rep, ev, j)
			}
			if err != nil {
				return fmt.Errorf("event %d of report %s: %w", ev, id, err)
			}
			out = append(out, d)
			lines = append(lines, line)
		}
		for _, l := range lines {
			if err := t.record(ctx, l); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// joined tells where the events of a report already went.
func (t *tx) joined(ctx context.Context, id reading.ReportID) (map[int]situation.Joined, error) {
	out := map[int]situation.Joined{}
	members, err := t.pairs(ctx, `select event, situation from member where report = $1`, string(id))
	if err != nil {
		return nil, err
	}
	for ev, of := range members {
		s, err := t.loadSituation(ctx, situation.ID(of), false)
		if err != nil {
			return nil, err
		}
		d := situation.Joined{Event: ev, Situation: s.ID}
		for i, m := range s.Members {
			if m.Report == id && m.Event == ev {
				d.Reasons, d.Score, d.Opened = m.Reasons, m.Score, i == 0
			}
		}
		out[ev] = d
	}
	advice, err := t.pairs(ctx, `select event, country from advice where report = $1`, string(id))
	if err != nil {
		return nil, err
	}
	for ev := range advice {
		out[ev] = situation.Joined{Event: ev, AsContext: true, Reasons: situation.Because("standing advice: context, not a threat")}
	}
	return out, nil
}

func (t *tx) pairs(ctx context.Context, q string, args ...any) (map[int]string, error) {
	r, err := t.Query(ctx, q, args...)
	if err != nil {
		return nil, fmt.Errorf("reading where a report went: %w", err)
	}
	defer r.Close()
	out := map[int]string{}
	for r.Next() {
		var n int
		var v string
		if err := r.Scan(&n, &v); err != nil {
			return nil, fmt.Errorf("reading where a report went: %w", err)
		}
		out[n] = v
	}
	return out, r.Err()
}

func (t *tx) joinEvent(ctx context.Context, rep situation.Told, ev int, j situation.Joiner) (situation.Joined, ledger.Line, error) {
	line := ledger.Line{Actor: "system", Hash: rep.Item.SHA256}
	countries := situation.Countries(rep.Report, ev)
	if len(countries) == 0 {
		countries = []string{""}
	}
	q, args := oneOf(`select `+prefixed("s", situationCols)+` from situation s where s.state in ('active', 'watch')
		and exists (select 1 from situation_country c where c.situation = s.id`, "c.country", countries, nil)
	open, err := listSituations(ctx, t, q+`) order by s.opened, s.id`, args...)
	if err != nil {
		return situation.Joined{}, line, err
	}
	d := j.Join(open, rep, ev, t.now)
	var sit situation.Situation
	if d.Situation == "" {
		id, err := t.s.newID("sit", t.now)
		if err != nil {
			return d, line, err
		}
		if sit, err = j.Open(situation.ID(id), rep, ev, d.Reasons, "", t.now); err != nil {
			return d, line, err
		}
		d.Situation, d.Opened, line.Act = sit.ID, true, "situation.opened"
	} else {
		if sit, err = t.loadSituation(ctx, d.Situation, true); err != nil {
			return d, line, err
		}
		if sit, err = j.Add(sit, rep, ev, d.Reasons, "", t.now); err != nil {
			return d, line, err
		}
		line.Act = "situation.joined"
	}
	if _, err := t.saveSituation(ctx, sit); err != nil {
		return d, line, err
	}
	if err := t.addMember(ctx, rep.Report.ID, ev, sit.ID); err != nil {
		return d, line, err
	}
	line.Of, line.Detail = string(sit.ID), fmt.Sprintf("report %s event %d: %s", rep.Report.ID, ev, situation.InWords(d.Reasons))
	return d, line, nil
}

func (t *tx) addMember(ctx context.Context, r reading.ReportID, ev int, to situation.ID) error {
	if _, err := t.Exec(ctx, `insert into member (report, event, situation) values ($1, $2, $3)`, string(r), ev, string(to)); err != nil {
		if engine.IsTaken(err) {
			return fmt.Errorf("event %d of report %s is in a situation already: %w", ev, r, ErrChanged)
		}
		return fmt.Errorf("writing the member: %w", err)
	}
	return nil
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

// JoinByHand moves one event of a report to a situation, or to a new one when to is empty. The event leaves the situation it
// was in; that one is closed when it was its last. Moving it to where it is changes nothing.
func (s *Store) JoinByHand(ctx context.Context, by desk.Account, r reading.ReportID, event int, to situation.ID, j situation.Joiner) (situation.Situation, error) {
	var out situation.Situation
	err := s.inTx(ctx, "JoinByHand", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		if err := t.serialJoin(ctx); err != nil {
			return err
		}
		rep, err := told(ctx, t, r)
		if err != nil {
			return err
		}
		if event < 0 || event >= len(rep.Report.Events) {
			return fmt.Errorf("report %s has no event %d: %w", r, event, situation.ErrEvent)
		}
		if rep.Report.Events[event].Type.Standing() {
			return fmt.Errorf("event %d of report %s is standing advice, which never joins as a threat: %w", event, r, situation.ErrEvent)
		}
		var was string
		err = t.QueryRow(ctx, `select situation from member where report = $1 and event = $2`, string(r), event).Scan(&was)
		if err != nil && !engine.IsNoRows(err) {
			return fmt.Errorf("reading where the event is: %w", err)
		}
		if was != "" {
			from, err := t.loadSituation(ctx, situation.ID(was), true)
			if err != nil {
				return err
			}
			if from.ID == to || to == "" && len(from.Members) == 1 {
				out = from
				return nil
			}
			if _, err := t.saveSituation(ctx, j.Remove(from, r, event, t.now)); err != nil {
				return err
			}
			if _, err := t.Exec(ctx, `delete from member where report = $1 and event = $2`, string(r), event); err != nil {
				return fmt.Errorf("taking the event out of %s: %w", was, err)
			}
		}
		act := "situation.joined"
		reasons := situation.Because("joined by hand by " + actor.Name)
		if to == "" {
			id, err := s.newID("sit", t.now)
			if err != nil {
				return err
			}
			if out, err = j.Open(situation.ID(id), rep, event, reasons, string(actor.ID), t.now); err != nil {
				return err
			}
			act = "situation.opened"
		} else {
			if out, err = t.loadSituation(ctx, to, true); err != nil {
				return err
			}
			if out, err = j.Add(out, rep, event, reasons, string(actor.ID), t.now); err != nil {
				return err
			}
		}
		if out, err = t.saveSituation(ctx, out); err != nil {
			return err
		}
		if err := t.addMember(ctx, r, event, out.ID); err != nil {
			return err
		}
		detail := fmt.Sprintf("report %s event %d by hand", r, event)
		if was != "" {
			detail += ", from " + was
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: act, Of: string(out.ID), Hash: rep.Item.SHA256, Detail: detail})
	})
	if err != nil {
		return situation.Situation{}, err
	}
	return s.withContext(ctx, out)
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
