package intake

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

func good(kind Kind) Source {
	s := Source{ID: "mfa-fr", Name: "Conseils aux voyageurs", Kind: kind, On: true}
	switch kind {
	case KindFeed, KindPage:
		s.URL = "https://example.org/alerts.xml"
	case KindMail:
		s.URL = "imaps://mail.example.org/Alerts"
	case KindFolder:
		s.URL = "/srv/tocsin/inbox"
	}
	return s.Filled()
}

// certificate is a PEM certificate that ends at a moment.
func certificateUntil(t *testing.T, end time.Time) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Alert signer"}, NotBefore: end.AddDate(-1, 0, 0), NotAfter: end}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestSourceCheck(t *testing.T) {
	pin := certificateUntil(t, noon.AddDate(1, 0, 0))
	for _, k := range Kinds {
		if err := good(k).Check(); err != nil {
			t.Errorf("a plain %s source: %v", k, err)
		}
	}
	for says, change := range map[string]func(*Source){
		"id:":                        func(s *Source) { s.ID = "Has Blanks" },
		"name:":                      func(s *Source) { s.Name = "" },
		"kind:":                      func(s *Source) { s.Kind = "telex" },
		"url: is not the whole":      func(s *Source) { s.URL = "/alerts.xml" },
		"url: the scheme":            func(s *Source) { s.URL = "file://host/etc/passwd" },
		"url: holds a user name":     func(s *Source) { s.URL = "https://me:secret@example.org/" },
		"url: ends in a fragment":    func(s *Source) { s.URL = "https://example.org/#x" },
		"url: longer":                func(s *Source) { s.URL = "https://example.org/" + strings.Repeat("a", 3000) },
		"url: a folder source":       func(s *Source) { s.Kind, s.URL = KindFolder, "/srv/../etc" },
		"url: a push source":         func(s *Source) { s.Kind = KindPush },
		"url: a mail source":         func(s *Source) { s.Kind, s.URL = KindMail, "imap://h/x" },
		"credentials stand in":       func(s *Source) { s.Kind, s.URL = KindMail, "imaps://me@h/x" },
		"country:":                   func(s *Source) { s.Country = "France" },
		"lang:":                      func(s *Source) { s.Lang = "français" },
		"every:":                     func(s *Source) { s.Every = time.Second },
		"expect:":                    func(s *Source) { s.Expect = -1 },
		"reliability:":               func(s *Source) { s.Reliability = "G" },
		"senders:":                   func(s *Source) { s.Senders = []string{"two words"} },
		"remit:":                     func(s *Source) { s.Remit = []string{"FRA"} },
		"keys: entry 1: sha256":      func(s *Source) { s.Keys = []string{"sha256:abc"} },
		"keys: entry 2: neither":     func(s *Source) { s.Keys = []string{pin, "ssh-rsa AAAA"} },
		"keys: entry 1: more than":   func(s *Source) { s.Keys = []string{pin + pin} },
		"keys: entry 1: this is a p": func(s *Source) { s.Keys = []string{"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"} },
		"redirect_host:":             func(s *Source) { s.RedirectHost = "https://example.org" },
		"links:":                     func(s *Source) { s.Links = "*.example.org" },
		"max:":                       func(s *Source) { s.Max = -1 },
		"at most 500":                func(s *Source) { s.Remit = make([]string, 501) },
	} {
		s := good(KindFeed)
		change(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("want an error with %q, got %v", says, err)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error shows a password: %v", err)
		}
	}
	two := good(KindFeed)
	two.ID, two.Every = "", time.Second
	if err := two.Check(); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two faults: %v", err)
	}
}

func TestSourceAsJSON(t *testing.T) {
	s := good(KindFeed)
	s.Senders, s.Remit, s.Keys, s.Expect, s.MayBeEmpty = []string{"a@b"}, []string{"FR-75"}, []string{"sha256:" + strings.Repeat("0", 64)}, 36*time.Hour, true
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back Source
	if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(s, back) {
		t.Errorf("%s\ngives %+v, %v", b, back, err)
	}
	for _, want := range []string{`"every":"5m0s"`, `"expect":"36h0m0s"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s has no %s", b, want)
		}
	}
	if err := json.Unmarshal([]byte(`{"every":"soon"}`), &back); err == nil {
		t.Error("a duration that is none was read")
	}
}

func TestWhatASourceSaysFitsALine(t *testing.T) {
	it := NewItem([]byte("x"), Meta{Title: "a\x00b\nc\xff", Origin: "o\x1b[2J", URL: "https://h/\x00", Identity: "id\x00" + strings.Repeat("y", 5000)}, noon)
	for what, v := range map[string]string{"title": it.Title, "origin": it.Origin, "url": it.URL, "identity": it.Identity} {
		if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' }) || len(v) > 4096 || strings.ToValidUTF8(v, "") != v {
			t.Errorf("%s is %q", what, v)
		}
	}
	if len(it.Identity) > 500 {
		t.Errorf("an identity of %d bytes", len(it.Identity))
	}
	other := NewItem([]byte("x"), Meta{Identity: "id\x00" + strings.Repeat("y", 5001)}, noon)
	if other.Identity == it.Identity {
		t.Error("two long identities became one")
	}
	if plain := NewItem([]byte("x"), Meta{Identity: "urn:uuid:1"}, noon); plain.Identity != "urn:uuid:1" {
		t.Errorf("identity %q", plain.Identity)
	}
}

// What country a source writes of decides which of several places of one name its documents mean.
func TestWhatCountryASourceWritesOf(t *testing.T) {
	for _, x := range []struct {
		country string
		remit   []string
		want    string
	}{
		{"KE", nil, "KE"},
		{"", nil, ""},
		{"US", []string{"ML"}, "ML"}, // an embassy speaks of the country that it stands in
		{"US", []string{"ML", "ML-1"}, "ML"},
		{"GB", []string{"FR", "DE"}, ""},
		{"DE", []string{"DE", "FR"}, ""},
	} {
		if got := (Source{Country: x.country, Remit: x.remit}).Writes(); got != x.want {
			t.Errorf("of %s with the remit %v: %q, want %q", x.country, x.remit, got, x.want)
		}
	}
	for in, want := range map[string]string{"ke": "KE", " KE ": "KE", "Kenya": "", "K1": "", "": ""} {
		if got := NewItem([]byte("a text"), Meta{Country: in}, time.Time{}).Country; got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
