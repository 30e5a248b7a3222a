package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

const deliveryCols = `id, batch, warning, kind, audience, person, rung, channel, address, name, lang, state, attempt, retries, doubt,
	due, lease, changed, ref, error`

func scanDelivery(r row) (delivery.Delivery, error) {
	var d delivery.Delivery
	var due, lease, changed int64
	err := r.Scan(&d.ID, &d.Batch, &d.Warning, &d.Kind, &d.Audience, &d.Person, &d.Rung, &d.Channel, &d.Address, &d.Name, &d.Lang,
		&d.State, &d.Attempt, &d.Retries, &d.Doubt, &due, &lease, &changed, &d.Ref, &d.Error)
	d.Due, d.Lease, d.Changed = fromUS(due), fromUS(lease), fromUS(changed)
	return d, err
}

// deliveriesWhere reads the deliveries that a condition names, in the order of their ids unless tail says otherwise.
func (t *tx) deliveriesWhere(ctx context.Context, where string, args ...any) ([]delivery.Delivery, error) {
	r, err := t.Query(ctx, `select `+deliveryCols+` from delivery where `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("reading deliveries: %w", err)
	}
	defer r.Close()
	var out []delivery.Delivery
	for r.Next() {
		d, err := scanDelivery(r)
		if err != nil {
			return nil, fmt.Errorf("reading a delivery: %w", err)
		}
		out = append(out, d)
	}
	return out, r.Err()
}

// quoted writes our own constants as an SQL list: 'a','b'.
func quoted[T ~string](vs []T) string { return engine.Quoted(vs) }

// listed writes n parameters as an SQL list, the first of them being $first, and gives the ids as their arguments. The texts are
// then few, and the engine keeps their plans.
func listed[T ~int64](first int, vs []T) (string, []any) {
	var b strings.Builder
	args := make([]any, len(vs))
	for i, v := range vs {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
		args[i] = int64(v)
	}
	return b.String(), args
}

// numbers writes ids as an SQL list, for texts that run seldom.
func numbers[T ~int64](vs []T) string { return engine.Numbers(vs) }

// saveDeliveries writes what a move may change of the given deliveries, a hundred rows a statement.
func (t *tx) saveDeliveries(ctx context.Context, ds []delivery.Delivery) error {
	for part := range slices.Chunk(ds, 100) {
		var b strings.Builder
		b.WriteString(`update delivery set state = v.column2, attempt = v.column3, retries = v.column4, doubt = v.column5, due = v.column6,
			lease = v.column7, changed = v.column8, ref = v.column9, error = v.column10, node = v.column11 from (values `)
		args := make([]any, 0, 11*len(part))
		for i, d := range part {
			if i > 0 {
				b.WriteByte(',')
			}
			p := len(args)
			fmt.Fprintf(&b, `(cast($%d as bigint),$%d,cast($%d as bigint),cast($%d as bigint),cast($%d as bigint),cast($%d as bigint),cast($%d as bigint),cast($%d as bigint),$%d,$%d,$%d)`,
				p+1, p+2, p+3, p+4, p+5, p+6, p+7, p+8, p+9, p+10, p+11)
			node := ""
			if d.State == delivery.Sending {
				node = t.s.opt.Node
			}
			args = append(args, int64(d.ID), string(d.State), int64(d.Attempt), int64(d.Retries), int64(d.Doubt), us(d.Due), us(d.Lease),
				us(d.Changed), plain(d.Ref), plain(d.Error), node)
		}
		b.WriteString(`) as v where delivery.id = v.column1`)
		n, err := t.Exec(ctx, b.String(), args...)
		if err != nil {
			return fmt.Errorf("writing %d deliveries: %w", len(part), err)
		}
		if n != int64(len(part)) {
			return fmt.Errorf("writing %d deliveries: %d rows were there", len(part), n)
		}
	}
	return nil
}

// plain drops what a text column of PostgreSQL cannot hold; references and errors come from outside.
func plain(v string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(v, "\uFFFD"), "\x00", "")
}

// sending is what the deliveries of one warning need to know of it.
type sending struct {
	state            warning.State
	expires, changed time.Time
	released         time.Time
}

func (w sending) may(k delivery.Kind, now time.Time) bool {
	if k == delivery.OfCorrection {
		return w.state == warning.Cancelled
	}
	return w.state == warning.Released && (w.expires.IsZero() || now.Before(w.expires))
}

