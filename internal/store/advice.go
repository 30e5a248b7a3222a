package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// adviceBody is what a version's row holds as JSON.
type adviceBody struct {
	Stand  version.Stand  `json:"stand"`
	Change version.Change `json:"change"`
	Note   string         `json:"note,omitempty"`
	URL    string         `json:"url,omitempty"`
	Before string         `json:"before,omitempty"` // the version it follows
}

const versionCols = `id, source, authority, document, type, country, from_us, to_us, ends_us, item, report, last_item, last_us, noticed, body`

func scanVersion(r row) (version.Version, version.Stand, error) {
	var v version.Version
	var from, to, ends, last, noticed int64
	var body string
	if err := r.Scan(&v.ID, &v.Source, &v.Authority, &v.Document, &v.Type, &v.Country, &from, &to, &ends, &v.Item, &v.Report, &v.LastItem, &last, &noticed, &body); err != nil {
		if engine.IsNoRows(err) {
			err = ErrNotFound
		}
		return v, version.Stand{}, fmt.Errorf("reading a version of advice: %w", err)
	}
	var b adviceBody
	if err := json.Unmarshal([]byte(body), &b); err != nil {
		return v, b.Stand, fmt.Errorf("version %s of advice does not decode: %w", v.ID, err)
	}
	v.From, v.To, v.Ends, v.Last, v.Noticed = fromUS(from), fromUS(to), fromUS(ends), fromUS(last), fromUS(noticed)
	v.Levels, v.Change, v.Note, v.URL, v.Before = b.Stand.Levels, b.Change, b.Note, b.URL, b.Before
	v.Level, v.PartsOnly, v.Unknown = b.Stand.Highest()
	v.Said = version.ReadNote(v.Note)
	return v, b.Stand, nil
}

func listVersions(ctx context.Context, q querier, text string, args ...any) (out []version.Version, stands []version.Stand, err error) {
	r, err := q.Query(ctx, text, args...)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the versions of advice: %w", err)
	}
	defer r.Close()
	for r.Next() {
		v, s, err := scanVersion(r)
		if err != nil {
			return nil, nil, err
		}
		out, stands = append(out, v), append(stands, s)
	}
	return out, stands, r.Err()
}

