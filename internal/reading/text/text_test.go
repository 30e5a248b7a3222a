package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The U.S. embassy's warning.", "the|u.s.|embassy|'s|warning|."},
		{"Côte d’Ivoire, at 6 p.m. today", "côte|d'ivoire|,|at|6|p.m.|today"},
		{"ISIS-Khorasan; bomb-making, 29-30 May", "isis-khorasan|;|bomb-making|,|29|-|30|may"},
		{"Don't go. 10,000 people (UTC+4:30)", "don't|go|.|10,000|people|(|utc|+|4|:|30|)"},
		{"Säpo 1.5 km 19-year-old", "säpo|1.5|km|19-year-old"},
	} {
		d := Cut(c.text)
		var got []string
		for _, x := range d.Tokens {
			got = append(got, x.Norm)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"One. Two! Three?", 3},
		{"Gen. Smith of the U.S. Army spoke at 6 p.m. The rest left.", 2},
		{"The U.S. Embassy warns. Avoid crowds.", 2},
		{"Title\n- first\n- second\n", 3},
		{"This paragraph is broken at a fixed width as mail programs do it, and the\nsentence goes on over the end of the line without any mark at all, until the\npoint that ends it stands somewhere in the middle of a line. Then the second\nsentence begins.", 2},
	} {
		if got := len(Cut(c.text).Sents); got != c.want {
			t.Errorf("%q: %d sentences, want %d", c.text, got, c.want)
		}
	}
}

func TestSections(t *testing.T) {
	d := Cut("Security Alert\n\nLocation: Quito\n\nEvent: A threat.\n\nActions to Take:\n- Avoid crowds.\n\nAssistance:\nU.S. Embassy Quito")
	var got []Section
	for _, s := range d.Sents {
		got = append(got, s.Section)
	}
	if len(got) < 5 || got[0] != Head || got[1] != Location || got[len(got)-1] != Assistance {
		t.Errorf("sections %v", got)
	}
}

func TestPatterns(t *testing.T) {
	l := Compile([]Entry{
		{Kind: "a", Code: "avoid", Patterns: "stay|keep away from ..2 crowds; avoid crowds"},
		{Kind: "a", Code: "shorter", Patterns: "away from"},
		{Kind: "b", Code: "opt", Patterns: "leave the? country now?"},
		{Kind: "c", Code: "start", Patterns: "^ do not travel"},
		{Kind: "d", Code: "num", Patterns: "# people"},
	})
	for _, c := range []struct{ text, want string }{
		{"Please keep away from any large crowds.", "avoid"},
		{"Keep away from the big and loud crowds.", "shorter"},
		{"Leave country. Leave the country now.", "opt opt"},
		{"Do not travel. We do not travel.", "start"},
		{"Seven people and 1,200 people.", "num num"},
		{"Keep away. From crowds.", ""},
	} {
		var got []string
		for _, h := range l.Match(Cut(c.text)) {
			got = append(got, h.Rule.Code)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}

// TestTablesCompile holds every phrase of the reader to the pattern language.
func TestTablesCompile(t *testing.T) {
	l := Compile(Tables()...)
	first := 0
	for _, rules := range l.first {
		if !rules.none() {
			first++
		}
	}
	if first < 300 {
		t.Errorf("only %d first words", first)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("U.S. p.m. 's ’s - a-b 1-2 é\n\n• x\r\n")
	f.Add("Location: \n:\n?Event\n")
	l := Compile(Tables()...)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("not UTF-8: the reader refuses it before")
		}
		d := Cut(s)
		last := 0
		for i, x := range d.Tokens {
			if x.Start < last || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("token %d at %d to %d after %d", i, x.Start, x.End, last)
			}
			if !utf8.RuneStart(s[x.Start]) || x.End < len(s) && !utf8.RuneStart(s[x.End]) {
				t.Fatalf("token %d cuts a character", i)
			}
			last = x.End
			if x.Sent >= len(d.Sents) || i < d.Sents[x.Sent].From || i >= d.Sents[x.Sent].To {
				t.Fatalf("token %d is not in its sentence", i)
			}
		}
		for _, h := range l.Match(d) {
			if h.To <= h.From || !d.SameSent(h.From, h.To-1) {
				t.Fatalf("hit %d to %d leaves its sentence", h.From, h.To)
			}
		}
	})
}
