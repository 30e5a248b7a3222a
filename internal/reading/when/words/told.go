package words

// PastVerbs are verbs of news whose past does not end in -ed.
var PastVerbs = map[string]bool{"rose": true, "fell": true, "went": true, "came": true, "began": true, "broke": true, "drove": true, "blew": true, "shot": true, "took": true, "struck": true, "fled": true, "fought": true,
	"ran": true, "threw": true, "wrote": true, "gave": true, "found": true, "lost": true, "sent": true, "spoke": true, "swept": true, "stood": true, "became": true, "flew": true, "rang": true, "sank": true, "burnt": true, "slew": true,
	"woke": true, "saw": true, "caught": true, "brought": true, "bought": true, "held": true, "led": true, "stole": true, "sought": true, "tore": true, "grew": true, "knew": true, "met": true, "won": true, "made": true, "withdrew": true, "overran": true}

// EventNouns are what a text calls the event that it is about.
var EventNouns = map[string]bool{"attack": true, "attacks": true, "bombing": true, "bombings": true, "blast": true, "blasts": true, "explosion": true, "explosions": true, "shooting": true, "shootings": true, "killing": true, "killings": true, "massacre": true, "carnage": true, "raid": true, "siege": true,
	"assault": true, "kidnapping": true, "abduction": true, "assassination": true, "murder": true, "murders": true, "stabbing": true, "stabbings": true, "arrest": true, "arrests": true, "incident": true, "bloodshed": true, "slaughter": true, "ambush": true, "hijacking": true, "outrage": true, "atrocity": true}
