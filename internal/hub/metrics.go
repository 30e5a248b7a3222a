package hub

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// metrics are figures for an operator's dashboards and alarms. None of them holds a person's data: no name, address or place,
// and no label that grows with people or warnings.
type metrics struct {
	clock    Clock
	reg      *prometheus.Registry
	readN    *prometheus.CounterVec
	joinN    *prometheus.CounterVec
	attempts *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	lag      prometheus.Histogram
	rounds   *prometheus.CounterVec
	roundS   prometheus.Histogram
	looks    *prometheus.CounterVec
}

func newMetrics(clock Clock, s *store.Store) *metrics {
	m := &metrics{
		clock:    clock,
		reg:      prometheus.NewRegistry(),
		readN:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tocsin_items_read_total", Help: "Items read by this node, by result (read, unreadable)."}, []string{"result"}),
		joinN:    prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tocsin_events_joined_total", Help: "Events of reports by where they went (joined, opened, context)."}, []string{"to"}),
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tocsin_attempts_total", Help: "Attempts to deliver by this node, by channel and outcome."}, []string{"channel", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "tocsin_send_seconds", Help: "How long one send took.",
			Buckets: []float64{.005, .02, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"channel"}),
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "tocsin_dispatch_lag_seconds", Help: "How long deliveries had been due when they were claimed.",
			Buckets: []float64{.05, .2, .5, 1, 2, 5, 15, 60, 300, 1800}}),
		rounds: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tocsin_rounds_total", Help: "Rounds of the ticker, by result (done, failed)."}, []string{"result"}),
		roundS: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "tocsin_round_seconds", Help: "How long a round of the ticker took.", Buckets: []float64{.005, .02, .1, .5, 2, 10}}),
	}
	m.looks = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tocsin_source_looks_total", Help: "Looks at sources by this node, by result (answered, a failure, not_kept)."}, []string{"result"})
	for _, r := range []string{"answered", "not_kept", string(intake.FailUnreachable), string(intake.FailRefused), string(intake.FailUnparsable), string(intake.FailTooLarge), string(intake.FailForbidden)} {
		m.looks.WithLabelValues(r)
	}
	for _, r := range []string{"read", "unreadable"} {
		m.readN.WithLabelValues(r)
	}
	m.reg.MustRegister(m.readN, m.joinN, m.attempts, m.seconds, m.lag, m.rounds, m.roundS, m.looks, &gauges{s}, &sourceFigures{s, clock}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) read(result string)   { m.readN.WithLabelValues(result).Inc() }
func (m *metrics) looked(result string) { m.looks.WithLabelValues(result).Inc() }
func (m *metrics) joined(to string)     { m.joinN.WithLabelValues(to).Inc() }
func (m *metrics) round(d time.Duration, err error) {
	m.roundS.Observe(d.Seconds())
	if err != nil {
		m.rounds.WithLabelValues("failed").Inc()
	} else {
		m.rounds.WithLabelValues("done").Inc()
	}
}

// handler serves the figures; a token, when there is one, is asked for as "Authorization: Bearer …".
func (m *metrics) handler(token string) http.Handler {
	show := promhttp.HandlerFor(m.reg, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if token != "" {
			given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
				w.Header().Set("WWW-Authenticate", `Bearer realm="metrics"`)
				http.Error(w, "the metrics need the token of metrics.token_file", http.StatusUnauthorized)
				return
			}
		}
		show.ServeHTTP(w, r)
	})
}

// gauges are counted in the database when they are asked for.
type gauges struct{ s *store.Store }

var (
	itemsDesc      = prometheus.NewDesc("tocsin_items", "Items taken in, by state (readable, unreadable, waiting).", []string{"state"}, nil)
	deliveriesDesc = prometheus.NewDesc("tocsin_deliveries", "Deliveries by state.", []string{"state"}, nil)
	situationsDesc = prometheus.NewDesc("tocsin_situations", "Situations by state.", []string{"state"}, nil)
	warningsDesc   = prometheus.NewDesc("tocsin_warnings", "Warnings by state.", []string{"state"}, nil)
	overdueDesc    = prometheus.NewDesc("tocsin_deliveries_overdue", "Deliveries that are due and not under way.", nil, nil)
	oldestDesc     = prometheus.NewDesc("tocsin_queue_age_seconds", "How long the delivery that waits longest has been due.", nil, nil)
	tasksDesc      = prometheus.NewDesc("tocsin_tasks_open", "Tasks of the desk that are not done, by kind.", []string{"kind"}, nil)
	lateDesc       = prometheus.NewDesc("tocsin_tasks_overdue", "Tasks that were not taken or not done in time, by kind.", []string{"kind"}, nil)
	loudDesc       = prometheus.NewDesc("tocsin_tasks_loud", "Overdue tasks for which everybody on the list has been called: an alarm.", nil, nil)
	linesDesc      = prometheus.NewDesc("tocsin_ledger_lines", "Lines of the ledger.", nil, nil)
	upDesc         = prometheus.NewDesc("tocsin_database_up", "1 when the database answered the count, else 0.", nil, nil)
)

