package geo

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func square(south, west, north, east float64) Ring {
	return Ring{{south, west}, {south, east}, {north, east}, {north, west}, {south, west}}
}

func poly(r Ring, holes ...Ring) Area { return Area{Polygons: []Polygon{{Outer: r, Holes: holes}}} }

func TestContains(t *testing.T) {
	fiji := poly(square(-20, 175, -15, -175))
	antarctica := poly(Ring{{-70, -180}, {-70, -90}, {-70, 0}, {-70, 90}, {-70, 180}, {-90, 180}, {-90, -180}, {-70, -180}})
	cap80 := poly(Ring{{80, -180}, {80, -90}, {80, 0}, {80, 90}, {80, -180}})
	holed := poly(square(0, 0, 10, 10), square(4, 4, 6, 6))
	for _, c := range []struct {
		name string
		a    Area
		p    Point
		want bool
	}{
		{"in a square", poly(square(0, 0, 10, 10)), Point{5, 5}, true},
		{"outside it", poly(square(0, 0, 10, 10)), Point{5, 10.001}, false},
		{"on its edge", poly(square(0, 0, 10, 10)), Point{5, 10}, true},
		{"on its corner", poly(square(0, 0, 10, 10)), Point{10, 10}, true},
		{"edges are straight in latitude and longitude, not great circles", poly(square(40, -125, 49, -95)), Point{49.5, -110}, false},
		{"and this is just inside", poly(square(40, -125, 49, -95)), Point{48.99, -110}, true},
		{"across the antimeridian, west side", fiji, Point{-17, 179}, true},
		{"across the antimeridian, east side", fiji, Point{-17, -179}, true},
		{"on the antimeridian", fiji, Point{-17, 180}, true},
		{"not the long way round", fiji, Point{-17, 0}, false},
		{"the south pole", antarctica, Point{-90, 33}, true},
		{"Antarctica", antarctica, Point{-80, 45}, true},
		{"north of it", antarctica, Point{-60, 45}, false},
		{"round the north pole", cap80, Point{85, 12}, true},
		{"the north pole", cap80, Point{90, 0}, true},
		{"south of the cap", cap80, Point{79, 12}, false},
		{"in the hole", holed, Point{5, 5}, false},
		{"on the edge of the hole", holed, Point{4, 5}, true},
		{"beside the hole", holed, Point{3, 5}, true},
		{"in a circle", Area{Circles: []Circle{{Point{0, 0}, 1000}}}, Point{0, 0.008}, true},
		{"beyond it", Area{Circles: []Circle{{Point{0, 0}, 1000}}}, Point{0, 0.0091}, false},
		{"nothing", Area{}, Point{0, 0}, false},
		{"not a point", poly(square(0, 0, 10, 10)), Point{math.NaN(), 5}, false},
	} {
		if got := c.a.Contains(c.p); got != c.want {
			t.Errorf("%s: Contains = %v", c.name, got)
		}
		if got := NewIndexed(c.a).Contains(c.p); got != c.want {
			t.Errorf("%s: prepared Contains = %v", c.name, got)
		}
	}
}

