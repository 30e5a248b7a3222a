package dsig

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	mathrand "math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
)

// victim is a genuine signed alert, in pieces to build forgeries from.
type victim struct {
	byID            bool
	whole           string // without an XML declaration
	start, body     string // its start tag, and what is in it before the signature
	sig             string
	info, value, ki string // SignedInfo, SignatureValue and KeyInfo of sig
	signed          []byte // what Verify gives for it
}

// orig is the signed element without its signature.
func (v *victim) orig() string { return v.start + v.body + "</alert>" }

// forged is what the attacker wants believed, in place of body.
func (v *victim) forged() string {
	return strings.NewReplacer("Attack feared", "All clear", "TEST-1", "TEST-2", "Keep away &amp; stay in", "Come in").Replace(v.body)
}

// fresh is the start tag with another ID.
func (v *victim) fresh() string { return strings.Replace(v.start, `"A1"`, `"F1"`, 1) }

func newVictim(t *testing.T, byID bool) *victim {
	t.Helper()
	v := &victim{byID: byID}
	doc := strings.TrimPrefix(sound, `<?xml version="1.0" encoding="UTF-8"?>`+"\n")
	uri := ""
	if byID {
		doc, uri = strings.Replace(doc, "<alert ", `<alert Id="A1" `, 1), "#A1"
	}
	doc = strings.TrimSpace(doc)
	end := strings.LastIndex(doc, "</alert>")
	sum := sha256.Sum256(canonicalOf(t, doc))
	info := signedInfoText(uri, uriMore+"rsa-sha256", base64.StdEncoding.EncodeToString(sum[:]), enveloped+transform(uriExcC14N))
	v.sig = craft(t, who("rsa"), info)
	v.whole = doc[:end] + v.sig + doc[end:]
	v.start = doc[:strings.Index(doc, ">")+1]
	v.body = doc[len(v.start):end]
	cut := func(from, to string) string {
		return v.sig[strings.Index(v.sig, from) : strings.Index(v.sig, to)+len(to)]
	}
	v.info, v.value, v.ki = cut("<SignedInfo", "</SignedInfo>"), cut("<SignatureValue>", "</SignatureValue>"), cut("<KeyInfo>", "</KeyInfo>")
	r := Verify([]byte(v.whole), keysOf(t, "rsa"), then)
	if r.State != Valid {
		t.Fatalf("the victim itself: %s %s", r.State, r.Reason)
	}
	v.signed = r.Signed
	return v
}

func canonicalOf(t *testing.T, doc string) []byte {
	out, why := write([]byte(doc), method{form: exclusive})
	if why != "" {
		t.Fatal(why)
	}
	return out
}

func transform(uri string) string { return `<Transform Algorithm="` + uri + `"></Transform>` }

var enveloped = transform(uriDSig + "enveloped-signature")

// signedInfoText writes a SignedInfo in its canonical form.
func signedInfoText(uri, method, digest, transforms string) string {
	return `<SignedInfo xmlns="` + uriDSig + `"><CanonicalizationMethod Algorithm="` + uriExcC14N + `"></CanonicalizationMethod><SignatureMethod Algorithm="` +
		method + `"></SignatureMethod>` + referenceText(uri, digest, transforms) + `</SignedInfo>`
}

func referenceText(uri, digest, transforms string) string {
	return `<Reference URI="` + uri + `"><Transforms>` + transforms + `</Transforms><DigestMethod Algorithm="` + sha256URI +
		`"></DigestMethod><DigestValue>` + digest + `</DigestValue></Reference>`
}

// craft signs any SignedInfo, so that an attack is refused for its shape and not for a broken value.
func craft(t *testing.T, p *party, info string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(info))
	value, err := p.key.Sign(rand.Reader, sum[:], crypto.SHA256)
	must(t, err)
	if key, ok := p.key.Public().(*ecdsa.PublicKey); ok {
		value, err = twoNumbers(value, ecdsaSize(key))
		must(t, err)
	}
	return signatureText(info, value, p.cert)
}

func signatureText(info string, value []byte, cert *x509.Certificate) string {
	return `<Signature xmlns="` + uriDSig + `">` + info + `<SignatureValue>` + base64.StdEncoding.EncodeToString(value) +
		`</SignatureValue><KeyInfo><X509Data><X509Certificate>` + base64.StdEncoding.EncodeToString(cert.Raw) +
		`</X509Certificate></X509Data></KeyInfo></Signature>`
}

