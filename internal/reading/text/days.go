package text

// What the words around a day say that it is the day of.

var (
	// arranged are what a day is set for or what is in force on it, beside any event: sessions, feasts, closures, measures.
	arranged = WordSet("curfew curfews meeting meetings session sessions hearing hearings trial trials interview election elections polls ballot referendum summit anniversary birthday commemoration term exam exams visa visas appointment appointments interviews timetable ceasefire truce emergency tournament olympics budget census debate opened opens opening reopen reopens reopened reopening resume resumes resumed born elected appointed inaugurated graduated married outlawed banned proscribed formed signed passed adopted moved employed retired founded emigrated enrolled")
	// gathered are where people come together on a day; an attack may well strike it there, so that they count only where no word of one is near.
	gathered = WordSet("court funeral funerals burial burials vigil vigils mass masses prayer prayers service services sermon match matches game games fixture concert concerts recital premiere festival programme program broadcast holiday holidays vacation conference wedding parade market markets school schools classes office flight flights ferry ferries cup league closed close closes planned usual")
	// record words before "since" make it the last time that something like it happened.
	record = WordSet("worst deadliest bloodiest biggest largest gravest heaviest highest lowest first second third fourth fifth latest most only time unseen level")
	// replacing words say that a paper takes the place of an older one.
	replacing = WordSet("replaces replace replaced supersedes superseded updates cancels cancelled canceled rescinds rescinded withdraws follows previous earlier last")
	// ourPaper are what an office calls what it sent before.
	ourPaper = WordSet("message messages alert alerts notice notices warning advisory bulletin statement caution communication update one letter email e-mail announcement")
	// counting verbs tell how a toll went, on a day that is not that of the deed.
	counting = WordSet("rose risen climbed climbs rises stood stands put given revised fell counted grew swelled reached")
	// tolls are what is counted.
	tolls = WordSet("toll tally number numbers figure figures count dead deaths casualties victims wounded injured killed missing total")
	// pressing words say of a sentence of a warning that its days are those of the danger or of what to do.
	pressing = WordSet("attack attacks threat threats incident incidents demonstration demonstrations protest protests protesters gathering gatherings rally rallies march marches strike strikes warning advice restriction restrictions caution cautious vigilant vigilance avoid violence unrest staff personnel employees government danger dangers risk risks security expected possible heightened planned period celebrations event events crowds terrorist terrorists shelling shelter indoors alert")
	// aftermath words tell what came of an event, on a day of its own.
	aftermath = WordSet("ended ends search searches searched watch identified buried bury mourned mourn gathered demonstrated visited visits visit arrived met flew woke wept laid queued waited praised thanked resigned recovered discharged investigators examined combed cleared cleaning cleaned returned sat stood walked condemned claimed searched searching hunted hunting rang phoned telephoned appeared sentenced")
	// remains are what is found after a deed.
	remains = WordSet("body bodies remains corpse corpses wreckage wreck bodyparts")
	// levelled words say in a sentence that a threat level moved.
	levelled = WordSet("effect level levels raised lowered raise lower raises lowers decided decision decides change changes changed took moved scale alert state adjusted adjusts")
	// joints part the clauses of a sentence.
	joints = WordSet("after before when while since until as who which that where because although though whose whom if but")
	// calming words say that who speaks answers a warning and gives none.
	calming = WordSet("panic calm aware denied denies dismissed dismisses rejected rejects downplayed reassured reassures reassure safe exaggerated unfounded criticised criticized regretted surprise consulted protested summoned demanded")
	// telling verbs are those of an authority that makes something known.
	telling = WordSet("said says say told tells wrote writes posted announced sent put issued published released warned warns cautioned advised urged alerted asked called spoke raised revised updated repeated began followed notified recommended ordered instructed informed circulated distributed emailed e-mailed tweeted texted broadcast reported pointed")
)

// Arranged reports whether a day is that of something arranged or in force and of no event: "a concert on Sunday", "a curfew from
// Monday", "the session on Tuesday". The word stands before the day in its clause, or right behind it ("Friday prayers").
func Arranged(d *Doc, from, to int, near bool) bool {
	if d.SameSent(from, to) && arranged.In(d, to) {
		return true
	}
	for k, n := from-1, 0; k >= 0 && n < 7 && d.SameSent(k, from); k, n = k-1, n+1 {
		switch d.Norm(k) {
		case ",", ";", ":", "when", "after", "before", "that", "as", "while", "–", "—", "who", "which", "where":
			return false
		}
		if arranged.In(d, k) || !near && gathered.In(d, k) {
			return true
		}
	}
	return false
}

