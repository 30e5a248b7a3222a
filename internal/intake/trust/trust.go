// Package trust judges what comes in before anybody acts on it: whose signature it bears, whether its sender belongs to its
// source, whether it speaks of places within the source's remit, and whether it is new, stale, repeated or out of line with what
// came before (DESIGN 6.7; docs/guide/sources.md lists the rules).
//
// It is pure: a document and what was kept before it in, an intake.Trust out. Nothing is thrown away here and nothing is trusted
// here: a document that breaks a rule is kept and shown, and waits for a person before it joins a situation (Trust.Review).
package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/dsig"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

// Bounds of time.
const (
	// Ahead is how far the moment of sending may lie in the future: clocks differ.
	Ahead = 10 * time.Minute
	// Behind is how far it may lie before the last look at a source that was watched without a gap: an alert that was there to be
	// seen then and was not has been written later and dated back, or held up on its way.
	Behind = 6 * time.Hour
)

// Name is what makes a CAP message the same message (CAP 1.2, section 3.2.1): its sender, identifier and moment of sending.
type Name struct {
	Sender, Identifier string
	Sent               time.Time
}

// NameOf is the name of an alert or of what it refers to.
func NameOf(r cap.Reference) Name { return Name{r.Sender, r.Identifier, r.Sent.Instant.UTC()} }

// Known is a message that was kept before.
type Known struct {
	Item   intake.ItemID
	Source intake.SourceID
	Digest string // see Digest
}

// Past is what was kept before a document came, as far as the rules need it.
type Past struct {
	Same []Known // everything kept under the same name, the first first
	// Newest is the latest moment of sending among the sender's messages of this source; zero: there are none.
	Newest time.Time
	// Looked is when the source was last looked at with success; zero: never.
	Looked time.Time
}

// Verdict is what was found.
type Verdict struct {
	intake.Trust
	// Of is the item that holds the same message already: this one is linked to it and not read again.
	Of intake.ItemID
	// Alert is the alert as it may be read; nil when the document is none that can be. Of a signed document it is equal, value by
	// value, to the alert parsed from the signed bytes.
	Alert  *cap.Alert
	Digest string
}

// Places is what the rules need of geography.
type Places interface {
	// CountryOf is the country (ISO 3166-1 alpha-2) a point lies in; empty: none.
	CountryOf(lat, lon float64) string
}

// JudgeAlert judges a document that holds a CAP alert. places may be nil: then the remit is not looked at.
func JudgeAlert(src intake.Source, keys dsig.Keys, raw []byte, past func(Name) Past, places Places, now time.Time) Verdict {
	v := Verdict{}
	a, _, err := cap.Parse(raw, cap.FeedOptions())
	sig := dsig.Verify(raw, keys, now)
	v.Signature = string(sig.State)
	if err != nil {
		return v // kept, and marked unreadable when it is read
	}
	switch {
	case sig.Cert != nil:
		v.SignedBy = sig.Cert.Subject.String()
	case sig.Key != "":
		v.SignedBy = sig.Key
	}
	switch sig.State {
	case dsig.Valid:
		// Every value that will be shown must be one that was signed.
		signed, _, err := cap.Parse(sig.Signed, cap.FeedOptions())
		if err != nil || !Same(a, signed) {
			v.Signature = string(dsig.Bad)
			v.review("what the signature covers and what the document says are not the same")
		}
	case dsig.Bad:
		// Many services break their own signatures by laying the alert out anew; where no key is pinned the signature never
		// carried the trust, so it is shown and holds nothing up.
		if v.note("its signature does not hold: " + sig.Reason); !keys.Empty() {
			v.Review = true
		}
	case dsig.UnknownKey:
		if !keys.Empty() {
			v.review("it is signed by a key that is not pinned for this source")
		}
	case dsig.Unsigned:
		if !keys.Empty() {
			v.review("it is not signed, and this source signs what it sends")
		}
	}
	v.Alert, v.Digest = a, Digest(a)
	v.sender(src, a.Sender)
	v.dates(a, past, now)
	v.refers(src, a)
	v.looks(a)
	if places != nil {
		v.remit(src, a, places)
	}
	return v
}

