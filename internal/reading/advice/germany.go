package advice

import (
	"fmt"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
)

// readGermany reads the Auswärtiges Amt's open data: response with one member for each country (its id), one such response with a
// single country and its content, or a country's object alone. Not yet seen live: made from the published interface text.
//
// warning is a formal travel warning; partialWarning is one for parts, and so of the same level for them; the situation pair was the
// form of the pandemic. All four false is no advice against travel, which is not "safe". An empty object is ErrEmpty.
func readGermany(d *doc) error {
	root, err := tree.ParseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = "Auswärtiges Amt", "de"
	if germanCountry(root) {
		return d.german(root, "")
	}
	at := root
	if r := root.Get("response"); r != nil {
		at = r
	}
	if at.Kind == '{' {
		for i, k := range at.Kids {
			if !germanCountry(k) {
				continue
			}
			if err := d.german(k, at.Keys[i]); err != nil {
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

func germanCountry(n *tree.Node) bool {
	return n != nil && n.Kind == '{' && n.First("countryCode", "CountryCode", "iso3CountryCode", "countryName") != nil
}

func (d *doc) german(n *tree.Node, id string) error {
	name := n.First("countryName", "title")
	if name.Str() == "" {
		return fmt.Errorf("a country without a name: the form of this source has changed")
	}
	e := Entry{Name: name.Str(), NameAt: name.Ev(), ID: id}
	code := n.First("countryCode", "CountryCode").Str()
	if e.Country = byCode(code, d.places); e.Country == "" {
		if e.Country = byCode(n.Get("iso3CountryCode").Str(), d.places); e.Country == "" {
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
		v := n.Get(key)
		on, ok := v.Is()
		if !ok {
			continue
		}
		told++
		whole.Evidence = append(whole.Evidence, v.Ev()...)
		if on && whole.Code != NoTravel {
			whole.Code, whole.Words, whole.Evidence = NoTravel, key+": true", v.Ev()
		}
	}
	if _, ok := n.Get("warning").Is(); !ok && whole.Code != NoTravel {
		whole.Code, whole.Words = Unknown, "warning: "+n.Get("warning").Str()
		d.note("%s: the member warning is not there or is no boolean", clip(e.Name, 80))
	}
	if len(whole.Evidence) == 0 {
		whole.Evidence = e.NameAt
	}
	whole.Level = LevelOf(whole.Code)
	e.Levels = []Stance{whole}
	for _, key := range []string{"partialWarning", "situationPartWarning"} {
		v := n.Get(key)
		if on, ok := v.Is(); ok && on {
			e.Levels = append(e.Levels, Stance{Code: NoTravel, Level: 4, Scope: partOf(e.Country), Words: key + ": true", Evidence: v.Ev()})
		} else if !ok && key == "partialWarning" {
			d.note("%s: the member partialWarning is not there or is no boolean: parts may have a warning", clip(e.Name, 80))
			e.Levels = append(e.Levels, Stance{Code: Unknown, Scope: partOf(e.Country), Words: "partialWarning: not told", Evidence: e.NameAt})
		}
	}
	if v := n.Get("lastModified"); v != nil {
		e.Issued = epoch(v)
	}
	if v := n.Get("effective"); v != nil {
		e.Reviewed = epoch(v).Value
	}
	e.Note = clip(strings.Join(strings.Fields(textOf(linesOf(n.Get("lastChanges").Str()))), " "), 1000)
	e.Text = textOf(linesOf(n.Get("content").Str()))
	if e.Text == "" {
		e.Text = e.Note
	}
	return d.add(e)
}
