package trigger

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var harmed = text.MarkedSet("killed dead died die dies injured wounded hurt lives casualties fatalities victims victim deaths kills killing wounding injuring murdered injuries perished")

// Harms reports whether token i is a word of people killed or hurt.
func Harms(d *text.Doc, i int) bool { return harmed.In(d, i) }

// Supposed reports whether what begins at token from is only supposed, feared or denied by the words right before it: "if shots are
// fired", "could be attacked", "nobody has been arrested", "in case of arrest". A noun with its article is a fact, but for "no sign of the".
func Supposed(d *text.Doc, from int, noun bool) bool {
	if n := d.Norm(from); noun && (n == "the" || n == "these" || n == "those" || n == "this") {
		return text.Ruled(d, from)
	}
	if !noun && d.Norm(from-1) == "to" && d.SameSent(from-1, from) {
		return true // "a plot to kidnap tourists"
	}
	for k := from - 1; k >= 0 && k >= from-4 && d.SameSent(k, from); k-- {
		switch d.Norm(k) {
		case ",", ";", ":", "(", ")", "–", "—", "and", "but", "that", "who", "which", "when", "where", "while", "after", "before", "since", "the", "these", "those", "this":
			return false
		case "may":
			if !d.Tokens[k].Cap {
				return true
			}
		case "might", "could", "would", "should", "can", "cannot", "if", "unless", "whether", "nobody", "no", "none", "never", "neither", "nor", "without", "or":
			return true
		case "be", "been":
			if n := d.Norm(k - 1); k == from-1 && (n == "to" || n == "have" && d.Norm(k-2) == "to") {
				return true // "was to be stormed"
			}
		case "such":
			return d.Norm(k+1) == "as"
		case "not":
			n := d.Norm(k + 1)
			return n != "only" && n != "just"
		case "case", "event", "risk", "likelihood", "possibility", "chance", "threat", "danger", "fear", "fears", "prevent", "avoid", "against":
			if n := d.Norm(k + 1); n == "of" || noun {
				return true
			}
		}
	}
	return false
}

var foiling = text.WordSet("foil foils foiled foiling thwart thwarts thwarted thwarting disrupt disrupts disrupted disrupting avert averts averted averting prevent prevents prevented preventing stop stops stopped stopping uncover uncovers uncovered uncovering neutralised neutralized dismantle dismantles dismantled dismantling intercept intercepted intercepting scuppered frustrated derailed bust busts busted smash smashes smashed headed nipped blocked disruption arrested detained charged suspected suspicion accused held jailed custody remanded convicted failed broke break breaks broken breaking end abandoned caught surprised crushed crushing unmasked")

// Foils reports whether one of the tokens [from, to) says that a plan was stopped, or its planners are held, accused or charged.
func Foils(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if foiling.In(d, k) {
			return true
		}
	}
	return false
}

var stopping = text.WordSet("foil foils foiled foiling thwart thwarts thwarted thwarting disrupted disrupting averted averting neutralised neutralized dismantled dismantling scuppered")

// stopped reports whether one of the tokens [from, to) says that a plan was stopped, and none that it was not.
func stopped(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if stopping.In(d, k) {
			return d.Norm(k-1) != "not" && d.Norm(k-1) != "to" && d.Norm(k-2) != "not"
		}
	}
	return false
}

// WasPlanned reports whether the words [from, to) tell what somebody had in mind before: "were preparing an attack".
func WasPlanned(d *text.Doc, from, to int) bool {
	past := false
	for k := max(0, from-1); k < to; k++ {
		switch d.Norm(k) {
		case "was", "were", "had", "who", "they", "he", "she":
			past = true
		case "preparing", "planning", "plotting", "prepared", "planned", "plotted", "intended", "wanted":
			return past && d.SameSent(k, from)
		}
	}
	return false
}

// toDo reports whether the tokens [from, to) tell only what somebody is to do: "plans by extremists to attack".
func toDo(d *text.Doc, from, to int) bool {
	for k := from + 1; k+1 < to; k++ {
		if d.Norm(k) == "to" && !begun.In(d, k-1) && infinitives.In(d, k+1) {
			return true
		}
	}
	return false
}

// lookingTo reports whether the tokens [from, to) tell what somebody has in mind now: "are looking to hit".
func lookingTo(d *text.Doc, from, to int) bool {
	for k := from + 2; k+1 < to; k++ {
		if d.Norm(k) == "to" && infinitives.In(d, k+1) && minded.In(d, k-1) && (d.Norm(k-2) == "are" || d.Norm(k-2) == "is" || d.Norm(k-2) == "be") {
			return true
		}
	}
	return false
}

