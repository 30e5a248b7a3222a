package genre

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var (
	days = text.WordSet(`monday tuesday wednesday thursday friday saturday sunday yesterday today tonight overnight morning afternoon evening midday midnight noon dawn`)
	// armed are words of those who can only do violence, and of bombs
	armed = text.WordSet(`gunmen gunman militants militant attackers attacker assailants assailant terrorists terrorist insurgents bomber bombers kidnappers bandits jihadists jihadist hijackers hijacker separatists extremists islamists rebels guerrillas
		bomb bombs explosives grenade grenades ied ieds knifeman bombed`)
	// looksBack are words with which a sentence tells what was judged, remembered or made up
	looksBack = text.WordSet(`sentenced sentence sentences court courts accused convicted acquitted jailed guilty verdict pleaded pleads heard hears ruled refused upheld prosecutor prosecutors indicted charged trial appeal appeals tribunal extradited extradite anniversary memorial remembered remember
		commemorated marked laid survivors survivor wreath wreaths years decade decades ago since simulated rehearsed rehearse exercise drill drills imaginary fictional pretend volunteers extras
		will would practised instructors training`)
	// played are words of stories made up, before what happens in them
	played = text.WordSet(`film films movie movies novel series episode scene scenes play plays opera thriller game games`)
	// held are words of those who were stopped
	held = text.WordSet(`arrested detained held foiled thwarted averted prevented uncovered seized custody disrupted dismantled stopped caught`)
	// done are verbs of violence that need nobody else
	done = text.WordSet(`stabbed shot stormed attacked ambushed rammed hacked hurled threw detonated exploded blew opened beheaded abducted kidnapped hijacked assassinated torched`)
)

// Armed reports whether a sentence names who can only do violence, or a bomb.
func Armed(d *text.Doc, st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		if armed.In(d, k) {
			return true
		}
	}
	return false
}

// happens reports whether a story whose words speak for a class of texts without an event tells an event all the same, as news does: one of its
// first sentences tells violence and the day, and who did it or how many were hurt. A bomb at a football match is no game.
func happens(d *text.Doc, hits map[string][]text.Hit, class string) bool {
	switch class {
	case "statistics", "obituary", "history":
		return false
	}
	var hurt []text.Casualty
	counted := false
	for _, kind := range []string{"ev", "did"} {
		for _, h := range hits[kind] {
			n := d.Tokens[h.From].Sent
			if n > 5 {
				break
			}
			foiled := h.Rule.Code == "foiled_plot/thwarted"
			if !foiled && !strings.HasSuffix(h.Rule.Code, "/accomplished") && !strings.HasSuffix(h.Rule.Code, "/attempted") {
				continue
			}
			day, agent, back, act, caught := false, false, false, false, false
			for k := d.Sents[n].From; k < d.Sents[n].To; k++ {
				day = day || days.In(d, k)
				agent = agent || armed.In(d, k) || d.Norm(k) == "armed" && d.Norm(k+1) == "men"
				caught = caught || held.In(d, k)
				act = act || k >= h.From && k < h.To && done.In(d, k)
				back = back || looksBack.In(d, k) || k < h.From && played.In(d, k)
			}
			if !day || back || foiled && !caught {
				continue
			}
			if !counted {
				counted, hurt = true, text.Casualties(d, func(int) bool { return false })
			}
			here, near := false, false
			for i := range hurt {
				at := d.Tokens[hurt[i].From].Sent
				here, near = here || at == n, near || at >= n && at <= n+2
			}
			switch class {
			case "drill":
				if agent && here {
					return true
				}
			case "accident", "animal":
				if agent && len(hits["who"])+len(hits["wpn"]) > 0 {
					return true
				}
			case "court", "anniversary":
				if !foiled && (agent || near || act) {
					return true
				}
			case "politics":
				if foiled || near || agent {
					return true
				}
			default:
				if foiled || near || agent && len(hits["res"])+len(hits["iss"]) > 0 {
					return true
				}
			}
		}
	}
	return false
}
