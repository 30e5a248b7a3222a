package cap

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestScanNumberAgreesWithStrconv(t *testing.T) {
	check := func(s string) {
		got, n := scanNumber(s)
		want, err := strconv.ParseFloat(s, 64)
		if err != nil || n != len(s) || got != want {
			t.Errorf("scanNumber(%q) = %v %d, want %v %v", s, got, n, want, err)
		}
		if got == 0 && math.Signbit(got) {
			t.Errorf("scanNumber(%q) gives -0", s)
		}
	}
	for _, s := range []string{"0", "-0", "+1", "1.", ".5", "-.25", "00012.50", "123456789012345", "0.000000000000001",
		"1234567890123456789012", "0.1234567890123456789", "-73.98512345678901234", "1e3", "-2.5E-7", "180", "9007199254740993",
		"0.000000000000000000001"} {
		check(s)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		check(strconv.FormatFloat((r.Float64()-0.5)*math.Pow10(r.IntN(8)), 'f', r.IntN(18)-1, 64))
	}
	for _, s := range []string{"", "-", ".", "+.", "x", "e5", "--1", "1e", "1e+", "1e999999"} {
		if v, n := scanNumber(s); n != 0 && n == len(s) {
			t.Errorf("scanNumber(%q) = %v %d, want none", s, v, n)
		}
	}
}

func TestSelfCrossing(t *testing.T) {
	ring := func(s string) Polygon {
		pts, _, bad := scanPoints(s, 10_000)
		if bad != -1 {
			t.Fatalf("%q at %d", s, bad)
		}
		return pts
	}
	for s, want := range map[string]bool{
		"0,0 0,2 2,2 2,0 0,0":               false,
		"0,0 2,2 2,0 0,2 0,0":               true,  // bow tie
		"0,0 0,4 4,4 4,0 2,3 0,0":           false, // dent
		"0,0 0,4 4,4 4,0 2,6 0,0":           true,  // dent through the far side
		"0,0 0,2 2,2 2,4 0,4 0,2 0,0":       false, // touches at a point, does not cross
		"0,0 0,10 5,10 5,5 1,5 1,6 7,6 0,0": true,
		"0,0 1,0 1,1 0,1 0,0":               false,
	} {
		if _, _, got, sure := (&crossings{budget: 1000}).find(ring(s)); got != want || !sure {
			t.Errorf("%s: crossing %v, want %v", s, got, want)
		}
	}
	// The sweep finds what comparing every pair finds.
	r := rand.New(rand.NewPCG(3, 4))
	sweep := &crossings{}
	found := 0
	for n := range 3000 {
		pts := make(Polygon, 4+r.IntN(12))
		for i := range pts {
			pts[i] = Point{float64(r.IntN(30)), float64(r.IntN(30))}
		}
		if n%3 == 0 { // a star, which does not cross itself
			for i := range pts {
				a := 2 * math.Pi * float64(i) / float64(len(pts))
				d := 1 + r.Float64()*9
				pts[i] = Point{d * math.Sin(a), d * math.Cos(a)}
			}
		}
		pts = append(pts, pts[0])
		want := false
		for a := range len(pts) - 1 {
			for b := range a {
				want = want || sidesCross(pts, a, b)
			}
		}
		thin := true
		for i := range pts {
			thin = thin && pts[i].Lon == pts[0].Lon
		}
		if thin {
			continue
		}
		sweep.budget = 1000
		i, j, got, sure := sweep.find(pts)
		if got != want || !sure || (got && !sidesCross(pts, i, j)) {
			t.Fatalf("%v: sweep %v, every pair %v", pts, got, want)
		}
		if got {
			found++
		}
	}
	if found < 500 {
		t.Errorf("only %d crossing rings were tried", found)
	}
}

func TestUnrollAndArea(t *testing.T) {
	square := Polygon{{0, 0}, {0, 2}, {2, 2}, {2, 0}, {0, 0}}
	if a := square.SignedArea(); a != 4 {
		t.Errorf("area %v, want 4", a)
	}
	if &square.Unroll()[0] != &square[0] {
		t.Error("Unroll copies a ring that needs no change")
	}
	over := Polygon{{0, 179}, {0, -179}, {2, -179}, {2, 179}, {0, 179}}
	flat := over.Unroll()
	if flat[1].Lon != 181 || flat[2].Lon != 181 || flat[4] != over[0] || flat.SignedArea() != 4 || over[1].Lon != -179 {
		t.Errorf("Unroll = %v, area %v", flat, flat.SignedArea())
	}
	west := Polygon{{0, -179}, {2, -179}, {2, 179}, {0, 179}, {0, -179}}.Unroll()
	if west[2].Lon != -181 || west.SignedArea() != 4 {
		t.Errorf("Unroll = %v, area %v", west, west.SignedArea())
	}
	// A crossing is looked for on the unrolled ring.
	var said []string
	polygonAdvice(over, &crossings{budget: 100}, func(code, _ string) { said = append(said, code) })
	if len(said) != 0 {
		t.Errorf("a square over the date line: %v", said)
	}
}

// FuzzPolygon: points that are read are written and read again as the same points, and the checks never panic.
func FuzzPolygon(f *testing.F) {
	for _, s := range []string{"0,0 0,1 1,1 0,0", "55.5,37.3 55.5,37.9 55.9,37.9", "1, 2 3 ,4", "179,180 -1e3,-0 5,6 7,8",
		"10,179 10,-179 11,-179 10,179", "60,0 61,120 60,-120 60,0", "", ",", "1,2,3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, _, ok := scanCircle(s)
		if ok {
			b := strconv.AppendFloat(append(appendPoint(nil, c.Center), ' '), c.RadiusKM, 'f', -1, 64)
			if back, loose, ok := scanCircle(string(b)); !ok || loose || back != c {
				t.Fatalf("circle %q: %v, written %s, read %v", s, c, b, back)
			}
		}
		pts, _, bad := scanPoints(s, 1000)
		if bad != -1 {
			if bad > len(s) || (bad < 0 && bad != tooMany) {
				t.Fatalf("%q: bad at %d", s, bad)
			}
			return
		}
		var out []string
		for _, q := range pts {
			out = append(out, string(appendPoint(nil, q)))
		}
		back, loose, bad := scanPoints(strings.Join(out, " "), 1000)
		if bad != -1 || loose || len(back) != len(pts) {
			t.Fatalf("%q: written %q", s, out)
		}
		for i := range pts {
			if back[i] != pts[i] {
				t.Fatalf("%q: point %d is %v, was %v", s, i, back[i], pts[i])
			}
		}
		wrap(pts)
		if code, _ := polygonFault(append(pts, pts[0])); code == "" {
			polygonAdvice(append(pts, pts[0]), &crossings{budget: 10_000}, func(string, string) {})
		}
	})
}
