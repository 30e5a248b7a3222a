// Package force reads what those who keep order do: whether police or soldiers named in a text act on an event, or only speak, guard
// their posts or are its victims.
package force

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// deeds are verbs of policing and fighting back.
	deeds = text.WordSet(`surrounded surround cordoned cordon sealed seal stormed storm responded respond responding evacuated evacuate evacuating arrested arrest arresting detained detain detaining killed kill launched launch rushed rush
		deployed deploy deploying bringing exchanged exchanging tracking tracked hunting hunted hunt searching searched search ended end freed free rescued rescue retook retake battled battling fought fight fighting repelled repel secured secure raided raid raiding
		seized seize seizing found find discovered recovered recover combing combed comb pursuing pursued chasing chased overpowered overpower subdued intervened intervene shot stopped stop disarmed defused defuse scouring scoured sent
		reinforced imposed cleared clear clearing halted engaged trying negotiating negotiated foiled foil thwarted prevented pushed dispersed disperse dispersing fired firing used using picked pick rounded took taken take nabbed led captured capture
		tackled quelled restored restore returned patrolling patrol patrolled patrols blocked blocking tightened stepped stepping stepped-up controlled contained investigating investigate investigated questioned questioning interviewing identified mounted mount
		conducted conduct conducting carried carrying arrived arrive called mobilised mobilized looking treating probing probe holding hold held working destroyed neutralised neutralized eliminated gunned apprehended apprehend nab
		confiscated confiscate smashed broke break broken dismantled dismantle intercepted intercept trapped cornered besieged flushed escorted guarded clashed clash erected disposal poured entered closed close closing reopened manned set-up burst dragged
		removed checking checked sifting examining examined inspecting interrogating interrogated wrestled pinned tasered charged declared lured caught catch uncovered averted blew detonated collected gathered withdrew retreated advanced`)
	// passed over between a force and what it does
	between = text.WordSet(`have has had are is were was be been being will would could may also later then quickly soon immediately eventually finally now still already all on the of a an in from and with who which since earlier
		monday tuesday wednesday thursday friday saturday sunday early late yesterday today shortly promptly since over out not yet both troops police soldiers officers army`)
	// speech ends the search: a force that speaks
	speech = text.WordSet(`said says say told tells added confirmed reported announced warned believe believes suspect suspected stated explained declined refused wrote tweeted spokesman spokeswoman spokesperson chief commissioner station stations post posts officer
		patrol headquarters`)
	// suffered is what is done to victims, after "were"
	suffered = text.WordSet(`killed shot wounded injured hurt attacked ambushed hit targeted taken captured kidnapped seized stormed overrun struck burned destroyed raided arrested detained freed rescued stopped sent called`)
	aux      = text.WordSet(`were was been being`)
)

// Acts reports whether those named before token i act on what happened: "police cordoned off the street", "troops have been
// deployed"; false when they speak or are the victims.
func Acts(d *text.Doc, i int) bool {
	for k, n := i, 0; n < 9 && d.SameSent(i-1, k); k, n = k+1, n+1 {
		t := &d.Tokens[k]
		switch {
		case deeds.Has(t):
			if aux.In(d, k-1) && suffered.Has(t) {
				// "dozens of soldiers were killed"; police who were called or sent do act
				return t.Norm == "sent" || t.Norm == "called"
			}
			return true
		case speech.Has(t):
			return false
		case t.Kind == text.Punct:
			if t.Norm != "," && t.Norm != "-" {
				return false
			}
		case !between.Has(t) && t.Kind == text.Word && !t.Cap && n > 4:
			return false
		}
	}
	return false
}

// Agent reports whether those named from token i on are who did something: "were arrested by the police", "fired by".
func Agent(d *text.Doc, i int) bool {
	k := i - 1
	for ; k > i-5 && d.SameSent(k, i); k-- {
		t := &d.Tokens[k]
		if t.Norm == "by" {
			break
		}
		if t.Kind != text.Word || !t.Cap && !article(t.Norm) {
			return false
		}
	}
	if d.Norm(k) != "by" {
		return false
	}
	for x := k - 1; x > k-6 && d.SameSent(x, i); x-- {
		if deeds.In(d, x) {
			return true
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
	switch d.Norm(k) {
	case "at", "on", "against", "killed", "attacked", "ambushed", "killing", "wounding", "wounded", "injured", "targeting", "shot", "stabbed", "into", "between":
		return true
	}
	return false
}
