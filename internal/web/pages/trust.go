package pages

import (
	"encoding/json"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// trustOf reads what was found of an item on its way in; false when nothing was looked at.
func trustOf(it intake.Item) (intake.Trust, bool) {
	var t intake.Trust
	if len(it.Trust) == 0 || json.Unmarshal(it.Trust, &t) != nil {
		return t, false
	}
	return t, t.Signature != "" || t.Sender != "" || t.Mail != nil || len(t.Notes) > 0
}

// firstNote is the first reason why an item waits.
func firstNote(it intake.Item) string {
	if t, ok := trustOf(it); ok && len(t.Notes) > 0 {
		return t.Notes[0]
	}
	return ""
}

func alarmsWord(n int) string {
	if n == 1 {
		return "alarm"
	}
	return "alarms"
}

// Signed, unsigned, signed by somebody else and badly signed are four things, and look like four.
var signatureWords = map[string]string{"valid": "signed by a key pinned for its source", "unknown_key": "signed by a key that is not pinned", "unsigned": "not signed", "bad": "badly signed"}

func signatureClass(state string) string {
	switch state {
	case "valid":
		return "green"
	case "bad":
		return "red"
	case "unknown_key":
		return "amber"
	}
	return ""
}

var boundWords = map[intake.Bound]string{intake.BoundYes: "is one of its source's", intake.BoundNo: "is none of its source's", intake.BoundUnstated: "its source states no senders"}

func mailWords(a *intake.MailAuth) string {
	out := ""
	for _, x := range [][2]string{{"DKIM", a.DKIM}, {"SPF", a.SPF}, {"DMARC", a.DMARC}} {
		if x[1] != "" {
			if out != "" {
				out += ", "
			}
			out += x[0] + " " + x[1]
		}
	}
	switch {
	case out == "":
		out = "nothing"
	case a.Vouched():
		out += ": the sender is who the mail says"
	case !a.Trusted:
		out = "nothing; " + out + " stands in the mail, written by " + orDash(a.Server) + ", which is not ours"
	default:
		out += ": nobody vouches for the sender"
	}
	return out
}
