package e2e

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// A script is a text that a duty officer can read: one act or check a line, words in quotes belong together, # begins a
// comment. Every act goes through the real API of a running house.

// play runs a script; the first line that fails ends the test with its number.
func (h *house) play(name string) {
	h.t.Helper()
	raw, err := h.read(name)
	if err != nil {
		h.t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words, err := split(line)
		if err == nil {
			err = h.act(words)
		}
		if err != nil {
			h.t.Fatalf("%s line %d: %s\n    %v", name, n, line, err)
		}
	}
}

// split cuts a line at blanks; quotes keep words together.
func split(line string) ([]string, error) {
	var out []string
	var b strings.Builder
	in, any := false, false
	for _, r := range line {
		switch {
		case r == '"':
			in, any = !in, true
		case (r == ' ' || r == '\t') && !in:
			if any || b.Len() > 0 {
				out = append(out, b.String())
			}
			b.Reset()
			any = false
		default:
			b.WriteRune(r)
		}
	}
	if in {
		return nil, errors.New("a quote is not closed")
	}
	if any || b.Len() > 0 {
		out = append(out, b.String())
	}
	return out, nil
}

// verbs are the words a script may begin a line with, with the number of words that follow at least and at most (-1: any).
var verbs map[string]verb

type verb struct {
	least, most int
	do          func(*house, []string) error
}

