// Command eval runs the text reader over a set and writes its answers for the set's scorer.
//
//	go run ./test/eval gold IN_DIR OUT_DIR
//	go run ./test/eval timex IN_DIR OUT_DIR
//	go run ./test/eval advice FILE.jsonl|DIR
//	go run ./test/eval muc-grit [-rules] IN.json OUT.json
//	go run ./test/eval muc-gtt [-rules] IN.json OUT.json
//	go run ./test/eval toponym [-alone|-earlier|-free] IN.xml OUT.json
//	go run ./test/eval situations [-v] [-weather DIR] [-weights] IN_DIR...
//
// gold reads every record ID.json with its ID.txt in IN_DIR (format tocsin-gold/1) and writes OUT_DIR/ID.json with the events
// found. Of a record only its id, the name of its text file and its date are used: the date is what a source gives as the time
// of publication. The reader takes it only where the text has no date of its own.
//
// timex reads TempEval-3 documents (.tml) and writes them with the TIMEX3 elements that the time grammar finds.
//
// advice DIR reads a folder of stored advice of governments (../shared/data/advisories) and counts, set by set, how many levels are the
// source's own, each difference told, and what changed between stored versions.
//
// advice FILE.jsonl reads lines {"level": 1 to 4, "text": ...} of old US travel advisories and counts how often the first level of
// advice read is the one that the line was filed under.
//
// muc-grit and muc-gtt read MUC-4 texts, one JSON object a line with docid and doctext, and write by short id the role fillers of
// each text (pred_extracts, as GRIT does) or its templates (pred_templates, as GTT does); -rules leaves the learned weights out.
//
// toponym reads a corpus of place names (LGL, TR-News, GeoVirus as XML) and writes a JSON array of its articles in order, each
// {"docid", "toponyms"}; "toponyms" has one entry for each of the corpus, in order: offset and end (characters, as the corpus
// gives them), phrase, geonameid, lat, lon (null where nothing was found), by (what it rests on) and others. Each text is read
// with what the other texts of its source (domain) speak of; -alone reads it by itself, -earlier with those before it in the
// file, -free finds the names itself. What the corpus says of its places is not read.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && (args[0] == "muc-grit" || args[0] == "muc-gtt") {
		if len(args) == 3 {
			return mucFile(args[1], args[2], args[0] == "muc-gtt", muc.Read)
		}
		if len(args) == 4 && args[1] == "-rules" {
			return mucFile(args[2], args[3], args[0] == "muc-gtt", mucRules)
		}
	}
	g, err := gazetteer.Load()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	r := reading.New(g)
	switch {
	case len(args) == 3 && args[0] == "gold":
		return gold(r, args)
	case len(args) == 3 && args[0] == "timex":
		return timex(args[1], args[2])
	case len(args) >= 3 && len(args) <= 4 && args[0] == "toponym":
		return toponymArgs(g, args)
	case len(args) >= 2 && args[0] == "situations":
		return situations(g, r, args[1:])
	case len(args) == 2 && args[0] == "advice":
		return levels(r, g, args[1])
	}
	return errors.New("usage: eval gold IN_DIR OUT_DIR | eval timex IN_DIR OUT_DIR | eval advice FILE.jsonl|DIR | eval muc-grit [-rules] IN.json OUT.json | eval muc-gtt [-rules] IN.json OUT.json | eval toponym [-alone|-earlier|-free] IN.xml OUT.json | eval situations [-v] [-weather DIR] [-weights] IN_DIR [IN_DIR]")
}

// levels compares levels of advice: of a folder of stored advice, or of a file of old US texts.
func levels(r *reading.Reader, g *gazetteer.Gazetteer, file string) error {
	if st, err := os.Stat(file); err == nil && st.IsDir() {
		return (&adviceSets{r: r, g: g, dir: file}).run()
	}
	all, right, counts, err := oldLevels(r, file)
	if err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		fmt.Printf("%5d  %s\n", counts[k], k)
	}
	fmt.Printf("%d of %d right (%.1f %%) with %s\n", right, all, 100*float64(right)/float64(max(1, all)), reading.Version)
	return nil
}

func gold(r *reading.Reader, args []string) error {
	recs, err := readRecords(args[1])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[2], 0o755); err != nil {
		return err
	}
	texts, took := 0, time.Duration(0)
	for _, rec := range recs {
		raw, err := os.ReadFile(filepath.Join(args[1], rec.TextFile))
		if err != nil {
			return err
		}
		meta := intake.Meta{}
		if rec.Doc.Date != "" {
			if meta.Published, err = time.Parse(time.DateOnly, rec.Doc.Date); err != nil {
				return fmt.Errorf("%s: %w", rec.ID, err)
			}
		}
		item := intake.NewItem(raw, meta, meta.Published)
		start := time.Now()
		rep, err := r.Read(item)
		took += time.Since(start)
		texts++
		if err != nil { // the other texts are read all the same; this one has no events
			fmt.Fprintf(os.Stderr, "%s: %v\n", rec.ID, err)
		}
		out, err := json.MarshalIndent(answer(rec.ID, &rep, raw), "", " ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(args[2], rec.ID+".json"), append(out, '\n'), 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d texts read in %v with %s\n", texts, took.Round(time.Microsecond), reading.Version)
	return nil
}

