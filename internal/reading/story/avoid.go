package story

import (
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// avoidPlaces reads what is to be avoided, thing by thing, and gives the tokens that told it.
func (s *story) avoidPlaces() (told []text.Hit) {
	for _, h := range s.Hits["shun"] {
		if sec := s.Section(h.From); sec == text.Assistance || s.refused(h) || !asked.Directs(s.Doc, h.From, h.To) {
			continue
		}
		asked.Avoided(s.Doc, h.From, h.To, s.PlaceAt, func(code string, from, to int) {
			if code == "avoid_travel" && s.adviceAt(h.From, to) >= 0 {
				return // a level of advice says so itself
			}
			told = append(told, text.Hit{From: h.From, To: to})
			s.giveAction(code, told[len(told)-1], to)
		})
	}
	for i := range s.Doc.Sents { // "Avoid Gerehu and Waigani": places that nobody knows
		st := &s.Doc.Sents[i]
		if st.Section != text.Actions || s.Doc.Norm(st.From) != "avoid" || st.To-st.From < 2 {
			continue
		}
		if t := &s.Doc.Tokens[st.From+1]; t.Cap && !t.Upper && t.Kind == text.Word && !s.PlaceAt(st.From+1) && s.HitAt("act", st.From) == nil {
			s.giveAction("avoid_area", text.Hit{From: st.From, To: st.From + 2}, st.From+2)
		}
	}
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		if n := s.Doc.Norm(m.From - 1); (n == "avoid" || n == "avoiding") && m.Mark == where.Plain && s.Doc.SameSent(m.From-1, m.From) && s.Section(m.From) != text.Assistance {
			s.giveAction("avoid_area", text.Hit{From: m.From - 1, To: m.To}, m.To)
		}
	}
	return told
}
