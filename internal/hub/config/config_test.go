package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDefaultsAreValid(t *testing.T) {
	got, err := Load("", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got); diff != "" {
		t.Error(diff)
	}
	if got.Mail.Password+got.Mail.User+got.Webhook.Secret+got.Metrics.Token != "" {
		t.Error("a default credential")
	}
}

func TestFileAndEnvironment(t *testing.T) {
	secret := write(t, "pw", "correct horse battery\n", 0o600)
	path := write(t, "tocsin.yaml", `
listen: "127.0.0.1:9000"
base_url: "https://warn.example.org"
desk: {name: "Embassy desk", margin: 10000}
mail:
  host: mx.example.org
  from: "Desk <desk@example.org>"
  user: desk
  password_file: `+secret+`
safehttp: {allow: ["10.1.0.0/16"]}
delivery:
  timeout: 5s
  ladder:
    - {channel: webhook, wait: 0s}
`, 0o644)
	got, err := Load(path, []string{"TOCSIN_LISTEN=127.0.0.1:9001", "TOCSIN_DELIVERY_IN_FLIGHT=7", "TOCSIN_REQUIRE_POSTGRES=1",
		"HOME=/root", "TOCSIN_WEBHOOK_SECRET=QWxhZGRpbjpvcGVuIHNlc2FtZQQQ"})
	if err != nil {
		t.Fatal(err)
	}
	want := Default()
	want.Listen, want.BaseURL = "127.0.0.1:9001", "https://warn.example.org"
	want.Desk.Name, want.Desk.Margin = "Embassy desk", 10000
	want.Mail.Host, want.Mail.From, want.Mail.User, want.Delivery.Timeout = "mx.example.org", "Desk <desk@example.org>", "desk", 5*time.Second
	want.Mail.Password, want.Mail.PasswordFile = "correct horse battery", secret
	want.Safehttp.Allow = []string{"10.1.0.0/16"}
	want.Delivery.InFlight, want.Delivery.Ladder = 7, []Rung{{Channel: "webhook"}}
	want.Webhook.Secret = "QWxhZGRpbjpvcGVuIHNlc2FtZQQQ"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What is wrong is refused, and the words say what would be right.
func TestRefused(t *testing.T) {
	open := write(t, "pw", "a long enough secret", 0o644)
	for _, c := range []struct{ name, yaml, env, says string }{
		{"a slip of the pen", "mial: {host: x}", "", "did you mean mail.host?"},
		{"a slip in a key", "lisen: x", "", "did you mean listen?"},
		{"the right word in the wrong place", "port: 25", "", "did you mean mail.port?"},
		{"nothing like it", "zzzzzzzzzzz: 1", "", "docs/guide/configuration.md"},
		{"a model's key in the file", "reading: {assist: {key: hunter2hunter2}}", "", "reading.assist.key_file, or the variable TOCSIN_READING_ASSIST_KEY"},
		{"a model without a name", "reading: {assist: {url: https://llm.example.org/v1}}", "", "reading.assist.model: is empty"},
		{"a model's address with a key", "reading: {assist: {url: 'https://llm.example.org/v1?key=x', model: m}}", "", "reading.assist.url: is not a plain web address"},
		{"a model that may take for ever", "reading: {assist: {url: https://llm.example.org/v1, model: m, timeout: 1h}}", "", "reading.assist.timeout: 1h0m0s: 1s to 5m"},
		{"a slip in a variable", "", "TOCSIN_MAIL_HOTS=x", "did you mean TOCSIN_MAIL_HOST?"},
		{"a secret in the file", "mail: {password: hunter2hunter2}", "", "mail.password_file, or the variable TOCSIN_MAIL_PASSWORD"},
		{"a database password in the file", "database: postgres://u:sesame@h/db", "", "database_file"},
		{"a secret that others can read", "webhook: {secret_file: " + open + "}", "", "chmod 600"},
		{"a default secret", "", "TOCSIN_WEBHOOK_SECRET=changemechangemechangeme", "everybody tries first"},
		{"a short secret", "", "TOCSIN_WEBHOOK_SECRET=ab12cd", "shorter than 24"},
		{"a secret that is not base64", "", "TOCSIN_WEBHOOK_SECRET=whsec_???", "not base64"},
		{"a default database password", "", "TOCSIN_DATABASE=postgres://u:password@h/db", "everybody tries first"},
		{"plain http outside", "base_url: http://warn.example.org", "", "https"},
		{"mail in the open", "mail: {host: mx.example.org, tls: none, from: a@example.org}", "", "in the open"},
		{"an unknown rung key", "delivery: {ladder: [{chanel: email}]}", "", "did you mean channel?"},
		{"a first rung that waits", "delivery: {ladder: [{channel: email, wait: 5m}]}", "", "tried at once"},
		{"a lease shorter than a send", "delivery: {timeout: 3m}", "", "delivery.lease"},
		{"a rate below nothing", "limits: {mails_per_second: -1}", "", "no limit"},
		{"the whole internet allowed", "safehttp: {allow: [0.0.0.0/0]}", "", "name the network"},
		{"a proxy that is everybody", "trust_proxy: ['::/0']", "", "name the network"},
		{"a zone that is none", "desk: {zone: Moscow}", "", "Europe/Riga"},
		{"open metrics", "metrics: {listen: '0.0.0.0:9108'}", "", "metrics.token_file"},
		{"a wrong type", "mail: {port: many}", "", "port"},
		{"not YAML", "a: [", "", "reading"},
		{"an unknown heading", "lables:", "", "not known"},
		{"a group used as a value", "mail: 5", "", "holds other keys"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var environ []string
			if c.env != "" {
				environ = []string{c.env}
			}
			_, err := Load(write(t, "tocsin.yaml", c.yaml, 0o644), environ)
			if err == nil {
				t.Fatal("taken")
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error does not say %q:\n%v", c.says, err)
			}
			for _, secret := range []string{"hunter2", "sesame", "ab12cd"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error shows a secret: %v", err)
				}
			}
		})
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml"), nil); err == nil || !strings.Contains(err.Error(), "tocsin.example.yaml") {
		t.Errorf("a missing file: %v", err)
	}
}