var (
	minded      = text.WordSet("looking aiming preparing seeking planning plotting hoping trying eager keen ready set determined poised intending")
	begun       = text.WordSet("began begun begin begins started starts start continued continue continues managed went proceeded tried attempted used set close according")
	infinitives = text.WordSet("attack kill bomb shoot stab storm strike hit target blow kidnap abduct seize murder assassinate massacre burn torch hijack ambush raid assault ram behead slaughter harm")
)

var dwellings = text.WordSet("flat flats apartment apartments house houses home homes hideout hideouts garage warehouse lock-up basement premises address addresses property properties cabin farmhouse")

// Dwelling reports whether token i is a word for where suspects live or keep things.
func Dwelling(d *text.Doc, i int) bool { return dwellings.In(d, i) }

// Riot reports whether a sentence speaks of rioting or looting.
func Riot(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "riot", "riots", "rioting", "rioters", "looting", "looted", "looters", "unrest", "disorder", "disturbances":
			return true
		}
	}
	return false
}

// Rumoured reports whether the noun at token i is only what was told: "first reports had spoken of a second blast".
func Rumoured(d *text.Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-8 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "reports", "rumours", "rumors", "rumour", "rumor", "spoken", "talk", "claims":
			return true
		case ",", ";", ":":
			return false
		}
	}
	return false
}

// Separates reports whether a sentence says that it turns to another matter.
func Separates(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "separately", "additionally", "separate", "unrelated":
			return true
		case "in":
			if d.Norm(k+1) == "addition" || d.Norm(k+1) == "a" && d.Norm(k+2) == "separate" {
				return true
			}
		case "second", "another":
			if n := d.Norm(k + 1); n == "threat" || n == "warning" || n == "alert" || n == "report" {
				return true
			}
		}
	}
	return false
}

// Numbered reports whether the line of token tok begins with a number or a list mark.
func Numbered(d *text.Doc, tok int) bool {
	n := d.Tokens[tok].Sent
	for n > 0 && d.Sents[n-1].Line == d.Sents[n].Line {
		n--
	}
	st := &d.Sents[n]
	return st.Bullet || d.Tokens[st.From].Kind == text.Number
}

// Year is the first year of the past or present that a sentence names on its own ("in 2012"), or 0.
func Year(d *text.Doc, st *text.Sentence) int {
	for k := st.From + 1; k < st.To; k++ {
		if t := &d.Tokens[k]; t.Kind == text.Number && len(t.Norm) == 4 {
			switch d.Norm(k - 1) {
			case "in", "of", "since", "during", "year":
				if y, ok := text.Value(t); ok && y >= 1000 && y < 2200 {
					return y
				}
			}
		}
	}
	return 0
}

// Care reports whether the town named at token i is only where the hurt were brought: "to hospital in Malindi".
func Care(d *text.Doc, i int) bool {
	for k := i - 1; k > 0 && k > i-5 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "hospital", "hospitals", "clinic", "morgue", "treatment", "flown", "airlifted", "driven", "evacuated":
			return true
		case ",":
			return false
		}
	}
	return false
}

// Remains reports whether a sentence tells of a danger that goes on, whatever else was taken back.
func Remains(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "remain", "remains", "continues", "continue", "still", "nonetheless", "nevertheless", "general", "persists", "persist", "ongoing":
			return true
		}
	}
	return false
}

// Whither reports whether the country named at token i is only where people are or go: "to Sri Lanka", "in Lebanon".
func Whither(d *text.Doc, i int) bool {
	if d.Norm(i-1) == "the" {
		i--
	}
	switch d.Norm(i - 1) {
	case "to", "in", "for", "from", "of", "on", "near", "into", "visiting", "with", "between":
		return d.SameSent(i-1, i)
	}
	return false
}

// Said reports whether a sentence tells what somebody said.
func Said(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "said", "says", "told", "insisted", "added", "stressed", "assured":
			return true
		}
	}
	return false
}