func init() {
	verbs = map[string]verb{
		"account":         {2, 5, (*house).vAccount},     // account LOGIN ROLE...
		"as":              {1, 1, (*house).vAs},          // as LOGIN
		"import":          {2, 2, (*house).vImport},      // import KIND FILE
		"later":           {1, 1, (*house).vLater},       // later DURATION
		"hand-in":         {1, 2, (*house).vHandIn},      // hand-in FILE [WHO PUBLISHED IT]
		"unreadable":      {2, 2, (*house).vUnreadable},  // unreadable FILE WHY
		"situation":       {3, 3, (*house).vSituation},   // situation NAME TYPE PLACE: wait for it and call it NAME
		"stands":          {2, 2, (*house).vStands},      // stands NAME STATE: wait until it is active, watch, closed
		"window":          {5, 5, (*house).vWindow},      // window NAME FROM-AT-EARLIEST FROM-AT-LATEST TO-AT-EARLIEST TO-AT-LATEST
		"anchored":        {2, 2, (*house).vAnchored},    // anchored NAME yes|no
		"speaks":          {3, 3, (*house).vSpeaks},      // speaks NAME FILE origin|independent|relay|report
		"voices":          {2, 3, (*house).vVoices},      // voices NAME N [ECHOES]
		"drift":           {3, 3, (*house).vDrift},       // drift NAME FILE DURATION: how far this report's window lies from the situation's
		"not-in":          {2, 2, (*house).vNotIn},       // not-in NAME FILE
		"beside":          {3, 3, (*house).vBeside},      // beside NAME CODE SCOPE: standing advice kept as context
		"draft":           {1, 1, (*house).vDraft},       // draft NAME
		"for":             {2, 3, (*house).vFor},         // for NATIONALITIES|everyone GRADES [MARGIN]
		"matched":         {3, 3, (*house).vMatched},     // matched PERSON GRADE REASON
		"not-matched":     {1, -1, (*house).vNotMatched}, // not-matched PERSON...
		"reach":           {1, 1, (*house).vReach},       // reach N
		"gathering":       {2, 2, (*house).vGathering},   // gathering NAME GRADE
		"submit":          {0, 0, (*house).vSubmit},      //
		"approve":         {0, 0, (*house).vApprove},     //
		"release":         {0, 0, (*house).vRelease},     //
		"cancel":          {1, 1, (*house).vCancel},      // cancel REASON
		"reword":          {1, 1, (*house).vReword},      // reword GUIDANCE
		"refused":         {3, -1, (*house).vRefused},    // refused STATUS WORDS ACT...
		"mails":           {1, -1, (*house).vMails},      // mails SUBJECT WHO...: exactly one each, nobody else, nothing still under way
		"hold-mails":      {0, 0, (*house).vHold},        // the mail server holds every mail back
		"held":            {1, 1, (*house).vHeld},        // held N: wait until so many sends are under way
		"rounds":          {1, 1, (*house).vRounds},      // rounds N: wait until the house's ticker has gone round so often
		"let-go":          {0, 0, (*house).vLetGo},       //
		"stopped-in-time": {1, 1, (*house).vStopped},     // stopped-in-time N
		"deliveries":      {1, -1, (*house).vDeliveries}, // deliveries KIND STATE=N...
		"unreached":       {2, 2, (*house).vUnreached},   // unreached PERSON WHY
		"look":            {1, 1, (*house).vLook},        // look PERSON: the link in the mail is opened; that acknowledges nothing
		"acknowledge":     {1, 1, (*house).vAcknowledge}, // acknowledge PERSON
		"seen":            {1, 1, (*house).vSeen},        // seen N
		"public":          {1, 1, (*house).vPublic},      // public WORDS: the public page shows them
		"feed":            {1, 1, (*house).vFeed},        // feed WORDS: so does a CAP alert of the feed
		"correct":         {5, 8, (*house).vCorrect},     // correct FILE change FIELD WAS PART VALUE PART WORDS | add FIELD VALUE PART WORDS | remove FIELD WAS PART; - for none
		"undo":            {2, 2, (*house).vUndo},        // undo FILE FIELD: take the last correction of that field back
		"at":              {2, 2, (*house).vAt},          // at NAME PLACE: wait until the situation is told at that place
		"not-at":          {2, 2, (*house).vNotAt},       // not-at NAME PLACE
		"followed":        {2, 2, (*house).vFollowed},    // followed FILE WORDS: the record of its report says what a correction changed
		"corrected-by":    {2, 2, (*house).vCorrectedBy}, // corrected-by NAME LOGIN: a report of the situation is as that person corrected it
		"drawn":           {2, 2, (*house).vDrawn},       // drawn WORDS LOGIN: the draft names what was corrected, and by whom
		"cap-draft":       {3, 3, (*house).vCAPDraft},    // cap-draft FILE EVENT WORDS: a CAP draft of the item holds the words
		"unread-place":    {2, 2, (*house).vUnread},      // unread-place FILE PLACE: the reading itself still has the place
		"recorded":        {1, -1, (*house).vRecorded},   // recorded ACT...: the ledger has them, in this order
		"ledger":          {1, 1, (*house).vLedger},      // ledger verifies
	}
}

func (h *house) act(words []string) error {
	v, ok := verbs[words[0]]
	if !ok {
		return fmt.Errorf("there is no act called %q", words[0])
	}
	if n := len(words) - 1; n < v.least || v.most >= 0 && n > v.most {
		return fmt.Errorf("%s takes %d to %d words, not %d", words[0], v.least, v.most, n)
	}
	return v.do(h, words[1:])
}

func (h *house) vAccount(w []string) error {
	var roles []desk.Role
	for _, r := range w[1:] {
		roles = append(roles, desk.Role(r))
	}
	return h.account(w[0], roles...)
}

func (h *house) vAs(w []string) error {
	if _, ok := h.token[w[0]]; !ok {
		return fmt.Errorf("there is no account %s", w[0])
	}
	h.acting = w[0]
	return nil
}

func (h *house) vImport(w []string) error {
	raw, err := h.read(w[1])
	if err != nil {
		return err
	}
	return h.do(http.MethodPost, "/roster/"+w[0], raw, nil)
}

func (h *house) vLater(w []string) error {
	d, err := time.ParseDuration(w[0])
	h.clock.Advance(d)
	return err
}