// Describe names the figures.
func (g *gauges) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{itemsDesc, deliveriesDesc, situationsDesc, warningsDesc, overdueDesc, oldestDesc, tasksDesc, lateDesc, loudDesc, linesDesc, upDesc} {
		c <- d
	}
}

// Collect counts them. When the database does not answer only tocsin_database_up is told, as 0.
func (g *gauges) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	v, err := g.s.Gauges(ctx)
	one := func(d *prometheus.Desc, x float64, labels ...string) {
		c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, x, labels...)
	}
	if err != nil {
		one(upDesc, 0)
		return
	}
	one(upDesc, 1)
	one(itemsDesc, float64(v.Items-v.Unreadable-v.Unread), "readable")
	one(itemsDesc, float64(v.Unreadable), "unreadable")
	one(itemsDesc, float64(v.Unread), "waiting")
	for d, m := range map[*prometheus.Desc]map[string]int64{deliveriesDesc: v.Deliveries, situationsDesc: v.Situations, warningsDesc: v.Warnings} {
		for state, n := range m {
			one(d, float64(n), state)
		}
	}
	one(overdueDesc, float64(v.Overdue))
	one(oldestDesc, v.Oldest.Seconds())
	for d, m := range map[*prometheus.Desc]map[string]int64{tasksDesc: v.Tasks.Open, lateDesc: v.Tasks.Overdue} {
		for kind, n := range m {
			one(d, float64(n), kind)
		}
	}
	one(loudDesc, float64(v.Tasks.Loud))
	one(linesDesc, float64(v.Lines))
}

// watchSenders counts and times what each channel does.
func (m *metrics) watchSenders(in map[warning.Channel]delivery.Sender) map[warning.Channel]delivery.Sender {
	out := map[warning.Channel]delivery.Sender{}
	for ch, s := range in {
		for _, o := range outcomes {
			m.attempts.WithLabelValues(string(ch), o)
		}
		out[ch] = watchedSender{s, m, string(ch)}
	}
	return out
}

var outcomes = map[delivery.OutcomeKind]string{delivery.OutcomeAccepted: "accepted", delivery.OutcomeRefused: "refused",
	delivery.OutcomeRetry: "retry", delivery.OutcomeInDoubt: "in_doubt"}

type watchedSender struct {
	delivery.Sender
	m  *metrics
	ch string
}

func (s watchedSender) Send(ctx context.Context, msg delivery.Message) delivery.Outcome {
	begun := time.Now()
	out := s.Sender.Send(ctx, msg)
	s.m.seconds.WithLabelValues(s.ch).Observe(time.Since(begun).Seconds())
	name, ok := outcomes[out.Kind]
	if !ok {
		name = "in_doubt" // what the dispatcher makes of an unknown outcome
	}
	s.m.attempts.WithLabelValues(s.ch, name).Inc()
	return out
}

// watchStore measures how late deliveries are claimed.
func (m *metrics) watchStore(s delivery.Store) delivery.Store { return watchedStore{s, m} }

type watchedStore struct {
	delivery.Store
	m *metrics
}

func (s watchedStore) ClaimDeliveries(ctx context.Context, batch int64, most int, lease time.Duration) ([]delivery.Delivery, warning.Warning, error) {
	ds, w, err := s.Store.ClaimDeliveries(ctx, batch, most, lease)
	now := s.m.clock.Now()
	for _, d := range ds {
		if !d.Due.IsZero() && d.Due.Before(now) {
			s.m.lag.Observe(now.Sub(d.Due).Seconds())
		} else {
			s.m.lag.Observe(0)
		}
	}
	return ds, w, err
}
