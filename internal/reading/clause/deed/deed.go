// Package deed is the lexicon of verbs of violence and of policing: what each does, in all its forms.
package deed

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Kind is what is done in a Deed.
type Kind uint8

// The kinds of deed.
const (
	None    Kind = iota
	Strike       // attack, storm, burn, loot: done to things and people
	Enter        // burst into, drive into: what follows "into" is struck
	Kill         // kill, stab, beat: done to people
	Grab         // kidnap, snatch
	Fire         // shoot at, open fire on
	Throw        // throw, plant, detonate: the object is the weapon
	Blow         // explode, go off: the subject is the weapon
	Catch        // arrest: the object is who did it
	Remove       // take away: an arrest by police, else a kidnapping
	Clash        // clash with: both sides act
	Claim        // claim responsibility
	Target       // be a target, be at risk
	Act          // a noun of violence: "the attack by"
	Suffer       // die, be treated in hospital: the subject is who suffers
	Present      // be where it happens: "as pupils arrived", "families were queuing"
)

// Form is the shape of a verb.
type Form uint8

// The shapes of a verb.
const (
	Base Form = 1 << iota // attack, attacks
	Past                  // attacked, shot, threw
	Part                  // attacked, shot, thrown
	Ing                   // attacking
)

// Word is a verb of a deed: what it does, its shape, and what must follow it soon where it has other uses.
type Word struct {
	Kind Kind
	Form Form
	Weak string // the word must be followed soon by one of these,
}

// Verbs are the verbs of deeds in all their forms. A regular verb is written once; an irregular one as base/past/participle.
var Verbs = text.TableOf(rows()...)

func rows() (all []text.Row[Word]) {
	for _, r := range []struct {
		kind  Kind
		weak  string
		bases string
	}{
		{Strike, "", `attack storm raid ambush assault target torch loot ransack vandalise vandalize pillage plunder bomb shell strafe besiege invade breach scale hit/hit/hit strike/struck/struck
			overrun/overran/overrun damage destroy desecrate deface firebomb petrol-bomb occupy bombard pelt stone smash trash demolish gut/gutted/gutted enter infiltrate hijack
			commandeer sabotage burn/burnt/burnt burn massacre slaughter rocket sack terrorise terrorize rampage/rampaged/rampaged blockade overwhelm rob/robbed/robbed destroy flatten spray riddle
			ignite rip/ripped/ripped tear/tore/torn derail sink/sank/sunk raze level/levelled/levelled obliterate shatter rake shred devastate board mangle dynamite/dynamited/dynamited blast pepper strafe
			scorch engulf hole`},
		{Strike, "blast", `rock shake/shook/shaken jolt scatter convulse wreck`},
		{Kill, "dead", `leave/left/left`},
		{Kill, "over", `knock bowl`},
		{Suffer, "", `die perish succumb lose/lost/lost treat disappear vanish fall/fell/fallen sustain suffer embrace lie/lay/lain suffocate`},
		{Kill, "", `graze cut/cut/cut electrocute garrotte waylay/waylaid/waylaid`},
		{Fire, "bullets", `pump empty unload discharge`},
		{Kill, "", `kill murder assassinate stab/stabbed/stabbed behead execute lynch slay/slew/slain hack slash knife/knifed/knifed shoot/shot/shot wound injure maim beat/beat/beaten batter mutilate decapitate
			strangle poison machete hurt/hurt/hurt assail torture gun/gunned/gunned mow/mowed/mown bludgeon throttle harm eliminate liquidate`},
		{Grab, "", `kidnap/kidnapped/kidnapped abduct snatch seize`},
		{Catch, "", `arrest detain apprehend capture nab/nabbed/nabbed remand jail imprison charge overpower subdue interrogate extradite`},
		{Fire, "", `fire`},
		{Throw, "", `use wield brandish wear/wore/worn throw/threw/thrown hurl lob/lobbed/lobbed toss detonate plant`},
		{Blow, "", `explode`},
		{Clash, "", `clash battle fight/fought/fought skirmish`},
		{Enter, "ram", `ram/rammed/rammed`},
		{Enter, "into", `run/ran/run swerve veer/veered/veered`},
		{Strike, "with", `douse splash squirt`},
		{Catch, "", `catch/caught/caught handcuff re-arrest rearrest`},
		{Throw, "", `fling/flung/flung smuggle assemble stockpile hide/hid/hidden`},
		{Enter, "into", `burst/burst/burst break/broke/broken force drive/drove/driven plough plow crash steer sweep/swept/swept march barge push charge pile pour slam/slammed/slammed swarm
			accelerate speed/sped/sped careen mount rush smash reverse get/got/got walk climb fight/fought/fought come/came/come go/went/gone`},
		{Grab, "hostage", `take/took/taken hold/held/held keep/kept/kept`},
		{Remove, "off", `take/took/taken carry/carried/carried lead/led/led drag/dragged/dragged march haul bundle drive/drove/driven spirit whisk round pick pull make/made/made lift`},
		{Strike, "fire", `set/set/set open`},
		{Blow, "up", `blow/blew/blown go/went/gone`},
		{Target, "", `choose/chose/chosen select single threaten`},
		{Claim, "responsibility", `claim accept take/took/taken assume`},
		{Clash, "fire", `exchange trade`},
	} {
		for w := range strings.FieldsSeq(r.bases) {
			b, p, pp := w, "", ""
			if i := strings.IndexByte(w, '/'); i > 0 {
				f := strings.Split(w, "/")
				b, p, pp = f[0], f[1], f[2]
			}
			for form, words := range inflect(b, p, pp) {
				all = append(all, text.Row[Word]{Is: Word{r.kind, form, r.weak}, Words: words})
			}
		}
	}
	all = append(all, text.Row[Word]{Is: Word{Catch, Past | Part, "by"}, Words: `stopped halted intercepted`})
	return append(all, text.Row[Word]{Is: Word{Throw, Past | Part, "weapon"}, Words: `placed laid launched built bought acquired obtained strapped posted mailed left poured had`})
}

