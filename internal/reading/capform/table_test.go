package capform

import (
	"os"
	"strings"
	"testing"
)

// TestMeanings holds the table to its page and every action code to a responseType and words.
func TestMeanings(t *testing.T) {
	page, err := os.ReadFile("../../../docs/reading.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range Meanings {
		key := m.Type + " " + m.Stage
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
		row := "| " + m.Type + " | " + m.Stage + " | "
		i := strings.Index(string(page), row)
		if i < 0 {
			t.Errorf("docs/reading.md has no row %q", row)
			continue
		}
		line, _, _ := strings.Cut(string(page)[i:], "\n")
		for _, w := range []string{string(m.Term), string(m.Certainty), string(m.Severity), string(m.Open), string(m.Later), string(m.Category[0])} {
			if !strings.Contains(line, w) {
				t.Errorf("%s: the page does not say %q: %s", key, w, line)
			}
		}
	}
	for code := range ActionWords {
		if ResponseOf[code] == "" {
			t.Errorf("action %s has no responseType", code)
		}
	}
	if _, ok := MeaningOf("threat", "accomplished"); ok {
		t.Error("a row that is not in the table was found")
	}
}
