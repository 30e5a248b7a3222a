package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/weigh"
	"github.com/tocsin-hub/tocsin/internal/reading/trees/learn"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// marked is one marked text.
type marked struct {
	item   intake.Item
	chains []chained
	values []truth
}

// chained is a stretch of the text that speaks of an event, or of none ("").
type chained struct {
	start, end int
	event      string
}

// truth is a value that belongs to an event.
type truth struct {
	field    weigh.Field
	event    string
	place    int64
	code     string
	from, to string
	spans    []chained
	names    map[string]bool
}

// span is a mention of a record.
type span struct {
	S, E int
	T    string
}

// readSet reads the English records of a folder whose chains are known.
func readSet(dir, chains string) ([]*marked, error) {
	lines, err := readChains(chains)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	var out []*marked
	for _, f := range files {
		m, err := readRecord(f, lines)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		if m != nil {
			out = append(out, m)
		}
	}
	return out, nil
}

// readChains reads a file of chains: by record and event, the phrases.
func readChains(file string) (map[string]map[string][]string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[string]map[string][]string{}
	for n, l := range strings.Split(string(b), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		q := strings.Split(l, "\t")
		if len(q) != 3 {
			return nil, fmt.Errorf("%s:%d: %d columns where three are due", file, n+1, len(q))
		}
		if out[q[0]] == nil {
			out[q[0]] = map[string][]string{}
		}
		out[q[0]][q[1]] = append(out[q[0]][q[1]], strings.Split(q[2], " | ")...)
	}
	return out, nil
}

func readRecord(file string, chains map[string]map[string][]string) (*marked, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rec struct {
		ID       string
		TextFile string `json:"text_file"`
		Doc      struct{ Date, Lang string }
		Events   []map[string]json.RawMessage
	}
	if err := json.Unmarshal(raw, &rec); err != nil {
		return nil, err
	}
	if rec.Doc.Lang != "en" || chains[rec.ID] == nil && len(rec.Events) > 0 {
		return nil, nil
	}
	txt, err := os.ReadFile(filepath.Join(filepath.Dir(file), rec.TextFile))
	if err != nil {
		return nil, err
	}
	var meta intake.Meta
	if rec.Doc.Date != "" {
		if meta.Published, err = time.Parse(time.DateOnly, rec.Doc.Date); err != nil {
			return nil, err
		}
	}
	m := &marked{item: intake.NewItem(txt, meta, meta.Published)}
	for event, ps := range chains[rec.ID] {
		for _, p := range ps {
			a, b, ok := find(string(txt), strings.TrimSpace(p))
			if !ok {
				return nil, fmt.Errorf("chain of %s: %q is not in the text", event, p)
			}
			m.chains = append(m.chains, chained{a, b, event})
		}
	}
	slices.SortFunc(m.chains, func(a, b chained) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return strings.Compare(a.event, b.event)
	})
	for _, e := range rec.Events {
		if err := m.event(e); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// event reads the triggers and values of one event.
func (m *marked) event(e map[string]json.RawMessage) error {
	var id string
	var triggers []span
	if err := json.Unmarshal(e["id"], &id); err != nil {
		return err
	}
	if err := json.Unmarshal(e["trigger"], &triggers); err != nil {
		return err
	}
	for _, t := range triggers {
		if !slices.ContainsFunc(m.chains, func(c chained) bool { return c.start < t.E && t.S < c.end }) {
			m.chains = append(m.chains, chained{t.S, t.E, id})
		}
	}
	for f, name := range weigh.Names {
		var items []struct {
			Code, From, To string
			Gazetteer      struct{ ID, Within *int64 }
			Mentions       []span
		}
		if len(e[name]) == 0 {
			continue
		}
		if err := json.Unmarshal(e[name], &items); err != nil {
			return fmt.Errorf("%s of %s: %w", name, id, err)
		}
		for _, it := range items {
			t := truth{field: weigh.Field(f), event: id, code: it.Code, from: cut(it.From), to: cut(it.To), names: map[string]bool{}}
			if it.Gazetteer.ID != nil {
				t.place = *it.Gazetteer.ID
			} else if it.Gazetteer.Within != nil {
				t.place = *it.Gazetteer.Within
			}
			for _, s := range it.Mentions {
				t.spans = append(t.spans, chained{start: s.S, end: s.E})
				t.names[plain(s.T)] = true
			}
			m.values = append(m.values, t)
		}
	}
	return nil
}

// cut is the day of a time.
func cut(s string) string { return s[:min(len(s), len(time.DateOnly))] }

// find is where a phrase stands: its Nth place when "@N" follows it, else its first.
func find(t, p string) (start, end int, ok bool) {
	n := 1
	if i := strings.LastIndexByte(p, '@'); i >= 0 {
		if k, err := strconv.Atoi(p[i+1:]); err == nil {
			p, n = p[:i], k
		}
	}
	at := -1
	for ; n > 0; n-- {
		j := strings.Index(t[at+1:], p)
		if j < 0 {
			return 0, 0, false
		}
		at += 1 + j
	}
	return at, at + len(p), true
}

// plain is a name as the scorer of the gold set compares it.
func plain(t string) string {
	t = strings.Map(func(r rune) rune {
		if r < 128 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			return -1
		}
		return r
	}, strings.ToLower(t))
	for _, a := range []string{"the ", "a ", "an "} {
		t = strings.TrimPrefix(t, a)
	}
	return strings.TrimSpace(t)
}

