// Package asked reads what a text asks people to do: whether words command or advise, and what a verb of avoiding is about.
package asked

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var (
	// askWords before words of doing make them something asked for: "are advised to", "we recommend", "should".
	askWords = text.WordSet(`should must ought please kindly advise advises advised advising urge urges urged urging ask asks asked asking tell told telling recommend recommends recommended recommending
		encourage encourages encouraged encouraging request requests requested requesting remind reminds reminded reminding warn warned warning instruct instructs instructed instructing order ordered orders
		invite invited invites call called calls counsel counsels counselled suggest suggests suggested beg implore implored implores exhort exhorted exhorts appeal appealed appeals advisable important essential necessary
		discourage discourages discouraged discouraging bid bids bade demand demands demanded plead pleads pleaded insist insists insisted directive directives directed directs desirable mandatory compulsory inadvisable
		imperative wise prudent best better need needs don't never always recommendation recommendations advice cautioned caution cautions let's shall required obliged bidden sensible remember ensure
		consider considering`)
	// imperatives are verbs that sentences of advice begin with.
	imperatives = text.WordSet(`avoid stay keep remain be follow monitor check listen carry report register enrol enroll leave take use do don't not exercise contact call plan allow expect have make let tell inform obey heed observe comply
		cooperate co-operate limit postpone review seek shelter move go maintain pay watch read sign vary notify close always never steer stand refrain if when try consider reconsider know find get give put bring enter depart evacuate lock ensure answer clear detour skip step spend sleep hold shelter shut cover conceal remove behave dress talk
		speak write save post mark wait detour decide confine cut scale fly head relocate vacate discuss hand submit supply join fill complete avoid
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
	if k == i || imperatives.In(d, k) || d.Norm(i-1) == "," && i-1 > k && settings.In(d, k) {
		return true
	} else if _, ok := deeds.Of(tokenAt(d, k)); ok && verbHere(d, k, st) {
		return true
	}
	switch d.Norm(i - 1) {
	case ":", ";", "–", "—", "»", "you", "should", "then":
		return true
	}
	return false
}

// TakenBack reports whether the sentence says before token i that something is not asked for, or no longer: "have withdrawn their
// call to", "there is no need to", "are not required to", "are expected to"; or after it: "the order to stay indoors was lifted".
func TakenBack(d *text.Doc, i, to int) bool {
	st := &d.Sents[d.Tokens[i].Sent]
	for k := to; k < st.To; k++ {
		switch d.Norm(k) {
		case ";":
			if d.Norm(k+1) != "that" && d.Norm(k+1) != "this" {
				k = st.To
			}
		case "until", "till", "if", "when", "once", ",":
			k = st.To
		case "longer":
			if d.Norm(k-1) == "no" {
				return true
			}
		case "lifted", "withdrawn", "revoked", "rescinded", "over", "ended", "cancelled", "canceled":
			switch d.Norm(k - 1) {
			case "was", "were", "is", "are", "been", "since", "now", "has", "have":
				return true
			}
		}
	}
	if n := d.Tokens[i].Sent + 1; n < len(d.Sents) && endedNext(d, &d.Sents[n]) {
		return true
	}
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
			if next == "longer" || next == "need" || next == "reason" || next == "recommendation" || next == "advice" {
				return i-k < 8 || next == "longer" && i-k < 14
			}
		case "not":
			switch next {
			case "need", "have", "being", "required", "obliged", "necessary", "asked", "advised", "urged", "compelled", "forced", "bound", "supposed":
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

// endedNext reports whether a sentence says that what the one before asked for holds no more: "That request is withdrawn."
func endedNext(d *text.Doc, st *text.Sentence) bool {
	if n := d.Norm(st.From); n != "that" && n != "this" && n != "the" || !letters.In(d, st.From+1) && !bidding.In(d, st.From+1) {
		return false
	}
	for k := st.From + 2; k < st.To && k < st.From+9; k++ {
		switch d.Norm(k) {
		case "withdrawn", "lifted", "ended", "rescinded", "revoked", "cancelled", "canceled", "over", "expired":
			return d.Norm(st.From) != "the" || k < st.From+6
		case "longer":
			if d.Norm(k-1) == "no" {
				return true
			}
		}
	}
	return false
}

// bidding are nouns for what is asked of people.
var bidding = text.WordSet(`order orders request requests instruction instructions measure measures restriction restrictions rule curfew lockdown directive call appeal ban`)

// Directs reports whether tokens [i, to) tell something to do: the sentence commands, asks or advises, and does not tell what
// somebody did or may do.
func Directs(d *text.Doc, i, to int) bool {
	if doneOtherwise(d, i) {
		return false
	}
	n := d.Tokens[i].Sent
	st := &d.Sents[n]
	if st.Section == text.Actions || st.Bullet || Commands(d, i) {
		return true
	}
	for k := i; k < to; k++ { // "vigilance is advised"
		if askWords.Has(&d.Tokens[k]) {
			return true
		}
	}
	for ; n > 0 && d.Sents[n-1].Para == st.Para; n-- { // the items of a list that somebody is asked to do
		if p := &d.Sents[n-1]; d.Norm(p.To-1) == ":" {
			return true
		}
	}
	return false
}

var (
	// ownVerbs stand before "to do" where nobody is asked: "failed to leave", "those who wish to leave", "are free to go".
	ownVerbs = text.WordSet(`about able unable fail failed fails failing tried tries trying managed manages manage refused refuses refuse refusing agreed agrees decided decides deciding wanted wants wanting went gone came come continued continues continue continuing
		began begins begun hoping hoped hopes hope planned planning intended intends intend intending had used forced compelled threatened threatens vowed vows promised promises pledged pledges going due likely unlikely
		happy glad set learned learnt chose chosen choose chooses seeking sought rushed ran hurried hurry rushing allowed permitted free enough right chance possible effort efforts attempt attempts attempted attempting reluctant willing unwilling
		prefer preferred prefers wish wished wishes wishing scrambled scrambling struggled struggling stopped waiting waited prepared preparing opportunity lucky offered offers offering helped helping help helps enabled let ability power powers permission
		way ways time booked hurries powerless desperate hesitant flocked lined queued returned turned moved refusal decision fled sent sends brought taken returning`)
	// own are words before a verb that has its own subject: "who stay in", "did not leave".
	own = text.WordSet(`they we i he she it who which that could would might will cannot can't couldn't won't didn't doesn't wouldn't did does where whose police authorities forces government officials soldiers`)
	// ownBeforeNot stand before "not do" where nobody is asked.
	ownBeforeNot = text.WordSet(`could would might will did does`)
	// conditions begin a clause that says when, and not what to do: "if you leave", "before you go out".
	conditions = text.WordSet(`if when whenever once where wherever before until till while whilst unless as what how whether because since after though although why time`)
	// settings begin words before a command that say where, when or whether: "Wherever you are, avoid crowds".
	settings = text.WordSet(`wherever whatever whenever whichever however elsewhere meanwhile until till while if when once unless should in on at for during over through throughout with without before after as since because given despite regardless from between otherwise therefore again finally first second third also additionally accordingly today tonight tomorrow here there
		outside inside near within across generally nevertheless nonetheless instead also above`)
	// institutions are told what to do for others
	institutions = text.WordSet(`municipalities municipality councils police troops soldiers organisers organizers clubs authorities governors forces units governments mayors officers`)
	planWords    = text.WordSet(`plan plans planning arrangement arrangements preparations ready prepared`)
)

// carried are things that people leave or get out of without going away.
var carried = text.WordSet(`car cars vehicle vehicles bag bags luggage baggage belongings valuables door doors window windows phone phones message messages details name names number engine lights suitcase suitcases weapons children bed beds work job jobs office party power post posts group troops forces flowers plenty enough time space room passport keys bus taxi train plane water`)

// LeavesThing reports whether words of leaving, the tokens [from, to), are about a thing that is left or about not going: "leave the car at
// home", "told not to leave the quarter".
func LeavesThing(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		switch n := d.Norm(k); n {
		case "leave", "leaving", "depart", "out":
			if d.Norm(k-1) == "to" && d.Norm(k-2) == "not" || d.Norm(k-1) == "not" {
				return true
			}
			x := k + 1
			if n == "out" && d.Norm(x) == "of" {
				x++
			} else if n == "out" {
				continue
			}
			for determiners.In(d, x) || d.Norm(x) == "a" || d.Norm(x) == "your" || d.Norm(x) == "any" {
				x++
			}
			return carried.In(d, x) && d.Norm(x+1) != "-"
		}
	}
	return false
}

// Undone gives where among the tokens [from, to) something to do begins; ok is false when they tell what somebody did, wished or may do:
// "agreed to stay in touch". Words before a comma may be of a clause that says when: "while you remain, be vigilant".
func Undone(d *text.Doc, from, to int) (at int, ok bool) {
	if !doneOtherwise(d, from) {
		return from, true
	}
	for k := from + 1; k < to-1; k++ {
		if d.Norm(k) == "," && !doneOtherwise(d, k+1) {
			return k + 1, true
		}
	}
	return from, false
}

// doneOtherwise reports whether the verb at token i tells what somebody did, wished or may do, or says when something holds.
func doneOtherwise(d *text.Doc, i int) bool {
	st := &d.Sents[d.Tokens[i].Sent]
	if i == st.From {
		return false
	}
	n, k := d.Norm(i), i-1
	ing := len(n) > 4 && n[len(n)-3:] == "ing"
	if !ing && !imperatives.In(d, i) {
		return false
	}
	for k > st.From && (d.Norm(k) == "not" || d.Norm(k) == "never" || d.Norm(k) == "also" || d.Norm(k) == "quite" || len(d.Norm(k)) > 4 && strings.HasSuffix(d.Norm(k), "ly")) {
		k--
	}
	switch w := d.Norm(k); {
	case ing:
		if (w == "for" || w == "of" || w == "to") && (planWords.In(d, k-1) || planWords.In(d, k-2)) {
			return true
		}
		return st.Section != text.Actions && !st.Bullet && (w == "was" || w == "were" || w == "are" || w == "is" || w == "been" || w == "while" || w == "after" || w == "before" || w == "when")
	case w == "to":
		for k--; k > st.From && (d.Norm(k) == "not" || d.Norm(k) == "never" || d.Norm(k) == "only"); k-- {
		}
		if d.Norm(k) == "and" || d.Norm(k) == "or" {
			return false
		}
		if askedOf.In(d, k) && (d.Norm(k-1) == "been" || d.Norm(k-1) == "were" || d.Norm(k-1) == "was" || d.Norm(k-1) == "are") {
			for k--; k > st.From && (beWord(d, k) || d.Norm(k) == "have" || d.Norm(k) == "has" || d.Norm(k) == "had"); k-- {
			}
			return k >= st.From && institutions.In(d, k)
		}
		return k >= st.From && ownVerbs.In(d, k) && !((d.Norm(k) == "wish" || d.Norm(k) == "want") && (d.Norm(k-1) == "may" || d.Norm(k-1) == "might") || d.Norm(k) == "time" || d.Norm(k) == "help" && k == st.From)
	case w == "you":
		return conditions.In(d, k-1)
	case d.Norm(i-1) == "not" && k < i-1:
		return ownBeforeNot.In(d, k)
	default:
		return own.In(d, k)
	}
}
