package reading

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/body"
)

// TestSameAlertInEveryForm reads one alert as plain text, as a page between menus and teasers, as a mail with alternatives and
// as a mail whose HTML must be read: all say the same events, and all evidence stands in the original bytes.
func TestSameAlertInEveryForm(t *testing.T) {
	plain, err := os.ReadFile("testdata/alert-tallinn.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := readBytes(t, plain, time.Time{})
	words := map[string][]string{}
	quote(&want, words, func(e Evidence) string { return string(plain[e.Start:e.End]) })
	for file, form := range map[string]intake.Form{"embassy.html": intake.FormHTML, "alternative.eml": intake.FormMail, "stub.eml": intake.FormMail} {
		t.Run(file, func(t *testing.T) {
			raw, err := os.ReadFile("body/testdata/" + file)
			if err != nil {
				t.Fatal(err)
			}
			item := itemOf(raw, time.Time{})
			if item.Form != form || item.Title != "Security Alert: U.S. Embassy Tallinn, Estonia" && !strings.HasPrefix(item.Title, "Security Alert: U.S. Embassy Tallinn, Estonia – ") {
				t.Errorf("form %q, title %q", item.Form, item.Title)
			}
			got := readBytes(t, raw, time.Time{})
			text, ok := Words(item)
			if !ok {
				t.Fatal("the item has no words")
			}
			have := map[string][]string{}
			quote(&got, have, func(e Evidence) string {
				s, end, ok := text.Span(e.Start, e.End)
				if !ok {
					t.Errorf("bytes %d to %d hold no words", e.Start, e.End)
				}
				return string(text.Text[s:end])
			})
			for value, ws := range words {
				if len(have[value]) != len(ws) {
					t.Errorf("%s: %q, in the text %q", value, have[value], ws)
					continue
				}
				for i, w := range ws {
					if h := have[value][i]; !strings.Contains(h, w) || len(h) > len(w)+8 {
						t.Errorf("%s: evidence %q, in the text %q", value, h, w)
					}
				}
			}
			again := readBytes(t, raw, time.Time{})
			seen := string(Shown(item, &again))
			if seen != strings.TrimSpace(string(plain)) && form == intake.FormHTML {
				t.Errorf("shown is %q", seen)
			}
			for _, e := range again.Events[0].Trigger {
				if w := seen[e.Start:e.End]; !strings.Contains(w, "lan to attack") && !strings.Contains(w, "Security Alert") {
					t.Errorf("the words of the threat are shown as %q", w)
				}
			}
			a, b := want, got
			if d := cmp.Diff(a.Events, b.Events); d != "" || a.Kind != b.Kind || a.Relation != b.Relation || a.Authority != b.Authority || !reflect.DeepEqual(a.Issued, b.Issued) {
				t.Errorf("another report than that of the text (-text +%s):\n%s", form, d)
			}
		})
	}
}

// quote collects the words of each value, and takes the evidence out so that reports can be compared.
func quote(rep *Report, words map[string][]string, read func(Evidence) string) {
	for i := range rep.Events {
		rep.Events[i].Each(func(list, value string, ev []Evidence) {
			for _, e := range ev {
				words[list+" "+value] = append(words[list+" "+value], read(e))
			}
		})
	}
	rep.Lead(func(Evidence) (Evidence, bool) { return Evidence{}, true })
}

// TestForwardedAlert: an alert passed on two days later still counts its hours from its own day.
func TestForwardedAlert(t *testing.T) {
	raw, err := os.ReadFile("body/testdata/forward.eml")
	if err != nil {
		t.Fatal(err)
	}
	rep := readBytes(t, raw, time.Time{})
	if len(rep.Events) == 0 || rep.Events[0].Type != Threat {
		t.Fatalf("events %+v", rep.Events)
	}
	found := false
	for _, x := range rep.Events[0].Times {
		if x.Role == Window {
			_, to := x.Interval.Hull()
			found = to.Before(time.Date(2031, 3, 8, 0, 0, 0, 0, time.UTC))
		}
	}
	notes := strings.Join(rep.Notes, "\n")
	for _, p := range rep.Events[0].Places {
		if strings.HasPrefix(p.Name, "J") {
			t.Errorf("the name of the sender was read as a place: %s", p.Name)
		}
	}
	if !found || !strings.Contains(notes, "claim") || !strings.Contains(notes, "planfdp.exe (application/x-msdownload, 20 bytes)") {
		t.Errorf("times %+v\n%s", rep.Events[0].Times, notes)
	}
}

// TestQuotedAlert: hours in a quoted mail count from its day; when that cannot be read they count from none.
func TestQuotedAlert(t *testing.T) {
	for quote, known := range map[string]bool{"From: Embassy <e@example.org>\nDate: Mon, Mar 3, 2031 at 4:21 PM\n": true, "De : Ambassade\nEnvoyé : lundi trois mars\n": false} {
		raw := []byte("From: a@example.org\nMIME-Version: 1.0\nDate: Wed, 5 Mar 2031 08:59:30 +0000\nSubject: Fwd\n\nSee below.\n\n" + quote +
			"Subject: Security Alert\n\nSecurity Alert: U.S. Embassy Tallinn, Estonia\n\nExtremists plan to attack concerts in Tallinn within the next 48 hours. Avoid large crowds.\n")
		rep := readBytes(t, raw, time.Time{})
		placed := false
		for _, e := range rep.Events {
			for _, x := range e.Times {
				if from, to := x.Interval.Hull(); x.Role == Window && !to.IsZero() {
					placed = true
					if from.Before(time.Date(2031, 3, 2, 0, 0, 0, 0, time.UTC)) || to.After(time.Date(2031, 3, 6, 12, 0, 0, 0, time.UTC)) {
						t.Errorf("%q: the window is %s to %s", quote, from, to)
					}
				}
			}
		}
		if placed != known || len(rep.Events) == 0 {
			t.Errorf("%q: placed %v, events %+v", quote, placed, rep.Events)
		}
	}
}

// TestPublishedByThePage: a page whose text gives no date is anchored to the date in its head, with that as evidence; what the
// source told goes first.
func TestPublishedByThePage(t *testing.T) {
	raw := []byte(`<html><head><meta charset="windows-1252"><meta property="article:published_time" content="2031-03-03T16:20:00+02:00"></head><body><main>
<h1>Security Alert: U.S. Embassy Tallinn, Estonia</h1><p>Extremists plan to attack concerts in ` + "\x93Tal<b>linn</b>\x94" + ` within the next 48 hours. Avoid large crowds.</p></main></body></html>`)
	rep := readBytes(t, raw, time.Time{})
	at := time.Date(2031, 3, 3, 14, 20, 0, 0, time.UTC)
	if !rep.Issued.From.Earliest.Equal(at) || len(rep.IssuedEvidence) != 1 || string(raw[rep.IssuedEvidence[0].Start:rep.IssuedEvidence[0].End]) != "2031-03-03T16:20:00+02:00" {
		t.Errorf("issued %+v by %+v", rep.Issued, rep.IssuedEvidence)
	}
	var to time.Time
	place := ""
	for _, e := range rep.Events {
		for _, x := range e.Times {
			if x.Role == Window {
				_, to = x.Interval.Hull()
			}
		}
		for _, p := range e.Places {
			if p.Role == Target {
				place = string(raw[p.Evidence[len(p.Evidence)-1].Start:p.Evidence[len(p.Evidence)-1].End])
			}
		}
	}
	if !to.Equal(at.Add(48*time.Hour)) || place != "Tal<b>linn" {
		t.Errorf("the window ends %s, the place stands in %q", to, place)
	}
	told := time.Date(2031, 3, 4, 10, 0, 0, 0, time.UTC)
	if rep := readBytes(t, raw, told); rep.Issued.Known() {
		t.Errorf("the source told its time, and the page's was taken: %+v", rep.Issued)
	}
}

// TestEncodedUngrounded shows that the check of pages finds what it is for.
func TestEncodedUngrounded(t *testing.T) {
	raw := []byte("<html><p>The embassy warns: avoid <b>caf&eacute;s</b>.</p></html>")
	text, err := body.HTML(raw, "")
	if err != nil {
		t.Fatal(err)
	}
	for words, good := range map[string]bool{"avoid": true, "caf&eacute;s": true, "avoid <b>caf": true, "&eac": false, "<p>": false, "avoid <b>": false, "</html>": false} {
		at := strings.Index(string(raw), words)
		rep := Report{Events: []Event{{Type: Threat, Trigger: []Evidence{{Start: at, End: at + len(words)}}}}}
		if bad := ungrounded(&rep, raw, &text); (len(bad) == 0) != good {
			t.Errorf("%q: %v", words, bad)
		}
	}
	rep := Report{Events: []Event{{Type: Threat}}}
	if bad := ungrounded(&rep, raw, &text); len(bad) != 1 {
		t.Errorf("a value without evidence: %v", bad)
	}
}

// TestLeadMissesNothing: every piece of evidence in a report, wherever it stands, is led, and once.
func TestLeadMissesNothing(t *testing.T) {
	raw, err := os.ReadFile("testdata/alert-tallinn.txt")
	if err != nil {
		t.Fatal(err)
	}
	rep := readBytes(t, raw, time.Time{})
	if bad := rep.Lead(func(e Evidence) (Evidence, bool) { return Evidence{Start: e.Start + 1<<20, End: e.End + 1<<20}, true }); len(bad) != 0 {
		t.Fatal(bad)
	}
	n := 0
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			if e, ok := v.Interface().(Evidence); ok {
				if n++; e.Start < 1<<20 || e.Start >= 2<<20 {
					t.Errorf("evidence %+v was led never or twice", e)
				}
				return
			}
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(rep))
	if n < 20 {
		t.Errorf("only %d pieces of evidence", n)
	}
}

