package main

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
)

// languages of country names; the first of each group are also those of Natural Earth's divisions.
var languages = []string{
	"en", "ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv",
	"tr", "uk", "ur", "vi", "zh", "zh-Hant", "bg", "cs", "da", "fi", "hr", "hy", "ka", "lt", "lv", "et", "no", "ro", "sk", "sl",
	"sr", "sw", "ta", "th", "kk", "az", "uz", "am",
}

// countryNames are the names of Unicode CLDR.
func countryNames(codes []string) ([]string, map[string][]string) {
	out := map[string][]string{}
	for _, cc := range codes {
		names := make([]string, len(languages))
		region, err := language.ParseRegion(cc)
		for i, l := range languages {
			if err != nil {
				continue
			}
			if n := display.Regions(language.MustParse(l)); n != nil {
				if name := n.Name(region); name != "" && !strings.EqualFold(name, cc) {
					names[i] = name
				}
			}
		}
		out[cc] = names
	}
	return languages, out
}

//go:embed common.txt
var commonText string

//go:embed people.txt
var peopleText string

// wordList reads words, any number to a line, # for a remark.
func wordList(text string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			out[fold.Key(w)] = true
		}
	}
	return out
}

// usable says whether an alternate name of GeoNames may stand in a text: not an airport code, not a transliteration in
// small letters made by a program, not a link.
func usable(name string) bool {
	if len(name) < 2 || len(name) > 80 || strings.ContainsAny(name, "/\\:=?;()[]{}<>\"") {
		return false
	}
	letters, upper, ascii := 0, 0, true
	for _, r := range name {
		switch {
		case unicode.IsDigit(r):
			return false
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
		ascii = ascii && r < utf8.RuneSelf
	}
	first, _ := utf8.DecodeRuneInString(name)
	if ascii && letters <= 5 && upper == letters {
		return false
	}
	if unicode.IsLower(first) && unicode.In(first, unicode.Latin) {
		return false
	}
	return letters >= 2
}

// generic words end the names of divisions; the base name is what is left.
var generic = []string{
	"oblast", "region", "province", "state", "governorate", "krai", "kray", "republic", "prefecture", "county", "district",
	"department", "voivodeship", "canton", "division", "municipality", "emirate", "territory", "okrug", "parish",
	"autonomous oblast", "autonomous okrug", "autonomous region", "autonomous republic", "special administrative region",
	"metropolitan region", "capital region", "capital city", "city", "federal city", "island", "islands",
}

// lead words begin them.
var lead = []string{"state of ", "province of ", "republic of ", "region of ", "governorate of ", "city of ", "county of ",
	"emirate of ", "provincia de ", "provincia di ", "departamento de ", "departamento del ", "estado de ", "region de ", "région de ",
	"wilaya de ", "muhafazat ", "autonomous republic of ", "autonomous community of "}

func baseName(name string) string {
	for {
		low := strings.ToLower(name)
		cut := name
		for _, g := range generic {
			if strings.HasSuffix(low, " "+g) && len(low) > len(g)+1 {
				cut = strings.TrimSpace(name[:len(name)-len(g)-1])
				break
			}
		}
		if cut == name {
			for _, l := range lead {
				if strings.HasPrefix(low, l) && len(low) == len(name) {
					cut = strings.TrimSpace(name[len(l):])
					break
				}
			}
		}
		if cut == name || cut == "" {
			return name
		}
		name = cut
	}
}

// regionAliases are the ways to name a division in English besides its own names: the base name with the words that reporters
// use whatever the division is called at home ("Kaluga region", "Borno State", "North Sinai governorate").
func regionAliases(names []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, name := range names {
		b := baseName(name)
		if b == "" || seen[b] || !latin(b) {
			continue
		}
		seen[b] = true
		out = append(out, b)
		for _, g := range []string{"region", "oblast", "province", "state", "governorate"} {
			out = append(out, b+" "+g)
		}
		for _, l := range []string{"region of ", "province of ", "state of "} {
			out = append(out, l+b)
		}
	}
	return out
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

// countryEnglish are English names for display where CLDR's are long or qualified.
var countryEnglish = map[string]string{
	"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao",
	"PS": "Palestine", "TR": "Turkey",
}

// adminAliases are names of divisions that neither GeoNames nor Natural Earth gives.
var adminAliases = map[string][]string{
	"BR.07": {"Distrito Federal"},
	"ES.53": {"Canaries"},
	"ES.54": {"Castilla-La Mancha", "Castile-La Mancha"},
	"ES.55": {"Castilla y León", "Castile and León", "Castilla y Leon"},
	"ES.60": {"Valencian Community", "Comunitat Valenciana", "Comunidad Valenciana"},
	"FR.11": {"Île-de-France"},
	"TD.23": {"Borku"},
	"ID.PE": {"Papua Pegunungan"},
	"ID.PS": {"Papua Selatan"},
	"ID.PT": {"Papua Tengah"},
	"ID.PD": {"Papua Barat Daya"},
	"MD.58": {"Transnistria", "Trans-Dniester", "Transdniestria", "Приднестровье"},
	"US.DC": {"D.C.", "Washington D.C.", "Washington DC"},
	"PS.GZ": {"Gaza Strip"},
	"PS.WE": {"West Bank"},
	"UA.11": {"Crimea", "Autonomous Republic of Crimea", "Republic of Crimea", "Крым", "Крим", "Республика Крым"},
	"UA.12": {"Kyiv City"},
	"UA.13": {"Київська область", "Киевская область", "Kiev Oblast", "Kiev region"},
	"NG.11": {"FCT", "Abuja Federal Capital Territory"},
}

// countryAliases are names in use that CLDR does not give. Names in capitals are found in capitals only.
var countryAliases = map[string][]string{
	"AE": {"UAE", "U.A.E.", "Emirates"},
	"BA": {"Bosnia"},
	"BI": {"Republic of Burundi"},
	"BN": {"Brunei Darussalam"},
	"BO": {"Plurinational State of Bolivia"},
	"CD": {"Congo", "DRC", "DR Congo", "D.R. Congo", "Democratic Republic of the Congo", "Democratic Republic of Congo", "Congo Kinshasa", "RDC"},
	"CF": {"Central African Republic"},
	"CG": {"Republic of the Congo", "Republic of Congo", "Congo Brazzaville", "Congo"},
	"CI": {"Ivory Coast", "Cote d'Ivoire", "Republic of Côte d'Ivoire"},
	"CN": {"PRC", "People's Republic of China", "Mainland China"},
	"CV": {"Cabo Verde", "Cape Verde"},
	"CZ": {"Czech Republic", "Czechia"},
	"FK": {"Falklands", "Malvinas"},
	"FM": {"Federated States of Micronesia"},
	"GB": {"UK", "U.K.", "Britain", "Great Britain", "United Kingdom of Great Britain and Northern Ireland", "Royaume-Uni", "Великобритания", "Британия"},
	"GM": {"The Gambia"},
	"HK": {"Hong Kong", "Hongkong"},
	"IR": {"Islamic Republic of Iran"},
	"KP": {"DPRK", "North Korea", "Democratic People's Republic of Korea"},
	"KR": {"South Korea", "Republic of Korea", "ROK"},
	"LA": {"Lao PDR", "Lao People's Democratic Republic"},
	"LY": {"State of Libya", "Libyan Arab Jamahiriya"},
	"MD": {"Republic of Moldova"},
	"MK": {"Macedonia", "FYROM", "The former Yugoslav Republic of Macedonia", "Republic of North Macedonia"},
	"MM": {"Burma", "Myanmar"},
	"MO": {"Macau", "Macao"},
	"NL": {"Holland", "The Netherlands"},
	"PS": {"Palestine", "Palestinian Territories", "State of Palestine", "Occupied Palestinian Territories", "Occupied Palestinian Territory"},
	"RU": {"Russian Federation", "РФ", "Российская Федерация"},
	"SA": {"KSA", "Kingdom of Saudi Arabia"},
	"SY": {"Syrian Arab Republic"},
	"SZ": {"Swaziland", "Eswatini"},
	"TL": {"East Timor", "Timor-Leste"},
	"TR": {"Turkey", "Türkiye", "Turkiye"},
	"TW": {"Taiwan", "Chinese Taipei"},
	"TZ": {"United Republic of Tanzania"},
	"US": {"USA", "U.S.A.", "US", "U.S.", "United States of America", "America", "США", "EE.UU.", "EEUU", "États-Unis", "美国", "أمريكا"},
	"VA": {"Vatican", "Holy See", "Vatican City State"},
	"VE": {"Bolivarian Republic of Venezuela"},
	"VN": {"Viet Nam"},
	"XK": {"Kosovo"},
	"ZA": {"RSA"},
}

// disputes are the divisions whose country is a setting; see docs/decisions/0003-disputed-areas.md.
var disputes = []pack.Dispute{
	{Country: "UA", Code: "11", Claims: []string{"UA", "RU"}, Why: "Crimea: UN General Assembly resolution 68/262"},
	{Country: "UA", Code: "20", Claims: []string{"UA", "RU"}, Why: "Sevastopol: UN General Assembly resolution 68/262"},
}

// olderDivisions are the names of divisions by the codes of 2023, which the towns bear, where the list of names has given the
// codes to others since: Vietnam joined its provinces in 2025.
var olderDivisions = map[string]string{
	"VN.01": "An Giang", "VN.03": "Bến Tre", "VN.05": "Cao Bằng", "VN.09": "Đồng Tháp", "VN.13": "Hải Phòng",
	"VN.20": "Ho Chi Minh City", "VN.21": "Kiên Giang", "VN.23": "Lâm Đồng", "VN.24": "Long An", "VN.30": "Quảng Ninh",
	"VN.32": "Sơn La", "VN.33": "Tây Ninh", "VN.34": "Thanh Hóa", "VN.35": "Thái Bình", "VN.37": "Tiền Giang",
	"VN.39": "Lạng Sơn", "VN.43": "Đồng Nai", "VN.44": "Hanoi", "VN.45": "Bà Rịa-Vũng Tàu", "VN.46": "Bình Định",
	"VN.47": "Bình Thuận", "VN.49": "Gia Lai", "VN.50": "Hà Giang", "VN.52": "Hà Tĩnh", "VN.53": "Hòa Bình",
	"VN.54": "Khánh Hòa", "VN.55": "Kon Tum", "VN.58": "Nghệ An", "VN.59": "Ninh Bình", "VN.60": "Ninh Thuận",
	"VN.61": "Phú Yên", "VN.62": "Quảng Bình", "VN.63": "Quảng Ngãi", "VN.64": "Quảng Trị", "VN.65": "Sóc Trăng",
	"VN.66": "Thừa Thiên-Huế", "VN.67": "Trà Vinh", "VN.68": "Tuyên Quang", "VN.69": "Vĩnh Long", "VN.70": "Yên Bái",
	"VN.71": "Bắc Giang", "VN.72": "Bắc Kạn", "VN.73": "Bạc Liêu", "VN.74": "Bắc Ninh", "VN.75": "Bình Dương",
	"VN.76": "Bình Phước", "VN.77": "Cà Mau", "VN.78": "Da Nang", "VN.79": "Hải Dương", "VN.80": "Hà Nam",
	"VN.81": "Hưng Yên", "VN.82": "Nam Định", "VN.83": "Phú Thọ", "VN.84": "Quảng Nam", "VN.85": "Thái Nguyên",
	"VN.86": "Vĩnh Phúc", "VN.87": "Cần Thơ", "VN.88": "Đắk Lắk", "VN.89": "Lai Châu", "VN.90": "Lào Cai",
	"VN.91": "Đắk Nông", "VN.92": "Điện Biên", "VN.93": "Hậu Giang",
}
