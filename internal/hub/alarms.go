package hub

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// The ways by which the operator is told of an alarm.
const (
	tellEmail   = "email"
	tellWebhook = "webhook"
)

// How often the sources are judged, and old bytes are looked for. By the program's clock.
const (
	judgeEvery = 10 * time.Second
	emptyEvery = time.Hour
	emptyAtMax = 200 // items in one transaction
)

// alarmWays are those that are configured.
func alarmWays(c config.Config) []string {
	var out []string
	if c.Alarms.Email != "" {
		out = append(out, tellEmail)
	}
	if c.Alarms.Webhook != "" {
		out = append(out, tellWebhook)
	}
	return out
}

// alarmHook makes the sender that posts alarms; nil when no webhook is configured for them.
func alarmHook(c config.Config, secret string, clock func() time.Time) (*webhook.Sender, error) {
	if c.Alarms.Webhook == "" {
		return nil, nil
	}
	allow, err := networks(c)
	if err != nil {
		return nil, err
	}
	o := safehttp.Options{Allow: allow, Timeout: c.Delivery.Timeout}
	if u, err := url.Parse(c.Alarms.Webhook); err == nil {
		if p, err := strconv.ParseUint(u.Port(), 10, 16); err == nil {
			o.Ports = []uint16{uint16(p)}
		}
	}
	if err := o.CheckURL(c.Alarms.Webhook); err != nil {
		return nil, fmt.Errorf("alarms.webhook: %w (plain http is only for an address within safehttp.allow)", err)
	}
	return webhook.New(webhook.Config{Secret: secret, Client: safehttp.New(o), Clock: clock})
}

// watchSources judges the sources, now and then, and removes old bytes; each round of the ticker calls it.
func (h *Hub) watchSources(ctx context.Context, r *running) error {
	now := h.clock.Now()
	var errs []error
	if now.Sub(r.judged) >= judgeEvery {
		r.judged = now
		up, over, err := r.store.JudgeSources(ctx, r.up, r.ways...)
		if err != nil {
			errs = append(errs, fmt.Errorf("judging the sources: %w", err))
		} else if up+over > 0 {
			h.log.Warn("alarms of sources changed; tocsin sources lists them", "raised", up, "over", over)
		}
	}
	if keep := h.opt.Config.Intake.KeepBytes; keep > 0 && now.Sub(r.emptied) >= emptyEvery {
		n, err := r.store.EmptyItems(ctx, now.Add(-keep), emptyAtMax)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("removing the bytes of old items: %w", err))
		case n < emptyAtMax: // all are done; otherwise the next round goes on
			r.emptied = now
		}
	}
	return errors.Join(errs...)
}

// alarmTold is an alarm as the operator's webhook gets it. Fields are only ever added.
type alarmTold struct {
	intake.Raised
	Name string `json:"name"` // of the source
	Text string `json:"text"`
}

