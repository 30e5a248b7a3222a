package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"

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
	_, err = t.recordAt(ctx, seq, l, hashReader(ctx, t))
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
	known, stored := map[int64]tlog.Hash{}, hashReader(ctx, t)
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
	at := tlog.StoredHashCount(seq)
	for i, h := range hashes {
		if _, err := t.Exec(ctx, `insert into ledger_hash (idx, hash) values ($1, $2)`, at+int64(i), h[:]); err != nil {
			return nil, fmt.Errorf("writing the hashes of ledger line %d: %w", seq, err)
		}
	}
	return hashes, nil
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
		size, root, err = ledgerTree(ctx, t, t.eng.ForUpdate())
		return err
	})
	return size, root, err
}

// ledgerTree reads the size, holding it with lock so that no line is added before the hashes are read.
func ledgerTree(ctx context.Context, q querier, lock string) (size int64, root tlog.Hash, err error) {
	if err := q.QueryRow(ctx, `select next from counter where name = 'ledger'`+lock).Scan(&size); err != nil {
		return 0, root, fmt.Errorf("reading the size of the ledger: %w", err)
	}
	if size > 0 {
		root, err = tlog.TreeHash(size, hashReader(ctx, q))
	}
	return size, root, err
}

// VerifyLedger reads every line again, recomputes the whole tree from the lines alone, and compares it with the stored
// hashes and the columns that are searched. It returns the size and root, or an error that names the first line that does not
// fit. What it cannot see is a tail cut off with everything that belongs to it: for that compare with an earlier root.
func (s *Store) VerifyLedger(ctx context.Context) (size int64, root tlog.Hash, err error) {
	return verifyLedger(ctx, s.eng.Reader())
}

// verifyLedger needs no lock: lines are only ever added, with their hashes, and the size is read first.
func verifyLedger(ctx context.Context, q querier) (size int64, root tlog.Hash, err error) {
	want, wantRoot, err := ledgerTree(ctx, q, "")
	if err != nil {
		return 0, root, err
	}
	var next, strays, hashes int64
	if err := q.QueryRow(ctx, `select next, (select count(*) from ledger_line where seq < 0 or seq >= counter.next),
		(select count(*) from ledger_hash) from counter where name = 'ledger'`).Scan(&next, &strays, &hashes); err != nil {
		return 0, root, fmt.Errorf("reading the ledger: %w", err)
	}
	if strays > 0 {
		return 0, root, fmt.Errorf("%d ledger lines stand outside the tree: they were put there later", strays)
	}
	if n := tlog.StoredHashCount(next); hashes != n {
		return 0, root, fmt.Errorf("the ledger of %d lines has %d hashes and should have %d: the record was cut", next, hashes, n)
	}
	v := verifier{known: map[int64]tlog.Hash{}}
	for v.size < want {
		if err := v.page(ctx, q, want); err != nil {
			return v.size, root, err
		}
	}
	if want > 0 {
		if root, err = tlog.TreeHash(want, &v); err != nil {
			return v.size, root, err
		}
	}
	if root != wantRoot {
		return v.size, root, errors.New("the ledger's root differs from the recorded tree")
	}
	return v.size, root, nil
}

// verifier rebuilds the tree's hashes from the lines.
type verifier struct {
	size  int64 // lines done
	known map[int64]tlog.Hash
}

// ReadHashes is tlog.HashReader.
func (v *verifier) ReadHashes(idx []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(idx))
	for i, n := range idx {
		h, ok := v.known[n]
		if !ok {
			return nil, fmt.Errorf("hash %d is not there", n)
		}
		out[i] = h
	}
	return out, nil
}

// page verifies the next thousand lines.
func (v *verifier) page(ctx context.Context, q querier, want int64) error {
	const lines = 1000
	end := min(v.size+lines, want)
	r, err := q.Query(ctx, `select seq, at, act, of_id, body from ledger_line where seq >= $1 and seq < $2 order by seq`, v.size, end)
	if err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	defer r.Close()
	start := tlog.StoredHashCount(v.size)
	var made []tlog.Hash
	var first []int64 // of each line, the place of its first hash in made
	from := v.size
	for r.Next() {
		var seq, at int64
		var act, of, body string
		if err := r.Scan(&seq, &at, &act, &of, &body); err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		if seq != v.size {
			return fmt.Errorf("ledger line %d is missing: the record was cut", v.size)
		}
		var l ledger.Line
		if err := json.Unmarshal([]byte(body), &l); err != nil || l.Seq != seq || us(l.At) != at || l.Act != act || l.Of != of {
			return fmt.Errorf("ledger line %d does not say what its columns say: it was changed", seq)
		}
		hs, err := tlog.StoredHashes(seq, []byte(body), v)
		if err != nil {
			return err
		}
		first = append(first, int64(len(made)))
		for i, h := range hs {
			v.known[start+int64(len(made)+i)] = h
		}
		made = append(made, hs...)
		v.size++
	}
	if err := r.Err(); err != nil {
		return fmt.Errorf("reading the ledger: %w", err)
	}
	r.Close()
	if v.size != end {
		return fmt.Errorf("ledger line %d is missing: the record was cut", v.size)
	}
	return v.compare(ctx, q, from, start, made, first)
}

// compare holds the hashes made from the lines from on against the stored ones.
func (v *verifier) compare(ctx context.Context, q querier, from, start int64, made []tlog.Hash, first []int64) error {
	lineOf := func(k int64) int64 { // of the k-th hash made
		return from + int64(sort.Search(len(first), func(i int) bool { return first[i] > k })) - 1
	}
	r, err := q.Query(ctx, `select idx, hash from ledger_hash where idx >= $1 and idx < $2 order by idx`, start, start+int64(len(made)))
	if err != nil {
		return fmt.Errorf("reading the ledger's hashes: %w", err)
	}
	defer r.Close()
	var k int64
	for ; r.Next(); k++ {
		var idx int64
		var h []byte
		if err := r.Scan(&idx, &h); err != nil {
			return fmt.Errorf("reading the ledger's hashes: %w", err)
		}
		if idx != start+k {
			break
		}
		if string(h) != string(made[k][:]) {
			return fmt.Errorf("ledger line %d does not give the hash that was recorded for it: it was changed", lineOf(k))
		}
	}
	if err := r.Err(); err != nil {
		return fmt.Errorf("reading the ledger's hashes: %w", err)
	}
	if k != int64(len(made)) {
		return fmt.Errorf("a hash of ledger line %d is missing: the record was cut", lineOf(k))
	}
	return nil
}
