// Package folder takes files out of a directory into which another program puts them.
//
// Nothing in the directory is changed. A file is taken once it is complete: when its size and its time of change are the same
// at two looks, and each state of a file is taken once while the program runs; after a start everything is taken once more, and
// who keeps it passes over what it has. Folders, links and everything that is no plain file are passed over, so that a
// link cannot lead out of the directory; so are names that programs give to what they are still writing.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// Most is how many files of a directory are looked at.
const Most = 100_000

// Folder is one directory as it was last seen. It is used by one goroutine at a time.
type Folder struct {
	Dir string
	Max int64 // bytes of one file; a longer one is told and not taken

	seen map[string]stamp
}

type stamp struct {
	size  int64
	at    time.Time
	taken bool
}

// File is one complete file.
type File struct {
	Name string
	Raw  []byte
	At   time.Time // when it was last changed
}

// Seen is what a look found.
type Seen struct {
	Files   []File // complete, and not taken before
	Total   int    // plain files in the directory
	Waiting int    // of these, not known to be complete yet, or beyond most
	Trouble []error
}

// unfinished says that a name is one of a file that is being written.
func unfinished(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return true
	}
	for _, end := range []string{".tmp", ".part", ".partial", ".swp", ".filepart", ".crdownload"} {
		if strings.HasSuffix(strings.ToLower(name), end) {
			return true
		}
	}
	return false
}

// Look reads at most most files that are complete. What it gives is not forgotten until Taken is called with it: a file that
// could not be kept is given again. The error is about the directory; Trouble is about single files.
func (f *Folder) Look(most int) (Seen, error) {
	var out Seen
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return out, plain(err)
	}
	defer root.Close()
	d, err := root.Open(".")
	if err != nil {
		return out, plain(err)
	}
	defer d.Close()
	entries, err := d.ReadDir(Most + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return out, plain(err)
	}
	if len(entries) > Most {
		return out, fmt.Errorf("there are more than %d entries in the folder: move away what was taken", Most)
	}
	now := make(map[string]stamp, len(entries))
	for _, e := range entries {
		if !e.Type().IsRegular() || unfinished(e.Name()) {
			continue
		}
		i, err := root.Lstat(e.Name())
		if errors.Is(err, fs.ErrNotExist) {
			continue // moved away meanwhile
		} else if err != nil {
			out.Trouble = append(out.Trouble, fmt.Errorf("%q: %w", e.Name(), plain(err)))
			continue
		}
		if !i.Mode().IsRegular() {
			continue
		}
		out.Total++
		is := stamp{size: i.Size(), at: i.ModTime()}
		was, known := f.seen[e.Name()]
		same := known && was.size == is.size && was.at.Equal(is.at)
		is.taken = same && was.taken
		now[e.Name()] = is
		switch {
		case is.taken:
		case is.size > f.Max:
			if same {
				out.Trouble = append(out.Trouble, fmt.Errorf("%q has %d bytes: more than the %d that are read", e.Name(), is.size, f.Max))
			}
		case !same || len(out.Files) >= most:
			out.Waiting++
		default:
			raw, err := read(root, e.Name(), is)
			if err != nil {
				out.Trouble = append(out.Trouble, fmt.Errorf("%q: %w", e.Name(), plain(err)))
				continue
			}
			if raw == nil { // changed while it was read
				out.Waiting++
				continue
			}
			out.Files = append(out.Files, File{Name: e.Name(), Raw: raw, At: is.at})
		}
	}
	f.seen = now
	return out, nil
}

// Taken forgets about files that were kept.
func (f *Folder) Taken(files []File) {
	for _, x := range files {
		if s, ok := f.seen[x.Name]; ok && s.at.Equal(x.At) && s.size == int64(len(x.Raw)) {
			s.taken = true
			f.seen[x.Name] = s
		}
	}
}

// read reads a file whole; nil when it is no longer the one that was looked at.
func read(root *os.Root, name string, want stamp) ([]byte, error) {
	x, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	i, err := x.Stat()
	if err != nil {
		return nil, err
	}
	if !i.Mode().IsRegular() || i.Size() != want.size || !i.ModTime().Equal(want.at) {
		return nil, nil
	}
	raw, err := io.ReadAll(io.LimitReader(x, want.size+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) != want.size {
		return nil, nil
	}
	return raw, nil
}

// plain is an error of the file system without the name of the function that met it.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}
