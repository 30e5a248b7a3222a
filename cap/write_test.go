package cap

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestMarshalRoundTrip(t *testing.T) {
	a, _, err := Parse([]byte(sound), Options{})
	if err != nil {
		t.Fatal(err)
	}
	out, problems, err := Marshal(a)
	if err != nil || len(problems) != 0 {
		t.Fatalf("Marshal: %v %v", err, problems)
	}
	if string(out) != sound {
		t.Errorf("the sound alert comes back as\n%s", out)
	}
	b, problems, err := Parse(out, Options{})
	if err != nil || len(problems) != 0 || !same(a, b) {
		t.Errorf("read again: %v %v", err, problems)
	}
}

// drawAlert makes any alert that Marshal should take.
func drawAlert(rt *rapid.T) *Alert {
	text := rapid.Custom(func(rt *rapid.T) string {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab <>&\"'\n\r\t]\u00e9\u042f\u65e5\U0001F514\u200b%")), 0, 20, -1).Draw(rt, "s")
		return trimSpace(s)
	})
	word := rapid.StringMatching(`[a-zA-Z0-9@._:-]{1,12}`)
	full := func(label string) string { return "x" + strings.TrimRight(text.Draw(rt, label), " \t\r\n") }
	when := rapid.Custom(func(rt *rapid.T) Time {
		zone := time.FixedZone("", 60*rapid.IntRange(-840, 840).Draw(rt, "zone"))
		return At(time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "unix"), 0).In(zone))
	})
	maybe := func(label string) (out Time) {
		if rapid.Bool().Draw(rt, label) {
			out = when.Draw(rt, label)
		}
		return out
	}
	pick := func(f field) string {
		for {
			if w := rapid.SampledFrom(enums[f]).Draw(rt, fieldNames[f]); w.in.has(V12) {
				return w.text
			}
		}
	}
	count := func(label string) int { return rapid.IntRange(0, 2).Draw(rt, label) }
	pairs := func(label string) (out []ValuePair) {
		for range count(label) {
			out = append(out, ValuePair{text.Draw(rt, label), text.Draw(rt, label)})
		}
		return out
	}
	point := func() Point {
		return Point{rapid.Float64Range(-90, 90).Draw(rt, "lat") + 0, rapid.Float64Range(-180, 180).Draw(rt, "lon") + 0}
	}
	a := &Alert{Version: V12, Identifier: word.Draw(rt, "id"), Sender: word.Draw(rt, "sender"), Sent: when.Draw(rt, "sent"),
		Status: Status(pick(fStatus)), MsgType: MsgType(pick(fMsgType)), Source: text.Draw(rt, "source"),
		Scope: Scope(pick(fScope)), Restriction: full("restriction"), Addresses: full("addresses"),
		Note: text.Draw(rt, "note"), Incidents: text.Draw(rt, "incidents"),
		References: []Reference{{word.Draw(rt, "ref"), word.Draw(rt, "ref"), when.Draw(rt, "ref")}}}
	for range count("codes") {
		a.Codes = append(a.Codes, full("code"))
	}
	for range count("infos") {
		x := Info{Categories: []Category{Category(pick(fCategory))}, Event: full("event"), Urgency: Urgency(pick(fUrgency)),
			Severity: Severity(pick(fSeverity)), Certainty: Certainty(pick(fCertainty)), Audience: text.Draw(rt, "audience"),
			EventCodes: pairs("eventCode"), Effective: maybe("effective"), Onset: maybe("onset"), Expires: maybe("expires"),
			SenderName: text.Draw(rt, "senderName"), Headline: text.Draw(rt, "headline"),
			Description: text.Draw(rt, "description"), Instruction: text.Draw(rt, "instruction"),
			Contact: text.Draw(rt, "contact"), Parameters: pairs("parameter"),
			Language: rapid.SampledFrom([]string{"", "en", "sr-Latn-RS"}).Draw(rt, "language"),
			Web:      rapid.SampledFrom([]string{"", "https://example.org/?a=b&c=d"}).Draw(rt, "web")}
		for range count("responses") {
			x.ResponseTypes = append(x.ResponseTypes, ResponseType(pick(fResponseType)))
		}
		for range count("resources") {
			x.Resources = append(x.Resources, Resource{Desc: text.Draw(rt, "desc"), MimeType: text.Draw(rt, "mime"),
				Size: rapid.Int64Range(0, 1<<40).Draw(rt, "size"), URI: rapid.SampledFrom([]string{"", "x.png"}).Draw(rt, "uri")})
		}
		for range count("areas") {
			ar := Area{Desc: full("area"), Geocodes: pairs("geocode")}
			for range count("polygons") {
				pts := Polygon{point(), point(), point()}
				ar.Polygons = append(ar.Polygons, append(pts, pts[0]))
			}
			for range count("circles") {
				ar.Circles = append(ar.Circles, Circle{point(), rapid.Float64Range(0, 1e4).Draw(rt, "radius")})
			}
			if rapid.Bool().Draw(rt, "heights") {
				ar.Altitude, ar.Ceiling = "-10.5", "100"
			}
			x.Areas = append(x.Areas, ar)
		}
		a.Infos = append(a.Infos, x)
	}
	return a
}

