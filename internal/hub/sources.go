package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/cap/dsig"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/feed"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
	"github.com/tocsin-hub/tocsin/internal/intake/folder"
	"github.com/tocsin-hub/tocsin/internal/intake/poll"
	"github.com/tocsin-hub/tocsin/internal/intake/trust"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// How we bear ourselves to other people's servers.
const (
	sourcesPerHost = 4
	sourceGap      = 200 * time.Millisecond // between two exchanges with one host
	largeAtOnce    = 8                      // bodies beyond a MiB that are in memory at once
	pushesAtOnce   = 8
)

// fetcher makes the exchanges with sources: plain http is spoken where a source's address says so, private addresses only
// where the operator listed them.
func fetcher(c config.Config, now func() time.Time) (*fetch.Fetcher, error) {
	allow, err := networks(c)
	if err != nil {
		return nil, err
	}
	client := safehttp.New(safehttp.Options{Allow: allow, PlainHTTP: true, Timeout: fetch.DefaultTimeout + 5*time.Second, // the Fetcher ends it first, in its own words
		MaxBody: c.Intake.MaxBody + 1, Conns: sourcesPerHost})
	return &fetch.Fetcher{Client: client, Now: now, UserAgent: c.Intake.UserAgent, MaxBody: c.Intake.MaxBody, Large: make(chan struct{}, largeAtOnce)}, nil
}

// mergeSources takes the sources file over into the table.
func (h *Hub) mergeSources(ctx context.Context, r *running) error {
	path := h.opt.Config.SourcesFile
	if path == "" {
		return nil
	}
	list, err := config.LoadSources(path)
	if err != nil {
		return err
	}
	changed, off, err := r.store.MergeSources(ctx, list)
	if err != nil {
		return fmt.Errorf("taking the sources file %s over: %w", path, err)
	}
	h.log.Info("the sources file is taken over", "file", path, "sources", len(list), "changed", changed, "off", off)
	return nil
}

// watchers makes what looks at sources.
func (h *Hub) watchers(r *running) error {
	c := h.opt.Config
	f, err := fetcher(c, h.clock.Now)
	if err != nil {
		return err
	}
	r.doors = &doors{keeper: judged{Store: r.store, places: onMap{r.gaz}, now: h.clock.Now}, max: c.Intake.MaxBody, now: h.clock.Now,
		folders: map[intake.SourceID]*folderDoor{}, posts: make(chan struct{}, pushesAtOnce)}
	r.poller = &poll.Poller{
		Keeper: r.doors.keeper, Fetcher: f, Polite: &poll.Polite{PerHost: sourcesPerHost, Gap: sourceGap, Now: time.Now},
		Now: h.clock.Now, Random: rand.Float64,
		Looks: map[intake.Kind]poll.Look{intake.KindFolder: r.doors.lookAtFolder, intake.KindMail: mailboxes{list: c.Intake.Mailboxes, roots: h.opt.MailRoots, store: r.store, now: h.clock.Now}.look},
		Told: func(src intake.Source, o poll.Outcome, kept int, err error) {
			r.doors.told(src, err)
			h.lookTold(r, src, o, kept, err)
		},
	}
	return nil
}

// lookTold logs a look at a source. A failing source is an alarm, which is told once; here it is only for whoever looks closely.
func (h *Hub) lookTold(r *running, src intake.Source, o poll.Outcome, kept int, err error) {
	switch {
	case err != nil:
		r.metrics.looked("not_kept")
		if r.quit.Err() == nil {
			h.log.Error("what a source gave could not be kept; it is looked at again", "source", src.ID, "error", err)
		}
	case o.Failure != "":
		r.metrics.looked(string(o.Failure))
		h.log.Info("a look at a source failed", "source", src.ID, "failure", o.Failure, "why", o.Error)
	default:
		r.metrics.looked("answered")
		h.log.Debug("looked at a source", "source", src.ID, "form", o.Answer.Form, "documents", o.Answer.Docs, "new", kept)
	}
	if o.Moved != "" {
		h.log.Warn("a source has moved for good: put its new address in", "source", src.ID)
	}
	for _, n := range o.Notes {
		h.log.Debug("odd about a source", "source", src.ID, "note", n)
	}
}

