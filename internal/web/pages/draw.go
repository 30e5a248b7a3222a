package pages

import (
	"math"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// A Timeline is a drawing of windows with their uncertainty: for each the hull (all that may belong to it) and the core (what
// belongs to it whatever the true ends are).
type Timeline struct {
	Width, Height float64
	Bars          []Bar
	Ticks         []Tick
	NowX          float64
	NowIn         bool
}

// Bar is one window.
type Bar struct {
	Label, Words         string
	Y                    float64
	HullX, HullW         float64
	CoreX, CoreW         float64
	Main, NoEnd, NoStart bool
}

// Tick is a mark on the time axis.
type Tick struct {
	X     float64
	Label string
}

const labelWidth, rowHeight, drawWidth = 170.0, 22.0, 760.0

// Draw lays out a situation's window and those its members tell, at most twelve rows.
func Draw(s situation.Situation, now time.Time, z *time.Location) Timeline {
	if z == nil {
		z = time.UTC
	}
	type row struct {
		label string
		v     when.Interval
	}
	var rows []row
	if s.Window.Known() {
		rows = append(rows, row{"This situation", s.Window})
	}
	for _, m := range s.Members {
		if m.Window.Known() && len(rows) < 12 {
			rows = append(rows, row{m.Voice, m.Window})
		}
	}
	if len(rows) == 0 {
		return Timeline{}
	}
	var lo, hi time.Time
	see := func(t time.Time) {
		if t.IsZero() {
			return
		}
		if lo.IsZero() || t.Before(lo) {
			lo = t
		}
		if hi.IsZero() || t.After(hi) {
			hi = t
		}
	}
	for _, r := range rows {
		for _, t := range []time.Time{r.v.From.Earliest, r.v.From.Latest, r.v.To.Earliest, r.v.To.Latest} {
			see(t)
		}
	}
	span := max(hi.Sub(lo), 24*time.Hour)
	if now.After(lo.Add(-span)) && now.Before(hi.Add(2*span)) {
		see(now)
	}
	lo, hi = lo.Add(-span/20), hi.Add(span/12)
	x := func(t time.Time) float64 {
		return labelWidth + (drawWidth-labelWidth-8)*float64(t.Sub(lo))/float64(hi.Sub(lo))
	}
	tl := Timeline{Width: drawWidth, Height: 26 + rowHeight*float64(len(rows)) + 6}
	for i, r := range rows {
		b := Bar{Label: clip(r.label, 24), Words: r.label + ": " + Window(r.v, z), Y: 26 + rowHeight*float64(i), Main: i == 0 && s.Window.Known()}
		hf, ht := r.v.Hull()
		cf, ct := r.v.Core()
		if b.NoStart = hf.IsZero(); b.NoStart {
			hf, cf = lo, lo
		}
		if b.NoEnd = ht.IsZero(); b.NoEnd {
			ht, ct = hi, hi
		}
		b.HullX, b.HullW = x(hf), max(x(ht)-x(hf), 2)
		if cf.Before(ct) {
			b.CoreX, b.CoreW = x(cf), max(x(ct)-x(cf), 1)
		}
		tl.Bars = append(tl.Bars, b)
	}
	step := 1
	for days := hi.Sub(lo).Hours() / 24; days/float64(step) > 9; step *= 2 {
	}
	y, m, d := lo.In(z).Date()
	for t := time.Date(y, m, d, 0, 0, 0, 0, z); t.Before(hi); t = t.AddDate(0, 0, step) {
		if !t.Before(lo) {
			tl.Ticks = append(tl.Ticks, Tick{x(t), t.Format("2 Jan")})
		}
	}
	if tl.NowIn = now.After(lo) && now.Before(hi); tl.NowIn {
		tl.NowX = x(now)
	}
	return tl
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// A Map is a drawing of an area with named towns: no people, whose places are dangerous data.
type Map struct {
	Width, Height float64
	Paths         []string // SVG path data of the polygons
	Rounds        []Round
	Towns         []Town
	Scale         string
	ScaleW        float64
}

// Round is a circle; as longitudes shrink towards the poles the drawing stretches them back, so it stays round.
type Round struct{ X, Y, R float64 }

// Town is a named place on a Map.
type Town struct {
	X, Y float64
	Name string
	Left bool // the name stands to the left of the dot
}

// Mark is a named point to show on a map: a town, a site.
type Mark struct {
	Name  string
	Point geo.Point
}

// DrawMap draws an area, plate carrée with true scale at its middle latitude. An area across the date line is drawn in one
// piece. An empty area gives a zero Map.
func DrawMap(a geo.Area, marks []Mark) Map {
	const w, most = 480.0, 420.0
	first, have := 0.0, false
	unroll := func(lon float64) float64 {
		if !have {
			first, have = lon, true
		}
		for lon-first > 180 {
			lon -= 360
		}
		for lon-first < -180 {
			lon += 360
		}
		return lon
	}
	lo, hi := geo.Point{Lat: 91, Lon: math.Inf(1)}, geo.Point{Lat: -91, Lon: math.Inf(-1)}
	grow := func(lat, lon float64) {
		lo.Lat, hi.Lat = min(lo.Lat, lat), max(hi.Lat, lat)
		lo.Lon, hi.Lon = min(lo.Lon, lon), max(hi.Lon, lon)
	}
	const degree = 111_195.0 // metres of latitude
	for _, p := range a.Polygons {
		for _, q := range p.Outer {
			grow(q.Lat, unroll(q.Lon))
		}
	}
	for _, c := range a.Circles {
		dLat := c.Radius / degree
		dLon := dLat / max(math.Cos(c.Center.Lat*math.Pi/180), .05)
		lon := unroll(c.Center.Lon)
		grow(c.Center.Lat-dLat, lon-dLon)
		grow(c.Center.Lat+dLat, lon+dLon)
	}
	if !have {
		return Map{}
	}
	padLat, padLon := max((hi.Lat-lo.Lat)*.18, .01), max((hi.Lon-lo.Lon)*.18, .01)
	lo.Lat, hi.Lat, lo.Lon, hi.Lon = lo.Lat-padLat, hi.Lat+padLat, lo.Lon-padLon, hi.Lon+padLon
	squash := max(math.Cos((lo.Lat+hi.Lat)/2*math.Pi/180), .05)
	scale := min(w/((hi.Lon-lo.Lon)*squash), most/(hi.Lat-lo.Lat)) // pixels a degree of latitude
	m := Map{Width: w, Height: max((hi.Lat-lo.Lat)*scale, 120)}
	left := (w - (hi.Lon-lo.Lon)*squash*scale) / 2
	top := (m.Height - (hi.Lat-lo.Lat)*scale) / 2
	at := func(p geo.Point) (x, y float64) {
		return left + (unroll(p.Lon)-lo.Lon)*squash*scale, top + (hi.Lat-p.Lat)*scale
	}
	for _, p := range a.Polygons {
		d := ""
		for _, ring := range append([]geo.Ring{p.Outer}, p.Holes...) {
			step := max(1, len(ring)/600)
			for i := 0; i < len(ring); i += step {
				x, y := at(ring[i])
				if i == 0 {
					d += "M"
				} else {
					d += "L"
				}
				d += f1(x) + " " + f1(y)
			}
			d += "Z"
		}
		m.Paths = append(m.Paths, d)
	}
	for _, c := range a.Circles {
		x, y := at(c.Center)
		m.Rounds = append(m.Rounds, Round{x, y, c.Radius / degree * scale})
	}
	for _, k := range marks {
		x, y := at(k.Point)
		t := Town{X: x, Y: y, Name: k.Name, Left: x > w*.7}
		if x < 4 || x > w-4 || y < 10 || y > m.Height-22 || crowded(m.Towns, t) {
			continue
		}
		m.Towns = append(m.Towns, t)
	}
	for _, km := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000} {
		if px := km * 1000 / degree * scale; px < 140 {
			m.ScaleW, m.Scale = px, Thousands(int(km))+" km"
		}
	}
	return m
}

// crowded reports that a town's name would lie over another's.
func crowded(ts []Town, t Town) bool {
	from, to := t.span()
	for _, o := range ts {
		f, e := o.span()
		if math.Abs(o.Y-t.Y) < 15 && from < e && f < to {
			return true
		}
	}
	return false
}

// span is how far a town's dot and name reach, at about 7 pixels a letter.
func (t Town) span() (from, to float64) {
	long := 12 + 7*float64(len([]rune(t.Name)))
	if t.Left {
		return t.X - long, t.X + 6
	}
	return t.X - 6, t.X + long
}