// forgery is one attack. The genuine alert may still be found in it: harmless says that Verify may call the whole valid because
// nothing but the genuine text is signed and given.
type forgery struct {
	name, doc string
	harmless  bool
}

// forgeries are the attacks of docs/reliability.md (G18): the eight wrappings of "On Breaking SAML" and a tenth, with alert in
// place of response, and what else has been tried on signatures.
func forgeries(t *testing.T, v *victim) []forgery {
	rsa, other := who("rsa"), who("rsa-other")
	f, fresh, sig, orig := v.forged(), v.fresh(), v.sig, v.orig()
	inSig := func(more string) string { return strings.Replace(sig, "</Signature>", more+"</Signature>", 1) }
	object := func(x string) string { return "<Object>" + x + "</Object>" }
	whole := func(start, body, sig string) string { return start + body + sig + "</alert>" }
	uri := ""
	if v.byID {
		uri = "#A1"
	}
	digest := func(doc string) string {
		sum := sha256.Sum256(canonicalOf(t, doc))
		return base64.StdEncoding.EncodeToString(sum[:])
	}
	genuine, wanted := digest(orig), digest(v.start+f+"</alert>")
	resigned := func(uri, dig, transforms string) string {
		return craft(t, rsa, signedInfoText(uri, uriMore+"rsa-sha256", dig, transforms))
	}
	within := func(el, s string) string { return strings.Replace(f, "<"+el+">", "<"+el+">"+s, 1) }
	// An impostor's certificate that reads like the genuine one.
	twin := &party{name: "rsa", key: other.key, cert: issue(t, "rsa", other.key, nil, then.AddDate(-1, 0, 0), then.AddDate(1, 0, 0), false)}
	byTwin := func(extra string) string {
		s := craft(t, twin, signedInfoText(uri, uriMore+"rsa-sha256", wanted, enveloped+transform(uriExcC14N)))
		return strings.Replace(s, "<KeyInfo>", "<KeyInfo>"+extra, 1)
	}
	mac := func(key []byte, method, inner string) string {
		info := signedInfoText(uri, "@@", wanted, enveloped+transform(uriExcC14N))
		info = strings.Replace(info, `<SignatureMethod Algorithm="@@"></SignatureMethod>`, `<SignatureMethod Algorithm="`+method+`">`+inner+`</SignatureMethod>`, 1)
		h := hmac.New(sha256.New, key)
		h.Write([]byte(info))
		sum := h.Sum(nil)
		if inner != "" {
			sum = sum[:0]
		}
		return signatureText(info, sum, rsa.cert)
	}
	spki, err := x509.MarshalPKIXPublicKey(rsa.key.Public())
	must(t, err)
	manifest := `<Manifest xmlns="` + uriDSig + `" Id="M1">` + referenceText(uri, wanted, enveloped) + `</Manifest>`
	twoRefs := func(a, b string) string {
		info := signedInfoText(uri, uriMore+"rsa-sha256", a, enveloped+transform(uriExcC14N))
		return craft(t, rsa, strings.Replace(info, "</SignedInfo>", referenceText(uri, b, enveloped+transform(uriExcC14N))+"</SignedInfo>", 1))
	}
	type F = forgery
	out := []F{
		{"XSW1: the original inside the Signature", whole(fresh, f, inSig(orig)), false},
		{"XSW1: the same ID", whole(v.start, f, inSig(orig)), false},
		{"XSW2: the original before the Signature", whole(fresh, f, orig+sig), false},
		{"XSW2: the original after it", whole(fresh, f, sig+orig), false},
		{"XSW3: the forged one before the signed", "<alerts>" + fresh + f + "</alert>" + v.whole + "</alerts>", false},
		{"XSW3: behind it", "<alerts>" + v.whole + fresh + f + "</alert></alerts>", false},
		{"XSW4: the forged one around the signed", whole(fresh, f, v.whole), false},
		{"XSW4: around it, in info", whole(fresh, within("info", v.whole), ""), false},
		{"XSW5: the forged one keeps the Signature, the original at the end", "<alerts>" + whole(fresh, f, sig) + orig + "</alerts>", false},
		{"XSW5: after the root", whole(v.start, f, sig) + orig, false},
		{"XSW6: the original inside SignedInfo's sibling", whole(fresh, f, strings.Replace(sig, "<SignatureValue>", orig+"<SignatureValue>", 1)), false},
		{"XSW6: inside KeyInfo", whole(fresh, f, strings.Replace(sig, "<KeyInfo>", "<KeyInfo>"+orig, 1)), false},
		{"XSW7: the forged one in Extensions ahead", "<alerts><Extensions>" + v.start + f + "</alert></Extensions>" + v.whole + "</alerts>", false},
		{"XSW7: the original in Extensions of the forged", whole(fresh, `<x:Extensions xmlns:x="urn:x">`+orig+`</x:Extensions>`+f, sig), false},
		{"XSW7: the whole original in Extensions", whole(fresh, `<x:Extensions xmlns:x="urn:x">`+v.whole+`</x:Extensions>`+f, ""), false},
		{"XSW8: the original in an Object", whole(fresh, f, inSig(object(orig))), false},
		{"XSW8: the same ID", whole(v.start, f, inSig(object(orig))), false},
		{"XSW9: the whole original in an Object", whole(fresh, f, inSig(object(v.whole))), false},
		{"XSW10: the inner signature cloned upwards", whole(fresh, f+v.whole, sig), false},
		{"XSW10: the root's dropped, the inner kept", whole(fresh, f+`<x:keep xmlns:x="urn:x">`+v.whole+`</x:keep>`, sig), false},
		{"plain change", whole(v.start, f, sig), false},
		{"one more element", whole(v.start, v.body+"<info><category>Met</category><event>All clear</event></info>", sig), false},
		{"a field before the others", whole(v.start, "<identifier>TEST-2</identifier>"+v.body, sig), false},
		{"a value for another", strings.Replace(v.whole, ">Actual<", ">Test<", 1), false},
		{"another namespace for the root", strings.Replace(v.whole, "cap:1.2", "cap:1.1", 1), false},
		{"a namespace that was not there", strings.Replace(v.whole, "<info>", `<info xmlns="urn:x">`, 1), false},
		{"an attribute that was not there", strings.Replace(v.whole, "<info>", `<info a="1">`, 1), false},
		{"an instruction in a value", strings.Replace(v.whole, "Attack", "At<?x y?>tack", 1), false},
		{"a comment in a value", strings.Replace(v.whole, "Attack feared", "Attack<!-- -->  feared", 1), false},
		{"a comment that leaves the text", strings.Replace(v.whole, "desk@example.org", "desk@example<!-- -->.org", 1), true},
		{"CDATA for the same text", strings.Replace(v.whole, "Attack feared", "<![CDATA[Attack feared]]>", 1), true},
		{"references for the same text", strings.Replace(v.whole, "Attack feared", "&#65;ttack feared", 1), true},
		{"two signatures, the genuine last", whole(v.start, v.body, byTwin("")+sig), false},
		{"two signatures, the genuine first", whole(v.start, v.body, sig+byTwin("")), false},
		{"the same signature twice", whole(v.start, v.body, sig+sig), false},
		{"two signatures over the forged", whole(v.start, f, sig+byTwin("")), false},
		{"the signature as a grandchild", whole(v.start, within("info", sig), ""), false},
		{"as a grandchild of the genuine", whole(v.start, strings.Replace(v.body, "<info>", "<info>"+sig, 1), ""), false},
		{"deep in an area", whole(v.start, within("area", sig), ""), false},
		{"in a foreign element", whole(v.start, f, `<x:s xmlns:x="urn:x">`+sig+`</x:s>`), false},
		{"in another namespace", whole(v.start, f, strings.Replace(sig, uriDSig, "urn:x", 1)), false},
		{"in CDATA", whole(v.start, f, "<note><![CDATA["+sig+"]]></note>"), false},
		{"in a comment", whole(v.start, f, "<!--"+sig+"-->"), false},
		{"the same ID on an info", strings.Replace(v.whole, "<info>", `<info Id="A1">`, 1), false},
		{"the same ID on the forged info", whole(v.start, strings.Replace(f, "<info>", `<info Id="A1">`, 1), sig), false},
		{"the ID as xml:id elsewhere", whole(fresh, strings.Replace(f, "<info>", `<info xml:id="A1">`, 1), sig), false},
		{"the ID as ID and as id", whole(strings.Replace(fresh, "<alert ", `<alert ID="A1" id="A1" `, 1), f, sig), false},
		{"a reference elsewhere", whole(v.start, f, resigned("#B1", genuine, enveloped+transform(uriExcC14N))), false},
		{"a reference to an info", whole(v.start, strings.Replace(f, "<info>", `<info Id="B1">`, 1), resigned("#B1", genuine, enveloped)), false},
		{"a reference to an Object", whole(v.start, f, strings.Replace(resigned("#B1", genuine, transform(uriExcC14N)), "</Signature>", `<Object Id="B1">`+orig+"</Object></Signature>", 1)), false},
		{"a reference to the web", whole(v.start, f, resigned("http://example.org/alert.xml", genuine, enveloped)), false},
		{"a reference to a file", whole(v.start, f, resigned("file:///etc/passwd", genuine, enveloped)), false},
		{"a relative reference", whole(v.start, f, resigned("alert.xml", genuine, enveloped)), false},
		{"a reference to a bare #", whole(v.start, f, resigned("#", genuine, enveloped)), false},
		{"xpointer to the root", whole(v.start, f, resigned("#xpointer(/)", wanted, enveloped)), false},
		{"xpointer by ID", whole(v.start, f, resigned("#xpointer(id('A1'))", wanted, enveloped)), false},
		{"no URI", whole(v.start, f, craft(t, rsa, strings.Replace(signedInfoText("", uriMore+"rsa-sha256", wanted, enveloped), ` URI=""`, "", 1))), false},
		{"no reference", whole(v.start, f, craft(t, rsa, regexp.MustCompile(`<Reference.*</Reference>`).ReplaceAllString(v.info, ""))), false},
		{"two references, the genuine first", whole(v.start, v.body, twoRefs(genuine, wanted)), false},
		{"two references, the genuine last", whole(v.start, v.body, twoRefs(wanted, genuine)), false},
		{"two equal references", whole(v.start, v.body, twoRefs(genuine, genuine)), false},
		{"a manifest", whole(v.start, f, strings.Replace(resigned("#M1", genuine, transform(uriExcC14N)), "</Signature>", "<Object>"+manifest+"</Object></Signature>", 1)), false},
		{"XPath leaves the info out", whole(v.start, v.body, resigned(uri, genuine, enveloped+`<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>not(ancestor-or-self::info)</XPath></Transform>`)), false},
		{"XPath filter 2", whole(v.start, v.body, resigned(uri, genuine, enveloped+transform("http://www.w3.org/2002/06/xmldsig-filter2"))), false},
		{"XSLT", whole(v.start, v.body, resigned(uri, genuine, enveloped+`<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"></x:stylesheet></Transform>`)), false},
		{"base64", whole(v.start, v.body, resigned(uri, genuine, enveloped+transform(uriDSig+"base64"))), false},
		{"no enveloped transform", whole(v.start, v.body, resigned(uri, genuine, transform(uriExcC14N))), false},
		{"enveloped twice", whole(v.start, v.body, resigned(uri, genuine, enveloped+enveloped)), false},
		{"enveloped behind", whole(v.start, v.body, resigned(uri, genuine, transform(uriExcC14N)+enveloped)), false},
		{"three transforms", whole(v.start, v.body, resigned(uri, genuine, enveloped+transform(uriExcC14N)+transform(uriExcC14N))), false},
		{"no transform", whole(v.start, v.body, resigned(uri, genuine, "")), false},
		{"a digest cut short", whole(v.start, f, resigned(uri, wanted[:20]+"====", enveloped+transform(uriExcC14N))), false},
		{"an empty digest", whole(v.start, f, resigned(uri, "", enveloped+transform(uriExcC14N))), false},
		{"HMAC with the public key", whole(v.start, f, mac(spki, uriMore+"hmac-sha256", "")), false},
		{"HMAC with the certificate", whole(v.start, f, mac(rsa.cert.Raw, uriMore+"hmac-sha256", "")), false},
		{"HMAC with its PEM", whole(v.start, f, mac(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rsa.cert.Raw}), uriMore+"hmac-sha256", "")), false},
		{"HMAC cut to nothing", whole(v.start, f, mac(nil, uriDSig+"hmac-sha1", "<HMACOutputLength>0</HMACOutputLength>")), false},
		{"an output length for RSA", whole(v.start, f, mac(nil, uriMore+"rsa-sha256", "<HMACOutputLength>0</HMACOutputLength>")), false},
		{"method none", whole(v.start, f, craft(t, rsa, signedInfoText(uri, "", wanted, enveloped))), false},
		{"SHA-1 in the method alone", whole(v.start, v.body, craft(t, rsa, signedInfoText(uri, uriDSig+"rsa-sha1", genuine, enveloped+transform(uriExcC14N)))), false},
		{"an empty value", whole(v.start, f, signatureText(signedInfoText(uri, uriMore+"rsa-sha256", wanted, enveloped), nil, rsa.cert)), false},
		{"a value of zeros", whole(v.start, f, signatureText(signedInfoText(uri, uriMore+"rsa-sha256", wanted, enveloped), make([]byte, 256), rsa.cert)), false},
		{"a value of one", whole(v.start, f, signatureText(signedInfoText(uri, uriMore+"rsa-sha256", wanted, enveloped), append(make([]byte, 255), 1), rsa.cert)), false},
		{"the digest changed to fit", whole(v.start, f, strings.Replace(sig, genuine, wanted, 1)), false},
		{"SignedInfo twice, the forged first", whole(v.start, f, strings.Replace(sig, v.info, strings.Replace(v.info, genuine, wanted, 1)+v.info, 1)), false},
		{"SignedInfo twice, the forged last", whole(v.start, f, strings.Replace(sig, v.info, v.info+strings.Replace(v.info, genuine, wanted, 1), 1)), false},
		{"the genuine SignedInfo in an Object", whole(v.start, f, strings.Replace(strings.Replace(sig, genuine, wanted, 1), "</Signature>", object(v.info)+"</Signature>", 1)), false},
		{"two values", whole(v.start, f, strings.Replace(sig, v.value, v.value+v.value, 1)), false},
		{"a comment in the digest", whole(v.start, f, strings.Replace(sig, genuine, wanted+"<!--"+genuine+"-->", 1)), false},
		{"the digest's text in two pieces", whole(v.start, f, strings.Replace(sig, genuine, wanted+"<x/>"+genuine, 1)), false},
		{"another canonicalization named", whole(v.start, f, strings.Replace(sig, uriExcC14N, uriC14N10+"#WithComments", 2)), false},
		{"a canonicalization that does not exist", whole(v.start, f, strings.Replace(sig, uriExcC14N, "urn:none", 1)), false},
		{"the attacker's own certificate", whole(v.start, f, byTwin("")), false},
		{"the genuine certificate before the attacker's", whole(v.start, f, byTwin("<X509Data><X509Certificate>"+base64.StdEncoding.EncodeToString(rsa.cert.Raw)+"</X509Certificate></X509Data>")), false},
		{"the genuine key's name", whole(v.start, f, byTwin("<KeyName>CN=rsa</KeyName>")), false},
		{"the genuine certificate by reference", whole(v.start, f, byTwin(`<RetrievalMethod URI="http://example.org/cert"></RetrievalMethod>`)), false},
		{"the attacker's bare key", whole(v.start, f, regexp.MustCompile(`<X509Data>.*</X509Data>`).ReplaceAllString(byTwin(""), bareKey(other))), false},
		{"an authority's flag in the attacker's certificate", whole(v.start, f, craft(t, &party{"rsa", other.key, issue(t, "rsa", other.key, nil, then.AddDate(-1, 0, 0), then.AddDate(1, 0, 0), true)}, signedInfoText(uri, uriMore+"rsa-sha256", wanted, enveloped+transform(uriExcC14N)))), false},
		{"a document type with an ID attribute", `<!DOCTYPE alert [<!ATTLIST info x ID #IMPLIED>]>` + whole(v.start, f, sig), false},
		{"a document type with a default attribute", `<!DOCTYPE alert [<!ATTLIST alert Id CDATA "A1">]>` + v.whole, false},
		{"an entity in a value", `<!DOCTYPE alert [<!ENTITY e "All clear">]>` + strings.Replace(v.whole, "Attack feared", "&e;", 1), false},
		{"an external document type", `<!DOCTYPE alert SYSTEM "http://example.org/alert.dtd">` + v.whole, false},
		{"XInclude", whole(v.start, `<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="http://example.org/"/>`+f, sig), false},
		{"an instruction before the alert", `<?xml-stylesheet href="http://example.org/forge.xsl"?>` + whole(v.start, f, sig), false},
		{"a second root", v.whole + whole(fresh, f, ""), false},
		{"text behind", v.whole + "All clear", false},
		{"text before", "All clear" + v.whole, false},
		{"an undeclared prefix", strings.Replace(v.whole, "<info>", "<x:info>", 1), false},
		{"a wrong end", strings.Replace(v.whole, "</info>", "</inf>", 1), false},
		{"another root's name", strings.NewReplacer("<alert ", "<Alert ", "</alert>", "</Alert>").Replace(v.whole), false},
		{"no namespace for the root", strings.Replace(v.whole, ` xmlns="`+cap.Namespace12+`"`, "", 1), false},
		{"Latin-1 read as UTF-8", `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.Replace(v.whole, "Attack", "\xc3\xa9", 1), false},
	}
	if !v.byID { // a reference to the document covers the instruction before it too
		out = append(out, F{"a style sheet before the genuine", `<?xml-stylesheet href="http://example.org/forge.xsl"?>` + v.whole, false})
	} else {
		out = append(out, F{"a style sheet before the genuine", `<?xml-stylesheet href="http://example.org/forge.xsl"?>` + v.whole, true})
		out = append(out, F{"the ID on the forged root and on the original", whole(v.start, f, strings.Replace(sig, "</Signature>", object(orig)+"</Signature>", 1)), false})
		out = append(out, F{"the ID on the original in a foreign element", whole(fresh, f+`<x:o xmlns:x="urn:x">`+orig+`</x:o>`, sig), false})
	}
	return out
}

func bareKey(p *party) string {
	k := publicRSA(p)
	return `<KeyValue><RSAKeyValue><Modulus>` + base64.StdEncoding.EncodeToString(k.N.Bytes()) + `</Modulus><Exponent>` +
		base64.StdEncoding.EncodeToString(big.NewInt(int64(k.E)).Bytes()) + `</Exponent></RSAKeyValue></KeyValue>`
}

// layouts put a document where alerts come from.
var layouts = []struct {
	name string
	wrap func(doc string) string
}{
	{"bare", func(doc string) string { return doc }},
	{"in an Atom entry", func(doc string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><entry Id="E1"><id>urn:e</id><content type="application/cap+xml">` + doc + `</content></entry></feed>`
	}},
	{"in EDXL-DE", func(doc string) string {
		return `<e:EDXLDistribution xmlns:e="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><e:distributionID>D1</e:distributionID><e:contentObject><e:xmlContent><e:embeddedXMLContent>` +
			doc + `</e:embeddedXMLContent></e:xmlContent></e:contentObject></e:EDXLDistribution>`
	}},
}

