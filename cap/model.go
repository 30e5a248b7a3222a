package cap

import "strings"

// Version is the version of CAP that a document declares by its namespace.
type Version uint8

// The versions of CAP that Parse reads. Marshal writes V12.
const (
	V10 Version = iota + 1 // http://www.incident.com/cap/1.0
	V11                    // urn:oasis:names:tc:emergency:cap:1.1
	V12                    // urn:oasis:names:tc:emergency:cap:1.2
)

// The XML namespaces of the three versions.
const (
	Namespace10 = "http://www.incident.com/cap/1.0"
	Namespace11 = "urn:oasis:names:tc:emergency:cap:1.1"
	Namespace12 = "urn:oasis:names:tc:emergency:cap:1.2"
)

// String gives "1.0", "1.1" or "1.2".
func (v Version) String() string {
	switch v {
	case V10:
		return "1.0"
	case V11:
		return "1.1"
	case V12:
		return "1.2"
	}
	return "unknown"
}

// Namespace gives the XML namespace of the version, or "" for an unknown one.
func (v Version) Namespace() string {
	switch v {
	case V10:
		return Namespace10
	case V11:
		return Namespace11
	case V12:
		return Namespace12
	}
	return ""
}

// Status says how the alert is to be handled (CAP 1.2 section 3.2.1, status).
type Status string

// The values of status. Draft is not in CAP 1.0.
const (
	StatusActual   Status = "Actual"
	StatusExercise Status = "Exercise"
	StatusSystem   Status = "System"
	StatusTest     Status = "Test"
	StatusDraft    Status = "Draft"
)

// MsgType says what the alert does to earlier ones (CAP 1.2 section 3.2.1, msgType).
type MsgType string

// The values of msgType.
const (
	MsgAlert  MsgType = "Alert"
	MsgUpdate MsgType = "Update"
	MsgCancel MsgType = "Cancel"
	MsgAck    MsgType = "Ack"
	MsgError  MsgType = "Error"
)

// Scope says who may see the alert (CAP 1.2 section 3.2.1, scope). An empty scope, which only a lenient reading or CAP
// 1.0 can give, is unknown and must not be taken for Public.
type Scope string

// The values of scope.
const (
	ScopePublic     Scope = "Public"
	ScopeRestricted Scope = "Restricted"
	ScopePrivate    Scope = "Private"
)

// Category is the kind of event (CAP 1.2 section 3.2.2, category).
type Category string

// The values of category. CBRNE is not in CAP 1.0.
const (
	CategoryGeo       Category = "Geo"
	CategoryMet       Category = "Met"
	CategorySafety    Category = "Safety"
	CategorySecurity  Category = "Security"
	CategoryRescue    Category = "Rescue"
	CategoryFire      Category = "Fire"
	CategoryHealth    Category = "Health"
	CategoryEnv       Category = "Env"
	CategoryTransport Category = "Transport"
	CategoryInfra     Category = "Infra"
	CategoryCBRNE     Category = "CBRNE"
	CategoryOther     Category = "Other"
)

// ResponseType is what the audience is asked to do (CAP 1.2 section 3.2.2, responseType).
type ResponseType string

// The values of responseType. Avoid and AllClear came with CAP 1.2; CAP 1.0 has no responseType.
const (
	ResponseShelter  ResponseType = "Shelter"
	ResponseEvacuate ResponseType = "Evacuate"
	ResponsePrepare  ResponseType = "Prepare"
	ResponseExecute  ResponseType = "Execute"
	ResponseAvoid    ResponseType = "Avoid"
	ResponseMonitor  ResponseType = "Monitor"
	ResponseAssess   ResponseType = "Assess"
	ResponseAllClear ResponseType = "AllClear"
	ResponseNone     ResponseType = "None"
)

// Urgency says how soon to act (CAP 1.2 section 3.2.2, urgency).
type Urgency string

// The values of urgency.
const (
	UrgencyImmediate Urgency = "Immediate"
	UrgencyExpected  Urgency = "Expected"
	UrgencyFuture    Urgency = "Future"
	UrgencyPast      Urgency = "Past"
	UrgencyUnknown   Urgency = "Unknown"
)

// Severity says how bad it may get (CAP 1.2 section 3.2.2, severity).
type Severity string

// The values of severity.
const (
	SeverityExtreme  Severity = "Extreme"
	SeveritySevere   Severity = "Severe"
	SeverityModerate Severity = "Moderate"
	SeverityMinor    Severity = "Minor"
	SeverityUnknown  Severity = "Unknown"
)

// Certainty says how sure the sender is (CAP 1.2 section 3.2.2, certainty).
type Certainty string

