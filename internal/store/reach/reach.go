// Package reach reads how far a warning has got: its figures, its audience, and the trace of one person's deliveries.
package reach

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

// ReachedBy is true for a row a of the audience whom a channel has reached or who has acknowledged.
var ReachedBy = `(a.seen > 0 or exists (select 1 from delivery d where d.audience = a.id and d.kind = 'warning' and d.state in (` +
	engine.Quoted(delivery.Reaching()) + `)))`

// Progress is how far a released warning has got, counted from the rows.
func Progress(ctx context.Context, q engine.Querier, id warning.ID) (delivery.Progress, error) {
	p := delivery.Progress{Warning: id, Grades: map[roster.Grade]int{}}
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
		if f := engine.FromUS(first); p.First.IsZero() || f.Before(p.First) {
			p.First = f
		}
		if l := engine.FromUS(last); l.After(p.Last) {
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
			where d.audience = a.id and d.kind = 'warning' and d.state in (`+engine.Quoted(delivery.Reaching())+`))`, string(id)).Scan(&more)
		p.Reached += more
	} else {
		err = q.QueryRow(ctx, `select (select count(*) from (select audience from delivery where warning = $1 and kind = 'warning' and state in (`+
			engine.Quoted(delivery.Reaching())+`) union select id from audience where warning = $1 and seen > 0) x),
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
		p.First, p.Last = engine.FromUS(first), engine.FromUS(last)
	}
	return p, nil
}

const audienceCols = `a.id, a.person, a.name, a.lang, a.grade, a.reason, a.seen`

// Audience reads members of an audience and says of each whether, and if not why not, the warning reached them.
func Audience(ctx context.Context, q engine.Querier, tail string, args ...any) ([]delivery.Person, error) {
	r, err := q.Query(ctx, `select `+audienceCols+`, case when `+ReachedBy+` then 1 else 0 end from audience a where `+tail, args...)
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
		p.Seen, p.Reached = engine.FromUS(seen), reached == 1
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
		r, err := q.Query(ctx, `select audience, channel, state, attempt from delivery where kind = 'warning' and audience in (`+engine.Numbers(part)+`) order by audience, rung`)
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

// Trace is everything that happened to one person's deliveries of a warning, in order of time.
func Trace(ctx context.Context, q engine.Querier, id warning.ID, person roster.PersonID) ([]delivery.Step, error) {
	wrap := func(err error) error { return fmt.Errorf("tracing warning %s: %w", id, err) }
	var audience, seen, released int64
	var grade, reason string
	err := q.QueryRow(ctx, `select a.id, a.grade, a.reason, a.seen, w.released from audience a join warning w on w.id = a.warning
		where a.warning = $1 and a.person = $2`, string(id), string(person)).Scan(&audience, &grade, &reason, &seen, &released)
	if engine.IsNoRows(err) {
		return nil, wrap(fmt.Errorf("this person is not in its audience: %w", err))
	}
	if err != nil {
		return nil, wrap(err)
	}
	out := []delivery.Step{{At: engine.FromUS(released), What: "matched", Detail: grade + ": " + reason}}
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
		x.At = engine.FromUS(at)
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
		x.At = engine.FromUS(at)
		out = append(out, x)
	}
	if err := r.Err(); err != nil {
		return nil, wrap(err)
	}
	if seen > 0 {
		out = append(out, delivery.Step{At: engine.FromUS(seen), What: "seen", Kind: delivery.OfWarning})
	}
	slices.SortStableFunc(out, func(a, b delivery.Step) int { return a.At.Compare(b.At) })
	return out, nil
}
