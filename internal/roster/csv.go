package roster

import (
	"fmt"
	"io"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Options loosens an import where the operator's configuration does.
type Options struct {
	// LoopbackHTTP allows webhooks over plain http to this machine, for trying things out.
	LoopbackHTTP bool
}

// The columns of the four files. Their order in a file is free; those not marked with * may be left out.
//
//	people:     ref*, name*, nationalities, lang, email, webhook
//	stays:      ref*, person*, place, lat, lon, country, from*, to
//	sites:      ref*, name*, place, lat, lon, country, capacity, email
//	gatherings: ref*, name*, kind, place, lat, lon, country, from*, to*, expected, email
//
// nationalities are ISO 3166-1 alpha-2 codes, as in "US;RU". lat and lon are decimal degrees, both or neither: without them
// the place is looked up by its name and country. from and to are days (2024-03-06, the day of the place; to is the last day
// that counts) or instants (2024-03-06T18:00:00+03:00; to is the first instant that counts no more). An empty to of a stay
// has no known end.
var (
	peopleColumns    = []column{{"ref", true}, {"name", true}, {"nationalities", false}, {"lang", false}, {"email", false}, {"webhook", false}}
	stayColumns      = []column{{"ref", true}, {"person", true}, {"place", false}, {"lat", false}, {"lon", false}, {"country", false}, {"from", true}, {"to", false}}
	siteColumns      = []column{{"ref", true}, {"name", true}, {"place", false}, {"lat", false}, {"lon", false}, {"country", false}, {"capacity", false}, {"email", false}}
	gatheringColumns = []column{{"ref", true}, {"name", true}, {"kind", false}, {"place", false}, {"lat", false}, {"lon", false}, {"country", false}, {"from", true}, {"to", true}, {"expected", false}, {"email", false}}
)

// Kinds are the kinds of gathering.
var Kinds = []string{"concert", "match", "service", "demonstration", "conference", "market", "other"}

// parse reads a whole file; row reads one line. When anything is refused there are no rows.
func parse[T any](r io.Reader, known []column, row func(*table) T) ([]T, []Refused, error) {
	t, err := openTable(r, known)
	if err != nil {
		return nil, nil, err
	}
	if len(t.refused) > 0 {
		return nil, t.refused, nil
	}
	var out []T
	for {
		more, err := t.next()
		if err != nil {
			return nil, t.refused, err
		}
		if !more {
			break
		}
		v := row(t)
		if len(t.refused) == 0 {
			out = append(out, v)
		}
	}
	if len(t.refused) > 0 {
		return nil, t.refused, nil
	}
	return out, nil, nil
}

// ParsePeople reads a file of people. Every value that cannot be used is listed, and then there are no rows: a file is
// imported whole or not at all. err is for a file that is no table.
func ParsePeople(r io.Reader, o Options) ([]Person, []Refused, error) {
	return parse(r, peopleColumns, func(t *table) Person {
		return Person{
			Ref: t.ref(), Name: t.must("name", 200), Nationalities: t.nationalities(), Lang: t.lang(),
			Email: t.email(), Webhook: t.webhook(o.LoopbackHTTP),
		}
	})
}

// ParseStays reads a file of stays, as ParsePeople does. Whether the person is in the roster is for the store to say.
func ParseStays(r io.Reader, look Resolver, _ Options) ([]StayRow, []Refused, error) {
	return parse(r, stayColumns, func(t *table) StayRow {
		s := StayRow{Line: t.line, PersonRef: t.must("person", maxRef), Stay: Stay{Ref: t.ref()}}
		before := len(t.refused)
		var zone *time.Location
		s.Place, s.Point, s.Country, zone = t.spot(look)
		s.From, s.To = t.interval(zone, len(t.refused) == before, false)
		s.Zone = zoneName(zone)
		return s
	})
}

// ParseSites reads a file of sites, as ParsePeople does.
func ParseSites(r io.Reader, look Resolver, _ Options) ([]Site, []Refused, error) {
	return parse(r, siteColumns, func(t *table) Site {
		s := Site{Ref: t.ref(), Name: t.must("name", 200), Capacity: t.number("capacity"), Email: t.email()}
		s.Place, s.Point, s.Country, _ = t.spot(look)
		return s
	})
}

// ParseGatherings reads a file of gatherings, as ParsePeople does.
func ParseGatherings(r io.Reader, look Resolver, _ Options) ([]Gathering, []Refused, error) {
	return parse(r, gatheringColumns, func(t *table) Gathering {
		g := Gathering{Ref: t.ref(), Name: t.must("name", 200), Kind: t.kind(), Expected: t.number("expected"), Email: t.email()}
		before := len(t.refused)
		var zone *time.Location
		g.Place, g.Point, g.Country, zone = t.spot(look)
		g.From, g.To = t.interval(zone, len(t.refused) == before, true)
		g.Zone = zoneName(zone)
		return g
	})
}

func zoneName(l *time.Location) string {
	if l == nil {
		return ""
	}
	return l.String()
}

func (t *table) nationalities() []string {
	v := t.get("nationalities", 400)
	fields := strings.FieldsFunc(strings.ToUpper(v), func(r rune) bool { return strings.ContainsRune(";,|/ ", r) })
	var out []string
	for _, f := range fields {
		if !IsCountry(f) {
			t.refuse("nationalities", v, fmt.Sprintf("%q is no ISO 3166-1 country code of two letters, such as US", clip(f, 20)))
			return nil
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

func (t *table) lang() string {
	v := t.get("lang", 35)
	if v == "" {
		return ""
	}
	tag, err := language.Parse(v)
	if err != nil {
		t.refuse("lang", v, "no language tag of BCP 47, such as en or pt-BR")
		return ""
	}
	return tag.String()
}

// CheckEmail says why an address cannot be used, or "". It takes plain ASCII addresses without a display name (RFC 5321
// section 4.1.2, no quoted local part, no address literal).
func CheckEmail(v string) string {
	if len(v) > 254 {
		return "longer than 254 bytes"
	}
	for i := range len(v) {
		if v[i] <= ' ' || v[i] >= 0x7F || strings.IndexByte(`"(),:;<>[\]`, v[i]) >= 0 {
			return "an e-mail address has no spaces, quotes, brackets or letters beyond ASCII (write a domain in its xn-- form)"
		}
	}
	a, err := mail.ParseAddress(v)
	if err != nil || a.Name != "" || a.Address != v {
		return "no e-mail address of the form name@example.org"
	}
	local, domain, _ := strings.Cut(v, "@")
	if len(local) > 64 {
		return "the part before @ is longer than 64 bytes"
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsFunc(label, func(r rune) bool {
				return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')
			}) {
			return "the part after @ is no domain name"
		}
	}
	return ""
}

func (t *table) email() string {
	v := t.get("email", 1000)
	if v == "" {
		return ""
	}
	if why := CheckEmail(v); why != "" {
		t.refuse("email", v, why)
		return ""
	}
	return v
}

// CheckWebhook says why a URL cannot be used as a webhook, or "": https, a host, no user, no fragment. loopbackHTTP also
// allows http to this machine. Whether the address may be reached is for package safehttp to say, each time.
func CheckWebhook(v string, loopbackHTTP bool) string {
	if len(v) > 2000 {
		return "longer than 2000 bytes"
	}
	for i := range len(v) {
		if v[i] <= ' ' || v[i] >= 0x7F {
			return "a URL has no spaces or letters beyond ASCII"
		}
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Hostname() == "" || u.Opaque != "":
		return "no URL of the form https://example.org/hook"
	case u.User != nil:
		return "the URL must not hold a user or password"
	case u.Fragment != "" || strings.Contains(v, "#"):
		return "the URL must not hold a fragment (#...)"
	case u.Scheme == "http" && loopbackHTTP && loopback(u.Hostname()):
	case u.Scheme != "https":
		return "the URL must begin with https://"
	}
	if p := u.Port(); p != "" {
		if n, err := strconv.Atoi(p); err != nil || n < 1 || n > 65535 {
			return "the URL's port is not in 1..65535"
		}
	}
	return ""
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

func (t *table) webhook(loopbackHTTP bool) string {
	v := t.get("webhook", 4000)
	if v == "" {
		return ""
	}
	if why := CheckWebhook(v, loopbackHTTP); why != "" {
		t.refuse("webhook", v, why)
		return ""
	}
	return v
}

func (t *table) kind() string {
	v := strings.ToLower(t.get("kind", 100))
	if v != "" && !slices.Contains(Kinds, v) {
		t.refuse("kind", v, "the kinds are "+strings.Join(Kinds, ", "))
		return ""
	}
	return v
}

func (t *table) number(col string) int {
	v := t.get(col, 100)
	if v == "" {
		return 0
	}
	n, err := strconv.ParseUint(v, 10, 31)
	if err != nil || n > 10_000_000 {
		t.refuse(col, v, "no whole number of people from 0 to 10000000")
		return 0
	}
	return int(n)
}

// spot reads where a row is: coordinates, or a place that can be looked up. The zone is nil when it is not known.
func (t *table) spot(look Resolver) (place string, at geo.Point, country string, zone *time.Location) {
	before := len(t.refused)
	place = t.get("place", 200)
	country = strings.ToUpper(t.get("country", 100))
	if country != "" && !IsCountry(country) {
		t.refuse("country", country, "no ISO 3166-1 country code of two letters, such as RU")
	}
	lat, lon := t.get("lat", 100), t.get("lon", 100)
	var okLat, okLon bool
	if at.Lat, okLat = t.degrees("lat", lat, 90); okLat {
		at.Lon, okLon = t.degrees("lon", lon, 180)
	}
	if len(t.refused) > before {
		return
	}
	switch {
	case (lat == "") != (lon == ""):
		t.refuse("lat", "", "lat and lon belong together: give both or neither")
	case lat != "" && okLat && okLon && at.Lat == 0 && at.Lon == 0:
		t.refuse("lat", "0", "0, 0 lies in the open sea: leave lat and lon empty when they are not known")
	case lat != "":
		spot, ok := Spot{}, false
		if look != nil {
			spot, ok = look.At(at)
		}
		if country == "" {
			country = spot.Country
		}
		if country == "" {
			t.refuse("country", "", "give the country: it cannot be told from the coordinates")
		}
		if ok {
			zone = spot.Zone
		}
	case place == "":
		t.refuse("place", "", "give a place, or lat and lon")
	case look == nil:
		t.refuse("lat", "", "give lat and lon: there is no list of places here")
	default:
		spot, ok := look.Resolve(place, country)
		if !ok {
			in := ""
			if country != "" {
				in = " in " + CountryName(country)
			}
			t.refuse("place", place, "no such place is known"+in+", or several are: give lat and lon, or the country")
			return
		}
		at, zone = spot.Point, spot.Zone
		if country == "" {
			country = spot.Country
		}
	}
	return
}

func (t *table) degrees(col, v string, limit float64) (float64, bool) {
	if v == "" {
		return 0, true
	}
	// No exponents, no "NaN", no "0x": digits with a point.
	if strings.Trim(v, "+-.0123456789") != "" {
		t.refuse(col, v, "no decimal degrees, such as 55.7558")
		return 0, false
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || f < -limit || f > limit {
		t.refuse(col, v, fmt.Sprintf("no decimal degrees from -%.0f to %.0f", limit, limit))
		return 0, false
	}
	return f, true
}

// interval reads from and to into [from, to). A place that was refused (placed false) is not held against the days too.
func (t *table) interval(zone *time.Location, placed, needEnd bool) (from, to time.Time) {
	if !placed {
		zone = time.UTC
	}
	before := len(t.refused)
	from = t.moment("from", t.must("from", 100), zone, false)
	end := t.get("to", 100)
	if needEnd && end == "" {
		t.refuse("to", "", "empty")
	}
	to = t.moment("to", end, zone, true)
	if len(t.refused) == before && !to.IsZero() && !to.After(from) {
		t.refuse("to", end, "not after from")
	}
	return from, to
}

// moment reads a day or an instant. A last day ends where the next begins.
func (t *table) moment(col, v string, zone *time.Location, last bool) time.Time {
	if v == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil {
		day, err := time.Parse(time.DateOnly, v)
		if err != nil {
			t.refuse(col, v, "no day (2024-03-06) and no instant with its zone (2024-03-06T18:00:00+03:00)")
			return time.Time{}
		}
		if zone == nil {
			t.refuse(col, v, "the place's time zone is not known: give an instant with its zone (2024-03-06T18:00:00+03:00)")
			return time.Time{}
		}
		y, m, d := day.Date()
		if last {
			d++
		}
		at = time.Date(y, m, d, 0, 0, 0, 0, zone)
	}
	if at.Year() < 1990 || at.Year() > 2100 {
		t.refuse(col, v, "the year is not in 1990..2100")
		return time.Time{}
	}
	return at.UTC().Truncate(time.Microsecond)
}
