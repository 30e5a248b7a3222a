package clause

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/clause/deed"
)

type (
	// Kind is what is done in a Deed.
	Kind = deed.Kind
	form = deed.Form
)

// The kinds of deed, and the shapes of a verb.
const (
	None, Strike, Enter, Kill, Grab, Fire, Throw, Blow = deed.None, deed.Strike, deed.Enter, deed.Kill, deed.Grab, deed.Fire, deed.Throw, deed.Blow
	Catch, Remove, Clash, Claim, Target, Act, Suffer   = deed.Catch, deed.Remove, deed.Clash, deed.Claim, deed.Target, deed.Act, deed.Suffer
	Present                                            = deed.Present
	base, past, part, ingly                            = deed.Base, deed.Past, deed.Part, deed.Ing
)

// verbs are the verbs of deeds in all their forms.
var verbs = deed.Verbs

// deedAt is the deed of the verb at token i. A verb of several uses counts with the words that make it a deed.
func (s *Sentence) deedAt(i int) (k Kind, f form, ok bool) {
	w, ok := verbs.Of(&s.d.Tokens[i])
	if !ok {
		return None, 0, false
	}
	next := s.d.Norm(i + 1)
	// the word that makes it a deed, within n tokens
	soon := func(n int, words ...string) bool {
		for k := i + 1; k < s.to && k <= i+n; k++ {
			x := s.d.Norm(k)
			for _, y := range words {
				if x == y {
					return true
				}
			}
			if t := s.tags[k-s.from]; t == stop || t == which || k > i+1 && t == verb && w.Kind != Remove {
				return false
			}
		}
		return false
	}
	f = w.Form
	if k, ok := s.usedFor(i, w.Kind); ok {
		return k, f, k != None
	}
	switch s.d.Norm(i) { // the verbs of several uses
	case "take", "takes", "took", "taken", "taking":
		switch {
		case soon(12, "hostage", "hostages", "captive", "captives", "prisoner", "prisoners"):
			return Grab, f, true
		case s.roundsAfter(i + 1):
			return Suffer, f, true // "took four rounds in the back"
		case soon(6, "responsibility"):
			return Claim, f, true
		case soon(7, "custody"):
			return Catch, f, true
		case s.beBefore(i) && s.may(i) && s.peopleBefore(i) && (i+1 >= s.to || s.tags[i+1-s.from] == stop || s.tags[i+1-s.from] == comma):
			return Grab, f, true // "aid workers may be taken"
		case soon(6, "away"), soon(8, "from") && soon(10, "home", "homes", "house", "bed", "beds", "flat", "apartment", "hostel", "dormitory", "dormitories"):
			return Remove, f, true
		case soon(10, "from") && !soon(14, "hospital", "hospitals", "safety", "clinic", "morgue") && s.taken(i):
			return Remove, f, true // "took three engineers from a mine"
		}
		return None, 0, false
	case "hold", "holds", "held", "holding", "keep", "kept", "keeping":
		switch {
		case soon(24, "hostage", "hostages", "captive", "captives", "prisoner", "prisoners"), soon(8, "gunpoint", "knifepoint", "ransom"):
			return Grab, f, true
		case !s.beBefore(i) && s.personAfter(i+1) && s.hostile(i):
			return Grab, f, true // "the group has been holding five engineers"
		case s.d.Norm(i) == "holding" && s.beBefore(i) && s.personAfter(i+1) && s.hostile(i):
			return Grab, f, true
		case strings.HasPrefix(s.d.Norm(i), "held") && (next == "over" || next == "after" || next == "on" && s.d.Norm(i+2) == "suspicion" || next == "in" && s.d.Norm(i+2) == "custody"):
			return Catch, f, true
		case s.d.Norm(i) == "held" && s.beBefore(i):
			return Catch, f, true
		}
		return None, 0, false
	case "carry", "carries", "carried", "carrying", "lead", "leads", "led", "leading", "drag", "drags", "dragged", "dragging", "haul", "hauled", "bundle", "bundled", "spirit", "spirited", "whisked", "marched":
		if x := s.d.Norm(i)[0]; (x == 'd' || x == 'h' || x == 'b' || x == 's' || x == 'w') && soon(7, "from", "into", "off", "out", "away") && !soon(11, "rubble", "wreckage", "debris", "ruins", "sea", "river", "water", "flames", "wreck", "court", "war", "dispute") {
			return Remove, f, true // "dragged from their compound"
		}
		if soon(6, "off", "away") || soon(7, "from") && soon(10, "home", "homes", "house", "houses", "bed", "beds", "dormitory", "dormitories") || soon(5, "into") && soon(9, "bush", "forest", "hills", "jungle", "car", "van", "vehicle", "truck", "trucks", "boat", "boats") {
			return Remove, f, true
		}
		if s.d.Norm(i) == "marched" && soon(3, "into", "onto") {
			return Enter, f, true
		}
		return None, 0, false
	case "round", "rounds", "rounded", "rounding", "pick", "picks", "picked", "picking", "lift", "lifted":
		if strings.HasPrefix(s.d.Norm(i), "pick") && !soon(3, "up") && s.modalBefore(i) {
			return Target, f, true
		}
		if soon(5, "up") || s.d.Norm(i) == "lifted" && soon(4, "from") {
			return Catch, f, true
		}
		return None, 0, false
	case "pull", "pulled", "pulling", "pulls":
		if next == "in" {
			return Catch, f, true
		}
		if soon(6, "from", "out") && soon(9, "bed", "beds", "home", "homes", "house", "houses", "car", "cars", "bus", "buses", "vehicle", "vehicles", "taxi", "train", "room", "rooms", "shop", "classroom", "classrooms", "dormitory") {
			return Remove, f, true
		}
		return None, 0, false
	case "make", "makes", "made", "making":
		if next == "off" && s.d.Norm(i+2) == "with" {
			return Remove, f, true
		}
		return None, 0, false
	case "rip", "rips", "ripped", "ripping", "tear", "tears", "tore", "torn", "tearing", "blast", "blasts", "blasted", "blasting":
		switch {
		case soon(1, "through", "into"):
			return Enter, f, true
		case soon(9, "apart", "open", "up", "down") || s.weaponBefore(i) || s.verbIs(i, "blast"):
			return Strike, f, true
		}
		return None, 0, false
	case "strike", "strikes", "struck", "hit", "hits":
		if next == "out" || next == "off" || next == "back" {
			return None, 0, false // "strike out a name"
		}
		return Strike, f, true
	case "leave", "leaves", "left", "leaving":
		if soon(12, "dead", "wounded", "injured", "hurt", "maimed") && !s.beBefore(i) {
			return Kill, f, true
		}
		return None, 0, false
	case "shoot", "shoots", "shot", "shooting":
		if (next == "at" || next == "into" || next == "towards") && !s.beBefore(i) {
			return Fire, f, true
		}
		return Kill, f, true
	case "run", "runs", "ran", "running":
		switch {
		case soon(6, "into", "onto") && s.strikable(i, 9):
			return Enter, f, true
		case soon(1, "over", "down"):
			return Kill, f, true
		}
		return None, 0, false
	case "lose", "loses", "lost", "losing":
		if soon(2, "life", "lives") {
			return Suffer, f, true
		}
		return None, 0, false
	case "fall", "falls", "fell", "fallen", "falling":
		if soon(7, "battle", "fighting", "bullets", "victim", "ambush", "dead", "clash", "clashes", "action", "gunfire", "assassin", "assassins") && s.personSubject(i) {
			return Suffer, f, true // "21 visitors had fallen to the bullets of"
		}
		return None, 0, false
	case "sustain", "sustains", "sustained", "suffer", "suffers", "suffered", "suffering", "sustaining":
		if soon(7, "wound", "wounds", "injury", "injuries", "burns", "fractures", "cuts", "bruises", "concussion") {
			return Suffer, f, true
		}
		return None, 0, false
	case "embrace", "embraces", "embraced", "embracing":
		return Suffer, f, next == "martyrdom" || next == "shahadat"
	case "lie", "lies", "lay", "lain", "lying":
		return Suffer, f, next == "dead" || next == "wounded" || next == "injured"
	case "cut", "cuts", "cutting":
		return Kill, f, next == "down"
	case "pump", "pumps", "pumped", "pumping", "empty", "empties", "emptied", "emptying", "unload", "unloads", "unloaded", "discharge", "discharges", "discharged":
		if s.armsAfter(i+1) && s.soonWord(i, 8, "into", "at", "on") {
			return Fire, f, true
		}
		return None, 0, false
	case "treat", "treats", "treated", "treating":
		if s.beBefore(i) && soon(6, "hospital", "hospitals", "scene", "injuries", "wounds", "burns", "shock", "clinic", "paramedics") {
			return Suffer, f, true
		}
		return None, 0, false
	case "drive", "drives", "drove", "driven", "driving":
		if soon(7, "into", "at") && !soon(9, "town", "bush", "forest", "woods", "hills", "desert") {
			return Enter, f, true
		}
		if soon(8, "through", "over") && (s.armsAfter(i+1) || s.beBefore(i) && s.firedBefore(i) || s.weaponBefore(i)) {
			return Enter, f, true
		}
		if soon(4, "into", "off", "away") && i+1 < s.to && s.tags[i+1-s.from] == pron || soon(8, "into") && soon(11, "bush", "forest", "woods", "hills", "desert", "jungle") {
			return Remove, f, true
		}
		return None, 0, false
	case "set", "sets", "setting":
		if next == "off" && (soon(5, "bomb", "bombs", "device", "devices", "explosives", "charge", "charges", "grenade") || s.armsAfter(i+2)) {
			return Throw, f, true
		}
		if next == "upon" || next == "about" && i+2 < s.to && s.tagAt(i+2) != verb {
			return Strike, f, true
		}
		if next == "fire" || soon(9, "ablaze", "alight", "afire") || soon(9, "on") && soon(10, "fire") {
			return Strike, f, true
		}
		return None, 0, false
	case "open", "opens", "opened", "opening":
		if next == "fire" {
			return Fire, f, true
		}
		return None, 0, false
	case "go", "goes", "went", "gone", "going":
		if next == "off" || next == "through" && s.weaponBefore(i) {
			return Blow, f, true
		}
		if (next == "at" || next == "for" || next == "through") && s.bladeAfter(i+2) {
			return Strike, f, true // "went at people with a knife"
		}
		return None, 0, false
	case "blow", "blows", "blew", "blown", "blowing":
		if soon(6, "up") {
			return Strike, f, true
		}
		return None, 0, false
	case "claim", "claims", "claimed", "claiming":
		if soon(5, "responsibility", "credit") || next == "it" && s.d.Norm(i+2) == "was" || soon(3, "attack", "attacks", "bombing", "killing", "shooting", "assault", "kidnapping", "crime", "blast") || s.beBefore(i) && (next == "by" || s.before(i, "responsibility")) {
			return Claim, f, true
		}
		return None, 0, false
	case "choose", "chooses", "chose", "chosen", "select", "selects", "selected", "single", "singles", "singled":
		if s.modalBefore(i) {
			return Target, f, true
		}
		return None, 0, false
	case "threaten", "threatens", "threatened", "threatening":
		return Target, f, next != "to"
	case "accept", "accepted", "assume", "assumed":
		if soon(3, "responsibility") {
			return Claim, f, true
		}
		return None, 0, false
	case "exchange", "exchanged", "exchanging", "exchanges", "trade", "traded", "trading":
		if soon(5, "fire", "gunfire", "shots") {
			return Clash, f, true
		}
		return None, 0, false
	case "fire", "fires", "fired", "firing":
		if s.beBefore(i) && s.firedBefore(i) {
			return Fire, f, true // "the rounds were fired by"
		}
		if s.armsAfter(i + 1) {
			return Fire, f, true
		}
		if soon(1, "at", "on", "into", "upon", "shots", "through") || soon(6, "at", "into") && soon(4, "shots", "rockets", "missiles", "bullets", "rounds", "rocket", "missile", "grenade") {
			return Fire, f, true
		}
		return None, 0, false
	case "charge", "charges", "charged", "charging":
		if next == "with" || next == "over" || s.beBefore(i) {
			return Catch, f, true
		}
		if next == "into" || next == "at" {
			return Enter, f, true
		}
		return None, 0, false
	case "knock", "knocks", "knocked", "knocking", "bowl", "bowled", "bowling":
		if soon(3, "over", "down") {
			return Kill, f, true
		}
		return None, 0, false
	case "gun", "mow", "mowed", "mown", "gunned":
		if !soon(2, "down") {
			return None, 0, false
		}
		return Kill, f, true
	case "fight", "fights", "fought", "fighting", "battle", "battles", "battled", "battling":
		if soon(1, "with", "against") || f&past != 0 || f == ingly && s.tagAt(i-1) == be {
			return Clash, f, true
		}
		return None, 0, false
	case "get", "gets", "got", "getting", "come", "comes", "came", "coming", "walk", "walked", "walks", "walking", "rush", "rushed", "climb", "climbed":
		return None, 0, false // only what follows tells more
	case "enter", "enters", "entered", "entering":
		if i+1 < s.to && s.tags[i+1-s.from] == prep {
			return None, 0, false // "entered into"
		}
		return Enter, f, true
	case "push", "pushed", "pushing", "force", "forced", "forcing", "forces", "pour", "poured", "speed", "sped", "mount", "reverse", "reversed", "pile", "piled", "steer", "steered", "steers",
		"burst", "bursts", "bursting", "break", "breaks", "broke", "broken", "breaking", "sweep", "swept", "sweeping", "march", "marches", "marching", "barge", "barged", "plough", "ploughed", "ploughs",
		"plow", "plowed", "crash", "crashed", "crashes", "slam", "slammed", "swarm", "swarmed", "accelerate", "accelerated", "careen", "careened", "smashed", "smash":
		if soon(6, "into", "onto") || soon(7, "through", "at") && s.armsAfter(i+1) {
			return Enter, f, true
		}
		if strings.HasPrefix(s.d.Norm(i), "smash") || strings.HasPrefix(s.d.Norm(i), "swarm") {
			return Strike, f, true
		}
		return None, 0, false
	}
	return w.Kind, f, true
}

