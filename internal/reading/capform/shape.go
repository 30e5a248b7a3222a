package capform

import (
	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// AreaOf is the geometry of a CAP area, nil when it has none.
func AreaOf(a *cap.Area) *geo.Area {
	var out geo.Area
	for _, pg := range a.Polygons {
		ring := make(geo.Ring, len(pg))
		for i, p := range pg {
			ring[i] = geo.Point{Lat: p.Lat, Lon: p.Lon}
		}
		out.Polygons = append(out.Polygons, geo.Polygon{Outer: ring})
	}
	for _, ci := range a.Circles {
		out.Circles = append(out.Circles, geo.Circle{Center: geo.Point{Lat: ci.Center.Lat, Lon: ci.Center.Lon}, Radius: ci.RadiusKM * 1000})
	}
	if len(out.Polygons) == 0 && len(out.Circles) == 0 {
		return nil
	}
	return &out
}

// Middle is the first circle's centre or the middle of the first ring's box, for lists and maps only.
func Middle(a *geo.Area) geo.Point {
	if len(a.Circles) > 0 {
		return a.Circles[0].Center
	}
	if len(a.Polygons) == 0 || len(a.Polygons[0].Outer) == 0 {
		return geo.Point{}
	}
	ring := a.Polygons[0].Outer
	lo, hi := ring[0], ring[0]
	for _, p := range ring {
		lo.Lat, hi.Lat = min(lo.Lat, p.Lat), max(hi.Lat, p.Lat)
		lo.Lon, hi.Lon = min(lo.Lon, p.Lon), max(hi.Lon, p.Lon)
	}
	return geo.Point{Lat: (lo.Lat + hi.Lat) / 2, Lon: (lo.Lon + hi.Lon) / 2}
}

// Describe writes geometry into a CAP area; holes are left out, as CAP has none.
func Describe(from *geo.Area, to *cap.Area) {
	for _, pg := range from.Polygons {
		ring := make(cap.Polygon, len(pg.Outer))
		for i, pt := range pg.Outer {
			ring[i] = cap.Point{Lat: pt.Lat, Lon: pt.Lon}
		}
		to.Polygons = append(to.Polygons, ring)
	}
	for _, c := range from.Circles {
		to.Circles = append(to.Circles, cap.Circle{Center: cap.Point{Lat: c.Center.Lat, Lon: c.Center.Lon}, RadiusKM: c.Radius / 1000})
	}
}
