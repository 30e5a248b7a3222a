package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

// The whole table of rights, written out a second time: a change of the one without the other fails.
func TestRights(t *testing.T) {
	all := []Right{Read, HandIn, Sort, DraftIt, Submit, Approve, Release, Stop, ImportRight, Accounts, Tasks, People}
	want := map[Role]string{
		Viewer:   "x...........",
		Duty:     "xxxxx.xxx.xx",
		Approver: "x....xxx..xx",
		Admin:    "x.......xx..",
	}
	if len(want) != len(Rights) {
		t.Errorf("%d roles in the table, %d here", len(Rights), len(want))
	}
	for role, row := range want {
		for i, r := range all {
			for _, a := range []struct {
				account Account
				may     bool
			}{
				{Account{ID: "acc_1", Roles: []Role{role}}, row[i] == 'x'},
				{Account{ID: "acc_1", Roles: []Role{role}, Disabled: time.Unix(1, 0)}, false},
				{Account{Roles: []Role{role}}, false},
				{Account{ID: "acc_1"}, false},
				{Account{ID: "acc_1", Roles: []Role{"root"}}, false},
			} {
				if a.account.May(r) != a.may {
					t.Errorf("%+v may %s: %t", a.account, r, !a.may)
				}
			}
		}
	}
	for _, r := range all {
		if want := r == Read || r == HandIn || r == ImportRight || r == Accounts; SystemMay(r) != want {
			t.Errorf("the command line may %s: %t", r, !want)
		}
		if System.May(r) {
			t.Errorf("the program's own account may %s like a person", r)
		}
	}
}

func TestLogins(t *testing.T) {
	for login, ok := range map[string]bool{
		"ana": true, "a.b_c@d-1": true, strings.Repeat("a", 64): true,
		"a": false, "": false, strings.Repeat("a", 65): false, "Ana": false, "a b": false, "ana\n": false, "änä": false, "a/b": false, "system": false,
	} {
		if got := CheckLogin(login) == nil; got != ok {
			t.Errorf("%q: %t", login, got)
		}
	}
}

func TestPasswordsAreJudged(t *testing.T) {
	for pw, ok := range map[string]bool{
		"correct horse battery": true, "дванадцять символів": true, strings.Repeat("ab", 512): true,
		"": false, "eleven char": false, strings.Repeat("ab", 513): false, "aaaaaaaaaaaaaaaa": false, "my name is ANA!": false, "bad \xFF bytes in it": false,
	} {
		if got := CheckPassword("ana", pw) == nil; got != ok {
			t.Errorf("%q: %t", pw, got)
		}
	}
}

func TestAPasswordOpensWithItselfOnly(t *testing.T) {
	ctx := context.Background()
	p := NewPasswords(rand.Reader, 2)
	const pw = "caf\u00e9 au lait, twice" // é as one letter
	h, err := p.Hash(ctx, pw)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Hash(ctx, pw)
	if err != nil || h == again {
		t.Errorf("two hashes are the same: %t, %v", h == again, err)
	}
	if !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(h, "lait") {
		t.Errorf("hash %s", h)
	}
	if err := CheckPHC(h); err != nil {
		t.Error(err)
	}
	for try, want := range map[string]bool{
		pw: true, "cafe\u0301 au lait, twice": true, // é as two
		"": false, pw + " ": false, strings.ToUpper(pw): false, pw[:len(pw)-1]: false, strings.Repeat("x", 1<<20): false,
	} {
		if got, err := p.Verify(ctx, h, try); got != want || err != nil {
			t.Errorf("a password of %d bytes: %t, %v", len(try), got, err)
		}
	}
	for _, pw := range []string{pw, ""} {
		if ok, err := p.Verify(ctx, "", pw); ok || err != nil {
			t.Errorf("no account: %t, %v", ok, err)
		}
	}
}

// The vector is of RFC 9106's reference program: argon2 somesalt -id -t 2 -k 19456 -p 1 -l 32, password "password".
func TestHashesOfOtherProgramsAreRead(t *testing.T) {
	p := NewPasswords(rand.Reader, 1)
	const same = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if ok, err := p.Verify(context.Background(), same, "password"); !ok || err != nil {
		t.Errorf("%t, %v", ok, err)
	}
	if ok, err := p.Verify(context.Background(), same, "passwort"); ok || err != nil {
		t.Errorf("another password: %t, %v", ok, err)
	}
}

func TestMalformedHashesAreErrors(t *testing.T) {
	good := "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	if err := CheckPHC(good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"", "password", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=19456", "m=8", 1), strings.Replace(good, "m=19456", "m=4294967295", 1), strings.Replace(good, "t=2", "t=0", 1),
		strings.Replace(good, "t=2", "t=1000000", 1), strings.Replace(good, "p=1", "p=0", 1), strings.Replace(good, "p=1", "p=256", 1),
		strings.Replace(good, "t=2", "t=+2", 1), strings.Replace(good, "t=2", "t=2 ", 1), good + "$", good[:len(good)-30], good + "!", good + strings.Repeat("A", 600),
		"$argon2id$v=19$m=19456,t=2,p=1$$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	} {
		if CheckPHC(bad) == nil {
			t.Errorf("%s passes", bad)
		}
		if ok, err := NewPasswords(rand.Reader, 1).Verify(context.Background(), bad, "x"); bad != "" && (ok || err == nil) {
			t.Errorf("%s: %t, %v", bad, ok, err)
		}
	}
}

// Of a flood of logins only so many are hashed at once; the rest wait, and stop waiting when their request ends.
func TestHashingIsBounded(t *testing.T) {
	p := NewPasswords(rand.Reader, 1)
	p.turn <- struct{}{} // somebody is hashing
	ctx, cancel := context.WithCancel(context.Background())
	errs := make(chan error)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			_, err := p.Verify(ctx, "", "x")
			errs <- err
		})
	}
	cancel()
	for range 20 {
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
	wg.Wait()
	if _, err := p.Hash(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	<-p.turn
	if _, err := p.Hash(context.Background(), "x"); err != nil {
		t.Error(err)
	}
}

func BenchmarkVerify(b *testing.B) {
	p := NewPasswords(rand.Reader, 1)
	for b.Loop() {
		if _, err := p.Verify(context.Background(), "", "x"); err != nil {
			b.Fatal(err)
		}
	}
}
