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
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

const itemCols = `id, source, title, origin, url, form, sha256, published, received, unreadable, identity, content, of_item, trust, emptied, held, country`

func scanItem(r row, raw ...any) (intake.Item, error) {
	var it intake.Item
	var published, received, emptied, held int64
	var trust string
	dest := append([]any{&it.ID, &it.Source, &it.Title, &it.Origin, &it.URL, &it.Form, &it.SHA256, &published, &received, &it.Unreadable,
		&it.Identity, &it.Content, &it.Of, &trust, &emptied, &held, &it.Country}, raw...)
	if err := r.Scan(dest...); err != nil {
		if engine.IsNoRows(err) {
			return intake.Item{}, ErrNotFound
		}
		return intake.Item{}, fmt.Errorf("reading an item: %w", err)
	}
	it.Published, it.Received, it.Emptied = fromUS(published), fromUS(received), fromUS(emptied)
	it.Held = held != 0
	if trust != "" {
		it.Trust = json.RawMessage(trust)
	}
	return it, nil
}

// addItem writes an item with its bytes; fresh false: its source had these bytes already, and nothing was written.
func (t *tx) addItem(ctx context.Context, it intake.Item) (fresh bool, err error) {
	raw := it.Raw
	if raw == nil {
		raw = []byte{}
	}
	held := 0
	if it.Held {
		held = 1
	}
	n, err := t.Exec(ctx, `insert into item (`+itemCols+`, raw) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $16, $17)
		on conflict (source, sha256) do nothing`, string(it.ID), string(it.Source), it.Title, it.Origin, it.URL, string(it.Form), it.SHA256,
		us(it.Published), us(it.Received), it.Unreadable, it.Identity, it.Content, string(it.Of), string(it.Trust), held, it.Country, raw)
	if err != nil {
		return false, fmt.Errorf("writing an item of %d bytes: %w", len(it.Raw), err)
	}
	if m := it.Message; n == 1 && m != nil {
		if _, err := t.Exec(ctx, `insert into cap_message (item, source, sender, identifier, sent, digest) values ($1, $2, $3, $4, $5, $6)`,
			string(it.ID), string(it.Source), m.Sender, m.Identifier, us(m.Sent), m.Digest); err != nil {
			return false, fmt.Errorf("writing the name of a CAP message: %w", err)
		}
	}
	return n == 1, nil
}

// KeepItem keeps an item, its bytes unchanged, and queues its reading unless it is unreadable. The same bytes from the same
// source are kept once: a second time gives the first item and fresh false. by is the id of the account that handed it in
// (it needs the right HandIn), or that of desk.System for what the program fetched. Hash and id are the store's to give, and
// the moment of receipt when it is zero.
func (s *Store) KeepItem(ctx context.Context, by string, it intake.Item) (kept intake.Item, fresh bool, err error) {
	it.SHA256 = intake.Hash(it.Raw)
	err = s.inTx(ctx, "KeepItem", func(t *tx) error {
		actor, err := t.actor(ctx, desk.AccountID(by), desk.HandIn)
		if err != nil {
			return err
		}
		id, err := s.newID("itm", t.now)
		if err != nil {
			return err
		}
		it.ID = intake.ItemID(id)
		if it.Received.IsZero() {
			it.Received = t.now
		}
		if fresh, err = t.addItem(ctx, it); err != nil {
			return err
		}
		if !fresh {
			kept, err = scanItem(t.QueryRow(ctx, `select `+itemCols+` from item where source = $1 and sha256 = $2`, string(it.Source), it.SHA256))
			kept.Raw = it.Raw
			return err
		}
		kept = it
		if it.Unreadable == "" && it.Of == "" {
			if err := t.queue(ctx, true, readJob{Item: id}); err != nil {
				return err
			}
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "item.kept", Of: id, Hash: it.SHA256, Detail: it.Unreadable})
	})
	if err != nil {
		return intake.Item{}, false, err
	}
	return kept, fresh, nil
}

// Item reads one item with its bytes.
func (s *Store) Item(ctx context.Context, id intake.ItemID) (intake.Item, error) {
	var raw []byte
	it, err := scanItem(s.eng.Reader().QueryRow(ctx, `select `+itemCols+`, raw from item where id = $1`, string(id)), &raw)
	if err != nil {
		return it, fmt.Errorf("item %s: %w", id, err)
	}
	it.Raw = raw
	return it, nil
}

// Items reads at most limit items without their bytes, the newest first; before is the last id of the page before, or empty.
func (s *Store) Items(ctx context.Context, limit int, before intake.ItemID) ([]intake.Item, error) {
	return listItems(ctx, s.eng.Reader(), `select `+itemCols+` from item where ($1 = '' or id < $1) order by id desc limit $2`, string(before), limit)
}

