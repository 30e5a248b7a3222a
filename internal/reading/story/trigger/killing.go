package trigger

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Killing needs no phrase of its own: somebody kills, murders or massacres people. What it was done with, told in the same sentence, says
// whether it was a shooting, a bombing or an attack.
var (
	// slays are verbs of killing whose subject may also be an illness, a storm or a car; crimes are those that only people do.
	slays  = text.MarkedSet("killed kills killing slew slain gunned")
	crimes = text.MarkedSet("murdered murders murdering massacred massacres massacring slaughtered slaughters slaughtering butchered butchers butchering executed executes executing beheaded beheads beheading lynched decapitated")

	helps = text.WordSet("had has have having also then later already once allegedly reportedly apparently probably themselves himself herself deliberately brutally again")
	bes   = text.WordSet("was were been being is are be")

	// slayers are who kills; a name or "who" counts by what stands around it.
	slayers = text.WordSet(`man men woman women youth youths boy boys teenager teenagers brothers couple pair trio student students pupil pupils driver drivers convert converts supremacist supremacists extremist extremists islamist islamists
		jihadist jihadists neo-nazi neo-nazis fanatic fanatics loner group groups gang gangs cell team band sect cult movement organisation organization faction militia militias militiamen fighters fighter rebels rebel insurgents militants militant
		terrorists terrorist gunmen gunman attackers attacker assailants assailant assassins assassin killers killer bandits raiders pirates herdsmen herders settlers mob mobs crowd thugs vigilantes guerrillas guerrilla separatists bombers bomber
		commandos kidnappers hijackers intruders intruder snipers sniper knifeman axeman supporters followers members sympathiser sympathisers sympathizer sympathizers person persons individual individuals nationalist nationalists cousins
		mercenaries paramilitaries janjaweed cartel cartels hitmen hitman suspect suspects he she they someone somebody others son sons husband recruit recruits deserter defector network strangers refugee refugees migrant migrants policeman soldier guard`)
	// victims are whom somebody kills
	victims = text.WordSet(`people persons civilians men women children worshippers pilgrims tourists holidaymakers passengers students pupils soldiers paratroopers troops policemen policeman police officers officer guards guard workers worker
		villagers farmers miners traders migrants refugees foreigners journalists journalist commuters shoppers visitors visitor mourners revellers revelers residents teachers teacher peacekeepers missionaries priests priest nuns guests diners
		customers families schoolchildren demonstrators protesters activists bystanders passers-by nationals immigrants christians muslims jews hindus shias sunnis yazidis copts kurds supporters fans sunbathers bathers concert-goers concertgoers
		spectators cartoonists staff others hostages captives colleagues employees neighbours neighbors christian jewish british american german french swedish israeli chinese indian russian foreign man woman girl girls boy boys couple family
		drivers labourers laborers engineers doctors nurses aid peasants students' hikers backpackers campers skiers sailors fishermen monks rabbis imams athletes dancers partygoers holiday-makers onlookers adults teenagers youths`)
	// those who keep order: whom they kill is no victim of an attack
	order = text.WordSet("police officers soldiers troops army forces commandos marines airstrike airstrikes strike strikes raid agents gendarmes guards jets aircraft drone drones artillery")

	guns   = text.MarkedSet("gun guns rifle rifles pistol pistols handgun handguns shotgun shotguns kalashnikov kalashnikovs ak-47 machine-gun submachine gunfire bullets bullet shot shots shooting firearm firearms revolver gunman gunmen sniper snipers fire gunned uzi")
	blades = text.WordSet("knife knives machete machetes axe axes sword blade hammer dagger cleaver stabbed stabbing knifeman hacked van car truck lorry vehicle box-cutter hatchet scissors screwdriver")
	bombs  = text.MarkedSet("bomb bombs bomber bombers explosives explosive grenade grenades explosion blast belt vest device devices charges bombing bombings detonated dynamite tnt")
)

// killings adds the triggers of people killed by people that no phrase has found. One without a town, a day or a headline of its own only
// adds words to an event that is there.
func (t *Text) killings(add func(text.Hit, string)) {
	d := t.Doc
	for i := range d.Tokens {
		n := d.Tokens[i].Sent
		if !slays.InSent(d, n) && !crimes.InSent(d, n) {
			continue
		}
		crime := crimes.Has(&d.Tokens[i])
		if !crime && !slays.Has(&d.Tokens[i]) || !t.killsHere(i, crime) {
			continue
		}
		h := text.Hit{From: i, To: i + 1}
		if d.Sents[d.Tokens[i].Sent].Section == text.Actions || Supposed(d, i, false) || text.Denied(d, i, i+1) || t.near(i) {
			continue
		}
		switch n := d.Tokens[i].Sent; {
		case n == 0 && t.Kind == "news", t.Told(i):
			add(h, means(d, i)+"/accomplished")
		default:
			add(h, "+attack")
		}
	}
}

