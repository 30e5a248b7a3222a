package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap/dsig"
)

// The four states at a terminal, each with its words and its exit code.
func TestCapVerify(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, text []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sent := time.Date(2024, 3, 7, 15, 0, 0, 0, time.UTC)
	make := func() (dsig.Signer, string, string) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "desk"}, NotBefore: sent.AddDate(0, -1, 0), NotAfter: sent.AddDate(0, 1, 0)}
		der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		pin, err := dsig.PinOf(key.Public())
		if err != nil {
			t.Fatal(err)
		}
		return dsig.Signer{Key: key, Certificates: []*x509.Certificate{cert}}, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), pin
	}
	ours, ourPEM, ourPin := make()
	_, otherPEM, _ := make()
	doc, err := dsig.Sign([]byte(capSound), ours)
	if err != nil {
		t.Fatal(err)
	}
	plain, good := file("plain.xml", []byte(capSound)), file("signed.xml", doc)
	forged := file("forged.xml", bytes.Replace(doc, []byte("Drill"), []byte("Flood"), 1))
	sheet := file("sheet.xml", bytes.Replace(doc, []byte("<alert"), []byte("<?xml-stylesheet href='a'?><alert"), 1))
	key, other, broken := file("key.pem", []byte(ourPEM)), file("other.pem", []byte(otherPEM)), file("broken.pem", []byte("x"))
	for name, c := range map[string]struct {
		args []string
		bad  bool
		want []string
	}{
		"valid":                 {[]string{good, "--key", key}, false, []string{"signed.xml: valid: signed by the key of \"CN=desk\"", `what was signed: "T-1" of "desk@example.org" (ecdsa-sha256)`}},
		"valid by its hash":     {[]string{good, "--key", ourPin}, false, []string{"valid"}},
		"valid by one of two":   {[]string{good, "--key", other, "--key", key}, false, []string{"valid"}},
		"not signed":            {[]string{plain, "--key", key}, true, []string{"plain.xml: not signed: there is no signature"}},
		"unknown":               {[]string{good, "--key", other}, true, []string{"signed by an unknown key", "pin it with --key " + ourPin}},
		"nothing pinned":        {[]string{good}, true, []string{"signed by an unknown key"}},
		"forged":                {[]string{forged, "--key", key}, true, []string{"badly signed: the alert is not what was signed"}},
		"a style sheet":         {[]string{sheet, "--key", key}, true, []string{"badly signed: the alert was laid out anew"}},
		"a style sheet allowed": {[]string{sheet, "--key", key, "--reshaped"}, false, []string{"valid", "laid out anew"}},
		"expired":               {[]string{good, "--key", key, "--at", "2025-03-07T00:00:00Z"}, true, []string{"badly signed: the pinned certificate"}},
		"no such file":          {[]string{filepath.Join(dir, "none"), "--key", key}, true, []string{"reading a CAP alert"}},
		"no such key":           {[]string{good, "--key", filepath.Join(dir, "none")}, true, []string{"reading a pinned key"}},
		"a key that is none":    {[]string{good, "--key", broken}, true, []string{"neither PEM text nor a hash"}},
	} {
		var out bytes.Buffer
		args := append([]string{"cap", "verify"}, c.args...)
		if !strings.Contains(strings.Join(args, " "), "--at") {
			args = append(args, "--at", "2024-03-08T00:00:00Z")
		}
		code := execute(t.Context(), args, &Terminal{In: strings.NewReader(""), Out: &out, Err: &out})
		if (code != 0) != c.bad {
			t.Errorf("%s: exit code %d: %s", name, code, out.String())
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, out.String())
			}
		}
	}
	var out bytes.Buffer
	err = CapVerifyCmd{File: good, Key: []string{ourPin}, At: sent, JSON: true}.Run(&Terminal{Out: &out})
	var got struct{ State, Key, Identifier string }
	if err != nil || json.Unmarshal(out.Bytes(), &got) != nil || got.State != "valid" || got.Key != ourPin || got.Identifier != "T-1" {
		t.Errorf("JSON: %v %s", err, out.String())
	}
	out.Reset()
	if err := (CapVerifyCmd{File: "-", At: sent}).Run(&Terminal{In: bytes.NewReader(doc), Out: &out}); !errors.Is(err, errQuiet) || !strings.Contains(out.String(), "unknown key") {
		t.Errorf("standard input: %v %s", err, out.String())
	}
}
