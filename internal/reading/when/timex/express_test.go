package timex

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

func tell(s string, a Anchor) string {
	var got []string
	for _, e := range Expressions(s, a) {
		got = append(got, fmt.Sprintf("%s=%s %s", s[e.Start:e.End], e.Type, e.Value))
	}
	return strings.Join(got, "; ")
}

// TestExpressions reads general prose against Thursday 8 March 2029.
func TestExpressions(t *testing.T) {
	a := calendar.AnchorDay(2029, 3, 8, time.UTC)
	for _, c := range []struct{ text, want string }{
		// days
		{"They left on 2029-02-28.", "2029-02-28=DATE 2029-02-28"},
		{"They left on 28/02/2029, not on 3/4/2029.", "28/02/2029=DATE 2029-02-28"},
		{"It opened on Feb. 5, 2027 in Oslo.", "Feb. 5, 2027=DATE 2027-02-05"},
		{"It opened on 5 February 2027.", "5 February 2027=DATE 2027-02-05"},
		{"It opened on the 5th of February.", "the 5th of February=DATE 2029-02-05"},
		{"They met Tuesday.", "Tuesday=DATE 2029-03-06"},
		{"They will meet on Tuesday.", "Tuesday=DATE 2029-03-13"},
		{"The match is scheduled for Tuesday.", "Tuesday=DATE 2029-03-13"},
		{"He said Tuesday that he would resign.", "Tuesday=DATE 2029-03-06"},
		{"Monday, March 12, is a holiday.", "Monday, March 12=DATE 2029-03-12"},
		{"Friday, March 12, 2029 was a Monday.", "Friday, March 12, 2029=DATE 2029-03-12; Monday=DATE 2029-03-05"},
		{"It rained last Friday and may rain next Friday.", "last Friday=DATE 2029-03-02; next Friday=DATE 2029-03-09"},
		{"It snowed yesterday and today.", "yesterday=DATE 2029-03-07; today=DATE 2029-03-08"},
		{"It sank two days ago.", "two days ago=DATE 2029-03-06"},
		{"The fair opened on 1 May 2028. Two days later it closed.", "1 May 2028=DATE 2028-05-01; Two days later=DATE 2028-05-03"},
		// longer
		{"Sales fell last week, this month and last year.", "last week=DATE 2029-W09; this month=DATE 2029-03; last year=DATE 2028"},
		{"Sales fell a year ago.", "a year ago=DATE 2028"},
		{"It opens in June.", "June=DATE 2029-06"},
		{"It opened in June 2027.", "June 2027=DATE 2027-06"},
		{"They closed it in November.", "November=DATE 2028-11"},
		{"He left in early 2027 and came back at the end of 2028.", "early 2027=DATE 2027; the end of 2028=DATE 2028"},
		{"The third quarter of 2028 was poor.", "The third quarter of 2028=DATE 2028-Q3"},
		{"Earnings rose in the first half of 2028.", "the first half of 2028=DATE 2028-H1"},
		{"It was built in the 1990s, in the late 1880s or in the '50s.", "the 1990s=DATE 199; the late 1880s=DATE 188; the '50s=DATE 195"},
		{"It dates from the 19th century.", "the 19th century=DATE 18"},
		{"We met last summer, in the summer of 2027.", "last summer=DATE 2028-SU; the summer of 2027=DATE 2027-SU"},
		{"It is closed over the weekend.", "the weekend=DATE 2029-W09-WE"},
		{"The fiscal year was poor; fiscal 2028 was better.", "fiscal 2028=DATE 2028"},
		{"It was in nineteen ninety-six.", "nineteen ninety-six=DATE 1996"},
		// clock and part of day
		{"It began at 9:30 p.m. Tuesday.", "9:30 p.m. Tuesday=TIME 2029-03-06T21:30"},
		{"It began at 6 a.m. on March 7.", "6 a.m. on March 7=TIME 2029-03-07T06:00"},
		{"It ended at noon yesterday.", "noon yesterday=TIME 2029-03-07T12:00"},
		{"It burned on Tuesday night and this morning.", "Tuesday night=TIME 2029-03-06TNI; this morning=TIME 2029-03-08TMO"},
		{"It burned last night.", "last night=TIME 2029-03-07TNI"},
		{"It burned on the evening of March 3 and the day before yesterday.", "the evening of March 3=TIME 2029-03-03TEV; the day before yesterday=DATE 2029-03-06"},
		{"The plane left at 0300 GMT on Tuesday, not at 7.30pm.", "0300 GMT on Tuesday=TIME 2029-03-06T03:00; 7.30pm=TIME 2029-03-06T19:30"},
		{"Sales fell in Q3 2028 and rose in Q4.", "Q3 2028=DATE 2028-Q3; Q4=DATE 2029-Q4"},
		// how long
		{"It lasted five years and 48 hours.", "five years=DURATION P5Y; 48 hours=DURATION PT48H"},
		{"a two-week trip, a 10-day tour, 2 1/2 years", "two-week=DURATION P2W; 10-day=DURATION P10D; 2 1/2 years=DURATION P2Y6M"},
		{"It took nearly two months and more than four hours.", "nearly two months=DURATION P2M; more than four hours=DURATION PT4H"},
		{"It fell in the past three months.", "the past three months=DURATION P3M"},
		{"It may fall in the next two years.", "the next two years=DURATION P2Y"},
		{"It took several weeks and a few days.", "several weeks=DURATION PXW; a few days=DURATION PXD"},
		{"We waited for years.", "years=DURATION PXY"},
		{"It took two decades and a century.", "two decades=DURATION P20Y; a century=DURATION P100Y"},
		// how often
		{"It runs every day, each Thursday, every two weeks and annually.", "every day=SET P1D; each Thursday=SET XXXX-WXX-4; every two weeks=SET P2W; annually=SET P1Y"},
		{"The market is open on Sundays.", "Sundays=SET XXXX-WXX-7"},
		// references
		{"It is now known, as was said recently, that the future is open.", "now=DATE PRESENT_REF; recently=DATE PAST_REF; the future=DATE FUTURE_REF"},
		{"In the past, it was so.", "the past=DATE PAST_REF"},
		// holidays
		{"They left on Christmas Eve and came back on New Year's Day.", "Christmas Eve=DATE 2028-12-24; New Year's Day=DATE 2029-01-01"},
		{"It happened on Thanksgiving Day, 2027, and on Easter Sunday 2028.", "Thanksgiving Day, 2027=DATE 2027-11-25; Easter Sunday 2028=DATE 2028-04-16"},
		// what is no time
		{"You may march in silence and spring to a second place.", ""},
		{"A level 4 of 5; call 888-407-4747; it cost $1,990 or 2000 euros in a 6-year-old car.", "2000=DATE 2000"},
		{"The 31 February does not exist, nor does 2029-13-01.", ""},
		{"The train of 1,500 tons needs 20 percent more.", ""},
		// other languages in the same terms
		{"La foire est fermée jusqu'à nouvel ordre et ouvre le 12 mars 2029.", "jusqu'à nouvel ordre=DATE FUTURE_REF; le 12 mars 2029=DATE 2029-03-12"},
	} {
		if got := tell(c.text, a); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestExpressionIntervals: what a value says is also an interval.
func TestExpressionIntervals(t *testing.T) {
	a := calendar.AnchorDay(2029, 3, 8, time.UTC)
	for text, want := range map[string]string{
		"It fell last month.":                         "2029-02-01 2029-03-01",
		"It fell in the fourth quarter of 2028.":      "2028-10-01 2029-01-01",
		"It stood in the 1990s.":                      "1990-01-01 2000-01-01",
		"It stood in the 19th century.":               "1801-01-01 1901-01-01",
		"It rained last week.":                        "2029-02-26 2029-03-05",
		"We met in the summer of 2027.":               "2027-06-01 2027-09-01",
		"It burned last night.":                       "2029-03-07 2029-03-08",
		"Avoid crowds in the next three days, please": "2029-03-08 2029-03-12",
	} {
		es := Expressions(text, a)
		if len(es) != 1 {
			t.Errorf("%q: %d expressions", text, len(es))
			continue
		}
		from, to := es[0].Interval.Hull()
		if got := from.Format(time.DateOnly) + " " + to.Format(time.DateOnly); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestExpressionsWithoutAnchor: only what needs no day is found.
func TestExpressionsWithoutAnchor(t *testing.T) {
	got := tell("Today, on 5 May, on 5 May 2029, last week, on Friday, for three days, every week and in 2028.", Anchor{})
	want := "5 May 2029=DATE 2029-05-05; three days=DURATION P3D; every week=SET P1W; 2028=DATE 2028"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestTimeBank reads a corpus of the maintainers, where it is present. The floor lies a little under what was reached, so that a
// change that costs much is seen; it is no measure of quality.
func TestTimeBank(t *testing.T) {
	for dir, floor := range map[string]float64{"TimeBank": 79, "AQUAINT": 75} {
		root := shared("data/texts/timex/" + dir)
		if root == "" {
			t.Skip("no ../shared/data/texts/timex: the corpus is not part of the project")
		}
		if f := valueF1(t, root); f < floor {
			t.Errorf("%s: value F1 %.1f, want %.0f or more", dir, f, floor)
		} else {
			t.Logf("%s: value F1 %.1f", dir, f)
		}
	}
}

// shared finds a path under ../shared beside the project's root, "" if it is absent.
func shared(path string) string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			p := filepath.Join(dir, "..", "shared", path)
			if _, err := os.Stat(p); err == nil {
				return p
			}
			return ""
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

var (
	tmlTag  = regexp.MustCompile(`(?s)<[^>]*>`)
	tmlAttr = regexp.MustCompile(`value="([^"]*)"`)
	tmlText = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'")
)

func valueF1(t *testing.T, root string) float64 {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "[A-Za-z0-9]*.tml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s", root)
	}
	gold, found, right, hitG, hitF := 0, 0, 0, 0, 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s := string(b)
		_, dct, _ := strings.Cut(s, "<DCT>")
		m := tmlAttr.FindStringSubmatch(dct)
		day, err := time.Parse(time.DateOnly, m[1][:10])
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		body := s[strings.Index(s, "<TEXT>")+6 : strings.LastIndex(s, "</TEXT>")]
		var text strings.Builder
		var want []Expression
		pos := 0
		for _, at := range append(tmlTag.FindAllStringIndex(body, -1), []int{len(body), len(body)}) {
			text.WriteString(tmlText.Replace(body[pos:at[0]]))
			pos = at[1]
			switch tag := body[at[0]:at[1]]; {
			case strings.HasPrefix(tag, "<TIMEX3"):
				want = append(want, Expression{Start: text.Len(), Value: tmlAttr.FindStringSubmatch(tag)[1]})
			case tag == "</TIMEX3>":
				want[len(want)-1].End = text.Len()
			}
		}
		got := Expressions(text.String(), calendar.AnchorDay(day.Year(), day.Month(), day.Day(), time.UTC))
		gold, found = gold+len(want), found+len(got)
		over := func(a, b Expression) bool { return a.Start < b.End && b.Start < a.End }
		for _, w := range want {
			for _, g := range got {
				if over(w, g) {
					hitG++
					if w.Value == g.Value {
						right++
					}
					break
				}
			}
		}
		for _, g := range got {
			for _, w := range want {
				if over(w, g) {
					hitF++
					break
				}
			}
		}
	}
	p, r := float64(hitF)/float64(found), float64(hitG)/float64(gold)
	return 100 * 2 * p * r / (p + r) * float64(right) / float64(hitG)
}

func FuzzExpressions(f *testing.F) {
	for _, s := range []string{
		"the third quarter of fiscal 1999", "early next week, on Friday, March 31", "two hundred thousand years ago", "9:30 p.m. EST, Nov. 6",
		"a year and a half later", "nineteen ninety-", "the '90s", "every other Thursday", "99999999999 centuries ago", "24:00:00 31/02/2029",
		"du 31 février au 2 mars 2029", "خلال الـ48 ساعة القادمة", "с 8 по 10 марта 2029 года", "10-12 Mart'ta", "bis zum 8. März", "\xff\xfe\x00", "New Year's",
		"the night of last year's first-quarter week of May 3", "İİİ 5 mayıs", "٣١ مارس ٩٩٩٩",
	} {
		f.Add(s)
	}
	zone := time.FixedZone("X", -210*60)
	f.Fuzz(func(t *testing.T, s string) {
		for _, a := range []Anchor{{}, calendar.AnchorDay(2028, 2, 29, zone), calendar.AnchorAt(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), zone)} {
			es := Expressions(s, a)
			last := 0
			for _, e := range es {
				if e.Start < last || e.End <= e.Start || e.End > len(s) {
					t.Fatalf("%q: [%d, %d) after %d", s, e.Start, e.End, last)
				}
				last = e.End
				if e.Value == "" || e.Type != "DATE" && e.Type != "TIME" && e.Type != "DURATION" && e.Type != "SET" {
					t.Fatalf("%q: %+v", s, e)
				}
				if v := e.Interval; !v.From.Open() && !v.To.Open() && v.To.Latest.Before(v.From.Earliest) {
					t.Fatalf("%q: ends before it begins: %+v", s, e)
				}
			}
			if again := Expressions(s, a); !reflect.DeepEqual(es, again) {
				t.Fatalf("%q: two answers", s)
			}
		}
	})
}

// prose is a text of n bytes: with times in every sentence, or with none.
func prose(n int, times bool) string {
	s := "The harbour lies behind a long wall of grey stone that the people built when their boats were still small. "
	if times {
		s = "On Tuesday, March 6, they said the wall of 1990 had fallen two weeks ago and would be built again by next June. "
	}
	return strings.Repeat(s, n/len(s)+1)[:n]
}

// TestExpressionsLinear: ten times the text takes about ten times the work. Allocations stand for work, so that the test does not
// depend on the machine.
func TestExpressionsLinear(t *testing.T) {
	a := calendar.AnchorDay(2029, 3, 8, time.UTC)
	for _, s := range []string{"the ", "1 ", "last ", "a year and ", "March ", "du 1 au ", "8.", "(", "to "} {
		n := func(size int) float64 {
			text := strings.Repeat(s, size/len(s))
			return testing.AllocsPerRun(1, func() { Expressions(text, a) })
		}
		small, large := n(20_000), n(200_000)
		if large > 14*small+100 {
			t.Errorf("%q: %v allocations for 20 KB, %v for 200 KB", s, small, large)
		}
	}
}

func BenchmarkExpressionsNone(b *testing.B) { benchExpressions(b, false) }
func BenchmarkExpressionsMany(b *testing.B) { benchExpressions(b, true) }

func benchExpressions(b *testing.B, times bool) {
	s := prose(1<<20, times)
	a := calendar.AnchorDay(2029, 3, 8, time.UTC)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Expressions(s, a)
	}
}
