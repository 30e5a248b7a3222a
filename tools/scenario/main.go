// Command scenario writes the invented roster of the sample (internal/hub/scenario/roster/*.csv): 200 people of ten
// nationalities, their stays, three sites and six gatherings. The same seed gives the same files, byte for byte; its test fails
// when the files in the tree are not what it writes.
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	dir := "internal/hub/scenario/roster"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	for name, body := range roster() {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), body, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// Names nobody bears: given names of plants and weather, family names of made-up places.
var (
	given = []string{"Alder", "Aster", "Birch", "Briony", "Cedar", "Clover", "Coral", "Dawn", "Elder", "Fern", "Flint", "Gale",
		"Hazel", "Heather", "Ivy", "Juniper", "Laurel", "Linden", "Maple", "Marigold", "Misty", "Myrtle", "Olive", "Pepper",
		"Quill", "Rain", "Reed", "Rowan", "Rue", "Saffron", "Sage", "Sorrel", "Tansy", "Thorn", "Willow", "Yarrow"}
	family = []string{"Ambleforth", "Brindlewick", "Candlemere", "Dapplewood", "Eastermoor", "Fennimarsh", "Gorsebury", "Hollowbrook",
		"Inkpenton", "Jarrowdale", "Kettlewater", "Larkenhill", "Mossingham", "Nettlecombe", "Oatenshaw", "Pebblecroft",
		"Quillingford", "Rushmorden", "Saltersea", "Thistledown", "Umberleigh", "Vellumstone", "Withypool", "Yonderfell"}
)

type group struct {
	n                  int
	place              string
	lat, lon           float64
	spread             float64 // degrees
	country            string
	fromLo, fromHi     int // days of March 2024 (1 = 1 March; 0 and below lie in February)
	lengthLo, lengthHi int
}

// Who is where, when. The warning's window ends on 9 March.
var groups = []group{
	{72, "Moscow", 55.7558, 37.6176, 0.06, "RU", -4, 7, 6, 20},           // there in the window
	{12, "Krasnogorsk", 55.8204, 37.3302, 0.02, "RU", -2, 7, 5, 18},      // outside the city's limits
	{6, "Khimki", 55.8970, 37.4297, 0.015, "RU", -2, 6, 5, 14},           // outside the city's limits
	{24, "Moscow", 55.7558, 37.6176, 0.06, "RU", -18, -9, 5, 12},         // left before 7 March
	{22, "Moscow", 55.7558, 37.6176, 0.06, "RU", 12, 19, 4, 12},          // come later; some are there on 22 March
	{30, "Saint Petersburg", 59.9386, 30.3141, 0.05, "RU", -2, 6, 6, 16}, // another city
	{8, "Kaluga", 54.5293, 36.2754, 0.02, "RU", -2, 5, 6, 14},            // where the cell was raided
	{6, "Kazan", 55.7887, 49.1221, 0.03, "RU", -2, 5, 6, 14},             // elsewhere in the country
	{4, "Yekaterinburg", 56.8519, 60.6122, 0.03, "RU", -2, 5, 6, 14},     // elsewhere in the country
	{8, "Riga", 56.9460, 24.1059, 0.03, "LV", -2, 6, 5, 14},              // another country
	{8, "Berlin", 52.5244, 13.4105, 0.04, "DE", -2, 6, 5, 14},            // another country
}

var nations = []struct {
	code, lang string
	weight     int
}{
	{"US", "en", 44}, {"GB", "en", 30}, {"DE", "de", 26}, {"CA", "en", 20}, {"SE", "sv", 18}, {"LV", "lv", 16}, {"KR", "ko", 16},
	{"CZ", "cs", 14}, {"FR", "fr", 10}, {"NL", "nl", 6},
}

