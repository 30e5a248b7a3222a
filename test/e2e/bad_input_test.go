package e2e

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
)

// Whatever bytes come in: a clear answer, the item kept as it came and shown as unreadable with a reason, the house unharmed.
func TestBadInput(t *testing.T) {
	h := openHouse(t, sqlite(t), noon, nil)
	if err := h.account("dora", "desk"); err != nil {
		t.Fatal(err)
	}
	h.acting = "dora"
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 64<<10)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	const alert = `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>x</identifier><sender>a@example.org</sender><sent>2024-03-08T12:00:00+00:00</sent>`
	deep := strings.Repeat("<a>", 100_000)
	cases := []struct {
		name string
		raw  []byte
		says string
	}{
		{"random bytes", noise, ""},
		{"an alert that broke off", []byte(alert + "<status>Act"), "ends in the middle"},
		{"a picture called .txt", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), noise[:4000]...), "JPEG"},
		{"a program called .txt", append([]byte("\x7fELF\x02\x01\x01\x00"), noise[:4000]...), "program"},
		{"text in another coding", []byte("\xff\xfeA\x00l\x00e\x00r\x00t\x00"), "UTF-16"},
		{"only blanks", []byte(" \n\t \n"), "blanks"},
		{"a document type with entities", []byte(`<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + alert[21:] + `<note>&b;</note></alert>`), "document type"},
		{"elements 100,000 deep", []byte(alert + deep), ""},
		{"XML that is no alert", []byte("<rss version='2.0'><channel/></rss>"), "rss"},
	}
	if !testing.Short() {
		big := bytes.Repeat(append(noise, 0), 50<<20/len(noise)+1)[:50<<20]
		cases = append(cases, struct {
			name string
			raw  []byte
			says string
		}{"50 MB of noise", big, ""})
		cases = append(cases, struct {
			name string
			raw  []byte
			says string
		}{"50 MB that begins like an alert", append([]byte(alert), bytes.Repeat([]byte("<note>x</note>"), 50<<20/14)...), ""})
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			st, err := h.handIn(c.name, c.raw, "somebody")
			if err != nil {
				t.Fatal(err)
			}
			if st.State != "unreadable" || st.Item.Unreadable == "" || !strings.Contains(st.Item.Unreadable, c.says) {
				t.Fatalf("it is %s: %q, want a reason with %q", st.State, st.Item.Unreadable, c.says)
			}
			if len(st.Item.Unreadable) > 1000 {
				t.Errorf("the reason has %d bytes", len(st.Item.Unreadable))
			}
			a, err := h.call(http.MethodGet, "/items/"+string(st.Item.ID)+"/raw", nil)
			if err != nil || !bytes.Equal(a.body, c.raw) {
				t.Errorf("the bytes were not kept as they came: %d of %d, %v", len(a.body), len(c.raw), err)
			}
		})
	}
	t.Run("larger than anything taken", func(t *testing.T) {
		if testing.Short() {
			t.Skip("short: sends 70 MB")
		}
		req, err := http.NewRequest(http.MethodPost, h.url+"/api/v1/items", io.LimitReader(endless{}, 70<<20))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+h.token["dora"])
		req.Header.Set("Content-Type", "application/octet-stream")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatalf("the answer did not come: %v", err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d: %.300s", resp.StatusCode, body)
		}
	})
	t.Run("a half JSON", func(t *testing.T) {
		req, err := http.NewRequest(http.MethodPost, h.url+"/api/v1/items", strings.NewReader(`{"text": "x`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+h.token["dora"])
		req.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("status %d", resp.StatusCode)
		}
	})
	t.Run("nobody asks without a token", func(t *testing.T) {
		resp, err := http.Post(h.url+"/api/v1/items", "application/octet-stream", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("status %d", resp.StatusCode)
		}
	})
	// After all this a real warning is still read.
	if st, err := h.handIn("us-embassy.txt", mustRead(h, "us-embassy.txt"), "US Embassy Moscow"); err != nil || st.State != "read" {
		t.Errorf("a good item afterwards: %+v, %v", st, err)
	}
	if status, page, err := h.page(http.MethodGet, "/readyz"); err != nil || status != http.StatusOK {
		t.Errorf("not ready afterwards: %d %s %v", status, page, err)
	}
}

func mustRead(h *house, name string) []byte {
	raw, err := h.read(name)
	if err != nil {
		h.t.Fatal(err)
	}
	return raw
}

// endless is a body without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
