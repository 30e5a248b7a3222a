package when

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones by name on a machine without zone files

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/zone"
)

// clock reads "3:15 a.m. local time", "11 p.m.", "15:05 ET", "12:45 GMT", "noon": a moment whose day join finds.
func (s *scanner) clock(i int) (Mention, bool) {
	h, mi, to := 0, 0, i+1
	switch s.norm(i) {
	case "noon":
		h = 12
	case "midnight":
	default:
		half, minutes := "", false
		n, ok := 0, false
		if n, mi, half = calendar.Glued(s.norm(i)); half != "" { // "10pm"
		} else if n, mi, minutes = s.plainClock(i); !minutes {
			mi = 0
			n, ok = s.num(i)
			if !ok || n > 24 || len(s.norm(i)) > 2 || s.d.Tokens[i].Kind != text.Number {
				return Mention{}, false
			}
		}
		h = n
		if s.norm(to) == ":" && s.adjacent(to) && s.adjacent(to+1) && len(s.norm(to+1)) == 2 {
			if n, ok := s.num(to + 1); ok && n < 60 {
				mi, to, minutes = n, to+2, true
			}
		} else if s.norm(to) == ":" && s.adjacent(to) && s.adjacent(to+1) && half == "" {
			if n, _, h := calendar.Glued(s.norm(to + 1)); h != "" && n < 60 && len(s.norm(to+1)) == 4 { // "10:30pm"
				mi, to, minutes, half = n, to+2, true, h
			}
		}
		if n := s.norm(i - 1); half == "" && !minutes && (n == "between" || n == "from") { // "between 9 and 11 p.m."
			switch s.norm(to) {
			case "and", "to", "-", "–", "until":
				late, ok := s.num(to + 1)
				at := s.norm(to + 2)
				if _, _, g := calendar.Glued(s.norm(to + 1)); g != "" {
					late, _, at = calendar.Glued(s.norm(to + 1))
					ok = true
				}
				if at = strings.ReplaceAll(at, ".", ""); ok && (at == "am" || at == "pm") && h <= 12 && late <= 12 {
					half, minutes = at, true
					if h%12 > late%12 { // "from 11 to 2 a.m."
						half = map[string]string{"am": "pm", "pm": "am"}[at]
					}
				}
			}
		}
		read := half == ""
		if read {
			half = s.norm(to)
			to++
		}
		switch half {
		case "a.m.", "am", "a.m":
			if h == 12 {
				h = 0
			}
		case "p.m.", "pm", "p.m":
			if h < 12 {
				h += 12
			}
		default:
			if read {
				to--
			}
			if !minutes {
				return Mention{}, false
			}
		}
		if h > 24 || h == 24 && mi > 0 {
			return Mention{}, false
		}
	}
	m := Mention{From: i, Form: Moment, Clock: true}
	s.doubt = ""
	zone, to := s.zoneAt(to)
	m.Zone, m.zoned = s.doubt, zone != nil
	m.To = to
	day := s.a.Day
	if day.IsZero() {
		day = time.Date(1, 1, 1, 0, 0, 0, 0, s.a.Location())
	}
	if zone == nil {
		zone = s.a.Location()
	}
	t := time.Date(day.Year(), day.Month(), day.Day(), h, mi, 0, 0, zone)
	m.Interval = calendar.Minute(t)
	m.Value = t.Format("2006-01-02T15:04Z07:00")
	return m, true
}

