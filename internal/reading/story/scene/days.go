package scene

import (
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Span is a stretch of days; the zero value is unknown.
type Span struct{ From, To time.Time }

// slack is how far two days may lie apart and still be those of one event: who tells of last night's attack the day after, and
// rounds, must not make two of it.
const slack = 3 * 24 * time.Hour

// short reports whether a stretch is a single day.
func (a Span) short() bool { return a.To.Sub(a.From) <= 36*time.Hour }

// Far reports whether two known stretches are days apart.
func (a Span) Far(b Span) bool {
	if a.To.IsZero() || b.To.IsZero() {
		return false
	}
	gap := slack
	if a.short() && b.short() {
		gap = 24 * time.Hour
	}
	return a.To.Add(gap).Before(b.From) || b.To.Add(gap).Before(a.From)
}

// DayNear are the days of the past nearest to tok in its sentence.
func (s *Scene) DayNear(tok int) (Span, bool) {
	if s.Anchor.Day.IsZero() {
		return Span{}, false
	}
	best, at := 1<<30, Span{}
	st := s.Sent(tok)
	lo, _ := slices.BinarySearchFunc(s.Times, st.From, func(m when.Mention, t int) int { return m.From - t })
	for i := lo; i < len(s.Times) && s.Times[i].From < st.To; i++ {
		m := &s.Times[i]
		from, to := m.Interval.Hull()
		if from.IsZero() || to.IsZero() || from.After(s.Anchor.Day.AddDate(0, 0, 1)) || s.Issue != nil && m.From < s.Issue.To && s.Issue.From < m.To || text.InDateline(s.Doc, m.From, m.To) {
			continue
		}
		dist := m.From - tok
		if dist < 0 {
			dist = -dist
		}
		if dist < best {
			best, at = dist, Span{from, to}
		}
	}
	if best == 1<<30 {
		if y := trigger.Year(s.Doc, st); y > 0 && y < s.Anchor.Day.Year() {
			return Span{time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y+1, 1, 1, 0, 0, 0, 0, time.UTC)}, true
		}
	}
	return at, best < 1<<30
}

// TownNear is the id of the town named nearest to tok in its sentence; one after it counts as nearer.
func (s *Scene) TownNear(tok int) int64 {
	var id int64
	best := 1 << 30
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		m := &s.Found.Mentions[i]
		if m.Mark != where.Plain || m.Place.Kind != gazetteer.City || trigger.Care(s.Doc, m.From) {
			continue
		}
		dist := m.From - tok + 3*s.Commas(tok, m.From)
		if m.From < tok {
			dist = tok - m.From + 2 + 3*s.Commas(m.From, tok)
		}
		if dist < best {
			best, id = dist, m.Place.ID
		}
	}
	return id
}
