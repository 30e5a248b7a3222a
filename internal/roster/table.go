package roster

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of an import file.
const (
	MaxLines     = 1_000_000
	MaxLineBytes = 64 << 10
	// maxRefused ends the reading of a file that is wrong all over.
	maxRefused = 1000
)

// table reads a CSV file line by line: RFC 4180 with a header, comma, semicolon or tab, with or without a byte order mark. A
// record is one line, since no column of ours holds a line break; so a forgotten quote spoils its line and no other.
type table struct {
	in      *bufio.Reader
	feed    *lineFeed
	csv     *csv.Reader
	line    int
	cols    []string // of the file, in its order
	at      map[string]int
	rec     []string
	refused []Refused
	refs    map[string]int // ref -> line
}

// lineFeed gives the csv reader one line and then the end, until the next line is put in.
type lineFeed struct{ rest []byte }

func (f *lineFeed) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// column is one the importer knows.
type column struct {
	name string
	must bool
}

// otherNames are what people call our columns.
var otherNames = map[string]string{
	"id": "ref", "key": "ref", "reference": "ref", "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon",
	"e-mail": "email", "mail": "email", "nationality": "nationalities", "citizenship": "nationalities", "language": "lang",
	"city": "place", "location": "place", "town": "place", "address": "place", "start": "from", "arrival": "from", "begin": "from",
	"end": "to", "departure": "to", "until": "to", "person_ref": "person", "url": "webhook", "hook": "webhook", "type": "kind",
	"attendance": "expected", "crowd": "expected", "size": "capacity", "full_name": "name", "title": "name",
}

var errEmptyFile = errors.New("the file is empty: its first line must name the columns")

// openTable reads the header. A header that cannot be used gives refused lines, an unreadable file an error.
func openTable(r io.Reader, known []column) (*table, error) {
	t := &table{in: bufio.NewReaderSize(r, MaxLineBytes+2), feed: &lineFeed{}, at: map[string]int{}, refs: map[string]int{}}
	if b, _ := t.in.Peek(2); len(b) == 2 && (b[0] == 0xFF && b[1] == 0xFE || b[0] == 0xFE && b[1] == 0xFF) {
		return nil, errors.New("the file is UTF-16 text: save it as CSV UTF-8")
	}
	if b, _ := t.in.Peek(3); bytes.Equal(b, []byte("\xEF\xBB\xBF")) {
		_, _ = t.in.Discard(3)
	}
	var head []byte
	for {
		line, err := t.nextLine()
		if err == io.EOF {
			return nil, errEmptyFile
		}
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			head = line
			break
		}
	}
	t.csv = csv.NewReader(t.feed)
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	t.csv.Comma = separator(head)
	rec, ok := t.parse(head)
	if !ok {
		return t, nil
	}
	t.readHeader(rec, known)
	return t, nil
}