// inflect gives the forms of a verb; past and participle when it is not regular.
func inflect(b, p, pp string) map[Form]string {
	stem := strings.TrimSuffix(b, "e")
	ed, ing, s := stem+"ed", stem+"ing", b+"s"
	switch {
	case strings.HasSuffix(b, "y") && !strings.HasSuffix(b, "ay") && !strings.HasSuffix(b, "ey") && !strings.HasSuffix(b, "oy"):
		ed, s = b[:len(b)-1]+"ied", b[:len(b)-1]+"ies"
	case b == "die":
		ing = "dying"
	case strings.HasSuffix(b, "sh"), strings.HasSuffix(b, "ch"), strings.HasSuffix(b, "ss"), b == "go":
		s = b + "es"
	}
	if strings.HasSuffix(p, "ed") && len(p) > len(b)+2 && p[len(b)] == b[len(b)-1] { // stab, stabbed
		ing = p[:len(p)-2] + "ing"
	}
	switch b {
	case "hit", "set", "get", "cut":
		ing = b + b[len(b)-1:] + "ing"
	case "overrun", "run":
		ing = b + "ning"
	}
	if p == "" {
		return map[Form]string{Base: b + " " + s, Past | Part: ed, Ing: ing}
	}
	if p == b { // hit, set, burst
		return map[Form]string{Base | Past | Part: b, Base: s, Ing: ing}
	}
	if p == pp {
		return map[Form]string{Base: b + " " + s, Past | Part: p, Ing: ing}
	}
	if pp == b { // overrun
		return map[Form]string{Base | Part: b, Base: s, Past: p, Ing: ing}
	}
	return map[Form]string{Base: b + " " + s, Past: p, Part: pp, Ing: ing}
}
