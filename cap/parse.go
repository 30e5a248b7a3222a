package cap

import (
	"fmt"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// Limits that hold when Options leaves them zero.
const (
	DefaultMaxBytes    = 1 << 20 // of a document
	DefaultMaxPoints   = 10_000  // of a polygon
	DefaultMaxProblems = 1_000   // that are listed
)

// Limits of the elements of an alert, in both modes. Real alerts were seen with 9,809 elements and 8 info blocks.
const (
	maxElements = 60_000
	maxInfos    = 1_000
)

// Options say how to read. The zero Options is strict, with the default limits.
type Options struct {
	// Lenient forgives the habits of real feeds that leave the meaning clear; each is reported as Forgiven.
	Lenient bool
	// MaxBytes is the largest document that is read; 0 means DefaultMaxBytes. Real alerts of 1.7 MB exist.
	MaxBytes int
	// MaxPoints is the most points a polygon may have; 0 means DefaultMaxPoints.
	MaxPoints int
	// MaxProblems is how many problems are listed; 0 means DefaultMaxProblems. Unusable stays unusable beyond it.
	MaxProblems int
	// Zone is taken for times without a zone in a lenient reading; nil means UTC. Such a Time says ZoneNone.
	Zone *time.Location
}

// FeedOptions are the options for reading the feeds of the world: lenient, up to 4 MiB a document and 100,000 points a
// polygon, because official alerts of 1.7 MB and with polygons of more than 10,000 points exist.
func FeedOptions() Options {
	return Options{Lenient: true, MaxBytes: 4 << 20, MaxPoints: 100_000}
}

func (o Options) filled() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxPoints <= 0 {
		o.MaxPoints = DefaultMaxPoints
	}
	if o.MaxProblems <= 0 {
		o.MaxProblems = DefaultMaxProblems
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	return o
}

// Parse reads one alert out of data. It gives the alert and the problems that do not stand in its way, or an error that
// wraps ErrUnusable; the problems are complete in both cases, up to Options.MaxProblems, except that nothing is read
// after XML that is not well formed.
//
// data must not be changed while the Alert is in use.
func Parse(data []byte, opts Options) (*Alert, []Problem, error) {
	p := newParser(opts)
	p.a.Raw = data
	if p.open(data) && p.prolog() {
		p.root(true)
	}
	return p.result()
}

type parser struct {
	scan.Scanner
	opts     Options
	a        *Alert
	version  Version
	space    scan.Space // of CAP elements in this document
	cur      int32      // node that problems of XML itself are about
	loose    bool       // the last leaf had white space around its value
	bare     bool       // the last leaf had nothing at all in it
	problems []Problem
	unusable bool
	sweep    crossings
}

func newParser(opts Options) *parser {
	p := &parser{opts: opts.filled(), a: &Alert{}, cur: -1, sweep: crossings{budget: crossingBudget}}
	p.Fatal = p.die
	return p
}

func (p *parser) result() (*Alert, []Problem, error) {
	if err := unusable("read", p.problems); err != nil {
		return nil, p.problems, err
	}
	if p.unusable {
		return nil, p.problems, fmt.Errorf("%w: read: more problems than are listed", ErrUnusable)
	}
	return p.a, p.problems, nil
}

// report lists a problem about a node.
func (p *parser) report(level Level, n int32, off int, schema bool, code, rule, text string) {
	path := ""
	if len(p.problems) < p.opts.MaxProblems || (level == Unusable && !p.unusable) { // beyond that none is listed
		path = nodePath(p.a.nodes, n)
	}
	p.reportPath(level, path, off, schema, code, rule, text)
}

func (p *parser) reportPath(level Level, path string, off int, schema bool, code, rule, text string) {
	first := level == Unusable && !p.unusable // what makes it unusable is always listed
	if level == Unusable {
		p.unusable = true
	}
	switch {
	case len(p.problems) < p.opts.MaxProblems || first:
		p.problems = append(p.problems, Problem{Level: level, Code: code, Path: path, Offset: off, Text: text,
			Rule: rule, Schema: schema})
	case len(p.problems) == p.opts.MaxProblems:
		p.problems = append(p.problems, Problem{Level: Advice, Code: "more", Path: "document", Offset: off,
			Text: "further problems are not listed", Rule: "limit"})
	}
}

// breach is the level of a broken rule that a lenient reading forgives.
func (p *parser) breach() Level {
	if p.opts.Lenient {
		return Forgiven
	}
	return Unusable
}

// die reports XML that cannot be read further. The limits and the refusals that go beyond XML are not the schema's.
func (p *parser) die(off int, code, text string) bool {
	schema, rule := true, "XML 1.0"
	switch code {
	case "xml-doctype", "xml-depth", "xml-attributes", "encoding", "too-large", "too-many":
		schema, rule = false, "limit"
	case "xml-prefix", "xml-namespace":
		rule = "Namespaces in XML 1.0"
	}
	p.report(Unusable, p.cur, off, schema, code, rule, text)
	return false
}

func (p *parser) open(data []byte) bool {
	return p.Open(data, scan.Opening{MaxBytes: p.opts.MaxBytes, Lenient: p.opts.Lenient,
		Forgive: func(off int, code, rule, text string) { p.report(Forgiven, -1, off, true, code, rule, text) }})
}

// prolog goes to the root's start tag.
func (p *parser) prolog() bool {
	for {
		p.SkipSpace()
		if p.Pos >= len(p.S) {
			return p.die(p.Pos, "xml-truncated", "the document ends before its root element")
		}
		kind := scan.Sniff(p.S[p.Pos:])
		if kind != "" {
			return p.die(p.Pos, "not-an-alert", "this is "+kind+", not an alert")
		}
		next, ok := p.Peek()
		if !ok {
			return false
		}
		switch next {
		case scan.Start:
			return true
		case scan.Comment:
			ok = p.SkipComment()
		case scan.PI:
			ok = p.outerInstruction()
		default:
			ok = p.die(p.Pos, "xml-syntax", "text outside the root element; this is not an XML document")
		}
		if !ok {
			return false
		}
	}
}

// outerInstruction reads a processing instruction outside the root. Style sheets stand in many real alerts.
func (p *parser) outerInstruction() bool {
	off := p.Pos
	target, ok := p.SkipInstruction()
	if !ok {
		return false
	}
	level := Unusable
	if target == "xml-stylesheet" {
		level = p.breach()
	}
	p.report(level, p.cur, off, false, "xml-instruction", "limit", "a processing instruction ("+target+")")
	return true
}

// root reads the root element at pos, and to the end of the document when whole is true.
func (p *parser) root(whole bool) {
	var t scan.Tag
	if !p.StartTag(&t) {
		return
	}
	p.version = versionOf(t.Space)
	switch {
	case t.Local != "alert":
		p.report(Unusable, -1, t.Start, true, "not-an-alert", "CAP 1.2 3.2.1", "this is "+rootKind(&t)+", not an alert")
		return
	case t.Space == scan.SpaceNone:
		p.version = V12
		p.report(p.breach(), -1, t.Start, true, "no-namespace", "CAP 1.2 3.4",
			"the root has no namespace; taken for CAP 1.2")
	case p.version == 0:
		p.report(Unusable, -1, t.Start, true, "not-an-alert", "CAP 1.2 3.4",
			"an alert in the namespace "+quote(t.URI)+", which is not CAP's")
		return
	}
	p.space = t.Space
	p.a.Version = p.version
	start := t.Start // t goes on to hold other tags
	p.a.nodes = make([]node, 0, 16+min((len(p.S)-start)/80, 200))
	if !p.alert(&t) {
		return
	}
	end := p.Pos
	if whole && !p.epilog() {
		return
	}
	p.a.doc = p.S
	if at := p.Facts.Bidi; at >= start && at < end {
		p.report(Advice, 0, at, false, "bidi", "none", "a bidirectional control character, which can hide words")
	}
	find := p.finder()
	checkAlert(p.a, p.breach(), func(level Level, path, code, rule, text string) {
		off := start
		if i, ok := find(path); ok {
			off = int(p.a.nodes[i].start)
		} else if code == "blank" {
			return // it was reported as missing
		}
		p.reportPath(level, path, off, false, code, rule, text)
	})
}

// finder gives a way to find nodes by path that stays linear for alerts of many elements and many problems.
func (p *parser) finder() func(path string) (int32, bool) {
	if len(p.a.nodes) < 500 {
		return p.a.find
	}
	var byPath map[string]int32
	return func(path string) (int32, bool) {
		if byPath == nil {
			byPath = make(map[string]int32, len(p.a.nodes))
			for i := range p.a.nodes {
				byPath[nodePath(p.a.nodes, int32(i))] = int32(i)
			}
		}
		i, ok := byPath[path]
		return i, ok
	}
}

// epilog refuses everything but comments after the root.
func (p *parser) epilog() bool {
	p.cur = -1
	for {
		p.SkipSpace()
		if p.Pos >= len(p.S) {
			return true
		}
		off := p.Pos
		ok := false
		switch {
		case strings.HasPrefix(p.S[off:], "<!--"):
			ok = p.SkipComment()
		case strings.HasPrefix(p.S[off:], "<?"):
			ok = p.outerInstruction()
		default:
			ok = p.die(off, "xml-after-root", "something stands after the root element")
		}
		if !ok {
			return false
		}
	}
}

// versionOf is the version of CAP that a namespace stands for, 0 for none.
func versionOf(s scan.Space) Version {
	switch s {
	case scan.SpaceCAP10:
		return V10
	case scan.SpaceCAP11:
		return V11
	case scan.SpaceCAP12:
		return V12
	}
	return 0
}

// rootKind says what a root element that is not an alert's belongs to.
func rootKind(t *scan.Tag) string {
	switch {
	case t.Local == "alert" && versionOf(t.Space) != 0:
		return "an alert"
	case t.Local == "feed" && t.URI == "http://www.w3.org/2005/Atom":
		return "an Atom feed"
	case t.Local == "rss" && t.URI == "":
		return "an RSS feed"
	case t.Local == "RDF":
		return "an RSS 1.0 feed"
	case t.Local == "EDXLDistribution":
		return "an EDXL-DE distribution"
	case t.Local == "alerts":
		return "a list of alerts (root <alerts>)"
	}
	return "an XML document with the root " + quote(t.Name)
}
