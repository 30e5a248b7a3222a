package replay

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation"
)

// alerts of others: the maintainers' collection of real CAP alerts, read where it is present and never committed.
const realAlerts = "../../../../shared/data/cap"

var weather = []struct{ event, text string }{
	{"Severe thunderstorm", "Large hail and damaging winds. Outdoor gatherings and concerts are at risk; avoid crowds under trees."},
	{"Heavy snow", "Up to 20 cm of snow. Avoid all non-essential travel for the next 48 hours."},
	{"Extreme heat", "Temperatures up to 40 degrees. Large gatherings outdoors should be put off."},
	{"Flood", "Rivers are rising. Evacuate low-lying areas and follow the instructions of local authorities."},
	{"Forest fire", "The fire threatens several villages. Stay away; smoke may reach the city."},
	{"Gas leak", "Danger of explosion near the railway station. Shelter in place until further notice."},
	{"Strong wind", "Gusts up to 30 m/s may strike the city. Keep away from scaffolding and large crowds."},
	{"Avalanche danger", "The danger is high (level 4). An imminent slide may hit the road."},
}

// nearby bounds the alerts in Moscow: a fifth of the first so many. The neighbourhood of the threat is then the same among any
// larger number, so that what an alert costs is told apart from what a full neighbourhood costs.
const nearby = 1000

// noise makes n alerts that are no matter of security, some of them in Moscow and its region on the days of the threat, the others
// anywhere; where the maintainers' collection is present, half of them are real ones under new identifiers.
func noise(t testing.TB, r *rand.Rand, n int) [][]byte {
	t.Helper()
	var real []string
	_ = filepath.WalkDir(realAlerts, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".xml") {
			raw, err := os.ReadFile(path)
			if s := string(raw); err == nil && len(raw) < 60_000 && strings.Contains(s, "<identifier>") && !strings.Contains(s, "<category>Security") && !strings.Contains(s, "ignature>") {
				real = append(real, s)
			}
		}
		return nil
	})
	if len(real) == 0 {
		t.Log("the collection of real alerts is not here (it belongs to the maintainers' workplace): all alerts are made up")
	}
	id := regexp.MustCompile(`<identifier>[^<]*</identifier>`)
	out := make([][]byte, 0, n)
	for i := range n {
		if len(real) > 0 && i%2 == 0 {
			out = append(out, []byte(id.ReplaceAllLiteralString(real[r.IntN(len(real))], fmt.Sprintf("<identifier>noise-%d</identifier>", i))))
			continue
		}
		w := weather[r.IntN(len(weather))]
		at, lat, lon := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(22*24*60))*time.Minute), r.Float64()*120-55, r.Float64()*340-170
		where := fmt.Sprintf("District %d", i)
		if i%5 == 1 && i < nearby {
			where, lat, lon = []string{"Moscow", "Krasnogorsk", "Moscow region"}[r.IntN(3)], 55.75+r.Float64()*.4-.2, 37.6+r.Float64()*.6-.3
			at = time.Date(2024, 3, 7, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(3*24*60)) * time.Minute)
		}
		stamp := func(t time.Time) string { return t.Format("2006-01-02T15:04:05") + "-00:00" }
		out = append(out, fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>noise-%d</identifier><sender>met@weather.example.org</sender><sent>%s</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>en</language><category>%s</category><event>%s</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><expires>%s</expires><headline>%s in %s</headline><description>%s</description><area><areaDesc>%s</areaDesc><circle>%.3f,%.3f %d</circle></area></info></alert>`,
			i, stamp(at), []string{"Met", "Met", "Fire", "Safety", "Geo"}[r.IntN(5)], w.event, stamp(at.Add(time.Duration(6+r.IntN(48))*time.Hour)), w.event, where, w.text, where, lat, lon, 5+r.IntN(40)))
	}
	return out
}

// TestNoise plays Moscow among alerts that are no matter of security: none of them joins a situation of security, those
// situations are the same as without them, and each costs what the one before it did. TOCSIN_TEST_NOISE=10000 is the long form.
func TestNoise(t *testing.T) {
	n := 120
	if v := os.Getenv("TOCSIN_TEST_NOISE"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 10 {
			t.Fatalf("TOCSIN_TEST_NOISE=%q is no number of alerts, 10 or more", v)
		}
	} else if testing.Short() {
		n = 60
	}
	quiet, base, _ := among(t, 0)
	few, _, small := among(t, n/10)
	all, whole, large := among(t, n)
	if !slices.Equal(quiet, few) || !slices.Equal(quiet, all) {
		t.Errorf("without noise:\n  %s\nwith %d alerts:\n  %s", strings.Join(quiet, "\n  "), n, strings.Join(all, "\n  "))
	}
	t.Logf("Moscow alone %s, with %d alerts %s; an alert costs %s among %d and %s among %d", base.Round(time.Millisecond), n, whole.Round(time.Millisecond),
		small.Round(10*time.Microsecond), n/10, large.Round(10*time.Microsecond), n)
	if n >= 5000 && large > 2*small {
		t.Errorf("an alert costs %s among %d and %s among %d: the cost grows with the number of situations", small, n/10, large, n)
	}
}

// among plays Moscow with n alerts, in 20 fetches on the way, and gives its situations of security, the whole time, and the time
// of one alert.
func among(t *testing.T, n int) (situations []string, whole, each time.Duration) {
	t.Helper()
	ctx := context.Background()
	s, err := Load(filepath.Join(folder, "moscow-2024-03"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(ctx, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close(ctx)
	alerts := noise(t, rand.New(rand.NewPCG(1, 2)), n)
	noisy := map[string]bool{}
	begun, spent := time.Now(), time.Duration(0)
	for i, d := range s.Documents {
		if err := p.To(ctx, d.At); err != nil {
			t.Fatal(err)
		}
		if err := p.Take(ctx, d); err != nil {
			t.Fatal(err)
		}
		part := alerts[len(alerts)*i/len(s.Documents) : len(alerts)*(i+1)/len(s.Documents)]
		at := time.Now()
		for k, raw := range part {
			name := fmt.Sprintf("noise-%d-%d", i, k)
			noisy[name] = true
			if err := p.keep(ctx, Document{File: name, Source: "noise", Origin: "Weather offices", At: d.At}, raw); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.idle(ctx); err != nil {
			t.Fatal(err)
		}
		spent += time.Since(at)
	}
	whole = time.Since(begun)
	if n > 0 {
		each = spent / time.Duration(n)
	}
	all, err := p.Store.Situations(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range all {
		var from []string
		loud := 0
		for _, m := range x.Members {
			if file := p.files[m.Item]; noisy[file] {
				loud++
			} else {
				from = append(from, fmt.Sprintf("%s#%d", file, m.Event))
			}
		}
		switch {
		case len(from) == 0:
			continue
		case loud > 0:
			t.Errorf("%s holds %d alerts of weather and the like", x.Title, loud)
		}
		slices.Sort(from)
		situations = append(situations, line(x, from))
	}
	slices.Sort(situations)
	return situations, whole, each
}

func line(x situation.Situation, from []string) string {
	a, b := x.Window.Hull()
	return fmt.Sprintf("%s %s %s..%s: %s", x.Title, x.State, a.UTC().Format("2 Jan 15:04"), b.UTC().Format("2 Jan 15:04"), strings.Join(from, " "))
}
