package store

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

const alarmCols = `id, source, kind, stage, words, raised, cleared`

func scanAlarm(r row) (intake.Raised, error) {
	var a intake.Raised
	var raised, cleared int64
	if err := r.Scan(&a.ID, &a.Source, &a.Kind, &a.Stage, &a.Words, &raised, &cleared); err != nil {
		if engine.IsNoRows(err) {
			return a, ErrNotFound
		}
		return a, fmt.Errorf("reading an alarm: %w", err)
	}
	a.Raised, a.Cleared, a.Playbook = fromUS(raised), fromUS(cleared), a.Kind.Playbook()
	return a, nil
}

// Alarms reads the alarms of the sources that go on, or (open false) those that are over, the newest first, at most limit.
func (s *Store) Alarms(ctx context.Context, open bool, limit int) ([]intake.Raised, error) {
	is := `cleared = 0`
	if !open {
		is = `cleared > 0`
	}
	r, err := s.eng.Reader().Query(ctx, `select `+alarmCols+` from source_alarm where `+is+` order by raised desc, id desc limit $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the alarms: %w", err)
	}
	defer r.Close()
	var out []intake.Raised
	for r.Next() {
		a, err := scanAlarm(r)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, r.Err()
}

// Alarm reads one alarm. An unknown id gives ErrNotFound.
func (s *Store) Alarm(ctx context.Context, id string) (intake.Raised, error) {
	a, err := scanAlarm(s.eng.Reader().QueryRow(ctx, `select `+alarmCols+` from source_alarm where id = $1`, id))
	if err != nil {
		return a, fmt.Errorf("alarm %s: %w", id, err)
	}
	return a, nil
}

// JudgeSources looks at the health of every source, raises the alarms that came up and clears those that are over, and queues
// the telling of each, once by each of the ways. up is when this program started. Nothing is written while nothing changes; several nodes may judge
// at the same time. A stage of a certificate that gives way to the next is cleared without a word.
func (s *Store) JudgeSources(ctx context.Context, up time.Time, ways ...string) (raised, cleared int, err error) {
	ws, err := s.Sources(ctx)
	if err != nil {
		return 0, 0, err
	}
	open, err := s.Alarms(ctx, true, len(ws)*len(intake.AlarmKinds)*4+1)
	if err != nil {
		return 0, 0, err
	}
	now := s.now()
	var is []intake.Alarm
	goesOn := map[string]bool{}
	for _, w := range ws {
		w.Health.Up = up
		for _, a := range intake.Alarms(w.Source, w.Health, now) {
			is = append(is, a)
			goesOn[string(a.Source)+" "+string(a.Kind)] = true
		}
	}
	begun, over := intake.Compare(open, is)
	if len(begun) == 0 && len(over) == 0 {
		return 0, 0, nil
	}
	err = s.inTx(ctx, "JudgeSources", func(t *tx) error {
		raised, cleared = 0, 0
		var lines []ledger.Line
		var tell []river.JobArgs
		say := func(id string, over bool) {
			for _, w := range ways {
				tell = append(tell, tellJob{Alarm: id, Over: over, Way: w})
			}
		}
		for _, r := range over {
			n, err := t.Exec(ctx, `update source_alarm set cleared = $2 where id = $1 and cleared = 0`, r.ID, us(t.now))
			if err != nil {
				return fmt.Errorf("clearing an alarm of source %s: %w", r.Source, err)
			}
			if n == 0 {
				continue
			}
			cleared++
			lines = append(lines, ledger.Line{Actor: string(desk.System.ID), Act: "source.alarm_over", Of: string(r.Source), Detail: string(r.Kind)})
			if !goesOn[string(r.Source)+" "+string(r.Kind)] {
				say(r.ID, true)
			}
		}
		for _, a := range begun {
			id, err := s.newID("alm", t.now)
			if err != nil {
				return err
			}
			n, err := t.Exec(ctx, `insert into source_alarm (`+alarmCols+`) values ($1, $2, $3, $4, $5, $6, 0) on conflict (source, kind, stage, cleared) do nothing`,
				id, string(a.Source), string(a.Kind), a.Stage, a.Words, us(t.now))
			if err != nil {
				return fmt.Errorf("raising an alarm of source %s: %w", a.Source, err)
			}
			if n == 0 {
				continue
			}
			raised++
			lines = append(lines, ledger.Line{Actor: string(desk.System.ID), Act: "source.alarm", Of: string(a.Source), Detail: string(a.Kind) + ": " + a.Words})
			say(id, false)
		}
		if err := t.queue(ctx, true, tell...); err != nil {
			return err
		}
		return t.recordAll(ctx, lines)
	})
	return raised, cleared, err
}

// EmptyItems takes away the bytes of at most limit items received before a moment, and keeps the hash and everything read of
// them. Kept whole are items that are still to be read, that stand in a situation which is not closed or behind a warning
// which is not over, and the newest version of each standing advice. It says how many it emptied; call it until that is 0.
func (s *Store) EmptyItems(ctx context.Context, before time.Time, limit int) (n int, err error) {
	err = s.inTx(ctx, "EmptyItems", func(t *tx) error {
		n = 0
		r, err := t.Query(ctx, `select i.id, i.sha256 from item i where i.emptied = 0 and i.received < $1
			and (i.unreadable <> '' or i.of_item <> '' or exists (select 1 from report p where p.item = i.id))
			and not exists (select 1 from report p join member m on m.report = p.id join situation s on s.id = m.situation
				where p.item = i.id and (s.state <> 'closed' or exists (select 1 from warning w where w.situation = s.id and w.state in ('draft', 'submitted', 'approved', 'released'))))
			and not exists (select 1 from advice a where a.item = i.id and not exists
				(select 1 from item j where j.source = i.source and j.identity = i.identity and i.identity <> '' and j.id > i.id))
			order by i.received, i.id limit $2`, us(before), limit)
		if err != nil {
			return fmt.Errorf("looking for items older than %s: %w", before.Format(time.DateOnly), err)
		}
		defer r.Close()
		var lines []ledger.Line
		for r.Next() {
			l := ledger.Line{Actor: string(desk.System.ID), Act: "item.emptied"}
			if err := r.Scan(&l.Of, &l.Hash); err != nil {
				return err
			}
			lines = append(lines, l)
		}
		if err := r.Err(); err != nil {
			return err
		}
		r.Close()
		for _, l := range lines {
			if _, err := t.Exec(ctx, `update item set raw = $2, emptied = $3 where id = $1`, l.Of, []byte{}, us(t.now)); err != nil {
				return fmt.Errorf("emptying item %s: %w", l.Of, err)
			}
		}
		n = len(lines)
		return t.recordAll(ctx, lines)
	})
	return n, err
}