func (h *house) vHandIn(w []string) error {
	raw, err := h.read(w[0])
	if err != nil {
		return err
	}
	origin := ""
	if len(w) > 1 {
		origin = w[1]
	}
	st, err := h.handIn(w[0], raw, origin)
	if err == nil && st.State != "read" {
		err = fmt.Errorf("%s: %s", st.State, st.Item.Unreadable)
	}
	return err
}

func (h *house) vUnreadable(w []string) error {
	raw, err := h.read(w[0])
	if err != nil {
		return err
	}
	st, err := h.handIn(w[0], raw, "")
	if err == nil && (st.State != "unreadable" || !strings.Contains(st.Item.Unreadable, w[1])) {
		err = fmt.Errorf("it is %s: %s", st.State, st.Item.Unreadable)
	}
	return err
}

func (h *house) vSituation(w []string) error {
	return until(func() error {
		id, err := h.find(w[1], w[2])
		for name, other := range h.situations {
			if err == nil && name != w[0] && other == id {
				err = fmt.Errorf("that is the same situation as %s", name)
			}
		}
		h.situations[w[0]] = id
		return err
	})
}

func (h *house) vStands(w []string) error {
	return until(func() error {
		s, err := h.situation(w[0])
		if err == nil && string(s.Situation.State) != w[1] {
			err = fmt.Errorf("it is %s", s.Situation.State)
		}
		return err
	})
}

func (h *house) vWindow(w []string) error {
	var want [4]time.Time
	for i := range want {
		var err error
		if want[i], err = time.Parse("2006-01-02T15:04Z07:00", w[1+i]); err != nil {
			return err
		}
	}
	return until(func() error {
		s, err := h.situation(w[0])
		if err != nil {
			return err
		}
		v := s.Situation.Window
		for i, have := range []time.Time{v.From.Earliest, v.From.Latest, v.To.Earliest, v.To.Latest} {
			if !have.Equal(want[i]) {
				return fmt.Errorf("it is from %s..%s to %s..%s", v.From.Earliest, v.From.Latest, v.To.Earliest, v.To.Latest)
			}
		}
		return nil
	})
}

func (h *house) vAnchored(w []string) error {
	s, err := h.situation(w[0])
	if err == nil && s.Situation.Anchored != (w[1] == "yes") {
		err = fmt.Errorf("anchored: %t", s.Situation.Anchored)
	}
	return err
}

// member waits until a report of a file is in a situation.
func (h *house) member(name, file string) (m situation.Member, s situation.Situation, err error) {
	err = until(func() error {
		out, err := h.situation(name)
		if err != nil {
			return err
		}
		s = out.Situation
		for _, m = range s.Members {
			if m.Item == h.items[file] {
				return nil
			}
		}
		return fmt.Errorf("%s is not in it", file)
	})
	return m, s, err
}

func (h *house) vSpeaks(w []string) error {
	m, _, err := h.member(w[0], w[1])
	if err == nil && m.Relation != reading.Relation(w[2]) {
		err = fmt.Errorf("its relation is %q, of %q", m.Relation, m.Relays)
	}
	return err
}

func (h *house) vVoices(w []string) error {
	s, err := h.situation(w[0])
	if err != nil {
		return err
	}
	echoes := 0
	for _, v := range s.Voices {
		echoes += len(v.Echoes)
	}
	if fmt.Sprint(len(s.Voices)) != w[1] || len(w) > 2 && fmt.Sprint(echoes) != w[2] {
		return fmt.Errorf("%d voices and %d echoes: %+v", len(s.Voices), echoes, s.Voices)
	}
	return nil
}

func (h *house) vDrift(w []string) error {
	want, err := time.ParseDuration(w[2])
	if err != nil {
		return err
	}
	m, s, err := h.member(w[0], w[1])
	if err != nil {
		return err
	}
	var v when.Interval = s.Window
	if got := m.Window.From.Earliest.Sub(v.From.Earliest); got != want {
		return fmt.Errorf("its window begins %s after the situation's", got)
	}
	return nil
}