// end is when sending ends. A correction is sent for as long as it takes, within MaxAge of the cancel.
func (w sending) end(k delivery.Kind) time.Time {
	if k == delivery.OfCorrection {
		return delivery.End(w.changed, time.Time{})
	}
	return delivery.End(w.released, w.expires)
}

// sendings reads what deliveries need to know of the warnings that a condition names.
func (t *tx) sendings(ctx context.Context, where string, args ...any) (map[warning.ID]sending, error) {
	return sendings(ctx, t, where, args...)
}

func sendings(ctx context.Context, q querier, where string, args ...any) (map[warning.ID]sending, error) {
	r, err := q.Query(ctx, `select id, state, expires, changed, released from warning where `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the states of warnings: %w", err)
	}
	defer r.Close()
	out := map[warning.ID]sending{}
	for r.Next() {
		var id warning.ID
		var w sending
		var expires, changed, released int64
		if err := r.Scan(&id, &w.state, &expires, &changed, &released); err != nil {
			return nil, fmt.Errorf("reading the state of a warning: %w", err)
		}
		w.expires, w.changed, w.released = fromUS(expires), fromUS(changed), fromUS(released)
		out[id] = w
	}
	return out, r.Err()
}

// Sendable says whether words of this kind may still be sent: for a warning, from its release until the commit of its
// cancel or its end; for a correction, from the cancel on.
func (s *Store) Sendable(ctx context.Context, id warning.ID, k delivery.Kind) (bool, error) {
	about, err := sendings(ctx, s.eng.Reader(), `id = $1`, string(id))
	if err != nil {
		return false, err
	}
	w, ok := about[id]
	if !ok {
		return false, fmt.Errorf("warning %s: %w", id, ErrNotFound)
	}
	return w.may(k, s.now()), nil
}

// ClaimDeliveries begins attempts for at most most due deliveries of a batch, each leased for the given time by this store's
// clock, and returns them with their warning. Leases of the batch that ran out are taken back first. It claims none when the
// warning was cancelled, replaced or has ended.
func (s *Store) ClaimDeliveries(ctx context.Context, batch int64, most int, lease time.Duration) ([]delivery.Delivery, warning.Warning, error) {
	var out []delivery.Delivery
	var w warning.Warning
	err := s.inTx(ctx, "ClaimDeliveries", func(t *tx) error {
		out = nil
		var id warning.ID
		var kind delivery.Kind
		if err := t.QueryRow(ctx, `select warning, kind from batch where id = $1`, batch).Scan(&id, &kind); err != nil {
			if engine.IsNoRows(err) {
				return fmt.Errorf("batch %d: %w", batch, ErrNotFound)
			}
			return err
		}
		var err error
		if w, err = t.loadWarning(ctx, id, false); err != nil {
			return err
		}
		if err := t.takeBackLost(ctx, batch); err != nil {
			return err
		}
		is := sending{state: w.State, expires: w.Content.Expires, changed: w.Changed, released: w.Released}
		if !is.may(kind, t.now) {
			return nil
		}
		// A later rung waits while an earlier one of the same person is being sent; a lease bounds that.
		due, err := t.deliveriesWhere(ctx, `batch = $1 and state in (`+quoted(delivery.From(delivery.Sending))+`) and due <= $2
			and not (state = 'waiting' and exists (select 1 from delivery e where e.audience = delivery.audience
				and e.kind = delivery.kind and e.rung < delivery.rung and e.state = 'sending'))
			order by id limit $3`+t.eng.SkipLocked(), batch, us(t.now), most)
		if err != nil {
			return err
		}
		for _, d := range due {
			if c, ok := delivery.Claim(d, t.now, lease); ok {
				out = append(out, c)
			}
		}
		return t.beginAttempts(ctx, out, t.now.Add(lease))
	})
	if err != nil {
		return nil, warning.Warning{}, err
	}
	return out, w, nil
}