// harmBy adds the triggers of sentences that no phrase fits and that tell of people killed or hurt, of what it was done with, and of a
// town or a day: "nine shoppers lie dead after rounds hit the queue in Goma".
func (t *Text) harmBy(seeds []Seed, add func(text.Hit, string)) {
	d := t.Doc
	seeded := seededBy(d, seeds, true)
	for n := range d.Sents {
		st := &d.Sents[n]
		if seeded[n] || !harmed.InSent(d, n) || !guns.InSent(d, n) && !bombs.InSent(d, n) || st.Section == text.Actions || st.Section == text.Assistance {
			continue
		}
		harm, with, code := -1, -1, ""
		for k := st.From; k < st.To; k++ {
			switch {
			case harm < 0 && harmed.In(d, k):
				harm = k
			case code == "" && guns.In(d, k) && d.Norm(k) != "fire" && !t.byOrder(k):
				with, code = k, "shooting"
			case code == "" && bombs.In(d, k):
				with, code = k, "bombing"
			}
		}
		if harm < 0 || code == "" || Supposed(d, harm, false) || Supposed(d, with, true) || text.Denied(d, harm, harm+1) || text.Ruled(d, harm) || !t.Told(harm) {
			continue
		}
		h := text.Hit{From: min(harm, with), To: min(harm, with) + 1}
		if t.ofCell(harm) || t.figure(h) || t.figure(text.Hit{From: with, To: with + 1}) {
			continue
		}
		add(h, code+"/accomplished")
	}
}

// seededBy tells by sentence whether a trigger stands in it; those that only go back to an event count with generic.
func seededBy(d *text.Doc, seeds []Seed, generic bool) []bool {
	in := make([]bool, len(d.Sents))
	for _, s := range seeds {
		if generic || s.Code[0] != '+' {
			in[d.Tokens[s.From].Sent] = true
		}
	}
	return in
}

// ofCell reports whether those killed or hurt at token i are who planned or did it: "the members of the cell were killed".
func (t *Text) ofCell(i int) bool {
	for k := i - 1; k >= 0 && k > i-9 && t.Doc.SameSent(k, i); k-- {
		if n := t.Doc.Norm(k); foes.In(t.Doc, k) || n == "cell" || n == "militants" || n == "insurgents" || n == "jihadists" || n == "plotters" {
			return true
		} else if n == "," || n == ";" {
			return false
		}
	}
	return false
}

// byOrder reports whether those who keep order stand right before token i: "officers fired the shots".
func (t *Text) byOrder(i int) bool {
	for k := i - 1; k >= 0 && k > i-7 && t.Doc.SameSent(k, i); k-- {
		if order.In(t.Doc, k) {
			return true
		}
	}
	for k := i + 1; k < i+6 && t.Doc.Norm(i+1) == "by" && t.Doc.SameSent(k, i); k++ {
		if order.In(t.Doc, k) || t.Doc.Norm(k) == "team" || t.Doc.Norm(k) == "guards" {
			return true
		}
	}
	return false
}

// killsHere reports whether the verb at token i tells that somebody killed people: "the group killed 202 people", "who had murdered three
// paratroopers", "were killed by gunmen", "had been massacred".
func (t *Text) killsHere(i int, crime bool) bool {
	d := t.Doc
	k := i - 1
	for k >= 0 && d.SameSent(k, i) && helps.In(d, k) {
		k--
	}
	if !d.SameSent(k, i) {
		return false
	}
	n := d.Norm(i)
	if bes.In(d, k) || bes.In(d, k-1) && strings.HasSuffix(d.Norm(k), "ly") {
		return crime || t.by(i)
	}
	if n == "slain" || n == "gunned" {
		return false
	}
	if d.Norm(k) == "to" || d.Norm(k) == "of" || d.Norm(k) == "by" || d.Norm(k) == "for" {
		return false
	}
	if !t.victim(i) {
		return false
	}
	return t.slayer(k, crime)
}

// by reports whether "by" and one who kills follow token i.
func (t *Text) by(i int) bool {
	d := t.Doc
	for k := i + 1; k < i+9 && d.SameSent(i, k); k++ {
		if d.Norm(k) != "by" {
			continue
		}
		for j := k + 1; j < k+7 && d.SameSent(i, j); j++ {
			if order.In(d, j) {
				return false
			}
			if slayers.In(d, j) {
				return true
			}
		}
		return false
	}
	return false
}

