package member

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// office are words that make a name that of a state's government: its missions abroad, its foreign ministry and the
// government itself speak with one voice. Security services are voices of their own. In the languages that reading knows, folded.
var office = wordSet(`
	embassy embassies embassys consulate consular mission government governments foreign ministry affairs ambassador fcdo fco dfat mfa mofa mfat gac
	smartraveller safetravel
	botschaft generalkonsulat konsulat auswartiges auswartige aussenministerium bundesregierung regierung ministerium eda bmeia
	ambassade consulat gouvernement ministere etrangeres diplomatie
	embajada consulado ministerio exteriores cancilleria gobierno
	embaixada ministerio itamaraty governo negocios
	ambasciata consolato farnesina ministero esteri
	buitenlandse ministerie regering
	ambasada konsulat msz rzad ministerstwo
	посольство посольства консульство мид министерство правительство иностранных
	utrikesdepartementet utenriksdepartementet udenrigsministeriet ulkoministerio ambassad ambassaden ambassade regeringen
	buyukelciligi buyukelcilik konsoloslugu disisleri bakanligi
	سفاره وزاره خارجيه حكومه
	大使館 大使馆 外務省 外交部 領事館 领事馆 政府`)

// nations are words that tell a nation and stand in no list of demonyms, or that are the name of its foreign service.
var nations = map[string]string{"us": "US", "usa": "US", "american": "US", "uk": "GB", "british": "GB", "britain": "GB", "fcdo": "GB", "fco": "GB",
	"commonwealth": "GB", "smartraveller": "AU", "dfat": "AU", "auswartiges": "DE", "auswartige": "DE", "bundesregierung": "DE", "eda": "CH", "bmeia": "AT",
	"gac": "CA", "mfat": "NZ", "safetravel": "NZ", "farnesina": "IT", "itamaraty": "BR", "utrikesdepartementet": "SE", "utenriksdepartementet": "NO",
	"udenrigsministeriet": "DK", "ulkoministerio": "FI", "msz": "PL", "сша": "US", "米国": "US", "korea": "KR",
	"amerikanische": "US", "amerikanischen": "US", "americaine": "US", "americain": "US", "estadounidense": "US", "americana": "US", "americano": "US", "американское": "US",
	"britische": "GB", "britischen": "GB", "britannique": "GB", "britanica": "GB", "britanico": "GB", "britannica": "GB", "британское": "GB",
	"francaise": "FR", "francais": "FR", "franzosische": "FR", "francesa": "FR", "francese": "FR", "deutsche": "DE", "deutschen": "DE", "allemande": "DE", "alemana": "DE",
	"tedesca": "DE", "kanadische": "CA", "canadienne": "CA", "canadiense": "CA", "australische": "AU", "australienne": "AU", "российское": "RU", "russische": "RU", "russe": "RU"}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[fold.Key(w)] = true
	}
	return out
}

// little are words of a name that tell nobody apart.
var little = wordSet(`the of in at a an to and for de des du d l la le les der die das den dem des von in im del los las el di da do dos het van и в`)

// KeyOf makes one key of the several names of one voice: "state:" and the nation for a state's government and its missions,
// the folded name for everybody else.
func (j Scale) KeyOf(name string, issuers []reading.Named) string {
	words := strings.Fields(fold.Key(strings.NewReplacer(".", "", "’s ", " ", "'s ", " ", "’", " ", "'", " ", "-", " ", "/", " ").Replace(name)))
	words = slices.DeleteFunc(words, func(w string) bool { return little[w] })
	if len(words) == 0 {
		return ""
	}
	folded := strings.Join(words, " ")
	nation, said, official := "", 0, false
	for i := range words {
		official = official || office[words[i]]
		if nation == "" {
			nation, said = j.nation(words[i:])
		}
	}
	switch {
	case strings.HasSuffix(folded, "state department"), strings.HasSuffix(folded, "department state"): // no other state calls its own so
		nation, official = "US", true
	case nation != "" && said == len(words): // "Britain": a state speaks through its government
		official = true
	}
	official = official || strings.Contains(folded, "high commission")
	if strings.Contains(folded, "global affairs canada") || strings.HasPrefix(folded, "global affairs") {
		nation, official = "CA", true
	}
	for _, n := range issuers {
		if !strings.EqualFold(n.Name, name) || len(n.Country) != 2 {
			continue
		}
		switch n.Class {
		case "embassy", "consulate", "government":
			official = true // in whatever language
		}
		if official && nation == "" {
			nation = n.Country
		}
	}
	if official && nation != "" {
		return "state:" + nation
	}
	return folded
}

// nation reads the nation that the words begin with, and how many words tell it.
func (j Scale) nation(words []string) (iso string, n int) {
	if len(words) > 1 && words[0] == "united" {
		switch words[1] {
		case "states":
			if len(words) > 2 && words[2] == "america" {
				return "US", 3
			}
			return "US", 2
		case "kingdom":
			return "GB", 2
		}
	}
	if iso, ok := nations[words[0]]; ok {
		return iso, 1
	}
	if j.Places == nil {
		return "", 0
	}
	for n := min(3, len(words)); n > 0; n-- {
		if ps := j.Places.Lookup(strings.Join(words[:n], " ")); len(ps) > 0 && ps[0].Kind == gazetteer.Country {
			return ps[0].Country, n
		}
	}
	if iso, ok := j.Places.Demonym(words[0]); ok {
		return iso, 1
	}
	return "", 0
}