func (h *house) vNotIn(w []string) error {
	s, err := h.situation(w[0])
	if err != nil {
		return err
	}
	for _, m := range s.Situation.Members {
		if m.Item == h.items[w[1]] {
			return fmt.Errorf("it is a member: %v", m.Reasons)
		}
	}
	return nil
}

func (h *house) vBeside(w []string) error {
	return until(func() error {
		s, err := h.situation(w[0])
		if err != nil {
			return err
		}
		for _, c := range s.Situation.Context {
			if c.Code == w[1] && c.Scope == w[2] {
				return nil
			}
		}
		return fmt.Errorf("its context is %+v", s.Situation.Context)
	})
}

func (h *house) warn(method, path string, body any) error {
	var out struct {
		Warning warning.Warning
		Missing []string
	}
	err := h.do(method, path, body, &out)
	if err == nil {
		h.warning = out.Warning
	}
	return err
}

func (h *house) on() string { return "/warnings/" + string(h.warning.ID) }

func (h *house) vDraft(w []string) error {
	s, err := h.situation(w[0])
	if err != nil {
		return err
	}
	return h.warn(http.MethodPost, "/situations/"+string(s.Situation.ID)+"/warnings", map[string]any{})
}

func (h *house) edit(change func(*warning.Content)) error {
	c := h.warning.Content
	change(&c)
	return h.warn(http.MethodPut, h.on()+"/content", map[string]any{"revision": h.warning.Revision, "content": c})
}

func (h *house) vFor(w []string) error {
	r := roster.Rule{Margin: roster.DefaultMargin}
	if w[0] == "everyone" {
		r.Everyone = true
	} else {
		r.Nationalities = strings.Split(w[0], ",")
	}
	for _, g := range strings.Split(w[1], ",") {
		r.Grades = append(r.Grades, roster.Grade(g))
	}
	if len(w) > 2 {
		m, err := strconv.ParseFloat(w[2], 64)
		if err != nil {
			return err
		}
		r.Margin = m
	}
	return h.edit(func(c *warning.Content) { c.Audience = r })
}

func (h *house) vReword(w []string) error {
	return h.edit(func(c *warning.Content) {
		for i := range c.Texts {
			c.Texts[i].Guidance = w[0]
		}
	})
}

func (h *house) vMatched(w []string) error {
	r, err := h.reach()
	if err != nil {
		return err
	}
	for _, m := range r.People {
		if m.Person.Ref == w[0] {
			if string(m.Grade) != w[1] || !strings.Contains(m.Reason, w[2]) {
				return fmt.Errorf("graded %s: %s", m.Grade, m.Reason)
			}
			return nil
		}
	}
	return errors.New("not matched")
}

func (h *house) vNotMatched(w []string) error {
	r, err := h.reach()
	for _, m := range r.People {
		if slices.Contains(w, m.Person.Ref) && m.Warned {
			return fmt.Errorf("%s is warned: %s, %s", m.Person.Ref, m.Grade, m.Reason)
		}
	}
	return err
}

func (h *house) vReach(w []string) error {
	r, err := h.reach()
	if err == nil && fmt.Sprint(r.Reach.Warned) != w[0] {
		var who []string
		for _, m := range r.People {
			who = append(who, fmt.Sprintf("%s %s warned=%t", m.Person.Ref, m.Grade, m.Warned))
		}
		err = fmt.Errorf("it would warn %d: %s", r.Reach.Warned, strings.Join(who, "; "))
	}
	return err
}

func (h *house) vGathering(w []string) error {
	r, err := h.reach()
	if err != nil {
		return err
	}
	for _, g := range r.Gatherings {
		if g.Gathering.Name == w[0] && string(g.Grade) == w[1] {
			return nil
		}
	}
	return fmt.Errorf("the gatherings are %+v", r.Gatherings)
}

