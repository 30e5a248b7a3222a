package text

// reports are verbs whose subject is the authority that speaks.
var reports = WordSet("advirtió advierte alertó alerta dijo informó pidió comunicó avisó averti avertit prévenu alerté appelé annoncé appelle déclaré signalé warnt warnte gewarnt teilte rief sagte erklärte meldete предупредило предупредил предупредила предупреждает сообщило сообщила сообщил призвало призвал заявил заявила попередило попередив повідомило повідомив закликало заявив uyardı açıkladı bildirdi duyurdu حذرت حذر أعلنت أعلن قالت قال دعت أفادت waarschuwt waarschuwde meldde zei spoke speaks speak urge urging telling saying cites cited mentioned mentions assessed assesses assess notes noted cautioned cautions alerted alerts announced announces recommends recommended notified reports tells urging changed colours warned warns warn warning has had have said says say told asked advised advises advising issued urged urges informs informed judged decided reported continues repeats repeated called calls rejected raised lowered listed advise say warned believes saw sees knows knew")

// warning verbs say by themselves that a country speaks; moving ones do when a word of advice or of its people follows.
var (
	governing  = WordSet("warned warns told urged urges advised advises warn continues advise cautioned alerted cautions alerts expects expect believes believe fears fear issued urging telling advising recommends recommended reminded reminds instructed")
	moving     = WordSet("lowered lowers raised raises drops dropped lifted lifts eased eases tightened tightens moved moves changed changes updated updates put puts goes went ordered orders called calls asked asks shut closed upgraded downgraded published repeated renewed extended withdrew withdrawn joined followed keeps kept maintains maintained says said scaled cut cuts reissued announced announces counsels")
	adviceNoun = WordSet("warning warnings advice advisory advisories citizens nationals embassy embassies consulate consulates alert alerts travel level people diplomats dependants dependents")
	passed     = WordSet("has have had also and both the formally again now among them included including too meanwhile yesterday today already or with it its own likewise on in at earlier since later then nine several other western countries all")
)

// Governs reports whether the country that ends before token i is the subject of a word of warning: "the United States and
// Britain have warned", "Australia has raised its advice".
func Governs(d *Doc, i int) bool {
	for k, n := i, 0; n < 16 && d.SameSent(i-1, k); k, n = k+1, n+1 {
		t := &d.Tokens[k]
		switch {
		case governing.Has(t):
			return true
		case moving.Has(t):
			for x := k + 1; x < k+8 && d.SameSent(k, x); x++ {
				if adviceNoun.In(d, x) {
					return true
				}
			}
			if !passed.Has(t) {
				return false
			}
		case passed.Has(t), t.Cap:
		case t.Norm == ",":
			if k+1 < len(d.Tokens) && !d.Tokens[k+1].Cap && !passed.In(d, k+1) && !governing.In(d, k+1) && !moving.In(d, k+1) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// SaysAfter reports whether a verb of saying stands in the eight tokens from the first.
func SaysAfter(d *Doc, from, to int) bool {
	for k := from; k < to && k < from+8; k++ {
		if reports.In(d, k) {
			return true
		}
	}
	return false
}

var goingBack = WordSet("responsible responsibility blamed claimed blame blames claims suspects suspect men attackers attacker gunmen gunman kidnappers bomber bombers assailants assailant intended planned plan searches search police investigators officers prosecutors raid hostages captives abductors detectives cell plotters")

// GoesBack reports whether a sentence speaks of those who did or planned something, or of those who look for them.
func GoesBack(d *Doc, st *Sentence) bool {
	for k := st.From; k < st.To; k++ {
		if goingBack.In(d, k) {
			return true
		}
	}
	return false
}

// Closes reports whether a sentence tells only when an office or a road is closed or opens again.
func Closes(d *Doc, st *Sentence) bool {
	what, closed := false, false
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "closed", "close", "closes", "closing", "reopen", "reopens", "reopened", "open", "suspended", "suspend", "cancelled", "canceled", "unavailable", "limited":
			closed = true
		case "embassy", "consulate", "section", "office", "offices", "services", "service", "school", "schools", "lycée", "appointments", "visa", "visas", "mission", "commission", "library", "centre", "center":
			what = true
		}
	}
	return what && closed
}

// TellsNews reports whether a line of a page of advice says that what it tells of threats is new: "Latest update: new
// information about the threat of terrorism".
func TellsNews(d *Doc, st *Sentence) bool {
	news, threat := false, false
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "update", "updates", "updated", "change", "changes", "new", "added", "latest":
			news = true
		case "threat", "threats", "terrorism", "terrorist", "attack", "attacks", "kidnapping", "kidnap":
			threat = news
		}
	}
	return news && threat
}

