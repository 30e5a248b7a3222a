package text

import "strings"

// TrimThe is a name without its article.
func TrimThe(s string) string {
	for _, a := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, a)
	}
	return s
}

// Article reports whether a token is an article or another word that only leads to a name.
func Article(t *Token) bool {
	switch t.Norm {
	case "the", "a", "an", "this", "that", "some", "on", "in", "at", "by", "when", "after", "but", "and", "as", "while", "since", "both", "two", "local":
		return true
	}
	return false
}
