package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed files are what the generator writes, and there are 200 people.
func TestFilesAreGenerated(t *testing.T) {
	files := roster()
	if n := bytes.Count(files["people"], []byte("\n")) - 1; n != 200 {
		t.Errorf("%d people", n)
	}
	if n := bytes.Count(files["gatherings"], []byte("\n")) - 1; n != 6 {
		t.Errorf("%d gatherings", n)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "..", "internal", "hub", "scenario", "roster", name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s.csv differs from what the generator writes: go run ./tools/scenario", name)
		}
	}
}
