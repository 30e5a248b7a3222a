package reading

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

var update = flag.Bool("update", false, "write testdata/*.want anew; read them before you keep them")

var theReader = sync.OnceValue(func() *Reader {
	g, err := gazetteer.Load()
	if err != nil {
		panic(err)
	}
	return New(g)
})

// shared finds a file of the maintainers' data beside the repository, or skips the test.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if f := filepath.Join(dir, "shared", path); exists(f) {
			return f
		}
		dir = filepath.Dir(dir)
	}
	t.Skipf("shared/%s is not beside this repository", path)
	return ""
}

func exists(f string) bool { _, err := os.Stat(f); return err == nil }

func itemOf(raw []byte, published time.Time) intake.Item {
	return intake.NewItem(raw, intake.Meta{Published: published}, time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC))
}

func readBytes(t testing.TB, raw []byte, published time.Time) Report {
	t.Helper()
	rep, err := theReader().Read(itemOf(raw, published))
	if err != nil {
		t.Fatalf("reading: %v", err)
	}
	return rep
}

// summary is a report as text, one value a line with the words it came from.
func summary(rep *Report, raw []byte) string {
	var b strings.Builder
	words := func(ev []Evidence) string {
		var out []string
		for _, e := range ev {
			w := string(raw[e.Start:e.End])
			if e.Path != "" {
				w = e.Path + "=" + w
			}
			out = append(out, w)
		}
		return " <- " + strings.Join(out, " | ")
	}
	fmt.Fprintf(&b, "%s %s", rep.Kind, rep.Relation)
	if rep.Relays != "" {
		fmt.Fprintf(&b, " of %s", rep.Relays)
	}
	if rep.Authority != "" {
		fmt.Fprintf(&b, ", speaks %s", rep.Authority)
	}
	if rep.Issued.Known() {
		fmt.Fprintf(&b, ", issued %s", ends(rep.Issued.From.Earliest, rep.Issued.To.Latest))
	}
	b.WriteString("\n")
	for i := range rep.Events {
		e := &rep.Events[i]
		fmt.Fprintf(&b, "event %s %s%s\n", e.Type, e.Stage, words(e.Trigger))
		if e.Urgency+e.Certainty != "" {
			fmt.Fprintf(&b, "  cap %s/%s/%s/%s\n", e.Category, e.Urgency, e.Severity, e.Certainty)
		}
		named := func(l string, ns []Named) {
			for _, n := range ns {
				fmt.Fprintf(&b, "  %s %s [%s %s]%s\n", l, n.Name, n.Class, n.Country, words(n.Evidence))
			}
		}
		named("actor", e.Actors)
		named("target", e.Targets)
		named("human", e.Humans)
		named("weapon", e.Weapons)
		for _, p := range e.Places {
			fmt.Fprintf(&b, "  place %s %s #%d%s\n", p.Role, p.Name, p.Place.ID, words(p.Evidence))
		}
		for _, t := range e.Times {
			f, to := t.Interval.Hull()
			rel := ""
			if t.Relative {
				rel = " relative"
			}
			fmt.Fprintf(&b, "  time %s %s%s%s\n", t.Role, ends(f, to), rel, words(t.Evidence))
		}
		named("issuer", e.Issuers)
		named("responder", e.Responder)
		named("audience", e.Audiences)
		for _, a := range e.Actions {
			fmt.Fprintf(&b, "  action %s%s\n", a.Code, words(a.Evidence))
		}
		for _, a := range e.Advice {
			fmt.Fprintf(&b, "  advice %s %s%s\n", a.Code, a.Scope, words(a.Evidence))
		}
		for _, c := range e.Casualty {
			fmt.Fprintf(&b, "  casualties %d %s%s\n", c.N, c.Kind, words(c.Evidence))
		}
		for _, a := range e.Inferred {
			fmt.Fprintf(&b, "  inferred %s%s\n", a.Code, words(a.Evidence))
		}
	}
	for _, n := range rep.Notes {
		fmt.Fprintf(&b, "note %s\n", n)
	}
	return b.String()
}

