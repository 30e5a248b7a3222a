// Package pack is the file format of the gazetteer: what tools/gazetteer writes and the gazetteer reads.
//
// A file is the magic, a version, the number of sections, and the sections, each a four-letter name, its compressed and its
// raw length (uint32, little endian) and its bytes (raw DEFLATE). Nothing in it depends on the day it was made, so the same
// sources always give the same bytes. A damaged file gives an error, never a panic.
package pack

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

const (
	magic = "TOCSINGZ"
	// Version changes when an older reader cannot read the file, or folding or hashing changes.
	Version = 3

	maxSection = 64 << 20
)

// Scales of stored coordinates: units per degree.
const (
	PlaceScale = 1e5 // of places: about a metre
	LineScale  = 1e4 // of outlines: about eleven metres
)

// Parts of a name's hash: the bucket and what is compared in it.
const (
	BucketBits = 18
	Buckets    = 1 << BucketBits
)

// Split gives the bucket and the rest of a name's hash.
func Split(sum uint64) (bucket int, rest uint32) {
	return int(sum >> (64 - BucketBits)), uint32(sum >> (64 - BucketBits - 32))
}

// A value of a key: flags, and one reference or the offset of several.
const (
	FlagMany   = 1 << 31 // the rest is an offset in Many: a count, then references
	FlagLonger = 1 << 30 // a longer name begins with this one
	FlagCommon = 1 << 29 // also an everyday word or a person's name
	FlagUpper  = 1 << 28 // an abbreviation: only in capitals
	FlagNone   = 1 << 27 // only the beginning of longer names
	ValueMask  = FlagNone - 1
)

// Features of a place, from GeoNames' feature codes.
const (
	FeatureTown    = iota // a town or village
	FeatureCapital        // the capital of its country
	FeatureSeat           // the seat of its first-order division
	FeatureQuarter        // a part of a town
	FeatureCounty         // a second-order division
)

// CountyID is the first id of a county: counties have no GeoNames id and stand behind all places that have one.
const CountyID = 1 << 31

// Head describes the file; it is the first section, as JSON.
type Head struct {
	Sources   []string `json:"sources"`
	Places    int      `json:"places"`
	Counties  int      `json:"counties"`
	Admins    int      `json:"admins"`
	Countries int      `json:"countries"`
	Named     int      `json:"named"`
	Keys      int      `json:"keys"`
	Points    int      `json:"points"` // of outlines
	Languages []string `json:"languages"`
	Zones     []string `json:"zones"`
}

// Region is a country, a first-order division, or a named part of the world that is neither.
type Region struct {
	Country  string      `json:"c"`
	Code     string      `json:"a,omitempty"` // GeoNames admin1 code; empty for a country
	ISO      string      `json:"i,omitempty"` // ISO 3166-2
	ID       int64       `json:"g,omitempty"` // GeoNames id
	Name     string      `json:"n"`
	Lat      float64     `json:"y"`
	Lon      float64     `json:"x"`
	Pop      int64       `json:"p,omitempty"`
	Zone     int         `json:"z,omitempty"` // index in Head.Zones
	Capital  int         `json:"k,omitempty"` // id of the capital's place (countries)
	Named    bool        `json:"d,omitempty"` // neither country nor division; Country is empty when it lies in several
	Radius   int         `json:"r,omitempty"` // of a named one without members: kilometres
	Members  []int       `json:"m,omitempty"` // of a named one: the countries and divisions it is made of, by index
	Polygons [][][]int32 `json:"-"`           // polygons, rings, arcs (a reversed arc is stored as ^index)
	Names    Names       `json:"-"`           // in other languages
}

// Names are the names of a region in the languages of the head. Those of all regions lie in one text: the collector of garbage need not look at
// a hundred thousand strings.
type Names struct {
	text string
	end  []uint32 // of each name in text
}

// NamesOf has one name for each language of the head, empty when unknown.
func NamesOf(names []string) Names {
	n := Names{text: strings.Join(names, "")}
	at := uint32(0)
	for _, name := range names {
		at += uint32(len(name))
		n.end = append(n.end, at)
	}
	return n
}

// In is the name in a language, by its index in the head; empty when unknown.
func (n Names) In(language int) string {
	from := uint32(0)
	if language > 0 {
		from = n.end[language-1]
	}
	return n.text[from:n.end[language]]
}

