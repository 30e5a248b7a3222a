package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"reflect"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
)

// envOnly are the keys that hold a secret: they are never read out of the YAML file.
var envOnly = []string{"mail.password", "webhook.secret", "metrics.token", "reading.assist.key"}

// envOther are TOCSIN_ variables that are not configuration: they steer our own tests.
var envOther = []string{"TOCSIN_REQUIRE_", "TOCSIN_CHAOS", "TOCSIN_TEST_", "TOCSIN_CONFIG"}

// Load reads the file (none when path is empty) and the environment, given as "NAME=value" lines, over the defaults, and
// checks the result. Unknown keys and variables are refused with the nearest known one, so that a slip of the pen cannot
// silently switch something off.
func Load(path string, environ []string) (Config, error) {
	c := Default()
	k := koanf.New(".")
	keys := Keys()
	if path != "" {
		if err := k.Load(file.Provider(path), yaml.Parser()); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return c, fmt.Errorf("there is no configuration file %s: copy tocsin.example.yaml and fill it in", path)
			}
			return c, fmt.Errorf("reading %s: %w", path, err)
		}
		var bad []error
		for _, key := range sorted(k.All()) {
			if slices.Contains(envOnly, key) {
				bad = append(bad, fmt.Errorf("%s: %s holds a secret and does not stand in this file: use %s_file, or the variable %s", path, key, key, envName(key)))
			} else if k.Get(key) == nil && slices.ContainsFunc(keys, func(s string) bool { return strings.HasPrefix(s, key+".") }) { // a heading whose keys are all commented out
				k.Delete(key)
			} else if err := known(key, keys); err != nil {
				bad = append(bad, fmt.Errorf("%s: %w", path, err))
			}
		}
		if u, err := url.Parse(k.String("database")); err == nil {
			if _, has := u.User.Password(); has {
				bad = append(bad, fmt.Errorf("%s: database has a password in it: put the address into a file named by database_file, or into the variable TOCSIN_DATABASE", path))
			}
		}
		if err := errors.Join(bad...); err != nil {
			return c, err
		}
	}
	byVar := map[string]string{}
	for _, key := range keys {
		byVar[envName(key)] = key
	}
	var bad []error
	err := k.Load(env.Provider(".", env.Opt{
		Prefix:      "TOCSIN_",
		EnvironFunc: func() []string { return environ },
		TransformFunc: func(name, v string) (string, any) {
			for _, o := range envOther {
				if strings.HasPrefix(name, o) {
					return "", nil
				}
			}
			key, ok := byVar[name]
			if !ok {
				bad = append(bad, fmt.Errorf("the environment variable %s is not known%s", name, meant(name, sorted(byVar))))
				return "", nil
			}
			if key == "safehttp.allow" || key == "trust_proxy" || key == "desk.tasks.escalate" {
				return key, strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
			}
			return key, v
		},
	}), nil)
	if err = errors.Join(append(bad, err)...); err != nil {
		return c, err
	}
	// A list in the file takes the place of the default list; without this its entries would be laid over the default's.
	if k.Exists("delivery.ladder") {
		c.Delivery.Ladder = nil
		if err := listKeys("delivery.ladder", k.Get("delivery.ladder"), "channel", "wait"); err != nil {
			return c, err
		}
	}
	if k.Exists("intake.mailboxes") {
		if err := listKeys("intake.mailboxes", k.Get("intake.mailboxes"), "host", "user", "password_file", "authserv"); err != nil {
			return c, err
		}
	}
	if k.Exists("desk.tasks.escalate") {
		c.Desk.Tasks.Escalate = nil
	}
	if err := k.Unmarshal("", &c); err != nil {
		return c, fmt.Errorf("reading the configuration: %w", err)
	}
	if err := c.fill(); err != nil {
		return c, err
	}
	if err := c.Validate(); err != nil {
		return c, fmt.Errorf("the configuration cannot be used:\n%w", err)
	}
	return c, nil
}

// Keys lists every configuration key in the order of the struct, "mail.host" for nested ones.
func Keys() []string {
	var out []string
	var walk func(reflect.Type, string)
	walk = func(t reflect.Type, prefix string) {
		for i := range t.NumField() {
			f := t.Field(i)
			key := prefix + f.Tag.Get("koanf")
			if f.Type.Kind() == reflect.Struct && f.Type != reflect.TypeFor[time.Time]() {
				walk(f.Type, key+".")
				continue
			}
			out = append(out, key)
		}
	}
	walk(reflect.TypeFor[Config](), "")
	return out
}

// listKeys checks a list of entries whose keys are known.
func listKeys(key string, v any, allowed ...string) error {
	list, ok := v.([]any)
	if !ok {
		return fmt.Errorf("%s must be a list of entries with %s", key, strings.Join(allowed, ", "))
	}
	for i, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			return fmt.Errorf("%s[%d] must have %s", key, i, strings.Join(allowed, ", "))
		}
		for _, name := range sorted(m) {
			if err := known(name, allowed); err != nil {
				return fmt.Errorf("%s[%d]: %w", key, i, err)
			}
		}
	}
	return nil
}

// envName is the variable that sets a key: TOCSIN_MAIL_HOST for mail.host.
func envName(key string) string {
	return "TOCSIN_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func known(key string, keys []string) error {
	if slices.Contains(keys, key) {
		return nil
	}
	for _, k := range keys {
		if strings.HasPrefix(k, key+".") {
			return fmt.Errorf("the key %s holds other keys, not a value", key)
		}
	}
	return fmt.Errorf("the key %s is not known%s", key, meant(key, keys))
}

// meant names the nearest known word, when one is near enough to be a slip of the pen.
func meant(word string, known []string) string {
	best, dist := "", 1+len(word)/3
	for _, k := range known {
		if d := distance(word, k); d <= dist && (best == "" || d < dist) {
			best, dist = k, d
		}
		// "port" for "mail.port": the right word in the wrong place.
		if last := k[strings.LastIndexByte(k, '.')+1:]; best == "" && last == word[strings.LastIndexByte(word, '.')+1:] && last != k {
			best, dist = k, 1
		}
	}
	if best == "" {
		return "; docs/guide/configuration.md lists them all"
	}
	return ": did you mean " + best + "?"
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		prev := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := prev
			if a[i] != b[j] {
				cost = 1 + min(prev, row[j], row[j+1])
			}
			prev, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
