package reading

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestOwnGold reads the marked texts of this repository: every kind of event and every action, level of advice and window that is
// marked as needed is counted, and the share found must not fall: nine in ten, of the sets that other writers wrote last less. Full figures
// come from the gold set's scorer.
func TestOwnGold(t *testing.T) {
	files, err := filepath.Glob("testdata/gold*/*.json")
	if err != nil || len(files) < 26 {
		t.Fatalf("%d records: %v", len(files), err)
	}
	need, got := map[string]int{}, map[string]int{}
	negatives := map[bool]int{}
	read := map[bool][]string{} // negatives in which an event was read; true: snippets of one to three sentences
	for _, f := range files {
		others := ""
		for _, set := range []string{"gold10", "gold11", "gold12", "gold13", "gold14", "gold15", "gold16", "gold17", "gold18", "gold19"} {
			if strings.Contains(f, set) {
				others = " of " + set
			}
		}
		var rec struct {
			TextFile string `json:"text_file"`
			Doc      struct{ Date, Relation string }
			Events   []struct {
				Type     string
				Optional bool
				Action   []struct {
					Code     string
					Optional bool
				}
				Advice []struct {
					Code, Scope string
					Optional    bool
				}
			}
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &rec); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(f), rec.TextFile))
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse(time.DateOnly, rec.Doc.Date)
		if err != nil {
			t.Fatal(err)
		}
		rep := readBytes(t, raw, day)
		if rec.Doc.Relation == "negative" && len(rep.Events) > 0 {
			short := others == " of gold18"
			read[short] = append(read[short], f+": "+string(rep.Events[0].Type))
		}
		if rec.Doc.Relation == "negative" {
			negatives[others == " of gold18"]++
		}
		for _, e := range rec.Events {
			if e.Optional {
				continue
			}
			has := func(field string, ok func(*Event) bool) {
				field += others
				need[field]++
				for i := range rep.Events {
					if string(rep.Events[i].Type) == e.Type && ok(&rep.Events[i]) {
						got[field]++
						return
					}
				}
			}
			has("type", func(*Event) bool { return true })
			for _, a := range e.Action {
				if !a.Optional {
					has("action", func(x *Event) bool {
						return slices.ContainsFunc(x.Actions, func(c Coded) bool { return c.Code == a.Code })
					})
				}
			}
			for _, a := range e.Advice {
				if !a.Optional {
					has("advice", func(x *Event) bool {
						return slices.ContainsFunc(x.Advice, func(c Coded) bool { return c.Code == a.Code && c.Scope == a.Scope })
					})
				}
			}
		}
	}
	for short, oneIn := range map[bool]int{false: 20, true: 2} {
		if len(read[short])*oneIn > negatives[short] {
			t.Errorf("an event was read in %d of %d texts that have none (snippets: %t): %s", len(read[short]), negatives[short], short, strings.Join(read[short], "; "))
		}
	}
	for field, n := range need {
		least := map[string]int{"type of gold10": 85, "action of gold10": 60, "advice of gold10": 55,
			"type of gold11": 70, "action of gold11": 60, "advice of gold11": 60, "type of gold12": 80, "action of gold12": 70, "advice of gold12": 70,
			"type of gold13": 85, "action of gold13": 80, "advice of gold13": 85, "type of gold14": 80, "action of gold14": 60, "advice of gold14": 60,
			"type of gold15": 72, "action of gold15": 45, "advice of gold15": 48, "type of gold16": 60, "action of gold16": 50, "advice of gold16": 50,
			"type of gold17": 75, "action of gold17": 65, "advice of gold17": 75, "type of gold18": 45, "action of gold18": 45, "advice of gold18": 35,
			"type of gold19": 65, "action of gold19": 60, "advice of gold19": 60}[field]
		if least == 0 {
			least = 90
		}
		if got[field]*100 < n*least {
			t.Errorf("%s: only %d of %d found", field, got[field], n)
		}
	}
}
