// Package scenario is the sample that `make run` shows: Moscow, 7 to 22 March 2024, retold in our own words from the public
// timeline, with an invented roster. Authorities keep their names, newspapers and people are invented. No sentence is a
// quotation, and every text says so in its last line.
package scenario

import (
	"embed"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

//go:embed items roster
var files embed.FS

// Moscow is the local time of the story (UTC+3, no summer time since 2014).
var Moscow = time.FixedZone("MSK", 3*60*60)

// Start is when the story begins: Thursday evening, before the embassy speaks.
var Start = time.Date(2024, 3, 7, 19, 0, 0, 0, Moscow)

// Step is one item of the story and when it comes in.
type Step struct {
	At     time.Time
	File   string
	Origin string // who published it
	URL    string
	// Published is when the source says it was published; zero when it gives only a day, as embassies do.
	Published time.Time
	// Note tells the person at the console what to look at.
	Note string
}

func msk(day, hour, min int) time.Time { return time.Date(2024, 3, day, hour, min, 0, 0, Moscow) }

// Steps is the story in order. The first ones lie before Start: they are there when the desk opens.
var Steps = []Step{
	{At: msk(1, 9, 0), File: "01-uk-standing.txt", Origin: "UK FCDO", URL: "https://uk.example.org/russia",
		Note: "Standing advice of the UK: context, not an alert. It stands on other grounds."},
	{At: msk(3, 15, 0), File: "02-fsb-ingushetia.txt", Origin: "The Harbour Courier", Published: msk(3, 14, 30),
		Note: "An operation that is over, far away: it joins nothing."},
	{At: msk(7, 16, 0), File: "03-fsb-kaluga.txt", Origin: "Baltic Evening Sheet", Published: msk(7, 15, 40),
		Note: "The foiled plot of Kaluga: a thing of its own, though others will mix it with the warning."},
	{At: msk(7, 17, 0), File: "04-wind.xml", Origin: "Sample Weather Office", URL: "https://weather.example.org/cap/1",
		Note: "A CAP alert for another city: it must not touch the threat in Moscow."},
	{At: msk(7, 17, 5), File: "05-cut-off.xml", Origin: "Sample Weather Office", URL: "https://weather.example.org/cap/2",
		Note: "A CAP alert that broke off on the way: kept, and shown as unreadable with the reason."},
	{At: msk(7, 18, 0), File: "06-photo.bin", Origin: "handed in", URL: "https://files.example.org/alert.txt",
		Note: "A picture named .txt: kept, and shown as unreadable."},
	{At: msk(7, 22, 30), File: "07-us-embassy.txt", Origin: "US Embassy Moscow", URL: "https://us.example.org/security-alert-moscow",
		Note: "The first voice: imminent, 48 hours from 7 March. This opens the situation and anchors its window."},
	{At: msk(8, 0, 30), File: "08-news-both.txt", Origin: "The Morning Post of Sampleton", Published: msk(8, 0, 10),
		Note: "A newspaper tells both: its warning is an echo, the Kaluga plot and the UK's advice stay apart."},
	{At: msk(8, 9, 0), File: "09-uk-relay.txt", Origin: "UK FCDO", URL: "https://uk.example.org/russia",
		Note: "The UK quotes the US: a relay, not a second voice."},
	{At: msk(8, 10, 30), File: "10-latvia.txt", Origin: "Latvia MFA", URL: "https://lv.example.org/moscow"},
	{At: msk(8, 11, 15), File: "11-canada.txt", Origin: "Government of Canada", URL: "https://ca.example.org/russia"},
	{At: msk(8, 12, 30), File: "12-sweden.txt", Origin: "Embassy of Sweden in Moscow", URL: "https://se.example.org/moscow"},
	{At: msk(8, 14, 0), File: "13-germany.txt", Origin: "German Federal Foreign Office", URL: "https://de.example.org/russland"},
	{At: msk(8, 15, 20), File: "14-korea.txt", Origin: "Embassy of Korea in Russia", URL: "https://kr.example.org/notice"},
	{At: msk(8, 17, 0), File: "15-czechia.txt", Origin: "Czech MFA", URL: "https://cz.example.org/rusko",
		Note: "The echo widens: from Moscow to \"large Russian cities\"."},
	{At: msk(9, 10, 0), File: "16-news-late.txt", Origin: "The Westmark Ledger", Published: msk(9, 9, 30),
		Note: "\"The next 48 hours\", told two days late: the window must not move with it."},
	{At: msk(19, 16, 0), File: "17-news-putin.txt", Origin: "Baltic Evening Sheet", Published: msk(19, 15, 30),
		Note: "The window lapsed ten days ago; the situation stands on watch, because nobody said that it was over."},
	{At: msk(22, 20, 40), File: "18-news-attack.txt", Origin: "The Harbour Courier", Published: msk(22, 20, 30),
		Note: "The attack: outside the city that was named, after the window that was given."},
}

// Document gives the step's bytes and what is known of them besides.
func (s Step) Document() (raw []byte, meta intake.Meta, err error) {
	if raw, err = files.ReadFile("items/" + s.File); err != nil {
		return nil, meta, fmt.Errorf("reading the sample item %s: %w", s.File, err)
	}
	meta = intake.Meta{Source: "sample", Origin: s.Origin, URL: s.URL}
	if !s.Published.IsZero() {
		meta.Published = s.Published.UTC()
	}
	return raw, meta, nil
}

// Roster is one of the sample's CSV files: people, stays, sites or gatherings. Webhooks in it lead to 127.0.0.1:8080.
func Roster(name string) ([]byte, error) { return files.ReadFile("roster/" + name + ".csv") }
