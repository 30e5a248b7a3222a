package warning_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func TestGoodIsComplete(t *testing.T) {
	if m := good("A").Complete(); len(m) > 0 {
		t.Fatal(m)
	}
}

// Each way of being incomplete is named, and keeps the warning from being submitted.
func TestIncomplete(t *testing.T) {
	text := func(f func(*warning.Text)) func(*warning.Content) {
		return func(c *warning.Content) { f(&c.Texts[0]) }
	}
	email := func(f func(*warning.Words)) func(*warning.Content) {
		return text(func(x *warning.Text) { w := x.Words[warning.Email]; f(&w); x.Words[warning.Email] = w })
	}
	back := func(f func(*warning.Words)) func(*warning.Content) {
		return text(func(x *warning.Text) { w := x.Correction[warning.Email]; f(&w); x.Correction[warning.Email] = w })
	}
	for _, c := range []struct {
		name, says string
		spoil      func(*warning.Content)
	}{
		{"source", "source is missing", func(c *warning.Content) { c.Source = " " }},
		{"place", "place (area description) is missing", func(c *warning.Content) { c.AreaDesc = "" }},
		{"hazard", "hazard is missing", text(func(x *warning.Text) { x.Hazard = "" })},
		{"time", "time is missing", text(func(x *warning.Text) { x.Time = "" })},
		{"impact", "impact is missing", text(func(x *warning.Text) { x.Impact = "\n" })},
		{"guidance", "guidance is missing", text(func(x *warning.Text) { x.Guidance = "" })},
		{"one language lacks a part", "ru: impact is missing", func(c *warning.Content) {
			second := c.Texts[0]
			second.Lang, second.Impact = "ru", ""
			c.Texts = append(c.Texts, second)
		}},
		{"one language twice", "two texts in one language", func(c *warning.Content) { c.Texts = append(c.Texts, c.Texts[0]) }},
		{"no text", "text is missing", func(c *warning.Content) { c.Texts = nil }},
		{"language", "no BCP 47 tag", text(func(x *warning.Text) { x.Lang = "English" })},
		{"headline", "headline is missing", text(func(x *warning.Text) { x.Headline = "" })},
		{"long headline", "longer than 160", text(func(x *warning.Text) { x.Headline = strings.Repeat("й", 161) })},
		{"event", "event is missing", func(c *warning.Content) { c.Event = "" }},
		{"category", "category must be one of", func(c *warning.Content) { c.Category = "Terror" }},
		{"urgency", "urgency must be one of", func(c *warning.Content) { c.Urgency = "Now" }},
		{"assess", "response type \"Assess\"", func(c *warning.Content) { c.ResponseTypes = []string{"Assess"} }},
		{"no end", "an end is missing", func(c *warning.Content) { c.Expires, c.Review = time.Time{}, time.Time{} }},
		{"ends first", "not after the beginning", func(c *warning.Content) { c.Expires = c.Onset }},
		{"no area", "area is missing", func(c *warning.Content) { c.Area = geo.Area{} }},
		{"bad area", "area cannot be used", func(c *warning.Content) { c.Area = geo.Area{Polygons: []geo.Polygon{{Outer: geo.Ring{{}, {}, {}}}}} }},
		{"nobody", "audience is missing: everyone", func(c *warning.Content) { c.Audience.Everyone = false }},
		{"no grade", "audience is missing: which grades", func(c *warning.Content) { c.Audience.Grades = nil }},
		{"unknown grade", "unknown grade", func(c *warning.Content) { c.Audience.Grades = []roster.Grade{"far"} }},
		{"country without one", "needs the area's country", func(c *warning.Content) { c.Countries, c.Audience.Grades = nil, []roster.Grade{roster.Country} }},
		{"margin", "margin must be", func(c *warning.Content) { c.Audience.Margin = 200_001 }},
		{"nationality", "no ISO 3166-1", func(c *warning.Content) { c.Audience.Nationalities = []string{"us"} }},
		{"no ladder", "ladder is missing", func(c *warning.Content) { c.Ladder = nil }},
		{"unknown channel", "unknown channel", func(c *warning.Content) { c.Ladder = append(c.Ladder, warning.Rung{Channel: "pigeon", Wait: 900}) }},
		{"first waits", "first channel must not wait", func(c *warning.Content) { c.Ladder[0].Wait = 5 }},
		{"channel twice", "stands in it twice", func(c *warning.Content) { c.Ladder = append(c.Ladder, warning.Rung{Channel: warning.Email, Wait: 900}) }},
		{"no words", "words for webhook are missing", text(func(x *warning.Text) { delete(x.Words, warning.Webhook) })},
		{"no correction", "correction for email are missing", text(func(x *warning.Text) { delete(x.Correction, warning.Email) })},
		{"empty correction", "correction for email: body is missing", back(func(w *warning.Words) { w.Body = " \n" })},
		{"no link", "must hold {acknowledge} once", email(func(w *warning.Words) { w.Body = strings.ReplaceAll(w.Body, warning.AckMark, "") })},
		{"two links", "2 times", email(func(w *warning.Words) { w.Body += warning.AckMark })},
		{"link in a correction", "1 times", back(func(w *warning.Words) { w.Body += warning.AckMark })},
		{"link in a subject", "mark of the acknowledge link", email(func(w *warning.Words) { w.Subject += warning.AckMark })},
		{"header injection", "a line break", email(func(w *warning.Words) { w.Subject = "Hello\r\nBcc: all@example.org" })},
		{"bare line feed", "a line break", back(func(w *warning.Words) { w.Subject = "a\nb" })},
		{"NUL", "a control character", email(func(w *warning.Words) { w.Subject = "a\x00b" })},
		{"line separator", "a control character", email(func(w *warning.Words) { w.Subject = "a\u2028b" })},
		{"writing direction", "writing direction", email(func(w *warning.Words) { w.Subject = "safe \u202egninraw" })},
		{"direction in a body", "writing direction", email(func(w *warning.Words) { w.Body += "\u2067" })},
		{"invisible", "invisible", email(func(w *warning.Words) { w.Subject = "a\u200bb" })},
		{"carriage return in a body", "a line break", email(func(w *warning.Words) { w.Body += "\r\n.\r\n" })},
		{"looks like a drill", "would look like a drill", text(func(x *warning.Text) { x.Headline = "Drill in Moscow" })},
		{"looks like a test", "would look like a drill", email(func(w *warning.Words) { w.Body = "This is a TEST. " + w.Body })},
		{"drill without its mark", "must begin with DRILL", func(c *warning.Content) { c.Drill = true }},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := good("A")
			c.spoil(&bad)
			missing := strings.Join(bad.Complete(), "; ")
			if !strings.Contains(missing, c.says) {
				t.Fatalf("missing: %q, want %q", missing, c.says)
			}
			w := draft(t, duty, bad)
			_, err := warning.Submit(w, duty, 1, now)
			if !errors.Is(err, warning.ErrIncomplete) || !strings.Contains(warning.Public(err), c.says) {
				t.Errorf("submitted: %v", err)
			}
			var e *warning.Error
			if !errors.As(err, &e) || len(e.Missing) == 0 {
				t.Errorf("what is missing is not listed: %v", err)
			}
		})
	}
}

