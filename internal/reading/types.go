// Package reading turns an Item into a Report: who says what, about where, when and how surely, each value with the words
// it came from.
//
// A value without evidence does not exist (DESIGN 6.5). Reading is pure and deterministic: the same bytes, reader version and
// anchor give the same Report, byte for byte. Bytes that cannot be read give an error that says why, never a guess: the
// caller keeps the Item and marks it unreadable. What the reader does not understand it leaves out; it never fills in the
// mildest value.
//
// ReadAssisted alone goes outside, when the operator has configured a model: see package assist for what it may add.
package reading

import "github.com/tocsin-hub/tocsin/internal/reading/report"

// What a Report is made of; see package report.
type (
	ReportID  = report.ReportID
	Evidence  = report.Evidence
	Relation  = report.Relation
	Report    = report.Report
	CAPRef    = report.CAPRef
	CAPName   = report.CAPName
	Event     = report.Event
	Named     = report.Named
	Coded     = report.Coded
	Count     = report.Count
	PlaceAt   = report.PlaceAt
	Time      = report.Time
	Assist    = report.Assist
	Proposed  = report.Proposed
	Type      = report.Type
	Stage     = report.Stage
	PlaceRole = report.PlaceRole
	TimeRole  = report.TimeRole
)

// The closed lists; see package report.
const (
	ByAssist     = report.ByAssist
	ByDesk       = report.ByDesk
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
