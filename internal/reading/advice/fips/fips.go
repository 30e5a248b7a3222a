// Package fips turns the country codes of FIPS 10-4 into those of ISO 3166-1. A code that is none gives ok false.
package fips

import (
	"maps"
	"strings"
)

// fipsOnly are the FIPS 10-4 codes that differ from ISO 3166-1 alpha-2, "FIPS:ISO". FIPS 10-4 was withdrawn in 2008 and lives on
// in the State Department's Country-Tag and Category: AU is Austria there, NI Nigeria, RS Russia. A code that stands in
// neither list means nothing here and is never taken for ISO. A1 and A2 are the Department's own, for what FIPS had no code of its
// own for; its A3 is the French West Indies, which are several countries here.
const fipsOnly = `A1:BQ A2:GF AA:AW AC:AG AG:DZ AJ:AZ AN:AD AQ:AS AS:AU AT:AU AU:AT AV:AI AY:AQ BA:BH BC:BW BD:BM BF:BS BG:BD BH:BZ BK:BA BL:BO BM:MM BN:BJ
 BO:BY BP:SB BU:BG BX:BN BY:BI CB:KH CD:TD CE:LK CF:CG CG:CD CH:CN CI:CL CJ:KY CK:CC CN:KM CQ:MP CS:CR CT:CF CW:CK DA:DK DO:DM DQ:UM DR:DO
 EI:IE EK:GQ EN:EE ES:SV EZ:CZ FG:GF FP:PF FQ:UM FS:TF GA:GM GB:GA GG:GE GJ:GD GK:GG GM:DE GP:GP GQ:GU GV:GN GZ:PS HA:HT HO:HN HQ:UM
 IC:IS IS:IL IV:CI IZ:IQ JA:JP JN:SJ JQ:UM JU:TF KN:KP KQ:UM KR:KI KS:KR KT:CX KU:KW KV:XK LE:LB LG:LV LH:LT LI:LR LO:SK LQ:UM LS:LI LT:LS
 MA:MG MB:MQ MC:MO MF:YT MG:MN MH:MS MI:MW MJ:ME MN:MC MO:MA MP:MU MQ:UM MU:OM NC:NC NE:NU NG:NE NH:VU NI:NG NN:SX NS:SR NT:BQ NU:NI OD:SS PA:PY PC:PN
 PM:PA PO:PT PP:PG PS:PW PU:GW RB:RS RI:RS RM:MH RN:MF RP:PH RQ:PR RS:RU SB:PM SC:KN SE:SC SF:ZA SG:SN SN:SG SP:ES SR:CH ST:LC SU:SD SV:SJ SW:SE SX:GS SZ:CH
 TB:BL TD:TT TE:TF TI:TJ TK:TC TL:TK TN:TO TO:TG TP:ST TS:TN TT:TL TU:TR TX:TM UC:CW UK:GB UP:UA UV:BF VI:VG VM:VN VQ:VI VT:VA WA:NA WE:PS WI:EH WQ:UM WS:WS
 WZ:SZ YM:YE ZA:ZM ZI:ZW BQ:UM`

// fipsSame are the codes that both lists have for the same country.
const fipsSame = `AE AF AL AM AO AR BB BE BR BT BV CA CM CO CR CU CV CY DJ EC EG ER ET FI FJ FK FM FO FR GH GI GL GR GT GY HK HM HR HU ID IM IN IO IR IT JE JM JO KE KG
 KZ LA LU LY MD MK ML MR MT MV MX MY MZ NC NF NL NO NP NR NZ PE PK PL QA RE RO RW SA SH SI SL SM SO SY TH TV TW TZ UG US UY UZ VC VE WF WS`

var toISO = func() map[string]string {
	m := map[string]string{}
	for _, c := range strings.Fields(fipsSame) {
		m[c] = c
	}
	for _, p := range strings.Fields(fipsOnly) {
		f, iso, _ := strings.Cut(p, ":")
		m[f] = iso
	}
	return m
}()

// ISO gives the ISO 3166-1 alpha-2 code of a FIPS 10-4 code; ok is false for what is none.
func ISO(code string) (iso string, ok bool) {
	iso, ok = toISO[strings.ToUpper(strings.TrimSpace(code))]
	return iso, ok
}

// All are the pairs of the table, FIPS 10-4 to ISO 3166-1.
func All() map[string]string { return maps.Clone(toISO) }
