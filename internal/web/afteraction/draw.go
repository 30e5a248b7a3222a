package afteraction

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Sizes of the picture, in its own units; it scales to the page.
const (
	pictureWidth = 960.0
	labelWidth   = 210.0
	rowHeight    = 26.0
	top          = 30.0
	mostRows     = 10 // of voices; a picture with more says so
)

// picture is the timeline of one situation as a drawing.
type picture struct {
	Width, Height float64
	Ticks         []tick
	Rows          []row
	Words         string // what the drawing shows, for who cannot see it
}

type tick struct {
	X     float64
	Label string
}

// row is one line of the drawing: bars and marks on one axis of time.
type row struct {
	Y     float64
	Label string
	Bars  []bar
	Marks []mark
}

type bar struct {
	X, W  float64
	Class string
	Title string
}

type mark struct {
	X     float64
	Class string
	Title string
}

// draw lays out a situation between the first and the last thing that happened in it.
func (r Report) draw(p Part) picture {
	a := p.After
	var lo, hi time.Time
	see := func(ts ...time.Time) {
		for _, t := range ts {
			if t.IsZero() || !r.From.IsZero() && t.Before(r.From) || !r.To.IsZero() && t.After(r.To) {
				continue
			}
			if lo.IsZero() || t.Before(lo) {
				lo = t
			}
			if t.After(hi) {
				hi = t
			}
		}
	}
	from, to := a.Window.Hull()
	see(from, to)
	for _, s := range a.States {
		see(s.From, s.To)
	}
	for _, c := range a.Chains {
		for _, h := range c.Hops {
			see(h.At)
		}
	}
	for _, v := range a.Voices {
		see(v.First)
		for _, e := range v.Echoes {
			see(e.At)
		}
	}
	if lo.IsZero() || !hi.After(lo) {
		return picture{}
	}
	scale := (pictureWidth - labelWidth - 20) / float64(hi.Sub(lo))
	x := func(t time.Time) float64 {
		if t.Before(lo) {
			t = lo
		}
		if t.After(hi) {
			t = hi
		}
		return labelWidth + float64(t.Sub(lo))*scale
	}
	in := func(t time.Time) bool { return !t.IsZero() && !t.Before(lo) && !t.After(hi) }
	pic := picture{Width: pictureWidth}
	add := func(w row) {
		w.Y = top + float64(len(pic.Rows))*rowHeight
		pic.Rows = append(pic.Rows, w)
	}
	between := func(a, b time.Time, class, title string) bar {
		if b.IsZero() {
			b = hi
		}
		if a.IsZero() {
			a = lo
		}
		return bar{X: x(a), W: max(2, x(b)-x(a)), Class: class, Title: title}
	}
	if a.Window.Known() {
		w := row{Label: "Window of the threat", Bars: []bar{between(from, to, "hull", "may be open: "+r.window(a.Window))}}
		if a.Window.From.Latest.Before(a.Window.To.Earliest) {
			w.Bars = append(w.Bars, between(a.Window.From.Latest, a.Window.To.Earliest, "core", "open whatever the true ends are"))
		}
		add(w)
	}
	states := row{Label: "State"}
	for _, s := range a.States {
		states.Bars = append(states.Bars, between(s.From, s.To, "s-"+string(s.State), string(s.State)+" from "+r.local(s.From)+" to "+r.local(s.To)))
	}
	if len(states.Bars) > 0 {
		add(states)
	}
	voices := a.Voices
	if len(voices) > mostRows {
		voices = voices[:mostRows]
	}
	for _, v := range voices {
		w := row{Label: v.Name}
		if in(v.First) {
			w.Marks = append(w.Marks, mark{x(v.First), "voice", v.Name + " speaks, " + r.local(v.First)})
		}
		for _, e := range v.Echoes {
			if in(e.At) {
				w.Marks = append(w.Marks, mark{x(e.At), "echo", e.Name + " repeats it, " + r.local(e.At)})
			}
		}
		add(w)
	}
	for _, c := range a.Chains {
		if c.Warning == "" {
			continue
		}
		w := row{Label: "Warning"}
		if x, ok := p.warning(c.Warning); ok && x.Name != "" {
			w.Label = "Warning " + x.Name
		}
		at := map[string]time.Time{}
		for _, h := range c.Hops {
			at[h.Name] = h.At
		}
		if in(at["first_accepted"]) {
			end := at["last_acknowledged"]
			if end.IsZero() {
				end = at["last_accepted"]
			}
			w.Bars = append(w.Bars, between(at["first_accepted"], end, "sent", "sent and acknowledged"))
		}
		for _, h := range c.Hops {
			switch h.Name {
			case "drafted", "approved", "released", "last_acknowledged":
				if in(h.At) {
					w.Marks = append(w.Marks, mark{x(h.At), "hop", h.Label + ", " + r.local(h.At)})
				}
			}
		}
		add(w)
	}
	pic.Height = top + float64(len(pic.Rows))*rowHeight + 8
	pic.Ticks = r.ticks(lo, hi, x)
	pic.Words = "Timeline of " + p.After.Title + ", " + r.local(lo) + " to " + r.local(hi) + ". The tables below hold the same times."
	return pic
}

// ticks are at most nine marks on the axis, at full hours or days of local time.
func (r Report) ticks(lo, hi time.Time, x func(time.Time) float64) []tick {
	var step time.Duration
	for _, s := range []time.Duration{time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour, 48 * time.Hour, 96 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour, 365 * 24 * time.Hour} {
		if step = s; hi.Sub(lo) <= 9*s {
			break
		}
	}
	layout := "2 Jan"
	if step < 24*time.Hour {
		layout = "2 Jan 15:04"
	}
	l := lo.In(r.zone())
	at := time.Date(l.Year(), l.Month(), l.Day(), 0, 0, 0, 0, r.zone())
	var out []tick
	for !at.After(hi) {
		if !at.Before(lo) {
			out = append(out, tick{x(at), at.Format(layout)})
		}
		if step >= 24*time.Hour { // days of local time, whatever summer time does
			at = at.AddDate(0, 0, int(step/(24*time.Hour)))
		} else {
			at = at.Add(step)
		}
	}
	return out
}

// stateWord is a state as the page tells it.
func stateWord(s situation.State) string {
	switch s {
	case situation.Active:
		return "active"
	case situation.Watch:
		return "on watch: its window has ended and nobody has said that it is over"
	}
	return "closed"
}