// WakeSources makes the poller read the list of sources again at once; harmless while stopped.
func (h *Hub) WakeSources() {
	if r := h.live.Load(); r != nil && r.poller != nil {
		r.poller.Wake()
	}
}

// KeepFrom takes documents in by hand as if a source had brought them: a feed is taken apart, the rules of trust look at each.
// It says how many documents there were and how many were new.
func (h *Hub) KeepFrom(ctx context.Context, id intake.SourceID, name string, raw []byte) (docs, fresh int, err error) {
	r := h.live.Load()
	if r == nil || r.doors == nil {
		return 0, 0, errors.New("tocsin is not running, or without its doors")
	}
	return keepFrom(ctx, r.doors.keeper, id, name, raw, h.clock.Now())
}

// KeepBeside is KeepFrom for a command that works beside the running program.
func KeepBeside(ctx context.Context, s *store.Store, id intake.SourceID, name string, raw []byte) (docs, fresh int, err error) {
	gaz, err := gazetteer.Load()
	if err != nil {
		return 0, 0, fmt.Errorf("reading the embedded gazetteer: %w", err)
	}
	now := WallClock().Now
	return keepFrom(ctx, judged{Store: s, places: onMap{gaz}, now: now}, id, name, raw, now())
}

func keepFrom(ctx context.Context, k judged, id intake.SourceID, name string, raw []byte, now time.Time) (docs, fresh int, err error) {
	w, err := k.Source(ctx, id)
	if err != nil {
		return 0, 0, err
	}
	return k.brought(ctx, w, name, raw, now)
}

// brought keeps what came by itself, whole or taken apart, and counts it as a success of its source.
func (k judged) brought(ctx context.Context, w intake.Watched, name string, raw []byte, now time.Time) (n, fresh int, err error) {
	docs, form := takeApart(w.Source, name, raw)
	health := w.Health.Answered(now, intake.Answer{Form: form, Docs: len(docs)})
	fresh, err = k.KeepPolled(ctx, w.Source, docs, health)
	return len(docs), fresh, err
}

// takeApart gives the documents of a file or a post: those of a feed or an envelope, or the whole as it is. What a list only
// links to is not fetched: its entries stand in its place.
func takeApart(src intake.Source, name string, raw []byte) (docs []intake.Doc, form string) {
	b, err := feed.Split(src, "", raw)
	docs, form = b.Docs, b.Form
	for _, l := range b.Links {
		if len(l.Entry.Raw) > 0 {
			l.Entry.Meta.Notes = append(l.Entry.Meta.Notes, "linked:not-had")
			docs = append(docs, l.Entry)
		}
	}
	if err != nil || len(docs) == 0 {
		d := intake.Doc{Raw: raw, Meta: intake.Meta{Origin: src.Authority}}
		if name != "" {
			d.Meta.Identity = "file:" + name
		}
		docs = []intake.Doc{d}
		if form == "" {
			f, _ := intake.Classify(raw)
			form = string(f)
		}
	}
	return docs, form
}

// onMap tells the rules of trust which country a point lies in.
type onMap struct{ g *gazetteer.Gazetteer }

// CountryOf is the country a point lies in, or empty.
func (m onMap) CountryOf(lat, lon float64) string {
	return m.g.CountryAt(geo.Point{Lat: lat, Lon: lon})
}

// judged is the store behind the rules of trust: nothing that a source brings is kept before they have looked at it.
type judged struct {
	*store.Store
	places trust.Places
	now    func() time.Time
}

// KeepPolled judges the documents of a look and keeps them. Of several that bear the same name (CAP 1.2, 3.2.1) in one look
// each is judged with those before it kept.
func (k judged) KeepPolled(ctx context.Context, src intake.Source, docs []intake.Doc, h intake.Health) (kept int, err error) {
	var looked time.Time
	keys := dsig.Keys{}
	if len(docs) > 0 {
		w, err := k.Source(ctx, src.ID)
		if err != nil {
			return 0, err
		}
		looked = w.Health.Success
		if keys, err = dsig.ParseKeys(src.Keys...); err != nil {
			return 0, fmt.Errorf("the pinned keys of source %s: %w", src.ID, err)
		}
	}
	for {
		var rest []intake.Doc
		docs, rest, err = k.judge(ctx, src, keys, looked, docs)
		if err != nil {
			return kept, err
		}
		n, err := k.Store.KeepPolled(ctx, src, docs, h)
		kept += n
		if err != nil || len(rest) == 0 {
			return kept, err
		}
		docs = rest
	}
}

