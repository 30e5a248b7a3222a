package intake

import (
	"bytes"
	"encoding/json"
	"strings"
)

// jsonMarks tell a JSON document of a government by members that stand in it: all of one row, the first row that fits.
var jsonMarks = []struct {
	form  Form
	marks []string
}{
	{FormUKAdvice, []string{`"alert_status"`, `"details"`}},
	{FormUKAdvice, []string{`"travel_advice_index"`, `"details"`}},
	{FormUKAdvice, []string{`"travel_advice"`, `"base_path"`, `"details"`}},
	{FormCAAdvice, []string{`"advisory-state"`}},
	{FormDEAdvice, []string{`"partialWarning"`}},
	{FormDEAdvice, []string{`"situationPartWarning"`}},
	{FormDEAdvice, []string{`"response"`, `"contentList"`}},
	{FormUSAdviceJSON, []string{`"Title"`, `"Category"`, `"Summary"`, `"Published"`}},
	{FormAdviceList, []string{`"advisories"`, `"alpha_2"`}},
	{FormAdviceList, []string{`"risk_level"`}},
	{FormAdviceList, []string{`"advisory_level"`}},
	{FormAdviceList, []string{`"advisory_html"`, `"country_iso"`}},
	{FormAdviceList, []string{`"advice"`, `"originalUrl"`}},
	{FormAdviceList, []string{`"destination"`, `"details_url"`}},
	{FormBBK, []string{`"identifier"`, `"msgType"`, `"info"`}},
	{FormBBK, []string{`"i18nTitle"`, `"startDate"`}},
}

// officialForm knows a government's form by its bytes; form is "" for anything else. An empty JSON document is unreadable: a source
// that answers so is switched off or at fault, which is not the same as no warnings.
func officialForm(b []byte) (form Form, why string) {
	switch b[0] {
	case '{', '[':
		if len(b) < 40 {
			switch string(bytes.Join(bytes.Fields(b), nil)) {
			case `{}`, `[]`, `{"response":{}}`, `{"response":[]}`, `{"data":{}}`, `{"data":[]}`, `{"advisories":[]}`:
				return FormUnknown, "the JSON document is empty: its source is switched off or at fault, which is not the same as no warnings"
			}
		}
		for _, m := range jsonMarks {
			fits := true
			for _, k := range m.marks {
				fits = fits && bytes.Contains(b, []byte(k))
			}
			if fits {
				return m.form, ""
			}
		}
	case '<':
		switch rootName(b) {
		case "item", "rss", "channel":
			has := func(s string) bool { return bytes.Contains(b, []byte(s)) }
			switch {
			case has("Threat-Level") || has("travel.state.gov") && has("ravel") && (has("Level 1") || has("Level 2") || has("Level 3") || has("Level 4") || has("Worldwide Caution")):
				return FormUSAdvice, ""
			case has("<ta:"):
				return FormAUAdvice, ""
			case has("mi5.gov.uk") && has("hreat"):
				return FormUKThreat, ""
			}
		case "alert": // NTAS tells its alerts by attributes, CAP by elements
			i := bytes.Index(b, []byte("<alert"))
			if i < 0 { // with a prefix: CAP
				break
			}
			tag := b[i:]
			tag = tag[:bytes.IndexByte(tag, '>')+1]
			if (bytes.Contains(tag, []byte(" type=")) || bytes.Contains(tag, []byte(" start=")) || bytes.Contains(tag, []byte(" effective="))) && !bytes.Contains(b, []byte("identifier>")) {
				return FormUSNTAS, ""
			}
		case "alerts": // a collection of CAP alerts has identifiers
			if !bytes.Contains(b, []byte("identifier>")) {
				return FormUSNTAS, ""
			}
		}
	}
	return "", ""
}

// officialTitle is a line for lists of a government's document: the title of an item, the name of a country.
func officialTitle(form Form, raw []byte) string {
	switch form {
	case FormUSAdvice, FormAUAdvice, FormUKThreat:
		s := string(raw[:min(len(raw), 64<<10)])
		if _, rest, ok := strings.Cut(s, "<title>"); ok {
			if t, _, ok := strings.Cut(rest, "</title>"); ok {
				t = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(t), "<![CDATA["), "]]>")
				return strings.Join(strings.Fields(unescapeXML.Replace(t)), " ")
			}
		}
		return "travel advice"
	case FormUSNTAS:
		return "NTAS: terrorism advisories of the United States"
	case FormAdviceList:
		return "list of levels of travel advice"
	case FormUKAdvice, FormCAAdvice, FormDEAdvice, FormUSAdviceJSON, FormBBK:
		var v any
		if json.Unmarshal(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), &v) != nil {
			return "travel advice"
		}
		for _, key := range []string{"title", "Title", "country-eng", "countryName", "headline"} {
			if s := member(v, key, 0); s != "" {
				return strings.Join(strings.Fields(s), " ")
			}
		}
		return "travel advice"
	}
	return ""
}

var unescapeXML = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&#39;", "'")

// member is the text of a member of this name at the top, in the only element, or one level below a single member.
func member(v any, key string, depth int) string {
	switch x := v.(type) {
	case map[string]any:
		if s, ok := x[key].(string); ok {
			return s
		}
		for _, k := range []string{"data", "response", "info", "details"} {
			if s := member(x[k], key, depth+1); s != "" {
				return s
			}
		}
		if depth > 0 && len(x) <= 4 {
			for _, k := range x {
				if s := member(k, key, depth+1); s != "" && depth < 4 {
					return s
				}
			}
		}
	case []any:
		if len(x) == 1 && depth < 4 {
			return member(x[0], key, depth+1)
		}
	}
	return ""
}
