package cap

import (
	"strings"
	"testing"
	"time"
)

// The habits of real feeds: unusable to a strict reading, forgiven by a lenient one, which says so.
func TestForgivenHabits(t *testing.T) {
	const sent = "<sent>2024-03-07T18:00:00+03:00</sent>"
	sentAs := func(s string) []byte { return swap(t, sent, "<sent>"+s+"</sent>") }
	const refs = "desk@example.org,TEST-0,2024-03-06T09:00:00-00:00"
	const poly = "55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3"
	instant := func(a *Alert) bool { return a.Sent.Instant.Equal(time.Date(2024, 3, 7, 15, 0, 0, 0, time.UTC)) }
	for name, c := range map[string]struct {
		doc    []byte
		code   string
		schema bool
		holds  func(a *Alert) bool
	}{
		"Z time":                  {sentAs("2024-03-07T15:00:00Z"), "time-zulu", true, func(a *Alert) bool { return instant(a) && a.Sent.Zone == ZoneZulu }},
		"small z":                 {sentAs("2024-03-07T15:00:00z"), "time-zulu", true, instant},
		"no zone":                 {sentAs("2024-03-07T15:00:00"), "time-no-zone", true, func(a *Alert) bool { return instant(a) && a.Sent.Zone == ZoneNone }},
		"milliseconds":            {sentAs("2024-03-07T18:00:00.250+03:00"), "time-fraction", true, func(a *Alert) bool { return a.Sent.Instant.Nanosecond() == 250_000_000 }},
		"no seconds":              {sentAs("2024-03-07T18:00+03:00"), "time-form", true, instant},
		"space for T":             {sentAs("2024-03-07 18:00:00 +0300"), "time-form", true, instant},
		"small t":                 {sentAs("2024-03-07t18:00:00+03"), "time-form", true, instant},
		"unreadable expires":      {swap(t, "2024-03-09T18:00:00+03:00", "Thu, 07 Mar 2024 18:00:00 +0300"), "time", true, func(a *Alert) bool { return a.Infos[0].Expires.IsZero() }},
		"blank onset":             {swap(t, "<onset>2024-03-07T19:00:00+03:00</onset>", "<onset/>"), "time", true, func(a *Alert) bool { return a.Infos[0].Onset.IsZero() }},
		"commas in references":    {swap(t, refs, refs+","+refs), "references-form", false, func(a *Alert) bool { return len(a.References) == 2 }},
		"spaces in references":    {swap(t, refs, strings.ReplaceAll(refs, ",", ", ")), "references-form", false, func(a *Alert) bool { return len(a.References) == 1 && a.References[0].Identifier == "TEST-0" }},
		"Z in references":         {swap(t, "09:00:00-00:00", "09:00:00Z"), "references-form", false, func(a *Alert) bool { return len(a.References) == 1 }},
		"half a reference":        {swap(t, refs, "TEST-0 "+refs), "references", false, func(a *Alert) bool { return len(a.References) == 1 }},
		"no references in Update": {swap(t, "<references>"+refs+"</references>", ""), "references-missing", false, nil},
		"blank areaDesc":          {swap(t, "The city", " "), "blank", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Desc == "" }},
		"no areaDesc":             {swap(t, "<areaDesc>The city</areaDesc>", ""), "missing", true, nil},
		"blank event":             {swap(t, "Attack feared", ""), "blank", false, nil},
		"empty circle":            {swap(t, "<circle>55.82,37.39 5.5</circle>", "<circle/>"), "circle-empty", false, func(a *Alert) bool { return !a.Infos[0].Areas[0].Incomplete }},
		"empty polygon":           {swap(t, "<polygon>"+poly+"</polygon>", "<polygon></polygon>"), "polygon-empty", false, func(a *Alert) bool { return !a.Infos[0].Areas[0].Incomplete }},
		"open polygon":            {swap(t, poly, "55.5,37.3 55.5,37.9 55.9,37.9"), "polygon-open", false, func(a *Alert) bool { return len(a.Infos[0].Areas[0].Polygons[0]) == 4 }},
		"spaces in polygon":       {swap(t, poly, "55.5, 37.3 55.5 ,37.9 55.9,37.9 55.5,37.3"), "polygon-spaces", false, func(a *Alert) bool { return len(a.Infos[0].Areas[0].Polygons[0]) == 4 }},
		"short polygon":           {swap(t, poly, "55.5,37.3 55.5,37.9 55.5,37.3"), "polygon-short", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"words in polygon":        {swap(t, poly, poly+" and on"), "polygon-form", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"turned polygon":          {swap(t, poly, "139.1,35 139.1,36 140,36 139.1,35"), "latitude", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete && len(a.Infos[0].Areas[0].Polygons) == 0 }},
		"longitude over 180":      {swap(t, poly, "10,179 10,181 11,181 10,179"), "longitude-wrapped", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Polygons[0][1].Lon == -179 }},
		"longitude over 360":      {swap(t, poly, "10,179 10,500 11,181 10,179"), "longitude", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"comma in circle":         {swap(t, "55.82,37.39 5.5", "55.82, 37.39, 5.5"), "circle-spaces", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Circles[0].RadiusKM == 5.5 }},
		"circle of words":         {swap(t, "55.82,37.39 5.5", "here 5"), "circle-form", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"circle below zero":       {swap(t, "55.82,37.39 5.5", "55.82,37.39 -5"), "circle-radius", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"circle off the globe":    {swap(t, "55.82,37.39 5.5", "99,37.39 5"), "latitude", false, func(a *Alert) bool { return a.Infos[0].Areas[0].Incomplete }},
		"text before XML":         {[]byte("HTTP/1.1 200 OK\n\n" + sound), "text-before-xml", true, nil},
		"newline before XML":      {[]byte("\n" + sound), "text-before-xml", true, nil},
		"text before root":        {[]byte("junk " + sound[strings.Index(sound, "<alert"):]), "text-before-xml", true, nil},
		"no namespace":            {swap(t, ` xmlns="urn:oasis:names:tc:emergency:cap:1.2"`, ""), "no-namespace", true, func(a *Alert) bool { return a.Version == V12 }},
		"style sheet":             {swap(t, "<alert", "<?xml-stylesheet href='x.xsl' type='text/xsl'?>\n<alert"), "xml-instruction", false, nil},
		"UTF-16 said, UTF-8 sent": {swap(t, "UTF-8", "utf-16"), "encoding-declared", true, nil},
		"mark against encoding":   {[]byte("\xEF\xBB\xBF" + strings.Replace(sound, "UTF-8", "ISO-8859-1", 1)), "encoding-declared", true, nil},
		"capitals":                {swap(t, "<status>Actual", "<status>ACTUAL"), "enum-spelling", true, func(a *Alert) bool { return a.Status == StatusActual }},
		"Very Likely":             {swap(t, "<certainty>Possible", "<certainty>Very Likely"), "enum-spelling", true, func(a *Alert) bool { return a.Infos[0].Certainty == CertaintyLikely }},
		"space in status":         {swap(t, "<status>Actual", "<status> Actual "), "enum-space", true, func(a *Alert) bool { return a.Status == StatusActual }},
		"odd category":            {swap(t, "<category>Security", "<category>#"), "enum", true, func(a *Alert) bool { return len(a.Infos[0].Categories) == 1 }},
		"odd responseType":        {swap(t, "<responseType>Avoid", "<responseType>Run"), "enum", true, func(a *Alert) bool { return len(a.Infos[0].ResponseTypes) == 1 }},
		"odd severity":            {swap(t, "<severity>Severe", "<severity>high"), "enum", true, func(a *Alert) bool { return a.Infos[0].Severity == SeverityUnknown }},
		"no severity":             {swap(t, "<severity>Severe</severity>", ""), "missing", true, func(a *Alert) bool { return a.Infos[0].Severity == SeverityUnknown }},
		"no category":             {swap(t, "<category>Security</category>", "", "<category>Safety</category>", ""), "missing", true, nil},
		"no scope":                {swap(t, "<scope>Public</scope>", ""), "missing", true, func(a *Alert) bool { return a.Scope == "" }},
		"order":                   {swap(t, "<sender>desk@example.org</sender>", "", "<status>", "<sender>desk@example.org</sender><status>"), "order", true, nil},
		"signature before info":   {swap(t, "<info>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/><info>`), "order", true, func(a *Alert) bool { return a.Signed }},
		"signature in 1.1":        {swap(t, "cap:1.2", "cap:1.1", "<responseType>Avoid</responseType>", "", "</alert>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></alert>`), "signature-place", true, func(a *Alert) bool { return a.Signed }},
		"unknown element":         {swap(t, "<info>", "<reference>x</reference><info>"), "unknown-element", true, nil},
		"foreign element":         {swap(t, "<info>", `<ext:layer xmlns:ext="urn:x"><ext:a/></ext:layer><info>`), "foreign-element", true, nil},
		"password in 1.2":         {swap(t, "<source>", "<password>p</password><source>"), "other-version", true, func(a *Alert) bool { return a.Password == "p" }},
		"an attribute":            {swap(t, "<info>", `<info id="1">`), "attribute", true, nil},
		"xsi:nil":                 {swap(t, "<info>", `<info xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="false">`), "attribute", true, nil},
		"xsi:type":                {swap(t, "<event>", `<event xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x">`), "attribute", false, nil},
		"language of words":       {swap(t, "en-GB", "en GB"), "language", true, nil},
		"web of words":            {swap(t, "https://example.org/1", "http://%zz"), "uri", true, nil},
		"relative web":            {swap(t, "https://example.org/1", "example.org/1"), "uri-relative", false, nil},
		"size with unit":          {swap(t, "1234", "1234 kB"), "number", true, func(a *Alert) bool { return a.Infos[0].Resources[0].Size == 0 }},
		"altitude with unit":      {swap(t, "<altitude>0", "<altitude>0 ft"), "number", true, func(a *Alert) bool { return a.Infos[0].Areas[0].Altitude == "" }},
		"ceiling alone":           {swap(t, "<altitude>0</altitude>", ""), "ceiling-alone", false, nil},
		"space in sender":         {swap(t, "<sender>desk@example.org", "<sender>The Desk"), "sender-characters", false, func(a *Alert) bool { return a.Sender == "The Desk" }},
		"comma in identifier":     {swap(t, "TEST-1", "TEST,1"), "identifier-characters", false, nil},
		"restricted, unsaid":      {swap(t, "<scope>Public", "<scope>Restricted"), "restriction-missing", false, nil},
		"private, unaddressed":    {swap(t, "<scope>Public", "<scope>Private"), "addresses-missing", false, nil},
	} {
		_, problems, err := Parse(c.doc, Options{})
		schema := false
		for _, p := range problems {
			schema = schema || p.Schema
		}
		if err == nil || schema != c.schema {
			t.Errorf("%s, strict: want unusable (schema %v), got %v %v", name, c.schema, err, problems)
		}
		a, problems, err := Parse(c.doc, Options{Lenient: true})
		p, ok := withCode(problems, c.code)
		if err != nil || !ok || p.Level != Forgiven || p.Rule == "" || p.Offset < 0 {
			t.Errorf("%s, lenient: want %s forgiven, got %v %v", name, c.code, err, problems)
			continue
		}
		if c.holds != nil && !c.holds(a) {
			t.Errorf("%s, lenient: read as %+v", name, a)
		}
	}
}

// What breaks no rule but deserves a look: usable in both modes.
func TestAdvice(t *testing.T) {
	const poly = "55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3"
	for name, c := range map[string]struct {
		doc  []byte
		code string
		path string
	}{
		"expired when sent":      {swap(t, "2024-03-09T18:00:00+03:00", "2024-03-07T15:00:00-00:00"), "expires-early", "alert/info[0]/expires"},
		"expired when effective": {swap(t, "<effective>2024-03-07", "<effective>2024-03-10"), "expires-early", "alert/info[0]/expires"},
		"expires before onset":   {swap(t, "<onset>2024-03-07", "<onset>2024-03-10"), "expires-onset", "alert/info[0]/expires"},
		"crossing sides":         {swap(t, poly, "0,0 1,1 1,0 0,1 0,0"), "polygon-crossing", "alert/info[0]/area[0]/polygon[0]"},
		"repeated point":         {swap(t, poly, "0,0 0,1 0,1 1,1 0,0"), "polygon-duplicate", "alert/info[0]/area[0]/polygon[0]"},
		"flat polygon":           {swap(t, poly, "0,0 0,1 0,2 0,0"), "polygon-flat", "alert/info[0]/area[0]/polygon[0]"},
		"point polygon":          {swap(t, poly, "1,1 1,1 1,1 1,1"), "polygon-flat", "alert/info[0]/area[0]/polygon[0]"},
		"no info":                {[]byte(sound[:strings.Index(sound, "<info>")] + "</alert>"), "info-missing", "alert"},
		"names itself":           {swap(t, "TEST-0,2024-03-06T09:00:00-00:00", "TEST-1,2024-03-07T15:00:00-00:00"), "references-itself", "alert/references"},
		"exercise, no note":      {swap(t, "<status>Actual", "<status>Exercise", "<note>a note</note>", ""), "note-missing", "alert/status"},
		"error, no note":         {swap(t, "<msgType>Update", "<msgType>Error", "<note>a note</note>", ""), "note-missing", "alert/msgType"},
		"restriction, public":    {swap(t, "<code>", "<restriction>r</restriction><code>"), "restriction-scope", "alert/restriction"},
		"words only":             {swap(t, "<polygon>"+poly+"</polygon>", "", "<circle>55.82,37.39 5.5</circle>", "", "<geocode>\n        <valueName>iso</valueName>\n        <value>XX-1</value>\n      </geocode>", ""), "area-words", "alert/info[0]/area[0]"},
		"blank code":             {swap(t, "<value>CDW</value>", "<value/>"), "pair-blank", "alert/info[0]/eventCode[0]"},
		"blank parameter":        {swap(t, "<valueName>n</valueName>", "<valueName/>"), "pair-blank", "alert/info[0]/parameter[0]"},
		"low ceiling":            {swap(t, "1000.5", "-1"), "ceiling-low", "alert/info[0]/area[0]/ceiling"},
		"odd digest":             {swap(t, "0123456789abcdef0123456789abcdef01234567", "abc"), "digest", "alert/info[0]/resource[0]/digest"},
		"empty resource":         {swap(t, "<uri>https://example.org/map.png</uri>", ""), "resource-empty", "alert/info[0]/resource[0]"},
		"negative size":          {swap(t, "1234", "-5"), "size", "alert/info[0]/resource[0]/size"},
		"enormous size":          {swap(t, "1234", "99999999999999999999"), "size", "alert/info[0]/resource[0]/size"},
		"hidden direction":       {swap(t, "Keep away", "Keep \u202Eyawa"), "bidi", "alert"},
	} {
		for _, lenient := range []bool{false, true} {
			_, problems, err := Parse(c.doc, Options{Lenient: lenient})
			if p, ok := withCode(problems, c.code); err != nil || !ok || p.Level != Advice || p.Path != c.path || p.Schema {
				t.Errorf("%s, lenient %v: want %s at %s, got %v %v", name, lenient, c.code, c.path, err, problems)
			}
		}
	}
	// An empty language element has the schema's default.
	if a, problems, err := Parse(swap(t, "en-GB", ""), Options{}); err != nil || a.Infos[0].Lang() != "en-US" {
		t.Errorf("empty language: %v", problems)
	}
	moscow := time.FixedZone("MSK", 3*3600)
	a, _, err := Parse(swap(t, "18:00:00+03:00</sent>", "18:00:00</sent>"), Options{Lenient: true, Zone: moscow})
	if err != nil || !a.Sent.Instant.Equal(time.Date(2024, 3, 7, 15, 0, 0, 0, time.UTC)) || a.Sent.Offset != 180 {
		t.Errorf("Options.Zone: %v %+v", err, a.Sent)
	}
}