// plainClock reads what only the words around it make a clock time: "0730 hours", "0600 GMT", "at 19.30".
func (s *scanner) plainClock(i int) (h, mi int, ok bool) {
	w := s.norm(i)
	switch {
	case len(w) == 4 && w[0] <= '2' && w[0] >= '0':
		n, err := strconv.Atoi(w)
		if err != nil {
			return
		}
		h, mi = n/100, n%100
		switch s.norm(i + 1) {
		case "hours", "hrs", "gmt", "utc", "local":
			ok = true
		case "and", "to", "-", "–", "until":
			ok = w[0] == '0' || (s.norm(i-1) == "between" || s.norm(i-1) == "from") && len(s.norm(i+2)) == 4 && hourWords.In(s.d, i+3) // "between 2100 and 2300 hours"
		default:
			ok = w[0] == '0'
		}
	case (len(w) == 5 || len(w) == 4) && w[len(w)-3] == '.':
		hour, minute, _ := strings.Cut(w, ".")
		a, e1 := strconv.Atoi(hour)
		b, e2 := strconv.Atoi(minute)
		if e1 != nil || e2 != nil {
			return
		}
		h, mi = a, b
		switch s.norm(i - 1) {
		case "at", "around", "about", "until", "from", "between", "by":
			n := s.norm(i + 1)
			ok = n == "on" || n == "," || n == "." || n == "and" || n == "to" || n == "local" || n == "hours" || n == "a.m." || n == "p.m." || n == "am" || n == "pm"
		}
	}
	return h, mi, ok && h < 24 && mi < 60
}

// zoneAt reads a zone at token i: an abbreviation, "UTC+4:30", "local time", "Beirut time", also in brackets. A nil zone means
// the place's own.
func (s *scanner) zoneAt(i int) (*time.Location, int) {
	j := i
	bracket := s.norm(j) == "("
	if bracket {
		j++
	}
	n := s.norm(j)
	finish := func(z *time.Location, to int) (*time.Location, int) {
		if bracket {
			if s.norm(to) != ")" {
				return z, i
			}
			to++
		}
		return z, to
	}
	if n == "local" && s.norm(j+1) == "time" {
		return finish(nil, j+2)
	}
	if n == "hours" {
		return finish(nil, j+1)
	}
	if s.norm(j+1) == "time" && j < len(s.d.Tokens) && s.d.Tokens[j].Cap {
		if s.norm(j+2) == "," {
			if z, to := s.offset(j + 3); z != nil {
				return finish(z, to)
			}
		}
		return finish(nil, j+2)
	}
	if z, to := s.offset(j); z != nil {
		return finish(z, to)
	}
	if j < len(s.d.Tokens) && s.d.Tokens[j].Upper {
		if z, doubt, ok := zone.Meant(n, s.a.Location(), s.a.Day); ok {
			if doubt {
				s.doubt = strings.ToUpper(n)
			}
			return finish(z, j+1)
		}
	}
	return nil, i
}

// offset reads "UTC+4:30", "GMT+3", "UTC".
func (s *scanner) offset(i int) (*time.Location, int) {
	if n := s.norm(i); n != "utc" && n != "gmt" {
		return nil, i
	}
	sign := 1
	switch s.norm(i + 1) {
	case "+":
	case "-", "−", "–":
		sign = -1
	default:
		return time.UTC, i + 1
	}
	h, ok := s.num(i + 2)
	if !ok || h > 14 || !s.adjacent(i+1) {
		return time.UTC, i + 1
	}
	to, mi := i+3, 0
	if s.norm(to) == ":" && s.adjacent(to) {
		if n, ok := s.num(to + 1); ok && n < 60 {
			mi, to = n, to+2
		}
	}
	return zone.Fixed(sign * (h*60 + mi)), to
}