func roster() map[string][]byte {
	r := rand.New(rand.NewPCG(2024, 322))
	var nation []int
	for i, n := range nations {
		for range n.weight {
			nation = append(nation, i)
		}
	}
	r.Shuffle(len(nation), func(i, j int) { nation[i], nation[j] = nation[j], nation[i] })
	names := r.Perm(len(given) * len(family))

	people := [][]string{{"ref", "name", "nationalities", "lang", "email", "webhook"}}
	stays := [][]string{{"ref", "person", "place", "lat", "lon", "country", "from", "to"}}
	n := 0
	for gi, g := range groups {
		for k := range g.n {
			first, last := given[names[n]%len(given)], family[names[n]/len(given)]
			ref := fmt.Sprintf("p-%03d", n+1)
			codes, mail, hook := nations[nation[n]].code, fmt.Sprintf("%s.%s@people.example.org", strings.ToLower(first), strings.ToLower(last)), ""
			if k%17 == 5 { // dual citizens
				codes += ";RU"
			}
			switch {
			case gi == 0 && k%18 == 3, gi == 1 && k == 4: // a partner's system takes these, besides the mail
				hook = "http://127.0.0.1:8080/sample/hook/" + ref
			case gi == 0 && k == 40: // and of this one nothing is known: shown to the desk as unreached
				mail = ""
			}
			people = append(people, []string{ref, first + " " + last, codes, nations[nation[n]].lang, mail, hook})
			day := g.fromLo + r.IntN(g.fromHi-g.fromLo+1)
			length := g.lengthLo + r.IntN(g.lengthHi-g.lengthLo+1)
			if gi == 3 && day+length > 5 { // gone by 5 March
				length = 5 - day
			}
			if gi <= 2 && day+length < 11 { // there until after the window
				length = 11 - day
			}
			from := time.Date(2024, 3, day, 0, 0, 0, 0, time.UTC)
			to := from.AddDate(0, 0, length)
			stays = append(stays, []string{fmt.Sprintf("s-%03d", n+1), ref, g.place,
				fmt.Sprintf("%.4f", g.lat+g.spread*(2*r.Float64()-1)), fmt.Sprintf("%.4f", g.lon+g.spread*(2*r.Float64()-1)),
				g.country, from.Format(time.DateOnly), to.Format(time.DateOnly)})
			if gi == 3 && k%6 == 0 { // left Moscow for Saint Petersburg
				stays = append(stays, []string{fmt.Sprintf("s-%03d-b", n+1), ref, "Saint Petersburg", "59.9343", "30.3351", "RU",
					to.Format(time.DateOnly), to.AddDate(0, 0, 8).Format(time.DateOnly)})
			}
			n++
		}
	}
	sites := [][]string{
		{"ref", "name", "place", "lat", "lon", "country", "capacity", "email"},
		{"site-1", "Riverbank Language School", "Moscow", "55.7415", "37.6205", "RU", "180", "duty@riverbank.example.org"},
		{"site-2", "Krasnogorsk Sample Office", "Krasnogorsk", "55.8286", "37.3300", "RU", "60", "duty@krasnogorsk.example.org"},
		{"site-3", "Northern Reading Room", "Saint Petersburg", "59.9350", "30.3250", "RU", "90", "duty@north.example.org"},
	}
	gatherings := [][]string{
		{"ref", "name", "kind", "place", "lat", "lon", "country", "from", "to", "expected", "email"},
		{"g-1", "Spring concert, Crocus City Hall", "concert", "Krasnogorsk", "55.8258", "37.3900", "RU", "2024-03-09T19:00:00+03:00", "2024-03-09T22:30:00+03:00", "6200", "house@crocus.example.org"},
		{"g-2", "Friday evening service", "service", "Moscow", "55.7576", "37.6361", "RU", "2024-03-08T18:00:00+03:00", "2024-03-08T20:00:00+03:00", "400", "office@synagogue.example.org"},
		{"g-3", "League match, sample stadium", "match", "Moscow", "55.7158", "37.5537", "RU", "2024-03-09T16:30:00+03:00", "2024-03-09T18:30:00+03:00", "35000", "control@stadium.example.org"},
		{"g-4", "Women's Day fair", "market", "Moscow", "55.7299", "37.6034", "RU", "2024-03-08T11:00:00+03:00", "2024-03-08T20:00:00+03:00", "5000", "fair@market.example.org"},
		{"g-5", "Philharmonic evening", "concert", "Saint Petersburg", "59.9362", "30.3319", "RU", "2024-03-08T19:00:00+03:00", "2024-03-08T21:30:00+03:00", "1500", "house@philharmonic.example.org"},
		{"g-6", "Rock concert, Crocus City Hall", "concert", "Krasnogorsk", "55.8258", "37.3900", "RU", "2024-03-22T20:00:00+03:00", "2024-03-22T23:00:00+03:00", "6200", "house@crocus.example.org"},
	}
	out := map[string][]byte{}
	for name, rows := range map[string][][]string{"people": people, "stays": stays, "sites": sites, "gatherings": gatherings} {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			log.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	return out
}
