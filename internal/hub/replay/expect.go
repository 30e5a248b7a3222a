package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Expect is expect.yaml: what must hold when the scenario is played.
type Expect struct {
	// Labels name for each situation the documents that speak of it, with how each of them speaks when that is to be checked.
	// A document that stands under no name must join none of them.
	Labels map[string]map[string]reading.Relation
	checks []check
	links  [][2]string
}

// Check is one thing that had to hold; Trouble is empty when it does.
type Check struct {
	What    string `json:"what"`
	Trouble string `json:"trouble,omitempty"`
}

// check is a thing to be looked at, at a moment of the story or, when at is zero, at its end.
type check struct {
	what string
	at   time.Time
	test func(context.Context, *Player) error
	done *Check
}

// expectFile is expect.yaml as it is written.
type expectFile struct {
	Situations map[string]struct {
		Documents map[string]string `yaml:"documents"` // file: relation, or "" when that is not checked
		Type      string            `yaml:"type"`
		Stage     string            `yaml:"stage"`
		Places    []string          `yaml:"places"`     // must be among its places
		NotPlaces []string          `yaml:"not_places"` // must not
		Window    []string          `yaml:"window"`     // of its widest reading: from not before, not after; to not before, not after; "open": not known
		Named     []string          `yaml:"named"`      // what must stand among what its members name as threatened
		Urgency   string            `yaml:"urgency"`    // CAP's, while it is active
		Anchored  *bool             `yaml:"anchored"`
		Voices    []string          `yaml:"voices"` // who speaks of their own: a part of each name, and no others
		Echoes    *int              `yaml:"echoes"` // how many repeat them, at least
		Drift     map[string]string `yaml:"drift"`  // file: how much later its window ends than the situation's, at least
		Context   []string          `yaml:"context"`
		Linked    []string          `yaml:"linked"` // other names that it hangs together with
		States    []struct {
			At string `yaml:"at"`
			Is string `yaml:"is"`
		} `yaml:"states"`
		Concern []struct {
			At        string `yaml:"at"`
			Gathering string `yaml:"gathering"`
			Site      string `yaml:"site"`
			Grade     string `yaml:"grade"`
			In        *int   `yaml:"in"`
			Near      *int   `yaml:"near"`
			Country   *int   `yaml:"country"`
		} `yaml:"concern"`
	} `yaml:"situations"`
	Warned map[string]struct {
		People  *int   `yaml:"people"`
		Reached *int   `yaml:"reached"`
		Seen    *int   `yaml:"seen"`
		Expires string `yaml:"expires"` // none: it has no end
		Review  bool   `yaml:"review"`  // a date is set on which the desk looks at it again
	} `yaml:"warned"`
}

