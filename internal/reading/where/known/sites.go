// Package known holds what a reader of news knows and no gazetteer holds: seats of power and sights, how news shortens divisions, and institutions by the country that has
// them. Its tables never change.
package known

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	names "github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// sites are seats of power and well-known sites: their names, country and point. package where's Resolve knows them when it is asked
// for one; its Find does not look for them, as "the Kremlin said" tells of no place.
var sites = []struct {
	names, country string
	lat, lon       float64
}{
	{"Pentagon", "US", 38.871, -77.056}, {"White House; Oval Office; Rose Garden", "US", 38.898, -77.037}, {"U.S. Capitol; Capitol", "US", 38.89, -77.009},
	{"Camp David", "US", 39.648, -77.465}, {"Mar-a-Lago; Mar-A-Lago", "US", 26.677, -80.037}, {"Trump Tower", "US", 40.762, -73.974}, {"Langley", "US", 38.952, -77.146},
	{"Fort Hood", "US", 31.135, -97.776}, {"Fort Bragg", "US", 35.139, -79.006}, {"Fort Meade", "US", 39.108, -76.743}, {"Quantico", "US", 38.522, -77.29},
	{"West Point", "US", 41.391, -73.956}, {"Statue of Liberty", "US", 40.689, -74.044}, {"Ellis Island", "US", 40.699, -74.04}, {"Rikers Island", "US", 40.793, -73.885},
	{"World Trade Center", "US", 40.712, -74.013}, {"Madison Square Garden", "US", 40.75, -73.993}, {"Hollywood", "US", 34.098, -118.327}, {"Disneyland", "US", 33.812, -117.919},
	{"Golden Gate Bridge", "US", 37.82, -122.478}, {"Alcatraz", "US", 37.827, -122.423}, {"Las Vegas Strip", "US", 36.115, -115.173}, {"Cape Canaveral", "US", 28.392, -80.605},
	{"Standing Rock", "US", 45.75, -101.2}, {"Guantanamo Bay; Guantánamo Bay; Guantanamo; Guantánamo", "CU", 19.94, -75.12},
	{"Kremlin; Red Square; Lubyanka", "RU", 55.752, 37.618}, {"Baikonur Cosmodrome", "KZ", 45.965, 63.305}, {"Downing Street; 10 Downing Street; Whitehall", "GB", 51.503, -0.127},
	{"Buckingham Palace", "GB", 51.501, -0.142}, {"Westminster; Houses of Parliament; Palace of Westminster; Parliament Square", "GB", 51.4995, -0.1246},
	{"Scotland Yard", "GB", 51.503, -0.124}, {"Old Bailey", "GB", 51.516, -0.102}, {"London Bridge", "GB", 51.508, -0.0877}, {"Tower Bridge", "GB", 51.5055, -0.0754},
	{"Trafalgar Square", "GB", 51.508, -0.128}, {"Hyde Park", "GB", 51.507, -0.165}, {"Grenfell Tower", "GB", 51.514, -0.2157}, {"Wembley; Wembley Stadium", "GB", 51.556, -0.28},
	{"Windsor Castle", "GB", 51.484, -0.604}, {"Stonehenge", "GB", 51.179, -1.826}, {"Balmoral", "GB", 57.04, -3.23}, {"Holyrood", "GB", 55.952, -3.175}, {"Stormont", "GB", 54.605, -5.832},
	{"Elysee; Élysée; Elysee Palace; Élysée Palace", "FR", 48.87, 2.316}, {"Champs-Elysees; Champs-Élysées; Champs Elysees", "FR", 48.87, 2.307}, {"Eiffel Tower", "FR", 48.858, 2.294},
	{"Louvre", "FR", 48.861, 2.336}, {"Notre Dame; Notre-Dame", "FR", 48.853, 2.35}, {"Bataclan", "FR", 48.863, 2.371}, {"Stade de France", "FR", 48.924, 2.36},
	{"Promenade des Anglais", "FR", 43.694, 7.256}, {"Calais Jungle", "FR", 50.969, 1.905}, {"Brandenburg Gate; Reichstag; Breitscheidplatz", "DE", 52.516, 13.378},
	{"Ramstein; Ramstein Air Base", "DE", 49.437, 7.6}, {"Auschwitz; Auschwitz-Birkenau", "PL", 50.036, 19.178}, {"Colosseum", "IT", 41.89, 12.492}, {"St. Peter's Square; Saint Peter's Square", "VA", 41.902, 12.457},
	{"Sagrada Familia", "ES", 41.404, 2.174}, {"Las Ramblas; La Rambla", "ES", 41.381, 2.173}, {"Acropolis", "GR", 37.972, 23.726}, {"Idomeni", "GR", 41.125, 22.51},
	{"Maidan", "UA", 50.45, 30.524}, {"Chernobyl", "UA", 51.389, 30.099}, {"Taksim; Taksim Square; Gezi Park; Hagia Sophia", "TR", 41.037, 28.985}, {"Incirlik; Incirlik Air Base", "TR", 37.002, 35.426},
	{"Temple Mount; Al-Aqsa; Al-Aqsa Mosque; Western Wall; Dome of the Rock; Haram al-Sharif", "IL", 31.777, 35.235}, {"Erez; Erez crossing", "IL", 31.558, 34.545},
	{"Yarmouk; Yarmouk camp", "SY", 33.474, 36.303}, {"Eastern Ghouta; East Ghouta; Ghouta", "SY", 33.54, 36.45}, {"Khmeimim; Hmeimim", "SY", 35.401, 35.948}, {"al-Tanf; Tanf", "SY", 33.507, 38.617},
	{"Abu Ghraib", "IQ", 33.294, 44.065}, {"Zaatari; Zaatari camp", "JO", 32.292, 36.328}, {"Natanz", "IR", 33.724, 51.727}, {"Fordow; Fordo", "IR", 34.885, 50.996}, {"Evin; Evin prison", "IR", 35.795, 51.385},
	{"Pyramids; Giza Pyramids", "EG", 29.979, 31.134}, {"Rabaa; Rabaa Square", "EG", 30.067, 31.326}, {"Bagram; Bagram Airfield", "AF", 34.946, 69.265},
	{"Dadaab", "KE", 0.093, 40.315}, {"Kakuma", "KE", 3.71, 34.86}, {"Robben Island", "ZA", -33.807, 18.371}, {"Great Wall; Great Wall of China", "CN", 40.432, 116.57},
	{"Zhongnanhai; Great Hall of the People", "CN", 39.91, 116.38}, {"Taj Mahal", "IN", 27.175, 78.042}, {"Red Fort", "IN", 28.656, 77.241}, {"Golden Temple", "IN", 31.62, 74.877}, {"Wagah", "PK", 31.605, 74.573},
	{"Kutupalong", "BD", 21.213, 92.163}, {"Angkor Wat", "KH", 13.412, 103.867}, {"Fukushima Daiichi", "JP", 37.421, 141.033}, {"Yongbyon", "KP", 39.797, 125.755}, {"Punggye-ri", "KP", 41.28, 129.08},
	{"Kadena", "JP", 26.356, 127.768}, {"Diego Garcia", "IO", -7.313, 72.411}, {"Bondi Beach", "AU", -33.891, 151.277}, {"Christmas Island", "CX", -10.49, 105.63}, {"Manus; Manus Island", "PG", -2.1, 147},
	{"Copacabana", "BR", -22.971, -43.182}, {"Maracana; Maracanã", "BR", -22.912, -43.23}, {"Machu Picchu", "PE", -13.163, -72.545}, {"Casa Rosada; Plaza de Mayo", "AR", -34.608, -58.37},
	{"Zocalo; Zócalo", "MX", 19.433, -99.133}, {"Tepito", "MX", 19.443, -99.123}, {"Parliament Hill", "CA", 45.424, -75.7}, {"Niagara Falls", "CA", 43.08, -79.07},
}

// Sites are seats of power and well-known sites by their folded names ([fold.Key]).
var Sites = func() map[string]gazetteer.Place {
	out := map[string]gazetteer.Place{}
	for _, s := range sites {
		p := gazetteer.Place{ID: -1, Kind: gazetteer.Region, Country: s.country, Point: geo.Point{Lat: s.lat, Lon: s.lon}}
		for name := range strings.SplitSeq(s.names, "; ") {
			if p.Name == "" {
				p.Name = name
			}
			out[names.Key(name)] = p
		}
	}
	return out
}()