// keepAdvice keeps a standing word, once for each of its codes and scopes; situations of its country show it when they are read.
// What a government's own document says becomes a version of it too, and what the version before said is context no more.
func (t *tx) keepAdvice(ctx context.Context, rep situation.Told, ev int, j situation.Joiner) (situation.Joined, ledger.Line, error) {
	d := j.Join(nil, rep, ev, t.now)
	line := ledger.Line{Actor: "system", Act: "advice.kept", Of: string(rep.Report.ID), Hash: rep.Item.SHA256}
	contexts := j.Contexts(rep, ev, t.now)
	country := ""
	if len(contexts) > 0 {
		country, _, _ = strings.Cut(contexts[0].Scope, "-")
	}
	line.Detail = fmt.Sprintf("event %d, country %q", ev, country)
	id, ended := "", int64(0)
	if rep.Report.Document != nil {
		v, change, late, err := t.keepVersion(ctx, rep, ev, country)
		if err != nil {
			return d, line, err
		}
		if id = v; late {
			ended = us(t.now)
		}
		if change.Desk() {
			line.Act = "advice.level"
			line.Detail += ": " + stepsInWords(change)
			if _, err := t.openTask(ctx, levelTask(rep, country, id, change), t.now, true); err != nil {
				return d, line, err
			}
		}
	}
	if _, err := t.Exec(ctx, `insert into advice (report, event, item, country, body, created, version, ended) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		string(rep.Report.ID), ev, string(rep.Item.ID), country, asJSON(contexts), us(t.now), id, ended); err != nil {
		return d, line, fmt.Errorf("writing the advice: %w", err)
	}
	return d, line, nil
}

// levelTask puts a change of level before the desk, once for each version.
func levelTask(rep situation.Told, country, id string, c version.Change) situation.Task {
	l := situation.LevelChanging{Authority: rep.Report.Authority, Scope: country}
	for _, s := range c.Steps {
		l.Was, l.Now, l.Up = append(l.Was, s.From), append(l.Now, s.To), l.Up || s.ToLevel > s.FromLevel || s.ToLevel == 0 && s.To != ""
	}
	return situation.Task{Kind: situation.TaskLevel, Key: "level:" + id, Level: &l, Title: l.Authority + " on " + country + ": " + stepsInWords(c)}
}

func stepsInWords(c version.Change) string {
	var out []string
	for _, s := range c.Steps {
		at := s.Scope
		if s.Part != "" {
			at += " (" + s.Part + ")"
		}
		switch {
		case s.From == "":
			out = append(out, at+": now "+s.To)
		case s.To == "":
			out = append(out, at+": "+s.From+" no longer named")
		default:
			out = append(out, at+": "+s.From+" to "+s.To)
		}
		if len(out) == 5 && len(c.Steps) > 5 {
			return strings.Join(out, "; ") + fmt.Sprintf(" and %d more", len(c.Steps)-5)
		}
	}
	return strings.Join(out, "; ")
}

// keepVersion makes the event's country a version of its document, or finds the one that says the same. late says that a newer item was
// read before this one: then it takes its place in the history and replaces nothing that stands.
//
// What a source gives now is what it says, so items of a source count in the order in which they were received; what was handed in
// counts by its own date where it has one. An item read late that said something else within the time of a version stands as a version
// of its own within it.
func (t *tx) keepVersion(ctx context.Context, rep situation.Told, ev int, country string) (id string, change version.Change, late bool, err error) {
	e := rep.Report.Events[ev]
	var all []reading.Event // a document may speak of a country twice
	for i, o := range rep.Report.Events {
		if o.Type == e.Type && countryOf(o) == country {
			if i < ev && len(all) == 0 { // the first of them made the version
				return t.versionOf(ctx, rep.Report.ID, i)
			}
			all = append(all, o)
		}
	}
	stand := version.Of(all...)
	at := rep.Item.Received
	if rep.Item.Source == "" && !rep.Report.Issued.From.Earliest.IsZero() {
		at = rep.Report.Issued.From.Earliest.UTC()
	}
	document := rep.Report.Document.ID // the document's own word first: two in one feed may share an identity
	if document == "" {
		if document = rep.Item.Identity; document == "" {
			document = rep.Item.URL
		}
	}
	authority := rep.Report.Authority
	if authority == "" {
		authority = rep.Item.Origin
	}
	known, stands, err := listVersions(ctx, t, `select `+versionCols+` from advice_version where source = $1 and authority = $2 and document = $3 and type = $4 and country = $5
		order by from_us, id`, string(rep.Item.Source), authority, document, string(e.Type), country)
	if err != nil {
		return "", change, false, err
	}
	prev, next := -1, -1 // the version that stood at that time, and the first that came after it
	for i, v := range known {
		switch {
		case v.From.After(at):
			if next < 0 {
				next = i
			}
		case prev < 0 || !v.Last.Before(known[prev].Last):
			prev = i
		}
	}
	within := prev >= 0 && known[prev].Last.After(at) // that version was seen again later
	late = within || next >= 0
	if prev >= 0 {
		change = version.Compare(stands[prev], stand)
	} else {
		change = version.FirstWord(stand)
	}
	if change.Kind == version.Same {
		v := known[prev]
		if v.Last.Before(at) {
			if _, err := t.Exec(ctx, `update advice_version set last_item = $1, last_us = $2 where id = $3`, string(rep.Item.ID), us(at), v.ID); err != nil {
				return "", change, late, fmt.Errorf("writing that advice was said again: %w", err)
			}
		}
		return v.ID, change, !v.To.IsZero(), nil
	}
	if next >= 0 && !within && version.Compare(stand, stands[next]).Kind == version.Same { // said earlier than we knew
		v := known[next]
		if _, err := t.Exec(ctx, `update advice_version set from_us = $1 where id = $2`, us(at), v.ID); err != nil {
			return "", change, late, fmt.Errorf("writing that advice was said earlier: %w", err)
		}
		if prev >= 0 {
			err = t.endVersion(ctx, known[prev].ID, at)
		}
		return v.ID, version.Change{Kind: version.Same}, !v.To.IsZero(), err
	}
	if id, err = t.s.newID("adv", t.now); err != nil {
		return "", change, late, err
	}
	body := adviceBody{Stand: stand, Change: change, Note: rep.Report.Document.Note, URL: rep.Item.URL}
	if prev >= 0 {
		body.Before = known[prev].ID
	}
	var to, ends time.Time
	switch {
	case within: // it said something else in between; what stood before stands after it
		to = known[prev].Last
	case next >= 0:
		to = known[next].From
		if err := t.rewriteChange(ctx, known[next], stands[next], version.Compare(stand, stands[next]), id); err != nil {
			return "", change, late, err
		}
	}
	if prev >= 0 && !within {
		if err := t.endVersion(ctx, known[prev].ID, at); err != nil {
			return "", change, late, err
		}
	}
	for _, x := range e.Times {
		if x.Role == reading.Window && !x.Interval.To.Open() {
			ends = x.Interval.To.Latest
		}
	}
	onDesk := 0
	if change.Desk() && !late { // what is history already is no news
		onDesk = 1
	}
	if _, err := t.Exec(ctx, `insert into advice_version (`+versionCols+`, digest, change, desk) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		id, string(rep.Item.Source), authority, document, string(e.Type), country, us(at), us(to), us(ends), string(rep.Item.ID), string(rep.Report.ID), string(rep.Item.ID), us(at), us(t.now),
		asJSON(body), stand.Digest, string(change.Kind), onDesk); err != nil {
		return "", change, late, fmt.Errorf("writing a version of advice: %w", err)
	}
	if late { // history: kept with what it changed, and no task for anybody
		change = version.Change{Kind: version.Same}
	}
	return id, change, late, nil
}

