package store

import (
	"context"
	"encoding/json"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/proof"
)

// take hands out n consecutive numbers of a counter and holds the counter until the transaction ends, so that what is
// numbered is also ordered.
func (t *tx) take(ctx context.Context, counter string, n int64) (first int64, err error) {
	err = t.QueryRow(ctx, `update counter set next = next + $2 where name = $1 returning next - $2`, counter, n).Scan(&first)
	if err != nil {
		return 0, fmt.Errorf("taking %d numbers of %s: %w", n, counter, err)
	}
	return first, nil
}

// record appends a line to the ledger in the same transaction as the act. Call it last: from here on other nodes' acts wait.
func (t *tx) record(ctx context.Context, l ledger.Line) error {
	seq, err := t.take(ctx, "ledger", 1)
	if err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	_, err = t.recordAt(ctx, seq, l, proof.Hashes(ctx, t))
	return err
}

// recordAll appends several lines at once, in their order.
func (t *tx) recordAll(ctx context.Context, ls []ledger.Line) error {
	if len(ls) == 0 {
		return nil
	}
	seq, err := t.take(ctx, "ledger", int64(len(ls)))
	if err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	// The hashes that a line needs are mostly those of the lines just before it.
	known, stored := map[int64]tlog.Hash{}, proof.Hashes(ctx, t)
	read := tlog.HashReaderFunc(func(idx []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(idx))
		for i, n := range idx {
			h, ok := known[n]
			if !ok {
				hs, err := stored.ReadHashes([]int64{n})
				if err != nil {
					return nil, err
				}
				h, known[n] = hs[0], hs[0]
			}
			out[i] = h
		}
		return out, nil
	})
	for i, l := range ls {
		hashes, err := t.recordAt(ctx, seq+int64(i), l, read)
		if err != nil {
			return err
		}
		at := tlog.StoredHashCount(seq + int64(i))
		for j, h := range hashes {
			known[at+int64(j)] = h
		}
	}
	return nil
}

// recordAt writes the line of a number that was taken, and its hashes.
func (t *tx) recordAt(ctx context.Context, seq int64, l ledger.Line, read tlog.HashReader) ([]tlog.Hash, error) {
	l.Seq, l.At = seq, t.now
	body, err := l.Encode()
	if err != nil {
		return nil, fmt.Errorf("writing the ledger: %w", err)
	}
	hashes, err := tlog.StoredHashes(seq, body, read)
	if err != nil {
		return nil, fmt.Errorf("hashing ledger line %d: %w", seq, err)
	}
	if _, err := t.Exec(ctx, `insert into ledger_line (seq, at, act, of_id, body) values ($1, $2, $3, $4, $5)`,
		seq, us(l.At), l.Act, l.Of, string(body)); err != nil {
		return nil, fmt.Errorf("writing ledger line %d: %w", seq, err)
	}
	var args []any
	for i, h := range hashes {
		args = append(args, tlog.StoredHashCount(seq)+int64(i), h[:])
	}
	if _, err := t.Exec(ctx, `insert into ledger_hash (idx, hash) values `+engine.Tuples(2, len(hashes)), args...); err != nil {
		return nil, fmt.Errorf("writing the hashes of ledger line %d: %w", seq, err)
	}
	return hashes, nil
}

// LedgerLines returns at most limit lines from seq on, oldest first; of limits them to one thing's id when it is not empty.
func (s *Store) LedgerLines(ctx context.Context, of string, from int64, limit int) ([]ledger.Line, error) {
	r, err := s.eng.Reader().Query(ctx, `select body from ledger_line
		where seq >= $1 and ($2 = '' or of_id = $2) order by seq limit $3`, from, of, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the ledger: %w", err)
	}
	defer r.Close()
	var out []ledger.Line
	for r.Next() {
		var body string
		var l ledger.Line
		if err := r.Scan(&body); err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
		if err := json.Unmarshal([]byte(body), &l); err != nil {
			return nil, fmt.Errorf("ledger line of %s does not decode: %w", of, err)
		}
		out = append(out, l)
	}
	return out, r.Err()
}

// LedgerTree is the present size and root hash of the ledger.
func (s *Store) LedgerTree(ctx context.Context) (size int64, root tlog.Hash, err error) {
	err = s.inTx(ctx, "LedgerTree", func(t *tx) error {
		size, root, err = proof.Tree(ctx, t, t.eng.ForUpdate())
		return err
	})
	return size, root, err
}

// VerifyLedger reads every line again, recomputes the whole tree from the lines alone, and compares it with the stored
// hashes and the columns that are searched. It returns the size and root, or an error that names the first line that does not
// fit. What it cannot see is a tail cut off with everything that belongs to it: for that compare with an earlier root.
func (s *Store) VerifyLedger(ctx context.Context) (size int64, root tlog.Hash, err error) {
	return proof.Verify(ctx, s.eng.Reader())
}
