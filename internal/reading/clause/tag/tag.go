// Package tag holds what the small words of English do in a sentence.
package tag

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Tag is what a word does in its sentence.
type Tag uint8

// The tags.
const (
	Open Tag = iota // a noun, an adjective, a name
	Det
	Number
	Prep
	Conj
	Comma
	Stop // any other sign
	Be
	Have
	Modal
	To
	Verb // a verb in any form
	Pron
	Which // who, which, that
	Adverb
	Poss // 's
	When // a word of time
)

// Closed are the words of the closed classes, and verbs that are no deed.
var Closed = text.TableOf(
	text.Row[Tag]{Is: Det, Words: `the a an this these those his her its their our my your some any several many few numerous various all both each every another other such no
		what whatever either neither certain much most more fewer less enough multiple countless unspecified`},
	text.Row[Tag]{Is: Prep, Words: `of in on at by with from to into onto against near outside inside through over under during after before since until between among
		for about around across behind beside besides beyond within without along towards toward via upon off despite as than like per amid following using including
		involving targeting throughout opposite alongside above below down up out aboard because due`},
	text.Row[Tag]{Is: Conj, Words: `and or but nor & as-well-as`},
	text.Row[Tag]{Is: Be, Words: `is are was were be been being am get gets got getting`},
	text.Row[Tag]{Is: Have, Words: `has have had having`},
	text.Row[Tag]{Is: Modal, Words: `may might could can will would should shall must cannot do does did can't won't didn't don't couldn't wouldn't`},
	text.Row[Tag]{Is: Pron, Words: `he she it they them him we us i you me who-ever whoever himself herself themselves itself there here someone somebody anyone anybody everyone everybody
		nobody nothing something anything one ones ours theirs hers each-other`},
	text.Row[Tag]{Is: Which, Words: `who which that whom whose where when while if because although though whether why how unless until once so what`},
	text.Row[Tag]{Is: Adverb, Words: `not also now then still again just only even never ever already soon later earlier ago reportedly allegedly apparently simultaneously thus however
		meanwhile too very yet almost together away back home abroad nearby overnight today yesterday tomorrow tonight else inside-out dead alive alight ablaze instead perhaps maybe
		first once twice aged thereby therefore nonetheless afterwards meanwhile likewise moreover further far n't elsewhere anywhere everywhere somewhere nowhere alike`},
	text.Row[Tag]{Is: Verb, Words: `said says say told tells tell warned warns warn urged urges advised advises announced announces believed believe believes think thinks thought know knows
		knew known expect expects expected hope hopes fear fears feared want wants wanted make makes made take takes took taken give gives gave given go goes went gone going come comes came coming
		leave leaves left keep keeps kept find finds found see sees saw seen seem seems seemed become becomes became begin begins began begun start starts started stop stops stopped try tries
		tried trying run runs ran stand stands stood live lives lived lie lies lay bring brings brought send sends sent show shows showed shown tell call calls called meet met pay pays
		paid lose loses lost hold holds held let lets put puts remain remains remained continue continues continued fled flee flees escape escaped escapes hid hide hidden rise rose fell fall falls
		die dies died died suffer suffers suffered report reports reported confirm confirms confirmed deny denies denied blame blames blamed accuse accuses accused suspect suspects suspected
		plan plans planned planning intend intends intended prepare prepares prepared preparing issue issues issued publish raise raised lower lowered close closed open opened reopen shut
		wore wear wearing carry carries carried carrying flew flown sold sell bought buy spent spend spoke spoken ask asked asks need needs needed help helped threaten threatens threatened threatening
		demand demands demanded deploy deployed launch launches launched act acts acted happen happens happened occur occurs occurred erupt erupted spread broke break began identify identified inform informs informed remind reminds reminded recommend recommends recommended encourage encourages encouraged chosen built caught driven written forbidden ordered order orders request requests requested require requires required allow allows allowed receive receives received follow follows followed visit visits visited avoid avoids avoided return returns returned move moves moved turn turns turned travel travels travelled traveled arrive arrives arrived gather gathers gathered work works worked grow grows grew grown hear hears heard feel feels felt change changes changed lead leads led serve serves served stay stays stayed vote votes voted monitor monitors cooperate cooperates respond responds responded resume resumes resumed note notes noted assess assesses assessed estimate estimates estimated describe describes described condemn condemns condemned mourn mourns mourned appeal appeals appealed celebrate celebrates celebrated attend attends attended watch watches watched join joins joined agree agrees agreed refuse refuses refused vow vows vowed lift lifts protect protects guard guards guarding protecting cost costs injuring leaving causing burning deserve deserves deserved merit merits merited warrant warrants mention mentions mentioned listed lists cite cites cited named specified specifies highlighted highlights
		link tore torn rang rung sang sank sunk drank swore sworn stole stolen woke froze frozen shook shaken drew drawn dug fed forgot grew hung knelt lent lit overheard overtook rode ridden sought shrank slept slid slung spun sprang stuck stung swam swung taught undertook wept wrote rocked ripped shattered named meant linked links pledge pledged rent rented wound wounds include includes included belong belongs reached reach reaches reads read regard regards scrapped withdrew withdraw called
		cancel cancels cancelled cleared sealed cordoned surrounded extend extends extended extending look looks looked looking seek seeks seeking searched combed pursued exchanged exchange lies sits`},
)
