package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// Score is how well the documents were joined, against the labels of expect.yaml.
type Score struct {
	Documents int `json:"documents"`
	AsMeant   int `json:"as_meant"` // in exactly the situations that their labels name, and speaking as they say
	// WrongJoins are events that joined a named situation which their document does not speak of.
	WrongJoins int `json:"wrong_joins"`
	// Relations is how many labelled relations there are, RelationsRight how many were read so.
	Relations      int `json:"relations"`
	RelationsRight int `json:"relations_right"`
	// Precision, Recall and F1 are extended B-cubed over documents (Amigó et al. 2009, section 4.2, for documents that belong to
	// several situations): 1 is all right.
	Precision float64 `json:"bcubed_precision"`
	Recall    float64 `json:"bcubed_recall"`
	F1        float64 `json:"bcubed_f1"`
}

// score compares where each document went with where its labels say.
func (e *Expect) score(ctx context.Context, p *Player, out *Story) (*Score, []Check, error) {
	if len(e.Labels) == 0 {
		return nil, nil, nil
	}
	sc := &Score{}
	var checks []Check
	ids := map[string]situation.ID{} // where each name is
	for name := range e.Labels {
		s, _, err := p.member(ctx, p.Scenario.Names[name])
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return nil, nil, err
		}
		ids[name] = s.ID
	}
	want, got := map[string][]string{}, map[string][]string{}
	for _, w := range out.Documents {
		var named []string
		for _, name := range sortedKeys(e.Labels) {
			if _, ok := e.Labels[name][w.File]; ok {
				named = append(named, name)
			}
		}
		want[w.File] = named
		if len(named) == 0 {
			want[w.File] = []string{"(" + w.File + ")"} // alone: nothing else speaks of it
		}
		for _, ev := range w.Events {
			if ev.situation != "" && !slices.Contains(got[w.File], string(ev.situation)) {
				got[w.File] = append(got[w.File], string(ev.situation))
			}
		}
		var trouble []string
		for _, name := range named {
			if ids[name] == "" || !slices.Contains(got[w.File], string(ids[name])) {
				trouble = append(trouble, "it is not in "+name)
			}
		}
		for name, id := range ids {
			if id != "" && !slices.Contains(named, name) && slices.Contains(got[w.File], string(id)) && !slices.ContainsFunc(named, func(n string) bool { return ids[n] == id }) {
				sc.WrongJoins++
				trouble = append(trouble, "it is in "+name+", of which it does not speak")
			}
		}
		for _, name := range named {
			rel := e.Labels[name][w.File]
			if rel == "" {
				continue
			}
			sc.Relations++
			if has := relationIn(ctx, p, ids[name], w.File); has != rel {
				trouble = append(trouble, fmt.Sprintf("it speaks in %s as %q, not as %q", name, has, rel))
			} else {
				sc.RelationsRight++
			}
		}
		sc.Documents++
		if len(trouble) == 0 {
			sc.AsMeant++
		}
		what := w.File + " is about " + strings.Join(named, " and ")
		if len(named) == 0 {
			what = w.File + " joins none of them"
		}
		checks = append(checks, Check{What: what, Trouble: strings.Join(trouble, "; ")})
	}
	names := sortedKeys(ids)
	for i, a := range names {
		for _, b := range names[i+1:] {
			if ids[a] != "" && ids[a] == ids[b] {
				sc.WrongJoins++
				checks = append(checks, Check{What: a + " and " + b + " are two situations", Trouble: "they are one"})
			}
		}
	}
	sc.Precision, sc.Recall = bcubed(want, together(got, ids))
	if sc.Precision+sc.Recall > 0 {
		sc.F1 = 2 * sc.Precision * sc.Recall / (sc.Precision + sc.Recall)
	}
	return sc, checks, nil
}

func relationIn(ctx context.Context, p *Player, id situation.ID, file string) reading.Relation {
	if id == "" {
		return ""
	}
	s, err := p.Store.Situation(ctx, id)
	if err != nil {
		return ""
	}
	for _, m := range s.Members {
		if m.Item == p.items[file] {
			return m.Relation
		}
	}
	return ""
}

// together leaves out the situations that hold one document alone and have no name: the labels say nothing of what a document
// tells besides, and a document that should have joined others is missed in the recall.
func together(got map[string][]string, named map[string]situation.ID) map[string][]string {
	holds := map[string]int{}
	for _, ids := range got {
		for _, id := range ids {
			holds[id]++
		}
	}
	for _, id := range named {
		holds[string(id)] = max(2, holds[string(id)])
	}
	out := map[string][]string{}
	for file, ids := range got {
		out[file] = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return holds[id] < 2 })
	}
	return out
}

// bcubed is extended B-cubed: for every two documents that share a situation, how much of what they share is meant
// (precision), and of what they are meant to share, how much they do (recall); averaged over documents. A document that speaks
// of nothing and went nowhere counts for neither.
func bcubed(want, got map[string][]string) (precision, recall float64) {
	average := func(of, by map[string][]string) float64 {
		sum, n := 0.0, 0
		for d := range of {
			part, pairs := 0.0, 0
			for x := range of {
				share := shared(of[d], of[x])
				if share == 0 {
					continue
				}
				pairs++
				part += float64(min(share, shared(by[d], by[x]))) / float64(share)
			}
			if pairs > 0 {
				sum += part / float64(pairs)
				n++
			}
		}
		if n == 0 {
			return 0
		}
		return sum / float64(n)
	}
	// Noise that opened nothing has nothing to be recalled.
	meant := map[string][]string{}
	for d, w := range want {
		if len(w) == 1 && strings.HasPrefix(w[0], "(") && len(got[d]) == 0 {
			continue
		}
		meant[d] = w
	}
	return average(got, want), average(meant, got)
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}
