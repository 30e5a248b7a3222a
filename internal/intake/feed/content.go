package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"html"
)

func digest(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// dates are the elements of an entry or item that move by themselves: when something was put into the list, and how many
// have commented on it.
var dates = map[string]bool{
	"pubDate": true, "published": true, "updated": true, "modified": true, "issued": true, "date": true, "lastBuildDate": true,
	"comments": true, "commentRss": true, "total": true,
}

// counted is the hash of the part of an element that counts. skip tells elements directly inside it that do not.
func (t *tree) counted(i int32, skip map[string]bool) string {
	w := folder{h: sha256.New()}
	t.fold(&w, i, skip)
	w.flush()
	return hex.EncodeToString(w.h.Sum(nil))
}

// fold writes an element: its local name, its attributes, its text with white space folded, its children.
func (t *tree) fold(w *folder, i int32, skip map[string]bool) {
	e := &t.el[i]
	w.byte(1) // marks that no text can hold: words takes control characters for white space
	from := e.start + 1
	if e.colon > 0 {
		from = e.colon + 1
	}
	w.bytes(t.src[from:e.name])
	if e.body-e.name > 2 {
		t.attrs(i, func(name, value string) bool {
			if name != "xmlns" && !(len(name) > 6 && name[:6] == "xmlns:") {
				w.byte(3)
				w.bytes([]byte(name))
				w.byte(4)
				w.words([]byte(html.UnescapeString(value)))
			}
			return true
		})
	}
	w.byte(2)
	at := e.body
	for c := i + 1; c < e.after; c = t.el[c].after {
		w.data(t.src[at:t.el[c].start])
		at = t.el[c].end
		if skip == nil || !skip[t.local(c)] {
			t.fold(w, c, nil)
		}
	}
	w.data(t.src[at:e.close])
	w.space = false
	w.byte(5)
}

// folder writes text into a hash with every run of white space as one space, and none at the ends of an element.
type folder struct {
	h     hash.Hash
	buf   [1024]byte
	n     int
	space bool // white space since the last word
	begun bool // a word since the last tag
}

func (w *folder) flush() {
	w.h.Write(w.buf[:w.n])
	w.n = 0
}

func (w *folder) put(c byte) {
	if w.n == len(w.buf) {
		w.flush()
	}
	w.buf[w.n] = c
	w.n++
}

func (w *folder) byte(c byte) {
	w.space, w.begun = false, false
	w.put(c)
}

func (w *folder) bytes(b []byte) {
	for _, c := range b {
		w.put(c)
	}
}

func (w *folder) words(b []byte) {
	for _, c := range b {
		if c <= ' ' {
			w.space = true
			continue
		}
		if w.space && w.begun {
			w.put(' ')
		}
		w.space, w.begun = false, true
		w.put(c)
	}
}

// data writes a piece of XML between two elements: text, CDATA, comments.
func (w *folder) data(b []byte) {
	if bytes.IndexByte(b, '<') < 0 && bytes.IndexByte(b, '&') < 0 {
		w.words(b)
		return
	}
	w.words([]byte(plain(b)))
}
