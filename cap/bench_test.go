package cap

import (
	"encoding/xml"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// makeAlert writes a synthetic alert with the given blocks, areas a block and points a polygon, from a fixed seed.
func makeAlert(seed uint64, infos, areas, points, words int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	text := func(n int) string {
		list := []string{"wind", "coast", "until", "evening", "seek", "shelter", "northern", "valley", "strong", "roads",
			"closed", "expected", "gusts", "residents", "should", "remain"}
		out := make([]string, n)
		for i := range out {
			out[i] = list[r.IntN(len(list))]
		}
		return strings.Join(out, " ") + "."
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>bench-%d</identifier>
  <sender>bench@example.org</sender>
  <sent>2026-03-07T12:00:00+03:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <scope>Public</scope>
  <code>profile:1.0</code>
  <references>bench@example.org,bench-0,2026-03-07T11:00:00+03:00</references>
`, seed)
	for range infos {
		fmt.Fprintf(&b, `  <info>
    <language>en-GB</language>
    <category>Met</category>
    <category>Safety</category>
    <event>Storm warning</event>
    <responseType>Shelter</responseType>
    <urgency>Expected</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <eventCode>
      <valueName>scheme</valueName>
      <value>STORM</value>
    </eventCode>
    <effective>2026-03-07T12:00:00+03:00</effective>
    <onset>2026-03-07T15:00:00+03:00</onset>
    <expires>2026-03-08T03:00:00+03:00</expires>
    <senderName>Bench Weather Office</senderName>
    <headline>%s</headline>
    <description>%s</description>
    <instruction>%s</instruction>
    <web>https://example.org/warnings/%d</web>
    <contact>desk@example.org</contact>
    <parameter>
      <valueName>level</valueName>
      <value>3;orange &amp; rising</value>
    </parameter>
`, text(8), text(words), text(words/2), seed)
		for k := range areas {
			lat, lon := r.Float64()*100-50, r.Float64()*300-150
			n := points + r.IntN(points/2+1)
			fmt.Fprintf(&b, "    <area>\n      <areaDesc>District %d</areaDesc>\n      <polygon>", k)
			for i := 0; i <= n; i++ {
				a := 2 * math.Pi * float64(i%n) / float64(n)
				fmt.Fprintf(&b, "%.4f,%.4f ", lat+3*math.Sin(a), lon+3*math.Cos(a))
			}
			fmt.Fprintf(&b, "</polygon>\n      <geocode>\n        <valueName>region</valueName>\n        <value>R%d</value>\n      </geocode>\n    </area>\n", k)
		}
		b.WriteString("  </info>\n")
	}
	b.WriteString("</alert>\n")
	return []byte(b.String())
}

// The plain structs that encoding/xml fills in the comparison: the same fields, no checks, no numbers read.
type plainPair struct {
	ValueName string `xml:"valueName"`
	Value     string `xml:"value"`
}

type plainAlert struct {
	XMLName    xml.Name `xml:"alert"`
	Identifier string   `xml:"identifier"`
	Sender     string   `xml:"sender"`
	Sent       string   `xml:"sent"`
	Status     string   `xml:"status"`
	MsgType    string   `xml:"msgType"`
	Scope      string   `xml:"scope"`
	Code       []string `xml:"code"`
	References string   `xml:"references"`
	Info       []struct {
		Language     string      `xml:"language"`
		Category     []string    `xml:"category"`
		Event        string      `xml:"event"`
		ResponseType []string    `xml:"responseType"`
		Urgency      string      `xml:"urgency"`
		Severity     string      `xml:"severity"`
		Certainty    string      `xml:"certainty"`
		EventCode    []plainPair `xml:"eventCode"`
		Effective    string      `xml:"effective"`
		Onset        string      `xml:"onset"`
		Expires      string      `xml:"expires"`
		SenderName   string      `xml:"senderName"`
		Headline     string      `xml:"headline"`
		Description  string      `xml:"description"`
		Instruction  string      `xml:"instruction"`
		Web          string      `xml:"web"`
		Contact      string      `xml:"contact"`
		Parameter    []plainPair `xml:"parameter"`
		Area         []struct {
			AreaDesc string      `xml:"areaDesc"`
			Polygon  []string    `xml:"polygon"`
			Circle   []string    `xml:"circle"`
			Geocode  []plainPair `xml:"geocode"`
		} `xml:"area"`
	} `xml:"info"`
}

// BenchmarkParse reads synthetic alerts, strict and with every check, and compares with encoding/xml on the same
// documents in the same run: "ratio" is how many times less processor time Parse takes, "alerts/cpu-s" how many alerts it
// reads in a second of it.
//
//	go test -run '^$' -bench Parse ./cap
func BenchmarkParse(b *testing.B) {
	for _, size := range []struct {
		name                        string
		infos, areas, points, words int
	}{
		{"5.9kB", 1, 2, 24, 300},
		{"181kB", 1, 80, 95, 300},
	} {
		docs := make([][]byte, 16)
		total := 0
		for i := range docs {
			docs[i] = makeAlert(uint64(i+1), size.infos, size.areas, size.points, size.words)
			total += len(docs[i])
		}
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(total / len(docs)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if _, problems, err := Parse(docs[n%len(docs)], Options{}); err != nil || len(problems) > 0 {
					b.Fatal(err, problems)
				}
				n++
			}
			// The ratio: the two readers in turn over the same documents, in processor time.
			var ours, theirs time.Duration
			read := 0
			for theirs < 300*time.Millisecond {
				read += len(docs)
				start := cpuTime()
				for _, doc := range docs {
					if _, _, err := Parse(doc, Options{}); err != nil {
						b.Fatal(err)
					}
				}
				ours += cpuTime() - start
				start = cpuTime()
				for _, doc := range docs {
					var v plainAlert
					if err := xml.Unmarshal(doc, &v); err != nil {
						b.Fatal(err)
					}
				}
				theirs += cpuTime() - start
			}
			b.ReportMetric(float64(read)/ours.Seconds(), "alerts/cpu-s")
			b.ReportMetric(float64(theirs)/float64(ours), "ratio")
			b.ReportMetric(float64(total)/float64(len(docs)), "B/alert")
		})
	}
}

// BenchmarkMarshal writes an alert and reads it back, as Marshal always does.
func BenchmarkMarshal(b *testing.B) {
	doc := makeAlert(1, 1, 2, 24, 330)
	a, _, err := Parse(doc, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Marshal(a); err != nil {
			b.Fatal(err)
		}
	}
}