// strikable reports whether people or a thing that can be struck stands within n words after the verb at i.
func (s *Sentence) strikable(i, n int) bool {
	for k := i + 2; k < s.to && k <= i+n; k++ {
		if x, ok := nouns.Of(&s.d.Tokens[k]); ok && (x.Sort == Person || x.Sort == Thing || x.Sort == Force) && s.d.Norm(k) != "problems" {
			return true
		}
	}
	return false
}

// modalBefore reports whether a word of what may be governs the verb at i: "could pick", "may be chosen".
func (s *Sentence) modalBefore(i int) bool {
	for k := i - 1; k >= s.from && k > i-4; k-- {
		if s.tags[k-s.from] == modal {
			return true
		}
	}
	return false
}

func (s *Sentence) before(i int, w string) bool {
	for k := i - 1; k >= s.from && k > i-5; k-- {
		if s.d.Norm(k) == w {
			return true
		}
	}
	return false
}

// beBefore reports whether a form of "be" governs the verb at i.
func (s *Sentence) beBefore(i int) bool {
	for k := i - 1; k >= s.from; k-- {
		switch s.tags[k-s.from] {
		case be:
			return true
		case adverb:
		default:
			return false
		}
	}
	return false
}

// roundsAfter reports whether the phrase that begins at token k is of bullets.
func (s *Sentence) roundsAfter(k int) bool {
	return s.armsAfter(k) && s.phrases[s.index(k)].Class == "ammunition"
}

