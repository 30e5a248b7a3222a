package hub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// serve binds the addresses and begins to answer.
func (h *Hub) serve(r *running) error {
	c := h.opt.Config
	pages, err := h.pages(r)
	if err != nil {
		return fmt.Errorf("making the pages: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plainText(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", h.ready)
	mux.HandleFunc("POST /api/v1/push/{source}", r.doors.push)
	for pattern, x := range h.opt.Extra {
		mux.Handle(pattern, x)
	}
	figures := r.metrics.handler(c.Metrics.Token)
	if c.Metrics.Listen == "" && c.Metrics.Token != "" {
		mux.Handle("GET /metrics", figures)
	} else {
		mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
			plainText(w, http.StatusNotFound, "the metrics are not here: set metrics.listen, or metrics.token_file\n")
		})
	}
	if r.addr, err = h.listen(r, "listen", c.Listen, mux); err != nil {
		return err
	}
	if c.Metrics.Listen != "" {
		own := http.NewServeMux()
		own.Handle("GET /metrics", figures)
		if r.metricAt, err = h.listen(r, "metrics.listen", c.Metrics.Listen, own); err != nil {
			return err
		}
	}
	return nil
}

func (h *Hub) listen(r *running, key, addr string, x http.Handler) (net.Addr, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%s: opening %s: %w (is another program, or another tocsin, there already?)", key, addr, err)
	}
	s := &http.Server{
		Handler:           x,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // a large item over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(h.log.Handler(), slog.LevelDebug),
		// No end of its own: Shutdown waits for short answers, and long ones (live progress) are told to end by pages.
	}
	r.servers = append(r.servers, s)
	r.work.Go(func() {
		if err := s.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			h.log.Error("the pages are no longer served", "address", addr, "error", err)
		}
	})
	return l.Addr(), nil
}

// ready says whether this node can do its work: the database answers and the workers run. Load balancers ask it.
func (h *Hub) ready(w http.ResponseWriter, q *http.Request) {
	r := h.live.Load()
	if r == nil {
		plainText(w, http.StatusServiceUnavailable, "starting or stopping\n")
		return
	}
	ctx, cancel := context.WithTimeout(q.Context(), 3*time.Second)
	defer cancel()
	if err := r.store.Ping(ctx); err != nil {
		h.log.Error("the database does not answer", "error", err)
		plainText(w, http.StatusServiceUnavailable, "the database does not answer\n")
		return
	}
	plainText(w, http.StatusOK, "ready\n")
}

func plainText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}