// TestNoForgeryIsAccepted is G18: every attack in every layout. Whatever alert is taken out of the document, it is never valid
// with another text than the genuine one, by any way of pinning the genuine key, and with the loosest option.
func TestNoForgeryIsAccepted(t *testing.T) {
	hash, err := PinOf(who("rsa").key.Public())
	must(t, err)
	loose, err := ParseKeys(hash, who("rsa").pem())
	must(t, err)
	loose.Reshaped = true
	tried, forms, unharmed := 0, 0, 0
	for _, byID := range []bool{false, true} {
		v := newVictim(t, byID)
		for _, f := range forgeries(t, v) {
			forms++
			if f.doc == v.whole {
				t.Errorf("%s: nothing is forged", f.name)
			}
			for _, l := range layouts {
				doc := []byte(l.wrap(f.doc))
				docs := [][]byte{doc}
				_, found, _ := cap.Extract(doc, cap.FeedOptions())
				for _, x := range found {
					if cut := doc[x.Span.Start:x.Span.End]; !bytes.Equal(cut, doc) {
						docs = append(docs, cut)
					}
				}
				for i, doc := range docs {
					for k, keys := range []Keys{keysOf(t, "rsa"), loose} {
						tried++
						r := Verify(doc, keys, then)
						if r.Signed != nil && r.State == Valid && bytes.Equal(r.Signed, v.signed) {
							unharmed++
							if i == 0 && !f.harmless && !(k == 1 && f.name == "a style sheet before the genuine") {
								t.Errorf("%s, %s, by ID %v: valid", f.name, l.name, byID)
							}
							continue
						}
						if r.State == Valid {
							t.Errorf("%s, %s, by ID %v: ACCEPTED, reading %s", f.name, l.name, byID, r.Signed)
						}
						if r.Reason == "" || r.Code == "" {
							t.Errorf("%s, %s: refused without a reason", f.name, l.name)
						}
						if f.harmless && i == 0 && l.name == "bare" {
							t.Errorf("%s, by ID %v: the genuine text was refused: %s", f.name, byID, r.Reason)
						}
					}
				}
			}
		}
	}
	t.Logf("%d forms x %d layouts, %d verifications: 0 forgeries accepted; the genuine alert was given out of %d", forms, len(layouts), tried, unharmed)
	if forms*len(layouts) < 180 {
		t.Errorf("only %d forms", forms)
	}
}

