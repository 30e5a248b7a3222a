// Package story reads a text by rules: it gathers triggers into events, gives each phrase to the event it belongs to and
// settles roles, issuers and relation. Whatever the text is, it fills the Report with what can show its words, or says in a
// note why there is nothing.
package story

import "github.com/tocsin-hub/tocsin/internal/reading/report"

// What a Report is made of; see package report.
type (
	Evidence  = report.Evidence
	Relation  = report.Relation
	Report    = report.Report
	Event     = report.Event
	Named     = report.Named
	Coded     = report.Coded
	Count     = report.Count
	PlaceAt   = report.PlaceAt
	Time      = report.Time
	Type      = report.Type
	Stage     = report.Stage
	PlaceRole = report.PlaceRole
	TimeRole  = report.TimeRole
)

// The closed lists; see package report.
const (
	Origin       = report.Origin
	Independent  = report.Independent
	Relay        = report.Relay
	News         = report.News
	Threat       = report.Threat
	FoiledPlot   = report.FoiledPlot
	Arrest       = report.Arrest
	Attack       = report.Attack
	Bombing      = report.Bombing
	Shooting     = report.Shooting
	Kidnapping   = report.Kidnapping
	Arson        = report.Arson
	Assassinate  = report.Assassinate
	Hijacking    = report.Hijacking
	TravelAdvice = report.TravelAdvice
	ThreatLevel  = report.ThreatLevel
	Other        = report.Other
	Threatened   = report.Threatened
	Attempted    = report.Attempted
	Accomplished = report.Accomplished
	Thwarted     = report.Thwarted
	NoStage      = report.NoStage
	Target       = report.Target
	Incident     = report.Incident
	Operation    = report.Operation
	Scope        = report.Scope
	Window       = report.Window
	EventAt      = report.EventAt
	Issued       = report.Issued
	Updates      = report.Updates
	Expires      = report.Expires
)
