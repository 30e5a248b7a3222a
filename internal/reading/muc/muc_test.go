package muc

import (
	"slices"
	"strings"
	"testing"
)

func texts(fs []Filler) (out []string) {
	for _, f := range fs {
		out = append(out, f.Text)
	}
	return out
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		text string
		kind Kind
		role Role
		want []string
	}{
		{"masked gunmen attacked the textile factory on sunday.", Attack, PerpInd, []string{"masked gunmen"}},
		{"masked gunmen attacked the textile factory on sunday.", Attack, Target, []string{"textile factory"}},
		{"MASKED GUNMEN ATTACKED THE TEXTILE FACTORY ON SUNDAY.", Attack, Target, []string{"textile factory"}},
		{"senator pedro alcantara was killed by hooded rebels.", Attack, Victim, []string{"pedro alcantara"}},
		{"senator pedro alcantara was killed by hooded rebels.", Attack, PerpInd, []string{"hooded rebels"}},
		{"the murder of judge elena quiroz was condemned. quiroz was murdered at home.", Attack, Victim, []string{"elena quiroz"}},
		{"a car bomb exploded outside the tax office.", Bombing, Weapon, []string{"car bomb"}},
		{"a car bomb exploded outside the tax office.", Bombing, Target, []string{"tax office"}},
		{"a bomb exploded. the shining path claimed responsibility.", Bombing, PerpOrg, []string{"shining path"}},
		{"kidnappers abducted engineer hugo salcedo yesterday.", Kidnapping, Victim, []string{"hugo salcedo"}},
		{"rebels set fire to two school buses.", Arson, Target, []string{"school buses"}},
		{"armed bandits robbed the savings bank.", Robbery, Target, []string{"savings bank"}},
	} {
		found := false
		for _, x := range Rules(c.text) {
			if x.Kind != c.kind {
				continue
			}
			found = true
			if got := texts(x.Roles[c.role]); !slices.Equal(got, c.want) {
				t.Errorf("%q: %s %s = %q, want %q", c.text, c.kind, c.role, got, c.want)
			}
			for _, fs := range x.Roles {
				for _, f := range fs {
					if !strings.HasPrefix(strings.ToLower(c.text)[f.Start:], f.Text) {
						t.Errorf("%q: %q does not stand at %d", c.text, f.Text, f.Start)
					}
				}
			}
		}
		if !found {
			t.Errorf("%q: no %s", c.text, c.kind)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, s := range []string{
		"", "the president opened a new school in the capital.", "police seized rifles and dynamite at a house.",
		"the rebels did not attack the bridge.", "\xff\xfe\x00", "'s 's killed by", "attacked",
	} {
		if got := Rules(s); len(got) != 0 {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func FuzzRules(f *testing.F) {
	f.Add("masked gunmen attacked the textile factory of pedro alcantara.")
	f.Add("O'x 's u.s. \xff set fire of the by killed")
	f.Fuzz(func(t *testing.T, s string) {
		low := lower(s)
		for _, x := range Rules(s) {
			for _, fs := range x.Roles {
				for _, f := range fs {
					if f.Text == "" || !strings.HasPrefix(low[f.Start:], f.Text) {
						t.Fatalf("%q does not stand at %d", f.Text, f.Start)
					}
				}
			}
		}
	})
}

// TestCorpus holds the share of the fillers of the rules that the corpus lists, where it is present.
func TestCorpus(t *testing.T) {
	found, right := 0, 0
	for _, d := range corpus(t, "dev.json") {
		f, r := d.listed(Fillers(Rules(d.Text)))
		found, right = found+f, right+r
	}
	t.Logf("%d fillers, %d listed", found, right)
	if right < 170 || right*100 < found*45 {
		t.Errorf("%d of %d fillers are listed; expected at least 170 and 45 in 100", right, found)
	}
}
