package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
	"github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// goldDoc is one text of a gold set, read.
type goldDoc struct {
	ID, Slug, Relation, Relays string
	Told                       situation.Told
}

// readSet reads every record of a gold set with the real reader. Only the text and its day go to the reader.
func readSet(r *reading.Reader, dir string) ([]goldDoc, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no records in %s", dir)
	}
	sort.Strings(files)
	var out []goldDoc
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var rec struct {
			ID       string `json:"id"`
			TextFile string `json:"text_file"`
			Doc      struct {
				Date, Situation, Relation, Relays string
			} `json:"doc"`
		}
		if err := json.Unmarshal(b, &rec); err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, rec.TextFile))
		if err != nil {
			return nil, err
		}
		meta := intake.Meta{Source: intake.SourceID("gold-" + rec.ID)}
		if rec.Doc.Date != "" {
			if meta.Published, err = time.Parse(time.DateOnly, rec.Doc.Date); err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
		}
		item := intake.NewItem(raw, meta, meta.Published)
		rep, err := r.Read(item)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", rec.ID, err)
		}
		rep.ID, rep.Item = reading.ReportID(rec.ID), item.ID
		item.Raw = nil
		out = append(out, goldDoc{rec.ID, rec.Doc.Situation, rec.Doc.Relation, rec.Doc.Relays, situation.Told{Report: rep, Item: item}})
	}
	return out, nil
}

// joinedSet is where the texts of a set went: for each text the situations it is a member of. Context says in how many of the
// others it stands as standing advice.
func joinedSet(w *situationtest.World) map[string][]situation.ID {
	in := map[string][]situation.ID{}
	for _, s := range w.Open() {
		for _, m := range s.Members {
			if id := string(m.Report); !slices.Contains(in[id], s.ID) {
				in[id] = append(in[id], s.ID)
			}
		}
	}
	return in
}

// bcubed compares the situations of texts with the gold: two texts belong together when the gold names one situation for both;
// they were put together when some situation holds an event of both (B-cubed: Bagga and Baldwin 1998, for each text the share of
// right ones among those it was put with, and of those put with it among the right ones). With context, a text that holds
// nothing but standing advice was put with every text of the situations that show it.
func bcubed(docs []goldDoc, in map[string][]situation.ID) (p, r, f float64, wrong, missed [][2]string) {
	share := func(a, b goldDoc) bool {
		return a.ID == b.ID || slices.ContainsFunc(in[a.ID], func(s situation.ID) bool { return slices.Contains(in[b.ID], s) })
	}
	n := 0.0
	for _, a := range docs {
		if a.Slug == "" {
			continue
		}
		put, right, all := 0.0, 0.0, 0.0
		for _, b := range docs {
			same := a.ID == b.ID || a.Slug == b.Slug
			got := share(a, b)
			switch {
			case got && same:
				put, right, all = put+1, right+1, all+1
			case got:
				put++
				if a.ID < b.ID || b.Slug == "" {
					wrong = append(wrong, [2]string{a.ID, b.ID})
				}
			case same:
				all++
				if a.ID < b.ID {
					missed = append(missed, [2]string{a.ID, b.ID})
				}
			}
		}
		p, r, n = p+right/put, r+right/all, n+1
	}
	p, r = p/n, r/n
	return p, r, 2 * p * r / (p + r), wrong, missed
}

// addContext puts texts of nothing but standing advice to the situations that show them, as far as they were told in the same
// weeks.
func addContext(w *situationtest.World, in map[string][]situation.ID) map[string][]situation.ID {
	out := map[string][]situation.ID{}
	for id, of := range in {
		out[id] = slices.Clone(of)
	}
	for _, s := range w.Open() {
		for _, c := range situation.Applying(situation.Newest(w.Contexts), s) {
			near := slices.ContainsFunc(s.Members, func(m situation.Member) bool {
				return c.At.Sub(m.Issued.From.Earliest).Abs() <= member.Reach
			})
			if id := string(c.Report); near && len(in[id]) == 0 && !slices.Contains(out[id], s.ID) {
				out[id] = append(out[id], s.ID)
			}
		}
	}
	return out
}

