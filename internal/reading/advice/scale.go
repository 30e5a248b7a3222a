package advice

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/level"
)

// Codes beside those of Entries.
const (
	// Unknown is a level that is named and not understood, or not there where it should be. It is never the mildest.
	Unknown = "unknown"
	// NoneAgainst is the word of a government that only tells where not to travel, when it tells nothing: the United Kingdom
	// with an empty alert_status, Germany without a travel warning. It does not say that a country is safe.
	NoneAgainst = "none_against"
	// NoneInForce is NTAS's normal state: the list of alerts is there and empty.
	NoneInForce = "none_in_force"
)

// LevelOf is the place of a code on the house's scale: travel advice 1 normal, 2 caution, 3 avoid non-essential travel, 4 do not
// travel; threat levels 1 to 5. 0 for Unknown and for what is no code.
func LevelOf(code string) int {
	switch code {
	case Normal, NoneAgainst, NoneInForce:
		return 1
	case Caution:
		return 2
	case EssentialOnly:
		return 3
	case NoTravel, Depart:
		return 4
	}
	for i, r := range level.Ranks {
		if r == code {
			return i + 1
		}
	}
	return 0
}

// Step is one word of a government's scale.
type Step struct {
	Who   string // ISO 3166-1 of the government
	Words string // in lower case
	Code  string
	Parts bool // said of parts of the country only
}

// Scale holds the words of the governments' scales of travel advice, as their lists write them. Sources: the forms named in
// docs/guide/advice.md.
var Scale = []Step{
	{"US", "exercise normal precautions", Normal, false},
	{"US", "exercise increased caution", Caution, false},
	{"US", "reconsider travel", EssentialOnly, false},
	{"US", "do not travel", NoTravel, false},
	{"GB", "avoid_all_travel_to_whole_country", NoTravel, false},
	{"GB", "avoid_all_but_essential_travel_to_whole_country", EssentialOnly, false},
	{"GB", "avoid_all_travel_to_parts", NoTravel, true},
	{"GB", "avoid_all_but_essential_travel_to_parts", EssentialOnly, true},
	{"CA", "take normal security precautions", Normal, false},
	{"CA", "exercise normal security precautions", Normal, false},
	{"CA", "exercise a high degree of caution", Caution, false},
	{"CA", "avoid non-essential travel", EssentialOnly, false},
	{"CA", "avoid all travel", NoTravel, false},
	{"AU", "exercise normal safety precautions", Normal, false},
	{"AU", "exercise a high degree of caution", Caution, false},
	{"AU", "reconsider your need to travel", EssentialOnly, false},
	{"AU", "do not travel", NoTravel, false},
	{"NZ", "exercise normal safety and security precautions", Normal, false},
	{"NZ", "exercise increased caution", Caution, false},
	{"NZ", "avoid non-essential travel", EssentialOnly, false},
	{"NZ", "do not travel", NoTravel, false},
	{"IE", "normal precautions", Normal, false},
	{"IE", "high degree of caution", Caution, false},
	{"IE", "avoid non-essential travel", EssentialOnly, false},
	{"IE", "do not travel", NoTravel, false},
	{"NL", "geen bijzondere veiligheidsrisico's", Normal, false},
	{"NL", "waakzaamheid betrachten", Caution, false},
	{"NL", "extra waakzaamheid betrachten", Caution, false},
	{"NL", "niet-essentiële reizen worden ontraden", EssentialOnly, false},
	{"NL", "niet-essentiële reizen naar bepaalde gebieden worden ontraden", EssentialOnly, true},
	{"NL", "alle reizen worden ontraden", NoTravel, false},
	{"NL", "alle reizen naar bepaalde gebieden worden ontraden", NoTravel, true},
}

// withRegional are Canada's words for a country of which parts have another level, which is not told with them.
const withRegional = "with regional advisories"

// Numbers of the scales that are told by a number. The index is the number; an empty code is no level of that scale.
var (
	usNumbers = []string{1: Normal, 2: Caution, 3: EssentialOnly, 4: NoTravel}
	// caNumbers are Canada's advisory-state, which begins with 0.
	caNumbers = []string{0: Normal, 1: Caution, 2: EssentialOnly, 3: NoTravel}
	// auNumbers are Australia's ta:level of five. 1 is not used.
	auNumbers = []string{2: Normal, 3: Caution, 4: EssentialOnly, 5: NoTravel}
)

func numbered(scale []string, n int) string {
	if n >= 0 && n < len(scale) && scale[n] != "" {
		return scale[n]
	}
	return Unknown
}

var (
	levelNumber = regexp.MustCompile(`(?i)\blevel\s*([0-9]+)\b\s*[:–—-]?\s*`)
	regional    = regexp.MustCompile(`(?i)\s*\(with regional advisor(?:y|ies)\)\s*$`)
)

// words brings words of a scale to the form of the table.
func words(s string) string {
	s = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2019", "'", "\u2010", "-", "\u2011", "-").Replace(s)
	return strings.Trim(strings.Join(strings.Fields(strings.ToLower(s)), " "), " .:!*")
}

// ofWords reads a level told in words. who narrows it to one government; "" takes any. Parts is true for words that are said of
// parts only, and more when the whole has the level and parts have others ("with regional advisories").
func ofWords(who, s string) (code string, parts, more bool) {
	if m := regional.FindStringIndex(s); m != nil {
		s, more = s[:m[0]], true
	}
	number := 0
	if m := levelNumber.FindStringSubmatchIndex(s); m != nil {
		number, _ = strconv.Atoi(s[m[2]:m[3]])
		s = s[m[1]:]
	}
	w := words(s)
	for _, st := range Scale {
		if (who == "" || st.Who == who) && st.Words == w {
			if code != "" && code != st.Code {
				return Unknown, false, more // two governments mean different things by one word
			}
			code, parts = st.Code, st.Parts
		}
	}
	switch {
	case code == "" && number > 0 && w == "" && (who == "US" || who == "AU"):
		return numbered(usNumbers, number), false, more
	case code == "":
		return Unknown, false, more
	case number > 0 && LevelOf(code) != number:
		return Unknown, false, more
	}
	return code, parts, more
}

// startsWith reads the level at the start of a text, where nothing may stand between it and the words that follow. n is the
// length of the level's words in bytes.
func startsWith(who, s string) (code string, parts bool, n int) {
	lead := len(s) - len(strings.TrimLeft(s, " \t\r\n\u00a0*#"))
	low := strings.ToLower(strings.ReplaceAll(s[lead:], "’", "'"))
	if len(low) > len(s)-lead {
		low = low[:len(s)-lead]
	}
	best := 0
	for _, st := range Scale {
		if (who == "" || st.Who == who) && len(st.Words) > best && strings.HasPrefix(low, st.Words) {
			best, code, parts = len(st.Words), st.Code, st.Parts
		}
	}
	if best == 0 {
		return Unknown, false, 0
	}
	return code, parts, lead + best
}

// stricter is the code that asks for more care; Unknown gives way to what is known.
func stricter(a, b string) string {
	if LevelOf(b) > LevelOf(a) {
		return b
	}
	return a
}
