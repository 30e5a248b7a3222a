package situation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Grade is the Admiralty grade of one report in a situation: how far its source is trusted and how credible this report is. They
// are two axes and never one score: a source that is always reliable may pass on what nobody can confirm.
type Grade struct {
	Reliability string `json:"reliability"` // of the source, A to F, as the operator set it; F: cannot be judged
	Credibility int    `json:"credibility"` // of the report, 1 (confirmed) to 6 (cannot be judged)
	Why         string `json:"why"`
	// By is the account that decided the credibility; empty: a proposal of the rules.
	By string `json:"by,omitempty"`
}

// String is the grade as the code writes it: "B2".
func (g Grade) String() string { return fmt.Sprintf("%s%d", g.Reliability, g.Credibility) }

// credibilities are the code's words, NATO STANAG 2511.
var credibilities = [...]string{"", "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"}

// Grade grades one member, i an index into Members. reliability is that of its source.
//
// What the desk decided stands. Else the rules propose: 1 when another independent voice says so of its own knowledge, 2 for an
// authority's own word, 3 when only others say that an authority said it, or one newspaper tells what happened (2 when another
// does too), one step worse when an authority denies it, 5 when the very voice that is repeated denies it, 6 when nobody knows who
// speaks. An echo is never more credible than the word it repeats, however many echoes there are.
func (s Situation) Grade(i int, reliability string) Grade {
	m := s.Members[i]
	g := Grade{Reliability: strings.ToUpper(strings.TrimSpace(reliability))}
	if len(g.Reliability) != 1 || g.Reliability[0] < 'A' || g.Reliability[0] > 'F' {
		g.Reliability = "F"
	}
	if m.Credibility != 0 {
		g.Credibility, g.Why, g.By = m.Credibility, m.CredibilityWhy, m.CredibilityBy
		return g
	}
	g.Credibility, g.Why = s.credible(m)
	g.Why += " (" + credibilities[g.Credibility] + ")"
	return g
}

func (s Situation) credible(m Member) (int, string) {
	others := func(test func(o Member) bool) (names []string) {
		var keys []string
		for _, i := range s.InOrder() {
			if o := s.Members[i]; o.Key != m.Key && !slices.Contains(keys, o.Key) && test(o) {
				names, keys = append(names, o.Voice), append(keys, o.Key)
			}
		}
		return names
	}
	if m.Voice == "" || m.Key == "" || m.Voice == "unknown source" {
		return 6, "who speaks is not known"
	}
	official := func(o Member) bool { return o.Official() && o.Lifts() == m.Lifts() }
	denied := others(func(o Member) bool { return o.Official() && o.Lifts() && !m.Lifts() })
	n, why := 0, ""
	switch {
	case m.Official() && m.Lifts():
		n, why = 3, m.Voice+" denies what others say"
		if m.Key == s.OriginKey() {
			n, why = 2, m.Voice+", which warned first, takes its word back"
		}
		return n, why
	case m.Official():
		if same := others(official); len(same) > 0 {
			n, why = 1, "also said, of their own knowledge, by "+listed(same)
		} else {
			n, why = 2, "an authority's own word; nobody else has information of their own"
		}
	case m.Relation == reading.Relay:
		own := slices.IndexFunc(s.Members, func(o Member) bool { return o.Official() && o.Key == m.RelaysKey && !o.Lifts() })
		if taken := slices.ContainsFunc(s.Members, func(o Member) bool { return o.Official() && o.Key == m.RelaysKey && o.Lifts() }); taken && own < 0 {
			return 5, m.Relays + ", whom it repeats, says that there is no threat"
		}
		if own >= 0 {
			n, _ = s.credible(s.Members[own])
			return max(2, n), "repeats " + m.Relays + ", whose own word is here: an echo confirms nothing"
		}
		n, why = 3, "repeats "+m.Relays+", whose own word is not here"
	default:
		n, why = 3, "one report of what happened"
		if same := others(func(o Member) bool { return o.Relation == reading.News || o.Official() && !o.Lifts() }); len(same) > 0 {
			n, why = 2, "also told by "+listed(same)
		}
	}
	if len(denied) > 0 {
		return min(4, n+1), why + "; denied by " + listed(denied)
	}
	return n, why
}

func listed(names []string) string {
	if len(names) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
	}
	return strings.Join(names, ", ")
}

// GradeByHand keeps a person's decision on the credibility of a member, 1 to 6, with its reason; 0 takes it back to what the
// rules propose. ErrEvent: the event is not here, or no such credibility. ErrReason: no reason.
func GradeByHand(s Situation, r Ref, credibility int, by, reason string, now time.Time) (Situation, error) {
	i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Ref() == r })
	if i < 0 || credibility < 0 || credibility > 6 {
		return s, fmt.Errorf("situation %s: event %d of report %s cannot be graded %d: %w", s.ID, r.Event, r.Report, credibility, ErrEvent)
	}
	s.Members = slices.Clone(s.Members)
	m := &s.Members[i]
	if credibility == 0 {
		m.Credibility, m.CredibilityBy, m.CredibilityWhy = 0, "", ""
	} else {
		why, err := reasonOf(s, reason)
		if err != nil {
			return s, err
		}
		m.Credibility, m.CredibilityBy, m.CredibilityWhy = credibility, by, why
	}
	s.Changed = now.UTC()
	return s, nil
}
