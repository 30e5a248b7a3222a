package pages

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

func itoa(n int) string { return strconv.Itoa(n) }

func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return "unknown"
	}
	return s
}

func itemURL(id string) templ.SafeURL      { return templ.SafeURL("/items/" + id) }
func situationURL(id string) templ.SafeURL { return templ.SafeURL("/situations/" + id) }
func warningURL(id, rest string) templ.SafeURL {
	return templ.SafeURL("/warnings/" + id + rest)
}

func titleOf(titles map[string]string, id string) string {
	if t := titles[id]; t != "" {
		return t
	}
	return "item " + id
}

func echoEnd(n int) string {
	if n == 1 {
		return ""
	}
	return "es"
}

var adviceText = map[string]string{
	"no_travel": "do not travel", "essential_only": "only essential travel", "caution": "take more care than usual",
	"normal": "normal care", "depart": "leave the country",
}

// adviceWords is a level of standing advice as a person says it.
func adviceWords(code string) string {
	if w := adviceText[code]; w != "" {
		return w
	}
	return Plain(code)
}
