package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// member is one element of an array or one key of an object, its value as it stood.
type member struct {
	key string
	raw json.RawMessage
}

// members cuts an array or object into its parts without changing a byte of them.
func members(raw []byte) (out []member, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	open, err := dec.Token()
	if err != nil {
		return nil, err
	}
	for dec.More() {
		if len(out) >= maxList {
			return out, fmt.Errorf("more than %d parts", maxList)
		}
		var m member
		if open == json.Delim('{') {
			k, err := dec.Token()
			if err != nil {
				return out, err
			}
			m.key, _ = k.(string)
		}
		if err := dec.Decode(&m.raw); err != nil {
			return out, err
		}
		out = append(out, m)
	}
	if _, err := dec.Token(); err != nil {
		return out, err
	}
	if dec.More() {
		return out, fmt.Errorf("something stands behind the end")
	}
	return out, nil
}

// fields are the members of an object by name; nil when it is none. Of a key that stands twice the first counts.
func fields(raw []byte) map[string]json.RawMessage {
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' {
		return nil
	}
	ms, err := members(raw)
	if err != nil {
		return nil
	}
	out := make(map[string]json.RawMessage, len(ms))
	for _, m := range ms {
		if _, twice := out[m.key]; !twice {
			out[m.key] = m.raw
		}
	}
	return out
}

// str is a string or number as text.
func str(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	if s = strings.TrimSpace(string(raw)); s == "" || s == "null" || strings.ContainsAny(s[:1], `{["`) {
		return ""
	}
	return s
}

// first is the first of several members that says something.
func first(f map[string]json.RawMessage, names ...string) string {
	for _, n := range names {
		if s := str(f[n]); s != "" {
			return s
		}
	}
	return ""
}

// volatile are keys whose values move by themselves.
var volatile = map[string]bool{
	"Updated": true, "Published": true, // cadataapi
	"date-published": true, "friendly-date": true, "recent-updates-type": true, // Canada
	"lastModified": true,                                                                                                                       // Germany
	"updated_at":   true, "public_updated_at": true, "reviewed_at": true, "publishing_request_id": true, "max_cache_time": true, "links": true, // GOV.UK
}

// counted is the hash of a JSON value without the volatile keys, keys in order.
func countedJSON(raw []byte) string {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return digest(raw)
	}
	h := sha256.New()
	foldJSON(func(s string) { fmt.Fprintf(h, "%d:%s", len(s), s) }, v)
	return hex.EncodeToString(h.Sum(nil))
}

func foldJSON(w func(string), v any) {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			if !volatile[k] {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		w("{")
		for _, k := range keys {
			w(k)
			foldJSON(w, v[k])
		}
		w("}")
	case []any:
		w("[")
		for _, e := range v {
			foldJSON(w, e)
		}
		w("]")
	case string:
		w(strings.Join(strings.Fields(v), " "))
	default:
		w(fmt.Sprint(v))
	}
}

// How often documents are asked for whose index does not say that they changed.
const (
	revisitGovUK   = 6 * time.Hour
	revisitGermany = 24 * time.Hour
)

