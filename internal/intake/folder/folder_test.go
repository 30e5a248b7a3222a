package folder

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// yard is a directory that a test writes into; every write gets a time of change of its own.
type yard struct {
	t   *testing.T
	dir string
	at  time.Time
}

func newYard(t *testing.T) *yard {
	return &yard{t: t, dir: t.TempDir(), at: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)}
}

func (y *yard) write(name, text string) {
	y.t.Helper()
	path := filepath.Join(y.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		y.t.Fatal(err)
	}
	y.at = y.at.Add(time.Second)
	if err := os.Chtimes(path, y.at, y.at); err != nil {
		y.t.Fatal(err)
	}
}

func look(t *testing.T, f *Folder, most int) (Seen, string) {
	t.Helper()
	s, err := f.Look(most)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range s.Files {
		names = append(names, x.Name+"="+string(x.Raw))
	}
	slices.Sort(names)
	return s, strings.Join(names, " ")
}

func TestAFileIsTakenOnceItIsComplete(t *testing.T) {
	y := newYard(t)
	f := &Folder{Dir: y.dir, Max: 100}
	y.write("a.xml", "half")
	if s, got := look(t, f, 10); got != "" || s.Waiting != 1 || s.Total != 1 {
		t.Errorf("at the first look: %q, %+v", got, s)
	}
	y.write("a.xml", "half and half")
	if _, got := look(t, f, 10); got != "" {
		t.Errorf("it has grown: %q", got)
	}
	s, got := look(t, f, 10)
	if got != "a.xml=half and half" {
		t.Errorf("complete: %q", got)
	}
	if _, got := look(t, f, 10); got != "a.xml=half and half" {
		t.Errorf("it was not kept, and is given again: %q", got)
	}
	f.Taken(s.Files)
	if s, got := look(t, f, 10); got != "" || s.Waiting != 0 || s.Total != 1 {
		t.Errorf("it was kept: %q, %+v", got, s)
	}
	y.write("a.xml", "another text")
	look(t, f, 10)
	if _, got := look(t, f, 10); got != "a.xml=another text" {
		t.Errorf("a new text of the same name: %q", got)
	}
	if _, got := look(t, &Folder{Dir: y.dir, Max: 100}, 10); got != "" {
		t.Errorf("after a start it is looked at twice again: %q", got)
	}
	if raw, err := os.ReadFile(filepath.Join(y.dir, "a.xml")); err != nil || string(raw) != "another text" {
		t.Errorf("the file was touched: %q, %v", raw, err)
	}
}

func TestWhatIsPassedOver(t *testing.T) {
	y := newYard(t)
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".hidden", "a.tmp", "b.part", "c.PARTIAL", "d~", "e.swp", "good.txt"} {
		y.write(name, "x")
	}
	if err := os.Mkdir(filepath.Join(y.dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(y.dir, "link.xml")); err != nil {
		t.Fatal(err)
	}
	y.write("long.txt", strings.Repeat("x", 101))
	f := &Folder{Dir: y.dir, Max: 100}
	look(t, f, 10)
	s, got := look(t, f, 10)
	if got != "good.txt=x" || s.Total != 2 || len(s.Trouble) != 1 || !strings.Contains(s.Trouble[0].Error(), `"long.txt" has 101 bytes`) {
		t.Errorf("%q, %+v", got, s)
	}
}

func TestManyAreTakenInParts(t *testing.T) {
	y := newYard(t)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		y.write(name, name)
	}
	f := &Folder{Dir: y.dir, Max: 100}
	look(t, f, 2)
	all := 0
	for _, want := range []int{2, 2, 1, 0} {
		s, got := look(t, f, 2)
		if len(s.Files) != want {
			t.Errorf("%q: %d files, want %d", got, len(s.Files), want)
		}
		f.Taken(s.Files)
		all += len(s.Files)
	}
	if all != 5 {
		t.Errorf("%d in all", all)
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	for _, dir := range []string{filepath.Join(t.TempDir(), "none"), "/dev/null"} {
		if _, err := (&Folder{Dir: dir, Max: 1}).Look(1); err == nil {
			t.Errorf("%s was looked at", dir)
		} else if strings.Contains(err.Error(), "openat") {
			t.Errorf("the error is for programmers: %v", err)
		}
	}
}
