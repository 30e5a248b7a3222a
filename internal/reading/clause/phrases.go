package clause

// Phrases are the phrases of the sentence in order. The slice is the sentence's own.
func (s *Sentence) Phrases() []Phrase { return s.phrases }