func TestValidate(t *testing.T) {
	bowtie := Ring{{0, 0}, {10, 10}, {0, 10}, {10, 0}, {0, 0}}
	for _, c := range []struct {
		name, want string
		a          Area
	}{
		{"square", "", poly(square(0, 0, 10, 10))},
		{"clockwise", "", poly(Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})},
		{"hole", "", poly(square(0, 0, 10, 10), square(4, 4, 6, 6))},
		{"repeated points", "", poly(Ring{{0, 0}, {0, 10}, {0, 10}, {10, 10}, {0, 0}})},
		{"rings that touch", "", poly(square(0, 0, 10, 10), square(0, 4, 6, 6))},
		{"figure of eight that touches in a point", "", poly(Ring{{0, 0}, {5, 5}, {10, 0}, {10, 10}, {5, 5}, {0, 10}, {0, 0}})},
		{"across the antimeridian", "", poly(square(-20, 175, -15, -175))},
		{"point circle", "", Area{Circles: []Circle{{Point{1, 1}, 0}}}},
		{"bow tie", "cross", poly(bowtie)},
		{"open", "not the first", poly(Ring{{0, 0}, {0, 10}, {10, 10}, {10, 0}})},
		{"three points", "at least 4", poly(Ring{{0, 0}, {0, 10}, {0, 0}})},
		{"line", "no surface", poly(Ring{{0, 0}, {0, 10}, {0, 20}, {0, 0}})},
		{"latitude", "point 2", poly(Ring{{0, 0}, {91, 10}, {10, 10}, {0, 0}})},
		{"not a number", "point 2", poly(Ring{{0, 0}, {math.NaN(), 10}, {10, 10}, {0, 0}})},
		{"infinite", "point 3", poly(Ring{{0, 0}, {0, 10}, {10, math.Inf(1)}, {0, 0}})},
		{"more than half the world", "hemisphere", poly(Ring{{-80, -180}, {-80, -90}, {-80, 0}, {-80, 90}, {-80, 180}, {80, 180}, {80, 90}, {80, 0}, {80, -90}, {80, -180}, {-80, -180}})},
		{"hole outside", "outside its polygon", poly(square(0, 0, 10, 10), square(20, 20, 30, 30))},
		{"hole across the edge", "cross", poly(square(0, 0, 10, 10), square(5, 5, 6, 16))},
		{"negative radius", "radius", Area{Circles: []Circle{{Point{0, 0}, -1}}}},
		{"radius not a number", "radius", Area{Circles: []Circle{{Point{0, 0}, math.NaN()}}}},
		{"radius beyond a hemisphere", "radius", Area{Circles: []Circle{{Point{0, 0}, 1.1e7}}}},
		{"centre", "centre", Area{Circles: []Circle{{Point{0, 181}, 5}}}},
	} {
		err := c.a.Validate()
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	near := func(name string, got, want, tolerance float64) {
		t.Helper()
		if math.Abs(got-want) > tolerance {
			t.Errorf("%s: %.1f m, want %.1f", name, got, want)
		}
	}
	near("Moscow to Saint Petersburg", DistanceM(Point{55.7558, 37.6173}, Point{59.9343, 30.3351}), 634_000, 2000)
	near("pole to pole", DistanceM(Point{90, 0}, Point{-90, 120}), math.Pi*EarthRadiusM, 1)
	near("over the antimeridian", DistanceM(Point{0, 179.5}, Point{0, -179.5}), 111_195, 1)
	sq := poly(square(0, 0, 10, 10))
	near("inside", sq.DistanceM(Point{5, 5}), 0, 0)
	near("east of a square", sq.DistanceM(Point{5, 11}), DistanceM(Point{5, 10}, Point{5, 11}), 30)
	near("corner", sq.DistanceM(Point{-1, -1}), DistanceM(Point{0, 0}, Point{-1, -1}), 1)
	near("in the hole", poly(square(0, 0, 10, 10), square(4, 4, 6, 6)).DistanceM(Point{5, 4.1}), DistanceM(Point{5, 4}, Point{5, 4.1}), 5)
	near("a long edge is straight, not a great circle", poly(square(40, -125, 49, -95)).DistanceM(Point{49.5, -110}), DistanceM(Point{49, -110}, Point{49.5, -110}), 10)
	near("over the antimeridian to an area", poly(square(-1, 170, 1, 179)).DistanceM(Point{0, -179}), DistanceM(Point{0, 179}, Point{0, -179}), 5)
	near("circle", Area{Circles: []Circle{{Point{0, 0}, 1000}}}.DistanceM(Point{0, 1}), DistanceM(Point{0, 0}, Point{0, 1})-1000, 1e-6)
	if d := (Area{}).DistanceM(Point{}); !math.IsInf(d, 1) {
		t.Errorf("empty area: %v", d)
	}
}

