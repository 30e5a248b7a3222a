package body

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func readPage(t testing.TB, raw, contentType string) Text {
	t.Helper()
	x, err := HTML([]byte(raw), contentType)
	if err != nil {
		t.Fatalf("reading the page: %v", err)
	}
	sound(t, &x, []byte(raw))
	return x
}

func readMail(t testing.TB, raw string) (Text, Headers) {
	t.Helper()
	x, h, err := Mail([]byte(raw))
	if err != nil {
		t.Fatalf("reading the mail: %v", err)
	}
	sound(t, &x, []byte(raw))
	return x, h
}

// sound checks what must hold for any document: valid text, offsets within the original that never go backwards, and a way
// back that leads to the same text.
func sound(t testing.TB, x *Text, raw []byte) {
	t.Helper()
	if !utf8.Valid(x.Text) || len(x.Text) == 0 || bytes.ContainsAny(x.Text, "\x00\r\x7f") {
		t.Fatalf("text %q", x.Text)
	}
	last, lastEnd := 0, 0
	width := max(1, len(x.Text)/2000)
	for s := 0; s < len(x.Text); {
		e := s + 1
		for e < len(x.Text) && (!utf8.RuneStart(x.Text[e]) || e-s < width) {
			e++
		}
		rs, re, ok := x.Raw(s, e)
		if ok {
			if rs < last || re < lastEnd || rs >= re || re > len(raw) {
				t.Fatalf("text [%d,%d) %q comes from [%d,%d), the one before from [%d,%d), of %d", s, e, x.Text[s:e], rs, re, last, lastEnd, len(raw))
			}
			last, lastEnd = rs, re
			bs, be, back := x.Span(rs, re)
			if !back {
				t.Fatalf("text %q comes from [%d,%d), which leads nowhere", x.Text[s:e], rs, re)
			}
			rs2, re2, _ := x.Raw(bs, be)
			if rs2 > rs || re2 < re {
				t.Fatalf("text [%d,%d) comes from [%d,%d), which leads back to [%d,%d) from [%d,%d)", s, e, rs, re, bs, be, rs2, re2)
			}
			if own := strings.Trim(string(x.Text[s:e]), " -|\n"); own != "" && !strings.Contains(string(x.Text[bs:be]), own) {
				t.Fatalf("text %q leads back to %q", x.Text[s:e], x.Text[bs:be])
			}
		}
		s = e
	}
	if p := x.Published; p.At.IsZero() != (p.Value == "") || p.Start < 0 || p.End > len(raw) || p.Start > p.End {
		t.Fatalf("published %+v", p)
	}
}

func TestEmbassyPage(t *testing.T) {
	raw := file(t, "testdata/embassy.html")
	x := readPage(t, string(raw), "text/html; charset=UTF-8")
	if d := cmp.Diff(strings.TrimSpace(string(file(t, "../testdata/alert-tallinn.txt"))), string(x.Text)); d != "" {
		t.Errorf("the page reads otherwise than the plain text of the alert (-text +page):\n%s", d)
	}
	want := Published{Value: "2031-03-03T16:20:00+02:00", At: time.Date(2031, 3, 3, 14, 20, 0, 0, time.UTC), Zoned: true, From: "meta article:published_time", Start: x.Published.Start, End: x.Published.End}
	if d := cmp.Diff(want, x.Published); d != "" || string(raw[want.Start:want.End]) != want.Value {
		t.Errorf("published: %s, stands at %q", d, raw[want.Start:want.End])
	}
	if x.Lang != "en-US" || x.Title != "Security Alert: U.S. Embassy Tallinn, Estonia" || x.Charset != "utf-8" {
		t.Errorf("%q, %q, %q", x.Lang, x.Title, x.Charset)
	}
	if len(x.Notes) != 1 || !strings.Contains(x.Notes[0], "hides") {
		t.Errorf("the hidden sentence is not told: %q", x.Notes)
	}
	for words, source := range map[string]string{
		"Tallinn, and a university": "Tal</em>linn, and a university",
		"open-air concerts":         "open-air con&shy;certs",
		"shopping centers":          "shopping&#32;centers",
		"within the next 72 hours":  "within the next\n\t72&nbsp;hours",
		"Location: Tallinn":         "Location:</strong>&nbsp;Tallinn",
		"- Keep a low profile.\n":   "Keep a low profile.",
		"Level 2: Exercise":         "Level 2: Exercise",
	} {
		s := bytes.Index(x.Text, []byte(words))
		rs, re, ok := x.Raw(s, s+len(words))
		if s < 0 || !ok || string(raw[rs:re]) != source {
			t.Errorf("%q stands in %q, want %q", words, raw[rs:re], source)
		}
	}
}