func TestUnkeepable(t *testing.T) {
	nan := good("A")
	nan.Area.Circles[0].Radius = math.NaN()
	inf := good("A")
	inf.Audience.Margin = math.Inf(1)
	bytes := good("A")
	bytes.Texts[0].Hazard = "an attack \xff"
	key := good("A")
	key.Texts[0].Words["\xff"] = warning.Words{}
	for name, c := range map[string]warning.Content{"NaN": nan, "infinite": inf, "not UTF-8": bytes, "channel not UTF-8": key} {
		if _, err := warning.New("w", "s", c, duty, now); !errors.Is(err, warning.ErrIncomplete) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if nan.Hash() != "" {
		t.Error("content without a form has a hash")
	}
}

// The hash is the same after a way through the store's JSON and in any zone, and every single field changes it.
func TestHashCoversEverything(t *testing.T) {
	c := good("A")
	c.Area.Polygons = []geo.Polygon{{Outer: geo.Ring{{Lat: 0, Lon: 0}, {Lat: 0, Lon: 1}, {Lat: 1, Lon: 1}, {Lat: 0, Lon: 0}}}}
	c.Audience.Nationalities = []string{"US"}
	c.Replaces = "wrn_0"
	c.Texts[0].Context, c.Texts[0].Unknown = "x", "y"
	h := c.Hash()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back warning.Content
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	back.Expires = back.Expires.In(time.FixedZone("MSK", 10800))
	if back.Hash() != h {
		t.Errorf("after JSON: %s and %s", h, back.Hash())
	}
	if !strings.HasPrefix(string(c.Canonical()), "tocsin warning content 1\n{\"area\":{") {
		t.Errorf("canonical form begins %.80q", c.Canonical())
	}
	n := 0
	var walk func(v reflect.Value, path string)
	changed := func(path string) {
		n++
		if c.Hash() == h {
			t.Errorf("%s is not in the hash", path)
		}
	}
	walk = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Struct:
			if at, ok := v.Interface().(time.Time); ok {
				v.Set(reflect.ValueOf(at.Add(time.Hour)))
				changed(path)
				v.Set(reflect.ValueOf(at))
				return
			}
			for i := range v.NumField() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice:
			if v.Len() == 0 {
				t.Errorf("%s is empty: the test misses it", path)
				return
			}
			for i := range v.Len() {
				walk(v.Index(i), path+"[]")
			}
			old := reflect.ValueOf(v.Interface())
			v.Set(v.Slice(0, v.Len()-1))
			changed(path + " shortened")
			v.Set(old)
		case reflect.Map:
			for _, k := range v.MapKeys() {
				old := v.MapIndex(k)
				x := reflect.New(old.Type()).Elem()
				x.Set(old)
				for i := range x.NumField() {
					was := x.Field(i).String()
					x.Field(i).SetString(was + "!")
					v.SetMapIndex(k, x)
					changed(path + "[" + k.String() + "]")
					x.Field(i).SetString(was)
				}
				v.SetMapIndex(k, old)
			}
		case reflect.String:
			was := v.String()
			v.SetString(was + "!")
			changed(path)
			v.SetString(was)
		case reflect.Bool:
			v.SetBool(!v.Bool())
			changed(path)
			v.SetBool(!v.Bool())
		case reflect.Float64:
			was := v.Float()
			v.SetFloat(math.Nextafter(was, 1000))
			changed(path)
			v.SetFloat(was)
		case reflect.Int64:
			v.SetInt(v.Int() + 1)
			changed(path)
			v.SetInt(v.Int() - 1)
		case reflect.Pointer:
			walk(v.Elem(), path)
		default:
			t.Errorf("%s is a %s: the test does not know it", path, v.Kind())
		}
	}
	// An empty list of holes has no field to change; give it one.
	c.Area.Polygons[0].Holes = []geo.Ring{{{Lat: 0.5, Lon: 0.6}, {Lat: 0.5, Lon: 0.7}, {Lat: 0.6, Lon: 0.7}, {Lat: 0.5, Lon: 0.6}}}
	h = c.Hash()
	walk(reflect.ValueOf(&c), "Content")
	if c.Hash() != h {
		t.Error("the walk did not put everything back")
	}
	if n < 60 {
		t.Errorf("only %d fields were changed", n)
	}
}

