package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// reachedBy is true for a row a of the audience whom a channel has reached or who has acknowledged.
var reachedBy = `(a.seen > 0 or exists (select 1 from delivery d where d.audience = a.id and d.kind = 'warning' and d.state in (` +
	quoted(delivery.Reaching()) + `)))`

// Progress is how far a released warning has got, counted from the rows.
func (s *Store) Progress(ctx context.Context, id warning.ID) (delivery.Progress, error) {
	p := delivery.Progress{Warning: id, Grades: map[roster.Grade]int{}}
	q := s.eng.Reader()
	wrap := func(err error) error { return fmt.Errorf("counting the progress of warning %s: %w", id, err) }
	r, err := q.Query(ctx, `select kind, channel, state, count(*), min(changed), max(changed) from delivery where warning = $1
		group by kind, channel, state order by kind desc, channel, state`, string(id))
	if err != nil {
		return p, wrap(err)
	}
	defer r.Close()
	channels := map[warning.Channel]bool{}
	moved := false // somebody has acknowledged, so that "changed" is no longer when the channel took it
	for r.Next() {
		var c delivery.Count
		var first, last int64
		if err := r.Scan(&c.Kind, &c.Channel, &c.State, &c.N, &first, &last); err != nil {
			return p, wrap(err)
		}
		p.Counts = append(p.Counts, c)
		if slices.Contains(delivery.Unsent(), c.State) || c.State == delivery.Sending {
			p.Open += c.N
		}
		if c.Kind != delivery.OfWarning {
			continue
		}
		channels[c.Channel] = true
		if !slices.Contains(delivery.Reaching(), c.State) {
			continue
		}
		p.Reached += c.N
		moved = moved || c.State != delivery.Accepted
		if f := fromUS(first); p.First.IsZero() || f.Before(p.First) {
			p.First = f
		}
		if l := fromUS(last); l.After(p.Last) {
			p.Last = l
		}
	}
	if err := r.Err(); err != nil {
		return p, wrap(err)
	}
	r.Close()
	if r, err = q.Query(ctx, `select grade, count(*), sum(case when seen > 0 then 1 else 0 end) from audience where warning = $1 group by grade`, string(id)); err != nil {
		return p, wrap(err)
	}
	defer r.Close()
	for r.Next() {
		var g roster.Grade
		var n, seen int
		if err := r.Scan(&g, &n, &seen); err != nil {
			return p, wrap(err)
		}
		p.Grades[g] = n
		p.People, p.Seen = p.People+n, p.Seen+seen
	}
	if err := r.Err(); err != nil {
		return p, wrap(err)
	}
	r.Close()
	addressed := 0
	if len(channels) == 1 { // one delivery a person: they are counted already, but for those who have seen what no channel admits to
		for _, c := range p.Counts {
			if c.Kind == delivery.OfWarning {
				addressed += c.N
			}
		}
		var more int
		err = q.QueryRow(ctx, `select count(*) from audience a where a.warning = $1 and a.seen > 0 and not exists (select 1 from delivery d
			where d.audience = a.id and d.kind = 'warning' and d.state in (`+quoted(delivery.Reaching())+`))`, string(id)).Scan(&more)
		p.Reached += more
	} else {
		err = q.QueryRow(ctx, `select (select count(*) from (select audience from delivery where warning = $1 and kind = 'warning' and state in (`+
			quoted(delivery.Reaching())+`) union select id from audience where warning = $1 and seen > 0) x),
			(select count(distinct audience) from delivery where warning = $1 and kind = 'warning')`, string(id)).Scan(&p.Reached, &addressed)
	}
	if err != nil {
		return p, wrap(err)
	}
	p.Unreached, p.NoAddress = p.People-p.Reached, p.People-addressed
	if moved {
		var first, last int64
		err = q.QueryRow(ctx, `select coalesce(min(t.ended), 0), coalesce(max(t.ended), 0) from delivery d join attempt t on t.delivery = d.id
			where d.warning = $1 and d.kind = 'warning' and t.outcome = 'accepted'`, string(id)).Scan(&first, &last)
		if err != nil {
			return p, wrap(err)
		}
		p.First, p.Last = fromUS(first), fromUS(last)
	}
	return p, nil
}

const audienceCols = `a.id, a.person, a.name, a.lang, a.grade, a.reason, a.seen`

