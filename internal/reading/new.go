package reading

import "github.com/tocsin-hub/tocsin/internal/gazetteer"

// New makes a Reader over the house's gazetteer.
func New(g *gazetteer.Gazetteer) *Reader { return NewReader(g) }
