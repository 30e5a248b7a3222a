package warning

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// action is what one code of the reader's closed list asks for: CAP's responseType and a sentence.
type action struct{ response, words string }

var actions = map[string]action{
	"shelter":            {"Shelter", "Stay indoors, away from windows, until you are told that it is safe."},
	"leave_area":         {"Evacuate", "Leave the area now if you can do so safely."},
	"leave_country":      {"Evacuate", "Prepare to leave the country, and leave while commercial travel is available."},
	"avoid_gatherings":   {"Avoid", "Stay away from large gatherings, such as concerts and other crowded events."},
	"avoid_area":         {"Avoid", "Stay away from the area."},
	"avoid_travel":       {"Avoid", "Do not travel there."},
	"review_plans":       {"Prepare", "Go through your own safety plans."},
	"carry_id":           {"Prepare", "Carry proof of who you are."},
	"stay_alert":         {"Monitor", "Be aware of your surroundings."},
	"monitor_media":      {"Monitor", "Follow local news."},
	"follow_authorities": {"Monitor", "Do what the local authorities ask of you."},
	"keep_low_profile":   {"Avoid", "Keep a low profile."},
	"keep_contact":       {"Monitor", "Tell family and friends where you are, and keep your phone charged."},
	"vary_routes":        {"Avoid", "Vary your routes and times."},
	"report":             {"Monitor", "Report what looks suspicious to the local authorities."},
	"enroll":             {"Prepare", "Register with your embassy if you have not yet."},
}

// actionOrder is the order in which guidance is given: what protects first.
var actionOrder = []string{"shelter", "leave_area", "avoid_gatherings", "avoid_area", "avoid_travel", "leave_country", "keep_low_profile",
	"stay_alert", "vary_routes", "follow_authorities", "monitor_media", "review_plans", "carry_id", "keep_contact", "report", "enroll"}

// guidance is one sentence for each action asked for, one a line. A threat to a place or a crowd whose reports ask for nothing
// still needs guidance: stay away.
func (d *drafter) guidance() string {
	var out []string
	for _, code := range actionOrder {
		if slices.Contains(d.actions, code) {
			out = append(out, actions[code].words)
		}
	}
	if len(out) == 0 {
		switch {
		case d.s.Stage == reading.Accomplished:
			out = append(out, "Stay away from the place of the attack.", actions["follow_authorities"].words)
		case d.s.Stage == reading.Thwarted, d.s.Type == reading.FoiledPlot, d.s.Type == reading.Arrest, d.s.Stage == reading.NoStage:
			out = append(out, actions["stay_alert"].words)
		default:
			if t := d.targetWords(); t != "" {
				out = append(out, "Stay away from "+t+".")
			} else {
				out = append(out, actions["avoid_gatherings"].words)
			}
			out = append(out, actions["stay_alert"].words)
		}
	}
	if d.s.Stage == reading.Threatened || d.s.Stage == reading.Accomplished {
		out = append(out, "If you are in a crowd now, know where the exits are. If there is an attack: get away; if you cannot, hide; then call the local emergency number.")
	}
	return strings.Join(out, "\n")
}

// targetWords are what is threatened, as told.
func (d *drafter) targetWords() string {
	var out []string
	for _, t := range d.targets {
		if n := safe(t.Name); n != "" && len(out) < 3 {
			out = add(out, n)
		}
	}
	return list(out)
}

func (d *drafter) inPlaces() string {
	var out []string
	for _, p := range d.s.Places {
		out = add(out, safe(p.Name))
	}
	if len(out) > 3 {
		out = append(out[:3], fmt.Sprintf("%d more places", len(out)-3))
	}
	if len(out) == 0 {
		return ""
	}
	return " in " + list(out)
}

// hazard is the sentence that says what threatens, and the headline.
func (d *drafter) hazard() (sentence, headline string) {
	to, in := d.targetWords(), d.inPlaces()
	if to != "" && in != "" && len(d.s.Places) == 1 && strings.Contains(strings.ToLower(to), strings.ToLower(safe(d.s.Places[0].Name))) {
		in = "" // "Moscow synagogue in Moscow"
	}
	kind := "Security"
	if d.terror() {
		kind = "Terrorist"
	}
	switch {
	case d.s.Type == reading.Threat && d.s.Stage == reading.NoStage:
		headline = "Threat said to be lifted" + in
		sentence = "A threat" + in + " is said to be lifted or is denied. Nobody on our desk has confirmed this."
	case d.s.Stage == reading.Thwarted || d.s.Type == reading.FoiledPlot:
		headline = "Foiled plot" + against(to) + in
		sentence = "A planned attack" + against(to) + in + " was prevented, according to reports. Others may still be planned."
	case d.s.Stage == reading.Accomplished:
		headline = titleOf(d.s.Type) + against(to) + in
		sentence = "There is or was an attack" + against(to) + in + ". It may not be over."
	case d.s.Type == reading.Arrest:
		headline = "Arrests" + in
		sentence = "Arrests were made" + in + "."
	case d.s.Type == reading.Other:
		headline = "Unrest announced" + in
		sentence = "Unrest is announced" + in + "."
	default:
		headline = kind + " threat" + strings.Replace(against(to), " on ", " to ", 1) + in
		by := ""
		if len(d.actors) > 0 {
			by = " by " + list(d.actors[:min(len(d.actors), 2)])
		}
		sentence = "An attack" + against(to) + in + by + " may be planned."
	}
	return sentence, clipRunes(headline, MaxHeadline-8) // room for the mark of a drill
}

