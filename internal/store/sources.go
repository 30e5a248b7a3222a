package store

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

const watchedCols = `s.id, s.is_on, s.token, s.body, h.body, h.lease, h.node`

// watched is a source's rows as they are stored.
type watched struct {
	intake.Watched
	lease time.Time
	node  string
}

func scanWatched(r row) (watched, error) {
	var w watched
	var on, lease int64
	var token, src, health string
	if err := r.Scan(&w.Source.ID, &on, &token, &src, &health, &lease, &w.node); err != nil {
		if engine.IsNoRows(err) {
			return w, ErrNotFound
		}
		return w, fmt.Errorf("reading a source: %w", err)
	}
	id := w.Source.ID
	if err := json.Unmarshal([]byte(src), &w.Source); err != nil {
		return w, fmt.Errorf("source %s does not decode: %w", id, err)
	}
	if err := json.Unmarshal([]byte(health), &w.Health); err != nil {
		return w, fmt.Errorf("the health of source %s does not decode: %w", id, err)
	}
	w.Source.ID, w.Health.Source, w.Source.On, w.Token, w.lease = id, id, on != 0, token != "", fromUS(lease)
	return w, nil
}

func (t *tx) source(ctx context.Context, id intake.SourceID) (watched, error) {
	w, err := scanWatched(t.QueryRow(ctx, `select `+watchedCols+` from source s join source_health h on h.source = s.id where s.id = $1`+t.eng.ForUpdate(), string(id)))
	if err != nil {
		return w, fmt.Errorf("source %s: %w", id, err)
	}
	return w, nil
}

// Sources reads every source with its health, by id, those that are off too.
func (s *Store) Sources(ctx context.Context) ([]intake.Watched, error) {
	return sources(ctx, s.eng.Reader())
}

func sources(ctx context.Context, q querier) ([]intake.Watched, error) {
	r, err := q.Query(ctx, `select `+watchedCols+` from source s join source_health h on h.source = s.id order by s.id`)
	if err != nil {
		return nil, fmt.Errorf("reading the sources: %w", err)
	}
	defer r.Close()
	var out []intake.Watched
	for r.Next() {
		w, err := scanWatched(r)
		if err != nil {
			return nil, err
		}
		out = append(out, w.Watched)
	}
	return out, r.Err()
}

// Source reads one source with its health. An unknown id gives ErrNotFound.
func (s *Store) Source(ctx context.Context, id intake.SourceID) (intake.Watched, error) {
	w, err := scanWatched(s.eng.Reader().QueryRow(ctx, `select `+watchedCols+` from source s join source_health h on h.source = s.id where s.id = $1`, string(id)))
	if err != nil {
		return w.Watched, fmt.Errorf("source %s: %w", id, err)
	}
	return w.Watched, nil
}

var errListed = fmt.Errorf("%w: this source stands in the sources file, which wins: change it there", ErrDenied)

// SaveSource adds a source or changes it, by an account with the right Sources. A source of the sources file is refused, and
// so is a folder from anybody but the command line: who may name a directory may read it. A change of address forgets what was
// last fetched. The same source twice writes nothing.
func (s *Store) SaveSource(ctx context.Context, by desk.AccountID, src intake.Source) error {
	src = src.Filled()
	src.Listed = false
	if err := src.Check(); err != nil {
		return fmt.Errorf("source %s:\n%w", src.ID, err)
	}
	return s.inTx(ctx, "SaveSource", func(t *tx) error {
		actor, err := t.actor(ctx, by, desk.Sources)
		if err != nil {
			return err
		}
		if src.Kind == intake.KindFolder && actor.ID != desk.System.ID {
			return fmt.Errorf("%w: a folder is added at the command line or in the sources file, not from outside", ErrDenied)
		}
		line, err := t.saveSource(ctx, actor.ID, src, false)
		if err != nil || line == nil {
			return err
		}
		return t.record(ctx, *line)
	})
}