// join puts together what belongs together: a clock time and its day, "from X until Y", "since X", "the weekend of".
func (s *scanner) join(in []Mention) []Mention {
	// a clock time takes the day that stands beside it
	out := in[:0]
	var day Mention // the day told last, for the clock times that tell none
	for k := 0; k < len(in); k++ {
		m := in[k]
		if m.Form == Day && !m.Interval.From.Open() && m.Interval.From.Earliest.Hour() == 0 {
			day = m
		}
		if m.Form == Moment && k+1 < len(in) && dayish(&in[k+1]) && s.only(m.To, in[k+1].From, "on", ",", "of", "(", "the") {
			n := in[k+1]
			m = s.onDay(m, n)
			m.To, m.Full = n.To, n.Full
			if z, to := s.zoneAt(m.To); to > m.To {
				m.To = to
				if z != nil {
					m = s.inZone(m, z)
				}
			}
			k++
		} else if dayish(&m) && k+1 < len(in) && in[k+1].Form == Moment && s.only(m.To, in[k+1].From, "at", ",", "about", "around", "from", "by", "until", "–", "-", "|") && s.norm(in[k+1].From-1) != "until" {
			n := s.onDay(in[k+1], m)
			n.From, n.Full = m.From, m.Full
			m = n
			k++
		} else if k+1 < len(in) && s.again(&m, &in[k+1]) {
			in[k+1].From = m.From
			continue
		} else if m.Form == Moment && day.To > 0 && s.d.Tokens[m.From].Sent == s.d.Tokens[day.From].Sent {
			m = s.onDay(m, day)
			m.clockDay, m.sentDay = false, m.From-day.To <= 4 // a day of its own may still follow, at the end of a window
		} else if m.Form == Moment && s.a.Day.IsZero() {
			continue // no day to put it on
		} else if m.Form == Moment {
			m.Bare = true
		}
		if m.clockDay {
			day = m
			y, mo, d := m.Interval.From.Earliest.Date()
			day.Interval = calendar.DayRange(time.Date(y, mo, d, 0, 0, 0, 0, m.Interval.From.Earliest.Location()), time.Date(y, mo, d, 0, 0, 0, 0, m.Interval.From.Earliest.Location()))
		}
		out = append(out, m)
	}
	in = out
	out = make([]Mention, 0, len(in))
	for k := 0; k < len(in); k++ {
		m := in[k]
		if len(out) > 0 && m.Interval.Known() {
			p := &out[len(out)-1]
			if p.Form == Day && m.Form == Day && (p.Weekday != m.Weekday || s.norm(p.From) == "last") && s.apposed(p.To, m.From) && p.Interval.From.Earliest.Weekday() == m.Interval.From.Earliest.Weekday() { // "on Sunday, Christmas Day", "on 21 April, Easter Sunday"
				if p.Weekday || s.norm(p.From) == "last" {
					from := p.From
					*p = m
					p.From = from
				}
				p.To = m.To
				continue
			}
			if s.follows(p, &m) {
				continue
			}
			opener := s.opener(p.From)
			clocks := p.Form == Moment && m.Form == Moment
			if p.Form != Duration && m.Form != Duration && p.Interval.Known() && s.bridge(p.To, m.From, opener, clocks) {
				daily := clocks && !p.clockDay && !m.clockDay && !p.sentDay && !m.sentDay
				if clocks {
					s.window(p, &m)
				}
				v := Interval{From: p.Interval.From, To: m.Interval.To}
				if m.Form == Moment {
					v.To = s.closing(&m)
				}
				switch late := v.To.Latest.Before(v.From.Earliest); { // "from 7pm on Wednesday to 7am on Friday": the weeks were guessed one by one
				case late && (p.guess || p.Weekday) && v.From.Earliest.After(s.a.Day) && v.From.Earliest.AddDate(0, 0, -7).Before(v.To.Latest):
					v.From = At(v.From.Earliest.AddDate(0, 0, -7))
				case late && (m.guess || m.Weekday) && v.To.Latest.AddDate(0, 0, 7).After(v.From.Earliest):
					v.To = At(v.To.Latest.AddDate(0, 0, 7))
				}
				if !v.To.Latest.Before(v.From.Earliest) {
					*p = Mention{From: p.From, To: m.To, Form: Span, Interval: v, Value: p.Value + "/" + m.Value, Clock: p.Clock || m.Clock, Full: p.Full && m.Full, Daily: daily, Ahead: p.Ahead || m.Ahead, Zone: p.Zone + m.Zone}
					if !p.Clock && !s.a.Day.IsZero() && !v.To.Latest.After(s.a.Day.AddDate(0, 0, 1)) {
						p.Form = Days // it is over: days on which something happened
					}
					if n := s.norm(p.From - 1); n == "from" || n == "between" {
						p.From--
					}
					if k := len(out) - 2; k >= 0 && (clocks && out[k].Form == Day && (out[k].To == p.From || s.only(out[k].To, p.From, ",", "at", "|")) || // "this Saturday between 10 p.m. and 2 a.m."
						dayish(&out[k]) && s.only(out[k].To, p.From, ",", "(", ":") && out[k].Interval.Overlaps(p.Interval)) { // "this weekend, from Friday until the end of Sunday"
						out[k+1].From = out[k].From
						out = append(out[:k], out[k+1])
					}
					continue
				}
			}
		}
		if k := s.fromNow(m.From); k > 0 {
			s.upTo(&m) // "between now and November 24"
			if m.From = k; s.norm(m.From-1) == "between" || s.norm(m.From-1) == "from" {
				m.From--
			}
			out = append(out, m)
			continue
		}
		lead := s.norm(m.From - 1)
		switch n := s.norm(m.From - 2); {
		case (lead == "about" || lead == "around") && n == "since":
			lead = n
			m.From--
		case lead == "on" && (n == "late" || n == "early") && s.norm(m.From-3) == "since": // "since late on Friday"
			lead = "since"
			m.From -= 2
		case lead == "least" && n == "at", lead == "early" || lead == "late", lead == "and" && n == "including", lead == "including" && n == "and", lead == "including" && n == "to":
			lead = s.norm(m.From - 3) // "until at least Sunday"
			if lead == "to" || n == "and" && s.norm(m.From-3) == "to" {
				lead = "until" // "up to and including 15 March"
			}
			if (s.norm(m.From-1) == "early" || s.norm(m.From-1) == "late") && n != "at" {
				lead = n
			}
		}
		if lead == "of" { // "until the evening of 10 March"
			k := m.From - 2
			if s.partAt(k) > 0 || s.norm(k) == "hours" {
				if k--; s.norm(k) == "early" {
					k--
				}
				if s.norm(k) == "the" {
					k--
				}
				switch n := s.norm(k); n {
				case "until", "till", "by", "through", "before":
					lead = n
				case "since":
					lead, m.From = n, k+1
				}
			}
		}
		switch lead {
		case "from", "starting", "beginning", "effective", "of":
			if s.norm(m.From-2) == "week" {
				break
			}
			if lead != "of" || s.norm(m.From-2) == "as" {
				s.opensOn(&m)
			} else if s.untilThen(m.From - 1) {
				s.upTo(&m)
			}
		case "since":
			if n := s.norm(m.To); n == "when" || n == "," && s.norm(m.To+1) == "when" {
				break // "on guard since January, when gunmen killed ten": the day of what follows
			}
			if s.past(&m) {
				if s.norm(m.From-1) != "since" {
					m.From--
				}
				if m.Form == Days && strings.HasPrefix(s.norm(m.From), "mid-") {
					m.Interval.From = m.Interval.From.Add(4 * 24 * time.Hour) // the 15th
				}
				m.Form, m.From = Since, m.From-1
				m.Interval.To = At(s.a.Day.AddDate(0, 0, 1))
			}
		case "until", "till", "before", "by", "through":
			if s.norm(m.To) != "'s" || lead == "until" || lead == "till" { // "days before Saturday's march"
				s.upTo(&m)
			}
		case "at":
			if s.untilThen(m.From - 1) {
				s.upTo(&m)
			}
		case "on":
			if n := s.norm(m.From - 2); n == "ends" || n == "end" || n == "finishes" || s.untilThen(m.From-1) {
				s.upTo(&m)
			}
		case "to":
			if n := s.norm(m.From - 2); n == "run-up" || n == "runup" || n == "up" && (s.norm(m.From-3) == "run" || s.norm(m.From-3) == "leading" || s.norm(m.From-3) == "lead") || n == "lead-up" {
				s.upTo(&m) // "in the run-up to 5 May"
			}
		}
		if m.Form == Day || m.Form == Span && m.Interval.To.Open() {
			if n, at := s.lasting(&m); n > 0 {
				if len(out) > 0 && out[len(out)-1].To > at && out[len(out)-1].Form == Duration {
					out = out[:len(out)-1]
				}
				from := m.Interval.From.Earliest
				m.From, m.Form, m.Interval = at, Days, calendar.DayRange(from, from.AddDate(0, 0, n-1))
				m.Value = calendar.DayOf(from) + "/P" + strconv.Itoa(n) + "D"
				m.Ahead = true
			}
		}
		if p := len(out) - 1; m.Form == Duration && p >= 0 && out[p].Form == Span && out[p].Interval.To.Open() && out[p].To == m.From && s.norm(m.From) == "for" { // "from Monday for three days"
			length := m.Interval.To.Latest.Sub(m.Interval.From.Latest)
			out[p].Interval.To, out[p].To = At(out[p].Interval.From.Earliest.Add(length)), m.To
			continue
		}
		if n := s.norm(m.From - 1); s.norm(m.From-2) == "week" && m.Form == Day && (n == "of" || n == "beginning" || n == "commencing" || n == "starting") { // "the week of March 12"
			from := m.Interval.From.Earliest
			if n == "of" {
				from = calendar.Begin('W', from)
			}
			if m.From -= 2; s.norm(m.From-1) == "the" {
				m.From--
			}
			m.Form, m.Interval, m.Value = Month, calendar.DayRange(from, from.AddDate(0, 0, 6)), calendar.DayOf(from)+"/P7D"
			out = append(out, m)
			continue
		}
		if s.norm(m.From-1) == "of" && s.norm(m.From-2) == "weekend" && dayish(&m) {
			m.From -= 2
			m.Form = Days
			if s.norm(m.From-1) == "the" {
				m.From--
			}
			if from, to := m.Interval.From.Earliest, m.Interval.To.Latest; to.Sub(from) < 36*time.Hour && from.Weekday() == time.Saturday {
				m.Interval = calendar.DayRange(from, from.AddDate(0, 0, 1))
			}
		}
		if s.norm(m.From-1) == "of" && s.norm(m.From-2) == "night" && m.Form == Days {
			m.From -= 2
			if s.norm(m.From-1) == "the" {
				m.From--
			}
			if s.norm(m.From-1) == "since" && s.past(&m) {
				m.Form, m.From = Since, m.From-1
				m.Interval.To = At(s.a.Day.AddDate(0, 0, 1))
			}
		}
		out = append(out, m)
	}
	return out
}

