package arch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tocsin-hub/tocsin"

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// table reads the fenced block called imports: "name : what it may import". "*" is everything.
func table(page string) (map[string][]string, error) {
	out := map[string][]string{}
	in := false
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		switch {
		case line == "```imports":
			in = true
		case in && line == "```":
			return out, nil
		case in && line != "":
			name, deps, ok := strings.Cut(line, ":")
			name = strings.TrimSpace(name)
			if !ok || name == "" {
				return nil, fmt.Errorf("the line %q is not of the form `name : names`", line)
			}
			if _, twice := out[name]; twice {
				return nil, fmt.Errorf("%s stands twice in the table", name)
			}
			out[name] = strings.Fields(deps)
		}
	}
	return nil, errors.New("no complete ```imports block")
}

// noun is the row of the table that a package belongs to; empty: it belongs to none (commands, tests, tools).
func noun(path string) string {
	rel := strings.TrimPrefix(path, module+"/")
	if rel == "cap" || strings.HasPrefix(rel, "cap/") {
		return "cap"
	}
	in, ok := strings.CutPrefix(rel, "internal/")
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(in, "/")
	return first
}

// outside are packages under internal/ that are not part of the program.
var outside = map[string]string{
	"arch": "this test",
	"deps": "pins libraries while the house is being built",
}

type listed struct {
	ImportPath string
	Imports    []string
}

func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...")
	cmd.Dir = root(t)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var out []listed
	for d := json.NewDecoder(bytes.NewReader(raw)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
}

// broken gives one line for every import that the table does not allow.
func broken(rows map[string][]string, pkgs []listed) []string {
	var out []string
	for _, p := range pkgs {
		from := noun(p.ImportPath)
		if from == "" || outside[from] != "" {
			continue
		}
		may, known := rows[from]
		if !known {
			out = append(out, fmt.Sprintf("%s: internal/%s has no row in the table", p.ImportPath, from))
			continue
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, module+"/") {
				continue
			}
			to := noun(imp)
			switch {
			case to == from && from == "channel" && imp != p.ImportPath:
				out = append(out, fmt.Sprintf("%s imports %s: channels never import each other", p.ImportPath, imp))
			case to == from, to != "" && slices.Contains(may, "*"), to != "" && slices.Contains(may, to):
			default:
				out = append(out, fmt.Sprintf("%s imports %s: the table does not allow it", p.ImportPath, imp))
			}
		}
	}
	return out
}

func TestImportsFollowTheTable(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root(t), "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := table(string(page))
	if err != nil {
		t.Fatal("ARCHITECTURE.md: ", err)
	}
	for name, deps := range rows {
		for _, d := range deps {
			if _, ok := rows[d]; !ok && d != "*" {
				t.Errorf("the row of %s names %s, which has no row", name, d)
			}
		}
	}
	pkgs := list(t)
	if len(pkgs) < 10 {
		t.Fatalf("go list found only %d packages", len(pkgs))
	}
	for _, line := range broken(rows, pkgs) {
		t.Error(line)
	}
}

// The checker itself must be able to fail.
func TestTableCatches(t *testing.T) {
	rows, err := table("text\n```imports\ngeo :\nroster : geo\nchannel : geo\nhub : *\n```\n")
	if err != nil {
		t.Fatal(err)
	}
	got := broken(rows, []listed{
		{module + "/internal/geo", []string{"fmt", module + "/internal/roster"}},
		{module + "/internal/roster/csv", []string{module + "/internal/geo", module + "/internal/roster"}},
		{module + "/internal/channel/email", []string{module + "/internal/channel/webhook"}},
		{module + "/internal/hub", []string{module + "/internal/geo", module + "/cmd/tocsin"}},
		{module + "/internal/novel", nil},
		{module + "/cmd/tocsin", []string{module + "/internal/hub"}},
	})
	if len(got) != 4 {
		t.Errorf("4 faults expected, found %d:\n%s", len(got), strings.Join(got, "\n"))
	}
	for _, bad := range []string{"no block", "```imports\ngeo\n```\n", "```imports\ngeo :\ngeo :\n```\n", "```imports\ngeo :\n"} {
		if _, err := table(bad); err == nil {
			t.Errorf("the page %q was taken", bad)
		}
	}
}

// source is one Go file of the tree.
type source struct {
	rel       string // slash-separated, from the root
	test      bool   // _test.go, or a package that exists for tests
	generated bool
	lines     int
	file      *ast.File
	fset      *token.FileSet
}

