package where

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// caseless reports whether the language of the text is written without capitals.
func caseless(d *text.Doc) bool { return d.Lang.Code == "ar" }

// governs reports whether a word of another language that places follow stands before token i, a joiner between them allowed.
func governs(d *text.Doc, i int) bool {
	return d.SameSent(i-1, i) && (abroadPreps.In(d, i-1) || d.SameSent(i-2, i) && abroadPreps.In(d, i-2) && d.Norm(i-1) == "المدينة")
}

// partsAbroad finds parts of towns in the other languages: a name after or before the word for a quarter that is no place of the country spoken of
// ("районе Клифтон", "commune de la Gombe", "Beyoğlu ilçesi") takes the town named last before it or else first after it.
func (f *Found) partsAbroad(d *text.Doc) {
	var town *Mention
	at := make([]int32, len(d.Tokens)+1) // the mention that covers a token, counted from 1
	for i := range f.Mentions {
		m := &f.Mentions[i]
		if town == nil && m.Mark != Adjective && m.Mark != Background && m.Place.Kind == gazetteer.City && !quarters.In(d, m.From-1) {
			town = m
		}
		for k := m.From; k < m.To; k++ {
			at[k] = int32(i + 1)
		}
	}
	if town == nil {
		return
	}
	near := *town
	var add []Mention
	for i := range d.Tokens {
		if at[i] > 0 {
			if m := &f.Mentions[at[i]-1]; m.Mark != Adjective && m.Place.Kind == gazetteer.City && m.Place.Country == town.Place.Country {
				near = *m
			}
		}
		t := &d.Tokens[i]
		if !t.Cap || t.Kind != text.Word || quarters.Has(t) || stop.Has(t) || abroadStop.Has(t) || text.Small(t) || len(t.Norm) < 4 {
			continue
		}
		k := i - 1
		for k > 0 && d.SameSent(k, i) && (d.Norm(k) == "de" || d.Norm(k) == "la" || d.Norm(k) == "du" || d.Norm(k) == "des" || d.Norm(k) == "el" || d.Norm(k) == "«" || d.Norm(k) == "der") {
			k--
		}
		if !(d.SameSent(k, i) && quarters.In(d, k)) && !(d.SameSent(i, i+1) && quartersAfter.In(d, i+1)) {
			continue
		}
		if at[i] > 0 {
			m := &f.Mentions[at[i]-1]
			if m.From != i || m.Place.Country == near.Place.Country || m.Place.Kind <= gazetteer.Admin1 {
				continue
			}
			m.Name, m.Place, m.Others, m.OtherScores, m.Mark = d.Slice(m.From, m.To), near.Place, nil, nil, Plain
			continue
		}
		to := i + 1
		if !caseless(d) {
			for to < i+3 && d.SameSent(i, to) && d.Tokens[to].Cap && d.Tokens[to].Kind == text.Word && at[to] == 0 && d.Lang.Code != "de" {
				to++
			}
		}
		add = append(add, Mention{From: i, To: to, Name: d.Slice(i, to), Place: near.Place})
	}
	if len(add) == 0 {
		return
	}
	merged := make([]Mention, 0, len(f.Mentions)+len(add))
	for _, m := range f.Mentions {
		for len(add) > 0 && add[0].From < m.From {
			if n := len(merged); n == 0 || merged[n-1].To <= add[0].From {
				merged = append(merged, add[0])
			}
			add = add[1:]
		}
		if n := len(merged); n > 0 && m.From < merged[n-1].To {
			continue
		}
		merged = append(merged, m)
	}
	for _, m := range add {
		if n := len(merged); n == 0 || merged[n-1].To <= m.From {
			merged = append(merged, m)
		}
	}
	f.Mentions = merged
}