func listItems(ctx context.Context, q querier, text string, args ...any) ([]intake.Item, error) {
	r, err := q.Query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the items: %w", err)
	}
	defer r.Close()
	var out []intake.Item
	for r.Next() {
		it, err := scanItem(r)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, r.Err()
}

// ItemsOf reads at most limit items of a source without their bytes, the newest first.
func (s *Store) ItemsOf(ctx context.Context, src intake.SourceID, limit int) ([]intake.Item, error) {
	return listItems(ctx, s.eng.Reader(), `select `+itemCols+` from item where source = $1 order by id desc limit $2`, string(src), limit)
}

// MarkUnreadable keeps the reason why an item could not be read; it stays on the desk's list. The same reason twice is
// written once.
func (s *Store) MarkUnreadable(ctx context.Context, id intake.ItemID, reason string) error {
	if reason == "" {
		return fmt.Errorf("MarkUnreadable: item %s: no reason given", id)
	}
	return s.inTx(ctx, "MarkUnreadable", func(t *tx) error {
		it, err := scanItem(t.QueryRow(ctx, `select `+itemCols+` from item where id = $1`+t.eng.ForUpdate(), string(id)))
		if err != nil {
			return fmt.Errorf("item %s: %w", id, err)
		}
		if it.Unreadable == reason {
			return nil
		}
		if _, err := t.Exec(ctx, `update item set unreadable = $2 where id = $1`, string(id), reason); err != nil {
			return fmt.Errorf("marking item %s: %w", id, err)
		}
		return t.record(ctx, ledger.Line{Actor: string(desk.System.ID), Act: "item.unreadable", Of: string(id), Hash: it.SHA256, Detail: reason})
	})
}

// KeepReport keeps what an item says and queues its joining to the situations. The same item and reader version are kept
// once: a second time gives the first report and fresh false. The id is the store's to give.
func (s *Store) KeepReport(ctx context.Context, r reading.Report) (kept reading.Report, fresh bool, err error) {
	err = s.inTx(ctx, "KeepReport", func(t *tx) error {
		id, err := s.newID("rep", t.now)
		if err != nil {
			return err
		}
		r.ID = reading.ReportID(id)
		body := asJSON(r)
		n, err := t.Exec(ctx, `insert into report (id, item, reader, body, created) values ($1, $2, $3, $4, $5)
			on conflict (item, reader) do nothing`, id, string(r.Item), r.Reader, body, us(t.now))
		if err != nil {
			return fmt.Errorf("writing the report of item %s: %w", r.Item, err)
		}
		if fresh = n == 1; !fresh {
			kept, err = scanReport(t.QueryRow(ctx, `select body from report where item = $1 and reader = $2`, string(r.Item), r.Reader))
			return err
		}
		kept = r
		if err := t.queue(ctx, true, joinJob{Report: id}); err != nil {
			return err
		}
		h := sha256.Sum256([]byte(body))
		return t.record(ctx, ledger.Line{Actor: string(desk.System.ID), Act: "report.read", Of: id, Hash: hex.EncodeToString(h[:]), Detail: string(r.Item)})
	})
	if err != nil {
		return reading.Report{}, false, err
	}
	return kept, fresh, nil
}

func scanReport(r row) (reading.Report, error) {
	var body string
	var rep reading.Report
	if err := r.Scan(&body); err != nil {
		if engine.IsNoRows(err) {
			return rep, ErrNotFound
		}
		return rep, fmt.Errorf("reading a report: %w", err)
	}
	if err := json.Unmarshal([]byte(body), &rep); err != nil {
		return rep, fmt.Errorf("a report does not decode: %w", err)
	}
	return rep, nil
}

// Report reads one report.
func (s *Store) Report(ctx context.Context, id reading.ReportID) (reading.Report, error) {
	return reportByID(ctx, s.eng.Reader(), id)
}

func reportByID(ctx context.Context, q querier, id reading.ReportID) (reading.Report, error) {
	r, err := scanReport(q.QueryRow(ctx, `select body from report where id = $1`, string(id)))
	if err != nil {
		return r, fmt.Errorf("report %s: %w", id, err)
	}
	return r, nil
}

// ReportOf reads the newest report of an item. While the item is being read, or when it cannot be, it gives ErrNotFound.
func (s *Store) ReportOf(ctx context.Context, item intake.ItemID) (reading.Report, error) {
	r, err := scanReport(s.eng.Reader().QueryRow(ctx, `select body from report where item = $1 order by created desc, id desc limit 1`, string(item)))
	if err != nil {
		return r, fmt.Errorf("report of item %s: %w", item, err)
	}
	return r, nil
}
