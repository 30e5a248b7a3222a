package text

import "strings"

// ProperName reports whether a capitalised word can be part of the name of a building or a crowd.
func ProperName(t *Token) bool {
	switch t.Norm {
	case "the", "a", "an", "on", "in", "at", "event", "location", "embassy", "u.s.", "us", "uk":
		return false
	}
	return true
}

// LastWord is the last word of a name, folded.
func LastWord(s string) string { return strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:]) }

// Stem brings a plural to its singular, well enough to compare two heads.
func Stem(w string) string {
	switch {
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// GenericWeapon reports whether a name says only that there are weapons.
func GenericWeapon(name string) bool {
	switch strings.ToLower(name) {
	case "weapons", "weapon", "an array of weapons", "explosives", "explosive":
		return true
	}
	return false
}

// GenericPerson reports whether a name is only a part played: the suspect, the gunman.
func GenericPerson(name string) bool {
	switch LastWord(name) {
	case "suspect", "gunman", "attacker", "bomber", "assailant":
		return true
	}
	return false
}

// GenericGroup reports whether a name says only that there is a group.
func GenericGroup(name string) bool {
	switch LastWord(name) {
	case "groups", "group", "cells", "cell", "extremists", "militants", "terrorists", "fighters", "insurgents", "rebels", "jihadists", "gunmen", "attackers":
		return true
	}
	return false
}

// SameGroup reports whether two names are of one armed group: one begins with the other ("ISIS", "ISIS-Khorasan militants").
func SameGroup(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// TrimThe is a name without its article.
func TrimThe(s string) string {
	for _, a := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, a)
	}
	return s
}

// Article reports whether a token is an article or another word that only leads to a name.
func Article(t *Token) bool {
	switch t.Norm {
	case "the", "a", "an", "this", "that", "some", "on", "in", "at", "by", "when", "after", "but", "and", "as", "while", "since", "both", "two", "local":
		return true
	}
	return false
}