var generatedMark = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

func sources(t *testing.T) []source {
	t.Helper()
	top := root(t)
	var out []source
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if path != top && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" || name == "var" || name == "bin") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		raw, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) { // written over this very moment
			return nil
		} else if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, path)
		if err != nil {
			return err
		}
		s := source{rel: filepath.ToSlash(rel), fset: token.NewFileSet(), lines: bytes.Count(raw, []byte("\n")), generated: generatedMark.Match(raw)}
		s.test = strings.HasSuffix(name, "_test.go") || strings.HasPrefix(s.rel, "test/") || strings.HasPrefix(s.rel, "tools/") ||
			strings.HasPrefix(s.rel, "internal/store/storetest/") || strings.HasPrefix(s.rel, "internal/intake/mail/mailtest/") || strings.HasPrefix(s.rel, "internal/store/pgtest/") || strings.HasPrefix(s.rel, "internal/deps/") || strings.HasPrefix(s.rel, "internal/channel/channeltest/")
		if s.file, err = parser.ParseFile(s.fset, path, raw, parser.SkipObjectResolution); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s source) at(p token.Pos) string { return fmt.Sprintf("%s:%d", s.rel, s.fset.Position(p).Line) }

// local is the name by which the file knows an import; empty: it does not import it.
func (s source) local(path string) string {
	for _, i := range s.file.Imports {
		if strings.Trim(i.Path.Value, `"`) == path {
			if i.Name != nil {
				return i.Name.Name
			}
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	return ""
}

// uses gives every place where the file names pkg.X with X in names.
func (s source) uses(path string, names ...string) []token.Pos {
	pkg := s.local(path)
	if pkg == "" {
		return nil
	}
	var out []token.Pos
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg && slices.Contains(names, sel.Sel.Name) {
				out = append(out, sel.Pos())
			}
		}
		return true
	})
	return out
}

func under(rel string, dirs ...string) bool {
	return slices.ContainsFunc(dirs, func(d string) bool { return strings.HasPrefix(rel, d+"/") })
}

// What may be imported only in some places.
func TestDangerousImportsStayHome(t *testing.T) {
	home := map[string][]string{
		"database/sql":               {"internal/store"},
		"github.com/jackc/pgx/v5":    {"internal/store"},
		"modernc.org/sqlite":         {"internal/store"},
		"github.com/riverqueue":      {"internal/store"},
		"encoding/xml":               {"cap", "internal/intake", "internal/reading"},
		"net/http/httptest":          {},
		"github.com/wneessen":        {"internal/channel/email"},
		"code.dny.dev/ssrf":          {"internal/safehttp"},
		"github.com/a-h/templ":       {"internal/web"},
		"github.com/danielgtaylor":   {"internal/web"},
		"github.com/alecthomas":      {"cmd/tocsin"},
		"github.com/knadh/koanf":     {"internal/hub"},
		"github.com/emersion":        {"internal/mailsink", "internal/intake/mail"},
		"github.com/prometheus":      {"internal/hub"},
		"os/exec":                    {"internal/store", "cmd/tocsin", "internal/hub"},
		"math/rand":                  {},
		"math/rand/v2":               {"internal/delivery", "internal/hub"},
		"testing":                    {},
		"log":                        {"internal/mailsink"}, // its SMTP library wants one to throw away
		"github.com/blevesearch":     {"internal/gazetteer"},
		"github.com/schollz":         {"cmd/tocsin"},
		"golang.org/x/crypto":        {"internal/hub", "internal/store", "internal/web", "cmd/tocsin", "internal/desk"},
		"github.com/alexedwards/scs": {"internal/web", "internal/store", "internal/hub"},
	}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, i := range s.file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			for what, dirs := range home {
				std := !strings.Contains(what, ".")
				if path == what || !std && strings.HasPrefix(path, what+"/") {
					if !under(s.rel, dirs...) {
						t.Errorf("%s imports %s: only %s may", s.at(i.Pos()), path, strings.Join(append(dirs, "tests"), ", "))
					}
				}
			}
		}
	}
}

