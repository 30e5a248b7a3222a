package warning

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation"
)

// lastWords is how many last words a lapse tells people: the origin's and the nearest ones.
const lastWords = 3

// LapseFrom drafts the update that tells the people who were warned what the lapse of the window means: that the time named is
// over, which is no all-clear, and what each authority said last. told is the warning that they had: its area, its audience rule
// and its ladder stand, so that whoever was warned and is still there is told; while it is still out, the update takes its
// place. Everything else is that of DraftFrom, to be read, changed and approved like any draft.
func LapseFrom(s situation.Situation, reports []situation.Told, told Warning, g Places, now time.Time, o DraftOptions) Content {
	o.Drill, o.DrillToPeople, o.Ladder = told.Drill, told.Content.DrillToPeople, told.Content.Ladder
	c := DraftFrom(s, reports, g, now, o)
	if told.State == Released {
		c.Replaces = told.ID
	}
	c.Area, c.AreaDesc, c.Countries, c.Audience = told.Content.Area, told.Content.AreaDesc, told.Content.Countries, told.Content.Audience
	t := &c.Texts[0]
	mark, head := "", t.Headline
	if c.Drill {
		mark, head = "DRILL: ", strings.TrimPrefix(head, "DRILL: ")
	}
	t.Headline = clipRunes(mark+"Update: "+head, MaxHeadline)
	var said []string
	words := s.LastWords()
	for i, w := range words {
		if len(said) < lastWords && w.Said != situation.Tells {
			said = append(said, lastWord(w, words[:i]))
		}
	}
	if len(said) > 0 {
		t.Context = strings.TrimSpace(strings.Join(said, " ") + "\n" + t.Context)
	}
	if len(words) > 0 && words[0].Origin && words[0].Said == situation.Lifts {
		t.Time = "The time that was named is over. " + upperFirst(the(safe(words[0].Voice))) + ", which warned first, says that there is no threat any more. Take care until our desk tells you that it has ended."
	}
	return Compose(c, zoneOf(s, g), o.Signed)
}

func lastWord(w situation.LastWord, before []situation.LastWord) string {
	who := upperFirst(the(safe(w.Voice)))
	when := dayWords(" on ", w.Issued.From.Earliest, time.UTC)
	switch {
	case w.Said == situation.Lifts && w.Origin:
		return who + " said" + when + " that there is no threat any more."
	case w.Said == situation.Lifts:
		return who + ", which did not warn, said" + when + " that there is no threat."
	case w.Said == situation.Repeats:
		return who + " repeated the warning" + when + " and has not said more."
	case len(before) == 0:
		return who + " warned" + when + " and has not said that it is over."
	}
	return who + " warned" + when + " too and has not said that it is over."
}

func zoneOf(s situation.Situation, g Places) *time.Location {
	if len(s.Places) == 0 || g == nil {
		return time.UTC
	}
	return g.Zone(s.Places[0])
}
