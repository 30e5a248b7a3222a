package reading

import (
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// lexicon holds every phrase the reader knows.
var lexicon = text.Compile(append(text.Tables(), advice.Entries, advice.LevelEntries)...)