// The values of certainty. VeryLikely is CAP 1.0 only, where Observed does not exist; Marshal writes it as Likely, as
// CAP 1.2 asks.
const (
	CertaintyObserved   Certainty = "Observed"
	CertaintyVeryLikely Certainty = "Very Likely"
	CertaintyLikely     Certainty = "Likely"
	CertaintyPossible   Certainty = "Possible"
	CertaintyUnlikely   Certainty = "Unlikely"
	CertaintyUnknown    Certainty = "Unknown"
)

// Alert is one CAP message. Values are trimmed of white space at both ends. An optional value that is absent and one
// that is present but blank are the same: empty.
type Alert struct {
	Version Version // as read; Marshal always writes V12

	Identifier  string
	Sender      string
	Sent        Time
	Status      Status
	MsgType     MsgType
	Password    string // CAP 1.0 only; Marshal leaves it out
	Source      string
	Scope       Scope
	Restriction string
	Addresses   string // as written; AddressList splits it
	Codes       []string
	Note        string
	References  []Reference
	Incidents   string // as written; IncidentList splits it
	Infos       []Info

	// Signed says that the document holds an XML signature. Nothing was verified.
	Signed bool

	// Raw is the slice given to Parse, unchanged; the caller must not change it afterwards. Marshal does not use it.
	Raw []byte

	doc   string // the UTF-8 text that nodes count in
	nodes []node
}

// Info is one info block: the event in one language (CAP 1.2 section 3.2.2).
type Info struct {
	Language      string // as written; Lang gives the default when empty
	Categories    []Category
	Event         string
	ResponseTypes []ResponseType
	Urgency       Urgency
	Severity      Severity
	Certainty     Certainty
	Audience      string
	EventCodes    []ValuePair
	Effective     Time // zero when absent; CAP then takes Sent
	Onset         Time // zero when absent
	Expires       Time // zero when absent: each recipient sets its own policy
	SenderName    string
	Headline      string
	Description   string
	Instruction   string
	Web           string
	Contact       string
	Parameters    []ValuePair
	Resources     []Resource
	Areas         []Area
}

// Lang is the language tag of the block, "en-US" when the document gives none (CAP 1.2 section 3.2.2, language).
func (i *Info) Lang() string {
	if i.Language == "" {
		return "en-US"
	}
	return i.Language
}

// ValuePair is a name and a value in a scheme that the sender chose. In CAP 1.0 it is read from "name=value"; Name is
// empty when there is no equals sign.
type ValuePair struct {
	Name, Value string
}

// Resource is a file that goes with an info block (CAP 1.2 section 3.2.3).
type Resource struct {
	Desc     string
	MimeType string
	Size     int64 // bytes, approximate; 0 when absent
	URI      string
	DerefURI string // the file itself, base64
	Digest   string // SHA-1, hexadecimal
}

// Area is one area of an info block; several areas are a union (CAP 1.2 section 3.2.4).
type Area struct {
	Desc     string
	Polygons []Polygon
	Circles  []Circle
	Geocodes []ValuePair
	Altitude string // decimal, feet above mean sea level; empty when absent
	Ceiling  string // decimal, feet above mean sea level; empty when absent

	// Incomplete says that a lenient reading left out a polygon or circle it could not read, so that Polygons and
	// Circles may not be the whole area.
	Incomplete bool
}

// Reference names an earlier alert by the three values that make an alert unique.
type Reference struct {
	Sender, Identifier string
	Sent               Time
}

// String writes the reference as CAP has it: sender,identifier,sent.
func (r Reference) String() string {
	return r.Sender + "," + r.Identifier + "," + r.Sent.written()
}

// Reference is the reference by which later alerts name this one.
func (a *Alert) Reference() Reference {
	return Reference{Sender: a.Sender, Identifier: a.Identifier, Sent: a.Sent}
}

// AddressList splits Addresses at white space; a value in double quotes may hold spaces.
func (a *Alert) AddressList() []string { return splitQuoted(a.Addresses) }

// IncidentList splits Incidents at white space; a value in double quotes may hold spaces.
func (a *Alert) IncidentList() []string { return splitQuoted(a.Incidents) }

func splitQuoted(s string) []string {
	var out []string
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		if s == "" {
			return out
		}
		if s[0] == '"' {
			if end := strings.IndexByte(s[1:], '"'); end >= 0 {
				out = append(out, s[1:1+end])
				s = s[end+2:]
				continue
			}
		}
		end := strings.IndexAny(s, " \t\r\n")
		if end < 0 {
			return append(out, s)
		}
		out = append(out, s[:end])
		s = s[end:]
	}
}
