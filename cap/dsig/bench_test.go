package dsig

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkVerify verifies signed alerts of about 6 kB, each another one, with the certificate pinned, and then compares with
// xmlsec1 on the same files in the same run: "ratio" is how many times faster Verify is by the clock. xmlsec1 gets all files
// in one process, and the time of an empty run of it is taken off.
//
//	go test -run '^$' -bench Verify ./cap/dsig
func BenchmarkVerify(b *testing.B) {
	for _, name := range []string{"rsa", "p256"} {
		b.Run(name, func(b *testing.B) {
			keys := keysOf(b, name)
			var docs [][]byte
			total := 0
			for i := range 200 {
				doc := swap(b, sound, "TEST-1", fmt.Sprintf("TEST-%d", i), "Keep away", strings.Repeat("Keep away from crowds and closed roads. ", 85))
				docs = append(docs, signed(b, doc, name))
				total += len(docs[i])
			}
			b.SetBytes(int64(total / len(docs)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				if r := Verify(docs[n%len(docs)], keys, then); r.State != Valid {
					b.Fatal(r.Reason)
				}
				n++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "alerts/s")
			if _, err := exec.LookPath("xmlsec1"); err != nil {
				b.Log("xmlsec1 is not installed: no ratio")
				return
			}
			dir := b.TempDir()
			_, cert, _ := strings.Cut(who(name).keyFile(b), ",")
			args := []string{"verify", "--enabled-key-data", "key-name", "--pubkey-cert-pem", cert}
			files := args
			for i, doc := range docs {
				path := filepath.Join(dir, fmt.Sprintf("%d.xml", i))
				must(b, os.WriteFile(path, doc, 0o600))
				files = append(files, path)
			}
			run := func(args []string) time.Duration {
				best := time.Hour
				for range 3 {
					start := time.Now()
					out, err := exec.Command("xmlsec1", args...).CombinedOutput()
					if took := time.Since(start); took < best {
						best = took
					}
					if err != nil || strings.Count("\n"+string(out), "\nOK") != len(args)-len(files)+len(docs) {
						b.Fatalf("xmlsec1: %v %.300s", err, out)
					}
				}
				return best
			}
			theirs := run(files) - run(files[:len(args)+1])
			best := time.Hour
			for range 3 {
				start := time.Now()
				for _, doc := range docs[1:] {
					if r := Verify(doc, keys, then); r.State != Valid {
						b.Fatal(r.Reason)
					}
				}
				best = min(best, time.Since(start))
			}
			b.ReportMetric(float64(theirs)/float64(best), "ratio")
			b.ReportMetric(float64(len(docs)-1)/theirs.Seconds(), "xmlsec1/s")
		})
	}
}
