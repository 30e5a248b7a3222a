package intake

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// watch plays what happens to a source, minute by minute of a script, and gives its health. Each step waits and then looks:
// "5m ok 3 2" is answered with 3 documents of which 2 are new; "5m same" is unchanged; "5m fail unreachable" fails.
func watch(t *testing.T, s Source, steps ...string) (Health, time.Time) {
	t.Helper()
	now := noon
	h := Health{Source: s.ID, Since: now, Next: now}
	for _, step := range steps {
		var wait, what, why string
		times, docs, fresh := 1, 0, 0
		if rest, ok := strings.CutPrefix(step, "x"); ok {
			var n string
			n, step, _ = strings.Cut(rest, " ")
			fmt.Sscan(n, &times)
		}
		f := strings.Fields(step)
		wait, what = f[0], f[1]
		d, err := time.ParseDuration(wait)
		if err != nil {
			t.Fatal(err)
		}
		for range times {
			now = now.Add(d)
			switch what {
			case "ok":
				fmt.Sscan(f[2], &docs)
				if len(f) > 3 {
					fmt.Sscan(f[3], &fresh)
				}
				h = h.Answered(now, Answer{Form: "atom", Docs: docs}).Kept(now, fresh)
			case "same":
				h = h.Answered(now, Answer{Unchanged: true})
			case "fail":
				why = f[2]
				h = h.Failed(now, Failure(why), 503, "it said no")
			case "wait":
				continue
			default:
				t.Fatalf("no such step: %s", step)
			}
			h.Next = now.Add(s.Every)
		}
	}
	return h, now
}

func kinds(as []Alarm) string {
	var out []string
	for _, a := range as {
		k := string(a.Kind)
		if a.Kind == AlarmCertificate {
			k += fmt.Sprint("-", a.Stage)
		}
		out = append(out, k)
	}
	return strings.Join(out, " ")
}

