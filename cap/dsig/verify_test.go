package dsig

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
)

// expect verifies and compares the state and the code.
func expect(t *testing.T, name string, doc []byte, keys Keys, now time.Time, state State, code string) Result {
	t.Helper()
	r := Verify(doc, keys, now)
	if r.State != state || r.Code != code {
		t.Errorf("%s: %s %s (%s); want %s %s", name, r.State, r.Code, r.Reason, state, code)
	}
	if (r.Signed != nil) != (state == Valid || state == UnknownKey) {
		t.Errorf("%s: %s with signed bytes %v", name, r.State, r.Signed != nil)
	}
	if r.Reason == "" {
		t.Errorf("%s: no reason", name)
	}
	return r
}

func TestStates(t *testing.T) {
	const day = 24 * time.Hour
	year := func(n int) time.Time { return then.AddDate(n, 0, 0) }
	pins := func(pins ...string) Keys {
		k, err := ParseKeys(pins...)
		must(t, err)
		return k
	}
	rsa := who("rsa")
	doc := signed(t, sound, "rsa")
	hash, err := PinOf(rsa.key.Public())
	must(t, err)
	der, err := x509.MarshalPKIXPublicKey(rsa.key.Public())
	must(t, err)
	bare := string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))

	// An authority of the source's own, an authority between, and one that has nothing to do with it.
	key := func() *ecdsa.PrivateKey {
		k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(t, err)
		return k
	}
	root := &party{name: "root", key: key()}
	root.cert = issue(t, "root", root.key, nil, year(-5), year(5), true)
	middle := &party{name: "middle", key: key()}
	middle.cert = issue(t, "middle", middle.key, root, year(-5), year(5), true)
	leaf := &party{name: "leaf", key: key()}
	leaf.cert = issue(t, "leaf", leaf.key, middle, year(-1), year(1), false)
	impostor := &party{name: "impostor", key: key()}
	impostor.cert = issue(t, "root", impostor.key, nil, year(-5), year(5), true)
	fake := &party{name: "leaf", key: key()}
	fake.cert = issue(t, "leaf", fake.key, impostor, year(-1), year(1), false)
	// A leaf must not issue.
	child := &party{name: "child", key: key()}
	child.cert = issue(t, "child", child.key, leaf, year(-1), year(1), false)
	chain := func(p *party, certs ...*party) []byte {
		s := p.signer()
		for _, c := range certs {
			s.Certificates = append(s.Certificates, c.cert)
		}
		out, err := Sign([]byte(sound), s)
		must(t, err)
		return out
	}
	nameless, err := Sign([]byte(sound), Signer{Key: rsa.key})
	must(t, err)
	newer := issue(t, "rsa", rsa.key, nil, then, then.AddDate(2, 0, 0), false)
	renewed := rsa.pem() + string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: newer.Raw}))
	late := issue(t, "rsa", rsa.key, nil, then.Add(day), then.AddDate(1, 0, 0), false)
	started := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: late.Raw}))

	for _, c := range []struct {
		name  string
		doc   []byte
		keys  Keys
		now   time.Time
		state State
		code  string
	}{
		{"no signature", []byte(sound), pins(hash), then, Unsigned, "unsigned"},
		{"no signature, no XML", []byte("Keep away"), pins(), then, Unsigned, "unsigned"},
		{"nothing at all", nil, pins(), then, Unsigned, "unsigned"},
		{"its certificate pinned", doc, pins(rsa.pem()), then, Valid, ""},
		{"its hash pinned", doc, pins(hash), then, Valid, ""},
		{"its hash pinned, in capitals with colons", doc, pins("sha256:" + strings.ToUpper(hash[7:9]) + ":" + hash[9:]), then, Valid, ""},
		{"its public key pinned", doc, pins(bare), then, Valid, ""},
		{"among several pins", doc, pins(who("p256").pem(), who("rsa-other").pem(), rsa.pem()), then, Valid, ""},
		{"two certificates in one pin", doc, pins(who("p256").pem() + rsa.pem()), then, Valid, ""},
		{"nothing pinned", doc, pins(), then, UnknownKey, "unknown-key"},
		{"another certificate pinned", doc, pins(who("rsa-other").pem()), then, UnknownKey, "unknown-key"},
		{"another hash pinned", doc, pins("sha256:" + strings.Repeat("00", 32)), then, UnknownKey, "unknown-key"},
		{"no certificate inside, pinned", nameless, pins(rsa.pem()), then, Valid, ""},
		{"no certificate inside, its hash pinned", nameless, pins(hash), then, Bad, "no-key"},
		{"no certificate inside, nothing pinned", nameless, pins(), then, Bad, "no-key"},
		{"no certificate inside, another pinned", nameless, pins(who("p256").pem()), then, Bad, "signature"},
		{"the pinned certificate ran out", doc, pins(rsa.pem()), year(2), Bad, "certificate"},
		{"it ran out, and the key itself is pinned", doc, pins(hash), year(2), Valid, ""},
		{"it ran out, and the public key too is pinned", doc, pins(rsa.pem(), bare), year(2), Valid, ""},
		{"it ran out, and its successor is pinned too", doc, pins(renewed), then.AddDate(1, 6, 0), Bad, "certificate"},
		{"its successor is pinned too, in time", []byte(signed(t, swap(t, sound, "2024-03-07", "2024-03-09"), "rsa")), pins(renewed), then.AddDate(1, 6, 0), Valid, ""},
		{"the pinned certificate began after the alert was sent", doc, pins(started), then.Add(2 * day), Bad, "certificate"},
		{"the clock is before the certificate", doc, pins(rsa.pem()), year(-3), Bad, "certificate"},
		{"a pinned authority", chain(leaf, middle), pins(root.pem()), then, Valid, ""},
		{"the authority between pinned", chain(leaf), pins(middle.pem()), then, Valid, ""},
		{"a pinned authority, the one between missing", chain(leaf), pins(root.pem()), then, UnknownKey, "unknown-key"},
		{"a pinned authority, the certificate ran out", chain(leaf, middle), pins(root.pem()), year(2), Bad, "certificate"},
		{"an authority of the same name", chain(fake, impostor), pins(root.pem()), then, UnknownKey, "unknown-key"},
		{"a leaf of the pinned authority that issues", chain(child, leaf, middle), pins(root.pem()), then, UnknownKey, "unknown-key"},
		{"a pinned leaf that issues", chain(child, leaf, middle), pins(leaf.pem()), then, UnknownKey, "unknown-key"},
		{"another's genuine certificate put beside", chain(fake, leaf, middle), pins(root.pem()), then, UnknownKey, "unknown-key"},
	} {
		r := expect(t, c.name, c.doc, c.keys, c.now, c.state, c.code)
		if r.Signed == nil {
			continue
		}
		a, _, err := cap.Parse(r.Signed, cap.Options{})
		if err != nil || a.Identifier != "TEST-1" || a.Signed || bytes.Contains(r.Signed, []byte("Signature")) {
			t.Errorf("%s: the signed bytes do not give the alert: %v", c.name, err)
		}
		if !strings.HasPrefix(r.Key, "sha256:") || r.Method == "" {
			t.Errorf("%s: key %q, method %q", c.name, r.Key, r.Method)
		}
	}
}

