package office

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestTables compiles every phrase and holds each row in the table of its kind.
func TestTables(t *testing.T) {
	text.Compile(Tables()...)
	for i, kinds := range []map[string]bool{{"act": true, "shun": true}, {"act": true, "shun": true}, {"iss": true}, {"aud": true, "res": true, "grd": true, "told": true}} {
		for _, e := range Tables()[i] {
			if !kinds[e.Kind] || e.Code == "" {
				t.Errorf("entry %s %s in table %d", e.Kind, e.Code, i)
			}
		}
	}
}