func TestSizeBoundsCentroid(t *testing.T) {
	hemisphere := Circle{Radius: MaxRadiusM}
	if got := (Area{Circles: []Circle{hemisphere}}).SizeM2(); math.Abs(got/MaxSizeM2-1) > 1e-9 {
		t.Errorf("hemisphere: %g m2", got)
	}
	if got, want := poly(square(0, 0, 1, 1)).SizeM2(), 12_363.7e6; math.Abs(got/want-1) > 1e-3 {
		t.Errorf("a degree square at the equator: %g m2, want %g", got, want)
	}
	fiji := poly(square(-20, 175, -15, -175))
	if got, want := fiji.Bounds(), (Rect{-20, 175, -15, -175}); got != want {
		t.Errorf("bounds %+v, want %+v", got, want)
	}
	two := fiji.Union(poly(square(0, 170, 1, 171)))
	if got, want := two.Bounds(), (Rect{-20, 170, 1, -175}); got != want {
		t.Errorf("bounds of a union %+v, want %+v", got, want)
	}
	if c := fiji.Centroid(); math.Abs(c.Lat+17.5) > 0.1 || math.Abs(math.Abs(c.Lon)-180) > 0.01 {
		t.Errorf("centroid %+v", c)
	}
	if got := len(two.Union(fiji).Polygons); got != 2 {
		t.Errorf("the union with itself has %d polygons", got)
	}
	pole := Area{Circles: []Circle{{Point{89, 0}, 500_000}}}
	if b := pole.Bounds(); b.North != 90 || b.West != -180 || b.East != 180 {
		t.Errorf("bounds round the pole %+v", b)
	}
}

func TestCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPoint(t)
		c := CellOf(p)
		if c < 0 {
			t.Fatalf("cell %d does not fit", c)
		}
		if d := DistanceM(p, c.Point()); d > 0.02 {
			t.Fatalf("%+v comes back %.3f m off", p, d)
		}
		if again := CellOf(c.Point()); again != c {
			t.Fatalf("cell %d, of its middle %d", c, again)
		}
	})
}

func drawPoint(t *rapid.T) Point {
	return Point{rapid.Float64Range(-90, 90).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon")}
}

// drawStar is a ring that does not cross itself: corners at growing angles round a middle, also near poles and the antimeridian.
func drawStar(t *rapid.T, middle Point, size float64) Ring {
	n := rapid.IntRange(3, 40).Draw(t, "corners")
	var r Ring
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		d := size * rapid.Float64Range(0.4, 1).Draw(t, "reach")
		lat := middle.Lat + d*math.Sin(angle)
		r = append(r, Point{math.Max(-90, math.Min(90, lat)), wrapLon(middle.Lon + d*math.Cos(angle))})
	}
	return append(r, r[0])
}

