package part

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var memberWords = text.WordSet("member members fighter fighters follower followers supporter supporters militant militants cell cells group groups gunmen operative operatives soldiers terrorists jihadists insurgents rebels men affiliate affiliates wing branch faction factions unit units elements remnants loyalists sympathisers sympathizers adherents")

// properName reports whether a capitalised word can be part of the name of a building or a crowd.
func properName(t *text.Token) bool {
	switch t.Norm {
	case "the", "a", "an", "on", "in", "at", "event", "location", "embassy", "u.s.", "us", "uk":
		return false
	}
	return true
}

// lastWord is the last word of a name, folded.
func lastWord(s string) string { return strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:]) }

// stem brings a plural to its singular, well enough to compare two heads.
func stem(w string) string {
	switch {
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// genericWeapon reports whether a name says only that there are weapons.
func genericWeapon(name string) bool {
	switch lastWord(name) {
	case "weapons", "weapon", "arms", "explosives", "explosive", "device", "devices":
		return true
	}
	return false
}

// genericPerson reports whether a name is only a part played: the suspect, the gunman.
func genericPerson(name string) bool {
	switch lastWord(name) {
	case "suspect", "gunman", "attacker", "bomber", "assailant":
		return true
	}
	return false
}

// genericGroup reports whether a name says only that there is a group.
func genericGroup(name string) bool {
	switch lastWord(name) {
	case "groups", "group", "cells", "cell", "extremists", "militants", "terrorists", "fighters", "insurgents", "rebels", "jihadists", "gunmen", "attackers":
		return true
	}
	return false
}

// sameGroup reports whether two names are of one armed group: one begins with the other ("ISIS", "ISIS-Khorasan militants").
func sameGroup(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// memberWord reports whether the word at token i says only that those meant belong to what follows: "members of".
func memberWord(d *text.Doc, i int) bool { return memberWords.In(d, i) }

// noise drops words that only look like things: "May" is no march, a "raid" no party.
func noise(d *text.Doc, kind string, h text.Hit) bool {
	n := d.Norm(h.From)
	switch {
	case kind == "who" && h.Rule.Code == "organization":
		switch d.Norm(h.To) { // those who govern and speak
		case "spokesman", "spokeswoman", "spokesperson", "government", "authorities", "officials", "official", "administration", "minister", "regime":
			return true
		}
	case kind == "tgt" && (n == "school" || n == "port" || n == "temple" || n == "bars" || n == "village" || n == "villages" || n == "camp") && d.Norm(h.From+1) == "of":
		return true
	case kind == "tgt" && n == "bank" && notBanks.In(d, h.From-1):
		return true
	case kind == "tgt" && (n == "hospital" || n == "hospitals" || n == "clinic") && treated(d, h.From):
		return true
	case kind == "tgt" && n == "march" && !d.Tokens[h.From].Cap && d.Norm(h.From-1) == "to":
		return true
	case kind == "tgt" && n == "houses" && (d.Norm(h.From-1) == "that" || d.Norm(h.From-1) == "which"):
		return true // "a building that houses a bank"
	case kind == "hum" && (d.Norm(h.To-1) == "of" || addressed(d, h.From)):
		return true
	case n == "march" && d.Tokens[h.From].Cap && h.From > 0 && d.Tokens[h.From-1].Kind == text.Number:
		return true
	case n == "march" && d.Tokens[h.From].Cap && h.From+1 < len(d.Tokens) && d.Tokens[h.From+1].Kind == text.Number:
		return true
	}
	return false
}

// listsTargets reports whether the sentence of a thing speaks of targets: "listed schools and markets among the targets".
func listsTargets(d *text.Doc, from, to int) bool {
	st := &d.Sents[d.Tokens[from].Sent]
	for i := st.From; i < st.To; i++ {
		switch d.Norm(i) {
		case "targets", "target", "targeted":
			return true
		case "listed", "aimed", "targeting":
			if i < from {
				return true
			}
		}
	}
	return false
}

// atPlace reports whether a thing is where something happened: "outside the French embassy", "guarding the consulate".
func atPlace(d *text.Doc, from int) bool {
	k := from - 1
	for k > 0 && (d.Norm(k) == "the" || d.Norm(k) == "a" || d.Tokens[k].Cap && k > from-3) {
		k--
	}
	switch d.Norm(k) {
	case "outside", "near", "guarding", "at", "inside", "stormed", "attacked", "targeting", "targeted", "hit", "bombed", "against", "protecting":
		return d.SameSent(k, from)
	}
	return false
}

// threatens reports whether words of a threat or an attack stand right before token i: "a threat to", "attacks against".
func threatens(d *text.Doc, i int) bool {
	switch d.Norm(i - 1) {
	case "targeting", "kidnap", "kidnapping", "attack", "kill", "target", "killing", "abduct":
		return true
	case "to", "against", "on", "at", "of":
	default:
		return false
	}
	for k := i - 2; k >= 0 && k > i-5 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "threat", "threats", "attack", "attacks", "risk", "danger", "plot", "plots", "violence", "kidnapping", "abduction", "reprisals":
			return true
		}
	}
	return false
}

// strikes reports whether a word is a verb of violence done, as a pattern of an actor ends in.
func strikes(w string) bool {
	switch w {
	case "stabbed", "shot", "attacked", "opened", "rammed", "detonated", "ploughed", "plowed", "drove", "fired", "killed", "hacked", "slashed":
		return true
	}
	return false
}

// nounAfter reports whether token i is a word that the one before it belongs to: "Israelis tourists" is no people's name alone.
func nounAfter(d *text.Doc, i int) bool {
	return i < len(d.Tokens) && d.Tokens[i].Kind == text.Word && d.Tokens[i].Cap && d.SameSent(i-1, i)
}

// blames reports whether a sentence says who did what was told before: a claim, an accusation.
func blames(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "responsible", "responsibility", "blamed", "claimed", "blame", "blames", "claims", "accused":
			return true
		}
	}
	return false
}

