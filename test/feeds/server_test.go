package feeds

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

// fault is one way in which a server fails instead of answering.
type fault string

const (
	none       fault = ""
	hang       fault = "hangs"
	drip       fault = "sends the head and hangs"
	broken     fault = "HTTP 500"
	busy       fault = "HTTP 429"
	away       fault = "redirects to another host"
	circle     fault = "redirects in circles"
	bomb       fault = "gzip bomb"
	cut        fault = "breaks off"
	cutGzip    fault = "gzip that breaks off"
	login      fault = "a login page with 200"
	empty      fault = "an empty body"
	endless    fault = "a body without end"
	otherZip   fault = "a compression nobody asked for"
	liesAlways fault = "says unchanged although it was asked for everything"
)

var faults = []fault{hang, drip, broken, busy, away, circle, bomb, cut, cutGzip, login, empty, endless, otherZip, liesAlways}

// file is one address of the replay server: the versions of a document, one of them shown now.
type file struct {
	versions [][]byte
	now      int // -1: 404
	fault    fault
	manner   int // how it says what changed, and in which dress
}

// server replays files over TLS.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string]*file
	asked, unchanged,
	faulted int
	packed []byte // a gzip bomb: 64 MiB of blanks
}

func newServer(t testing.TB) *server {
	s := &server{files: map[string]*file{}}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		z.Write(blank)
	}
	z.Close()
	s.packed = b.Bytes()
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // connections that we break off
	s.StartTLS()
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

// client is the real guarded client, allowed to talk to this server.
func (s *server) client() *http.Client {
	roots := s.Server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	return safehttp.New(safehttp.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, MaxBody: 16 << 20, TLS: &tls.Config{RootCAs: roots}, Conns: 256})
}

func (s *server) put(path string, versions ...[]byte) string {
	s.files[path] = &file{versions: versions, manner: len(s.files)}
	return s.URL + path
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	f := s.files[r.URL.Path]
	if f == nil || f.now < 0 {
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	body, fault, manner := f.versions[f.now], f.fault, f.manner
	if fault != none {
		s.faulted++
	}
	s.mu.Unlock()
	h := w.Header()
	switch fault {
	case hang:
		<-r.Context().Done()
		return
	case drip:
		h.Set("Content-Length", fmt.Sprint(len(body)))
		w.Write(body[:1])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		return
	case broken:
		w.WriteHeader(500)
		return
	case busy:
		h.Set("Retry-After", "600")
		w.WriteHeader(429)
		return
	case away:
		http.Redirect(w, r, "https://127.0.0.2/"+r.URL.Path, http.StatusMovedPermanently)
		return
	case circle:
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
		return
	case bomb:
		h.Set("Content-Encoding", "gzip")
		w.Write(s.packed)
		return
	case cut:
		h.Set("Content-Length", fmt.Sprint(len(body)))
		w.Write(body[:len(body)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	case cutGzip:
		h.Set("Content-Encoding", "gzip")
		z := pack(body)
		w.Write(z[:len(z)/2])
		return
	case login:
		h.Set("Content-Type", "application/rss+xml")
		io.WriteString(w, "<!DOCTYPE html><html><head><title>Please sign in</title></head><body>…</body></html>")
		return
	case empty:
		h.Set("Content-Type", "application/xml")
		return
	case endless:
		for {
			if _, err := w.Write(bytes.Repeat([]byte("<entry/>"), 1<<13)); err != nil {
				return
			}
		}
	case otherZip:
		h.Set("Content-Encoding", "br")
		w.Write(body)
		return
	case liesAlways:
		w.WriteHeader(304)
		return
	}
	// The manners of servers: a strong or weak tag, a date, none; packed or not; right, wrong and no types.
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	since := time.Date(2030, 1, 1, 0, 0, f.now, 0, time.UTC).Format(http.TimeFormat)
	same := false
	switch manner % 4 {
	case 0:
		h.Set("Etag", tag)
		same = r.Header.Get("If-None-Match") == tag
	case 1:
		h.Set("Etag", "W/"+tag)
		same = strings.TrimPrefix(r.Header.Get("If-None-Match"), "W/") == tag
	case 2:
		h.Set("Last-Modified", since)
		same = r.Header.Get("If-Modified-Since") == since
	}
	if kind := []string{"application/atom+xml", "text/html; charset=utf-8", "", "application/octet-stream", "text/xml;charset", "nonsense"}[manner%6]; kind != "" {
		h.Set("Content-Type", kind)
	} else {
		h["Content-Type"] = nil
	}
	if same {
		s.mu.Lock()
		s.unchanged++
		s.mu.Unlock()
		w.WriteHeader(304)
		return
	}
	if manner%3 == 0 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = pack(body)
	}
	w.Write(body)
}

func pack(b []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	z.Write(b)
	z.Close()
	return out.Bytes()
}
