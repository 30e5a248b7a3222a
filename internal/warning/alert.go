package warning

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Identifier is the CAP identifier of the warning's own alert; its cancel has another one, for they are two messages.
func (w Warning) Identifier() string { return fmt.Sprintf("%s-v%d", w.ID, w.Version) }

// reference names the warning's own alert in a later one.
func (w Warning) reference(sender string) cap.Reference {
	return cap.Reference{Sender: sender, Identifier: w.Identifier(), Sent: cap.At(w.Released.UTC())}
}

// Alert is the CAP 1.2 form of a released warning for the public feed: an Alert, an Update when it replaces an earlier one
// (which must be given), or a Cancel with the words of the correction once it was cancelled. It is the same message, byte for
// byte, whenever it is asked for: identifier, sent and all else are those of the release, or of the cancelling; what has expired
// or was replaced stays as it was sent. Urgency is computed from the window as of sent (DESIGN 6.9), not copied from the draft.
// sender is the publisher's CAP sender, without spaces, commas, < or &.
func Alert(w Warning, sender string, earlier ...Warning) (*cap.Alert, error) {
	if w.Released.IsZero() || w.State == Draft || w.State == Submitted || w.State == Approved {
		return nil, fmt.Errorf("warning %s is %s: only what was released is published", w.ID, w.State)
	}
	if got := w.Content.Hash(); got != w.Hash {
		return nil, fmt.Errorf("warning %s: %w: its content does not fit the hash it was released with", w.ID, ErrHash)
	}
	a := &cap.Alert{Version: cap.V12, Identifier: w.Identifier(), Sender: sender, Sent: cap.At(w.Released.UTC()),
		Status: cap.StatusActual, MsgType: cap.MsgAlert, Scope: cap.ScopePublic, Incidents: string(w.Situation)}
	if w.Drill {
		a.Status = cap.StatusExercise
		a.Note = "This is an exercise."
	}
	switch {
	case w.State == Cancelled:
		a.Identifier += "-cancel"
		a.Sent = cap.At(w.Ended.UTC())
		a.MsgType = cap.MsgCancel
		a.References = []cap.Reference{w.reference(sender)}
	case w.Content.Replaces != "":
		i := slices.IndexFunc(earlier, func(e Warning) bool { return e.ID == w.Content.Replaces })
		if i < 0 || earlier[i].Released.IsZero() {
			return nil, fmt.Errorf("warning %s replaces %s, whose own alert is needed to refer to it", w.ID, w.Content.Replaces)
		}
		a.MsgType = cap.MsgUpdate
		a.References = []cap.Reference{earlier[i].reference(sender)}
	}
	area := capArea(w.Content)
	for _, t := range w.Content.Texts {
		a.Infos = append(a.Infos, w.info(t, a.Sent.Instant, area))
	}
	for _, p := range cap.Check(a) {
		if p.Level == cap.Unusable {
			return nil, fmt.Errorf("warning %s cannot be published as CAP: %s", w.ID, p)
		}
	}
	return a, nil
}

func (w Warning) info(t Text, sent time.Time, area cap.Area) cap.Info {
	c := w.Content
	in := cap.Info{Language: t.Lang, Categories: []cap.Category{cap.Category(c.Category)}, Event: c.Event, Severity: cap.Severity(c.Severity),
		Certainty: cap.Certainty(c.Certainty), Audience: audienceWords(c.Audience), Headline: t.Headline, Areas: []cap.Area{area},
		Parameters: []cap.ValuePair{{Name: "tocsin:content-sha256", Value: w.Hash}}}
	if !c.Onset.IsZero() {
		in.Onset = cap.At(c.Onset.UTC())
	}
	if !c.Expires.IsZero() {
		in.Expires = cap.At(c.Expires.UTC())
	}
	if w.State == Cancelled {
		in.ResponseTypes = []cap.ResponseType{cap.ResponseNone}
		in.Urgency, in.Severity, in.Certainty = cap.UrgencyPast, cap.SeverityUnknown, cap.CertaintyUnknown
		words := firstWords(t.Correction, c.Ladder)
		in.Headline, in.Description = clipRunes(words.Subject, MaxHeadline), words.Body
		return in
	}
	for _, r := range c.ResponseTypes {
		in.ResponseTypes = append(in.ResponseTypes, cap.ResponseType(r))
	}
	in.Urgency = cap.Urgency(c.UrgencyAt(sent))
	in.Description = strings.Join(lines(t.Hazard, t.Time, t.Impact, c.Source+".", t.Unknown, t.Context), "\n\n")
	in.Instruction = t.Guidance
	return in
}

// UrgencyAt is CAP's urgency as of a moment, from onset and end. When neither is known it is what the desk wrote.
func (c Content) UrgencyAt(at time.Time) string {
	w := when.Interval{}
	if !c.Onset.IsZero() {
		w.From = when.At(c.Onset)
	}
	if !c.Expires.IsZero() {
		w.To = when.At(c.Expires)
	}
	if !w.Known() {
		return c.Urgency
	}
	return situation.Urgency(w, at)
}

func lines(v ...string) []string {
	return slices.DeleteFunc(v, func(s string) bool { return strings.TrimSpace(s) == "" || s == "." })
}

func firstWords(of map[Channel]Words, ladder []Rung) Words {
	for _, r := range ladder {
		if w, ok := of[r.Channel]; ok {
			return w
		}
	}
	return Words{}
}

func audienceWords(r roster.Rule) string {
	if r.Everyone {
		return "Everyone in or near the area"
	}
	return "Nationals of " + list(r.Nationalities) + " in or near the area"
}

// capArea writes the area in CAP's terms. CAP has no holes: they are filled, so that nobody in the area is left out.
func capArea(c Content) cap.Area {
	a := cap.Area{Desc: c.AreaDesc}
	for _, p := range c.Area.Polygons {
		a.Polygons = append(a.Polygons, capRing(p.Outer))
	}
	for _, k := range c.Area.Circles {
		a.Circles = append(a.Circles, cap.Circle{Center: cap.Point{Lat: k.Center.Lat, Lon: k.Center.Lon}, RadiusKM: k.Radius / 1000})
	}
	for _, iso := range c.Countries {
		a.Geocodes = append(a.Geocodes, cap.ValuePair{Name: "ISO 3166-1", Value: iso})
	}
	return a
}

func capRing(r geo.Ring) cap.Polygon {
	out := make(cap.Polygon, len(r))
	for i, p := range r {
		out[i] = cap.Point{Lat: p.Lat, Lon: p.Lon}
	}
	return out
}
