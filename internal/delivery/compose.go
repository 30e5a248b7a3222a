package delivery

import (
	"fmt"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Compose makes the message of a delivery out of the approved words and nothing else: the text in the person's language (else
// the first, the desk's own), the words of the channel, and the personal link where the approved words hold AckMark.
func Compose(d Delivery, w warning.Warning, ackURL func(int64) string) (Message, error) {
	words, lang, err := WordsFor(w.Content, d.Kind, d.Channel, d.Lang)
	if err != nil {
		return Message{}, err
	}
	m := Message{Key: d.Key(), Warning: d.Warning, Kind: d.Kind, Drill: w.Drill, To: d.Address, Name: d.Name, Lang: lang,
		Subject: words.Subject, Attempt: d.Attempt, Expires: w.Content.Expires}
	if ackURL != nil && d.Kind == OfWarning {
		m.AckURL = ackURL(d.Audience)
	}
	m.Body = strings.Replace(words.Body, warning.AckMark, m.AckURL, 1)
	return m, nil
}

// WordsFor finds the approved words: those of the language asked for, of its main language ("de" for "de-AT"), or the first.
func WordsFor(c warning.Content, k Kind, ch warning.Channel, lang string) (warning.Words, string, error) {
	pick := func(t warning.Text) (warning.Words, bool) {
		set := t.Words
		if k == OfCorrection {
			set = t.Correction
		}
		w, ok := set[ch]
		return w, ok && w.Body != ""
	}
	main := func(s string) string { return strings.ToLower(strings.SplitN(s, "-", 2)[0]) }
	for _, fits := range []func(string) bool{
		func(have string) bool { return strings.EqualFold(have, lang) },
		func(have string) bool { return lang != "" && main(have) == main(lang) },
		func(string) bool { return true },
	} {
		for _, t := range c.Texts {
			if !fits(t.Lang) {
				continue
			}
			if w, ok := pick(t); ok {
				return w, t.Lang, nil
			}
		}
	}
	return warning.Words{}, "", fmt.Errorf("the approved content has no %s words for the channel %q", k, ch)
}
