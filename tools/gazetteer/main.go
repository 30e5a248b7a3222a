// Command gazetteer builds internal/gazetteer/gazetteer.bin from open data.
//
// Run scripts/gazetteer.sh first: it fetches the packages it reads. The same packages always give the same bytes; the
// SHA-256 of the file is written beside it.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", ".cache/npm", "folder of the unpacked npm packages")
	out := flag.String("out", "internal/gazetteer", "folder for gazetteer.bin and gazetteer.sha256")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		log.Fatalf("gazetteer: %v", err)
	}
}

func run(in, out string) error {
	cities, err := readCities(in)
	if err != nil {
		return err
	}
	slices.SortFunc(cities, func(a, b *city) int { return int(int64(a.id) - int64(b.id)) })
	counties, err := buildCounties(in, cities)
	if err != nil {
		return err
	}
	admins, err := readAdminNames(in)
	if err != nil {
		return err
	}
	for code, name := range olderDivisions {
		admins[code] = name
	}
	id, err := readIDs(in, admins)
	if err != nil {
		return err
	}
	features, err := readFeatures(in)
	if err != nil {
		return err
	}
	if err := redraw(features); err != nil {
		return err
	}
	log.Printf("%d places, %d counties, %d divisions, %d outlines", len(cities), len(counties), len(admins), len(features))
	r, err := buildRegions(features, cities, admins, id)
	if err != nil {
		return err
	}
	log.Printf("%d divisions have an outline; %s", len(r.units), r.conflicts(cities))
	r.compact()
	d, err := assemble(out, cities, counties, r)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := pack.Write(&file, d); err != nil {
		return err
	}
	if _, err := pack.Read(file.Bytes()); err != nil {
		return fmt.Errorf("cannot read back what was written: %w", err)
	}
	sum := sha256.Sum256(file.Bytes())
	log.Printf("%d names, %d points of outlines, %d bytes, sha256 %x", len(d.Rest), len(d.ArcLat), file.Len(), sum)
	sections, err := pack.Sections(file.Bytes())
	if err != nil {
		return err
	}
	for _, s := range sections {
		log.Printf("  %s %9d -> %8d", s.Name, s.Raw, len(s.Z))
	}
	if err := os.WriteFile(filepath.Join(out, "gazetteer.bin"), file.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "gazetteer.sha256"), fmt.Appendf(nil, "%x  gazetteer.bin\n", sum), 0o644)
}

func assemble(out string, cities []*city, counties []*county, r *regions) (*pack.Columns, error) {
	d := &pack.Columns{Regions: r.list, Disputes: disputes}
	zones := map[string]int{"UTC": 0}
	list := []string{"UTC"}
	for _, c := range cities {
		if _, ok := zones[c.zone]; !ok && c.zone != "" {
			zones[c.zone] = len(list)
			list = append(list, c.zone)
		}
	}
	features := map[string]uint8{"PPLC": pack.FeatureCapital, "PPLA": pack.FeatureSeat, "PPLX": pack.FeatureQuarter}
	byRegion := map[int]map[int]int64{}
	for i, c := range cities {
		idx, ok := r.index[c.country+"."+c.admin1]
		if !ok {
			if idx, ok = r.index[c.country]; !ok {
				return nil, fmt.Errorf("place %d: no country %q", c.id, c.country)
			}
		}
		d.ID = append(d.ID, c.id)
		d.Lat = append(d.Lat, int32(round(c.at.Lat*pack.PlaceScale)))
		d.Lon = append(d.Lon, int32(round(c.at.Lon*pack.PlaceScale)))
		d.Pop = append(d.Pop, uint32(max(0, c.population)))
		d.Region = append(d.Region, uint16(idx))
		d.Zone = append(d.Zone, uint16(zones[c.zone]))
		d.Feature = append(d.Feature, features[c.feature])
		d.Names = append(d.Names, c.name...)
		d.NameEnd = append(d.NameEnd, uint32(len(d.Names)))
		if c.ownRegion >= 0 {
			d.OwnRegion = append(d.OwnRegion, pack.OwnRegion{Place: uint32(i), Region: uint32(c.ownRegion)})
		}
		for _, key := range []string{c.country, c.country + "." + c.admin1} {
			if idx, ok := r.index[key]; ok {
				if byRegion[idx] == nil {
					byRegion[idx] = map[int]int64{}
				}
				byRegion[idx][zones[c.zone]] += c.population + 1
				if c.feature == "PPLC" {
					byRegion[idx][zones[c.zone]] += 1 << 40 // a country keeps its capital's time
				}
			}
		}
	}
	towns := len(d.ID)
	addCounties(d, counties, r, zones)
	admins, named := 0, 0
	for i := range d.Regions {
		var most int64
		for z := range list {
			if n := byRegion[i][z]; n > most {
				d.Regions[i].Zone, most = z, n
			}
		}
		switch reg := &d.Regions[i]; {
		case reg.Named:
			named++
			if reg.Country != "" {
				reg.Zone = d.Regions[r.index[reg.Country]].Zone
			}
		case reg.Code != "":
			admins++
		}
	}
	k := buildKeys(cities, r, counties)
	if err := k.townAliases(cities); err != nil {
		return nil, err
	}
	common := wordList(commonText)
	// "Canadian" is a town in Texas, and far more often a word for Canada.
	demonyms, err := os.ReadFile(filepath.Join(out, "demonyms.txt"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(demonyms)) {
		line, _, _ = strings.Cut(line, "#")
		for i, w := range strings.Fields(line) {
			if i > 0 {
				common[fold.Key(strings.ReplaceAll(w, "_", " "))] = true
			}
		}
	}
	if err := k.table(d, common, wordList(peopleText)); err != nil {
		return nil, err
	}
	r.net.table(d)
	d.Head = pack.Head{Sources: sources, Places: towns, Counties: len(counties), Admins: admins, Countries: len(d.Regions) - admins - named, Named: named, Keys: len(d.Rest),
		Points: len(d.ArcLat), Languages: languages, Zones: list}
	return d, nil
}

func round(v float64) int64 {
	if v < 0 {
		return -int64(-v + 0.5)
	}
	return int64(v + 0.5)
}
