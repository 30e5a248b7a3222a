// Package proof reads the ledger's tree out of its tables and verifies it from the lines alone.
package proof

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// Hashes reads the stored hashes of the tree.
func Hashes(ctx context.Context, q engine.Querier) tlog.HashReader {
	return tlog.HashReaderFunc(func(idx []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(idx))
		want := make([]any, len(idx))
		at := make(map[int64][]int, len(idx))
		for i, n := range idx {
			want[i], at[n] = n, append(at[n], i)
		}
		err := engine.InChunks(ctx, q, `select idx, hash from ledger_hash where idx in `, want, func(r engine.Rows) error {
			var n int64
			var b []byte
			if err := r.Scan(&n, &b); err != nil {
				return err
			}
			if len(b) != tlog.HashSize {
				return fmt.Errorf("hash %d of the ledger has %d bytes", n, len(b))
			}
			for _, i := range at[n] {
				copy(out[i][:], b)
			}
			delete(at, n)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading hashes of the ledger: %w", err)
		}
		for n := range at {
			return nil, fmt.Errorf("hash %d of the ledger is not there", n)
		}
		return out, nil
	})
}

// Tree reads the size, holding it with lock so that no line is added before the hashes are read.
func Tree(ctx context.Context, q engine.Querier, lock string) (size int64, root tlog.Hash, err error) {
	if err := q.QueryRow(ctx, `select next from counter where name = 'ledger'`+lock).Scan(&size); err != nil {
		return 0, root, fmt.Errorf("reading the size of the ledger: %w", err)
	}
	if size > 0 {
		root, err = tlog.TreeHash(size, Hashes(ctx, q))
	}
	return size, root, err
}

// Verify reads every line again and recomputes the whole tree; see store.VerifyLedger. It needs no lock: lines are only ever added, with their hashes, and the size is read first.
func Verify(ctx context.Context, q engine.Querier) (size int64, root tlog.Hash, err error) {
	want, wantRoot, err := Tree(ctx, q, "")
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
func (v *verifier) page(ctx context.Context, q engine.Querier, want int64) error {
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
		if err := json.Unmarshal([]byte(body), &l); err != nil || l.Seq != seq || engine.US(l.At) != at || l.Act != act || l.Of != of {
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
func (v *verifier) compare(ctx context.Context, q engine.Querier, from, start int64, made []tlog.Hash, first []int64) error {
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
