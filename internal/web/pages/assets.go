package pages

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"

	"github.com/a-h/templ"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/web/static"
)

var assets = func() map[string]templ.SafeURL {
	out := map[string]templ.SafeURL{}
	entries, err := fs.ReadDir(static.Files, ".")
	if err != nil {
		panic("pages: the embedded assets cannot be listed: " + err.Error())
	}
	for _, e := range entries {
		b, err := fs.ReadFile(static.Files, e.Name())
		if err != nil {
			panic("pages: an embedded asset cannot be read: " + err.Error())
		}
		h := sha256.Sum256(b)
		out[e.Name()] = templ.SafeURL("/static/" + e.Name() + "?v=" + hex.EncodeToString(h[:6]))
	}
	return out
}()

// Asset is the address of one of our own files; it changes with the file, so that it may be kept for ever.
func Asset(name string) templ.SafeURL { return assets[name] }

func current(yes bool) string {
	if yes {
		return "page"
	}
	return "false"
}

func rolesOf(a desk.Account) string {
	var rs []string
	for _, r := range a.Roles {
		rs = append(rs, string(r))
	}
	return strings.Join(rs, ", ")
}
