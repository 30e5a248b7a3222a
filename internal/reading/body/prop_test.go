package body

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"
)

var charsets = map[string]encoding.Encoding{"utf-8": encoding.Nop, "windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R, "gb18030": simplifiedchinese.GB18030}

var wordGen = rapid.SampledFrom([]string{"Moscow", "концерт", "72", "large", "толпа", "AT", "U.S.", "Embassy", "7", "March", "и", "a", "посольство,"})

// glue is what may stand between two letters or words of a page; shown says what a reader sees of it.
var glue = []struct{ raw, shown string }{
	{" ", " "}, {"\n\t ", " "}, {"&nbsp;", " "}, {"<br>", "\n"}, {" <b>", " "}, {"</b> ", " "}, {"<p>", "\n"}, {"</p>\n<p class=x>", "\n"}, {"&amp;", "&"},
	{"&#1052;", "М"}, {"<li>", "\n"}, {"<td>", " "}, {"&shy;", ""}, {"<em>", ""}, {"</em>", ""}, {"<!-- no -->", ""}, {"<script>var no='<p>'</script>", ""},
	{"<div hidden>no</div>", "\n"}, {"&quot;", `"`}, {"<h2>", "\n"}, {"</h2>", "\n"}, {" &lt; ", " < "},
}

var (
	noShow = regexp.MustCompile(`(?s)<script>.*?</script>|<div hidden>no</div>|<!--.*?-->`)
	tagRE  = regexp.MustCompile(`<[^>]*>`)
)

// shown is what a reader sees of a stretch of a page, by other means than the package's: blanks, our own marks and line ends
// are left out on both sides of the comparison.
func shown(s string) string {
	return bare(html.UnescapeString(tagRE.ReplaceAllString(noShow.ReplaceAllString(s, ""), "")))
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t\r|-\u00a0\u00ad\ufeff", r) {
			return -1
		}
		return r
	}, s)
}

// span draws a span of text that cuts no character.
func span(t *rapid.T, text []byte) (int, int) {
	s := rapid.IntRange(0, len(text)-1).Draw(t, "start")
	e := rapid.IntRange(s+1, min(len(text), s+120)).Draw(t, "end")
	for !utf8.RuneStart(text[s]) {
		s--
	}
	for e < len(text) && !utf8.RuneStart(text[e]) {
		e++
	}
	return s, e
}

// TestSpansOfPages: the bytes that a span of text leads to, decoded by themselves, are the text of the span.
func TestSpansOfPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"utf-8", "windows-1251", "koi8-r", "gb18030"}).Draw(t, "charset")
		var b strings.Builder
		b.WriteString(rapid.SampledFrom([]string{"", "<!DOCTYPE html><html><body>", "<title>Alert</title>", "<main><p>", "<table><tr><td>"}).Draw(t, "front") + "<main>")
		for range rapid.IntRange(1, 40).Draw(t, "pieces") {
			b.WriteString(wordGen.Draw(t, "word"))
			b.WriteString(glue[rapid.IntRange(0, len(glue)-1).Draw(t, "glue")].raw)
		}
		b.WriteString("end")
		raw, err := charsets[name].NewEncoder().Bytes([]byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		x, err := HTML(raw, "text/html; charset="+name)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			s, e := span(t, x.Text)
			rs, re, ok := x.Raw(s, e)
			want := bare(string(x.Text[s:e]))
			if !ok {
				if want != "" {
					t.Fatalf("%q leads nowhere in %q", x.Text[s:e], raw)
				}
				continue
			}
			dec, err := charsets[name].NewDecoder().Bytes(raw[rs:re])
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(string(dec)); got != want {
				t.Fatalf("text %q stands in %q, which shows %q", x.Text[s:e], dec, got)
			}
		}
	})
}

