package situation_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// shared finds a file of the maintainers' workplace beside the project's root, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
	path := filepath.Join(dir, "..", "shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not here: it belongs to the maintainers' workplace", name)
	}
	return path
}

// The brief itself, read by the reader as it is: one threat to Moscow with the 48 hours anchored, one foiled plot apart from
// it, and the British advice as context.
func TestTheBriefAsItIsRead(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "brief.txt"))
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	item := intake.Item{ID: "itm_brief", Title: "The brief", Origin: "A newspaper", Form: intake.FormText, Raw: raw, SHA256: intake.Hash(raw),
		Received: time.Date(2024, 3, 8, 15, 0, 0, 0, time.UTC)}
	report, err := reading.New(g).Read(item)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{j: joiner(t), now: st.Day(8).Add(18 * time.Hour)}
	joined := w.hear(t, situation.Told{Report: report, Item: item})
	if len(w.open) != 2 {
		for _, s := range w.open {
			t.Logf("%s: %v", s.Title, s.Members)
		}
		t.Fatalf("%d situations, want the threat and the plot: %+v", len(w.open), joined)
	}
	var threat, plot situation.Situation
	for _, s := range w.open {
		switch s.Type {
		case reading.Threat:
			threat = s
		case reading.FoiledPlot:
			plot = s
		}
	}
	t.Logf("%q and %q", threat.Title, plot.Title)
	if len(threat.Places) != 1 || threat.Places[0].ID != st.Moscow.ID || threat.State != situation.Active {
		t.Errorf("threat: %v, %s", threat.Places, threat.State)
	}
	want := when.Interval{From: when.Instant{Earliest: st.Day(7), Latest: st.Day(9)}, To: when.Instant{Earliest: st.Day(9), Latest: st.Day(11)}}
	if !same(threat.Window, want) || threat.Anchored {
		t.Errorf("window %v, anchored %v; want %v", threat.Window, threat.Anchored, want)
	}
	if vs := threat.Voices(); len(vs) != 1 || vs[0].Key != "state:US" || vs[0].Heard {
		t.Errorf("voices: %+v", vs)
	}
	if plot.State != situation.Watch || len(plot.Places) == 0 || plot.Places[0].ID != st.Moscow.ID {
		t.Errorf("plot: %v, %s", plot.Places, plot.State)
	}
	found := false
	for _, c := range situation.Applying(w.ctx, threat) {
		found = found || c.Code == "no_travel" && c.Scope == "RU"
	}
	if !found {
		t.Errorf("the British advice does not stand beside the threat: %+v", w.ctx)
	}
	// Then the embassy's own alert arrives and narrows the window to the hour.
	w.hear(t, st.Embassy())
	if len(w.open) != 2 {
		t.Fatalf("%d situations after the origin's own report", len(w.open))
	}
	for _, s := range w.open {
		if s.Type == reading.Threat && (!s.Anchored || !s.Window.From.Earliest.Equal(s.Window.From.Latest) || len(s.Voices()) != 1) {
			t.Errorf("after the origin: %v, anchored %v, voices %+v", s.Window, s.Anchored, s.Voices())
		}
	}
}
