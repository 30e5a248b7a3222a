package dsig

import (
	"crypto"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// State says what a document's signature is worth.
type State string

// The states.
const (
	Unsigned   State = "unsigned"    // there is no signature
	Valid      State = "valid"       // it verifies, by a pinned key
	UnknownKey State = "unknown_key" // it verifies, but by a key that only the message itself vouches for
	Bad        State = "bad"         // there is a signature, and it is worth nothing; see Reason
)

// Result is what Verify found.
type Result struct {
	State State
	// Code is one stable word for the reason; the guide lists them. It is empty for valid.
	Code string
	// Reason says it for people. It holds names and dates out of certificates, never text of the alert.
	Reason string
	// Signed is the canonical form of what was signed, as UTF-8 XML without the signature. It is nil for unsigned and bad.
	// The alert is to be parsed from it and from nothing else.
	Signed []byte
	// Reshaped says that the alert was laid out anew after it was signed (see Keys.Reshaped).
	Reshaped bool
	// Cert is the certificate of the key that verified, nil when the key came without one.
	Cert *x509.Certificate
	// Key is the pin of the key that verified, "sha256:" and hexadecimal digits, or "".
	Key string
	// Method names the algorithm, such as "rsa-sha256", or "".
	Method string
}

func bad(f *fault) Result { return Result{State: Bad, Code: f.code, Reason: f.text} }

// Verify says what the signature of a document is worth, by the keys that its source is pinned to. now is the time at which
// certificates must be valid, besides the time at which the alert was sent.
func Verify(raw []byte, keys Keys, now time.Time) Result {
	var d document
	if !d.survey(raw) {
		if !mentionsSignature(raw) {
			return Result{State: Unsigned, Code: "unsigned", Reason: "there is no signature, and the document cannot be read: " + d.why}
		}
		return bad(faultf(d.code, "the document cannot be read: %s", d.why))
	}
	if len(d.found) == 0 {
		return Result{State: Unsigned, Code: "unsigned", Reason: "there is no signature"}
	}
	r, f := d.verify(keys, now)
	if f != nil {
		r.State, r.Code, r.Reason, r.Signed = Bad, f.code, f.text, nil
	}
	return r
}

// verify judges a document that holds at least one Signature.
func (d *document) verify(keys Keys, now time.Time) (Result, *fault) {
	var r Result
	switch {
	case !d.isAlert():
		return r, faultf("not-an-alert", "there is a signature, but the root is %s, not an alert", scan.Quote(d.rootLocal))
	case d.forgiven != "":
		return r, faultf("xml", "the document is not XML as it stands: %s", d.forgiven)
	case len(d.found) > 1:
		return r, faultf("signatures", "there is more than one signature")
	case d.found[0].depth != 1:
		return r, faultf("signature-place", "the signature does not stand directly in the alert")
	case d.twice != "":
		return r, faultf("duplicate-id", "the ID %s stands twice, or there are too many IDs", scan.Quote(d.twice))
	}
	s, f := readSignature(d, d.found[0])
	if f != nil {
		return r, f
	}
	data, f := s.bytes(d, false)
	if f != nil {
		return r, f
	}
	info, f := readInfo(data)
	if f != nil {
		return r, f
	}
	r.Method = info.alg.name
	signed, reshaped, f := d.digest(info)
	if f != nil {
		return r, f
	}
	who, f := keys.whose(info, data, s, now)
	if f != nil {
		// The Signature may have been laid out anew too.
		tight, bare := s.bytes(d, true)
		if bare != nil {
			return r, f
		}
		again, bare := readInfo(tight)
		if bare != nil || again.method != info.method || again.uri != info.uri || again.digest != info.digest ||
			again.expected != info.expected || again.form.form != info.form.form {
			return r, f
		}
		if who, bare = keys.whose(again, tight, s, now); bare != nil {
			return r, f
		}
		reshaped = true
	}
	r.Cert, r.Key, r.Reshaped = who.cert, pinText(who.hash), reshaped
	if weak := info.alg.weakness(who.key, info.digest); weak != "" {
		return r, faultf("weak-algorithm", "weak algorithm: %s; the signature itself fits, by %s", weak, who.name())
	}
	if reshaped && !keys.Reshaped {
		return r, faultf("reshaped", "the alert was laid out anew after it was signed by %s: the signature fits it only without the "+
			"white space between elements and without what stands outside the root", who.name())
	}
	r.Signed = signed
	if !who.pinned {
		r.State, r.Code = UnknownKey, "unknown-key"
		r.Reason = "signed by " + who.name() + ", which is not pinned"
		if c := who.cert; c != nil && (now.Before(c.NotBefore) || now.After(c.NotAfter)) {
			r.Reason += "; its certificate is valid from " + day(c.NotBefore) + " to " + day(c.NotAfter)
		}
		return r, nil
	}
	if f := who.dates(keys, signed, now); f != nil {
		return r, f
	}
	r.State, r.Reason = Valid, "signed by "+who.name()+", which is pinned"
	return r, nil
}

// digest finds the form of the alert that was signed: the standard's, or one from before it was laid out anew.
func (d *document) digest(info signedInfo) (signed []byte, reshaped bool, f *fault) {
	if info.uri != "" {
		at := false
		for _, id := range d.rootIDs {
			at = at || "#"+id == info.uri
		}
		if !at {
			return nil, false, faultf("reference", "the reference %s is not to the alert itself", scan.Quote(info.uri))
		}
	}
	for i, shape := range []struct{ bare, compact bool }{{info.uri != "", false}, {true, false}, {true, true}} {
		if i == 1 && (info.uri != "" || !d.outside) {
			continue // nothing stands outside
		}
		c := canonical{method: info.form, p: d.from(d.begin, nil), leave: d.found[0].start, bare: shape.bare, compact: shape.compact}
		c.out.Grow(len(d.p.S) + 64)
		if !c.document() {
			return nil, false, faultf(d.code, "the alert has no canonical form: %s", d.why)
		}
		h := info.digest.New()
		h.Write(c.out.Bytes())
		if subtle.ConstantTimeCompare(h.Sum(nil), []byte(info.expected)) == 1 {
			return c.out.Bytes(), i > 0, nil
		}
	}
	return nil, false, faultf("digest", "the alert is not what was signed: its digest differs")
}

// signer is the key that verified.
type signer struct {
	key    crypto.PublicKey
	hash   [sha256.Size]byte
	cert   *x509.Certificate // of the pin when it has one, else of the message
	pin    *pinned           // the pin that holds the key itself
	chain  []*x509.Certificate
	pinned bool
}

// name says whose key it is.
func (w *signer) name() string {
	key := pinText(w.hash)
	if w.cert == nil {
		return "the key " + key
	}
	return "the key of " + scan.Quote(w.cert.Subject.String()) + " (" + key + ")"
}

// whose finds the key that made the signature: the pinned ones first, then those that the message brings along. Only a pin,
// or a certificate that a pinned authority issued, makes it pinned.
func (k *Keys) whose(info signedInfo, data []byte, s *signature, now time.Time) (*signer, *fault) {
	for i := range k.public {
		if p := &k.public[i]; info.alg.verifies(p.key, data, s.value) {
			w := &signer{key: p.key, hash: p.hash, pin: p, pinned: true}
			if len(p.certs) > 0 {
				w.cert = p.certs[len(p.certs)-1]
			}
			return w, nil
		}
	}
	for _, h := range s.hints {
		if !info.alg.verifies(h.key, data, s.value) {
			continue
		}
		hash, err := hashKey(h.key)
		if err != nil {
			continue
		}
		w := &signer{key: h.key, hash: hash, cert: h.cert, pinned: k.hashes[hash]}
		if h.cert != nil && !w.pinned {
			// The hash of the key as the certificate has it, which may be written in another way than ours.
			if own := sha256.Sum256(h.cert.RawSubjectPublicKeyInfo); k.hashes[own] {
				w.hash, w.pinned = own, true
			}
		}
		if !w.pinned && h.cert != nil && k.roots != nil {
			for _, other := range s.hints {
				if other.cert != nil && other.cert != h.cert {
					w.chain = append(w.chain, other.cert)
				}
			}
			// Issued by a pinned authority at all? Whether it holds at the times that matter is judged later.
			middle := h.cert.NotBefore.Add(h.cert.NotAfter.Sub(h.cert.NotBefore) / 2)
			w.pinned = w.issued(k.roots, middle) || w.issued(k.roots, now)
			if !w.pinned {
				w.chain = nil
			}
		}
		return w, nil
	}
	switch {
	case len(s.hints) == 0 && len(k.public) == 0:
		return nil, faultf("no-key", "there is no key to check the signature with: none is pinned for it and none stands in the message")
	case len(s.hints) == 0:
		return nil, faultf("signature", "the signature fits no pinned key, and the message names no other")
	}
	return nil, faultf("signature", "the signature fits neither the key in the message nor a pinned one")
}

// issued says that the signer's certificate was issued by one of the authorities and is valid at a time.
func (w *signer) issued(roots *x509.CertPool, at time.Time) bool {
	between := x509.NewCertPool()
	for _, c := range w.chain {
		between.AddCert(c)
	}
	_, err := w.cert.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	return err == nil
}

// dates holds the pinned certificate, or the one issued by a pinned authority, to the time when the alert was sent and to now.
func (w *signer) dates(k Keys, signed []byte, now time.Time) *fault {
	if (w.pin != nil && w.pin.bare) || (w.pin == nil && k.hashes[w.hash]) {
		return nil // the key itself is pinned
	}
	a, _, err := cap.Parse(signed, cap.FeedOptions())
	if err != nil {
		return faultf("alert", "the signature fits, but the signed alert cannot be read, so that its certificate's dates cannot be judged")
	}
	sent := a.Sent.Instant
	if w.pin == nil {
		if !w.issued(k.roots, sent) || !w.issued(k.roots, now) {
			return faultf("certificate", "%s was issued by a pinned authority, but does not hold both when the alert was sent (%s) and "+
				"now (%s): it is valid from %s to %s", w.name(), day(sent), day(now), day(w.cert.NotBefore), day(w.cert.NotAfter))
		}
		return nil
	}
	within := func(c *x509.Certificate, t time.Time) bool { return !t.Before(c.NotBefore) && !t.After(c.NotAfter) }
	for _, c := range w.pin.certs {
		if within(c, sent) && within(c, now) {
			return nil
		}
	}
	return faultf("certificate", "the pinned certificate of %s is valid from %s to %s; the alert was sent on %s and it is now %s",
		w.name(), day(w.cert.NotBefore), day(w.cert.NotAfter), day(sent), day(now))
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }
