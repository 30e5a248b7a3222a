package reading

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// TestManyAtOnce: one Reader reads texts in eight languages from many goroutines at once, the tables of each language first needed there, and
// each reading is the one that a text gives alone. Under -race it shows that nothing is written after the start.
func TestManyAtOnce(t *testing.T) {
	files, err := filepath.Glob("testdata/gold12/*.txt")
	if err != nil || len(files) < 14 {
		t.Fatalf("%d texts: %v", len(files), err)
	}
	r := theReader()
	read := func(raw []byte) string {
		rep, err := r.Read(itemOf(raw, time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC)))
		if err != nil {
			return err.Error()
		}
		b, err := json.Marshal(rep)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	texts := make([][]byte, len(files))
	for i, f := range files {
		if texts[i], err = os.ReadFile(f); err != nil {
			t.Fatal(err)
		}
	}
	got := make([][]string, 8)
	var all sync.WaitGroup
	for g := range got {
		all.Go(func() {
			for i := range texts {
				got[g] = append(got[g], read(texts[(i+g)%len(texts)]))
			}
		})
	}
	all.Wait()
	for g := range got {
		for i := range texts {
			if want := read(texts[(i+g)%len(texts)]); got[g][i] != want {
				t.Fatalf("%s is read differently beside others", files[(i+g)%len(texts)])
			}
		}
	}
}
