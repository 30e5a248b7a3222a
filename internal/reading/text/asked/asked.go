// Package asked reads what a text asks people to do: whether words command or advise, and what a verb of avoiding is about.
package asked

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// askWords before words of doing make them something asked for: "are advised to", "we recommend", "should".
	askWords = text.WordSet(`should must ought please kindly advise advises advised advising urge urges urged urging ask asks asked asking tell told telling recommend recommends recommended recommending
		encourage encourages encouraged encouraging request requests requested requesting remind reminds reminded reminding warn warned warning instruct instructs instructed instructing order ordered orders
		invite invited invites call called calls counsel counsels counselled suggest suggests suggested beg implore implored implores exhort exhorted exhorts appeal appealed appeals advisable important essential necessary
		imperative wise prudent best better need needs don't never always recommendation recommendations advice cautioned caution cautions let's shall required obliged bidden sensible remember ensure
		consider considering`)
	// imperatives are verbs that sentences of advice begin with.
	imperatives = text.WordSet(`avoid stay keep remain be follow monitor check listen carry report register enrol enroll leave take use do don't not exercise contact call plan allow expect have make let tell inform obey heed observe comply
		cooperate co-operate limit postpone review seek shelter move go maintain pay watch read sign vary notify close always never steer stand refrain if when try consider reconsider know find get give put bring enter depart evacuate lock ensure
		draw agree ring dial pass alert beware mind look prepare hide run act confirm continue stick heed abide adhere respect reduce minimise minimize restrict defer delay cancel travel return please subscribe log update save share charge cover
		store switch turn store arrange book choose walk drive abstain desist think double heighten increase raise strengthen enhance treat wait lie drop remember note only whoever anyone everyone those all avoid until for`)
)

// Commands reports whether token i begins something to do: it begins its sentence or a step of a list that does, or a word of
// asking or advising stands before it in the sentence.
func Commands(d *text.Doc, i int) bool {
	st := &d.Sents[d.Tokens[i].Sent]
	for k := st.From; k <= i; k++ {
		if askWords.Has(&d.Tokens[k]) {
			return true
		}
	}
	k := st.From
	for k < i && (d.Tokens[k].Kind != text.Word || len(d.Tokens[k].Norm) < 4 && d.Norm(k+1) == ")") {
		k++ // "(iii)", "2."
	}
	if k == i || imperatives.In(d, k) {
		return true
	}
	switch d.Norm(i - 1) {
	case ":", ";", "–", "—", "»", "you", "should", "then":
		return true
	}
	return false
}

// TakenBack reports whether the sentence says before token i that something is not asked for, or no longer: "have withdrawn their
// call to", "there is no need to", "are not required to", "are expected to".
func TakenBack(d *text.Doc, i int) bool {
	st := &d.Sents[d.Tokens[i].Sent]
	for k := st.From; k < i; k++ {
		next := d.Norm(k + 1)
		switch d.Norm(k) {
		case "expected":
			if next == "to" {
				return true
			}
		case "withdrawn", "withdrew", "lifted", "rescinded", "revoked", "cancelled", "canceled", "dropped":
			for x := k + 1; x < i && x < k+6; x++ {
				switch d.Norm(x) {
				case "call", "calls", "advice", "order", "orders", "recommendation", "recommendations", "instruction", "instructions", "request", "warning", "appeal":
					return true
				}
			}
		case "no":
			if next == "longer" || next == "need" || next == "reason" {
				return i-k < 8
			}
		case "not":
			switch next {
			case "required", "obliged", "necessary", "asked", "advised", "urged", "compelled", "forced", "bound", "supposed":
				return i-k < 8
			}
		case "need", "needn't":
			if next == "not" && i-k < 4 {
				return true
			}
		}
	}
	return false
}

// Directs reports whether token i begins something to do: the sentence commands, asks or advises, and does not tell what
// somebody did.
func Directs(d *text.Doc, i int) bool {
	n := d.Tokens[i].Sent
	st := &d.Sents[n]
	if st.Section == text.Actions || st.Bullet || Commands(d, i) {
		return true
	}
	for ; n > 0 && d.Sents[n-1].Para == st.Para; n-- { // the items of a list that somebody is asked to do
		if p := &d.Sents[n-1]; d.Norm(p.To-1) == ":" {
			return true
		}
	}
	return false
}
