package gazetteer

import (
	_ "embed"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
)

//go:embed demonyms.txt
var demonymText string

// readDemonyms reads "XX word word_with_space" lines.
func readDemonyms() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(demonymText) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		for _, w := range words[1:] {
			out[fold.Key(strings.ReplaceAll(w, "_", " "))] = words[0]
		}
	}
	return out
}
