// Package situationtest holds reports of March 2024 in our own words, for the tests of situations, warnings and the store: the
// first issuer, its echoes, the foiled plot, and standing advice. Days and relations are those of the public record; the
// reports are written by hand, field by field, and quote nobody.
package situationtest

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// The places, with their GeoNames ids.
var (
	Moscow      = gazetteer.Place{ID: 524901, Name: "Moscow", Kind: gazetteer.City, Country: "RU", Admin1: "48", Point: geo.Point{Lat: 55.75222, Lon: 37.61556}, Population: 10381222}
	Krasnogorsk = gazetteer.Place{ID: 542374, Name: "Krasnogorsk", Kind: gazetteer.City, Country: "RU", Admin1: "47", Point: geo.Point{Lat: 55.82036, Lon: 37.33017}, Population: 92932}
	Petersburg  = gazetteer.Place{ID: 498817, Name: "Saint Petersburg", Kind: gazetteer.City, Country: "RU", Admin1: "66", Point: geo.Point{Lat: 59.93863, Lon: 30.31413}, Population: 5351935}
	Kaluga      = gazetteer.Place{ID: 553899, Name: "Kaluga Oblast", Kind: gazetteer.Admin1, Country: "RU", Admin1: "25", Point: geo.Point{Lat: 54.3672, Lon: 35.4371}}
	Russia      = gazetteer.Place{ID: 2017370, Name: "Russia", Kind: gazetteer.Country, Country: "RU", Point: geo.Point{Lat: 62.0159, Lon: 99.5639}}
)

// Zone is Moscow's time; it has had no summer time since 2014.
var Zone = time.FixedZone("MSK", 3*3600)

// Day is local midnight of a day of March 2024 in Moscow.
func Day(d int) time.Time { return time.Date(2024, 3, d, 0, 0, 0, 0, Zone) }

// OnDay is an issue of which only the local day is known.
func OnDay(d int) when.Interval {
	return when.AnchorDay(2024, time.March, d, Zone).Interval()
}

// Hours48 is "the next 48 hours" told by a report of that day.
func Hours48(d int) when.Interval {
	return when.Window(when.AnchorDay(2024, time.March, d, Zone), 48*time.Hour, 48*time.Hour)
}

// Evidence is a span that stands for the words; hand-written reports have no text to point into.
func Evidence() []reading.Evidence { return []reading.Evidence{{Start: 0, End: 1}} }

func named(name, class, country string) reading.Named {
	return reading.Named{Name: name, Class: class, Country: country, Evidence: Evidence()}
}

func at(role reading.PlaceRole, p gazetteer.Place) reading.PlaceAt {
	return reading.PlaceAt{Name: p.Name, Role: role, Place: p, Evidence: Evidence()}
}

func codes(cs ...string) []reading.Coded {
	var out []reading.Coded
	for _, c := range cs {
		out = append(out, reading.Coded{Code: c, Evidence: Evidence()})
	}
	return out
}

// Threat is an event that threatens large gatherings at a place, with a window of the next 48 hours told on that day.
func Threat(day int, p gazetteer.Place, issuer string) reading.Event {
	return reading.Event{Type: reading.Threat, Stage: reading.Threatened, Trigger: Evidence(),
		Targets: []reading.Named{named("large gatherings", "crowd", "")}, Places: []reading.PlaceAt{at(reading.Target, p)},
		Times:   []reading.Time{{Role: reading.Window, Value: "P2D", Interval: Hours48(day), Relative: true, Evidence: Evidence()}},
		Issuers: []reading.Named{named(issuer, "embassy", "US")}, Audiences: []reading.Named{named("US citizens", "", "US")},
		Actions: codes("avoid_gatherings", "stay_alert", "monitor_media")}
}

// Told makes a report of one item; name gives both their ids.
func Told(name, authority, origin string, rel reading.Relation, relays string, issued when.Interval, events ...reading.Event) situation.Told {
	sum := sha256.Sum256([]byte(name))
	return situation.Told{
		Report: reading.Report{ID: reading.ReportID("rep_" + name), Item: intake.ItemID("itm_" + name), Reader: "hand", Lang: "en", Kind: "news",
			Issued: issued, Authority: authority, Relation: rel, Relays: relays, Events: events},
		Item: intake.Item{ID: intake.ItemID("itm_" + name), Title: name, Origin: origin, Form: intake.FormText, Raw: []byte(name),
			SHA256: hex.EncodeToString(sum[:]), Received: issued.From.Earliest},
	}
}