// Dispute is a division that more than one state claims; its outline is in no country's own.
type Dispute struct {
	Country string   `json:"c"` // of its admin1 code
	Code    string   `json:"a"`
	Claims  []string `json:"s"` // countries, the default first
	Why     string   `json:"w"`
}

// Columns is the whole gazetteer. Places are in order of their ids.
type Columns struct {
	Head      Head
	Regions   []Region // countries, then divisions, each sorted by code, then the named ones
	Disputes  []Dispute
	ID        []uint32
	Lat, Lon  []int32 // 1/PlaceScale degrees
	Pop       []uint32
	Region    []uint16 // index in Regions: the division, or the country when the division is unknown
	Zone      []uint16 // index in Head.Zones
	Feature   []uint8
	Radius    []uint32    // of the counties, which are the last places: kilometres
	OwnRegion []OwnRegion // towns that are a division of their own
	NameEnd   []uint32
	Names     []byte
	Count     []uint16 // keys in each bucket
	Rest      []uint32 // by bucket, sorted within
	Value     []uint32 // of the key
	Many      []uint32
	ArcEnd    []uint32
	ArcLat    []int32 // 1/LineScale degrees
	ArcLon    []int32
}

// OwnRegion says that a place and a division are the same town.
type OwnRegion struct{ Place, Region uint32 }

// Write writes the file.
func Write(w io.Writer, d *Columns) error {
	head, err := json.Marshal(d.Head)
	if err != nil {
		return err
	}
	regions, err := json.Marshal(d.Regions)
	if err != nil {
		return err
	}
	disputes, err := json.Marshal(d.Disputes)
	if err != nil {
		return err
	}
	var own, shapes, langs []byte
	for _, o := range d.OwnRegion {
		own = binary.AppendUvarint(binary.AppendUvarint(own, uint64(o.Place)), uint64(o.Region))
	}
	for _, r := range d.Regions {
		shapes = binary.AppendUvarint(shapes, uint64(len(r.Polygons)))
		for _, poly := range r.Polygons {
			shapes = binary.AppendUvarint(shapes, uint64(len(poly)))
			for _, ring := range poly {
				shapes = binary.AppendUvarint(shapes, uint64(len(ring)))
				for _, arc := range ring {
					shapes = binary.AppendVarint(shapes, int64(arc))
				}
			}
		}
		for k := range r.Names.end {
			name := r.Names.In(k)
			langs = append(binary.AppendUvarint(langs, uint64(len(name))), name...)
		}
	}
	sections := []struct {
		name string
		raw  []byte
	}{
		{"head", head}, {"regn", regions}, {"disp", disputes}, {"ownr", own}, {"shap", shapes}, {"lang", langs},
		{"plid", deltas(widen(d.ID))}, {"plat", planes(d.Lat)}, {"plon", planes(d.Lon)}, {"ppop", varints(d.Pop)},
		{"preg", planes(d.Region)}, {"pzon", planes(d.Zone)}, {"pfea", d.Feature}, {"crad", varints(d.Radius)},
		{"nend", deltas(widen(d.NameEnd))}, {"name", d.Names},
		{"kcnt", planes(d.Count)}, {"krst", planes(d.Rest)}, {"kval", planes(d.Value)}, {"kmny", planes(d.Many)},
		{"aend", deltas(widen(d.ArcEnd))}, {"alat", deltas(widen(d.ArcLat))}, {"alon", deltas(widen(d.ArcLon))},
	}
	out := binary.LittleEndian.AppendUint32([]byte(magic), Version)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(sections)))
	for _, s := range sections {
		var z bytes.Buffer
		fw, err := flate.NewWriter(&z, flate.BestCompression)
		if err != nil {
			return err
		}
		if _, err := fw.Write(s.raw); err != nil {
			return err
		}
		if err := fw.Close(); err != nil {
			return err
		}
		out = append(out, s.name...)
		out = binary.LittleEndian.AppendUint32(out, uint32(z.Len()))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.raw)))
		out = append(out, z.Bytes()...)
	}
	_, err = w.Write(out)
	return err
}

var errDamaged = errors.New("gazetteer file is damaged")

// Section is a named part of a file, still compressed.
type Section struct {
	Name string
	Raw  int // length when unpacked
	Z    []byte
}

