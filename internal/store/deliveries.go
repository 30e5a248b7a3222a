package store

import (
	"context"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// releaseLeases marks what a dead process of this node was sending as in doubt, due at once.
func (t *tx) releaseLeases(ctx context.Context, node string) error {
	if _, err := t.Exec(ctx, `update delivery set state = $1, lease = 0, due = $2, changed = $2 where state = $3 and node = $4`,
		string(delivery.InDoubt), us(t.now), string(delivery.Sending), node); err != nil {
		return fmt.Errorf("taking back leases: %w", err)
	}
	return nil
}
