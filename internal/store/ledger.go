package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/tocsin-hub/tocsin/internal/ledger"
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
	l.Seq, l.At = seq, t.now
	body, err := l.Encode()
	if err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	hashes, err := tlog.StoredHashes(seq, body, hashReader(ctx, t))
	if err != nil {
		return fmt.Errorf("hashing ledger line %d: %w", seq, err)
	}
	if _, err := t.Exec(ctx, `insert into ledger_line (seq, at, act, of_id, body) values ($1, $2, $3, $4, $5)`,
		seq, us(l.At), l.Act, l.Of, string(body)); err != nil {
		return fmt.Errorf("writing ledger line %d: %w", seq, err)
	}
	at := tlog.StoredHashCount(seq)
	for i, h := range hashes {
		if _, err := t.Exec(ctx, `insert into ledger_hash (idx, hash) values ($1, $2)`, at+int64(i), h[:]); err != nil {
			return fmt.Errorf("writing the hashes of ledger line %d: %w", seq, err)
		}
	}
	return nil
}

func hashReader(ctx context.Context, q querier) tlog.HashReader {
	return tlog.HashReaderFunc(func(idx []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(idx))
		for i, n := range idx {
			var b []byte
			if err := q.QueryRow(ctx, `select hash from ledger_hash where idx = $1`, n).Scan(&b); err != nil {
				return nil, fmt.Errorf("reading hash %d of the ledger: %w", n, err)
			}
			if len(b) != tlog.HashSize {
				return nil, fmt.Errorf("hash %d of the ledger has %d bytes", n, len(b))
			}
			copy(out[i][:], b)
		}
		return out, nil
	})
}

// LedgerLines returns at most limit lines from seq on, oldest first; of limits them to one thing's id when it is not empty.
func (s *Store) LedgerLines(ctx context.Context, of string, from int64, limit int) ([]ledger.Line, error) {
	r, err := s.eng.reader().Query(ctx, `select body from ledger_line
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
		if err := t.QueryRow(ctx, `select next from counter where name = 'ledger'`+t.eng.forUpdate()).Scan(&size); err != nil {
			return err
		}
		if size == 0 {
			return nil
		}
		root, err = tlog.TreeHash(size, hashReader(ctx, t))
		return err
	})
	return size, root, err
}

// VerifyLedger reads every line again, recomputes the whole tree from the lines alone, and compares it with the stored
// hashes. It returns the size and root, or an error that names the first line that does not fit.
func (s *Store) VerifyLedger(ctx context.Context) (size int64, root tlog.Hash, err error) {
	want, wantRoot, err := s.LedgerTree(ctx)
	if err != nil {
		return 0, root, err
	}
	mem := map[int64]tlog.Hash{}
	reader := tlog.HashReaderFunc(func(idx []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(idx))
		for i, n := range idx {
			h, ok := mem[n]
			if !ok {
				return nil, fmt.Errorf("hash %d is not there", n)
			}
			out[i] = h
		}
		return out, nil
	})
	stored := hashReader(ctx, s.eng.reader())
	const page = 1000
	for size < want {
		r, err := s.eng.reader().Query(ctx, `select seq, body from ledger_line where seq >= $1 and seq < $2 order by seq limit $3`, size, want, page)
		if err != nil {
			return size, root, fmt.Errorf("reading the ledger: %w", err)
		}
		var bodies []string
		next := size
		for r.Next() {
			var seq int64
			var body string
			if err := r.Scan(&seq, &body); err != nil {
				r.Close()
				return size, root, fmt.Errorf("reading the ledger: %w", err)
			}
			if seq != next {
				break // a gap; reported below as the line that is missing
			}
			bodies = append(bodies, body)
			next++
		}
		r.Close()
		if err := r.Err(); err != nil {
			return size, root, fmt.Errorf("reading the ledger: %w", err)
		}
		if len(bodies) == 0 {
			return size, root, fmt.Errorf("ledger line %d is missing: the record was cut", size)
		}
		for _, body := range bodies {
			hs, err := tlog.StoredHashes(size, []byte(body), reader)
			if err != nil {
				return size, root, err
			}
			at := tlog.StoredHashCount(size)
			idx := make([]int64, len(hs))
			for i := range hs {
				idx[i] = at + int64(i)
				mem[idx[i]] = hs[i]
			}
			have, err := stored.ReadHashes(idx)
			if err != nil {
				return size, root, err
			}
			for i := range hs {
				if have[i] != hs[i] {
					return size, root, fmt.Errorf("ledger line %d does not give the hash that was recorded for it: it was changed", size)
				}
			}
			size++
		}
	}
	if size > 0 {
		if root, err = tlog.TreeHash(size, reader); err != nil {
			return size, root, err
		}
	}
	if root != wantRoot {
		return size, root, errors.New("the ledger's root differs from the recorded tree")
	}
	return size, root, nil
}
