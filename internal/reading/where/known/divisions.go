package known

import "strings"

// divisionCodes are the divisions that English news abbreviates: the name, the country, the postal code (in capitals), then
// the forms with points that the press uses.
const divisionCodes = `Alabama US AL Ala.
Alaska US AK
Arizona US AZ Ariz.
Arkansas US AR Ark.
California US CA Calif. Cal.
Colorado US CO Colo.
Connecticut US CT Conn.
Delaware US DE Del.
District_of_Columbia US DC D.C.
Florida US FL Fla.
Georgia US GA Ga.
Idaho US ID
Illinois US IL Ill.
Indiana US IN Ind.
Iowa US IA Ia.
Kansas US KS Kan. Kans.
Kentucky US KY Ky.
Louisiana US LA La.
Maine US ME
Maryland US MD Md.
Massachusetts US MA Mass.
Michigan US MI Mich.
Minnesota US MN Minn.
Mississippi US MS Miss.
Missouri US MO Mo.
Montana US MT Mont.
Nebraska US NE Neb. Nebr.
Nevada US NV Nev.
New_Hampshire US NH N.H.
New_Jersey US NJ N.J.
New_Mexico US NM N.M. N.Mex.
New_York US NY N.Y.
North_Carolina US NC N.C.
North_Dakota US ND N.D. N.Dak.
Ohio US OH
Oklahoma US OK Okla.
Oregon US OR Ore.
Pennsylvania US PA Pa. Penn.
Rhode_Island US RI R.I.
South_Carolina US SC S.C.
South_Dakota US SD S.D. S.Dak.
Tennessee US TN Tenn.
Texas US TX Tex.
Utah US UT
Vermont US VT Vt.
Virginia US VA Va.
Washington US WA Wash.
West_Virginia US WV W.Va.
Wisconsin US WI Wis. Wisc.
Wyoming US WY Wyo.
Alberta CA AB Alta.
British_Columbia CA BC B.C.
Manitoba CA MB Man.
New_Brunswick CA NB N.B.
Newfoundland_and_Labrador CA NL Nfld.
Nova_Scotia CA NS N.S.
Ontario CA ON Ont.
Prince_Edward_Island CA PE P.E.I.
Quebec CA QC Que.
Saskatchewan CA SK Sask.
New_South_Wales AU NSW N.S.W.
Victoria AU VIC Vic.
Queensland AU QLD Qld.
South_Australia AU SA
Western_Australia AU
Tasmania AU TAS Tas.`

var expansions = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(divisionCodes) {
		f := strings.Fields(line)
		full := strings.ReplaceAll(f[0], "_", " ") + ", " + f[1]
		for _, code := range f[2:] {
			out[code] = full
			if bare := strings.TrimRight(code, "."); len(bare) > 2 && !strings.Contains(bare, ".") && bare != "Man" && bare != "Miss" && bare != "Mass" && bare != "Wash" && bare != "Penn" {
				out[bare] = full
			}
			out[strings.ReplaceAll(code, ".", ". ")] = full // "N. C."
		}
	}
	return out
}()

// longest is that of the codes.
var longest = func() (n int) {
	for code := range expansions {
		n = max(n, len(code))
	}
	return n
}()

// Division is "Texas, US" for "Tex." and "TX", or "".
func Division(name string) string {
	if len(name) <= longest {
		if full := expansions[name]; full != "" {
			return full
		}
	}
	if bare := strings.TrimSpace(name); len(bare) != len(name) {
		return Division(bare)
	}
	return ""
}
