package warning_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func places(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// joined makes one situation of the first events of the reports.
func joined(t testing.TB, g *gazetteer.Gazetteer, at time.Time, reports ...situation.Told) situation.Situation {
	t.Helper()
	j := situation.Joiner{Places: g}
	s, err := j.Open("sit_1", reports[0], 0, nil, "", at)
	for _, r := range reports[1:] {
		if err == nil {
			s, err = j.Add(s, r, 0, nil, "", at)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// From the brief alone: a complete draft that says whose word it is, through whom we know it, and how sure the hours are.
func TestDraftOfTheBrief(t *testing.T) {
	g, at := places(t), st.Day(8).Add(14*time.Hour)
	s := joined(t, g, at, st.Brief())
	s.Context = situation.Joiner{Places: g}.Contexts(st.Brief(), 2, at)
	c := warning.DraftFrom(s, []situation.Told{st.Brief()}, g, at, warning.DraftOptions{Signed: "Duty desk, Example Aid"})
	if m := c.Complete(); len(m) > 0 {
		t.Fatalf("not complete: %v", m)
	}
	x := c.Texts[0]
	for _, f := range []struct{ name, got, want string }{
		{"event", c.Event, "Terrorist threat"}, {"urgency", c.Urgency, "Immediate"}, {"severity", c.Severity, "Severe"}, {"certainty", c.Certainty, "Possible"},
		{"response", strings.Join(c.ResponseTypes, " "), "Avoid Monitor"}, {"area", c.AreaDesc, "Moscow and its metropolitan area"},
		{"countries", strings.Join(c.Countries, " "), "RU"}, {"onset", c.Onset.Format(time.RFC3339), "2024-03-06T21:00:00Z"},
		{"expires", c.Expires.Format(time.RFC3339), "2024-03-10T21:00:00Z"},
		{"source", c.Source, "U.S. Embassy in Russia, as repeated by The Morning Post on 8 March 2024"},
		{"headline", x.Headline, "Terrorist threat to large public gatherings in Moscow"},
	} {
		if f.got != f.want {
			t.Errorf("%s is %q, want %q", f.name, f.got, f.want)
		}
	}
	if !c.Audience.Everyone || len(c.Audience.Nationalities) > 0 || c.Audience.Margin != roster.DefaultMargin {
		t.Errorf("the audience is narrowed: %+v", c.Audience)
	}
	mail := x.Words[warning.Email].Body
	for _, want := range []string{
		"until midnight at the end of Sunday 10 March 2024, Moscow time (UTC+3)", "began on 7 or 8 March 2024 and ends on 9 or 10 March 2024",
		"spoke of 48 hours", "Stay away from large gatherings", "only through others", "up to 25 km around it", "not an all-clear",
		"UK Foreign Office: advises against all travel to Russia. This is standing advice; it is not about this threat.",
		"We will review this warning by 14:00 on Saturday 9 March 2024 (UTC+3)", warning.AckMark, "Duty desk, Example Aid",
	} {
		if !strings.Contains(mail, want) {
			t.Errorf("the mail does not say %q:\n%s", want, mail)
		}
	}
	// What belongs to the plot, to the newspaper's guess, or to standing advice is not ordered here.
	for _, no := range []string{"synagogue", "Kaluga", "ISIS", "Prepare to leave", "Do not travel"} {
		if strings.Contains(mail, no) {
			t.Errorf("the mail says %q:\n%s", no, mail)
		}
	}
	if !strings.Contains(x.Correction[warning.Email].Body, "We withdraw our warning of “Terrorist threat to large public gatherings in Moscow”") {
		t.Errorf("correction: %s", x.Correction[warning.Email].Body)
	}
	if short := x.Words[warning.Webhook].Body; len(short) >= len(mail) || !strings.Contains(short, warning.AckMark) {
		t.Errorf("webhook text: %s", short)
	}
}

// With the embassy's own word the window is exact and the source is heard.
func TestDraftOfTheOrigin(t *testing.T) {
	g, at := places(t), st.Day(8).Add(14*time.Hour)
	reports := append([]situation.Told{st.Brief(), st.Embassy()}, st.Echoes()...)
	c := warning.DraftFrom(joined(t, g, at, reports...), reports, g, at, warning.DraftOptions{})
	if m := c.Complete(); len(m) > 0 {
		t.Fatal(m)
	}
	if c.Source != "U.S. Embassy Moscow, 7 March 2024" || c.Texts[0].Time != "Now, until 21:00 on Saturday 9 March 2024, Moscow time (UTC+3). U.S. Embassy Moscow spoke of 48 hours." {
		t.Errorf("%q; %q", c.Source, c.Texts[0].Time)
	}
	if !strings.Contains(c.Texts[0].Unknown, "8 other reports repeat it; a repetition confirms nothing.") {
		t.Errorf("echoes: %q", c.Texts[0].Unknown)
	}
	if again := warning.DraftFrom(joined(t, g, at, reports...), reports, g, at, warning.DraftOptions{}); again.Hash() != c.Hash() {
		t.Error("the same arguments gave another draft")
	}
}

// The other kinds of event, a window that has ended, a country, hostile names, a drill: each draft can be submitted.
func TestEveryDraftIsComplete(t *testing.T) {
	g, at := places(t), st.Day(8).Add(14*time.Hour)
	change := func(f func(*reading.Event)) situation.Told {
		e := st.Embassy()
		f(&e.Report.Events[0])
		return e
	}
	hostile := change(func(e *reading.Event) {
		e.Targets = []reading.Named{{Name: "DRILL {acknowledge}\r\nBcc: x\u202e TEST\x00" + strings.Repeat("long ", 200)}}
		e.Actors = []reading.Named{{Name: "EXERCISE\n{acknowledge}"}}
	})
	hostile.Report.Authority = "Ministry\r\nof {acknowledge} DRILL"
	for name, c := range map[string]struct {
		told situation.Told
		at   time.Time
		says string
		o    warning.DraftOptions
	}{
		"the plot":         {situation.Told{Report: reading.Report{ID: "rep_plot", Issued: st.OnDay(8), Events: []reading.Event{st.Brief().Report.Events[1]}}}, at, "was prevented", warning.DraftOptions{}},
		"after the window": {st.Embassy(), at.AddDate(0, 0, 6), "Nobody has said that the threat is over", warning.DraftOptions{}},
		"before the window": {change(func(e *reading.Event) {
			e.Times[0].Interval = st.Hours48(20)
			e.Times[0].Relative = false
		}), at, "From 00:00 on Wednesday 20 March 2024", warning.DraftOptions{}},
		"an attack":   {change(func(e *reading.Event) { e.Type, e.Stage = reading.Shooting, reading.Accomplished }), at, "It may not be over", warning.DraftOptions{}},
		"no time":     {change(func(e *reading.Event) { e.Times = nil }), at, "until further notice", warning.DraftOptions{}},
		"no actions":  {change(func(e *reading.Event) { e.Actions = nil }), at, "Stay away from large gatherings", warning.DraftOptions{}},
		"no targets":  {change(func(e *reading.Event) { e.Targets = nil }), at, "An attack in Moscow", warning.DraftOptions{}},
		"kidnapping":  {change(func(e *reading.Event) { e.Type = reading.Kidnapping }), at, "held against their will", warning.DraftOptions{}},
		"leave":       {change(func(e *reading.Event) { e.Actions = []reading.Coded{{Code: "leave_country"}} }), at, "Prepare to leave the country", warning.DraftOptions{}},
		"a country":   {change(func(e *reading.Event) { e.Places[0].Place = st.Russia }), at, "Russia (the whole country)", warning.DraftOptions{}},
		"denied":      {change(func(e *reading.Event) { e.Stage = reading.NoStage }), at, "said to be lifted or is denied", warning.DraftOptions{}},
		"hostile":     {hostile, at, "attack", warning.DraftOptions{}},
		"a drill":     {st.Embassy(), at, "DRILL. This is an exercise.", warning.DraftOptions{Drill: true}},
		"one channel": {st.Embassy(), at, "large gatherings", warning.DraftOptions{Ladder: []warning.Rung{{Channel: warning.Email}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := warning.DraftFrom(joined(t, g, c.at, c.told), []situation.Told{c.told}, g, c.at, c.o)
			if m := got.Complete(); len(m) > 0 {
				t.Errorf("not complete: %v", m)
			}
			if body := got.Texts[0].Words[warning.Email].Body; !strings.Contains(body, c.says) {
				t.Errorf("does not say %q:\n%s", c.says, body)
			}
			if got.Urgency == "Past" {
				t.Error("a draft that tells people that the danger is past")
			}
		})
	}
}

func sentOut(t *testing.T, c warning.Content) warning.Warning {
	t.Helper()
	ok := must(t)
	w := ok(warning.New("wrn_01ABC", "sit_01ABC", c, duty, now))
	w = ok(warning.Submit(w, duty, 0, now))
	w = ok(warning.Approve(w, approver, w.Hash, now))
	return ok(warning.Release(w, approver, w.Hash, 0, now.Add(1500*time.Millisecond)))
}

// What the public feed shows is strict CAP that reads back, and the same bytes whenever it is asked for.
func TestAlert(t *testing.T) {
	g, at := places(t), st.Day(8).Add(14*time.Hour)
	c := warning.DraftFrom(joined(t, g, at, st.Brief()), []situation.Told{st.Brief()}, g, at, warning.DraftOptions{})
	w := sentOut(t, c)
	write := func(w warning.Warning, earlier ...warning.Warning) (*cap.Alert, []byte) {
		t.Helper()
		a, err := warning.Alert(w, "desk@example.org", earlier...)
		if err != nil {
			t.Fatal(err)
		}
		b, problems, err := cap.Marshal(a)
		if err != nil {
			t.Fatal(err, problems)
		}
		back, problems, err := cap.Parse(b, cap.Options{})
		if err != nil {
			t.Fatal(err, problems)
		}
		return back, b
	}
	a, b := write(w)
	if a.MsgType != cap.MsgAlert || a.Status != cap.StatusActual || a.Scope != cap.ScopePublic || a.Incidents != "sit_01ABC" || a.Identifier != "wrn_01ABC-v1" ||
		a.Sent.Text != "2024-03-08T12:00:01-00:00" {
		t.Errorf("alert: %+v", a)
	}
	in := a.Infos[0]
	if in.Urgency != cap.UrgencyImmediate || in.Event != "Terrorist threat" || !strings.Contains(in.Instruction, "Stay away from large gatherings") ||
		in.Expires.Text != "2024-03-10T21:00:00-00:00" || len(in.Areas) != 1 || len(in.Areas[0].Polygons) == 0 {
		t.Errorf("info: %+v", in)
	}
	expired := must(t)(warning.Expire(w, c.Expires))
	if _, again := write(expired); !bytes.Equal(b, again) {
		t.Error("the alert changed when it expired")
	}
	gone := must(t)(warning.Cancel(w, duty, "wrong", now.Add(time.Hour)))
	a, _ = write(gone)
	if a.MsgType != cap.MsgCancel || a.Identifier != "wrn_01ABC-v1-cancel" || len(a.References) != 1 || a.References[0].String() != "desk@example.org,wrn_01ABC-v1,2024-03-08T12:00:01-00:00" {
		t.Errorf("cancel: %+v", a)
	}
	if !strings.Contains(a.Infos[0].Description, "We withdraw our warning") || a.Infos[0].Urgency != cap.UrgencyPast {
		t.Errorf("cancel's info: %+v", a.Infos[0])
	}
	c.Replaces = "wrn_01ABC"
	next := sentOut(t, c)
	next.ID = "wrn_02"
	if _, err := warning.Alert(next, "desk@example.org"); err == nil {
		t.Error("an update without what it replaces")
	}
	if a, _ = write(next, w); a.MsgType != cap.MsgUpdate || a.References[0].Identifier != "wrn_01ABC-v1" {
		t.Errorf("update: %+v", a)
	}
	drill := warning.DraftFrom(joined(t, g, at, st.Brief()), []situation.Told{st.Brief()}, g, at, warning.DraftOptions{Drill: true})
	if a, _ = write(sentOut(t, drill)); a.Status != cap.StatusExercise || !strings.HasPrefix(a.Infos[0].Headline, "DRILL") {
		t.Errorf("drill: %+v", a)
	}
	if _, err := warning.Alert(draft(t, duty, c), "desk@example.org"); err == nil {
		t.Error("a draft was published")
	}
	if _, err := warning.Alert(w, "not a sender"); err == nil {
		t.Error("a sender with spaces was published")
	}
	w.Content.Source += "!"
	if _, err := warning.Alert(w, "desk@example.org"); err == nil {
		t.Error("words that nobody approved were published")
	}
}

// Urgency is that of the moment it is sent, not of the draft.
func TestUrgencyAt(t *testing.T) {
	c := good("A")
	for at, want := range map[time.Time]string{c.Onset.Add(-2 * time.Hour): "Future", c.Onset.Add(-time.Minute): "Expected", c.Onset: "Immediate", c.Expires: "Past"} {
		if got := c.UrgencyAt(at); got != want {
			t.Errorf("at %v: %s, want %s", at, got, want)
		}
	}
	c.Onset, c.Expires, c.Urgency = time.Time{}, time.Time{}, "Unknown"
	if got := c.UrgencyAt(now); got != "Unknown" {
		t.Errorf("nothing known: %s", got)
	}
}
