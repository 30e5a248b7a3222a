package holder

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// Speaks are verbs of saying whose subject speaks.
	Speaks = text.WordSet(`said says say saying told tells tell telling warned warns warn warning urged urges urge urging asked asks ask asking advised advises advise advising announced announces announce announcing
		confirmed confirms confirm added adds wrote writes write stated states reported reports insisted insists called calls call spoke speaks stressed stresses maintained maintains declared declares denied denies deny
		dismissed dismisses dismissing rejected rejects assured assures reassured reassures cautioned cautions alerted alerts notified notifies informed informs instructed instructs ordered orders recommended recommends reminded reminds appealed appeals
		requested requests believes believe believed fears fear feared sees saw see knows knew thinks think considers considered expects expected assessed assesses judged judges estimated estimates noted notes
		explained explains admitted admits acknowledged repeated repeats posted posts tweeted issued issues published circulated released broadcast disclosed revealed reveals described describes
		raised raises lowered lowers lifted lifts kept keeps set sets decided decides put puts moved moves upgraded downgraded left leaves withdrew withdrawn proclaimed accused accuses condemned vowed promised pledged
		expressed expresses argued argues claimed claims commented answered replied responded signalled signaled conceded emphasised emphasized reiterated counselled summoned suggested suggests tightened cleared speaks sent`)
	// Asks are those of them whose object is told to do something.
	Asks = text.WordSet(`told tells tell telling warned warns warn warning urged urges urge urging asked asks ask asking advised advises advise advising called calls call calling cautioned cautions alerted instructed instructs ordered orders
		recommended recommends recommend reminded reminds appealed appeals appeal requested requests informed informs notified counselled begged invited invites encourages encouraged exhorted implored wants want directed`)
	// hears are verbs before one who is spoken to.
	hears = text.WordSet(`told tells tell telling asked asks ask asking urged urges urging warned warns warn warning informed informs informing accused accuses accusing blamed blames blaming thanked called phoned met reminded
		advised notified alerted briefed against to with of between criticised criticized killed shot attacked contact call inform with for`)
	// alerts are nouns of warning.
	alerts = text.WordSet(`warning warnings alert alerts notice notices message messages advisory advisories advice statement statements bulletin bulletins note notes announcement information tip tip-off tipoff hint appeal guidance
		communique communiqué circular caution assessment report letter memo`)
	// kindsOf stand before a noun of warning and say of what kind it is.
	kindsOf = text.WordSet(`security travel terror terrorism safety emergency latest new own public recent earlier original official urgent new fresh`)
	// passes stand between one who speaks and the verb.
	passes = text.WordSet(`has have had also then now again later earlier already today yesterday meanwhile since still on monday tuesday wednesday thursday friday saturday sunday late early in the morning afternoon evening night this last
		itself himself herself immediately quickly nevertheless however is was are were be been has not only did do does once more therefore formally publicly repeatedly separately directly swiftly promptly
		initially first subsequently nonetheless likewise , too alone at of to week month january february march april may june july august september october november december`)
)

// Spoken reports whether the one named by tokens [from, to) is the subject of a verb of saying, and where that verb stands; -1 where it does not speak.
func Spoken(d *text.Doc, from, to int) int {
	if b := from - 1; b >= 0 && d.SameSent(b, from) { // "a teacher told the governor"
		if n := d.Norm(b); n == "the" || n == "a" || n == "its" || n == "their" || n == "an" || n == "his" || n == "our" {
			b--
		}
		if Inside(d, from) {
			return -1
		}
		switch n := d.Norm(b); n {
		case "said", "says", "added", "adds", "wrote", "insisted", "according":
			return b
		case "to":
			if d.Norm(b-1) == "according" {
				return b - 1
			}
		case "by":
			if issuing.In(d, b-1) || alerts.In(d, b-1) {
				return b - 1
			}
		}
		if d.SameSent(b, from) && hears.In(d, b) && !(d.SameSent(to, from) && Speaks.In(d, to)) {
			return -1
		}
	}
	// the verb follows, after an apposition, a day or an adverb
	for k, n := to, 0; n < 12 && d.SameSent(to-1, k); n++ {
		t := &d.Tokens[k]
		switch {
		case Speaks.Has(t), own.Has(t) && (d.Norm(k+1) == "its" || d.Norm(k+1) == "their"):
			return k
		case t.Norm == "," && d.SameSent(k, k+1) && Speaks.In(d, k+1):
			return k + 1 // "the minister, X, said"
		case t.Norm == "," && n == 0 || t.Norm == "(":
			// "X, who took office in May, said"; "X (Y) said"
			closer := ","
			if t.Norm == "(" {
				closer = ")"
			}
			j := k + 1
			for j < len(d.Tokens) && j < k+26 && d.SameSent(k, j) && d.Tokens[j].Norm != closer {
				j++
			}
			if j >= len(d.Tokens) || !d.SameSent(k, j) || d.Tokens[j].Norm != closer {
				return -1
			}
			k = j + 1
		case passes.Has(t) || t.Kind == text.Number, t.Cap && k > to && d.Norm(k-1) == "in" || t.Cap && d.Norm(k-1) == "the" && d.Norm(k-2) == "in":
			k++
		default:
			return -1
		}
	}
	return -1
}

// within are words that make an office after them the place of another.
var within = text.WordSet(`in at inside within near outside`)

// Inside reports whether the one named from token from on is told as the place of another: "the bureau in the prime minister's office said".
func Inside(d *text.Doc, from int) bool {
	b := from - 1
	return d.Norm(b) == "the" && b > 0 && d.SameSent(b-1, from) && within.In(d, b-1)
}

// own are verbs of what an office does with what is its own where it sees a danger: "shut its embassy", "changed its advice", "stopped its airlines".
var own = text.WordSet(`altered alters changed changes updated updates revised revises amended shut shuts shutting closed closes stopped suspended halted withdrew recalled evacuated moved reopened cut renewed repeated`)

var issuing = text.WordSet(`issued published posted sent released made given put out circulated signed announced voiced announced raised lowered set warned told told urged advised asked quoted`)

// Alerts reports whether the one named by tokens [from, to) is the one of whom a noun of warning near it is: "a warning from X", "X's notice",
// "the X alert". It gives the token of that noun, or -1.
func Alerts(d *text.Doc, from, to int) int {
	b := from - 1
	if n := d.Norm(b); n == "the" || n == "a" || n == "an" {
		b--
	}
	if n := d.Norm(b); d.SameSent(b, from) && (n == "from" || n == "by" || n == "of") {
		for k := b - 1; k >= 0 && k > b-4 && d.SameSent(k, from); k-- {
			if alerts.In(d, k) {
				return k
			}
			if issuing.In(d, k) && n == "by" {
				return k
			}
		}
	}
	k := to
	if n := d.Norm(k); n == "'s" || n == "'" || n == "’" {
		k++
	}
	for x := k; x < k+4 && d.SameSent(from, x); x++ {
		if alerts.In(d, x) {
			return x
		}
		if !kindsOf.In(d, x) {
			break
		}
	}
	return -1
}