// Record reports whether a stretch since a day only measures how long nothing like it happened: "the worst attack since 2015".
func Record(d *Doc, from int) bool {
	for k, n := from-1, 0; k >= 0 && n < 9 && d.SameSent(k, from); k, n = k-1, n+1 {
		if record.In(d, k) {
			return true
		}
	}
	return false
}

// Replaces reports whether a day is that of an older paper whose place this one takes: "this message replaces the one of 1 March", "our last
// message, of March 1, no longer applies".
func Replaces(d *Doc, from int) bool {
	paper, instead := false, false
	for k, n := from-1, 0; k >= 0 && n < 9 && d.SameSent(k, from) && !(paper && instead); k, n = k-1, n+1 {
		paper = paper || ourPaper.In(d, k)
		instead = instead || replacing.In(d, k) || d.Norm(k) == "place" && d.Norm(k+1) == "of" || d.Norm(k) == "further" && d.Norm(k+1) == "to"
	}
	return paper && instead
}

// Counts reports whether a day only tells when a toll was counted: "the number of dead rose overnight to 290".
func Counts(d *Doc, from int) bool {
	for k, n := from-1, 0; k >= 0 && n < 5 && d.SameSent(k, from); k, n = k-1, n+1 {
		if d.Norm(k) == "," {
			return false
		}
		if counting.In(d, k) {
			return holds(d, &d.Sents[d.Tokens[from].Sent], &tolls)
		}
	}
	return false
}

// Presses reports whether a sentence speaks of danger or of care, so that the days it tells are those of a threat.
func Presses(d *Doc, st *Sentence) bool { return holds(d, st, &pressing) }

// Aftermath reports whether a day is one of what came of an event: "rescue workers ended their search on Tuesday".
func Aftermath(d *Doc, from, to int) bool {
	if d.SameSent(from, to) && aftermath.In(d, to) {
		return true // "the country on Friday buried its dead"
	}
	for k, n := from-1, 0; k >= 0 && n < 7 && d.SameSent(k, from); k, n = k-1, n+1 {
		if joints.In(d, k) {
			return false
		}
		if aftermath.In(d, k) {
			return true
		}
		if n := d.Norm(k); n == "found" || n == "discovered" {
			return holds(d, &d.Sents[d.Tokens[from].Sent], &remains) // "the guide's body was discovered three days later"
		}
	}
	return false
}

// Arrested reports whether a day is that of an arrest: "eight people were detained on Monday".
func Arrested(d *Doc, from int) bool {
	for k, n := from-1, 0; k >= 0 && n < 6 && d.SameSent(k, from); k, n = k-1, n+1 {
		switch d.Norm(k) {
		case "arrested", "detained", "apprehended", "custody", "charged", "arraigned", "remanded":
			return true
		case ",", "after", "before", "and":
			return false
		}
	}
	return false
}

// Advises reports whether a sentence tells of advice to those who travel.
func Advises(d *Doc, st *Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "advice", "advisory", "advisories", "warning", "travel":
			return true
		}
	}
	return false
}

// Levels reports whether a sentence says that a threat level moved.
func Levels(d *Doc, st *Sentence) bool { return holds(d, st, &levelled) }

// Changed reports whether a line of a page says what is new in it: "Latest update: attack near Ankara", "What has changed".
func Changed(d *Doc, st *Sentence) bool {
	for k := st.From; k < st.To && k < st.From+5; k++ {
		switch d.Norm(k) {
		case "update", "updates", "updated", "change", "changes", "changed", "new", "news", "latest":
			return true
		}
	}
	return false
}

// SetsLevel reports whether a sentence without words of an event says that a threat level was set: "set the level at critical on Friday".
func SetsLevel(d *Doc, st *Sentence) bool {
	level, set := false, false
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "level", "levels":
			level = true
		case "set", "raised", "lowered", "put", "moved", "brought", "changed", "kept", "left", "reduced", "upgraded", "downgraded", "stepped":
			set = true
		}
	}
	return level && set
}

// Foreign reports whether a sentence names other countries or their missions in general: "nine Western countries cautioned their citizens".
func Foreign(d *Doc, st *Sentence) bool {
	for k := st.From; k < st.To; k++ {
		switch d.Norm(k) {
		case "countries", "embassies", "consulates", "missions", "governments", "capitals":
			return true
		}
	}
	return false
}

