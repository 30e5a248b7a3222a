package member

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// maxNames bounds the explicit names kept of one report.
const maxNames = 32

// namesIn are the explicit names in a report: those that are its own (its CAP name, its address on the web) and those of other
// reports that it refers to (CAP references). A CAP incident is both: whoever uses the name speaks of the same thing.
func namesIn(told Told) (own, others []string) {
	add := func(list []string, n string) []string {
		if n == "" || len(list) >= maxNames || slices.Contains(list, n) {
			return list
		}
		return append(list, n)
	}
	if c := told.Report.CAP; c != nil {
		own = add(own, capKey(c.CAPName))
		for _, r := range c.References {
			others = add(others, capKey(r))
		}
		for _, i := range c.Incidents {
			if k := fold.Key(i); k != "" {
				own, others = add(own, "inc:"+c.Sender+","+k), add(others, "inc:"+c.Sender+","+k)
			}
		}
	}
	own = add(own, urlKey(told.Item.URL))
	return own, others
}

// capKey leaves the time of sending out: senders who restate an alert with a new time mean the same one.
func capKey(n reading.CAPName) string {
	if n.Identifier == "" {
		return ""
	}
	return "cap:" + n.Sender + "," + n.Identifier
}

// urlKey makes one key of the several ways to write an address; an address without a path is a whole site and none.
func urlKey(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || len(raw) > 2000 {
		return ""
	}
	path := strings.TrimRight(u.Path, "/")
	if path == "" && u.RawQuery == "" {
		return ""
	}
	out := "url:" + strings.TrimPrefix(strings.ToLower(u.Host), "www.") + path
	if u.RawQuery != "" {
		out += "?" + u.RawQuery
	}
	return out
}

// sameCodes are the event codes of US SAME (47 CFR 11.31) that may be matters of security: civil danger and emergency, law
// enforcement, an officer hurt, and the calls to stay in or to leave, which do not say why.
var sameCodes = []string{"CDW", "CEM", "LEW", "BLU", "SPW", "EVI"}

// hazard tells whether an event is no matter of security. Only a CAP alert says so of itself: by its categories (CAP 1.2
// section 3.2.2), or by its event code. Weather is never security, whatever words its headline uses ("threat of storms"); the
// other categories hold terrorism terms too (the OASIS event terms file a terrorist incident under Safety), so that there the
// words decide, and what they do not know is no matter of security. Nor is the search for one child that was taken (SAME code
// CAE, filed under Rescue or Safety): it threatens nobody else.
func hazard(r reading.Report, e reading.Event) bool {
	if r.CAP == nil {
		return false
	}
	cats := strings.Fields(e.Category)
	if slices.Contains(cats, "Security") || slices.Contains(cats, "CBRNE") {
		return false
	}
	for _, c := range r.CAP.Codes {
		if name, v, _ := strings.Cut(c, "="); strings.EqualFold(name, "SAME") && v != "" {
			return !slices.Contains(sameCodes, v)
		}
	}
	for _, c := range []string{"Met", "Geo", "Env", "Health", "Fire"} {
		if slices.Contains(cats, c) {
			return true
		}
	}
	return e.Type == reading.Other || e.Type == reading.Kidnapping
}

