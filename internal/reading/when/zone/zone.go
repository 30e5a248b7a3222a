// Package zone holds the abbreviations of time zones and what each means at a place.
package zone

import (
	"strconv"
	"time"
)

var (
	// zones gives the offset in minutes of the abbreviations that have one meaning in warnings, or one far commoner than the others (several).
	zones = map[string]int{"gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "wat": 60, "cat": 120, "eat": 180, "sast": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "gst": 240, "aft": 270, "pkt": 300, "jst": 540, "kst": 540, "sgt": 480, "hkt": 480, "wib": 420, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "pdt": -420, "mst": -420, "mdt": -360, "cdt": -300}
	// wall names the zones whose abbreviation covers summer and winter.
	wall = map[string]string{"et": "America/New_York", "pt": "America/Los_Angeles", "ct": "America/Chicago"}
)

// several are abbreviations of zones with more than one meaning: the offsets in minutes. The one that the place concerned keeps on that
// day is meant; when it keeps none of them, the commonest where zones names one, and else nobody can tell.
var several = map[string][]int{
	"ist": {330, 120, 60},    // India, Israel, Ireland
	"cst": {-360, 480, -300}, // North America, China, Cuba
	"cdt": {-300, -240},      // North America, Cuba
	"ast": {-240, 180},       // Atlantic, Arabia
	"pst": {-480, 480, 300},  // Pacific, Philippines, Pakistan
	"bst": {60, 360},         // Britain, Bangladesh
	"gst": {240, -120},       // the Gulf, South Georgia
	"est": {-300, 600},       // North America, Australia
	"mst": {-420, 480, 390},  // North America, Malaysia, Myanmar
	"sst": {480, -660},       // Singapore, Samoa
	"ect": {-300, 60},        // Ecuador, Central Europe
	"wst": {480, 780, 60},    // Western Australia, Samoa, Western Sahara
	"amt": {-240, 240},       // Amazon, Armenia
	"adt": {-180, 240},       // Atlantic, Arabia
}

// Meant is the zone that an abbreviation in small letters means at a place (here) on a day, which may be zero. Where it has several meanings of
// which none fits, z is nil and doubt is true: the place's own zone is meant as well as any. ok is false when it is no abbreviation of a zone.
func Meant(abbreviation string, here *time.Location, day time.Time) (z *time.Location, doubt, ok bool) {
	if len(abbreviation) > 4 {
		return nil, false, false
	}
	if w, ok := wall[abbreviation]; ok {
		if z, err := time.LoadLocation(w); err == nil {
			return z, false, true
		}
	}
	if offsets := several[abbreviation]; len(offsets) > 0 {
		if day.IsZero() {
			day = time.Date(2000, 1, 1, 0, 0, 0, 0, here)
		}
		for _, at := range [...]time.Time{day.Add(12 * time.Hour), day.AddDate(0, 6, 0)} { // an alert may write the winter's name in summer
			_, have := at.In(here).Zone()
			for _, m := range offsets {
				if have == m*60 {
					return Fixed(m), false, true
				}
			}
		}
	}
	if m, ok := zones[abbreviation]; ok { // the only meaning, or one far commoner than the others
		return Fixed(m), false, true
	}
	return nil, len(several[abbreviation]) > 0, len(several[abbreviation]) > 0
}

// Fixed is the zone at an offset from UTC, in minutes.
func Fixed(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	sign, m := "+", minutes
	if m < 0 {
		sign, m = "-", -m
	}
	name := "UTC" + sign + strconv.Itoa(m/60)
	if m%60 != 0 {
		name += ":" + strconv.Itoa(m%60)
	}
	return time.FixedZone(name, minutes*60)
}
