package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// correctionsOf are the corrections of a report that are in force, their words counted in the bytes of the item, and the id of the
// last one, in force or not. The item's bytes are read only where a correction of a page or a mail must be led to them.
func correctionsOf(ctx context.Context, q querier, it intake.Item, id reading.ReportID) (cs []correction.Correction, last string, err error) {
	all, err := corrections(ctx, q, it.ID)
	if err != nil {
		return nil, "", err
	}
	for _, c := range all {
		if c.Report == id {
			last = c.ID
		}
	}
	cs = slices.DeleteFunc(slices.Clone(correction.InForce(all)), func(c correction.Correction) bool { return c.Report != id })
	switch it.Form {
	case intake.FormHTML, intake.FormMail, intake.FormEntry:
		if len(cs) > 0 {
			if err := q.QueryRow(ctx, `select raw from item where id = $1`, string(it.ID)).Scan(&it.Raw); err != nil {
				return nil, "", fmt.Errorf("reading the bytes of item %s: %w", it.ID, err)
			}
			cs = correction.Led(it, cs)
		}
	}
	return cs, last, nil
}

// rejoining is one joining of a report that may have been corrected, and what it changed, in words.
type rejoining struct {
	told  situation.Told
	j     situation.Joiner
	last  string // what the desk said last of it; empty: nothing
	words []string
	of    map[situation.ID][]string
}

// note keeps what changed in the words for the desk.
func (c *rejoining) note(changes []situation.Change) {
	for _, x := range changes {
		if c.of == nil {
			c.of = map[situation.ID][]string{}
		}
		if len(c.of[x.Situation]) < 20 {
			c.of[x.Situation] = append(c.of[x.Situation], x.Words)
		}
	}
}

// rejoin holds every event that was joined against the report as it is corrected now, and takes out of done those that must be
// joined anew.
func (t *tx) rejoin(ctx context.Context, c *rejoining, done map[int]situation.Joined) error {
	for _, ev := range slices.Sorted(maps.Keys(done)) {
		d := done[ev]
		standing := !c.told.Gone(ev) && c.told.Report.Events[ev].Type.Standing()
		var err error
		switch {
		case d.AsContext && standing:
			err = t.correctAdvice(ctx, c, ev)
		case d.AsContext: // it is no advice, or there is none
			if _, err = t.Exec(ctx, `delete from advice where report = $1 and event = $2`, string(c.told.Report.ID), ev); err == nil {
				c.words = append(c.words, fmt.Sprintf("event %d is no standing advice any more", ev+1))
			}
			delete(done, ev)
		default:
			var now situation.Joined
			if now, err = t.correctMember(ctx, c, ev, d.Situation); now.Situation == "" {
				delete(done, ev)
			} else {
				done[ev] = now
			}
		}
		if err != nil {
			return fmt.Errorf("event %d of report %s, corrected: %w", ev, c.told.Report.ID, err)
		}
	}
	return nil
}

// correctMember puts an event that is in a situation where it belongs as it is corrected; its situation is empty when it left.
func (t *tx) correctMember(ctx context.Context, c *rejoining, ev int, id situation.ID) (situation.Joined, error) {
	in, err := t.loadSituation(ctx, id, true)
	if err != nil {
		return situation.Joined{}, err
	}
	keys := c.j.Keys(c.told, ev)
	if in.State != situation.Closed {
		keys = append(keys, c.j.Around(in)...)
		slices.Sort(keys)
		keys = slices.Compact(keys)
	}
	open, err := t.openUnder(ctx, keys)
	if err != nil {
		return situation.Joined{}, err
	}
	done, err := c.j.Correct(in, open, c.told, situation.Ref{Report: c.told.Report.ID, Event: ev}, t.now, t.freshID)
	if err != nil || len(done.Situations) == 0 {
		return done.Joined, err
	}
	c.note(done.Changes)
	if done.Joined.Situation == "" {
		c.words = append(c.words, fmt.Sprintf("event %d left “%s”", ev+1, in.Title))
	} else if to, ok := done.Situation(done.Joined.Situation); ok && to.ID != in.ID {
		c.words = append(c.words, fmt.Sprintf("event %d went from “%s” to “%s”", ev+1, in.Title, to.Title))
	}
	return done.Joined, t.follow(ctx, "system", done, c.j, c.told)
}