// judge looks at the alerts among documents; rest are those whose name an earlier one bears, still to be judged.
func (k judged) judge(ctx context.Context, src intake.Source, keys dsig.Keys, looked time.Time, docs []intake.Doc) (out, rest []intake.Doc, err error) {
	names := map[trust.Name]bool{}
	for _, d := range docs {
		if form, _ := intake.Classify(d.Raw); form != intake.FormCAP {
			out = append(out, d)
			continue
		}
		var failed error
		v := trust.JudgeAlert(src, keys, d.Raw, func(n trust.Name) trust.Past {
			p, err := k.PastOf(ctx, src.ID, n)
			failed = errors.Join(failed, err)
			p.Looked = looked
			return p
		}, k.places, k.now())
		if failed != nil {
			return nil, nil, failed
		}
		if a := v.Alert; a != nil {
			name := trust.Name{Sender: a.Sender, Identifier: a.Identifier, Sent: a.Sent.Instant.UTC()}
			if names[name] {
				rest = append(rest, d)
				continue
			}
			names[name] = true
			d.Meta.Message = &intake.Message{Sender: a.Sender, Identifier: a.Identifier, Sent: name.Sent, Digest: v.Digest}
		}
		if slices.ContainsFunc(d.Meta.Notes, func(n string) bool { return strings.HasPrefix(n, feed.EnvelopeStatus) }) {
			// An alert that calls itself actual, in an envelope that says drill: whichever is right, a person decides.
			v.Review, v.Notes = true, append(v.Notes, "it came in an envelope that does not say Actual: nothing in it is taken for live")
		}
		body, err := json.Marshal(v.Trust)
		if err != nil {
			return nil, nil, fmt.Errorf("writing down what was found of a document's trust: %w", err)
		}
		d.Meta.Trust, d.Meta.Of, d.Meta.Held = body, v.Of, v.Review
		out = append(out, d)
	}
	return out, rest, nil
}

// doors are the ways in that are not fetched over HTTP.
type doors struct {
	keeper judged
	max    int64
	now    func() time.Time
	posts  chan struct{} // places for posts that are being read

	mu      sync.Mutex
	folders map[intake.SourceID]*folderDoor
}

// folderDoor is a folder with the files that were handed over and are not known to be kept.
type folderDoor struct {
	folder.Folder
	pending []folder.File
}

// lookAtFolder is a look at a folder source.
func (d *doors) lookAtFolder(_ context.Context, src intake.Source, _ intake.Health) (docs []intake.Doc, o poll.Outcome) {
	d.mu.Lock()
	f := d.folders[src.ID]
	if f == nil || f.Dir != src.URL {
		f = &folderDoor{Folder: folder.Folder{Dir: src.URL, Max: d.max}}
		d.folders[src.ID] = f
	}
	d.mu.Unlock()
	seen, err := f.Look(src.Max)
	if err != nil {
		o.Failure, o.Error = intake.FailRefused, err.Error()
		return nil, o
	}
	for _, x := range seen.Files {
		some, _ := takeApart(src, x.Name, x.Raw)
		docs = append(docs, some...)
	}
	f.pending = seen.Files
	o.Answer = intake.Answer{Form: "folder", Docs: seen.Total}
	o.More = seen.Waiting > 0
	if n := len(seen.Trouble); n > 0 {
		o.Failure, o.Error = intake.FailUnparsable, fmt.Sprintf("%d files cannot be taken; the first: %v", n, seen.Trouble[0])
	}
	return docs, o
}