// audience reads members of an audience and says of each whether, and if not why not, the warning reached them.
func (s *Store) audience(ctx context.Context, tail string, args ...any) ([]delivery.Person, error) {
	q := s.eng.Reader()
	r, err := q.Query(ctx, `select `+audienceCols+`, case when `+reachedBy+` then 1 else 0 end from audience a where `+tail, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []delivery.Person
	var missing []int64
	at := map[int64]int{}
	for r.Next() {
		var p delivery.Person
		var seen int64
		var reached int
		if err := r.Scan(&p.Audience, &p.Person, &p.Name, &p.Lang, &p.Grade, &p.Reason, &seen, &reached); err != nil {
			return nil, err
		}
		p.Seen, p.Reached = fromUS(seen), reached == 1
		if !p.Reached {
			p.Why = "no address"
			missing = append(missing, p.Audience)
			at[p.Audience] = len(out)
		}
		out = append(out, p)
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	r.Close()
	why := map[int64][]string{}
	for part := range slices.Chunk(missing, 1000) {
		r, err := q.Query(ctx, `select audience, channel, state, attempt from delivery where kind = 'warning' and audience in (`+numbers(part)+`) order by audience, rung`)
		if err != nil {
			return nil, err
		}
		for r.Next() {
			var a int64
			var c warning.Channel
			var st delivery.State
			var attempt int
			if err := r.Scan(&a, &c, &st, &attempt); err != nil {
				r.Close()
				return nil, err
			}
			why[a] = append(why[a], string(c)+": "+inWords(st, attempt))
		}
		r.Close()
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	for a, w := range why {
		out[at[a]].Why = strings.Join(w, "; ")
	}
	return out, nil
}

func inWords(s delivery.State, attempt int) string {
	switch s {
	case delivery.Waiting:
		return "its turn has not come"
	case delivery.Queued:
		if attempt > 0 {
			return "will be tried again"
		}
		return "not sent yet"
	case delivery.Sending:
		return "being sent"
	case delivery.InDoubt:
		return "no answer, will be sent again"
	case delivery.Failed:
		return "failed"
	case delivery.Stopped:
		return "stopped"
	case delivery.Lapsed:
		return "not sent before the warning ended"
	}
	return string(s)
}

// Unreached lists by name the people whom no channel has reached and who have not acknowledged, with why; limit 0 or less:
// all of them.
func (s *Store) Unreached(ctx context.Context, id warning.ID, limit int) ([]delivery.Person, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	out, err := s.audience(ctx, `a.warning = $1 and not `+reachedBy+` order by a.name, a.id limit $2`, string(id), limit)
	if err != nil {
		return nil, fmt.Errorf("listing whom warning %s has not reached: %w", id, err)
	}
	return out, nil
}

// AudienceOf lists the audience of a warning, closest grade first, then by name. after is the Audience number of the last one
// of the page before, 0 for the first page.
func (s *Store) AudienceOf(ctx context.Context, id warning.ID, limit int, after int64) ([]delivery.Person, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	out, err := s.audience(ctx, `a.warning = $1 and a.id > $2 order by a.id limit $3`, string(id), after, limit)
	if err != nil {
		return nil, fmt.Errorf("listing the audience of warning %s: %w", id, err)
	}
	return out, nil
}

// Trace is everything that happened to one person's deliveries of a warning, in order of time.
func (s *Store) Trace(ctx context.Context, id warning.ID, person roster.PersonID) ([]delivery.Step, error) {
	wrap := func(err error) error { return fmt.Errorf("tracing warning %s: %w", id, err) }
	q := s.eng.Reader()
	var audience, seen, released int64
	var grade, reason string
	err := q.QueryRow(ctx, `select a.id, a.grade, a.reason, a.seen, w.released from audience a join warning w on w.id = a.warning
		where a.warning = $1 and a.person = $2`, string(id), string(person)).Scan(&audience, &grade, &reason, &seen, &released)
	if engine.IsNoRows(err) {
		return nil, wrap(fmt.Errorf("this person is not in its audience: %w", ErrNotFound))
	}
	if err != nil {
		return nil, wrap(err)
	}
	out := []delivery.Step{{At: fromUS(released), What: "matched", Detail: grade + ": " + reason}}
	r, err := q.Query(ctx, `select d.kind, d.channel, t.attempt, t.ended, t.outcome, t.ref, t.error from attempt t join delivery d on d.id = t.delivery
		where d.audience = $1 order by t.ended, d.id, t.attempt`, audience)
	if err != nil {
		return nil, wrap(err)
	}
	defer r.Close()
	for r.Next() {
		var x delivery.Step
		var at int64
		if err := r.Scan(&x.Kind, &x.Channel, &x.Attempt, &at, &x.What, &x.Ref, &x.Detail); err != nil {
			return nil, wrap(err)
		}
		x.At = fromUS(at)
		out = append(out, x)
	}
	if err := r.Err(); err != nil {
		return nil, wrap(err)
	}
	r.Close()
	r, err = q.Query(ctx, `select kind, channel, state, attempt, changed, error from delivery where audience = $1
		and state not in ('accepted', 'delivered', 'seen') order by changed, id`, audience)
	if err != nil {
		return nil, wrap(err)
	}
	defer r.Close()
	for r.Next() {
		var x delivery.Step
		var at int64
		if err := r.Scan(&x.Kind, &x.Channel, &x.What, &x.Attempt, &at, &x.Detail); err != nil {
			return nil, wrap(err)
		}
		x.At = fromUS(at)
		out = append(out, x)
	}
	if err := r.Err(); err != nil {
		return nil, wrap(err)
	}
	if seen > 0 {
		out = append(out, delivery.Step{At: fromUS(seen), What: "seen", Kind: delivery.OfWarning})
	}
	slices.SortStableFunc(out, func(a, b delivery.Step) int { return a.At.Compare(b.At) })
	return out, nil
}

// Deliveries lists the deliveries of a warning in the order of their ids, from the one after after on; limit 0 or less: all.
func (s *Store) Deliveries(ctx context.Context, id warning.ID, after delivery.ID, limit int) ([]delivery.Delivery, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	r, err := s.eng.Reader().Query(ctx, `select `+deliveryCols+` from delivery where warning = $1 and id > $2 order by id limit $3`,
		string(id), int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("listing the deliveries of warning %s: %w", id, err)
	}
	defer r.Close()
	var out []delivery.Delivery
	for r.Next() {
		d, err := scanDelivery(r)
		if err != nil {
			return nil, fmt.Errorf("listing the deliveries of warning %s: %w", id, err)
		}
		out = append(out, d)
	}
	return out, r.Err()
}
