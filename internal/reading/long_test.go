package reading_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// longTexts are kinds of text that a reader could choke on; each makes at least n bytes.
var longTexts = []struct {
	name string
	make func(n int) []byte
}{
	{"news", func(n int) []byte { return repeated(n, news()) }},
	{"news in one line", func(n int) []byte { return repeated(n, strings.ReplaceAll(news(), "\n", " ")) }},
	{"news, every text another", func(n int) []byte {
		return numbered(n, func(i int) string {
			return fmt.Sprintf("%d March 2024. The embassy in %s warned that group %d plans to attack the market in %s within %d days. At least %d people were killed in a bombing in %s on %d March.\n\n",
				1+i%28, longCities[i%len(longCities)], i, longCities[(i/3)%len(longCities)], 1+i%9, 1+i%90, longCities[(i/7)%len(longCities)], 1+i%28)
		})
	}},
	{"one word", func(n int) []byte { return []byte(strings.Repeat("a", n)) }},
	{"only capitals", func(n int) []byte { return repeated(n, "ATTACK MOSCOW EMBASSY BOMB WARNING KILLED PARIS ") }},
	{"capitalised words", func(n int) []byte {
		return numbered(n, func(i int) string { return "Name" + strconv.Itoa(i%977) + "x " })
	}},
	{"only digits", func(n int) []byte { return repeated(n, "1234567890 ") }},
	{"one number", func(n int) []byte { return []byte(strings.Repeat("7", n)) }},
	{"only triggers", func(n int) []byte { return repeated(n, "attack bombing threat killed plot arrested explosion ") }},
	{"triggers in sentences", func(n int) []byte { return repeated(n, "Gunmen attack. A bomb exploded. Police arrested him. ") }},
	{"nested brackets", func(n int) []byte { return []byte(strings.Repeat("(", n/2) + strings.Repeat(")", n/2)) }},
	{"nested quotes", func(n int) []byte { return repeated(n, "“said ‘the ") }},
	{"and and and", func(n int) []byte { return repeated(n, "and ") }},
	{"Moscow and Moscow", func(n int) []byte { return repeated(n, "Moscow and ") }},
	{"rows of a table", func(n int) []byte {
		return numbered(n, func(i int) string { return "| " + longCities[i%len(longCities)] + " | Do not travel | level 4 |\n" })
	}},
	{"place names", func(n int) []byte {
		return numbered(n, func(i int) string { return longCities[i%len(longCities)] + ", " })
	}},
	{"place names in sentences", func(n int) []byte {
		return numbered(n, func(i int) string { return "An attack in " + longCities[i%len(longCities)] + " is planned. " })
	}},
	{"dates", func(n int) []byte {
		return numbered(n, func(i int) string { return fmt.Sprintf("%d March 20%02d, ", 1+i%28, i%90) })
	}},
	{"dates in sentences", func(n int) []byte {
		return numbered(n, func(i int) string {
			return fmt.Sprintf("An attack is planned on %d March 20%02d at 18:%02d. ", 1+i%28, i%90, i%60)
		})
	}},
	{"offices", func(n int) []byte {
		return numbered(n, func(i int) string { return fmt.Sprintf("The Ministry of Number %d warned of an attack. ", i) })
	}},
	{"casualties", func(n int) []byte {
		return numbered(n, func(i int) string { return fmt.Sprintf("A bomb killed %d people and wounded %d. ", i, i+1) })
	}},
	{"list items", func(n int) []byte { return repeated(n, "- Avoid the area.\n") }},
	{"blank lines", func(n int) []byte { return append(repeated(n, "\n"), "A text."...) }},
	{"line ends and dots", func(n int) []byte { return repeated(n, ".\n") }},
	{"labels", func(n int) []byte { return repeated(n, "Location: Moscow\nEvent: attack\nActions to Take:\n") }},
	{"levels of advice", func(n int) []byte {
		return numbered(n, func(i int) string { return longLands[i%len(longLands)] + ": Level 4: Do not travel.\n" })
	}},
	{"Russian", func(n int) []byte {
		return repeated(n, "Посольство предупредило о возможном теракте в Москве в ближайшие 48 часов. ")
	}},
	{"Arabic", func(n int) []byte {
		return repeated(n, "حذرت السفارة من هجوم محتمل في القاهرة خلال 48 ساعة. ")
	}},
	{"German compounds", func(n int) []byte {
		return repeated(n, "Sicherheitswarnung vor Terroranschlägen in Berlin für die nächsten 48 Stunden. ")
	}},
	{"no blanks, three bytes each", func(n int) []byte { return repeated(n, "警告袭击莫斯科") }},
	{"no letters", func(n int) []byte { return repeated(n, "… — § ¶ • ") }},
}