// countryOf is the country of an event's advice.
func countryOf(e reading.Event) string {
	for _, a := range e.Advice {
		if c, _, _ := strings.Cut(a.Scope, "-"); c != "" {
			return c
		}
	}
	return ""
}

// versionOf is the version that an event of this report made or met before.
func (t *tx) versionOf(ctx context.Context, rep reading.ReportID, ev int) (string, version.Change, bool, error) {
	var id string
	var ended int64
	if err := t.QueryRow(ctx, `select version, ended from advice where report = $1 and event = $2`, string(rep), ev).Scan(&id, &ended); err != nil {
		return "", version.Change{}, false, fmt.Errorf("reading the version of event %d of report %s: %w", ev, rep, err)
	}
	return id, version.Change{Kind: version.Same}, ended != 0, nil
}

// endVersion ends a version, and the context that its words were.
func (t *tx) endVersion(ctx context.Context, id string, at time.Time) error {
	if _, err := t.Exec(ctx, `update advice_version set to_us = $1 where id = $2`, us(at), id); err != nil {
		return fmt.Errorf("ending a version of advice: %w", err)
	}
	if _, err := t.Exec(ctx, `update advice set ended = $1 where version = $2 and ended = 0`, us(t.now), id); err != nil {
		return fmt.Errorf("ending the context of a version of advice: %w", err)
	}
	return nil
}

// rewriteChange says what a version changes now that it follows another.
func (t *tx) rewriteChange(ctx context.Context, v version.Version, s version.Stand, c version.Change, before string) error {
	if _, err := t.Exec(ctx, `update advice_version set change = $1, body = $2 where id = $3`, string(c.Kind),
		asJSON(adviceBody{Stand: s, Change: c, Note: v.Note, URL: v.URL, Before: before}), v.ID); err != nil {
		return fmt.Errorf("writing what a version of advice changes: %w", err)
	}
	return nil
}

