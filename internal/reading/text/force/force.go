// Package force reads what those who keep order do: whether police or soldiers named in a text act on an event, or only speak, guard
// their posts or are its victims.
package force

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Acts reports whether those named before token i act on what happened: "police cordoned off the street", "troops have been
// deployed"; false when they speak or are the victims.
func Acts(d *text.Doc, i int) bool {
	i = opened(d, i)
	for k, n := i, 0; n < 9 && d.SameSent(i-1, k); k, n = k+1, n+1 {
		t := &d.Tokens[k]
		switch {
		case phrasal(d, k):
			return true
		case deeds.Has(t):
			if n := d.Norm(k - 1); (n == "will" || n == "would" || n == "may") && watches.Has(t) {
				return false // "soldiers will guard stations"
			}
			if n := d.Norm(k - 2); d.Norm(k-1) == "be" && (n == "can" || n == "could" || n == "may" || n == "might" || n == "would" || n == "should") {
				return false // "soldiers can be called in"
			}
			if aux.In(d, k-1) && suffered.Has(t) {
				// "dozens of soldiers were killed"; police who were called or sent do act
				return t.Norm == "sent" || t.Norm == "called"
			}
			return true
		case speech.Has(t):
			return reported(d, k+1)
		case duty.Has(t) && n > 0 && n < 6 && isOn(d, i, k):
			return true
		case t.Kind == text.Punct:
			if t.Norm != "," && t.Norm != "-" {
				return false
			}
			if t.Norm == "," && k < i+2 {
				if x := aside(d, k); x > 0 && deeds.In(d, x) && !aux.In(d, x-1) {
					return true // "special forces, helped by foreign commandos, fought"
				}
			}
		case !between.Has(t) && t.Kind == text.Word && !t.Cap && n > 4:
			return false
		}
	}
	return false
}

// phrasal reports whether a deed of several words begins at token k: "went after", "set the crew free", "formed a ring".
func phrasal(d *text.Doc, k int) bool {
	has := func(n int, words ...string) bool {
		for x := k + 1; x <= k+n && d.SameSent(k, x); x++ {
			for _, w := range words {
				if d.Norm(x) == w {
					return true
				}
			}
		}
		return false
	}
	switch d.Norm(k) {
	case "went", "going", "go":
		return has(1, "after", "into", "in", "through", "door", "house") || has(3, "pursuit")
	case "set":
		return has(4, "free", "roadblocks", "checkpoints", "cordon")
	case "made", "make", "making":
		return has(1, "safe", "arrests") || has(3, "arrest", "arrests")
	case "gave", "giving":
		return has(1, "chase")
	case "formed", "forming", "form":
		return has(3, "ring", "cordon", "line", "chain")
	case "put":
		return has(6, "custody", "arrest") || has(2, "down", "out", "up")
	case "exchanging", "trading", "traded":
		return has(2, "fire", "shots")
	case "has", "have":
		return has(5, "hands") || has(8, "custody")
	case "came", "come":
		return has(2, "under")
	}
	return false
}

// aside is the token behind the comma that ends what the comma at k begins, or 0.
func aside(d *text.Doc, k int) int {
	for x := k + 2; x < k+16 && d.SameSent(k, x+1); x++ {
		if d.Norm(x) == "," {
			for x++; d.SameSent(k, x+1) && (d.Norm(x) == "have" || d.Norm(x) == "has" || d.Norm(x) == "had"); x++ {
			}
			return x
		}
	}
	return 0
}

// isOn reports whether tokens [i, k) are "are on", "were at the": a form of "be" and a preposition.
func isOn(d *text.Doc, i, k int) bool {
	be, prep := false, false
	for ; i < k; i++ {
		switch d.Norm(i) {
		case "is", "are", "was", "were", "been", "be":
			be = true
		case "on", "at", "in":
			prep = true
		}
	}
	return be && prep
}

// reported reports whether those who speak before token i tell what they themselves did: "the army said it had killed".
func reported(d *text.Doc, i int) bool {
	for k, n := i, 0; n < 9 && d.SameSent(i-1, k); k, n = k+1, n+1 {
		switch d.Norm(k) {
		case "operation", "operations", "offensive", "manhunt", "investigation", "inquiry", "search":
			return true
		case "it", "they", "its", "their":
			for x := k + 1; x < k+6 && d.SameSent(i-1, x); x++ {
				if deeds.In(d, x) && d.Norm(x) != "believed" {
					return !aux.In(d, x-1)
				}
				if d.Tokens[x].Kind == text.Punct {
					break
				}
			}
			return false
		}
	}
	return false
}