func (h *house) vSubmit([]string) error {
	return h.warn(http.MethodPost, h.on()+"/submit", map[string]any{"revision": h.warning.Revision})
}

func (h *house) vApprove([]string) error {
	return h.warn(http.MethodPost, h.on()+"/approve", map[string]any{"hash": h.warning.Hash})
}

func (h *house) vRelease([]string) error {
	return h.warn(http.MethodPost, h.on()+"/release", map[string]any{"hash": h.warning.Hash})
}

func (h *house) vCancel(w []string) error {
	return h.warn(http.MethodPost, h.on()+"/cancel", map[string]any{"reason": w[0]})
}

func (h *house) vRefused(w []string) error {
	before := h.warning
	err := h.act(w[2:])
	if err == nil {
		return errors.New("it was done")
	}
	if !strings.HasPrefix(err.Error(), w[0]+" ") || !strings.Contains(err.Error(), w[1]) {
		return fmt.Errorf("refused in other words: %w", err)
	}
	h.warning = before
	return nil
}

func (h *house) vMails(w []string) error {
	if _, err := h.settled(); err != nil {
		return err
	}
	want := append([]string(nil), w[1:]...)
	sort.Strings(want)
	var got []string
	for who, n := range h.mailsTo(w[0]) {
		if n != 1 {
			return fmt.Errorf("%s got it %d times", who, n)
		}
		got = append(got, who)
	}
	sort.Strings(got)
	if !slices.Equal(got, want) {
		return fmt.Errorf("the mails went to: %s", strings.Join(got, " "))
	}
	return nil
}

func (h *house) vHold([]string) error { h.gate.close(); return nil }

func (h *house) vRounds(w []string) error {
	n, err := strconv.Atoi(w[0])
	if err != nil {
		return err
	}
	begun, err := h.rounds()
	if err != nil {
		return err
	}
	return until(func() error {
		now, err := h.rounds()
		if err == nil && now < begun+n {
			err = fmt.Errorf("%d rounds of %d", now-begun, n)
		}
		return err
	})
}

func (h *house) vLetGo([]string) error { h.gate.open(); return nil }

func (h *house) vHeld(w []string) error {
	return until(func() error {
		if n := h.gate.waiting(); fmt.Sprint(n) != w[0] {
			return fmt.Errorf("%d mails are held", n)
		}
		return nil
	})
}

// vStopped checks a cancelled warning once nothing is under way: at least so many people were spared, nobody got the warning
// without its correction, and nobody got either twice.
func (h *house) vStopped(w []string) error {
	if _, err := h.settled(); err != nil {
		return err
	}
	least, err := strconv.Atoi(w[0])
	if err != nil {
		return err
	}
	warned, corrected := map[string]int{}, map[string]int{}
	words, fix := h.warning.Content.Texts[0].Words[warning.Email].Subject, h.warning.Content.Texts[0].Correction[warning.Email].Subject
	for _, m := range h.sink.List() {
		for _, to := range m.To {
			switch m.Subject {
			case words:
				warned[to]++
			case fix:
				corrected[to]++
			default:
				return fmt.Errorf("a mail with other words went out: %s", m.Subject)
			}
		}
	}
	for to, n := range warned {
		if n != 1 || corrected[to] != 1 {
			return fmt.Errorf("%s got the warning %d times and the correction %d times", to, n, corrected[to])
		}
	}
	for to, n := range corrected {
		if n != 1 || warned[to] == 0 {
			return fmt.Errorf("%s got the warning %d times and the correction %d times", to, warned[to], n)
		}
	}
	p, err := h.progress()
	if err != nil {
		return err
	}
	if spared := p.People - len(warned); spared < least {
		return fmt.Errorf("%d of %d people got the warning after all", len(warned), p.People)
	}
	h.t.Logf("%d people, %d warned before the stop, %d corrections; deliveries: %+v", p.People, len(warned), len(corrected), p.Counts)
	return nil
}

