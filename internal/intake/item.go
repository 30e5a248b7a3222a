// Package intake takes in what the outside says: each inbound document becomes an Item, raw bytes that are hashed, kept
// and never changed.
//
// Nothing is refused for what it contains. Bytes that cannot be read are kept as an Item marked unreadable, with the reason,
// and shown to the desk: a source that sends rubbish is news too (DESIGN 6.6).
package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// ItemID names one Item. SourceID names one Source.
type (
	ItemID   string
	SourceID string
)

// Form is what kind of document an Item's bytes are.
type Form string

// The forms known so far.
const (
	FormText Form = "text" // plain UTF-8 text: an embassy alert, a news text
	FormCAP  Form = "cap"  // one CAP alert
	FormHTML Form = "html" // a page, or a piece of one
	FormMail Form = "mail" // a mail with its header (RFC 5322)
	// FormEntry is one entry of a feed that is none of the forms below: an Atom entry or an RSS item, as feed.Split gives it.
	FormEntry Form = "entry"
	// Forms of governments' travel advice and threat levels: one country's document, or a whole list.
	FormUSAdvice     Form = "us_advice"      // State Department: an item of the RSS feed, or the feed
	FormUSAdviceJSON Form = "us_advice_json" // State Department: an element of cadataapi, or the array
	FormUKAdvice     Form = "uk_advice"      // GOV.UK content API, schemas travel_advice and travel_advice_index
	FormCAAdvice     Form = "ca_advice"      // Global Affairs Canada: index-*.json, cta-cap-XX.json
	FormDEAdvice     Form = "de_advice"      // Auswärtiges Amt: opendata/travelwarning
	FormAUAdvice     Form = "au_advice"      // Smartraveller: an item of the RSS feed, or the feed
	FormAdviceList   Form = "advice_list"    // a list of levels that others made of a government's pages (JSON)
	FormUSNTAS       Form = "us_ntas"        // DHS National Terrorism Advisory System
	FormUKThreat     Form = "uk_threat"      // MI5: an item of the threat level feed, or the feed
	FormBBK          Form = "bbk"            // BBK/NINA: a warning, which is CAP as JSON, or the index mapData.json
	FormUnknown      Form = "unknown"        // bytes that are none of these
)

// Item is one inbound document.
type Item struct {
	ID     ItemID   `json:"id"`
	Source SourceID `json:"source,omitempty"` // empty: handed in by a person or the API
	Title  string   `json:"title"`            // for lists: the first line or the CAP headline, at most 160 bytes
	Origin string   `json:"origin,omitempty"` // who published it, as told on the way in ("US Embassy Moscow", "The Morning Post")
	URL    string   `json:"url,omitempty"`
	Form   Form     `json:"form"`
	Raw    []byte   `json:"-"`
	SHA256 string   `json:"sha256"` // hex, of Raw; with Source it makes fetching twice harmless
	// Published is when the source says it was published; zero when it does not say.
	Published time.Time `json:"published,omitzero"`
	Received  time.Time `json:"received"`
	// Country is the one that its source writes from or of, ISO 3166-1 alpha-2; empty: not known. Of places with one name the
	// reader takes those of that country where the text does not say otherwise.
	Country string `json:"country,omitempty"`
	// Identity is what the document is "the same" by within its source, whatever its content now says: the entry's id or its URL.
	// A new version is a new Item with the same Identity. Empty: nothing tells versions of it.
	Identity string `json:"identity,omitempty"`
	// Content is the SHA-256, in hex, of the part of the document that counts; two versions with the same Content say the same.
	// Empty: every byte counts.
	Content string `json:"content,omitempty"`
	// Of is empty, or the Item of another source with the same bytes that came first. Such a duplicate is kept and linked; it is
	// neither read nor joined, so that an echo is not counted as a second voice.
	Of ItemID `json:"of,omitempty"`
	// Trust is what was found of its signature, sender and remit, as JSON; empty: nothing was looked at.
	Trust json.RawMessage `json:"trust,omitempty"`
	// Held says that a person must look before anything of it joins a situation; Trust says why.
	Held bool `json:"held,omitempty"`
	// Message is what makes a CAP alert the same message whatever bytes it comes in; nil for everything else.
	Message *Message `json:"message,omitempty"`
	// Emptied is when its bytes were removed by the retention rule, the hash kept; zero: they are there.
	Emptied time.Time `json:"emptied,omitzero"`
	// Unreadable is empty, or why the bytes could not be read. Such an Item has no Report and stays on the desk's list.
	Unreadable string `json:"unreadable,omitempty"`
}

// Message names a CAP message (CAP 1.2, section 3.2.1: sender, identifier and moment of sending make it unique) and has the hash
// of what it says.
type Message struct {
	Sender     string    `json:"sender"`
	Identifier string    `json:"identifier"`
	Sent       time.Time `json:"sent"`
	Digest     string    `json:"digest"` // hex SHA-256 of every value; layout and signature do not count
}

// Hash is the hex SHA-256 of raw, the Item's identity within its Source.
func Hash(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}
