package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

// entity is somebody or something of the key, with the words that may be given for it.
type entity []string

// key is a template of the answer key.
type key struct {
	kind  string
	roles [5][]entity
}

// doc is a text with its answer key.
type doc struct {
	id, text string
	roles    [5][]entity // of the whole text
	keys     []key
	page     *muc.Page
	lines    []*line
	topics   []uint32
	out      muc.Outlook
	cands    []*muc.Candidate
}

func readCorpus(path string) ([]*doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []*doc
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var raw struct {
			ID    string                       `json:"docid"`
			Text  string                       `json:"doctext"`
			Roles map[string][][][]any         `json:"extracts"`
			Keys  []map[string]json.RawMessage `json:"templates"`
		}
		if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
			return nil, fmt.Errorf("%s, text %d: %w", path, len(out)+1, err)
		}
		d := &doc{id: raw.ID, text: raw.Text}
		for i, r := range muc.Roles {
			d.roles[i] = entities(raw.Roles[string(r)])
		}
		seen := map[string]bool{}
		for _, m := range raw.Keys {
			var k key
			if err := json.Unmarshal(m["incident_type"], &k.kind); err != nil {
				return nil, fmt.Errorf("%s, text %d: %w", path, len(out)+1, err)
			}
			for i, r := range muc.Roles {
				var es [][][]any
				if err := json.Unmarshal(m[string(r)], &es); err != nil {
					return nil, fmt.Errorf("%s, text %d: %w", path, len(out)+1, err)
				}
				k.roles[i] = entities(es)
			}
			if s := fmt.Sprint(k); !seen[s] {
				seen[s] = true
				d.keys = append(d.keys, k)
			}
		}
		out = append(out, d)
	}
	return out, lines.Err()
}

func entities(raw [][][]any) (out []entity) {
	for _, e := range raw {
		var x entity
		for _, m := range e {
			if len(m) > 0 {
				if s, ok := m[0].(string); ok {
					x = append(x, s)
				}
			}
		}
		if len(x) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// has tells whether the words, made plain, may be given for the entity.
func (e entity) has(s string) bool {
	for _, m := range e {
		if muc.Plain(m) == s {
			return true
		}
	}
	return false
}
