package store

import (
	"context"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/trust"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// maxSame is how many messages of one name are read: more than one is a contradiction already.
const maxSame = 20

// PastOf reads what was kept of a CAP message's name, from any source, and of its sender from this one. Looked is the caller's
// to fill.
func (s *Store) PastOf(ctx context.Context, src intake.SourceID, name trust.Name) (trust.Past, error) {
	var p trust.Past
	q := s.eng.Reader()
	r, err := q.Query(ctx, `select item, source, digest from cap_message where sender = $1 and identifier = $2 and sent = $3 order by item limit $4`,
		name.Sender, name.Identifier, us(name.Sent), maxSame)
	if err != nil {
		return p, fmt.Errorf("looking for messages of the same name: %w", err)
	}
	defer r.Close()
	for r.Next() {
		var k trust.Known
		if err := r.Scan(&k.Item, &k.Source, &k.Digest); err != nil {
			return p, fmt.Errorf("looking for messages of the same name: %w", err)
		}
		p.Same = append(p.Same, k)
	}
	if err := r.Err(); err != nil {
		return p, fmt.Errorf("looking for messages of the same name: %w", err)
	}
	var newest int64
	if err := q.QueryRow(ctx, `select coalesce(max(sent), 0) from cap_message where source = $1 and sender = $2`, string(src), name.Sender).Scan(&newest); err != nil {
		return p, fmt.Errorf("looking for the sender's newest message: %w", err)
	}
	p.Newest = fromUS(newest)
	return p, nil
}

// joins reports whether a report's events may join situations: its item is not held for a person, and what it says is meant for
// the real world (trust.Live).
func joins(told situation.Told) bool {
	if told.Item.Held {
		return false
	}
	c := told.Report.CAP
	if c == nil {
		return true
	}
	live, _ := trust.Live(c.Status, c.Scope)
	return live
}

// AcceptItem lets an item that was held join: a person with the right Sort has looked at it and says why it may be believed. An
// item that is not held stays as it is, and nothing is written.
func (s *Store) AcceptItem(ctx context.Context, by desk.Account, id intake.ItemID, reason string) error {
	return s.inTx(ctx, "AcceptItem", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		it, err := scanItem(t.QueryRow(ctx, `select `+itemCols+` from item where id = $1`+t.eng.ForUpdate(), string(id)))
		if err != nil {
			return fmt.Errorf("item %s: %w", id, err)
		}
		if !it.Held {
			return nil
		}
		if _, err := t.Exec(ctx, `update item set held = 0 where id = $1`, string(id)); err != nil {
			return fmt.Errorf("accepting item %s: %w", id, err)
		}
		var rep string
		err = t.QueryRow(ctx, `select coalesce(max(id), '') from report where item = $1`, string(id)).Scan(&rep)
		if err != nil {
			return fmt.Errorf("looking for the report of item %s: %w", id, err)
		}
		if rep != "" { // else it joins when it has been read
			if err := t.queue(ctx, false, joinJob{Report: rep}); err != nil {
				return err
			}
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "item.accepted", Of: string(id), Hash: it.SHA256, Detail: reason})
	})
}
