package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

// mucRoles is how the formats write fillers: for each role entities, each a list of mentions, each a text and its place.
type mucRoles map[string]any

// mucFile reads a MUC-4 set, one JSON object a line with docid and doctext, and writes the answers by short id: the role fillers
// of each text (pred_extracts, as GRIT writes them) or its templates (pred_templates, as GTT does). What the set says of the
// roles is not read. read is what reads a text.
func mucFile(in, out string, templates bool, read func(string) muc.Found) error {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close()
	answers, took := map[string]map[string]any{}, time.Duration(0)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct {
			ID   string `json:"docid"`
			Text string `json:"doctext"`
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return fmt.Errorf("%s, text %d: %w", in, len(answers)+1, err)
		}
		id, err := mucID(d.ID)
		if err != nil {
			return fmt.Errorf("%s, text %d: %w", in, len(answers)+1, err)
		}
		start := time.Now()
		found := read(d.Text)
		took += time.Since(start)
		if !templates {
			answers[id] = map[string]any{"doc": d.Text, "pred_extracts": fill(mucRoles{}, found.Fillers)}
			continue
		}
		ts := []mucRoles{}
		for _, t := range found.Templates {
			ts = append(ts, fill(mucRoles{"incident_type": string(t.Kind)}, t.Roles))
		}
		answers[id] = map[string]any{"doc": d.Text, "pred_templates": ts}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	b, err := json.MarshalIndent(answers, "", " ")
	if err != nil {
		return err
	}
	fmt.Printf("%d texts read in %v\n", len(answers), took.Round(time.Microsecond))
	return os.WriteFile(out, append(b, '\n'), 0o644)
}

func fill(to mucRoles, roles map[muc.Role][]muc.Filler) mucRoles {
	for _, r := range muc.Roles {
		es := [][][]any{}
		for _, x := range roles[r] {
			es = append(es, [][]any{{x.Text, x.Start}})
		}
		to[string(r)] = es
	}
	return to
}

// mucRules reads a text with the rules alone.
func mucRules(s string) muc.Found {
	ts := muc.Rules(s)
	return muc.Found{Fillers: muc.Fillers(ts), Templates: ts}
}

// mucID is the short id under which the formats file a text: TST3-MUC4-0012 is 30012. An id of another form stays as it is.
func mucID(id string) (string, error) {
	if id == "" {
		return "", errors.New("no docid")
	}
	p := strings.Split(id, "-")
	if len(p) < 3 || p[0] == "" {
		return id, nil
	}
	set, err1 := strconv.Atoi(p[0][len(p[0])-1:])
	n, err2 := strconv.Atoi(p[len(p)-1])
	if err1 != nil || err2 != nil {
		return id, nil
	}
	return strconv.Itoa(set*10000 + n), nil
}
