package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// notSecurity reads the real CAP alerts under dir that are no matter of security by their own category.
func notSecurity(dir string) ([]*cap.Alert, error) {
	var out []*cap.Alert
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		a, _, err := cap.Parse(raw, cap.FeedOptions())
		if err != nil || len(a.Infos) == 0 || a.Sent.IsZero() {
			return nil // no alert by itself: a feed, a broken one
		}
		for _, in := range a.Infos {
			if len(in.Categories) == 0 || slices.Contains(in.Categories, cap.CategorySecurity) || slices.Contains(in.Categories, cap.CategoryCBRNE) {
				return nil
			}
		}
		if _, _, err := cap.Marshal(a); err == nil { // what cannot be written again cannot be multiplied
			out = append(out, a)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("no CAP alerts under %s", dir)
	}
	return out, err
}

// multiplied makes n alerts out of real ones. Each has an identifier of its own and is moved to the time of one of the texts, every
// second one to its place too, so that they lie where a wrong join would.
func multiplied(r *reading.Reader, from []*cap.Alert, docs []goldDoc, n int) ([]situation.Told, error) {
	rng := rand.New(rand.NewPCG(3, 4))
	type spot struct {
		at    time.Time
		name  string
		point geo.Point
	}
	var spots []spot
	for _, d := range docs {
		for _, e := range d.Told.Report.Events {
			for _, p := range e.Places {
				if p.Place.Point != (geo.Point{}) {
					spots = append(spots, spot{d.Told.Item.Published, p.Name, p.Place.Point})
				}
			}
		}
	}
	var out []situation.Told
	for i := range n {
		a := *from[i%len(from)]
		to := spots[rng.IntN(len(spots))]
		shift := to.at.Add(time.Duration(rng.IntN(96)-48) * time.Hour).Sub(a.Sent.Instant)
		move := func(t cap.Time) cap.Time {
			if !t.IsZero() {
				return cap.At(t.Instant.Add(shift))
			}
			return t
		}
		round := i / len(from)
		a.Identifier = fmt.Sprintf("%s-%d", a.Identifier, round)
		a.Sent = move(a.Sent)
		a.References = slices.Clone(a.References)
		for k := range a.References {
			a.References[k].Identifier = fmt.Sprintf("%s-%d", a.References[k].Identifier, round)
			a.References[k].Sent = move(a.References[k].Sent)
		}
		a.Infos = slices.Clone(a.Infos)
		for k := range a.Infos {
			in := &a.Infos[k]
			in.Effective, in.Onset, in.Expires = move(in.Effective), move(in.Onset), move(in.Expires)
			if i%2 == 0 {
				in.Areas = []cap.Area{{Desc: to.name, Circles: []cap.Circle{{Center: cap.Point{Lat: to.point.Lat, Lon: to.point.Lon}, RadiusKM: 20}}}}
			}
		}
		raw, _, err := cap.Marshal(&a)
		if err != nil {
			return nil, fmt.Errorf("alert %d (%s): %w", i, a.Identifier, err)
		}
		item := intake.NewItem(raw, intake.Meta{Source: "weather", Published: a.Sent.Instant}, a.Sent.Instant)
		rep, err := r.Read(item)
		if err != nil {
			return nil, fmt.Errorf("alert %d: %w", i, err)
		}
		rep.ID, rep.Item, item.Raw = reading.ReportID(fmt.Sprintf("weather-%05d", i)), item.ID, nil
		out = append(out, situation.Told{Report: rep, Item: item})
	}
	return out, nil
}

// mixed joins the texts among n alerts that are no matter of security, and tells whether that changed anything.
func mixed(r *reading.Reader, j situation.Joiner, docs []goldDoc, base, dir string, n int, now time.Time) error {
	real, err := notSecurity(dir)
	if err != nil {
		return err
	}
	alerts, err := multiplied(r, real, docs, n)
	if err != nil {
		return err
	}
	all := slices.Clone(alerts)
	for _, d := range docs {
		all = append(all, d.Told)
	}
	slices.SortStableFunc(all, func(a, b situation.Told) int { return a.Item.Published.Compare(b.Item.Published) })
	rng := rand.New(rand.NewPCG(5, 6))
	for _, order := range []string{"by time", "shuffled"} {
		if order == "shuffled" {
			rng.Shuffle(len(all), func(a, b int) { all[a], all[b] = all[b], all[a] })
		}
		w := situationtest.NewWorld(j, now)
		start := time.Now()
		for _, t := range all {
			if _, err := w.Hear(t); err != nil {
				return err
			}
		}
		took := time.Since(start)
		var bad []string
		kept := situationtest.NewWorld(j, now)
		events := 0
		for _, s := range w.Open() {
			weather, texts := 0, 0
			for _, m := range s.Members {
				if strings.HasPrefix(string(m.Report), "weather-") {
					weather++
				} else {
					texts++
				}
			}
			events += weather
			if weather > 0 && texts > 0 {
				bad = append(bad, fmt.Sprintf("%s: %d alerts, %d events of texts", s.Title, weather, texts))
			}
			if texts > 0 {
				kept.Situations[s.ID] = s
			}
		}
		fmt.Printf("weather (%s): %d alerts made of %d real ones (%d events), %d open situations, %.0f µs a report; %d joined with a security situation\n",
			order, n, len(real), events, len(w.Open()), float64(took.Microseconds())/float64(len(all)), len(bad))
		for _, b := range bad {
			fmt.Println("  wrong:", b)
		}
		if len(bad) > 0 {
			return fmt.Errorf("weather joined a security situation")
		}
		if s := shape(kept); s != base {
			return fmt.Errorf("the weather changed the situations of the texts:\n%s", differ(base, s))
		}
	}
	return nil
}
