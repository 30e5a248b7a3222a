package trust

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	mrand "math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/dsig"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

var now = time.Date(2031, 5, 9, 12, 0, 0, 0, time.UTC)

// boxes are countries as boxes: what lies north of 50 is "NN", south of it "SS", west of 0 the sea.
type boxes struct{}

func (boxes) CountryOf(lat, lon float64) string {
	switch {
	case lon < 0:
		return ""
	case lat >= 50:
		return "NN"
	}
	return "SS"
}

// alert is a good one, changed by what a test changes.
func alert(change func(*cap.Alert)) []byte {
	a := &cap.Alert{Identifier: "a-1", Sender: "civil@nn.example", Sent: cap.At(now.Add(-5 * time.Minute)), Status: cap.StatusActual, MsgType: cap.MsgAlert, Scope: cap.ScopePublic,
		Infos: []cap.Info{{Language: "en", Categories: []cap.Category{cap.CategorySecurity}, Event: "Threat", Urgency: cap.UrgencyImmediate, Severity: cap.SeveritySevere,
			Certainty: cap.CertaintyPossible, Expires: cap.At(now.Add(48 * time.Hour)), Headline: "Avoid crowds", Description: "A threat to gatherings.",
			Areas: []cap.Area{{Desc: "Northtown", Polygons: []cap.Polygon{{{Lat: 55, Lon: 10}, {Lat: 55, Lon: 11}, {Lat: 56, Lon: 11}, {Lat: 55, Lon: 10}}}}}}}}
	if change != nil {
		change(a)
	}
	raw, _, err := cap.Marshal(a)
	if err != nil {
		panic(err)
	}
	return raw
}

func source() intake.Source {
	return intake.Source{ID: "nn", Name: "Northland", Kind: intake.KindFeed, Senders: []string{"civil@nn.example"}, Remit: []string{"NN"}}
}

func nothing(Name) Past { return Past{} }

