package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
	"github.com/tocsin-hub/tocsin/internal/web/static"
)

// published is how many warnings the public page and the feed hold, the latest releases.
const published = 50

func (s *server) openFrame(title, nav string) pages.Frame {
	return pages.Frame{Title: title, Nav: nav, Now: s.Clock(), Zone: s.Zone}
}

func (s *server) public(w http.ResponseWriter, r *http.Request) error {
	list, err := s.Store.ReleasedWarnings(r.Context(), published)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-cache")
	return s.show(w, r, http.StatusOK, pages.Public(s.openFrame("Released warnings", "/public/"), list))
}

// publicOne is a warning that the public may see: released once, and no drill. Everything else is not found, so that nobody
// learns whether a draft exists.
func (s *server) publicOne(ctx context.Context, id string) (warning.Warning, error) {
	x, err := s.Store.Warning(ctx, warning.ID(id))
	if err == nil && (x.Released.IsZero() || x.Drill) {
		err = s.Kinds.NotFound
	}
	return x, err
}

func (s *server) publicWarning(w http.ResponseWriter, r *http.Request) error {
	x, err := s.publicOne(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-cache")
	return s.show(w, r, http.StatusOK, pages.PublicWarning(s.openFrame("Warning", "/public/"), x))
}

// alert is the CAP alert of a released warning, as it stands.
func (s *server) alert(ctx context.Context, x warning.Warning) ([]byte, error) {
	var earlier []warning.Warning
	if old := x.Content.Replaces; old != "" {
		w, err := s.Store.Warning(ctx, old)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, w)
	}
	a, err := warning.Alert(x, s.Sender, earlier...)
	if err != nil {
		return nil, err
	}
	b, _, err := cap.Marshal(a)
	return b, err
}

func (s *server) capFile(w http.ResponseWriter, r *http.Request) error {
	id, isXML := strings.CutSuffix(r.PathValue("file"), ".xml")
	if !isXML {
		return s.Kinds.NotFound
	}
	x, err := s.publicOne(r.Context(), id)
	if err != nil {
		return err
	}
	b, err := s.alert(r.Context(), x)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/cap+xml")
	s.serve(w, r, b, changed(x))
	return nil
}

// changed is when what is published of a warning last changed.
func changed(w warning.Warning) time.Time {
	if w.Ended.After(w.Released) {
		return w.Ended
	}
	return w.Released
}

// serve answers with bytes that caches may ask about again: ETag and Last-Modified (RFC 9110 section 8.8).
func (s *server) serve(w http.ResponseWriter, r *http.Request, b []byte, at time.Time) {
	sum := sha256.Sum256(b)
	w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", at.Truncate(time.Second), bytes.NewReader(b))
}

// feed is the public feed: Atom (RFC 4287), each entry holding its CAP alert and linking to it. Drafts and drills are never
// in it.
func (s *server) feed(w http.ResponseWriter, r *http.Request) error {
	list, err := s.Store.ReleasedWarnings(r.Context(), published)
	if err != nil {
		return err
	}
	base := strings.TrimRight(s.BaseURL, "/")
	var b strings.Builder
	updated := s.started
	if len(list) > 0 {
		updated = changed(list[0])
	}
	for _, x := range list {
		if at := changed(x); at.After(updated) {
			updated = at
		}
	}
	name := s.Name
	if name == "" {
		name = s.Sender
	}
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>%s</id>
<title>%s</title>
<updated>%s</updated>
<author><name>%s</name></author>
<link rel="self" type="application/atom+xml" href="%s"/>
<link rel="alternate" type="text/html" href="%s"/>
<generator>Tocsin</generator>
`, xmlText(base+"/feed.atom"), xmlText("Released warnings: "+name), atomTime(updated), xmlText(name), xmlText(base+"/feed.atom"), xmlText(base+"/public/"))
	for _, x := range list {
		if x.Drill {
			continue
		}
		alert, err := s.alert(r.Context(), x)
		if err != nil {
			return err
		}
		title, summary := x.Content.Event, ""
		if t, ok := x.Content.Text(""); ok {
			title, summary = t.Headline, t.Hazard
		}
		if x.State == warning.Cancelled {
			title = "CANCELLED: " + title
		}
		fmt.Fprintf(&b, `<entry>
<id>%s</id>
<title>%s</title>
<published>%s</published>
<updated>%s</updated>
<summary>%s</summary>
<category term="%s"/>
<link rel="alternate" type="application/cap+xml" href="%s"/>
<link rel="related" type="text/html" href="%s"/>
<content type="application/cap+xml">%s</content>
</entry>
`, xmlText(base+"/public/"+string(x.ID)), xmlText(title), atomTime(x.Released), atomTime(changed(x)), xmlText(summary), xmlText(string(x.State)),
			xmlText(base+"/cap/"+string(x.ID)+".xml"), xmlText(base+"/public/"+string(x.ID)), withoutProlog(alert))
	}
	b.WriteString("</feed>\n")
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	s.serve(w, r, []byte(b.String()), updated)
	return nil
}

func atomTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// withoutProlog is a document that can stand inside another: without its XML declaration.
func withoutProlog(doc []byte) []byte {
	if bytes.HasPrefix(doc, []byte("<?xml")) {
		if i := bytes.Index(doc, []byte("?>")); i >= 0 {
			doc = doc[i+2:]
		}
	}
	return bytes.TrimSpace(doc)
}

// xmlText escapes text for XML content and for attributes in double quotes; what XML 1.0 cannot hold (section 2.2) becomes
// U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\t' || r == '\n' || r == '\r':
			fmt.Fprintf(&b, "&#%d;", r)
		case r < 0x20 || r == 0xfffe || r == 0xffff:
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// behind finds what stands behind a personal link. Every wrong link is the same plain 404.
func (s *server) behind(r *http.Request) (int64, warning.Warning, error) {
	id, err := delivery.ParseAckToken(s.AckKey, r.PathValue("token"))
	if err != nil {
		return 0, warning.Warning{}, err
	}
	x, _, err := s.Store.WarningFor(r.Context(), id)
	return id, x, err
}

// ackPage shows the warning and a button. It changes nothing: mail scanners follow links too.
func (s *server) ackPage(w http.ResponseWriter, r *http.Request) error {
	_, x, err := s.behind(r)
	if err != nil {
		return err
	}
	return s.showAck(w, r, x, false, false)
}

func (s *server) showAck(w http.ResponseWriter, r *http.Request, x warning.Warning, done, known bool) error {
	f := s.openFrame("Your warning", "")
	f.Drill = x.Drill
	return s.show(w, r, http.StatusOK, pages.Acknowledge(pages.AckPage{Frame: f, W: x, Token: r.PathValue("token"), Done: done, Known: known}))
}

func (s *server) acknowledge(w http.ResponseWriter, r *http.Request) error {
	id, x, err := s.behind(r)
	if err != nil {
		return err
	}
	first, _, err := s.Store.Acknowledge(r.Context(), id)
	if err != nil {
		return err
	}
	return s.showAck(w, r, x, true, !first)
}

// kinds of our own files, by ending.
var assetTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}

// asset serves one of our own files. Its address changes with it, so it may be kept for ever.
func (s *server) asset(w http.ResponseWriter, r *http.Request) error {
	name := path.Base(r.PathValue("file"))
	b, err := fs.ReadFile(static.Files, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return door.Refuse(http.StatusNotFound, "There is no such file.")
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", assetTypes[path.Ext(name)])
	if string(pages.Asset(name)) == r.URL.RequestURI() {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
	return nil
}
