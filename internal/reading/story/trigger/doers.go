package trigger

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

// Doers are the tokens that name the doer of one deed, the first that is told, and what was done: "the hijacker let the passengers go".
func Doers(d *text.Doc) (deed report.Type, at []int) {
	for tok := range d.Tokens {
		if !doerWords.Has(&d.Tokens[tok]) || text.Denied(d, tok, tok+1) {
			continue
		}
		if t := deeds[d.Norm(tok)]; deed == "" || deed == t {
			deed, at = t, append(at, tok)
		}
	}
	return deed, at
}