// TestECDSAValuesAreHeldToTheirForm: the values that other libraries took.
func TestECDSAValuesAreHeldToTheirForm(t *testing.T) {
	keys := keysOf(t, "p256")
	doc := string(signed(t, sound, "p256"))
	from := strings.Index(doc, "<SignatureValue>") + len("<SignatureValue>")
	to := strings.Index(doc, "</SignatureValue>")
	value, err := base64.StdEncoding.DecodeString(doc[from:to])
	must(t, err)
	n := who("p256").key.Public().(*ecdsa.PublicKey).Params().N
	r, s := new(big.Int).SetBytes(value[:32]), new(big.Int).SetBytes(value[32:])
	two := func(a, b *big.Int) []byte {
		return append(a.FillBytes(make([]byte, 32)), b.FillBytes(make([]byte, 32))...)
	}
	der := func() []byte { // as Go signs
		sum := sha256.Sum256([]byte("x"))
		d, err := who("p256").key.Sign(rand.Reader, sum[:], crypto.SHA256)
		must(t, err)
		return d
	}()
	for name, bad := range map[string][]byte{
		"nothing":                      {},
		"zeros":                        make([]byte, 64),
		"the order of the curve twice": two(n, n),
		"r is zero":                    two(new(big.Int), s),
		"s is zero":                    two(r, new(big.Int)),
		"DER":                          der,
		"a byte too long":              append(bytes.Clone(value), 0),
		"a zero in front":              append([]byte{0}, value...),
		"cut short":                    value[:63],
		"the halves turned":            two(s, r),
		"padded for P-384":             append(append(make([]byte, 16), value[:32]...), append(make([]byte, 16), value[32:]...)...),
	} {
		forged := doc[:from] + base64.StdEncoding.EncodeToString(bad) + doc[to:]
		expect(t, name, []byte(forged), keys, then, Bad, "signature")
	}
	// (r, n-s) is the other value of the same signature: the same text by the same key, so it may pass, but nothing else may come of it.
	if res := Verify([]byte(doc[:from]+base64.StdEncoding.EncodeToString(two(r, new(big.Int).Sub(n, s)))+doc[to:]), keys, then); res.State == Valid &&
		!bytes.Equal(res.Signed, Verify([]byte(doc), keys, then).Signed) {
		t.Error("another text")
	}
}

