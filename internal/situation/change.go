package situation

import (
	"fmt"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Changes are what is different between a situation and itself later, in words for the desk, the loud ones first.
func Changes(was, is Situation) []Change {
	var out []Change
	add := func(kind ChangeKind, loud bool, words string) {
		out = append(out, Change{Situation: is.ID, Kind: kind, Loud: loud, Words: words})
	}
	if len(was.Members) == 0 {
		add(ChangeOpened, true, "New situation: "+is.Title)
		return out
	}
	if was.State == Watch && is.State == Active {
		add(ChangeUpgrade, true, "Active again: an official word moves the end of the window past now.")
	}
	_, before := was.Window.Hull()
	_, after := is.Window.Hull()
	switch {
	case before.IsZero() && after.IsZero() || before.Equal(after):
	case after.IsZero():
		add(ChangeExtension, false, "The window has no known end any more.")
	case before.IsZero():
		add(ChangeShortened, false, "The window now has an end: "+after.UTC().Format("2 January 15:04 UTC")+".")
	case after.After(before):
		add(ChangeExtension, false, fmt.Sprintf("The window ends %s later.", hours(after.Sub(before))))
	default:
		add(ChangeShortened, false, fmt.Sprintf("The window ends %s earlier.", hours(before.Sub(after))))
	}
	heard := func(s Situation) (out []string) {
		for _, v := range s.Voices() {
			if v.Heard {
				out = append(out, v.Key)
			}
		}
		return out
	}
	known := heard(was)
	for _, v := range is.Voices() {
		if v.Heard && !slices.Contains(known, v.Key) {
			add(ChangeVoice, len(known) > 0, "Another voice of its own: "+v.Name+".")
		}
	}
	if !slices.EqualFunc(was.Places, is.Places, func(a, b gazetteer.Place) bool { return member.SamePlace(a, b) }) {
		add(ChangeArea, false, "The places are others now: "+namesOf(is.Places)+".")
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		if a.Loud != b.Loud {
			if a.Loud {
				return -1
			}
			return 1
		}
		return 0
	})
	return out
}

func namesOf(ps []gazetteer.Place) string {
	out := ""
	for i, p := range ps {
		if i > 0 {
			out += ", "
		}
		out += p.Name
	}
	return out
}

func hours(d time.Duration) string {
	n := int(d.Round(time.Hour) / time.Hour)
	if n == 1 {
		return "an hour"
	}
	return fmt.Sprintf("%d hours", n)
}
