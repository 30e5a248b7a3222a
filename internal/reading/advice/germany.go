package advice

import (
	"fmt"
	"strings"
)

// readGermany reads the Auswärtiges Amt's open data: response with one member for each country (its id), one such response with a
// single country and its content, or a country's object alone. Not yet seen live: made from the published interface text.
//
// warning is a formal travel warning; partialWarning is one for parts, and so of the same level for them; the situation pair was the
// form of the pandemic. All four false is no advice against travel, which is not "safe". An empty object is ErrEmpty.
func readGermany(d *doc) error {
	root, err := parseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = "Auswärtiges Amt", "de"
	if germanCountry(root) {
		return d.german(root, "")
	}
	at := root
	if r := root.get("response"); r != nil {
		at = r
	}
	if at.kind == '{' {
		for i, k := range at.kids {
			if !germanCountry(k) {
				continue
			}
			if err := d.german(k, at.keys[i]); err != nil {
				return err
			}
		}
	}
	if len(d.out.Entries) == 0 {
		return ErrEmpty
	}
	if len(d.out.Entries) == 1 {
		d.out.ID = d.out.Entries[0].ID
	}
	return nil
}

func germanCountry(n *node) bool {
	return n != nil && n.kind == '{' && n.first("countryCode", "CountryCode", "iso3CountryCode", "countryName") != nil
}

func (d *doc) german(n *node, id string) error {
	name := n.first("countryName", "title")
	if name.str() == "" {
		return fmt.Errorf("a country without a name: the form of this source has changed")
	}
	e := Entry{Name: name.str(), NameAt: name.ev(), ID: id}
	code := n.first("countryCode", "CountryCode").str()
	if e.Country = byCode(code, d.places); e.Country == "" {
		if e.Country = byCode(n.get("iso3CountryCode").str(), d.places); e.Country == "" {
			e.Country = first(Countries(e.Name, d.places))
		}
	}
	if e.ID == "" {
		e.ID = strings.ToUpper(code)
	}
	if d.out.ID == "" {
		d.out.ID = e.ID
	}
	whole := Stance{Code: NoneAgainst, Scope: e.Country, Words: "warning: false"}
	told := 0
	for _, key := range []string{"warning", "situationWarning"} {
		v := n.get(key)
		on, ok := v.is()
		if !ok {
			continue
		}
		told++
		whole.Evidence = append(whole.Evidence, v.ev()...)
		if on && whole.Code != NoTravel {
			whole.Code, whole.Words, whole.Evidence = NoTravel, key+": true", v.ev()
		}
	}
	if _, ok := n.get("warning").is(); !ok && whole.Code != NoTravel {
		whole.Code, whole.Words = Unknown, "warning: "+n.get("warning").str()
		d.note("%s: the member warning is not there or is no boolean", clip(e.Name, 80))
	}
	if len(whole.Evidence) == 0 {
		whole.Evidence = e.NameAt
	}
	whole.Level = LevelOf(whole.Code)
	e.Levels = []Stance{whole}
	for _, key := range []string{"partialWarning", "situationPartWarning"} {
		v := n.get(key)
		if on, ok := v.is(); ok && on {
			e.Levels = append(e.Levels, Stance{Code: NoTravel, Level: 4, Scope: partOf(e.Country), Words: key + ": true", Evidence: v.ev()})
		} else if !ok && key == "partialWarning" {
			d.note("%s: the member partialWarning is not there or is no boolean: parts may have a warning", clip(e.Name, 80))
			e.Levels = append(e.Levels, Stance{Code: Unknown, Scope: partOf(e.Country), Words: "partialWarning: not told", Evidence: e.NameAt})
		}
	}
	if v := n.get("lastModified"); v != nil {
		e.Issued = epoch(v)
	}
	if v := n.get("effective"); v != nil {
		e.Reviewed = epoch(v).Value
	}
	e.Note = clip(strings.Join(strings.Fields(textOf(linesOf(n.get("lastChanges").str()))), " "), 1000)
	e.Text = textOf(linesOf(n.get("content").str()))
	if e.Text == "" {
		e.Text = e.Note
	}
	return d.add(e)
}
