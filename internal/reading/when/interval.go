// Package when turns the words of time in a text into intervals that carry their uncertainty.
//
// Scan finds the times that an event takes. Expressions (package timex) finds every expression of time in general prose. Nothing
// here reads a clock; the anchor is an argument.
package when

import (
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/timex"
)

// What both ways of reading share; package timex tells what each is.
type (
	// Instant is a moment known only to lie between two.
	Instant = calendar.Instant
	// Interval is a half-open span of time whose ends are uncertain.
	Interval = calendar.Interval
	// Anchor is what relative words count from.
	Anchor = calendar.Anchor
	// Form is how a time was said.
	Form = calendar.Form
	// Expression is a time in general prose, in the terms of TIMEX3.
	Expression = timex.Expression
)

// The forms.
const (
	Day           = calendar.Day
	Days          = calendar.Days
	Month         = calendar.Month
	Moment        = calendar.Moment
	Span          = calendar.Span
	Duration      = calendar.Duration
	Since         = calendar.Since
	FurtherNotice = calendar.FurtherNotice
)

// The functions of package timex that users of this one need.
var (
	At          = calendar.At
	AnchorAt    = calendar.AnchorAt
	AnchorDay   = calendar.AnchorDay
	Window      = calendar.Window
	Expressions = timex.Expressions
)
