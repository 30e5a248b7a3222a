package where

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// BenchmarkRecognise is free recognition of the sentences of TestResolve; BenchmarkResolve the ranking alone.
func BenchmarkRecognise(b *testing.B) {
	body, _ := benchText()
	g := gaz()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Recognise(text.Cut(body), g, nil)
	}
}

func BenchmarkResolve(b *testing.B) {
	body, spans := benchText()
	g := gaz()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Resolve(body, spans, g, nil)
	}
}

func benchText() (string, []Span) {
	var s strings.Builder
	for _, c := range resolveCases {
		s.WriteString(c.text + " Nobody was hurt, the police said, and the road was open again before the evening came.\n\n")
	}
	return marked(s.String())
}
