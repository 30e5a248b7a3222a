package known

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// Streets are words of the names of streets.
	Streets = text.WordSet(`street road avenue boulevard lane highway square motorway expressway roundabout junction flyover rue calle avenida place plaza piazza via platz
		strasse straße bulvari caddesi embankment promenade quay parade esplanade bazaar`)
	// QuarterKinds are small words that follow the name of a part of a town; rails may stand between.
	QuarterKinds = text.WordSet(`district quarter neighbourhood neighborhood suburb ward borough township area station stations square market bazaar roundabout junction crossroads crossing
		peninsula estate commune arrondissement sector zone slum shantytown street road avenue boulevard bridge checkpoint stop terminal park camp`)
	// NoArea are words with a capital that stand where a place stands.
	NoArea = text.WordSet(`facebook telegram twitter instagram whatsapp youtube tiktok arabic english french german spanish russian turkish hebrew persian urdu hindi ramadan easter
		christmas passover islam christianity god parliament congress senate knesset bundestag interpol europol nato un eu isis isil al-qaeda hamas hezbollah hizbollah taliban boko
		pentagon kremlin whitehall scotland-yard state level orange red yellow green amber phase article section chapter operation resolution number european asian african western
		mr mrs ms dr president minister colonel street road`)
	// NoLast are last words of names that are no places.
	NoLast = text.WordSet(`court crown house operation barracks stadium arena act law code bill committee council commission agency force forces brigade army police guard ministry
		department office bureau service union party front movement group company bank state level airport university church general airlines airways flight hospital centre center`)
	// GoesOn are small words that may follow the name of a place beside those of after.
	GoesOn = text.WordSet(`when while where who which during before since until late early this last yesterday today that as but shortly around killing killed wounding
		where after between against within via because station`)
)
