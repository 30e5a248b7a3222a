package main

import (
	"fmt"
)

// outline is a shape drawn for Tocsin where Natural Earth's is too coarse for a matter of life: Natural Earth gives Moscow 79
// points and with them Khimki, Podolsk and the Crocus City Hall, none of which is in the city.
//
// They are drawn by hand from general knowledge, to about 200 m along the ring road and a kilometre elsewhere; they are
// not a survey. Points are latitude, longitude.
type outline struct {
	country, code string
	around        string // the division that lies round it and gives or takes the land
	rings         [][][2]float64
}

var outlines = []outline{{
	country: "RU", code: "RU.48", around: "RU.47",
	rings: [][][2]float64{
		{ // the city, counter-clockwise from the north
			{55.909, 37.590}, {55.912, 37.578}, {55.940, 37.568}, {55.945, 37.540}, {55.930, 37.528}, {55.910, 37.543},
			{55.905, 37.528}, {55.900, 37.513}, {55.889, 37.489}, {55.884, 37.470}, {55.8825, 37.458}, {55.881, 37.443},
			// Kurkino and Molzhaninovo, west of Khimki
			{55.8835, 37.420}, {55.893, 37.403}, {55.905, 37.410}, {55.922, 37.402}, {55.945, 37.408}, {55.966, 37.385},
			{55.955, 37.352}, {55.940, 37.355}, {55.925, 37.352}, {55.908, 37.362}, {55.895, 37.350}, {55.880, 37.372},
			{55.873, 37.398}, {55.868, 37.403}, {55.860, 37.396},
			// Mitino
			{55.867, 37.372}, {55.869, 37.345}, {55.858, 37.325}, {55.842, 37.334}, {55.834, 37.352}, {55.836, 37.372},
			// the ring road, with Crocus City just outside it
			{55.839, 37.393}, {55.8325, 37.395}, {55.8236, 37.393}, {55.8146, 37.390}, {55.8058, 37.387}, {55.797, 37.380},
			// Rublyovo
			{55.792, 37.374}, {55.794, 37.356}, {55.786, 37.340}, {55.777, 37.350}, {55.775, 37.369},
			{55.7544, 37.369}, {55.735, 37.375}, {55.718, 37.383}, {55.7097, 37.389}, {55.703, 37.398}, {55.687, 37.413},
			{55.680, 37.416}, {55.669, 37.420},
			// Solntsevo, Novo-Peredelkino, Vnukovo
			{55.668, 37.395}, {55.662, 37.365}, {55.664, 37.340}, {55.657, 37.318}, {55.642, 37.312}, {55.635, 37.280},
			{55.622, 37.262}, {55.622, 37.215},
			// the land joined in 2012
			{55.615, 37.160}, {55.600, 37.130}, {55.575, 37.120}, {55.545, 37.105}, {55.525, 37.050}, {55.505, 37.030},
			{55.480, 36.975}, {55.460, 36.905}, {55.445, 36.840}, {55.415, 36.830}, {55.385, 36.860}, {55.340, 36.945},
			{55.290, 36.975}, {55.240, 36.935}, {55.205, 36.965}, {55.180, 36.995}, {55.165, 37.030}, {55.175, 37.110},
			{55.225, 37.180}, {55.250, 37.270}, {55.275, 37.380}, {55.310, 37.440}, {55.340, 37.435}, {55.365, 37.450},
			{55.395, 37.460}, {55.425, 37.450}, {55.450, 37.460}, {55.465, 37.500}, {55.485, 37.540}, {55.490, 37.575},
			{55.515, 37.590}, {55.540, 37.600}, {55.560, 37.595},
			// the ring road in the south and east
			{55.572, 37.620}, {55.572, 37.655}, {55.574, 37.683}, {55.584, 37.709}, {55.594, 37.735}, {55.605, 37.759},
			{55.618, 37.782}, {55.629, 37.802}, {55.643, 37.824}, {55.650, 37.834}, {55.659, 37.839}, {55.676, 37.834},
			// Zhulebino, Nekrasovka, Kosino, Novokosino
			{55.681, 37.835}, {55.680, 37.862}, {55.693, 37.873}, {55.700, 37.880}, {55.688, 37.905}, {55.687, 37.940},
			{55.703, 37.950}, {55.716, 37.940}, {55.728, 37.905}, {55.738, 37.880}, {55.750, 37.870}, {55.752, 37.843},
			{55.774, 37.843}, {55.785, 37.8415}, {55.802, 37.840},
			// Vostochny
			{55.803, 37.858}, {55.810, 37.885}, {55.825, 37.882}, {55.828, 37.860}, {55.822, 37.838},
			{55.829, 37.830}, {55.844, 37.801}, {55.862, 37.765}, {55.8775, 37.736}, {55.889, 37.712}, {55.894, 37.699},
			{55.895, 37.668}, {55.8985, 37.636}, {55.905, 37.605},
		},
		{ // Zelenograd
			{55.962, 37.170}, {55.966, 37.215}, {55.975, 37.240}, {55.990, 37.243}, {55.998, 37.232}, {56.012, 37.205},
			{56.010, 37.165}, {55.992, 37.150}, {55.975, 37.150},
		},
		{ // the land west of Odintsovo, as Natural Earth has it
			{55.670, 37.043}, {55.686, 37.110}, {55.697, 37.154}, {55.732, 37.164}, {55.743, 37.081}, {55.732, 37.002},
			{55.699, 36.981}, {55.680, 36.991},
		},
	},
}}

// redraw puts the drawn outlines in place of Natural Earth's; the division round them fills the difference.
func redraw(features []*feature) error {
	for _, o := range outlines {
		find := func(code string) *feature {
			for _, f := range features {
				if f.country == o.country && f.code == code {
					return f
				}
			}
			return nil
		}
		city, around := find(o.code), find(o.around)
		if city == nil || around == nil {
			return fmt.Errorf("no shape for the outline of %s", o.code)
		}
		both := dissolve([]*feature{city, around})
		n := newNet([]map[segment]bool{both})
		around.polys = nil
		largest := 0
		for i, poly := range n.rings(both) {
			var rings []gridRing
			for _, r := range poly {
				rings = append(rings, n.line(r, n.arcs))
			}
			around.polys = append(around.polys, rings[:1]) // what was cut out was the city
			if rings[0].twice() > around.polys[largest][0].twice() {
				largest = i
			}
		}
		city.polys = nil
		for _, points := range o.rings {
			var coords [][2]float64
			for _, p := range points {
				coords = append(coords, [2]float64{p[1], p[0]})
			}
			coords = append(coords, coords[0])
			city.polys = append(city.polys, []gridRing{toGrid(coords, true)})
			around.polys[largest] = append(around.polys[largest], toGrid(coords, false))
		}
		city.box, around.box = boxOf(city.polys), boxOf(around.polys)
		city.drawn = true
	}
	return nil
}

// drawnToleranceM keeps drawn outlines as they are drawn.
const drawnToleranceM = 1.0