// told hears whether what a look gave was kept.
func (d *doors) told(src intake.Source, err error) {
	if src.Kind != intake.KindFolder || err != nil {
		return
	}
	d.mu.Lock()
	f := d.folders[src.ID]
	d.mu.Unlock()
	if f != nil {
		f.Taken(f.pending)
		f.pending = nil
	}
}

// push takes posts of push sources: POST /api/v1/push/{source}. The token is looked at before a byte of the body is.
func (d *doors) push(w http.ResponseWriter, q *http.Request) {
	answer := func(status int, v any) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	no := func(status int, words string) {
		answer(status, map[string]any{"status": status, "detail": words})
	}
	secret, ok := strings.CutPrefix(q.Header.Get("Authorization"), "Bearer ")
	if !ok {
		w.Header().Set("WWW-Authenticate", `Bearer realm="push"`)
		no(http.StatusUnauthorized, "A post needs the source's token: Authorization: Bearer tocsin_push_…")
		return
	}
	src, err := d.keeper.PushSource(q.Context(), intake.SourceID(q.PathValue("source")), secret)
	switch {
	case errors.Is(err, store.ErrNotFound):
		w.Header().Set("WWW-Authenticate", `Bearer realm="push", error="invalid_token"`)
		no(http.StatusUnauthorized, "There is no push source of this name that is on and has this token.")
		return
	case err != nil:
		w.Header().Set("Retry-After", "30")
		no(http.StatusServiceUnavailable, "The database does not answer; post it again.")
		return
	}
	if e := q.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		no(http.StatusUnsupportedMediaType, "Post it as it is, without compression.")
		return
	}
	select {
	case d.posts <- struct{}{}:
		defer func() { <-d.posts }()
	default:
		w.Header().Set("Retry-After", "5")
		no(http.StatusServiceUnavailable, "Too many posts at once; post it again in some seconds.")
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, q.Body, d.max))
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		no(http.StatusRequestEntityTooLarge, fmt.Sprintf("The post is longer than %d bytes.", d.max))
		return
	case err != nil:
		no(http.StatusBadRequest, "The post ended before its end.")
		return
	case len(raw) == 0:
		no(http.StatusBadRequest, "The post is empty.")
		return
	}
	n, fresh, err := d.keeper.brought(q.Context(), src, "", raw, d.now())
	if err != nil {
		w.Header().Set("Retry-After", "30")
		no(http.StatusServiceUnavailable, "It could not be kept; post it again.")
		return
	}
	status := http.StatusOK
	if fresh > 0 {
		status = http.StatusCreated
	}
	answer(status, map[string]int{"documents": n, "new": fresh})
}

// Checked is what a source answered when it was tried. Nothing of it is kept.
type Checked struct {
	Source     intake.SourceID `json:"source"`
	OK         bool            `json:"ok"`
	Error      string          `json:"error,omitempty"`
	Status     int             `json:"status,omitempty"` // HTTP
	Form       string          `json:"form,omitempty"`
	Bytes      int             `json:"bytes"`
	Documents  int             `json:"documents"`
	Linked     int             `json:"linked,omitempty"` // documents that it leads to
	Newest     time.Time       `json:"newest,omitzero"`
	Title      string          `json:"title,omitempty"` // of the newest
	Signatures map[string]int  `json:"signatures,omitempty"`
	CertEnd    time.Time       `json:"cert_end,omitzero"`
	Moved      string          `json:"moved,omitempty"`
	Notes      []string        `json:"notes,omitempty"`
	Took       time.Duration   `json:"took_ns"`
}

// Check tries sources, a few at a time, and gives for each what it answered, in the order of the list. tell, when it is not
// nil, hears of each as it ends.
func Check(ctx context.Context, c config.Config, list []intake.Source, tell func(Checked)) ([]Checked, error) {
	f, err := fetcher(c, WallClock().Now)
	if err != nil {
		return nil, err
	}
	polite := &poll.Polite{PerHost: sourcesPerHost, Gap: sourceGap, Now: time.Now}
	out := make([]Checked, len(list))
	work := make(chan int)
	var all sync.WaitGroup
	var mu sync.Mutex
	for range min(16, len(list)) {
		all.Go(func() {
			for i := range work {
				begun := time.Now()
				x := check(ctx, c, f, polite, list[i])
				x.Took = time.Since(begun)
				out[i] = x
				if tell != nil {
					mu.Lock()
					tell(x)
					mu.Unlock()
				}
			}
		})
	}
	for i := range list {
		work <- i
	}
	close(work)
	all.Wait()
	return out, ctx.Err()
}