// beginAttempts writes what delivery.Claim has decided. It is the same for every row, so it takes one short statement.
func (t *tx) beginAttempts(ctx context.Context, ds []delivery.Delivery, lease time.Time) error {
	if len(ds) == 0 {
		return nil
	}
	ids := make([]delivery.ID, len(ds))
	for i, d := range ds {
		ids[i] = d.ID
	}
	list, args := listed(4, ids)
	n, err := t.Exec(ctx, `update delivery set state = 'sending', attempt = attempt + 1, due = 0, lease = $1, changed = $2, node = $3 where id in (`+list+`)`,
		append([]any{us(lease), us(t.now), t.s.opt.Node}, args...)...)
	if err != nil {
		return fmt.Errorf("beginning %d attempts: %w", len(ds), err)
	}
	if n != int64(len(ds)) {
		return fmt.Errorf("beginning %d attempts: %d rows were there", len(ds), n)
	}
	return nil
}

// takeBackLost puts in doubt the deliveries of a batch whose lease ran out.
func (t *tx) takeBackLost(ctx context.Context, batch int64) error {
	lost, err := t.deliveriesWhere(ctx, `batch = $1 and state = 'sending' and lease <= $2 order by id`+t.eng.SkipLocked(), batch, us(t.now))
	if err != nil || len(lost) == 0 {
		return err
	}
	return t.lose(ctx, lost)
}

// releaseLeases marks what a dead process of this node was sending as in doubt, due at once. It locks the rows: the database may
// still be committing the last thing that the dead process asked for, and that must not be overwritten.
func (t *tx) releaseLeases(ctx context.Context, node string) error {
	lost, err := t.deliveriesWhere(ctx, `state = 'sending' and node = $1 order by id`+t.eng.ForUpdate(), node)
	if err != nil {
		return fmt.Errorf("taking back leases: %w", err)
	}
	return t.lose(ctx, lost)
}

func (t *tx) lose(ctx context.Context, lost []delivery.Delivery) error {
	rs := make([]delivery.Result, len(lost))
	for i, d := range lost {
		rs[i] = delivery.Result{ID: d.ID, Attempt: d.Attempt, Outcome: delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: delivery.ErrLostLease}}
	}
	about, err := t.sendings(ctx, `id in (select warning from delivery where state = 'sending') order by id`)
	if err != nil {
		return err
	}
	return t.settle(ctx, about, lost, rs)
}

// RecordOutcomes writes all outcomes and their trace. An outcome whose attempt is no longer the present one changes no state.
func (s *Store) RecordOutcomes(ctx context.Context, rs []delivery.Result) error {
	if len(rs) == 0 {
		return nil
	}
	return s.inTx(ctx, "RecordOutcomes", func(t *tx) error {
		ids := make([]delivery.ID, len(rs))
		for i, r := range rs {
			ids[i] = r.ID
		}
		// The warnings first: a cancel holds its warning, so that an outcome is recorded wholly before it or wholly after.
		list, args := listed(1, ids)
		about, err := t.sendings(ctx, `id in (select warning from delivery where id in (`+list+`)) order by id`+t.eng.ForUpdate(), args...)
		if err != nil {
			return err
		}
		ds, err := t.deliveriesWhere(ctx, `id in (`+list+`) order by id`+t.eng.ForUpdate(), args...)
		if err != nil {
			return err
		}
		return t.settle(ctx, about, ds, rs)
	})
}

