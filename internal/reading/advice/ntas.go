package advice

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// readNTAS reads the alerts of the National Terrorism Advisory System. An empty list is its normal state and an entry of its own,
// so that the end of an alert is seen: the one list of which that is true, because DHS says so. Times are GMT.
func readNTAS(d *doc) error {
	root, err := tree.ParseXML(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Type, d.out.ID = "U.S. Department of Homeland Security", report.ThreatLevel, "dhs.gov/ntas"
	e := Entry{Country: "US", Name: "United States", NameAt: root.Span(root.From, root.To), ID: "dhs.gov/ntas"}
	var text []string
	list := root.Kids
	if root.Name == "alert" { // one alert, taken out of the list
		list = []*tree.Elem{root}
		if d.out.ID = identity(root.Attr("link")); d.out.ID == "" {
			d.out.ID = "dhs.gov/ntas#" + root.Attr("type") + root.Attr("start") + root.Attr("effective")
		}
		e.ID = d.out.ID
	}
	for _, a := range list {
		if a.Name != "alert" {
			continue
		}
		code, said := Unknown, a.Attr("type")
		if said == "" {
			said = a.Kid("type").Value()
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
		ev := a.Span(a.From, a.Start) // the tag with its attributes
		if s := a.Kid("summary"); s != nil {
			ev = append(ev, s.Ev()...)
			text = append(text, textOf(linesOf(s.Value())))
		}
		for _, k := range a.Kids {
			if k.Name != "summary" {
				if s := textOf(linesOf(k.Value())); s != "" {
					text = append(text, k.Name+": "+s)
				}
			}
		}
		if said == "" {
			said = "alert without a type"
		}
		l := Stance{Code: code, Level: LevelOf(code), Scope: "US", Words: said, Evidence: ev}
		if len(e.Levels) == 0 || l.Level > e.Levels[0].Level || l.Code == Unknown {
			start, end := a.Attr("start"), a.Attr("end")
			if start == "" {
				start = a.Attr("effective")
			}
			if end == "" {
				end = a.Attr("expires")
			}
			e.Issued = stated(start, a.Span(a.From, a.Start), "2006/01/02 15:04", "2006/01/02")
			e.Ends = stated(end, a.Span(a.From, a.Start), "2006/01/02 15:04", "2006/01/02")
			e.Levels = append([]Stance{l}, e.Levels...)
		} else {
			e.Levels = append(e.Levels, l)
		}
	}
	if len(e.Levels) == 0 {
		if len(root.Kids) > 0 {
			d.note("the list holds elements, and none is an alert: the form of this source has changed")
			e.Levels = []Stance{{Code: Unknown, Scope: "US", Words: root.Kids[0].Name, Evidence: e.NameAt}}
		} else {
			e.Levels = []Stance{{Code: NoneInForce, Level: 1, Scope: "US", Words: "no alert in force (empty list)", Evidence: e.NameAt}}
		}
	}
	e.Text = strings.Join(text, "\n")
	return d.add(e)
}