// Embassy is the origin: the US embassy's own alert. It spoke in the night of 7 to 8 March; 21:00 stands for that hour.
func Embassy() situation.Told {
	spoken := time.Date(2024, 3, 7, 21, 0, 0, 0, Zone)
	e := Threat(7, Moscow, "U.S. Embassy Moscow")
	e.Actors = []reading.Named{named("extremists", "group", "")}
	e.Times[0].Interval = when.Window(when.AnchorAt(spoken, Zone), 48*time.Hour, 48*time.Hour)
	t := Told("embassy", "U.S. Embassy Moscow", "US Embassy in Russia", reading.Origin, "", when.Interval{From: when.At(spoken), To: when.At(spoken)}, e)
	t.Report.Kind = "embassy_alert"
	return t
}

// Brief is a newspaper's report of 8 March that mixes three things: the embassy's warning with its 48 hours counted from the
// newspaper's own day, the plot that was foiled in Kaluga, and British travel advice.
func Brief() situation.Told {
	threat := Threat(8, Moscow, "U.S. Embassy in Russia")
	threat.Targets = []reading.Named{named("large public gatherings", "crowd", "")}
	threat.Actors = []reading.Named{named("ISIS-affiliated cells", "group", "")}
	threat.Places = append(threat.Places, at(reading.Scope, Russia))
	threat.Actions = codes("avoid_gatherings", "leave_country")
	plot := reading.Event{Type: reading.FoiledPlot, Stage: reading.Thwarted, Trigger: Evidence(),
		Actors: []reading.Named{named("ISIS-Khorasan", "organization", "")}, Targets: []reading.Named{named("Moscow synagogue", "place_of_worship", "")},
		Weapons: []reading.Named{named("firearms", "firearm", ""), named("bomb-making materials", "explosive", "")},
		Places:  []reading.PlaceAt{at(reading.Target, Moscow), at(reading.Operation, Kaluga)},
		Times:   []reading.Time{{Role: reading.EventAt, Value: "PAST_REF", Interval: when.Interval{To: when.At(Day(8))}, Evidence: Evidence()}}}
	return Told("brief", "", "The Morning Post", reading.Relay, "U.S. Embassy in Russia", OnDay(8), threat, plot, UKAdvice())
}

// UKAdvice is the standing advice against all travel to Russia, as a report tells it.
func UKAdvice() reading.Event {
	return reading.Event{Type: reading.TravelAdvice, Stage: reading.NoStage, Trigger: Evidence(),
		Places: []reading.PlaceAt{at(reading.Scope, Russia)}, Issuers: []reading.Named{named("UK Foreign Office", "ministry", "GB")},
		Actions: codes("avoid_travel"), Advice: []reading.Coded{{Code: "no_travel", Scope: "RU", Evidence: Evidence()}}}
}

// Echoes are those who repeated the embassy's warning on 8 March, each counting 48 hours from its own day, and one that blurs
// the place to large Russian cities.
func Echoes() []situation.Told {
	var out []situation.Told
	for _, v := range []struct{ name, authority string }{{"latvia", "Latvian Foreign Ministry"}, {"canada", "Government of Canada"},
		{"sweden", "Swedish Foreign Ministry"}, {"germany", "German Federal Foreign Office"}, {"uk", "UK Foreign Office"}, {"korea", "South Korean Embassy Moscow"}} {
		out = append(out, Told(v.name, v.authority, v.authority, reading.Relay, "US Embassy", OnDay(8), Threat(8, Moscow, "US Embassy")))
	}
	wide := Threat(8, Russia, "US Embassy")
	wide.Places = []reading.PlaceAt{at(reading.Scope, Russia)}
	return append(out, Told("czech", "Czech Foreign Ministry", "Czech Foreign Ministry", reading.Relay, "U.S. Embassy", OnDay(8), wide))
}