// TestRules: each rule, one document that keeps it and one that breaks it.
func TestRules(t *testing.T) {
	if v := JudgeAlert(source(), dsig.Keys{}, alert(nil), nothing, boxes{}, now); v.Review || v.Bound != intake.BoundYes || v.Signature != "unsigned" || v.Alert == nil || len(v.Notes) > 0 {
		t.Fatalf("a good alert: %+v", v.Trust)
	}
	ref := func(sender string) cap.Reference {
		return cap.Reference{Sender: sender, Identifier: "a-0", Sent: cap.At(now.Add(-time.Hour))}
	}
	for _, c := range []struct {
		name   string
		change func(*cap.Alert)
		says   string // empty: no review
	}{
		{"another sender", func(a *cap.Alert) { a.Sender = "civil@ss.example" }, "may carry"},
		{"a sender in other letters", func(a *cap.Alert) { a.Sender = "CIVIL@NN.example" }, ""},
		{"sent in the future", func(a *cap.Alert) { a.Sent = cap.At(now.Add(11 * time.Minute)) }, "in the future"},
		{"a clock that is a little ahead", func(a *cap.Alert) { a.Sent = cap.At(now.Add(9 * time.Minute)) }, ""},
		{"ends before it was sent", func(a *cap.Alert) { a.Infos[0].Expires = cap.At(now.Add(-time.Hour)) }, "ends before"},
		{"an area beyond the remit", func(a *cap.Alert) {
			a.Infos[0].Areas[0].Polygons = []cap.Polygon{{{Lat: 40, Lon: 10}, {Lat: 40, Lon: 11}, {Lat: 41, Lon: 11}, {Lat: 40, Lon: 10}}}
		}, "beyond the source's remit: SS"},
		{"an area over half the world", func(a *cap.Alert) {
			a.Infos[0].Areas[0].Polygons = []cap.Polygon{{{Lat: 20, Lon: 1}, {Lat: 20, Lon: 80}, {Lat: 60, Lon: 80}, {Lat: 60, Lon: 1}, {Lat: 20, Lon: 1}}}
		}, "beyond the source's remit"},
		{"an outline that crosses the border at one point", func(a *cap.Alert) {
			a.Infos[0].Areas[0].Polygons = []cap.Polygon{{{Lat: 49.9, Lon: 10}, {Lat: 51, Lon: 10}, {Lat: 52, Lon: 11}, {Lat: 52, Lon: 12}, {Lat: 51, Lon: 12}, {Lat: 51, Lon: 11}, {Lat: 50.5, Lon: 11}, {Lat: 49.9, Lon: 10}}}
		}, ""},
		{"a circle in the sea", func(a *cap.Alert) {
			a.Infos[0].Areas[0] = cap.Area{Desc: "at sea", Circles: []cap.Circle{{Center: cap.Point{Lat: 55, Lon: -10}, RadiusKM: 5}}}
		}, ""},
		{"an update of its own", func(a *cap.Alert) { a.MsgType, a.References = cap.MsgUpdate, []cap.Reference{ref("civil@nn.example")} }, ""},
		{"an update of another sender's", func(a *cap.Alert) { a.MsgType, a.References = cap.MsgUpdate, []cap.Reference{ref("civil@ss.example")} }, "replace a message of another sender"},
		{"a cancel of another sender's", func(a *cap.Alert) { a.MsgType, a.References = cap.MsgCancel, []cap.Reference{ref("civil@ss.example")} }, "revoke a message of another sender"},
		{"a cancel of two", func(a *cap.Alert) {
			a.MsgType, a.References = cap.MsgCancel, []cap.Reference{ref("civil@nn.example"), {Sender: "civil@nn.example", Identifier: "a-9", Sent: cap.At(now.Add(-2 * time.Hour))}}
		}, "several messages"},
		{"text turned round", func(a *cap.Alert) { a.Infos[0].Headline = "Avoid \u202ecrowds" }, "order of reading"},
		{"Hebrew with its marks of direction", func(a *cap.Alert) { a.Infos[0].Headline = "\u200fהתרעה" }, ""},
		{"a script", func(a *cap.Alert) { a.Infos[0].Description = "<script>alert(1)</script>" }, "script"},
	} {
		v := JudgeAlert(source(), dsig.Keys{}, alert(c.change), nothing, boxes{}, now)
		said := strings.Join(v.Notes, "; ")
		if v.Review != (c.says != "") || !strings.Contains(said, c.says) {
			t.Errorf("%s: review %v, notes %q; want %q", c.name, v.Review, said, c.says)
		}
	}
	if v := JudgeAlert(intake.Source{}, dsig.Keys{}, alert(nil), nothing, boxes{}, now); v.Bound != intake.BoundUnstated || v.Review {
		t.Errorf("a source that states nothing: %+v", v.Trust)
	}
	if v := JudgeAlert(source(), dsig.Keys{}, []byte("<alert"), nothing, boxes{}, now); v.Alert != nil {
		t.Error("what cannot be parsed has an alert")
	}
}

// TestSameName: a repetition is linked, a contradiction is not believed, and what is dated back is seen.
func TestSameName(t *testing.T) {
	good := JudgeAlert(source(), dsig.Keys{}, alert(nil), nothing, boxes{}, now)
	again := func(Name) Past { return Past{Same: []Known{{"item-1", "mirror", good.Digest}}} }
	if v := JudgeAlert(source(), dsig.Keys{}, []byte(strings.ReplaceAll(string(alert(nil)), "\n", "\n  ")), again, boxes{}, now); v.Of != "item-1" || v.Review {
		t.Errorf("the same message in another layout: %+v", v)
	}
	other := alert(func(a *cap.Alert) { a.Infos[0].Headline = "All is well" })
	if v := JudgeAlert(source(), dsig.Keys{}, other, again, boxes{}, now); v.Of != "" || !v.Review || !strings.Contains(v.Notes[0], "item-1") {
		t.Errorf("two that contradict each other: %+v", v)
	}
	old := alert(func(a *cap.Alert) { a.Identifier, a.Sent = "a-7", cap.At(now.Add(-20*time.Hour)) })
	watched := func(Name) Past { return Past{Newest: now.Add(-time.Hour), Looked: now.Add(-5 * time.Minute)} }
	if v := JudgeAlert(source(), dsig.Keys{}, old, watched, boxes{}, now); !v.Review || !strings.Contains(v.Notes[0], "dated back") {
		t.Errorf("dated back: %+v", v.Trust)
	}
	for name, p := range map[string]Past{
		"the first look at a source": {},
		"after an outage":            {Newest: now.Add(-19 * time.Hour), Looked: now.Add(-30 * time.Hour)},
		"a sender that was silent":   {Newest: now.Add(-21 * time.Hour), Looked: now.Add(-5 * time.Minute)},
	} {
		if v := JudgeAlert(source(), dsig.Keys{}, old, func(Name) Past { return p }, boxes{}, now); v.Review {
			t.Errorf("%s: %v", name, v.Notes)
		}
	}
}

