// Package when turns the words of time in a text into intervals that carry their uncertainty.
//
// Scan finds the times that an event takes. Expressions (package timex) finds every expression of time in general prose. Nothing
// here reads a clock; the anchor is an argument.
package when

import "github.com/tocsin-hub/tocsin/internal/reading/when/timex"

// What both ways of reading share; package timex tells what each is.
type (
	// Instant is a moment known only to lie between two.
	Instant = timex.Instant
	// Interval is a half-open span of time whose ends are uncertain.
	Interval = timex.Interval
	// Anchor is what relative words count from.
	Anchor = timex.Anchor
	// Form is how a time was said.
	Form = timex.Form
	// Expression is a time in general prose, in the terms of TIMEX3.
	Expression = timex.Expression
)

// The forms.
const (
	Day           = timex.Day
	Days          = timex.Days
	Month         = timex.Month
	Moment        = timex.Moment
	Span          = timex.Span
	Duration      = timex.Duration
	Since         = timex.Since
	FurtherNotice = timex.FurtherNotice
)

// The functions of package timex that users of this one need.
var (
	At          = timex.At
	AnchorAt    = timex.AnchorAt
	AnchorDay   = timex.AnchorDay
	Window      = timex.Window
	Expressions = timex.Expressions
)