func (v *Verdict) review(why string) {
	v.Review = true
	v.note(why)
}

func (v *Verdict) note(why string) {
	if !slices.Contains(v.Notes, why) {
		v.Notes = append(v.Notes, why)
	}
}

// sender: the source must be allowed to carry this sender.
func (v *Verdict) sender(src intake.Source, sender string) {
	v.Sender = sender
	switch {
	case len(src.Senders) == 0:
		v.Bound = intake.BoundUnstated
	case slices.ContainsFunc(src.Senders, func(s string) bool { return strings.EqualFold(s, sender) }):
		v.Bound = intake.BoundYes
	default:
		v.Bound = intake.BoundNo
		v.review(fmt.Sprintf("the sender %q is not one that this source may carry", clip(sender, 100)))
	}
}

// dates: the same message again, two that bear one name, and moments that do not fit.
func (v *Verdict) dates(a *cap.Alert, past func(Name) Past, now time.Time) {
	sent := a.Sent.Instant
	for i := range a.Infos {
		if e := a.Infos[i].Expires.Instant; !e.IsZero() && !sent.IsZero() && !e.After(sent) {
			v.review("it ends before it was sent")
		}
	}
	if sent.IsZero() || a.Identifier == "" {
		v.review("it does not say what it is called or when it was sent, so a repetition could not be told")
		return
	}
	if sent.After(now.Add(Ahead)) {
		v.review(fmt.Sprintf("it says that it was sent in the future, %s", sent.UTC().Format(time.RFC3339)))
	}
	p := past(NameOf(a.Reference()))
	for _, k := range p.Same {
		if k.Digest != v.Digest {
			v.review(fmt.Sprintf("another document of the same name says something else (item %s): neither is trusted alone", k.Item))
		} else if v.Of == "" {
			v.Of = k.Item
		}
	}
	if len(p.Same) == 0 && !p.Newest.IsZero() && !p.Looked.IsZero() && sent.Before(p.Newest) && sent.Before(p.Looked.Add(-Behind)) {
		v.review(fmt.Sprintf("it is dated back: sent %s, though newer ones of this sender were here and it was not at the last look", sent.UTC().Format(time.RFC3339)))
	}
}

// refers: only who sent a message may update or cancel it, unless the source is stated to carry both senders.
func (v *Verdict) refers(src intake.Source, a *cap.Alert) {
	if a.MsgType != cap.MsgUpdate && a.MsgType != cap.MsgCancel {
		return
	}
	if len(a.References) == 0 {
		v.review(fmt.Sprintf("an alert of type %s that names nothing it refers to", a.MsgType))
	}
	for _, r := range a.References {
		if strings.EqualFold(r.Sender, a.Sender) {
			continue
		}
		if slices.ContainsFunc(src.Senders, func(s string) bool { return strings.EqualFold(s, r.Sender) }) {
			v.note(fmt.Sprintf("it refers to a message of %q, whom this source carries too", clip(r.Sender, 100)))
			continue
		}
		v.review(fmt.Sprintf("it would %s a message of another sender, %q", map[cap.MsgType]string{cap.MsgUpdate: "replace", cap.MsgCancel: "revoke"}[a.MsgType], clip(r.Sender, 100)))
	}
	if a.MsgType == cap.MsgCancel && len(a.References) > 1 {
		v.review("it would revoke several messages at once: a person decides which")
	}
}

