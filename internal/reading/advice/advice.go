// Package advice holds the governments' forms of standing advice: the words of their travel advice and of their national
// threat levels, brought to one closed list each.
//
// Travel advice: normal, caution, essential_only, no_travel, depart. Threat levels by rank of five: low, moderate,
// substantial, severe, critical. A level that is named but not understood gives no code: unknown is never the mildest.
package advice

import (
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// The codes of travel advice, mildest first; Depart calls on people to leave.
const (
	Normal        = "normal"
	Caution       = "caution"
	EssentialOnly = "essential_only"
	NoTravel      = "no_travel"
	Depart        = "depart"
)

// Ranks are the codes of threat levels by rank, 1 to 5.
var Ranks = [...]string{"low", "moderate", "substantial", "severe", "critical"}

// Entries is the table of the words of travel advice, Kind "adv". Sources: travel.state.gov levels 1-4; FCDO "advises
// against"; travel.gc.ca risk levels; smartraveller.gov.au levels 1-4; Auswärtiges Amt, in its English renderings.
var Entries = []text.Entry{
	{Kind: "adv", Code: NoTravel, Patterns: `
		advise|advises|advised|advising against all travel to?; against all travel to?; warned|warns|warning against all travel to?; against any travel to?;
		^ do not travel to?; do not travel to; we ..3 advise ..2 do not travel to?; advise ..3 do not travel; level|levels 4 :|,|–|-|( do not travel )?; not to travel to; avoid all travel to?;
		travel to ..4 is warned|advised against; should not travel to; warns against travel to; warned against travel to; warns against travelling|traveling to; do not travel advisory; travel warning for; warns its ..2 against travel|travelling|traveling to?;
		advised|advises|urged|urges|told its? ..3 not to travel to?; level 4 advisory|advice|warning; strongly advise|advises against travel; advises|advised|advise against travel|travelling|traveling to;
		travel|travelling|trips|journeys|visits ..12 is|are|remains ..1 formally|strongly|firmly|strictly? advised|warned against; formally|strictly|categorically|firmly advised|advises|advise against; travel|trips ..6 is|are ..1 strongly discouraged; warn|warns|warned|warning|advise|advises|advised|cautions|cautioned ..5 against travelling|traveling|going|visiting|trips|journeys|visits ..2 to?; warn|warns|warned|warning|advise|advises|advised ..4 against all? travel to?;
		refrain|refraining|abstain from ..1 travelling|traveling|travel|going|visiting to?; no one|nobody should travel to; do not go|visit|travel to; avoid travelling|traveling|travel to; travel ban on|to|for; urged|urges|told|tells|advised|advises|asked|asks|instructed|warned|warns ..4 not to travel|go|visit to?; should not|never travel|go to; must not travel to; moved|raised|raises|upgraded|elevated|increased|lifts|moves|goes|went|go ..6 to level 4 :?; cancel|cancelling ..1 all? travel|trips to; highest level of ..2 travel advice|warning; not advisable to travel to; travel warning is in? force|effect? for;
		level 3 : avoid all travel to?; level 4 : evacuate; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 red; code red; red zone|area|zones|areas; do not travel there`},
	{Kind: "adv", Code: EssentialOnly, Patterns: `
		against all but essential travel to?; all but essential travel to?; avoid all? non-essential|nonessential travel to?; avoid unnecessary travel to?; against non-essential|nonessential|unnecessary travel to?; reconsider travel to?; reconsider your? need to travel to?;
		level 3 :|,|–|-|( reconsider your? need? to? travel )?; level 3 advisory|advice; only essential travel;
		unnecessary|non-essential|nonessential|non-urgent|nonurgent|tourist|tourism|leisure|holiday ..1 trips|travel|journeys|visits|stays ..12 is|are|be|remain ..2 advised|discouraged|avoided|recommended|postponed|deferred|warned|suspended against?; advised|advises|advise|warns|warn against ..1 unless ..6 reason|reasons|need|necessity|necessary|urgent; unless for|there ..2 compelling|imperative|urgent|professional|essential|overriding reason|reasons; except for ..1 imperative|compelling|essential|urgent|overriding reasons|purposes; restrict|limit|limited|restricted ..2 travel ..5 to? essential|necessary|urgent; reconsider ..1 need|plans to|for travel ..1 to?; should reconsider ..2 travel|travelling|trips|visits|visiting to?;
		postpone|put|defer|delay|deferring|postponing off? any|all|non-essential|unnecessary|nonessential|their|your ..1 trip|trips|travel|journey|journeys|visit|visits to?; against any|all? non-essential|nonessential|unnecessary|tourist|non-urgent ..1 travel|trips|journeys|visits to?; avoid any|all? non-essential|nonessential|unnecessary|tourist|non-urgent ..1 travel|trips|journeys|visits to?; only if|when absolutely|strictly necessary; travel only if|when ..2 necessary|essential; unless ..2 absolutely necessary|essential; moved|raised|raises|lowered|lowers|lower|upgraded|downgraded|cut|drops|dropped|reduced ..8 to level 3 :?; travel to ..4 only for essential ..1; not|no to? travel ..6 unless ..3 essential|necessary;
		level 2 : avoid non-essential|nonessential|unnecessary travel to?; trips|travel|journeys|visits ..10 that are not ..1 essential|necessary|urgent|needed ..4 put|postponed|deferred|avoided|advised|discouraged off|against?; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 orange; code orange; orange zone|area|zones|areas; only travel there if`},
	{Kind: "adv", Code: Caution, Patterns: `
		level 2 :|,|–|-|( exercise increased caution )?; exercise increased caution; exercise a? high|increased degree|level of caution; high degree of caution; increased caution; level 2 advisory|advice; heightened caution;
		reinforced|heightened|enhanced|particular|special|greater|increased|utmost|strengthened vigilance|caution; exercise ..1 extra|heightened|special|particular|great|more|additional ..1 caution|care|vigilance; exercise|take caution; lowered|lowers|lower|raised|raises|moved|reduced|cut|downgraded|upgraded|eased ..8 to level 2 :?; exercise strong|great caution;
		level 1 : exercise|stay ..2 caution|alert; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 yellow; code yellow; yellow zone|area|zones|areas; areas? of reinforced vigilance; stays yellow`},
	{Kind: "adv", Code: Normal, Patterns: `
		does|do not advise against travel to?; not advise|advising against travel; no advice against travel; normal safety|security? precautions; normal safety and security precautions; take|exercise normal security? precautions; normal security precautions; level 1 :|,|–|-|( exercise normal precautions )?; no travel restrictions in place for;
		no longer advise|advises|advised|advising|warn|warns|warning|recommend|recommends ..1 against all? but? any? essential|non-essential|unnecessary? travel|trips|travelling|travel to?; no longer advise|advises|warns|warn ..5 to|against ..2 travel|travelling|trips|visit|visiting; drop|drops|dropped|lift|lifts|lifted|withdraw|withdraws|withdrew|remove|removes|removed|scrap|scraps|scrapped|ends|ended ..3 warning|advice|advisory|advisories ..1 against|on|for ..2 travel|trips|travelling|visits|tourism to?; normal|usual|standard vigilance|precautions; lowered|lowers|reduced|cut|downgraded ..8 to level 1 :?; free|exempt of|from travel restrictions; travel warning|advice|advisory ..4 has|have|was|were|is been? lifted|withdrawn|dropped|removed|cancelled;
		code|colour|color ..10 is|stays|remains|stay|now|to|goes ..1 green; code green; stay|stays green; areas? of normal vigilance`},
	{Kind: "adv", Code: Depart, Patterns: `
		are|is called on|upon to leave|depart the? country?; called on|upon ..3 to leave|depart the? country?; should leave the country now|immediately?; urged to leave the country; depart the country now|immediately?; leave the country immediately|now; advised|told|urged|urges|advises ..3 to leave the country; advised|told|urged|urges ..2 citizens|nationals to leave; should|must leave|depart ..4 by|on|using commercial; should|must leave|depart ..2 as soon as|while; leave ..3 by commercial means|flights|flight; should|must leave|depart now|immediately; leave now while|by|on|if;
		are|is|were|be|been ..1 urged|advised|asked|requested|called|told|recommended|encouraged|ordered|instructed|strongly ..1 to leave|depart|exit ..1 it|there|country|immediately|now|at|as|while|without|promptly; urged|urges|urge|tells|told|advises|asked|asks|calls|called ..6 to leave|depart|exit the? country|it|immediately|now|at|as|while|without; leave|depart|exit as soon as ..2 possible|can|safe|safely; should|must leave|depart|exit ..2 country|immediately|now|it|without; to leave the country; make ..2 plans|arrangements to leave|depart; leave|depart the country ..1 while|by|at|as|on;
		must|should leave|depart ..1 while|immediately|now|as|by|without`},
}

// LevelEntries are the words that speak of a national threat level, Kind "lvl".
var LevelEntries = []text.Entry{
	{Kind: "lvl", Code: "raised", Patterns: `threat level ..3 lifted|raised|increased|upgraded|moved|goes|rises|rose from|to; raised|raises|raise|raising|increased|increases|upgraded|lifted|lifts|elevated ..3 terror|terrorism|terrorist|threat ..1 threat? level|alert to?; terror|terrorism|terrorist threat level raised; raises its ..2 threat level; terrorist|terrorism|terror threat level was|has|is been? raised|increased; raise the terrorist threat level; the? threat? level in|for|of ..4 goes|went|moves|moved|rises|rose|is|was|has ..2 up|raised|from|to; level raised|lifted|increased|upped|upgraded to; scaling|scales|scaled|moving|moves|putting|puts ..3 threat level up?`},
	{Kind: "lvl", Code: "lowered", Patterns: `lowered|lowers|lower|lowering|reduced|reduces|downgraded ..3 terror|terrorism|terrorist|threat ..1 threat? level; terrorist|terrorism|terror threat level was|has|is been? lowered|reduced`},
	{Kind: "lvl", Code: "stated", Patterns: `the level for; level of threat|alert; terrorism|terrorist|terror|national threat level; terrorism|terrorist|terror alert level?; threat|alert|alarm level ..1 is|remains|stays|at|of|now|currently; level of ..1 threat; keep|keeps|kept|maintain|maintains|maintained|leave|leaves|left|hold ..3 threat level; security alert level; national terrorism threat level; the threat level; threat level for|to|is|remains|stays|at; the level in|of ..3 is|remains|stays|stands; kingdom|country|nation|ireland|britain|canada|australia|zealand|norway|denmark|sweden|finland|netherlands|belgium|france|germany|spain|level remains|stays|stands|remain|kept at|on substantial|severe|critical|moderate|low|elevated|significant|high ..1`},
	{Kind: "lvl", Code: "raised", Patterns: `raises|raised|raise|raising|lifts|lifted|moves|moved|scaling|scales|scaled|increases|increased|puts|put|hoists|upgrades|upgraded ..5 alert|threat level|state|status`},
	{Kind: "lvl", Code: "raised", Patterns: `vigipirate ..10 top|highest|scarlet|red|orange|emergency|maximum|reinforced; put|puts|moved|moves|placed|places|raised|raises|switched|took|activated|set ..5 vigipirate ..1; on the? highest|maximum|top alert|level|state; alert ..6 set|put|placed|raised at|to|on scarlet|red|orange|maximum|highest; highest state|level of alert`},
	{Kind: "lvl", Code: "stated", Patterns: `terrorist|terror|terrorism threat ..6 judged|assessed|considered|rated|graded|classed ..4; threat from|of terrorism|terror ..8 judged|assessed|considered|rated|graded|classed ..3; threat ..12 level # out|of; national alert remains|remained|stays|stayed|is|was at; terror alert level|status remains|remained|stays|stayed ..2`},
	{Kind: "lvl", Code: "lowered", Patterns: `lowers|lowered|lower|lowering|cuts|reduces|reduced|downgrades|downgraded|eases|eased|drops|dropped ..5 alert|threat level|state|status; level in|of|for ..4 comes|came|falls|fell|drops|dropped|lowered down|from|to`},
}

// levelNouns stand before the number of a level.
var levelNouns = map[string]bool{"level": true, "stufe": true, "terrorwarnstufe": true, "warnstufe": true, "niveau": true, "nivel": true, "уровень": true, "рівень": true, "seviye": true, "dreigingsniveau": true, "المستوى": true}

// ranks are the words of levels by rank. "High" is the fourth of the Swedish five and "elevated" its third; a scale whose
// words stand elsewhere is read by its number.
var ranks = map[string]int{"low": 1, "minimal": 1, "moderate": 2, "guarded": 2, "substantial": 3, "elevated": 3, "significant": 3, "severe": 4, "high": 4, "critical": 5, "extreme": 5, "exceptional": 5, "very high": 5,
	"niedrig": 1, "mittel": 2, "hoch": 4, "kritisch": 5, "faible": 1, "modéré": 2, "élevé": 4, "bajo": 1, "medio": 2, "alto": 4, "muy alto": 5, "высокий": 4, "повышенный": 3, "критический": 5,
	"високий": 4, "критичний": 5, "yüksek": 4, "minimaal": 1, "beperkt": 2, "aanzienlijk": 3, "substantieel": 4, "kritiek": 5}

// Level reads the level stated in tokens [from, to): after "to" when the level changed, else the only one named. It gives the
// tokens of the level and its code; ok is false when there is none or when two stand there without saying which holds.
func Level(d *text.Doc, from, to int) (a, b int, code string, ok bool) {
	type level struct{ a, b, rank int }
	var all []level
	for i := from; i < to; i++ {
		r, w := 0, 1
		n := d.Norm(i)
		switch {
		case levelNouns[n] && i+1 < to:
			if v, isNum := text.Value(&d.Tokens[i+1]); isNum && v >= 1 && v <= 5 {
				r, w = v, 2
				if k := scaleWords(d, i+1, to); k > 1 {
					r, w = steps(d, i+1, to), 1+k
					if !leftBehind(d, i) {
						return i, i + w, Ranks[r-1], true // the number on the scale says it, whatever the word is
					}
				}
			}
		case steps(d, i, to) > 0 && !(n == "one" && d.Norm(i+1) == "of"): // "the last but one of five"
			r = steps(d, i, to)
			if d.Norm(i-1) == "level" {
				break
			}
			w = scaleWords(d, i, to)
			return i, i + w, Ranks[r-1], true // "three on a scale of four" says all
		case shouted[n] > 0 && (d.Tokens[i].Upper || quoted(d, i)):
			r = shouted[n]
			if n == "expected" && d.Norm(i-1) == "not" {
				r = 1
			}
		case i > from+1 && d.Norm(i-1) == "to" && number(d, i) > 0 && number(d, i-2) > 0 && d.Norm(i-3) == "from":
			r = number(d, i) // "from three to four"
		case i > from+5 && d.Norm(i-1) == "to" && number(d, i) > 0 && d.Norm(i-2) == ")" && number(d, i-5) > 0 && d.Norm(i-6) == "from":
			r = number(d, i) // "from 3 (significant) to 4 (substantial)"
			if d.Norm(i+1) == "(" && d.Norm(i+3) == ")" && i+3 < to {
				w = 4
			}
		case ranks[n] > 0 && levelPosition(d, i):
			r = ranks[n]
			if d.Norm(i+1) == "(" && d.Norm(i+3) == ")" && i+3 < to {
				if v, isNum := text.Value(&d.Tokens[i+2]); isNum && v >= 1 && v <= 5 {
					r, w = v, 4
				}
			}
		}
		if r == 0 {
			continue
		}
		all = append(all, level{i, i + w, r})
		i += w - 1
	}
	if len(all) == 0 {
		return 0, 0, "", false
	}
	pick := all[0]
	for _, l := range all {
		for k := l.a - 1; k >= from && k >= l.a-5; k-- {
			if d.Norm(k) == "from" {
				break
			}
			if d.Norm(k) == "to" || d.Norm(k) == "at" {
				return l.a, l.b, Ranks[l.rank-1], true
			}
		}
	}
	for _, l := range all[1:] {
		if l.rank != pick.rank {
			return 0, 0, "", false
		}
	}
	return pick.a, pick.b, Ranks[pick.rank-1], true
}

// leftBehind reports whether the level at token i is the one that was left: "from level 3 of 5".
func leftBehind(d *text.Doc, i int) bool { return d.Norm(i-1) == "from" || d.Norm(i-2) == "from" }

// scaleWords is the length of "4 of 5", "three on a scale of four", "2 out of 5" and "4/5" from token i, or 1.
func scaleWords(d *text.Doc, i, to int) int {
	if number(d, i) == 0 {
		return 1
	}
	for k := i + 1; k < to && k < i+8; k++ {
		switch d.Norm(k) {
		case "of", "/", "von", "de", "sur", "sobre", "из", "з", "із", "van", "من":
			if m := number(d, k+1); m > 0 && k+1 < to {
				return k + 2 - i
			}
		case "on", "a", "an", "the", "scale", "out", "in":
		default:
			return 1
		}
	}
	return 1
}

// steps is the rank of "n of m" at token i on our five steps, or 0: of four steps the lowest is low and the others are the
// upper three of five (Belgium: 3, serious, is severe), of three low, substantial and severe.
func steps(d *text.Doc, i, to int) int {
	w := scaleWords(d, i, to)
	if w == 1 {
		return 0
	}
	n, m := number(d, i), number(d, i+w-1)
	switch {
	case n > m:
		return 0
	case m == 5:
		return n
	case m == 4:
		return [...]int{0, 1, 3, 4, 5}[n]
	case m == 3:
		return [...]int{0, 1, 3, 4}[n]
	}
	return 0
}

// shouted are the words of the Australian scale, 1 to 5 ("not expected" to "certain"). They are common words and count only
// in capitals or in quotation marks.
var shouted = map[string]int{"possible": 2, "probable": 3, "expected": 4, "certain": 5}

func quoted(d *text.Doc, i int) bool {
	switch d.Norm(i - 1) {
	case "\"", "“", "'", "‘":
		return true
	}
	return false
}

// number is the rank that token i says as a number, or 0.
func number(d *text.Doc, i int) int {
	if i < 0 || i >= len(d.Tokens) {
		return 0
	}
	if v, ok := text.Value(&d.Tokens[i]); ok && v >= 1 && v <= 5 {
		return v
	}
	return 0
}

// levelPosition reports whether a rank word stands as a level: in capitals, in quotation marks, with its number in brackets, or
// after "to", "at", "from", "is".
func levelPosition(d *text.Doc, i int) bool {
	if d.Tokens[i].Upper || d.Norm(i+1) == "(" {
		return true
	}
	switch d.Norm(i - 1) {
	case "to", "at", "from", "is", "remains", "as", "auf", "à", "en", "op", "naar", "до", "\"", "“", "'", "‘":
		return true
	}
	return false
}

// LevelAt reads the level that words on a threat level are about: in their sentence, or in the next one of the paragraph.
func LevelAt(d *text.Doc, h text.Hit, st *text.Sentence) (a, b int, code string, ok bool) {
	if a, b, code, ok = Level(d, st.From, st.To); ok {
		return
	}
	if n := d.Tokens[h.From].Sent + 1; n < len(d.Sents) && d.Sents[n].Para == st.Para {
		if first := d.Norm(d.Sents[n].From); first == "it" || first == "this" {
			return Level(d, d.Sents[n].From, d.Sents[n].To)
		}
	}
	return 0, 0, "", false
}

// Left reports whether a level is the one that was left: "from Level 3 to Level 2". hits are all levels of its
// sentence.
func Left(d *text.Doc, hits []text.Hit, h text.Hit) bool {
	from := false
	for k := h.From - 1; k > h.From-4 && d.SameSent(k, h.From); k-- {
		from = from || d.Norm(k) == "from"
	}
	if !from {
		return false
	}
	for _, x := range hits {
		for k := x.From - 1; x.From > h.To && k > x.From-4; k-- {
			if d.Norm(k) == "to" {
				return true
			}
		}
	}
	return false
}