// NearbyArea reports whether tokens from i on name a stretch smaller than a country: "the island", "the city centre".
func NearbyArea(d *Doc, i int) bool {
	if n := d.Norm(i); n == "the" || n == "this" || n == "that" {
		i++
	}
	switch d.Norm(i) {
	case "area", "city", "island", "islands", "town", "district", "region", "airport", "beach", "building", "site", "vicinity", "province", "north", "south", "east", "west", "border", "coast", "capital":
		return true
	}
	return false
}

// Ruled reports whether the sentence denies what token i begins: "there was no sign that he had been preparing an attack".
func Ruled(d *Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-10 && d.SameSent(k, i); k-- {
		switch d.Norm(k) {
		case "no":
			switch d.Norm(k + 1) {
			case "sign", "signs", "evidence", "indication", "indications", "suggestion", "reason", "proof", "link":
				return true
			}
		case "denied", "denies":
			return true
		case "nothing":
			return d.Norm(k+1) == "to"
		}
	}
	return false
}

// PartOf reports whether the tokens are part of an audience or a target ("police posts", "an army patrol").
func PartOf(d *Doc, from, to int) bool {
	n := d.Norm(to)
	return n == "posts" || n == "post" || n == "patrol" || n == "officer" || n == "station" || n == "stations" || n == "command" || d.Norm(from-1) == "call" || d.Norm(from-1) == "tell"
}

// Denied reports whether the text says that there is nothing at a place: "no indication of a threat to Karachi".
func Denied(d *Doc, from, to int) bool {
	for k := from - 1; k >= 0 && k > from-9 && d.SameSent(k, from); k-- {
		switch d.Norm(k) {
		case "no":
			switch n := d.Norm(k + 1); n {
			case "incidents", "indication", "evidence", "reports", "information", "sign", "signs", "demonstration", "attack", "attacks":
				return true
			}
		case ",", ";", "but":
			return false
		}
	}
	if d.Norm(to) == "time" {
		return true // "(Beirut time, UTC+3)"
	}
	for k := to; k < len(d.Tokens) && k < to+4 && d.SameSent(from, k); k++ {
		if n := d.Norm(k); n == "false" || n == "untrue" || n == "unfounded" {
			return true
		}
	}
	return false
}

// Expires reports whether a verb of ending stands before the time.
func Expires(d *Doc, from int) bool {
	for k := from - 1; k >= 0 && k > from-4 && d.SameSent(k, from); k-- {
		switch d.Norm(k) {
		case "expired", "expires", "expire", "lapses", "lapsed":
			return true
		}
	}
	return false
}

// WarnedOn reports whether a word of warning or of publishing governs the time.
func WarnedOn(d *Doc, from, to int) bool {
	st := &d.Sents[d.Tokens[from].Sent]
	for k := max(st.From, from-8); k < min(st.To, to+8); k++ {
		switch d.Norm(k) {
		case "warned", "warns", "published", "issued", "told", "advised", "urged", "notice", "alert", "warning", "statement", "message", "bulletin", "advirtió", "alertó", "informó", "averti", "alerté", "warnte", "gewarnt", "предупредило", "предупредил", "предупредила", "попередило", "uyardı", "حذرت", "حذر", "waarschuwde", "gewaarschuwd", "advisory", "cautioned", "alerted":
			return true
		}
	}
	return false
}

// InDateline reports whether a day stands in the dateline of a story: "KABUL, Friday –", "JOS, Nigeria, Dec 27 (agency) -".
func InDateline(d *Doc, from, to int) bool {
	st := &d.Sents[d.Tokens[from].Sent]
	if from-st.From > 8 || !d.Tokens[st.From].Upper {
		return false
	}
	for k := to; k < st.To && k < to+8; k++ {
		if n := d.Norm(k); n == "–" || n == "—" || n == "-" && d.Tokens[k].Start > d.Tokens[k-1].End {
			return true
		}
	}
	return false
}