var (
	unrestful = text.WordSet("violence unrest clashes confrontation confrontations disorder disturbances riots rioting")
	violent   = text.WordSet("attack attacks terror terrorist terrorists terrorism bomb bombs bombing bombings kidnap kidnapping kidnappings extremist extremists militants shooting shootings threat threats explosion explosions")
	wheels    = text.WordSet("car truck van lorry vehicle pickup suv bus drove driver driving wheel steered ploughed plowed rammed jeep minibus tractor motorcycle")
	untold    = text.WordSet("lockdown lockdowns evacuation curfew restrictions order measures precautions instruction cordon roadblocks")
)

// onlyUnrest reports whether the tokens [from, to) speak of violence as protests bring it, not of an attack.
func onlyUnrest(d *text.Doc, from, to int) bool {
	unrest := false
	for k := from; k < to; k++ {
		if violent.In(d, k) {
			return false
		}
		unrest = unrest || unrestful.In(d, k)
	}
	return unrest
}

// driven reports whether a sentence or the one after it names a vehicle and none of them a gun.
func driven(d *text.Doc, sent int) bool {
	drove := false
	for _, st := range d.Sents[sent:min(sent+2, len(d.Sents))] {
		for k := st.From; k < st.To; k++ {
			if drove = drove || wheels.In(d, k); guns.In(d, k) && !drove {
				return false
			}
		}
	}
	return drove
}

// measures reports whether the tokens [from, to) tell that a lockdown or the like was ended, which after an attack takes no warning back.
func measures(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if untold.In(d, k) {
			return true
		}
	}
	return false
}

// hypothetical reports whether what begins at token i is only imagined: "should the services come upon threats", "in the event of an attack".
func hypothetical(d *text.Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-14 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "should":
			if p := d.Norm(k - 1); (p == "," || p == "that" || d.Tokens[k].First) && d.Norm(k+1) != "be" {
				return d.Norm(k+1) == "the" || d.Norm(k+1) == "there" || d.Norm(k+1) == "any" || d.Norm(k+1) == "a"
			}
		case "event":
			return d.Norm(k+1) == "of" && d.Norm(k-1) == "the" && d.Norm(k-2) == "in"
		case ";", ":", ".":
			return false
		}
	}
	return false
}

// wentOff reports whether what the tokens [from, to) call a bomb that lies somewhere then exploded: "a bomb hidden in a van went off".
func wentOff(d *text.Doc, from, to int) bool {
	if n := d.Norm(from); n != "bomb" && n != "bombs" {
		return false
	}
	for k := to; k < to+9 && d.SameSent(from, k); k++ {
		switch d.Norm(k) {
		case "exploded", "explodes", "detonated", "went", "killed", "blew", "burst":
			return true
		case ",", ";", "and", "but":
			return false
		}
	}
	return false
}

var (
	shells = text.WordSet("missile missiles rocket rockets drone drones uav uavs shell shells shelled shelling mortar mortars artillery projectile projectiles")
	laid   = text.WordSet("bomb bombs bombed bombing bombings bomber bombers explosive explosives ied ieds device devices mine mines grenade grenades airstrike airstrikes air car truck vehicle suicide")
	foes   = text.WordSet("attackers attacker assailants assailant gunman gunmen knifeman suspect suspects hijacker hijackers hostage-taker hostage-takers terrorists kidnappers raiders bombers")
)

// shelled reports whether the tokens [from, to) tell of missiles, drones, rockets or shells and of no bomb.
func shelled(d *text.Doc, from, to int) bool {
	told := false
	for k := from; k < to; k++ {
		if laid.In(d, k) {
			return false
		}
		told = told || shells.In(d, k)
	}
	return told
}

// OfFoes reports whether those shot at the tokens [from, to) are those who had attacked: "shot four of the assailants dead".
func OfFoes(d *text.Doc, from, to int) bool {
	for k := from + 1; k < to+5 && d.SameSent(from, k); k++ {
		switch {
		case foes.In(d, k):
			return true
		case d.Tokens[k].Kind == text.Punct, d.Norm(k) == "by":
			return false
		}
	}
	return false
}

// Aim reports whether the tokens [from, to) only name what may be or was to be struck: "a possible target".
func Aim(d *text.Doc, from, to int) bool {
	n := d.Norm(to - 1)
	return n == "target" || n == "targets"
}

