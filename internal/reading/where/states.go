package where

// bynames are what the press calls some towns.
var bynames = map[string]string{
	"nyc": "New York City", "new york city": "New York City", "l.a.": "Los Angeles", "philly": "Philadelphia", "vegas": "Las Vegas",
	"frisco": "San Francisco", "d.c.": "Washington, District of Columbia", "washington, d.c.": "Washington, District of Columbia",
	"washington d.c.": "Washington, District of Columbia", "st. pete": "Saint Petersburg, Florida", "the big apple": "New York City",
	"european": "Europe", "african": "Africa", "asian": "Asia", "north american": "North America", "latin american": "Latin America",
	"south ossetian": "South Ossetia", "crimean": "Crimea", "chechen": "Chechnya", "kashmiri": "Kashmir", "siberian": "Siberia", "dagestani": "Dagestan",
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