func TestParseKeysRefuses(t *testing.T) {
	small := issue(t, "tiny", func() *ecdsa.PrivateKey { k, _ := ecdsa.GenerateKey(elliptic.P224(), rand.Reader); return k }(), nil, then, then, false)
	private, err := x509.MarshalPKCS8PrivateKey(who("p256").key)
	must(t, err)
	block := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	for name, pin := range map[string]string{
		"nothing":                   "",
		"words":                     "the embassy's key",
		"a short hash":              "sha256:abcd",
		"a hash of letters":         "sha256:" + strings.Repeat("x", 64),
		"broken PEM":                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
		"a private key":             block("PRIVATE KEY", private),
		"a request":                 block("CERTIFICATE REQUEST", private),
		"a curve not used":          block("CERTIFICATE", small.Raw),
		"a public key that is none": block("PUBLIC KEY", private),
	} {
		if _, err := ParseKeys(pin); err == nil || !strings.Contains(err.Error(), "pinned key 1 of 1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if k, err := ParseKeys(); err != nil || !k.Empty() {
		t.Errorf("no pins: %v %v", k, err)
	}
}

// The alert was signed compact and then laid out: valid only where the operator says so, and read from what was signed.
func TestReshaped(t *testing.T) {
	tight := swap(t, sound, `<?xml version="1.0" encoding="UTF-8"?>`+"\n", "")
	for strings.Contains(tight, ">\n") || strings.Contains(tight, "  <") {
		tight = strings.ReplaceAll(strings.ReplaceAll(tight, "\n", ""), "  ", "")
	}
	doc := string(signed(t, tight, "p256"))
	keys := keysOf(t, "p256")
	loose := keys
	loose.Reshaped = true
	laid := `<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?>` + strings.ReplaceAll(doc, "><", ">\n  <")
	for _, empty := range []string{"CanonicalizationMethod", "SignatureMethod", "Transform", "DigestMethod"} { // no printer opens these
		laid = strings.ReplaceAll(laid, ">\n  </"+empty+">", "></"+empty+">")
	}
	sheet := `<?xml-stylesheet href="a.xsl"?>` + doc
	expect(t, "as signed", []byte(doc), keys, then, Valid, "")
	expect(t, "laid out", []byte(laid), keys, then, Bad, "reshaped")
	expect(t, "a style sheet put before", []byte(sheet), keys, then, Bad, "reshaped")
	for name, doc := range map[string]string{"laid out": laid, "a style sheet put before": sheet} {
		if r := expect(t, name+", allowed", []byte(doc), loose, then, Valid, ""); !r.Reshaped || string(r.Signed) != tight {
			t.Errorf("%s: reshaped %v, read from %q", name, r.Reshaped, r.Signed)
		}
	}
	if r := expect(t, "as signed, allowed", []byte(doc), loose, then, Valid, ""); r.Reshaped {
		t.Error("as signed: called reshaped")
	}
	expect(t, "laid out and changed", []byte(swap(t, laid, "Attack", "No attack")), loose, then, Bad, "digest")
	expect(t, "laid out inside a value", []byte(swap(t, laid, "Attack feared", "Attack  feared")), loose, then, Bad, "digest")
	expect(t, "laid out, by another", []byte(laid), func() Keys { k := keysOf(t, "rsa"); k.Reshaped = true; return k }(), then, UnknownKey, "unknown-key")
}

// Each weak algorithm fits and is bad all the same; each one that is not computed is bad.
func TestWeakAlgorithms(t *testing.T) {
	for _, c := range []struct{ name, template, party, code string }{
		{"rsa-sha1", template("", uriExcC14N, uriDSig+"rsa-sha1", uriDSig+"sha1", uriExcC14N), "rsa", "weak-algorithm"},
		{"a SHA-1 digest", template("", uriExcC14N, uriMore+"rsa-sha256", uriDSig+"sha1", uriExcC14N), "rsa", "weak-algorithm"},
		{"ecdsa-sha1", template("", uriExcC14N, uriMore+"ecdsa-sha1", uriDSig+"sha1", uriExcC14N), "p256", "weak-algorithm"},
		{"an RSA key of 1,024 bits", template("", uriExcC14N, uriMore+"rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256", uriExcC14N), "rsa-small", "weak-algorithm"},
		{"rsa-md5", template("", uriExcC14N, uriMore+"rsa-md5", "http://www.w3.org/2001/04/xmlenc#sha256", uriExcC14N), "rsa", "algorithm"},
		{"rsa-ripemd160", template("", uriExcC14N, uriMore+"rsa-ripemd160", "http://www.w3.org/2001/04/xmlenc#sha256", uriExcC14N), "rsa", "algorithm"},
		{"rsa-sha224", template("", uriExcC14N, uriMore+"rsa-sha224", "http://www.w3.org/2001/04/xmlenc#sha256", uriExcC14N), "rsa", "algorithm"},
	} {
		doc := bySecond(t, sound, c.template, c.party)
		r := expect(t, c.name, doc, keysOf(t, c.party), then, Bad, c.code)
		if c.code == "weak-algorithm" && !strings.Contains(r.Reason, "the signature itself fits") {
			t.Errorf("%s: %s", c.name, r.Reason)
		}
		if c.code == "weak-algorithm" {
			expect(t, c.name+", changed", []byte(swap(t, string(doc), "Attack", "No attack")), keysOf(t, c.party), then, Bad, "digest")
		}
	}
}