// Joints counts the words that part clauses in the tokens [from, to).
func Joints(d *Doc, from, to int) (n int) {
	for k := from; k < to; k++ {
		if joints.In(d, k) {
			n++
		}
	}
	return n
}

// Intended reports whether a day is the one for which something was planned: "had been set for 16 December", "planned for tonight", "was to
// take place on Friday".
func Intended(d *Doc, from int) bool {
	for k, n := from-1, 0; k >= 0 && n < 6 && d.SameSent(k, from); k, n = k-1, n+1 {
		switch d.Norm(k) {
		case ",", ";", "who", "that", "which", "after", "said":
			return false
		case "set", "planned", "scheduled", "intended", "meant", "supposed", "timed", "fixed", "earmarked", "chosen":
			return d.Norm(from-1) == "for" || d.Norm(from-1) == "on" || d.Norm(from-1) == "during" || d.Norm(from-1) == "around"
		case "planned-for":
			return true
		}
	}
	return d.Norm(from-1) == "for" && d.Norm(from-2) != "wanted"
}

// Aimed reports whether a plan governs a day: "planned to bomb the palace this morning", "it was due to happen last Sunday".
func Aimed(d *Doc, from int) bool {
	for k, n := from-1, 0; k > 0 && n < 18 && d.SameSent(k, from); k, n = k-1, n+1 {
		switch d.Norm(k) {
		case ",", ";", "who", "which", "said", "after", "when", "arrested", "seized", "detained", "foiled", "raided":
			return false
		case "to":
			switch d.Norm(k - 1) {
			case "planned", "intended", "meant", "wanted", "due", "plotted", "conspired", "hoped", "going", "planning", "intending", "plotting", "set", "prepared", "preparing", "plan", "plot", "plans", "were", "was":
				return true
			}
		}
	}
	return false
}

// Valid reports whether a day is one on which a page is only said to be valid: "Still current at: 10 July", "valid on 11 May".
func Valid(d *Doc, from int) bool {
	k := from - 1
	for k > 0 && (d.Norm(k) == ":" || d.Norm(k) == "at" || d.Norm(k) == "on" || d.Norm(k) == "as" || d.Norm(k) == "of") {
		k--
	}
	return d.SameSent(k, from) && (d.Norm(k) == "current" || d.Norm(k) == "valid")
}

// Begins reports whether a day is only that on which a feast or a season begins or falls: "Ramadan, which begins today".
func Begins(d *Doc, from int) bool {
	k := from - 1
	if d.Norm(k) == "on" || d.Norm(k) == "from" {
		k--
	}
	switch d.Norm(k) {
	case "begins", "starts", "falls", "ends", "opens", "extends", "lasts", "runs":
		n := d.Norm(k - 1)
		return (n == "which" || n == "that" || n == "season" || n == "it") && d.SameSent(k-1, from)
	}
	return false
}

// feastly words end or make the names of feasts.
var feastly = WordSet("ashura ashoura ramadan easter christmas eid passover pesach hanukkah chanukah diwali purim arbaeen mawlid nowruz epiphany pentecost assumption thanksgiving vesak meskel timkat sukkot")

// Feast reports whether a day is told by the name of a feast.
func Feast(d *Doc, from int) bool {
	return feastly.In(d, from) || d.Norm(from) == "the" && feastly.In(d, from+1)
}

// Publishes reports whether the word before a day says that something was published on it: "issued on Monday", "dated 3 March".
func Publishes(d *Doc, from int) bool {
	k := from - 1
	if n := d.Norm(k); n == "on" || n == "late" || n == "early" {
		k--
	}
	if d.Norm(k) == "out" {
		k--
	}
	switch d.Norm(k) {
	case "published", "issued", "released", "posted", "dated", "put", "sent", "circulated", "reissued":
		return true
	}
	return false
}

// Reassures reports whether a sentence answers a warning and gives none: "the police said on Monday that there was no cause for panic".
func Reassures(d *Doc, st *Sentence) bool { return holds(d, st, &calming) }

// Speaks reports whether a sentence has a verb by which an authority makes something known.
func Speaks(d *Doc, st *Sentence) bool { return holds(d, st, &telling) }

func holds(d *Doc, st *Sentence, ws *Set) bool {
	for k := st.From; k < st.To; k++ {
		if ws.In(d, k) {
			return true
		}
	}
	return false
}
