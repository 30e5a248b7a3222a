package when

import "strings"

// What a word can be. A word can be several things ("second", "may", "march").
const (
	cMonth     = 1 << iota
	cWeekday   // Monday
	cUnit      // year, days
	cNumber    // two, several
	cOrdinal   // third
	cSeason    // summer
	cPart      // morning
	cDeictic   // today, now, recently
	cMod       // last, next, this
	cEdge      // early, late, mid
	cSet       // daily, annually
	cEvery     // every, each
	cHoliday   // Christmas
	cDecade    // nineties
	cAbbr      // an abbreviation that does not end a sentence
	cAhead     // a word that puts what follows into the future
	cBack      // a word that puts it into the past
	cClock     // noon, midnight, GMT, EST
	cForeign   // a word of another language's table
	cHot       // any other word that a time may rest on
	hotClasses = cMonth | cWeekday | cUnit | cSeason | cPart | cDeictic | cSet | cHoliday | cDecade | cClock | cForeign | cHot
)

// word is an entry of the table: a folded word and what it can mean.
type word struct {
	s       string
	cls     uint32
	month   int
	weekday int
	num     int  // cNumber, cOrdinal: the value; anyNumber when it names none
	unit    byte // gran of a unit
	part    string
	season  string
	value   string // cDeictic
	dir     int    // cMod: -1 past, 0 present, +1 future
	step    int    // cDeictic: days from today
	lang    Lang
	terms   []term // cForeign: what it means in other languages
	plural  bool
}

// anyNumber is the value of "several" and "few".
const anyNumber = -1

var vocab = map[string]*word{}

func entry(s string, cls uint32) *word {
	w := vocab[s]
	if w == nil {
		w = &word{s: s}
		vocab[s] = w
	}
	w.cls |= cls
	return w
}

func each(list string, cls uint32, set func(w *word, i int)) {
	for i, alternatives := range strings.Fields(list) {
		for s := range strings.SplitSeq(alternatives, "/") {
			w := entry(s, cls)
			if set != nil {
				set(w, i)
			}
		}
	}
}

// lexicon is the table of every word that the grammar knows, English and others.
var lexicon = build()

func build() *table {
	each("january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec", cMonth, func(w *word, i int) { w.month = i + 1 })
	each("sunday/sundays/sun monday/mondays/mon tuesday/tuesdays/tue/tues wednesday/wednesdays/wed thursday/thursdays/thu/thurs friday/fridays/fri saturday/saturdays/sat", cWeekday, func(w *word, i int) {
		w.weekday, w.plural = i, strings.HasSuffix(w.s, "days")
	})
	for _, u := range []struct {
		unit  byte
		names string
	}{
		{'s', "second seconds sec secs"}, {'m', "minute minutes min mins"}, {'h', "hour hours hr hrs"}, {'D', "day days"}, {'N', "night nights"}, {'W', "week weeks fortnight"},
		{'w', "weekend weekends"}, {'M', "month months"}, {'Q', "quarter quarters"}, {'Y', "year years yr yrs"}, {'E', "decade decades"}, {'C', "century centuries"}, {'L', "millennium millennia"},
	} {
		each(u.names, cUnit, func(w *word, i int) { w.unit, w.plural = u.unit, i%2 == 1 && u.unit != 'W' || w.s == "weeks" })
	}
	for i, s := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		entry(s, cNumber).num = i
	}
	each("thirty forty fifty sixty seventy eighty ninety", cNumber, func(w *word, i int) { w.num = 30 + 10*i })
	entry("hundred", cNumber).num = 100
	entry("thousand", cNumber).num = 1000
	entry("dozen", cNumber).num = 12
	each("several few many some couple dozens hundreds thousands numerous countless", cNumber, func(w *word, _ int) { w.num = anyNumber })
	entry("couple", cNumber).num = 2
	each("a an", cNumber, func(w *word, _ int) { w.num = 1 })
	each("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", cOrdinal, func(w *word, i int) { w.num = i + 1 })
	entry("thirtieth", cOrdinal).num = 30
	entry("second", cOrdinal).num = 2
	each("past latest nineteen noon", cHot, nil)
	each("spring/springs summer/summers fall/falls/autumn/autumns winter/winters", cSeason, func(w *word, i int) {
		w.season, w.plural = [...]string{"SP", "SU", "FA", "WI"}[i], strings.HasSuffix(w.s, "s")
	})
	each("morning/mornings afternoon/afternoons evening/evenings night/nights midday daytime dawn/daybreak dusk", cPart, func(w *word, i int) {
		w.part = [...]string{"TMO", "TAF", "TEV", "TNI", "TMI", "TDT", "TMO", "TEV"}[i]
		w.plural = strings.HasSuffix(w.s, "s")
	})
	each("noon midnight gmt utc est edt pst pdt cst cdt mst mdt et bst cet", cClock, nil)
	for s, d := range map[string]int{"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0} {
		entry(s, cDeictic).step = d
	}
	for s, v := range map[string]string{
		"now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "presently": "PRESENT_REF", "nowadays": "PRESENT_REF",
		"recently": "PAST_REF", "recent": "PAST_REF", "formerly": "PAST_REF", "lately": "PAST_REF", "future": "FUTURE_REF",
	} {
		entry(s, cDeictic).value = v
	}
	for s, v := range map[string]string{"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H"} {
		entry(s, cSet).value = v
	}
	each("every each", cEvery, nil)
	for s, d := range map[string]int{"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "this": 0, "latest": -1, "same": 0, "that": 0, "ensuing": 1} {
		entry(s, cMod).dir = d
	}
	each("early late mid earlier later", cEdge, nil)
	each("mr mrs ms dr st gen col lt sen rep gov no vs inc corp co ltd", cAbbr, nil)
	each("thanksgiving christmas easter halloween xmas", cHoliday, nil)
	for s, d := range map[string]int{"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9} {
		entry(s, cDecade).num = d
	}
	each("will would may might could should planned plans planning plan expected expects expect scheduled set slated due likely intends intended next coming upcoming until till before by begin begins start starts must can shall going through", cAhead, nil)
	each("said told was were had did announced reported killed died since after ago met took began came went left sent won lost rose fell made found put held led struck shot read", cBack, nil)
	each("the in of on at for to and or over within during from than about nearly almost around roughly approximately some more less least most up no only just half ago hence from earlier later before after old long end beginning start middle rest remainder part s m p am pm o'clock time times period fiscal full year's eve day's new independence labor memorial election valentine's veterans good holy ash palm boxing day not then even one one's its their his her our my these those right soon short near distant immediate term local hours z future today's yesterday's once it is has have been has been ahead trading business calendar consecutive straight additional another whole entire full comparable corresponding year nd rd th d a share week earlier so ending ended through as far be are we i but if when which who he she they into between until notice further foreseeable financial other mile percent million billion class ready able agreed leave here did ended ending", 0, nil)
	for _, w := range vocab {
		w.lang = English
	}
	foreignWords()
	n := 1
	for n < 3*len(vocab) {
		n *= 2
	}
	t := &table{slots: make([]slot, n), mask: uint32(n - 1)}
	for _, w := range vocab {
		t.put(w)
	}
	return t
}