// shape is a partition in words that do not depend on ids: each situation's members, title, window, places and voices.
func shape(w *situationtest.World) string {
	var out []string
	for _, s := range w.Open() {
		var ms, vs, ps []string
		for _, m := range s.Members {
			ms = append(ms, fmt.Sprintf("%s/%d", m.Report, m.Event))
		}
		for _, v := range s.Voices() {
			vs = append(vs, fmt.Sprintf("%s%v+%d", v.Key, v.Heard, len(v.Echoes)))
		}
		for _, p := range s.Places {
			ps = append(ps, p.Name)
		}
		slices.Sort(ms)
		out = append(out, fmt.Sprintf("%s | %s | %v %v | %s | %s | %s", strings.Join(ms, " "), s.Title, s.Window.From, s.Window.To, s.State, strings.Join(ps, ","), strings.Join(vs, ",")))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// situations joins a gold set, in the order of its days and in shuffled orders, and tells the figures.
func situations(g *gazetteer.Gazetteer, r *reading.Reader, args []string) error {
	verbose, weights := false, false
	weather, n := "", 10_000
	var dirs []string
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "-v":
			verbose = true
		case args[i] == "-weights":
			weights = true
		case args[i] == "-weather" && i+1 < len(args):
			i++
			weather = args[i]
		default:
			dirs = append(dirs, args[i])
		}
	}
	var docs []goldDoc
	for _, d := range dirs {
		ds, err := readSet(r, d)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	slices.SortStableFunc(docs, func(a, b goldDoc) int {
		return a.Told.Item.Published.Compare(b.Told.Item.Published)
	})
	j := situation.Joiner{Places: g}
	now := time.Date(2032, 1, 1, 0, 0, 0, 0, time.UTC)
	play := func(docs []goldDoc) (*situationtest.World, error) {
		w := situationtest.NewWorld(j, now)
		for _, d := range docs {
			if _, err := w.Hear(d.Told); err != nil {
				return nil, fmt.Errorf("%s: %w", d.ID, err)
			}
		}
		return w, nil
	}
	w, err := play(docs)
	if err != nil {
		return err
	}
	if verbose {
		fmt.Println(shape(w))
	}
	in := joinedSet(w)
	for _, x := range []struct {
		name string
		in   map[string][]situation.ID
	}{{"members", in}, {"members and context", addContext(w, in)}} {
		p, rc, f, wrong, missed := bcubed(docs, x.in)
		fmt.Printf("joining (%s): B-cubed precision %.3f, recall %.3f, F1 %.3f; %d wrong joins, %d missed\n", x.name, p, rc, f, len(wrong), len(missed))
		for _, w := range wrong {
			fmt.Printf("  wrong: %s with %s\n", w[0], w[1])
		}
		for _, m := range missed {
			fmt.Printf("  missed: %s with %s\n", m[0], m[1])
		}
	}
	right, all, errs := relationsOf(w, docs)
	for _, e := range errs {
		fmt.Println("  relation of", e)
	}
	fmt.Printf("relation: %d of %d right (%.1f %%)\n", right, all, 100*float64(right)/float64(max(1, all)))
	base := shape(w)
	const orders = 200
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range orders {
		rng.Shuffle(len(docs), func(a, b int) { docs[a], docs[b] = docs[b], docs[a] })
		other, err := play(docs)
		if err != nil {
			return err
		}
		if s := shape(other); s != base {
			fmt.Printf("order %d gives another result:\n%s\n", i, differ(base, s))
			return fmt.Errorf("the outcome depends on the order of arrival")
		}
	}
	fmt.Printf("order: %d shuffled orders give the same situations, titles, windows, places and voices\n", orders)
	if weights {
		if err := leeway(g, docs, now); err != nil {
			return err
		}
	}
	if weather != "" {
		return mixed(r, j, docs, base, weather, n, now)
	}
	return nil
}

func differ(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	var out []string
	for _, l := range as {
		if !slices.Contains(bs, l) {
			out = append(out, "- "+l)
		}
	}
	for _, l := range bs {
		if !slices.Contains(as, l) {
			out = append(out, "+ "+l)
		}
	}
	return strings.Join(out, "\n")
}

// relationsOf counts how often the relation that a text has, once it is joined, is the gold's, and tells where it is not. A text that
// has no event counts as negative.
func relationsOf(w *situationtest.World, docs []goldDoc) (right, all int, errs []string) {
	open := w.Open()
	for _, d := range docs {
		if d.Relation == "" {
			continue
		}
		got, whose := "negative", ""
		if len(d.Told.Report.Events) > 0 {
			got, whose = string(d.Told.Report.Relation), d.Told.Report.Relays
		}
		for _, s := range open {
			for _, m := range s.Members {
				if string(m.Report) == d.ID && m.Relation == reading.Relay {
					got, whose = string(m.Relation), m.Relays
				}
			}
		}
		all++
		if got == d.Relation {
			right++
		} else {
			errs = append(errs, fmt.Sprintf("%s: %s %s, gold %s %s", d.ID, got, whose, d.Relation, d.Relays))
		}
	}
	return right, all, errs
}

// leeway tells for each weight, alone, how far it may be moved in steps of a half before a text joins wrongly or the F1 over
// members falls.
func leeway(g *gazetteer.Gazetteer, docs []goldDoc, now time.Time) error {
	try := func(j situation.Joiner) (f float64, wrong int, err error) {
		w := situationtest.NewWorld(j, now)
		for _, d := range docs {
			if _, err := w.Hear(d.Told); err != nil {
				return 0, 0, err
			}
		}
		_, _, f, bad, _ := bcubed(docs, joinedSet(w))
		return f, len(bad), nil
	}
	base, _, err := try(situation.Joiner{Places: g})
	if err != nil {
		return err
	}
	const most = 6.0
	span := func(at float64, set func(v float64) situation.Joiner, step, most float64) (lo, hi float64, err error) {
		lo, hi = at, at
		for _, way := range []float64{-1, 1} {
			for d := step; d <= most+1e-9; d += step {
				f, wrong, err := try(set(at + way*d))
				if err != nil {
					return 0, 0, err
				}
				if wrong > 0 || f < base-1e-9 {
					break
				}
				lo, hi = min(lo, at+way*d), max(hi, at+way*d)
			}
		}
		return lo, hi, nil
	}
	v := reflect.ValueOf(member.DefaultWeights)
	fmt.Printf("weights: each alone, in steps of 0.5 up to %.0f either way, F1 stays at least %.3f without a wrong join:\n", most, base)
	for i := range v.NumField() {
		at := v.Field(i).Float()
		lo, hi, err := span(at, func(x float64) situation.Joiner {
			w := member.DefaultWeights
			reflect.ValueOf(&w).Elem().Field(i).SetFloat(x)
			return situation.Joiner{Places: g, Weights: &w}
		}, 0.5, most)
		if err != nil {
			return err
		}
		fmt.Printf("  %-14s %6.2f  from %6.2f to %6.2f\n", v.Type().Field(i).Name, at, lo, hi)
	}
	lo, hi, err := span(situation.DefaultJoinAt, func(x float64) situation.Joiner {
		return situation.Joiner{Places: g, JoinAt: x}
	}, 0.05, 0.7)
	if err != nil {
		return err
	}
	fmt.Printf("  %-14s %6.2f  from %6.2f to %6.2f\n", "JoinAt", situation.DefaultJoinAt, lo, hi)
	return nil
}
