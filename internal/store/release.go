package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// batchSize is how many deliveries one job carries at most.
const batchSize = 200

// AudienceQuery is the question to the roster that a content stands for: its area, countries and audience rule, and the time
// from its onset (or now, whichever is later: who has left is no longer concerned) until its end. The preview of the reach and
// the release ask the same question.
func AudienceQuery(c warning.Content, now time.Time) roster.Query {
	from := c.Onset
	if from.Before(now) {
		from = now
	}
	return roster.Query{Area: c.Area, Name: c.AreaDesc, Countries: c.Countries, From: from, To: c.Expires, Rule: c.Audience}
}

// ReleaseWarning sends an approved warning on its way, in one transaction: the state (two people, the hash of the exact words),
// the people matched now and frozen as its audience, a delivery for every person and rung, the jobs of what is due at once,
// and a ledger line. A warning that it replaces is ended with it. It returns the number of people warned.
func (s *Store) ReleaseWarning(ctx context.Context, by desk.Account, id warning.ID, hash string) (warning.Warning, int, error) {
	var w warning.Warning
	var people []roster.Match
	err := s.inTx(ctx, "ReleaseWarning", func(t *tx) error {
		people = nil
		actor, err := t.actor(ctx, by.ID, desk.Release)
		if err != nil {
			return err
		}
		if w, err = t.loadWarning(ctx, id, true); err != nil {
			return err
		}
		if w.Content.ReachesPeople() {
			all, err := t.matchPeople(ctx, AudienceQuery(w.Content, t.now))
			if err != nil {
				return err
			}
			for _, m := range all {
				if m.Warned {
					people = append(people, m)
				}
			}
		}
		next, err := warning.Release(w, actor, hash, len(people), t.now)
		if err != nil {
			return err
		}
		if w, err = t.saveWarning(ctx, next); err != nil {
			return err
		}
		if w.Content.Replaces != "" {
			if err := t.replace(ctx, actor, w); err != nil {
				return err
			}
		}
		if err := t.freeze(ctx, w, people); err != nil {
			return err
		}
		return t.recordWarning(ctx, actor, "released", w, fmt.Sprintf("%d people", len(people)))
	})
	if err != nil {
		return warning.Warning{}, 0, err
	}
	return w, len(people), nil
}

// replace ends the warning that w takes the place of. No correction is sent: w itself is what its people are told.
func (t *tx) replace(ctx context.Context, by desk.Account, w warning.Warning) error {
	old, err := t.loadWarning(ctx, w.Content.Replaces, true)
	if err != nil {
		return err
	}
	next, err := warning.Update(old, by, w, t.now)
	if err != nil {
		return err
	}
	if next, err = t.saveWarning(ctx, next); err != nil {
		return err
	}
	if _, err := t.endUnsent(ctx, next.ID, delivery.Stopped, "replaced by a later warning"); err != nil {
		return err
	}
	return t.recordWarning(ctx, by, "updated", next, "replaced by "+string(w.ID))
}

// endUnsent moves everything of a warning that may still be sent to a final state, in one statement.
func (t *tx) endUnsent(ctx context.Context, id warning.ID, to delivery.State, why string) (int64, error) {
	n, err := t.Exec(ctx, `update delivery set state = $1, due = 0, changed = $2, error = case when $3 = '' then error else $3 end
		where warning = $4 and kind = 'warning' and state in (`+quoted(delivery.Unsent())+`)`, string(to), us(t.now), why, string(id))
	if err != nil {
		return 0, fmt.Errorf("ending what is unsent of warning %s: %w", id, err)
	}
	return n, nil
}

// addressOn is where a channel reaches a person, or "".
func addressOn(c warning.Channel, p roster.Person) string {
	switch c {
	case warning.Email:
		return p.Email
	case warning.Webhook:
		return p.Webhook
	}
	return ""
}

