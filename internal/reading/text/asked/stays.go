package asked

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	stayVerbs = text.WordSet(`stay remain stays remains staying remaining`)
	stayers   = text.WordSet(`who if those choose decide must elect wish intend chooses decides unable cannot`)
)

// Stays reports whether what is told at a token is told to those who stay, or who go there, all the same: in its sentence, or in one
// before it in its paragraph or above its list.
// When the text warns of a threat too, only who stays against the advice counts.
func Stays(d *text.Doc, tok int, warned bool) bool {
	n := d.Tokens[tok].Sent
	st := &d.Sents[n]
	for k := n; k >= 0 && k > n-9; k-- {
		p := &d.Sents[k]
		if p.Para < st.Para-1 || p.Section != st.Section && k < n {
			return false
		}
		end := p.To
		if k == n {
			end = tok
		}
		for x := p.From; x < end; x++ {
			if stayVerbs.In(d, x) && (stayers.In(d, x-1) || d.Norm(x-1) == "to" && stayers.In(d, x-2) || d.Norm(x-1) == "you" && d.Norm(x-2) == "if") {
				for y := x; y < x+7; y++ {
					if n := d.Norm(y); n == "advice" || n == "warning" {
						return true
					}
				}
				return !warned
			}
			if d.Norm(x) == "travel" && d.Norm(x-1) == "to" && d.Norm(x-2) == "decide" {
				return true
			}
		}
		if k < n && p.Para != st.Para && !p.Bullet {
			return false
		}
	}
	return false
}

// unharmed are words for being well after an attack.
var unharmed = text.WordSet(`safe well unhurt unharmed alive ok okay unscathed uninjured`)

// Unhurt reports whether the words of the tokens [from, to) ask people to let others know that they are well.
func Unhurt(d *text.Doc, from, to int) bool {
	for k := from; k < to+8 && d.SameSent(from, k); k++ {
		if n := d.Norm(k - 1); unharmed.In(d, k) && (n == "are" || n == "is" || n == "'re" || n == "you're") {
			return true
		}
	}
	return false
}

// cordons are words that say that a place is the scene of something, and closed.
var cordons = text.WordSet(`cordoned closed scene blast explosion shooting attacked sealed rescue ambulances firefighters wreckage`)

// Closed reports whether a place to be avoided, which the tokens [from, to) tell, is the scene of what happened.
func Closed(d *text.Doc, from, to int) bool {
	for k := from; k < to+14 && d.SameSent(from, k) && d.Norm(k) != ";"; k++ {
		if n := d.Norm(k + 1); d.Norm(k) == "," && n != "where" && n != "which" && n != "as" {
			return false
		}
		if cordons.In(d, k) || d.Norm(k) == "police" && d.Norm(k+1) == "are" {
			return true
		}
	}
	return false
}
