package geo

import (
	"math"

	"github.com/golang/geo/s2"
)

// EarthRadiusM is the mean radius of the earth in metres; all distances are measured on a sphere of this size.
const EarthRadiusM = 6371008.8

const degree = math.Pi / 180

// Valid says whether the point has finite coordinates in range.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180 // false for NaN too
}

// DistanceM is the great-circle distance from a to b in metres (haversine).
func DistanceM(a, b Point) float64 {
	sinLat := math.Sin((b.Lat - a.Lat) * degree / 2)
	sinLon := math.Sin((b.Lon - a.Lon) * degree / 2)
	h := sinLat*sinLat + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*sinLon*sinLon
	return 2 * EarthRadiusM * math.Asin(math.Sqrt(math.Min(1, h)))
}

// Destination is the point reached from p after distanceM metres on the initial bearing (degrees clockwise from north).
func Destination(p Point, bearing, distanceM float64) Point {
	d := distanceM / EarthRadiusM
	sinD, cosD := math.Sincos(d)
	sinLat, cosLat := math.Sincos(p.Lat * degree)
	sinB, cosB := math.Sincos(bearing * degree)
	sin := sinLat*cosD + cosLat*sinD*cosB
	lat := math.Asin(math.Max(-1, math.Min(1, sin)))
	lon := p.Lon*degree + math.Atan2(sinB*sinD*cosLat, cosD-sinLat*sin)
	return Point{Lat: lat / degree, Lon: wrapLon(lon / degree)}
}

// wrapLon brings a longitude of any turn into [-180, 180]. A value already in range is kept as it is.
func wrapLon(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	lon = math.Mod(lon+180, 360)
	if lon < 0 {
		lon += 360
	}
	return lon - 180
}

// CellOf is the leaf cell of a point. The point must be valid; one that is not gets the cell of its clamped coordinates.
func CellOf(p Point) Cell {
	return Cell(uint64(s2.CellIDFromLatLng(s2.LatLngFromDegrees(clamp(p.Lat, -90, 90), wrapLon(finite(p.Lon))))) >> 1)
}

// Point is the middle of the cell, within about a centimetre of every point of it.
func (c Cell) Point() Point {
	ll := s2.CellID(uint64(c)<<1 | 1).LatLng()
	return Point{Lat: ll.Lat.Degrees(), Lon: wrapLon(ll.Lng.Degrees())}
}

func clamp(v, lo, hi float64) float64 {
	return math.Max(lo, math.Min(hi, finite(v)))
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

func s2Point(p Point) s2.Point {
	return s2.PointFromLatLng(s2.LatLngFromDegrees(p.Lat, p.Lon))
}
