package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

var wordRE = regexp.MustCompile(`[A-Za-z][A-Za-z'-]*`)
var tagRE = regexp.MustCompile(`<[^>]*>`)

// commonWords gives the hashes of the words of the training set that other English news writes small: names have none.
func commonWords(in string, docs []*doc) ([]uint32, error) {
	small, big := map[string]int{}, map[string]int{}
	for _, dir := range []string{"timex", "toponyms"} {
		err := filepath.WalkDir(filepath.Join(in, dir), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") || (filepath.Ext(path) != ".tml" && filepath.Ext(path) != ".xml") {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, w := range wordRE.FindAllString(tagRE.ReplaceAllString(string(b), " "), -1) {
				if low := strings.ToLower(w); low == w {
					small[w]++
				} else {
					big[low]++
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	in2 := map[string]int{}
	for _, d := range docs {
		seen := map[string]bool{}
		for _, w := range wordRE.FindAllString(strings.ToLower(d.text), -1) {
			w = strings.TrimSuffix(w, "'s")
			if !seen[w] {
				seen[w] = true
				in2[w]++
			}
		}
	}
	var out []uint32
	for w, n := range in2 {
		if n >= 3 && (small[w] > 0 && small[w] >= big[w] || muc.Own(w)) {
			out = append(out, muc.Hash(w))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
