// Package level holds the words of national threat levels, brought to five ranks: low, moderate, substantial, severe, critical.
package level

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Ranks are the codes of threat levels by rank, 1 to 5.
var Ranks = [...]string{"low", "moderate", "substantial", "severe", "critical"}

// Entries are the words that speak of a national threat level, Kind "lvl".
var Entries = []text.Entry{
	{Kind: "lvl", Code: "raised", Patterns: `threat level ..3 lifted|raised|increased|upgraded|moved|goes|rises|rose from|to; raised|raises|raise|raising|increased|increases|upgraded|lifted|lifts|elevated ..3 terror|terrorism|terrorist|threat ..1 threat? level|alert to?; terror|terrorism|terrorist threat level raised; raises its ..2 threat level; terrorist|terrorism|terror threat level was|has|is been? raised|increased; raise the terrorist threat level; the? threat? level in|for|of ..4 goes|went|moves|moved|rises|rose|is|was|has ..2 up|raised|from|to; level raised|lifted|increased|upped|upgraded to; scaling|scales|scaled|moving|moves|putting|puts ..3 threat level up?`},
	{Kind: "lvl", Code: "lowered", Patterns: `lowered|lowers|lower|lowering|reduced|reduces|downgraded ..3 terror|terrorism|terrorist|threat ..1 threat? level; terrorist|terrorism|terror threat level was|has|is been? lowered|reduced`},
	{Kind: "lvl", Code: "stated", Patterns: `the level for; level of threat|alert; terrorism|terrorist|terror|national threat level; terrorism|terrorist|terror alert level?; threat|alert|alarm level ..1 is|remains|stays|at|of|now|currently; level of ..1 threat; keep|keeps|kept|maintain|maintains|maintained|leave|leaves|left|hold ..3 threat level; security alert level; national terrorism threat level; the threat level; threat level for|to|is|remains|stays|at; the level in|of ..3 is|remains|stays|stands; kingdom|country|nation|ireland|britain|canada|australia|zealand|norway|denmark|sweden|finland|netherlands|belgium|france|germany|spain|level remains|stays|stands|remain|kept at|on substantial|severe|critical|moderate|low|elevated|significant|high ..1`},
	{Kind: "lvl", Code: "raised", Patterns: `raises|raised|raise|raising|lifts|lifted|moves|moved|scaling|scales|scaled|increases|increased|puts|put|hoists|upgrades|upgraded ..5 alert|threat level|state|status`},
	{Kind: "lvl", Code: "raised", Patterns: `vigipirate ..10 top|highest|scarlet|red|orange|emergency|maximum|reinforced; put|puts|moved|moves|placed|places|raised|raises|switched|took|activated|set ..5 vigipirate ..1; on the? highest|maximum|top alert|level|state; alert ..6 set|put|placed|raised at|to|on scarlet|red|orange|maximum|highest; highest state|level of alert`},
	{Kind: "lvl", Code: "stated", Patterns: `terrorist|terror|terrorism threat ..6 judged|assessed|considered|rated|graded|classed ..4; threat from|of terrorism|terror ..8 judged|assessed|considered|rated|graded|classed ..3; threat ..12 level # out|of; national alert remains|remained|stays|stayed|is|was at; terror alert level|status remains|remained|stays|stayed ..2`},
	{Kind: "lvl", Code: "raised", Patterns: `
		lifting|hoisting|hiking|hikes|hiked|hike|ups|upped|upping|stepped|stepping|steps|ratcheted|ratchets|setting|sets|set up? ..5 threat|alert ..1 level|status|state; threat|alert ..1 level ..3 hiked|upped|stepped|bumped|set|put|placed; vigipirate ..6 raised|moved|lifted|set|put|stepped|elevated|goes|went|at|to; raised|raises|raising|moved|moves|lifted|lifts|put|puts|set|sets|stepped|steps|elevated ..7 vigipirate; alert known as vigipirate; highest|maximum state of alert; on|at highest|maximum alert|level; level raised|lifted|goes|went|up ..1 to #`},
	{Kind: "lvl", Code: "stated", Patterns: `
		threat|danger|risk ..1 from|of ..1 terrorism|terror|attacks ..5 is|remains|stays|was|stands ..3 judged|assessed|rated|put|placed|set|considered|classed|described|at|to; level # out? of #|five|four; level ..4 was|is|remains ..2 set|kept|held|put|left ..1 at; set|keeps|kept|left|leaves|put|puts the level|threat|alert ..1 at; threat ..6 : level #; terrorist|terrorism|terror threat ..5 level #`},
	{Kind: "lvl", Code: "raised", Patterns: `
		goes|went|moves|moved|raised|raises|put|puts|placed|lifted|lifts|stepped|steps ..6 level|levels # ..6 alert|threat|vigilance|scale|anti-terrorist|terrorist|terrorism|highest|maximum; raised|raises|raising|lifts|lifted|stepped|steps ..3 vigilance|alertness|readiness to level|#|its|the; raised|raises|lifted|lifts ..3 estimate|assessment|evaluation of ..3 threat; raised|raises|lifted|lifts|put|puts|moved|moves ..3 alert|status|state to its|the highest|top|maximum|second|level; alert|threat|vigilance ..2 level|status|state ..6 moved|raised|lifted|put from|to|at ..1 yellow|orange|red|amber|blue|black; threat ..6 analysis|body|centre|center|unit ..5 on|at|to level #`},
	{Kind: "lvl", Code: "stated", Patterns: `threat ..8 stays|remains|stands|kept|left ..1 at substantial|severe|critical|moderate|low|significant|elevated; threat ..6 considered|judged|rated|assessed|deemed ..1 moderate|low|substantial|severe|critical|significant|high; at the red|orange|yellow|amber level`},
	{Kind: "lvl", Code: "lowered", Patterns: `lowers|lowered|lower|lowering|cuts|reduces|reduced|downgrades|downgraded|eases|eased|drops|dropped ..5 alert|threat level|state|status; level in|of|for ..4 comes|came|falls|fell|drops|dropped|lowered down|from|to`},
}