// TestEveryBitFlipped: each bit of five signed alerts turned over, one at a time. The result may be valid only with the same
// signed bytes. TOCSIN_ATTACK=full (make attack) turns all of them, else a seeded eighth.
func TestEveryBitFlipped(t *testing.T) {
	full := os.Getenv("TOCSIN_ATTACK") == "full"
	type subject struct {
		name string
		doc  []byte
		keys Keys
		now  time.Time
	}
	subjects := []subject{
		{"RSA", signed(t, sound, "rsa"), keysOf(t, "rsa"), then},
		{"P-256", signed(t, sound, "p256"), keysOf(t, "p256"), then},
		{"P-384, beyond ASCII", signed(t, swap(t, sound, "Attack", "Überfall 火"), "p384"), keysOf(t, "p384"), then},
		{"RSA by ID", []byte(newVictim(t, true).whole), keysOf(t, "rsa"), then},
		{"P-256 with a style sheet", signed(t, swap(t, sound, "<alert", `<?xml-stylesheet href="a"?><alert`), "p256"), keysOf(t, "p256"), then},
	}
	// A real one, where it is at hand: the key of its own certificate pinned.
	t.Run("real", func(t *testing.T) {
		for _, r := range corpus(t) {
			if r.name != "cap/ipaws-pbs-warn/ipaws-lew-carroll-2019.xml" {
				continue
			}
			data, now := load(t, r.path), time.Date(2019, 3, 29, 20, 0, 0, 0, time.UTC)
			first := Verify(data, Keys{}, now)
			if first.State != UnknownKey {
				t.Fatalf("%s: %s", r.name, first.Reason)
			}
			keys, err := ParseKeys(string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: first.Cert.Raw})))
			must(t, err)
			subjects = append(subjects, subject{"IPAWS 2019", data, keys, now})
		}
	})
	rng := mathrand.New(mathrand.NewPCG(18, 2))
	for _, s := range subjects {
		want := Verify(s.doc, s.keys, s.now)
		if want.State != Valid {
			t.Fatalf("%s: %s", s.name, want.Reason)
		}
		flips, same := 0, 0
		states := map[State]int{}
		for i := range s.doc {
			for bit := range 8 {
				if !full && rng.IntN(8) != 0 {
					continue
				}
				doc := bytes.Clone(s.doc)
				doc[i] ^= 1 << bit
				flips++
				r := Verify(doc, s.keys, s.now)
				states[r.State]++
				if r.Signed == nil {
					continue
				}
				if !bytes.Equal(r.Signed, want.Signed) {
					t.Errorf("%s: bit %d of byte %d: %s with another text", s.name, bit, i, r.State)
				}
				same++
			}
		}
		t.Logf("%s, %d bytes: %d bits turned, %d of them touch nothing that is signed (%v); 0 accepted with changed meaning", s.name, len(s.doc), flips, same, states)
	}
}

