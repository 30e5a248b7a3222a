package web

// Table is every route that a configuration gives, the API's too.
func Table(c Config) ([]Route, error) {
	s, err := newServer(c)
	if err != nil {
		return nil, err
	}
	s.handler()
	return s.routes, nil
}

// NewThrottle, Allow and Forgive give the tests the login throttle.
var NewThrottle = newThrottle

func (t *throttle) Allow(key string) bool { return t.allow(key) }
func (t *throttle) Forgive(key string)    { t.forgive(key) }

// SafeNext and XMLText give the tests two small parsers of outside words.
var (
	SafeNext = safeNext
	XMLText  = xmlText
)
