package advice

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
)

// worldwide is the name of a word of caution for no country in particular.
const worldwide = "Worldwide"

// aliases are names that governments' lists use and the gazetteer does not hold, or holds for something else. A name may be for
// several countries, or for a part of one (ISO 3166-2).
var aliases = map[string]string{
	"american virgin islands": "VI", "antarctica/british antarctic territory": "AQ", "azores": "PT-20", "bahamas": "BS", "bonaire": "BQ-BO", "brunei": "BN",
	"bonaire/st eustatius/saba": "BQ", "bonaire, sint eustatius and saba": "BQ", "bonaire, st eustatius and saba": "BQ", "british antarctic territory": "AQ",
	"burma": "MM", "canary islands": "ES-CN", "cape verde": "CV", "china - hong kong / macao": "HK MO", "congo": "CG", "congo (brazzaville)": "CG", "congo (kinshasa)": "CD",
	"congo democratic republic": "CD", "congo republic": "CG", "congo, democratic republic of": "CD", "congo, the democratic republic of the": "CD", "congo, republic of": "CG", "congo, republic of the": "CG",
	"cote d ivoire": "CI", "curacao": "CW", "czech republic": "CZ", "democratic republic of congo": "CD", "democratic republic of the congo": "CD", "east timor": "TL",
	"federated states of micronesia": "FM", "france and monaco": "FR MC", "french west indies": "GP MQ MF BL", "gambia, republic of the": "GM", "georgia": "GE", "hainan": "CN-HI",
	"iraqi kurdistan": "IQ-KR", "israel and palestine": "IL PS", "israel and the occupied palestinian territories": "IL PS", "israel and the occupied territories": "IL PS",
	"israel and the palestinian territories": "IL PS", "israel, the west bank and gaza": "IL PS", "israel, the west bank and the gaza strip": "IL PS", "the west bank and gaza": "PS", "west bank and gaza": "PS",
	"jan mayen": "SJ", "kingdom of denmark": "DK", "kingdom of the netherlands": "NL", "korea north": "KP", "korea south": "KR", "korea, democratic people's republic of": "KP", "korea, democratic republic of": "KP", "korea, republic of": "KR",
	"kyrgyz republic": "KG", "macau": "MO", "macao": "MO", "mainland china": "CN", "micronesia": "FM", "netherlands antilles": "BQ CW SX", "north macedonia": "MK", "northern marianas": "MP", "occupied palestinian territories": "PS",
	"palestine": "PS", "palestinian territory": "PS", "palestinian territories": "PS", "pitcairn island": "PN", "republic of the congo": "CG", "republic of congo": "CG", "republic of slovenia": "SI", "saba": "BQ-SA",
	"sahrawi arab democratic republic": "EH", "saint helena, ascension and tristan da cunha": "SH", "saint kitts and nevis": "KN", "saint martin and saint barthelemy": "MF BL", "saint pierre and miquelon": "PM", "saint tome and principe": "ST", "saint tome (sao tome) and principe": "ST", "saint maarten": "SX",
	"saint vincent and the grenadines": "VC", "sao tome and principe": "ST", "sint eustatius": "BQ-SE", "sint maarten": "SX", "slovak republic": "SK", "solomon island": "SB", "south georgia and the south sandwich islands": "GS",
	"svalbard and jan mayen": "SJ", "taiwan, province of china": "TW", "trinidad and tobago": "TT", "turks and caicos": "TC", "turks and caicos islands": "TC", "united states of america": "US", "united states": "US", "virgin islands (u.s.)": "VI", "virgin islands (us)": "VI", "us virgin islands": "VI",
	"virgin islands (uk)": "VG", "wallis and futuna": "WF", "antigua and barbuda": "AG", "bosnia and herzegovina": "BA", "heard island and mcdonald islands": "HM", "jordan": "JO", "ivory coast": "CI", "cook islands": "CK",
	"worldwide": "", "worldwide caution": "", "global": "",
}

var brackets = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)\s*$`)

func nameKey(s string) string {
	return fold.Key(strings.NewReplacer("\u00a0", " ", "’", "'", "‘", "'", "&", " and ", "`", "'").Replace(s))
}

var aliasKeys = func() map[string]string {
	m := make(map[string]string, len(aliases))
	for k, v := range aliases {
		m[nameKey(k)] = v
	}
	return m
}()

