package advice

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// readNTAS reads the alerts of the National Terrorism Advisory System. An empty list is its normal state and an entry of its own,
// so that the end of an alert is seen: the one list of which that is true, because DHS says so. Times are GMT.
func readNTAS(d *doc) error {
	root, err := parseXML(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Type, d.out.ID = "U.S. Department of Homeland Security", report.ThreatLevel, "dhs.gov/ntas"
	e := Entry{Country: "US", Name: "United States", NameAt: root.span(root.from, root.to), ID: "dhs.gov/ntas"}
	var text []string
	list := root.kids
	if root.name == "alert" { // one alert, taken out of the list
		list = []*elem{root}
		if d.out.ID = identity(root.attr("link")); d.out.ID == "" {
			d.out.ID = "dhs.gov/ntas#" + root.attr("type") + root.attr("start") + root.attr("effective")
		}
		e.ID = d.out.ID
	}
	for _, a := range list {
		if a.name != "alert" {
			continue
		}
		code, said := Unknown, a.attr("type")
		if said == "" {
			said = a.kid("type").value()
		}
		low := strings.ToLower(said)
		switch {
		case strings.Contains(low, "imminent"):
			code = "critical"
		case strings.Contains(low, "elevated"):
			code = "severe"
		case strings.Contains(low, "bulletin"):
			code = "moderate"
		}
		ev := a.span(a.from, a.start) // the tag with its attributes
		if s := a.kid("summary"); s != nil {
			ev = append(ev, s.ev()...)
			text = append(text, textOf(linesOf(s.value())))
		}
		for _, k := range a.kids {
			if k.name != "summary" {
				if s := textOf(linesOf(k.value())); s != "" {
					text = append(text, k.name+": "+s)
				}
			}
		}
		if said == "" {
			said = "alert without a type"
		}
		l := Stance{Code: code, Level: LevelOf(code), Scope: "US", Words: said, Evidence: ev}
		if len(e.Levels) == 0 || l.Level > e.Levels[0].Level || l.Code == Unknown {
			start, end := a.attr("start"), a.attr("end")
			if start == "" {
				start = a.attr("effective")
			}
			if end == "" {
				end = a.attr("expires")
			}
			e.Issued = stated(start, a.span(a.from, a.start), "2006/01/02 15:04", "2006/01/02")
			e.Ends = stated(end, a.span(a.from, a.start), "2006/01/02 15:04", "2006/01/02")
			e.Levels = append([]Stance{l}, e.Levels...)
		} else {
			e.Levels = append(e.Levels, l)
		}
	}
	if len(e.Levels) == 0 {
		if len(root.kids) > 0 {
			d.note("the list holds elements, and none is an alert: the form of this source has changed")
			e.Levels = []Stance{{Code: Unknown, Scope: "US", Words: root.kids[0].name, Evidence: e.NameAt}}
		} else {
			e.Levels = []Stance{{Code: NoneInForce, Level: 1, Scope: "US", Words: "no alert in force (empty list)", Evidence: e.NameAt}}
		}
	}
	e.Text = strings.Join(text, "\n")
	return d.add(e)
}
