// Package capform holds the words that turn CAP into the house's codes and back: responseType and actions, event names and
// types, and its shapes into ours and back. The tables stand in docs/reading.md too.
package capform

import (
	"fmt"
	"strings"

	"github.com/tocsin-hub/tocsin/cap"
)

// ActionOf is the action that a responseType asks for.
var ActionOf = map[cap.ResponseType]string{
	cap.ResponseShelter: "shelter", cap.ResponseEvacuate: "leave_area", cap.ResponseAvoid: "avoid_area",
	cap.ResponseMonitor: "monitor_media", cap.ResponsePrepare: "review_plans", cap.ResponseExecute: "follow_authorities",
}

// ResponseOf is the responseType of an action code, where CAP has one.
var ResponseOf = map[string]cap.ResponseType{
	"avoid_gatherings": cap.ResponseAvoid, "avoid_area": cap.ResponseAvoid, "avoid_travel": cap.ResponseAvoid,
	"leave_country": cap.ResponsePrepare, "leave_area": cap.ResponseEvacuate, "shelter": cap.ResponseShelter,
	"stay_alert": cap.ResponseMonitor, "monitor_media": cap.ResponseMonitor, "follow_authorities": cap.ResponseExecute,
	"review_plans": cap.ResponsePrepare, "carry_id": cap.ResponsePrepare, "keep_contact": cap.ResponsePrepare, "enroll": cap.ResponsePrepare,
	"keep_low_profile": cap.ResponseAvoid, "vary_routes": cap.ResponseAvoid, "report": cap.ResponseMonitor,
}

// ActionWords are the closed codes of actions, each in plain words of our own.
var ActionWords = map[string]string{
	"avoid_gatherings": "Stay away from large gatherings.", "avoid_area": "Stay away from the area.",
	"avoid_travel": "Do not travel there.", "leave_country": "Consider leaving the country.", "leave_area": "Leave the area.",
	"shelter": "Stay indoors.", "stay_alert": "Stay alert.", "monitor_media": "Follow the news.", "keep_low_profile": "Keep a low profile.",
	"follow_authorities": "Do what the authorities say.", "review_plans": "Go over your own security plans.",
	"keep_contact": "Keep in touch and tell others that you are safe.", "carry_id": "Carry identification.",
	"vary_routes": "Vary your routes and times.", "report": "Report what is suspicious to the police.", "enroll": "Sign up with your embassy.",
}

// TypeOf tells the type of event from the words of event and headline; a Security or CBRNE alert without known words is a
// threat, everything else is other.
func TypeOf(in *cap.Info) string {
	for _, w := range []string{in.Event, in.Headline} {
		w = " " + strings.ToLower(w) + " "
		for _, k := range capWords {
			if k.word == "threat" && natural(in) {
				continue // "Threat of flooding"
			}
			if strings.Contains(w, k.word) {
				return k.t
			}
		}
	}
	for _, x := range in.Categories {
		if x == cap.CategorySecurity || x == cap.CategoryCBRNE {
			return "threat"
		}
	}
	return "other"
}

// natural reports whether an alert is of nature alone by its categories, so that "threat" is a word of weather.
func natural(in *cap.Info) bool {
	for _, x := range in.Categories {
		switch x {
		case cap.CategoryMet, cap.CategoryGeo, cap.CategoryFire, cap.CategoryEnv, cap.CategoryHealth:
		default:
			return false
		}
	}
	return len(in.Categories) > 0
}

// capWords are event words, the more exact first (OASIS event terms among them).
var capWords = []struct {
	word string
	t    string
}{
	{"threat level", "threat_level"}, {"travel advi", "travel_advice"}, {"bomb threat", "threat"}, {"terrorist threat", "threat"}, {"terror threat", "threat"},
	{"active shoot", "shooting"}, {"shooting", "shooting"}, {"shooter", "shooting"}, {"hostage", "kidnapping"}, {"kidnap", "kidnapping"},
	{"abduct", "kidnapping"}, {"hijack", "hijacking"}, {"arson", "arson"}, {"assassin", "assassination"}, {"bombing", "bombing"},
	{"terrorist attack", "attack"}, {"terror attack", "attack"}, {"terrorist incident", "attack"}, {"explosive device", "bombing"},
	{"terror", "threat"}, {"security threat", "threat"}, {"threat", "threat"},
}

// Phrase is an event type in plain words.
func Phrase(t string) string {
	switch t {
	case "foiled_plot":
		return "foiled plot"
	case "travel_advice":
		return "travel advice"
	case "threat_level":
		return "threat level"
	case "other":
		return "security event"
	case "threat":
		return "security threat"
	}
	return t
}

// StageWords are the stages in plain words.
var StageWords = map[string]string{
	"threatened": "threatened", "attempted": "attempted", "accomplished": "happened or under way", "thwarted": "foiled", "none": "standing or lifted",
}

// Standing notes what keeps the alert from being a live warning.
func Standing(a *cap.Alert) (notes []string) {
	switch a.Status {
	case cap.StatusActual:
	default:
		notes = append(notes, fmt.Sprintf("status %s: this is no live warning", a.Status))
	}
	switch a.MsgType {
	case cap.MsgCancel:
		notes = append(notes, "msgType Cancel: the referenced alerts are withdrawn; that is no all-clear by itself")
	case cap.MsgUpdate:
		notes = append(notes, "msgType Update: it replaces the referenced alerts")
	case cap.MsgAck, cap.MsgError:
		notes = append(notes, fmt.Sprintf("msgType %s: a message between systems, not a warning", a.MsgType))
	}
	return notes
}

// Language is English when a block is in English, else the language of the first block.
func Language(a *cap.Alert) string {
	if len(a.Infos) == 0 {
		return "und"
	}
	for i := range a.Infos {
		if l := a.Infos[i].Lang(); strings.EqualFold(l, "en") || strings.HasPrefix(strings.ToLower(l), "en-") {
			return l
		}
	}
	return a.Infos[0].Lang()
}

// OfAdvice is what a level of travel advice says in CAP's words.
func OfAdvice(code string) (cap.Urgency, cap.Severity, cap.Certainty) {
	switch code {
	case "depart":
		return cap.UrgencyImmediate, cap.SeveritySevere, cap.CertaintyPossible
	case "no_travel":
		return cap.UrgencyFuture, cap.SeveritySevere, cap.CertaintyPossible
	case "essential_only":
		return cap.UrgencyFuture, cap.SeverityModerate, cap.CertaintyPossible
	case "unknown": // never the mildest
		return cap.UrgencyUnknown, cap.SeverityUnknown, cap.CertaintyUnknown
	}
	return cap.UrgencyFuture, cap.SeverityMinor, cap.CertaintyPossible
}

// OfThreatLevel is what a national threat level says in CAP's words.
func OfThreatLevel(code string) (cap.Urgency, cap.Severity, cap.Certainty) {
	switch code {
	case "critical":
		return cap.UrgencyImmediate, cap.SeveritySevere, cap.CertaintyLikely
	case "severe":
		return cap.UrgencyFuture, cap.SeveritySevere, cap.CertaintyLikely
	case "low":
		return cap.UrgencyUnknown, cap.SeveritySevere, cap.CertaintyUnlikely
	}
	return cap.UrgencyUnknown, cap.SeveritySevere, cap.CertaintyPossible
}