// personAfter reports whether the phrase that begins at token k names people who are no force and no group.
func (s *Sentence) personAfter(k int) bool {
	q := s.index(k)
	return q >= 0 && s.phrases[q].From == k && s.phrases[q].Sort == Person
}

// personSubject reports whether people govern the verb at i.
func (s *Sentence) personSubject(i int) bool {
	ps, _ := s.subject(s.group(i), 0)
	return len(ps) > 0 && (ps[0].Sort == Person || ps[0].Sort == Force || ps[0].Sort == Unknown && ps[0].Proper)
}

// taken reports whether the verb "take" at i is of people led off: by those who mean harm, or with nobody told who did it.
func (s *Sentence) taken(i int) bool {
	if s.beBefore(i) {
		return s.peopleBefore(i)
	}
	if !s.personAfter(i + 1) {
		return false
	}
	subj, _ := s.subject(s.group(i), 0)
	for _, p := range subj {
		if n := s.d.Norm(p.Head); p.Sort == Doer || p.Sort == Group || n == "men" {
			return true
		}
	}
	return false
}

// peopleBefore reports whether the phrase that governs the passive verb at token i names people.
func (s *Sentence) peopleBefore(i int) bool {
	q := s.index(s.group(i) - 1)
	return q >= 0 && s.phrases[q].Sort == Person
}

// weaponBefore reports whether the noun right before token i is a weapon or a blast.
func (s *Sentence) weaponBefore(i int) bool {
	n, ok := nouns.Of(&s.d.Tokens[max(i-1, s.from)])
	return ok && (n.Sort == Weapon || n.Sort == Deeds)
}
