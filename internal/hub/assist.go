package hub

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/reading/assist"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

// Assist makes the model's endpoint of a configuration; nil when none is configured, and then no text leaves the house.
func Assist(c config.Config) (*assist.Assist, error) {
	a := c.Reading.Assist
	if a.URL == "" {
		return nil, nil
	}
	u, err := url.Parse(a.URL)
	if err != nil {
		return nil, fmt.Errorf("reading.assist.url: %w", err)
	}
	allow, err := networks(c)
	if err != nil {
		return nil, err
	}
	o := safehttp.Options{Allow: allow, Timeout: a.Timeout + 5*time.Second, // the question ends itself at a.Timeout, in its own words
		MaxBody: 2 * assist.DefaultMaxAnswer}
	if p, err := strconv.ParseUint(u.Port(), 10, 16); err == nil {
		o.Ports = []uint16{uint16(p)}
	}
	if err := o.CheckURL(a.URL); err != nil {
		return nil, fmt.Errorf("reading.assist.url: %w (plain http is only for an address within safehttp.allow)", err)
	}
	return &assist.Assist{Client: safehttp.New(o), URL: a.URL, Model: a.Model, Key: a.Key, Timeout: a.Timeout, MaxText: a.MaxText}, nil
}

// networks are those that outgoing HTTP may reach although they are private.
func networks(c config.Config) ([]netip.Prefix, error) {
	var allow []netip.Prefix
	for _, n := range c.Safehttp.Allow {
		p, err := netip.ParsePrefix(n)
		if err != nil {
			return nil, err
		}
		allow = append(allow, p)
	}
	return allow, nil
}