var (
	longCities = strings.Split("Moscow,Paris,Berlin,Nairobi,Abuja,Kabul,Lagos,Cairo,Istanbul,Ankara,Madrid,Rome,Lahore,Karachi,Mumbai,Dhaka,Bogota,Lima,Quito,Manila,Jakarta,Hanoi,Tokyo,Seoul,Sydney,Boston,Springfield,Alexandria,Tripoli,Georgetown,Kingston,Victoria", ",")
	longLands  = strings.Split("Mali,Niger,Chad,Sudan,Kenya,France,Spain,Italy,Peru,Chile,Nepal,Laos,Iraq,Iran,Syria,Yemen", ",")
)

func news() string {
	b, err := os.ReadFile(filepath.Join("testdata", "news-graz.txt"))
	if err != nil {
		panic(err)
	}
	return string(b)
}

// cpu is the processor time that this process has used: other work on the machine counts less than on the clock.
func cpu(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func repeated(n int, s string) []byte { return []byte(strings.Repeat(s, n/len(s)+1)) }

func numbered(n int, f func(i int) string) []byte {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(f(i))
	}
	return []byte(b.String())
}

// longSizes are the sizes, in bytes, at which the long texts are read: small ones in every test, up to 10 MB with TOCSIN_LONG.
func longSizes(t testing.TB) []int {
	if os.Getenv("TOCSIN_LONG") != "" {
		return []int{1e6, 2e6, 5e6, 1e7}
	}
	if testing.Short() {
		return []int{1 << 15, 1 << 17}
	}
	return []int{1 << 16, 600_000} // the larger in pieces
}

