package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Failure is why a look at a source brought nothing; empty: it did.
type Failure string

// The failures; there is no other.
const (
	FailUnreachable Failure = "unreachable" // no connection, no name, TLS refused, no answer in time
	FailRefused     Failure = "refused"     // an answer that is none: an HTTP status, a login that is turned down, a directory that cannot be read
	FailUnparsable  Failure = "unparsable"  // an answer that is no document of ours
	FailTooLarge    Failure = "too_large"   // longer, deeper or more inflated than is read
	FailForbidden   Failure = "forbidden"   // the address may not be talked to, or a redirect leads away
)

// Gap is a time between two changes of a source.
type Gap struct {
	End time.Time     `json:"end"`
	Len time.Duration `json:"len"` // nanoseconds
}

// DayCount is how many new documents a source brought on a day (UTC, days since 1970).
type DayCount struct {
	Day int `json:"day"`
	N   int `json:"n"`
}

// Health is what is known of a source from watching it: one row a source. It is changed only by Answered, Failed and Kept,
// and by whoever fetches for ETag, LastModified, the certificate and Next.
type Health struct {
	Source SourceID `json:"source"`
	// Since is when watching began: the source was switched on. Silence is counted from here while there was no success yet.
	Since time.Time `json:"since,omitzero"`
	// Up is when the program that judges started, set by who judges: what became due before could not be looked at.
	Up      time.Time `json:"-"`
	Tried   time.Time `json:"tried,omitzero"`   // the last look
	Success time.Time `json:"success,omitzero"` // the last look that was answered, unchanged or not; of push: the last post
	Change  time.Time `json:"change,omitzero"`  // the last time it brought a document that was new to us
	Filled  time.Time `json:"filled,omitzero"`  // the last time it had any entry
	Next    time.Time `json:"next,omitzero"`    // when to look next

	Failures int     `json:"failures,omitempty"` // in a row
	Failure  Failure `json:"failure,omitempty"`  // of the last look
	Status   int     `json:"status,omitempty"`   // HTTP status of the last look; 0: no answer, or not HTTP
	Error    string  `json:"error,omitempty"`    // of the last look, for the operator

	ETag         string `json:"etag,omitempty"` // of the last whole answer, with LastModified, sent back on the next look
	LastModified string `json:"last_modified,omitempty"`
	Digest       string `json:"digest,omitempty"` // hex SHA-256 of the last whole answer
	Form         string `json:"form,omitempty"`   // what the last whole answer was
	Docs         int    `json:"docs"`             // documents in the last whole answer
	Left         int    `json:"left,omitempty"`   // documents beyond Source.Max that were not taken of it

	CertBegin time.Time `json:"cert_begin,omitzero"` // the server's TLS certificate; zero: unknown
	CertEnd   time.Time `json:"cert_end,omitzero"`

	Beats []time.Duration `json:"beats,omitempty"` // the last times between two successes without a failure between them, oldest first
	Gaps  []Gap           `json:"gaps,omitempty"`  // times between changes, oldest first
	Days  []DayCount      `json:"days,omitempty"`  // new documents a day, oldest first; days without any are left out
}

// How much is remembered.
const (
	keepBeats = 7
	keepGaps  = 32
	gapAge    = 90 * 24 * time.Hour
	keepDays  = 28
	maxError  = 500 // bytes of Health.Error
)

// Answer is what a successful look brought.
type Answer struct {
	Unchanged bool   // the server says so, or the bytes are those of last time: what follows is then as it was
	Form      string // what the answer is: "atom", "us-advice-rss"
	Docs      int
	Left      int // documents beyond Source.Max
}

// Answered is the health after a look that succeeded at now.
func (h Health) Answered(now time.Time, a Answer) Health {
	if !h.Success.IsZero() && h.Failures == 0 && now.After(h.Success) {
		h.Beats = append(slices.Clone(h.Beats), now.Sub(h.Success))
		h.Beats = h.Beats[max(0, len(h.Beats)-keepBeats):]
	}
	h.Tried, h.Success, h.Failures, h.Failure, h.Error, h.Status = now, now, 0, "", "", 0
	if h.Since.IsZero() {
		h.Since = now
	}
	if !a.Unchanged {
		h.Form, h.Docs, h.Left = a.Form, a.Docs, a.Left
	}
	if h.Docs > 0 {
		h.Filled = now
	}
	return h
}

