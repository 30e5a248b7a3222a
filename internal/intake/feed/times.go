package feed

import (
	"strings"
	"time"
)

// zones are the names that feeds write behind a time although no standard gives them a meaning, with the one meaning each
// has in the feeds that are read (RFC 822 section 5.1 has the American ones). Names with two meanings (IST, CST of China)
// are left out or stand for the one of RFC 822.
var zones = map[string]string{
	"UT": "+0000", "GMT": "+0000", "UTC": "+0000", "Z": "+0000", "WET": "+0000", "BST": "+0100", "CET": "+0100", "WEST": "+0100",
	"CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "AST": "-0400", "ADT": "-0300", "NST": "-0330", "NDT": "-0230",
	"AEST": "+1000", "AEDT": "+1100", "ACST": "+0930", "ACDT": "+1030", "AWST": "+0800", "NZST": "+1200", "NZDT": "+1300", "JST": "+0900",
}

// layouts are the forms of a time in feeds: RFC 3339 and its relatives, RFC 822 and 2822 and theirs, dates alone. A date
// alone is midnight UTC.
var layouts = []string{
	time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05", "2006-01-02",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05", "2 Jan 2006", "2 January 2006 15:04:05 -0700", "2 January 2006",
	"2 Jan 06 15:04:05 -0700", "2006/01/02 15:04", "January 2, 2006",
}

// when reads a time as feeds write it; zero when it cannot be read. Nothing is guessed: a zone that is not known makes the
// time unknown.
func when(s string) time.Time {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 64 {
		return time.Time{}
	}
	if day, rest, ok := strings.Cut(s, ","); ok && len(day) <= 9 && !strings.ContainsAny(day, "0123456789 ") { // the weekday
		s = strings.TrimSpace(rest)
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if off, ok := zones[strings.ToUpper(s[i+1:])]; ok {
			s = s[:i+1] + off
			if strings.Count(s, "/") == 2 {
				s = s[:i]
			}
		}
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			if y := t.Year(); y < 1970 || y > 2200 {
				return time.Time{}
			}
			return t.UTC()
		}
	}
	return time.Time{}
}