// TestSpansOfMails: as for pages, for plain text in each transfer encoding and charset.
func TestSpansOfMails(tt *testing.T) {
	rapid.Check(tt, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"utf-8", "windows-1251", "koi8-r", "gb18030"}).Draw(t, "charset")
		how := rapid.SampledFrom([]string{"8bit", "quoted-printable", "base64"}).Draw(t, "encoding")
		var b strings.Builder
		for range rapid.IntRange(1, 60).Draw(t, "words") {
			b.WriteString(wordGen.Draw(t, "word") + rapid.SampledFrom([]string{" ", "\r\n", " \r\n", "  ", "\r\n\r\n", "="}).Draw(t, "gap"))
		}
		b.WriteString("end")
		body, err := charsets[name].NewEncoder().Bytes([]byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		width := rapid.IntRange(1, 77).Draw(t, "width")
		switch how {
		case "quoted-printable":
			body = quote(body, width)
		case "base64":
			body = fold([]byte(base64.StdEncoding.EncodeToString(body)), width)
		}
		raw := append([]byte("From: a@example.org\r\nContent-Type: text/plain; charset="+name+"\r\nContent-Transfer-Encoding: "+how+"\r\n\r\n"), body...)
		x, _, err := Mail(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := bare(string(x.Text)), bare(b.String()); got != want {
			t.Fatalf("text %q, want %q", got, want)
		}
		for range 20 {
			s, e := span(t, x.Text)
			rs, re, ok := x.Raw(s, e)
			want := bare(string(x.Text[s:e]))
			if !ok {
				if want != "" {
					t.Fatalf("%q leads nowhere", x.Text[s:e])
				}
				continue
			}
			part := raw[rs:re]
			switch how {
			case "quoted-printable":
				part = []byte(unquoteText(string(part)))
			case "base64":
				part = groups(tt, raw, len(raw)-len(body), rs, re)
				for name == "gb18030" && len(part) > 0 { // whole groups may bring half a character with them
					if dec, _ := charsets[name].NewDecoder().Bytes(part); strings.Contains(bare(string(dec)), want) {
						break
					}
					part = part[1:]
				}
			}
			dec, err := charsets[name].NewDecoder().Bytes(part)
			if err != nil {
				t.Fatal(err)
			}
			if got := bare(string(dec)); how != "base64" && got != want || !strings.Contains(got, want) {
				t.Fatalf("text %q stands in %q, which reads %q", x.Text[s:e], raw[rs:re], got)
			}
		}
	})
}

var qpRE = regexp.MustCompile(`=[0-9A-F]{2}`)

func unquoteText(s string) string {
	s = strings.ReplaceAll(s, "=\r\n", "")
	return qpRE.ReplaceAllStringFunc(s, func(x string) string {
		hi, _ := unhex(x[1])
		lo, _ := unhex(x[2])
		return string([]byte{hi<<4 | lo})
	})
}

// quote writes quoted-printable with a soft break after each width characters.
func quote(s []byte, width int) []byte {
	var b bytes.Buffer
	n := 0
	for i, c := range s {
		if c == '\r' || c == '\n' {
			b.WriteByte(c)
			n = 0
			continue
		}
		if n >= width {
			b.WriteString("=\r\n")
			n = 0
		}
		if c >= 0x7f || c == '=' || c < ' ' || c == ' ' && i+1 < len(s) && s[i+1] == '\r' {
			b.WriteString("=" + strings.ToUpper(string("0123456789abcdef"[c>>4])+string("0123456789abcdef"[c&15])))
		} else {
			b.WriteByte(c)
		}
		n++
	}
	return b.Bytes()
}

func fold(s []byte, width int) []byte {
	var b bytes.Buffer
	for len(s) > width {
		b.Write(s[:width])
		b.WriteString("\r\n")
		s = s[width:]
	}
	b.Write(s)
	return b.Bytes()
}

func seeds(f *testing.F, ext string) {
	files, err := filepath.Glob("testdata/*" + ext)
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		f.Add(file(f, name))
	}
}

func FuzzHTML(f *testing.F) {
	seeds(f, ".html")
	for _, s := range []string{"<", "<p>&", "<p>&#x", "<title>a</title><svg><title>", "<table><td><table></td>", "<meta charset=utf-16le>\x00", "\xff\xfe<\x00", "<a><p></a><b></p>",
		"<meta charset=iso-2022-jp>\x1b$B\x1b", "<meta charset=gb18030>\x81\x30", "<pre>\n\n<li><td>a<td>", "<main><article>a</article>b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, ct := range []string{"", "text/html; charset=shift_jis"} {
			if x, err := HTML(raw, ct); err == nil {
				sound(t, &x, raw)
			}
		}
	})
}

