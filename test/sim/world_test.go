package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// place is somewhere a threat may lie.
type place struct {
	city, country, iso, capital string
	lat, lon                    float64
}

var places = []place{
	{"Riga", "Latvia", "LV", "Riga", 56.95, 24.11}, {"Lima", "Peru", "PE", "Lima", -12.05, -77.04},
	{"Accra", "Ghana", "GH", "Accra", 5.56, -0.2}, {"Jakarta", "Indonesia", "ID", "Jakarta", -6.2, 106.85},
	{"Mombasa", "Kenya", "KE", "Nairobi", -4.05, 39.67}, {"Toronto", "Canada", "CA", "Ottawa", 43.7, -79.42},
	{"Porto", "Portugal", "PT", "Lisbon", 41.15, -8.61}, {"Tbilisi", "Georgia", "GE", "Tbilisi", 41.69, 44.83},
}

// doc is one document of the world: when it was published and what it says.
type doc struct {
	name, source, origin string
	published            time.Time
	raw                  string
}

// world is what happens outside: threats, and everybody who speaks of them.
type world struct {
	docs   []doc
	places []place
}

const day = 24 * time.Hour

// begin is when every simulation begins.
var begin = time.Date(2027, 5, 3, 6, 0, 0, 0, time.UTC)

// newWorld makes two to four threats, the documents that speak of them, and weather.
func newWorld(r *rand.Rand) *world {
	w := &world{}
	for i, n := range r.Perm(len(places))[:2+r.IntN(3)] {
		p := places[n]
		w.places = append(w.places, p)
		spoke := begin.Add(time.Duration(4+r.IntN(60)) * time.Hour)
		on := spoke.Add(time.Duration(1+r.IntN(3)) * day)
		w.threat(r, i, p, spoke, on)
		if r.IntN(2) == 0 {
			w.add(fmt.Sprintf("weather-%d", i), "weather", "Sample Weather Office", spoke, capAlert(fmt.Sprintf("W-%d", i), "Alert", "", "Met", "Thunderstorm",
				"Thunderstorm over "+p.city+"; outdoor gatherings may be at risk.", p, spoke, spoke.Add(30*time.Hour)))
		}
	}
	return w
}

func (w *world) add(name, source, origin string, at time.Time, raw string) {
	w.docs = append(w.docs, doc{name, source, origin, at, raw})
}

func long(t time.Time) string { return t.Format("January 2, 2006") }
func brit(t time.Time) string { return t.Format("2 January 2006") }

