package where

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestWorld reads our own world news, each text by itself. The texts were written and marked before the resolver saw them; the
// blind figures are in docs/reading.md.
func TestWorld(t *testing.T) {
	for file, want := range map[string]float64{"testdata/world.xml": 97, "testdata/world2.xml": 92} {
		s := readToponyms(t, file).score(false)
		t.Logf("%s: %s", file, s)
		if s.share() < want {
			t.Errorf("%s: %.1f %% within 161 km, want %.0f %%", file, s.share(), want)
		}
	}
}

// TestFindFrom: the country a source writes from settles names that several countries share.
func TestFindFrom(t *testing.T) {
	for _, c := range []struct{ from, text, want string }{
		{"BE", "A bomb was found in Halle on Monday.", "BE"},
		{"DE", "A bomb was found in Halle on Monday.", "DE"},
		{"", "Police in Halle and Leipzig made arrests.", "DE"},
		{"BE", "Police in Halle and Leipzig made arrests.", "DE"},
		{"US", "A bomb exploded in Paris on Monday.", "FR"},
		{"GB", "A man from Birmingham was held.", "GB"},
		{"US", "A man from Birmingham was held.", "US"},
		{"JO", "قالت الشرطة في عمان إن رجلا اعتقل.", "JO"},
		{"", "قالت الشرطة في سلطنة عمان إن رجلا اعتقل.", "OM"},
		{"", "تحذر السفارة الأمريكية في عمان من هجمات في الأردن.", "JO"},
	} {
		f := FindFrom(text.Cut(c.text), gaz(), c.from)
		if len(f.Mentions) == 0 {
			t.Errorf("%s: %q: no place", c.from, c.text)
			continue
		}
		got := ""
		for i := range f.Mentions {
			if m := &f.Mentions[i]; m.Mark != Adjective {
				got = m.Place.Country
				break
			}
		}
		if got != c.want {
			t.Errorf("from %q: %q is in %s, want %s", c.from, c.text, got, c.want)
		}
	}
}

// TestNamedRegions: parts of the world that are no division are found; seas and ranges are only background.
func TestNamedRegions(t *testing.T) {
	for _, c := range []struct {
		text, name, country string
		mark                Mark
	}{
		{"Shelling went on in the Donbas on Sunday.", "Donbas", "UA", Plain},
		{"Militants killed 11 soldiers in the Sahel.", "Sahel", "", Plain},
		{"Clashes were reported in Mindanao.", "Mindanao", "PH", Plain},
		{"Travel to Kashmir is not advised.", "Kashmir", "", Plain},
		{"A tanker was hit in the Strait of Hormuz.", "Strait of Hormuz", "", Background},
		{"Обстрелы на Донбассе продолжаются.", "Donbas", "UA", Plain},
	} {
		d := text.Cut(c.text)
		found := false
		for _, m := range Find(d, gaz()).Mentions {
			if m.Place.Kind == gazetteer.Region {
				found = true
				if m.Place.Name != c.name || m.Place.Country != c.country || m.Mark != c.mark {
					t.Errorf("%q: %s in %q, mark %d; want %s in %q, mark %d", c.text, m.Place.Name, m.Place.Country, m.Mark, c.name, c.country, c.mark)
				}
			}
		}
		if !found {
			t.Errorf("%q: no region", c.text)
		}
	}
}

// TestNamesOfOthers: a name that hardly anybody gives to a place far off is no place.
func TestNamesOfOthers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Avoid Galata, Taksim and Beyoglu.", ""},
		{"В Ставрополе задержан мужчина.", "Stavropol’"},
		{"Ставрополь: взрыв", "Stavropol’"},
		{"The U.S. Embassy in Dar es Salaam warns of crime.", "Dar es Salaam"},
		{"The Washington Post reported arrests in Lima.", "Lima"},
		{"According to the New York Times, arrests were made in Lima.", "Lima"},
		{"Washington raised the alert level for Kenya.", "Washington DC; Kenya"},
		{"A man was held at Heathrow on Monday.", "London"},
	} {
		got := ""
		for _, m := range Find(text.Cut(c.text), gaz()).Mentions {
			if m.Mark == Adjective {
				continue
			}
			if got != "" {
				got += "; "
			}
			got += m.Place.Name
			if m.Place.Name == "Washington" {
				got += " " + m.Place.Admin1
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
