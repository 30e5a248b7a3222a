package where

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// marked cuts the names marked with brackets out of a text: "Police in [Paris], Tex."
func marked(s string) (string, []Span) {
	var b strings.Builder
	var spans []Span
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			spans = append(spans, Span{Start: b.Len()})
		case ']':
			spans[len(spans)-1].End = b.Len()
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), spans
}

var resolveCases = []struct{ text, want string }{
	// containers
	{"A fire broke out in [Paris], Tex., on Monday.", "US.TX"},
	{"Police in [Athens], Ga., and in [Athens], Ohio, took part.", "US.GA US.OH"},
	{"He moved from [Portland] in Maine to [Birmingham], Ala.", "US.ME US.AL"},
	{"The [Cambridge] (Mass.) council met.", "US.MA"},
	{"A man of [London], Ontario, was found.", "CA.08"},
	{"[Athens, Ga.], is quiet.", "US.GA"},
	{"Troops left [Tripoli], Lebanon, at noon.", "LB.09"},
	{"The [San Jose], Costa Rica, airport closed.", "CR.08"},
	// one sense in a text
	{"[Lebanon], Pa., has a new mayor. [Lebanon] is the seat of [Lebanon County].", "US.PA US.PA US.PA"},
	// the rest of the text
	{"Deputies from [Rapides Parish] drove from [Alexandria] to [Pineville] and [Baton Rouge].", "US.LA US.LA US.LA US.LA"},
	{"Fighting in [Tripoli] spread. Roads from [Beirut] and [Sidon] were closed.", "LB LB LB"},
	{"Trains from [Oxford] to [Reading] and [Swindon] run late.", "GB.ENG GB.ENG GB.ENG"},
	{"The [Delaware County] fair drew people from [Muncie] and [Indianapolis].", "US.IN US.IN US.IN"},
	{"Police in [Valencia], [Maracay] and [Caracas] made arrests.", "VE VE VE"},
	{"Buses from [Cordoba] to [Rosario] and [Mendoza] stood still.", "AR AR AR"},
	{"[Georgia] and [Armenia] signed; its capital [Tbilisi] was calm.", "GE AM GE"},
	{"[Georgia] lawmakers met in [Atlanta] and went on to [Savannah].", "US.GA US.GA US.GA"},
	// well-known places stay what they are
	{"The [Canadian] prime minister flew to [London] and met the [British] prime minister.", "CA GB.ENG GB"},
	{"Two [American] tourists were hurt in [Paris] on Friday.", "US FR"},
	{"The president left [Washington] for [Moscow].", "US.DC RU"},
	{"Flights from [Boston] to [Dublin] and [Rome] were late.", "US.MA IE IT"},
	{"A [U.S.] envoy spoke in [Athens] before going on to [Berlin].", "US GR DE"},
	{"A man from [Manchester] was held in [Sydney], [Australian] police said.", "GB.ENG AU AU"},
	{"The [United States] and [Canada] sent doctors to [Naples] and [Milan].", "US CA IT IT"},
	{"Attackers struck [Mumbai], [Delhi] and [Hyderabad].", "IN IN IN"},
	{"[Pakistani] police in [Karachi] and [Hyderabad] were on alert.", "PK PK PK"},
	{"He was flown from [Baghdad] to [Amman], then to [London] and [New York].", "IQ JO GB.ENG US.NY"},
	{"A court in [Los Angeles] heard that she lived in [Melbourne] and [Perth].", "US.CA AU AU"},
	{"[Jordan], [Syria] and [Lebanon] closed their borders.", "JO SY LB"},
	{"The blast in [Alexandria] came a day after that in [Cairo].", "EG EG"},
	{"[Santiago] and [Lima] signed a pact with [Washington].", "CL PE US.DC"},
	{"[Cambridge] won the boat race against [Oxford] on the Thames.", "GB.ENG GB.ENG"},
	// words for peoples, parts of names
	{"[Russian] and [Ukrainian] officials met the [Palestinians].", "RU UA PS"},
	{"The fire was in [South Memphis], [Tennessee].", "US.TN US.TN"},
}

// TestResolve checks country, and the division where one is given.
func TestResolve(t *testing.T) {
	bad, all := resolveMisses(&tuned)
	if len(bad) > 0 {
		t.Errorf("%d of %d names are wrong:\n%s", len(bad), all, strings.Join(bad, "\n"))
	}
}

