package cap

import "strings"

// field is an element of CAP.
type field uint8

const (
	fNone field = iota
	fAlert
	fIdentifier
	fSender
	fSent
	fStatus
	fMsgType
	fPassword
	fSource
	fScope
	fRestriction
	fAddresses
	fCode
	fNote
	fReferences
	fIncidents
	fInfo
	fLanguage
	fCategory
	fEvent
	fResponseType
	fUrgency
	fSeverity
	fCertainty
	fAudience
	fEventCode
	fEffective
	fOnset
	fExpires
	fSenderName
	fHeadline
	fDescription
	fInstruction
	fWeb
	fContact
	fParameter
	fResource
	fResourceDesc
	fMimeType
	fSize
	fURI
	fDerefURI
	fDigest
	fArea
	fAreaDesc
	fPolygon
	fCircle
	fGeocode
	fAltitude
	fCeiling
	fValueName
	fValue
	fSignature
	fieldCount
)

var fieldNames = [fieldCount]string{
	"", "alert", "identifier", "sender", "sent", "status", "msgType", "password", "source", "scope", "restriction",
	"addresses", "code", "note", "references", "incidents", "info", "language", "category", "event", "responseType",
	"urgency", "severity", "certainty", "audience", "eventCode", "effective", "onset", "expires", "senderName",
	"headline", "description", "instruction", "web", "contact", "parameter", "resource", "resourceDesc", "mimeType",
	"size", "uri", "derefUri", "digest", "area", "areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling",
	"valueName", "value", "Signature",
}

var fieldByName = func() map[string]field {
	m := make(map[string]field, fieldCount)
	for f := fAlert; f < fSignature; f++ {
		m[fieldNames[f]] = f
	}
	return m
}()

// container is an element that holds elements.
type container uint8

const (
	inAlert container = iota
	inInfo
	inResource
	inArea
	inPair
	containerCount
)

// kind is the type that the schema gives an element's value.
type kind uint8

const (
	kindString kind = iota
	kindTime
	kindEnum
	kindLanguage
	kindURI
	kindInteger
	kindDecimal
	kindNode // holds elements
)

// A set of versions.
type versions uint8

const (
	v10   versions = 1 << V10
	v11   versions = 1 << V11
	v12   versions = 1 << V12
	later          = v11 | v12
	all            = v10 | v11 | v12
)

func (v versions) has(w Version) bool { return v&(1<<w) != 0 }

// slot is what the schemas say of a field in a container.
type slot struct {
	field    field
	kind     kind
	in       versions // that know the element
	required versions // that demand it
	repeat   bool
}

// grammar is CAP's element order: for each container its fields, in the order of the schemas' sequences.
var grammar = [containerCount][]slot{
	inAlert: {
		{fIdentifier, kindString, all, all, false},
		{fSender, kindString, all, all, false},
		{fSent, kindTime, all, all, false},
		{fStatus, kindEnum, all, all, false},
		{fMsgType, kindEnum, all, all, false},
		{fPassword, kindString, v10, 0, false},
		{fSource, kindString, all, 0, false},
		{fScope, kindEnum, all, later, false},
		{fRestriction, kindString, all, 0, false},
		{fAddresses, kindString, all, 0, false},
		{fCode, kindString, all, 0, true},
		{fNote, kindString, all, 0, false},
		{fReferences, kindString, all, 0, false},
		{fIncidents, kindString, all, 0, false},
		{fInfo, kindNode, all, 0, true},
	},
	inInfo: {
		{fLanguage, kindLanguage, all, 0, false},
		{fCategory, kindEnum, all, later, true},
		{fEvent, kindString, all, all, false},
		{fResponseType, kindEnum, later, 0, true},
		{fUrgency, kindEnum, all, all, false},
		{fSeverity, kindEnum, all, all, false},
		{fCertainty, kindEnum, all, all, false},
		{fAudience, kindString, all, 0, false},
		{fEventCode, kindNode, all, 0, true},
		{fEffective, kindTime, all, 0, false},
		{fOnset, kindTime, all, 0, false},
		{fExpires, kindTime, all, 0, false},
		{fSenderName, kindString, all, 0, false},
		{fHeadline, kindString, all, 0, false},
		{fDescription, kindString, all, 0, false},
		{fInstruction, kindString, all, 0, false},
		{fWeb, kindURI, all, 0, false},
		{fContact, kindString, all, 0, false},
		{fParameter, kindNode, all, 0, true},
		{fResource, kindNode, all, 0, true},
		{fArea, kindNode, all, 0, true},
	},
	inResource: {
		{fResourceDesc, kindString, all, all, false},
		{fMimeType, kindString, all, v12, false},
		{fSize, kindInteger, all, 0, false},
		{fURI, kindURI, all, 0, false},
		{fDerefURI, kindString, later, 0, false},
		{fDigest, kindString, all, 0, false},
	},
	inArea: {
		{fAreaDesc, kindString, all, all, false},
		{fPolygon, kindString, all, 0, true},
		{fCircle, kindString, all, 0, true},
		{fGeocode, kindNode, all, 0, true},
		{fAltitude, kindDecimal, all, 0, false},
		{fCeiling, kindDecimal, all, 0, false},
	},
	inPair: {
		{fValueName, kindString, all, all, false},
		{fValue, kindString, all, all, false},
	},
}

