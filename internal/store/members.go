package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// told reads a report with its item, without the item's bytes, as the desk corrected it.
func told(ctx context.Context, q querier, id reading.ReportID) (situation.Told, error) {
	out, _, err := toldAfter(ctx, q, id)
	return out, err
}

// toldAfter is told with the id of what the desk said last of the report, a taking back among it; empty: nothing.
func toldAfter(ctx context.Context, q querier, id reading.ReportID) (out situation.Told, last string, err error) {
	var body, item string
	if err := q.QueryRow(ctx, `select item, body from report where id = $1`, string(id)).Scan(&item, &body); err != nil {
		if engine.IsNoRows(err) {
			err = ErrNotFound
		}
		return out, "", fmt.Errorf("report %s: %w", id, err)
	}
	if err := json.Unmarshal([]byte(body), &out.Report); err != nil {
		return out, "", fmt.Errorf("report %s does not decode: %w", id, err)
	}
	out.Report.ID, out.Report.Item = id, intake.ItemID(item)
	it, err := scanItem(q.QueryRow(ctx, `select `+itemCols+` from item where id = $1`, item))
	if err != nil {
		return out, "", fmt.Errorf("item %s of report %s: %w", item, id, err)
	}
	out.Item = it
	if out.Corrections, last, err = correctionsOf(ctx, q, it, id); err != nil || len(out.Corrections) == 0 {
		return out, last, err
	}
	out.Report = correction.InPlace(out.Report, out.Corrections)
	return out, last, nil
}

// serialJoin lets one joining run at a time on all nodes: two reports of one threat that arrive together must not open two
// situations. The lock is the row of a counter of its own, held until the transaction ends.
func (t *tx) serialJoin(ctx context.Context) error {
	if _, err := t.Exec(ctx, `insert into counter (name, next) values ('join', 1) on conflict (name) do update set next = counter.next + 1`); err != nil {
		return fmt.Errorf("waiting for other joinings: %w", err)
	}
	return nil
}