// settle applies outcomes to deliveries that this transaction holds: the moves, their trace, and the next rungs of those who
// could not be reached on this one.
func (t *tx) settle(ctx context.Context, about map[warning.ID]sending, ds []delivery.Delivery, rs []delivery.Result) error {
	if len(rs) == 0 {
		return nil
	}
	byID := make(map[delivery.ID]int, len(ds))
	var people []int64
	for i, d := range ds {
		byID[d.ID] = i
		people = append(people, d.Audience)
	}
	acknowledged := map[int64]bool{}
	if len(ds) == 0 {
		return fmt.Errorf("recording an outcome of delivery %d: %w", rs[0].ID, ErrNotFound)
	}
	list, args := listed(1, people)
	r, err := t.Query(ctx, `select id from audience where seen > 0 and id in (`+list+`)`, args...)
	if err != nil {
		return fmt.Errorf("reading who has acknowledged: %w", err)
	}
	for r.Next() {
		var id int64
		if err := r.Scan(&id); err != nil {
			r.Close()
			return err
		}
		acknowledged[id] = true
	}
	r.Close()
	if err := r.Err(); err != nil {
		return err
	}

	was := slices.Clone(ds)
	var traced []delivery.Result
	var never []delivery.Delivery // of a cancelled warning, and certainly not received
	for _, res := range rs {
		i, ok := byID[res.ID]
		if !ok {
			return fmt.Errorf("recording an outcome of delivery %d: %w", res.ID, ErrNotFound)
		}
		if res.Outcome.Kind != delivery.OutcomeUnsent {
			traced = append(traced, res)
		}
		d := ds[i]
		if d.Attempt != res.Attempt {
			continue // an older attempt: the trace keeps it
		}
		w := about[d.Warning]
		if errors.Is(res.Outcome.Err, delivery.ErrLostLease) {
			d = delivery.LostLease(d, t.now, w.end(d.Kind))
		} else {
			d = delivery.Next(d, res.Outcome, t.now, w.end(d.Kind))
		}
		switch {
		case d.Kind == delivery.OfWarning && acknowledged[d.Audience]:
			d = delivery.See(delivery.Stop(d, "acknowledged", t.now), t.now)
		case d.Kind == delivery.OfWarning && w.state != warning.Released && w.state != warning.Expired:
			d = delivery.Stop(d, "the warning is "+string(w.state), t.now)
		case d.Kind == delivery.OfWarning && w.state == warning.Expired:
			d = delivery.Lapse(d, t.now)
		}
		ds[i] = d
		if d.Kind == delivery.OfWarning && w.state == warning.Cancelled && d.State == delivery.Stopped && d.Doubt == 0 {
			never = append(never, d)
		}
	}
	var changed, failed []delivery.Delivery
	for i, d := range ds {
		if d == was[i] {
			continue
		}
		changed = append(changed, d)
		if d.State == delivery.Failed && was[i].State != delivery.Failed {
			failed = append(failed, d)
		}
	}
	if err := t.saveDeliveries(ctx, changed); err != nil {
		return err
	}
	if err := t.trace(ctx, traced); err != nil {
		return err
	}
	if err := t.dropCorrections(ctx, never); err != nil {
		return err
	}
	return t.nextRungs(ctx, failed)
}

// dropCorrections stops the corrections, not yet begun, of deliveries that certainly did not arrive.
func (t *tx) dropCorrections(ctx context.Context, ds []delivery.Delivery) error {
	byRung := map[int][]int64{}
	for _, d := range ds {
		byRung[d.Rung] = append(byRung[d.Rung], d.Audience)
	}
	for _, rung := range slices.Sorted(maps.Keys(byRung)) {
		if _, err := t.Exec(ctx, `update delivery set state = $1, due = 0, changed = $2, error = $3 where kind = 'correction' and rung = $4
				and attempt = 0 and state = 'queued' and audience in (`+numbers(byRung[rung])+`)`,
			string(delivery.Stopped), us(t.now), "the warning was never sent to this person", int64(rung)); err != nil {
			return fmt.Errorf("stopping corrections of what was never sent: %w", err)
		}
	}
	return nil
}

// trace writes how attempts ended. Writing one again changes nothing: the first answer stands.
func (t *tx) trace(ctx context.Context, rs []delivery.Result) error {
	for part := range slices.Chunk(rs, 100) {
		var b strings.Builder
		b.WriteString(`insert into attempt (delivery, attempt, ended, outcome, ref, error, node) values `)
		args := make([]any, 0, 7*len(part))
		for i, r := range part {
			if i > 0 {
				b.WriteByte(',')
			}
			p := len(args)
			fmt.Fprintf(&b, `($%d,$%d,$%d,$%d,$%d,$%d,$%d)`, p+1, p+2, p+3, p+4, p+5, p+6, p+7)
			fault := ""
			if r.Outcome.Err != nil {
				fault = r.Outcome.Err.Error()
			}
			args = append(args, int64(r.ID), int64(r.Attempt), us(t.now), r.Outcome.Kind.String(), plain(r.Outcome.Ref), plain(fault), t.s.opt.Node)
		}
		b.WriteString(` on conflict (delivery, attempt) do nothing`)
		if _, err := t.Exec(ctx, b.String(), args...); err != nil {
			return fmt.Errorf("writing the trace of %d attempts: %w", len(part), err)
		}
	}
	return nil
}