// Sections lists the parts of a file without unpacking them.
func Sections(file []byte) ([]Section, error) {
	if len(file) < 16 || string(file[:8]) != magic {
		return nil, fmt.Errorf("%w: no %s at the start", errDamaged, magic)
	}
	if v := binary.LittleEndian.Uint32(file[8:]); v != Version {
		return nil, fmt.Errorf("%w: version %d, this program reads %d", errDamaged, v, Version)
	}
	n := binary.LittleEndian.Uint32(file[12:])
	file = file[16:]
	var out []Section
	for range n {
		if len(file) < 12 {
			return nil, fmt.Errorf("%w: cut short", errDamaged)
		}
		size, raw := binary.LittleEndian.Uint32(file[4:]), binary.LittleEndian.Uint32(file[8:])
		if uint64(size) > uint64(len(file)-12) || raw > maxSection {
			return nil, fmt.Errorf("%w: section %.4q is cut short or too large", errDamaged, file[:4])
		}
		out = append(out, Section{string(file[:4]), int(raw), file[12 : 12+size]})
		file = file[12+size:]
	}
	return out, nil
}

func (s Section) unpack() ([]byte, error) {
	out := make([]byte, s.Raw)
	r := flate.NewReader(bytes.NewReader(s.Z))
	if _, err := io.ReadFull(r, out); err != nil {
		return nil, fmt.Errorf("%w: section %s: %w", errDamaged, s.Name, err)
	}
	return out, nil
}

