package where

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// divisionCodes are the divisions that English news abbreviates: the name, the country, the postal code (in capitals), then
// the forms with points that the press uses.
const divisionCodes = `Alabama US AL Ala.
Alaska US AK
Arizona US AZ Ariz.
Arkansas US AR Ark.
California US CA Calif. Cal.
Colorado US CO Colo.
Connecticut US CT Conn.
Delaware US DE Del.
District_of_Columbia US DC D.C.
Florida US FL Fla.
Georgia US GA Ga.
Idaho US ID
Illinois US IL Ill.
Indiana US IN Ind.
Iowa US IA Ia.
Kansas US KS Kan. Kans.
Kentucky US KY Ky.
Louisiana US LA La.
Maine US ME
Maryland US MD Md.
Massachusetts US MA Mass.
Michigan US MI Mich.
Minnesota US MN Minn.
Mississippi US MS Miss.
Missouri US MO Mo.
Montana US MT Mont.
Nebraska US NE Neb. Nebr.
Nevada US NV Nev.
New_Hampshire US NH N.H.
New_Jersey US NJ N.J.
New_Mexico US NM N.M. N.Mex.
New_York US NY N.Y.
North_Carolina US NC N.C.
North_Dakota US ND N.D. N.Dak.
Ohio US OH
Oklahoma US OK Okla.
Oregon US OR Ore.
Pennsylvania US PA Pa. Penn.
Rhode_Island US RI R.I.
South_Carolina US SC S.C.
South_Dakota US SD S.D. S.Dak.
Tennessee US TN Tenn.
Texas US TX Tex.
Utah US UT
Vermont US VT Vt.
Virginia US VA Va.
Washington US WA Wash.
West_Virginia US WV W.Va.
Wisconsin US WI Wis. Wisc.
Wyoming US WY Wyo.
Alberta CA AB Alta.
British_Columbia CA BC B.C.
Manitoba CA MB Man.
New_Brunswick CA NB N.B.
Newfoundland_and_Labrador CA NL Nfld.
Nova_Scotia CA NS N.S.
Ontario CA ON Ont.
Prince_Edward_Island CA PE P.E.I.
Quebec CA QC Que.
Saskatchewan CA SK Sask.
New_South_Wales AU NSW N.S.W.
Victoria AU VIC Vic.
Queensland AU QLD Qld.
South_Australia AU SA
Western_Australia AU
Tasmania AU TAS Tas.`

var expansions = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(divisionCodes) {
		f := strings.Fields(line)
		full := strings.ReplaceAll(f[0], "_", " ") + ", " + f[1]
		for _, code := range f[2:] {
			out[code] = full
			if bare := strings.TrimRight(code, "."); len(bare) > 2 && !strings.Contains(bare, ".") && bare != "Man" && bare != "Miss" && bare != "Mass" && bare != "Wash" && bare != "Penn" {
				out[bare] = full
			}
			out[strings.ReplaceAll(code, ".", ". ")] = full // "N. C."
		}
	}
	return out
}()

// expand is "Texas, US" for "Tex." and "TX", or "".
func expand(name string) string {
	if full := expansions[name]; full != "" {
		return full
	}
	return expansions[strings.TrimSpace(name)]
}

// bynames are what the press calls some towns.
var bynames = map[string]string{
	"nyc": "New York City", "new york city": "New York City", "l.a.": "Los Angeles", "philly": "Philadelphia", "vegas": "Las Vegas",
	"frisco": "San Francisco", "d.c.": "Washington, District of Columbia", "washington, d.c.": "Washington, District of Columbia",
	"washington d.c.": "Washington, District of Columbia", "st. pete": "Saint Petersburg, Florida", "the big apple": "New York City",
}

// regions are named parts of the world that no gazetteer of towns holds, at GeoNames' own points.
var regions = map[string]gazetteer.Place{
	"europe":         area(6255148, "Europe", 48.69096, 9.14062),
	"european":       area(6255148, "Europe", 48.69096, 9.14062),
	"africa":         area(6255146, "Africa", 7.1881, 21.09375),
	"african":        area(6255146, "Africa", 7.1881, 21.09375),
	"asia":           area(6255147, "Asia", 29.84064, 89.29688),
	"asian":          area(6255147, "Asia", 29.84064, 89.29688),
	"north america":  area(6255149, "North America", 46.07323, -100.54688),
	"south america":  area(6255150, "South America", -14.60485, -57.65625),
	"oceania":        area(6255151, "Oceania", -18.31281, 138.51562),
	"antarctica":     area(6255152, "Antarctica", -78.15856, 16.40626),
	"european union": area(6695072, "European Union", 50.10198, 9.88384),
	"eu":             area(6695072, "European Union", 50.10198, 9.88384),
	"middle east":    area(6269133, "Middle East", 33.1391, 35.8587),
	"caucasus":       area(573081, "Caucasus Mountains", 42.5, 45),
	"black sea":      area(6640396, "Black Sea", 43, 35),
	"red sea":        area(235615, "Red Sea", 19, 39.5),
	"caribbean":      area(3572951, "Caribbean Sea", 15, -75),
	"gulf of mexico": area(3572949, "Gulf of Mexico", 25, -90),
	"darfur":         in("SD", area(376731, "Darfur", 13, 25)),
	"south ossetia":  in("GE", area(611834, "South Ossetia", 42.3333, 44)),
	"south ossetian": in("GE", area(611834, "South Ossetia", 42.3333, 44)),
}

func in(country string, p gazetteer.Place) gazetteer.Place {
	p.Country = country
	return p
}

func area(id int64, name string, lat, lon float64) gazetteer.Place {
	return gazetteer.Place{ID: id, Name: name, Kind: gazetteer.Area, Point: geo.Point{Lat: lat, Lon: lon}, Population: 1e8}
}

var (
	// kinds end the names of things that are called after a place or lie by it.
	kinds = set(`river creek lake reservoir township twp park beach valley mountain mountains mount island islands county parish borough
		city town village area bay forest hills heights harbor harbour port airport canyon basin region district springs falls
		square center centre road street avenue national state community metro neighborhood ridge fork branch run bayou pond
		dam bridge peninsula cape point gulch refuge preserve wilderness mall station junction crossing landing avenue`)
	// sides begin the names of parts of a place.
	sides = set(`north south east west northern southern eastern western northeast northwest southeast southwest central upper lower
		greater downtown uptown midtown inner outer old lake mount fort port river city town county village state of the de la el
		metro metropolitan suburban rural coastal`)
)