// freeze writes the audience and its deliveries: one for each person and channel of the ladder for which there is an address.
// The first of them is queued; the later ones wait for their time. A person without any address has none, and is listed so.
func (t *tx) freeze(ctx context.Context, w warning.Warning, people []roster.Match) error {
	if len(people) == 0 {
		return nil
	}
	first, err := t.take(ctx, "audience", int64(len(people)))
	if err != nil {
		return err
	}
	err = t.eng.Bulk(ctx, t.raw, "audience", []string{"id", "warning", "person", "name", "lang", "grade", "reason", "seen"}, len(people),
		func(i int) []any {
			m := people[i]
			return []any{first + int64(i), string(w.ID), string(m.Person.ID), m.Person.Name, m.Person.Lang, string(m.Grade), m.Reason, int64(0)}
		})
	if err != nil {
		return fmt.Errorf("freezing the audience: %w", err)
	}
	var ds []delivery.Delivery
	var begun = make([]bool, len(people)) // has a rung already
	var used []warning.Channel
	for rung, r := range w.Content.Ladder {
		if slices.Contains(used, r.Channel) {
			continue
		}
		used = append(used, r.Channel)
		for i, m := range people {
			to := addressOn(r.Channel, m.Person)
			if to == "" {
				continue
			}
			d := delivery.Delivery{Warning: w.ID, Kind: delivery.OfWarning, Audience: first + int64(i), Person: m.Person.ID, Rung: rung,
				Channel: r.Channel, Address: to, Name: m.Person.Name, Lang: m.Person.Lang, State: delivery.Waiting,
				Due: t.now.Add(time.Duration(r.Wait) * time.Second), Changed: t.now}
			if !begun[i] {
				begun[i] = true
				d.State, d.Due = delivery.Queued, t.now
			}
			ds = append(ds, d)
		}
	}
	return t.insertDeliveries(ctx, w.ID, delivery.OfWarning, ds)
}

// insertDeliveries numbers new deliveries, cuts them into batches of one rung and channel, and queues the batches in which
// something is due.
func (t *tx) insertDeliveries(ctx context.Context, id warning.ID, kind delivery.Kind, ds []delivery.Delivery) error {
	if len(ds) == 0 {
		return nil
	}
	type batch struct {
		rung, size int
		channel    warning.Channel
	}
	var batches []batch
	of := make([]int, len(ds))
	for i, d := range ds {
		if n := len(batches); n == 0 || batches[n-1].rung != d.Rung || batches[n-1].channel != d.Channel || batches[n-1].size == batchSize {
			batches = append(batches, batch{rung: d.Rung, channel: d.Channel})
		}
		batches[len(batches)-1].size++
		of[i] = len(batches) - 1
	}
	firstBatch, err := t.take(ctx, "batch", int64(len(batches)))
	if err != nil {
		return err
	}
	firstID, err := t.take(ctx, "delivery", int64(len(ds)))
	if err != nil {
		return err
	}
	if err := t.fault("statement"); err != nil {
		return err
	}
	err = t.eng.Bulk(ctx, t.raw, "batch", []string{"id", "warning", "kind", "rung", "channel", "size"}, len(batches), func(i int) []any {
		b := batches[i]
		return []any{firstBatch + int64(i), string(id), string(kind), int64(b.rung), string(b.channel), int64(b.size)}
	})
	if err != nil {
		return fmt.Errorf("writing the batches: %w", err)
	}
	if err := t.fault("statement"); err != nil {
		return err
	}
	err = t.eng.Bulk(ctx, t.raw, "delivery", []string{"id", "batch", "warning", "kind", "audience", "person", "rung", "channel", "address",
		"name", "lang", "state", "attempt", "retries", "doubt", "due", "lease", "node", "changed", "ref", "error"}, len(ds), func(i int) []any {
		d := ds[i]
		return []any{firstID + int64(i), firstBatch + int64(of[i]), string(d.Warning), string(d.Kind), d.Audience, string(d.Person), int64(d.Rung),
			string(d.Channel), d.Address, d.Name, d.Lang, string(d.State), int64(0), int64(0), int64(0), us(d.Due), int64(0), "", us(d.Changed), "", ""}
	})
	if err != nil {
		return fmt.Errorf("writing the deliveries: %w", err)
	}
	var due []delivery.BatchID
	for i, d := range ds {
		if !d.Due.After(t.now) {
			due = append(due, delivery.BatchID(firstBatch+int64(of[i])))
		}
	}
	return t.queueBatches(ctx, due, false)
}

