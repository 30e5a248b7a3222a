package when

import (
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/timex"
)

// foreignMentions reads the parts of a document that are not in words.English. The sentences that hold a frequent word of words.English are
// left out without being read a second time.
func foreignMentions(d *text.Doc, a Anchor, limit int) []Mention {
	var out []Mention
	for s := 0; s < len(d.Sents); {
		if d.Sents[s].From >= limit {
			break
		}
		if englishSentence(d, s) {
			s++
			continue
		}
		first := s
		for s++; s < len(d.Sents) && d.Sents[s].Para == d.Sents[first].Para && !englishSentence(d, s); s++ {
		}
		start, _ := d.Span(d.Sents[first].From, d.Sents[first].From+1)
		_, end := d.Span(d.Sents[s-1].From, d.Sents[s-1].To)
		for _, f := range timex.Foreign(d.Text, start, end, a) {
			from, to := d.TokenAt(f.Start), d.TokenAt(f.End-1)+1
			if from >= limit || to <= from || to > len(d.Tokens) || len(out) > 0 && from < out[len(out)-1].To {
				continue
			}
			out = append(out, Mention{From: from, To: to, Form: f.Form, Interval: f.Interval, Value: f.Value, Relative: f.Relative, Weekday: f.Weekday, Full: f.Full, Clock: f.Clock, Until: f.Until})
		}
	}
	return out
}

func englishSentence(d *text.Doc, s int) bool {
	for i := d.Sents[s].From; i < d.Sents[s].To; i++ {
		switch d.Tokens[i].Norm {
		case "the", "of", "and", "to", "are", "with", "by", "from", "has", "have", "were":
			return true
		}
	}
	return false
}

// merge puts two lists of mentions together in order; where they overlap the one of foreign stands.
func merge(english, foreign []Mention) []Mention {
	if len(foreign) == 0 {
		return english
	}
	out := make([]Mention, 0, len(english)+len(foreign))
	k := 0
	for _, f := range foreign {
		for k < len(english) && english[k].To <= f.From {
			out = append(out, english[k])
			k++
		}
		for k < len(english) && english[k].From < f.To {
			k++
		}
		out = append(out, f)
	}
	return append(out, english[k:]...)
}
