package story

import (
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// deeds are what a word for a doer says was done.
var deeds = map[string]report.Type{
	"hijacker": report.Hijacking, "hijackers": report.Hijacking, "hostage-taker": report.Kidnapping, "hostage-takers": report.Kidnapping,
	"kidnapper": report.Kidnapping, "kidnappers": report.Kidnapping, "abductor": report.Kidnapping, "abductors": report.Kidnapping, "captors": report.Kidnapping,
	"bomber": report.Bombing, "bombers": report.Bombing, "gunman": report.Shooting, "gunmen": report.Shooting, "shooter": report.Shooting, "shooters": report.Shooting, "sniper": report.Shooting,
	"arsonist": report.Arson, "arsonists": report.Arson, "assassin": report.Assassinate, "assassins": report.Assassinate,
	"attacker": report.Attack, "attackers": report.Attack, "assailant": report.Attack, "assailants": report.Attack, "knifeman": report.Attack, "axeman": report.Attack, "stabber": report.Attack,
}

var doerWords = text.KeySet(deeds)

// byDoers finds what happened in a story that has no trigger for it but names its doer: "the hijacker let the passengers go". It is the last
// resort, and only where forces or the hurt are told.
func (g *gathering) byDoers() {
	s := g.story
	if s.rep.Kind != "news" || s.rep.Lang != "en" {
		return
	}
	for _, e := range s.events {
		if e.Stage == report.Accomplished || e.Stage == report.Thwarted || e.Stage == report.Threatened {
			return
		}
	}
	if len(s.hits["res"]) == 0 && len(text.Casualties(s.d, func(int) bool { return false })) == 0 {
		return
	}
	i := -1
	for tok := range s.d.Tokens {
		if !doerWords.Has(&s.d.Tokens[tok]) || text.Denied(s.d, tok, tok+1) {
			continue
		}
		t := deeds[s.d.Norm(tok)]
		if i < 0 {
			i = g.event(string(t), t, report.Accomplished, tok)
		}
		if s.events[i].Type != t {
			continue
		}
		s.events[i].last = tok
		s.events[i].Trigger = append(s.events[i].Trigger, s.ev(tok, tok+1))
		s.marks = append(s.marks, mark{from: tok, to: tok + 1, ev: i})
	}
}