// Failed is the health after a look that failed at now. status is the HTTP status or 0; text is for the operator and holds no
// secret.
func (h Health) Failed(now time.Time, why Failure, status int, text string) Health {
	h.Tried, h.Failure, h.Status, h.Error = now, why, status, clip(tidy(text), maxError)
	h.Failures++
	if h.Since.IsZero() {
		h.Since = now
	}
	return h
}

// Kept is the health after fresh documents of a look, new to us, were kept at now. What the first look brings is the source's
// past: it is neither a gap nor counted into the volume.
func (h Health) Kept(now time.Time, fresh int) Health {
	if fresh <= 0 {
		return h
	}
	if h.Change.IsZero() {
		h.Change = now
		return h
	}
	if now.After(h.Change) {
		h.Gaps = rememberGap(h.Gaps, Gap{End: now, Len: now.Sub(h.Change)})
		h.Change = now
	}
	days := slices.Clone(h.Days)
	if today := day(now); len(days) > 0 && days[len(days)-1].Day == today {
		days[len(days)-1].N += fresh
	} else {
		days = append(days, DayCount{Day: today, N: fresh})
	}
	h.Days = slices.DeleteFunc(days, func(d DayCount) bool { return d.Day < day(now)-keepDays })
	return h
}

// rememberGap keeps the gaps of the last 90 days, and of more than 32 the longest: a burst of quick changes must not push out
// the memory of how long the source is quiet between bursts.
func rememberGap(gaps []Gap, g Gap) []Gap {
	gaps = slices.DeleteFunc(append(slices.Clone(gaps), g), func(o Gap) bool { return o.End.Before(g.End.Add(-gapAge)) })
	if len(gaps) > keepGaps {
		short := 0
		for i := range gaps {
			if gaps[i].Len < gaps[short].Len {
				short = i
			}
		}
		gaps = slices.Delete(gaps, short, short+1)
	}
	return gaps
}

func day(t time.Time) int { return int(t.Unix() / 86400) }

// UsualBeat is the usual time between two successful looks: the median of the last seven, and never less than Every. Times
// with a failure between are not learnt from, so that a source does not become unreliable by habit.
func (h Health) UsualBeat(s Source) time.Duration {
	if len(h.Beats) == 0 {
		return s.Every
	}
	b := slices.Sorted(slices.Values(h.Beats))
	return max(s.Every, b[len(b)/2])
}

// minGaps is how many gaps between changes must be known before one is called usual.
const minGaps = 4

// UsualChange is the usual time between two changes, or 0 while too little is known. It is what Source.Expect states, or it is
// learnt: the median of the remembered gaps, each weighted by its own length, that is, the length of the gap in which a moment
// taken at random lies. Of an even rhythm that is the rhythm; of bursts it is the quiet between them, where a plain median would
// be the beat inside a burst and the end of every burst an alarm. For a source that speaks at random (exponential gaps) three
// such intervals pass without a word in less than one of 200 gaps (TestUsualChangeOfARandomSource).
func (h Health) UsualChange(s Source) time.Duration {
	if s.Expect > 0 {
		return s.Expect
	}
	if len(h.Gaps) < minGaps {
		return 0
	}
	gaps := slices.Clone(h.Gaps)
	slices.SortFunc(gaps, func(a, b Gap) int { return int(min(1, max(-1, a.Len-b.Len))) })
	var whole, sum time.Duration
	for _, g := range gaps {
		whole += g.Len
	}
	for _, g := range gaps {
		if sum += g.Len; sum >= whole/2 {
			return g.Len
		}
	}
	return gaps[len(gaps)-1].Len
}

// AlarmKind is what is wrong with a source.
type AlarmKind string

// The alarms; there is no other.
const (
	AlarmSilent      AlarmKind = "silent"      // no success, or no change where one is due, for three usual intervals
	AlarmEmpty       AlarmKind = "empty"       // an empty list where there used to be entries
	AlarmUnreadable  AlarmKind = "unreadable"  // what it gives cannot be parsed
	AlarmRefused     AlarmKind = "refused"     // it turns us away, three times in a row
	AlarmCertificate AlarmKind = "certificate" // a certificate ends within 60, 30 or 7 days
	AlarmVolume      AlarmKind = "volume"      // ten times the usual number of documents, or more than are taken
)

// AlarmKinds lists every AlarmKind.
var AlarmKinds = []AlarmKind{AlarmSilent, AlarmEmpty, AlarmUnreadable, AlarmRefused, AlarmCertificate, AlarmVolume}

