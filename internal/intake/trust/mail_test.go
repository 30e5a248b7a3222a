package trust

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

func TestJudgeMail(t *testing.T) {
	good := &intake.MailAuth{Server: "mx", Trusted: true, Aligned: true, DMARC: "pass"}
	for _, c := range []struct {
		name   string
		sender string
		bound  intake.Bound
		auth   *intake.MailAuth
		review bool
	}{
		{"named and vouched for", "a@state.example", intake.BoundYes, good, false},
		{"named, nothing found", "a@state.example", intake.BoundYes, nil, true},
		{"named, found by a stranger", "a@state.example", intake.BoundYes, &intake.MailAuth{Server: "evil", Aligned: true}, true},
		{"named, found wanting", "a@state.example", intake.BoundYes, &intake.MailAuth{Trusted: true, DMARC: "fail"}, true},
		{"not named", "x@evil.example", intake.BoundNo, good, true},
		{"any sender taken", "x@paper.example", intake.BoundUnstated, nil, false},
		{"no sender", "", intake.BoundUnstated, good, true},
	} {
		got := JudgeMail(c.sender, c.bound, c.auth)
		if got.Review != c.review || got.Review && len(got.Notes) == 0 {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
