package force

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// branches are the words by which one force of a country is told from another.
var branches = func() map[string]int {
	m := map[string]int{}
	for i, words := range [...]string{
		`police policeman policemen policewoman detective detectives constable constables constabulary gendarme gendarmes gendarmerie carabinieri
			garda gardaí sheriff sheriffs patrol squad polis`,
		`army soldier soldiers troop troops military marine marines navy paratroopers sailors airmen infantry peacekeepers`,
		`prosecutor prosecutors attorney prosecution judge magistrate magistrates`,
		`counterintelligence spies`,
		`firefighters paramedics rescuers`,
		`bodyguard bodyguards`,
		`ministry department`,
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = i + 1
		}
	}
	return m
}()

// branch is the kind of force that a name tells of, 0 where it tells of none in particular: "security forces", "a special unit".
func branch(name string) (k int) {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if c := branches[strings.TrimSuffix(w, "'s")]; c > 0 {
			k = c
		}
	}
	return k
}

// Same reports whether two names of forces of one country are taken for one: they are of one branch, or one tells of no branch and is no name.
func Same(a, b string) bool {
	x, y := branch(a), branch(b)
	if own(a) && own(b) {
		return strings.EqualFold(a, b)
	}
	return x == y || x == 0 && !own(a) || y == 0 && !own(b)
}

// own reports whether a force has a name of its own: "Copenhagen Police", "FBI", but not "Danish police".
func own(name string) bool {
	w := name[strings.LastIndexByte(name, ' ')+1:]
	return w != "" && w[0] >= 'A' && w[0] <= 'Z' && (strings.Contains(name, " ") || strings.ToUpper(w) == w)
}

// Of is the end of the body whose people the word before token i names: "officers of the Central Bureau"; i where none follows.
func Of(d *text.Doc, i int) int {
	if d.Norm(i) != "of" && d.Norm(i) != "from" || !ranks.In(d, i-1) || !d.SameSent(i-1, i) {
		return i
	}
	k := i + 1
	if d.Norm(k) == "the" {
		k++
	}
	end := i
	for k < len(d.Tokens) && k < i+10 && d.SameSent(i, k) {
		switch t := &d.Tokens[k]; {
		case t.Cap && t.Kind == text.Word, kinds.Has(t):
			k++
			end = k
			continue
		case t.Kind == text.Number && end == k && len(t.Norm) < 4: // "Densus 88"
			k++
			end = k
		case (t.Norm == "and" || t.Norm == "for" || t.Norm == "of") && end == k && k+1 < len(d.Tokens) && d.Tokens[k+1].Cap && d.Tokens[k-1].Cap:
			k++
			continue
		}
		break
	}
	if t := &d.Tokens[end-1]; end > i && !bodies.Has(t) && !t.Upper && t.Kind == text.Word {
		return i // "400 officers of the Victorian force"
	}
	return end
}

// Office reports whether an authority by name, tokens [from, to), is one that polices: "the Internal Security Department", but no council.
func Office(d *text.Doc, from, to int) bool {
	if t := &d.Tokens[to-1]; things.Has(t) || persons.Has(t) {
		return false
	}
	for k := from; k < to; k++ {
		if keepers.In(d, k) || strings.HasPrefix(d.Norm(k), "counter-") || strings.HasPrefix(d.Norm(k), "anti-") {
			return true
		}
	}
	return false
}

// Polices reports whether an authority named before token i does what only those who keep order do: it arrests, searches, frees.
func Polices(d *text.Doc, i int) bool {
	k := opened(d, i)
	for n := 0; n < 8 && d.SameSent(i-1, k); k, n = k+1, n+1 {
		t := &d.Tokens[k]
		switch {
		case strict.Has(t):
			return !aux.In(d, k-1)
		case t.Norm == "begun" || t.Norm == "began":
			for x := k + 1; x < k+5 && d.SameSent(k, x); x++ {
				if n := d.Norm(x); n == "investigation" || n == "inquiry" || n == "search" || n == "operation" || n == "manhunt" {
					return true
				}
			}
			return false
		case speech.Has(t):
			return reported(d, k+1)
		case t.Norm == "is" || t.Norm == "are" || t.Norm == "has" || t.Norm == "have" || t.Norm == "had" || t.Norm == "and":
		case between.Has(t), t.Cap, t.Norm == ",":
		default:
			return false
		}
	}
	return false
}

// opened is the token behind the short form in brackets that stands at token i: "the Internal Security Department (ISD) detained"; i without one.
func opened(d *text.Doc, i int) int {
	if d.Norm(i) != "(" {
		return i
	}
	for k := i + 1; k < i+6 && d.SameSent(i, k); k++ {
		if d.Norm(k) == ")" {
			return k + 1
		}
	}
	return i
}

