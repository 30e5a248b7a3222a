package main

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
)

//go:embed named.txt
var namedText string

//go:embed aliases.txt
var aliasText string

//go:embed iso.txt
var isoText string

// rows are the lines of a table, cut at the bars; remarks and empty lines are left out.
func rows(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		out = append(out, f)
	}
	return out
}

// addNamed appends the named parts of the world to the regions.
func (r *regions) addNamed() error {
	ids := map[int64]string{}
	for _, f := range rows(namedText) {
		if len(f) != 7 {
			return fmt.Errorf("named.txt: %q has %d columns, not 7", f[0], len(f))
		}
		own := make([]string, len(languages))
		own[slices.Index(languages, "en")] = f[0]
		reg := pack.Region{Name: f[0], Named: true, Names: pack.NamesOf(own)}
		if f[3] != "-" {
			if _, ok := r.index[f[3]]; !ok {
				return fmt.Errorf("named.txt: %s: no country %q", f[0], f[3])
			}
			reg.Country = f[3]
		}
		if _, err := fmt.Sscanf(f[2], "%f,%f", &reg.Lat, &reg.Lon); err != nil {
			return fmt.Errorf("named.txt: %s: %w", f[0], err)
		}
		if n, err := strconv.Atoi(f[4]); err == nil {
			reg.Radius = n
		} else {
			for _, code := range strings.Fields(f[4]) {
				i, ok := r.index[code]
				if !ok {
					return fmt.Errorf("named.txt: %s: no region %q", f[0], code)
				}
				reg.Members = append(reg.Members, i)
				reg.Pop += r.list[i].Pop
			}
		}
		if f[5] != "*" {
			n, err := strconv.ParseInt(f[5], 10, 64)
			if err != nil {
				return fmt.Errorf("named.txt: %s: %w", f[0], err)
			}
			reg.Pop = n * 1000
		}
		if f[1] == "-" {
			h := fnv.New32a()
			_, _ = h.Write([]byte(fold.Key(f[0]))) // never fails
			reg.ID = -int64(h.Sum32()) - 1
		} else {
			n, err := strconv.ParseInt(f[1], 10, 64)
			if err != nil {
				return fmt.Errorf("named.txt: %s: %w", f[0], err)
			}
			reg.ID = n
		}
		if ids[reg.ID] != "" {
			return fmt.Errorf("named.txt: %s and %s have one id, %d", ids[reg.ID], f[0], reg.ID)
		}
		ids[reg.ID] = f[0]
		aliases := []string{f[0]}
		if f[6] != "-" {
			for a := range strings.SplitSeq(f[6], ";") {
				aliases = append(aliases, strings.TrimSpace(a))
			}
		}
		r.list = append(r.list, reg)
		r.aliases = append(r.aliases, aliases)
		r.english = append(r.english, nil)
	}
	return nil
}

// namedScore is what a named region weighs among others of its name: like a town of three million, so that the Nile is the
// river and "Samar" the island.
const namedScore = 3_000_000

// townAliases gives towns further names.
func (k *keys) townAliases(cities []*city) error {
	for _, f := range rows(aliasText) {
		if len(f) != 2 {
			return fmt.Errorf("aliases.txt: %q has %d columns, not 2", f[0], len(f))
		}
		name, country, _ := strings.Cut(f[0], ", ")
		best := -1
		for i, c := range cities {
			if c.country == country && (c.name == name || c.ascii == name) && !c.quarter() && (best < 0 || c.population > cities[best].population) {
				best = i
			}
		}
		if best < 0 {
			return fmt.Errorf("aliases.txt: no town %q", f[0])
		}
		for a := range strings.SplitSeq(f[1], ";") {
			k.add(strings.TrimSpace(a), uint32(best), cityScore(cities[best]))
		}
	}
	return nil
}

// currentISO corrects the ISO 3166-2 codes of divisions, by GeoNames code: "-" takes a code away, a country alone those of
// all its divisions.
func currentISO() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(isoText) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		for i := 0; i+1 < len(f); i += 2 {
			out[f[i]] = f[i+1]
		}
	}
	return out
}
