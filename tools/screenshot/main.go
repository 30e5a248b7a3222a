// Command screenshot takes pictures of the console for the README: it starts the sample in a temporary folder, tells its story,
// carries the warning to its release, and lets a headless Chromium look at pages as the person logged in. Run it by
// `make screenshot`.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/sample"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func main() {
	dir := flag.String("dir", "docs/img", "folder for the pictures")
	chromium := flag.String("chromium", "chromium", "the browser")
	all := flag.Bool("all", false, "every page, for a look through, not only those of the README")
	steps := flag.Int("steps", 9, "how many items of the story come in after the start")
	flag.Parse()
	if err := run(context.Background(), *dir, *chromium, *all, *steps); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dir, chromium string, all bool, steps int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "tocsin-screenshot")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	s, err := sample.Start(ctx, sample.Options{Database: "sqlite:" + filepath.Join(tmp, "tocsin.db"), Listen: "127.0.0.1:0"})
	if err != nil {
		return err
	}
	defer s.Stop(ctx)
	for range steps {
		if _, _, err := s.Story.Next(ctx); err != nil {
			return err
		}
	}
	sit, err := threat(ctx, s)
	if err != nil {
		return err
	}
	dora, err := login(s.URL, s.Desk)
	if err != nil {
		return err
	}
	anton, err := login(s.URL, s.Approver)
	if err != nil {
		return err
	}
	if err := shoot(chromium, s.URL, "/situations/"+string(sit.ID), filepath.Join(dir, "console.png"), dora); err != nil {
		return err
	}
	w, err := post(dora, s.URL+"/situations/"+string(sit.ID)+"/draft", nil)
	if err != nil {
		return err
	}
	id := w[strings.LastIndexByte(strings.TrimSuffix(w, "/edit"), '/')+1:]
	id = strings.TrimSuffix(id, "/edit")
	draft, err := s.Hub.Store().Warning(ctx, warning.ID(id))
	if err != nil {
		return fmt.Errorf("the draft %q: %w", w, err)
	}
	var shots [][2]string
	if all {
		items, err := s.Hub.Store().Items(ctx, 50, "")
		if err != nil {
			return err
		}
		for _, it := range items {
			if strings.HasPrefix(it.Title, "US embassy tells") {
				shots = append(shots, [2]string{"item", "/items/" + string(it.ID)})
			}
			if it.Unreadable != "" {
				shots = append(shots, [2]string{"unreadable", "/items/" + string(it.ID)})
			}
		}
		shots = append(shots, [2]string{"situations", "/situations"}, [2]string{"items", "/items"},
			[2]string{"draft", "/warnings/" + id}, [2]string{"edit", "/warnings/" + id + "/edit"}, [2]string{"roster", "/roster"})
	}
	for _, x := range shots {
		if err := shoot(chromium, s.URL, x[1], filepath.Join(dir, x[0]+".png"), dora); err != nil {
			return err
		}
	}
	st := s.Hub.Store()
	duty, err := st.AccountByLogin(ctx, s.Desk.Login)
	if err != nil {
		return err
	}
	approver, err := st.AccountByLogin(ctx, s.Approver.Login)
	if err != nil {
		return err
	}
	if err := release(ctx, s, duty, approver, draft); err != nil {
		return err
	}
	after := [][2]string{{"progress", "/warnings/" + id + "/progress"}}
	if all {
		after = append(after, [2]string{"warning", "/warnings/" + id}, [2]string{"mails", "/mails"}, [2]string{"mail", "/mails/1"},
			[2]string{"ledger", "/ledger"}, [2]string{"public", "/public/" + id}, [2]string{"people", "/warnings/" + id + "/people"})
	}
	for _, x := range after {
		if err := shoot(chromium, s.URL, x[1], filepath.Join(dir, x[0]+".png"), anton); err != nil {
			return err
		}
	}
	return nil
}

// threat waits for the situation of the story and that its items are read.
func threat(ctx context.Context, s *sample.Sample) (situation.Situation, error) {
	beat := time.NewTicker(50 * time.Millisecond)
	defer beat.Stop()
	end := time.NewTimer(20 * time.Second)
	defer end.Stop()
	for {
		all, err := s.Hub.Store().Situations(ctx)
		if err != nil {
			return situation.Situation{}, err
		}
		g, err := s.Hub.Store().Gauges(ctx)
		if err != nil {
			return situation.Situation{}, err
		}
		for _, x := range all {
			if g.Unread == 0 && x.Type == reading.Threat && strings.Contains(x.Title, "Moscow") && len(x.Members) > 1 {
				return x, nil
			}
		}
		select {
		case <-beat.C:
		case <-end.C:
			return situation.Situation{}, fmt.Errorf("the story's situation did not come about; there are %d", len(all))
		}
	}
}

func release(ctx context.Context, s *sample.Sample, duty, approver desk.Account, w warning.Warning) error {
	st := s.Hub.Store()
	w, err := st.SubmitWarning(ctx, duty, w.ID, w.Revision, 90)
	if err != nil {
		return err
	}
	if w, err = st.ApproveWarning(ctx, approver, w.ID, w.Hash); err != nil {
		return err
	}
	_, people, err := st.ReleaseWarning(ctx, duty, w.ID, w.Hash)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	if err := s.Mail.Wait(ctx, people-2); err != nil {
		return fmt.Errorf("waiting for %d mails: %w", people, err)
	}
	return nil
}

func login(base string, l sample.Login) (*http.Client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	c := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	_, err = post(c, base+"/login", url.Values{"login": {l.Login}, "password": {l.Password}})
	return c, err
}

// post sends a form and gives where it leads.
func post(c *http.Client, to string, form url.Values) (string, error) {
	resp, err := c.PostForm(to, form)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s: status %d", to, resp.StatusCode)
	}
	return resp.Header.Get("Location"), nil
}

// shoot lets the browser look at a page through a proxy that adds the session of who is logged in.
func shoot(chromium, base, path, file string, who *http.Client) error {
	target, err := url.Parse(base)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer l.Close()
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		for _, c := range who.Jar.Cookies(target) {
			r.Out.AddCookie(c)
		}
	}}
	srv := &http.Server{Handler: proxy, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = srv.Serve(l) }()
	defer srv.Close()
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	profile, err := os.MkdirTemp("", "tocsin-browser")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
		"--user-data-dir="+profile, "--window-size=1280,1000", "--virtual-time-budget=3000", "--screenshot="+abs, "http://"+l.Addr().String()+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", chromium, err, out)
	}
	st, err := os.Stat(abs)
	if err != nil {
		return err
	}
	fmt.Printf("%s %d kB\n", file, st.Size()/1024)
	return nil
}
