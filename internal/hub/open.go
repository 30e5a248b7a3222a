package hub

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// OpenBeside opens the database for a command that works beside a running Tocsin, or without one. It brings the tables up to
// date when the configuration says so, and otherwise refuses tables of another version. Close what it returns.
func OpenBeside(ctx context.Context, c config.Config) (*store.Store, error) {
	s, err := OpenUnmigrated(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := fitTables(ctx, s, c.Migrate == "auto"); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// OpenUnmigrated is OpenBeside without a look at the tables: for the command that migrates them.
func OpenUnmigrated(ctx context.Context, c config.Config) (*store.Store, error) {
	return store.Open(ctx, store.Options{
		DSN: c.Database, Clock: WallClock().Now, Beside: true, Node: fmt.Sprintf("command-%d-%d", os.Getpid(), time.Now().UnixNano()), MaxConns: 3,
	})
}

// fitTables makes sure that the tables are those this program knows.
func fitTables(ctx context.Context, s *store.Store, migrate bool) error {
	have, want, err := s.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	switch {
	case have > want:
		return fmt.Errorf("the tables are at version %d and this program knows %d: it is older than the database; use the newer program", have, want)
	case migrate:
		_, err := s.Migrate(ctx)
		return err
	case have < want:
		return fmt.Errorf("the tables are at version %d and this program wants %d: make a backup, then run tocsin migrate", have, want)
	}
	return nil
}

// key reads a secret of the house out of the database, or makes it there once: 32 random bytes.
func key(ctx context.Context, s *store.Store, name string) ([]byte, error) {
	return s.Setting(ctx, name, func() ([]byte, error) {
		b := make([]byte, 32)
		_, err := rand.Read(b)
		return b, err
	})
}

// WebhookSecret is the secret that signs what is posted to webhooks, in the form of the Standard Webhooks specification
// ("whsec_" and base64): the configured one, or one that was made once and is kept. Of a configured secret in another form the
// bytes are taken.
func WebhookSecret(ctx context.Context, s *store.Store, c config.Config) (string, error) {
	raw := []byte(c.Webhook.Secret)
	if strings.HasPrefix(c.Webhook.Secret, config.WebhookMark) {
		return c.Webhook.Secret, nil
	}
	if len(raw) == 0 {
		var err error
		if raw, err = key(ctx, s, "webhook-secret"); err != nil {
			return "", err
		}
	}
	return config.WebhookMark + base64.StdEncoding.EncodeToString(raw), nil
}
