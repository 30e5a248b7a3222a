package member

import (
	"fmt"
	"math"
	"slices"
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
	for _, p := range slices.Concat(m.Places, m.Raids) {
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
	for _, p := range slices.Concat(m.Places, m.Raids) {
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
	from, to := m.Span()
	if from.IsZero() {
		from = to
	}
	if !from.IsZero() {
		for b := bucketOf(from.Add(-reach)); b <= bucketOf(to.Add(reach)); b++ {
			for _, k := range slices.Compact(at) {
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
	return areaCells(geo.Area{Circles: []geo.Circle{{Center: p.Point, Radius: 1}}}, grown)
}

// areaCells are the cells of an area grown by so many metres.
func areaCells(a geo.Area, grown float64) []string {
	if a.Empty() {
		return nil
	}
	var out []string
	for _, r := range a.Cover(grown, 16) {
		for c := int64(r.Lo) >> cellShift; c <= int64(r.Hi)>>cellShift; c++ {
			if len(out) >= maxCells {
				return out
			}
			out = append(out, fmt.Sprintf("c:%x", c))
		}
	}
	return out
}
