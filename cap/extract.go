package cap

import "github.com/tocsin-hub/tocsin/cap/internal/scan"

// Found is one alert that stands inside another document.
type Found struct {
	Span     Span // of the alert element, in the document's UTF-8 text
	Alert    *Alert
	Problems []Problem
	Err      error // wraps ErrUnusable when Alert is nil
}

// maxFound is how many alerts are read out of one document. The largest list known holds 469.
const maxFound = 2_000

// Extract finds the CAP alerts that stand whole inside another XML document, such as an Atom or RSS feed or an EDXL-DE
// distribution, and reads each of them like Parse; offsets count in the whole document. kind says in words what the
// document is. The error wraps ErrUnusable when the document as a whole cannot be read; the alerts found before that
// are given all the same.
//
// Options.MaxBytes holds for the whole document here, and no more than 2,000 alerts are read out of one. Feeds that only link
// to alerts hold none.
func Extract(data []byte, opts Options) (kind string, found []Found, err error) {
	p := newParser(opts)
	if !p.open(data) || !p.prolog() {
		return "", nil, unusable("read", p.problems)
	}
	var open []scan.Tag
	for kind == "" || len(open) > 0 {
		next, ok := p.Peek()
		at := p.Pos
		switch {
		case !ok:
		case next == scan.Text:
			_, ok = p.SkipText()
		case next == scan.Comment:
			ok = p.SkipComment()
		case next == scan.CDATA:
			_, ok = p.ReadCDATA()
		case next == scan.PI:
			_, ok = p.SkipInstruction()
		case next == scan.End:
			last := &open[len(open)-1]
			if ok = p.EndTag(last.Name); ok {
				p.Leave(last)
				open = open[:len(open)-1]
			}
		default:
			var t scan.Tag
			if ok = p.StartTag(&t); !ok {
				break
			}
			alert := t.Local == "alert" && versionOf(t.Space) != 0
			if kind == "" {
				kind = rootKind(&t)
			}
			switch {
			case alert && len(found) >= maxFound:
				ok = p.die(at, "too-many", "more than "+itoa(maxFound)+" alerts")
			case alert:
				f := inner(p, at, p.Outer(&t))
				if ok = p.Skip(&t); ok {
					f.Span = Span{at, p.Pos}
					found = append(found, f)
				}
			case t.Empty:
				p.Leave(&t)
			default:
				open = append(open, t)
			}
		}
		if !ok {
			return kind, found, unusable("read", p.problems)
		}
	}
	p.epilog()
	return kind, found, unusable("read", p.problems)
}

// inner reads the alert at an offset of the document, with the namespaces declared around it.
func inner(p *parser, at int, outer []scan.Binding) Found {
	q := newParser(p.opts)
	q.S, q.Facts, q.CDEnd, q.Pos = p.S, p.Facts, p.CDEnd, at
	q.NS = append(q.NS, outer...)
	q.root(false)
	a, problems, err := q.result()
	return Found{Alert: a, Problems: problems, Err: err}
}
