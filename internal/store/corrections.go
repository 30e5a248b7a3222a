package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
)

// KeepCorrection keeps what the desk says of one value of an item's reading, or that it takes an earlier word back, beside the
// report, which stays as it is, and queues the joining of the report as it is corrected now; by needs the right Sort. The item and the report are named by c; id, account and time are the store's to give. What correction.Check
// refuses gives a *correction.RefusedError. The same correction twice in a row is kept once.
func (s *Store) KeepCorrection(ctx context.Context, by desk.Account, c correction.Correction) (id string, err error) {
	err = s.inTx(ctx, "KeepCorrection", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		// The lock on the item puts corrections of it in a row, so that each is checked against all before it.
		var raw []byte
		it, err := scanItem(t.QueryRow(ctx, `select `+itemCols+`, raw from item where id = $1`+t.eng.ForUpdate(), string(c.Item)), &raw)
		if err != nil {
			return fmt.Errorf("item %s: %w", c.Item, err)
		}
		if it.Raw = raw; !it.Emptied.IsZero() {
			return &correction.RefusedError{Why: "The bytes of this item were removed by the retention rule: there is nothing left to correct its reading against."}
		}
		rep, err := scanReport(t.QueryRow(ctx, `select body from report where id = $1 and item = $2`, string(c.Report), string(c.Item)))
		if err != nil {
			return fmt.Errorf("report %s of item %s: %w", c.Report, c.Item, err)
		}
		before, err := corrections(ctx, t, c.Item)
		if err != nil {
			return err
		}
		text := string(reading.Shown(it, &rep))
		// Asked again after an answer that was lost, it is already there.
		if n := len(before); n > 0 {
			if last, err := correction.Check(c, text, rep, before[:n-1]); err == nil && same(last, before[n-1], actor) {
				id = before[n-1].ID
				return nil
			}
		}
		if c, err = correction.Check(c, text, rep, before); err != nil {
			return err
		}
		if id, err = s.newID("cor", t.now); err != nil {
			return err
		}
		c.ID, c.By, c.At = id, string(actor.ID), t.now
		body := asJSON(c)
		if _, err := t.Exec(ctx, `insert into correction (id, item, seq, report, account, at, body) values ($1, $2, $3, $4, $5, $6, $7)`,
			id, string(c.Item), len(before)+1, string(c.Report), c.By, us(c.At), body); err != nil {
			return fmt.Errorf("writing a correction of item %s: %w", c.Item, err)
		}
		// The next work: joining the report as it is corrected now.
		if err := t.queue(ctx, true, joinJob{Report: string(c.Report), After: id}); err != nil {
			return err
		}
		h := sha256.Sum256([]byte(body))
		return t.record(ctx, ledger.Line{Actor: c.By, Act: "report.corrected", Of: string(c.Report), Hash: hex.EncodeToString(h[:]),
			Detail: fmt.Sprintf("%s: %s %s", id, c.Act, c.Field)})
	})
	return id, err
}

// same reports whether c, made by that account, says what kept says.
func same(c, kept correction.Correction, by desk.Account) bool {
	c.ID, c.By, c.At = kept.ID, string(by.ID), kept.At
	return asJSON(c) == asJSON(kept)
}

// Corrections reads what the desk said of the readings of an item, oldest first.
func (s *Store) Corrections(ctx context.Context, item intake.ItemID) ([]correction.Correction, error) {
	return corrections(ctx, s.eng.Reader(), item)
}

func corrections(ctx context.Context, q querier, item intake.ItemID) ([]correction.Correction, error) {
	r, err := q.Query(ctx, `select body from correction where item = $1 order by seq`, string(item))
	if err != nil {
		return nil, fmt.Errorf("reading the corrections of item %s: %w", item, err)
	}
	defer r.Close()
	var out []correction.Correction
	for r.Next() {
		var body string
		var c correction.Correction
		if err := r.Scan(&body); err != nil {
			return nil, fmt.Errorf("reading the corrections of item %s: %w", item, err)
		}
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return nil, fmt.Errorf("a correction of item %s does not decode: %w", item, err)
		}
		out = append(out, c)
	}
	return out, r.Err()
}
