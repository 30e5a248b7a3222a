// Package story reads a text by rules: it gathers triggers into events (room gather), gives each phrase to the event it belongs to and
// settles roles, issuers (room voice) and relation. Whatever the text is, it fills the Report with what can show its words, or says in a
// note why there is nothing.
package story

import (
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/level"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/abroad"
	"github.com/tocsin-hub/tocsin/internal/reading/story/aside"
	"github.com/tocsin-hub/tocsin/internal/reading/story/gather"
	"github.com/tocsin-hub/tocsin/internal/reading/story/part"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/voice"
	"github.com/tocsin-hub/tocsin/internal/reading/story/weigh"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/genre"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Lexicon holds every phrase the reader knows.
var Lexicon = text.Compile(append(append(text.Tables(), office.Tables()...), advice.Entries, level.Entries)...)

// story is a text whose events are filled in.
type story struct {
	*scene.Scene
	weights *weigh.Weights                     // nil in other languages than English
	seen    func(s *scene.Scene, p weigh.Pair) // of a program that teaches weights, else nil
	offers  []part.Offer
}

// Read reads a text by rules and weights into rep. The gazetteer may be shared by many goroutines.
func Read(item intake.Item, g where.Gazetteer, rep *report.Report) {
	read(item, g, rep, &story{weights: weigh.Learned()})
}

// ReadWith reads with other weights than the embedded ones; seen, if not nil, is called with each pair of a value and an event that is
// weighed. It is for the program that teaches weights.
func ReadWith(item intake.Item, g where.Gazetteer, rep *report.Report, w *weigh.Weights, seen func(s *scene.Scene, p weigh.Pair)) {
	read(item, g, rep, &story{weights: w, seen: seen})
}

func read(item intake.Item, g where.Gazetteer, rep *report.Report, s *story) {
	s.Scene = &scene.Scene{Doc: text.Cut(string(item.Raw)), Rep: rep, Spoilers: map[int][]text.Hit{}, Main: -1}
	defer s.Doc.Free()
	lexicon := Lexicon
	lang, known := text.Detect(s.Doc)
	switch {
	case !known:
		rep.Lang = "und"
		rep.Notes = append(rep.Notes, "the text is in no language that the rules read; it was read as if it were English")
	case lang != nil:
		rep.Lang, lexicon = lang.Code, text.LexiconOf(lang)
		s.Doc.Lang = lang
		rep.Notes = append(rep.Notes, "read by the "+lang.Name+" tables, which know fewer phrases than the English ones; how many were hurt is read in English only")
	default:
		rep.Lang = "en"
	}
	s.Hits = text.ByKind(slices.DeleteFunc(lexicon.Match(s.Doc), func(h text.Hit) bool {
		return h.Rule.Kind != "act" && s.Section(h.From) == text.Assistance || text.SmallGroup(s.Doc, h)
	}))
	for _, h := range s.Hits["bad"] {
		n := s.Doc.Tokens[h.From].Sent
		s.Spoilers[n] = append(s.Spoilers[n], h)
	}
	rep.Kind = genre.KindOf(s.Doc, s.Hits)
	s.Gaz, s.Found = g, where.FindFrom(s.Doc, g, item.Country)
	s.Places = placesBySent(s.Doc, &s.Found)
	if lang != nil {
		s.Home = map[int]bool{}
		s.Abroad = abroad.New(s.Doc, lang, s.Hits, &s.Found, s.Places, s.Home, g)
	}
	zone := s.Found.Zone(s.Doc, g)
	s.settleIssue(item, zone)
	s.Times = when.Scan(s.Doc, s.Anchor)
	for i := range s.Times {
		if z := s.Times[i].Zone; z != "" {
			rep.Notes = append(rep.Notes, "the time zone "+z+" has several meanings and none is that of the place concerned: "+s.Doc.Slice(s.Times[i].From, s.Times[i].To)+" is read as local time there")
			break
		}
	}
	if why := genre.NoEvent(s.Doc, s.Hits, rep.Kind); why != "" {
		rep.Relation = report.News
		rep.Notes = append(rep.Notes, "no event: "+why)
		return
	}
	voice.Find(s.Scene)
	offices := make([]string, len(s.Orgs))
	for i := range s.Orgs {
		offices[i] = s.Orgs[i].Country
	}
	(&aside.Text{Doc: s.Doc, Found: &s.Found, Places: g, Offices: offices, Whose: s.Home, Formal: rep.Kind != "news"}).Set()
	gather.Gather(s.Scene, s.levelStands)
	if len(s.Events) == 0 {
		rep.Relation = report.News
		rep.Notes = append(rep.Notes, "no event: the text speaks of no threat, attack, arrest or advice that the rules know")
		return
	}
	if gather.Unreal(s.Scene) {
		rep.Relation, s.Events = report.News, nil
		rep.Notes = append(rep.Notes, "no event: words of violence, but nobody is hurt by number, and no force, authority or group is named")
		return
	}
	s.fillPlaces()
	s.fillThings()
	s.plotsAtHome()
	s.fillTimes()
	if gather.LongPast(s.Scene) {
		rep.Relation, s.Events = report.News, nil
		rep.Notes = append(rep.Notes, "no event: the text tells only of what happened more than a year before it")
		return
	}
	voice.Issuers(s.Scene)
	voice.Responders(s.Scene)
	s.fillActions()
	voice.Audience(s.Scene)
	s.fillAdvice()
	s.fillCasualties()
	if s.Abroad == nil {
		weigh.Weigh(s.Scene, s.weights, &weigh.Hooks{Role: s.role, AddPlace: s.addPlace, Offers: s.offers, Seen: s.seen})
	}
	s.fillInferred()
	s.finish()
}

// placesBySent are the places that each sentence names, by their number.
func placesBySent(d *text.Doc, found *where.Found) [][]int {
	out, count, all := make([][]int, len(d.Sents)), make([]int, len(d.Sents)), make([]int, len(found.Mentions))
	for i := range found.Mentions {
		count[d.Tokens[found.Mentions[i].From].Sent]++
	}
	for n, many := range count {
		out[n], all = all[:0:many], all[many:]
	}
	for i := range found.Mentions {
		n := d.Tokens[found.Mentions[i].From].Sent
		out[n] = append(out[n], i)
	}
	return out
}

// settleIssue settles the moment that relative words count from: the text's own date first, then what the source told.
func (s *story) settleIssue(item intake.Item, zone *time.Location) {
	s.Anchor.Zone = zone
	if m, ok := when.Issue(s.Doc, zone); ok {
		s.Issue = &m
		at := m.Interval.From.Earliest
		if m.Form == when.Moment {
			s.Anchor = when.AnchorAt(at, at.Location())
			if zone != time.UTC {
				s.Anchor = when.AnchorAt(at, zone)
			}
		} else {
			s.Anchor = when.AnchorDay(at.Year(), at.Month(), at.Day(), zone)
		}
		s.Rep.Issued = m.Interval
		s.Rep.IssuedEvidence = []report.Evidence{s.Words(m.From, m.To)}
		return
	}
	if p := item.Published; !p.IsZero() {
		if u := p.UTC(); u.Hour() == 0 && u.Minute() == 0 && u.Second() == 0 {
			s.Anchor = when.AnchorDay(u.Year(), u.Month(), u.Day(), zone)
			s.Rep.Notes = append(s.Rep.Notes, "the text gives no date of its own; relative times count from the source's day of publication, "+u.Format(time.DateOnly))
		} else {
			s.Anchor = when.AnchorAt(p, zone)
			s.Rep.Notes = append(s.Rep.Notes, "the text gives no date of its own; relative times count from the source's time of publication, "+p.UTC().Format(time.RFC3339))
		}
		if m, ok := when.Dateline(s.Doc, s.Anchor); ok && !m.Interval.From.Earliest.Equal(s.Anchor.Day) {
			at := m.Interval.From.Earliest
			s.Anchor = when.AnchorDay(at.Year(), at.Month(), at.Day(), zone)
			s.Rep.Notes = append(s.Rep.Notes, "the dateline says "+s.Doc.Slice(m.From, m.To)+": relative times count from that day, "+at.Format(time.DateOnly))
		}
		return
	}
	s.Rep.Notes = append(s.Rep.Notes, "no date of issue is known: relative times could not be placed")
}
