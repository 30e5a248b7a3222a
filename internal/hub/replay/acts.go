package replay

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Do does one act now and tells it. That the house refuses it is told too, and is an error only of the line that the timeline
// marks: the story goes on, as a desk would.
func (p *Player) Do(ctx context.Context, a Act) error {
	words, refusal, err := p.try(ctx, a)
	if err != nil {
		return fmt.Errorf("line %d of %s: %w", a.Line, ScriptFile, err)
	}
	l := Line{Kind: Done, Who: a.Who, Words: cmp.Or(words, a.Say()), Act: a.Line}
	switch {
	case refusal != nil && a.Refused:
		l.Kind, l.Words = Refused, a.Who+" cannot "+strings.Join(append([]string{a.Verb}, a.Words...), " ")+": "+refusal.Error()
	case refusal != nil:
		l.Kind, l.Words, l.Fault = Refused, a.Say()+": "+refusal.Error(), true
	case a.Refused:
		l.Words, l.Fault = a.Who+" could "+a.Verb+", though the script says that it must be refused", true
	}
	if err := p.work(ctx); err != nil {
		return err
	}
	p.tell(l)
	if a.Verb == "look" && refusal == nil {
		id, err := p.find(ctx, a.Words[0])
		if err == nil {
			err = p.lookAt(ctx, id)
		}
		if err != nil {
			return err
		}
	}
	return p.see(ctx, a.Verb == "import")
}

// Try is Do, and gives the house's no, if that was its answer, back to who asks.
func (p *Player) Try(ctx context.Context, a Act) (refusal, fault error) {
	n := len(p.lines)
	if err := p.Do(ctx, a); err != nil {
		return nil, err
	}
	for _, l := range p.lines[n:] {
		if l.Kind == Refused {
			return errors.New(l.Words), nil
		}
	}
	return nil, nil
}

// try does the act. A refusal is the house's no to a person; err is a fault.
func (p *Player) try(ctx context.Context, a Act) (words string, refusal, err error) {
	words, err = p.act(ctx, a)
	if err != nil {
		if ans := p.Desk.Kinds.Answer(err); !ans.Ours {
			why := ans.Public
			if ans.Head != "" && !strings.Contains(why, ans.Head) {
				why = ans.Head + ". " + why
			}
			return "", errors.New(why), nil
		}
	}
	return words, nil, err
}

// warning reads the named warning as it stands.
func (p *Player) warning(ctx context.Context, name string) (warning.Warning, error) {
	id, ok := p.warnings[name]
	if !ok {
		return warning.Warning{}, fmt.Errorf("the warning %q was not drafted: %w", name, p.Desk.Kinds.NotFound)
	}
	return p.Store.Warning(ctx, id)
}

func (p *Player) edit(ctx context.Context, by desk.Account, name string, change func(*warning.Content)) error {
	w, err := p.warning(ctx, name)
	if err != nil {
		return err
	}
	c := w.Content
	change(&c)
	if c, err = p.Desk.Compose(ctx, w.Situation, c); err != nil {
		return err
	}
	_, err = p.Store.EditWarning(ctx, by, w.ID, w.Revision, c)
	return err
}

func (p *Player) act(ctx context.Context, a Act) (words string, err error) {
	by, w := p.Accounts[a.Who], a.Words
	switch a.Verb {
	case "draft", "drill":
		id, err := p.find(ctx, w[2])
		if err != nil {
			return "", err
		}
		x, err := p.Desk.Draft(ctx, by, id, a.Verb == "drill")
		if err != nil {
			return "", err
		}
		p.warnings[w[0]], p.wnames[x.ID] = x.ID, w[0]
		return fmt.Sprintf("%s drafts %s for %s: %s", a.Who, w[0], p.tag(ctx, id), headline(x)), nil
	case "audience":
		r := roster.Rule{Margin: p.Desk.Drafting.Margin}
		if r.Everyone = w[1] == "everyone"; !r.Everyone {
			r.Nationalities = strings.Split(w[1], ",")
		}
		for _, g := range strings.Split(w[2], ",") {
			r.Grades = append(r.Grades, roster.Grade(g))
		}
		if len(w) == 4 {
			r.Margin, _ = strconv.ParseFloat(w[3], 64) // checked when the script was read
		}
		return "", p.edit(ctx, by, w[0], func(c *warning.Content) { c.Audience = r })
	case "guidance":
		return "", p.edit(ctx, by, w[0], func(c *warning.Content) {
			for i := range c.Texts {
				c.Texts[i].Guidance = w[1]
			}
		})
	case "submit", "approve", "release", "send-back", "cancel":
		return p.move(ctx, by, a)
	case "close", "reopen":
		id, err := p.find(ctx, w[0])
		if err != nil {
			return "", err
		}
		if a.Verb == "close" {
			_, err = p.Store.CloseSituation(ctx, by, id, w[1])
			return fmt.Sprintf("%s closes %s: %s", a.Who, p.tag(ctx, id), w[1]), err
		}
		_, err = p.Store.ReopenSituation(ctx, by, id, w[1])
		return fmt.Sprintf("%s opens %s again: %s", a.Who, p.tag(ctx, id), w[1]), err
	case "move":
		return p.moveEvent(ctx, by, a)
	case "undo", "split", "merge":
		return p.sort(ctx, by, a)
	case "take", "done":
		return p.task(ctx, by, a)
	case "import":
		if err := p.importFile(ctx, by, w[0], w[1]); err != nil {
			return "", err
		}
		return fmt.Sprintf("%s imports %s from %s", a.Who, w[0], w[1]), nil
	case "ack":
		return p.schedule(ctx, w)
	case "look":
		id, err := p.find(ctx, w[0])
		if err != nil {
			return "", err
		}
		return a.Who + " looks at " + p.tag(ctx, id), nil
	}
	return "", fmt.Errorf("there is no act called %q", a.Verb)
}

