package dsig

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/cap"
)

// fuzzKey is a key that is the same in every run, so that the committed corpus stays meaningful. It signs nothing real.
func fuzzKey() *ecdsa.PrivateKey {
	d := big.NewInt(0x70C51)
	x, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), d.FillBytes(make([]byte, 32)))
	if err != nil {
		panic(err) // the number above is in range
	}
	return x
}

// fuzzKeys pins it, as a bare public key, so that no dates matter.
func fuzzKeys(t testing.TB) Keys {
	der, err := x509.MarshalPKIXPublicKey(fuzzKey().Public())
	must(t, err)
	keys, err := ParseKeys(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})))
	must(t, err)
	return keys
}

// FuzzVerify: any bytes. Never a panic; signed bytes exactly for the two states that have them; a valid text is one that the
// key signed, holds no signature, is its own canonical form and can be read as an alert; nothing is valid by another key.
func FuzzVerify(f *testing.F) {
	keys := fuzzKeys(f)
	other := keysOf(f, "rsa-other")
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		r := Verify(data, keys, then)
		if !bytes.Equal(before, data) {
			t.Fatal("Verify changed its input")
		}
		if (r.Signed != nil) != (r.State == Valid || r.State == UnknownKey) {
			t.Fatalf("%s with signed bytes: %v", r.State, r.Signed != nil)
		}
		if r.Reason == "" || (r.State != Valid && r.Code == "") {
			t.Fatalf("%s without a reason", r.State)
		}
		if q := Verify(data, other, then); q.State == Valid {
			t.Fatal("valid by another key")
		}
		if r.State != Valid {
			return
		}
		// The one key behind the pin signed only what the corpus holds: a valid result is one of its texts.
		if !bytes.Contains(r.Signed, []byte("<identifier>FUZZ-")) {
			t.Fatalf("a text that was never signed: %s", r.Signed)
		}
		var d document
		if !d.survey(r.Signed) || len(d.found) != 0 {
			t.Fatalf("what was signed cannot be walked, or holds a signature: %s", d.why)
		}
		c := canonical{method: method{form: exclusive}, p: d.from(d.begin, nil), leave: -1}
		if !c.document() || !bytes.Equal(c.out.Bytes(), r.Signed) {
			t.Fatal("what was signed is not its own canonical form")
		}
		if _, _, err := cap.Parse(r.Signed, cap.FeedOptions()); err != nil {
			t.Fatalf("the signed alert cannot be read: %v", err)
		}
	})
}

// FuzzCanonical: the canonical form of any document is its own canonical form, in each form, and says the same.
func FuzzCanonical(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte("<a xmlns:b='urn:b' b:c=\"&#13;&quot;\"><?x y?><!-- z --><b:d xmlns=''/>]]&gt;<![CDATA[<]]></a>"))
	f.Add([]byte("\xff\xfe<\x00a\x00/\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, form := range forms {
			once, why := write(data, method{form: form.form})
			if why != "" {
				continue
			}
			twice, why := write(once, method{form: form.form})
			if why != "" {
				if strings.HasPrefix(why, "too-large") {
					continue // escapes made it longer than what is read
				}
				t.Fatalf("%s: the canonical form cannot be read: %s\n%q", form.option, why, once)
			}
			if !bytes.Equal(once, twice) {
				t.Fatalf("%s: %q became %q", form.option, once, twice)
			}
		}
	})
}

// TestFuzzCorpusIsSigned keeps the committed seeds of FuzzVerify what they are: signed by its key, or damaged from such. With
// TOCSIN_WRITE_CORPUS set it writes them again.
func TestFuzzCorpusIsSigned(t *testing.T) {
	dir := filepath.Join("testdata", "fuzz", "FuzzVerify")
	if os.Getenv("TOCSIN_WRITE_CORPUS") != "" {
		must(t, os.MkdirAll(dir, 0o755))
		small := regexp.MustCompile(`>\s+<`).ReplaceAllString(strings.TrimPrefix(sound, `<?xml version="1.0" encoding="UTF-8"?>`), "><")
		sign := func(doc string) string {
			out, err := Sign([]byte(doc), Signer{Key: fuzzKey()})
			must(t, err)
			return string(out)
		}
		one := sign(strings.Replace(small, "TEST-1", "FUZZ-1", 1))
		seeds := map[string]string{
			"signed":         one,
			"pretty":         sign(strings.Replace(sound, "TEST-1", "FUZZ-2", 1)),
			"with-id":        sign(strings.Replace(strings.Replace(small, "TEST-1", "FUZZ-3", 1), "<alert ", `<alert Id="A1" `, 1)),
			"stylesheet":     sign(`<?xml-stylesheet href="a"?>` + strings.Replace(small, "TEST-1", "FUZZ-4", 1)),
			"changed":        strings.Replace(one, "Attack", "Peace", 1),
			"two-signatures": strings.Replace(one, "</Signature>", "</Signature><Signature xmlns=\""+uriDSig+"\"/>", 1),
			"moved":          strings.Replace(strings.Replace(one, "<info>", "<info><x>", 1), "</info>", "</x></info>", 1),
			"xpath":          strings.Replace(one, uriDSig+"enveloped-signature", "http://www.w3.org/TR/1999/REC-xpath-19991116", 1),
			"unsigned":       small,
			"doctype":        "<!DOCTYPE alert>" + one,
			"rsa-key-value":  strings.Replace(one, "</SignatureValue>", "</SignatureValue><KeyInfo><KeyValue><RSAKeyValue><Modulus>"+base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{0xff}, 256))+"</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue></KeyInfo>", 1),
		}
		for name, doc := range seeds {
			must(t, os.WriteFile(filepath.Join(dir, name), []byte("go test fuzz v1\n[]byte("+strconv.Quote(doc)+")\n"), 0o644))
		}
	}
	keys := fuzzKeys(t)
	for name, want := range map[string]State{"signed": Valid, "pretty": Valid, "with-id": Valid, "stylesheet": Valid, "changed": Bad,
		"two-signatures": Bad, "moved": Bad, "xpath": Bad, "unsigned": Unsigned, "doctype": Bad, "rsa-key-value": Valid} {
		text := string(load(t, filepath.Join(dir, name)))
		doc, err := strconv.Unquote(text[strings.IndexByte(text, '(')+1 : strings.LastIndexByte(text, ')')])
		must(t, err)
		if r := Verify([]byte(doc), keys, then); r.State != want {
			t.Errorf("%s: %s (%s), want %s", name, r.State, r.Reason, want)
		}
	}
}
