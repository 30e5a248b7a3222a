package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/story/weigh"
)

const sets = "../../internal/reading/testdata/"

// The same sets give the same weights, and weights taught with one set give values of their kind in another.
func TestTheSameSetsTeachTheSame(t *testing.T) {
	dir := t.TempDir()
	var files [2][]byte
	for i := range files {
		out := filepath.Join(dir, "weights.bin")
		o := &options{chains: sets + "chains", out: out, fields: fields, grove: grove, sets: []string{"gold2=" + sets + "gold2", "gold11=" + sets + "gold11"}, often: 1}
		if err := run(o); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two runs gave two files")
	}
	w, err := weigh.Decode(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if w.Trees[weigh.Place] == nil || w.Trees[weigh.Issuer] != nil {
		t.Error("other fields than those asked for were taught")
	}
}

// Every phrase of every chain stands in its text.
func TestChainsStandInTheirTexts(t *testing.T) {
	files, err := filepath.Glob(sets + "chains/gold*.tsv")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d files of chains: %v", len(files), err)
	}
	for _, f := range files {
		name := filepath.Base(f[:len(f)-len(".tsv")])
		texts, err := readSet(sets+name, f)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(texts) == 0 {
			t.Errorf("%s: no text with chains", name)
		}
	}
}

func TestFindsTheNthPlace(t *testing.T) {
	for _, c := range []struct {
		phrase string
		at     int
	}{{"the attack", 0}, {"the attack@2", 15}, {"the attack@3", -1}, {"me@home", 26}} {
		at, _, ok := find("the attack and the attack me@home", c.phrase)
		if !ok {
			at = -1
		}
		if at != c.at {
			t.Errorf("%q stands at %d, want %d", c.phrase, at, c.at)
		}
	}
}
