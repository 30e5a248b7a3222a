package situation_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

func heard(t *testing.T, told ...situation.Told) (*st.World, situation.Situation) {
	t.Helper()
	w := st.NewWorld(joiner(t), st.Day(8))
	for _, x := range told {
		if _, err := w.Hear(x); err != nil {
			t.Fatal(err)
		}
	}
	return w, w.Of(situation.Ref{Report: told[0].Report.ID})
}

func own(name, voice string, day int) situation.Told {
	return st.Told(name, voice, "", reading.Independent, "", st.OnDay(day), st.Threat(day, st.Moscow, voice))
}

func denial(name, voice string, day int) situation.Told {
	e := st.Threat(day, st.Moscow, voice)
	e.Stage, e.Times = reading.NoStage, nil
	return st.Told(name, voice, "", reading.Independent, "", st.OnDay(day), e)
}

// Two axes: the source's reliability as the operator set it, and how credible this report is among the others. Eight echoes
// confirm nothing.
func TestGrades(t *testing.T) {
	news := func(name, paper string) situation.Told {
		e := st.Threat(8, st.Krasnogorsk, "")
		e.Type, e.Stage, e.Issuers = reading.Shooting, reading.Accomplished, nil
		return st.Told(name, "", paper, reading.News, "", st.OnDay(8), e)
	}
	relay := st.Echoes()[0]
	for _, c := range []struct {
		name string
		told []situation.Told
		of   int
		want string
		why  string
	}{
		{"the first word alone", []situation.Told{st.Embassy()}, 0, "B2", "nobody else has information of their own"},
		{"with all its echoes", append([]situation.Told{st.Embassy()}, st.Echoes()...), 0, "B2", "nobody else has information of their own"},
		{"with a word of another's own", []situation.Told{st.Embassy(), own("fr", "French Foreign Ministry", 8)}, 0, "B1", "French Foreign Ministry"},
		{"an echo of what is here", []situation.Told{st.Embassy(), relay}, 1, "B2", "an echo confirms nothing"},
		{"an echo of a confirmed word", []situation.Told{st.Embassy(), relay, own("fr", "French Foreign Ministry", 8)}, 1, "B2", "an echo confirms nothing"},
		{"an echo of what nobody here has heard", []situation.Told{relay}, 0, "B3", "whose own word is not here"},
		{"an echo of one who says no", []situation.Told{relay, denial("no", "U.S. Embassy", 8)}, 0, "B5", "says that there is no threat"},
		{"denied by the host", []situation.Told{st.Embassy(), denial("no", "Russian Foreign Ministry", 8)}, 0, "B3", "denied by Russian Foreign Ministry"},
		{"the host's denial", []situation.Told{st.Embassy(), denial("no", "Russian Foreign Ministry", 8)}, 1, "B3", "denies what others say"},
		{"the origin takes it back", []situation.Told{st.Embassy(), denial("no", "U.S. Embassy", 9)}, 1, "B2", "takes its word back"},
		{"one newspaper", []situation.Told{news("a", "Paper A")}, 0, "B3", "one report of what happened"},
		{"two newspapers", []situation.Told{news("a", "Paper A"), news("b", "Paper B")}, 0, "B2", "also told by Paper B"},
	} {
		_, s := heard(t, c.told...)
		if len(s.Members) != len(c.told) {
			t.Errorf("%s: %d of %d joined", c.name, len(s.Members), len(c.told))
			continue
		}
		if g := s.Grade(c.of, "b"); g.String() != c.want || !strings.Contains(g.Why, c.why) || g.By != "" {
			t.Errorf("%s: %s %q, want %s %q", c.name, g, g.Why, c.want, c.why)
		}
	}
	_, s := heard(t, st.Embassy())
	if g := s.Grade(0, ""); g.Reliability != "F" {
		t.Errorf("a source that nobody graded is %s", g.Reliability)
	}
	ref := s.Members[0].Ref()
	if _, err := situation.GradeByHand(s, ref, 4, "acc_1", " ", st.Day(9)); !errors.Is(err, situation.ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := situation.GradeByHand(s, ref, 7, "acc_1", "so", st.Day(9)); !errors.Is(err, situation.ErrEvent) {
		t.Errorf("a grade that is none: %v", err)
	}
	by, err := situation.GradeByHand(s, ref, 4, "acc_1", "the text was copied from 2022", st.Day(9))
	if g := by.Grade(0, "B"); err != nil || g.String() != "B4" || g.By != "acc_1" || g.Why != "the text was copied from 2022" {
		t.Errorf("the desk's decision: %s %+v %v", g, g, err)
	}
	if g := s.Grade(0, "B"); g.Credibility != 2 {
		t.Errorf("the decision changed the situation it was made on")
	}
	if back, err := situation.GradeByHand(by, ref, 0, "acc_1", "", st.Day(9)); err != nil || back.Grade(0, "B").Credibility != 2 {
		t.Errorf("taken back: %v", err)
	}
}

// An extension is quiet; what is worse than was held is loud; a denial closes nothing.
func TestChanges(t *testing.T) {
	graded := func(name, severity string, day int) situation.Told {
		x := own(name, "U.S. Embassy", day)
		x.Report.Events[0].Severity = severity
		return x
	}
	for _, c := range []struct {
		name string
		told []situation.Told // the last one makes the change
		kind situation.ChangeKind
		loud bool
		says string
	}{
		{"opened", []situation.Told{st.Embassy()}, situation.ChangeOpened, true, "New situation"},
		{"extended", []situation.Told{own("a", "U.S. Embassy", 7), own("b", "U.S. Embassy", 8)}, situation.ChangeExtension, false, "24 hours later"},
		{"another voice", []situation.Told{st.Embassy(), own("fr", "French Foreign Ministry", 7)}, situation.ChangeVoice, true, "French Foreign Ministry"},
		{"denied", []situation.Told{st.Embassy(), denial("no", "Russian Foreign Ministry", 8)}, situation.ChangeDenial, false, "closes nothing"},
		{"over", []situation.Told{st.Embassy(), denial("no", "U.S. Embassy", 9)}, situation.ChangeAllClear, true, "a person decides"},
		{"again", []situation.Told{own("a", "U.S. Embassy", 7), denial("no", "U.S. Embassy", 8), own("b", "U.S. Embassy", 9)}, situation.ChangeUpgrade, true, "warns again"},
		{"down", []situation.Told{graded("a", "Severe", 7), graded("b", "Moderate", 8)}, situation.ChangeDowngrade, false, "grades it down: Moderate"},
		{"up after down", []situation.Told{graded("a", "Severe", 7), graded("b", "Moderate", 8), graded("c", "Extreme", 9)}, situation.ChangeUpgrade, true, "after it had graded it down"},
	} {
		w, _ := heard(t, c.told[0])
		for _, x := range c.told[1:] {
			w.Changes = nil
			if _, err := w.Hear(x); err != nil {
				t.Fatal(err)
			}
		}
		found := false
		for _, x := range w.Changes {
			found = found || x.Kind == c.kind && x.Loud == c.loud && strings.Contains(x.Words, c.says)
		}
		if !found || len(w.Open()) != 1 {
			t.Errorf("%s: %d situations, changes %+v", c.name, len(w.Open()), w.Changes)
		}
	}
	// An echo changes nothing that anybody must hear of.
	w, _ := heard(t, st.Embassy())
	w.Changes = nil
	if _, err := w.Hear(st.Echoes()[0]); err != nil || len(w.Changes) != 0 {
		t.Errorf("an echo: %+v %v", w.Changes, err)
	}
}

// What one document tells of two situations ties them without joining them, and what it infers stays its own inference.
func TestLinks(t *testing.T) {
	w := st.NewWorld(joiner(t), st.Day(8))
	brief := st.Brief()
	claim := []reading.Evidence{{Start: 3, End: 9}}
	brief.Report.Events[0].Inferred = []reading.Coded{{Code: "caused_by:foiled_plot", Evidence: claim}}
	in, err := w.Hear(brief)
	if err != nil {
		t.Fatal(err)
	}
	links := w.Joiner.Links(brief, in)
	if len(links) != 1 {
		t.Fatalf("%+v", links)
	}
	l := links[0]
	if l.Kind != situation.InferredCause || l.From != in[1].Situation || l.To != in[0].Situation || l.By != "The Morning Post" || len(l.Evidence) != 1 || l.Evidence[0] != claim[0] ||
		!strings.Contains(l.Words, "infers") {
		t.Errorf("%+v", l)
	}
	brief.Report.Events[0].Inferred = nil
	if links = w.Joiner.Links(brief, in); len(links) != 1 || links[0].Kind != situation.ToldTogether {
		t.Errorf("%+v", links)
	}
	embassy, err := w.Hear(st.Embassy())
	if err != nil {
		t.Fatal(err)
	}
	if links = w.Joiner.Links(st.Embassy(), embassy); len(links) != 0 {
		t.Errorf("one event ties nothing: %+v", links)
	}
}