func top(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Every key stands in the guide and in the example file, and the example file can be used as it is.
func TestEveryKeyIsDocumented(t *testing.T) {
	guide, example := top(t, "docs/guide/configuration.md"), top(t, "tocsin.example.yaml")
	keys := Keys()
	if len(keys) < 30 {
		t.Fatalf("only %d keys found", len(keys))
	}
	for _, k := range keys {
		if !strings.Contains(guide, "| `"+k+"` |") {
			t.Errorf("docs/guide/configuration.md does not have %s", k)
		}
		last := k[strings.LastIndexByte(k, '.')+1:]
		if !strings.Contains(example, last+":") && !strings.Contains(example, "("+k+")") {
			t.Errorf("tocsin.example.yaml does not have %s", k)
		}
	}
	for line := range strings.Lines(guide) {
		if rest, ok := strings.CutPrefix(line, "| `"); ok {
			key, _, _ := strings.Cut(rest, "`")
			if err := known(key, keys); err != nil {
				t.Errorf("docs/guide/configuration.md: %v", err)
			}
		}
	}
	got, err := Load(write(t, "tocsin.yaml", example, 0o644), nil)
	if err != nil {
		t.Fatal("tocsin.example.yaml: ", err)
	}
	if diff := cmp.Diff(Default(), got); diff != "" {
		t.Errorf("tocsin.example.yaml does not show the defaults: %s", diff)
	}
	// With every comment mark before a key removed it must still be known, key by key.
	var all strings.Builder
	for line := range strings.Lines(example) {
		body := strings.TrimLeft(line, " ")
		if strings.HasPrefix(body, "#") && !strings.HasPrefix(body, "# ") {
			line = strings.Replace(line, "#", "", 1)
		}
		all.WriteString(line)
	}
	if _, err := Load(write(t, "tocsin.yaml", all.String(), 0o644), nil); err != nil && strings.Contains(err.Error(), "not known") {
		t.Errorf("tocsin.example.yaml, all keys on: %v", err)
	}
}