func separator(head []byte) rune {
	best, most := ',', bytes.Count(head, []byte{','})
	for _, c := range []rune{';', '\t'} {
		if n := bytes.Count(head, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func (t *table) readHeader(rec []string, known []column) {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.name
	}
	for i, f := range rec {
		name := strings.ToLower(strings.TrimSpace(f))
		switch _, twice := t.at[name]; {
		case twice:
			t.refuse(name, "", "this column stands there twice")
		case !slices.Contains(names, name):
			why := "there is no such column; the columns are " + strings.Join(names, ", ")
			if near := nearest(name, names); near != "" {
				why = fmt.Sprintf("there is no such column; is it %q?", near)
			}
			t.refuse(clip(name, 40), "", why)
		default:
			t.at[name] = i
		}
		t.cols = append(t.cols, name)
	}
	for _, k := range known {
		if _, ok := t.at[k.name]; k.must && !ok {
			t.refuse(k.name, "", "this column is missing in the header")
		}
	}
}

// nearest is the known name that an unknown one stands for, or "".
func nearest(name string, known []string) string {
	if n, ok := otherNames[name]; ok && slices.Contains(known, n) {
		return n
	}
	for _, k := range known {
		if len(name) > 2 && (strings.HasPrefix(k, name) || strings.HasPrefix(name, k) || oneEdit(name, k)) {
			return k
		}
	}
	return ""
}

// oneEdit says that one letter more, less or other makes a out of b.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// nextLine gives the next line without its end, good until the next call. A line that is too long is an error: the file is
// not what it should be.
func (t *table) nextLine() ([]byte, error) {
	line, err := t.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) || len(line) > MaxLineBytes {
		return nil, fmt.Errorf("line %d is longer than %d bytes: is this a CSV file?", t.line+1, MaxLineBytes)
	}
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("reading line %d: %w", t.line+1, err)
	}
	if len(line) == 0 {
		return nil, io.EOF
	}
	t.line++
	if t.line > MaxLines+1 {
		return nil, fmt.Errorf("the file has more than %d lines: split it", MaxLines)
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")), nil
}

// parse splits one line into fields; ok is false when it was refused.
func (t *table) parse(line []byte) (rec []string, ok bool) {
	if !utf8.Valid(line) {
		t.refuse("", "", "the line is not UTF-8 text: save the file as CSV UTF-8")
		return nil, false
	}
	t.feed.rest = append(append(t.feed.rest[:0], line...), '\n')
	rec, err := t.csv.Read()
	if err != nil {
		t.feed.rest = nil
		// A quote left open has eaten the line's end: begin afresh.
		t.csv = newLike(t.csv, t.feed)
		t.refuse("", "", `a quote (") is not closed or stands inside a value: write "a ""quoted"" word"`)
		return nil, false
	}
	return rec, true
}

func newLike(old *csv.Reader, r io.Reader) *csv.Reader {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.ReuseRecord, c.Comma = old.FieldsPerRecord, old.ReuseRecord, old.Comma
	return c
}

// next moves to the next record. It is false at the end, after an error, and when too much was refused.
func (t *table) next() (bool, error) {
	for {
		if len(t.refused) >= maxRefused {
			t.refuse("", "", "reading stopped here: too much is refused")
			return false, nil
		}
		line, err := t.nextLine()
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		rec, ok := t.parse(line)
		if !ok {
			continue
		}
		if len(rec) != len(t.cols) {
			t.refuse("", "", fmt.Sprintf("the line has %d values and the header %d columns", len(rec), len(t.cols)))
			continue
		}
		t.rec = rec
		return true, nil
	}
}

func (t *table) refuse(col, value, why string) {
	t.refused = append(t.refused, Refused{Line: t.line, Column: col, Value: value, Why: why})
}

// get is a value without the spaces round it, or "" when the column is not there. What no value of ours may hold is refused.
func (t *table) get(col string, max int) string {
	i, ok := t.at[col]
	if !ok {
		return ""
	}
	v := strings.TrimSpace(t.rec[i])
	switch {
	case len(v) > max:
		t.refuse(col, v, fmt.Sprintf("longer than %d bytes", max))
		return ""
	case strings.ContainsFunc(v, unprintable):
		t.refuse(col, v, "holds a control character")
		return ""
	}
	return strings.Clone(v) // the rest of the line need not be kept for it
}

// unprintable are control characters, line separators, and marks that turn the direction of text that follows.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\uFEFF'
}

// must is get for a value that has to be there.
func (t *table) must(col string, max int) string {
	before := len(t.refused)
	v := t.get(col, max)
	if v == "" && len(t.refused) == before {
		t.refuse(col, "", "empty")
	}
	return v
}

// ref reads the operator's own key, which may stand in a file once.
func (t *table) ref() string {
	v := t.must("ref", maxRef)
	if v == "" {
		return ""
	}
	if !validRef(v) {
		t.refuse("ref", v, "a ref is made of letters, digits and . _ : @ / + - only")
		return ""
	}
	if first, ok := t.refs[v]; ok {
		t.refuse("ref", v, fmt.Sprintf("this ref stands in line %d already", first))
		return ""
	}
	t.refs[v] = t.line
	return v
}

const maxRef = 64

func validRef(v string) bool {
	for _, r := range v {
		if !(unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._:@/+-", r)) {
			return false
		}
	}
	return v != "" && len(v) <= maxRef
}
