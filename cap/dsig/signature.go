package dsig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// Limits of what a signature may hold.
const (
	maxSignature = 256 << 10 // bytes of the Signature element
	maxHints     = 8         // keys and certificates of KeyInfo that are tried
)

// fault is why a signature is bad.
type fault struct{ code, text string }

func (f *fault) Error() string { return f.text }

func faultf(code, format string, args ...any) *fault {
	return &fault{code, fmt.Sprintf(format, args...)}
}

// signature is the Signature element, as it stands.
type signature struct {
	info  *node
	value []byte
	hints []hint
	xml   []scan.Attr // attributes in the XML namespace around SignedInfo
	// method is how SignedInfo is canonicalized.
	method method
}

// hint is a key that the message brings along.
type hint struct {
	key  crypto.PublicKey
	cert *x509.Certificate // nil for a bare key
}

// signedInfo is what SignedInfo says, read from the bytes that are signed.
type signedInfo struct {
	method   string
	alg      algorithm
	uri      string
	form     method
	digest   crypto.Hash
	expected string // the digest, decoded
}

// readSignature reads the element and holds it to the order of the standard's schema.
func readSignature(d *document, at place) (*signature, *fault) {
	if at.end-at.start > maxSignature {
		return nil, faultf("signature-form", "the Signature element has %d bytes; the limit is %d", at.end-at.start, maxSignature)
	}
	n, ok := readNode(d.from(at.start, at.outer))
	if !ok {
		return nil, faultf(d.code, "the signature cannot be read: %s", d.why)
	}
	s := &signature{xml: around(d.inherited, n.attrs)}
	step := 0
	for i := range n.children {
		c := &n.children[i]
		switch {
		case step == 0 && c.is("SignedInfo"):
			step, s.info = 1, c
		case step == 1 && c.is("SignatureValue") && c.leaf():
			step = 2
			value, err := decode64(c.text)
			if err != nil {
				return nil, faultf("signature-form", "the SignatureValue is not base64")
			}
			s.value = value
		case step == 2 && c.is("KeyInfo"):
			step = 3
			s.hints = readHints(c)
		case step >= 2 && c.local == "Object" && (c.uri == uriDSig || c.uri == ""):
			step = 4
		default:
			return nil, faultf("signature-form", "the element %s is out of place in the Signature", scan.Quote(c.local))
		}
	}
	if step < 2 || !n.frame() {
		return nil, faultf("signature-form", "the Signature is not of the standard's form")
	}
	var f *fault
	if len(s.info.children) == 0 || !s.info.children[0].is("CanonicalizationMethod") {
		return nil, faultf("signature-form", "SignedInfo does not begin with its CanonicalizationMethod")
	}
	s.method, f = readMethod(&s.info.children[0])
	return s, f
}

// around joins the root's attributes in the XML namespace and the Signature's, which win.
func around(root, signature []scan.Attr) []scan.Attr {
	var out []scan.Attr
	for _, a := range signature {
		if a.Space == scan.SpaceXML {
			out = append(out, a)
		}
	}
next:
	for _, a := range root {
		for _, b := range out {
			if a.Local == b.Local {
				continue next
			}
		}
		out = append(out, a)
	}
	return out
}

// readMethod reads a CanonicalizationMethod or a Transform that canonicalizes.
func readMethod(n *node) (method, *fault) {
	uri, _ := n.attr("Algorithm")
	m, ok := methodOf(uri)
	if !ok {
		return m, faultf("algorithm", "the canonicalization or transform %s is not accepted", scan.Quote(uri))
	}
	if !n.only("Algorithm") || !n.frame() || len(n.children) > 1 {
		return m, faultf("signature-form", "%s is not of the standard's form", n.local)
	}
	for i := range n.children {
		c := &n.children[i]
		list, ok := c.attr("PrefixList")
		if m.form != exclusive || c.local != "InclusiveNamespaces" || c.uri != uriExcC14N || !ok || len(c.children) > 0 {
			return m, faultf("signature-form", "%s holds what it must not", n.local)
		}
		for prefix := range strings.FieldsSeq(list) {
			if prefix == "#default" {
				prefix = ""
			}
			m.prefixes = append(m.prefixes, prefix)
		}
	}
	return m, nil
}

// bytes gives the canonical bytes of SignedInfo.
func (s *signature) bytes(d *document, compact bool) ([]byte, *fault) {
	c := canonical{method: s.method, p: d.from(s.info.start, s.info.outer), leave: -1, apex: true, inherited: s.xml, compact: compact}
	if !c.element() {
		return nil, faultf(d.code, "SignedInfo has no canonical form: %s", d.why)
	}
	return c.out.Bytes(), nil
}

// readInfo reads SignedInfo out of its canonical bytes.
func readInfo(data []byte) (signedInfo, *fault) {
	var out signedInfo
	why := ""
	p := scan.Scanner{Fatal: func(_ int, _, text string) bool { why = text; return false }}
	if !p.Open(data, scan.Opening{MaxBytes: 4 * maxSignature}) {
		return out, faultf("signature-form", "SignedInfo cannot be read: %s", why)
	}
	n, ok := readNode(&p)
	if !ok {
		return out, faultf("signature-form", "SignedInfo cannot be read: %s", why)
	}
	form := faultf("signature-form", "SignedInfo is not of the standard's form")
	refs := 0
	for i := range n.children {
		if n.children[i].is("Reference") {
			refs++
		}
	}
	if refs != 1 {
		return out, faultf("references", "SignedInfo holds %d references; there must be one, to the alert", refs)
	}
	if !n.is("SignedInfo") || !n.frame() || len(n.children) != 3 || !n.children[0].is("CanonicalizationMethod") ||
		!n.children[1].is("SignatureMethod") {
		return out, form
	}
	m := &n.children[1]
	uri, _ := m.attr("Algorithm")
	out.method = uri
	if out.alg, ok = algorithms[uri]; !ok {
		return out, faultf("algorithm", "the signature method %s is not accepted", scan.Quote(uri))
	}
	if !m.only("Algorithm") || !m.leaf() || !m.frame() {
		return out, form
	}
	f := out.reference(&n.children[2])
	return out, f
}