func ends(a, b time.Time) string {
	f := func(t time.Time) string {
		if t.IsZero() {
			return "open"
		}
		return t.Format("2006-01-02T15:04-07:00")
	}
	return f(a) + "/" + f(b)
}

// TestFixtures reads the texts of testdata and compares with what a person wrote down.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range files {
		ext := filepath.Ext(f)
		if ext != ".txt" && ext != ".xml" {
			continue
		}
		n++
		t.Run(filepath.Base(f), func(t *testing.T) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			rep := readBytes(t, raw, time.Time{})
			got := summary(&rep, raw)
			want := strings.TrimSuffix(f, ext) + ".want"
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			w, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(w), got); d != "" {
				t.Errorf("reading %s (-want +got):\n%s", f, d)
			}
		})
	}
	if n < 6 {
		t.Fatalf("only %d fixtures found", n)
	}
}

// TestBrief reads the story the project began with: three events that must not be mixed.
func TestBrief(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "brief.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rep := readBytes(t, raw, time.Time{})
	if rep.Relation != Relay || rep.Relays != "U.S. Embassy in Russia" {
		t.Errorf("relation %s of %q, want a relay of the embassy's warning", rep.Relation, rep.Relays)
	}
	msk := time.FixedZone("MSK", 3*3600)
	day := func(d int) time.Time { return time.Date(2024, 3, d, 0, 0, 0, 0, msk) }
	if !rep.Issued.From.Earliest.Equal(day(8)) || !rep.Issued.To.Latest.Equal(day(9)) {
		t.Errorf("issued %+v, want the whole of 8 March in Moscow", rep.Issued)
	}
	if len(rep.Events) != 3 {
		t.Fatalf("%d events, want 3:\n%s", len(rep.Events), summary(&rep, raw))
	}
	threat, plot, advice := &rep.Events[0], &rep.Events[1], &rep.Events[2]
	names := func(ns []Named) (out []string) {
		for _, n := range ns {
			out = append(out, n.Name)
		}
		return
	}
	codes := func(cs []Coded) (out []string) {
		for _, c := range cs {
			out = append(out, strings.TrimSpace(c.Code+" "+c.Scope))
		}
		return
	}
	places := func(ps []PlaceAt) (out []string) {
		for _, p := range ps {
			out = append(out, fmt.Sprintf("%s %s %d", p.Role, p.Place.Country, p.Place.ID))
		}
		return
	}
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"e1 type", []any{threat.Type, threat.Stage}, []any{Threat, Threatened}},
		{"e1 target", names(threat.Targets), []string{"large public gatherings such as concerts"}},
		{"e1 place", places(threat.Places), []string{"target RU 524901"}},
		{"e1 issuer", names(threat.Issuers), []string{"U.S. Embassy in Russia", "UK"}},
		{"e1 audience", names(threat.Audiences), []string{"U.S. citizens"}},
		{"e1 actions", codes(threat.Actions), []string{"avoid_gatherings", "leave_country"}},
		{"e1 claim", codes(threat.Inferred), []string{"caused_by:foiled_plot"}},
		{"e2 type", []any{plot.Type, plot.Stage}, []any{FoiledPlot, Thwarted}},
		{"e2 actor", names(plot.Actors), []string{"ISIS-Khorasan"}},
		{"e2 target", names(plot.Targets), []string{"Moscow synagogue"}},
		{"e2 weapons", names(plot.Weapons), []string{"firearms", "bomb-making materials", "ammunition"}},
		{"e2 places", places(plot.Places), []string{"target RU 524901", "operation RU 553899"}},
		{"e2 responder", names(plot.Responder), []string{"Russian special forces"}},
		{"e3 type", []any{advice.Type, advice.Stage}, []any{TravelAdvice, NoStage}},
		{"e3 advice", codes(advice.Advice), []string{"no_travel RU"}},
		{"e3 place", places(advice.Places), []string{"scope RU 2017370"}},
		{"e3 issuer", names(advice.Issuers), []string{"UK Foreign Office"}},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, d)
		}
	}
	if len(threat.Times) != 1 {
		t.Fatalf("times of the threat: %+v, want the window alone", threat.Times)
	}
	w := threat.Times[0]
	if w.Role != Window || !w.Relative || w.Value != "P2D" || !w.Interval.From.Earliest.Equal(day(8)) || !w.Interval.From.Latest.Equal(day(9)) ||
		!w.Interval.To.Earliest.Equal(day(10)) || !w.Interval.To.Latest.Equal(day(11)) {
		t.Errorf("window %+v, want 48 hours from some moment of 8 March", w)
	}
	claim := false
	for _, e := range threat.Inferred[0].Evidence {
		claim = claim || strings.HasPrefix(string(raw[e.Start:e.End]), "immediate cause")
	}
	if !claim {
		t.Error("the writer's claim of a cause is not kept with its words")
	}
}

