package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/sample"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// payloads are what strangers write to run a script, open a hole in a page, or hide what it says.
var payloads = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`, `</title><script>alert(1)</script>`,
	`</textarea><script>alert(1)</script>`, `"><script>alert(1)</script>`, `'><script>alert(1)</script>`, `</mark><script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`, `<img src=x onerror="alert(1)"//`, `"><img src=x onerror=alert(1)>`, `<img/src/onerror=alert(1)>`, `<IMG """><SCRIPT>alert(1)</SCRIPT>">`,
	`<svg onload=alert(1)>`, `<svg/onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<svg><set onbegin=alert(1)>`,
	`<math><mi//xlink:href="javascript:alert(1)">`, `<math href="javascript:alert(1)">x</math>`, `<body onload=alert(1)>`, `<iframe src=javascript:alert(1)>`,
	`<iframe srcdoc="<script>alert(1)</script>">`, `<object data="data:text/html,<script>alert(1)</script>">`, `<embed src=javascript:alert(1)>`, `<a href=javascript:alert(1)>x</a>`,
	`<a href="jav&#x09;ascript:alert(1)">x</a>`, `<form action=javascript:alert(1)><button>x</button></form>`, `<button formaction=javascript:alert(1)>x</button>`,
	`<input autofocus onfocus=alert(1)>`, `" autofocus onfocus=alert(1) x="`, `' onmouseover=alert(1) '`, `" onmouseover="alert(1)`, "` onmouseover=alert(1) `",
	`<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)>`, `<audio src=x onerror=alert(1)>`, `<marquee onstart=alert(1)>`, `<link rel=stylesheet href=//evil.example/x.css>`,
	`<style>@import '//evil.example/x.css';</style>`, `<div style="background:url(javascript:alert(1))">`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
	`<base href=//evil.example/>`, `<template><script>alert(1)</script></template>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<!--><script>alert(1)</script>-->`,
	`<![CDATA[<script>alert(1)</script>]]>`, `]]><script>alert(1)</script>`, `<?xml version="1.0"?><script>alert(1)</script>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&#60;script&#62;alert(1)&#60;/script&#62;`, `\u003cscript\u003ealert(1)\u003c/script\u003e`, `%3Cscript%3Ealert(1)%3C/script%3E`, `{{constructor.constructor('alert(1)')()}}`,
	`${alert(1)}`, `<div hx-get="/logout" hx-trigger="load">`, `<div hx-on:click="alert(1)">`, `<div hx-sse:connect="//evil.example/">`, `<div data-hx-post="/accounts" data-hx-trigger="load">`,
	"<scr\x00ipt>alert(1)</scr\x00ipt>", "<script\x0b>alert(1)</script>", "\x1b]8;;javascript:alert(1)\x07x", "\u202e<script>alert(1)</script>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
	`javascript:alert(1)`, `data:text/html,<script>alert(1)</script>`, `" srcdoc="<script>alert(1)</script>`, `x" id="main" class="`, `<x onclick=alert(1)>`, `<script>/*`, `*/alert(1)</script>`,
}

// ours is what may stand in a page of ours; anything else came out of a payload.
var ours = map[string]bool{}

func init() {
	for _, e := range strings.Fields("html head meta title link script body a header div svg path nav ul li ol span form button main p h1 h2 h3 table caption thead tbody tr th td " +
		"input label select option textarea fieldset legend details summary section article dl dt dd strong b br hr mark noscript progress circle rect line text g ins del footer") {
		ours[e] = true
	}
}

// foreign finds what a payload has brought into a page.
func foreign(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	walk(doc, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		if !ours[n.Data] {
			t.Errorf("an element <%s> came into the page", n.Data)
		}
		for _, a := range n.Attr {
			key, v := strings.ToLower(a.Key), strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "formaction", strings.HasPrefix(key, "data-hx"), strings.HasPrefix(key, "hx-on"):
				t.Errorf("<%s %s=%q> came into the page", n.Data, a.Key, a.Val)
			case key == "href" || key == "src" || key == "action" || strings.HasPrefix(key, "hx-get") || strings.HasPrefix(key, "hx-post") || strings.HasPrefix(key, "hx-sse"):
				if !strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "#") || strings.HasPrefix(v, "//") {
					t.Errorf("<%s %s=%q> leads away", n.Data, a.Key, a.Val)
				}
			}
		}
		if n.Data == "script" {
			if src, _ := attr(n, "src"); !strings.HasPrefix(src, "/static/") || n.FirstChild != nil {
				t.Error("a script came into the page")
			}
		}
		if n.Data == "base" || n.Data == "meta" && func() bool { e, _ := attr(n, "http-equiv"); return e != "" && n.Parent.Data != "noscript" }() {
			t.Errorf("<%s> came into the page", n.Data)
		}
	})
}

// TestScriptsStayText: whatever strangers and colleagues write, it is text on every page.
func TestScriptsStayText(t *testing.T) {
	if len(payloads) < 60 {
		t.Fatalf("only %d payloads", len(payloads))
	}
	r := newRig(t)
	of := r.threat()
	dora, adam := r.login(r.Desk), r.hired("adam", desk.Admin)
	duty, err := r.st.AccountByLogin(t.Context(), "dora")
	if err != nil {
		t.Fatal(err)
	}
	res, page := dora.post("/situations/"+string(of.ID)+"/draft", nil)
	path := strings.TrimSuffix(after(t, res, page), "/edit")
	id := warning.ID(strings.TrimPrefix(path, "/warnings/"))
	saw := func(p *person, at string, want string) {
		t.Helper()
		res, page := p.get(at)
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", at, res.StatusCode)
		}
		csp := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: the content security policy is %q", at, csp)
		}
		if !strings.Contains(page, want) {
			t.Errorf("%s does not show %q at all", at, want)
		}
		foreign(t, page)
	}
	step := 1
	if testing.Short() {
		step = 9 // each needs a reading and a dozen pages
	}
	for i := 0; i < len(payloads); i += step {
		x := payloads[i]
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			mark := fmt.Sprintf("mark%d", i)
			clean := strings.ToValidUTF8(strings.Map(func(r rune) rune {
				if r < 0x20 {
					return -1
				}
				return r
			}, x), "")
			it, _, err := handIn(t, r, duty, mark+" "+x+"\nEmbassy "+x+" warns of an attack in Moscow.", clean)
			if err != nil {
				t.Fatal(err)
			}
			saw(dora, "/items/"+string(it.ID), mark)
			until(t, "the item is read or marked", func() bool {
				got, err := r.st.Item(t.Context(), it.ID)
				if err != nil {
					t.Fatal(err)
				}
				_, err = r.st.ReportOf(t.Context(), it.ID)
				return err == nil || got.Unreadable != ""
			})
			saw(dora, "/items/"+string(it.ID), mark)
			saw(dora, "/items/"+string(it.ID)+"/report", mark)

			w := r.warning(id)
			c := w.Content
			c.AreaDesc, c.Source, c.Event = mark+clean, mark+clean, mark+clean
			c.Texts = append([]warning.Text{}, c.Texts...)
			c.Texts[0].Headline, c.Texts[0].Hazard = mark+clean, mark+clean
			c.Texts[0].Words = map[warning.Channel]warning.Words{warning.Email: {Subject: mark + clean, Body: mark + "\n" + clean + "\n{acknowledge}"}}
			if _, err := r.st.EditWarning(t.Context(), duty, id, w.Revision, c); err != nil {
				t.Logf("the warning's rules refuse it before the pages do: %v", err)
			} else {
				saw(dora, path, mark)
				saw(dora, path+"/edit", mark)
				saw(dora, "/warnings", mark)
			}
			if _, err := r.st.CloseSituation(t.Context(), duty, of.ID, mark+clean); err != nil {
				t.Logf("the situation's rules refuse it: %v", err)
			} else {
				saw(dora, "/situations/"+string(of.ID), "closed")
				saw(dora, "/ledger?of="+url.QueryEscape(string(of.ID)), mark)
				if _, err := r.st.ReopenSituation(t.Context(), duty, of.ID, mark+clean); err != nil {
					t.Fatal(err)
				}
			}
			name := mark + clean
			if len(name) > 90 {
				name = name[:90]
			}
			if _, err := r.st.AddAccount(t.Context(), desk.System.ID, desk.Account{Login: mark, Name: strings.TrimSpace(strings.ToValidUTF8(name, "")), Roles: []desk.Role{desk.Viewer}}); err != nil {
				t.Logf("the desk's rules refuse the name: %v", err)
			} else {
				saw(adam, "/accounts", mark)
			}
			res, page := dora.get("/login?next=" + url.QueryEscape(x))
			foreign(t, page)
			if to := res.Header.Get("Location"); strings.Contains(to, "javascript") || strings.HasPrefix(to, "//") {
				t.Errorf("next leads to %q", to)
			}
			_, page = r.anybody().get("/" + url.PathEscape(x))
			foreign(t, page)
			_, page = r.anybody().post("/login", url.Values{"login": {x}, "password": {"x"}, "next": {x}})
			foreign(t, page)
		})
	}
	saw(dora, "/items", fmt.Sprintf("mark%d", (len(payloads)-1)/step*step))
	saw(dora, "/situations", "Moscow")
	// People's names come out of a file of strangers too.
	var people []roster.Person
	for i, x := range payloads {
		people = append(people, roster.Person{Ref: fmt.Sprint("x", i), Name: strings.Map(func(r rune) rune {
			if r < 0x20 {
				return -1
			}
			return r
		}, x)})
	}
	if _, err := r.st.ImportPeople(t.Context(), duty, people); err != nil {
		t.Fatal(err)
	}
	saw(dora, "/roster", "people")
	saw(r.anybody(), "/public/", "Released warnings")
}

func handIn(t *testing.T, r *rig, by desk.Account, text, origin string) (intake.Item, bool, error) {
	t.Helper()
	if len(origin) > 200 {
		origin = strings.ToValidUTF8(origin[:200], "")
	}
	return r.st.KeepItem(t.Context(), string(by.ID), intake.NewItem([]byte(text), intake.Meta{Origin: origin, URL: "https://example.org/" + origin, Title: text[:min(len(text), 80)]}, r.Story.Now()))
}

func upload(t *testing.T, p *person, path, field string, size int) (*http.Response, string) {
	t.Helper()
	pr, pw := io.Pipe()
	form := multipart.NewWriter(pw)
	go func() {
		f, err := form.CreateFormFile(field, "x.bin")
		if err == nil {
			_, err = io.CopyN(f, endless{}, int64(size))
		}
		if err == nil {
			err = form.Close()
		}
		pw.CloseWithError(err)
	}()
	defer pr.Close()
	return p.do(http.MethodPost, path, form.FormDataContentType(), pr)
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 0x01
	}
	return len(b), nil
}

// TestTooLarge: what is larger than the limit is refused with 413, what is just inside it is kept and marked unreadable.
func TestTooLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of megabytes are too slow for the short tests")
	}
	r := newRig(t)
	dora := r.login(r.Desk)
	if res, page := upload(t, dora, "/items", "file", 50<<20); res.StatusCode != http.StatusSeeOther {
		t.Errorf("50 MB: %d %.300s", res.StatusCode, page)
	} else if _, page := dora.get(res.Header.Get("Location")); !strings.Contains(page, "cannot be read") {
		t.Error("50 MB of binary are not marked unreadable")
	}
	if res, page := upload(t, dora, "/items", "file", 50<<20+1); res.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(page, "50 MB") {
		t.Errorf("50 MB and a byte: %d %.300s", res.StatusCode, page)
	}
	res, text := dora.do(http.MethodPost, "/api/v1/items", "application/octet-stream", io.LimitReader(endless{}, 64<<20+1))
	if res.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(text, "too large") {
		t.Errorf("64 MiB and a byte over the API: %d %.300s", res.StatusCode, text)
	}
	for _, body := range [][]byte{nil, []byte("--x"), bytes.Repeat([]byte{0xff}, 1000), []byte("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf")} {
		if res, page := dora.do(http.MethodPost, "/items", "multipart/form-data; boundary=x", bytes.NewReader(body)); res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("a broken form %q: %d %.200s", body[:min(len(body), 20)], res.StatusCode, page)
		}
	}
	// A file of which a line is refused, through the form: nothing is imported, and the lines are told.
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	_ = form.WriteField("what", "people")
	f, _ := form.CreateFormFile("file", "p.csv")
	_, _ = io.WriteString(f, "ref,name,email\nx1,Ann,not-an-address\n")
	_ = form.Close()
	if res, page := dora.do(http.MethodPost, "/roster/import", form.FormDataContentType(), &b); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "Nothing was imported") {
		t.Errorf("a refused line: %d %.300s", res.StatusCode, page)
	}
}

// TestSessions: wrong passwords and unknown logins read alike, another site cannot act, a disabled account is out at once.
func TestSessions(t *testing.T) {
	r := newRig(t)
	p := r.anybody()
	_, wrong := p.post("/login", url.Values{"login": {"dora"}, "password": {"not this one at all"}})
	_, unknown := p.post("/login", url.Values{"login": {"dorb"}, "password": {"not this one at all"}})
	if strings.ReplaceAll(unknown, "dorb", "dora") != wrong {
		t.Error("the answer tells a login that exists from one that does not")
	}
	vera := r.hired("vera", desk.Viewer)
	cookies := vera.c.Jar.Cookies(mustURL(t, r.URL))
	if len(cookies) != 1 {
		t.Fatalf("cookies: %v", cookies)
	}
	res, _ := r.anybody().post("/login", url.Values{"login": {r.Desk.Login}, "password": {r.Desk.Password}})
	if c := res.Header.Get("Set-Cookie"); !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
		t.Errorf("the cookie is %q", c)
	}
	dora := r.login(r.Desk)
	for _, h := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		if res, _ := dora.post("/scenario/advance", url.Values{"by": {"1h"}}, h...); res.StatusCode != http.StatusForbidden {
			t.Errorf("a request from another site (%s): %d", h[0], res.StatusCode)
		}
	}
	if res, page := vera.get("/situations"); res.StatusCode != http.StatusOK {
		t.Fatalf("%d %.300s", res.StatusCode, page)
	}
	a, err := r.st.AccountByLogin(t.Context(), "vera")
	if err != nil {
		t.Fatal(err)
	}
	if err := r.st.DisableAccount(t.Context(), desk.System.ID, a.ID); err != nil {
		t.Fatal(err)
	}
	if res, _ := vera.get("/situations"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("a disabled account reads on: %d", res.StatusCode)
	}
	res, _ = dora.post("/logout", nil)
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("logging out: %d", res.StatusCode)
	}
	if res, _ := dora.get("/situations"); res.StatusCode != http.StatusSeeOther {
		t.Error("still in after logging out")
	}
	tooMany := false
	for range 40 {
		res, _ := p.post("/login", url.Values{"login": {"dora"}, "password": {"guess"}})
		if tooMany = res.StatusCode == http.StatusTooManyRequests; tooMany {
			break
		}
	}
	if !tooMany {
		t.Error("guessing passwords is never slowed down")
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestThrottle(t *testing.T) {
	now := time.Date(2024, 3, 7, 0, 0, 0, 0, time.UTC)
	th := web.NewThrottle(func() time.Time { return now }, 3, 10*time.Second)
	for i := range 3 {
		if !th.Allow("a") {
			t.Errorf("try %d is refused", i+1)
		}
	}
	if th.Allow("a") {
		t.Error("a fourth try at once is let through")
	}
	if !th.Allow("b") {
		t.Error("another key pays for the first")
	}
	now = now.Add(10 * time.Second)
	if !th.Allow("a") || th.Allow("a") {
		t.Error("after one gap there is one try")
	}
	th.Forgive("a")
	if !th.Allow("a") {
		t.Error("a success is not given back")
	}
}

func TestSafeNext(t *testing.T) {
	for in, want := range map[string]string{
		"/items/1?x=2": "/items/1?x=2", "": "/situations", "//evil.example": "/situations", "https://evil.example": "/situations", "/\\evil.example": "/situations",
		"javascript:alert(1)": "/situations", "/a\r\nSet-Cookie: x": "/situations", "/login": "/situations", "/logout": "/situations", "/\t/evil.example": "/situations",
	} {
		if got := web.SafeNext(in); got != want {
			t.Errorf("%q leads to %q, want %q", in, got, want)
		}
	}
}

func TestXMLText(t *testing.T) {
	for in, want := range map[string]string{`a<b>&"c"`: "a&lt;b&gt;&amp;&#34;c&#34;", "a\x00b\x0b\ufffe": "a\ufffdb\ufffd\ufffd", "\xff": "\ufffd", "a\nb": "a&#10;b"} {
		if got := web.XMLText(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestConsoleAccounts: a new account's password is shown once and lets it in; a token works for the API.
func TestConsoleAccounts(t *testing.T) {
	r := newRig(t)
	adam := r.hired("adam", desk.Admin)
	secret := func(page string) string {
		t.Helper()
		doc, _ := html.Parse(strings.NewReader(page))
		var got string
		walk(doc, func(n *html.Node) {
			if id, _ := attr(n, "id"); id == "secret" && n.FirstChild != nil {
				got = n.FirstChild.Data
			}
		})
		if got == "" {
			t.Fatalf("no secret is shown: %.2000s", page)
		}
		return got
	}
	_, page := adam.post("/accounts", url.Values{"login": {"nina"}, "name": {"Nina New"}, "role": {"viewer"}})
	password := secret(page)
	if _, page := adam.get("/accounts"); strings.Contains(page, password) {
		t.Error("the password is shown twice")
	}
	nina := r.login(sample.Login{Login: "nina", Password: password})
	if res, _ := nina.get("/situations"); res.StatusCode != http.StatusOK {
		t.Errorf("nina: %d", res.StatusCode)
	}
	if res, _ := adam.post("/accounts", url.Values{"login": {"nina"}, "name": {"Again"}, "role": {"viewer"}}); res.StatusCode != http.StatusConflict {
		t.Errorf("the same login twice: %d", res.StatusCode)
	}
	if res, _ := adam.post("/accounts", url.Values{"login": {"N!"}, "name": {"Bad"}}); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a bad account: %d", res.StatusCode)
	}
	a, err := r.st.AccountByLogin(context.Background(), "nina")
	if err != nil {
		t.Fatal(err)
	}
	_, page = adam.post("/accounts/"+string(a.ID)+"/token", nil)
	api := r.anybody()
	api.c.Transport = bearer(secret(page))
	api.api("GET", "/me", nil, 200, nil)
	_, page = adam.post("/accounts/"+string(a.ID)+"/password", nil)
	if res, _ := nina.get("/situations"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("a new password leaves the old session open: %d", res.StatusCode)
	}
	r.login(sample.Login{Login: "nina", Password: secret(page)})
	if res, _ := adam.post("/accounts/"+string(a.ID)+"/roles", url.Values{"role": {"desk", "viewer"}}); res.StatusCode != http.StatusSeeOther {
		t.Errorf("setting roles: %d", res.StatusCode)
	}
	if res, _ := adam.post("/accounts/"+string(a.ID)+"/disable", nil); res.StatusCode != http.StatusSeeOther {
		t.Errorf("disabling: %d", res.StatusCode)
	}
}

// TestSecureCookie: behind https the session's cookie is Secure and bound to this host, and browsers are told to stay on https.
func TestSecureCookie(t *testing.T) {
	r := newRig(t)
	h, err := web.New(web.Config{Store: r.st, Sessions: r.st.Sessions(), Kinds: door.Kinds{NotFound: store.ErrNotFound}, Query: store.AudienceQuery,
		Gazetteer: r.Hub.Gazetteer(), Passwords: desk.NewPasswords(rand.Reader, 1), Clock: r.Story.Now, BaseURL: "https://tocsin.example.org",
		AckKey: make([]byte, 32), Sender: "desk@example.org"})
	if err != nil {
		t.Fatal(err)
	}
	q := httptest.NewRequest(http.MethodPost, "https://tocsin.example.org/login", strings.NewReader(url.Values{"login": {r.Desk.Login}, "password": {r.Desk.Password}}.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, q)
	cookie := w.Header().Get("Set-Cookie")
	for _, want := range []string{"__Host-tocsin=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	if w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to stay on https")
	}
	if _, err := web.New(web.Config{}); err == nil {
		t.Error("an empty configuration is taken")
	}
}
