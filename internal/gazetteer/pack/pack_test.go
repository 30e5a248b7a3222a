package pack

import (
	"bytes"
	"reflect"
	"testing"
)

// small is a file with one country, one division, two towns and one triangle.
func small() *Columns {
	d := &Columns{
		Head: Head{Languages: []string{"en", "ru"}, Zones: []string{"UTC", "Europe/Moscow"}},
		Regions: []Region{
			{Country: "RU", Name: "Russia", Zone: 1, Polygons: [][][]int32{{{0, ^1}}}, Names: NamesOf([]string{"Russia", "Россия"})},
			{Country: "RU", Code: "25", Name: "Kaluga Oblast", Polygons: [][][]int32{}, Names: NamesOf([]string{"", ""})},
		},
		ID: []uint32{7, 9}, Lat: []int32{5550000, -1}, Lon: []int32{3760000, -18000000}, Pop: []uint32{10, 0}, Region: []uint16{1, 0},
		Zone: []uint16{1, 1}, Feature: []uint8{FeatureCapital, FeatureCounty}, Radius: []uint32{17}, OwnRegion: []OwnRegion{{0, 1}},
		NameEnd: []uint32{3, 5}, Names: []byte("abcde"), Count: make([]uint16, Buckets), Rest: []uint32{5, 1 << 31}, Value: []uint32{1, FlagMany},
		Many: []uint32{2, 0, 3}, ArcEnd: []uint32{3, 5}, ArcLat: []int32{0, 10, 10, 0, 5}, ArcLon: []int32{0, 0, 10, 0, 5},
	}
	d.Count[3] = 2
	return d
}

func TestRoundTrip(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, small()); err != nil {
		t.Fatal(err)
	}
	got, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if want := small(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestCheckRefusesWhatWouldPanicLater(t *testing.T) {
	for name, spoil := range map[string]func(*Columns){
		"a region out of range": func(d *Columns) { d.Region[0] = 2 },
		"a zone out of range":   func(d *Columns) { d.Zone[1] = 2 },
		"names out of order":    func(d *Columns) { d.NameEnd[0] = 6 },
		"ids out of order":      func(d *Columns) { d.ID[0] = 10 },
		"a county's radius":     func(d *Columns) { d.Radius = []uint32{1, 2} },
		"a short column":        func(d *Columns) { d.Pop = d.Pop[:1] },
		"a key's place":         func(d *Columns) { d.Value[0] = 4 },
		"a key's list":          func(d *Columns) { d.Many[0] = 3 },
		"a list's place":        func(d *Columns) { d.Many[2] = 4 },
		"bucket counts":         func(d *Columns) { d.Count[3] = 3 },
		"a line":                func(d *Columns) { d.Regions[0].Polygons[0][0][1] = ^2 },
		"line ends":             func(d *Columns) { d.ArcEnd[1] = 6 },
		"a member":              func(d *Columns) { d.Regions[1].Members = []int{2} },
		"a named member":        func(d *Columns) { d.Regions[0].Named, d.Regions[1].Members = true, []int{0} },
		"an own region":         func(d *Columns) { d.OwnRegion[0].Place = 2 },
	} {
		d := small()
		spoil(d)
		var b bytes.Buffer
		if err := Write(&b, d); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(b.Bytes()); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// FuzzRead: any bytes give an error or data that passed its checks, never a panic.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Write(&b, small()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:b.Len()/2])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, file []byte) {
		if d, err := Read(file); err == nil && d.check() != nil {
			t.Fatal("read data that does not pass its checks")
		}
	})
}