// longDocuments are pages and mails that a reader could choke on; each makes a document of at least n bytes.
var longDocuments = []struct {
	name string
	make func(n int) []byte
}{
	{"page of news", func(n int) []byte {
		return page(repeated(n, "<p>"+strings.ReplaceAll(news(), "\n\n", "</p>\n<p>")+"</p>"))
	}},
	{"page of one element", func(n int) []byte {
		return page(append([]byte("<p>"), repeated(n, strings.ReplaceAll(news(), "\n", " "))...))
	}},
	{"page of short lines", func(n int) []byte {
		return page(repeated(n, "<p>An attack is planned in Moscow on Friday, says the embassy there.</p>"))
	}},
	{"page of a table", func(n int) []byte {
		return page([]byte("<table>" + string(repeated(n, "<tr><td>Moscow<td>Do not travel, the embassy warns<td>10 March 2029</tr>")) + "</table>"))
	}},
	{"page of entities", func(n int) []byte {
		return page(append([]byte("<p>"), repeated(n, "attack &amp; bomb in K&ouml;ln &#8211; &quot;soon&quot; ")...))
	}},
	{"page of comments and scripts", func(n int) []byte {
		return page(repeated(n, "<!-- "+strings.Repeat("attack ", 40)+" --><script>var a = '<p>attack</p>'</script><p>An attack is planned.</p>"))
	}},
	{"page of attributes", func(n int) []byte {
		return page(repeated(n, "<p class='"+strings.Repeat("x ", 100)+"' data-y=\"1\">An attack is planned in Moscow.</p>"))
	}},
	{"mail of news", func(n int) []byte { return mail("8bit", repeated(n, news()+"\n")) }},
	{"mail in base64", func(n int) []byte {
		var b strings.Builder
		enc := base64.StdEncoding.EncodeToString(repeated(n*3/4, news()+"\n"))
		for len(enc) > 76 {
			b.WriteString(enc[:76] + "\r\n")
			enc = enc[76:]
		}
		return mail("base64", []byte(b.String()+enc))
	}},
	{"mail quoted printable", func(n int) []byte {
		return mail("quoted-printable", repeated(n, "An attack is pl=61nned in Moscow =E2=80=93 the emb=\r\nassy warns of it today.\r\n"))
	}},
	{"mail with an attachment", func(n int) []byte {
		return []byte("From: a@example.org\r\nSubject: Alert\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain\r\n\r\n" + news() +
			"\r\n--xx\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + string(repeated(n, strings.Repeat("QUJD", 19)+"\r\n")) + "\r\n--xx--\r\n")
	}},
}

func page(body []byte) []byte {
	return []byte("<!doctype html><html><head><title>Alert</title></head><body><article><h1>Alert</h1>" + string(body) + "</article></body></html>")
}

func mail(encoding string, body []byte) []byte {
	return []byte("From: desk@example.org\r\nTo: us@example.org\r\nSubject: Security alert\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " +
		encoding + "\r\n\r\n" + string(body))
}

// A document of any length takes time in proportion to its length, whatever it is made of, and its report is bounded: what is left
// out is told. The figures of docs/reading.md come from: make long
func TestLongTexts(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := reading.New(g)
	sizes := longSizes(t)
	for _, x := range append(longTexts, longDocuments...) {
		if only := os.Getenv("TOCSIN_LONG_ONLY"); only != "" && only != x.name {
			continue
		}
		t.Run(x.name, func(t *testing.T) {
			var line string
			var rep reading.Report
			for try := 1; ; try++ {
				line = ""
				var first, last float64
				for i, n := range sizes {
					raw := x.make(n)
					item := intake.NewItem(raw, intake.Meta{}, time.Time{})
					start := cpu(t)
					if rep, err = r.Read(item); err != nil {
						t.Fatalf("%d bytes: %v", n, err)
					}
					last = float64(len(raw)) / 1e6 / (cpu(t) - start).Seconds()
					if i == 0 {
						first = last
					}
					line += fmt.Sprintf(" %8.1f", last)
				}
				// Time that grew with the square would make it slower by as much as it is longer.
				if grew := float64(sizes[len(sizes)-1]) / float64(sizes[0]); last >= first*2/grew {
					break
				} else if try == 3 {
					t.Errorf("not linear: at %v bytes%s MB/s", sizes, line)
					break
				}
			}
			b, err := json.Marshal(rep)
			if err != nil {
				t.Fatal(err)
			}
			if len(b) > 1500_000 {
				t.Errorf("the report has %d bytes", len(b))
			}
			t.Logf("%-28s%s MB/s; report %4d KB, %2d events", x.name, line, len(b)/1000, len(rep.Events))
		})
	}
	if os.Getenv("TOCSIN_LONG") != "" {
		status, _ := os.ReadFile("/proc/self/status")
		for line := range strings.Lines(string(status)) {
			if strings.HasPrefix(line, "VmHWM") {
				t.Logf("most memory of the whole run: %s", strings.TrimSpace(line))
			}
		}
	}
}

// What is beyond the bounds of a report is told in its notes, and what is kept stands where it says.
func TestALongTextInPieces(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := reading.New(g)
	read := func(raw []byte) reading.Report {
		t.Helper()
		rep, err := r.Read(intake.NewItem(raw, intake.Meta{}, time.Time{}))
		if err != nil {
			t.Fatal(err)
		}
		return rep
	}
	filler := strings.Repeat("The committee met again and spoke of the budget, the school and the road. ", 1000) + "\n\n"
	alert := "8 March 2029\n\nThe U.S. Embassy in Nairobi warned of a possible attack on hotels in Nairobi on 10 March 2029.\n\n"
	far := []byte(alert + strings.Repeat(filler, 10) + "The U.S. Embassy in Nairobi warned of a possible attack on markets in Mombasa tomorrow.\n\n" + filler)
	if len(far) < 600_000 {
		t.Fatalf("the text has only %d bytes", len(far))
	}
	rep := read(far)
	if rep.Kind != "news" || rep.Issued.From.Earliest.Day() != 8 || len(rep.Events) != 2 {
		t.Fatalf("%s of %v, %d events: %v", rep.Kind, rep.Issued.From.Earliest, len(rep.Events), rep.Notes)
	}
	late := rep.Events[1]
	if p := late.Places[len(late.Places)-1]; p.Place.Name != "Mombasa" || string(far[p.Evidence[0].Start:p.Evidence[0].End]) != "Mombasa" {
		t.Errorf("the late event is at %+v", late.Places)
	}
	if !slices.ContainsFunc(late.Times, func(x reading.Time) bool {
		from, _ := x.Interval.Hull()
		return from.Format(time.DateOnly) == "2029-03-09"
	}) {
		t.Errorf("tomorrow, far from the date at the head, is %+v", late.Times)
	}
	if notes := strings.Join(rep.Notes, "\n"); !strings.Contains(notes, "a long text, read in 4 pieces") || strings.Contains(notes, "left out") {
		t.Errorf("the notes:\n%s", notes)
	}
	many := read(numbered(700_000, func(i int) string {
		return fmt.Sprintf("The embassy warned that group %d plans to attack the market in %s on %d March 2029. A bomb killed %d people in %s.\n\n", i, longCities[i%len(longCities)], 1+i%28, 1+i%90, longCities[(i/3)%len(longCities)])
	}))
	notes := strings.Join(many.Notes, "\n")
	if len(many.Events) > 50 || !strings.Contains(notes, "further ones were left out") {
		t.Errorf("%d events; the notes:\n%s", len(many.Events), notes)
	}
	_, err = r.Read(intake.NewItem(repeated(reading.MaxText+1, "attack "), intake.Meta{}, time.Time{}))
	if !errors.Is(err, reading.ErrTooLong) {
		t.Errorf("beyond the limit: %v", err)
	}
}