// parseExpect reads expect.yaml and makes its checks.
func (s *Scenario) parseExpect(raw []byte) (*Expect, error) {
	var f expectFile
	if err := strict(raw, &f); err != nil {
		return nil, err
	}
	e := &Expect{Labels: map[string]map[string]reading.Relation{}}
	var bad []error
	no := func(format string, a ...any) { bad = append(bad, fmt.Errorf(format, a...)) }
	for _, name := range sortedKeys(f.Situations) {
		x := f.Situations[name]
		of, ok := s.Names[name]
		if !ok {
			no("situations: %s: has no such name in %s", name, HeadFile)
			continue
		}
		e.Labels[name] = map[string]reading.Relation{}
		for file, rel := range x.Documents {
			if !slices.ContainsFunc(s.Documents, func(d Document) bool { return d.File == file }) {
				no("situations: %s: there is no document %q", name, file)
			}
			if rel != "" && !slices.Contains([]string{"origin", "independent", "relay", "report"}, rel) {
				no("situations: %s: %s: %q is no relation: origin, independent, relay, report", name, file, rel)
			}
			e.Labels[name][file] = reading.Relation(rel)
		}
		add := func(what string, at time.Time, test func(ctx context.Context, p *Player, x situation.Situation) error) {
			e.checks = append(e.checks, check{what: name + ": " + what, at: at, test: func(ctx context.Context, p *Player) error {
				x, _, err := p.member(ctx, of)
				if err != nil {
					return err
				}
				return test(ctx, p, x)
			}})
		}
		when := func(what, text string) time.Time {
			if text == "" {
				return time.Time{}
			}
			t, err := s.moment(text)
			if err != nil {
				no("situations: %s: %s: %w", name, what, err)
			}
			s.within(what, t, no)
			return t
		}
		if x.Type != "" || x.Stage != "" {
			add("is a "+strings.TrimSpace(x.Type+" "+x.Stage), time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				if x.Type != "" && string(got.Type) != x.Type || x.Stage != "" && string(got.Stage) != x.Stage {
					return fmt.Errorf("it is %s %s", got.Type, got.Stage)
				}
				return nil
			})
		}
		if len(x.Places)+len(x.NotPlaces) > 0 {
			add("lies in "+strings.Join(x.Places, ", "), time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				var have []string
				for _, p := range got.Places {
					have = append(have, p.Name)
				}
				for _, want := range x.Places {
					if !slices.Contains(have, want) {
						return fmt.Errorf("it lies in %s", strings.Join(have, ", "))
					}
				}
				for _, not := range x.NotPlaces {
					if slices.Contains(have, not) {
						return fmt.Errorf("it lies in %s too", not)
					}
				}
				return nil
			})
		}
		if len(x.Window) > 0 {
			if len(x.Window) != 4 {
				no("situations: %s: window: write four moments (from not before, not after, to not before, not after), or \"open\"", name)
				continue
			}
			var want [4]time.Time
			for i, t := range x.Window {
				if t != "open" {
					var err error
					if want[i], err = s.moment(t); err != nil {
						no("situations: %s: window: %w", name, err)
					}
				}
			}
			add("its window goes from "+strings.Join(x.Window[:2], "..")+" to "+strings.Join(x.Window[2:], ".."), time.Time{}, func(_ context.Context, p *Player, got situation.Situation) error {
				from, to := got.Window.Hull()
				for i, t := range []time.Time{from, to} {
					if least, most := want[2*i], want[2*i+1]; t.IsZero() != least.IsZero() || t.Before(least) || t.After(most) {
						return fmt.Errorf("it goes from %s", p.Scenario.window(got.Window))
					}
				}
				return nil
			})
		}
		for _, target := range x.Named {
			add("names "+target, time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				var have []string
				for _, m := range got.Members {
					for _, t := range m.Targets {
						if strings.Contains(strings.ToLower(t), strings.ToLower(target)) {
							return nil
						}
						have = append(have, t)
					}
				}
				return fmt.Errorf("it names %s", strings.Join(have, ", "))
			})
		}
		if x.Urgency != "" {
			add("its urgency is "+x.Urgency, time.Time{}, func(_ context.Context, p *Player, got situation.Situation) error {
				if u := got.Urgency(p.Now()); u != x.Urgency {
					return fmt.Errorf("it is %s", u)
				}
				return nil
			})
		}
		if x.Anchored != nil {
			add(fmt.Sprintf("its window is anchored: %t", *x.Anchored), time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				if got.Anchored != *x.Anchored {
					return fmt.Errorf("anchored is %t", got.Anchored)
				}
				return nil
			})
		}
		if len(x.Voices) > 0 {
			add("who speaks: "+strings.Join(x.Voices, ", "), time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error { return voicesAre(got, x.Voices) })
		}
		if x.Echoes != nil {
			add(fmt.Sprintf("at least %d repeat it", *x.Echoes), time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				n := 0
				for _, v := range got.Voices() {
					n += len(v.Echoes)
				}
				if n < *x.Echoes {
					return fmt.Errorf("%d do", n)
				}
				return nil
			})
		}
		for _, file := range sortedKeys(x.Drift) {
			want, err := time.ParseDuration(x.Drift[file])
			if err != nil {
				no("situations: %s: drift: %s: %w", name, file, err)
			}
			add(file+" tells the window at least "+x.Drift[file]+" late", time.Time{}, func(_ context.Context, p *Player, got situation.Situation) error {
				for _, d := range got.Drift() {
					if p.files[got.Members[d.Member].Item] == file {
						if d.By < want {
							return fmt.Errorf("it tells it %s late", d.By)
						}
						return nil
					}
				}
				return errors.New("no drift of it is known")
			})
		}
		for _, c := range x.Context {
			add("stands beside the advice "+c, time.Time{}, func(_ context.Context, _ *Player, got situation.Situation) error {
				var have []string
				for _, k := range got.Context {
					if have = append(have, k.Code+" "+k.Scope); have[len(have)-1] == c {
						return nil
					}
				}
				return fmt.Errorf("beside it are: %s", strings.Join(have, ", "))
			})
		}
		for _, other := range x.Linked {
			if _, ok := s.Names[other]; !ok {
				no("situations: %s: linked: has no such name: %s", name, other)
			}
			e.links = append(e.links, [2]string{name, other})
		}
		for _, st := range x.States {
			add("is "+st.Is+" at "+st.At, when("states", st.At), func(_ context.Context, _ *Player, got situation.Situation) error {
				if string(got.State) != st.Is {
					return fmt.Errorf("it is %s", got.State)
				}
				return nil
			})
		}
		for _, c := range x.Concern {
			at := when("concern", c.At)
			want := concernWant{c.Gathering, c.Site, c.Grade, c.In, c.Near, c.Country}
			add("concerns "+want.words()+" at "+c.At, at, func(ctx context.Context, p *Player, got situation.Situation) error { return want.test(ctx, p, got) })
		}
	}
	for _, name := range sortedKeys(f.Warned) {
		want := f.Warned[name]
		e.checks = append(e.checks, check{what: "who is warned by " + name, test: func(ctx context.Context, p *Player) error {
			w, err := p.warning(ctx, name)
			if err != nil {
				return err
			}
			if want.Expires == "none" && !w.Content.Expires.IsZero() {
				return fmt.Errorf("it ends %s", p.Scenario.local(w.Content.Expires))
			}
			if want.Review && w.Content.Review.IsZero() {
				return errors.New("it has no date of review")
			}
			pr, err := p.Store.Progress(ctx, w.ID)
			if err != nil {
				return err
			}
			for _, x := range []struct {
				what string
				want *int
				got  int
			}{{"people", want.People, pr.People}, {"reached", want.Reached, pr.Reached}, {"seen", want.Seen, pr.Seen}} {
				if x.want != nil && *x.want != x.got {
					return fmt.Errorf("%s: %d, not %d", x.what, x.got, *x.want)
				}
			}
			return nil
		}})
	}
	return e, errors.Join(bad...)
}