// apposed reports whether a comma and at most one name part tokens i and j: "21 April, Easter Sunday".
func (s *scanner) apposed(i, j int) bool {
	return s.norm(i) == "," && s.d.SameSent(i, j) && (j == i+1 || j == i+2 && s.d.Tokens[i+1].Cap && s.d.Tokens[i+1].Kind == text.Word)
}

// window puts two clock times that bound one stretch on their days: the one that tells none takes the other's day, and an end that would lie
// before the beginning is on the next day.
func (s *scanner) window(p, m *Mention) {
	if m.zoned && !p.zoned { // "from 18:00 to 02:00 UTC"
		*p = s.inZone(*p, m.Interval.From.Earliest.Location())
		p.zoned = true
	}
	shift := func(x *Mention, like time.Time, days int) {
		t := x.Interval.From.Earliest
		y, mo, d := like.Date()
		t = time.Date(y, mo, d+days, t.Hour(), t.Minute(), 0, 0, t.Location())
		x.Interval = calendar.Minute(t)
		x.Value = t.Format("2006-01-02T15:04Z07:00")
	}
	if m.clockDay && !p.clockDay {
		shift(p, m.Interval.From.Earliest, 0)
	} else if !m.clockDay {
		shift(m, p.Interval.From.Earliest, 0)
	}
	if m.Interval.From.Earliest.Before(p.Interval.From.Earliest) && !(m.clockDay && p.clockDay) {
		shift(m, m.Interval.From.Earliest, 1)
	}
}

