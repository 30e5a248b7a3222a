package when

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// said writes what a mention says: words, then the four ends, local.
func said(d *text.Doc, m Mention) string {
	f := func(t time.Time) string {
		if t.IsZero() {
			return "open"
		}
		return t.Format("2006-01-02T15:04")
	}
	i := func(x Instant) string {
		if x.Earliest.Equal(x.Latest) {
			return f(x.Earliest)
		}
		return f(x.Earliest) + "~" + f(x.Latest)
	}
	return fmt.Sprintf("%s = %s .. %s", d.Slice(m.From, m.To), i(m.Interval.From), i(m.Interval.To))
}

// TestGrammar reads times against Thursday 8 March 2029 in Moscow (UTC+3), day known, hour not.
func TestGrammar(t *testing.T) {
	zone := time.FixedZone("MSK", 3*3600)
	a := AnchorDay(2029, 3, 8, zone)
	for _, c := range []struct{ text, want string }{
		{"Avoid crowds within the next 48 hours.", "within the next 48 hours = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-10T00:00~2029-03-11T00:00"},
		{"over the next 24 to 36 hours", "over the next 24 to 36 hours = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-09T00:00~2029-03-10T12:00"},
		{"for the next forty-eight hours", "for the next forty-eight hours = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-10T00:00~2029-03-11T00:00"},
		{"in the coming three days", "in the coming three days = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-11T00:00~2029-03-12T00:00"},
		{"during the next 48-hour period", "during the next 48-hour = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-10T00:00~2029-03-11T00:00"},
		{"Avoid crowds in the coming days.", "in the coming days = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-11T00:00~2029-03-12T00:00"},
		{"within two weeks", "within two weeks = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-22T00:00~2029-03-23T00:00"},
		{"on 29 October", "29 October = 2028-10-29T00:00 .. 2028-10-30T00:00"},
		{"on 2 April 2029", "2 April 2029 = 2029-04-02T00:00 .. 2029-04-03T00:00"},
		{"March 12, 2029 was quiet", "March 12, 2029 = 2029-03-12T00:00 .. 2029-03-13T00:00"},
		{"on Monday, March 12, 2029", "Monday, March 12, 2029 = 2029-03-12T00:00 .. 2029-03-13T00:00"},
		{"on the 12th of March", "the 12th of March = 2029-03-12T00:00 .. 2029-03-13T00:00"},
		{"dated 2029-03-07", "2029-03-07 = 2029-03-07T00:00 .. 2029-03-08T00:00"},
		{"am 07.03.2029", "07.03.2029 = 2029-03-07T00:00 .. 2029-03-08T00:00"},
		{"the weekend of March 10-11", "the weekend of March 10-11 = 2029-03-10T00:00 .. 2029-03-12T00:00"},
		{"over the weekend of 10 March", "the weekend of 10 March = 2029-03-10T00:00 .. 2029-03-12T00:00"},
		{"this weekend", "this weekend = 2029-03-10T00:00 .. 2029-03-12T00:00"},
		{"tonight", "tonight = 2029-03-08T18:00 .. 2029-03-09T00:00"},
		{"today", "today = 2029-03-08T00:00 .. 2029-03-09T00:00"},
		{"Yesterday it rained", "Yesterday = 2029-03-07T00:00 .. 2029-03-08T00:00"},
		{"tomorrow", "tomorrow = 2029-03-09T00:00 .. 2029-03-10T00:00"},
		{"this afternoon", "this afternoon = 2029-03-08T12:00 .. 2029-03-08T18:00"},
		{"until further notice", "until further notice = open .. open"},
		{"They were arrested on Tuesday", "Tuesday = 2029-03-06T00:00 .. 2029-03-07T00:00"},
		{"The march is planned on Tuesday", "Tuesday = 2029-03-13T00:00 .. 2029-03-14T00:00"},
		{"last Friday", "last Friday = 2029-03-02T00:00 .. 2029-03-03T00:00"},
		{"next Friday", "next Friday = 2029-03-16T00:00 .. 2029-03-17T00:00"},
		{"They meant to strike on Saturday or Sunday", "Saturday or Sunday = 2029-03-10T00:00 .. 2029-03-12T00:00"},
		{"next month", "next month = 2029-04-01T00:00 .. 2029-05-01T00:00"},
		{"in May 2027", "May 2027 = 2027-05-01T00:00 .. 2027-06-01T00:00"},
		{"The trial is to begin in June.", "June = 2029-06-01T00:00 .. 2029-07-01T00:00"},
		{"on Oct. 17, 2021", "Oct. 17, 2021 = 2021-10-17T00:00 .. 2021-10-18T00:00"},
		{"in July", "July = 2028-07-01T00:00 .. 2028-08-01T00:00"},
		{"since Sunday", "since Sunday = 2029-03-04T00:00 .. 2029-03-09T00:00"},
		{"Since the night of 5 to 6 March", "Since the night of 5 to 6 March = 2029-03-05T00:00 .. 2029-03-09T00:00"},
		{"two days ago", "two days ago = 2029-03-06T00:00 .. 2029-03-07T00:00"},
		{"at 11 p.m. on Monday", "11 p.m. on Monday = 2029-03-05T23:00 .. 2029-03-05T23:01"},
		{"at 12 a.m. on 9 March", "12 a.m. on 9 March = 2029-03-09T00:00 .. 2029-03-09T00:01"},
		{"at 12:45 GMT", "12:45 GMT = 2029-03-08T12:45 .. 2029-03-08T12:46"},
		{"3:15 a.m. local time on Thursday, March 8, 2029", "3:15 a.m. local time on Thursday, March 8, 2029 = 2029-03-08T03:15 .. 2029-03-08T03:16"},
		{"today, March 8, at 6:00 a.m. SAST", "today, March 8, at 6:00 a.m. SAST = 2029-03-08T06:00 .. 2029-03-08T06:01"},
		{"From 6:00 p.m. today until 2:00 a.m. on Friday, March 9 (Moscow time, UTC+3)", "From 6:00 p.m. today until 2:00 a.m. on Friday, March 9 (Moscow time, UTC+3) = 2029-03-08T18:00 .. 2029-03-09T02:00"},
		{"before the fair ends on Sunday", "Sunday = 2029-03-08T00:00 .. 2029-03-12T00:00"},
		{"May 30 to June 2, 2029", "May 30 to June 2, 2029 = 2029-05-30T00:00 .. 2029-06-03T00:00"},
		// what is no time
		{"You may march in silence", ""},
		{"a level 4 of 5", ""},
		{"on 31 February", ""},
		{"on 3/4/2029", ""},
		{"call 888-407-4747", ""},
		{"at 25:10", ""},
	} {
		d := text.Cut(c.text)
		var got []string
		for _, m := range Scan(d, a) {
			got = append(got, said(d, m))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestWithoutAnchor: what counts from an unknown day is not placed, and a date with its year is.
func TestWithoutAnchor(t *testing.T) {
	d := text.Cut("Within the next 48 hours, today, on Sunday, on 5 May, on 5 May 2029 and until further notice.")
	var got []string
	for _, m := range Scan(d, Anchor{}) {
		got = append(got, said(d, m))
	}
	want := []string{"Within the next 48 hours = open .. open", "5 May 2029 = 2029-05-05T00:00 .. 2029-05-06T00:00", "until further notice = open .. open"}
	if strings.Join(got, ";") != strings.Join(want, ";") {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestExactAnchor: a known moment of issue makes a relative window sharp.
func TestExactAnchor(t *testing.T) {
	at := time.Date(2021, 8, 28, 19, 0, 0, 0, time.UTC)
	v := Window(AnchorAt(at, time.FixedZone("AFT", 270*60)), 24*time.Hour, 36*time.Hour)
	if !v.From.Earliest.Equal(at) || !v.From.Latest.Equal(at) || !v.To.Earliest.Equal(at.Add(24*time.Hour)) || !v.To.Latest.Equal(at.Add(36*time.Hour)) {
		t.Errorf("window %+v", v)
	}
}

// TestSummerTime: a day of 23 hours ends at the next local midnight, but 48 hours are 48 hours.
func TestSummerTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	a := AnchorDay(2029, 3, 25, zone)
	day := a.Interval()
	if got := day.To.Latest.Sub(day.From.Earliest); got != 23*time.Hour {
		t.Errorf("the day lasts %v, want 23 hours", got)
	}
	w := Window(a, 48*time.Hour, 48*time.Hour)
	if got := w.To.Earliest.Sub(w.From.Earliest); got != 48*time.Hour {
		t.Errorf("48 hours last %v", got)
	}
}

func TestIssue(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Security Alert\nMarch 3, 2031\n\nText.", "2031-03-03"},
		{"KUTAISI, 26 June 2024 – It rained.", "2024-06-26"},
		{" date 2024-03-08 Following a plot.", "2024-03-08"},
		{"Travel advice\n\nLast updated: October 26, 2022, 15:05 ET\n", "2022-10-26"},
		{"The police will hold an exercise on Thursday, 14 September 2023, at noon.", ""},
		{"The alert of 4 May 2030 holds.", ""},
		{"A story without a date.", ""},
		{"PUBLIC NOTICE\n\nThe Mission has followed the attacks.\n\nStay away from crowds.\n\n3rd September, 2029", "2029-09-03"},
		{"Press release | 24-12-2029 | 14:00\n\nThe level rises.", "2029-12-24"},
		{"A story.\n\nIt ended on 3 September 2029", ""},
	} {
		d := text.Cut(c.text)
		got := ""
		if m, ok := Issue(d, time.UTC); ok {
			got = m.Interval.From.Earliest.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%q: issued %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{
		"within the next 48 hours", "From 6:00 p.m. today until 2:00 a.m. on Saturday, October 25 (Beirut time, UTC+3)",
		"the weekend of May 11-12", "since the night of 12 to 13 May", "31 February 9999", "24:00 on 29 February 2023",
		"99999999999999999999 hours", "UTC+99:99", "2024-13-45", "noon midnight noon", "the", "0 a.m.", "12:61 p.m.",
	} {
		f.Add(s)
	}
	zone := time.FixedZone("X", 270*60)
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Cut(s)
		for _, a := range []Anchor{{}, AnchorDay(2024, 2, 29, zone), AnchorAt(time.Date(2024, 12, 31, 23, 59, 0, 0, time.UTC), zone)} {
			last := 0
			for _, m := range Scan(d, a) {
				if m.From < 0 || m.To <= m.From || m.To > len(d.Tokens) {
					t.Fatalf("tokens %d to %d of %d", m.From, m.To, len(d.Tokens))
				}
				if m.From < last {
					t.Fatalf("mentions overlap at token %d", m.From)
				}
				last = m.To
				v := m.Interval
				for _, i := range []Instant{v.From, v.To} {
					if !i.Open() && i.Latest.Before(i.Earliest) {
						t.Fatalf("%q: an end from %v to %v", d.Slice(m.From, m.To), i.Earliest, i.Latest)
					}
				}
				if !v.From.Open() && !v.To.Open() && v.To.Latest.Before(v.From.Earliest) {
					t.Fatalf("%q: ends before it begins: %+v", d.Slice(m.From, m.To), v)
				}
			}
			Issue(d, zone)
		}
	})
}