// TestRulesNarrowerThanTheStandard: documents whose signature is right in every number, and which are refused all the same for
// a rule of ours.
func TestRulesNarrowerThanTheStandard(t *testing.T) {
	genuine := func(doc string) string { // signed over what it says, whatever it is
		end := strings.LastIndex(doc, "</")
		sum := sha256.Sum256(canonicalOf(t, doc))
		sig := craft(t, who("rsa"), signedInfoText("", uriMore+"rsa-sha256", base64.StdEncoding.EncodeToString(sum[:]), enveloped+transform(uriExcC14N)))
		return doc[:end] + sig + doc[end:]
	}
	plain := strings.TrimPrefix(sound, `<?xml version="1.0" encoding="UTF-8"?>`+"\n")
	doc := genuine(plain)
	cut := func(from, to string) string { return doc[strings.Index(doc, from) : strings.Index(doc, to)+len(to)] }
	info, value := cut("<SignedInfo", "</SignedInfo>"), cut("<SignatureValue>", "</SignatureValue>")
	for _, c := range []struct{ name, doc, code string }{
		{"the alert itself", doc, ""},
		{"a feed", genuine(`<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id></feed>`), "not-an-alert"},
		{"an alert of no namespace", genuine(swap(t, plain, ` xmlns="`+cap.Namespace12+`"`, "")), "not-an-alert"},
		{"an ID twice", genuine(swap(t, plain, "<info>", `<info Id="x">`, "<area>", `<area id="x">`)), "duplicate-id"},
		{"SignedInfo twice", swap(t, doc, info, info+info), "signature-form"},
		{"the value twice", swap(t, doc, value, value+value), "signature-form"},
		{"the value before SignedInfo", swap(t, doc, value, "", info, value+info), "signature-form"},
		{"text in the Signature", swap(t, doc, "</Signature>", "text</Signature>"), "signature-form"},
		{"an unknown element in it", swap(t, doc, "</Signature>", "<x/></Signature>"), "signature-form"},
		{"a Signature in its Object", swap(t, doc, "</Signature>", `<Object><Signature></Signature></Object></Signature>`), "signatures"},
		{"text before the declaration", "x" + sound[:39] + doc, "xml"},
	} {
		state := Bad
		if c.code == "" {
			state = Valid
		}
		expect(t, c.name, []byte(c.doc), keysOf(t, "rsa"), then, state, c.code)
	}
}