func drawArea(t *rapid.T) Area {
	var a Area
	for range rapid.IntRange(0, 2).Draw(t, "polygons") {
		m := Point{rapid.Float64Range(-80, 80).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon")}
		size := rapid.Float64Range(0.01, 9).Draw(t, "size")
		p := Polygon{Outer: drawStar(t, m, size)}
		if rapid.Bool().Draw(t, "hole") {
			p.Holes = []Ring{drawStar(t, m, size*0.2)}
		}
		a.Polygons = append(a.Polygons, p)
	}
	if len(a.Polygons) == 0 || rapid.Bool().Draw(t, "circle") {
		a.Circles = append(a.Circles, Circle{drawPoint(t), rapid.Float64Range(0, 2e6).Draw(t, "radius")})
	}
	if a.Validate() != nil {
		t.Skip("a thin star")
	}
	return a
}

// drawNear is a point in or near the area, so that tests meet its edges.
func drawNear(t *rapid.T, a Area) Point {
	b := a.Bounds()
	width := b.East - b.West
	if width < 0 {
		width += 360
	}
	return Point{
		math.Max(-90, math.Min(90, b.South+(b.North-b.South)*rapid.Float64Range(-0.2, 1.2).Draw(t, "v"))),
		wrapLon(b.West + width*rapid.Float64Range(-0.2, 1.2).Draw(t, "u")),
	}
}

// bruteForce is the even-odd rule written another way: it counts crossings along the meridian to the north, for each turn.
func bruteForce(a Area, p Point) (in, sure bool) {
	sure = true
	for _, c := range a.Circles {
		d := DistanceM(c.Center, p)
		if d < c.Radius {
			return true, true
		}
		sure = sure && math.Abs(d-c.Radius) > 1e-6
	}
	for _, pg := range a.Polygons {
		odd := false
		for _, r := range append([]Ring{pg.Outer}, pg.Holes...) {
			lon := r[0].Lon
			for i := 1; i < len(r); i++ {
				next := lon + lonStep(r[i-1].Lon, r[i].Lon)
				for _, x := range []float64{p.Lon - 360, p.Lon, p.Lon + 360} {
					if (lon > x) != (next > x) {
						lat := r[i-1].Lat + (x-lon)/(next-lon)*(r[i].Lat-r[i-1].Lat)
						if lat > p.Lat {
							odd = !odd
						}
					}
				}
				lon = next
			}
		}
		if odd {
			return true, sure
		}
	}
	return false, sure
}

func TestContainsIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArea(t)
		p := drawNear(t, a)
		want, sure := bruteForce(a, p)
		if got := a.Contains(p); got != want && sure && a.edgeM(p) > 0.001 { // on an edge rounding decides
			t.Fatalf("Contains(%+v) = %v, the even-odd rule says %v", p, got, want)
		}
	})
}

func TestPreparedIsPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArea(t)
		pre := NewIndexed(a)
		for range 8 {
			p := drawNear(t, a)
			if rapid.Bool().Draw(t, "far") {
				p = drawPoint(t)
			}
			if got, want := pre.Contains(p), a.Contains(p); got != want {
				t.Fatalf("at %+v: prepared %v, plain %v", p, got, want)
			}
			got, want := pre.DistanceM(p), a.DistanceM(p)
			if math.Abs(got-want) > 1e-3 {
				t.Fatalf("at %+v: prepared %.4f m, plain %.4f m", p, got, want)
			}
			m := rapid.Float64Range(0, 1e6).Draw(t, "margin")
			if math.Abs(m-want) > 0.01 && pre.Within(p, m) != (want <= m) {
				t.Fatalf("at %+v: Within(%.0f) = %v, distance %.0f", p, m, pre.Within(p, m), want)
			}
		}
	})
}

// TestDistanceIsShortest compares with many points sampled along the edges.
func TestDistanceIsShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArea(t)
		if len(a.Polygons) == 0 {
			t.Skip("only a circle")
		}
		a.Circles = nil
		p := drawNear(t, a)
		got := a.DistanceM(p)
		if got == 0 {
			t.Skip("inside")
		}
		want := math.Inf(1)
		for _, pg := range a.Polygons {
			for _, r := range append([]Ring{pg.Outer}, pg.Holes...) {
				for i := 1; i < len(r); i++ {
					step := lonStep(r[i-1].Lon, r[i].Lon)
					for k := range 401 {
						f := float64(k) / 400
						q := Point{r[i-1].Lat + f*(r[i].Lat-r[i-1].Lat), wrapLon(r[i-1].Lon + f*step)}
						want = math.Min(want, DistanceM(p, q))
					}
				}
			}
		}
		// The samples are at most a four-hundredth of 18 degrees apart, so the nearest of them may be 2.5 km further along.
		if got > want+6 || got < math.Sqrt(math.Max(0, want*want-2500*2500))-6 {
			t.Fatalf("distance %.1f m, sampled %.1f m", got, want)
		}
	})
}

func inRanges(rs []CellRange, c Cell) (in, inner bool) {
	for _, r := range rs {
		if c >= r.Lo && c <= r.Hi {
			return true, r.Inner
		}
	}
	return false, false
}