func check(ctx context.Context, c config.Config, f *fetch.Fetcher, polite *poll.Polite, src intake.Source) Checked {
	x := Checked{Source: src.ID}
	fail := func(err error) Checked {
		x.Error = err.Error()
		return x
	}
	keys, err := dsig.ParseKeys(src.Keys...)
	if err != nil {
		return fail(fmt.Errorf("its pinned keys: %w", err))
	}
	get := func(at string) (fetch.Got, error) {
		leave, err := polite.Enter(ctx, hostOf(at), false)
		if err != nil {
			return fetch.Got{}, err
		}
		defer leave()
		return f.Get(ctx, fetch.Ask{URL: at, RedirectHost: src.RedirectHost})
	}
	var docs []intake.Doc
	switch src.Kind {
	case intake.KindFeed, intake.KindPage:
		got, err := get(src.URL)
		x.Status, x.CertEnd, x.Moved, x.Bytes = got.Status, got.CertEnd, got.Moved, len(got.Body)
		if err != nil {
			return fail(err)
		}
		raw := got.Body
		if src.Kind == intake.KindFeed {
			raw, _ = feed.Charset(raw, got.Charset)
		}
		b, err := feed.Split(src, got.FinalURL, raw)
		x.Form, x.Documents, x.Linked, x.Notes, docs = b.Form, b.Total, len(b.Links), b.Notes, b.Docs
		if err != nil {
			return fail(err)
		}
		if len(b.Links) > 0 { // one of them, to know that they can be had
			var d []intake.Doc
			if d, err = firstLinked(src, got.FinalURL, b.Links, get); err != nil {
				return fail(err)
			}
			docs = append(docs, d...)
		}
		for _, l := range b.Links {
			docs = append(docs, intake.Doc{Meta: l.Entry.Meta})
		}
	case intake.KindFolder:
		seen, err := (&folder.Folder{Dir: src.URL, Max: c.Intake.MaxBody}).Look(0)
		if err != nil {
			return fail(err)
		}
		x.Form, x.Documents = "folder", seen.Total
	case intake.KindPush:
		x.Notes = []string{"it posts to us and cannot be tried from here"}
	default:
		x.Notes = []string{"a source of kind " + string(src.Kind) + " is not tried by this command"}
	}
	for _, d := range docs {
		if d.Meta.Published.After(x.Newest) {
			x.Newest = d.Meta.Published
			x.Title = d.Meta.Title
		}
		if form, _ := intake.Classify(d.Raw); len(d.Raw) > 0 && form == intake.FormCAP {
			if x.Signatures == nil {
				x.Signatures = map[string]int{}
			}
			x.Signatures[string(dsig.Verify(d.Raw, keys, time.Now()).State)]++
		}
	}
	x.OK = true
	return x
}

func hostOf(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// firstLinked fetches the first linked document that may be fetched.
func firstLinked(src intake.Source, at string, links []feed.Link, get func(string) (fetch.Got, error)) ([]intake.Doc, error) {
	i := slices.IndexFunc(links, func(l feed.Link) bool {
		host := hostOf(l.URL)
		return host == hostOf(at) || host == hostOf(src.URL) || strings.EqualFold(host, src.Links)
	})
	if i < 0 {
		return nil, fmt.Errorf("the documents that it leads to stand at %s and may not be fetched: to allow it, set links: %[1]s", hostOf(links[0].URL))
	}
	got, err := get(links[i].URL)
	if err != nil {
		return nil, fmt.Errorf("the list can be read, and not the document that it leads to: %w", err)
	}
	b, err := feed.Split(src, got.FinalURL, got.Body)
	if err != nil {
		return nil, fmt.Errorf("the list can be read, and not the document that it leads to: %w", err)
	}
	return b.Docs, nil
}
