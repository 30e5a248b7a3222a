package asked

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// askedOf are participles after "are" or "have been" that ask something of people.
	askedOf = text.WordSet(`urged told asked advised warned instructed ordered called encouraged cautioned reminded requested recommended invited informed alerted notified directed exhorted implored`)
	// asking are verbs whose object is told what to do.
	asking = text.WordSet(`told tells tell telling urged urges urge urging advised advises advise advising asked asks ask asking warned warns warn warning reminded reminds remind instructed instructs ordered orders informs informed inform
		cautioned cautions alerts alerted encouraged encourages recommends recommended requests requested invites invited notifies notified calls called call calling exhorts exhorted implored cautioning assured assure assures`)
	// heads of a title that names whom it is for
	letters = text.WordSet(`notice message messages advisory advice alert alerts warning warnings reminder information letter appeal attention statement announcement notification bulletin circular note recommendation recommendations guidance update`)
	// words that may stand between an asking verb and those asked
	determiners = text.WordSet(`all any the its his her their our both every fellow private dear on upon to these those some most many remaining resident other british u.s.`)
)

// Addressed reports whether the people named by the tokens [from, to) are whom words of asking or advising address: "are advised",
// "who are in the country are urged", "told its", "should"; or whom a title names: "Notice to Kenyans".
func Addressed(d *text.Doc, from, to int) bool {
	st := &d.Sents[d.Tokens[from].Sent]
	k := from - 1
	for k >= st.From && k > from-5 && determiners.In(d, k) {
		k--
	}
	if k >= st.From && asking.In(d, k) {
		return true
	}
	if n := d.Norm(k - 1); d.Norm(k) == "to" && k > st.From && (n == "wrote" || n == "written" || n == "appealed" || n == "appeals" || n == "appeal" || n == "writes") {
		return true
	}
	if st.Line < 8 {
		if n := d.Norm(st.From); n == "to" && from-st.From < 5 || n == "attention" || n == "dear" {
			return true
		}
		for x := from - 1; x >= st.From && x > from-6; x-- {
			if n := d.Norm(x); n == "to" || n == "for" {
				return letters.In(d, x-1) || letters.In(d, x-2)
			}
		}
	}
	for x, n := to, 0; x < st.To && n < 16; x, n = x+1, n+1 {
		switch d.Norm(x) {
		case "should", "must", "ought", "shall":
			return true
		case ":":
			return d.Norm(x+1) == "please" || imperatives.In(d, x+1)
		case "need", "have", "had":
			if d.Norm(x+1) == "to" && d.Norm(x) == "need" {
				return true
			}
		case "are", "were", "is", "be", "been":
			for y := x + 1; y < st.To && y < x+5; y++ {
				if askedOf.In(d, y) {
					return true
				}
			}
		case ";", "said", "says", ".":
			return false
		}
	}
	return false
}
