package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// phc is a well-formed hash of no password anyone knows.
const phc = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func opening(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("migrating twice does nothing the second time", func(t *testing.T) {
		h := fresh(t)
		if n, err := h.Migrate(h.Ctx); err != nil || n != 0 {
			t.Errorf("%d steps, %v", n, err)
		}
		have, want, err := h.SchemaVersion(h.Ctx)
		if err != nil || have != want || have == 0 {
			t.Errorf("version %d of %d, %v", have, want, err)
		}
	})
	t.Run("a second process of the same name is refused", func(t *testing.T) {
		h := fresh(t)
		if s, err := h.Open("node-1"); err == nil {
			s.Close()
			t.Fatal("two processes run as node-1 on one database")
		}
		h.Store.Close()
		s, err := h.Open("node-1")
		if err != nil {
			t.Fatalf("after the first ended: %v", err)
		}
		s.Close()
	})
	t.Run("several nodes share PostgreSQL, and no SQLite file", func(t *testing.T) {
		h := fresh(t)
		s, err := h.Open("node-2")
		if err == nil {
			s.Close()
		}
		if ok := err == nil; ok != (h.Engine() == "postgres") {
			t.Errorf("a second node on %s: %v", h.Engine(), err)
		}
	})
	t.Run("it answers", func(t *testing.T) {
		h := fresh(t)
		if err := h.Ping(h.Ctx); err != nil {
			t.Error(err)
		}
	})
}