var (
	// ranks are words for the people of a body.
	ranks = text.WordSet(`officers members agents soldiers troops commandos men units detectives police investigators rangers snipers policemen personnel servicemen fighters operatives specialists experts`)
	// bodies are the last words of the names of bodies.
	bodies = text.WordSet(`unit units squad squads team teams branch force forces directorate service services bureau agency group brigade regiment division command corps guard guards police army navy military department office ministry detachment
		battalion company patrol gendarmerie constabulary marines bcij raid gign`)
	// keepers are words in the names of authorities that keep order or look into crimes.
	keepers = text.WordSet(`police security intelligence crime crimes criminal investigation investigations investigative prosecutor prosecutor's prosecutors prosecution terrorism antiterrorism counterterrorism guard interior internal defence defense military army navy
		gendarmerie constabulary sheriff sheriff's bomb narcotics drugs customs border surveillance fbi mi5 mi6 fsb bka nia isi dss sss dci asio csis rcmp nypd lapd psni atf dgst dgsi bcij pst pet säpo supo aivd mossad gru sbu nbi pnp saps mit sim sbi cid triad firearms
		coast swat marshals`)
	persons = text.WordSet(`official officials officer officers spokesman spokeswoman spokesperson source sources minister chief commissioner director head`)
	// strict are verbs of what only those who keep order do.
	strict = text.WordSet(`arrested arrest arrests arresting detained detain detains detaining captured capture capturing nabbed raided raid raiding searched searching seized seizing foiled foil foils thwarted freed free freeing rescued rescuing shot killed kill neutralised
		neutralized deployed deploying investigating investigates investigate cordoned surrounded pursuing hunting dismantled dismantles smashed stormed evacuated intercepted uncovered recovered apprehended questioned questioning interrogating interrogated joined
		opened launched charged busted rounded disrupted prevented sealed joined leads led leading found broke took taken takes caught confiscated defused disarmed swooped picked`)
	// kinds are words without a capital of the name of a body.
	kinds = text.WordSet(`anti-terrorist anti-terrorism antiterrorist anti-terror counter-terrorism counterterrorism counter-terror special elite federal state national local district regional police army military navy security intelligence criminal crime unit units squad squads
		team teams branch force forces directorate service services bureau agency group brigade regiment division command corps guard rapid reaction response tactical bomb disposal investigation investigations border coast air presidential republican judicial`)
)

// Short reports whether the word at token i is the short name of a force, but stands in small letters.
func Short(d *text.Doc, i int) bool {
	return shorts.In(d, i) && !d.Tokens[i].Upper && !(d.Tokens[i].Cap && len(d.Tokens[i].Norm) > 4)
}

var shorts = text.WordSet(`saps sapd bka lka bope prm dijin gaula cisf nsg bsf itbp ats cttc atpu gsu npf bcij pjf pgr gipn swat mps bac ssg idf atf dea ncb nbi cbi isd mit nia isi ssu gru pst supo abw dst afp sek pnp dci cia asio csis`)

// Guards reports whether guards, tokens [from, to), fight off those who strike: "bodyguards threw the man to the ground", "killed by the guards".
func Guards(d *text.Doc, from, to int) bool {
	for k := to; k < to+4 && d.SameSent(from, k); k++ {
		if t := &d.Tokens[k]; fends.Has(t) {
			return !aux.In(d, k-1) && foe(d, k)
		} else if !between.Has(t) {
			break
		}
	}
	k := from - 1
	for k > from-3 && (article(d.Norm(k)) || d.Norm(k) == "his" || d.Norm(k) == "her" || d.Norm(k) == "their" || d.Norm(k) == "its") {
		k--
	}
	return d.Norm(k) == "by" && fends.In(d, k-1)
}

// foe reports whether the verb at token k has for its object one who strikes.
func foe(d *text.Doc, k int) bool {
	for x := k + 1; x < k+5 && d.SameSent(k, x); x++ {
		if foes.In(d, x) {
			return true
		}
	}
	return d.Norm(k) == "fired" && d.Norm(k+1) == "back" || d.Norm(k) == "returned" && d.Norm(k+1) == "fire"
}

var foes = text.WordSet(`him her them man men woman gunman gunmen attacker attackers assailant assailants bomber bombers suspect suspects intruder intruders knifeman shooter killer assassin driver militants hijacker hijackers raiders terrorist terrorists raid attack`)

var fends = text.WordSet(`threw overpowered overpower shot killed wrestled tackled pinned subdued fired returned restrained seized grabbed chased disarmed repelled stopped dragged jumped pounced arrested detained caught held`)

// Local reports whether the word at token i is a force that towns have: "police", "officers".
func Local(d *text.Doc, i int) bool {
	switch d.Norm(i) {
	case "police", "officers", "detectives", "policemen", "constabulary", "gendarmes", "prosecutors", "carabinieri":
		return true
	}
	return false
}

// Quoted reports whether those named from token i on are only whose word readers shall follow: "do what the police tell you".
func Quoted(d *text.Doc, i int) bool {
	k := i - 1
	if article(d.Norm(k)) {
		k--
	}
	switch d.Norm(k) {
	case "what", "as", "whatever", "everything", "that", "anything":
		return true
	}
	return false
}

// Soldiery reports whether tokens [from, to) name soldiers at large, who strike as often as they keep order: "troops", "government forces".
func Soldiery(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		switch d.Norm(k) {
		case "special", "police", "commandos", "swat", "snipers", "rangers", "gendarmes", "guards", "bomb", "disposal", "experts", "peacekeepers", "elite", "navy":
			return false
		}
	}
	return true
}

// Fights reports whether those named in tokens [from, to) are one side of a fight: "exchanged fire with", "clashes with the police".
func Fights(d *text.Doc, from, to int) bool {
	for k := to; k < to+7 && d.SameSent(from, k); k++ {
		if fights.In(d, k) && d.Norm(k) != "fire" && d.Norm(k) != "shots" {
			return true
		}
	}
	for k := from - 1; k > from-7 && k >= 0 && d.SameSent(k, from); k-- {
		if fights.In(d, k) {
			return true
		}
	}
	return false
}

// Prosecutes reports whether tokens [from, to) name a prosecutor.
func Prosecutes(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		switch d.Norm(k) {
		case "prosecutor", "prosecutors", "prosecutor's", "prosecution", "attorney":
			return true
		}
	}
	return false
}