func TestCover(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArea(t)
		margin := rapid.SampledFrom([]float64{0, 0, 50, 1000, 25_000, 300_000}).Draw(t, "margin")
		limit := rapid.IntRange(1, 40).Draw(t, "ranges")
		rs := a.Cover(margin, limit)
		if len(rs) == 0 || len(rs) > limit {
			t.Fatalf("%d ranges, at most %d asked for", len(rs), limit)
		}
		for i, r := range rs {
			if r.Lo > r.Hi || i > 0 && r.Lo <= rs[i-1].Hi {
				t.Fatalf("range %d out of order: %+v", i, rs)
			}
			if i > 0 && r.Lo == rs[i-1].Hi+1 && r.Inner == rs[i-1].Inner {
				t.Fatalf("ranges %d and %d touch and are alike", i-1, i)
			}
		}
		pre := NewIndexed(a)
		for range 12 {
			p := drawNear(t, a)
			in, inner := inRanges(rs, CellOf(p))
			if d := pre.DistanceM(p); d <= margin && !in {
				t.Fatalf("%+v is %.0f m from the area, margin %.0f, and in no range", p, d, margin)
			}
			if inner && !pre.Contains(p) {
				t.Fatalf("%+v is in an inner range and not in the area", p)
			}
		}
		// Points at exactly the margin, off the corners and off the circle.
		for _, pg := range a.Polygons {
			for _, q := range pg.Outer {
				at := Destination(q, rapid.Float64Range(0, 360).Draw(t, "bearing"), margin*0.99999)
				if in, _ := inRanges(rs, CellOf(at)); !in {
					t.Fatalf("%+v, %.0f m off a corner, is in no range", at, margin)
				}
			}
		}
		for _, c := range a.Circles {
			at := Destination(c.Center, rapid.Float64Range(0, 360).Draw(t, "bearing"), (c.Radius+margin)*0.99999)
			if in, _ := inRanges(rs, CellOf(at)); !in {
				t.Fatalf("%+v, on the edge of a circle, is in no range", at)
			}
		}
	})
}

func TestCoverHasInnerRanges(t *testing.T) {
	rs := poly(square(10, 10, 20, 20)).Cover(0, 30)
	inner := 0
	for _, r := range rs {
		if r.Inner {
			inner++
		}
	}
	if inner == 0 {
		t.Errorf("a ten degree square has no inner range in %d", len(rs))
	}
	if rs := (Area{}).Cover(0, 8); rs != nil {
		t.Errorf("an empty area has %d ranges", len(rs))
	}
}

func TestGeoJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArea(t)
		data, err := a.GeoJSON()
		if err != nil {
			t.Fatal(err)
		}
		b, err := AreaFromGeoJSON(data)
		if err != nil {
			t.Fatalf("reading back %s: %v", data, err)
		}
		if len(b.Circles) != len(a.Circles) || len(a.Circles) > 0 && b.Circles[0] != a.Circles[0] {
			t.Fatalf("circles %+v came back %+v", a.Circles, b.Circles)
		}
		for range 8 {
			p := drawNear(t, a)
			if want, got := a.Contains(p), b.Contains(p); want != got && a.edgeM(p) > 1 {
				t.Fatalf("%+v: before %v, after %v\n%s", p, want, got, data)
			}
		}
	})
}

// edgeM is the distance to the nearest edge, from inside too.
func (a Area) edgeM(p Point) float64 {
	best := math.Inf(1)
	pr := newProbe(p)
	for _, pg := range a.Polygons {
		for _, r := range pg.planarRings() {
			for i := 1; i < len(r); i++ {
				best = pr.edge(r[i-1], r[i], best)
			}
		}
	}
	return best
}

func TestCircleRingHoldsCircle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Circle{Point{rapid.Float64Range(-80, 80).Draw(t, "lat"), rapid.Float64Range(-180, 180).Draw(t, "lon")}, rapid.Float64Range(10, 300_000).Draw(t, "radius")}
		p := Destination(c.Center, rapid.Float64Range(0, 360).Draw(t, "bearing"), c.Radius*0.9999)
		if d := poly(c.Ring(64)).DistanceM(p); d > c.Radius*0.001 {
			t.Fatalf("%+v of %+v is %.1f m outside its ring", p, c, d)
		}
	})
}