func against(to string) string {
	if to == "" {
		return ""
	}
	return " on " + to
}

// impact is what it may do, in words that fit the kind of threat (the sixth part of a complete warning).
func (d *drafter) impact() string {
	crowd, bomb := false, d.s.Type == reading.Bombing
	for _, t := range d.targets {
		switch t.Class {
		case "crowd", "stadium", "place_of_worship", "transport", "commercial", "hotel", "hospitality", "school", "tourist":
			crowd = true
		}
	}
	for _, w := range d.lead.Weapons {
		bomb = bomb || w.Class == "explosive"
	}
	switch {
	case d.s.Type == reading.Kidnapping:
		return "People could be held against their will, injured or killed."
	case d.s.Type == reading.Other:
		return "Roads may be blocked and transport stopped. People near clashes could be injured."
	case d.s.Type == reading.Arrest, d.s.Stage == reading.NoStage:
		return "There may be more police and controls in the streets. The risk of an attack may remain."
	case d.s.Stage == reading.Thwarted || d.s.Type == reading.FoiledPlot:
		return "A further attack could kill or injure people. There may be more police and controls in the streets."
	}
	out := "People in or near the place of an attack could be killed or injured"
	if crowd {
		out = "Many people in or near a crowd could be killed or injured"
	}
	if bomb {
		out += ", also by a second explosion"
	}
	return out + ". Roads may be closed, and transport and phone networks may fail for hours."
}

// context tells standing advice apart from the threat.
func (d *drafter) context() string {
	var out []string
	for _, c := range d.s.Context {
		if len(out) == 6 {
			break
		}
		country, _, part := strings.Cut(c.Scope, "-")
		place := d.countryName(country)
		if part {
			place = "a part of " + place + " (" + safe(c.Scope) + ")"
		}
		if w := adviceWords(c.Type, c.Code, place); w != "" {
			out = add(out, safe(c.Voice)+": "+w+". This is standing advice; it is not about this threat.")
		}
	}
	if slices.Contains(d.moves, "leave_country") {
		out = append(out, "Some reports add that people were told to leave the country. We have not seen this in the authority's own words; it may be standing advice.")
	}
	return strings.Join(out, "\n")
}

func adviceWords(t reading.Type, code, place string) string {
	if t == reading.ThreatLevel {
		return "the threat level for " + place + " is " + safe(code)
	}
	switch code {
	case "no_travel":
		return "advises against all travel to " + place
	case "essential_only":
		return "advises against all but essential travel to " + place
	case "caution":
		return "advises a high degree of caution in " + place
	case "depart":
		return "calls on its people to leave " + place
	case "normal":
		return "" // says nothing a warned person needs
	}
	return "has standing advice for " + place + " that could not be read in full"
}

// unknown says what is not known, so that nobody takes the warning for more than it is.
func (d *drafter) unknown() string {
	var out []string
	if d.s.Stage == reading.Threatened {
		out = append(out, "The exact place and hour are not known.")
	}
	if d.voice.Name != "" && !d.voice.Heard {
		out = append(out, fmt.Sprintf("We know the words of %s only through others. Its window may have begun up to %d hours earlier than they say.",
			the(safe(d.voice.Name)), 24))
	}
	if n := len(d.voice.Echoes); d.voice.Heard && n > 0 && len(d.s.Voices()) == 1 {
		who := fmt.Sprintf("%d other reports repeat it", n)
		if n == 1 {
			who = "One other report repeats it"
		}
		out = append(out, who+"; a repetition confirms nothing.")
	}
	if d.voice.Name == "" {
		out = append(out, "No authority has confirmed this in its own words.")
	}
	if _, to := d.s.Window.Hull(); to.IsZero() {
		out = append(out, "Nobody has said when this ends.")
	}
	return strings.Join(out, "\n")
}

// the puts an article before a name that wants one.
func the(name string) string {
	low := strings.ToLower(name)
	if !strings.HasPrefix(low, "the ") && (strings.Contains(low, " in ") || strings.Contains(low, " of ")) {
		return "the " + name
	}
	return name
}

