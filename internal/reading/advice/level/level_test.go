package level

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

func TestLevel(t *testing.T) {
	for _, c := range []struct{ text, want, words string }{
		{"raised the threat level from elevated (3) to high (4) on the scale", "severe", "high (4)"},
		{"lowered the threat level from SEVERE to SUBSTANTIAL", "substantial", "SUBSTANTIAL"},
		{"the threat level stays at CRITICAL", "critical", "CRITICAL"},
		{"the terrorism alert, at level 4 of 5 since 2015", "severe", "level 4 of 5"},
		{"the national threat level is low", "low", "low"},
		{"SEVERE or MODERATE, nobody knew", "", ""},
		{"the threat level was discussed in severe weather", "", ""},
		{"there is a high fence", "", ""},
	} {
		d := text.Cut(c.text)
		a, b, code, ok := Read(d, 0, len(d.Tokens))
		if ok != (c.want != "") || code != c.want || ok && d.Slice(a, b) != c.words {
			t.Errorf("%q: %q in %q, want %q in %q", c.text, code, d.Slice(a, b), c.want, c.words)
		}
	}
}

// TestLevelsSaid holds how newspapers and services tell a level and its change.
func TestLevelsSaid(t *testing.T) {
	for _, c := range []struct{ text, want, words string }{
		{"lifting the national threat level today from 3 (\"significant\") to 4 (\"substantial\") on a scale that ends at 5", "severe", "4 (\"substantial\")"},
		{"the threat level goes up from 3 ('significant') to 4 ('substantial').", "severe", "4 ('substantial')"},
		{"Threat level in the Netherlands rises to 4", "severe", "4"},
		{"scaling the threat level up from 3 to 4 out of a maximum of 5.", "severe", "4"},
		{"The OCAM raises the threat level to 4, the maximum, for the whole of Belgium.", "critical", "4, the maximum"},
		{"The alert was raised to the highest level.", "critical", "highest level"},
		{"The terror alert stands at the second highest level.", "severe", "second highest level"},
		{"the threat level was lowered from four to three on Monday", "substantial", "three"},
		{"The threat from terrorism against Denmark is still judged to be serious, which is level 4 out of 5.", "severe", "level 4 out of 5"},
		{"moved the country's Vigipirate plan to its top rung, \"emergency attack\", with tighter border checks", "critical", "emergency attack"},
		{"the alert known as Vigipirate would be set at scarlet, the highest of its levels", "critical", "scarlet, the highest"},
		{"the Vigipirate alert was raised from orange to red", "severe", "red"},
		{"The threat level has been cut to moderate", "moderate", "moderate"},
		{"the threat level was at its highest since 2017", "", ""},
		{"the terror threat level was raised to severe at 4 p.m.", "severe", "severe"},
		{"put the national threat level at substantial, the third of five", "substantial", "substantial"},
	} {
		d := text.Cut(c.text)
		a, b, code, ok := Read(d, 0, len(d.Tokens))
		if ok != (c.want != "") || code != c.want || ok && d.Slice(a, b) != c.words {
			t.Errorf("%q: %q in %q, want %q in %q", c.text, code, d.Slice(a, b), c.want, c.words)
		}
	}
}
