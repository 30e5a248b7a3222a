// Package register reads lists of sources that others keep, so that an operator can choose from them.
//
// Two forms are known, told apart by their bytes: the source list of the Alert Hub, which follows the WMO Register of Alerting
// Authorities ({"sources": [{"source": {"sourceId", "byLanguage", "capAlertFeed", …}}]}), and the feed list of the FOSS Public
// Alert Server ([{"fields": {"source_id", "cap_alert_feed", …}}]). What a register says of a feed is no trust: every source it
// gives is off, of reliability F, and without keys.
package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// Left is a feed of a register that is no source for us.
type Left struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// ErrForm says that the bytes are no register that is known.
var ErrForm = errors.New(`this is no register that is known: neither {"sources": [{"source": …}]} nor [{"fields": {"cap_alert_feed": …}}]`)

// entry is a feed as both forms have it.
type entry struct {
	id, url, status, format, country string
	names                            []named
}

type named struct{ lang, name string }

// Parse reads a register. A feed that cannot be a source is left out and told, with the reason.
func Parse(raw []byte) (sources []intake.Source, left []Left, err error) {
	entries, err := entriesOf(bytes.TrimPrefix(bytes.TrimSpace(raw), []byte("\xef\xbb\xbf")))
	if err != nil {
		return nil, nil, err
	}
	seen := map[intake.SourceID]bool{}
	for _, e := range entries {
		s, why := sourceOf(e)
		if why == "" && seen[s.ID] {
			why = "it stands in the register twice"
		}
		if why != "" {
			left = append(left, Left{ID: e.id, Why: why})
			continue
		}
		seen[s.ID] = true
		sources = append(sources, s)
	}
	return sources, left, nil
}

func entriesOf(raw []byte) ([]entry, error) {
	if len(raw) == 0 {
		return nil, ErrForm
	}
	switch raw[0] {
	case '{':
		var hub struct {
			Sources []struct {
				Source *struct {
					ID         string `json:"sourceId"`
					ByLanguage []struct {
						Code string `json:"code"`
						Name string `json:"name"`
					} `json:"byLanguage"`
					Author  string `json:"authorName"`
					Feed    string `json:"capAlertFeed"`
					Status  string `json:"capAlertFeedStatus"`
					Country string `json:"authorityCountry"`
					Format  string `json:"format"`
				} `json:"source"`
			} `json:"sources"`
		}
		if err := json.Unmarshal(raw, &hub); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrForm, err)
		}
		var out []entry
		for _, x := range hub.Sources {
			if x.Source == nil {
				return nil, ErrForm
			}
			e := entry{id: x.Source.ID, url: x.Source.Feed, status: x.Source.Status, format: x.Source.Format, country: x.Source.Country}
			for _, l := range x.Source.ByLanguage {
				e.names = append(e.names, named{l.Code, l.Name})
			}
			if x.Source.Author != "" {
				e.names = append(e.names, named{"", x.Source.Author})
			}
			out = append(out, e)
		}
		if hub.Sources == nil {
			return nil, ErrForm
		}
		return out, nil
	case '[':
		var rows []struct {
			Fields *struct {
				ID      string  `json:"source_id"`
				Code    string  `json:"code"`
				Name    string  `json:"name"`
				Feed    *string `json:"cap_alert_feed"`
				Status  string  `json:"cap_alert_feed_status"`
				Country string  `json:"authorityCountry"`
				Format  string  `json:"format"`
			} `json:"fields"`
		}
		if err := json.Unmarshal(raw, &rows); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrForm, err)
		}
		var out []entry
		for _, x := range rows {
			if x.Fields == nil || x.Fields.Feed == nil {
				return nil, ErrForm
			}
			out = append(out, entry{id: x.Fields.ID, url: *x.Fields.Feed, status: x.Fields.Status, format: x.Fields.Format, country: x.Fields.Country,
				names: []named{{x.Fields.Code, x.Fields.Name}}})
		}
		return out, nil
	}
	return nil, ErrForm
}

// unreadForms are formats of the registers that are not read, and why.
var unreadForms = []struct{ part, why string }{
	{"zip", "its form is a zip file, which is not read"},
	{"alert-swiss", "its form is AlertSwiss' own, which is not read"},
	{"lu-alert", "its form is LU-Alert's own, which is not read"},
}

var notOfIDs = regexp.MustCompile(`[^a-z0-9.-]+`)

// sourceOf makes a source of an entry, or says why not.
func sourceOf(e entry) (intake.Source, string) {
	status := strings.ToLower(e.status)
	if strings.Contains(status, "redundant") {
		return intake.Source{}, "the register calls it " + e.status
	}
	for _, f := range unreadForms {
		if strings.Contains(strings.ToLower(e.format), f.part) {
			return intake.Source{}, f.why
		}
	}
	if strings.TrimSpace(e.url) == "" {
		return intake.Source{}, "the register has no address for it"
	}
	s := intake.Source{ID: intake.SourceID(strings.Trim(notOfIDs.ReplaceAllString(strings.ToLower(e.id), "-"), "-.")), Kind: intake.KindFeed,
		URL: strings.TrimSpace(e.url), On: false, Reliability: "F"}
	for _, n := range e.names {
		if s.Name == "" {
			s.Name = oneLine(n.name)
		}
		if s.Lang == "" && n.lang != "xx" {
			s.Lang = n.lang
		}
	}
	if s.Authority = s.Name; s.Name == "" {
		s.Name = string(s.ID)
	}
	if i := strings.Index(s.Name, ": "); i > 0 { // "Austria: ZAMG"
		s.Authority = s.Name[i+2:]
	}
	if c := strings.ToUpper(e.country); len(c) == 2 && c != "XX" {
		s.Country = c
		s.Remit = []string{c}
	}
	if status != "" && status != "operating" {
		s.Name = oneLine(s.Name + " (" + e.status + ")")
	}
	s = s.Filled()
	if err := s.Check(); err != nil {
		return s, strings.ReplaceAll(err.Error(), "\n", "; ")
	}
	return s, ""
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 200 {
		s = strings.TrimSpace(string(r[:200]))
	}
	return s
}