// levelNouns stand before the number of a level.
var levelNouns = map[string]bool{"level": true, "stufe": true, "terrorwarnstufe": true, "warnstufe": true, "niveau": true, "nivel": true, "уровень": true, "рівень": true, "seviye": true, "dreigingsniveau": true, "المستوى": true}

// ranks are the words of levels by rank. "High" is the fourth of the Swedish five and "elevated" its third; a scale whose
// words stand elsewhere is read by its number.
var ranks = map[string]int{"low": 1, "minimal": 1, "moderate": 2, "guarded": 2, "substantial": 3, "elevated": 3, "significant": 3, "severe": 4, "high": 4, "serious": 4, "critical": 5, "extreme": 5, "exceptional": 5, "very high": 5,
	"niedrig": 1, "mittel": 2, "hoch": 4, "kritisch": 5, "faible": 1, "modéré": 2, "élevé": 4, "bajo": 1, "medio": 2, "alto": 4, "muy alto": 5, "высокий": 4, "повышенный": 3, "критический": 5,
	"високий": 4, "критичний": 5, "yüksek": 4, "minimaal": 1, "beperkt": 2, "aanzienlijk": 3, "substantieel": 4, "kritiek": 5}

// Read reads the level stated in tokens [from, to): after "to" when the level changed, else the only one named. It gives the
// tokens of the level and its code; ok is false when there is none or when two stand there without saying which holds.
func Read(d *text.Doc, from, to int) (a, b int, code string, ok bool) {
	type level struct{ a, b, rank int }
	var all []level
	vigipirate := false
	for i := from; i < to; i++ {
		vigipirate = vigipirate || d.Norm(i) == "vigipirate"
	}
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
		case number(d, i) > 0 && afterTo(d, i, from):
			r, w = number(d, i), bracketed(d, i+1, to)+1
			if wherefrom(d, i-1, from) {
				return i, i + w, Ranks[r-1], true // "from 3 ("significant") to 4 ("substantial")": the number says it, whatever the word is
			}
			if k := highest(d, i+1, min(to, i+5)); k > 0 {
				return i, k, Ranks[4], true // "to 4, the maximum"
			}
		case !vigipirate && american[n] > 0 && (d.Norm(i-1) == "to" || d.Norm(i-1) == "at" || quoted(d, i) && d.Norm(i-2) == "to"):
			r = american[n]
			if k := highest(d, i+1, min(to, i+5)); k > 0 {
				return i, k, Ranks[4], true
			}
		case vigipirate && colours[n] > 0:
			r = colours[n]
			if k := highest(d, i+1, min(to, i+5)); k > 0 {
				return i, k, Ranks[4], true
			}
		case vigipirate && (n == "emergency" || n == "urgence") && (d.Norm(i+1) == "attack" || d.Norm(i+1) == "attentat") || vigipirate && n == "attack" && (d.Norm(i+1) == "emergency" || d.Norm(i+1) == "alert"):
			r, w = 5, 2
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
		return onTop(d, from, to)
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

// colours are the steps of plans that tell them by colours, as Vigipirate did until 2014.
var colours = map[string]int{"yellow": 2, "orange": 3, "red": 4, "scarlet": 5}

// american are the colours of the United States' scale of 2002 to 2011 and of those like it.
var american = map[string]int{"green": 1, "blue": 2, "yellow": 3, "orange": 4, "amber": 4, "red": 5}

// afterTo reports whether the number at token i is the level that something was put at: "to 4,", "at three on the scale".
func afterTo(d *text.Doc, i, from int) bool {
	if i-1 < from {
		return false
	}
	switch d.Norm(i - 1) {
	case "to", "at":
	default:
		return false
	}
	if i+1 >= len(d.Tokens) || !d.SameSent(i, i+1) || d.Tokens[i+1].Kind == text.Punct && d.Norm(i+1) != "%" && d.Norm(i+1) != "-" {
		return true
	}
	switch d.Norm(i + 1) {
	case "on", "out", "of", "from", "for", "the", "in", "across", "after", "and", "today", "yesterday", "this", "last", "because", "following", "over":
		return true
	}
	return false
}

// bracketed is the length of what stands in brackets from token i, or 0.
func bracketed(d *text.Doc, i, to int) int {
	if i >= to || d.Norm(i) != "(" {
		return 0
	}
	for k := i + 1; k < to && k < i+9; k++ {
		if d.Norm(k) == ")" {
			return k + 1 - i
		}
	}
	return 0
}

// wherefrom reports whether "from" and a number stand before the "to" at token k, with or without the number's word in brackets.
func wherefrom(d *text.Doc, k, from int) bool {
	if d.Norm(k) != "to" {
		return false
	}
	if k--; d.Norm(k) == ")" {
		for n := 0; k > from && n < 9 && d.Norm(k) != "("; n++ {
			k--
		}
		k--
	}
	return k > from && number(d, k) > 0 && d.Norm(k-1) == "from"
}

// highest gives the end of words that say that what stands before them is the top of its scale, or 0: "the maximum", "the highest".
func highest(d *text.Doc, i, to int) int {
	for k := i; k < to; k++ {
		switch d.Norm(k) {
		case "maximum", "highest", "topmost":
			if d.Norm(k-1) == "second" || d.Norm(k-1) == "third" || d.Norm(k-1) == "of" || d.Norm(k-1) == "a" {
				return 0
			}
			return k + 1
		}
	}
	return 0
}

// rungs are the nouns of steps of a scale.
var rungs = text.WordSet(`level levels rung notch grade step stage alert tier`)

// onTop reads a level that is told by its place on the scale alone: "the highest level", "its top rung".
func onTop(d *text.Doc, from, to int) (a, b int, code string, ok bool) {
	for i := from; i+1 < to; i++ {
		r := 0
		switch d.Norm(i) {
		case "highest", "top", "maximum", "uppermost":
			r = 5
		case "lowest":
			r = 1
		}
		if r == 0 || !rungs.In(d, i+1) || d.Norm(i+2) == "since" || d.Norm(i+2) == "in" || d.Norm(i+2) == "but" {
			continue
		}
		a, b = i, i+2
		switch d.Norm(i - 1) {
		case "second":
			a, r = i-1, [...]int{0, 2, 0, 0, 0, 4}[r]
		case "third":
			a, r = i-1, 3
		}
		return a, b, Ranks[r-1], true
	}
	return 0, 0, "", false
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

// At reads the level that words on a threat level are about: in their sentence, or in the next one of the paragraph.
func At(d *text.Doc, h text.Hit, st *text.Sentence) (a, b int, code string, ok bool) {
	if a, b, code, ok = Read(d, st.From, st.To); ok {
		return
	}
	if n := d.Tokens[h.From].Sent + 1; n < len(d.Sents) && d.Sents[n].Para == st.Para {
		if first := d.Norm(d.Sents[n].From); first == "it" || first == "this" {
			return Read(d, d.Sents[n].From, d.Sents[n].To)
		}
	}
	return 0, 0, "", false
}
