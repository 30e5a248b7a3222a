package warning

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
)

// Compose writes the words of every channel of the ladder, and the correction of each, anew from the parts of every text.
// It is what DraftFrom ends with, and what the desk asks for after it changed a part. zone is that of the place concerned, for
// the time of review; signed is who signs. The framing is English; a text in another language is framed by hand.
func Compose(c Content, zone *time.Location, signed string) Content {
	c = c.clone()
	if zone == nil {
		zone = time.UTC
	}
	signed = cmp.Or(signed, "The duty desk")
	for i := range c.Texts {
		t := &c.Texts[i]
		t.Words, t.Correction = map[Channel]Words{}, map[Channel]Words{}
		for _, r := range c.Ladder {
			switch r.Channel {
			case Email:
				t.Words[Email], t.Correction[Email] = c.mail(*t, zone, signed), c.mailBack(*t, signed)
			default:
				t.Words[r.Channel], t.Correction[r.Channel] = c.short(*t, zone), c.shortBack(*t)
			}
		}
	}
	return c
}

const drillLine = "DRILL. This is an exercise. Nothing has happened, and nothing need be done but to acknowledge."

func (c Content) subject(lead, headline string) string {
	if c.Drill { // the headline carries the mark; the subject must begin with it
		return clipRunes("DRILL: "+lead+": "+strings.TrimPrefix(headline, "DRILL: "), MaxSubject)
	}
	return clipRunes(lead+": "+headline, MaxSubject)
}

func (c Content) review(zone *time.Location) string {
	if c.Review.IsZero() {
		return ""
	}
	local := c.Review.In(zone)
	_, off := local.Zone()
	return local.Format("15:04 on Monday 2 January 2006") + " (" + offset(off) + ")"
}

// where is the area in words, and how far around it the warning concerns: the hall that was attacked in March 2024 stood a few
// kilometres outside the city that had been named.
func (c Content) where() string {
	out := c.AreaDesc + "."
	if km := int(c.Audience.Margin / 1000); km > 0 && slices.Contains(c.Audience.Grades, roster.Near) {
		out += fmt.Sprintf(" This concerns places up to %d km around it too.", km)
	}
	return out
}

func (c Content) mail(t Text, zone *time.Location, signed string) Words {
	var b strings.Builder
	para := func(head, body string) {
		if body = strings.TrimSpace(body); body == "" {
			return
		}
		if head != "" {
			b.WriteString(head + "\n")
		}
		b.WriteString(body + "\n\n")
	}
	bullets := func(s string) string {
		var out []string
		for line := range strings.Lines(s) {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, "- "+line)
			}
		}
		return strings.Join(out, "\n")
	}
	if c.Drill {
		para("", drillLine)
	}
	para("", t.Headline)
	para("WHAT THREATENS", t.Hazard)
	para("WHERE", c.where())
	para("WHEN", t.Time)
	para("WHAT IT MAY DO", t.Impact)
	para("WHAT TO DO", bullets(t.Guidance))
	para("WHO WARNS", c.Source+".")
	para("WHAT IS NOT KNOWN", bullets(t.Unknown))
	para("ALSO IN FORCE, APART FROM THIS THREAT", bullets(t.Context))
	para("", "Please confirm that you have read this:\n"+AckMark)
	after := "The end of that time is not an all-clear: only a word from us is. If we have to take this warning back, we will write to this address."
	if r := c.review(zone); r != "" {
		after = "We will review this warning by " + r + ". " + after
	}
	para("", after)
	para("", signed)
	return Words{Subject: c.subject("WARNING", t.Headline), Body: strings.TrimRight(b.String(), "\n") + "\n"}
}

func (c Content) mailBack(t Text, signed string) Words {
	var b strings.Builder
	if c.Drill {
		b.WriteString("DRILL. This is an exercise.\n\n")
	}
	b.WriteString("We withdraw our warning of " + quoted(t.Headline) + ".\n\n")
	b.WriteString("Do not act on it any longer. That we withdraw it does not mean that there is no danger: follow the local authorities and your own government's travel advice, which this does not change.\n\n")
	b.WriteString("If you have changed your plans because of our warning and need help, answer this e-mail.\n\n")
	b.WriteString(signed + "\n")
	return Words{Subject: c.subject("WITHDRAWN", t.Headline), Body: b.String()}
}

// quoted is a headline inside a sentence, without the mark of a drill.
func quoted(headline string) string {
	return "“" + strings.TrimPrefix(headline, "DRILL: ") + "”"
}

func (c Content) short(t Text, zone *time.Location) Words {
	lines := []string{}
	if c.Drill {
		lines = append(lines, drillLine)
	}
	lines = append(lines, t.Hazard, "Where: "+c.where(), "When: "+t.Time, "What to do: "+strings.Join(strings.Fields(strings.ReplaceAll(t.Guidance, "\n", " ")), " "),
		"What it may do: "+t.Impact, "Source: "+c.Source+".")
	if r := c.review(zone); r != "" {
		lines = append(lines, "Reviewed by "+r+".")
	}
	lines = append(lines, "Confirm: "+AckMark)
	return Words{Subject: c.subject("WARNING", t.Headline), Body: strings.Join(lines, "\n")}
}

func (c Content) shortBack(t Text) Words {
	body := "We withdraw our warning of " + quoted(t.Headline) + ". Do not act on it any longer. This is no all-clear."
	if c.Drill {
		body = "DRILL. This is an exercise. " + body
	}
	return Words{Subject: c.subject("WITHDRAWN", t.Headline), Body: body}
}