func TestUnreadablePages(t *testing.T) {
	for raw, want := range map[string]error{
		"<html><div id=app></div><script>run()</script></html>":                              ErrUnreadable,
		"<!doctype html><p>" + strings.Repeat("x", MaxText+1):                                ErrTooLong,
		"From: a@example.org\nMIME-Version: 1.0\nContent-Type: image/png\n\nx":               ErrUnreadable,
		"From: a@example.org\nMIME-Version: 1.0\n\n" + strings.Repeat("words ", MaxText/6+9): ErrTooLong,
	} {
		if _, err := theReader().Read(itemOf([]byte(raw), time.Time{})); !errors.Is(err, want) {
			t.Errorf("%.60q: %v, want %v", raw, err, want)
		}
	}
}

// FuzzReadEncoded: whatever a page or a mail holds, each value of its report stands in its bytes, and two readings are alike.
func FuzzReadEncoded(f *testing.F) {
	for _, g := range []string{"body/testdata/*.html", "body/testdata/*.eml"} {
		files, _ := filepath.Glob(g)
		for _, x := range files {
			if raw, err := os.ReadFile(x); err == nil {
				f.Add(raw)
			}
		}
	}
	f.Add([]byte("<p>U.S. Emb&shy;assy Tal<b>linn</b> warns: attack within 48&nbsp;hours. Avoid cro=wds"))
	f.Add([]byte("From: a\nMIME-Version: 1\nContent-Transfer-Encoding: base64\n\nQXZvaWQgY3Jvd2Rz"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		item := itemOf(raw, time.Time{})
		rep, err := theReader().Read(item)
		if err != nil {
			if strings.Contains(err.Error(), "have no words") {
				t.Fatal(err)
			}
			return
		}
		again, _ := theReader().Read(item)
		if d := cmp.Diff(rep, again); d != "" {
			t.Fatalf("two readings differ:\n%s", d)
		}
		shown := Shown(item, &rep)
		for i := range rep.Events {
			rep.Events[i].Each(func(list, value string, ev []Evidence) {
				for _, e := range ev {
					if e.Start < 0 || e.End > len(shown) || e.Start >= e.End && item.Form != intake.FormCAP {
						t.Fatalf("%s %q is shown at [%d,%d) of %d", list, value, e.Start, e.End, len(shown))
					}
				}
			})
		}
	})
}