// CancelWarning takes a released warning back, in one transaction: nothing of it that is unsent will be sent, and everyone who
// may have got it, on whatever channel, gets the correction that was approved with it. What is being sent at this moment is
// among them; its outcome is still recorded.
func (s *Store) CancelWarning(ctx context.Context, by desk.Account, id warning.ID, reason string) (warning.Warning, error) {
	var w warning.Warning
	err := s.inTx(ctx, "CancelWarning", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Stop)
		if err != nil {
			return err
		}
		if w, err = t.loadWarning(ctx, id, true); err != nil {
			return err
		}
		next, err := warning.Cancel(w, actor, reason, t.now)
		if err != nil {
			return err
		}
		if w, err = t.saveWarning(ctx, next); err != nil {
			return err
		}
		stopped, err := t.endUnsent(ctx, id, delivery.Stopped, "the warning is cancelled")
		if err != nil {
			return err
		}
		told, err := t.correct(ctx, w)
		if err != nil {
			return err
		}
		return t.recordWarning(ctx, actor, "cancelled", w, fmt.Sprintf("%d unsent stopped, %d corrections", stopped, told))
	})
	if err != nil {
		return warning.Warning{}, err
	}
	return w, nil
}

// correctionHold is how long the correction of a delivery that is claimed at the moment of the cancel waits: most of what is
// claimed is given back unsent within a quarter of a second (delivery.Dispatcher), and whoever never got the warning should not
// get its correction.
const correctionHold = 2 * time.Second

// correct writes the correction deliveries: one for each delivery of the warning that was or may have been received. The rows are
// copied inside the database, since they may be a hundred thousand and the correction must be queued within a second.
func (t *tx) correct(ctx context.Context, w warning.Warning) (int64, error) {
	maybe := `warning = $1 and kind = 'warning' and rung = $2 and (doubt > 0 or state in (` +
		quoted(append([]delivery.State{delivery.Sending}, delivery.Reaching()...)) + `))`
	var told int64
	var due []delivery.BatchID
	for rung := range w.Content.Ladder {
		var n int64
		if err := t.QueryRow(ctx, `select count(*) from delivery where `+maybe, string(w.ID), int64(rung)).Scan(&n); err != nil {
			return 0, fmt.Errorf("counting who may have got the warning: %w", err)
		}
		if n == 0 {
			continue
		}
		told += n
		batches := (n + batchSize - 1) / batchSize
		firstBatch, err := t.take(ctx, "batch", batches)
		if err != nil {
			return 0, err
		}
		first, err := t.take(ctx, "delivery", n)
		if err != nil {
			return 0, err
		}
		if err := t.fault("statement"); err != nil {
			return 0, err
		}
		channel := string(w.Content.Ladder[rung].Channel)
		err = t.eng.Bulk(ctx, t.raw, "batch", []string{"id", "warning", "kind", "rung", "channel", "size"}, int(batches), func(i int) []any {
			return []any{firstBatch + int64(i), string(w.ID), string(delivery.OfCorrection), int64(rung), channel, min(batchSize, n-int64(i)*batchSize)}
		})
		if err != nil {
			return 0, fmt.Errorf("writing the batches of the correction: %w", err)
		}
		made, err := t.Exec(ctx, `insert into delivery (id, batch, warning, kind, audience, person, rung, channel, address, name, lang,
				state, attempt, retries, doubt, due, lease, node, changed, ref, error)
			select cast($3 as bigint) + x.n, cast($4 as bigint) + x.n / `+fmt.Sprint(batchSize)+`, x.warning, 'correction', x.audience, x.person, x.rung,
				x.channel, x.address, x.name, x.lang, 'queued', 0, 0, 0,
				case when x.state = 'sending' then cast($6 as bigint) else cast($5 as bigint) end, 0, '', cast($5 as bigint), '', ''
			from (select warning, audience, person, rung, channel, address, name, lang, state, row_number() over (order by id) - 1 as n
				from delivery where `+maybe+`) x`, string(w.ID), int64(rung), first, firstBatch, us(t.now), us(t.now.Add(correctionHold)))
		if err != nil {
			return 0, fmt.Errorf("writing the corrections: %w", err)
		}
		if made != n {
			return 0, fmt.Errorf("writing the corrections: %d rows instead of %d", made, n)
		}
		for i := range batches {
			due = append(due, delivery.BatchID(firstBatch+i))
		}
	}
	return told, t.queueBatches(ctx, due, false)
}