// opensOn makes a coming day after "from" or "starting" the beginning of a stretch whose end nobody said.
func (s *scanner) opensOn(m *Mention) {
	if s.a.Day.IsZero() || m.Form != Day && m.Form != Month || m.Interval.From.Open() || !m.Interval.From.Earliest.After(s.a.Day) || s.norm(m.To) == "'s" {
		return
	}
	next := m.To
	if s.norm(next) == "," {
		next++
	}
	switch s.norm(next) {
	case "to", "until", "till", "through", "-", "–":
		return
	}
	if m.From--; s.norm(m.From) == "of" {
		m.From--
	}
	m.Form, m.Interval.To, m.Value = Span, Instant{}, m.Value+"/"
}

// past reports whether a time begins no later than the day of issue, so that "since" can be said of it.
func (s *scanner) past(m *Mention) bool {
	return m.Interval.Known() && !s.a.Day.IsZero() && m.Form != Duration && m.Interval.From.Earliest.Before(s.a.Day.AddDate(0, 0, 1))
}

// upTo makes a coming day the end of a span that begins with the issue.
func (s *scanner) upTo(m *Mention) {
	if s.a.Day.IsZero() || m.Form == FurtherNotice || m.Form == Duration || m.Form == Span || !m.Interval.To.Latest.After(s.a.Day.AddDate(0, 0, 1)) {
		return
	}
	to := m.Interval.To
	if m.Form == Moment {
		to = s.closing(m)
	}
	m.Form, m.Until = Span, true
	m.Interval = Interval{From: s.a.Interval().From, To: to}
	m.Value = "/" + m.Value
}

