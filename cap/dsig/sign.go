package dsig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// Signer is who signs.
type Signer struct {
	// Key is an RSA key of 2,048 bits or more (rsa-sha256), or an ECDSA key on P-256 (ecdsa-sha256), P-384 (ecdsa-sha384) or
	// P-521 (ecdsa-sha512). It may live in a hardware module.
	Key crypto.Signer
	// Certificates go into the message, the key's own first; they are hints for whoever has no pin yet. May be empty.
	Certificates []*x509.Certificate
}

// Sign puts an enveloped signature at the end of an alert: exclusive canonicalization, a reference to the whole document, and
// changes no other byte. The alert must be CAP 1.2 in UTF-8 (Marshal of package cap writes it so) and not be signed yet. The
// result was verified with the signer's own key before it is given.
func Sign(alert []byte, by Signer) ([]byte, error) {
	if by.Key == nil {
		return nil, errors.New("signing an alert: no key is given")
	}
	alg, uri, digest, err := methodFor(by.Key.Public())
	if err != nil {
		return nil, fmt.Errorf("signing an alert: %w", err)
	}
	if len(by.Certificates) > 0 {
		own, err1 := hashKey(by.Certificates[0].PublicKey)
		key, err2 := hashKey(by.Key.Public())
		if err1 != nil || err2 != nil || own != key {
			return nil, errors.New("signing an alert: the first certificate is not that of the key")
		}
	}
	var d document
	if !d.survey(alert) {
		return nil, fmt.Errorf("signing an alert: it cannot be read: %s", d.why)
	}
	end := strings.LastIndex(d.p.S, "</")
	switch {
	case !d.isAlert():
		return nil, fmt.Errorf("signing an alert: the root is %s, not an alert", scan.Quote(d.rootLocal))
	case len(d.found) > 0:
		return nil, errors.New("signing an alert: it is signed already")
	case d.forgiven != "":
		return nil, fmt.Errorf("signing an alert: it is not XML as it stands: %s", d.forgiven)
	case d.p.S != string(alert):
		return nil, errors.New("signing an alert: it is not in UTF-8; write it as UTF-8 first")
	case end < 0 || strings.ContainsAny(d.p.S[end+2:], "-?"):
		return nil, errors.New("signing an alert: something stands behind its end")
	}
	c := canonical{method: method{form: exclusive}, p: d.from(d.begin, nil), leave: -1}
	if !c.document() {
		return nil, fmt.Errorf("signing an alert: it has no canonical form: %s", d.why)
	}
	h := alg.hash.New()
	h.Write(c.out.Bytes())
	info := `<SignedInfo xmlns="` + uriDSig + `"><CanonicalizationMethod Algorithm="` + uriExcC14N + `"></CanonicalizationMethod>` +
		`<SignatureMethod Algorithm="` + uri + `"></SignatureMethod><Reference URI=""><Transforms>` +
		`<Transform Algorithm="` + uriDSig + `enveloped-signature"></Transform>` +
		`<Transform Algorithm="` + uriExcC14N + `"></Transform></Transforms><DigestMethod Algorithm="` + digest + `"></DigestMethod>` +
		`<DigestValue>` + base64.StdEncoding.EncodeToString(h.Sum(nil)) + `</DigestValue></Reference></SignedInfo>`
	h = alg.hash.New()
	h.Write([]byte(info))
	value, err := by.Key.Sign(rand.Reader, h.Sum(nil), alg.hash)
	if err != nil {
		return nil, fmt.Errorf("signing an alert with its key: %w", err)
	}
	if key, ok := by.Key.Public().(*ecdsa.PublicKey); ok {
		if value, err = twoNumbers(value, ecdsaSize(key)); err != nil {
			return nil, fmt.Errorf("signing an alert: %w", err)
		}
	}
	var b strings.Builder
	b.Grow(len(alert) + 4096)
	b.WriteString(d.p.S[:end])
	b.WriteString(`<Signature xmlns="` + uriDSig + `">` + info + `<SignatureValue>` + base64.StdEncoding.EncodeToString(value) + `</SignatureValue>`)
	if len(by.Certificates) > 0 {
		b.WriteString(`<KeyInfo><X509Data>`)
		for _, cert := range by.Certificates {
			b.WriteString(`<X509Certificate>` + base64.StdEncoding.EncodeToString(cert.Raw) + `</X509Certificate>`)
		}
		b.WriteString(`</X509Data></KeyInfo>`)
	}
	b.WriteString(`</Signature>`)
	b.WriteString(d.p.S[end:])
	out := []byte(b.String())
	var own Keys
	if err := own.pin(by.Key.Public(), nil); err != nil {
		return nil, fmt.Errorf("signing an alert: %w", err)
	}
	// The key is pinned without dates, so that no clock is needed.
	if r := Verify(out, own, time.Time{}); r.State != Valid {
		return nil, fmt.Errorf("signing an alert: what was written does not verify (%s: %s)", r.State, r.Reason)
	}
	return out, nil
}

// methodFor chooses how a key signs: a digest as strong as its curve.
func methodFor(key crypto.PublicKey) (alg algorithm, uri, digest string, err error) {
	if why := unusableKey(key); why != "" {
		return alg, "", "", errors.New(why)
	}
	name := "rsa-sha256"
	switch key := key.(type) {
	case *rsa.PublicKey:
		if n := key.N.BitLen(); n < minRSABits {
			return alg, "", "", fmt.Errorf("an RSA key of %d bits; at least %d are needed", n, minRSABits)
		}
	case *ecdsa.PublicKey:
		name = map[int]string{32: "ecdsa-sha256", 48: "ecdsa-sha384", 66: "ecdsa-sha512"}[ecdsaSize(key)]
	}
	uri = uriMore + name
	alg = algorithms[uri]
	for id, hash := range digests {
		if hash == alg.hash {
			digest = id
		}
	}
	return alg, uri, digest, nil
}

// twoNumbers turns the DER form that Go's signers give into the standard's: both numbers, each filled up to size bytes.
func twoNumbers(der []byte, size int) ([]byte, error) {
	var sig struct{ R, S *big.Int }
	if rest, err := asn1.Unmarshal(der, &sig); err != nil || len(rest) > 0 {
		return nil, errors.New("the key gave a signature that is not in DER form")
	}
	if sig.R.Sign() <= 0 || sig.S.Sign() <= 0 || sig.R.BitLen() > 8*size || sig.S.BitLen() > 8*size {
		return nil, errors.New("the key gave a signature that is out of range")
	}
	out := make([]byte, 2*size)
	sig.R.FillBytes(out[:size])
	sig.S.FillBytes(out[size:])
	return out, nil
}
