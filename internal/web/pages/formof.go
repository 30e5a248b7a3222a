package pages

import (
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/warning"
)

// stampForm is the form of a datetime-local field. Seconds are kept, so that saving without a change changes nothing.
const stampForm = "2006-01-02T15:04:05"

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampForm)
}

// ParseStamp reads a datetime-local field as UTC; empty is the zero time.
func ParseStamp(s string) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation("2006-01-02T15:04", s, time.UTC)
	if err != nil {
		t, err = time.ParseInLocation(stampForm, s, time.UTC)
	}
	return t, err
}

func join2(xs []string) string { return strings.Join(xs, ", ") }

func km(metres float64) string { return strconv.FormatFloat(metres/1000, 'f', -1, 64) }

func rungChannel(c warning.Content, i int) string {
	if i < len(c.Ladder) {
		return string(c.Ladder[i].Channel)
	}
	return ""
}

func rungWait(c warning.Content, i int) string {
	if i < len(c.Ladder) {
		return strconv.FormatFloat(float64(c.Ladder[i].Wait)/60, 'f', -1, 64)
	}
	return ""
}

func orNone(s string) string {
	if s == "" {
		return "nothing more"
	}
	return s
}
