package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
)

// posting is one place under one name.
type posting struct {
	ref   uint32
	score float64
}

// keys is every folded name with its places, before it is hashed.
type keys struct {
	by    map[string][]posting
	upper map[string]bool // only ever written in capitals
	lower map[string]bool // also written otherwise

	town     map[uint32]*city
	division map[uint32]string // code
}

func newKeys() *keys {
	return &keys{map[string][]posting{}, map[string]bool{}, map[string]bool{}, map[uint32]*city{}, map[uint32]string{}}
}

func (k *keys) add(name string, ref uint32, score float64) {
	key := fold.Key(name)
	if key == "" || len(key) > 120 {
		return
	}
	letters := strings.ReplaceAll(name, ".", "")
	if abbreviation(letters) {
		k.upper[key] = true
	} else {
		k.lower[key] = true
	}
	list := k.by[key]
	for i := range list {
		if list[i].ref == ref {
			list[i].score = max(list[i].score, score)
			return
		}
	}
	k.by[key] = append(list, posting{ref, score})
}

func abbreviation(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n <= 5
}

// Scores order the places of one name. A country comes first; then people count. A name that is only an alternate counts for
// a fifth, a quarter of a town for a tenth; capitals count five times. A division counts a quarter of its people, so that
// "Kaluga" is the town and "Georgia", after the country, the state.
func cityScore(c *city) float64 {
	s := float64(c.population) + 100
	switch c.feature {
	case "PPLC":
		s *= 5
	case "PPLX":
		s /= 10
	}
	return s
}

const (
	countryScore   = 1e12
	regionShare    = 0.25
	alternateShare = 0.2
	personScore    = 300_000 // a person's name is more likely meant than a smaller town
)

// build makes the name index. Places are numbered as in cities, regions follow.
func buildKeys(cities []*city, r *regions, counties []*county) *keys {
	k := newKeys()
	for i, c := range cities {
		ref, s := uint32(i), cityScore(c)
		k.town[ref] = c
		k.add(c.name, ref, s)
		k.add(c.ascii, ref, s)
		for _, a := range c.alternates {
			if usable(a) {
				k.add(a, ref, s*alternateShare)
			}
		}
	}
	k.countyKeys(counties, len(cities))
	own := map[int]*city{}
	for _, c := range cities {
		if c.ownRegion >= 0 {
			own[c.ownRegion] = c
		}
	}
	large := map[string]bool{} // own names of large towns: "Brasilia" is no country, though Finnish calls Brazil so
	for _, c := range cities {
		if c.population >= largeTown {
			large[fold.Key(c.name)], large[fold.Key(c.ascii)] = true, true
		}
	}
	for i, reg := range r.list {
		ref := uint32(len(cities) + len(counties) + i)
		if reg.Named {
			for j, name := range r.aliases[i] {
				s := max(namedScore, float64(reg.Pop)*regionShare)
				if j > 0 {
					s *= alternateShare
				}
				k.add(name, ref, s)
			}
			continue
		}
		if reg.Code == "" {
			for _, name := range r.aliases[i] {
				if name != "" && (r.speaks(i, name) || !large[fold.Key(name)]) {
					k.add(name, ref, countryScore+float64(reg.Pop))
				}
			}
			continue
		}
		k.division[ref] = reg.Country + "." + reg.Code
		s := float64(reg.Pop)*regionShare + 200
		if own[i] != nil {
			s = 200 // the town says it
		}
		for _, name := range r.aliases[i] {
			if len(name) > 2 {
				k.add(name, ref, s)
			}
		}
		if own[i] == nil {
			for _, name := range regionAliases(r.english[i]) {
				k.add(name, ref, s*alternateShare)
			}
		}
	}
	return k
}

// largeTown has so many people that its own name is not taken for a country's in another language.
const largeTown = 300_000

// speaks reports whether a country is called so in English or by the house's own list.
func (r *regions) speaks(i int, name string) bool {
	reg := &r.list[i]
	return name == reg.Name || slices.Contains(countryAliases[reg.Country], name)
}

// seatsFirst puts a town of 100,000 and more before the division of its own name that it lies in: "New York", "Chongqing".
func (k *keys) seatsFirst(list []posting) {
	const large = 100_000
	for i := range list {
		c, ok := k.town[list[i].ref]
		if !ok || c.population < large || c.quarter() {
			continue
		}
		for j := range list {
			if k.division[list[j].ref] == c.country+"."+c.admin1 {
				list[i].score = max(list[i].score, list[j].score+1)
			}
		}
	}
}

// table hashes the names into the columns of the file.
func (k *keys) table(d *pack.Columns, common, people map[string]bool) error {
	type entry struct {
		sum   uint64
		value uint32
		key   string
	}
	entries := map[uint64]*entry{}
	for _, key := range slices.Sorted(maps.Keys(k.by)) {
		list := k.by[key]
		k.seatsFirst(list)
		slices.SortFunc(list, func(a, b posting) int {
			return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.ref, b.ref))
		})
		var value uint32
		if len(list) == 1 {
			value = list[0].ref
		} else {
			value = pack.FlagMany | uint32(len(d.Many))
			d.Many = append(d.Many, uint32(len(list)))
			for _, p := range list {
				d.Many = append(d.Many, p.ref)
			}
		}
		switch state := list[0].score >= countryScore; {
		case k.upper[key] && (state || !k.lower[key]): // US, UK: of a country even where a village has the name
			value |= pack.FlagUpper
		case common[key] || people[key] && list[0].score < personScore || short(key):
			value |= pack.FlagCommon
		}
		fold.Prefixes(key, func(h fold.Hash, whole bool) {
			sum := cut(h)
			e := entries[sum]
			if e == nil {
				e = &entry{sum: sum, value: pack.FlagNone}
				entries[sum] = e
			}
			if whole {
				e.value = value | e.value&pack.FlagLonger
				if e.key != "" && e.key != key {
					e.key = "\x00" + e.key + " and " + key
				} else {
					e.key = key
				}
			} else {
				e.value |= pack.FlagLonger
			}
		})
	}
	d.Count = make([]uint16, pack.Buckets)
	for _, sum := range slices.Sorted(maps.Keys(entries)) {
		e := entries[sum]
		if strings.HasPrefix(e.key, "\x00") {
			return fmt.Errorf("two names have one hash: %s", e.key[1:])
		}
		bucket, rest := pack.Split(sum << 14)
		d.Count[bucket]++
		d.Rest = append(d.Rest, rest)
		d.Value = append(d.Value, e.value)
	}
	return nil
}

// cut keeps the bits of a hash that the file keeps.
func cut(h fold.Hash) uint64 { return h.Sum() >> 14 }

// short says that a name has two Latin letters or fewer, as syllables of other words have.
func short(key string) bool { return len(key) <= 2 && key[0] < 0x80 }
