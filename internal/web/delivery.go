package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

const unreachedShown = 100

func (s *server) progressPage(ctx context.Context, f pages.Frame, id warning.ID) (pages.ProgressPage, error) {
	p := pages.ProgressPage{Frame: f}
	var err error
	if p.W, err = s.Store.Warning(ctx, id); err != nil {
		return p, err
	}
	if p.W.Released.IsZero() {
		return p, door.Refuse(http.StatusNotFound, "This warning has not been released.")
	}
	if p.P, err = s.Store.Progress(ctx, id); err != nil {
		return p, err
	}
	if p.P.Open > 0 {
		if p.Oldest, err = s.Store.OldestOpen(ctx, id); err != nil {
			return p, err
		}
	}
	p.Unreached, err = s.Store.Unreached(ctx, id, unreachedShown)
	p.More = p.P.Unreached > len(p.Unreached)
	p.Now = s.Clock()
	return p, err
}

func (s *server) progress(w http.ResponseWriter, r *http.Request) error {
	p, err := s.progressPage(r.Context(), s.frame(r, "Delivery", "/warnings"), warning.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p.Drill = p.W.Drill
	if p.P.Open > 0 {
		p.Live = r.URL.Path
	}
	return s.show(w, r, http.StatusOK, pages.Progress(p))
}

// Pace of the live progress: how often it is looked at while something is under way and when nothing is, how often an idle
// line is kept open by a comment, and how long one stream lasts (the browser then opens the next).
const (
	liveEvery  = time.Second
	idleEvery  = 2 * time.Second
	keepOpen   = 15 * time.Second
	liveAtMost = 10 * time.Minute
)

// live sends the progress whenever it has changed, as server-sent events (HTML Standard, section 9.2).
func (s *server) live(w http.ResponseWriter, r *http.Request) error {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		w.Header().Set("Retry-After", "5")
		return door.Refuse(http.StatusServiceUnavailable, "Too many pages follow deliveries just now. Load the page again to see where it stands.")
	}
	ctx, stop := context.WithTimeout(r.Context(), liveAtMost)
	defer stop()
	id := warning.ID(r.PathValue("id"))
	frame := pages.Frame{Zone: s.Zone}
	a := by(r)
	frame.Who = &a
	if _, err := s.progressPage(ctx, frame, id); err != nil {
		return err
	}
	out := http.NewResponseController(w)
	// The server's limits are for short answers; this one has liveAtMost.
	if err := out.SetWriteDeadline(time.Time{}); err != nil {
		return err
	}
	if err := out.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	last, idle := "", time.Duration(0)
	tick := time.NewTimer(0)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.Stopping:
			return nil
		case <-tick.C:
		}
		// The counts are cheap; the names and the page only follow when something has changed.
		now, err := s.Store.Progress(ctx, id)
		if err != nil {
			return nil // the headers are out: the browser asks again
		}
		x, err := s.Store.Warning(ctx, id)
		if err != nil {
			return nil
		}
		key := fmt.Sprintf("%+v %s", now, x.State)
		every := idleEvery
		if now.Open > 0 {
			every = liveEvery
		}
		idle += every
		if key != last || idle >= keepOpen {
			// An account that was disabled meanwhile sees no more.
			if who, err := s.Store.Account(ctx, a.ID); err != nil || !who.May(desk.Read) {
				return nil
			}
		}
		switch {
		case key != last:
			last, idle = key, 0
			p, err := s.progressPage(ctx, frame, id)
			if err != nil {
				return nil
			}
			var b bytes.Buffer
			if err := pages.ProgressCard(p).Render(ctx, &b); err != nil {
				return nil
			}
			for line := range strings.Lines(b.String()) {
				fmt.Fprintf(w, "data: %s\n", strings.TrimRight(line, "\r\n"))
			}
			fmt.Fprint(w, "\n")
		case idle >= keepOpen:
			idle = 0
			fmt.Fprint(w, ": still here\n\n")
		}
		if err := out.Flush(); err != nil {
			return nil
		}
		tick.Reset(every)
	}
}

func (s *server) audience(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	p := pages.AudiencePage{Frame: s.warningFrame(r, "Audience", x), W: x}
	if p.People, err = s.Store.AudienceOf(r.Context(), x.ID, pageSize, after); err != nil {
		return err
	}
	if len(p.People) == pageSize {
		p.Next = p.People[len(p.People)-1].Audience
	}
	return s.show(w, r, http.StatusOK, pages.Audience(p))
}

func (s *server) trace(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	p := pages.TracePage{Frame: s.warningFrame(r, "Trace", x), W: x, Person: roster.PersonID(r.PathValue("person"))}
	who, err := s.Store.AudienceMember(r.Context(), x.ID, p.Person)
	if err != nil {
		return err
	}
	p.Name = who.Name
	if p.Steps, err = s.Store.Trace(r.Context(), x.ID, p.Person); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Trace(p))
}