func TestTimeIsAnArgument(t *testing.T) {
	for _, s := range sources(t) {
		if !s.test && !under(s.rel, "internal/hub", "cmd") {
			for _, p := range s.uses("time", "Now", "Since", "Until") {
				t.Errorf("%s: the present is read here; take a now time.Time or a clock", s.at(p))
			}
		}
		if s.test && !under(s.rel, "tools") {
			for _, p := range s.uses("time", "Sleep") {
				t.Errorf("%s: a test sleeps here; wait for the event", s.at(p))
			}
		}
	}
}

// One HTTP client may leave the building. Others take it as an argument.
func TestHTTPClientsComeFromSafehttp(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || under(s.rel, "internal/safehttp") {
			continue
		}
		for _, p := range s.uses("net/http", "Get", "Post", "PostForm", "Head", "DefaultClient", "DefaultTransport", "Transport") {
			t.Errorf("%s: an HTTP client is made or used here; take one from safehttp as an argument", s.at(p))
		}
		pkg := s.local("net/http")
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if sel, ok := lit.Type.(*ast.SelectorExpr); ok && pkg != "" {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg && sel.Sel.Name == "Client" {
					t.Errorf("%s: an HTTP client is made here; take one from safehttp as an argument", s.at(lit.Pos()))
				}
			}
			return true
		})
	}
}

func TestSizes(t *testing.T) {
	const fileMost, pkgMost, storeMost = 800, 3000, 6000
	pkgs := map[string]int{}
	for _, s := range sources(t) {
		if s.generated {
			continue
		}
		if s.lines > fileMost {
			t.Errorf("%s has %d lines, the most is %d: cut it along a noun", s.rel, s.lines, fileMost)
		}
		if !s.test {
			pkgs[s.rel[:strings.LastIndexByte("/"+s.rel, '/')]] += s.lines
		}
	}
	for dir, n := range pkgs {
		most := pkgMost
		if dir == "internal/store/" || dir == "internal/store" {
			most = storeMost
		}
		if n > most {
			t.Errorf("%s has %d lines, the most is %d", dir, n, most)
		}
	}
}

var camel = regexp.MustCompile(`[A-Z]+[a-z0-9]*|[a-z0-9]+`)

// vague reports that one of the words in a name says nothing.
func vague(name string) bool {
	for _, w := range camel.FindAllString(name, -1) {
		switch strings.ToLower(w) {
		case "manager", "service", "helper", "helpers", "util", "utils":
			return true
		}
	}
	return false
}

func TestNamesSaySomething(t *testing.T) {
	for _, bad := range []string{"WarningManager", "mailService", "helper", "stringUtils"} {
		if !vague(bad) {
			t.Errorf("%q was let through", bad)
		}
	}
	if vague("Utility") || vague("ServeHTTP") {
		t.Error("a good name was refused")
	}
	for _, s := range sources(t) {
		base := strings.TrimSuffix(filepath.Base(s.rel), ".go")
		if vague(base) || vague(s.file.Name.Name) {
			t.Errorf("%s: the file or package name says nothing", s.rel)
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if vague(d.Name.Name) {
					t.Errorf("%s: func %s: the name says nothing", s.at(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, sp := range d.Specs {
					if ts, ok := sp.(*ast.TypeSpec); ok && vague(ts.Name.Name) {
						t.Errorf("%s: type %s: the name says nothing", s.at(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

// A shell script that is not executable, or a page that names a make target that is not there, is found by a newcomer first.
func TestMakeTargetsInPagesExist(t *testing.T) {
	top := root(t)
	mk, err := os.ReadFile(filepath.Join(top, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]bool{}
	for sc := bufio.NewScanner(bytes.NewReader(mk)); sc.Scan(); {
		if m := regexp.MustCompile(`^([a-z-]+):`).FindStringSubmatch(sc.Text()); m != nil {
			targets[m[1]] = true
		}
	}
	call := regexp.MustCompile("`make ([a-z-]+)")
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/reliability.md"} {
		raw, err := os.ReadFile(filepath.Join(top, page))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(raw), -1) {
			if !targets[m[1]] {
				t.Errorf("%s speaks of `make %s`, which is not in the Makefile", page, m[1])
			}
		}
	}
	scripts, err := filepath.Glob(filepath.Join(top, "scripts", "*.sh"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(scripts, filepath.Join(top, ".ci", "run")) {
		st, err := os.Stat(f)
		if err != nil {
			t.Error(err)
		} else if st.Mode()&0o111 == 0 && filepath.Base(f) != "lib.sh" {
			t.Errorf("%s is not executable", f)
		}
	}
}