// tell sends one alarm by one way. What is refused for good is logged, since another attempt would be refused too; everything
// else is tried again with the same key.
func (h *Hub) tell(ctx context.Context, r *running, id string, over bool, way string) error {
	a, err := r.store.Alarm(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	w, err := r.store.Source(ctx, a.Source)
	if err != nil {
		return err
	}
	if !over {
		a.Cleared = time.Time{} // told as it was, even when it is over by now
	}
	c := h.opt.Config
	subject, text := alarmWords(a, w.Source, over, c.BaseURL)
	key, kind := "alarm-"+id+"-raised", "source.alarm"
	if over {
		key, kind = "alarm-"+id+"-over", "source.alarm_over"
	}
	var out delivery.Outcome
	switch {
	case way == tellEmail && r.mail != nil && c.Alarms.Email != "":
		out = r.mail.Send(ctx, delivery.Message{Key: key, Kind: delivery.OfAlarm, To: c.Alarms.Email, Lang: "en", Subject: subject, Body: text})
	case way == tellWebhook && r.hook != nil:
		out = r.hook.Post(ctx, c.Alarms.Webhook, key, kind, alarmTold{a, w.Source.Name, text})
	default: // no longer configured
		return nil
	}
	switch out.Kind {
	case delivery.OutcomeAccepted:
		return nil
	case delivery.OutcomeRefused:
		h.log.Error("the operator could not be told of an alarm: refused for good", "way", way, "source", a.Source, "alarm", a.Kind, "error", out.Err)
		return nil
	}
	return fmt.Errorf("telling the operator of an alarm by %s: %w", way, out.Err)
}

// alarmWords are the subject and the text of a mail.
func alarmWords(a intake.Raised, src intake.Source, over bool, base string) (subject, text string) {
	const form = "2006-01-02 15:04 MST"
	var b strings.Builder
	fmt.Fprintf(&b, "Source:   %s (%s)\n", src.Name, src.ID)
	fmt.Fprintf(&b, "Alarm:    %s: %s\n", a.Kind, a.Words)
	fmt.Fprintf(&b, "Raised:   %s\n", a.Raised.UTC().Format(form))
	subject = fmt.Sprintf("[Tocsin] source %s: %s", src.ID, a.Kind)
	if over {
		subject = fmt.Sprintf("[Tocsin] over: source %s: %s", src.ID, a.Kind)
		fmt.Fprintf(&b, "Over:     %s\n", a.Cleared.UTC().Format(form))
		if !src.On {
			b.WriteString("          because the source was switched off\n")
		}
	} else {
		fmt.Fprintf(&b, "Playbook: docs/playbooks/%s.md\n", a.Playbook)
		b.WriteString("\nUntil it is over, do not read this source's silence as \"no warnings\".\n")
	}
	fmt.Fprintf(&b, "\n%s\n", strings.TrimRight(base, "/"))
	return subject, b.String()
}

// sourceFigures are the metrics of the sources, read from the database when they are asked for.
type sourceFigures struct {
	s     *store.Store
	clock Clock
}

var (
	sourceUpDesc     = prometheus.NewDesc("tocsin_source_up", "1 when the last look at a source that is on succeeded, else 0.", []string{"source"}, nil)
	sourceAgeDesc    = prometheus.NewDesc("tocsin_source_success_age_seconds", "Since when a source that is on has not answered: seconds since the last success, or since it was switched on.", []string{"source"}, nil)
	sourceChangeDesc = prometheus.NewDesc("tocsin_source_change_age_seconds", "Seconds since a source brought something new.", []string{"source"}, nil)
	sourceFailDesc   = prometheus.NewDesc("tocsin_source_failures", "Looks at a source that failed in a row.", []string{"source"}, nil)
	sourceDocsDesc   = prometheus.NewDesc("tocsin_source_documents", "Documents in the last whole answer of a source.", []string{"source"}, nil)
	sourceAlarmDesc  = prometheus.NewDesc("tocsin_source_alarm", "1 for each alarm of a source that goes on.", []string{"source", "kind"}, nil)
)

// Describe names the figures.
func (f *sourceFigures) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{sourceUpDesc, sourceAgeDesc, sourceChangeDesc, sourceFailDesc, sourceDocsDesc, sourceAlarmDesc} {
		c <- d
	}
}

// Collect reads them. When the database does not answer nothing is told; tocsin_database_up says so.
func (f *sourceFigures) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	ws, err := f.s.Sources(ctx)
	if err != nil {
		return
	}
	now := f.clock.Now()
	one := func(d *prometheus.Desc, x float64, labels ...string) {
		c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, x, labels...)
	}
	for _, w := range ws {
		if !w.Source.On {
			continue
		}
		h, id := w.Health, string(w.Source.ID)
		up, from := 1.0, h.Success
		if h.Failure != "" || h.Success.IsZero() && w.Source.Kind.Polled() {
			up = 0
		}
		if from.IsZero() {
			from = h.Since
		}
		one(sourceUpDesc, up, id)
		one(sourceAgeDesc, max(0, now.Sub(from).Seconds()), id)
		if !h.Change.IsZero() {
			one(sourceChangeDesc, max(0, now.Sub(h.Change).Seconds()), id)
		}
		one(sourceFailDesc, float64(h.Failures), id)
		one(sourceDocsDesc, float64(h.Docs), id)
	}
	open, err := f.s.Alarms(ctx, true, 100_000)
	if err != nil {
		return
	}
	seen := map[string]bool{} // two stages of one certificate are one figure
	for _, a := range open {
		if k := string(a.Source) + " " + string(a.Kind); !seen[k] {
			seen[k] = true
			one(sourceAlarmDesc, 1, string(a.Source), string(a.Kind))
		}
	}
}