// move does one step of a warning's way.
func (p *Player) move(ctx context.Context, by desk.Account, a Act) (string, error) {
	name := a.Words[0]
	w, err := p.warning(ctx, name)
	if err != nil {
		return "", err
	}
	switch a.Verb {
	case "submit":
		w, err = p.Desk.Submit(ctx, by, w.ID, w.Revision)
		return fmt.Sprintf("%s submits %s: it would warn %d people; approvals needed: %d", a.Who, name, w.Reach, w.Needed), err
	case "approve":
		w, err = p.Store.ApproveWarning(ctx, by, w.ID, w.Hash)
		return fmt.Sprintf("%s approves %s: %d of %d approvals, hash %.12s", a.Who, name, len(w.Approvals), w.Needed, w.Hash), err
	case "release":
		_, n, err := p.Store.ReleaseWarning(ctx, by, w.ID, w.Hash)
		p.released = p.released || err == nil
		return fmt.Sprintf("%s releases %s to %d people", a.Who, name, n), err
	case "send-back":
		_, err = p.Store.SendBackWarning(ctx, by, w.ID, w.Revision, a.Words[1])
		return fmt.Sprintf("%s sends %s back: %s", a.Who, name, a.Words[1]), err
	}
	_, err = p.Store.CancelWarning(ctx, by, w.ID, a.Words[1])
	return fmt.Sprintf("%s cancels %s: %s", a.Who, name, a.Words[1]), err
}

// moveEvent moves an event by hand.
func (p *Player) moveEvent(ctx context.Context, by desk.Account, a Act) (string, error) {
	n, err := p.ref(a.Words[0])
	if err != nil {
		return "", err
	}
	from, m, err := p.member(ctx, n)
	if err != nil {
		return "", err
	}
	to := situation.ID("")
	if a.Words[2] != "new" {
		if to, err = p.find(ctx, a.Words[2]); err != nil {
			return "", err
		}
	}
	was := p.tag(ctx, from.ID)
	s, err := p.Desk.Join(ctx, by, string(m.Report), m.Event, to)
	if err != nil {
		return "", err
	}
	p.number(s.ID)
	return fmt.Sprintf("%s moves %s from %s to %s", a.Who, n.Document, was, p.tag(ctx, s.ID)), nil
}

// sort undoes a joining, splits or merges.
func (p *Player) sort(ctx context.Context, by desk.Account, a Act) (string, error) {
	j, w := situation.Joiner{Places: p.Desk.Gazetteer, Margin: p.Desk.Drafting.Margin}, a.Words
	if a.Verb == "undo" {
		n, err := p.ref(w[0])
		if err != nil {
			return "", err
		}
		from, m, err := p.member(ctx, n)
		if err != nil {
			return "", err
		}
		was := p.tag(ctx, from.ID)
		s, err := p.Store.UndoJoin(ctx, by, m.Ref(), w[1], j)
		if err != nil {
			return "", err
		}
		p.watch(s.ID)
		p.number(s.ID)
		return fmt.Sprintf("%s takes %s out of %s: %s", a.Who, n.Document, was, w[1]), nil
	}
	id, err := p.find(ctx, w[0])
	if err != nil {
		return "", err
	}
	was := p.tag(ctx, id)
	if a.Verb == "merge" {
		into, err := p.find(ctx, w[2])
		if err != nil {
			return "", err
		}
		_, err = p.Store.MergeSituations(ctx, by, into, id, w[3], j)
		return fmt.Sprintf("%s merges %s into %s: %s", a.Who, was, p.tag(ctx, into), w[3]), err
	}
	var refs []situation.Ref
	for _, file := range w[2:] {
		n, err := p.ref(file)
		if err != nil {
			return "", err
		}
		_, m, err := p.member(ctx, n)
		if err != nil {
			return "", err
		}
		refs = append(refs, m.Ref())
	}
	s, err := p.Store.SplitSituation(ctx, by, id, refs, w[1], j)
	if err != nil {
		return "", err
	}
	p.watch(s.ID)
	p.number(s.ID)
	return fmt.Sprintf("%s splits %s: %s go to %s: %s", a.Who, was, strings.Join(w[2:], ", "), p.tag(ctx, s.ID), w[1]), nil
}