// ExpireWarnings ends the released warnings whose end has come, each in its own transaction: what was not sent has lapsed, and
// the ledger says how much. It returns those that it ended, also when a later one failed.
func (s *Store) ExpireWarnings(ctx context.Context) ([]warning.ID, error) {
	ids, err := s.dueToExpire(ctx)
	if err != nil {
		return nil, err
	}
	var out []warning.ID
	for _, id := range ids {
		did := false
		err := s.inTx(ctx, "ExpireWarnings", func(t *tx) error {
			did = false
			w, err := t.loadWarning(ctx, id, true)
			if err != nil {
				return err
			}
			if w.State != warning.Released { // somebody was quicker
				return nil
			}
			next, err := warning.Expire(w, t.now)
			if err != nil {
				return err
			}
			if w, err = t.saveWarning(ctx, next); err != nil {
				return err
			}
			lapsed, err := t.endUnsent(ctx, id, delivery.Lapsed, "")
			if err != nil {
				return err
			}
			did = true
			return t.record(ctx, ledger.Line{Actor: "system", Act: "warning.expired", Of: string(id), Hash: w.Hash,
				Detail: fmt.Sprintf("%d deliveries had not been sent", lapsed)})
		})
		if err != nil {
			return out, err
		}
		if did {
			out = append(out, id)
		}
	}
	return out, nil
}

func (s *Store) dueToExpire(ctx context.Context) ([]warning.ID, error) {
	r, err := s.eng.Reader().Query(ctx, `select id from warning where state = 'released' and expires > 0 and expires <= $1 order by id`, us(s.now()))
	if err != nil {
		return nil, fmt.Errorf("looking for warnings that have ended: %w", err)
	}
	defer r.Close()
	var out []warning.ID
	for r.Next() {
		var id warning.ID
		if err := r.Scan(&id); err != nil {
			return nil, fmt.Errorf("looking for warnings that have ended: %w", err)
		}
		out = append(out, id)
	}
	return out, r.Err()
}

// Acknowledge notes that a member of an audience has seen the warning. From then on nothing more of it is sent to this person. It
// returns the person's name, and whether this was the first time.
func (s *Store) Acknowledge(ctx context.Context, audience int64) (first bool, name string, err error) {
	err = s.inTx(ctx, "Acknowledge", func(t *tx) error {
		first = false
		var id warning.ID
		var seen int64
		err := t.QueryRow(ctx, `select warning, name, seen from audience where id = $1`+t.eng.ForUpdate(), audience).Scan(&id, &name, &seen)
		if engine.IsNoRows(err) {
			return fmt.Errorf("audience %d: %w", audience, ErrNotFound)
		}
		if err != nil {
			return err
		}
		if seen != 0 {
			return nil
		}
		first = true
		ds, err := t.deliveriesWhere(ctx, `audience = $1 and kind = 'warning' order by id`+t.eng.ForUpdate(), audience)
		if err != nil {
			return err
		}
		if _, err := t.Exec(ctx, `update audience set seen = $1 where id = $2`, us(t.now), audience); err != nil {
			return err
		}
		var changed []delivery.Delivery
		for _, d := range ds {
			if n := delivery.See(delivery.Stop(d, "acknowledged", t.now), t.now); n != d {
				changed = append(changed, n)
			}
		}
		if err := t.saveDeliveries(ctx, changed); err != nil {
			return err
		}
		return t.record(ctx, ledger.Line{Actor: "person", Act: "warning.seen", Of: string(id), Detail: fmt.Sprintf("audience %d", audience)})
	})
	if err != nil {
		return false, "", err
	}
	return first, name, nil
}
