package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/replay"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// mailbox keeps what went out.
type mailbox struct {
	mu  sync.Mutex
	all []delivery.Message
}

func (b *mailbox) put(m delivery.Message) { b.mu.Lock(); defer b.mu.Unlock(); b.all = append(b.all, m) }

// take gives what went out since it was asked last.
func (b *mailbox) take() []delivery.Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.all
	b.all = nil
	return out
}

// states are where everything stood after the step before.
type states struct {
	warnings   map[warning.ID]warning.State
	deliveries map[delivery.ID]delivery.State
	situations map[situation.ID]situation.State
	items      map[string]intake.ItemID // source and hash
	sent       map[string]int           // by key and attempt
	lines      int64
}

func newStates() states {
	return states{map[warning.ID]warning.State{}, map[delivery.ID]delivery.State{}, map[situation.ID]situation.State{}, map[string]intake.ItemID{}, map[string]int{}, 0}
}

// reachable reports whether one state may follow another by any number of allowed moves.
func reachable[S comparable](from, to S, next func(S) []S) bool {
	seen := map[S]bool{from: true}
	for todo := []S{from}; len(todo) > 0; todo = todo[1:] {
		if todo[0] == to {
			return true
		}
		for _, n := range next(todo[0]) {
			if !seen[n] {
				seen[n] = true
				todo = append(todo, n)
			}
		}
	}
	return false
}

func nextWarning(s warning.State) (out []warning.State) {
	for _, x := range warning.Table {
		if x.From == s {
			out = append(out, x.To)
		}
	}
	return out
}

func nextDelivery(s delivery.State) (out []delivery.State) {
	for _, x := range delivery.All() {
		if delivery.May(s, x) {
			out = append(out, x)
		}
	}
	return out
}

func nextSituation(s situation.State) (out []situation.State) {
	for _, x := range situation.Table {
		if x.From == s {
			out = append(out, x.To)
		}
	}
	return out
}