// voicesAre checks who speaks of their own.
func voicesAre(s situation.Situation, want []string) error {
	var have []string
	for _, v := range s.Voices() {
		if len(v.Members) > 0 {
			have = append(have, v.Name)
		}
	}
	ok := len(have) == len(want)
	for _, w := range want {
		ok = ok && slices.ContainsFunc(have, func(h string) bool { return strings.Contains(h, w) })
	}
	if !ok {
		return fmt.Errorf("it is: %s", strings.Join(have, ", "))
	}
	return nil
}

// concernWant is whom or what a situation must concern.
type concernWant struct {
	gathering, site, grade string
	in, near, country      *int
}

func (w concernWant) words() string {
	var out []string
	if what := w.gathering + w.site; what != "" {
		out = append(out, what+" ("+w.grade+")")
	}
	for _, n := range []struct {
		n    *int
		what string
	}{{w.in, "in the area"}, {w.near, "near it"}, {w.country, "elsewhere in the country"}} {
		if n.n != nil {
			out = append(out, fmt.Sprintf("%d %s", *n.n, n.what))
		}
	}
	return strings.Join(out, ", ")
}

// test looks. The grade "none" means that it must not be concerned.
func (w concernWant) test(ctx context.Context, p *Player, s situation.Situation) error {
	c, err := p.concerned(ctx, s)
	if err != nil {
		return err
	}
	have := map[string]string{}
	for _, g := range c.Gatherings {
		have["g "+g.Gathering.Name] = string(g.Grade)
	}
	for _, g := range c.Sites {
		have["s "+g.Site.Name] = string(g.Grade)
	}
	for key, name := range map[string]string{"g ": w.gathering, "s ": w.site} {
		if name == "" {
			continue
		}
		got, ok := have[key+name]
		if !ok {
			got = "none"
		}
		if got != w.grade {
			return fmt.Errorf("%s: %s", name, got)
		}
	}
	for _, x := range []struct {
		what string
		want *int
		got  int
	}{{"in", w.in, c.Reach.In}, {"near", w.near, c.Reach.Near}, {"country", w.country, c.Reach.Country}} {
		if x.want != nil && *x.want != x.got {
			return fmt.Errorf("%s: %d", x.what, x.got)
		}
	}
	return nil
}

// plan puts the checks that belong to a moment where the story comes past them.
func (e *Expect) plan(p *Player) {
	for i := range e.checks {
		c := &e.checks[i]
		c.done = nil
		if !c.at.IsZero() {
			p.looks = append(p.looks, look{at: c.at, do: func(ctx context.Context) error { return c.run(ctx, p) }})
		}
	}
	slices.SortStableFunc(p.looks, func(a, b look) int { return a.at.Compare(b.at) })
}

func (c *check) run(ctx context.Context, p *Player) error {
	c.done = &Check{What: c.what}
	if err := c.test(ctx, p); err != nil {
		if ctx.Err() != nil {
			return err
		}
		c.done.Trouble = err.Error()
	}
	return nil
}

// atEnd makes the checks that are left, and scores the joining.
func (e *Expect) atEnd(ctx context.Context, p *Player, out *Story) error {
	for i := range e.checks {
		c := &e.checks[i]
		if c.done == nil {
			if err := c.run(ctx, p); err != nil {
				return err
			}
		}
		out.Checks = append(out.Checks, *c.done)
	}
	for _, l := range e.links {
		c := Check{What: l[0] + " is linked with " + l[1], Trouble: "it is not"}
		for _, f := range out.Situations {
			if f.Tag == l[0] && slices.ContainsFunc(f.Links, func(w string) bool { return strings.HasPrefix(w, "with "+l[1]+":") }) {
				c.Trouble = ""
			}
		}
		out.Checks = append(out.Checks, c)
	}
	score, checks, err := e.score(ctx, p, out)
	out.Score, out.Checks = score, append(out.Checks, checks...)
	return err
}
