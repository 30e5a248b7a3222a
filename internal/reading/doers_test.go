package reading

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// TestDoersAndWeapons holds who did it ("A"), with what ("W") and who polices it ("R") in single sentences of many styles.
func TestDoersAndWeapons(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// claims, blame, suspicion
		{"The Baloch Liberation Army claimed responsibility for Friday's blast in Lahore in a message on Telegram.", "A Baloch Liberation Army"},
		{"A previously unknown group calling itself the Soldiers of the Levant said it was behind Friday's car bombing in Lahore.", "A Soldiers of the Levant"},
		{"Police blamed the attack in Lahore on separatists from the Sindhudesh Revolutionary Army (SRA).", "A separatists A Sindhudesh Revolutionary Army"},
		{"Officials attributed Friday's shooting in Lahore to criminal gangs.", "A criminal gangs"},
		{"Friday's blast in Lahore bore the hallmarks of al-Qaida, a security official said.", "A al-Qaida"},
		{"The blast in Lahore was the work of a suicide bomber, the interior minister said on Friday.", "A suicide bomber"},
		{"The Lahore bombing was carried out by two brothers aged 19 and 23, investigators said on Friday.", "A two brothers R investigators"},
		{"A female suicide bomber killed the candidate in Lahore on Friday; the Tamil Tigers were blamed.", "A female suicide bomber A Tamil Tigers"},
		{"The suspect in Friday's stabbing in Lahore, identified as 27-year-old Tariq Aziz, was known to the intelligence services.", "A The suspect A Tariq Aziz"},
		// people told by age, origin and trade
		{"A 22-year-old student armed with a hunting rifle opened fire in a lecture hall in Lahore on Friday, killing three.", "A 22-year-old student W hunting rifle"},
		{"A Syrian asylum seeker blew himself up outside a wine bar in Lahore on Friday.", "A Syrian asylum seeker"},
		{"An off-duty policeman shot dead the governor in Lahore on Friday with his service pistol.", "A off-duty policeman W his service pistol"},
		{"A disgruntled former employee set fire to a studio in Lahore on Friday with petrol, killing 20.", "A disgruntled former employee W petrol"},
		{"Kidnappers dressed as policemen seized two Chinese engineers in Lahore on Friday.", "A Kidnappers"},
		{"Three Britons suspected of planning to join the group were stopped at Lahore airport on Friday, where police arrested them for plotting an attack on the embassy.", "A Three Britons R police"},
		{"Five members of the Pakistani Taliban were arrested in Lahore on Friday on suspicion of plotting to bomb a market; two suicide vests, three pistols and 12 kg of explosives were found.",
			"A Five members of the Pakistani Taliban A Pakistani Taliban W two suicide vests W three pistols W 12 kg of explosives"},
		// weapons
		{"A remote-controlled bomb hidden in a rickshaw went off in Lahore on Friday, killing nine.", "W remote-controlled bomb"},
		{"Militants fired mortar shells and rockets at a police post in Lahore on Friday, wounding four constables.", "A Militants W mortar shells W rockets"},
		{"A man drove a rented lorry into a crowd in Lahore on Friday and was shot dead by police.", "A man W rented lorry R police"},
		{"A letter bomb exploded in a lawyer's office in Lahore on Friday, wounding his clerk.", "W letter bomb"},
		{"A teenager with a crossbow killed a teacher at a school in Lahore on Friday.", "A teenager W crossbow"},
		{"An improvised explosive device planted by insurgents killed five soldiers in Lahore on Friday.", "A insurgents W improvised explosive device"},
		{"A United Nations peacekeeper was killed near Lahore on Friday when a convoy hit a landmine laid by rebels.", "A rebels W landmine"},
		{"In Lahore, a 17-year-old Afghan refugee attacked train passengers with an axe and a knife on Friday before police shot him dead.", "A 17-year-old Afghan refugee W axe W knife R police"},
		{"A man was detained in Lahore on Friday after a crossbow, a samurai sword and an air rifle were discovered in his home; he is accused of planning an attack on a school.",
			"A man W crossbow W samurai sword W air rifle"},
		{"Rangers killed four militants in a gun battle in Lahore on Friday after gunmen stormed a school.", "A four militants R Rangers"},
		// who leads, is called by a name of their own, or calls people out
		{"Gunmen led by the warlord Samson Odili stormed a school in Lahore on Friday, killing six people.", "A Gunmen A warlord Samson Odili"},
		{"A bomb killed four people in Quetta on Friday. A group calling itself the Army of the Righteous claimed it.", "A Army of the Righteous W bomb"},
		{"Police in Lahore on Friday arrested Karim Badr, 30, of Quetta and Hamid Aziz, 35, of Multan for planning an attack on a school.", "A Karim Badr A Hamid Aziz R Police"},
		{"A boy of 15 who is thought to have known of the plan was arrested in Lahore on Friday after a plot to bomb a school was foiled.", "A boy of 15"},
		{"Trade unions have called a general strike in Lahore for Monday, 6 May, police said, and clashes are likely.", "A Trade unions"},
		{"The opposition leader has called on his supporters to march through Lahore on Monday, 6 May, police said, and clashes are likely.", "A his supporters"},
		// forces that strike, and those who suspect
		{"Soldiers loyal to the general killed the president in Lahore on Friday.", "A Soldiers"},
		{"A former soldier drove a van into a crowd in Lahore on Friday, killing four.", "A former soldier W van"},
		{"The police suspect Jaish-e-Mohammed of the bombing of a hotel in Lahore on Friday that killed four.", "A Jaish-e-Mohammed R police"},
		{"A bomb killed four people in Quetta on Friday. The Baloch Liberation Army said that it was behind the attack.", "A Baloch Liberation Army W bomb"},
		// who polices it, and who does not
		{"Commandos freed 40 hostages from a hotel in Lahore on Friday after gunmen had held them for ten hours.", "A gunmen R Commandos"},
		{"The army said it had killed 12 insurgents in Lahore on Friday after an ambush on a convoy.", "A 12 insurgents R army"},
		{"A roadside bomb hit a police van in Lahore on Friday, killing two constables.", "W roadside bomb"},
		{"The special forces unit SSG retook the school in Lahore on Friday after seven Taliban gunmen had stormed it.", "A seven Taliban gunmen R special forces unit"},
	} {
		rep := readBytes(t, []byte("LAHORE, Pakistan, 3 May 2014 - "+c.says+"\n"), time.Time{})
		var got []string
		for i := range rep.Events {
			e := &rep.Events[i]
			for _, l := range []struct {
				sign string
				list []report.Named
			}{{"A", e.Actors}, {"W", e.Weapons}, {"R", e.Responder}} {
				for _, n := range l.list {
					got = append(got, l.sign+" "+n.Name)
				}
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.says, g, c.want)
		}
	}
}
