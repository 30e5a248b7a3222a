package genre

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// What the head of a paper is made of: the office that speaks, what the paper calls itself, whom it addresses.
var (
	// missions are offices that speak to their own people abroad.
	missions = text.WordSet("embassy embassies consulate consulates commission mission legation botschaft ambassade embajada ambasciata")
	// bureaus are the other offices that sign what they publish.
	bureaus = text.WordSet("ministry department bureau police service services agency agencies coordinator president presidency palace directorate directorate-general secretariat office government authority authorities minister secretary spokesperson spokesman spokeswoman command commissioner prosecutor prosecutors centre center headquarters constabulary gendarmerie republic kingdom federation division branch council")
	// papers are what an official paper calls itself in its head; those in sorted need a word before or after them.
	papers = text.WordSet("bulletin communiqué communique release statement notice circular memorandum warden landsleutebrief declaration announcement announcements advisory caution message messages")
	sorted = text.WordSet("press news media public official joint security emergency consular travel safety important urgent special update worldwide warden information for to of by on from |")
	// headline verbs tell a headline from a letterhead.
	headline = text.WordSet("warns warn warned says say said tells told tell urges urged closes closed close reopens reopened shuts shut raises raised lowers lowered foils foiled arrests arrested arrest kills killed kill dies dead hit hits strikes struck attacked fear fears feared issues issued denies denied orders ordered calls called plan plans planned hold held holds seize seized storm stormed injured wounded bans banned blames blamed advises advised is are was were has have had after as amid over who which")
	linking  = text.WordSet("of the and for to in on at a an by with from de la du des da do der die das und et y")
)

// letterhead tells from the head of a text in English that an office published it: alert when it speaks to its own people abroad,
// statement when to everybody. The head is the short lines before the first long one: an office's name in capitals, a word for what
// the paper is, a date, whom it addresses. A line that a newspaper signs ("By our correspondent") or a headline's verb speaks against it.
func letterhead(d *text.Doc) (alert, statement bool) {
	signs, mission, bureau, addressed, paper := 0, false, false, false, false
	for i := 0; i < len(d.Sents) && d.Sents[i].Line < 6; {
		from, line := d.Sents[i].From, d.Sents[i].Line
		to := from
		for ; i < len(d.Sents) && d.Sents[i].Line == line; i++ {
			to = d.Sents[i].To
		}
		first, second := d.Norm(from), d.Norm(from+1)
		switch {
		case first == "by" && line > 0, first == "from" && second == "our", hasWord(d, from, min(to, from+8), "correspondent"), hasWord(d, from, min(to, from+8), "reporter"):
			return false, false
		case first == "dear" && to-from < 12, (first == "to" || first == "subject" || first == "re" || first == "attention") && second == ":" && line < 5:
			addressed = true
			continue
		}
		if to-from > 22 {
			break // the text begins
		}
		dated, titled, verb := false, true, false
		for k := from; k < to; k++ {
			t := &d.Tokens[k]
			dated = dated || t.Kind == text.Number && len(t.Norm) == 4 && (t.Norm[0] == '1' && t.Norm[1] == '9' || t.Norm[0] == '2' && t.Norm[1] == '0') || len(t.Norm) == 10 && t.Norm[2] == '.' && t.Norm[5] == '.'
			titled = titled && (t.Cap || t.Kind != text.Word || linking.Has(t) || t.Norm[0] >= '0' && t.Norm[0] <= '9' || t.Norm == "'s")
			verb = verb || headline.Has(t)
		}
		if verb {
			continue
		}
		if dated && (first == "modified" || first == "reviewed" || first == "last" && second == "amended" || first == "still" && (second == "valid" || second == "current")) {
			paper, signs = true, signs+1 // a page that is kept up
		}
		if dated && to-from <= 12 {
			signs++
		}
		for k := from; k < to; k++ {
			t := &d.Tokens[k]
			switch {
			case papers.Has(t) && (to-from <= 3 || k <= from+3 && (k > from && sorted.In(d, k-1) || sorted.In(d, k+1)) && (titled || dated || k <= from+1)):
				paper = true
			case !t.Cap || !titled:
			case missions.Has(t) && (t.Norm != "commission" && t.Norm != "mission" || d.Norm(k-1) == "high" || d.Norm(k-1) == "diplomatic" || d.Norm(k-1) == "permanent"):
				mission = true
			case bureaus.Has(t):
				bureau = true
				if n := d.Norm(k - 1); n == "press" || n == "media" {
					paper = true
				}
			}
		}
	}
	for _, sign := range [...]struct {
		is bool
		n  int
	}{{mission || bureau, 2}, {paper, 2}, {addressed, 2}} {
		if sign.is {
			signs += sign.n
		}
	}
	if signs < 3 || Datelined(d, nil) && !paper && !addressed && !mission {
		return false, false
	}
	return mission || addressed && !bureau, bureau || paper
}
