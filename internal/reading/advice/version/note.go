package version

import (
	"regexp"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
)

// Said is what a government's note on a change says of its advice against travel.
type Said struct {
	How   string `json:"how"`             // now, still, no_longer
	Code  string `json:"code"`            // no_travel, essential_only, or unknown where the note says only "against travel"
	Place string `json:"place,omitempty"` // in the note's words; empty: it names none
}

var (
	noteSays = regexp.MustCompile(`(?i)\b(no longer |now |continues? to |still |does not |do not )?advis(?:e|es|ed|ing) against (all (?:and|or) all but essential travel|all but essential (?:and|or) all travel|all but essential travel|all non-essential travel|all travel|any travel|travel)\b((?:,? and (?:against )?(?:all but essential travel|all travel))?)`)
	noteTo   = regexp.MustCompile(`(?i)^ (?:to|in|within|for) ([^.;(]{2,240})`)
	noteAnd  = regexp.MustCompile(`(?i)^ ?(?:and|as well as|but|,)? ?(?:and )?against (all but essential travel|all travel)(?: to ([^.;(]{2,240}))?`)
	// noteEnd is where the name of a place ends and the rest of the sentence begins.
	noteEnd = regexp.MustCompile(`(?i)(?:,? (?:based on|due to|because|in line with|in response|following|as well as against|and against|and (?:no longer|now|continues?)\b|but(?: (?:continues?|now|no longer))?$|for those|until|while|which means)|, (?:fcd?o|the fcd?o|but) |:).*$`)
)

// ReadNote reads a British change note ("FCDO now advises against all but essential travel to …"): what is advised against now, still,
// and no longer, in the order of the note. Most notes say nothing of that and give nil. It is a note's word, which the desk may
// read beside the levels; levels are never taken from it.
func ReadNote(note string) []Said {
	note = strings.Join(strings.Fields(strings.ReplaceAll(note, "\u00a0", " ")), " ")
	var out []Said
	add := func(how, what, place string) {
		code := advice.Unknown
		switch what = strings.ToLower(what); what {
		case "all but essential travel", "all non-essential travel":
			code = advice.EssentialOnly
		case "all travel", "any travel":
			code = advice.NoTravel
		}
		out = append(out, Said{How: how, Code: code, Place: strings.Trim(noteEnd.ReplaceAllString(place, ""), " ,'’‘\"")})
	}
	all := noteSays.FindAllStringSubmatchIndex(note, -1)
	for i, m := range all {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return note[m[2*i]:m[2*i+1]]
		}
		how := "now"
		switch strings.TrimSpace(strings.ToLower(group(1))) {
		case "no longer", "does not", "do not":
			how = "no_longer"
		case "continue to", "continues to", "still":
			how = "still"
		}
		rest, place := note[m[1]:], ""
		if i+1 < len(all) {
			rest = note[m[1]:all[i+1][0]]
		}
		if x := noteTo.FindStringSubmatch(rest); x != nil {
			place = x[1]
		}
		if what := strings.ToLower(group(2)); strings.Contains(what, " and ") || strings.Contains(what, " or ") {
			add(how, "all travel", place)
			add(how, "all but essential travel", place)
			continue
		}
		add(how, group(2), place)
		if second := strings.ToLower(group(3)); second != "" {
			if strings.Contains(second, "but") {
				add(how, "all but essential travel", place)
			} else {
				add(how, "all travel", place)
			}
		}
		// "… to its borders and against all but essential travel to the rest"
		if i := strings.Index(strings.ToLower(place), "against all"); i > 0 {
			head := strings.LastIndexByte(strings.TrimRight(place[:i], " "), ' ')
			if x := noteAnd.FindStringSubmatch(place[max(0, head):]); x != nil {
				add(how, x[1], x[2])
			}
		}
	}
	return out
}