func accounts(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("an account is found by id and by login", func(t *testing.T) {
		h := fresh(t)
		a, err := h.AddAccount(h.Ctx, desk.System.ID, desk.Account{Login: "ana", Name: "Ana", Roles: []desk.Role{desk.Duty, desk.Admin}, Password: phc})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(a.ID), "acc_") || !a.Created.Equal(Start) {
			t.Errorf("added as %+v", a)
		}
		for _, got := range []desk.Account{must(h.Store.Account(h.Ctx, a.ID))(t), must(h.AccountByLogin(h.Ctx, "ANA"))(t)} {
			if got.ID != a.ID || got.Name != "Ana" || got.Password != phc || !slices.Equal(got.Roles, a.Roles) || !got.Created.Equal(a.Created) || !got.Disabled.IsZero() {
				t.Errorf("read back %+v", got)
			}
		}
		_, err = h.AccountByLogin(h.Ctx, "nobody")
		wantErr(t, err, store.ErrNotFound)
		_, err = h.Store.Account(h.Ctx, "acc_none")
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("a login is taken once", func(t *testing.T) {
		h := fresh(t)
		a := h.Account(desk.Viewer)
		_, err := h.AddAccount(h.Ctx, desk.System.ID, desk.Account{Login: a.Login, Name: "Another", Roles: []desk.Role{desk.Admin}})
		wantErr(t, err, store.ErrTaken)
		if all := must(h.Accounts(h.Ctx))(t); len(all) != 1 || all[0].Name != a.Name {
			t.Errorf("accounts %+v", all)
		}
	})
	t.Run("what is malformed is refused", func(t *testing.T) {
		h := fresh(t)
		for _, a := range []desk.Account{
			{Login: "Upper", Name: "A", Roles: []desk.Role{desk.Viewer}},
			{Login: "a", Name: "A", Roles: []desk.Role{desk.Viewer}},
			{Login: "system", Name: "A", Roles: []desk.Role{desk.Viewer}},
			{Login: "good", Name: "", Roles: []desk.Role{desk.Viewer}},
			{Login: "good", Name: "A\nB", Roles: []desk.Role{desk.Viewer}},
			{Login: "good", Name: "A"},
			{Login: "good", Name: "A", Roles: []desk.Role{"root"}},
			{Login: "good", Name: "A", Roles: []desk.Role{desk.Viewer}, Password: "plain text"},
		} {
			if _, err := h.AddAccount(h.Ctx, desk.System.ID, a); err == nil {
				t.Errorf("%+v was added", a)
			}
		}
		if h.Lines() != 0 {
			t.Error("a refused account is in the ledger")
		}
	})
	t.Run("only the right to accounts changes accounts, and nobody their own", func(t *testing.T) {
		h := fresh(t)
		admin, duty, approver := h.Account(desk.Admin), h.Account(desk.Duty), h.Account(desk.Approver)
		before := h.Lines()
		for name, err := range map[string]error{
			"desk adds":           second(h.AddAccount(h.Ctx, duty.ID, desk.Account{Login: "new", Name: "N", Roles: []desk.Role{desk.Approver}})),
			"unknown adds":        second(h.AddAccount(h.Ctx, "acc_none", desk.Account{Login: "new", Name: "N", Roles: []desk.Role{desk.Approver}})),
			"nobody adds":         second(h.AddAccount(h.Ctx, "", desk.Account{Login: "new", Name: "N", Roles: []desk.Role{desk.Approver}})),
			"approver gives role": h.SetRoles(h.Ctx, approver.ID, duty.ID, []desk.Role{desk.Approver}),
			"desk takes a role":   h.SetRoles(h.Ctx, duty.ID, duty.ID, []desk.Role{desk.Duty, desk.Approver}),
			"admin's own role":    h.SetRoles(h.Ctx, admin.ID, admin.ID, []desk.Role{desk.Admin, desk.Approver}),
			"desk disables":       h.DisableAccount(h.Ctx, duty.ID, approver.ID),
			"admin disables self": h.DisableAccount(h.Ctx, admin.ID, admin.ID),
			"desk sets password":  h.SetPassword(h.Ctx, duty.ID, approver.ID, phc),
			"desk takes a token":  second(h.AddToken(h.Ctx, duty.ID, approver.ID, "mine now", time.Hour)),
		} {
			if !errors.Is(err, store.ErrDenied) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if h.Lines() != before {
			t.Error("what was denied is in the ledger")
		}
		if err := h.SetRoles(h.Ctx, admin.ID, duty.ID, []desk.Role{desk.Viewer}); err != nil {
			t.Fatal(err)
		}
		if got, _ := h.Store.Account(h.Ctx, duty.ID); !slices.Equal(got.Roles, []desk.Role{desk.Viewer}) {
			t.Errorf("roles %v", got.Roles)
		}
	})
	t.Run("rights are read anew: what the caller holds does not count", func(t *testing.T) {
		h := fresh(t)
		admin := h.Account(desk.Admin)
		other := h.Account(desk.Admin)
		if err := h.SetRoles(h.Ctx, admin.ID, other.ID, []desk.Role{desk.Viewer}); err != nil {
			t.Fatal(err)
		}
		_, err := h.ImportPeople(h.Ctx, other, nil) // still says admin
		wantErr(t, err, store.ErrDenied)
	})
	t.Run("everyone sets their own password, which ends their sessions", func(t *testing.T) {
		h := fresh(t)
		a, b := h.Account(desk.Viewer), h.Account(desk.Viewer)
		keepSession(h, "of a", a.ID)
		keepSession(h, "of b", b.ID)
		if err := h.SetPassword(h.Ctx, a.ID, a.ID, phc); err != nil {
			t.Fatal(err)
		}
		if got, _ := h.Store.Account(h.Ctx, a.ID); got.Password != phc {
			t.Error("the password was not kept")
		}
		if sessionAlive(h, "of a") || !sessionAlive(h, "of b") {
			t.Error("the wrong sessions ended")
		}
		if err := h.SetPassword(h.Ctx, a.ID, a.ID, "plain text"); err == nil {
			t.Error("plain text was kept as a password")
		}
	})
	t.Run("a disabled account may do nothing, and its sessions and tokens end", func(t *testing.T) {
		h := fresh(t)
		admin, a := h.Account(desk.Admin), h.Account(desk.Duty)
		keepSession(h, "of a", a.ID)
		secret := must(h.AddToken(h.Ctx, a.ID, a.ID, "script", time.Hour))(t)
		if err := h.DisableAccount(h.Ctx, admin.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		got := must(h.Store.Account(h.Ctx, a.ID))(t)
		if !got.Disabled.Equal(Start) || got.May(desk.Read) {
			t.Errorf("disabled at %v, may read: %t", got.Disabled, got.May(desk.Read))
		}
		if sessionAlive(h, "of a") {
			t.Error("its session lives")
		}
		_, err := h.AccountByToken(h.Ctx, secret)
		wantErr(t, err, store.ErrNotFound)
		_, err = h.ImportPeople(h.Ctx, a, nil)
		wantErr(t, err, store.ErrDenied)
		_, err = h.AddToken(h.Ctx, admin.ID, a.ID, "again", time.Hour)
		wantErr(t, err, store.ErrDenied)
		wantErr(t, h.SetPassword(h.Ctx, a.ID, a.ID, phc), store.ErrDenied)
		lines := h.Lines()
		h.Clock.Add(time.Hour)
		if err := h.DisableAccount(h.Ctx, admin.ID, a.ID); err != nil || h.Lines() != lines {
			t.Errorf("disabling twice: %v", err)
		}
	})
	t.Run("a token opens its account until it expires, and is not in the database", func(t *testing.T) {
		h := fresh(t)
		a := h.Account(desk.Duty)
		secret := must(h.AddToken(h.Ctx, a.ID, a.ID, "script", time.Hour))(t)
		other := must(h.AddToken(h.Ctx, a.ID, a.ID, "script", time.Hour))(t)
		if secret == other || len(secret) < 40 {
			t.Errorf("secrets of %d bytes; the same: %t", len(secret), secret == other)
		}
		if got := must(h.AccountByToken(h.Ctx, secret))(t); got.ID != a.ID {
			t.Errorf("opened %s", got.ID)
		}
		for _, wrong := range []string{"", "tocsin_", secret[:len(secret)-1], secret + "A", strings.ToLower(secret), strings.Repeat("tocsin_", 1000)} {
			_, err := h.AccountByToken(h.Ctx, wrong)
			wantErr(t, err, store.ErrNotFound)
		}
		h.Clock.Add(time.Hour)
		_, err := h.AccountByToken(h.Ctx, secret)
		wantErr(t, err, store.ErrNotFound)
		for _, ttl := range []time.Duration{0, -time.Second, store.MaxTokenTTL + 1} {
			if _, err := h.AddToken(h.Ctx, a.ID, a.ID, "script", ttl); err == nil {
				t.Errorf("a token for %s", ttl)
			}
		}
		for _, l := range must(h.LedgerLines(h.Ctx, "", 0, 100))(t) {
			if strings.Contains(string(must(l.Encode())(t)), secret[7:20]) {
				t.Error("the ledger holds the secret")
			}
		}
	})
	EveryStep(t, fresh, "AddAccount", func(h *House) {}, func(h *House) error {
		_, err := h.AddAccount(h.Ctx, desk.System.ID, desk.Account{Login: "ana", Name: "Ana", Roles: []desk.Role{desk.Duty}})
		if errors.Is(err, store.ErrTaken) {
			return nil // the first call had done it
		}
		return err
	}, func(h *House, want bool) {
		_, err := h.AccountByLogin(h.Ctx, "ana")
		if (err == nil) != want || (h.Lines() == 1) != want {
			h.t.Errorf("account there: %v; %d lines; want %t", err, h.Lines(), want)
		}
	})
}

func sessionData(account desk.AccountID, expiry time.Time) []byte {
	b, err := scs.GobCodec{}.Encode(expiry, map[string]any{store.SessionAccount: string(account)})
	if err != nil {
		panic(err)
	}
	return b
}

func keepSession(h *House, token string, account desk.AccountID) {
	h.t.Helper()
	expiry := h.Clock.Now().Add(time.Hour)
	if err := h.Sessions().CommitCtx(h.Ctx, token, sessionData(account, expiry), expiry); err != nil {
		h.t.Fatal(err)
	}
}

func sessionAlive(h *House, token string) bool {
	h.t.Helper()
	_, ok, err := h.Sessions().FindCtx(h.Ctx, token)
	if err != nil {
		h.t.Fatal(err)
	}
	return ok
}

func sessions(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("a session lives until it expires and is overwritten in place", func(t *testing.T) {
		h := fresh(t)
		a := h.Account(desk.Viewer)
		keepSession(h, "one", a.ID)
		h.Clock.Add(30 * time.Minute)
		keepSession(h, "one", "")
		h.Clock.Add(45 * time.Minute)
		data, ok, err := h.Sessions().Find("one")
		if err != nil || !ok {
			t.Fatalf("found %t, %v", ok, err)
		}
		if _, values, err := (scs.GobCodec{}).Decode(data); err != nil || values[store.SessionAccount] != "" {
			t.Errorf("holds %v, %v", values, err)
		}
		h.Clock.Add(15 * time.Minute)
		if sessionAlive(h, "one") {
			t.Error("it lives at the moment of its expiry")
		}
	})
	t.Run("deleting ends it, and twice is no error", func(t *testing.T) {
		h := fresh(t)
		keepSession(h, "one", "")
		keepSession(h, "two", "")
		for range 2 {
			if err := h.Sessions().Delete("one"); err != nil {
				t.Fatal(err)
			}
		}
		if sessionAlive(h, "one") || !sessionAlive(h, "two") {
			t.Error("the wrong session ended")
		}
	})
	t.Run("data that is no session is refused", func(t *testing.T) {
		h := fresh(t)
		if err := h.Sessions().Commit("one", []byte("rubbish"), h.Clock.Now().Add(time.Hour)); err == nil {
			t.Error("kept")
		}
	})
}

func settings(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("a setting is made once and then stays", func(t *testing.T) {
		h := fresh(t)
		made := 0
		for range 3 {
			v, err := h.Setting(h.Ctx, "key", func() ([]byte, error) { made++; return []byte{0, 1, byte(made)}, nil })
			if err != nil || string(v) != "\x00\x01\x01" {
				t.Errorf("%v, %v", v, err)
			}
		}
		if made != 1 {
			t.Errorf("made %d times", made)
		}
		if _, err := h.Setting(h.Ctx, "other", func() ([]byte, error) { return nil, ErrFault }); !errors.Is(err, ErrFault) {
			t.Errorf("a make that fails: %v", err)
		}
	})
	t.Run("asked by many at once, all get the same", func(t *testing.T) {
		h := fresh(t)
		got := make(chan string, 8)
		for i := range 8 {
			go func() {
				v, err := h.Setting(h.Ctx, "key", func() ([]byte, error) { return []byte{byte(i)}, nil })
				got <- string(v) + errText(err)
			}()
		}
		first := <-got
		for range 7 {
			if v := <-got; v != first || len(v) != 1 {
				t.Errorf("%q and %q", first, v)
			}
		}
	})
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func second[T any](_ T, err error) error { return err }