// JoinReport puts each event of a report, as the desk corrected it, where it belongs: into an open situation, into a new one, or,
// when it is standing advice, beside the situations of its country. Doing it again changes nothing and tells the same places,
// unless the report was corrected meanwhile: then what it changed moves, and the ledger says so.
func (s *Store) JoinReport(ctx context.Context, id reading.ReportID, j situation.Joiner) ([]situation.Joined, error) {
	var out []situation.Joined
	err := s.inTx(ctx, "JoinReport", func(t *tx) error {
		out = nil
		if err := t.serialJoin(ctx); err != nil {
			return err
		}
		rep, last, err := toldAfter(ctx, t, id)
		if err != nil || !joins(rep) {
			return err
		}
		done, err := t.joined(ctx, id)
		if err != nil {
			return err
		}
		c := rejoining{told: rep, j: j, last: last}
		if c.last != "" && len(done) > 0 {
			if err := t.rejoin(ctx, &c, done); err != nil {
				return err
			}
		}
		for ev, e := range rep.Report.Events {
			if d, ok := done[ev]; ok {
				out = append(out, d)
				continue
			}
			if rep.Gone(ev) {
				continue
			}
			var d situation.Joined
			if e.Type.Standing() {
				var line ledger.Line
				if d, line, err = t.keepAdvice(ctx, rep, ev, j); err == nil {
					err = t.record(ctx, line)
				}
			} else {
				d, err = t.joinEvent(ctx, &c, ev)
			}
			if err != nil {
				return fmt.Errorf("event %d of report %s: %w", ev, id, err)
			}
			out = append(out, d)
		}
		return c.tell(ctx, t)
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

// joinEvent puts one event among the open situations under its keys: it reads those and no others.
func (t *tx) joinEvent(ctx context.Context, c *rejoining, ev int) (situation.Joined, error) {
	open, err := t.openUnder(ctx, c.j.Keys(c.told, ev))
	if err != nil {
		return situation.Joined{}, err
	}
	done, err := c.j.Settle(open, c.told, ev, t.now, t.freshID)
	if err != nil {
		return situation.Joined{}, err
	}
	c.note(done.Changes)
	return done.Joined, t.follow(ctx, "system", done, c.j, c.told)
}

// openUnder are the open situations under these keys, those changed last first.
func (t *tx) openUnder(ctx context.Context, keys []string) ([]situation.Situation, error) {
	under, args := life.Under(prefixed("s", situationCols), keys)
	return listSituations(ctx, t, under+fmt.Sprintf(` and s.state in ('active', 'watch') order by s.changed desc, s.id limit %d`, situation.MaxNeighbours+1), args...)
}

func (t *tx) freshID() (situation.ID, error) {
	id, err := t.s.newID("sit", t.now)
	return situation.ID(id), err
}

// follow writes what a joining or a decision by hand did: situations with their keys, members, tasks, and a ledger line for each
// event that went somewhere. own is the report that was joined; none when a person decided.
func (t *tx) follow(ctx context.Context, by string, done situation.Settled, j situation.Joiner, own situation.Told) error {
	opened := map[situation.ID]bool{}
	for _, s := range done.Situations {
		opened[s.ID] = s.Version == 0
		lapsed, err := t.lapses(ctx, s)
		if err != nil {
			return err
		}
		if s, err = t.saveSituation(ctx, s); err == nil && lapsed {
			_, err = t.openTask(ctx, s.ReviewTask(), t.now, false)
		}
		if err == nil {
			err = life.SetKeys(ctx, t, s.ID, j.KeysOf(s))
		}
		if err != nil {
			return err
		}
	}
	for _, m := range done.Moves {
		if m.To == "" {
			if err := t.dropMember(ctx, by, m); err != nil {
				return err
			}
			continue
		}
		if err := t.moveMember(ctx, by, m, opened[m.To], own); err != nil {
			return err
		}
		opened[m.To] = false
		s, ok := done.Situation(m.To)
		i := slices.IndexFunc(s.Members, func(x situation.Member) bool { return x.Ref() == m.Ref })
		if !ok || i < 0 || m.From != "" {
			continue
		}
		if task, arises := s.Arising(s.Members[i]); arises {
			if _, err := t.openTask(ctx, task, t.now, false); err != nil {
				return err
			}
		}
	}
	for _, p := range done.Joined.Proposed {
		of, changed := done.Situation(done.Joined.Situation)
		if !changed || own.Report.ID == "" {
			break
		}
		if _, err := t.openTask(ctx, of.ProposalTask(situation.Ref{Report: own.Report.ID, Event: done.Joined.Event}, p), t.now, true); err != nil {
			return err
		}
	}
	return nil
}

// lapses reports that a situation goes from active to watch with this write: a report that comes after the window's end, before the
// clock was looked at, must not cost the desk its review.
func (t *tx) lapses(ctx context.Context, s situation.Situation) (bool, error) {
	if s.Version == 0 || s.State != situation.Watch {
		return false, nil
	}
	var was string
	if err := t.QueryRow(ctx, `select state from situation where id = $1`, string(s.ID)).Scan(&was); err != nil {
		return false, fmt.Errorf("reading the state of situation %s: %w", s.ID, err)
	}
	return was == string(situation.Active), nil
}

func (t *tx) moveMember(ctx context.Context, by string, m situation.Move, opens bool, own situation.Told) error {
	line := ledger.Line{Actor: by, Act: "situation.joined", Of: string(m.To), Detail: fmt.Sprintf("report %s event %d: ", m.Report, m.Event)}
	if opens {
		line.Act = "situation.opened"
	}
	if m.From == "" {
		if _, err := t.Exec(ctx, `insert into member (report, event, situation) values ($1, $2, $3)`, string(m.Report), m.Event, string(m.To)); err != nil {
			if engine.IsTaken(err) {
				return fmt.Errorf("event %d of report %s is in a situation already: %w", m.Event, m.Report, ErrChanged)
			}
			return fmt.Errorf("writing the member: %w", err)
		}
	} else {
		n, err := t.Exec(ctx, `update member set situation = $1 where report = $2 and event = $3 and situation = $4`, string(m.To), string(m.Report), m.Event, string(m.From))
		if err == nil && n != 1 {
			err = ErrChanged
		}
		if err != nil {
			return fmt.Errorf("moving event %d of report %s out of %s: %w", m.Event, m.Report, m.From, err)
		}
		line.Detail += "from " + string(m.From) + ": "
		if err := t.record(ctx, ledger.Line{Actor: by, Act: "situation.left", Of: string(m.From), Detail: fmt.Sprintf("report %s event %d, to %s", m.Report, m.Event, m.To)}); err != nil {
			return err
		}
	}
	line.Detail += situation.InWords(m.Reasons)
	if m.Report == own.Report.ID {
		line.Hash = own.Item.SHA256
	} else if err := t.QueryRow(ctx, `select i.sha256 from report r join item i on i.id = r.item where r.id = $1`, string(m.Report)).Scan(&line.Hash); err != nil {
		return fmt.Errorf("report %s: %w", m.Report, noRows(err))
	}
	return t.record(ctx, line)
}

// byHand is one decision of a person on which events are one threat: it loads the situations concerned, lets the domain decide,
// writes what follows and a ledger line with the reason.
func (s *Store) byHand(ctx context.Context, method string, by desk.Account, j situation.Joiner,
	decide func(t *tx, actor desk.Account) (done situation.Settled, show situation.ID, line ledger.Line, err error)) (situation.Situation, error) {
	var out situation.Situation
	err := s.inTx(ctx, method, func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		if err := t.serialJoin(ctx); err != nil {
			return err
		}
		done, show, line, err := decide(t, actor)
		if err != nil {
			return err
		}
		if show == "" {
			show = done.Joined.Situation
		}
		if len(done.Moves) > 0 {
			if err := t.follow(ctx, string(actor.ID), done, j, situation.Told{}); err != nil {
				return err
			}
			if line.Of == "" {
				line.Of = string(show)
			}
			line.Actor = string(actor.ID)
			if line.Act != "" {
				if err := t.record(ctx, line); err != nil {
					return err
				}
			}
		}
		out, err = t.loadSituation(ctx, show, false)
		return err
	})
	if err != nil {
		return situation.Situation{}, err
	}
	return s.withContext(ctx, out)
}

// holding loads and locks the situations that hold the events, and to when it is named, each once, in the order of their ids.
func (t *tx) holding(ctx context.Context, refs []situation.Ref, to situation.ID) ([]situation.Situation, error) {
	var ids []situation.ID
	if to != "" {
		ids = append(ids, to)
	}
	for _, r := range refs {
		var id situation.ID
		err := t.QueryRow(ctx, `select situation from member where report = $1 and event = $2`, string(r.Report), r.Event).Scan(&id)
		if err != nil && !engine.IsNoRows(err) {
			return nil, fmt.Errorf("reading where event %d of report %s is: %w", r.Event, r.Report, err)
		}
		if id != "" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var out []situation.Situation
	for _, id := range slices.Compact(ids) {
		s, err := t.loadSituation(ctx, id, true)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// JoinByHand moves one event of a report to a situation, or to a new one when to is empty. The event leaves the situation it
// was in; that one is closed when it was its last. Moving it to where it is changes nothing. The decision is remembered: no
// rule goes against it (situation.Pin).
func (s *Store) JoinByHand(ctx context.Context, by desk.Account, r reading.ReportID, event int, to situation.ID, j situation.Joiner) (situation.Situation, error) {
	return s.byHand(ctx, "JoinByHand", by, j, func(t *tx, actor desk.Account) (situation.Settled, situation.ID, ledger.Line, error) {
		refs := []situation.Ref{{Report: r, Event: event}}
		touched, err := t.holding(ctx, refs, to)
		if err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		rep, err := t.joinable(ctx, refs[0])
		if err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		if !slices.ContainsFunc(touched, func(x situation.Situation) bool { return x.Holds(r, event) }) {
			done, err := t.putByHand(touched, rep, refs[0], actor, j)
			return done, "", ledger.Line{}, err
		}
		done, err := j.MoveByHand(touched, refs, to, string(actor.ID), "by "+actor.Name, t.now, t.freshID)
		show := to
		for _, x := range touched { // it is there, or alone, already
			if len(done.Moves) == 0 && x.Holds(r, event) {
				show = x.ID
			}
		}
		return done, show, ledger.Line{}, err
	})
}

// putByHand puts an event that is in no situation into the one touched, or into a new one.
func (t *tx) putByHand(touched []situation.Situation, rep situation.Told, r situation.Ref, actor desk.Account, j situation.Joiner) (situation.Settled, error) {
	why := situation.Because("joined by hand by " + actor.Name)
	var s situation.Situation
	var err error
	if len(touched) > 0 {
		s, err = j.Add(touched[0], rep, r.Event, why, string(actor.ID), t.now)
	} else if id, ferr := t.freshID(); ferr == nil {
		s, err = j.Open(id, rep, r.Event, why, string(actor.ID), t.now)
	} else {
		err = ferr
	}
	return situation.Settled{Joined: situation.Joined{Event: r.Event, Situation: s.ID, Opened: len(touched) == 0, Score: 1, Reasons: why},
		Situations: []situation.Situation{s}, Moves: []situation.Move{{Ref: r, To: s.ID, Score: 1, Reasons: why}}}, err
}

// joinable reads the report of an event; it refuses an event that does not exist or is standing advice.
func (t *tx) joinable(ctx context.Context, r situation.Ref) (situation.Told, error) {
	rep, err := told(ctx, t, r.Report)
	switch {
	case err != nil:
	case rep.Gone(r.Event):
		err = fmt.Errorf("report %s has no event %d: %w", r.Report, r.Event, situation.ErrEvent)
	case rep.Report.Events[r.Event].Type.Standing():
		err = fmt.Errorf("event %d of report %s is standing advice, which never joins as a threat: %w", r.Event, r.Report, situation.ErrEvent)
	}
	return rep, err
}

// SplitSituation takes events out of a situation and makes another one of them: they are two threats. Rules will not join them
// again.
func (s *Store) SplitSituation(ctx context.Context, by desk.Account, id situation.ID, refs []situation.Ref, reason string, j situation.Joiner) (situation.Situation, error) {
	return s.byHand(ctx, "SplitSituation", by, j, func(t *tx, actor desk.Account) (situation.Settled, situation.ID, ledger.Line, error) {
		from, err := t.loadSituation(ctx, id, true)
		if err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		if err := situation.NeedReason(from, reason); err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		now, err := t.holding(ctx, refs, "")
		if err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		if len(now) == 1 && now[0].ID != id && len(now[0].Members) == len(refs) { // asked again
			return situation.Settled{}, now[0].ID, ledger.Line{}, nil
		}
		done, err := j.MoveByHand([]situation.Situation{from}, refs, "", string(actor.ID), reason, t.now, t.freshID)
		show := situation.ID("")
		if len(done.Moves) == 0 {
			show = id
		}
		return done, show, ledger.Line{Act: "situation.split", Of: string(id), Detail: fmt.Sprintf("%d events, into %s: %s", len(done.Moves), done.Joined.Situation, reason)}, err
	})
}

// MergeSituations puts everything that one situation holds into another: they are one threat. The emptied one is closed and
// says where its reports went.
func (s *Store) MergeSituations(ctx context.Context, by desk.Account, into, from situation.ID, reason string, j situation.Joiner) (situation.Situation, error) {
	return s.byHand(ctx, "MergeSituations", by, j, func(t *tx, actor desk.Account) (done situation.Settled, show situation.ID, line ledger.Line, err error) {
		var two [2]situation.Situation
		for i, id := range [2]situation.ID{into, from} {
			if two[i], err = t.loadSituation(ctx, id, true); err != nil {
				return done, into, line, err
			}
		}
		if two[1].Into == into { // asked again
			return done, into, line, nil
		}
		if err := situation.NeedReason(two[0], reason); err != nil {
			return done, into, line, err
		}
		done, err = j.MergeByHand(two[0], two[1], string(actor.ID), reason, t.now)
		return done, into, ledger.Line{Act: "situation.merged", Detail: fmt.Sprintf("%s into this one: %s", from, reason)}, err
	})
}

// UndoJoin takes an event out of the situation that a rule joined it to: it is a situation of its own from now on.
func (s *Store) UndoJoin(ctx context.Context, by desk.Account, r situation.Ref, reason string, j situation.Joiner) (situation.Situation, error) {
	return s.byHand(ctx, "UndoJoin", by, j, func(t *tx, actor desk.Account) (situation.Settled, situation.ID, ledger.Line, error) {
		touched, err := t.holding(ctx, []situation.Ref{r}, "")
		if err != nil || len(touched) == 0 {
			if err == nil {
				err = fmt.Errorf("event %d of report %s is in no situation: %w", r.Event, r.Report, ErrNotFound)
			}
			return situation.Settled{}, "", ledger.Line{}, err
		}
		if err := situation.NeedReason(touched[0], reason); err != nil {
			return situation.Settled{}, "", ledger.Line{}, err
		}
		done, err := j.MoveByHand(touched, []situation.Ref{r}, "", string(actor.ID), reason, t.now, t.freshID)
		show := situation.ID("")
		if len(done.Moves) == 0 {
			show = touched[0].ID
		}
		return done, show, ledger.Line{Act: "situation.join_undone", Of: string(touched[0].ID), Detail: fmt.Sprintf("report %s event %d: %s", r.Report, r.Event, reason)}, err
	})
}

// KeySituations gives their keys to open situations that have none, because they are older than the keys; it tells how many.
func (s *Store) KeySituations(ctx context.Context, j situation.Joiner) (int, error) {
	ids, err := life.Unkeyed(ctx, s.eng.Reader())
	if err != nil {
		return 0, fmt.Errorf("KeySituations: %w", err)
	}
	for i, id := range ids {
		if err := s.inTx(ctx, "KeySituations", func(t *tx) error {
			x, err := t.loadSituation(ctx, id, true)
			if err != nil {
				return err
			}
			return life.SetKeys(ctx, t, id, j.KeysOf(x))
		}); err != nil {
			return i, err
		}
	}
	return len(ids), nil
}