func TestSimplifyStaysClose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawStar(t, Point{rapid.Float64Range(-60, 60).Draw(t, "lat"), 10}, 1)
		tol := rapid.Float64Range(1, 20_000).Draw(t, "tolerance")
		s := Simplify(r, tol)
		if s[0] != r[0] || s[len(s)-1] != r[len(r)-1] {
			t.Fatal("the ends moved")
		}
		for _, p := range r {
			best := math.Inf(1)
			for i := 1; i < len(s); i++ {
				best = math.Min(best, planarM(s[i-1], s[i], p))
			}
			if best > tol*1.001 {
				t.Fatalf("%+v is %.0f m off, tolerance %.0f", p, best, tol)
			}
		}
	})
}

func TestAreaFromGeoJSONRefuses(t *testing.T) {
	for _, s := range []string{
		"", "null", "{}", `{"type":"Point","coordinates":[1,2]}`, `{"type":"LineString","coordinates":[[1,2],[3,4]]}`,
		`{"type":"Polygon","coordinates":[]}`, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}`,
		`{"type":"Polygon","coordinates":[[[0],[1,0],[1,1],[0]]]}`, `{"type":"Feature"}`,
		`{"type":"Polygon","coordinates":[[[0,0],[10,10],[0,10],[10,0],[0,0]]]}`,
		`{"type":"Polygon","coordinates":"x"}`, strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 20) + strings.Repeat("]}", 20),
	} {
		if a, err := AreaFromGeoJSON([]byte(s)); err == nil {
			t.Errorf("%.60s gave %+v", s, a)
		}
	}
	a, err := AreaFromGeoJSON([]byte(`{"type":"FeatureCollection","features":[
		{"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]]}},
		{"type":"Feature","properties":{"circle":{"lat":1,"lon":2,"radius_m":3}},"geometry":{"type":"Point","coordinates":[2,1]}}]}`))
	if err != nil || len(a.Polygons) != 1 || len(a.Circles) != 1 || a.Circles[0].Radius != 3 {
		t.Errorf("%+v, %v", a, err)
	}
}

// FuzzArea: any bytes give an error or an area that can be used in every way.
func FuzzArea(f *testing.F) {
	for _, s := range []string{
		`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`,
		`{"type":"MultiPolygon","coordinates":[[[[170,-10],[-170,-10],[-170,10],[170,10],[170,-10]]]]}`,
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0],"circle":{"lat":89,"lon":0,"radius_m":500000}}]}`,
		`{"type":"Polygon","coordinates":[[[-180,-70],[0,-70],[180,-70],[180,-90],[-180,-90],[-180,-70]]]}`,
		`{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := AreaFromGeoJSON(data)
		if err != nil {
			return
		}
		if a.Validate() != nil {
			t.Fatal("accepted an area that is not valid")
		}
		c := a.Centroid()
		if !c.Valid() {
			t.Fatalf("centroid %+v", c)
		}
		b := a.Bounds()
		pre := NewIndexed(a)
		for _, p := range []Point{c, {b.South, b.West}, {b.North, b.East}, {0, 0}, {90, 0}, {-90, 180}} {
			if pre.Contains(p) != a.Contains(p) {
				t.Fatalf("prepared and plain differ at %+v", p)
			}
			if d := a.DistanceM(p); math.IsNaN(d) || d < 0 {
				t.Fatalf("distance %v", d)
			}
		}
		if !a.Empty() && len(a.Cover(1000, 8)) == 0 {
			t.Fatal("no cover")
		}
		out, err := a.GeoJSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := AreaFromGeoJSON(out); err != nil {
			t.Fatalf("cannot read back %s: %v", out, err)
		}
	})
}
