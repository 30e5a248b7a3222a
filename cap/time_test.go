package cap

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]struct {
		utc    string
		offset int
	}{
		"2002-05-24T16:49:00-07:00": {"2002-05-24T23:49:00Z", -420},
		"2024-03-07T15:00:00-00:00": {"2024-03-07T15:00:00Z", 0},
		"2024-03-07T15:00:00+00:00": {"2024-03-07T15:00:00Z", 0},
		"2024-02-29T23:59:59+05:45": {"2024-02-29T18:14:59Z", 345},
		"2024-12-31T24:00:00+00:00": {"2025-01-01T00:00:00Z", 0},
		"2024-01-01T00:00:00+14:00": {"2023-12-31T10:00:00Z", 840},
		"0001-01-01T00:00:00-14:00": {"0001-01-01T14:00:00Z", -840},
	} {
		got, ok := ParseTime(text)
		if !ok || got.Instant.Format(time.RFC3339) != want.utc || got.Offset != want.offset || got.Text != text {
			t.Errorf("ParseTime(%q) = %+v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "now", "2024-03-07", "2024-03-07T15:00:00", "2024-03-07T15:00:00Z",
		"2024-03-07T15:00:00.0+00:00", "2024-13-07T15:00:00+00:00", "2024-00-07T15:00:00+00:00",
		"2024-02-30T15:00:00+00:00", "2023-02-29T15:00:00+00:00", "1900-02-29T15:00:00+00:00",
		"2024-04-31T15:00:00+00:00", "2024-03-00T15:00:00+00:00", "2024-03-07T25:00:00+00:00",
		"2024-03-07T24:00:01+00:00", "2024-03-07T15:60:00+00:00", "2024-03-07T15:00:60+00:00",
		"2024-03-07T15:00:00+15:00", "2024-03-07T15:00:00+14:01", "2024-03-07T15:00:00+01:60",
		"0000-03-07T15:00:00+00:00", "2024-03-07T15:00:00,00:00", "2024/03/07T15:00:00+00:00",
		"2024-03-07T15:00:00+0000", "2024-03-07T15:00:00+0", "2024-03-07T15:00:00+00:00 ",
		"2024-03-07T15:00:00.+00:00", "2024-03-07T1x:00:00+00:00", "2024-03-07T15:0\u0663:00+00:00",
		"2024-03-07_15:00:00+00:00", "2024-03-07T15:00:xx+00:00", "2024-03-07T15:00:00+0x:00", "2024-03-07T15:00x"} {
		if got, ok := ParseTime(text); ok {
			t.Errorf("ParseTime(%q) = %+v, want none", text, got)
		}
	}
}

func TestTimeString(t *testing.T) {
	moscow := time.FixedZone("MSK", 3*3600)
	newfoundland := time.FixedZone("NST", -3*3600-1800)
	when := time.Date(2024, 3, 7, 15, 4, 5, 999, time.UTC)
	for want, in := range map[string]Time{
		"":                          {},
		"2024-03-07T15:04:05-00:00": At(when),
		"2024-03-07T18:04:05+03:00": At(when.In(moscow)),
		"2024-03-07T11:34:05-03:30": At(when.In(newfoundland)),
	} {
		if got := in.String(); got != want {
			t.Errorf("String() = %q, want %q", got, want)
		}
		if back, ok := ParseTime(want); want != "" && (!ok || back.String() != want || in.IsZero()) {
			t.Errorf("%q does not come back: %+v", want, back)
		}
	}
	// The text is kept when it is in CAP's form and means the same, else written anew.
	for text, want := range map[string]string{
		"2024-03-07T15:00:00+00:00": "2024-03-07T15:00:00+00:00",
		"2024-03-07T15:00:00Z":      "2024-03-07T15:00:00-00:00",
		"2024-03-07T15:00:00.7Z":    "2024-03-07T15:00:00-00:00",
	} {
		if tm, _ := scanTime(text, time.UTC); tm.written() != want {
			t.Errorf("written(%q) = %q, want %q", text, tm.written(), want)
		}
	}
	tm, _ := ParseTime("2024-03-07T15:00:00+00:00")
	tm.Instant = tm.Instant.Add(time.Hour)
	if got := tm.written(); got != "2024-03-07T16:00:00-00:00" {
		t.Errorf("a changed instant is written as %q", got)
	}
}

// FuzzTime: what is read in CAP's form is written as it was read, and means what the standard library says.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"2024-03-07T15:00:00+03:00", "2024-03-07T15:00:00Z", "2024-03-07T24:00:00-00:00",
		"2024-03-07T15:00:00.5", "2024-03-07 15:00 +0300", "2024-02-29T00:00:00+14:00", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tm, form := scanTime(s, time.UTC)
		if tm.Text != s {
			t.Fatalf("the text %q became %q", s, tm.Text)
		}
		if form == timeBad {
			if !tm.Instant.IsZero() {
				t.Fatalf("%q is bad but has an instant", s)
			}
			return
		}
		if tm.Offset < -840 || tm.Offset > 840 {
			t.Fatalf("%q has the offset %d", s, tm.Offset)
		}
		if form == 0 {
			if tm.written() != s && s[11:13] != "24" {
				t.Fatalf("%q is written as %q", s, tm.written())
			}
			if std, err := time.Parse("2006-01-02T15:04:05-07:00", s); err == nil && !std.Equal(tm.Instant) {
				t.Fatalf("%q: %v, the standard library says %v", s, tm.Instant, std)
			}
		}
		if y := tm.Instant.Year(); y > 1 && y < 9999 {
			if back, ok := ParseTime(tm.String()); !ok || !back.Instant.Equal(tm.Instant.Truncate(time.Second)) {
				t.Fatalf("%q: %q does not come back", s, tm.String())
			}
		}
	})
}
