package fold

import "testing"

func TestKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"St. Petersburg", "st petersburg"},
		{"Санкт-Петербург", "санкт петербург"},
		{"Côte d'Ivoire", "cote divoire"},
		{"CÔTE D’IVOIRE", "cote divoire"},
		{"N'Djamena", "ndjamena"},
		{"U.S.", "us"},
		{"U.S", "us"},
		{"D.C.", "dc"},
		{"Moscow's", "moscow s"},
		{"Łódź", "lodz"},
		{"Straße", "strasse"},
		{"Київ", "киів"},
		{"مَكَّة", "مكه"},
		{"東京", "東 京"},
		{"Đà Nẵng", "da nang"},
		{"İstanbul", "istanbul"},
		{"  ", ""},
		{"\xff\xfe", ""},
	} {
		if got := Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNextKeepsSpans(t *testing.T) {
	text := "In the U.S. and Moscow's outskirts, 2024."
	var got []string
	for pos := 0; ; {
		tok, ok := Next(text, pos)
		if !ok {
			break
		}
		got = append(got, text[tok.Start:tok.End])
		pos = tok.End
	}
	want := []string{"In", "the", "U.S.", "and", "Moscow", "s", "outskirts", "2024"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
}

// FuzzNext: tokens are in order, inside the text, never empty; folding a folded key changes nothing.
func FuzzNext(f *testing.F) {
	for _, s := range []string{"St. Petersburg", "U.S.A.", "東京都", "Moscow's", "\xff'\xfe.", "a.b.c.d", "مدينة"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pos := 0
		for {
			tok, ok := Next(text, pos)
			if !ok {
				break
			}
			if tok.Start < pos || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %+v after %d in %q", tok, pos, text)
			}
			pos = tok.End
		}
		if key := Key(text); Key(key) != key {
			t.Fatalf("Key(%q) = %q, folded again %q", text, key, Key(key))
		}
	})
}