// nextRungs makes the next rung of everyone whose delivery has failed due at once, and queues its batch.
func (t *tx) nextRungs(ctx context.Context, failed []delivery.Delivery) error {
	for _, kind := range []delivery.Kind{delivery.OfWarning, delivery.OfCorrection} {
		var people []int64
		for _, d := range failed {
			if d.Kind == kind {
				people = append(people, d.Audience)
			}
		}
		if len(people) == 0 {
			continue
		}
		waiting, err := t.deliveriesWhere(ctx, `audience in (`+numbers(people)+`) and kind = $1 and state = 'waiting' order by audience, rung`+
			t.eng.ForUpdate(), string(kind))
		if err != nil {
			return err
		}
		var next []delivery.Delivery
		var batches []delivery.BatchID
		last := int64(-1)
		for _, d := range waiting {
			if d.Audience == last {
				continue
			}
			last = d.Audience
			d.Due, d.Changed = t.now, t.now
			next = append(next, d)
			batches = append(batches, d.Batch)
		}
		if err := t.saveDeliveries(ctx, next); err != nil {
			return err
		}
		if err := t.queueBatches(ctx, batches, true); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) queueBatches(ctx context.Context, batches []delivery.BatchID, unique bool) error {
	slices.Sort(batches)
	var args []river.JobArgs
	for _, b := range slices.Compact(batches) {
		args = append(args, deliverJob{Batch: int64(b)})
	}
	return t.queue(ctx, unique, args...)
}

// DeferBatch moves what is due in a batch to later: its channel is paused.
func (s *Store) DeferBatch(ctx context.Context, batch int64, by time.Duration) error {
	return s.inTx(ctx, "DeferBatch", func(t *tx) error {
		_, err := t.Exec(ctx, `update delivery set due = $1 where batch = $2 and due < $1 and state in (`+quoted(delivery.Unsent())+`) and due <= $3`,
			us(t.now.Add(by)), batch, us(t.now))
		return err
	})
}

// KickDue queues a job for every batch in which something is due, a lease has run out, or a later rung's turn has come, and
// which has no open job. It returns how many it queued. The ticker calls it; it may be called at any time.
func (s *Store) KickDue(ctx context.Context) (int, error) {
	n := 0
	err := s.inTx(ctx, "KickDue", func(t *tx) error {
		n = 0
		r, err := t.Query(ctx, `select b.id from batch b join warning w on w.id = b.warning where (
				(b.kind = 'warning' and w.state = 'released' and (w.expires = 0 or w.expires > $1)) or (b.kind = 'correction' and w.state = 'cancelled'))
			and b.id in (select batch from delivery where state in (`+quoted(delivery.Unsent())+`) and due <= $1
				union select batch from delivery where state = 'sending' and lease <= $1)
			order by b.id`, us(t.now))
		if err != nil {
			return fmt.Errorf("looking for what is due: %w", err)
		}
		due, err := scanNumbers(r)
		if err != nil || len(due) == 0 {
			return err
		}
		r, err = t.Query(ctx, `select args->>'batch' from river_job where kind = 'deliver' and state in ('available', 'pending', 'running', 'retryable', 'scheduled')`)
		if err != nil {
			return fmt.Errorf("looking for open jobs: %w", err)
		}
		open, err := scanNumbers(r)
		if err != nil {
			return fmt.Errorf("looking for open jobs: %w", err)
		}
		has := make(map[int64]bool, len(open))
		for _, b := range open {
			has[b] = true
		}
		var kick []delivery.BatchID
		for _, b := range due {
			if !has[b] {
				kick = append(kick, delivery.BatchID(b))
			}
		}
		n = len(kick)
		return t.queueBatches(ctx, kick, true)
	})
	return n, err
}

func scanNumbers(r rows) ([]int64, error) {
	defer r.Close()
	var out []int64
	for r.Next() {
		var v string // River's arguments are JSON: a number on one engine, its text on the other
		if err := r.Scan(&textual{&v}); err != nil {
			return nil, err
		}
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, r.Err()
}

// textual takes a number or a text.
type textual struct{ v *string }

// Scan is what both drivers call.
func (x *textual) Scan(src any) error {
	switch s := src.(type) {
	case int64:
		*x.v = strconv.FormatInt(s, 10)
	case string:
		*x.v = s
	case []byte:
		*x.v = string(s)
	default:
		return fmt.Errorf("a number cannot be read from %T", src)
	}
	return nil
}