// groups are names of armed groups that go by many, by words that must all be in the name, the closer ones first. The part behind
// a slash is a branch: whoever names the whole may mean it.
var groups = []struct{ words, key string }{
	{"west africa province", "islamic state/west africa"}, {"iswap", "islamic state/west africa"}, {"khorasan", "islamic state/khorasan"},
	{"isis k", "islamic state/khorasan"}, {"is k", "islamic state/khorasan"}, {"isk", "islamic state/khorasan"}, {"iskp", "islamic state/khorasan"},
	{"islamic state", "islamic state"}, {"isis", "islamic state"}, {"isil", "islamic state"}, {"daesh", "islamic state"}, {"daech", "islamic state"},
	{"islamic maghreb", "al qaeda/maghreb"}, {"aqim", "al qaeda/maghreb"}, {"jnim", "al qaeda/sahel"}, {"nusrat al islam", "al qaeda/sahel"},
	{"aqap", "al qaeda/arabia"}, {"al qaeda", "al qaeda"}, {"al qaida", "al qaeda"}, {"qaeda", "al qaeda"},
	{"boko haram", "boko haram"}, {"shabaab", "al shabaab"}, {"shabab", "al shabaab"}, {"tehrik i taliban", "ttp"}, {"ttp", "ttp"},
	{"pakistani taliban", "ttp"}, {"taliban", "taliban"}, {"hezbollah", "hezbollah"}, {"hizbollah", "hezbollah"}, {"hizballah", "hezbollah"}, {"hamas", "hamas"},
	{"pkk", "pkk"}, {"kurdistan workers", "pkk"}, {"abu sayyaf", "abu sayyaf"}, {"lashkar e taiba", "lashkar e taiba"}, {"houthi", "houthi"},
	{"adf", "allied democratic forces"}, {"allied democratic forces", "allied democratic forces"},
}

// actorsOf are the named groups among the actors of an event, folded. "Gunmen" and "a man in his thirties" name nobody.
func actorsOf(named []reading.Named) []string {
	var out []string
	add := func(k string) {
		if k != "" && !slices.Contains(out, k) && len(out) < 4 {
			out = append(out, k)
		}
	}
	for _, a := range named {
		key := " " + fold.Key(a.Name) + " "
		known := false
		for _, g := range groups {
			if strings.Contains(key, " "+g.words+" ") {
				add(g.key)
				known = true
				break
			}
		}
		if !known && proper(a.Name) {
			add(strings.TrimSpace(key))
		}
	}
	return out
}

// sameActor reports that two names may mean one group: the same, or a branch and the whole.
func sameActor(a, b string) bool {
	whole, branch, _ := strings.Cut(a, "/")
	other, twig, _ := strings.Cut(b, "/")
	return whole == other && (branch == "" || twig == "" || branch == twig)
}

// proper reports that a name is one's own: a word of it that is not the first begins with a capital, and not all words do so
// because the whole is in capitals.
func proper(name string) bool {
	words := strings.Fields(name)
	if strings.ToUpper(name) == name {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'“‘("))
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// plainWords say nothing of which thing is meant.
var plainWords = map[string]bool{"the": true, "a": true, "an": true, "of": true, "and": true, "in": true, "at": true, "on": true, "for": true, "to": true,
	"such": true, "as": true, "other": true, "large": true, "public": true, "major": true, "several": true, "some": true, "all": true, "including": true,
	"any": true, "crowded": true, "popular": true, "two": true, "three": true, "our": true, "its": true, "their": true, "by": true, "where": true}

// sameThing finds a target that both name: the words of one are all among those of the other. own says that it is a name of its
// own ("Crocus City Hall"), not a kind of thing ("shopping centres").
func sameThing(as, bs []string) (name string, own, ok bool) {
	for _, a := range as {
		for _, b := range bs {
			x, y := tellingWords(a), tellingWords(b)
			if len(x) > len(y) {
				x, y = y, x
			}
			if len(x) == 0 || slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) }) {
				continue
			}
			if proper(a) && proper(b) && len(x) > 1 {
				return a, true, true
			}
			if !ok {
				name, ok = a, true
			}
		}
	}
	return name, false, ok
}

// tellingWords are the words of a name that say which thing is meant, in the singular as far as an s tells.
func tellingWords(name string) []string {
	var out []string
	for _, w := range strings.Fields(fold.Key(name)) {
		if plainWords[w] {
			continue
		}
		switch {
		case strings.HasSuffix(w, "centre") || strings.HasSuffix(w, "centres"):
			w = "center"
		case len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
			w = strings.TrimSuffix(w, "s")
		}
		out = append(out, w)
	}
	return out
}
