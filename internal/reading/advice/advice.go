// Package advice holds the governments' forms of standing advice: the words of their travel advice and of their national
// threat levels, brought to one closed list each.
//
// Travel advice: normal, caution, essential_only, no_travel, depart. Threat levels by rank of five: low, moderate,
// substantial, severe, critical. A level that is named but not understood gives no code: unknown is never the mildest.
package advice

import (
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// The codes of travel advice, mildest first; Depart calls on people to leave.
const (
	Normal        = "normal"
	Caution       = "caution"
	EssentialOnly = "essential_only"
	NoTravel      = "no_travel"
	Depart        = "depart"
)

// Entries is the table of the words of travel advice, Kind "adv". Sources: travel.state.gov levels 1-4; FCDO "advises
// against"; travel.gc.ca risk levels; smartraveller.gov.au levels 1-4; Auswärtiges Amt, in its English renderings.
var Entries = []text.Entry{
	{Kind: "adv", Code: NoTravel, Patterns: `
		advise|advises|advised|advising against all travel to?; against all travel to?; warned|warns|warning against all travel to?; against any travel to?;
		^ do not travel to?; do not travel to; we ..3 advise ..2 do not travel to?; advise ..3 do not travel; level|levels 4 :|,|–|-|( do not travel )?; not to travel to; avoid all travel to?;
		travel to ..4 is warned|advised against; should not travel to; warns against travel to; warned against travel to; warns against travelling|traveling to; do not travel advisory; travel warning for; warns its ..2 against travel|travelling|traveling to?;
		advised|advises|urged|urges|told its? ..3 not to travel to?; level 4 advisory|advice|warning; strongly advise|advises against travel; advises|advised|advise against travel|travelling|traveling to;
		travel|travelling|trips|journeys|visits ..12 is|are|remains ..1 formally|strongly|firmly|strictly? advised|warned against; formally|strictly|categorically|firmly advised|advises|advise against; travel|trips ..6 is|are ..1 strongly discouraged; warn|warns|warned|warning|advise|advises|advised|cautions|cautioned ..5 against travelling|traveling|going|visiting|trips|journeys|visits ..2 to?; warn|warns|warned|warning|advise|advises|advised ..4 against all? travel to?;
		refrain|refraining|abstain from ..1 travelling|traveling|travel|going|visiting to?; no one|nobody should travel to; do not go|visit|travel to; avoid travelling|traveling|travel to; travel ban on|to|for; urged|urges|told|tells|advised|advises|asked|asks|instructed|warned|warns ..4 not to travel|go|visit to?; should not|never travel|go to; must not travel to; moved|raised|raises|upgraded|elevated|increased|lifts|moves|goes|went|go ..6 to level 4 :?; cancel|cancelling ..1 all? travel|trips to; highest level of ..2 travel advice|warning; not advisable to travel to; travel warning is in? force|effect? for;
		level 3 : avoid all travel to?; level 4 : evacuate; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 red; code red; red zone|area|zones|areas; do not travel there; defer|defers|deferred|postpone|postponing|deferring|delay all|any? travel|trips to?; put off all|any? travel|trips to?; warns|warned|warn ..4 against all travel to?; :|–|—|| do not travel to?; avoiding|avoidance of? all travel to?; travel to ..4 should not be undertaken|made ..2; should|must not go|visit|travel|be visited ..1 at all; level 4 country|destination ..1; you do not travel to`},
	{Kind: "adv", Code: EssentialOnly, Patterns: `
		against all|any? ..1 tourist|tourism|leisure|holiday and|or ..1 non-essential|nonessential|unnecessary ..1 travel|trips to?; not|never to? go|travel|fly|visit to? ..4 unless ..3 have|had|has|must|essential|necessary|urgent|need|needed|unavoidable|vital|forced to?; told|tells|advised|advises|urged|urges|asked|asks|warned|warns ..5 not to go|travel|fly|visit to? ..4 unless ..3 have|had|has|must|essential|necessary|urgent|need|needed|unavoidable|vital|forced to?; against all but essential travel to?; all but essential travel to?; avoid all? non-essential|nonessential travel to?; avoid unnecessary travel to?; against non-essential|nonessential|unnecessary travel to?; reconsider travel to?; reconsider your? need to travel to?;
		level 3 :|,|–|-|( reconsider your? need? to? travel )?; level 3 advisory|advice; only essential travel;
		unnecessary|non-essential|nonessential|non-urgent|nonurgent|tourist|tourism|leisure|holiday ..1 trips|travel|journeys|visits|stays ..12 is|are|be|remain ..2 advised|discouraged|avoided|recommended|postponed|deferred|warned|suspended against?; advised|advises|advise|warns|warn against ..1 unless ..6 reason|reasons|need|necessity|necessary|urgent; unless for|there ..2 compelling|imperative|urgent|professional|essential|overriding reason|reasons; except for ..1 imperative|compelling|essential|urgent|overriding reasons|purposes; restrict|limit|limited|restricted ..2 travel ..5 to? essential|necessary|urgent; reconsider ..1 need|plans to|for travel ..1 to?; should reconsider ..2 travel|travelling|trips|visits|visiting to?;
		postpone|put|defer|delay|deferring|postponing off? any|all|non-essential|unnecessary|nonessential|their|your ..1 trip|trips|travel|journey|journeys|visit|visits to?; against any|all? non-essential|nonessential|unnecessary|tourist|non-urgent ..1 travel|trips|journeys|visits to?; avoid any|all? non-essential|nonessential|unnecessary|tourist|non-urgent ..1 travel|trips|journeys|visits to?; only if|when absolutely|strictly necessary; travel only if|when ..2 necessary|essential; unless ..2 absolutely necessary|essential; moved|raised|raises|lowered|lowers|lower|upgraded|downgraded|cut|drops|dropped|reduced ..8 to level 3 :?; travel to ..4 only for essential ..1; not|no to? travel ..6 unless ..3 essential|necessary;
		level 2 : avoid non-essential|nonessential|unnecessary travel to?; trips|travel|journeys|visits ..10 that are not ..1 essential|necessary|urgent|needed ..4 put|postponed|deferred|avoided|advised|discouraged off|against?; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 orange; code orange; orange zone|area|zones|areas; only travel there if; orange –|—|-|: only|necessary|essential ..2 travel|trips|journeys?; consider|considering|think ..2 whether ..3 need to travel to?`},
	{Kind: "adv", Code: Caution, Patterns: `
		level 2 :|,|–|-|( exercise increased caution )?; exercise increased caution; exercise a? high|increased degree|level of caution; high degree of caution; increased caution; level 2 advisory|advice; heightened caution;
		reinforced|heightened|enhanced|particular|special|greater|increased|utmost|strengthened vigilance|caution; exercise ..1 extra|heightened|special|particular|great|more|additional|extreme ..1 caution|care|vigilance; exercise|take caution; lowered|lowers|lower|raised|raises|moved|reduced|cut|downgraded|upgraded|eased ..8 to level 2 :?; exercise strong|great caution;
		level 1 : exercise|stay ..2 caution|alert; code|colour|color ..10 is|stays|remains|turned|now|to|goes ..1 yellow; code yellow; yellow zone|area|zones|areas; areas? of reinforced vigilance; stays yellow; yellow –|—|-|: ..2 risks|risk|note|attention|vigilance`},
	{Kind: "adv", Code: Caution, Patterns: `we|dfat|dfa|mfat|safetravel|ministry|department ..1 advise|advises|recommend|recommends caution`},
	{Kind: "adv", Code: Normal, Patterns: `
		does|do not advise against travel to?; not advise|advising against travel; no advice against travel; normal safety|security? precautions; normal safety and security precautions; take|exercise normal security? precautions; normal security precautions; level 1 :|,|–|-|( exercise normal precautions )?; no ..1 travel restrictions in place|force for?;
		no longer advise|advises|advised|advising|warn|warns|warning|recommend|recommends ..1 against all? but? any? essential|non-essential|unnecessary? travel|trips|travelling|travel to?; no longer advise|advises|warns|warn ..5 to|against ..2 travel|travelling|trips|visit|visiting; drop|drops|dropped|lift|lifts|lifted|withdraw|withdraws|withdrew|remove|removes|removed|scrap|scraps|scrapped|ends|ended ..3 warning|advice|advisory|advisories ..1 against|on|for ..2 travel|trips|travelling|visits|tourism to?; normal|usual|standard vigilance|precautions; lowered|lowers|reduced|cut|downgraded ..8 to level 1 :?; free|exempt of|from travel restrictions; travel warning|advice|advisory ..4 has|have|was|were|is been? lifted|withdrawn|dropped|removed|cancelled;
		code|colour|color ..10 is|stays|remains|stay|now|to|goes ..1 green; code green; stay|stays green; green –|—|-|: no ..2 risks|risk; areas? of normal vigilance`},
	{Kind: "adv", Code: Depart, Patterns: `
		are|is called on|upon to leave|depart the? country?; called on|upon ..3 to leave|depart the? country?; should leave the country now|immediately?; urged to leave the country; depart the country now|immediately?; leave the country immediately|now; advised|told|urged|urges|advises ..3 to leave the country; advised|told|urged|urges ..2 citizens|nationals to leave; should|must leave|depart ..4 by|on|using commercial; should|must leave|depart ..2 as soon as|while; leave ..3 by commercial means|flights|flight; should|must leave|depart now|immediately; leave now while|by|on|if;
		are|is|were|be|been ..1 urged|advised|asked|requested|called|told|recommended|encouraged|ordered|instructed|strongly ..1 to leave|depart|exit ..1 it|there|country|immediately|now|at|as|while|without|promptly; urged|urges|urge|tells|told|advises|asked|asks|calls|called ..6 to leave|depart|exit the? country|it|immediately|now|at|as|while|without; leave|depart|exit as soon as ..2 possible|can|safe|safely; should|must leave|depart|exit ..2 country|immediately|now|it|without; to leave the country; make ..2 plans|arrangements to leave|depart; leave|depart the country ..1 while|by|at|as|on;
		must|should leave|depart ..1 while|immediately|now|as|by|without; ordered|orders|ordering ..2 departure of|from|for; ordered|orders|ordering ..9 to leave|depart; ordered departure of|from|for; living|residing|currently|are in ..3 to depart|leave ..1 immediately|now|at`},
}

// Left reports whether a level is the one that was left: "from Level 3 to Level 2". hits are all levels of its
// sentence.
func Left(d *text.Doc, hits []text.Hit, h text.Hit) bool {
	from := false
	for k := h.From - 1; k > h.From-4 && d.SameSent(k, h.From); k-- {
		from = from || d.Norm(k) == "from"
	}
	if !from {
		return false
	}
	for _, x := range hits {
		for k := x.From - 1; x.From > h.To && k > x.From-4; k-- {
			if d.Norm(k) == "to" {
				return true
			}
		}
	}
	return false
}