func FuzzMail(f *testing.F) {
	seeds(f, ".eml")
	for _, s := range []string{"Subject: =?utf-8?B?QQ?=", "From:", "From: a\n\tb\n\n", "Content-Type: multipart/mixed; boundary=a\n\n--a\n--a--", "From: x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+YQ",
		"From: x\nContent-Type: text/plain; format=flowed; delsp=yes\n\n> a \n>> b \n \n", "Subject: x\nContent-Type: message/rfc822\n\nSubject: y\nContent-Transfer-Encoding: quoted-printable\n\n=\n=4"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if x, h, err := Mail(raw); err == nil {
			sound(t, &x, raw)
			for _, a := range h.Attachments {
				if a.Start < 0 || a.End > len(raw) || a.Start > a.End || a.Size < 0 || !utf8.ValidString(a.Name) {
					t.Fatalf("attachment %+v", a)
				}
			}
		}
	})
}

// shared finds a file of the maintainers' data beside the repository, or skips the test.
func shared(t testing.TB, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		f := filepath.Join(dir, "shared", path)
		if _, err := os.Stat(f); err == nil {
			return f
		}
		dir = filepath.Dir(dir)
	}
	t.Skipf("shared/%s is not beside this repository", path)
	return ""
}

// realFragments are the HTML texts of governments: of a feed and of JSON files.
func realFragments(t testing.TB) []string {
	var out []string
	dec := xml.NewDecoder(bytes.NewReader(file(t, shared(t, "data/advisories/us-state-rss/TAsTWs-2025-10-07.xml"))))
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		if c, ok := tok.(xml.CharData); ok && bytes.Contains(c, []byte("<p")) {
			out = append(out, string(c))
		}
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if strings.Contains(v, "<p>") {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	for _, dir := range []string{"uk-govuk-content-api", "au-smartraveller-json", "mixed-2020", "nl-2014"} {
		files, err := filepath.Glob(filepath.Join(shared(t, "data/advisories"), dir, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			var v any
			if json.Unmarshal(file(t, name), &v) == nil {
				walk(v)
			}
		}
	}
	return out
}

// TestRealAdvice reads real texts of governments and counts the words that are lost against all words outside tags.
func TestRealAdvice(t *testing.T) {
	frags := realFragments(t)
	words, kept, size := 0, 0, 0
	for i, f := range frags {
		x, err := HTML([]byte(f), "text/html; charset=utf-8")
		if err != nil {
			t.Errorf("text %d: %v", i, err)
			continue
		}
		sound(t, &x, []byte(f))
		size += len(f)
		have := map[string]int{}
		for _, w := range strings.Fields(string(x.Text)) {
			have[w]++
		}
		for _, w := range strings.Fields(html.UnescapeString(tagRE.ReplaceAllString(f, " "))) {
			words++
			if have[w] > 0 {
				have[w]--
				kept++
			} else if strings.Contains(string(x.Text), strings.Trim(w, "\u200b\u00ad\ufeff")) {
				kept++ // a word that a tag divides
			}
		}
	}
	share := float64(kept) / float64(words)
	t.Logf("%d texts, %d bytes, %d of %d words kept (%.2f %%)", len(frags), size, kept, words, 100*share)
	if len(frags) < 100 || share < 0.99 {
		t.Errorf("%d texts, %.2f %% of the words", len(frags), 100*share)
	}
}

func BenchmarkHTML(b *testing.B) {
	for _, c := range []struct{ name, file string }{{"embassy", "testdata/embassy.html"}, {"cyrillic-1251", "testdata/cyrillic-1251.html"}} {
		b.Run(c.name, func(b *testing.B) {
			raw := file(b, c.file)
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := HTML(raw, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, n := range []int{1, 4} {
		b.Run("nested-"+string(rune('0'+n))+"00k", func(b *testing.B) {
			raw := []byte(strings.Repeat("<div>", n*100_000) + "deep")
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := HTML(raw, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("long", func(b *testing.B) {
		raw := []byte("<main>" + strings.Repeat("<p>Avoid large gatherings in the centre of the city, concerts included, for the next 48 hours &mdash; <b>at least</b>.</p>\n", 20_000))
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := HTML(raw, ""); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkMail(b *testing.B) {
	for _, name := range []string{"alternative", "stub", "forward"} {
		b.Run(name, func(b *testing.B) {
			raw := file(b, "testdata/"+name+".eml")
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, _, err := Mail(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRaw looks spans up in a long text: the time per span grows with the logarithm of its length.
func BenchmarkRaw(b *testing.B) {
	raw := []byte("<main>" + strings.Repeat("<p>Avoid large&nbsp;gatherings.</p>\n", 50_000))
	x, err := HTML(raw, "")
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i = (i + 7919) % (len(x.Text) - 40)
		x.Raw(i, i+40)
	}
}
