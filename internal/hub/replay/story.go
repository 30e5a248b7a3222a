package replay

import (
	"context"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/after"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Story is what there is to tell when a scenario has been played.
type Story struct {
	Title      string     `json:"title"`
	About      string     `json:"about,omitempty"`
	Zone       string     `json:"zone"`
	Begin      time.Time  `json:"begin"`
	End        time.Time  `json:"end"`
	Settings   []string   `json:"settings,omitempty"` // given with --set
	Lines      []Line     `json:"timeline"`
	Documents  []Went     `json:"documents"`
	Situations []Followed `json:"situations"`
	Warnings   []Warned   `json:"warnings"`
	// Checks are what expect.yaml asks, each with its answer; Score is nil without labels.
	Checks []Check `json:"checks,omitempty"`
	Score  *Score  `json:"score,omitempty"`
	// Ledger says that every line of the record was read and hashed again.
	Ledger string `json:"ledger"`
}

// Followed is a situation at the end of the story.
type Followed struct {
	Tag       string              `json:"tag"`
	Named     bool                `json:"named,omitempty"` // by the scenario
	Situation situation.Situation `json:"situation"`
	Voices    []situation.Voice   `json:"voices"`
	Drift     []situation.DriftOf `json:"drift"`
	// Links are how it hangs together with others without being one with them, in words.
	Links []string `json:"links,omitempty"`
	// After is its after-action report, for those that matter: see Player.after.
	After *after.Action `json:"after,omitempty"`
}

// Warned is a warning at the end of the story.
type Warned struct {
	Name      string            `json:"name"`
	Situation string            `json:"situation"` // its tag
	Warning   warning.Warning   `json:"warning"`
	Progress  delivery.Progress `json:"progress"`
}

// Failed reports whether the story went otherwise than its script and its expectations say.
func (s *Story) Failed() bool {
	for _, l := range s.Lines {
		if l.Fault {
			return true
		}
	}
	for _, c := range s.Checks {
		if c.Trouble != "" {
			return true
		}
	}
	return false
}

// story gathers the end.
func (p *Player) story(ctx context.Context) (*Story, error) {
	s := p.Scenario
	out := &Story{Title: s.Title, About: s.About, Zone: s.Zone.String(), Begin: s.Begin, End: s.End, Settings: p.opt.Set, Lines: p.lines}
	all, err := p.Store.Situations(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[situation.ID]situation.Situation{}
	for _, x := range all {
		byID[x.ID] = x
		p.number(x.ID)
	}
	ids := make([]situation.ID, len(p.order))
	for id, n := range p.order {
		ids[n-1] = id
	}
	tags := map[situation.ID]string{}
	for _, id := range ids {
		x, ok := byID[id]
		if !ok {
			continue
		}
		tags[id] = p.tag(ctx, id)
		f := Followed{Tag: tags[id], Named: p.named(ctx, id), Situation: x, Voices: x.Voices(), Drift: x.Drift()}
		out.Situations = append(out.Situations, f)
	}
	// Documents are told as they stand at the end: the desk may have moved them.
	for _, w := range p.went {
		now, err := p.whereTo(ctx, w.Document)
		if err != nil {
			return nil, err
		}
		out.Documents = append(out.Documents, now)
	}
	if err := p.links(ctx, out, tags); err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(p.warnings) {
		w, err := p.Store.Warning(ctx, p.warnings[name])
		if err != nil {
			return nil, err
		}
		pr, err := p.Store.Progress(ctx, w.ID)
		if err != nil {
			return nil, err
		}
		out.Warnings = append(out.Warnings, Warned{Name: name, Situation: tags[w.Situation], Warning: w, Progress: pr})
	}
	if err := p.after(ctx, out); err != nil {
		return nil, err
	}
	size, root, err := p.Store.VerifyLedger(ctx)
	if err != nil {
		return nil, fmt.Errorf("the ledger does not verify: %w", err)
	}
	out.Ledger = fmt.Sprintf("%d lines verify, root %s", size, root)
	return out, nil
}

// window writes a window in the story's zone.
func (s *Scenario) window(w when.Interval) string {
	if !w.Known() {
		return "not known"
	}
	return s.instant(w.From) + " to " + s.instant(w.To)
}

func (s *Scenario) instant(i when.Instant) string {
	switch {
	case i.Open():
		return "open"
	case i.Earliest.Equal(i.Latest):
		return s.local(i.Earliest)
	}
	return s.local(i.Earliest) + " .. " + s.local(i.Latest)
}

// links finds how the situations hang together: one document that tells both, or a reporter who claims that one brought about
// the other. It goes by where each event is at the end.
func (p *Player) links(ctx context.Context, out *Story, tags map[situation.ID]string) error {
	j := situation.Joiner{Places: p.Desk.Gazetteer, Margin: p.Desk.Drafting.Margin}
	at := map[situation.ID]int{}
	for i, f := range out.Situations {
		at[f.Situation.ID] = i
	}
	seen := map[string]bool{}
	for _, d := range out.Documents {
		var in []situation.Joined
		for _, e := range d.Events {
			in = append(in, situation.Joined{Event: e.Event, Situation: e.situation, AsContext: e.Context})
		}
		if len(in) < 2 {
			continue
		}
		rep, err := p.Store.Report(ctx, d.report)
		if err != nil {
			return err
		}
		it, err := p.Store.Item(ctx, p.items[d.File])
		if err != nil {
			return err
		}
		for _, l := range j.Links(situation.Told{Report: rep, Item: it}, in) {
			for _, x := range [][2]situation.ID{{l.From, l.To}, {l.To, l.From}} {
				words := "with " + tags[x[1]] + ": " + l.Words
				if i, ok := at[x[0]]; ok && !seen[string(x[0])+words] {
					seen[string(x[0])+words] = true
					out.Situations[i].Links = append(out.Situations[i].Links, words)
				}
			}
		}
	}
	return nil
}

// Window writes a window in the story's zone.
func (s *Story) Window(w when.Interval) string {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil { // it was loaded when the scenario was
		zone = time.UTC
	}
	return (&Scenario{Zone: zone}).window(w)
}
