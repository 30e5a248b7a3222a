package known

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Institutions tells of each institution in a text whose it is (ISO 3166-1 alpha-2): "Scotland Yard", "the Home Secretary".
func Institutions(d *text.Doc, whose func(iso string)) {
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if !t.Cap || !nationalFirst.Has(t) {
			continue
		}
		iso := national[t.Norm]
		if iso == "" && i+1 < len(d.Tokens) && d.Tokens[i+1].Cap {
			iso = national[t.Norm+" "+d.Norm(i+1)]
		}
		if iso != "" {
			whose(iso)
		}
	}
}

// national are institutions by the country that has them.
var national = map[string]string{
	"scotland yard": "GB", "metropolitan police": "GB", "downing street": "GB", "home secretary": "GB", "home office": "GB", "foreign secretary": "GB", "mi5": "GB", "mi6": "GB",
	"nhs": "GB", "whitehall": "GB", "cobra": "GB", "garda": "IE", "gardai": "IE", "gardaí": "IE", "taoiseach": "IE", "rcmp": "CA", "mounties": "CA", "carabinieri": "IT",
	"bundestag": "DE", "bundeswehr": "DE", "bka": "DE", "knesset": "IL", "kremlin": "RU", "fsb": "RU", "rosgvardia": "RU", "duma": "RU", "sbu": "UA", "verkhovna rada": "UA",
	"elysee": "FR", "élysée": "FR", "guardia civil": "ES", "mossos": "ES", "ertzaintza": "ES", "lok sabha": "IN", "crpf": "IN", "bsf": "IN", "sejm": "PL", "asio": "AU",
	"riksdag": "SE", "säpo": "SE", "storting": "NO", "folketing": "DK", "hashd": "IQ", "malacanang": "PH", "malacañang": "PH", "polri": "ID", "densus": "ID",
}

var nationalFirst = func() text.Set {
	first := map[string]bool{}
	for k := range national {
		w, _, _ := strings.Cut(k, " ")
		first[w] = true
	}
	return text.KeySet(first)
}()