// timeWords tells the window with local times, and says how sure its ends are.
func (d *drafter) timeWords(c Content) string {
	w := d.s.Window
	from, to := w.Hull()
	zone := d.zoneWords(c)
	length := ""
	if d.length != "" && d.voice.Name != "" {
		length = fmt.Sprintf(" %s spoke of %s.", upperFirst(the(safe(d.voice.Name))), d.length)
	}
	switch {
	case d.s.Stage == reading.Thwarted, d.s.Type == reading.FoiledPlot, d.s.Type == reading.Arrest, d.s.Stage == reading.NoStage:
		said := ""
		for _, i := range d.s.InOrder() {
			said = dayWords("Reported on ", d.s.Members[i].Issued.From.Earliest, d.zone)
			break
		}
		if said != "" {
			said += ". "
		}
		return said + "Stay watchful until further notice: whether more is planned is not known."
	case d.s.Stage == reading.Accomplished:
		if !w.Known() {
			return "Now, until further notice."
		}
		return upperFirst(d.reach(w)) + zone + ". It may not be over: take care until further notice."
	case from.IsZero() && to.IsZero():
		return "From now until further notice."
	case to.IsZero():
		return "From " + d.at(from, false) + " until further notice" + zone + "."
	case !d.now.Before(to):
		return "The time that was named ended at " + d.at(to, true) + zone + ". Nobody has said that the threat is over: take care until further notice." + length
	}
	out := "Now, until " + d.at(to, true)
	switch {
	case from.IsZero():
		out = "Until " + d.at(to, true)
	case d.now.Before(from):
		out = "From " + d.at(from, false) + " until " + d.at(to, true)
	}
	out += zone + "." + length
	if !sharp(w.From) || !sharp(w.To) {
		out += " The exact hours are not known: it " + d.reach(w) + ". We take the widest reading."
	}
	return out
}

func sharp(i when.Instant) bool { return i.Earliest.Equal(i.Latest) }

// reach tells how an uncertain window lies: "began on 7 or 8 March and ends on 9 or 10 March".
func (d *drafter) reach(w when.Interval) string {
	from, to := w.Hull()
	began, ends := "began ", "ends "
	if d.now.Before(from) {
		began = "begins "
	}
	if !to.IsZero() && !d.now.Before(to) {
		ends = "ended "
	}
	var out []string
	if !w.From.Open() {
		out = append(out, began+d.instant(w.From, false))
	}
	if !w.To.Open() {
		out = append(out, ends+d.instant(w.To, true))
	}
	return strings.Join(out, " and ")
}

// instant tells an uncertain moment: by its days when it reaches over whole ones, else by its hours.
func (d *drafter) instant(i when.Instant, end bool) string {
	if sharp(i) {
		return "at " + d.at(i.Earliest, end)
	}
	a, b := i.Earliest.In(d.zone), i.Latest.In(d.zone)
	if midnight(a) && midnight(b) {
		last := b.AddDate(0, 0, -1)
		switch n := int(b.Sub(a).Round(24*time.Hour) / (24 * time.Hour)); {
		case n <= 1:
			return "on " + a.Format("2 January 2006")
		case n == 2 && a.Month() == last.Month():
			return "on " + a.Format("2") + " or " + last.Format("2 January 2006")
		default:
			return "between " + a.Format("2 January") + " and " + last.Format("2 January 2006")
		}
	}
	return "between " + d.at(i.Earliest, false) + " and " + d.at(i.Latest, true)
}

func midnight(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }

// at tells a moment in local time; end tells midnight as the end of the day before.
func (d *drafter) at(t time.Time, end bool) string {
	t = t.In(d.zone)
	if end && midnight(t) {
		return "midnight at the end of " + t.AddDate(0, 0, -1).Format("Monday 2 January 2006")
	}
	return t.Format("15:04 on Monday 2 January 2006")
}

// zoneWords name the local time and tell the end in UTC.
func (d *drafter) zoneWords(c Content) string {
	if d.near == "" || d.zone == time.UTC {
		return " (UTC)"
	}
	at := c.Expires
	if at.IsZero() {
		at = d.now
	}
	_, off := at.In(d.zone).Zone()
	name := d.near
	if len(d.s.Places) > 0 && d.s.Places[0].Kind == gazetteer.Country {
		name = "the capital's"
	}
	return fmt.Sprintf(", %s time (%s)", name, offset(off))
}

// offset is "UTC+3" or "UTC+5:30".
func offset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	out := "UTC" + sign + strconv.Itoa(seconds/3600)
	if m := seconds / 60 % 60; m > 0 {
		out += fmt.Sprintf(":%02d", m)
	}
	return out
}

func dayWords(before string, t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return before + t.In(zone).Format("2 January 2006")
}

// lengthWords reads a TIMEX duration: "P2D" and "PT48H" are "48 hours".
func lengthWords(v string) string {
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	switch {
	case strings.HasPrefix(v, "PT") && strings.HasSuffix(v, "H"):
		if n := num(v[2 : len(v)-1]); n > 0 {
			return plural(n, "hour")
		}
	case strings.HasPrefix(v, "P") && strings.HasSuffix(v, "D"):
		switch n := num(v[1 : len(v)-1]); {
		case n > 3:
			return plural(n, "day")
		case n > 0:
			return plural(n*24, "hour")
		}
	}
	return ""
}

func plural(n int, what string) string {
	if n == 1 {
		return "one " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
