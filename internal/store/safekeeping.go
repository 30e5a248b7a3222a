package store

import (
	"context"

	"github.com/tocsin-hub/tocsin/internal/store/backup"
)

// Backup writes the whole database to a new file, as of one moment, while work goes on: see backup.Write.
func (s *Store) Backup(ctx context.Context, path string) error { return backup.Write(ctx, s.eng, path) }

// Restore puts a backup in place of the database at dsn, while every node is stopped: see backup.Restore.
func Restore(ctx context.Context, from, dsn string, force bool) error {
	return backup.Restore(ctx, from, dsn, force)
}
