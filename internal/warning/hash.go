package warning

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
)

// Hash is what an approval binds to: the SHA-256, in hex, of the content's canonical form.
//
// The canonical form is the line "tocsin warning content 1" with a line feed, and after it the content as JSON: UTF-8, no
// white space, the members of every object in the order of their names' bytes, numbers in the shortest form that reads back
// to the same value, no escape where JSON does not ask for one, but for U+2028 and U+2029, times in UTC to the microsecond
// (RFC 3339), an absent list written as []. Everything in Content is in it. A member added later must be left out of the JSON
// when it is empty (omitempty), or the hash of what was approved before would change.
func (c Content) Hash() string {
	canonical := c.Canonical()
	if canonical == nil {
		return ""
	}
	h := sha256.Sum256(canonical)
	return hex.EncodeToString(h[:])
}

// Canonical is the text that Hash hashes. It is nil for content that has no JSON form (a coordinate that is not a number);
// such content cannot be drafted, and an empty hash is never accepted.
func (c Content) Canonical() []byte {
	c = c.clone()
	for _, t := range []*time.Time{&c.Onset, &c.Expires, &c.Review} {
		if !t.IsZero() {
			*t = t.UTC().Truncate(time.Microsecond)
		}
	}
	if c.ResponseTypes == nil {
		c.ResponseTypes = []string{}
	}
	if c.Countries == nil {
		c.Countries = []string{}
	}
	if c.Audience.Grades == nil {
		c.Audience.Grades = []roster.Grade{}
	}
	if c.Texts == nil {
		c.Texts = []Text{}
	}
	if c.Ladder == nil {
		c.Ladder = []Rung{}
	}
	for i := range c.Texts {
		if c.Texts[i].Words == nil {
			c.Texts[i].Words = map[Channel]Words{}
		}
		if c.Texts[i].Correction == nil {
			c.Texts[i].Correction = map[Channel]Words{}
		}
	}
	var v any
	plain, err := encode(c)
	if err != nil {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(plain))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil
	}
	sorted, err := encode(v)
	if err != nil {
		return nil
	}
	return append([]byte("tocsin warning content 1\n"), sorted...)
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// clone is a copy that shares no slice or map that the house changes (rings of an area are never changed in place).
func (c Content) clone() Content {
	c.ResponseTypes = slices.Clone(c.ResponseTypes)
	c.Countries = slices.Clone(c.Countries)
	c.Audience.Nationalities = slices.Clone(c.Audience.Nationalities)
	c.Audience.Grades = slices.Clone(c.Audience.Grades)
	c.Area.Polygons = slices.Clone(c.Area.Polygons)
	c.Area.Circles = slices.Clone(c.Area.Circles)
	c.Ladder = slices.Clone(c.Ladder)
	c.Texts = slices.Clone(c.Texts)
	for i := range c.Texts {
		c.Texts[i].Words = maps.Clone(c.Texts[i].Words)
		c.Texts[i].Correction = maps.Clone(c.Texts[i].Correction)
	}
	return c
}