// AddSources adds those sources of a list whose ids are not there yet, by an account with the right Sources, and leaves the
// others as they are. It says how many were added. All or nothing.
func (s *Store) AddSources(ctx context.Context, by desk.AccountID, list []intake.Source) (added int, err error) {
	for i := range list {
		if list[i] = list[i].Filled(); list[i].Kind == intake.KindFolder || list[i].Listed {
			return 0, fmt.Errorf("source %s: %w: neither a folder nor a source of the file is added with others", list[i].ID, ErrDenied)
		}
		if err := list[i].Check(); err != nil {
			return 0, fmt.Errorf("source %s:\n%w", list[i].ID, err)
		}
	}
	err = s.inTx(ctx, "AddSources", func(t *tx) error {
		actor, err := t.actor(ctx, by, desk.Sources)
		if err != nil {
			return err
		}
		var lines []ledger.Line
		for _, src := range list {
			if _, err := t.source(ctx, src.ID); err == nil {
				continue
			} else if !errors.Is(err, ErrNotFound) {
				return err
			}
			line, err := t.saveSource(ctx, actor.ID, src, false)
			if err != nil {
				return err
			}
			lines = append(lines, *line)
		}
		added = len(lines)
		return t.recordAll(ctx, lines)
	})
	return added, err
}

// MergeSources takes over the sources file as it is now: what it lists is added or changed, and a source that it listed and no
// longer lists is switched off, never deleted. It says how many of each there were. All of the file or nothing of it.
func (s *Store) MergeSources(ctx context.Context, file []intake.Source) (changed, off int, err error) {
	listed := map[intake.SourceID]bool{}
	for i := range file {
		file[i] = file[i].Filled()
		file[i].Listed = true
		if err := file[i].Check(); err != nil {
			return 0, 0, fmt.Errorf("source %s:\n%w", file[i].ID, err)
		}
		if listed[file[i].ID] {
			return 0, 0, fmt.Errorf("source %s: listed twice", file[i].ID)
		}
		listed[file[i].ID] = true
	}
	err = s.inTx(ctx, "MergeSources", func(t *tx) error {
		changed, off = 0, 0
		var lines []ledger.Line
		for _, src := range file {
			line, err := t.saveSource(ctx, desk.System.ID, src, true)
			if err != nil {
				return err
			}
			if line != nil {
				changed++
				lines = append(lines, *line)
			}
		}
		have, err := sources(ctx, t)
		if err != nil {
			return err
		}
		for _, w := range have {
			if !w.Source.Listed || listed[w.Source.ID] {
				continue
			}
			w.Source.Listed, w.Source.On = false, false
			line, err := t.saveSource(ctx, desk.System.ID, w.Source, true)
			if err != nil {
				return err
			}
			off++
			line.Detail = "off: no longer in the sources file"
			lines = append(lines, *line)
		}
		return t.recordAll(ctx, lines)
	})
	return changed, off, err
}

