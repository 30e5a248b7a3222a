package calendar

import (
	"math"
	"time"
)

// newMoon is the instant of the k-th new moon since that of 6 January 2000, in universal time, right to some minutes between 1900 and
// 2200: the mean new moon and the largest periodic terms of J. Meeus, Astronomical Algorithms, chapter 49.
func newMoon(k int) time.Time {
	n := float64(k)
	t := n / 1236.85
	const deg = math.Pi / 180
	e := 1 - 0.002516*t
	m := deg * (2.5534 + 29.10535670*n)
	l := deg * (201.5643 + 385.81693528*n + 0.0107582*t*t)
	f := deg * (160.7108 + 390.67050284*n - 0.0016118*t*t)
	o := deg * (124.7746 - 1.56375588*n)
	jde := 2451550.09766 + 29.530588861*n + 0.00015437*t*t
	for _, p := range [...]struct{ size, angle float64 }{
		{-0.40720, l}, {0.17241 * e, m}, {0.01608, 2 * l}, {0.01039, 2 * f}, {0.00739 * e, l - m}, {-0.00514 * e, l + m}, {0.00208 * e * e, 2 * m},
		{-0.00111, l - 2*f}, {-0.00057, l + 2*f}, {0.00056 * e, 2*l + m}, {-0.00042, 3 * l}, {0.00042 * e, m + 2*f}, {0.00038 * e, m - 2*f},
		{-0.00024 * e, 2*l - m}, {-0.00017, o},
	} {
		jde += p.size * math.Sin(p.angle)
	}
	const unixEpoch, ahead = 2440587.5, 72.0 // of terrestrial time before universal time, in seconds, about these years
	return time.Unix(int64((jde-unixEpoch)*86400-ahead), 0).UTC()
}

// newMoonAfter is the first new moon after t.
func newMoonAfter(t time.Time) time.Time {
	k := int(math.Floor((float64(t.Unix())/86400+2440587.5-2451550.1)/29.530588861)) - 1
	for {
		if m := newMoon(k); m.After(t) {
			return m
		}
		k++
	}
}

// sunAt is the apparent longitude of the sun in degrees, right to a hundredth (Meeus, chapter 25).
func sunAt(t time.Time) float64 {
	c := (float64(t.Unix())/86400 + 2440587.5 - 2451545) / 36525
	m := (357.52911 + 35999.05029*c) * math.Pi / 180
	l := 280.46646 + 36000.76983*c + (1.914602-0.004817*c)*math.Sin(m) + 0.019993*math.Sin(2*m) + 0.000289*math.Sin(3*m) - 0.00569
	return math.Mod(math.Mod(l, 360)+360, 360)
}

// chineseNewYear is the day, in China, of the second new moon after that on or before the day of the winter solstice; the third in a
// year with a leap month before it (which the day tells: it is never before 21 January).
func chineseNewYear(y int) time.Time {
	const china = 8 * 3600
	zone := time.FixedZone("", china)
	day := func(t time.Time) time.Time {
		yy, m, d := t.In(zone).Date()
		return time.Date(yy, m, d, 0, 0, 0, 0, time.UTC)
	}
	solstice := time.Date(y-1, 12, 20, 0, 0, 0, 0, time.UTC)
	for sunAt(solstice) < 270 {
		solstice = solstice.Add(time.Hour)
	}
	m := newMoonAfter(solstice.AddDate(0, 0, -32))
	for {
		next := newMoonAfter(m.Add(time.Hour))
		if day(next).After(day(solstice)) {
			break
		}
		m = next
	}
	for range 2 {
		m = newMoonAfter(m.Add(time.Hour))
	}
	if d := day(m); d.Month() == time.January && d.Day() < 21 {
		m = newMoonAfter(m.Add(time.Hour))
	}
	return day(m)
}

// diwali is the day whose evening in India lies in the last day of the moon's age before the new moon of autumn, the one that the sun
// meets in the sidereal sign of the scales (Lakshmi Puja).
func diwali(y int) time.Time {
	m := newMoonAfter(time.Date(y, 10, 1, 0, 0, 0, 0, time.UTC))
	ayanamsa := 24.1 + 0.01397*float64(y-2020)
	for sunAt(m)-ayanamsa < 180 {
		m = newMoonAfter(m.Add(time.Hour))
	}
	return m.Add(-13 * time.Hour).Truncate(24 * time.Hour) // the evening lasts until about 13:00 universal time
}

// islamicMonth is the first day of a month of an Islamic year by the rule of the calendar of Umm al-Qura, as nearly as the hour of the new
// moon tells it: the day after the first sunset in Mecca that follows the new moon by an hour. What is announced when the moon has been
// sighted can be a day later, and in some countries two.
func islamicMonth(year, month int) time.Time {
	const before = 3 // new moons between that of 6 January 2000 and 1 Muharram 1421
	m := newMoon((year-1421)*12 + month - 1 + before)
	return m.Add(10*time.Hour).Truncate(24*time.Hour).AddDate(0, 0, 1) // 14:00 is the hour
}

// hebrewNewYear is 1 Tishri of a Hebrew year (N. Dershowitz and E. M. Reingold, Calendrical Calculations: the mean new moon and the
// four rules of postponement).
func hebrewNewYear(y int) time.Time {
	elapsed := func(y int) int {
		months := (235*y - 234) / 19
		day := 29*months + (12084+13753*months)/25920
		if 3*(day+1)%7 < 3 {
			day++
		}
		return day
	}
	a, b, c := elapsed(y-1), elapsed(y), elapsed(y+1)
	switch {
	case c-b == 356:
		b += 2
	case b-a == 382:
		b++
	}
	const epoch = -1373427 - 719163 // 1 Tishri of the year 1, in days before 1970
	return time.Unix(int64(epoch+b)*86400, 0).UTC()
}
