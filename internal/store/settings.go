package store

import (
	"context"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// Setting reads a value by name; when there is none it calls make and keeps what it returns, once, whoever asks first. Secret
// keys live here.
func (s *Store) Setting(ctx context.Context, name string, make func() ([]byte, error)) ([]byte, error) {
	const read = `select value from setting where name = $1`
	var v []byte
	err := s.eng.Reader().QueryRow(ctx, read, name).Scan(&v)
	if err == nil {
		return v, nil
	}
	if !engine.IsNoRows(err) {
		return nil, fmt.Errorf("reading the setting %s: %w", name, err)
	}
	err = s.inTx(ctx, "Setting", func(t *tx) error {
		if err := t.QueryRow(ctx, read, name).Scan(&v); err == nil || !engine.IsNoRows(err) {
			return err
		}
		made, err := make()
		if err != nil {
			return fmt.Errorf("making the setting %s: %w", name, err)
		}
		if _, err := t.Exec(ctx, `insert into setting (name, value) values ($1, $2) on conflict (name) do nothing`, name, made); err != nil {
			return err
		}
		return t.QueryRow(ctx, read, name).Scan(&v) // another node may have been first
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}