// samples reads the text without weights and adds each pair of a value and an event with the truth about it.
func (m *marked) samples(g where.Gazetteer, into *[weigh.Fields][]learn.Sample) {
	var of *scene.Scene
	var events []string
	story.ReadWith(m.item, g, &report.Report{}, &weigh.Weights{}, func(s *scene.Scene, p weigh.Pair) {
		if of != s {
			of, events = s, m.events(s)
		}
		into[p.Field] = append(into[p.Field], learn.Sample{X: p.Features, Y: m.holds(events[p.Event], &p)})
	})
}

// events are the marked events of those that were read: the one that most of the words of each speak of, or "".
func (m *marked) events(s *scene.Scene) []string {
	out := make([]string, len(s.Events))
	for ev := range s.Events {
		votes, order := map[string]int{}, []string{}
		for i := range s.Marks {
			if s.Marks[i].Ev != ev {
				continue
			}
			a, b := s.Doc.Span(s.Marks[i].From, s.Marks[i].To)
			for _, c := range m.chains {
				if c.start < b && a < c.end && c.event != "none" {
					if votes[c.event] == 0 {
						order = append(order, c.event)
					}
					votes[c.event]++
				}
			}
		}
		slices.Sort(order)
		for _, id := range order {
			if out[ev] == "" || votes[id] > votes[out[ev]] {
				out[ev] = id
			}
		}
	}
	return out
}

// holds reports whether a value belongs to a marked event, as the scorer of the gold set would have it.
func (m *marked) holds(event string, p *weigh.Pair) bool {
	if event == "" {
		return false
	}
	for i := range m.values {
		t := &m.values[i]
		if t.field != p.Field || t.event != event {
			continue
		}
		if p.Field == weigh.Action {
			if t.code == p.Code {
				return true
			}
			continue
		}
		if !slices.ContainsFunc(t.spans, func(s chained) bool { return s.start < p.Words.End && p.Words.Start < s.end }) {
			continue
		}
		switch p.Field {
		case weigh.Place:
			if t.place == p.Place {
				return true
			}
		case weigh.Time:
			from, to := p.Time.Interval.Hull()
			if t.from == day(from) && t.to == day(to.Add(-1)) || t.to == "" && to.IsZero() && t.from == day(from) {
				return true
			}
		default:
			if t.names[plain(string(m.item.Raw[p.Words.Start:p.Words.End]))] {
				return true
			}
		}
	}
	return false
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