func (s *signedInfo) reference(r *node) *fault {
	form := faultf("signature-form", "the Reference is not of the standard's form")
	uri, ok := r.attr("URI")
	if !ok {
		return faultf("reference", "the reference names nothing; it must be to the alert itself")
	}
	if uri != "" && (uri[0] != '#' || len(uri) == 1 || strings.ContainsAny(uri, "()/ ")) {
		return faultf("reference", "the reference %s is not to the alert itself", scan.Quote(uri))
	}
	s.uri = uri
	if !r.only("Id", "URI", "Type") || !r.frame() || len(r.children) != 3 || !r.children[0].is("Transforms") ||
		!r.children[1].is("DigestMethod") || !r.children[2].is("DigestValue") {
		if len(r.children) > 0 && !r.children[0].is("Transforms") {
			return faultf("transforms", "the Reference has no enveloped-signature transform")
		}
		return form
	}
	steps := r.children[0].children
	if len(steps) == 0 || len(steps) > 2 || !r.children[0].frame() {
		return faultf("transforms", "there are %d transforms; there must be enveloped-signature and at most one canonicalization", len(steps))
	}
	first, _ := steps[0].attr("Algorithm")
	if !steps[0].is("Transform") || first != uriDSig+"enveloped-signature" || !steps[0].leaf() || !steps[0].only("Algorithm") {
		return faultf("transforms", "the first transform is %s; it must be enveloped-signature", scan.Quote(first))
	}
	if len(steps) == 2 {
		if !steps[1].is("Transform") {
			return form
		}
		var f *fault
		if s.form, f = readMethod(&steps[1]); f != nil {
			return &fault{"transforms", f.text}
		}
	}
	// A reference to the document or to an element by its ID is to its nodes without comments (XML Signature 1.1 section
	// 4.4.3.3), whatever the canonicalization would do with them.
	s.form.comments = false
	dm := &r.children[1]
	name, _ := dm.attr("Algorithm")
	if s.digest, ok = digests[name]; !ok {
		return faultf("algorithm", "the digest method %s is not accepted", scan.Quote(name))
	}
	sum, err := decode64(r.children[2].text)
	if err != nil || !r.children[2].leaf() || !dm.leaf() || !dm.frame() || !dm.only("Algorithm") {
		return form
	}
	s.expected = string(sum)
	return nil
}

// readHints gives the keys that KeyInfo brings along. What cannot be read is no hint and no fault: nothing hangs on it.
func readHints(info *node) []hint {
	var out []hint
	for i := range info.children {
		c := &info.children[i]
		switch {
		case c.is("X509Data"):
			for k := range c.children {
				if !c.children[k].is("X509Certificate") {
					continue
				}
				if der, err := decode64(c.children[k].text); err == nil {
					if cert, err := x509.ParseCertificate(der); err == nil {
						out = append(out, hint{cert.PublicKey, cert})
					}
				}
			}
		case c.is("KeyValue"):
			if key := keyValue(c); key != nil {
				out = append(out, hint{key: key})
			}
		}
		if len(out) >= maxHints {
			return out[:maxHints]
		}
	}
	return out
}

// keyValue reads an RSAKeyValue or an ECKeyValue on a named curve.
func keyValue(n *node) crypto.PublicKey {
	if r := n.find(uriDSig, "RSAKeyValue"); r != nil {
		m, e := r.find(uriDSig, "Modulus"), r.find(uriDSig, "Exponent")
		if m == nil || e == nil {
			return nil
		}
		modulus, err1 := decode64(m.text)
		exponent, err2 := decode64(e.text)
		if err1 != nil || err2 != nil || len(modulus) > maxRSABits/8+1 || len(exponent) > 4 {
			return nil
		}
		key := &rsa.PublicKey{N: new(big.Int).SetBytes(modulus), E: int(new(big.Int).SetBytes(exponent).Int64())}
		if key.E < 3 || key.E%2 == 0 || key.N.BitLen() < 512 {
			return nil
		}
		return key
	}
	if ec := n.find(uriDSig11, "ECKeyValue"); ec != nil {
		curve, point := ec.find(uriDSig11, "NamedCurve"), ec.find(uriDSig11, "PublicKey")
		if curve == nil || point == nil {
			return nil
		}
		uri, _ := curve.attr("URI")
		c := map[string]elliptic.Curve{"urn:oid:1.2.840.10045.3.1.7": elliptic.P256(), "urn:oid:1.3.132.0.34": elliptic.P384(),
			"urn:oid:1.3.132.0.35": elliptic.P521()}[uri]
		raw, err := decode64(point.text)
		if err != nil || c == nil {
			return nil
		}
		key, err := ecdsa.ParseUncompressedPublicKey(c, raw)
		if err != nil {
			return nil
		}
		return key
	}
	return nil
}

// decode64 decodes base64 with white space in it.
func decode64(s string) ([]byte, error) {
	if strings.ContainsAny(s, " \t\r\n") {
		s = strings.Join(strings.Fields(s), "")
	}
	return base64.StdEncoding.Strict().DecodeString(s)
}
