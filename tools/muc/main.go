// Command muc learns internal/reading/muc/weights.bin from a local copy of the MUC-4 training set, which is no part of this project.
//
//	go run ./tools/muc -in ../shared/data/texts
//
// It first tells how good the weights are on texts that they were not learned from (cross-validation over the training set), sets
// the limits by that, learns from the whole set, writes the file, and scores the set for development with it. The same files give
// the same bytes. docs/muc-model.md tells more.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "../shared/data/texts", "folder with muc4, and timex and toponyms for the common words")
	out := flag.String("out", "internal/reading/muc/weights.bin", "file for the weights")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		log.Fatalf("muc: %v", err)
	}
}

// folds is into how many parts the training set is cut; each is judged by what was learned from the others.
const folds = 4

func run(in, out string) error {
	docs, err := readSet(in, "train")
	if err != nil {
		return err
	}
	common, err := commonWords(in, docs)
	if err != nil {
		return err
	}
	set := muc.NewWords(common)
	for _, d := range docs {
		d.prepare(set)
	}
	for f := range folds {
		a, b := split(docs, f)
		c, o := learnChain(a), learnOutlook(a)
		c.number(b)
		for _, d := range b {
			d.look(c, o)
		}
	}
	limits := trial(docs)

	m, r := learnStages(docs)
	m.Limits, m.Common = limits, common
	c, o := learnChain(docs), learnOutlook(docs)
	m.Step = c.step
	var kept int
	m.Chain, kept = muc.NewTable(17, muc.Tags, c.keys, func(i int) []float32 { return c.w[i][:] })
	fmt.Printf("chain: %d of %d features kept\n", kept, len(c.keys))
	m.Outlook, kept = muc.NewTable(14, len(o.w[0]), o.keys, func(i int) []float32 { return o.w[i][:] })
	fmt.Printf("outlook: %d of %d features kept\n", kept, len(o.keys))
	m.Rates, kept = r.table()
	fmt.Printf("rates: %d of %d keys kept\n", kept, len(r))
	raw := m.Bytes()
	if err := os.WriteFile(out, raw, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", out, len(raw))
	if m, err = muc.Decode(raw); err != nil {
		return err
	}
	dev, err := readSet(in, "dev")
	if err != nil {
		return err
	}
	var fillers [6]tally
	var templates [7]tally
	for _, d := range dev {
		f := m.Read(d.text)
		scoreFillers(&fillers, &d.roles, plainWords(f.Fillers))
		var as []answer
		for _, t := range f.Templates {
			as = append(as, answer{string(t.Kind), *plainWords(t.Roles)})
		}
		scoreTemplates(&templates, d.keys, as)
	}
	fmt.Println("dev, precision/recall/F1; the last column: all")
	show("CEAF-REE", fillers[:])
	show("GTT", templates[:])
	return nil
}

func show(title string, ts []tally) {
	fmt.Printf("%-10s", title)
	for _, t := range ts {
		p, r, f := t.prf()
		fmt.Printf("  %.1f/%.1f/%.1f", p, r, f)
	}
	fmt.Println()
}

// readSet reads a set in both of its forms.
func readSet(in, name string) ([]*doc, error) {
	docs, err := readCorpus(filepath.Join(in, "muc4", "grit", name+".json"))
	if err != nil {
		return nil, err
	}
	keys, err := readCorpus(filepath.Join(in, "muc4", "gtt", name+".json"))
	if err != nil {
		return nil, err
	}
	if len(keys) != len(docs) {
		return nil, fmt.Errorf("the two forms of %s hold %d and %d texts", name, len(docs), len(keys))
	}
	for i := range docs {
		docs[i].keys = keys[i].keys
	}
	return docs, nil
}

func plainWords(f map[muc.Role][]muc.Filler) *[5][]string {
	var out [5][]string
	for i, r := range muc.Roles {
		for _, x := range f[r] {
			out[i] = append(out[i], muc.Plain(x.Text))
		}
	}
	return &out
}

func split(docs []*doc, f int) (a, b []*doc) {
	for i, d := range docs {
		if i%folds == f {
			b = append(b, d)
		} else {
			a = append(a, d)
		}
	}
	return
}
