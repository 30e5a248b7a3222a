// Package gazetteer turns names into places with geometry. It is built from open data by tools/gazetteer and embedded.
package gazetteer

import "github.com/tocsin-hub/tocsin/internal/geo"

// Kind is what sort of place it is.
type Kind uint8

// Kinds, widest first.
const (
	Country Kind = iota + 1
	Admin1
	City
	Area   // a county (ID 0), a part of a town: no border is known
	Region // a named part of the world that is neither country nor division nor town: the Sahel, Donbas, the Black Sea
)

var kindNames = [...]string{"", "country", "admin1", "city", "area", "region"}

// String is the kind's word: country, admin1, city, area, region; empty for the zero Kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// MarshalText writes the kind's word.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the kind's word; an unknown word gives the zero Kind.
func (k *Kind) UnmarshalText(b []byte) error {
	*k = 0
	for i, n := range kindNames {
		if n == string(b) {
			*k = Kind(i)
		}
	}
	return nil
}

// Place is a place with a name. Its exported fields are enough to find its geometry again.
type Place struct {
	ID         int64     `json:"id"` // GeoNames id, 0 if none; below zero for a [Region] whose GeoNames id is not known
	Name       string    `json:"name"`
	Kind       Kind      `json:"kind"`
	Country    string    `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Admin1     string    `json:"admin1,omitempty"`  // GeoNames admin1 code
	ISO        string    `json:"iso,omitempty"`     // ISO 3166-2, when sure
	Point      geo.Point `json:"point"`
	Population int64     `json:"population,omitempty"`
}
