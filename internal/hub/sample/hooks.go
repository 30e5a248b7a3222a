package sample

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/hub"
)

// Hooks takes the webhooks of the sample's people, as a partner's system would: it checks the signature, drops repeats by
// their id, and shows what came at /sample/hook/. It keeps the last 200 in memory.
type Hooks struct {
	clock  hub.Clock
	secret string // set before the first warning can be released

	mu   sync.Mutex
	seen map[string]bool
	got  []Hook
}

// Hook is one webhook that came.
type Hook struct {
	At      time.Time
	Path    string
	ID      string
	Type    string
	Subject string
}

const keptHooks = 200

func newHooks(clock hub.Clock) *Hooks { return &Hooks{clock: clock, seen: map[string]bool{}} }

// List gives what came, oldest first.
func (h *Hooks) List() []Hook {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Hook(nil), h.got...)
}

// ServeHTTP takes a POST and shows the list to a GET.
func (h *Hooks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodPost:
		h.take(w, r)
	case http.MethodGet, http.MethodHead:
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprintln(w, "What the sample's webhook sink took (signatures checked, repeats dropped):")
		for _, g := range h.List() {
			fmt.Fprintf(w, "%s  %-28s %-18s %s\n", g.At.In(Zone).Format("2 Jan 15:04:05"), g.Path, g.Type, g.Subject)
		}
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, "POST a webhook, or GET the list", http.StatusMethodNotAllowed)
	}
}

func (h *Hooks) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err := webhook.Verify(h.secret, r.Header, body, h.clock.Now()); err != nil {
		http.Error(w, "the signature does not fit", http.StatusUnauthorized)
		return
	}
	var b webhook.Body
	if err := json.Unmarshal(body, &b); err != nil {
		http.Error(w, "not the JSON that was agreed on", http.StatusBadRequest)
		return
	}
	id := r.Header.Get(webhook.HeaderID)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.seen[id] {
		h.seen[id] = true
		h.got = append(h.got, Hook{At: h.clock.Now(), Path: r.URL.Path, ID: id, Type: b.Type, Subject: b.Data.Subject})
		if len(h.got) > keptHooks {
			delete(h.seen, h.got[0].ID)
			h.got = h.got[1:]
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