// Countries tells which countries (ISO 3166-1 alpha-2), or which part of one (ISO 3166-2), a name in a government's list is for:
// "Israel and Palestine" is IL and PS. nil: it is not known.
func Countries(name string, places Places) []string {
	name = strings.TrimSpace(name)
	if out := oneCountry(name, places); out != nil {
		return out
	}
	if m := brackets.FindStringSubmatch(name); m != nil {
		if out := oneCountry(m[1], places); out != nil {
			return out
		}
		if out := oneCountry(m[2], places); out != nil {
			return out
		}
	}
	var out []string
	parts := listSplit.Split(strings.ReplaceAll(name, "&", " and "), -1)
	for _, p := range parts {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		one := oneCountry(p, places)
		if one == nil || len(parts) < 2 {
			return nil
		}
		out = append(out, one...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var listSplit = regexp.MustCompile(`\s*(?:,\s*and\s+|,|/|\s+and\s+)\s*`)

func oneCountry(name string, places Places) []string {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil
	}
	for _, try := range []string{name, strings.TrimPrefix(name, "The "), strings.TrimPrefix(name, "the "), saint(name)} {
		if iso, ok := aliasKeys[nameKey(try)]; ok {
			return strings.Fields(iso)
		}
		for _, p := range places.Lookup(try) {
			if p.Kind == gazetteer.Country {
				return []string{p.Country}
			}
		}
	}
	return nil
}

// saint spells "St" and "St." out.
func saint(s string) string {
	if rest, ok := strings.CutPrefix(s, "St. "); ok {
		return "Saint " + rest
	}
	if rest, ok := strings.CutPrefix(s, "St "); ok {
		return "Saint " + strings.ReplaceAll(rest, " St ", " Saint ")
	}
	return s
}

// byCode reads a country code: ISO 3166-1 alpha-2 or alpha-3. "" when it is none that the gazetteer or CLDR knows.
func byCode(code string, places Places) string {
	code = strings.ToUpper(strings.TrimSpace(code))
	if len(code) != 2 && len(code) != 3 {
		return ""
	}
	for i := range len(code) {
		if code[i] < 'A' || code[i] > 'Z' {
			return ""
		}
	}
	if len(code) == 2 {
		if _, ok := places.Country(code); ok {
			return code
		}
	}
	r, err := language.ParseRegion(code)
	if err != nil || !r.IsCountry() || len(r.String()) != 2 {
		return ""
	}
	return r.String()
}

// placeOf is the place of a country, or of a part of one that the gazetteer holds under this name.
func placeOf(scope, name string, places Places) (gazetteer.Place, bool) {
	country, _, part := strings.Cut(scope, "-")
	if part {
		return partByISO(country, scope, name, places)
	}
	return places.Country(country)
}

var divisionWords = regexp.MustCompile(`(?i)\b(?:provinces?|states?|regions?|departments?|governorates?|oblasts?|autonomous|special|administrative|districts?|prefectures?|counties|county|territory|island of|the)\b`)

var divisionNamed = regexp.MustCompile(`(?i)\b(?:province|state|region|department|governorate|oblast|prefecture|territory)\b`)

// partScope is the scope of a named part of a country: its ISO 3166-2 code when the name is that of one first-level division,
// or else "BD-?": a part never stands for the whole.
func partScope(country, name string, places Places) string {
	country, _, _ = strings.Cut(country, "-")
	if country == "" {
		return ""
	}
	name = strings.TrimSpace(name)
	short := strings.Join(strings.Fields(divisionWords.ReplaceAllString(name, " ")), " ")
	called := divisionNamed.MatchString(name)
	for _, try := range []string{name, short} {
		if len(try) < 3 || len(try) > 60 {
			continue
		}
		for _, p := range places.Lookup(try) {
			// an alternate name counts only where the text says that a division is meant: "the Western Desert" is no province
			own := nameKey(strings.Join(strings.Fields(divisionWords.ReplaceAllString(p.Name, " ")), " ")) == nameKey(short)
			if p.Kind == gazetteer.Admin1 && p.Country == country && p.ISO != "" && (called || own) {
				return p.ISO
			}
		}
	}
	return country + "-?"
}

// partByISO finds the place of a scope that partScope gave.
func partByISO(country, iso, name string, places Places) (gazetteer.Place, bool) {
	for _, try := range []string{name, strings.Join(strings.Fields(divisionWords.ReplaceAllString(name, " ")), " ")} {
		for _, p := range places.Lookup(try) {
			if p.Kind == gazetteer.Admin1 && p.Country == country && p.ISO == iso {
				return p, true
			}
		}
	}
	return gazetteer.Place{}, false
}

// sameCountry reports whether a name is that of the country itself.
func sameCountry(name, country string, places Places) bool {
	country, _, _ = strings.Cut(country, "-")
	return country != "" && slices.Equal(Countries(name, places), []string{country})
}