func resolveMisses(w *weights) (bad []string, all int) {
	for _, c := range resolveCases {
		body, spans := marked(c.text)
		got := w.resolve(body, spans, gaz(), nil)
		for i, want := range strings.Fields(c.want) {
			all++
			if len(got[i].Places) == 0 {
				bad = append(bad, fmt.Sprintf("%s: %q: nothing, want %s", c.text, body[spans[i].Start:spans[i].End], want))
				continue
			}
			p := got[i].Places[0].Place
			code := p.Country
			if strings.Contains(want, ".") {
				code += "." + p.Admin1
			}
			if code != want {
				bad = append(bad, fmt.Sprintf("%s: %q is %s in %s.%s, want %s", c.text, body[spans[i].Start:spans[i].End], p.Name, p.Country, p.Admin1, want))
			}
		}
	}
	return bad, all
}

// TestSource reads a name as the other texts of its source do.
func TestSource(t *testing.T) {
	earlier, spans := marked("The council of [Terre Haute], [Indiana], met; [Marshall], Ill., and [Edgar County], Ill., sent people.")
	var source Field
	source.Learn(Resolve(earlier, spans, gaz(), nil))
	body, spans := marked("The [Paris] fire brigade had a quiet night.")
	if p := Resolve(body, spans, gaz(), nil)[0].Places[0].Place; p.Country != "FR" {
		t.Errorf("without a source Paris is in %s, want FR", p.Country)
	}
	got := Resolve(body, spans, gaz(), &source)[0]
	if p := got.Places[0].Place; p.Country != "US" || p.Admin1 != "IL" {
		t.Errorf("Paris is in %s.%s, want US.IL", p.Country, p.Admin1)
	}
	if len(got.Places) != 3 || got.Places[0].Score < got.Places[1].Score || got.Places[1].Score < got.Places[2].Score {
		t.Errorf("places %+v, want three by falling score", got.Places)
	}
	if less := source.Without(&source); less.sum != 0 {
		t.Errorf("a field less itself weighs %v", less.sum)
	}
}

// TestHome: a source's country alone settles a name that several countries share, but not one with a container.
func TestHome(t *testing.T) {
	body, spans := marked("A man from [Oxford] was fined in [Winchester]; his brother lives in [Richmond, Va.].")
	var source Field
	source.Home("GB")
	for i, want := range []string{"GB", "GB", "US"} {
		if p := Resolve(body, spans, gaz(), &source)[i].Places[0].Place; p.Country != want {
			t.Errorf("%s is in %s, want %s", body[spans[i].Start:spans[i].End], p.Country, want)
		}
	}
}

// TestBasis says what a place rests on.
func TestBasis(t *testing.T) {
	body, spans := marked("[Nashville] police left [Xyqzw Hollow], [South Memphis] and [Tennessee]; the [French] watched.")
	want := []Basis{ByName, ByContext, ByPart, ByName, ByPeople}
	for i, r := range Resolve(body, spans, gaz(), nil) {
		if r.By != want[i] {
			t.Errorf("%s: basis %d, want %d (%+v)", body[r.Start:r.End], r.By, want[i], r.Places)
		}
	}
	body, spans = marked("Nobody knows [Xyqzw Hollow].")
	if r := Resolve(body, spans, gaz(), nil)[0]; r.By != Unknown || len(r.Places) != 0 {
		t.Errorf("%+v, want nothing", r)
	}
}

// TestRecognise finds names by itself.
func TestRecognise(t *testing.T) {
	d := text.Cut("Mary Jones of Laurel County, Ky., was found yesterday morning after a long search in Paris, Tenn. Later Jones had left Memphis at noon.")
	var got []string
	for _, r := range Recognise(d, gaz(), nil) {
		p := r.Places[0].Place
		got = append(got, d.Text[r.Start:r.End]+" "+p.Country+"."+p.Admin1)
	}
	want := "Laurel County US.KY; Ky US.KY; Paris US.TN; Tenn US.TN; Memphis US.TN"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// FuzzResolve takes any text and any spans in it.
func FuzzResolve(f *testing.F) {
	f.Add("Police in Paris, Tex.", 10, 15)
	f.Add("Ath\xffens, Ga.", 0, 7)
	f.Add("A, , (, in ", 1, 1)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		if from < 0 || to < from || to > len(s) {
			t.Skip("the span is outside the text: callers give spans of their own text")
		}
		r := Resolve(s, []Span{{from, to}, {from, to}}, gaz(), nil)
		if len(r) != 2 || len(r[0].Places) != len(r[1].Places) {
			t.Fatalf("%d answers for two spans", len(r))
		}
		Recognise(text.Cut(s), gaz(), nil)
	})
}