// victim reports whether those killed follow the verb at token i: a number or people.
func (t *Text) victim(i int) bool {
	d := t.Doc
	for k := i + 1; k < i+6 && d.SameSent(i, k); k++ {
		tok := &d.Tokens[k]
		switch {
		case victims.Has(tok), text.IsNumber(tok) && d.Norm(k+1) != "%":
			return true
		case tok.Kind == text.Punct && tok.Norm != "-", slayers.Has(tok) && k > i+2:
			return false
		}
		switch tok.Norm {
		case "himself", "herself", "themselves", "in", "on", "at", "by", "when", "after", "during", "off", "and":
			return false
		}
	}
	return false
}

// slayer reports whether the words that end at token k name people who kill and are not there to keep order.
func (t *Text) slayer(k int, crime bool) bool {
	d := t.Doc
	switch d.Norm(k) {
	case "who", "that", "which":
		for j := k - 1; j > k-7 && d.SameSent(j, k); j-- {
			if order.In(d, j) {
				return false
			}
			if slayers.In(d, j) {
				return true
			}
		}
		return crime || d.Norm(k) == "who"
	case ",", "-", "–", ")": // an apposition or a relative clause between
		for j := k - 1; j > k-14 && d.SameSent(j, k); j-- {
			if order.In(d, j) {
				return false
			}
			if slayers.In(d, j) {
				return true
			}
		}
		return false
	}
	for j := k; j > k-7 && d.SameSent(j, k); j-- { // "a man with a kitchen knife killed"
		tok := &d.Tokens[j]
		switch {
		case tok.Kind == text.Punct && tok.Norm != "-":
			return crime && j < k
		case order.Has(tok) && j == k:
			return false
		case slayers.Has(tok):
			return true
		case tok.Norm == "that", tok.Norm == "which", tok.Norm == "and" && j < k-3:
			return crime
		}
		if strings.HasSuffix(tok.Norm, "-year-old") {
			return true
		}
	}
	return crime
}

// means is the kind of killing that its sentence tells by what it was done with, the nearest word first.
func means(d *text.Doc, i int) string {
	for off := 0; off < 22; off++ {
		for _, k := range [2]int{i - off, i + off} {
			if !d.SameSent(i, k) {
				continue
			}
			switch {
			case guns.In(d, k):
				return "shooting"
			case bombs.In(d, k):
				return "bombing"
			case blades.In(d, k):
				return "attack"
			}
		}
	}
	return "attack"
}

// near reports whether another trigger of what happened stands at token i or just beside it and tells the same.
func (t *Text) near(i int) bool {
	for _, kind := range []string{"ev", "did", "noun", "not"} {
		for _, h := range text.In(t.Doc, t.Hits[kind], t.Doc.Tokens[i].Sent) {
			if h.From <= i && i < h.To {
				return true
			}
			if kind != "not" && done(h.Rule.Code) && h.From < i+7 && i-9 < h.To {
				return true
			}
		}
	}
	return false
}

// headlined are nouns of violence that follow a name in a headline: "Beirut blast: minister among dead".
var (
	headlines = text.TableOf(
		text.Row[string]{Is: "attack", Words: "attack attacks massacre rampage siege stabbing stabbings ambush knifing clashes killings"},
		text.Row[string]{Is: "bombing", Words: "blast blasts bombing bombings explosion explosions airstrike airstrikes"},
		text.Row[string]{Is: "shooting", Words: "shooting shootings"},
		text.Row[string]{Is: "kidnapping", Words: "kidnapping kidnappings abduction abductions"},
		text.Row[string]{Is: "assassination", Words: "assassination"},
		text.Row[string]{Is: "hijacking", Words: "hijacking hijack"},
		text.Row[string]{Is: "arson", Words: "arson firebombing"},
	)
	// what follows the noun and speaks of something else: what is feared, planned, judged or remembered
	unlike = text.WordSet("plot plots plan plans fear fears threat threats warning warnings alert alerts trial suspect suspects accused case verdict anniversary memorial victims survivors inquiry inquest mastermind planner planners film book drill exercise level risk scare hoax averted foiled thwarted prevented likely possible")
)

// inHeadline adds the triggers of a headline that names what happened by its place.
func (t *Text) inHeadline(add func(text.Hit, string)) {
	d := t.Doc
	if t.Kind != "news" || len(d.Sents) == 0 {
		return
	}
	for k := d.Sents[0].From + 1; k < d.Sents[0].To; k++ {
		kind, ok := headlines.Of(&d.Tokens[k])
		if !ok || !d.Tokens[k-1].Cap || unlike.In(d, k+1) || !t.Told(k) {
			continue
		}
		h := text.Hit{From: k, To: k + 1}
		if t.taken(k, k+1, false) || t.taken(k, k+1, true) || len(text.In(d, t.Hits["lvl"], 0)) > 0 || t.near(k) || Supposed(d, k, true) || text.Denied(d, k, k+1) {
			continue
		}
		add(h, kind+"/accomplished")
	}
}
