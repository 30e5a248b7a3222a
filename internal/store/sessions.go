package store

import (
	"context"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// SessionAccount is the name of the session value that holds the id of the account logged in, as a string. The store reads
// it so that disabling an account or changing its password ends its sessions.
const SessionAccount = "account"

// Sessions is the browser sessions' place in the database: a store for scs.SessionManager. Only the SHA-256 of each token is
// kept, so that a copy of the database lets nobody in.
type Sessions struct{ s *Store }

var (
	_ scs.Store    = Sessions{}
	_ scs.CtxStore = Sessions{}
)

// Sessions gives the sessions' store.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// FindCtx reads a session's data; found is false when there is none or it has expired.
func (ss Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = ss.s.eng.Reader().QueryRow(ctx, `select data from session where token = $1 and expires > $2`,
		hashSecret(token), us(ss.s.now())).Scan(&data)
	if engine.IsNoRows(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading a session: %w", err)
	}
	return data, true, nil
}

// CommitCtx keeps a session's data until expiry, and drops the sessions that have expired.
func (ss Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := (scs.GobCodec{}).Decode(data)
	if err != nil {
		return fmt.Errorf("keeping a session: its data does not decode: %w", err)
	}
	account, _ := values[SessionAccount].(string)
	return ss.s.inTx(ctx, "KeepSession", func(t *tx) error {
		if _, err := t.Exec(ctx, `delete from session where expires <= $1`, us(t.now)); err != nil {
			return err
		}
		_, err := t.Exec(ctx, `insert into session (token, account, data, expires) values ($1, $2, $3, $4)
			on conflict (token) do update set account = excluded.account, data = excluded.data, expires = excluded.expires`,
			hashSecret(token), account, data, us(expiry))
		return err
	})
}

// DeleteCtx ends a session; one that is not there is no error.
func (ss Sessions) DeleteCtx(ctx context.Context, token string) error {
	return ss.s.inTx(ctx, "EndSession", func(t *tx) error {
		_, err := t.Exec(ctx, `delete from session where token = $1`, hashSecret(token))
		return err
	})
}

// Find is FindCtx without a context; scs asks for it and does not call it.
func (ss Sessions) Find(token string) ([]byte, bool, error) {
	return ss.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context; scs asks for it and does not call it.
func (ss Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return ss.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context; scs asks for it and does not call it.
func (ss Sessions) Delete(token string) error { return ss.DeleteCtx(context.Background(), token) }

// endSessions ends every session of an account.
func (t *tx) endSessions(ctx context.Context, id desk.AccountID) error {
	_, err := t.Exec(ctx, `delete from session where account = $1`, string(id))
	return err
}