func TestLive(t *testing.T) {
	for _, c := range []struct {
		status, scope string
		live          bool
	}{{"Actual", "Public", true}, {"Actual", "Restricted", true}, {"", "", true}, {"Actual", "Private", false}, {"Exercise", "Public", false}, {"Test", "Public", false}, {"System", "Public", false}, {"Draft", "Public", false}, {"actual", "Public", false}} {
		if live, why := Live(c.status, c.scope); live != c.live || live == (why != "") {
			t.Errorf("%s %s: %v %q", c.status, c.scope, live, why)
		}
	}
}

// signer is a key with its certificate.
func signer(t *testing.T, name string) (crypto.Signer, *x509.Certificate, string) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-24 * time.Hour), NotAfter: now.Add(24 * time.Hour), KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return key, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

// TestSignatures: signed by the pinned key, by another, not at all, and badly, are four states.
func TestSignatures(t *testing.T) {
	key, cert, pin := signer(t, "Northland Civil Defence")
	other, otherCert, _ := signer(t, "Somebody")
	keys, err := dsig.ParseKeys(pin)
	if err != nil {
		t.Fatal(err)
	}
	sign := func(raw []byte, k crypto.Signer, c *x509.Certificate) []byte {
		out, err := dsig.Sign(raw, dsig.Signer{Key: k, Certificates: []*x509.Certificate{c}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	good := sign(alert(nil), key, cert)
	for _, c := range []struct {
		name   string
		raw    []byte
		keys   dsig.Keys
		state  string
		review bool
	}{
		{"by the pinned key", good, keys, "valid", false},
		{"by another key", sign(alert(nil), other, otherCert), keys, "unknown_key", true},
		{"by a key, and none is pinned", good, dsig.Keys{}, "unknown_key", false},
		{"not signed", alert(nil), keys, "unsigned", true},
		{"not signed, and none is pinned", alert(nil), dsig.Keys{}, "unsigned", false},
		{"changed afterwards", []byte(strings.Replace(string(good), "Avoid crowds", "Go to crowds", 1)), keys, "bad", true},
		{"changed afterwards, and no key is pinned", []byte(strings.Replace(string(good), "Avoid crowds", "Go to crowds", 1)), dsig.Keys{}, "bad", false},
	} {
		v := JudgeAlert(source(), c.keys, c.raw, nothing, boxes{}, now)
		if v.Signature != c.state || v.Review != c.review {
			t.Errorf("%s: %s, review %v (%v); want %s, %v", c.name, v.Signature, v.Review, v.Notes, c.state, c.review)
		}
	}
}

// TestSpoofs: 500 seeded forgeries of a watched source, each of a kind that the rules name; none passes without a person, and
// none of 500 honest alerts beside them is held up.
func TestSpoofs(t *testing.T) {
	kept := map[Name][]Known{}
	var newest time.Time
	past := func(n Name) Past { return Past{Same: kept[n], Newest: newest, Looked: now.Add(-5 * time.Minute)} }
	kinds := []struct {
		name  string
		forge func(*cap.Alert, *mrand.Rand)
	}{
		{"other sender", func(a *cap.Alert, r *mrand.Rand) { a.Sender = fmt.Sprintf("x%d@evil.example", r.IntN(99)) }},
		{"stale", func(a *cap.Alert, r *mrand.Rand) {
			a.Sent = cap.At(now.Add(-time.Duration(20+r.IntN(400)) * time.Hour))
		}},
		{"future", func(a *cap.Alert, r *mrand.Rand) {
			a.Sent = cap.At(now.Add(time.Duration(11+r.IntN(9000)) * time.Minute))
		}},
		{"huge area", func(a *cap.Alert, r *mrand.Rand) {
			s, e := -60+r.Float64()*40, 40+r.Float64()*100
			a.Infos[0].Areas[0].Polygons = []cap.Polygon{{{Lat: s, Lon: 1}, {Lat: s, Lon: e}, {Lat: 70, Lon: e}, {Lat: 70, Lon: 1}, {Lat: s, Lon: 1}}}
		}},
		{"cancels another's", func(a *cap.Alert, r *mrand.Rand) {
			a.MsgType, a.References = cap.MsgCancel, []cap.Reference{{Sender: "civil@ss.example", Identifier: fmt.Sprint(r.Uint64()), Sent: cap.At(now.Add(-time.Hour))}}
		}},
		{"not live", func(a *cap.Alert, r *mrand.Rand) {
			a.Status = []cap.Status{cap.StatusTest, cap.StatusExercise, cap.StatusSystem, cap.StatusDraft}[r.IntN(4)]
		}},
		{"private", func(a *cap.Alert, r *mrand.Rand) { a.Scope, a.Addresses = cap.ScopePrivate, "somebody" }},
		{"over before it began", func(a *cap.Alert, r *mrand.Rand) {
			a.Infos[0].Expires = cap.At(a.Sent.Instant.Add(-time.Duration(1+r.IntN(900)) * time.Minute))
		}},
		{"says something else under a known name", func(a *cap.Alert, r *mrand.Rand) {
			a.Identifier, a.Sent = "known", cap.At(now.Add(-time.Hour))
			a.Infos[0].Headline = fmt.Sprint("All clear ", r.IntN(999))
		}},
		{"turned round", func(a *cap.Alert, r *mrand.Rand) { a.Infos[0].Headline += "\u202e" + fmt.Sprint(r.IntN(999)) }},
	}
	known := JudgeAlert(source(), dsig.Keys{}, alert(func(a *cap.Alert) { a.Identifier, a.Sent = "known", cap.At(now.Add(-time.Hour)) }), nothing, boxes{}, now)
	kept[NameOf(known.Alert.Reference())] = []Known{{"item-known", "nn", known.Digest}}
	newest = now.Add(-time.Hour)
	passed, held := 0, 0
	for seed := range uint64(500) {
		r := mrand.New(mrand.NewPCG(seed, 1))
		k := kinds[seed%uint64(len(kinds))]
		id := fmt.Sprint("n-", seed)
		honest := JudgeAlert(source(), dsig.Keys{}, alert(func(a *cap.Alert) { a.Identifier = id }), past, boxes{}, now)
		if honest.Review {
			held++
			t.Errorf("seed %d: an honest alert is held up: %v", seed, honest.Notes)
		}
		v := JudgeAlert(source(), dsig.Keys{}, alert(func(a *cap.Alert) { a.Identifier = id; k.forge(a, r) }), past, boxes{}, now)
		live := false
		if v.Alert != nil {
			live, _ = Live(string(v.Alert.Status), string(v.Alert.Scope))
		}
		if live && !v.Review && v.Of == "" {
			passed++
			t.Errorf("seed %d: %s passes", seed, k.name)
		}
	}
	t.Logf("500 forgeries of %d kinds: %d passed; 500 honest alerts: %d held up", len(kinds), passed, held)
}

func FuzzJudgeAlert(f *testing.F) {
	f.Add(alert(nil))
	f.Add([]byte("<alert"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		v := JudgeAlert(source(), dsig.Keys{}, raw, nothing, boxes{}, now)
		if v.Alert != nil && v.Digest != Digest(v.Alert) {
			t.Fatal("the digest is not the alert's")
		}
		if len(v.Notes) > 40 {
			t.Fatalf("%d notes", len(v.Notes))
		}
	})
}