// addressed reports whether those named from token i on are whom a notice is for: "Advice to travellers", "ADVISORY FOR INDIAN STUDENTS".
func addressed(d *text.Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-4 && d.SameSent(k, i); k-- {
		if n := d.Norm(k); n == "to" || n == "for" {
			switch d.Norm(k - 1) {
			case "advice", "advisory", "message", "notice", "alert", "information", "bulletin", "guidance", "circular", "warning":
				return true
			}
			return false
		}
	}
	return false
}

// notBanks are words before "bank" where it is none.
var notBanks = text.WordSet("power food blood west left right river data sand piggy")

// treated reports whether a hospital is where the hurt lie: "two are in hospital", "treated at a clinic".
func treated(d *text.Doc, i int) bool {
	k := i - 1
	for k > 0 && d.SameSent(k, i) && (d.Norm(k) == "the" || d.Norm(k) == "a" || d.Tokens[k].Cap || d.Norm(k) == "local" || d.Norm(k) == "nearby" || d.Norm(k) == "military") {
		k--
	}
	switch d.Norm(k) {
	case "in", "to", "at", "from":
	default:
		return false
	}
	for n := k - 1; n >= 0 && n > k-12 && d.SameSent(n, i); n-- {
		switch d.Norm(n) {
		case "treated", "treatment", "taken", "rushed", "admitted", "brought", "died", "dies", "recovering", "wounded", "injured", "lie", "lies", "lay", "patients", "remain", "remained", "are", "is", "was", "were", "flown", "transferred", "discharged", "released":
			return true
		}
	}
	return false
}

// searched reports whether words before token i tell what police do at a place: "400 officers went through nineteen houses", "taken into
// custody at a restaurant".
func searched(d *text.Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-9 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "searched", "searches", "search", "searching", "raided", "raids", "custody", "arrested", "detained", "held", "through", "seized", "found", "swoop", "swooped", "carried":
			return true
		case "attack", "bomb", "target", "plot", "plan", "plans", "planned", "planning", "attacks", "storm", "against":
			return false
		}
	}
	return false
}