// Read reads a file. The sections are unpacked side by side.
func Read(file []byte) (*Columns, error) {
	sections, err := Sections(file)
	if err != nil {
		return nil, err
	}
	d := &Columns{}
	var own, shapes, langs, nameEnd, arcEnd []byte
	readers := map[string]func([]byte) error{
		"head": func(b []byte) error { return json.Unmarshal(b, &d.Head) },
		"regn": func(b []byte) error { return json.Unmarshal(b, &d.Regions) },
		"disp": func(b []byte) error { return json.Unmarshal(b, &d.Disputes) },
		"ownr": keep(&own), "shap": keep(&shapes), "lang": keep(&langs), "nend": keep(&nameEnd), "aend": keep(&arcEnd),
		"plid": into(&d.ID, undelta[uint32]), "plat": into(&d.Lat, unplane[int32]), "plon": into(&d.Lon, unplane[int32]),
		"ppop": into(&d.Pop, unvarint), "preg": into(&d.Region, unplane[uint16]), "pzon": into(&d.Zone, unplane[uint16]),
		"pfea": keep(&d.Feature), "crad": into(&d.Radius, unvarint), "name": keep(&d.Names),
		"kcnt": into(&d.Count, unplane[uint16]), "krst": into(&d.Rest, unplane[uint32]),
		"kval": into(&d.Value, unplane[uint32]), "kmny": into(&d.Many, unplane[uint32]),
		"alat": into(&d.ArcLat, undelta[int32]), "alon": into(&d.ArcLon, undelta[int32]),
	}
	errs := make([]error, len(sections))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, s := range sections {
		f := readers[s.Name]
		if f == nil {
			continue
		}
		delete(readers, s.Name)
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			raw, err := s.unpack()
			if err == nil {
				err = f(raw)
			}
			if err != nil {
				errs[i] = fmt.Errorf("%w: section %s: %w", errDamaged, s.Name, err)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for name := range readers {
		return nil, fmt.Errorf("%w: no section %s", errDamaged, name)
	}
	if d.NameEnd, err = undelta[uint32](nameEnd); err != nil {
		return nil, err
	}
	if d.ArcEnd, err = undelta[uint32](arcEnd); err != nil {
		return nil, err
	}
	if err := d.readRegions(own, shapes, langs); err != nil {
		return nil, err
	}
	return d, d.check()
}

func keep(dst *[]byte) func([]byte) error {
	return func(b []byte) error { *dst = b; return nil }
}

func into[T any](dst *[]T, read func([]byte) ([]T, error)) func([]byte) error {
	return func(b []byte) (err error) { *dst, err = read(b); return err }
}

func (d *Columns) readRegions(own, shapes, langs []byte) error {
	s := &stream{b: shapes}
	l := &stream{b: langs}
	var polygons room[[][]int32]
	var rings room[[]int32]
	var arcs room[int32]
	ends := make([]uint32, len(d.Regions)*len(d.Head.Languages))
	var text []byte
	for i := range d.Regions {
		r := &d.Regions[i]
		r.Polygons = polygons.take(s.count())
		for j := range r.Polygons {
			r.Polygons[j] = rings.take(s.count())
			for k := range r.Polygons[j] {
				ring := arcs.take(s.count())
				for m := range ring {
					ring[m] = int32(s.signed())
				}
				r.Polygons[j][k] = ring
			}
		}
		from := len(text)
		for j := range d.Head.Languages {
			n := l.count()
			text, l.b = append(text, l.b[:n]...), l.b[n:]
			ends[i*len(d.Head.Languages)+j] = uint32(len(text) - from)
		}
	}
	for i, all := 0, string(text); i < len(d.Regions); i++ {
		n := &d.Regions[i].Names
		n.end, ends = ends[:len(d.Head.Languages):len(d.Head.Languages)], ends[len(d.Head.Languages):]
		if k := len(n.end); k > 0 {
			n.text, all = all[:n.end[k-1]], all[n.end[k-1]:]
		}
	}
	o := &stream{b: own}
	for len(o.b) > 0 && !o.bad {
		d.OwnRegion = append(d.OwnRegion, OwnRegion{uint32(o.unsigned()), uint32(o.unsigned())})
	}
	if s.bad || l.bad || o.bad {
		return fmt.Errorf("%w: regions", errDamaged)
	}
	return nil
}

// room gives many small slices out of few large ones.
type room[T any] struct{ left []T }

func (r *room[T]) take(n int) []T {
	if n > len(r.left) {
		r.left = make([]T, max(n, 4096))
	}
	out := r.left[:n:n]
	r.left = r.left[n:]
	return out
}

// check makes every later index safe.
func (d *Columns) check() error {
	n := len(d.ID)
	bad := func(what string) error { return fmt.Errorf("%w: %s", errDamaged, what) }
	if len(d.Lat) != n || len(d.Lon) != n || len(d.Pop) != n || len(d.Region) != n || len(d.Zone) != n || len(d.Feature) != n || len(d.NameEnd) != n {
		return bad("columns of unequal length")
	}
	if n > 0 && (int(d.NameEnd[n-1]) != len(d.Names) || !slices.IsSorted(d.NameEnd) || !slices.IsSorted(d.ID)) {
		return bad("names or ids out of order")
	}
	if len(d.Radius) > n {
		return bad("more counties than places")
	}
	for i := range n {
		if (d.Feature[i] == FeatureCounty) != (i >= n-len(d.Radius)) {
			return bad("a county")
		}
		if int(d.Region[i]) >= len(d.Regions) || int(d.Zone[i]) >= len(d.Head.Zones) {
			return bad("a place's region or zone")
		}
	}
	for _, o := range d.OwnRegion {
		if int(o.Place) >= n || int(o.Region) >= len(d.Regions) {
			return bad("a town's own region")
		}
	}
	if len(d.Count) != Buckets || len(d.Rest) != len(d.Value) {
		return bad("key columns")
	}
	sum := 0
	for _, c := range d.Count {
		sum += int(c)
	}
	if sum != len(d.Rest) {
		return bad("key buckets")
	}
	refs := uint32(n + len(d.Regions))
	for _, v := range d.Value {
		switch at := v & ValueMask; {
		case v&FlagNone != 0:
		case v&FlagMany != 0:
			if int(at) >= len(d.Many) || uint64(at)+uint64(d.Many[at]) >= uint64(len(d.Many)) {
				return bad("a key with many places")
			}
			for _, ref := range d.Many[at+1 : at+1+d.Many[at]] {
				if ref >= refs {
					return bad("a place of a key")
				}
			}
		case at >= refs:
			return bad("the place of a key")
		}
	}
	if len(d.ArcLat) != len(d.ArcLon) || !slices.IsSorted(d.ArcEnd) || len(d.ArcEnd) > 0 && int(d.ArcEnd[len(d.ArcEnd)-1]) != len(d.ArcLat) {
		return bad("outlines")
	}
	for _, r := range d.Regions {
		for _, poly := range r.Polygons {
			for _, ring := range poly {
				for _, a := range ring {
					if a < 0 {
						a = ^a
					}
					if int(a) >= len(d.ArcEnd) {
						return bad("an outline's line")
					}
				}
			}
		}
		for _, m := range r.Members {
			if m < 0 || m >= len(d.Regions) || d.Regions[m].Named {
				return bad("a member of a named region")
			}
		}
		if r.Zone < 0 || r.Zone >= len(d.Head.Zones) {
			return bad("a region's zone")
		}
	}
	return nil
}