// json sorts a JSON answer by its keys.
func (b *batch) json(raw []byte) error {
	ms, err := members(raw)
	if raw[0] == '[' {
		if e := b.array(ms); e != nil {
			return e
		}
		if err != nil {
			return fmt.Errorf("the JSON list breaks off after %d entries: %w", len(ms), err)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: JSON that is not well formed: %w", ErrNotAFeed, err)
	}
	f := fields(raw)
	switch {
	case f["response"] != nil:
		return b.germany(raw, f["response"])
	case str(f["document_type"]) == "travel_advice_index" || str(f["schema_name"]) == "travel_advice_index":
		return b.govUKIndex(f)
	case f["base_path"] != nil && f["details"] != nil:
		b.Form, b.Total = FormGovUK, 1
		u := b.absolute(str(f["base_path"]))
		b.add(raw, intake.Meta{Identity: str(f["base_path"]), Title: str(f["title"]), URL: u, Published: when(str(f["public_updated_at"]))})
	case f["data"] != nil && f["metadata"] != nil:
		return b.canada(f["data"])
	case f["identifier"] != nil && f["info"] != nil:
		b.Form, b.Total = FormBBK, 1
		m := intake.Meta{Identity: str(f["identifier"]), Published: when(str(f["sent"])), URL: b.base.String()}
		if infos, err := members(f["info"]); err == nil && len(infos) > 0 {
			info := fields(infos[0].raw)
			m.Title = first(info, "headline", "event")
			if web := b.absolute(str(info["web"])); web != "" {
				m.URL = web
			}
		}
		b.add(raw, m)
	case len(f) == 0:
		return fmt.Errorf("%w: an empty JSON object, which is an error or a door that was switched off, not an empty list", ErrNotAFeed)
	default:
		keys := make([]string, 0, 5)
		for _, m := range ms[:min(len(ms), 5)] {
			keys = append(keys, short(m.key))
		}
		return fmt.Errorf("%w: JSON with the keys %s", ErrNotAFeed, strings.Join(keys, ", "))
	}
	return nil
}

// add keeps a JSON document.
func (b *batch) add(raw []byte, m intake.Meta) {
	m.Content, m.Title = countedJSON(raw), oneLine(m.Title)
	if m.Identity == "" {
		m.Identity = "content:" + m.Content
	}
	b.Docs = append(b.Docs, intake.Doc{Raw: raw, Meta: m})
}

// array takes a JSON list: cadataapi's advisories or BBK's index.
func (b *batch) array(ms []member) error {
	b.Total = len(ms)
	if len(ms) == 0 {
		b.Form = FormUSAdvice
		if strings.HasSuffix(b.base.Path, "/mapData.json") {
			b.Form = FormBBKMap
		}
		return nil
	}
	f := fields(ms[0].raw)
	switch {
	case f["Title"] != nil && (f["Summary"] != nil || f["Link"] != nil):
		b.Form = FormUSAdvice
		for i, m := range ms {
			f := fields(m.raw)
			if f == nil || first(f, "Title", "Link") == "" {
				b.note("entry %d has neither title nor link; it is kept as it stands", i+1)
			}
			b.add(m.raw, intake.Meta{Identity: first(f, "id", "Link"), Title: str(f["Title"]), URL: b.absolute(str(f["Link"])),
				Published: when(first(f, "Published", "Updated"))})
		}
	case f["id"] != nil && (f["i18nTitle"] != nil || f["severity"] != nil || f["startDate"] != nil || f["transKeys"] != nil || f["payload"] != nil):
		b.Form = FormBBKMap
		for i, m := range ms {
			f := fields(m.raw)
			id := str(f["id"])
			if id == "" || strings.ContainsAny(id, "/?#\\%") || strings.HasPrefix(id, ".") {
				b.note("entry %d has no usable id", i+1)
				b.Total--
				continue
			}
			title := first(fields(f["i18nTitle"]), "de", "DE")
			e := intake.Doc{Raw: m.raw, Meta: intake.Meta{Identity: id, Title: oneLine(title), Content: countedJSON(m.raw), Published: when(str(f["startDate"]))}}
			b.Links = append(b.Links, Link{URL: b.absolute("../warnings/" + id + ".json"), Stamp: digest(m.raw), Entry: e})
		}
	default:
		return fmt.Errorf("%w: a JSON list of things that are not known", ErrNotAFeed)
	}
	return nil
}

// canada takes the index of Global Affairs Canada: one document a country.
func (b *batch) canada(data json.RawMessage) error {
	b.Form = FormCanada
	ms, err := members(data)
	if err != nil {
		return fmt.Errorf("%w: the countries cannot be read: %w", ErrNotAFeed, err)
	}
	b.Total = len(ms)
	for _, m := range ms {
		f := fields(m.raw)
		if f == nil {
			b.note("the entry %q is no country", short(m.key))
			b.Total--
			continue
		}
		name := first(f, "country-eng", "country-fra")
		title := strings.TrimSpace(name + ": " + str(fields(f["eng"])["advisory-text"]))
		at := fields(f["date-published"])
		published := when(str(at["date"]))
		if n := seconds(str(at["timestamp"])); n > 0 {
			published = time.Unix(n, 0).UTC()
		}
		url := ""
		if slug := str(fields(f["eng"])["url-slug"]); slug != "" {
			url = b.absolute("https://travel.gc.ca/destinations/" + slug)
		}
		b.add(m.raw, intake.Meta{Identity: m.key, Title: strings.TrimSuffix(title, ":"), URL: url, Published: published})
	}
	return nil
}

// germany takes the open data of the Foreign Office: the index leads to a call a country, which has the text.
func (b *batch) germany(raw []byte, response json.RawMessage) error {
	b.Form = FormGermany
	ms, err := members(response)
	if err != nil || len(response) == 0 || bytes.TrimSpace(response)[0] != '{' {
		return fmt.Errorf("%w: the response cannot be read", ErrNotAFeed)
	}
	var countries []member
	for _, m := range ms {
		if f := fields(m.raw); f["countryName"] != nil || f["countryCode"] != nil || f["CountryCode"] != nil || f["iso3CountryCode"] != nil {
			countries = append(countries, m)
		}
	}
	b.Total = len(countries)
	if len(countries) == 0 && len(ms) == 0 {
		return fmt.Errorf("%w: an empty response, which is an error or a door that was switched off, not an empty list", ErrNotAFeed)
	}
	for _, m := range countries {
		f := fields(m.raw)
		meta := intake.Meta{Identity: m.key, Title: first(f, "title", "countryName"), URL: b.base.String()}
		if n := seconds(first(f, "effective", "lastModified")); n > 0 {
			meta.Published = time.Unix(n, 0).UTC()
		}
		if str(f["content"]) != "" && len(countries) == 1 {
			b.add(raw, meta)
			continue
		}
		meta.URL = b.child(m.key)
		meta.Content, meta.Title = countedJSON(m.raw), oneLine(meta.Title)
		e := intake.Doc{Raw: m.raw, Meta: meta}
		if meta.URL == "" || len(countries) == 1 {
			b.Docs = append(b.Docs, e)
			continue
		}
		b.Links = append(b.Links, Link{URL: meta.URL, Stamp: digest(m.raw), Revisit: revisitGermany, Entry: e})
	}
	return nil
}

// child is the address below the answer's own: .../travelwarning/ID. Empty when the key cannot be part of one.
func (b *batch) child(key string) string {
	if key == "" || strings.ContainsAny(key, "/?#\\%.") {
		return ""
	}
	u := *b.base
	u.Path, u.RawPath, u.RawQuery = strings.TrimRight(u.Path, "/")+"/"+key, "", ""
	return b.absolute(u.String())
}

// govUKIndex takes the list of countries of GOV.UK: links to each country's page in the content API.
func (b *batch) govUKIndex(f map[string]json.RawMessage) error {
	b.Form = FormGovUKAll
	children, err := members(fields(f["links"])["children"])
	if err != nil {
		return fmt.Errorf("%w: the index of GOV.UK has no links.children", ErrNotAFeed)
	}
	b.Total = len(children)
	for i, c := range children {
		f := fields(c.raw)
		p := str(f["base_path"])
		if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") {
			b.note("country %d has no base_path", i+1)
			b.Total--
			continue
		}
		e := intake.Doc{Raw: c.raw, Meta: intake.Meta{Identity: p, Title: oneLine(str(f["title"])), URL: b.absolute(p), Content: countedJSON(c.raw), Published: when(str(f["public_updated_at"]))}}
		b.Links = append(b.Links, Link{URL: b.absolute("/api/content" + p), Stamp: digest(c.raw), Revisit: revisitGovUK, Entry: e})
	}
	return nil
}

// seconds reads an epoch in seconds or milliseconds; 0 when it is neither.
func seconds(s string) int64 {
	var n int64
	if _, err := fmt.Sscan(s, &n); err != nil || n <= 0 {
		return 0
	}
	if n > 1e11 { // the year 5138 in seconds
		n /= 1000
	}
	return n
}
