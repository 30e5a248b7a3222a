package situation

import (
	"fmt"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// Said is what somebody's last word comes to.
type Said string

// What a last word may be.
const (
	Warns   Said = "warns"   // of their own knowledge
	Repeats Said = "repeats" // another's warning
	Lifts   Said = "lifts"   // says that there is no threat, or no more
	Tells   Said = "tells"   // what has happened
)

// LastWord is the newest word of one who spoke of a situation: what a review lays out.
type LastWord struct {
	Voice  string           `json:"voice"`
	Key    string           `json:"key"` // who that is, for comparing; see Member
	Said   Said             `json:"said"`
	Origin bool             `json:"origin,omitempty"` // who spoke first of their own knowledge
	Host   bool             `json:"host,omitempty"`   // the state of the threatened place
	Relays string           `json:"relays,omitempty"` // whose warning is repeated
	Report reading.ReportID `json:"report"`
	Item   intake.ItemID    `json:"item"`
	Event  int              `json:"event"`
	Issued when.Interval    `json:"issued,omitzero"`
	Window when.Interval    `json:"window,omitzero"` // as they tell it
	// Further: they said "until further notice" and have not taken it back.
	Further bool   `json:"further,omitempty"`
	Words   string `json:"words"` // in one sentence, without times
}

// LastWords lists the last word of everyone who spoke, the origin first, then those with knowledge of their own, then those
// who repeat; within these the newest first. Nobody's silence is counted as a word.
func (s Situation) LastWords() []LastWord {
	origin := s.OriginKey()
	var out []LastWord
	at := map[string]int{}
	for _, i := range s.InOrder() { // the newest word overwrites
		m := s.Members[i]
		w := LastWord{Voice: m.Voice, Key: m.Key, Origin: m.Key != "" && m.Key == origin, Host: s.host(m.Key), Relays: m.Relays, Report: m.Report,
			Item: m.Item, Event: m.Event, Issued: m.Issued, Window: m.Window, Further: m.Further}
		switch {
		case m.Lifts():
			w.Said, w.Words = Lifts, m.Voice+" says that there is no threat, or no more."
		case m.Relation == reading.Relay:
			w.Said, w.Words = Repeats, fmt.Sprintf("%s repeats %s.", m.Voice, m.Relays)
		case m.Official():
			w.Said, w.Words = Warns, m.Voice+" warns."
			if m.Further {
				w.Words = m.Voice + " warns until further notice."
			}
		default:
			w.Said, w.Words = Tells, m.Voice+" tells what happened."
		}
		k := m.Key
		if k == "" {
			k = string(m.Report)
		}
		if j, ok := at[k]; ok {
			out[j] = w
			continue
		}
		at[k] = len(out)
		out = append(out, w)
	}
	rank := func(w LastWord) int {
		switch {
		case w.Origin:
			return 0
		case w.Host && w.Said == Lifts, w.Said == Warns, w.Said == Lifts:
			return 1
		case w.Said == Repeats:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(out, func(a, b LastWord) int {
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return b.Issued.From.Earliest.Compare(a.Issued.From.Earliest)
	})
	return out
}

// OriginKey is who spoke first of their own knowledge; while nobody has, whom the first relay repeats; empty when neither is
// known. A word that lifts a threat makes nobody its origin.
func (s Situation) OriginKey() string {
	relayed := ""
	for _, i := range s.InOrder() {
		switch m := s.Members[i]; {
		case m.Lifts():
		case m.Official():
			return m.Key
		case relayed == "":
			relayed = m.RelaysKey
		}
	}
	return relayed
}

// host reports that the key is the state of one of the threatened places, or a service of it.
func (s Situation) host(key string) bool {
	countries := s.Countries()
	return slices.ContainsFunc(s.Members, func(m Member) bool {
		return key != "" && m.Key == key && m.Nation != "" && slices.Contains(countries, m.Nation)
	})
}

// Arising is the task that a new member of a situation gives the desk; false when it gives none.
//
// A word that lifts the threat closes nothing by itself. The origin's own (its CAP Cancel or AllClear, or a text of its own
// that says so) asks the desk whether to close; anybody else's, a host state's denial first of all, goes on the record.
func (s Situation) Arising(m Member) (Task, bool) {
	if !m.Lifts() {
		return Task{}, false
	}
	r := m.Ref()
	t := Task{Situation: s.ID, Member: &r, Words: s.LastWords()}
	if key := s.OriginKey(); m.Official() && key != "" && m.Key == key {
		t.Kind, t.Key = TaskAllClear, "all_clear:"+string(s.ID)
		t.Title = m.Voice + ", which warned first, says that it is over. Close the situation?"
		return t, true
	}
	t.Kind, t.Key = TaskDenial, fmt.Sprintf("denial:%s:%s", s.ID, m.Key)
	t.Title = m.Voice + " says there is no threat. It did not warn first: this is for the record and closes nothing."
	return t, true
}

// ReviewTask is what a lapse gives the desk: the window that ended and the last word of each authority.
func (s Situation) ReviewTask() Task {
	return Task{Kind: TaskReview, Situation: s.ID, Key: "review:" + string(s.ID), Words: s.LastWords(), Window: s.Window,
		Title: "The window has ended, which is no all-clear. Read the last words, tell the people who were warned, then keep watch or close."}
}

// Settled says why an open task of a situation needs nobody any more; empty when it still does.
func (t Task) Settled(s Situation) string {
	switch {
	case s.State == Closed:
		return "the situation was closed"
	case t.Kind == TaskReview && s.State == Active:
		return "the window is open again"
	case t.Kind == TaskProposal && t.Member != nil && t.To == s.ID && s.Holds(t.Member.Report, t.Member.Event):
		return "the event was joined there"
	}
	return ""
}

// Following says whether a task that was done is followed by another one, and from when its clock runs: a situation that stays
// on watch is reviewed again.
func (t Task) Following(s Situation, r TaskRules, now time.Time) (Task, time.Time, bool) {
	if t.Kind != TaskReview || s.State != Watch || r.Again <= 0 {
		return Task{}, time.Time{}, false
	}
	return s.ReviewTask(), now.Add(r.Again), true
}

// ProposalTask asks the desk whether an event of the situation belongs to another one.
func (s Situation) ProposalTask(r Ref, p Proposal) Task {
	return Task{Kind: TaskProposal, Situation: s.ID, Key: fmt.Sprintf("proposal:%s:%d:%s", r.Report, r.Event, p.Situation), Member: &r, To: p.Situation,
		Score: p.Score, Reasons: p.Reasons, Title: fmt.Sprintf("A report may belong to another situation (%.2f): join it there, or say why not.", p.Score)}
}

// NeedReason refuses a decision of a person about a situation that gives no reason of 1 to 2,000 bytes (ErrReason).
func NeedReason(s Situation, reason string) error {
	_, err := reasonOf(s, reason)
	return err
}
