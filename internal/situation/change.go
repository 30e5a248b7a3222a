package situation

import (
	"fmt"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Changes are what is different between a situation and itself later, in words for the desk, the loud ones first.
func Changes(was, is Situation) []Change {
	var out []Change
	add := func(kind ChangeKind, loud bool, words string) {
		out = append(out, Change{Situation: is.ID, Kind: kind, Loud: loud, Words: words})
	}
	if len(was.Members) == 0 {
		add(ChangeOpened, true, "New situation: "+is.Title)
		return out
	}
	if was.State == Watch && is.State == Active {
		add(ChangeUpgrade, true, "Active again: a word that came now moves the end of the window past now.")
	}
	for _, i := range is.InOrder() {
		if m := is.Members[i]; !was.Holds(m.Report, m.Event) {
			is.said(m, add)
		}
	}
	_, before := was.Window.Hull()
	_, after := is.Window.Hull()
	switch {
	case before.IsZero() && after.IsZero() || before.Equal(after):
	case after.IsZero():
		add(ChangeExtension, false, "The window has no known end any more.")
	case before.IsZero() && !was.Window.Known():
		add(ChangeExtension, false, "The window is known now; it ends "+after.UTC().Format("2 January 15:04 UTC")+".")
	case before.IsZero():
		add(ChangeShortened, false, "The window now has an end: "+after.UTC().Format("2 January 15:04 UTC")+".")
	case after.After(before):
		add(ChangeExtension, false, fmt.Sprintf("The window ends %s later.", hours(after.Sub(before))))
	default:
		add(ChangeShortened, false, fmt.Sprintf("The window ends %s earlier.", hours(before.Sub(after))))
	}
	heard := func(s Situation) (out []string) {
		for _, v := range s.Voices() {
			if v.Heard {
				out = append(out, v.Key)
			}
		}
		return out
	}
	known := heard(was)
	for _, v := range is.Voices() {
		if v.Heard && !slices.Contains(known, v.Key) {
			add(ChangeVoice, len(known) > 0, "Another voice of its own: "+v.Name+".")
		}
	}
	if !slices.EqualFunc(was.Places, is.Places, func(a, b gazetteer.Place) bool { return member.SamePlace(a, b) }) {
		add(ChangeArea, false, "The places are others now: "+namesOf(is.Places)+".")
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		if a.Loud != b.Loud {
			if a.Loud {
				return -1
			}
			return 1
		}
		return 0
	})
	return out
}

// Changed is a change of a situation, with the event that brought it and when.
type Changed struct {
	Change
	At  time.Time `json:"at"`
	Ref Ref       `json:"ref"`
}

// historyMost bounds the members of which History tells: the newest.
const historyMost = 100

// History tells again what each member changed when it joined, in that order. It is computed from the members that are here
// now: what was moved away since is told by the ledger alone.
func (j Joiner) History(s Situation) []Changed {
	all := slices.Clone(s.Members)
	slices.SortStableFunc(all, func(a, b Member) int { return a.At.Compare(b.At) })
	var out []Changed
	var was Situation
	for n := max(1, len(all)-historyMost); n <= len(all); n++ {
		last := all[n-1]
		is := s
		is.Members = all[:n]
		is = j.settled(is, last.At)
		if len(was.Members) > 0 {
			was.State = was.openState(last.At) // the window may have ended in between
		}
		if n == 1 || len(was.Members) > 0 {
			for _, c := range Changes(was, is) {
				out = append(out, Changed{Change: c, At: last.At, Ref: last.Ref()})
			}
		}
		was = is
	}
	return out
}

func namesOf(ps []gazetteer.Place) string {
	out := ""
	for i, p := range ps {
		if i > 0 {
			out += ", "
		}
		out += p.Name
	}
	return out
}

func hours(d time.Duration) string {
	n := int(d.Round(time.Hour) / time.Hour)
	if n == 1 {
		return "an hour"
	}
	return fmt.Sprintf("%d hours", n)
}

// said tells what a new word changes against what the same voice said before it: a lifting, a denial, a grading up or down.
func (s Situation) said(m Member, add func(kind ChangeKind, loud bool, words string)) {
	origin := s.OriginKey()
	switch {
	case m.Lifts() && m.Official() && origin != "" && m.Key == origin:
		add(ChangeAllClear, true, m.Voice+", which warned first, says that it is over. Nothing is closed: a person decides.")
		return
	case m.Lifts():
		who := m.Voice
		if m.Relays != "" {
			who = m.Relays
		}
		add(ChangeDenial, false, who+" says that there is no threat. It did not warn first: this is for the record and closes nothing.")
		return
	case !m.Official():
		return
	}
	var before *Member // the word of this voice just before
	fell := false      // whether it ever took its word back, or graded it down
	for _, i := range s.InOrder() {
		o := s.Members[i]
		if o.Key != m.Key || !o.Official() || o.Report == m.Report || member.BySpeech(o, m) >= 0 {
			continue
		}
		fell = fell || o.Lifts() || before != nil && graver(*before, o) > 0
		before = &o
	}
	switch {
	case before == nil:
	case before.Lifts():
		add(ChangeUpgrade, true, m.Voice+" warns again, after it said that there was no threat.")
	case graver(m, *before) > 0 && fell:
		add(ChangeUpgrade, true, m.Voice+" grades it up again, after it had graded it down: "+gradedAs(m)+".")
	case graver(m, *before) > 0:
		add(ChangeUpgrade, true, m.Voice+" grades it up: "+gradedAs(m)+".")
	case graver(m, *before) < 0:
		add(ChangeDowngrade, false, m.Voice+" grades it down: "+gradedAs(m)+".")
	}
}

// The words of CAP 1.2 section 3.2.2, the mildest first. Unknown is none of them: it is never compared.
var (
	severities  = []string{"Minor", "Moderate", "Severe", "Extreme"}
	certainties = []string{"Unlikely", "Possible", "Likely", "Observed"}
)

// graver compares how grave two words of one voice are: by severity, then by certainty; 0 when either does not say.
func graver(a, b Member) int {
	for _, x := range []struct {
		scale []string
		a, b  string
	}{{severities, a.Severity, b.Severity}, {certainties, a.Certainty, b.Certainty}} {
		i, k := slices.Index(x.scale, x.a), slices.Index(x.scale, x.b)
		if i >= 0 && k >= 0 && i != k {
			return i - k
		}
	}
	return 0
}

func gradedAs(m Member) string {
	switch {
	case m.Severity != "" && m.Certainty != "":
		return m.Severity + ", " + m.Certainty
	case m.Severity != "":
		return m.Severity
	}
	return m.Certainty
}
