package words

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

// What a word can be. A word can be several things ("second", "may", "march").
const (
	IsMonth    = 1 << iota
	IsWeekday  // Monday
	IsUnit     // year, days
	IsNumber   // two, several
	IsOrdinal  // third
	IsSeason   // summer
	IsPart     // morning
	IsDeictic  // today, now, recently
	IsMod      // last, next, this
	IsEdge     // early, late, mid
	IsSet      // daily, annually
	IsEvery    // every, each
	IsHoliday  // Christmas, New: the first word of a feast; hot only when it names nothing else
	IsDecade   // nineties
	IsAbbr     // an abbreviation that does not end a sentence
	IsAhead    // a word that puts what follows into the future
	IsBack     // a word that puts it into the past
	IsPlan     // a verb in the present that speaks of what is arranged: "the ministers meet on Friday"
	IsClock    // noon, midnight, GMT, EST
	IsForeign  // a word of another language's table
	IsHot      // any other word that a time may rest on
	hotClasses = IsMonth | IsWeekday | IsUnit | IsSeason | IsPart | IsDeictic | IsSet | IsDecade | IsClock | IsForeign | IsHot
)

// Word is an entry of the table: a folded word and what it can mean.
type Word struct {
	S       string
	Cls     uint32
	Month   int
	Weekday int
	Num     int  // IsNumber, IsOrdinal: the value; calendar.AnyNumber when it names none
	Unit    byte // the letter of a unit, as in package timex
	Part    string
	Season  string
	Value   string // IsDeictic, IsSet
	Dir     int    // IsMod: -1 past, 0 present, +1 future
	Step    int    // IsDeictic: days from today
	Lang    Lang
	Terms   []Term // what it means in other languages
	Plural  bool
}

var vocab = map[string]*Word{}

func entry(s string, cls uint32) *Word {
	w := vocab[s]
	if w == nil {
		w = &Word{S: s}
		vocab[s] = w
	}
	w.Cls |= cls
	return w
}

func each(list string, cls uint32, set func(w *Word, i int)) {
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
	each("january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec", IsMonth, func(w *Word, i int) { w.Month = i + 1 })
	each("sunday/sundays/sun monday/mondays/mon tuesday/tuesdays/tue/tues wednesday/wednesdays/wed thursday/thursdays/thu/thurs friday/fridays/fri saturday/saturdays/sat", IsWeekday, func(w *Word, i int) {
		w.Weekday, w.Plural = i, strings.HasSuffix(w.S, "days")
	})
	for _, u := range []struct {
		Unit  byte
		names string
	}{
		{'s', "second seconds sec secs"}, {'m', "minute minutes min mins"}, {'h', "hour hours hr hrs"}, {'D', "day days"}, {'N', "night nights"}, {'W', "week weeks fortnight"},
		{'w', "weekend weekends"}, {'M', "month months"}, {'Q', "quarter quarters"}, {'Y', "year years yr yrs"}, {'E', "decade decades"}, {'C', "century centuries"}, {'L', "millennium millennia"},
	} {
		each(u.names, IsUnit, func(w *Word, i int) { w.Unit, w.Plural = u.Unit, i%2 == 1 && u.Unit != 'W' || w.S == "weeks" })
	}
	for i, s := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		entry(s, IsNumber).Num = i
	}
	each("thirty forty fifty sixty seventy eighty ninety", IsNumber, func(w *Word, i int) { w.Num = 30 + 10*i })
	entry("hundred", IsNumber).Num = 100
	entry("thousand", IsNumber).Num = 1000
	entry("dozen", IsNumber).Num = 12
	each("several few many some couple dozens hundreds thousands numerous countless", IsNumber, func(w *Word, _ int) { w.Num = calendar.AnyNumber })
	entry("couple", IsNumber).Num = 2
	each("a an", IsNumber, func(w *Word, _ int) { w.Num = 1 })
	each("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", IsOrdinal, func(w *Word, i int) { w.Num = i + 1 })
	entry("thirtieth", IsOrdinal).Num = 30
	entry("second", IsOrdinal).Num = 2
	each("past latest nineteen noon q", IsHot, nil)
	each("spring/springs summer/summers fall/falls/autumn/autumns winter/winters", IsSeason, func(w *Word, i int) {
		w.Season, w.Plural = [...]string{"SP", "SU", "FA", "WI"}[i], strings.HasSuffix(w.S, "s")
	})
	each("morning/mornings afternoon/afternoons evening/evenings night/nights midday daytime dawn/daybreak dusk", IsPart, func(w *Word, i int) {
		w.Part = [...]string{"TMO", "TAF", "TEV", "TNI", "TMI", "TDT", "TMO", "TEV"}[i]
		w.Plural = strings.HasSuffix(w.S, "s")
	})
	each("noon midnight gmt utc est edt pst pdt cst cdt mst mdt et bst cet", IsClock, nil)
	for s, d := range map[string]int{"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0} {
		entry(s, IsDeictic).Step = d
	}
	for s, v := range map[string]string{
		"now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "presently": "PRESENT_REF", "nowadays": "PRESENT_REF",
		"recently": "PAST_REF", "recent": "PAST_REF", "formerly": "PAST_REF", "lately": "PAST_REF", "future": "FUTURE_REF",
	} {
		entry(s, IsDeictic).Value = v
	}
	for s, v := range map[string]string{"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H"} {
		entry(s, IsSet).Value = v
	}
	each("every each", IsEvery, nil)
	for s, d := range map[string]int{"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "this": 0, "latest": -1, "same": 0, "that": 0, "ensuing": 1} {
		entry(s, IsMod).Dir = d
	}
	each("early late mid earlier later", IsEdge, nil)
	each("mr mrs ms dr st gen col lt sen rep gov no vs inc corp co ltd", IsAbbr, nil)
	each("thanksgiving christmas easter halloween xmas eid diwali ashura hanukkah passover pentecost epiphany yom rosh", IsHot, nil)
	for _, s := range calendar.FeastWords() {
		entry(s, IsHoliday)
	}
	for s, d := range map[string]int{"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9} {
		entry(s, IsDecade).Num = d
	}
	each("will would may might could should planned plans planning plan expected expects expect scheduled set slated due likely intends intended next coming upcoming until till before by begin begins start starts must can shall going through", IsAhead, nil)
	each("goes go meets meet arrives arrive resumes resume convenes convene opens votes expires returns travels visits faces hosts heads plays", IsPlan, nil)
	each("said told was were had did announced reported killed died since after ago met took began came went left sent won lost rose fell made found put held led struck shot read", IsBack, nil)
	each("the in of on at for to and or over within during from than about nearly almost around roughly approximately some more less least most up no only just half ago hence from earlier later before after old long end beginning start middle rest remainder part s m p am pm o'clock time times period fiscal full year's eve day's new independence labor memorial election valentine's veterans good holy ash palm boxing day not then even one one's its their his her our my these those right soon short near distant immediate term local hours z future today's yesterday's once it is has have been has been ahead trading business calendar consecutive straight additional another whole entire full comparable corresponding year nd rd th d a share week earlier so ending ended through as far be are we i but if when which who he she they into between until notice further foreseeable financial other mile percent million billion class ready able agreed leave here did ended ending aged take takes took last lasts lasted spent spend even throughout go meet arrive resume convene attack attacks promised pledged vowed hopes hope aims wants want people terrorist hijackings twice approximately deadline date", 0, nil)
	for _, w := range vocab {
		w.Lang = English
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
