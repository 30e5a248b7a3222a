// Package geo holds the geometry of the house: points, areas, and the integer cells that make an area a handful of
// ranges in an ordinary B-tree.
//
// Coordinates are degrees on WGS 84, distances metres on a sphere. Everything here is pure: no I/O, no clock. A shape that
// cannot be used (self-crossing, out of range, an area larger than a hemisphere) is refused with an error that says which
// rule it broke; nothing here panics on any input.
package geo

// Point is a place on the earth: latitude in [-90, 90], longitude in [-180, 180], both in degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Ring is a closed line: at least four points, the last equal to the first (CAP 1.2 section 3.2.4, RFC 7946 section 3.1.6).
// Its edges are straight in latitude and longitude, as CAP and GeoJSON readers take them, not great circles.
type Ring []Point

// Polygon is an outer ring and the holes cut out of it.
type Polygon struct {
	Outer Ring   `json:"outer"`
	Holes []Ring `json:"holes,omitempty"`
}

// Circle is every point within Radius of Center. Radius is in metres (CAP's circle is in kilometres).
type Circle struct {
	Center Point   `json:"center"`
	Radius float64 `json:"radius"`
}

// Area is a union of polygons and circles. The zero Area holds no point.
type Area struct {
	Polygons []Polygon `json:"polygons,omitempty"`
	Circles  []Circle  `json:"circles,omitempty"`
}

// Cell is an S2 leaf cell id shifted right by one (the dropped bit is always 1), so that it fits a signed SQL integer and
// keeps its order.
type Cell int64

// CellRange is the closed range [Lo, Hi] of leaf cells. Inner says that every point of the range lies in the area, so that
// no exact test is needed for it.
type CellRange struct {
	Lo, Hi Cell
	Inner  bool
}
