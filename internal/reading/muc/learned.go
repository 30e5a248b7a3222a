package muc

// Found is what the two tiers give of a text. Fillers and Templates are weighed apart, since a filler that is hardly one still
// counts as much for a text as for a template, but a template spreads its errors.
type Found struct {
	Fillers   map[Role][]Filler
	Templates []Template
}

// Read reads a text with the rules and the learned weights. It takes any bytes and never fails; time is linear in the text.
func Read(s string) Found { return Learned().Read(s) }

// Read reads a text with the rules and these weights.
func (m *Model) Read(s string) Found {
	p := Prepare(s, m.words)
	spans, o := m.Look(p)
	cs := p.Candidates(spans, &o)
	m.rate(cs)
	f := Found{Fillers: map[Role][]Filler{}}
	for _, c := range m.Take(cs, m.Limits.Filler) {
		f.Fillers[Roles[c.Role]] = append(f.Fillers[Roles[c.Role]], p.filler(c))
	}
	for _, d := range m.Drafts(p, &o, cs, m.Take(cs, m.Limits.Inner)) {
		t := Template{Kind: Kinds[d.Kind], Roles: map[Role][]Filler{}}
		for _, c := range d.Fillers {
			t.Roles[Roles[c.Role]] = append(t.Roles[Roles[c.Role]], p.filler(c))
		}
		f.Templates = append(f.Templates, t)
	}
	return f
}

func (p *Page) filler(c *Candidate) Filler { return Filler{p.low[c.Start:c.End], c.Start} }

// Take gives the candidates that are worth giving, in their order: each is weighed beside those taken before it.
func (m *Model) Take(cs []*Candidate, least [5]float32) (taken []*Candidate) {
	var x []float32
	for _, c := range cs {
		x = c.Features(taken, x)
		if c.odds = m.Fill.Score(x); c.odds > float64(least[c.Role]) {
			taken = append(taken, c)
		}
	}
	return taken
}

// Draft is a template before its words are cut out: the number of its type in Kinds, and its fillers.
type Draft struct {
	Kind    int
	Fillers []*Candidate
}

// KindScores are the log odds that the text tells of an act of each type.
func (m *Model) KindScores(p *Page, o *Outlook, cs, taken []*Candidate) (s [6]float64) {
	var x []float32
	for k := range s {
		x = p.KindFeatures(k, o, cs, taken, x)
		s[k] = m.Kind.Score(x)
	}
	return s
}

// Drafts gives the templates of a text: each filler in those of its type's acts. A text without a word for an act has none.
func (m *Model) Drafts(p *Page, o *Outlook, cs, taken []*Candidate) (out []Draft) {
	told := 0
	for _, k := range []uint8{actKill, actHurt, actHarm, actBlast, actRaid, actTake, actBurn, actRob} {
		told += p.kinds[k]
	}
	if told == 0 {
		return nil
	}
	s := m.KindScores(p, o, cs, taken)
	var in [6]int
	for k, v := range s {
		in[k] = -1
		if v > float64(m.Limits.Template) {
			in[k] = len(out)
			out = append(out, Draft{Kind: k})
		}
	}
	var x []float32
	for _, c := range taken {
		best, at, put := 0.0, -1, false
		for k := range s {
			if in[k] < 0 {
				continue
			}
			x = p.ShareFeatures(k, s, c, x)
			v := m.Share.Score(x)
			if v > float64(m.Limits.Share) {
				out[in[k]].Fillers = append(out[in[k]].Fillers, c)
				put = true
			}
			if at < 0 || v > best {
				best, at = v, k
			}
		}
		if !put && at >= 0 {
			out[in[at]].Fillers = append(out[in[at]].Fillers, c)
		}
	}
	var parted []Draft
	for _, d := range out {
		parted = append(parted, m.Part(p, o, d, s[d.Kind])...)
	}
	return parted
}