// Agent reports whether those named from token i on are who did something: "were arrested by the police", "freed by commandos"; or whom others send, give
// themselves up to or fight with.
func Agent(d *text.Doc, i int) bool {
	k := i - 1
	for ; k > i-6 && k >= 0 && d.SameSent(k, i); k-- {
		t := &d.Tokens[k]
		if t.Norm == "by" {
			break
		}
		if calls.Has(t) && d.Norm(k-1) != "were" && d.Norm(k-1) != "was" {
			return true
		}
		if t.Norm == "in" && (calls.In(d, k-1)) {
			return true
		}
		if t.Norm == "to" || t.Norm == "with" || t.Norm == "between" || t.Norm == "and" {
			break
		}
		if t.Kind != text.Word || !t.Cap && !article(t.Norm) && !text.IsNumber(t) {
			return false
		}
	}
	switch d.Norm(k) {
	case "by":
		for x := k - 1; x > k-4 && x >= 0 && d.SameSent(x, i); x-- {
			if lets.In(d, x) {
				return false
			}
		}
		for x := k - 1; x > k-9 && x >= 0 && d.SameSent(x, i); x-- {
			if n := d.Norm(x); deeds.In(d, x) || fights.In(d, x) || n == "operation" || n == "operations" || n == "raid" || n == "raids" || n == "search" || n == "down" || n == "rammed" {
				return true
			}
		}
	case "to":
		for x := k - 1; x > k-5 && x >= 0 && d.SameSent(x, i); x-- {
			if yields.In(d, x) {
				return true
			}
		}
	case "with", "between", "and":
		for x := k - 1; x > k-7 && x >= 0 && d.SameSent(x, i); x-- {
			if d.Norm(k) != "and" && fights.In(d, x) || d.Norm(k) == "and" && d.Norm(x) == "between" {
				return true
			}
		}
	}
	return false
}

func article(n string) bool {
	switch n {
	case "the", "a", "an", "local", "special", "armed", "plain-clothes", "undercover", "riot", "heavily":
		return true
	}
	return false
}

// Target reports whether those named from token i on are who is attacked: "shot at the police", "attack on soldiers".
func Target(d *text.Doc, i int) bool {
	k := i - 1
	for ; k > i-4 && d.SameSent(k, i) && (article(d.Norm(k)) || d.Tokens[k].Cap); k-- {
		continue
	}
	if n := d.Norm(k); n == "itself" || n == "themselves" {
		return true // a group that calls itself so
	}
	if n := d.Norm(k - 1); d.Norm(k) == "as" && (n == "dressed" || n == "disguised" || n == "posing" || n == "posed" || n == "masquerading" || n == "pretending") {
		return true // no policemen at all
	}
	switch d.Norm(k) {
	case "at", "on", "against", "killed", "attacked", "ambushed", "killing", "wounding", "wounded", "injured", "targeting", "shot", "stabbed", "into", "between":
		return true
	}
	return false
}

// Speaks reports whether those named in tokens [from, to) speak: "police said", "according to investigators", "told detectives".
func Speaks(d *text.Doc, from, to int) bool {
	for k := to; k < to+4 && d.SameSent(from, k); k++ {
		if t := &d.Tokens[k]; speaks.Has(t) {
			return true
		} else if t.Kind == text.Punct {
			break
		}
	}
	for k := from - 1; k > from-4 && k >= 0 && d.SameSent(k, from); k-- {
		if n := d.Norm(k); n == "said" || n == "told" || n == "to" && d.Norm(k-1) == "according" {
			return true
		}
	}
	return false
}

var speaks = text.WordSet(`said say says tell tells told added informed confirmed reported believe believed suspect suspected think thinks stated explained report reports spokesman spokeswoman spokesperson declined refused wrote`)

// Thing reports whether the word at token i makes what belongs to a force of the one before it: "a police van", "the military zone".
func Thing(d *text.Doc, i int) bool { return things.In(d, i) && d.SameSent(i-1, i) }

var things = text.WordSet(`van vans car cars vehicle vehicles bus buses truck trucks jeep jeeps lorry convoy convoys checkpoint checkpoints base bases camp camps barracks academy school college headquarters compound uniform uniforms zone zones area areas
	hospital hospitals airport airfield helicopter plane jet boat boats quarters mess club recruitment depot cell cells court courts veteran veterans junta ruler rulers rule government regime`)