// opener is the word that opens a range at token i, "from" or "between", or "".
func (s *scanner) opener(i int) string {
	for k := i - 1; k >= i-3 && k >= 0; k-- {
		switch n := s.norm(k); n {
		case "from", "between":
			return n
		case "of":
			if s.norm(k-1) == "night" { // "the night of Saturday to Sunday"
				return "from"
			}
			return ""
		case "about", "the", "at", "around":
		default:
			return ""
		}
	}
	return ""
}

func dayish(m *Mention) bool { return m.Form == Day || m.Form == Days }

// only reports whether nothing but the given words stands between tokens i and j of one sentence.
func (s *scanner) only(i, j int, words ...string) bool {
	if j-i > 5 || j < i || i == 0 || j >= len(s.d.Tokens) || !s.d.SameSent(i-1, j) {
		return false
	}
	for ; i < j; i++ {
		ok := false
		for _, w := range words {
			ok = ok || s.norm(i) == w
		}
		if !ok {
			return false
		}
	}
	return true
}

// onDay moves a clock time to a day.
func (s *scanner) onDay(clock, day Mention) Mention {
	t, d := clock.Interval.From.Earliest, day.Interval.From.Earliest
	if s.norm(clock.From) == "midnight" && s.norm(day.From) == "tonight" {
		d = d.AddDate(0, 0, 1)
	}
	t = time.Date(d.Year(), d.Month(), d.Day(), t.Hour(), t.Minute(), 0, 0, t.Location())
	clock.Interval = calendar.Minute(t)
	clock.Value = t.Format("2006-01-02T15:04Z07:00")
	clock.clockDay, clock.guess = true, day.Weekday
	return clock
}

// inZone keeps the clock reading and changes the zone.
func (s *scanner) inZone(m Mention, z *time.Location) Mention {
	t := m.Interval.From.Earliest
	t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, z)
	m.Interval = calendar.Minute(t)
	m.Value = t.Format("2006-01-02T15:04Z07:00")
	return m
}

