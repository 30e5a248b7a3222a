package intake

// Trust is what was found of an item's signature, sender and remit on its way in (DESIGN 6.7). It is kept with the item as
// JSON and shown to the desk; it never changes what the item says. The zero Trust says that nothing was looked at, which is not
// the same as nothing found.
type Trust struct {
	// Signature is the state of the XML signature: unsigned, valid (by a key pinned for the source), unknown_key or bad. Empty:
	// not a form that is signed.
	Signature string `json:"signature,omitempty"`
	SignedBy  string `json:"signed_by,omitempty"` // the subject of the certificate, or the hash of the key
	// Sender is who the document says it comes from: the CAP sender, or the address in From of a mail.
	Sender string `json:"sender,omitempty"`
	// Bound tells whether Sender is one of those that the source may carry; BoundUnstated when the source names none.
	Bound Bound `json:"bound,omitempty"`
	// Beyond are countries (ISO 3166-1) it speaks of that lie outside the source's remit.
	Beyond []string  `json:"beyond,omitempty"`
	Mail   *MailAuth `json:"mail,omitempty"`
	// Review says that a person must look before anything of it may join or be drafted from without one; Notes say why, in words
	// for the desk.
	Review bool     `json:"review,omitempty"`
	Notes  []string `json:"notes,omitempty"`
}

// Bound is whether a sender belongs to its source.
type Bound string

// The answers.
const (
	BoundYes      Bound = "yes"
	BoundNo       Bound = "no"
	BoundUnstated Bound = "unstated" // the source names no senders: any is taken, which is shown
)

// MailAuth is what the receiving mail server found of a mail's sender (RFC 8601), read from its header field.
type MailAuth struct {
	// Server is the authserv-id that says so. Trusted: it is the one configured for the mailbox, and the field stands above all
	// others of its name; anything else could have been written by the sender.
	Server  string `json:"server,omitempty"`
	Trusted bool   `json:"trusted"`
	SPF     string `json:"spf,omitempty"` // pass, fail, softfail, neutral, none, temperror, permerror
	DKIM    string `json:"dkim,omitempty"`
	DMARC   string `json:"dmarc,omitempty"`
	// Aligned: DMARC passed, or a DKIM signature of the organizational domain of From passed.
	Aligned bool `json:"aligned"`
}

// Vouched reports whether the operator's own mail server vouches for the sender of the mail.
func (a *MailAuth) Vouched() bool { return a != nil && a.Trusted && a.Aligned }
