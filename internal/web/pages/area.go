package pages

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
)

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:4])
}

func gradeCount(r roster.Reach, g roster.Grade) int {
	switch g {
	case roster.In:
		return r.In
	case roster.Near:
		return r.Near
	}
	return r.Country
}

// AreaText is an area as a person edits it, one shape a line, coordinates as in CAP 1.2 (latitude,longitude in degrees):
//
//	circle 55.75,37.62 30          (radius in kilometres)
//	polygon 55.9,37.3 55.9,37.9 55.5,37.9 55.9,37.3
//	hole 55.7,37.5 55.7,37.6 55.6,37.6 55.7,37.5   (cut out of the polygon above)
//
// ParseArea reads it back to the same values, digit for digit, so that saving without a change changes nothing.
func AreaText(a geo.Area) string {
	var b strings.Builder
	num := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	ring := func(word string, r geo.Ring) {
		b.WriteString(word)
		for _, p := range r {
			b.WriteString(" " + num(p.Lat) + "," + num(p.Lon))
		}
		b.WriteByte('\n')
	}
	for _, c := range a.Circles {
		fmt.Fprintf(&b, "circle %s,%s %s\n", num(c.Center.Lat), num(c.Center.Lon), num(c.Radius/1000))
	}
	for _, p := range a.Polygons {
		ring("polygon", p.Outer)
		for _, h := range p.Holes {
			ring("hole", h)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// ParseArea reads the form of AreaText. It checks the words and numbers only; geo.Area.Validate checks the shapes. was is
// the area that the text was made from: a line that was not touched gives exactly the old shape.
func ParseArea(text string, was geo.Area) (geo.Area, error) {
	if strings.TrimSpace(text) == strings.TrimSpace(AreaText(was)) {
		return was, nil
	}
	var a geo.Area
	for n, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		bad := func(why string) (geo.Area, error) {
			return geo.Area{}, fmt.Errorf("area, line %d: %s", n+1, why)
		}
		var ps []geo.Point
		pairs := words[1:]
		if words[0] == "circle" {
			if len(words) != 3 {
				return bad("a circle is: circle LATITUDE,LONGITUDE KILOMETRES")
			}
			pairs = words[1:2]
		}
		for _, w := range pairs {
			lat, lon, ok := strings.Cut(w, ",")
			y, err1 := strconv.ParseFloat(lat, 64)
			x, err2 := strconv.ParseFloat(lon, 64)
			if !ok || err1 != nil || err2 != nil {
				return bad(fmt.Sprintf("%.40q is not LATITUDE,LONGITUDE", w))
			}
			ps = append(ps, geo.Point{Lat: y, Lon: x})
		}
		switch words[0] {
		case "circle":
			km, err := strconv.ParseFloat(words[2], 64)
			if err != nil || !(km > 0) || km > 20_000 {
				return bad(fmt.Sprintf("%.40q is not a radius in kilometres", words[2]))
			}
			a.Circles = append(a.Circles, geo.Circle{Center: ps[0], Radius: km * 1000})
		case "polygon":
			a.Polygons = append(a.Polygons, geo.Polygon{Outer: ps})
		case "hole":
			if len(a.Polygons) == 0 {
				return bad("a hole stands under its polygon")
			}
			p := &a.Polygons[len(a.Polygons)-1]
			p.Holes = append(p.Holes, ps)
		default:
			return bad(fmt.Sprintf("%.40q is none of circle, polygon, hole", words[0]))
		}
	}
	return a, nil
}
