package trust

import (
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// JudgeMail judges a mail by its sender: bound is whether its source names the sender, auth what the receiving server found of
// it (nil: nothing). Anybody can write any sender into a mail, so a sender that the source names counts only when the operator's
// own server vouches for it.
func JudgeMail(sender string, bound intake.Bound, auth *intake.MailAuth) intake.Trust {
	v := Verdict{Trust: intake.Trust{Sender: sender, Bound: bound, Mail: auth}}
	switch {
	case bound == intake.BoundNo:
		v.review(fmt.Sprintf("the sender %q is not one that this source may carry", clip(sender, 100)))
	case sender == "":
		v.review("it does not name one sender")
	case bound == intake.BoundYes && !auth.Vouched():
		switch {
		case auth == nil:
			v.review("the receiving server says nothing of whether the sender is real")
		case !auth.Trusted:
			v.review("what is said of the sender was not written by the server configured for this mailbox (mailboxes.HOST.authserv)")
		default:
			v.review("the receiving server does not vouch for the sender")
		}
	case !auth.Vouched():
		v.note("nobody vouches for the sender")
	}
	return v.Trust
}
