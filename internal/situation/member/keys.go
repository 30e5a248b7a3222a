package member

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Keys bound what a report costs. Two events can score together only when they share one of these: a reference, a place
// within reach in the same weeks, a country in the same weeks when one of them speaks of the whole of it, or a voice when one
// of them names no place. So the store reads the open situations under a few keys, never all of them.

// Bucket is the length of the time part of a key. A threat's window is days, seldom weeks: most events lie in one or two.
const Bucket = 28 * 24 * time.Hour

// maxCells bounds the cells of one member: 64 cells of about 125 km are a large country. A wider area is found by its country.
const maxCells = 64

// cellShift leaves the S2 level 6 of a Cell: cells of about 85 to 170 km.
const cellShift = 60 - 2*6

// Keys are what a member is found under.
func (j Scale) KeysOf(m Member) []string {
	out := m.named()
	if m.Hazard {
		return out
	}
	var at []string
	for _, p := range slices.Concat(m.Places, m.Raids, m.Maybe) {
		if p.Country != "" {
			at = append(at, "n:"+p.Country)
		}
		switch {
		case p.Kind == gazetteer.Country:
			at = append(at, "w:"+p.Country)
			continue
		case p.Kind == gazetteer.Admin1:
			at = append(at, "A:"+p.Country+"-"+p.Admin1)
		case p.Admin1 != "":
			at = append(at, "a:"+p.Country+"-"+p.Admin1)
		}
		at = append(at, j.cells(p, 0)...)
	}
	at = append(at, areaCells(m.Area, 0)...)
	if m.Official() && m.Key != "" {
		at = append(at, "v:"+m.Key)
	}
	if m.RelaysKey != "" {
		at = append(at, "v:"+m.RelaysKey)
	}
	if len(m.Places)+len(m.Raids) == 0 && m.Area.Empty() {
		at = append(at, "p:"+m.Key, "p:"+m.RelaysKey)
	}
	return dated(out, at, m, 0)
}

// Seeks are what others are found under that may weigh anything with the member.
func (j Scale) Seeks(m Member) []string {
	out := m.named()
	if m.Hazard {
		return out
	}
	var at []string
	for _, p := range slices.Concat(m.Places, m.Raids, m.Maybe) {
		if p.Country != "" {
			at = append(at, "w:"+p.Country)
		}
		switch {
		case p.Kind == gazetteer.Country:
			at = append(at, "n:"+p.Country)
			continue
		case p.Kind == gazetteer.Admin1:
			at = append(at, "A:"+p.Country+"-"+p.Admin1, "a:"+p.Country+"-"+p.Admin1)
		case p.Admin1 != "":
			at = append(at, "A:"+p.Country+"-"+p.Admin1)
		}
		at = append(at, j.cells(p, j.margin()+townM)...)
	}
	at = append(at, areaCells(m.Area, j.margin()+townM)...)
	for _, k := range []string{m.Key, m.RelaysKey} {
		if k == "" {
			continue
		}
		at = append(at, "p:"+k)
		if len(m.Places)+len(m.Raids) == 0 && m.Area.Empty() {
			at = append(at, "v:"+k)
		}
	}
	return dated(out, at, m, Reach)
}

// townM is the radius of the largest town whose outline is only estimated; see gazetteer.RadiusM.
const townM = 40_000

// named are the keys of explicit references; they hold at any time.
func (m Member) named() []string {
	var out []string
	for _, n := range slices.Concat(m.Names, m.Refers) {
		out = append(out, "r:"+n)
	}
	return out
}

// dated puts the weeks of a member behind each of its keys.
func dated(out, at []string, m Member, reach time.Duration) []string {
	slices.Sort(at)
	at = slices.Compact(at) // once: it leaves empty words behind the last one
	from, to := m.Span()
	if from.IsZero() {
		from = to
	}
	if !from.IsZero() {
		for b := bucketOf(from.Add(-reach)); b <= bucketOf(to.Add(reach)); b++ {
			for _, k := range at {
				if !strings.HasSuffix(k, ":") {
					out = append(out, fmt.Sprintf("%s|%d", k, b))
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func bucketOf(t time.Time) int64 {
	return int64(math.Floor(float64(t.Unix()) / Bucket.Seconds()))
}

// cells are those that a place reaches into when it is grown by so many metres.
func (j Scale) cells(p gazetteer.Place, grown float64) []string {
	if j.Places != nil && p.ID != 0 {
		if a, kind := j.Places.Area(p); kind == geo.AreaOutline {
			return areaCells(a, grown)
		}
	}
	if p.Point == (geo.Point{}) || !p.Point.Valid() {
		return nil
	}
	return boxCells(geo.Rect{South: p.Point.Lat, North: p.Point.Lat, West: p.Point.Lon, East: p.Point.Lon}, grown)
}

// areaCells are the cells of an area grown by so many metres.
func areaCells(a geo.Area, grown float64) []string {
	if a.Empty() {
		return nil
	}
	return boxCells(a.Bounds(), grown)
}

// stepM is how far apart the points are at which a box is looked up: far less than a cell is wide, so that none is missed.
const stepM = 20_000

// boxCells are the cells of a box grown by so many metres and a little more. A box holds more than its area: what that finds too
// much weighs nothing. Of a box of more than maxCells cells the first are taken.
func boxCells(r geo.Rect, grown float64) []string {
	const metresPerDegree = 111_195
	if grown > 0 {
		grown += stepM
	}
	south, north := math.Max(-90, r.South-grown/metresPerDegree), math.Min(90, r.North+grown/metresPerDegree)
	wide := math.Max(0.02, math.Cos(math.Max(math.Abs(south), math.Abs(north))*math.Pi/180)) * metresPerDegree
	west, width := r.West-grown/wide, r.East-r.West
	if width < 0 {
		width += 360 // over the date line
	}
	width = math.Min(360, width+2*grown/wide)
	rows, cols := 1+int(math.Ceil((north-south)*metresPerDegree/stepM)), 1+int(math.Ceil(width*wide/stepM))
	rows, cols = min(rows, 200), min(cols, 200)
	var seen []int64
	for i := range rows {
		for k := range cols {
			p := geo.Point{Lat: south, Lon: west}
			if rows > 1 {
				p.Lat += (north - south) * float64(i) / float64(rows-1)
			}
			if cols > 1 {
				p.Lon += width * float64(k) / float64(cols-1)
			}
			if c := int64(geo.CellOf(p)) >> cellShift; !slices.Contains(seen, c) && len(seen) < maxCells {
				seen = append(seen, c)
			}
		}
	}
	out := make([]string, len(seen))
	for i, c := range seen {
		out[i] = "c:" + strconv.FormatInt(c, 16)
	}
	return out
}