// TestGrounded holds every text of the gold set and of testdata to the rule that each value shows its words.
func TestGrounded(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if dir := filepath.Join("..", "..", "..", "shared", "gold", "develop"); exists(dir) {
		more, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
		files = append(files, more...)
	}
	values := 0
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		rep := readBytes(t, raw, time.Date(2022, 10, 26, 0, 0, 0, 0, time.UTC))
		for _, bad := range rep.Ungrounded(raw) {
			t.Errorf("%s: %s", f, bad)
		}
		for i := range rep.Events {
			rep.Events[i].Each(func(_, _ string, ev []Evidence) { values += len(ev) })
		}
	}
	if values < 40 {
		t.Errorf("only %d pieces of evidence in %d texts", values, len(files))
	}
}

// TestUngroundedSpeaks shows that the check finds what it is for.
func TestUngroundedSpeaks(t *testing.T) {
	raw := []byte("Säpo warns")
	for name, ev := range map[string][]Evidence{
		"none": nil, "beyond the end": {{Start: 0, End: 99}}, "empty": {{Start: 2, End: 2}}, "negative": {{Start: -1, End: 3}}, "inside ä": {{Start: 0, End: 2}},
	} {
		rep := Report{Events: []Event{{Type: Threat, Trigger: []Evidence{{Start: 0, End: 5}}, Actors: []Named{{Name: "x", Evidence: ev}}}}}
		if len(rep.Ungrounded(raw)) == 0 {
			t.Errorf("evidence %s passes", name)
		}
	}
}

func TestSameItemSameReport(t *testing.T) {
	raw, err := os.ReadFile("testdata/news-graz.txt")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := json.Marshal(readBytes(t, raw, time.Time{}))
	for range 20 {
		again, _ := json.Marshal(readBytes(t, raw, time.Time{}))
		if string(again) != string(first) {
			t.Fatal("two readings of one item differ")
		}
	}
	var back Report
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	if second, _ := json.Marshal(back); string(second) != string(first) {
		t.Error("a report does not survive JSON")
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		says string
	}{
		"empty":      {"", "empty"},
		"blanks":     {" \n\t ", "blanks"},
		"program":    {"\x7fELF\x02\x01", "a program"},
		"picture":    {"\x89PNG\r\n", "PNG"},
		"zero bytes": {"a warning\x00\x00", "binary"},
		"latin-1":    {"Botschaft \xfcber M\xfcnchen", "not UTF-8"},
		"utf-16":     {"\xff\xfeA\x00", "UTF-16"},
		"other xml":  {"<rss><channel/></rss>", `"rss"`},
		"cut cap":    {`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>x`, "not a usable CAP alert"},
		"too long":   {strings.Repeat("attack in Moscow. ", MaxText/10), "too long"},
	} {
		_, err := theReader().Read(itemOf([]byte(c.raw), time.Time{}))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want one that says %q", name, err, c.says)
		}
	}
}

func TestNoEventIsAReport(t *testing.T) {
	rep := readBytes(t, []byte("The bakery on the corner opens at seven and sells bread."), time.Time{})
	if len(rep.Events) != 0 || len(rep.Notes) == 0 || !strings.Contains(strings.Join(rep.Notes, " "), "no event") {
		t.Errorf("report %+v, want no event and a note", rep)
	}
}