// shortOf reports whether what token i begins had not come to pass: "days from setting off car bombs", "on the point of storming".
func shortOf(d *text.Doc, i int) bool {
	if !strings.HasSuffix(d.Norm(i), "ing") || !d.SameSent(i-2, i) {
		return false
	}
	switch d.Norm(i - 1) {
	case "from":
		n := d.Norm(i - 2)
		return n == "days" || n == "hours" || n == "weeks" || n == "minutes" || n == "away" || n == "far"
	case "of":
		n := d.Norm(i - 2)
		return n == "point" || n == "verge" || n == "brink" || n == "talked" || n == "spoken" || n == "talk" || n == "dreamed" || n == "dreamt" || n == "capable" || n == "thoughts" || n == "idea" || n == "aim"
	case "to":
		return d.Norm(i-2) == "close"
	case "on":
		n := d.Norm(i - 2)
		return n == "bent" || n == "intent" || n == "set"
	}
	return false
}

var (
	clashing = text.WordSet("exchange exchanges exchanged exchanging clash clashes clashed clashing fighting fought battle battles battled battling firefight firefights gunfight gunfights gunbattle gunbattles skirmishes")
	faint    = text.WordSet("heavy can could be intense sustained sporadic loud explosions explosion several parts of gunfire gunshots gunshot shots firing shooting heard rang ringing erupted reported were was have been in at near of out the a sound bursts burst continued continues")
	plotted  = text.WordSet("plot plots plan plans conspiracy plotting planning")
	held     = text.WordSet("held holds detained detains arrested arrests charged charges jailed nabbed nabs seized questioned custody suspected accused caught captured")
)

var (
	named   = text.WordSet("stabbed stabbing stab stabs knife knifed machete axe sword hacked rammed ramming drove ploughed plowed van car truck lorry vehicle acid beat beaten clash clashes clashed fighting fought battle battles exchange exchanged exchanging missile missiles drone drones shell shells shelling artillery siege stormed storm storms overran overrun raid raids raided seized captured occupied invaded beheaded mob rioters crowd stoned lynched arson rockets mortars broke burst entered")
	attacks = text.WordSet("attack attacks attacked ambush ambushed ambushes assault assaults massacre slaughter killed murdered killing killings rampage massacred slaughtered died")
)

// Unnamed reports whether the tokens [from, to) tell of violence and not how it was done.
func Unnamed(d *text.Doc, from, to int) bool {
	told := false
	for k := from; k < to; k++ {
		if named.In(d, k) {
			return false
		}
		told = told || attacks.In(d, k)
	}
	return told
}

// Clash reports whether one of the tokens [from, to) tells of two sides that fight.
func Clash(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if clashing.In(d, k) {
			return true
		}
	}
	return false
}

// Heard reports whether the tokens [from, to) tell of shots and nobody who fires or is hit.
func Heard(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if !faint.In(d, k) {
			return false
		}
	}
	return true
}

// HeldOver reports whether a plan that the tokens [from, to) name is why people are held: "three held in plot to bomb".
func HeldOver(d *text.Doc, from, to int) bool {
	named := false
	for k := from; k < to; k++ {
		named = named || plotted.In(d, k)
	}
	for k := from - 1; named && k > from-7 && k >= 0 && d.SameSent(k, from); k-- {
		if held.In(d, k) {
			return true
		}
	}
	return false
}

// HimOnly reports whether the tokens [from, to) tell that somebody shot one who was named before: "shot him".
func HimOnly(d *text.Doc, from, to int) bool {
	switch d.Norm(from + 1) {
	case "him", "her", "them":
		return to >= from+2
	}
	return false
}

var awaits = text.WordSet("expected feared likely possible imminent probable anticipated awaited conceivable inevitable")

// awaited reports whether what ends at token i is only looked for: "a bombardment of the city by the army is expected".
func awaited(d *text.Doc, i int) bool {
	for k := i; k < i+9 && d.SameSent(i-1, k); k++ {
		switch d.Norm(k) {
		case "is", "are", "remains", "remain":
			n := d.Norm(k + 1)
			if n == "very" || n == "highly" || n == "now" || n == "also" || n == "still" || n == "being" {
				k++
			}
			return awaits.In(d, k+1)
		case ",", ";", ":", "-", "–", "that", "which", "who", "and", "has", "have", "was", "were", "said", "says":
			return false
		}
	}
	return false
}

var counts = text.WordSet("second another again twice third fourth earlier previous following next")

// Counts reports whether a sentence counts what it tells as one of several: "a second bomber struck", "the day before another had".
func Counts(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		if counts.In(d, k) || d.Norm(k) == "day" && (d.Norm(k+1) == "before" || d.Norm(k+1) == "after" || d.Norm(k+1) == "later") {
			return true
		}
	}
	return false
}
