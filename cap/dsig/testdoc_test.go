package dsig

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// sound is an alert without a signature.
const sound = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>TEST-1</identifier>
  <sender>desk@example.org</sender>
  <sent>2024-03-07T18:00:00+03:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <category>Security</category>
    <event>Attack feared</event>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Possible</certainty>
    <headline>Keep away &amp; stay in</headline>
    <area>
      <areaDesc>The city</areaDesc>
      <circle>55.82,37.39 5.5</circle>
    </area>
  </info>
</alert>
`

// then is a time shortly after sound was sent.
var then = time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC)

// party is someone who signs.
type party struct {
	name string
	key  crypto.Signer
	cert *x509.Certificate
}

func (p *party) signer() Signer { return Signer{Key: p.key, Certificates: []*x509.Certificate{p.cert}} }

// pem gives the certificate as PEM text.
func (p *party) pem() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.cert.Raw}))
}

// keyFile writes the private key and the certificate for xmlsec1.
func (p *party) keyFile(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	der, err := x509.MarshalPKCS8PrivateKey(p.key)
	must(t, err)
	key, cert := filepath.Join(dir, "key.pem"), filepath.Join(dir, "cert.pem")
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600))
	must(t, os.WriteFile(cert, []byte(p.pem()), 0o600))
	return key + "," + cert
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// issue makes a certificate for a key, by another party or by itself.
func issue(t testing.TB, name string, key crypto.Signer, by *party, from, to time.Time, ca bool) *x509.Certificate {
	t.Helper()
	c := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: to,
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true, IsCA: ca}
	if ca {
		c.KeyUsage |= x509.KeyUsageCertSign
	}
	parent, signer := c, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	must(t, err)
	cert, err := x509.ParseCertificate(der)
	must(t, err)
	return cert
}

// parties are an RSA key, a P-256, P-384 and P-521 key, each with a certificate of its own for 2024, made once a run.
var parties = sync.OnceValue(func() map[string]*party {
	out := map[string]*party{}
	t := &testing.T{}
	rsaKey := func(bits int) crypto.Signer { k, _ := rsa.GenerateKey(rand.Reader, bits); return k }
	ec := func(c elliptic.Curve) crypto.Signer { k, _ := ecdsa.GenerateKey(c, rand.Reader); return k }
	for name, key := range map[string]crypto.Signer{"rsa": rsaKey(2048), "rsa-other": rsaKey(2048), "rsa-small": rsaKey(1024),
		"p256": ec(elliptic.P256()), "p384": ec(elliptic.P384()), "p521": ec(elliptic.P521())} {
		out[name] = &party{name, key, issue(t, name, key, nil, then.AddDate(-1, 0, 0), then.AddDate(1, 0, 0), false)}
	}
	return out
})

func who(name string) *party { return parties()[name] }

// keysOf pins certificates.
func keysOf(t testing.TB, names ...string) Keys {
	t.Helper()
	var pins []string
	for _, n := range names {
		pins = append(pins, who(n).pem())
	}
	k, err := ParseKeys(pins...)
	must(t, err)
	return k
}

// signed signs an alert.
func signed(t testing.TB, doc, name string) []byte {
	t.Helper()
	out, err := Sign([]byte(doc), who(name).signer())
	must(t, err)
	return out
}

// swap replaces text once and fails when it is not there.
func swap(t testing.TB, doc string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(doc, pairs[i]) {
			t.Fatalf("the document does not hold %q", pairs[i])
		}
		doc = strings.Replace(doc, pairs[i], pairs[i+1], 1)
	}
	return doc
}

// tool finds a program that a test needs, or skips it with a clear line; TOCSIN_REQUIRE_... makes that a failure.
func tool(t testing.TB, name, pkg string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("TOCSIN_REQUIRE_"+strings.ToUpper(name)) != "" {
			t.Fatalf("%s (Debian: %s) is not installed, and TOCSIN_REQUIRE_%s asks for it", name, pkg, strings.ToUpper(name))
		}
		t.Skipf("skipped: %s (Debian: %s) is not installed", name, pkg)
	}
}

// xmlsec runs xmlsec1 over a file and says whether the signature verified.
func xmlsec(t testing.TB, args ...string) (bool, string) {
	t.Helper()
	tool(t, "xmlsec1", "xmlsec1")
	var out bytes.Buffer
	cmd := exec.Command("xmlsec1", args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return err == nil && strings.Contains("\n"+out.String(), "\nOK"), out.String()
}

// file writes a document into a folder of the test.
func file(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

// row is a line of the collection of other people's alerts.
type row struct {
	path, name, kind, signature, peer string
}

// corpus lists the collection, which is read in place and never committed.
func corpus(t testing.TB) []row {
	t.Helper()
	dir, err := os.Getwd()
	must(t, err)
	for manifest := ""; ; dir = filepath.Dir(dir) {
		for _, at := range []string{"../shared/data", "shared/data"} {
			p := filepath.Join(dir, at, "manifest-cap.tsv")
			if _, err := os.Stat(p); err == nil && manifest == "" {
				manifest = p
			}
		}
		if manifest == "" {
			if filepath.Dir(dir) == dir {
				t.Skip("skipped: ../shared/data (CAP documents of others) is not here")
			}
			continue
		}
		text, err := os.ReadFile(manifest)
		must(t, err)
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		col := map[string]int{}
		for i, name := range strings.Split(lines[0], "\t") {
			col[name] = i
		}
		var out []row
		for _, line := range lines[1:] {
			c := strings.Split(line, "\t")
			out = append(out, row{filepath.Join(filepath.Dir(manifest), c[col["path"]]), c[col["path"]], c[col["kind"]],
				c[col["signature"]], c[col["peer_expectation"]]})
		}
		return out
	}
}

func load(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	return data
}

func publicRSA(p *party) *rsa.PublicKey { return p.key.Public().(*rsa.PublicKey) }