// TestLinearTime reads hostile texts of growing length: four times the text may take no more than ten times the time.
func TestLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, unit := range map[string]string{
		"triggers":    "threat of attack in Moscow on 5 May by ISIS warned the U.S. Embassy ",
		"paragraphs":  "Gunmen attacked a market in Lagos on Monday.\n\nAvoid Abuja. Police arrested two men in Kano.\n\n",
		"one word":    "aaaaaaaa",
		"brackets":    "((((from from from to to the the ",
		"places":      "Moscow, London, Paris, Rome and Lima ",
		"no sentence": "the warning of the attack, the threat, no weapons found, ",
	} {
		took := func(n int) time.Duration {
			raw := []byte("9 May 2031\n\n" + strings.Repeat(unit, n/len(unit)))
			start := time.Now()
			if _, err := theReader().Read(itemOf(raw, time.Time{})); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return time.Since(start)
		}
		took(1 << 14)
		small := max(took(1<<18), took(1<<18))
		large := min(took(1<<20), took(1<<20)) // a busy machine slows single runs
		if large > 10*small+200*time.Millisecond {
			t.Errorf("%s: 256 KiB took %v, 1 MiB %v", name, small, large)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	raw, err := os.ReadFile("testdata/alert-tallinn.txt")
	if err != nil {
		b.Fatal(err)
	}
	news, err := os.ReadFile("testdata/news-graz.txt")
	if err != nil {
		b.Fatal(err)
	}
	raw = append(append(raw, '\n'), news...)
	for len(raw) < 2048 {
		raw = append(raw, "\nShops stayed open in the afternoon, and trains ran as usual."...)
	}
	item := itemOf(raw[:2048], time.Time{})
	r := theReader()
	b.ReportAllocs()
	b.SetBytes(2048)
	for b.Loop() {
		if _, err := r.Read(item); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "texts/s")
}

func FuzzRead(f *testing.F) {
	for _, g := range []string{"testdata/*.txt", "testdata/*.xml"} {
		files, _ := filepath.Glob(g)
		for _, x := range files {
			if raw, err := os.ReadFile(x); err == nil {
				f.Add(raw)
			}
		}
	}
	f.Add([]byte("avoid"))
	f.Add([]byte("U.S. Embassy in"))
	f.Add([]byte("From 6:00 p.m. today until 2:00 a.m. on Saturday, October 25 (Beirut time, UTC+3)"))
	f.Add([]byte("the Russian capital 'S ’s"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		item := itemOf(raw, time.Date(2031, 5, 9, 0, 0, 0, 0, time.UTC))
		rep, err := theReader().Read(item)
		if err != nil {
			if strings.Contains(err.Error(), "no words in the text") {
				t.Fatalf("ungrounded: %v", err)
			}
			return
		}
		again, _ := theReader().Read(item)
		a, err := json.Marshal(rep)
		if err != nil {
			t.Fatalf("the report has no JSON: %v", err)
		}
		if b, _ := json.Marshal(again); string(a) != string(b) {
			t.Fatal("two readings differ")
		}
		for i := range rep.Events {
			DraftCAP(&rep, &rep.Events[i])
		}
	})
}

// Of places with one name those of the country that the source writes from are meant, unless the text says otherwise.
func TestTheSourcesCountry(t *testing.T) {
	read := func(country, text string) string {
		t.Helper()
		rep, err := theReader().Read(intake.NewItem([]byte(text), intake.Meta{Country: country}, time.Time{}))
		if err != nil || len(rep.Events) == 0 || len(rep.Events[0].Places) == 0 {
			t.Fatalf("from %q: %+v, %v", country, rep.Events, err)
		}
		return rep.Events[0].Places[0].Place.Country
	}
	const text = "Gunmen attacked a market in Victoria on 8 March 2029, killing two people. Police have arrested three men."
	for _, country := range []string{"SC", "CA"} {
		if got := read(country, text); got != country {
			t.Errorf("a source of %s means Victoria in %s", country, got)
		}
	}
	if got := read("CA", strings.Replace(text, "Victoria", "Victoria, Seychelles,", 1)); got != "SC" {
		t.Errorf("where the text says so it is %s", got)
	}
}