// dropMember takes an event out of the situations: as the desk corrected it, it belongs to none.
func (t *tx) dropMember(ctx context.Context, by string, m situation.Move) error {
	n, err := t.Exec(ctx, `delete from member where report = $1 and event = $2 and situation = $3`, string(m.Report), m.Event, string(m.From))
	if err == nil && n != 1 {
		err = ErrChanged
	}
	if err != nil {
		return fmt.Errorf("taking event %d of report %s out of %s: %w", m.Event, m.Report, m.From, err)
	}
	return t.record(ctx, ledger.Line{Actor: by, Act: "situation.left", Of: string(m.From),
		Detail: fmt.Sprintf("report %s event %d: %s", m.Report, m.Event, situation.InWords(m.Reasons))})
}

// correctAdvice writes what situations show of a piece of standing advice as it is corrected. The versions of a government's own
// document stay what the document said.
func (t *tx) correctAdvice(ctx context.Context, c *rejoining, ev int) error {
	var was, country string
	if err := t.QueryRow(ctx, `select body, country from advice where report = $1 and event = $2`, string(c.told.Report.ID), ev).Scan(&was, &country); err != nil {
		return fmt.Errorf("reading the advice: %w", err)
	}
	contexts := c.j.Contexts(c.told, ev, t.now)
	is := asJSON(contexts)
	if was == is {
		return nil
	}
	if len(contexts) > 0 {
		country, _, _ = strings.Cut(contexts[0].Scope, "-")
	}
	if _, err := t.Exec(ctx, `update advice set body = $1, country = $2 where report = $3 and event = $4`, is, country, string(c.told.Report.ID), ev); err != nil {
		return fmt.Errorf("writing the advice: %w", err)
	}
	var says []string
	voice := ""
	for _, x := range contexts {
		voice = x.Voice
		says = append(says, x.Scope+" "+strings.ReplaceAll(x.Code, "_", " "))
	}
	c.words = append(c.words, fmt.Sprintf("event %d stands beside as advice of %s: %s", ev+1, voice, strings.Join(says, ", ")))
	return nil
}

// tell writes what a correction changed: a ledger line for each situation that is told otherwise now, and one for the report, which
// its item's page shows, also when nothing changed. A joining that was told already and changes nothing is not told again.
func (c *rejoining) tell(ctx context.Context, t *tx) error {
	if c.last == "" {
		return nil
	}
	after := situation.AfterCorrection(c.last)
	if len(c.of)+len(c.words) == 0 {
		var told int
		if err := t.QueryRow(ctx, `select count(*) from ledger_line where of_id = $1 and act = 'report.rejoined' and body like $2`,
			string(c.told.Report.ID), "%"+after+"%").Scan(&told); err != nil || told > 0 {
			return err
		}
		c.words = []string{"nothing changed"}
	}
	words := slices.Clone(c.words)
	for _, id := range slices.Sorted(maps.Keys(c.of)) {
		s, err := t.loadSituation(ctx, id, false)
		if err != nil {
			return err
		}
		said := strings.Join(c.of[id], " ")
		words = append(words, fmt.Sprintf("“%s”: %s", s.Title, said))
		if err := t.record(ctx, ledger.Line{Actor: "system", Act: "situation.corrected", Of: string(id),
			Detail: fmt.Sprintf("report %s: %s", c.told.Report.ID, said)}); err != nil {
			return err
		}
	}
	return t.record(ctx, ledger.Line{Actor: "system", Act: "report.rejoined", Of: string(c.told.Report.ID), Hash: c.told.Item.SHA256,
		Detail: after + strings.Join(words, "; ")})
}