// harm are verbs of killing and hurting.
var harm = map[string]string{"killed": "killed", "dead": "killed", "died": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured", "killing": "killed", "wounding": "injured", "injuring": "injured"}

var harmWords = KeySet(harm)

// Casualty is a number of people killed or hurt: tokens [From, To), the verb at Verb.
type Casualty struct {
	Kind              string
	N, From, To, Verb int
}

// Casualties finds "killed more than 80 worshippers" and "two soldiers have been wounded". isTime reports whether a token is
// part of a time, whose numbers count nobody.
func Casualties(d *Doc, isTime func(int) bool) []Casualty {
	var out []Casualty
	for i := range d.Tokens {
		if !harmWords.Has(&d.Tokens[i]) {
			continue
		}
		kind := harm[d.Norm(i)]
		at, n := -1, 0
	after:
		for k := i + 1; k < len(d.Tokens) && k <= i+4 && d.SameSent(i, k); k++ {
			if v, ok := Value(&d.Tokens[k]); ok && v > 0 && d.Norm(k+1) != "or" {
				at, n = k, v
				break
			}
			switch d.Norm(k) {
			case ",", "and", "at", "on", "in":
				break after
			}
		}
		for k := i - 1; at < 0 && k >= 0 && k > i-7 && d.SameSent(i, k); k-- {
			if v, ok := Value(&d.Tokens[k]); ok && v > 0 && !isTime(k) {
				at, n = k, v
			} else if n := d.Norm(k); n == "," || n == "-" || n == "–" || n == "—" || harmWords.In(d, k) {
				break // "MOSUL, March 5 - A gunman killed"
			}
		}
		if at >= 0 && !isTime(at) && n <= 1000000 {
			out = append(out, Casualty{Kind: kind, N: n, From: min(at, i), To: max(at, i) + 1, Verb: i})
		}
	}
	return out
}

// speakers' media stand between a verb of saying and the day: "told state television on Monday".
var media = WordSet("on late early a the an in to by reporters journalists parliament lawmakers deputies radio television tv station state news agency conference press briefing statement newspaper nation local broadcaster channel website message telephone phone us them officials media here also audience cabinet council interview video correspondents online")

// SaidOn reports whether a time only tells when somebody spoke: "the police said on Thursday", "told a radio station on Monday".
func SaidOn(d *Doc, from int) bool {
	for k := from - 1; k >= 0 && k > from-9 && d.SameSent(k, from); k-- {
		switch d.Norm(k) {
		case "said", "says", "told", "announced", "ordered", "confirmed", "reported", "stated", "declared":
			return true
		case "on", "late", "early":
		default:
			if !media.In(d, k) && !d.Tokens[k].Cap {
				return false
			}
		}
	}
	return false
}

// partWords after words of advice say that it is for a part of a country.
var partWords = WordSet("border borders areas area parts following regions districts within km kilometres kilometers miles outskirts tracts except zones zone camps coast région régions province provinces frontière frontières frontalière frontalières frontaliers provinz provinzen grenze grenzgebiet grenzgebiete landesteile landesteil gebiet gebiete bundesstaat región regiones provincia provincias frontera fronteras zonas departamento область области областях границе границы границей приграничные приграничных регион регионы регионов районы районов межі кордону кордоном областей прикордонні sınır sınırı sınırına bölgesi bölgesine illeri منطقة مناطق المناطق حدود الحدود محافظة grensgebied grens provincies regio gebied gebieden")

// PartWord reports whether a word says that only a part of a country is meant.
func PartWord(t *Token) bool { return partWords.Has(t) || divisionWords.Has(t) }

var divisionWords = WordSet("region province state district")

// Part reports whether words of advice are for a part of a country: "to within 10 km of the border", "to the following areas".
func Part(d *Doc, h Hit) bool {
	if d.Norm(h.To) == ":" && d.Norm(h.To-1) == "to" {
		return true // a list of parts follows
	}
	for k := h.From; k < h.To; k++ {
		if partWords.In(d, k) {
			return true // "alle reizen naar bepaalde gebieden worden ontraden"
		}
	}
	words := 0
	for k := h.To; k < len(d.Tokens) && words < 10 && d.SameSent(h.From, k); k++ {
		if d.Tokens[k].Kind != Punct {
			words++
		}
		switch n := d.Norm(k); {
		case n == "due", n == "because", n == "as", n == ",", n == "any", n == "by", n == "for":
			return false
		case partWords.In(d, k):
			return true
		}
	}
	for k := h.From - 1; k >= 0 && k > h.From-9 && d.SameSent(k, h.From); k-- {
		if partWords.In(d, k) || d.Norm(k) == "where" {
			return true
		}
	}
	return false
}

// Level reports whether token i is part of "Level 4" or of a label such as "Latest update".
func Level(d *Doc, i int) bool {
	switch d.Norm(i) {
	case "level", "advice", "advisory", "update", "updated", "advise", "summary", "recommendation":
		return true
	}
	return d.Tokens[i].Kind == Number
}
