package situation_test

import (
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// TestHistory: what each report changed is told again from the members, in the order in which they joined, loud and quiet apart.
func TestHistory(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	j := situation.Joiner{Places: g}
	day := func(d int) time.Time { return st.Day(d).Add(12 * time.Hour) }
	s, err := j.Open("sit_1", st.Embassy(), 0, nil, "", day(7))
	if err != nil {
		t.Fatal(err)
	}
	add := func(told situation.Told, at time.Time) {
		t.Helper()
		if s, err = j.Add(s, told, 0, nil, "", at); err != nil {
			t.Fatal(err)
		}
	}
	add(st.Echoes()[0], day(8)) // an echo changes nothing
	add(st.Told("own", "Embassy of Italy in Moscow", "Embassy of Italy in Moscow", reading.Independent, "", st.OnDay(11), st.Threat(11, st.Moscow, "Embassy of Italy")), day(11))
	type line struct {
		kind situation.ChangeKind
		loud bool
		day  int
	}
	var got []line
	for _, c := range j.History(s) {
		if c.Words == "" || c.Situation != s.ID || c.Ref.Report == "" {
			t.Errorf("%+v", c)
		}
		got = append(got, line{c.Kind, c.Loud, c.At.Day()})
	}
	want := []line{{situation.ChangeOpened, true, 7}, {situation.ChangeUpgrade, true, 11}, {situation.ChangeVoice, true, 11}, {situation.ChangeExtension, false, 11}}
	if len(got) != len(want) {
		t.Fatalf("%+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
	}
}