func TestAlarms(t *testing.T) {
	plain := good(KindFeed)
	with := func(change func(*Source)) Source {
		s := good(KindFeed)
		change(&s)
		return s
	}
	push := good(KindPush)
	for _, c := range []struct {
		name  string
		src   Source
		steps []string
		want  string
	}{
		{"all is well", plain, []string{"0s ok 3 3", "x20 5m same"}, ""},
		{"new, and not yet looked at", plain, nil, ""},
		{"never answered, for less than three intervals", plain, []string{"1m fail unreachable", "14m fail unreachable"}, ""},
		{"never answered", plain, []string{"1m fail unreachable", "15m fail unreachable"}, "silent"},
		{"no answer for three intervals", plain, []string{"0s ok 3 3", "5m fail unreachable", "5m fail unreachable", "6m fail unreachable"}, "silent"},
		{"no answer for two", plain, []string{"0s ok 3 3", "5m fail unreachable", "5m fail unreachable"}, ""},
		{"it answers again", plain, []string{"0s ok 3 3", "x9 5m fail unreachable", "5m same"}, ""},
		{"a slow server's own beat counts", plain, []string{"0s ok 3 3", "x8 1h same", "2h fail unreachable"}, ""},
		{"but not for ever", plain, []string{"0s ok 3 3", "x8 1h same", "3h1m fail unreachable"}, "silent"},
		{"Tocsin stood still for a day", with(func(s *Source) { s.Every = time.Hour }), []string{"0s ok 3 3", "26h same"}, ""},
		{"Tocsin stands still, the source is not blamed", plain, []string{"0s ok 3 3", "12m wait"}, ""},
		{"nobody has looked for long", plain, []string{"0s ok 3 3", "21m wait"}, "silent"},
		{"an empty list where there were entries", plain, []string{"0s ok 3 3", "5m ok 0"}, "empty"},
		{"still empty, and unchanged", plain, []string{"0s ok 3 3", "5m ok 0", "5m same"}, "empty"},
		{"filled again", plain, []string{"0s ok 3 3", "5m ok 0", "5m ok 1"}, ""},
		{"always was empty", plain, []string{"0s ok 0", "5m ok 0"}, ""},
		{"may be empty", with(func(s *Source) { s.MayBeEmpty = true }), []string{"0s ok 3 3", "5m ok 0"}, ""},
		{"cannot be parsed", plain, []string{"0s ok 3 3", "5m fail unparsable"}, "unreadable"},
		{"too large", plain, []string{"0s fail too_large"}, "unreadable"},
		{"parsed again", plain, []string{"0s ok 3 3", "5m fail unparsable", "5m ok 3"}, ""},
		{"turned away twice", plain, []string{"0s ok 3 3", "x2 5m fail refused"}, ""},
		{"turned away three times", plain, []string{"0s ok 3 3", "x3 5m fail refused"}, "refused"},
		{"turned away for long", plain, []string{"0s ok 3 3", "x4 5m fail refused"}, "silent refused"},
		{"our own rules forbid it", plain, []string{"0s ok 3 3", "x3 1m fail forbidden"}, "refused"},
		{"off", with(func(s *Source) { s.On = false }), []string{"x9 1h fail refused"}, ""},
		{"something new each hour, then nothing for three", plain, []string{"0s ok 9 9", "x5 1h ok 9 1", "x37 5m same"}, "silent"},
		{"not quite three", plain, []string{"0s ok 9 9", "x5 1h ok 9 1", "x35 5m same"}, ""},
		{"too little is known of its rhythm", plain, []string{"0s ok 9 9", "x3 1h ok 9 1", "x99 1h same"}, ""},
		{"bursts once a day: the end of one is no silence", plain,
			[]string{"0s ok 1 1", "x10 5m ok 9 1", "24h ok 9 1", "x10 5m ok 9 1", "24h ok 9 1", "x40 5m ok 9 1", "x280 5m same"}, ""},
		{"bursts once a day, then nothing for more than three days", plain,
			[]string{"0s ok 1 1", "x10 5m ok 9 1", "24h ok 9 1", "x10 5m ok 9 1", "24h ok 9 1", "x40 5m ok 9 1", "x73 1h same"}, "silent"},
		{"the operator expects a word a day", with(func(s *Source) { s.Expect = 24 * time.Hour }), []string{"0s ok 9", "x73 1h ok 9"}, "silent"},
		{"a push source that never spoke", push, []string{"999h wait"}, ""},
		{"a push source that spoke each hour", push, []string{"0s ok 1 1", "x5 1h ok 1 1", "3h5m wait"}, "silent"},
		{"ten times the usual", plain, []string{"0s ok 500 500", "x240 1h ok 9 1", "1h ok 900 300"}, "volume"},
		{"nine times", plain, []string{"0s ok 500 500", "x240 1h ok 9 1", "1h ok 900 200"}, ""},
		{"the first week is not judged", plain, []string{"0s ok 500 500", "x24 5m ok 9 1", "5m ok 900 300"}, ""},
		{"few are no flood", plain, []string{"0s ok 9 9", "x240 1h same", "1h ok 19 19"}, ""},
		{"many from one that hardly spoke", plain, []string{"0s ok 9 9", "x240 1h same", "1h ok 20 20"}, "volume"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, now := watch(t, c.src, c.steps...)
			got := Alarms(c.src, h, now)
			if kinds(got) != c.want {
				t.Errorf("alarms %q, want %q: %+v", kinds(got), c.want, got)
			}
			for _, a := range got {
				if a.Words == "" || a.Playbook != "source-"+string(a.Kind) || a.Source != c.src.ID {
					t.Errorf("%+v", a)
				}
			}
		})
	}
}