// AdviceFor lists the standing advice of these countries (ISO 3166-1 alpha-2), the newest word first. A voice that says the
// same of the same place again and again is listed once, with its newest word.
func (s *Store) AdviceFor(ctx context.Context, countries []string) ([]situation.Context, error) {
	return adviceFor(ctx, s.eng.Reader(), countries)
}

func adviceFor(ctx context.Context, q querier, countries []string) ([]situation.Context, error) {
	countries = slices.DeleteFunc(slices.Clone(countries), func(c string) bool { return c == "" })
	if len(countries) == 0 {
		return nil, nil
	}
	text, args := oneOf(`select body from advice where ended = 0`, "country", countries, nil)
	r, err := q.Query(ctx, text+` order by created desc, report desc, event`, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the advice: %w", err)
	}
	defer r.Close()
	var out []situation.Context
	for r.Next() {
		var body string
		var cs []situation.Context
		if err := r.Scan(&body); err != nil {
			return nil, fmt.Errorf("reading the advice: %w", err)
		}
		if err := json.Unmarshal([]byte(body), &cs); err != nil {
			return nil, fmt.Errorf("a piece of advice does not decode: %w", err)
		}
		out = append(out, cs...)
	}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("reading the advice: %w", err)
	}
	return situation.Newest(out), nil
}

// CurrentAdvice lists what governments' documents say now of a country (ISO 3166-1 alpha-2; empty: of every country), by country,
// authority and document. What has ended of itself is not listed. A country that no document speaks of has no entry: that is
// not known, and not calm.
func (s *Store) CurrentAdvice(ctx context.Context, country string) ([]version.Version, error) {
	out, _, err := listVersions(ctx, s.eng.Reader(), `select `+versionCols+` from advice_version where to_us = 0 and (ends_us = 0 or ends_us > $1) and ($2 = '' or country = $2)
		order by country, type, authority, source, document, id`, us(s.now()), country)
	return out, err
}

// AdviceHistory lists what governments' documents said of a country, the newest first, at most limit versions, each with its
// difference from the version of its document before it. Between two versions of a document lie only items that said the same.
// From is when an item was received; of what was handed in, when it was issued, where it says so.
func (s *Store) AdviceHistory(ctx context.Context, country string, limit int) ([]version.Version, error) {
	q := s.eng.Reader()
	out, _, err := listVersions(ctx, q, `select `+versionCols+` from advice_version where country = $1 order by from_us desc, id desc limit $2`, country, limit)
	if err != nil {
		return nil, err
	}
	texts := map[reading.ReportID]string{}
	textOf := func(v version.Version) (string, error) {
		text, ok := texts[v.Report]
		if ok {
			return text, nil
		}
		rep, err := reportByID(ctx, q, v.Report)
		if err != nil {
			return "", err
		}
		var parts []string
		for _, e := range rep.Events {
			if e.Type == v.Type && countryOf(e) == v.Country {
				parts = append(parts, e.Text)
			}
		}
		texts[v.Report] = strings.Join(parts, "\n")
		return texts[v.Report], nil
	}
	for i := range out {
		v := &out[i]
		if v.Before == "" {
			continue
		}
		before, _, err := scanVersion(q.QueryRow(ctx, `select `+versionCols+` from advice_version where id = $1`, v.Before))
		if err != nil {
			return nil, err
		}
		old, err := textOf(before)
		if err != nil {
			return nil, err
		}
		now, err := textOf(*v)
		if err != nil {
			return nil, err
		}
		v.Difference = version.Around(version.Difference(old, now), 12)
	}
	return out, nil
}

// LevelChanges lists the versions, noticed at since or later, whose levels changed or whose first word cannot be read: what a
// person at the desk should see. The oldest first.
func (s *Store) LevelChanges(ctx context.Context, since time.Time) ([]version.Version, error) {
	out, _, err := listVersions(ctx, s.eng.Reader(), `select `+versionCols+` from advice_version where desk = 1 and noticed >= $1 order by noticed, id`, us(since))
	return out, err
}