// saveSource writes a source that was checked; the line is nil when it is as it was.
func (t *tx) saveSource(ctx context.Context, by desk.AccountID, src intake.Source, file bool) (*ledger.Line, error) {
	body := asJSON(src)
	line := &ledger.Line{Actor: string(by), Act: "source.saved", Of: string(src.ID), Hash: intake.Hash([]byte(body))}
	is := 0
	if src.On {
		is = 1
	}
	was, err := t.source(ctx, src.ID)
	if errors.Is(err, ErrNotFound) {
		h := intake.Health{Source: src.ID, Since: t.now, Next: t.now}
		if _, err := t.Exec(ctx, `insert into source (id, is_on, token, changed, body) values ($1, $2, '', $3, $4)`, string(src.ID), is, us(t.now), body); err != nil {
			return nil, fmt.Errorf("writing source %s: %w", src.ID, err)
		}
		if _, err := t.Exec(ctx, `insert into source_health (source, due, lease, node, body) values ($1, $2, 0, '', $3)`, string(src.ID), us(h.Next), asJSON(h)); err != nil {
			return nil, fmt.Errorf("writing the health of source %s: %w", src.ID, err)
		}
		line.Detail = "added, " + onOff(src.On) + ": " + string(src.Kind) + " " + src.URL
		return line, nil
	} else if err != nil {
		return nil, err
	}
	if was.Source.Listed && !file {
		return nil, errListed
	}
	if asJSON(was.Source) == body {
		return nil, nil
	}
	line.Detail = "changed: " + strings.Join(differ(was.Source, src), ", ")
	if _, err := t.Exec(ctx, `update source set is_on = $2, changed = $3, body = $4 where id = $1`, string(src.ID), is, us(t.now), body); err != nil {
		return nil, fmt.Errorf("writing source %s: %w", src.ID, err)
	}
	h := was.Health
	if was.Source.URL != src.URL || was.Source.Kind != src.Kind {
		h = intake.Health{Source: src.ID, Change: h.Change}
	}
	if src.On && (!was.Source.On || h.Since.IsZero()) { // a pause is no silence
		h.Since, h.Failures, h.Failure, h.Error, h.Beats = t.now, 0, "", "", nil
	}
	h.Next = t.now // what was changed is tried at once
	return line, t.saveHealth(ctx, h, "")
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// differ names the fields in which two sources differ, as they stand in JSON.
func differ(a, b intake.Source) []string {
	fields := func(s intake.Source) map[string]json.RawMessage {
		var m map[string]json.RawMessage
		_ = json.Unmarshal([]byte(asJSON(s)), &m) // what asJSON wrote decodes
		return m
	}
	was, is := fields(a), fields(b)
	var out []string
	for k, v := range is {
		if !bytes.Equal(was[k], v) {
			out = append(out, k)
		}
	}
	for k := range was {
		if _, ok := is[k]; !ok {
			out = append(out, k)
		}
	}
	sort.Strings(out)
	return out
}

// saveHealth writes the health, and gives the claim back that the node holds; another's stays.
func (t *tx) saveHealth(ctx context.Context, h intake.Health, node string) error {
	q := `update source_health set due = $2, body = $3 where source = $1`
	args := []any{string(h.Source), us(h.Next), asJSON(h)}
	if node != "" {
		q = `update source_health set due = $2, body = $3, lease = case when node = $4 then 0 else lease end,
			node = case when node = $4 then '' else node end where source = $1`
		args = append(args, node)
	}
	n, err := t.Exec(ctx, q, args...)
	if err == nil && n != 1 {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("writing the health of source %s: %w", h.Source, err)
	}
	return nil
}

// SwitchSource switches a source on or off, by an account with the right Sources. Switched on it is looked at at once, and its
// silence counts from now. A source of the sources file is refused. Switching to what it is does nothing.
func (s *Store) SwitchSource(ctx context.Context, by desk.AccountID, id intake.SourceID, on bool) error {
	return s.inTx(ctx, "SwitchSource", func(t *tx) error {
		actor, err := t.actor(ctx, by, desk.Sources)
		if err != nil {
			return err
		}
		w, err := t.source(ctx, id)
		if err != nil {
			return err
		}
		if w.Source.On == on {
			return nil
		}
		w.Source.On = on
		line, err := t.saveSource(ctx, actor.ID, w.Source, false)
		if err != nil {
			return err
		}
		line.Act, line.Detail = "source."+onOff(on), ""
		return t.record(ctx, *line)
	})
}

// pushMark begins the token of a push source.
const pushMark = "tocsin_push_"

// NewPushToken makes the token with which a push source signs its posts and returns it this once; an earlier one no longer
// holds. Only its SHA-256 is kept.
func (s *Store) NewPushToken(ctx context.Context, by desk.AccountID, id intake.SourceID) (string, error) {
	var b [32]byte
	if _, err := io.ReadFull(s.opt.Rand, b[:]); err != nil {
		return "", fmt.Errorf("NewPushToken: %w", err)
	}
	secret := pushMark + base64.RawURLEncoding.EncodeToString(b[:])
	err := s.inTx(ctx, "NewPushToken", func(t *tx) error {
		actor, err := t.actor(ctx, by, desk.Sources)
		if err != nil {
			return err
		}
		w, err := t.source(ctx, id)
		if err != nil {
			return err
		}
		if w.Source.Kind != intake.KindPush {
			return fmt.Errorf("source %s is of kind %s: only a push source has a token", id, w.Source.Kind)
		}
		if _, err := t.Exec(ctx, `update source set token = $2 where id = $1`, string(id), hashSecret(secret)); err != nil {
			return fmt.Errorf("writing the token of source %s: %w", id, err)
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "source.token", Of: string(id)})
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// PushSource reads the push source that a token belongs to. A wrong token, a source that is off or of another kind gives
// ErrNotFound: whoever asks is not told which.
func (s *Store) PushSource(ctx context.Context, id intake.SourceID, secret string) (intake.Watched, error) {
	if !strings.HasPrefix(secret, pushMark) || len(secret) > 200 {
		return intake.Watched{}, fmt.Errorf("push to a source: %w", ErrNotFound)
	}
	w, err := scanWatched(s.eng.Reader().QueryRow(ctx, `select `+watchedCols+` from source s join source_health h on h.source = s.id
		where s.id = $1 and s.token = $2 and s.is_on = 1`, string(id), hashSecret(secret)))
	if err == nil && w.Source.Kind != intake.KindPush {
		err = ErrNotFound
	}
	if err != nil {
		return intake.Watched{}, fmt.Errorf("push to a source: %w", err)
	}
	return w.Watched, nil
}

// ClaimSource takes a source for this node, to look at it, until now + lease or until KeepPolled. ok is false when it is switched
// off, not due (health.Next is later) or claimed by another node; health.Next then says when to ask again. The lease is by this
// node's clock: where clocks differ a source may be looked at twice, and what it gives is still kept once.
func (s *Store) ClaimSource(ctx context.Context, id intake.SourceID, lease time.Duration) (src intake.Source, h intake.Health, ok bool, err error) {
	err = s.inTx(ctx, "ClaimSource", func(t *tx) error {
		w, err := t.source(ctx, id)
		if err != nil {
			return err
		}
		src, h, ok = w.Source, w.Health, false
		held := w.node != "" && w.node != s.opt.Node && w.lease.After(t.now)
		if held && h.Next.Before(w.lease) {
			h.Next = w.lease
		}
		if !src.On || held || h.Next.After(t.now) {
			return nil
		}
		ok = true
		_, err = t.Exec(ctx, `update source_health set lease = $2, node = $3 where source = $1`, string(id), us(t.now.Add(lease)), s.opt.Node)
		return err
	})
	if err != nil {
		return src, h, false, fmt.Errorf("claiming source %s: %w", id, err)
	}
	return src, h, ok, nil
}

// inChunk is the most values of one "in (...)".
const inChunk = 500

// having reads key and id of the rows of a query whose "in (LIST)" is filled with values, in chunks; first is $1.
func (t *tx) having(ctx context.Context, q, first string, values []string) (map[string]string, error) {
	out := map[string]string{}
	for part := range slices.Chunk(values, inChunk) {
		args, list := []any{first}, make([]string, len(part))
		for i, v := range part {
			args, list[i] = append(args, v), "$"+strconv.Itoa(i+2)
		}
		r, err := t.Query(ctx, strings.Replace(q, "LIST", strings.Join(list, ", "), 1), args...)
		if err != nil {
			return nil, err
		}
		for r.Next() {
			var key, id string
			if err := r.Scan(&key, &id); err != nil {
				r.Close()
				return nil, err
			}
			out[key] = id
		}
		r.Close()
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// KeepPolled keeps what a look at a source brought, and its health, and gives the claim back. Documents that the source gave
// before, byte for byte, or whose newest version has the same Content, are passed over; those that another source gave before are kept with Of set and not queued for
// reading; the others are queued. kept counts both. After a failed look docs is nil and only the health is written. h comes
// from Answered or Failed; Kept is applied here. An unknown source gives ErrNotFound.
func (s *Store) KeepPolled(ctx context.Context, src intake.Source, docs []intake.Doc, h intake.Health) (kept int, err error) {
	var its []intake.Item // read outside the transaction: hashing and looking at the bytes takes the longest
	var hashes, ids []string
	seen := map[string]bool{}
	for _, d := range docs {
		meta := d.Meta
		if meta.Source = src.ID; meta.Country == "" {
			meta.Country = src.Writes()
		}
		it := intake.NewItem(d.Raw, meta, s.now())
		if !seen[it.SHA256] {
			seen[it.SHA256] = true
			its, hashes = append(its, it), append(hashes, it.SHA256)
			if it.Identity != "" && it.Content != "" {
				ids = append(ids, it.Identity)
			}
		}
	}
	h.Source = src.ID
	err = s.inTx(ctx, "KeepPolled", func(t *tx) error {
		kept = 0
		now, err := t.source(ctx, src.ID) // its row is locked from here on
		if err != nil {
			return err
		}
		health := h
		if now.Source.URL != src.URL || now.Source.Kind != src.Kind { // changed while it was looked at: what was learnt is of another address
			health = now.Health
		} else {
			if now.Health.Since.After(h.Since) {
				health.Since = now.Health.Since
			}
			// What Kept learns is the row's, so that the same look told twice learns once.
			health.Change, health.Gaps, health.Days = now.Health.Change, now.Health.Gaps, now.Health.Days
		}
		mine, err := t.having(ctx, `select sha256, id from item where source = $1 and sha256 in (LIST)`, string(src.ID), hashes)
		if err != nil {
			return fmt.Errorf("looking for items of source %s: %w", src.ID, err)
		}
		said, err := t.having(ctx, `select identity, content from item where source = $1 and identity in (LIST) order by id`, string(src.ID), ids)
		if err != nil {
			return fmt.Errorf("looking for earlier versions of source %s: %w", src.ID, err)
		}
		if len(mine) < len(hashes) { // two sources that bring the same bytes at the same time wait for each other
			if _, err := t.take(ctx, "kept", 0); err != nil {
				return err
			}
		}
		others, err := t.having(ctx, `select sha256, min(id) from item where source <> $1 and of_item = '' and sha256 in (LIST) group by sha256`, string(src.ID), hashes)
		if err != nil {
			return fmt.Errorf("looking for the same items of other sources: %w", err)
		}
		var lines []ledger.Line
		var reads []river.JobArgs
		for _, it := range its {
			if mine[it.SHA256] != "" || it.Content != "" && it.Identity != "" && said[it.Identity] == it.Content {
				continue
			}
			if it.Identity != "" {
				said[it.Identity] = it.Content
			}
			id, err := s.newID("itm", t.now)
			if err != nil {
				return err
			}
			it.ID = intake.ItemID(id)
			if o := others[it.SHA256]; o != "" {
				it.Of = intake.ItemID(o)
			}
			fresh, err := t.addItem(ctx, it)
			if err != nil {
				return err
			}
			if !fresh {
				continue
			}
			kept++
			line := ledger.Line{Actor: string(desk.System.ID), Act: "item.kept", Of: id, Hash: it.SHA256, Detail: it.Unreadable}
			switch {
			case it.Of != "":
				line.Detail = "says the same as " + string(it.Of)
			case it.Unreadable == "":
				reads = append(reads, readJob{Item: id})
			}
			lines = append(lines, line)
		}
		if err := t.queue(ctx, false, reads...); err != nil {
			return err
		}
		if err := t.saveHealth(ctx, health.Kept(t.now, kept), s.opt.Node); err != nil {
			return err
		}
		return t.recordAll(ctx, lines)
	})
	if err != nil {
		return 0, err
	}
	return kept, nil
}