// place is a slot found by field: its position in the sequence counts from 1, 0 means that the field has no place.
type place struct {
	slot
	pos uint8
}

var places = func() (t [containerCount][fieldCount]place) {
	for c, slots := range grammar {
		for i, s := range slots {
			t[c][s.field] = place{s, uint8(i + 1)}
		}
	}
	return t
}()

// word is one value of an enumeration and the versions that know it.
type word struct {
	text string
	in   versions
}

var enums = [fieldCount][]word{
	fStatus: {{"Actual", all}, {"Exercise", all}, {"System", all}, {"Test", all}, {"Draft", later}},
	fMsgType: {
		{"Alert", all}, {"Update", all}, {"Cancel", all}, {"Ack", all}, {"Error", all},
	},
	fScope: {{"Public", all}, {"Restricted", all}, {"Private", all}},
	fCategory: {
		{"Geo", all}, {"Met", all}, {"Safety", all}, {"Security", all}, {"Rescue", all}, {"Fire", all},
		{"Health", all}, {"Env", all}, {"Transport", all}, {"Infra", all}, {"CBRNE", later}, {"Other", all},
	},
	fResponseType: {
		{"Shelter", later}, {"Evacuate", later}, {"Prepare", later}, {"Execute", later}, {"Avoid", v12},
		{"Monitor", later}, {"Assess", later}, {"AllClear", v12}, {"None", later},
	},
	fUrgency:  {{"Immediate", all}, {"Expected", all}, {"Future", all}, {"Past", all}, {"Unknown", all}},
	fSeverity: {{"Extreme", all}, {"Severe", all}, {"Moderate", all}, {"Minor", all}, {"Unknown", all}},
	fCertainty: {
		{"Observed", later}, {"Very Likely", v10}, {"Likely", all}, {"Possible", all}, {"Unlikely", all}, {"Unknown", all},
	},
}

// inEnum says that the version's schema lists the value.
func inEnum(f field, v Version, text string) bool {
	for i := range enums[f] {
		if enums[f][i].text == text {
			return enums[f][i].in.has(v)
		}
	}
	return false
}

// looseEnum finds the value that a feed must have meant: another version's word, or other capitals.
func looseEnum(f field, v Version, text string) (string, bool) {
	if f == fCertainty && v != V10 && strings.EqualFold(text, string(CertaintyVeryLikely)) {
		return string(CertaintyLikely), true // CAP 1.2 section 3.2.2, certainty
	}
	for _, w := range enums[f] {
		if strings.EqualFold(w.text, text) {
			return w.text, true
		}
	}
	return "", false
}

// requiredFields are the fields that a version demands, by container.
var requiredFields = func() (t [containerCount][V12 + 1]uint64) {
	for c, slots := range grammar {
		for _, s := range slots {
			for v := V10; v <= V12; v++ {
				if s.required.has(v) {
					t[c][v] |= 1 << s.field
				}
			}
		}
	}
	return t
}()