func TestAdvicePage(t *testing.T) {
	x := readPage(t, string(file(t, "testdata/advice.html")), "")
	want := `Travel advice: Mali

Latest update: 4 May 2031

Advice by region

Levels of advice
Region | Level | Reason
Bamako | Do not travel | Terrorism & kidnapping
Gao, Kidal | Do not travel | Armed conflict
Kayes | | Under review

What to do
- Leave while flights are available:
- by day
- with company
- Keep in touch with your family.

Police
17
Ambulance
15

Office hours
Mon-Fri 9-12

More on safety

Terrorists are very likely to try to carry out attacks in Mali. Attacks could happen in hotels, restaurants and places of worship.`
	if d := cmp.Diff(want, string(x.Text)); d != "" {
		t.Error(d)
	}
	if p := x.Published; !p.Day || p.From != "JSON-LD datePublished" || !p.At.Equal(time.Date(2031, 5, 4, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("published %+v", p)
	}
}

func TestOldCyrillicPage(t *testing.T) {
	raw := file(t, "testdata/cyrillic-1251.html")
	x := readPage(t, string(raw), "")
	want := `Внимание: угроза нападения в Таллине
3 марта 2031 г.

Посольство получило сведения о том, что боевики готовят нападения на концерты и торговые центры в Таллине в ближайшие 72 часа.

Гражданам рекомендуется:

- избегать скопления людей
- не привлекать внимания
- следить за новостями — и помнить о мерах безопасности`
	if d := cmp.Diff(want, string(x.Text)); d != "" || x.Charset != "windows-1251" {
		t.Error(x.Charset, d)
	}
	s := strings.Index(want, "в ближайшие 72 часа")
	rs, re, _ := x.Raw(s, s+len("в ближайшие 72 часа"))
	if got, _ := charmap.Windows1251.NewDecoder().Bytes(raw[rs:re]); string(got) != "в ближайшие 72 часа" {
		t.Errorf("stands in %q", got)
	}
}

func TestPages(t *testing.T) {
	long := strings.Repeat("Words of the article go on and on. ", 10)
	for _, c := range []struct{ name, raw, want string }{
		{"fragment", "<p>Bomb threat.", "Bomb threat."},
		{"old entities", "<p>a&ampb &notit; &lt;x&gt &nosuch; &#0; &#x41;&#66 &amp;amp; AT&T &semi;&", "a&b ¬it; <x> &nosuch; � AB &amp; AT&T ;&"},
		{"entity of two characters", "<p>x&NotEqualTilde;y", "x≂̸y"},
		{"huge number", "<p>&#99999999999999999999; &#x0000000000000041;", "� A"},
		{"blanks", "<p> a \n\t b&nbsp;&nbsp;c&#8203;d <!-- x --> e </p>", "a b cd e"},
		{"title", "<title>Alert</title><p>Text.", "Alert\n\nText."},
		{"title and heading", "<title>Alert - Site</title><h1>Alert</h1><p>Text.", "Alert\n\nText."},
		{"unclosed", "<div><p>one<p>two<ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>z</table>end", "one\n\ntwo\n\n- a\n- b\n\nx | y\nz\n\nend"},
		{"stray ends", "</div></p></b>one</span> two</body></html> three", "one two three"},
		{"crossed", "<b>one<div>two</b> three</div> four", "one\ntwo three\nfour"},
		{"cell holds its div", "<div><table><tr><td>a</div>b<td>c</table></div>", "ab | c"},
		{"scripts", "<p>a<script>document.write('<p>b')</script>c<style>p{}</style><noscript>no</noscript>d", "acd"},
		{"hidden inline", `<p>Stay <span hidden>away <span>from</span> here</span>calm.`, "Stay calm."},
		{"hidden by an element of its own", `<p>Stay <x-y style="DISPLAY : none">away</x-y> calm.`, "Stay calm."},
		{"icon that is a word", `<p><i aria-hidden="true">warning</i> Stay calm.<div aria-hidden=true>Shown.</div>`, "Stay calm.\n\nShown."},
		{"pushed off the page", `<p>Stay <span style="position:absolute; left: -9999px">away</span> calm.<div style="max-height:0;overflow:hidden">x</div>`, "Stay calm."},
		{"unclosed control", "<p>a<select><option>x<p>b", "a\n\nb"},
		{"drawing", `<p>a<svg><title>t</title><text>x</text><path/></svg>b`, "ab"},
		{"pre", "<pre>a\n  b\n\nc</pre>", "a\nb\n\nc"},
		{"breaks", "a<br>b<br><br>c<hr>d", "a\nb\n\nc\n\nd"},
		{"layout table", "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\ntwo"},
		{"null bytes", "<p>Mos\x00cow</p>", "Moscow"},
		{"navigation around", "<nav><a href=/1>Attack in Riga</a></nav><header>Site</header><main><p>" + long + "</main><footer>Foot</footer>", strings.TrimSpace(long)},
		{"what follows the article", "<main><p>7 March</p><article><p>" + long + "</article><section><p>Another alert: attack in Riga on Monday.</section></main>", "7 March\n\n" + strings.TrimSpace(long)},
		{"a form around it all", "<form action=x><div><p>" + long + "</div></form>", strings.TrimSpace(long)},
		{"densest block", "<div><ul><li><a href=/1>Attack in Riga yesterday</a><li><a href=/2>Attack in Narva</a><li><a href=/3>Other news of the day</a></ul><div><p>" + long + "</div></div>", strings.TrimSpace(long)},
		{"date in front of the densest block", "<div>Site</div><div><div>7 March 2031</div><div><div><p>" + long + long + "</div></div></div>", "7 March 2031\n\n" + strings.TrimSpace(long+long)},
		{"callout in an article", "<article><p>" + long + "<aside><p>Do not go near the port until Friday evening.</aside></article>", strings.TrimSpace(long) + "\n\nDo not go near the port until Friday evening."},
		{"several articles", "<article><p>" + long + "</article><article><p>" + long + "</article>", strings.TrimSpace(long) + "\n\n" + strings.TrimSpace(long)},
		{"only navigation", "<nav><p>Nothing else is here</nav>", "Nothing else is here"},
		{"byte order mark", "\xef\xbb\xbf<p>Tür", "Tür"},
		{"not its charset", "<meta charset=utf-8><p>T\xfcr", "T�r"},
		{"no charset, not UTF-8", "<p>T\xfcr", "Tür"},
		{"plaintext", "<p>a<plaintext>b <c> &amp;", "a\n\nb <c> &amp;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, string(readPage(t, c.raw, "").Text)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestCharsets(t *testing.T) {
	for name, enc := range map[string]encoding.Encoding{
		"koi8-r": charmap.KOI8R, "windows-1251": charmap.Windows1251, "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"gb18030": simplifiedchinese.GB18030, "shift_jis": japanese.ShiftJIS, "iso-2022-jp": japanese.ISO2022JP, "euc-kr": korean.EUCKR,
	} {
		text := map[string]string{"gb18030": "莫斯科 音乐会 x 大使馆", "shift_jis": "モスクワ x の大使館", "iso-2022-jp": "モスクワ x の大使館", "euc-kr": "모스크바 x 대사관"}[name]
		if text == "" {
			text = "Москва, посольство x сообщает"
		}
		raw, err := enc.NewEncoder().Bytes([]byte("<p>Alert " + text + " end.</p>"))
		if err != nil {
			t.Fatal(err)
		}
		x := readPage(t, string(raw), "text/html; charset="+name)
		if string(x.Text) != "Alert "+text+" end." {
			t.Errorf("%s: %q", name, x.Text)
			continue
		}
		for _, w := range strings.Fields(text) {
			s := bytes.Index(x.Text, []byte(w))
			rs, re, ok := x.Raw(s, s+len(w))
			got, _ := enc.NewDecoder().Bytes(raw[rs:re])
			if name != "iso-2022-jp" && string(got) != w || !ok {
				t.Errorf("%s: %q stands in %q", name, w, got)
			}
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct {
		head, from, value string
		day, zoned        bool
	}{
		{`<meta name="date" content="2031-03-01"><meta property="og:published_time" content="2031-03-02T10:00:00Z">`, "meta og:published_time", "2031-03-02T10:00:00Z", false, true},
		{`<meta property="article:modified_time" content="2031-03-02T10:00:00Z">`, "", "", false, false},
		{`<meta property="article:published_time" content="soon"><meta itemprop="datePublished" content="2031-03-02 10:00">`, "meta datepublished", "2031-03-02 10:00", false, false},
		{`<script type="application/ld+json">{"datePublished" :
 "2031-03-02T10:00:00+0300"}</script>`, "JSON-LD datePublished", "2031-03-02T10:00:00+0300", false, true},
		{`<script>{"datePublished": "2031-03-02"}</script>`, "", "", false, false},
		{`<p><time class=updated datetime="2031-04-01">x</time><time datetime="2031-03-02">y</time>`, "time", "2031-03-02", true, false},
		{`<aside><time datetime="2031-03-02">y</time></aside>`, "", "", false, false},
		{`<meta name=date content="0031-03-02">`, "", "", false, false},
	} {
		raw := c.head + "<main><p>Avoid the centre of the city for the next two days.</main>"
		if strings.HasPrefix(c.head, "<p>") {
			raw = "<main>" + c.head + "<p>Avoid the centre of the city for the next two days.</main>"
		}
		p := readPage(t, raw, "").Published
		if p.From != c.from || p.Value != c.value || p.Day != c.day || p.Zoned != c.zoned || p.From != "" && raw[p.Start:p.End] != c.value {
			t.Errorf("%s: %+v", c.head, p)
		}
	}
}

func TestAlternativeMail(t *testing.T) {
	raw := file(t, "testdata/alternative.eml")
	x, h := readMail(t, string(raw))
	if d := cmp.Diff(strings.TrimSpace(string(file(t, "../testdata/alert-tallinn.txt"))), string(x.Text)); d != "" {
		t.Errorf("the mail reads otherwise than the plain text of the alert (-text +mail):\n%s", d)
	}
	want := Headers{From: `"U.S. Embassy Tallinn" <alerts@example.org>`, To: "desk@example.net", Subject: "Security Alert: U.S. Embassy Tallinn, Estonia",
		Date: h.Date, ListID: "Alerts for Estonia <estonia.alerts.example.org>", MessageID: "<4711@alerts.example.org>"}
	if d := cmp.Diff(want, h); d != "" || !h.Date.Equal(time.Date(2031, 3, 3, 14, 21, 55, 0, time.UTC)) {
		t.Error(d)
	}
	if len(x.Notes) != 0 {
		t.Errorf("notes of the part that was not read: %q", x.Notes)
	}
	// a value over a soft line break of quoted-printable
	words := "plan to attack open-air concerts and shopping centers in Tallinn"
	s := bytes.Index(x.Text, []byte(words))
	rs, re, _ := x.Raw(s, s+len(words))
	if got := string(raw[rs:re]); !strings.Contains(got, "=\r\n") || unquote(t, raw[rs:re]) != words {
		t.Errorf("stands in %q", got)
	}
}

func unquote(t testing.TB, raw []byte) string {
	t.Helper()
	got, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestStubMail(t *testing.T) {
	raw := file(t, "testdata/stub.eml")
	x, _ := readMail(t, string(raw))
	if len(x.Notes) != 2 || !strings.Contains(x.Notes[0]+x.Notes[1], "stub") || bytes.Contains(x.Text, []byte("Vilnius")) {
		t.Errorf("notes %q of\n%s", x.Notes, x.Text)
	}
	words := "within the next 72 hours"
	s := bytes.Index(x.Text, []byte(words))
	if s < 0 {
		t.Fatalf("the HTML was not read:\n%s", x.Text)
	}
	rs, re, _ := x.Raw(s, s+len(words))
	body := bytes.LastIndex(raw, []byte("base64\r\n\r\n")) + len("base64\r\n\r\n")
	if got := string(groups(t, raw, body, rs, re)); !strings.Contains(got, words) || len(got) > len(words)+4 {
		t.Errorf("%q stands in %q", words, got)
	}
	if a, b, _ := x.Span(rs, re); string(x.Text[a:b]) != words {
		t.Errorf("the way back gives %q", x.Text[a:b])
	}
}

// groups decodes the whole groups of base64 around raw[rs:re], in a body that begins at body.
func groups(t testing.TB, raw []byte, body, rs, re int) []byte {
	t.Helper()
	lines := strings.NewReplacer("\r", "", "\n", "")
	from := len(lines.Replace(string(raw[body:rs]))) / 4 * 4
	all := lines.Replace(string(raw[body:]))
	to := len(lines.Replace(string(raw[body:re])))
	got, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(all[from:min(len(all), (to+3)/4*4)], "="))
	if err != nil {
		t.Fatalf("%q: %v", raw[rs:re], err)
	}
	return got
}

func TestForwardedMail(t *testing.T) {
	raw := file(t, "testdata/forward.eml")
	x, h := readMail(t, string(raw))
	want := "FW: warning – please read\n\nPlease see what the embassy sent on Monday. I have not checked it with anybody else.\n\n" + strings.TrimSpace(string(file(t, "../testdata/alert-tallinn.txt")))
	if d := cmp.Diff(want, string(x.Text)); d != "" {
		t.Error(d)
	}
	if h.From != "Jüri Tamm <juri@example.net>" || len(h.Forwarded) != 1 || h.Forwarded[0].To != "list@example.org" {
		t.Errorf("%+v", h)
	}
	if x.Published.From != "Date of the forwarded mail" || !x.Published.At.Equal(time.Date(2031, 3, 3, 14, 21, 55, 0, time.UTC)) {
		t.Errorf("relative times would count from the day of passing on: %+v", x.Published)
	}
	var got []string
	for _, a := range h.Attachments {
		got = append(got, fmt.Sprintf("%s %s %d %q", a.Name, a.Type, a.Size, raw[a.Start:a.End]))
	}
	if d := cmp.Diff([]string{`planfdp.exe application/x-msdownload 20 "TVqQAAMAAAAEAAAA//8AALgAAAA="`, `Karte von Tärtu.pdf application/pdf 9 "JVBERi0xLjcK"`}, got); d != "" {
		t.Error(d)
	}
}

// TestQuotedMail: a mail passed on as text keeps the day of the mail it quotes; when that cannot be read, no day is taken.
func TestQuotedMail(t *testing.T) {
	head := "From: a@example.org\nDate: Wed, 5 Mar 2031 08:59:30 +0000\nSubject: Fwd: alert\n\nSee below.\n\n"
	for _, c := range []struct {
		name, quote, value string
		at                 time.Time
	}{
		{"web mail", "---------- Forwarded message ---------\nFrom: Embassy <e@example.org>\nDate: Mon, Mar 3, 2031 at 4:21\u202fPM\nSubject: Alert\n", "Mon, Mar 3, 2031 at 4:21\u202fPM", time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC)},
		{"office", "-----Original Message-----\n> *From:* Embassy\n> *Sent:* Monday, March 3, 2031 4:21 PM\n> *To:* all\n", "Monday, March 3, 2031 4:21 PM", time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC)},
		{"header form", "Von: Botschaft\nDatum: Mon, 3 Mar 2031 16:21:55 +0200\nBetreff: x\n", "Mon, 3 Mar 2031 16:21:55 +0200", time.Date(2031, 3, 3, 14, 21, 55, 0, time.UTC)},
		{"quoted twice", "From: b\nDate: Tue, 4 Mar 2031 10:00:00 +0000\n\nAnd:\n\nFrom: c\nDate: Mon, 3 Mar 2031 10:00:00 +0000\n", "Mon, 3 Mar 2031 10:00:00 +0000", time.Date(2031, 3, 3, 10, 0, 0, 0, time.UTC)},
		{"another language", "De : Ambassade\nEnvoyé : lundi 3 mars 2031 16:21\n", "", time.Time{}},
		{"none", "From: Moscow to Riga by train\n", "Wed, 5 Mar 2031 08:59:30 +0000", time.Date(2031, 3, 5, 8, 59, 30, 0, time.UTC)},
	} {
		raw := head + c.quote + "\nAvoid crowds for the next 48 hours."
		x, _ := readMail(t, raw)
		p := x.Published
		if p.Value != c.value || !p.At.Equal(c.at) || c.value != "" && raw[p.Start:p.End] != c.value {
			t.Errorf("%s: %+v", c.name, p)
		}
		if told := strings.Contains(strings.Join(x.Notes, " "), "passes on"); told != (c.value == "") {
			t.Errorf("%s: notes %q", c.name, x.Notes)
		}
	}
}

func TestMails(t *testing.T) {
	head := "From: a@example.org\nSubject: S\n"
	for _, c := range []struct{ name, raw, want string }{
		{"plain", head + "\nText.\n", "S\n\nText."},
		{"no body", head, "S"},
		{"mailbox line", "From a@example.org Mon Mar  3 16:22:07 2031\n" + head + "\nText.", "S\n\nText."},
		{"header that breaks off", head + "No header line here\nText.", "S\n\nNo header line here\nText."},
		{"flowed", head + "Content-Type: text/plain; format=flowed\n\nOne \ntwo \nthree.\n\n From here.\n> a \n> b\nc \n", "S\n\nOne two three.\n\nFrom here.\n> a b\nc "},
		{"flowed, blank deleted", head + "Content-Type: text/plain; format=flowed; delsp=yes\n\nMos \ncow.\n-- \nMe", "S\n\nMoscow."},
		{"long text under dashes", head + "\nOne.\n-- \n" + strings.Repeat("Two.\n", 20), "S\n\nOne.\n--\n" + strings.TrimSpace(strings.Repeat("Two.\n", 20))},
		{"dashes at the start", head + "\n-- \nOne.", "S\n\n--\nOne."},
		{"latin-1", head + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nT\xfcr", "S\n\nTür"},
		{"charset not told", head + "\nTür", "S\n\nTür"},
		{"charset unknown", head + "Content-Type: text/plain; charset=x-none\n\nTür", "S\n\nTür"},
		{"quoted-printable", head + "Content-Transfer-Encoding: Quoted-Printable\n\n=D0=9C=\n=D0=BE  \n= x=3D=zz=", "S\n\nМо\n= x==zz"},
		{"base64 with rubbish", head + "Content-Transfer-Encoding: base64\n\nVGV\n*4dA=\n=LiBN\nb3JlLg==", "S\n\nText. More."},
		{"subject in two words with a character cut", "From: x@y.z\nSubject: =?utf-8?B?0JzQ?=\n =?UTF-8?Q?=BE_x?= =?koi8-r?B?7Q==?= y =?bad\n\nT", "Мо xМ y =?bad\n\nT"},
		{"html only", head + "Content-Type: text/html\n\n<div style='display:none'>secret</div><table><tr><td><p>One<td>Two</table>", "S\n\nOne | Two"},
		{"unknown encoding", head + "Content-Transfer-Encoding: x-uue\n\nabc", "S"},
		{"multipart without parts", head + "Content-Type: multipart/mixed; boundary=b\n\nText.", "S\n\nText."},
		{"multipart that breaks off", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: text/plain\n\nTwo.", "S\n\nOne.\n\nTwo."},
		{"boundary that begins another", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nOne.\n--bb--\n--b\n\nTwo.\n--b--\nAfter.", "S\n\nOne.\n\nTwo."},
		{"signed", head + "Content-Type: multipart/signed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\nxx\n--b--\n", "S\n\nOne."},
		{"text as attachment", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\nTwo\n--b--\n", "S\n\nOne."},
		{"digest", head + "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: A\n\nOne.\n--b\n\nSubject: B\n\nTwo.\n--b--\n", "S\n\nA\n\nOne.\n\nB\n\nTwo."},
		{"parameter that is broken", head + "Content-Type: text/html; charset=\"utf-8; x=\n\n<p>Tür", "S\n\nTür"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, raw := range []string{c.raw, strings.ReplaceAll(c.raw, "\n", "\r\n")} {
				x, _ := readMail(t, raw)
				if d := cmp.Diff(c.want, string(x.Text)); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

func TestRefused(t *testing.T) {
	nest := func(n int) string {
		var b strings.Builder
		b.WriteString("From: a@b.c\n")
		for i := range n {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%dx\n\n--b%dx\n", i, i)
		}
		return b.String() + "\nText."
	}
	parts := "From: a@b.c\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 101) + "--b--"
	for _, c := range []struct {
		name, raw string
		want      error
	}{
		{"too deep", nest(MaxDepth + 1), ErrTooMuch},
		{"too many parts", parts, ErrTooMuch},
		{"too much text", "From: a@b.c\n\n" + strings.Repeat("words ", MaxText/6+2), ErrTooMuch},
		{"no mail", "Security alert\nAvoid crowds.", ErrNotMail},
		{"empty", "", ErrNotMail},
		{"no text", "From: a@b.c\nContent-Type: image/png\n\nxx", ErrNoText},
	} {
		if _, _, err := Mail([]byte(c.raw)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if x, _ := readMail(t, nest(MaxDepth)); string(x.Text) != "Text." {
		t.Errorf("%d levels: %q", MaxDepth, x.Text)
	}
	for _, c := range []struct {
		name, raw string
		want      error
	}{
		{"empty", "", ErrNoText},
		{"all by script", "<div id=app></div><script>run()</script>", ErrNoText},
		{"too much text", "<p>" + strings.Repeat("words ", MaxText/6+2), ErrTooMuch},
		{"too many elements", strings.Repeat("<p>", MaxNodes+1), ErrTooMuch},
	} {
		if _, err := HTML([]byte(c.raw), ""); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// TestLongFold: blanks longer than a step can count are one thing, from their first byte to their last.
func TestLongFold(t *testing.T) {
	for _, n := range []int{2, 255, 256, 257, 300, 512, 70_000} {
		raw := "<p>a" + strings.Repeat(" ", n) + "b</p>"
		x := readPage(t, raw, "")
		if string(x.Text) != "a b" {
			t.Fatalf("%q", x.Text)
		}
		if rs, re, ok := x.Raw(0, 2); !ok || rs != 3 || re != 4+n {
			t.Errorf("%d blanks: [%d,%d)", n, rs, re)
		}
		if rs, re, ok := x.Raw(1, 3); !ok || rs != 4 || re != 5+n {
			t.Errorf("%d blanks: [%d,%d)", n, rs, re)
		}
	}
}

// TestHostile reads pages and mails made to take long or break something. Work that grows faster than the page would not end
// within the time a test has.
func TestHostile(t *testing.T) {
	n := 100_000
	rep := strings.Repeat
	for name, raw := range map[string]string{
		"nested":            rep("<div>", n) + "deep" + rep("</div>", n),
		"nested inline":     rep("<b><a href=x>", n) + "deep",
		"nested tables":     rep("<table><tr><td>", n) + "deep",
		"nested lists":      rep("<ul><li>", n) + "deep",
		"never closed":      rep("<div><p><span hidden></span>", n) + "deep",
		"closed too often":  "deep" + rep("</div></p></a></table>", n),
		"fence":             "<div><table><tr><td>" + rep("<section>", n) + rep("</div>", n) + "deep",
		"wall":              "<b>" + rep("<section>", n) + rep("</b>", n) + "deep",
		"spans":             "<span hidden></span>deep" + rep("<span hidden>", n),
		"huge attribute":    "<p title='" + rep("x ", 1<<20) + "'>deep",
		"many attributes":   "<p " + rep("a=b ", n) + ">deep",
		"broken attribute":  "<p>deep<p a='" + rep("<p>", n),
		"entities":          "<p>deep" + rep("&amp", n) + rep("&", n) + rep("&#x", n),
		"long name":         "<p>deep &" + rep("a", 1<<20) + ";",
		"own elements":      "<p>deep" + rep("<x-a><x-b>", n),
		"comments":          "<p>deep" + rep("<!--", n) + rep("--!", n),
		"null bytes":        "<p>deep" + rep("\x00", n) + "<\x00p>",
		"blanks":            "<p>deep" + rep(" ", 1<<20) + "x",
		"breaks":            "<p>deep" + rep("<br>", n) + "x",
		"scripts":           "<p>deep" + rep("<script>", n),
		"textarea and more": "<p>deep" + rep("<textarea></textarea><select><button><svg>", n/4),
		"times":             "<p>deep" + rep("<time datetime=2031-01-01>", n),
		"windows-1251":      "<meta charset=windows-1251><p>deep" + rep("\xcc\xee ", n),
		"gbk":               "<meta charset=gbk><p>deep" + rep("\x81", n),
	} {
		t.Run(name, func(t *testing.T) {
			if x := readPage(t, raw, ""); !strings.Contains(string(x.Text), "deep") {
				t.Errorf("lost the word in %.100q", x.Text)
			}
		})
	}
	for name, raw := range map[string]string{
		"headers":        "From: deep\n" + rep("X: y\n", n) + "\ndeep",
		"folds":          "From: x\nSubject: deep" + rep("\n y", n) + "\n\nx",
		"encoded words":  "From: x\nSubject: " + rep("=?utf-8?Q?deep?= ", 3000) + "\n\nx",
		"open words":     "From: x\nSubject: deep" + rep("=?utf-8?Q?", n) + "\n\nx",
		"boundaries":     "From: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ndeep\n" + rep("--bx\n", n),
		"soft breaks":    "From: x\nContent-Transfer-Encoding: quoted-printable\n\ndeep" + rep("=\n", n) + rep("= ", n),
		"base64 rubbish": "From: x\nContent-Transfer-Encoding: base64\n\nZGVlcA==" + rep("*=\n", n),
		"empty lines":    "From: x\n\ndeep" + rep("\n", n) + "x",
		"flowed":         "From: x\nContent-Type: text/plain; format=flowed\n\ndeep" + rep(" \n", n) + rep("> \n", n),
	} {
		t.Run("mail "+name, func(t *testing.T) {
			if x, _ := readMail(t, raw); !strings.Contains(string(x.Text), "deep") {
				t.Errorf("lost the word in %.100q", x.Text)
			}
		})
	}
}