// No bytes in any field make Hash, Complete, Compose or a move panic, and what is submitted has safe subjects.
func TestAnyContentIsAnswered(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "DRILL", "a\r\nb", "{acknowledge}", "\xff", "\u202e", "ok"}))
		c := good("A")
		c.Source, c.AreaDesc, c.Event = s.Draw(rt, "source"), s.Draw(rt, "area"), s.Draw(rt, "event")
		c.Drill = rapid.Bool().Draw(rt, "drill")
		x := &c.Texts[0]
		x.Headline, x.Hazard, x.Guidance, x.Time, x.Impact = s.Draw(rt, "h"), s.Draw(rt, "z"), s.Draw(rt, "g"), s.Draw(rt, "t"), s.Draw(rt, "i")
		c.Audience.Margin = rapid.Float64().Draw(rt, "margin")
		if rapid.Bool().Draw(rt, "compose") {
			c = warning.Compose(c, time.UTC, s.Draw(rt, "signed"))
		}
		w, err := warning.New("w", "s", c, duty, now)
		if err != nil {
			return
		}
		w, err = warning.Submit(w, duty, 0, now)
		if err != nil {
			return
		}
		for _, words := range w.Content.Texts[0].Words {
			if strings.ContainsAny(words.Subject, "\r\n\x00") || strings.Contains(words.Subject, "\u202e") {
				rt.Fatalf("submitted with subject %q", words.Subject)
			}
		}
	})
}

func TestTextByLanguage(t *testing.T) {
	c := warning.Content{Texts: []warning.Text{{Lang: "en"}, {Lang: "pt-BR"}, {Lang: "ru"}}}
	for ask, want := range map[string]string{"": "en", "ru": "ru", "RU": "ru", "pt": "pt-BR", "pt-PT": "pt-BR", "fr": "en", "en-GB": "en"} {
		if got, ok := c.Text(ask); !ok || got.Lang != want {
			t.Errorf("%q: %q, want %q", ask, got.Lang, want)
		}
	}
	if _, ok := (warning.Content{}).Text("en"); ok {
		t.Error("no text at all")
	}
}