func (w *world) threat(r *rand.Rand, i int, p place, spoke, on time.Time) {
	id := func(what string) string { return fmt.Sprintf("%s-%d", what, i) }
	if r.IntN(4) > 0 {
		w.add(id("embassy"), "us", "US Embassy "+p.capital, spoke, fmt.Sprintf("Security Alert: Possible Attack in %s\nU.S. Embassy %s, %s\n%s\n\nLocation: %s, %s\n\nEvent: Terrorists may attack large gatherings in %s on %s.\n\nActions to Take:\n- Avoid crowds.\n- Monitor local media.\n",
			p.city, p.capital, p.country, long(spoke), p.city, p.country, p.city, long(on)))
		for k := range r.IntN(3) {
			at := spoke.Add(time.Duration(6+r.IntN(30)) * time.Hour)
			w.add(id(fmt.Sprintf("relay%d", k)), fmt.Sprintf("relay-%d", k), []string{"UK FCDO", "Government of Ireland", "New Zealand SafeTravel"}[k], at,
				fmt.Sprintf("%s travel advice\nUpdated: %s\n\nOn %s the US Embassy in %s warned of a possible terrorist attack on large gatherings in %s on %s. Avoid crowds in %s on that day.\n",
					p.country, brit(at), brit(spoke), p.country, p.city, brit(on), p.city))
		}
		if r.IntN(2) == 0 {
			at := spoke.Add(20 * time.Hour)
			w.add(id("news"), "paper", "The Westmark Ledger", at, fmt.Sprintf("US warns of attack in %s\nThe Westmark Ledger, %s\n\nThe United States embassy has warned that terrorists may attack large gatherings in %s, %s, on %s.\n", p.city, brit(at), p.city, p.country, brit(on)))
		}
		if r.IntN(3) == 0 {
			at := spoke.Add(26 * time.Hour)
			w.add(id("denial"), "state", "Ministry of Interior of "+p.country, at, fmt.Sprintf("Ministry of Interior of %s\n%s\n\nThere is no specific threat to large gatherings in %s. The police have the situation under control.\n", p.country, brit(at), p.city))
		}
	}
	if r.IntN(3) > 0 {
		first, ends := id("CAP"), on.Add(day)
		w.add(id("cap"), "cap", "National Alert Office", spoke.Add(time.Hour), capAlert(first, "Alert", "", "Security", "Terrorist threat",
			"An attack on crowds in "+p.city+" is possible.", p, spoke.Add(time.Hour), ends))
		ref := fmt.Sprintf("alerts@office.example.org,%s,%s", first, stamp(spoke.Add(time.Hour)))
		if r.IntN(2) == 0 {
			w.add(id("cap-update"), "cap", "National Alert Office", spoke.Add(12*time.Hour), capAlert(first+"-U", "Update", ref, "Security", "Terrorist threat",
				"An attack on crowds in "+p.city+" remains possible for a day longer.", p, spoke.Add(12*time.Hour), ends.Add(day)))
			ref += " " + fmt.Sprintf("alerts@office.example.org,%s,%s", first+"-U", stamp(spoke.Add(12*time.Hour)))
		}
		if r.IntN(3) == 0 {
			w.add(id("cap-cancel"), "cap", "National Alert Office", spoke.Add(30*time.Hour), capAlert(first+"-C", "Cancel", ref, "Security", "Terrorist threat",
				"The warning for "+p.city+" is cancelled.", p, spoke.Add(30*time.Hour), spoke.Add(31*time.Hour)))
		}
	}
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05") + "-00:00" }

func capAlert(id, kind, refs, category, event, text string, p place, sent, expires time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier><sender>alerts@office.example.org</sender><sent>%s</sent><status>Actual</status><msgType>%s</msgType><scope>Public</scope>`, id, stamp(sent), kind)
	if refs != "" {
		fmt.Fprintf(&b, "<references>%s</references>", refs)
	}
	fmt.Fprintf(&b, `<info><language>en</language><category>%s</category><event>%s</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Possible</certainty><expires>%s</expires><headline>%s</headline><description>%s</description><area><areaDesc>%s</areaDesc><circle>%.2f,%.2f 20</circle></area></info></alert>`,
		category, event, stamp(expires), text, text, p.city, p.lat, p.lon)
	return b.String()
}

// arrival is a document on its way to us.
type arrival struct {
	doc
	at time.Time
}

// arrivals is how the documents reach us: late, twice, from two sources, out of order.
func (w *world) arrivals(r *rand.Rand) []arrival {
	var out []arrival
	for _, d := range w.docs {
		late := time.Duration(r.IntN(90)) * time.Minute
		if r.IntN(5) == 0 {
			late = time.Duration(2+r.IntN(40)) * time.Hour
		}
		out = append(out, arrival{d, d.published.Add(late)})
		switch r.IntN(8) {
		case 0: // the same bytes again from the same source
			out = append(out, arrival{d, d.published.Add(late + time.Duration(1+r.IntN(300))*time.Minute)})
		case 1: // and from another
			d.name, d.source = d.name+"-again", "mirror"
			out = append(out, arrival{d, d.published.Add(time.Duration(r.IntN(600)) * time.Minute)})
		}
	}
	slices.SortStableFunc(out, func(a, b arrival) int { return a.at.Compare(b.at) })
	return out
}

// people is the roster: who is where, as of a moment; moved gives some of them new places.
func (w *world) people(r *rand.Rand, n int) (people, stays string) {
	p, s := &strings.Builder{}, &strings.Builder{}
	p.WriteString("ref,name,nationalities,lang,email\n")
	s.WriteString(stayHead)
	for i := range n {
		mail := fmt.Sprintf("p%d@people.example.org", i)
		if i%13 == 12 {
			mail = ""
		}
		fmt.Fprintf(p, "p-%d,Person %d,%s,en,%s\n", i, i, []string{"US", "GB", "DE", "IE"}[r.IntN(4)], mail)
		s.WriteString(w.stay(r, i))
	}
	return p.String(), s.String()
}

const stayHead = "ref,person,place,lat,lon,country,from,to\n"

// stay is one person's stay, somewhere in the world of this seed.
func (w *world) stay(r *rand.Rand, i int) string {
	at := w.places[r.IntN(len(w.places))]
	from := begin.Add(time.Duration(r.IntN(4)-2) * day)
	return fmt.Sprintf("s-%d,p-%d,%s,%.4f,%.4f,%s,%s,%s\n", i, i, at.city, at.lat+r.Float64()*.3-.15, at.lon+r.Float64()*.3-.15, at.iso,
		from.Format(time.DateOnly), from.Add(time.Duration(2+r.IntN(12))*day).Format(time.DateOnly))
}
