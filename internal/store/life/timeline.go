package life

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// adviceBefore is how long before a situation was opened the standing advice of its countries belongs to its timeline.
const adviceBefore = 30 * 24 * time.Hour

// Moments reads what happened around a situation out of the rows and the ledger, in no order.
func Moments(ctx context.Context, q engine.Querier, s situation.Situation) ([]situation.Moment, error) {
	out := append(s.Issues(), s.WindowChanges()...)
	add := func(at int64, kind situation.MomentKind, act, of, words string) {
		out = append(out, situation.Moment{At: engine.FromUS(at), Kind: kind, Act: act, Of: of, Words: words, Line: -1})
	}
	id := string(s.ID)
	// The items of all members, when they came in and when they were read; those moved away since are in the ledger's lines.
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		var item, title string
		var received, read int64
		err := r.Scan(&item, &title, &received, &read)
		add(received, situation.OfItem, "item.received", item, "received: "+title)
		add(read, situation.OfItem, "item.read", item, "read: "+title)
		return err
	}, `select i.id, i.title, i.received, min(r.created) from member m join report r on r.id = m.report join item i on i.id = r.item
		where m.situation = $1 group by i.id, i.title, i.received order by i.received, i.id`, id)
	if err != nil {
		return nil, fmt.Errorf("reading the items: %w", err)
	}
	// The ledger's lines of the situation, its tasks and its warnings.
	err = engine.Each(ctx, q, func(r engine.Rows) error {
		var body string
		var l ledger.Line
		err := r.Scan(&body)
		if err == nil {
			err = json.Unmarshal([]byte(body), &l)
		}
		out = append(out, situation.MomentOf(l))
		return err
	}, LinesOf, id)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	entries, err := entries(ctx, q, s.ID, time.Time{}, true)
	if err != nil {
		return nil, fmt.Errorf("reading who came in: %w", err)
	}
	for _, e := range entries {
		words := e.What + " in: " + e.Name
		if e.Grade == "near" {
			words = e.What + " near: " + e.Name
		}
		out = append(out, situation.Moment{At: e.At, Until: time.Time{}, Kind: situation.OfConcern, Act: "concern.entered", Of: e.ID, Words: words, Line: -1})
	}
	if err := deliveries(ctx, q, id, add); err != nil {
		return nil, fmt.Errorf("reading the deliveries: %w", err)
	}
	if err := advice(ctx, q, s, add); err != nil {
		return nil, fmt.Errorf("reading the advice: %w", err)
	}
	return out, nil
}

// LinesOf are the ledger's lines of a situation, its tasks and its warnings. A single acknowledgement is a person's.
const LinesOf = `select body from ledger_line where of_id in (select cast($1 as text) union all select id from task where situation = $1
	union all select id from warning where situation = $1) and act <> 'warning.seen' order by seq`

// deliveries adds the milestones of each warning: first and last accepted by a provider, first and last acknowledged.
func deliveries(ctx context.Context, q engine.Querier, id string, add func(int64, situation.MomentKind, string, string, string)) error {
	both := func(text, what, words string) error {
		return engine.Each(ctx, q, func(r engine.Rows) error {
			var w string
			var first, last, n int64
			err := r.Scan(&w, &first, &last, &n)
			if err != nil || n == 0 {
				return err
			}
			add(first, situation.OfDelivery, "delivery.first_"+what, w, "first "+words)
			if n > 1 {
				add(last, situation.OfDelivery, "delivery.last_"+what, w, fmt.Sprintf("last of %d %s", n, words))
			}
			return nil
		}, text, id)
	}
	accepted := `select d.warning, min(t.ended), max(t.ended), count(*) from warning w join delivery d on d.warning = w.id and d.kind = '%s'
		join attempt t on t.delivery = d.id and t.outcome = 'accepted' where w.situation = $1 group by d.warning order by d.warning`
	if err := both(fmt.Sprintf(accepted, "warning"), "accepted", "accepted by a provider"); err != nil {
		return err
	}
	if err := both(fmt.Sprintf(accepted, "correction"), "correction_accepted", "correction accepted by a provider"); err != nil {
		return err
	}
	return both(`select a.warning, min(a.seen), max(a.seen), count(*) from warning w join audience a on a.warning = w.id and a.seen > 0
		where w.situation = $1 group by a.warning order by a.warning`, "seen", "acknowledged")
}

// advice adds the words of standing advice on the situation's countries that came while it was followed, or shortly before.
func advice(ctx context.Context, q engine.Querier, s situation.Situation, add func(int64, situation.MomentKind, string, string, string)) error {
	countries := s.Countries()
	if len(countries) == 0 {
		return nil
	}
	until := engine.EndUS(time.Time{})
	if s.State == situation.Closed {
		until = engine.US(s.Changed)
	}
	text, args := engine.OneOf(`select report, body, created from advice where created >= $1 and created <= $2`, "country", countries,
		[]any{engine.US(s.Opened.Add(-adviceBefore)), until})
	return engine.Each(ctx, q, func(r engine.Rows) error {
		var report, body string
		var created int64
		var cs []situation.Context
		if err := r.Scan(&report, &body, &created); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &cs); err != nil {
			return fmt.Errorf("the advice of report %s does not decode: %w", report, err)
		}
		var says []string
		voice := ""
		for _, c := range cs {
			voice = c.Voice
			says = append(says, c.Scope+" "+strings.ReplaceAll(c.Code, "_", " "))
		}
		if voice != "" {
			add(created, situation.OfAdvice, "advice.kept", report, voice+": "+strings.Join(says, ", "))
		}
		return nil
	}, text+` order by created, report, event`, args...)
}