type record struct {
	ID       string `json:"id"`
	TextFile string `json:"text_file"`
	Doc      struct {
		Date string `json:"date"`
	} `json:"doc"`
}

// readRecords are the records of a folder; a text without one is read too, with nothing known but its words.
func readRecords(dir string) ([]record, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	var recs []record
	has := map[string]bool{}
	for _, f := range files {
		rec, err := readRecord(f)
		if err != nil {
			return nil, err
		}
		recs, has[rec.TextFile] = append(recs, rec), true
	}
	texts, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	for _, f := range texts {
		if name := filepath.Base(f); !has[name] {
			recs = append(recs, record{ID: strings.TrimSuffix(name, ".txt"), TextFile: name})
		}
	}
	if len(recs) == 0 {
		return nil, fmt.Errorf("no records and no texts in %s", dir)
	}
	slices.SortFunc(recs, func(a, b record) int { return strings.Compare(a.ID, b.ID) })
	return recs, nil
}

func readRecord(file string) (rec record, err error) {
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &rec)
	}
	if err == nil && (rec.ID == "" || rec.TextFile == "") {
		err = errors.New("no id or no text_file")
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return rec, err
}

// The answer format of the gold set's scorer.
type (
	span struct {
		S int    `json:"s"`
		E int    `json:"e"`
		T string `json:"t"`
	}
	gaz struct {
		Source  string  `json:"source"`
		ID      *int64  `json:"id"`
		Lat     float64 `json:"lat"`
		Lon     float64 `json:"lon"`
		Country string  `json:"country"`
		Level   string  `json:"level"`
		Within  int64   `json:"within,omitempty"`
	}
	value struct {
		Name     string  `json:"name,omitempty"`
		Code     string  `json:"code,omitempty"`
		Role     string  `json:"role,omitempty"`
		Scope    string  `json:"scope,omitempty"`
		Value    string  `json:"value,omitempty"`
		From     *string `json:"from,omitempty"`
		To       *string `json:"to,omitempty"`
		Gaz      *gaz    `json:"gazetteer,omitempty"`
		Mentions []span  `json:"mentions"`
	}
	event struct {
		ID       string  `json:"id"`
		Type     string  `json:"type"`
		Stage    string  `json:"stage"`
		Trigger  []span  `json:"trigger"`
		Actor    []value `json:"actor,omitempty"`
		Target   []value `json:"target_physical,omitempty"`
		Human    []value `json:"target_human,omitempty"`
		Weapon   []value `json:"weapon,omitempty"`
		Place    []value `json:"place,omitempty"`
		Time     []value `json:"time,omitempty"`
		Issuer   []value `json:"issuer,omitempty"`
		Resp     []value `json:"responder,omitempty"`
		Audience []value `json:"audience,omitempty"`
		Action   []value `json:"action,omitempty"`
		Advice   []value `json:"advice,omitempty"`
	}
	answers struct {
		ID     string  `json:"id"`
		Events []event `json:"events"`
	}
)

func answer(id string, rep *reading.Report, raw []byte) answers {
	spans := func(evs []reading.Evidence) []span {
		out := []span{}
		for _, e := range evs {
			out = append(out, span{e.Start, e.End, string(raw[e.Start:e.End])})
		}
		return out
	}
	named := func(ns []reading.Named) (out []value) {
		for _, n := range ns {
			out = append(out, value{Name: n.Name, Mentions: spans(n.Evidence)})
		}
		return out
	}
	coded := func(cs []reading.Coded) (out []value) {
		for _, c := range cs {
			out = append(out, value{Code: c.Code, Scope: c.Scope, Mentions: spans(c.Evidence)})
		}
		return out
	}
	a := answers{ID: id, Events: []event{}}
	for i, e := range rep.Events {
		o := event{
			ID: fmt.Sprintf("e%d", i+1), Type: string(e.Type), Stage: string(e.Stage), Trigger: spans(e.Trigger),
			Actor: named(e.Actors), Target: named(e.Targets), Human: named(e.Humans), Weapon: named(e.Weapons),
			Issuer: named(e.Issuers), Resp: named(e.Responder), Audience: named(e.Audiences),
			Action: coded(e.Actions), Advice: coded(e.Advice),
		}
		for _, p := range e.Places {
			id := p.Place.ID
			o.Place = append(o.Place, value{Name: p.Name, Role: string(p.Role), Mentions: spans(p.Evidence),
				Gaz: &gaz{Source: "geonames", ID: &id, Lat: p.Place.Point.Lat, Lon: p.Place.Point.Lon, Country: p.Place.Country, Level: p.Place.Kind.String()}})
		}
		for _, t := range e.Times {
			v := value{Role: string(t.Role), Value: t.Value, Mentions: spans(t.Evidence)}
			from, to := t.Interval.Hull()
			v.From, v.To = day(from), day(to.Add(-1))
			if to.IsZero() {
				v.To = nil
			}
			o.Time = append(o.Time, v)
		}
		a.Events = append(a.Events, o)
	}
	return a
}

// day is the local day of t, nil for an open end. The end of an interval is exclusive, so its caller steps back first.
func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}