// check is everything that must hold after each step (DESIGN 6; reliability.md, the shared invariants).
func (s *sim) check(ctx context.Context) error {
	for _, f := range []func(context.Context) error{s.checkWarnings, s.checkSent, s.checkSituations, s.checkItems} {
		if err := f(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkWarnings: no release without two people and a hash that fits; no state backwards.
func (s *sim) checkWarnings(ctx context.Context) error {
	ws, err := s.p.Store.Warnings(ctx, warning.Filter{Limit: 1000})
	if err != nil {
		return err
	}
	for _, w := range ws {
		if was, ok := s.was.warnings[w.ID]; ok && !reachable(was, w.State, nextWarning) {
			return fmt.Errorf("warning %s went from %s to %s", w.ID, was, w.State)
		}
		s.was.warnings[w.ID] = w.State
		if got := w.Content.Hash(); got != w.Hash {
			return fmt.Errorf("warning %s: its hash is not that of its words", w.ID)
		}
		if w.Released.IsZero() {
			continue
		}
		yes := map[desk.AccountID]bool{}
		for _, a := range w.Approvals {
			if a.Hash == w.Hash && a.By != w.Submitter && !slices.Contains(w.Authors, a.By) {
				yes[a.By] = true
			}
		}
		if len(yes) < max(1, w.Needed) || len(w.Authors) == 0 || w.Submitter == "" {
			return fmt.Errorf("warning %s was released with %d approvals of others, %d authors, submitter %q", w.ID, len(yes), len(w.Authors), w.Submitter)
		}
		ds, err := s.p.Store.Deliveries(ctx, w.ID, 0, 10_000)
		if err != nil {
			return err
		}
		for _, d := range ds {
			if was, ok := s.was.deliveries[d.ID]; ok && !reachable(was, d.State, nextDelivery) {
				return fmt.Errorf("delivery %d of %s went from %s to %s", d.ID, w.ID, was, d.State)
			}
			s.was.deliveries[d.ID] = d.State
			if d.State == delivery.Sending {
				return fmt.Errorf("delivery %d of %s is being sent while nobody works", d.ID, w.ID)
			}
		}
	}
	return nil
}

// checkSent: what went out is what was approved, word for word, and nothing goes out for a warning that was not released, or
// after it was cancelled (a correction only then).
func (s *sim) checkSent(ctx context.Context) error {
	for _, m := range s.sent.take() {
		s.tally.Sent++
		w, err := s.p.Store.Warning(ctx, m.Warning)
		if err != nil {
			return err
		}
		if w.Released.IsZero() || w.Drill && !w.Content.DrillToPeople {
			return fmt.Errorf("%s went out for %s, which is %s", m.Kind, w.ID, w.State)
		}
		if m.Kind == delivery.OfCorrection && w.State != warning.Cancelled {
			return fmt.Errorf("a correction went out for %s, which is %s", w.ID, w.State)
		}
		words, _, err := delivery.WordsFor(w.Content, m.Kind, warning.Email, m.Lang)
		if err != nil {
			return err
		}
		if want := strings.Replace(words.Body, warning.AckMark, m.AckURL, 1); m.Subject != words.Subject || m.Body != want {
			return fmt.Errorf("what went to %s for %s is not what was approved:\n%s\n---\n%s", m.To, w.ID, m.Body, want)
		}
		key := fmt.Sprintf("%s %d", m.Key, m.Attempt)
		if s.was.sent[key]++; s.was.sent[key] > 1 {
			return fmt.Errorf("attempt %d of %s was sent twice", m.Attempt, m.Key)
		}
	}
	return nil
}

// checkSituations: no event counted twice, no state backwards, and none closed by the clock.
func (s *sim) checkSituations(ctx context.Context) error {
	all, err := s.p.Store.Situations(ctx)
	if err != nil {
		return err
	}
	s.tally.Situations = len(all)
	in := map[situation.Ref]situation.ID{}
	for _, x := range all {
		for _, m := range x.Members {
			if other, twice := in[m.Ref()]; twice {
				return fmt.Errorf("event %d of report %s is in %s and in %s", m.Event, m.Report, other, x.ID)
			}
			in[m.Ref()] = x.ID
		}
		if was, ok := s.was.situations[x.ID]; ok && !reachable(was, x.State, nextSituation) {
			return fmt.Errorf("situation %s went from %s to %s", x.ID, was, x.State)
		}
		s.was.situations[x.ID] = x.State
		if x.State == situation.Closed && len(x.Members) > 0 {
			lines, err := s.p.Store.LedgerLines(ctx, string(x.ID), 0, 1000)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(lines, func(l ledger.Line) bool { return l.Act == "situation.closed" && l.Actor != string(desk.System.ID) }) {
				return fmt.Errorf("situation %s is closed (%s) and no person closed it", x.ID, x.Reason)
			}
		}
	}
	return nil
}

// checkItems: the same bytes from the same source are one item, and the record is whole.
func (s *sim) checkItems(ctx context.Context) error {
	items, err := s.p.Store.Items(ctx, 10_000, "")
	if err != nil {
		return err
	}
	for _, it := range items {
		key := string(it.Source) + " " + it.SHA256
		if other, ok := s.was.items[key]; ok && other != it.ID {
			return fmt.Errorf("items %s and %s are the same bytes of the same source", other, it.ID)
		}
		s.was.items[key] = it.ID
		if it.Unreadable != "" {
			return fmt.Errorf("item %s %q cannot be read: %s", it.ID, it.Title, it.Unreadable)
		}
	}
	if s.tally.Steps%10 != 0 {
		return nil
	}
	size, _, err := s.p.Store.VerifyLedger(ctx)
	if err == nil && size < s.was.lines {
		err = fmt.Errorf("the ledger shrank from %d to %d lines", s.was.lines, size)
	}
	s.was.lines = size
	return err
}

// atEnd: every delivery of a warning that has ended has ended too, nobody is forgotten, and the ledger verifies.
func (s *sim) atEnd(ctx context.Context) error {
	s.last = "the end"
	ws, err := s.p.Store.Warnings(ctx, warning.Filter{Limit: 1000})
	if err != nil {
		return err
	}
	for _, w := range ws {
		if w.Released.IsZero() {
			continue
		}
		pr, err := s.p.Store.Progress(ctx, w.ID)
		if err != nil {
			return err
		}
		if pr.Open > 0 {
			return fmt.Errorf("warning %s (%s): %d deliveries are still open at the end: %+v", w.ID, w.State, pr.Open, pr.Counts)
		}
		left, err := s.p.Store.Unreached(ctx, w.ID, 1000)
		if err != nil {
			return err
		}
		if len(left) != pr.Unreached {
			return fmt.Errorf("warning %s: %d people are not reached and %d are listed", w.ID, pr.Unreached, len(left))
		}
	}
	_, _, err = s.p.Store.VerifyLedger(ctx)
	return err
}

// sameInAnyOrder feeds the documents to a second house in another order: it must come to the same situations.
func (s *sim) sameInAnyOrder(ctx context.Context, way []arrival, end time.Time) (err error) {
	s.last = "the same documents in another order"
	p, err := replay.Open(ctx, scenario(end), replay.Options{Database: "sqlite:" + filepath.Join(s.dir, "two.db")})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close(context.WithoutCancel(ctx))) }()
	if err := p.To(ctx, end.Add(-time.Hour)); err != nil { // all of it has been published by then
		return err
	}
	way = slices.Clone(way)
	rand.New(rand.NewPCG(uint64(len(way)), 28)).Shuffle(len(way), func(i, j int) { way[i], way[j] = way[j], way[i] })
	for _, a := range way {
		if err := p.TakeRaw(ctx, replay.Document{File: a.name, Source: a.source, Origin: a.origin, Published: a.published}, []byte(a.raw)); err != nil {
			return err
		}
	}
	if err := p.To(ctx, end); err != nil {
		return err
	}
	one, err := partition(ctx, s.p, way)
	if err != nil {
		return err
	}
	two, err := partition(ctx, p, way)
	if err != nil {
		return err
	}
	if !slices.Equal(one, two) {
		return fmt.Errorf("in the order of arrival:\n  %s\nin another:\n  %s", strings.Join(one, "\n  "), strings.Join(two, "\n  "))
	}
	return nil
}

// partition writes the situations as what does not depend on ids: the bytes and events in each, its window and its state.
func partition(ctx context.Context, p *replay.Player, way []arrival) ([]string, error) {
	names := map[string]string{} // of the first document with these bytes
	for _, a := range way {
		sum := sha256.Sum256([]byte(a.raw))
		h := hex.EncodeToString(sum[:])
		if n, ok := names[h]; !ok || a.name < n {
			names[h] = a.name
		}
	}
	all, err := p.Store.Situations(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, x := range all {
		if len(x.Members) == 0 {
			continue
		}
		var in []string
		for _, m := range x.Members {
			it, err := p.Store.Item(ctx, m.Item)
			if err != nil {
				return nil, err
			}
			in = append(in, fmt.Sprintf("%s#%d", names[it.SHA256], m.Event))
		}
		from, to := x.Window.Hull()
		out = append(out, fmt.Sprintf("%s | %s..%s %s", strings.Join(slices.Compact(sorted(in)), " "), from.UTC().Format("2 Jan 15:04"), to.UTC().Format("2 Jan 15:04"), x.State))
	}
	return sorted(out), nil
}