func TestCertificateAlarms(t *testing.T) {
	in := func(days int) time.Time { return noon.AddDate(0, 0, days) }
	for _, c := range []struct {
		name       string
		begin, end time.Time
		pins       []string
		want       string
	}{
		{"none known", time.Time{}, time.Time{}, nil, ""},
		{"far off", in(-100), in(61), nil, ""},
		{"60 days", in(-300), in(60), nil, "certificate-60"},
		{"of unknown age", time.Time{}, in(45), nil, "certificate-60"},
		{"30 days", in(-300), in(30), nil, "certificate-30"},
		{"7 days", in(-300), in(7), nil, "certificate-7"},
		{"over", in(-300), in(-1), nil, "certificate-0"},
		{"one that a program renews each 90 days", in(-60), in(30), nil, ""},
		{"which the program forgot", in(-83), in(7), nil, "certificate-7"},
		{"pinned, 30 days", time.Time{}, time.Time{}, []string{certificateUntil(t, in(20))}, "certificate-30"},
		{"pinned, and the next one too", time.Time{}, time.Time{}, []string{certificateUntil(t, in(2)), certificateUntil(t, in(300))}, ""},
		{"pinned by its hash, which has no end", time.Time{}, time.Time{}, []string{certificateUntil(t, in(2)), "sha256:" + strings.Repeat("0", 64)}, ""},
		{"both: the one that ends first", in(-300), in(50), []string{certificateUntil(t, in(5))}, "certificate-7"},
	} {
		s := good(KindFeed)
		s.Keys = c.pins
		h := Health{Since: noon, Success: noon, Next: noon.Add(time.Minute), CertBegin: c.begin, CertEnd: c.end}
		if got := Alarms(s, h, noon); kinds(got) != c.want {
			t.Errorf("%s: %q, want %q", c.name, kinds(got), c.want)
		}
	}
}

func TestAnAnswerLongerThanIsTaken(t *testing.T) {
	s := good(KindFeed)
	h := Health{Since: noon}.Answered(noon, Answer{Docs: s.Max, Left: 17})
	h.Next = noon.Add(s.Every)
	if got := Alarms(s, h, noon); kinds(got) != "volume" || !strings.Contains(got[0].Words, "17") {
		t.Errorf("%+v", got)
	}
}

// A source that speaks at random moments (a Poisson process) keeps within three usual intervals in 99 of 100 gaps, whatever its
// rate; that is what the doc comment of UsualChange claims of the rule.
func TestUsualChangeOfARandomSource(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := good(KindFeed)
	wrong, gaps := 0, 0
	for range 200 {
		now := noon
		h := Health{Since: now, Change: now}
		for i := range 150 {
			gap := time.Duration(r.ExpFloat64() * float64(12*time.Hour))
			if usual := h.UsualChange(s); i > keepGaps && usual > 0 {
				gaps++
				if gap > silentTimes*usual {
					wrong++
				}
			}
			now = now.Add(gap)
			h = h.Kept(now, 1)
		}
		if len(h.Gaps) > keepGaps {
			t.Fatalf("%d gaps are remembered", len(h.Gaps))
		}
	}
	if share := float64(wrong) / float64(gaps); share > 0.01 || share == 0 || math.IsNaN(share) {
		t.Errorf("%d of %d gaps (%.2f %%) would be alarms", wrong, gaps, 100*share)
	} else {
		t.Logf("%d of %d gaps (%.2f %%) would be alarms", wrong, gaps, 100*share)
	}
}

func TestCompareAlarms(t *testing.T) {
	a := Alarm{Source: "a", Kind: AlarmSilent, Words: "now"}
	b := Alarm{Source: "a", Kind: AlarmCertificate, Stage: 30}
	was := []Raised{{Alarm: Alarm{Source: "a", Kind: AlarmSilent, Words: "then"}, ID: "1"}, {Alarm: Alarm{Source: "a", Kind: AlarmCertificate, Stage: 60}, ID: "2"}}
	up, over := Compare(was, []Alarm{a, b})
	if len(up) != 1 || up[0] != b || len(over) != 1 || over[0].ID != "2" {
		t.Errorf("up %+v, over %+v", up, over)
	}
	if up, over := Compare(nil, nil); up != nil || over != nil {
		t.Error("something out of nothing")
	}
}
