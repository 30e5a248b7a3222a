package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Two texts of our own in the form of the corpus; the second tells of nothing.
const mucTexts = `{"docid": "TST1-MUC3-0007", "doctext": "hooded rebels attacked the textile factory. a car bomb exploded outside the tax office.", "extracts": {}}
{"docid": "DEV-MUC3-0008", "doctext": "the council opened a new library.", "extracts": {}}
`

func TestMUCFormats(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.json"), filepath.Join(dir, "out.json")
	if err := os.WriteFile(in, []byte(mucTexts), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"muc-grit", "muc-gtt"} {
		if err := run([]string{set, "-rules", in, out}); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]struct {
			Extracts  map[string][][][]any `json:"pred_extracts"`
			Templates []map[string]any     `json:"pred_templates"`
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		full, none := got["10007"], got["DEV-MUC3-0008"]
		if len(got) != 2 || len(none.Templates) != 0 {
			t.Fatalf("%s: %s", set, raw)
		}
		if set == "muc-grit" {
			for role, want := range map[string]string{"PerpInd": "hooded rebels", "Weapon": "car bomb"} {
				e := full.Extracts[role]
				if len(e) != 1 || len(e[0]) != 1 || len(e[0][0]) != 2 || e[0][0][0] != want {
					t.Errorf("%s = %v, want %s", role, e, want)
				}
			}
			if len(full.Extracts["Target"]) != 2 || len(full.Extracts["Victim"]) != 0 || full.Extracts["Victim"] == nil || len(none.Extracts) != 5 {
				t.Errorf("%s", raw)
			}
			continue
		}
		if len(full.Templates) != 2 || full.Templates[0]["incident_type"] != "attack" || full.Templates[1]["incident_type"] != "bombing" {
			t.Errorf("%s", raw)
		}
	}
}

func TestMUCBadInput(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.json")
	for _, bad := range []string{"{", `{"doctext": "x"}`} {
		if err := os.WriteFile(in, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := mucFile(in, filepath.Join(dir, "out.json"), false, mucRules); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
