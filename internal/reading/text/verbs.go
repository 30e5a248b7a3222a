package text

// reports are verbs whose subject is the authority that speaks.
var reports = WordSet("warned warns warn warning has had have said says say told asked advised advises advising issued urged urges informs informed judged decided reported continues repeats repeated called calls rejected raised lowered listed advise say warned believes saw sees knows knew")

// Governs reports whether the country that ends before token i is the subject of a word of warning: "the United States and
// Britain have warned".
func Governs(d *Doc, i int) bool {
	for k := i; k < len(d.Tokens) && k < i+9 && d.SameSent(i-1, k); k++ {
		switch n := d.Norm(k); n {
		case "warned", "warns", "told", "urged", "urges", "advised", "advises", "warn", "continues", "advise":
			return true
		case "has", "have", "had", "also", "and", "both", "the":
		case ",":
			if k+1 < len(d.Tokens) && !d.Tokens[k+1].Cap {
				return false
			}
		default:
			if !d.Tokens[k].Cap {
				return false
			}
		}
	}
	return false
}

// SaysAfter reports whether a verb of saying stands in the eight tokens from the first.
func SaysAfter(d *Doc, from, to int) bool {
	for k := from; k < to && k < from+8; k++ {
		if reports[d.Norm(k)] {
			return true
		}
	}
	return false
}

// Acts reports whether a verb of policing follows token i.
func Acts(d *Doc, i int) bool {
	for k := i; k < len(d.Tokens) && k < i+5 && d.SameSent(i-1, k); k++ {
		switch d.Norm(k) {
		case "surrounded", "cordoned", "closed", "stormed", "responded", "sealed", "evacuated", "evacuating", "arrested", "detained", "killed", "launched", "rushed", "deployed", "bringing", "exchanged":
			return true
		}
	}
	return false
}

// PartOf reports whether the tokens are part of an audience or a target ("police posts", "an army patrol").
func PartOf(d *Doc, from, to int) bool {
	n := d.Norm(to)
	return n == "posts" || n == "post" || n == "patrol" || n == "officer" || n == "station" || n == "stations" || n == "command" || d.Norm(from-1) == "call" || d.Norm(from-1) == "tell"
}
