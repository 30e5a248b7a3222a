// Command weigh learns internal/reading/story/weigh/weights.bin from marked texts: the English sets of internal/reading/testdata, and the
// gold set for development where it lies beside the tree.
//
//	go run ./tools/weigh [-leave SET] [-out FILE] [NAME=FOLDER...]
//
// A set is a folder of records (format tocsin-gold/1) and, in -chains, a file NAME.tsv that says by which words each event is spoken of:
// lines "record, tab, event or none, tab, phrases between bars", a phrase followed by @N for its Nth place in the text. -leave keeps one
// set out, so that it can be read as a text never seen. The same files give the same bytes. docs/weigh-model.md tells more.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/story/weigh"
	"github.com/tocsin-hub/tocsin/internal/reading/trees/learn"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("weigh: ")
	o := options{}
	flag.StringVar(&o.chains, "chains", "internal/reading/testdata/chains", "folder with NAME.tsv for each set")
	flag.StringVar(&o.out, "out", "internal/reading/story/weigh/weights.bin", "file for the weights")
	flag.StringVar(&o.leave, "leave", "", "set to leave out")
	flag.StringVar(&o.fields, "fields", fields, "fields that weights are learned for")
	flag.IntVar(&o.grove.Trees, "trees", grove.Trees, "trees of a field")
	flag.IntVar(&o.grove.Depth, "depth", grove.Depth, "cuts from the root of a tree to a leaf")
	flag.IntVar(&o.often, "often", often, "how often each text of the set for development counts")
	flag.Float64Var(&o.least, "least", 0, "log odds from which a value is taken")
	flag.Float64Var(&o.grove.Rate, "rate", grove.Rate, "how much of each tree is taken")
	flag.Parse()
	o.grove.Leaf, o.grove.Lambda = grove.Leaf, grove.Lambda
	o.sets = flag.Args()
	if err := run(&o); err != nil {
		log.Fatal(err)
	}
}

// fields are those that weights read better than the rules alone in texts that they were not learned from.
const fields = "place time action target_physical target_human weapon audience"

// grove is how the trees of the embedded weights are taught; leaving out each set in turn set it.
var grove = learn.Grove{Trees: 30, Depth: 4, Rate: 0.18, Leaf: 8, Lambda: 3}

// often is how often a text of the set for development counts: it was marked by those who set the measure.
const often = 3

type options struct {
	chains, out, leave, fields string
	grove                      learn.Grove
	least                      float64
	often                      int
	sets                       []string
}

func run(o *options) error {
	if len(o.sets) == 0 {
		names, err := filepath.Glob(filepath.Join(o.chains, "*.tsv"))
		if err != nil {
			return err
		}
		for _, n := range names {
			name := strings.TrimSuffix(filepath.Base(n), ".tsv")
			dir := filepath.Join(filepath.Dir(o.chains), name)
			if name == "develop" {
				dir = filepath.Join("..", "shared", "gold", "develop")
			}
			if _, err := os.Stat(dir); err != nil {
				fmt.Printf("%s is not here and is left out\n", dir)
				continue
			}
			o.sets = append(o.sets, name+"="+dir)
		}
	}
	g, err := gazetteer.Load()
	if err != nil {
		return fmt.Errorf("loading the gazetteer: %w", err)
	}
	var samples [weigh.Fields][]learn.Sample
	for _, s := range o.sets {
		name, dir, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("%q is no NAME=FOLDER", s)
		}
		if name == o.leave {
			continue
		}
		texts, err := readSet(dir, filepath.Join(o.chains, name+".tsv"))
		if err != nil {
			return fmt.Errorf("reading set %s: %w", name, err)
		}
		times := 1
		if name == "develop" {
			times = o.often
		}
		for range times {
			for _, t := range texts {
				t.samples(g, &samples)
			}
		}
	}
	w := &weigh.Weights{}
	for f, s := range samples {
		if !slices.Contains(strings.Fields(o.fields), weigh.Names[f]) || len(s) == 0 {
			continue
		}
		w.Features[f] = len(s[0].X)
		w.Trees[f] = learn.Fit(s, o.grove)
		w.Least[f] = o.least
		yes, right := 0, 0
		for _, x := range s {
			if x.Y {
				yes++
			}
			if (w.Trees[f].Score(x.X) >= 0) == x.Y {
				right++
			}
		}
		fmt.Printf("%-16s %6d pairs, %5d of them right, %d features, %.1f %% told rightly of those taught\n", weigh.Names[f], len(s), yes, w.Features[f], 100*float64(right)/float64(len(s)))
	}
	b := w.Bytes()
	if _, err := weigh.Decode(b); err != nil {
		return err
	}
	if err := os.WriteFile(o.out, b, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", o.out, len(b))
	return nil
}