// task takes or ends the open task of a kind.
func (p *Player) task(ctx context.Context, by desk.Account, a Act) (string, error) {
	id, err := p.find(ctx, a.Words[1])
	if err != nil {
		return "", err
	}
	open, err := p.Store.ListTasks(ctx, situation.TaskFilter{Situation: id, Kind: situation.TaskKind(a.Words[0])})
	if err != nil {
		return "", err
	}
	if len(open) == 0 {
		return "", fmt.Errorf("%s has no open task of the kind %s: %w", p.tag(ctx, id), a.Words[0], p.Desk.Kinds.NotFound)
	}
	if a.Verb == "take" {
		t, err := p.Store.TakeTask(ctx, by, open[0].ID)
		return fmt.Sprintf("%s takes the task of %s: %s", a.Who, p.tag(ctx, id), t.Title), err
	}
	t, err := p.Store.EndTask(ctx, by, open[0].ID, a.Words[2])
	return fmt.Sprintf("%s ends the task of %s, %s: %s", a.Who, p.tag(ctx, id), t.Title, a.Words[2]), err
}

// importFile brings a file of the roster in.
func (p *Player) importFile(ctx context.Context, by desk.Account, what, file string) error {
	raw, err := p.Scenario.Read(file)
	if err != nil {
		return err
	}
	if _, err := p.Desk.Import(ctx, by, what, bytes.NewReader(raw)); err != nil {
		return err
	}
	if what != "people" {
		return nil
	}
	rows, _, err := roster.ParsePeople(bytes.NewReader(raw), roster.Options{})
	p.sink.mu.Lock()
	defer p.sink.mu.Unlock()
	for _, r := range rows {
		for _, to := range []string{r.Email, r.Webhook} {
			if to != "" {
				p.sink.refs[to] = r.Ref
			}
		}
	}
	return err
}

// ackSteps is in how many groups people acknowledge: the story needs no moment for each of a thousand.
const ackSteps = 6

// schedule lets a share of those whom a warning has reached acknowledge it, spread over a time. Who they are depends on their
// refs alone, so that the same story is told each time.
func (p *Player) schedule(ctx context.Context, w []string) (string, error) {
	part, over, err := share(w)
	if err != nil {
		return "", err
	}
	x, err := p.warning(ctx, w[0])
	if err != nil {
		return "", err
	}
	all, err := p.Store.AudienceOf(ctx, x.ID, 0, 0)
	if err != nil {
		return "", err
	}
	type one struct {
		audience int64
		by       uint64
	}
	var reached []one
	for _, m := range all {
		if !m.Reached || !m.Seen.IsZero() {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte(m.Name))
		reached = append(reached, one{m.Audience, h.Sum64()})
	}
	slices.SortFunc(reached, func(a, b one) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.audience, b.audience))
	})
	n := int(part*float64(len(reached)) + 0.5)
	steps := max(1, min(n, ackSteps))
	for i := range n {
		step := i*steps/max(1, n) + 1
		p.pending = append(p.pending, ack{at: p.Now().Add(over * time.Duration(step) / time.Duration(steps)).Truncate(time.Second), name: w[0], audience: reached[i].audience})
	}
	slices.SortStableFunc(p.pending, func(a, b ack) int { return a.at.Compare(b.at) })
	return fmt.Sprintf("%d of %d people whom %s has reached begin to acknowledge it", n, len(reached), w[0]), nil
}

// acknowledge lets those acknowledge whose moment has come.
func (p *Player) acknowledge(ctx context.Context) error {
	n, name := 0, ""
	for len(p.pending) > 0 && !p.pending[0].at.After(p.Now()) {
		a := p.pending[0]
		p.pending = p.pending[1:]
		if _, _, err := p.Store.Acknowledge(ctx, a.audience); err != nil {
			return fmt.Errorf("acknowledging %s: %w", a.name, err)
		}
		n, name = n+1, a.name
	}
	if n == 0 {
		return nil
	}
	pr, err := p.Store.Progress(ctx, p.warnings[name])
	if err != nil {
		return err
	}
	p.sent[p.warnings[name]] = progressWords(pr)
	p.tell(Line{Kind: Acknowledged, Who: people, Warning: name, Words: fmt.Sprintf("%s %s: %d of %d by now", count(n, "person acknowledges", "people acknowledge"), name, pr.Seen, pr.People)})
	return nil
}

func headline(w warning.Warning) string {
	if len(w.Content.Texts) == 0 {
		return ""
	}
	return w.Content.Texts[0].Headline
}
