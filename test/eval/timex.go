package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// timex writes OUT/NAME for every TempEval-3 document NAME.tml in IN: the same document with the TEXT's TIMEX3 elements replaced
// by those the time grammar finds. Of the document only the text and the time of its creation (DCT) are used; all other
// annotation of the text is left out.
func timex(in, out string) error {
	files, err := filepath.Glob(filepath.Join(in, "*.tml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no .tml files in %s", in)
	}
	sort.Strings(files)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	texts, size, took, n := 0, 0, time.Duration(0), 0
	for _, f := range files {
		if strings.HasPrefix(filepath.Base(f), ".") {
			continue // what some systems keep beside a file
		}
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		head, text, tail, err := openTML(string(b))
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		start := time.Now()
		found := when.Expressions(text, creation(head))
		took += time.Since(start)
		texts, size, n = texts+1, size+len(text), n+len(found)
		if err := os.WriteFile(filepath.Join(out, filepath.Base(f)), []byte(head+mark(text, found)+tail), 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d texts, %d expressions, %.1f MB/s\n", texts, n, float64(size)/1e6/took.Seconds())
	return nil
}

// openTML gives what stands before the words of TEXT, the words without any markup, and what stands after them.
func openTML(s string) (head, text, tail string, err error) {
	i, j := strings.Index(s, "<TEXT>"), strings.LastIndex(s, "</TEXT>")
	if i < 0 || j < i {
		return "", "", "", fmt.Errorf("no TEXT element")
	}
	head, body, tail := s[:i+len("<TEXT>")], s[i+len("<TEXT>"):j], s[j:]
	var b strings.Builder
	for body != "" {
		k := strings.IndexByte(body, '<')
		if k < 0 {
			k = len(body)
		}
		b.WriteString(html.UnescapeString(body[:k]))
		body = body[k:]
		if e := strings.IndexByte(body, '>'); e >= 0 {
			body = body[e+1:]
		} else {
			body = ""
		}
	}
	return head, b.String(), tail, nil
}

// creation is the anchor that the DCT element gives: a day, or nothing.
func creation(head string) when.Anchor {
	_, dct, ok := strings.Cut(head, "<DCT>")
	if !ok {
		return when.Anchor{}
	}
	_, v, ok := strings.Cut(dct, `value="`)
	if !ok || len(v) < 10 {
		return when.Anchor{}
	}
	t, err := time.Parse(time.DateOnly, v[:10])
	if err != nil {
		return when.Anchor{}
	}
	return when.AnchorDay(t.Year(), t.Month(), t.Day(), time.UTC)
}

// mark writes the text as XML with its expressions as TIMEX3 elements.
func mark(text string, found []when.Expression) string {
	var b strings.Builder
	at := 0
	for i, e := range found {
		b.WriteString(escape.Replace(text[at:e.Start]))
		fmt.Fprintf(&b, `<TIMEX3 tid="t%d" type="%s" value="%s" temporalFunction="false" functionInDocument="NONE">`, i+1, e.Type, e.Value)
		b.WriteString(escape.Replace(text[e.Start:e.End]))
		b.WriteString("</TIMEX3>")
		at = e.End
	}
	b.WriteString(escape.Replace(text[at:]))
	return b.String()
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
