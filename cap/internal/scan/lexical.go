package scan

import "strings"

// IsLanguage is xs:language.
func IsLanguage(s string) bool {
	n := 0
	first := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', !first && c >= '0' && c <= '9':
			if n++; n > 8 {
				return false
			}
		case c == '-' && n > 0:
			n, first = 0, false
		default:
			return false
		}
	}
	return n > 0
}

// IsInteger is xs:integer.
func IsInteger(s string) bool {
	s = trimSign(s)
	return s != "" && CountDigits(s) == len(s)
}

// IsDecimal is xs:decimal.
func IsDecimal(s string) bool {
	s = trimSign(s)
	whole := CountDigits(s)
	if whole == len(s) {
		return whole > 0
	}
	if s[whole] != '.' {
		return false
	}
	frac := CountDigits(s[whole+1:])
	return whole+frac > 0 && whole+1+frac == len(s)
}

func trimSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// CountDigits counts the decimal digits at the start of s.
func CountDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// IsURI is xs:anyURI as libxml2 checks it: RFC 3986, once characters outside ASCII and a few inside are escaped.
func IsURI(s string) bool {
	rest := s
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		if !uriChars(rest[i+1:], "/?:@") {
			return false
		}
		rest = rest[:i]
	}
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		if !uriChars(rest[i+1:], "/?:@") {
			return false
		}
		rest = rest[:i]
	}
	if i := strings.IndexAny(rest, ":/"); i >= 0 && rest[i] == ':' {
		if !IsScheme(rest[:i]) {
			return false
		}
		rest = rest[i+1:]
	}
	if strings.HasPrefix(rest, "//") {
		host, path := rest[2:], ""
		if i := strings.IndexByte(host, '/'); i >= 0 {
			host, path = host[:i], host[i:]
		}
		return isAuthority(host) && uriChars(path, "/:@")
	}
	return uriChars(rest, "/:@")
}

// IsScheme is the scheme of a URI (RFC 3986 section 3.1).
func IsScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || !(s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.')) {
			return false
		}
	}
	return s != ""
}

func isAuthority(s string) bool {
	if i := strings.IndexByte(s, '@'); i >= 0 {
		if !uriChars(s[:i], ":") {
			return false
		}
		s = s[i+1:]
	}
	if strings.HasPrefix(s, "[") {
		i := strings.IndexByte(s, ']')
		if i < 0 {
			return false
		}
		s = s[i+1:]
	} else {
		i := strings.IndexByte(s, ':')
		if i < 0 {
			i = len(s)
		}
		if !uriChars(s[:i], "") {
			return false
		}
		s = s[i:]
	}
	if s == "" {
		return true
	}
	return s[0] == ':' && len(s) > 1 && CountDigits(s[1:]) == len(s)-1
}

// uriChars says that s holds only unreserved characters, escapes, sub-delimiters, what gets escaped, and extra.
func uriChars(s, extra string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c >= 0x7F, c <= 0x20:
		case c == '%':
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				return false
			}
		case strings.IndexByte(`-._~!$&'()*+,;=<>"{}|\^`+"`", c) >= 0:
		case strings.IndexByte(extra, c) >= 0:
		default:
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')
}