func (h *house) vDeliveries(w []string) error {
	if _, err := h.settled(); err != nil {
		return err
	}
	want := map[string]string{}
	for _, x := range w[1:] {
		state, n, ok := strings.Cut(x, "=")
		if !ok {
			return fmt.Errorf("%q is not STATE=N", x)
		}
		want[state] = n
	}
	p, err := h.progress()
	if err != nil {
		return err
	}
	got := map[string]int{}
	for _, c := range p.Counts {
		if string(c.Kind) == w[0] {
			got[string(c.State)] += c.N
		}
	}
	for state, n := range want {
		if fmt.Sprint(got[state]) != n {
			return fmt.Errorf("they are %v", got)
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("they are %v", got)
	}
	return nil
}

func (h *house) vUnreached(w []string) error {
	var l struct{ List []delivery.Person }
	if err := h.do(http.MethodGet, h.on()+"/unreached", nil, &l); err != nil {
		return err
	}
	for _, p := range l.List {
		if strings.HasPrefix(strings.ToLower(p.Name), w[0]) && strings.Contains(p.Why, w[1]) {
			return nil
		}
	}
	return fmt.Errorf("unreached are %+v", l.List)
}

func (h *house) vLook(w []string) error {
	link, err := h.ackLink(w[0])
	if err != nil {
		return err
	}
	before, err := h.progress()
	if err != nil {
		return err
	}
	status, page, err := h.page(http.MethodGet, link)
	if err != nil || status != http.StatusOK {
		return fmt.Errorf("%d %w", status, err)
	}
	if !strings.Contains(page, "<form") {
		return errors.New("the page has no button to acknowledge with")
	}
	after, err := h.progress()
	if err == nil && after.Seen != before.Seen {
		err = errors.New("opening the link acknowledged; a mail scanner would have done that")
	}
	return err
}

func (h *house) vAcknowledge(w []string) error {
	link, err := h.ackLink(w[0])
	if err != nil {
		return err
	}
	status, _, err := h.page(http.MethodPost, link)
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d", status)
	}
	return err
}

func (h *house) vSeen(w []string) error {
	p, err := h.progress()
	if err == nil && fmt.Sprint(p.Seen) != w[0] {
		err = fmt.Errorf("%d have acknowledged", p.Seen)
	}
	return err
}

func (h *house) vPublic(w []string) error {
	status, page, err := h.page(http.MethodGet, "/public/")
	if err == nil && (status != http.StatusOK || !strings.Contains(page, w[0])) {
		err = fmt.Errorf("status %d, page:\n%.2000s", status, page)
	}
	return err
}

func (h *house) vFeed(w []string) error {
	status, page, err := h.page(http.MethodGet, "/feed.atom")
	if err == nil && (status != http.StatusOK || !strings.Contains(page, w[0])) {
		err = fmt.Errorf("status %d, feed:\n%.2000s", status, page)
	}
	return err
}

func (h *house) vRecorded(w []string) error {
	var l struct {
		List []struct{ Act string }
	}
	if err := h.do(http.MethodGet, "/ledger?limit=1000", nil, &l); err != nil {
		return err
	}
	i := 0
	var all []string
	for _, line := range l.List {
		all = append(all, line.Act)
		if i < len(w) && line.Act == w[i] {
			i++
		}
	}
	if i < len(w) {
		return fmt.Errorf("%s is missing after %v in: %s", w[i], w[:i], strings.Join(all, " "))
	}
	return nil
}

func (h *house) vLedger(w []string) error {
	if w[0] != "verifies" {
		return errors.New("say: ledger verifies")
	}
	var out struct {
		Size     int64
		Verified bool
		Trouble  string
	}
	err := h.do(http.MethodPost, "/ledger/verify", nil, &out)
	if err == nil && (!out.Verified || out.Size == 0) {
		err = fmt.Errorf("%+v", out)
	}
	return err
}