// looks: text that is made to be read otherwise than it is written.
func (v *Verdict) looks(a *cap.Alert) {
	for i := range a.Infos {
		x := &a.Infos[i]
		for _, s := range []string{x.Event, x.Headline, x.Description, x.Instruction, x.SenderName} {
			if strings.ContainsFunc(s, func(r rune) bool {
				return unicode.Is(unicode.Bidi_Control, r) && r != 0x200e && r != 0x200f && r != 0x61c
			}) {
				v.review("its text holds characters that turn the order of reading round")
			}
			low := strings.ToLower(s)
			if strings.Contains(low, "<script") || strings.Contains(low, "javascript:") || strings.Contains(low, "onerror=") {
				v.review("its text holds a script")
			}
		}
	}
}

// remit: the middle and the corners of what it speaks of must lie in a place that the source may speak for.
func (v *Verdict) remit(src intake.Source, a *cap.Alert, places Places) {
	if len(src.Remit) == 0 {
		return
	}
	mine := map[string]bool{}
	for _, r := range src.Remit {
		c, _, _ := strings.Cut(r, "-")
		mine[c] = true
	}
	in, out := 0, map[string]int{}
	see := func(p cap.Point) {
		switch c := places.CountryOf(p.Lat, p.Lon); {
		case c == "": // at sea
		case mine[c]:
			in++
		default:
			out[c]++
		}
	}
	for i := range a.Infos {
		for j := range a.Infos[i].Areas {
			ar := &a.Infos[i].Areas[j]
			for _, c := range ar.Circles {
				see(c.Center)
			}
			for _, p := range ar.Polygons {
				step := max(1, len(p)/16) // a coast has thousands of points
				for k := 0; k < len(p); k += step {
					see(p[k])
				}
			}
		}
	}
	for c := range out {
		v.Beyond = append(v.Beyond, c)
	}
	slices.Sort(v.Beyond)
	total := in
	for _, n := range out {
		total += n
	}
	// An outline that is drawn generously crosses a border here and there.
	if total > 0 && (in == 0 || (total-in)*3 > total) {
		v.review("it speaks of places beyond the source's remit: " + strings.Join(v.Beyond, ", "))
	}
}

// Live reports whether an alert is meant for the real world and for everybody: CAP's status Actual, and not of scope Private.
// why says what it is instead. A test, a drill or a draft never opens or joins a situation.
func Live(status, scope string) (live bool, why string) {
	switch {
	case status != "" && status != string(cap.StatusActual):
		return false, "its status is " + status + ": not meant for the real world"
	case scope == string(cap.ScopePrivate):
		return false, "its scope is Private: meant for named addresses only"
	}
	return true, ""
}

// Same reports whether two alerts say the same, value by value; where in the document it stands does not matter.
func Same(a, b *cap.Alert) bool { return Digest(a) == Digest(b) }

// Digest is the hash of everything an alert says, hex SHA-256: two documents that differ only in layout, order of attributes or
// a signature have the same.
func Digest(a *cap.Alert) string {
	h := sha256.New()
	write(h, reflect.ValueOf(*a))
	return hex.EncodeToString(h.Sum(nil))
}

// unsaid are fields of Alert that are not said by it: its bytes and its form.
var unsaid = map[string]bool{"Raw": true, "Signed": true, "Version": true}

func write(w interface{ Write([]byte) (int, error) }, v reflect.Value) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		fmt.Fprintf(w, "@%d;", v.Interface().(time.Time).UnixMicro())
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !unsaid[f.Name] {
				fmt.Fprintf(w, "%s{", f.Name)
				write(w, v.Field(i))
				fmt.Fprint(w, "}")
			}
		}
	case reflect.Slice:
		fmt.Fprintf(w, "%d[", v.Len())
		for i := range v.Len() {
			write(w, v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			fmt.Fprint(w, "nil;")
		} else {
			write(w, v.Elem())
		}
	case reflect.String:
		fmt.Fprintf(w, "%q;", v.String())
	default:
		fmt.Fprintf(w, "%v;", v.Interface())
	}
}

func clip(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "") + "…"
	}
	return s
}