// Playbook is the name of the page that says what to do: docs/playbooks/NAME.md.
func (k AlarmKind) Playbook() string { return "source-" + string(k) }

// Alarm is something wrong with a source, as it is now. Source, Kind and Stage together tell one alarm from another: it is told
// once when it comes up and once when it is over.
type Alarm struct {
	Source SourceID  `json:"source"`
	Kind   AlarmKind `json:"kind"`
	// Stage is, of a certificate, the days within which it ends: 60, 30, 7, or 0 when it has ended. 0 for every other kind.
	Stage    int    `json:"stage"`
	Words    string `json:"words"` // for the operator
	Playbook string `json:"playbook"`
}

// The figures of the alarms.
const (
	silentTimes   = 3                    // usual intervals
	refusedTimes  = 3                    // refusals in a row
	volumeTimes   = 10                   // the usual volume
	volumeLeast   = 20                   // documents a day below which nothing is a flood
	volumeDays    = 7                    // days that must be known before a volume is usual
	longCert      = 180 * 24 * time.Hour // a certificate that lives longer is renewed by a person
	certShortDays = 7
)

// Alarms is what is wrong with a source at now, in the order of AlarmKinds. A source that is switched off has none.
//
//	silent       no success for 3 × UsualBeat (counted from Since when there was none yet; as of the last look when the next is overdue,
//	             so that a time in which Tocsin stood still is not held against the source), or overdue itself for as long, or no
//	             change for 3 × UsualChange as of the last success; of push, which is never asked, as of now
//	empty        the last whole answer had no entry, an earlier one had, and MayBeEmpty is not set
//	unreadable   the last look gave bytes that cannot be parsed or are too large
//	refused      the last three looks were turned away, or forbidden by our own rules
//	certificate  the server's TLS certificate or the last of the pinned ones ends within 60, 30 or 7 days; of a TLS certificate
//	             with a life of up to 180 days, which programs renew, only 7
//	volume       today more than 10 × the mean of the last 28 days, more than on any of them, and at least 20; or an answer
//	             longer than Max
func Alarms(s Source, h Health, now time.Time) []Alarm {
	if !s.On {
		return nil
	}
	var out []Alarm
	add := func(k AlarmKind, stage int, format string, args ...any) {
		out = append(out, Alarm{Source: s.ID, Kind: k, Stage: stage, Words: fmt.Sprintf(format, args...), Playbook: k.Playbook()})
	}
	if w := silence(s, h, now); w != "" {
		add(AlarmSilent, 0, "%s", w)
	}
	if h.Docs == 0 && !h.Success.IsZero() && !h.Filled.IsZero() && !s.MayBeEmpty && s.Kind == KindFeed {
		add(AlarmEmpty, 0, "the list is empty; it last had entries at %s", stamp(h.Filled))
	}
	switch h.Failure {
	case FailUnparsable, FailTooLarge:
		add(AlarmUnreadable, 0, "what it gives cannot be read: %s", h.Error)
	case FailRefused, FailForbidden:
		if h.Failures >= refusedTimes {
			add(AlarmRefused, 0, "turned away %d times in a row: %s", h.Failures, h.Error)
		}
	}
	if stage, what, end, near := certificate(s, h, now); near {
		if end.After(now) {
			add(AlarmCertificate, stage, "%s ends at %s, within %d days", what, stamp(end), stage)
		} else {
			add(AlarmCertificate, stage, "%s ended at %s", what, stamp(end))
		}
	}
	if w := flood(s, h, now); w != "" {
		add(AlarmVolume, 0, "%s", w)
	}
	return out
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 MST") }

// silence says in words how long a source has been silent, or nothing.
func silence(s Source, h Health, now time.Time) string {
	if s.Kind.Polled() {
		beat, asOf, from := h.UsualBeat(s), now, h.Success
		late := !h.Next.IsZero() && now.Sub(h.Next) > beat // nobody looks: that is our fault and not the source's silence
		if late {
			asOf = h.Tried
		}
		if h.Since.After(from) {
			from = h.Since
		}
		if !from.IsZero() && asOf.Sub(from) > silentTimes*beat {
			w := fmt.Sprintf("no answer for %s; usual is one every %s", round(asOf.Sub(from)), round(beat))
			if h.Error != "" {
				w += "; last: " + h.Error
			}
			return w
		}
		due := h.Next
		if h.Up.After(due) {
			due = h.Up
		}
		if late && now.Sub(due) > silentTimes*beat {
			return fmt.Sprintf("it was not looked at for %s although it is due: the fault is in Tocsin", round(now.Sub(due)))
		}
	}
	until, from := h.Success, h.Change
	if !s.Kind.Polled() {
		until = now
	}
	if s.Expect > 0 && h.Since.After(from) { // the operator's word holds also of a source that never brought anything
		from = h.Since
	}
	if usual := h.UsualChange(s); usual > 0 && !from.IsZero() && until.Sub(from) > silentTimes*usual {
		return fmt.Sprintf("nothing new for %s; usual is something new every %s", round(until.Sub(from)), round(usual))
	}
	return ""
}

// round shortens a duration for reading.
func round(d time.Duration) string {
	switch {
	case d >= 72*time.Hour:
		return fmt.Sprintf("%d days", int(d.Hours())/24)
	case d >= time.Hour:
		d = d.Round(time.Minute)
	default:
		d = d.Round(time.Second)
	}
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// certificate is the stage of the certificate that ends first: the server's, or the last one pinned.
func certificate(s Source, h Health, now time.Time) (stage int, what string, end time.Time, near bool) {
	stageOf := func(end time.Time, most int) (int, bool) {
		left := end.Sub(now)
		for _, days := range []int{0, 7, 30, 60} {
			if days <= most && left <= time.Duration(days)*24*time.Hour {
				return days, true
			}
		}
		return 0, false
	}
	if !h.CertEnd.IsZero() {
		most := 60
		if !h.CertBegin.IsZero() && h.CertEnd.Sub(h.CertBegin) <= longCert {
			most = certShortDays
		}
		if stage, near = stageOf(h.CertEnd, most); near {
			what, end = "the server's certificate", h.CertEnd
		}
	}
	var last time.Time
	for _, k := range s.Keys {
		p, err := ParsePin(k)
		if err != nil {
			continue
		}
		if p.Cert == nil {
			return // a pinned key without a certificate has no end
		}
		if p.Cert.NotAfter.After(last) {
			last = p.Cert.NotAfter
		}
	}
	if last.IsZero() {
		return
	}
	if n, ok := stageOf(last, 60); ok && (!near || n < stage) {
		stage, what, end, near = n, "the pinned certificate", last, true
	}
	return
}

// flood says in words how much more than usual a source brings, or nothing.
func flood(s Source, h Health, now time.Time) string {
	if h.Left > 0 {
		return fmt.Sprintf("its list is longer than is taken: %d documents beyond the %d of max were left", h.Left, s.Filled().Max)
	}
	today, most, sum := 0, 0, 0
	for _, d := range h.Days {
		switch {
		case d.Day == day(now):
			today = d.N
		case d.Day >= day(now)-keepDays:
			sum += d.N
			most = max(most, d.N)
		}
	}
	known := keepDays
	if !h.Since.IsZero() {
		known = min(known, day(now)-day(h.Since))
	}
	if known < volumeDays || today < volumeLeast || today <= most || today*known <= volumeTimes*sum {
		return ""
	}
	return fmt.Sprintf("%d new documents today; usual is %.1f a day", today, float64(sum)/float64(known))
}

// Raised is an Alarm as it is kept: from when to when.
type Raised struct {
	Alarm
	ID      string    `json:"id"`
	Raised  time.Time `json:"raised"`
	Cleared time.Time `json:"cleared,omitzero"` // zero: it goes on
}

// Compare tells which alarms of now are not among those that go on, and which of those are over. The words of an alarm that
// goes on stay as they were when it was raised.
func Compare(open []Raised, now []Alarm) (up []Alarm, over []Raised) {
	type key struct {
		source SourceID
		kind   AlarmKind
		stage  int
	}
	of := func(a Alarm) key { return key{a.Source, a.Kind, a.Stage} }
	is := map[key]bool{}
	for _, a := range now {
		is[of(a)] = true
	}
	was := map[key]bool{}
	for _, r := range open {
		was[of(r.Alarm)] = true
		if !is[of(r.Alarm)] {
			over = append(over, r)
		}
	}
	for _, a := range now {
		if !was[of(a)] {
			up = append(up, a)
		}
	}
	return up, over
}

// Watched is a Source with its Health.
type Watched struct {
	Source Source `json:"source"`
	Health Health `json:"health"`
	Token  bool   `json:"token,omitempty"` // of push: it has a token
}