// Dateline finds the day that a dateline without a year tells ("KABUL, Friday -", "LAGOS, Aug. 27 (Own report) -"): the day of issue, when it
// lies in the week before the anchor or on the day after it.
func Dateline(d *text.Doc, a Anchor) (Mention, bool) {
	if a.Day.IsZero() {
		return Mention{}, false
	}
	for s := 0; s < len(d.Sents) && s < 4; s++ {
		first := d.Sents[s].From
		if !d.Tokens[first].Upper {
			continue
		}
		for _, m := range scan(d, a, min(d.Sents[s].To, first+10)) {
			if m.From < first || m.Form != Day || m.Full || !text.InDateline(d, m.From, m.To) {
				continue
			}
			for k := first; k < m.From; k++ {
				if n := d.Norm(k); n == "-" || n == "–" || n == "—" {
					return Mention{}, false // the dateline ended before
				}
			}
			day := m.Interval.From.Earliest
			if m.Weekday {
				day = calendar.Nearest(a.Day, day.Weekday(), false)
				m.Interval = calendar.DayRange(day, day)
			}
			if gap := a.Day.Sub(day); gap < 7*24*time.Hour && gap > -30*time.Hour {
				return m, true
			}
		}
	}
	return Mention{}, false
}

// issueWords mark a date as the document's own.
var issueWords = map[string]bool{"issued": true, "updated": true, "published": true, "date": true, "dated": true, "update": true, "updates": true, "current": true, "released": true, "posted": true, "amended": true, "revised": true, "reviewed": true, "reissued": true, "sent": true, "modified": true}

// Issue finds the day (or moment) of issue that the document itself states: a date with its year in the title or the first
// lines, in a dateline, or after a word like "issued" or "last updated". ok is false when it states none.
func Issue(d *text.Doc, zone *time.Location) (Mention, bool) {
	// the first six lines, and at most 1,200 bytes; most state it in the first two
	near, limit := 0, 0
	for s := 0; s < len(d.Sents) && d.Sents[s].Line <= 6; s++ {
		if limit = d.Sents[s].To; d.Sents[s].Line < 2 {
			near = limit
		}
	}
	most := d.TokenAt(1200)
	var valid Mention
	for _, limit := range [...]int{near, limit} {
		m, ok := stated(d, zone, min(limit, most), &valid)
		if ok {
			return m, true
		}
	}
	if valid.To > 0 {
		return valid, true
	}
	// a line of its own at the end: the date below a signature
	s := scanner{d: d, a: Anchor{Zone: zone}}
	for n := len(d.Sents) - 1; n >= 0 && n >= len(d.Sents)-4; n-- {
		sent := d.Sents[n]
		if m, ok := s.at(sent.From); sent.To-sent.From <= 8 && ok && m.Full && m.Form == Day && m.To >= sent.To-1 {
			return m, true
		}
	}
	return Mention{}, false
}

// stated finds the first date among the first limit tokens that can be the document's own. A day on which it is only said to be valid ("still
// current at") goes to valid: it counts where nothing else does.
func stated(d *text.Doc, zone *time.Location, limit int, valid *Mention) (Mention, bool) {
	for _, m := range scan(d, Anchor{Zone: zone}, limit) {
		sent := d.Sents[d.Tokens[m.From].Sent]
		if !m.Full || m.Form != Day && m.Form != Moment {
			continue
		}
		if text.Valid(d, m.From) {
			if valid.To == 0 {
				*valid = m
			}
			continue
		}
		word := false
		for k := sent.From; k < m.From; k++ {
			word = word || issueWords[d.Norm(k)] || d.Norm(k) == "as" && d.Norm(k+1) == "of" || (d.Norm(k) == "news" || d.Norm(k) == "bulletin" || d.Norm(k) == "headlines") && (d.Norm(sent.From+1) == "is" || d.Norm(sent.From+1) == "are")
		}
		switch d.Norm(m.From - 1) {
		case "on", "of", "since", "until", "in", "from", "by", "before", "after", "to", "between":
			if d.Tokens[m.From].Sent == d.Tokens[m.From-1].Sent && !word {
				continue
			}
		}
		if !word && m.From-sent.From > 24 || valid.To > 0 && (!word || d.Norm(m.From-1) == ":" && (d.Norm(m.From-2) == "update" || d.Norm(m.From-2) == "updates")) {
			continue
		}
		return m, true
	}
	return Mention{}, false
}
