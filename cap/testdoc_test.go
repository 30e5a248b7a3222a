package cap

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// sound is an alert without any problem. Tests change one thing in it.
const sound = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>TEST-1</identifier>
  <sender>desk@example.org</sender>
  <sent>2024-03-07T18:00:00+03:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <source>duty officer</source>
  <scope>Public</scope>
  <code>one</code>
  <code>two</code>
  <note>a note</note>
  <references>desk@example.org,TEST-0,2024-03-06T09:00:00-00:00</references>
  <incidents>river "upper valley"</incidents>
  <info>
    <language>en-GB</language>
    <category>Security</category>
    <category>Safety</category>
    <event>Attack feared</event>
    <responseType>Avoid</responseType>
    <responseType>Monitor</responseType>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Possible</certainty>
    <audience>all travellers</audience>
    <eventCode>
      <valueName>scheme</valueName>
      <value>CDW</value>
    </eventCode>
    <effective>2024-03-07T18:00:00+03:00</effective>
    <onset>2024-03-07T19:00:00+03:00</onset>
    <expires>2024-03-09T18:00:00+03:00</expires>
    <senderName>Example Desk</senderName>
    <headline>Keep away &amp; stay in</headline>
    <description>Large gatherings.
Second line.</description>
    <instruction>Do not go.</instruction>
    <web>https://example.org/1</web>
    <contact>+00 000</contact>
    <parameter>
      <valueName>n</valueName>
      <value>v</value>
    </parameter>
    <resource>
      <resourceDesc>map</resourceDesc>
      <mimeType>image/png</mimeType>
      <size>1234</size>
      <uri>https://example.org/map.png</uri>
      <digest>0123456789abcdef0123456789abcdef01234567</digest>
    </resource>
    <area>
      <areaDesc>The city</areaDesc>
      <polygon>55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3</polygon>
      <circle>55.82,37.39 5.5</circle>
      <geocode>
        <valueName>iso</valueName>
        <value>XX-1</value>
      </geocode>
      <altitude>0</altitude>
      <ceiling>1000.5</ceiling>
    </area>
  </info>
</alert>
`

// swap replaces text in sound and fails when the text is not there.
func swap(t testing.TB, pairs ...string) []byte {
	t.Helper()
	doc := sound
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(doc, pairs[i]) {
			t.Fatalf("the sound alert does not hold %q", pairs[i])
		}
		doc = strings.Replace(doc, pairs[i], pairs[i+1], 1)
	}
	return []byte(doc)
}

// withCode finds the first problem with a code.
func withCode(problems []Problem, code string) (Problem, bool) {
	for _, p := range problems {
		if p.Code == code {
			return p, true
		}
	}
	return Problem{}, false
}

// same compares what two alerts say, leaving out where it stood.
func same(a, b *Alert) bool {
	x, y := *a, *b
	x.Raw, y.Raw, x.doc, y.doc, x.nodes, y.nodes, x.Signed, y.Signed = nil, nil, "", "", nil, nil, false, false
	return reflect.DeepEqual(x, y)
}

// upward finds a path in the directories above the test's, or "".
func upward(path string) string {
	dir, err := os.Getwd()
	for err == nil {
		if p := filepath.Join(dir, path); exists(p) {
			return p
		}
		if filepath.Dir(dir) == dir {
			return ""
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// quick runs f until one run keeps within 100 ms, five times at most, so that a busy machine does not fail a test, and
// fails when none does.
func quick(t testing.TB, name string, f func()) {
	t.Helper()
	best := time.Hour
	for range 5 {
		start := time.Now()
		f()
		if best = min(best, time.Since(start)); best <= slowness*100*time.Millisecond {
			return
		}
	}
	t.Errorf("%s: took %v at best", name, best)
}
