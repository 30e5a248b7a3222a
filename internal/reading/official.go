package reading

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/bbk"
	"github.com/tocsin-hub/tocsin/internal/reading/story"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// readAdvice reads a document of a government's own form of advice or threat level.
func (r *Reader) readAdvice(form intake.Form, item intake.Item, rep *Report) error {
	b, err := advice.Read(form, item.Raw, r.places)
	if err != nil {
		return fmt.Errorf("%w: form %s: %v", ErrUnreadable, form, err)
	}
	b.Fill(form, rep, r.places)
	return nil
}

// readText reads a text by the rules of language; where it is a government's page of travel advice, its own layout tells the levels.
func (r *Reader) readText(item intake.Item, rep *Report) {
	r.readStory(item, rep)
	if b, ok := advice.Page(item.Raw, item.URL, r.places); ok {
		dropLifted(item.Raw, rep)
		b.Settle(rep, r.places)
	}
}

// dropLifted takes away "no longer advises against", which a government's page says of the change: the page's own layout says what holds.
func dropLifted(raw []byte, rep *Report) {
	for i := range rep.Events {
		e := &rep.Events[i]
		if e.Type != TravelAdvice {
			continue
		}
		e.Advice = slices.DeleteFunc(e.Advice, func(a Coded) bool {
			return a.Code == advice.Normal && slices.ContainsFunc(a.Evidence, func(x Evidence) bool {
				return x.Start >= 0 && x.End <= len(raw) && x.Start < x.End && bytes.Contains(raw[x.Start:x.End], []byte("no longer"))
			})
		})
	}
}

// readBBK reads a warning of the German civil protection office, which is CAP written as JSON: the same rules as for CAP, with
// evidence in the JSON.
func (r *Reader) readBBK(item intake.Item, rep *Report) error {
	doc, err := bbk.Read(item.Raw)
	if err != nil {
		return fmt.Errorf("%w: form %s: %v", ErrUnreadable, intake.FormBBK, err)
	}
	if doc.XML == nil {
		rep.Kind, rep.Lang, rep.Relation = "bulletin", "de", Origin
		rep.Notes = append(rep.Notes, fmt.Sprintf("no event: this is an index of %d warnings, which are documents of their own", doc.Index))
		return nil
	}
	a, problems, err := cap.Parse(doc.XML, cap.FeedOptions())
	if err != nil {
		return fmt.Errorf("%w: not a usable CAP alert in JSON: %v", ErrUnreadable, err)
	}
	c := &alertReader{r: r, a: a, rep: rep, raw: item.Raw, at: doc.At}
	return c.read(problems)
}

// saidInstruction reads the actions of an instruction whose bytes are not its text; the evidence is the whole member.
func (c *alertReader) saidInstruction(e *Event, path string) {
	ev, ok := c.at(path)
	if !ok {
		return
	}
	for i := range c.a.Infos {
		if !strings.HasSuffix(path, fmt.Sprintf("info[%d]/instruction", i)) {
			continue
		}
		for _, h := range story.Lexicon.Match(text.Cut(c.a.Infos[i].Instruction)) {
			if h.Rule.Kind == "act" {
				if code := strings.TrimSuffix(h.Rule.Code, "?"); code != "none" {
					scene.AddCoded(&e.Actions, Coded{Code: code, Evidence: []Evidence{ev}})
				}
			}
		}
	}
}
