package highlight

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name  string
		raw   string
		spans []Span
		want  []Segment
	}{
		{"nothing", "", nil, nil},
		{"no spans", "abc", nil, []Segment{{Text: "abc"}}},
		{"one", "in Moscow now", []Span{{3, 9}}, []Segment{{Text: "in "}, {Text: "Moscow", Marks: []int{0}, Starts: []int{0}, Ends: []int{0}}, {Text: " now"}}},
		{"overlap", "abcdef", []Span{{0, 4}, {2, 6}}, []Segment{
			{Text: "ab", Marks: []int{0}, Starts: []int{0}},
			{Text: "cd", Marks: []int{0, 1}, Starts: []int{1}, Ends: []int{0}},
			{Text: "ef", Marks: []int{1}, Ends: []int{1}}}},
		{"inside", "abcd", []Span{{0, 4}, {1, 2}}, []Segment{
			{Text: "a", Marks: []int{0}, Starts: []int{0}},
			{Text: "b", Marks: []int{0, 1}, Starts: []int{1}, Ends: []int{1}},
			{Text: "cd", Marks: []int{0}, Ends: []int{0}}}},
		{"same twice", "ab", []Span{{0, 1}, {0, 1}}, []Segment{{Text: "a", Marks: []int{0, 1}, Starts: []int{0, 1}, Ends: []int{0, 1}}, {Text: "b"}}},
		{"impossible", "ab", []Span{{5, 9}, {-4, 0}, {1, 1}, {2, 1}}, []Segment{{Text: "ab"}}},
		{"too long", "ab", []Span{{-3, 99}}, []Segment{{Text: "ab", Marks: []int{0}, Starts: []int{0}, Ends: []int{0}}}},
		{"inside a character", "aяb", []Span{{2, 3}}, []Segment{{Text: "a"}, {Text: "я", Marks: []int{0}, Starts: []int{0}, Ends: []int{0}}, {Text: "b"}}},
		{"ends inside a character", "aяb", []Span{{0, 2}}, []Segment{{Text: "aя", Marks: []int{0}, Starts: []int{0}, Ends: []int{0}}, {Text: "b"}}},
		{"line ending", "a\r\nb", []Span{{2, 4}}, []Segment{{Text: "a"}, {Text: "\nb", Marks: []int{0}, Starts: []int{0}, Ends: []int{0}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, Split([]byte(c.raw), c.spans)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b": "a␀b", "\x1b[31m": "␛[31m", "a\xffb": "a�b", "a\r\nb\rc\n": "a\nb\nc\n", "\ufeffhi": "hi",
		"safe\u202egnp.exe": "safe[U+202E]gnp.exe", "a\u2066b": "a[U+2066]b", "tab\tok": "tab\tok", "\u0085": "[U+0085]",
	} {
		if got := Visible([]byte(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// FuzzSplit: whatever the bytes and spans, the segments joined are the visible text, each is valid and under the marks that
// cover it, and each mark that marks anything begins once and ends once.
func FuzzSplit(f *testing.F) {
	f.Add([]byte("in Moscow\r\n\xff я \u202e"), []byte{0, 3, 0, 9, 0, 9, 0, 14})
	f.Add([]byte("<script>&\x00"), []byte{0, 0, 0, 255, 0, 5, 0, 2})
	f.Fuzz(func(t *testing.T, raw, nums []byte) {
		var spans []Span
		for ; len(nums) >= 4 && len(spans) < 64; nums = nums[4:] {
			spans = append(spans, Span{int(int16(binary.BigEndian.Uint16(nums))), int(int16(binary.BigEndian.Uint16(nums[2:])))})
		}
		var all strings.Builder
		starts, ends := make([]int, len(spans)), make([]int, len(spans))
		open := map[int]bool{}
		for _, s := range Split(raw, spans) {
			all.WriteString(s.Text)
			if !utf8.ValidString(s.Text) {
				t.Fatalf("segment %q is not UTF-8", s.Text)
			}
			for _, i := range s.Starts {
				starts[i]++
				open[i] = true
			}
			for i := range open {
				if !slices.Contains(s.Marks, i) {
					t.Fatalf("span %d is open but does not mark %q", i, s.Text)
				}
			}
			if len(open) != len(s.Marks) {
				t.Fatalf("%q has marks %v, open are %v", s.Text, s.Marks, open)
			}
			for _, i := range s.Ends {
				ends[i]++
				delete(open, i)
			}
		}
		if want := Visible(raw); all.String() != want {
			t.Fatalf("joined %q, want %q", all.String(), want)
		}
		for i := range spans {
			if starts[i] != ends[i] || starts[i] > 1 {
				t.Fatalf("span %d begins %d times and ends %d times", i, starts[i], ends[i])
			}
		}
	})
}
