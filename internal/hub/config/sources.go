package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// sourceKeys are the keys of an entry of the sources file, in the order of the guide.
var sourceKeys = []string{"id", "name", "kind", "url", "authority", "country", "lang", "every", "on", "reliability", "senders", "remit", "keys",
	"redirect_host", "links", "max", "may_be_empty", "expect"}

// maxSourcesFile is the longest sources file that is read, in bytes.
const maxSourcesFile = 16 << 20

// LoadSources reads the operator's sources file. Every fault is told with its line, all at once; with one fault nothing of the
// file holds. An entry of keys that begins with "file:" names a PEM file, beside the sources file unless its path is whole.
func LoadSources(path string) ([]intake.Source, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("sources_file: there is no file %s: copy tocsin-sources.example.yaml and fill it in", path)
	} else if err != nil {
		return nil, fmt.Errorf("sources_file: %w", err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxSourcesFile+1))
	if err != nil {
		return nil, fmt.Errorf("sources_file: reading %s: %w", path, err)
	}
	if len(raw) > maxSourcesFile {
		return nil, fmt.Errorf("sources_file: %s is longer than %d bytes", path, maxSourcesFile)
	}
	out, err := parseSources(raw, filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("the sources file %s cannot be used:\n%w", path, err)
	}
	return out, nil
}

func parseSources(raw []byte, dir string) ([]intake.Source, error) {
	var doc yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(raw))
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil // only comments
	} else if err != nil {
		return nil, err // names the line
	}
	if err := d.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more than one document (---) in it")
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: it begins with \"sources:\" and a list", top.Line)
	}
	p := sourcesParser{dir: dir, at: map[intake.SourceID]int{}}
	for i := 0; i+1 < len(top.Content); i += 2 {
		k, v := top.Content[i], top.Content[i+1]
		switch {
		case k.Value != "sources":
			p.no(k, "%v", known(k.Value, []string{"sources"}))
		case v.Kind == yaml.ScalarNode && v.Tag == "!!null":
		case v.Kind != yaml.SequenceNode:
			p.no(v, "sources is a list: each entry begins with a hyphen")
		default:
			for _, e := range v.Content {
				p.entry(e)
			}
		}
	}
	return p.out, errors.Join(p.bad...)
}

type sourcesParser struct {
	dir string
	out []intake.Source
	at  map[intake.SourceID]int // line of each id
	bad []error
}

func (p *sourcesParser) no(n *yaml.Node, format string, args ...any) {
	p.bad = append(p.bad, fmt.Errorf("line %d: "+format, append([]any{n.Line}, args...)...))
}

// entry reads one source.
func (p *sourcesParser) entry(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		p.no(n, "an entry holds keys such as id, name, kind and url")
		return
	}
	s := intake.Source{On: true}
	lines := map[string]*yaml.Node{}
	before := len(p.bad)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if err := known(k.Value, sourceKeys); err != nil {
			p.no(k, "%v", err)
			continue
		}
		if lines[k.Value] != nil {
			p.no(k, "%s stands twice in this entry", k.Value)
			continue
		}
		lines[k.Value] = v
		if err := p.value(&s, k.Value, v); err != nil {
			p.no(v, "%s: %v", k.Value, err)
		}
	}
	if len(p.bad) > before {
		return
	}
	s = s.Filled()
	if err := s.Check(); err != nil {
		for line := range strings.Lines(err.Error()) { // each begins with its key
			key, _, _ := strings.Cut(line, ":")
			at := n
			if v := lines[key]; v != nil {
				at = v
			}
			p.no(at, "%s", strings.TrimSpace(line))
		}
		return
	}
	if first, ok := p.at[s.ID]; ok {
		p.no(n, "id: %q stands in line %d already", s.ID, first)
		return
	}
	p.at[s.ID] = n.Line
	p.out = append(p.out, s)
}

func (p *sourcesParser) value(s *intake.Source, key string, v *yaml.Node) error {
	if v.Kind == yaml.ScalarNode && v.Tag == "!!null" {
		return nil // a key whose value is commented out
	}
	words := func(into *string) error {
		if v.Kind != yaml.ScalarNode {
			return errors.New("is one value, not a list")
		}
		*into = v.Value
		return nil
	}
	list := func(into *[]string) error {
		if v.Kind != yaml.SequenceNode || slices.ContainsFunc(v.Content, func(e *yaml.Node) bool { return e.Kind != yaml.ScalarNode }) {
			return errors.New("is a list of values")
		}
		for _, e := range v.Content {
			*into = append(*into, e.Value)
		}
		return nil
	}
	span := func(into *time.Duration) error {
		d, err := time.ParseDuration(v.Value)
		if v.Kind != yaml.ScalarNode || err != nil {
			return fmt.Errorf("%q is no duration such as 90s, 5m or 24h", v.Value)
		}
		*into = d
		return nil
	}
	switch key {
	case "id":
		return words((*string)(&s.ID))
	case "name":
		return words(&s.Name)
	case "kind":
		return words((*string)(&s.Kind))
	case "url":
		return words(&s.URL)
	case "authority":
		return words(&s.Authority)
	case "country":
		return words(&s.Country)
	case "lang":
		return words(&s.Lang)
	case "reliability":
		return words(&s.Reliability)
	case "redirect_host":
		return words(&s.RedirectHost)
	case "links":
		return words(&s.Links)
	case "every":
		return span(&s.Every)
	case "expect":
		return span(&s.Expect)
	case "senders":
		return list(&s.Senders)
	case "remit":
		return list(&s.Remit)
	case "keys":
		if err := list(&s.Keys); err != nil {
			return err
		}
		var err error
		s.Keys, err = KeyFiles(s.Keys, p.dir)
		return err
	case "max":
		return v.Decode(&s.Max)
	case "on":
		return plainBool(v, &s.On)
	case "may_be_empty":
		return plainBool(v, &s.MayBeEmpty)
	}
	panic("config: a key of sourceKeys without a case: " + key)
}

// plainBool takes true and false alone: an "on" that is neither would switch a source off in silence.
func plainBool(v *yaml.Node, into *bool) error {
	if v.Kind != yaml.ScalarNode || v.Value != "true" && v.Value != "false" {
		return fmt.Errorf("%q: true or false", v.Value)
	}
	*into = v.Value == "true"
	return nil
}

// KeyFiles puts the certificates of files in the place of their names ("file:PATH", beside dir unless the path is whole); a
// file may hold several. Other entries stay as they are.
func KeyFiles(keys []string, dir string) ([]string, error) {
	var out []string
	for _, k := range keys {
		name, ok := strings.CutPrefix(k, "file:")
		if !ok {
			out = append(out, k)
			continue
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		const end = "-----END CERTIFICATE-----"
		text := strings.TrimSpace(string(raw))
		if !strings.Contains(text, end) {
			return nil, fmt.Errorf("%s holds no PEM certificate", name)
		}
		for block := range strings.SplitAfterSeq(text, end) {
			if block = strings.TrimSpace(block); block != "" {
				out = append(out, block+"\n")
			}
		}
	}
	return out, nil
}
