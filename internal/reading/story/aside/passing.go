package aside

import (
	"sort"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// pass puts places of an English text into the background whose own words say that nothing happens there: parties to a conflict ("the war
// between Israel and Hamas"), those who stand behind others ("groups friendly to Tehran"), states that act ("France and Italy are flying
// their people out"), offices ("the mayor of Lyon"), where words are spoken ("told reporters in Jakarta"), what is spared ("Misrata, which
// has stayed calm"), addresses.
func (s *Text) pass() {
	ms := s.Found.Mentions
	for i := range ms {
		m := &ms[i]
		if m.Mark != where.Plain {
			continue
		}
		switch {
		case s.party(m.From), s.behind(m.From), s.spoken(m.From), s.titled(m), s.elsewhere(m.From), s.spared(i), s.address(m), s.acts(i), s.venue(m), s.inName(m), s.moved(m.From), s.houseOf(m), s.sayer(i), s.afar(m), s.clock(m.From, m.To), s.seat(m), s.bidden(m), s.treated(m), i > 0 && s.after(&ms[i-1], m):
			m.Mark = where.Background
		}
	}
}

// party reports whether a name is one side of a conflict or of relations: "the war between Israel and Hamas", "talks with Iran".
func (s *Text) party(from int) bool {
	d := s.Doc
	for k := from - 1; k > 0 && k > from-7 && d.SameSent(k-1, from); k-- {
		switch d.Norm(k) {
		case "between":
			return relations.In(d, k-1)
		case "with", "against":
			return (k == from-1 || k == from-2 && d.Norm(from-1) == "the") && relations.In(d, k-1)
		case "and", "the", ",":
		default:
			if !d.Tokens[k].Cap {
				return false
			}
		}
	}
	return false
}

// behind reports whether a name tells who stands behind somebody: "groups friendly to Tehran", "backed by Iran", "guidance from al-Qaeda
// elements in Iran", "the branch of Islamic State in Afghanistan".
func (s *Text) behind(from int) bool {
	d := s.Doc
	if !d.SameSent(from-2, from) {
		return false
	}
	switch d.Norm(from - 1) {
	case "to", "with":
		return allied.In(d, from-2)
	case "by":
		return backed.In(d, from-2)
	case "in", "from":
		for k := from - 2; k > from-9 && d.SameSent(k, from); k-- {
			if branches.In(d, k) {
				return true
			}
			if t := &d.Tokens[k]; !t.Cap && t.Norm != "of" && t.Norm != "the" && t.Norm != "'s" && t.Kind == text.Word {
				return false
			}
		}
	}
	return false
}

// spoken reports whether words are spoken there: "told reporters in Jakarta", "a news conference in", "was quoted by a paper in".
func (s *Text) spoken(from int) bool {
	d := s.Doc
	if n := d.Norm(from - 1); n != "in" && n != "at" || !d.SameSent(from-2, from) {
		return false
	}
	return listeners.In(d, from-2) || airs.In(d, from-2) && waves.In(d, from-3) // "told a radio station in"
}

// titled reports whether a name only tells of what somebody is the head or a part: "the First Minister of Scotland", "Victoria's chief
// commissioner", "London's view".
func (s *Text) titled(m *where.Mention) bool {
	d := s.Doc
	if d.SameSent(m.From-2, m.From) {
		k := m.From - 1
		if d.Norm(k) == "the" {
			k--
		}
		if n := d.Norm(k); (n == "of" || n == "for" || n == "to") && d.SameSent(k-1, m.From) && titles.In(d, k-1) {
			return (n != "to" || envoys.In(d, k-1)) && (m.Place.Kind == gazetteer.Country || s.others(m))
		}
	}
	if d.Norm(m.To) == "'s" {
		for k := m.To + 1; k < m.To+4 && d.SameSent(m.From, k); k++ {
			if titles.In(d, k) || views.In(d, k) {
				return true
			}
			if !d.Tokens[k].Cap && !rank.In(d, k) {
				return false
			}
		}
	}
	return false
}

// others reports whether the text has another place that is no country, so that an office's own town need not be where it happened.
func (s *Text) others(m *where.Mention) bool {
	for i := range s.Found.Mentions {
		if o := &s.Found.Mentions[i]; o.Mark == where.Plain && o.Place.Kind != gazetteer.Country && o.Place.ID != m.Place.ID {
			return true
		}
	}
	return false
}

// elsewhere reports whether a name tells where the cause of anger or a meeting of states was, not the event: "the burning of the Quran in
// Stockholm", "the summit in Lisbon".
func (s *Text) elsewhere(from int) bool {
	d := s.Doc
	k := from - 1
	if n := d.Norm(k); n != "in" || !d.SameSent(k-1, from) {
		return false
	}
	if d.Norm(k-1) == "," {
		k--
	}
	for k--; k > from-12 && d.SameSent(k, from); k-- {
		if causes.In(d, k) {
			return true
		}
		if n := d.Norm(k); n == "," || n == "." || n == ";" || n == "that" || n == "and" && !d.Tokens[k-1].Cap {
			return false
		}
	}
	return false
}

// spared reports whether the sentence goes on to say that the place is not touched: "Misrata, which has stayed calm", "Bangkok and Phuket are a
// long way from the fighting", "Zanzibar has not been named".
func (s *Text) spared(i int) bool {
	d := s.Doc
	k := s.pastList(i)
	if d.Norm(k) == "," && d.Norm(k+1) == "which" {
		k += 2
	} else if !s.subject(i) {
		return false
	}
	if !states.In(d, k) || !d.SameSent(s.Found.Mentions[i].From, k) {
		return false
	}
	if n := d.Norm(k); (n == "has" || n == "have" || n == "was" || n == "were" || n == "is" || n == "are") && d.Norm(k+1) == "not" {
		k++
		if d.Norm(k+1) == "been" {
			k++
		}
		return touched.In(d, k+1)
	}
	for end := k + 7; k < end && d.SameSent(s.Found.Mentions[i].From, k); k++ {
		switch n := d.Norm(k); {
		case calm.In(d, k), n == "long" && d.Norm(k+1) == "way" && d.Norm(k+2) == "from", n == "far" && (d.Norm(k+1) == "from" || d.Norm(k+1) == "away"):
			return true
		case n == "," || n == "." || n == "but" || n == "not":
			return false
		}
	}
	return false
}

// venue reports whether the text says that a name is a house's, not a town's: "at La Terrasse, a bar", "the cathedral (Duomo)".
func (s *Text) venue(m *where.Mention) bool {
	d := s.Doc
	if m.Place.Kind != gazetteer.City || m.Place.Population >= wellKnown || !d.SameSent(m.From-1, m.To) {
		return false
	}
	if d.Norm(m.From-1) == "(" && d.Norm(m.To) == ")" && d.SameSent(m.From-2, m.To) {
		return venues.In(d, m.From-2)
	}
	if n := d.Norm(m.To + 1); d.Norm(m.To) != "," || n != "a" && n != "an" && n != "the" {
		return false
	}
	for k := m.To + 2; k < m.To+6 && d.SameSent(m.From, k); k++ {
		if venues.In(d, k) {
			return true
		}
		if n := d.Norm(k); n == "," || n == "of" || n == "in" || d.Tokens[k].Cap {
			return false
		}
	}
	return false
}

// inName reports whether a name is part of a longer one: "Al-Qaida in the Arabian Peninsula", "Islamic State of Iraq and the Levant",
// "Institute for Economics and Peace".
func (s *Text) inName(m *where.Mention) bool {
	d := s.Doc
	if n := d.Norm(m.From - 1); n != "and" && n != "for" && !movements.InSent(d, d.Tokens[m.From].Sent) {
		return false
	}
	k := m.From - 1
	for d.SameSent(k, m.From) && (d.Norm(k) == "the" || d.Norm(k) == "and" || s.placeEnds(k+1)) {
		if k--; k < m.From-6 {
			return false
		}
	}
	if n := d.Norm(k); (n == "in" || n == "of") && d.SameSent(k-1, m.From) && movements.In(d, k-1) && d.Tokens[k-1].Cap {
		return n == "of" || m.Place.Kind == gazetteer.Region || d.Norm(k-1) != "state"
	}
	if n := d.Norm(m.From - 1); (n == "and" || n == "for") && m.Place.Kind == gazetteer.City && m.Place.Population < wellKnown && d.SameSent(m.From-2, m.From) {
		t := &d.Tokens[m.From-2]
		return t.Cap && !t.First && t.Kind == text.Word && !s.placeEnds(m.From-1)
	}
	return false
}

// moved reports whether somebody or something is taken there after the event: "the train was sent to Arras", "will be moved to south London". Where a
// plane or a ship is hijacked, its way is where it happens.
func (s *Text) moved(from int) bool {
	d := s.Doc
	k := from - 1
	if compass.In(d, k) {
		k--
	}
	if d.Norm(k) != "to" || !d.SameSent(k-2, from) || !sent.In(d, k-1) || d.Norm(from-1) == "travel" {
		return false
	}
	for i := range d.Tokens {
		if strings.HasPrefix(d.Tokens[i].Norm, "hijack") {
			return false
		}
	}
	return true
}

// houseOf reports whether a town's name is only part of a house's in a text that speaks of another town: "the Kazan Cathedral" in St. Petersburg.
func (s *Text) houseOf(m *where.Mention) bool {
	d := s.Doc
	if m.Place.Kind != gazetteer.City || m.Name != "" || !d.SameSent(m.From, m.To) || !d.Tokens[m.To].Cap || !venues.In(d, m.To) || d.Norm(m.From-1) != "the" {
		return false
	}
	other := false
	for i := range s.Found.Mentions {
		o := &s.Found.Mentions[i]
		if o.From == m.From || o.Place.Kind != gazetteer.City || o.Mark == where.Background {
			continue
		}
		if o.Place.ID == m.Place.ID {
			return false
		}
		other = other || o.Place.Country == m.Place.Country
	}
	return other
}

// placeEnds reports whether a mention ends before token i.
func (s *Text) placeEnds(i int) bool {
	ms := s.Found.Mentions
	at := sort.Search(len(ms), func(k int) bool { return ms[k].To >= i })
	return at < len(ms) && ms[at].To == i
}

// pastList is the token after a list of places that the mention i stands in.
func (s *Text) pastList(i int) int {
	d, ms := s.Doc, s.Found.Mentions
	k := ms[i].To
	for i++; i < len(ms) && d.SameSent(k-1, ms[i].From); i++ {
		at := k
		for d.Norm(at) == "," || d.Norm(at) == "and" || d.Norm(at) == "or" || d.Norm(at) == "the" {
			at++
		}
		if at == k || ms[i].From != at {
			break
		}
		k = ms[i].To
	}
	return k
}

// address reports whether a name ends an address: "Road, Bangkok 10120", "BP 11201, Boulevard Mali Bero, Niamey".
func (s *Text) address(m *where.Mention) bool {
	d := s.Doc
	st := &d.Sents[d.Tokens[m.From].Sent]
	if d.SameSent(m.From-1, m.From) && d.Tokens[m.From-1].Kind == text.Number && len(d.Tokens[m.From-1].Norm) == 5 && d.Tokens[m.From-1].Norm[0] != '2' {
		return true // "00187 Roma"
	}
	if m.To < st.To && d.Tokens[m.To].Kind == text.Number && len(d.Tokens[m.To].Norm) >= 5 && st.To-m.To < 4 {
		return true
	}
	if st.To-st.From > 40 || !boxes.InSent(d, d.Tokens[m.From].Sent) {
		return false
	}
	for k := st.From; k < st.To; k++ {
		t := &d.Tokens[k]
		if boxes.Has(t) && t.Cap && (k+1 < st.To && (d.Tokens[k+1].Kind == text.Number || d.Norm(k+1) == "box")) {
			return true
		}
	}
	return false
}

// acts reports whether a country or a capital, or a list of them, is the subject of what only states do: "Germany, France and the Netherlands
// followed with alerts", "Britain had stopped its airlines".
func (s *Text) acts(i int) bool {
	d, m := s.Doc, &s.Found.Mentions[i]
	if m.Place.Kind != gazetteer.Country {
		top, ok := s.Places.Capital(m.Place.Country)
		if !ok || m.Place.ID != top.ID {
			return false
		}
	}
	k := s.pastList(i)
	if !d.SameSent(m.From, k) || !s.subject(i) {
		return false
	}
	if n := d.Norm(k); n == "has" || n == "have" || n == "had" || n == "is" || n == "are" || n == "was" || n == "were" || n == "will" || n == "also" || n == "too" {
		k++
		if n := d.Norm(k); n == "also" || n == "already" || n == "since" || n == "now" || n == "not" || n == "all" {
			k++
		}
	}
	return k < len(d.Tokens) && d.SameSent(m.From, k) && deeds.In(d, k)
}

// subject reports whether no preposition governs the list that the mention i stands in.
func (s *Text) subject(i int) bool {
	d, ms := s.Doc, s.Found.Mentions
	k := ms[i].From - 1
	for i--; ; i-- {
		for d.SameSent(k, k+1) && (d.Norm(k) == "," || d.Norm(k) == "and" || d.Norm(k) == "the") {
			k--
		}
		if i < 0 || ms[i].To != k+1 {
			break
		}
		k = ms[i].From - 1
	}
	return !d.SameSent(k, k+1) || !governs.In(d, k)
}

// sayer reports whether a name only tells where those sit who say something, of something that is elsewhere: "a minister in Manila said", "police in
// Port Moresby put the dead at 49", "according to officials in Kyiv". Police and doctors speak of what is near them, unless their sentence names
// another place for it.
func (s *Text) sayer(i int) bool {
	d, m := s.Doc, &s.Found.Mentions[i]
	if n := d.Norm(m.From - 1); n != "in" && n != "at" || !d.SameSent(m.From-2, m.From) {
		return false
	}
	k := m.From - 2
	high := spokesmen.In(d, k)
	if !high && !locals.In(d, k) {
		return false
	}
	say := saying.In(d, m.To) || d.Norm(m.To) == "," && saying.In(d, m.To+1)
	for b := k - 1; !say && b > k-7 && d.SameSent(b, k); b-- {
		n := d.Norm(b + 1)
		say = d.Norm(b) == "to" && d.Norm(b-1) == "according" || saying.In(d, b) && d.Norm(b-1) == "," && (n == "a" || n == "an" || n == "the" || b+1 == k)
	}
	if !say || !d.SameSent(m.From, m.To-1) {
		return false
	}
	for n := range s.Found.Mentions {
		o := &s.Found.Mentions[n]
		if o.Mark == where.Background || o.Mark == where.Adjective || o.Place.Kind == gazetteer.Country || o.Place.ID == m.Place.ID {
			continue
		}
		if d.SameSent(o.From, m.From) || high && o.Mark != where.Dateline {
			return true
		}
	}
	return false
}

// afar reports whether another country than the text's is only where soldiers are or were sent, or where somebody was before: "because of its
// soldiers in Somalia", "a group in Syria", "trained with al-Shabaab in Somalia", "the causeway to Saudi Arabia", "a former worker in Taiwan".
func (s *Text) afar(m *where.Mention) bool {
	d := s.Doc
	if m.Place.Kind != gazetteer.Country && m.Place.Kind != gazetteer.Region || m.Place.Country == s.Found.Main || !d.SameSent(m.From-2, m.From) {
		return false
	}
	k := m.From - 1
	if d.Norm(k) == "the" {
		k--
	}
	switch d.Norm(k) {
	case "in", "into", "inside":
		for b := k - 1; b > k-6 && d.SameSent(b, m.From); b-- {
			if stays.In(d, b) {
				return true
			}
			if n := d.Norm(b); b == k-1 && forces.In(d, b) {
				return true
			} else if d.Tokens[b].Kind == text.Punct && n != "-" || n == "and" || n == "that" {
				return false
			}
		}
	case "to", "with":
		return ways.In(d, k-1)
	case "from":
		return d.Tokens[k-1].Cap && !d.Tokens[k-1].First
	}
	return false
}

// seat reports whether a sentence begins with the town in which an office says or does something: "In London, the Foreign Office altered its page",
// or somebody who speaks stays there: "the prime minister, who was in Cairns, told reporters".
func (s *Text) seat(m *where.Mention) bool {
	d := s.Doc
	if d.Norm(m.From-1) != "in" || m.Place.Kind == gazetteer.Country || !d.SameSent(m.From-1, m.To) {
		return false
	}
	if n := d.Norm(m.From - 2); (n == "was" || n == "is") && d.Norm(m.From-3) == "who" {
		return d.Norm(m.To) == "," || d.Norm(m.To) == "for"
	}
	if !d.Tokens[m.From-1].First {
		return false
	}
	office := false
	for k := m.To; k < m.To+12 && d.SameSent(m.From, k); k++ {
		office = office || spokesmen.In(d, k) || offices.In(d, k)
		if office && (saying.In(d, k) || deeds.In(d, k) || d.Norm(k) == "altered" || d.Norm(k) == "repeated") {
			return s.others(m)
		}
		if n := d.Norm(k); n == "," && k > m.To+1 {
			return false
		}
	}
	return false
}

// bidden reports whether a capital or a country is told or asked to do something, or is who tells it: "demanded that Moscow stop the war",
// "asked Cuba to hand them over", "according to Bishkek".
func (s *Text) bidden(m *where.Mention) bool {
	d := s.Doc
	if !d.SameSent(m.From-2, m.To-1) {
		return false
	}
	if m.Place.Kind != gazetteer.Country {
		if top, ok := s.Places.Capital(m.Place.Country); !ok || m.Place.ID != top.ID {
			return false
		}
	}
	switch d.Norm(m.From - 1) {
	case "to":
		return d.Norm(m.From-2) == "according"
	case "that":
		return bids.In(d, m.From-2)
	case "asked", "urged", "thanked", "begged", "pressed":
		return d.Norm(m.To) == "to" || d.Norm(m.To) == "for"
	}
	return false
}

// treated reports whether those who were hurt are cared for there: "is in hospital in Noida", "were flown to a clinic in Nairobi".
func (s *Text) treated(m *where.Mention) bool {
	d := s.Doc
	if n := d.Norm(m.From - 1); n != "in" && n != "at" || !clinics.In(d, m.From-2) {
		return false
	}
	for k := m.From - 3; k > m.From-14 && d.SameSent(k, m.From); k-- {
		if care.In(d, k) {
			return s.others(m)
		}
	}
	return false
}

// after reports whether a country goes on a list of those that are only named in passing: "from Iraq and Syria".
func (s *Text) after(a, b *where.Mention) bool {
	d := s.Doc
	return a.Mark == where.Background && a.Place.Kind == gazetteer.Country && b.Place.Kind == gazetteer.Country && b.Place.Country != s.Found.Main && b.From == a.To+1 &&
		d.SameSent(a.From, b.From) && (d.Norm(a.To) == "and" || d.Norm(a.To) == "or")
}

// clock reports whether a name only says whose time a time of day is: "2 p.m. (Mexico City)", "14:00 Bogotá time".
func (s *Text) clock(from, to int) bool {
	d := s.Doc
	if d.Norm(from-1) == "(" && d.Norm(to) == ")" && d.SameSent(from-2, to) {
		n := d.Norm(from - 2)
		return n == "p.m." || n == "a.m." || n == "pm" || n == "am" || n == "time" || n == "hours" || n == "hrs" || strings.Contains(n, ":")
	}
	return d.Norm(to) == "time" && d.SameSent(from-1, to) && (d.Tokens[from-1].Kind == text.Number || strings.HasSuffix(d.Norm(from-1), "m.") || d.Norm(from-1) == "pm" || d.Norm(from-1) == "am")
}

var (
	// spokesmen speak of what is elsewhere; locals of what is near them.
	spokesmen = text.WordSet(`minister ministers ministry ministries spokesman spokeswoman spokesperson official officials diplomat diplomats government governments presidency
		president lawmaker lawmakers negotiators delegate delegates ambassador headquarters analyst analysts expert experts correspondent correspondents envoy adviser
		bureau agency agencies department office mission embassy legation station channel network newspaper daily paper broadcaster radio`)
	locals = text.WordSet("police authorities prosecutor prosecutors investigators officers commander commanders army military doctors medics coroner command detectives")
	saying = text.WordSet(`said says say told tells tell added adds announced announces confirmed confirms confirm warned warns stated states reported reports report put puts
		declared declares declined claimed claims denied denies insisted explained spoke speaks believe believes believed charged acknowledged admitted estimated estimate
		quoted informed revealed disclosed commented called blamed accused saw sees`)
	stays  = text.WordSet("trained fought served studied lived worked worker workers labourer employed radicalised radicalized spent veteran veterans fighting fighters born grew exile camps")
	forces = text.WordSet(`soldiers troops forces contingent army march intervention part role presence involvement operation operations offensive incursion group groups militia militias
		militants jihadists commander commanders leader leaders mission peacekeepers war`)
	bids    = text.WordSet("demanded demand demands insist insisted asked ask requested require required proposed suggested")
	clinics = text.WordSet("hospital hospitals clinic clinics icu infirmary ward wards")
	care    = text.WordSet(`taken treated treatment rushed flown airlifted admitted transferred recovering remain remains remained died moved condition brought evacuated
		operated is was are were still`)
	ways = text.WordSet("causeway bridge border borders frontier ferry match game fixture final road highway railway pipeline")
)

var (
	compass = text.WordSet("north south east west central northern southern eastern western")
	sent    = text.WordSet(`sent moved transferred diverted rerouted redirected airlifted evacuated deported extradited repatriated rushed escorted towed relocated flown taken
		returned`)
	movements = text.MarkedSet("al-qaida al-qaeda qaida qaeda state caliphate emirate al-qa'ida")
	venues    = text.WordSet(`bar bars restaurant restaurants hotel cafe café nightclub club disco discotheque pub tavern mosque church synagogue cathedral temple shrine school college
		mall supermarket shop store market bakery pizzeria brasserie cinema theatre theater museum gallery hall palace villa resort ship boat ferry yacht vessel magazine
		newspaper magazine broadcaster company firm charity foundation`)
	relations = text.WordSet(`war wars conflict conflicts tension tensions relations ties talks truce ceasefire armistice negotiations dispute disputes treaty pact agreement deal
		row rift match game fixture final qualifier borders standoff stand-off hostilities escalation peace differences friction rivalry summit alliance clash border frontier`)
	allied   = text.WordSet("friendly close loyal linked allied aligned affiliated tied sympathetic hostile side sides siding sided links ties answerable connected opposed indebted")
	backed   = text.WordSet("backed supported funded financed directed controlled armed sponsored run trained paid equipped ordered sent commissioned steered favoured favored")
	branches = text.WordSet(`branch branches affiliate affiliates offshoot offshoots arm wing elements element handlers handler leadership leaders contacts contact sympathisers sympathizers
		commanders recruiters paymasters backers sponsors chapter chapters franchise orders instructions guidance`)
	listeners = text.WordSet(`speaking spoke conference conferences briefing briefings reporters journalists correspondents newsmen interview statement speech broadcast newspaper
		lawmakers listeners readers`)
	airs   = text.WordSet("station stations channel channels network networks")
	waves  = text.WordSet("radio television tv news broadcasting")
	titles = text.WordSet(`minister president governor mayor king queen prince princess bishop archbishop patriarch imam mufti rabbi chief commissioner ambassador ambassadors envoy envoys consul
		premier chancellor emir sultan sheikh citizens citizen nationals representative senator deputy university bank bishopric archdiocese diocese dean speaker prosecutor commander
		coordinator director leader head secretary prefect ministry police government parliament authorities judge police-chief sheriff superintendent`)
	envoys = text.WordSet("ambassador ambassadors envoy envoys delegate delegates representative attache")
	views  = text.WordSet(`view views decision request warning warnings advice position stance statement policy claim claims answer response demand demands allies ally enemies embassy
		ambassador envoy foreign interior defence defense intelligence government parliament consulate rulers leadership line assessment`)
	rank    = text.WordSet("chief deputy acting foreign interior prime first vice police new top former security senior assistant")
	causes  = text.WordSet("burning burnings burned burnt desecration desecrations desecrated cartoons caricatures scenes inquiry")
	states  = text.WordSet("is are was were has have had remains remain remained stays stay stayed seems seem lies lie")
	touched = text.WordSet("named affected mentioned hit touched threatened included concerned targeted attacked struck spared")
	calm    = text.WordSet("calm quiet unaffected untouched safe peaceful spared normal open unscathed undamaged")
	boxes   = text.MarkedSet("box bp p.o. p.o po postbox postfach apartado casilla")
	governs = text.WordSet(`in of for to from at by with on into across throughout against over inside within outside near around toward towards between about like via including
		leave leaving left visit visiting enter entering reach reaching hit struck rocked shook attacked than as without`)
	deeds = text.WordSet(`raised lowered issued closed shut reopened evacuated evacuating withdrew withdrawn withdrawing pulled pulling flew flown flying offered offering advised advises advising told tells telling
		warned warns warning urged urges urging suspended suspends suspending halted stopped banned bans banning imposed imposes deployed joined joins followed follows following
		added adds updated updates updating repeated repeats eased eases lifted lifts dropped drops tightened tightens ordered orders ordering asked asks asking called calls calling
		condemned denied blamed blames accused accuses accusing recalled expelled summoned mourned pledged promised sought seeks seeking sent send sends sending wants want wanted
		thinks believes believe believed fears fear feared says say said sees insists commented reacted responded protested rejected welcomed agreed refused vowed
		downgraded upgraded revised reviewed maintains maintained keeps kept extended cancelled canceled grounded chartered bring brought bringing advise warn urge tell
		spoke speaks intervened invaded supports support backs backed arms funds recognises recognizes`)
)