// clearText takes the texts of times out, which At leaves empty and Parse fills.
func clearText(a *Alert) *Alert {
	b := *a
	b.Sent.Text = ""
	b.References = append([]Reference(nil), a.References...)
	for i := range b.References {
		b.References[i].Sent.Text = ""
	}
	b.Infos = append([]Info(nil), a.Infos...)
	for i := range b.Infos {
		b.Infos[i].Effective.Text, b.Infos[i].Onset.Text, b.Infos[i].Expires.Text = "", "", ""
	}
	return &b
}

func TestMarshalRoundTripOfAnyAlert(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := drawAlert(rt)
		out, problems, err := Marshal(a)
		if err != nil {
			rt.Fatalf("Marshal: %v %v", err, problems)
		}
		b, problems, err := Parse(out, Options{})
		if err != nil {
			rt.Fatalf("Parse: %v %v\n%s", err, problems, out)
		}
		if !same(a, clearText(b)) {
			rt.Fatalf("it came back changed\nput %+v\ngot %+v\n%s", a, clearText(b), out)
		}
		again, _, err := Marshal(b)
		if err != nil || !bytes.Equal(out, again) {
			rt.Fatalf("written twice, it differs: %v\n%s\n%s", err, out, again)
		}
	})
}

func TestMarshalRefusesWhatCannotBeValid(t *testing.T) {
	good := func() *Alert {
		a, _, err := Parse([]byte(sound), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for name, c := range map[string]struct {
		change func(a *Alert)
		code   string
		schema bool
	}{
		"no identifier":       {func(a *Alert) { a.Identifier = "" }, "blank", false},
		"space in sender":     {func(a *Alert) { a.Sender = "a b" }, "sender-characters", false},
		"no sent":             {func(a *Alert) { a.Sent = Time{} }, "missing", true},
		"sent unread":         {func(a *Alert) { a.Sent = Time{Text: "soon"} }, "missing", true},
		"sent without zone":   {func(a *Alert) { a.Sent.Zone = ZoneNone }, "time-no-zone", true},
		"year 10000":          {func(a *Alert) { a.Sent.Instant = a.Sent.Instant.AddDate(9000, 0, 0) }, "time", true},
		"offset of 20 hours":  {func(a *Alert) { a.Infos[0].Expires.Offset = 1200 }, "time", true},
		"no status":           {func(a *Alert) { a.Status = "" }, "enum", true},
		"own msgType":         {func(a *Alert) { a.MsgType = "Notice" }, "enum", true},
		"no scope":            {func(a *Alert) { a.Scope = "" }, "enum", true},
		"no category":         {func(a *Alert) { a.Infos[0].Categories = nil }, "missing", true},
		"odd category":        {func(a *Alert) { a.Infos[0].Categories[0] = "War" }, "enum", true},
		"no urgency":          {func(a *Alert) { a.Infos[0].Urgency = "" }, "enum", true},
		"no event":            {func(a *Alert) { a.Infos[0].Event = "" }, "blank", false},
		"control character":   {func(a *Alert) { a.Infos[0].Headline = "a\x00b" }, "xml-characters", true},
		"not UTF-8":           {func(a *Alert) { a.Infos[0].Description = "a\xff" }, "xml-characters", true},
		"odd language":        {func(a *Alert) { a.Infos[0].Language = "the language" }, "language", true},
		"odd web":             {func(a *Alert) { a.Infos[0].Web = "%a b" }, "uri", true},
		"relative web":        {func(a *Alert) { a.Infos[0].Web = "a/b" }, "uri-relative", false},
		"odd uri":             {func(a *Alert) { a.Infos[0].Resources[0].URI = "http://[" }, "uri", true},
		"negative size":       {func(a *Alert) { a.Infos[0].Resources[0].Size = -1 }, "size", false},
		"blank areaDesc":      {func(a *Alert) { a.Infos[0].Areas[0].Desc = "" }, "blank", false},
		"odd altitude":        {func(a *Alert) { a.Infos[0].Areas[0].Altitude = "high" }, "number", true},
		"ceiling alone":       {func(a *Alert) { a.Infos[0].Areas[0].Altitude = "" }, "ceiling-alone", false},
		"open polygon":        {func(a *Alert) { a.Infos[0].Areas[0].Polygons[0][0].Lat = 1 }, "polygon-open", false},
		"short polygon":       {func(a *Alert) { a.Infos[0].Areas[0].Polygons[0] = Polygon{{1, 2}} }, "polygon-short", false},
		"empty polygon":       {func(a *Alert) { a.Infos[0].Areas[0].Polygons[0] = nil }, "polygon-short", false},
		"polygon off globe":   {func(a *Alert) { a.Infos[0].Areas[0].Polygons[0][1].Lon = 181 }, "longitude", false},
		"endless polygon":     {func(a *Alert) { a.Infos[0].Areas[0].Polygons[0] = make(Polygon, 10_001) }, "polygon-points", false},
		"negative circle":     {func(a *Alert) { a.Infos[0].Areas[0].Circles[0].RadiusKM = -1 }, "circle-radius", false},
		"Update of nothing":   {func(a *Alert) { a.References = nil }, "references-missing", false},
		"comma in reference":  {func(a *Alert) { a.References[0].Identifier = "a,b" }, "references", false},
		"reference, no time":  {func(a *Alert) { a.References[0].Sent = Time{} }, "missing", true},
		"blank in reference":  {func(a *Alert) { a.References[0].Sender = "" }, "references", false},
		"restricted, unsaid":  {func(a *Alert) { a.Scope = ScopeRestricted }, "restriction-missing", false},
		"private, no address": {func(a *Alert) { a.Scope = ScopePrivate }, "addresses-missing", false},
	} {
		a := good()
		c.change(a)
		out, problems, err := Marshal(a)
		p, ok := withCode(problems, c.code)
		if !errors.Is(err, ErrUnusable) || out != nil || !ok || p.Level != Unusable || p.Schema != c.schema || p.Offset != -1 {
			t.Errorf("%s: want %s (schema %v), got %v %v", name, c.code, c.schema, err, problems)
		}
	}
	// Advice does not stand in the way.
	a := good()
	a.Infos[0].Headline = " spaced "
	a.Infos[0].Areas[0].Polygons[0] = Polygon{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}
	a.Infos[0].Certainty = CertaintyVeryLikely
	a.Password = "secret"
	out, problems, err := Marshal(a)
	if err != nil || len(problems) != 2 || !strings.Contains(string(out), "<certainty>Likely<") || strings.Contains(string(out), "secret") {
		t.Errorf("advice: %v %v", err, problems)
	}
	a.Infos[0].Description = strings.Repeat("long ", 300_000)
	if out, problems, err = Marshal(a); err != nil || len(out) < 1<<20 {
		t.Errorf("large: %v", err)
	}
	if _, ok := withCode(problems, "too-large"); !ok {
		t.Errorf("a large alert is not remarked: %v", problems)
	}
}

// Marshal writes older alerts as 1.2.
func TestMarshalRaisesTheVersion(t *testing.T) {
	doc := swap(t, Namespace12, Namespace11, "<responseType>Avoid</responseType>", "", "18:00:00+03:00</sent>", "18:00:00.25+03:00</sent>")
	a, problems, err := Parse(doc, Options{})
	if err != nil {
		t.Fatal(problems)
	}
	out, _, err := Marshal(a)
	if err != nil || !bytes.Contains(out, []byte(Namespace12)) || !bytes.Contains(out, []byte("<sent>2024-03-07T18:00:00+03:00<")) {
		t.Errorf("%v\n%s", err, out)
	}
}
