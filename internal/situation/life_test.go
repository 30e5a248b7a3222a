package situation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// says is what somebody says of Moscow on a day: "warns", "lifts", or whom it repeats.
func says(voice, key, what string, day int) situation.Member {
	m := situation.Member{Report: reading.ReportID(fmt.Sprintf("%s%d", key, day)), Voice: voice, Key: key, Relation: reading.Independent, Type: reading.Threat,
		Stage: reading.Threatened, Issued: st.OnDay(day), Places: []gazetteer.Place{st.Moscow}}
	if nation, is := strings.CutPrefix(key, "state:"); is {
		m.Nation = nation
	}
	switch what {
	case "warns":
	case "lifts":
		m.Stage = reading.NoStage
	case "tells":
		m.Relation = reading.News
	default:
		m.Relation, m.Relays, m.RelaysKey = reading.Relay, what, what
	}
	return m
}

// The last word of everybody, the origin's first; a newer word of the same voice takes the place of the older, whatever came in
// first; and what a new word asks of the desk.
func TestLastWordsAndWhatTheyAsk(t *testing.T) {
	embassy, again := says("U.S. Embassy", "state:US", "warns", 7), says("State Department", "state:US", "warns", 9)
	clear := says("U.S. Embassy", "state:US", "lifts", 12)
	latvia, riga := says("Latvia", "state:LV", "state:US", 8), says("Latvia", "state:LV", "lifts", 13)
	kremlin := says("Russia", "state:RU", "lifts", 8)
	paper := says("The Post", "the post", "tells", 9)
	for name, c := range map[string]struct {
		members []situation.Member // in the order in which they came in
		origin  string
		words   string
		asks    string // of the member that came in last
	}{
		"nobody has spoken twice":             {[]situation.Member{latvia, paper, embassy}, "state:US", "U.S. Embassy warns, Latvia repeats, The Post tells", ""},
		"a newer word, come in late or early": {[]situation.Member{again, embassy, latvia}, "state:US", "State Department warns, Latvia repeats", ""},
		"the origin lifts":                    {[]situation.Member{embassy, latvia, clear}, "state:US", "U.S. Embassy lifts, Latvia repeats", "all_clear"},
		"the host denies":                     {[]situation.Member{embassy, latvia, kremlin}, "state:US", "U.S. Embassy warns, Russia lifts, Latvia repeats", "denial"},
		"one that repeated lifts":             {[]situation.Member{embassy, latvia, riga}, "state:US", "U.S. Embassy warns, Latvia lifts", "denial"},
		"the origin is known by relays alone": {[]situation.Member{latvia, clear}, "state:US", "U.S. Embassy lifts, Latvia repeats", "all_clear"},
		"a denial of what nobody warned of":   {[]situation.Member{kremlin}, "", "Russia lifts", "denial"},
	} {
		s := situation.Situation{ID: "sit_1", State: situation.Watch, Members: c.members, Places: []gazetteer.Place{st.Moscow}}
		var words []string
		for i, w := range s.LastWords() {
			words = append(words, w.Voice+" "+string(w.Said))
			if w.Origin != (c.origin != "" && w.Key == c.origin) || w.Host != (w.Key == "state:RU") || w.Origin && i > 0 {
				t.Errorf("%s: %+v", name, w)
			}
		}
		if got := strings.Join(words, ", "); got != c.words || s.OriginKey() != c.origin {
			t.Errorf("%s: %s; origin %q", name, got, s.OriginKey())
		}
		asked, arises := s.Arising(c.members[len(c.members)-1])
		if string(asked.Kind) != c.asks || arises != (c.asks != "") {
			t.Errorf("%s: it asks %q, want %q", name, asked.Kind, c.asks)
		}
	}
}

// A task whose matter is over needs nobody; one whose matter goes on does, and so does the next review of a watch.
func TestWhatSettlesATask(t *testing.T) {
	sit := func(state situation.State, members ...situation.Member) situation.Situation {
		return situation.Situation{ID: "sit_1", State: state, Members: members}
	}
	m := says("U.S. Embassy", "state:US", "warns", 7)
	ref := m.Ref()
	for _, c := range []struct {
		task situation.Task
		of   situation.Situation
		over bool
	}{
		{situation.Task{Kind: situation.TaskReview}, sit(situation.Watch), false},
		{situation.Task{Kind: situation.TaskReview}, sit(situation.Active), true},
		{situation.Task{Kind: situation.TaskAllClear}, sit(situation.Active), false},
		{situation.Task{Kind: situation.TaskAllClear}, sit(situation.Closed), true},
		{situation.Task{Kind: situation.TaskProposal, Member: &ref, To: "sit_1"}, sit(situation.Active), false},
		{situation.Task{Kind: situation.TaskProposal, Member: &ref, To: "sit_1"}, sit(situation.Active, m), true},
		{situation.Task{Kind: situation.TaskProposal, Member: &ref, To: "sit_2"}, sit(situation.Active, m), false},
	} {
		if got := c.task.Settled(c.of); (got != "") != c.over {
			t.Errorf("%s, situation %s: %q", c.task.Kind, c.of.State, got)
		}
	}
	rules := situation.DefaultTaskRules()
	for _, c := range []struct {
		kind  situation.TaskKind
		state situation.State
		again bool
	}{{situation.TaskReview, situation.Watch, true}, {situation.TaskReview, situation.Closed, false}, {situation.TaskConcern, situation.Watch, false}} {
		next, from, ok := situation.Task{Kind: c.kind}.Following(sit(c.state), rules, st.Day(10))
		if ok != c.again || ok && (next.Kind != situation.TaskReview || !from.Equal(st.Day(13))) {
			t.Errorf("after a %s on %s: %v at %v, %+v", c.kind, c.state, ok, from, next)
		}
	}
	rules.Again = 0
	if _, _, ok := (situation.Task{Kind: situation.TaskReview}).Following(sit(situation.Watch), rules, st.Day(10)); ok {
		t.Error("a further review though none is wanted")
	}
}
