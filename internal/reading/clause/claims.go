package clause

import "github.com/tocsin-hub/tocsin/internal/reading/clause/noun"

// blamed reads words of blame and of allegiance: "X was behind", "X is blamed for", "accused X of", "hold X responsible".
func (s *Sentence) blamed(v int) (d Deed, ok bool) {
	d = Deed{Kind: Claim, From: v, To: v + 1}
	switch s.d.Norm(v) {
	case "blamed", "blame", "blames", "accused", "accuse", "accuses", "suspected", "suspect":
		ps, k := s.object(v)
		if s.beBefore(v) {
			g := v
			for s.tagAt(g-1) == be || s.tagAt(g-1) == have || s.tagAt(g-1) == adverb || s.tagAt(g-1) == modal {
				g--
			}
			subj, _ := s.subject(g, 0)
			if s.d.Norm(k) == "on" && len(subj) > 0 && subj[0].Sort == Deeds {
				s.agentsAfter(&d, k+1)
			} else if s.d.Norm(k) == "of" || s.d.Norm(k) == "for" {
				for _, p := range subj {
					d.agent(p)
				}
			} else if s.tagAt(k) == stop || s.tagAt(k) == comma { // "the Red Front is suspected"
				d.Agents = append(d.Agents, violent(subj)...)
			}
		} else {
			if s.d.Norm(k) == "of" || s.d.Norm(k) == "for" {
				for _, p := range ps {
					d.agent(p)
				}
			} else if s.d.Norm(k) == "on" && len(ps) > 0 && ps[0].Sort == Deeds {
				s.agentsAfter(&d, k+1)
			} else { // "the government accused the Red Front"
				for _, p := range ps {
					if p.Sort == Group || p.Sort == Doer {
						d.agent(p)
					}
				}
			}
		}
	case "hold", "holds", "held", "holding":
		if ps, k := s.object(v); s.d.Norm(k) == "responsible" {
			for _, p := range ps {
				d.agent(p)
			}
		} else if n := len(ps); n > 0 && s.d.Norm(ps[n-1].To-1) == "responsible" { // "hold the PKK responsible"
			p := ps[n-1]
			p.To, p.Head = p.To-1, p.Head-1
			p.Noun, _ = nouns.Of(&s.d.Tokens[p.Head])
			p.Proper = s.d.Tokens[p.Head].Cap
			if p.To > p.From {
				d.agent(p)
			}
		}
	}
	return d, len(d.Agents) > 0
}

func (s *Sentence) agentsAfter(d *Deed, k int) {
	if q := s.index(k); q >= 0 && s.phrases[q].From == k {
		ps, _ := s.listRight(q)
		for _, p := range ps {
			d.agent(p)
		}
	}
}

func (d *Deed) agent(p Phrase) {
	switch p.Sort {
	case Person, Doer, Group:
		d.Agents = append(d.Agents, p)
	case Unknown:
		if p.Proper {
			d.Agents = append(d.Agents, p)
		}
	}
}

// stated reads what is said with "be": "X was behind the attack", "X is responsible", "the work of X", "hotels are possible targets",
// "embassies are considered vulnerable".
func (s *Sentence) stated(i int) (d Deed, ok bool) {
	switch s.d.Norm(i) {
	case "behind", "responsible":
		if s.tagAt(i-1) == be {
			d = Deed{Kind: Claim, From: i, To: i + 1}
			subj, _ := s.subject(s.group(i-1), 0)
			for _, p := range subj {
				d.agent(p)
			}
			return d, len(d.Agents) > 0
		}
	case "work":
		if s.d.Norm(i+1) == "of" && s.d.Norm(i-1) == "the" {
			d = Deed{Kind: Claim, From: i, To: i + 1}
			s.agentsAfter(&d, i+2)
			return d, len(d.Agents) > 0
		}
	case "perpetrators", "perpetrator", "culprits", "culprit":
		for k := i - 1; k >= s.from && k > i-6; k-- {
			if n := s.d.Norm(k); n == "remain" || n == "remains" || s.tagAt(k) == be {
				d = Deed{Kind: Claim, From: i, To: i + 1}
				subj, _ := s.subject(s.group(k), 0)
				for _, p := range subj {
					d.agent(p)
				}
				return d, len(d.Agents) > 0
			}
		}
	case "risk", "danger", "list", "lists", "hit-list", "concern":
		return s.atRisk(i)
	case "targets", "target", "vulnerable", "aims", "aim", "objectives", "objective", "focus", "prey":
		if s.d.Norm(i+1) == "of" && s.d.Norm(i) != "focus" {
			return d, false
		}
		k := i - 1
		for k >= s.from && (s.tags[k-s.from] == open || s.tags[k-s.from] == det || s.tags[k-s.from] == adverb || s.tags[k-s.from] == prep || s.tags[k-s.from] == verb) && k > i-6 {
			if held.In(s.d, k) {
				d = Deed{Kind: Target, From: i, To: i + 1}
				d.Objects, _ = s.subject(s.group(k), 0)
				d.Objects = struck(d.Objects)
				return d, len(d.Objects) > 0
			}
			k--
		}
		if s.tagAt(k) == be {
			d = Deed{Kind: Target, From: i, To: i + 1}
			d.Objects, _ = s.subject(s.group(k), 0)
			d.Objects = struck(d.Objects)
			return d, len(d.Objects) > 0
		}
	case "such":
		// "simple means, such as knives", "crowded places such as markets"
		if p := s.lastPhrase(i); p >= 0 && s.d.Norm(i+1) == "as" {
			q := s.index(i + 2)
			if q < 0 || s.phrases[q].From != i+2 {
				return d, false
			}
			d = Deed{Kind: Target, From: i, To: i + 1}
			ps, _ := s.listRight(q)
			h := s.d.Norm(s.phrases[p].Head)
			if h == "means" || h == "weapons" || h == "methods" || h == "tools" || h == "objects" || s.phrases[p].Sort == Weapon {
				d.Means = weapons(ps)
			} else if x := s.phrases[p]; x.Class == "crowd" && len(ps) > 0 {
				x.To = ps[len(ps)-1].To // "large gatherings such as concerts" is one crowd
				d.Objects = []Phrase{x}
			} else if h == "targets" || noun.Venues.In(s.d, s.phrases[p].Head) {
				d.Objects = struck(ps)
			}
			return d, len(d.Means)+len(d.Objects) > 0
		}
	case "including", "include", "includes", "included":
		// "targets include hotels and malls", "possible targets, including hotels"
		if p := s.lastPhrase(i); p >= 0 {
			switch h := s.d.Norm(s.phrases[p].Head); h {
			case "targets", "target", "places", "venues", "sites", "locations":
				d = Deed{Kind: Target, From: i, To: i + 1}
				k := i + 1
				if s.tagAt(k) == comma && s.d.Norm(k+1) == "but" {
					for k++; k < s.to && k < i+10 && s.tagAt(k) != comma; k++ { // "include, but are not limited to,"
					}
					k++
				} else if s.d.Norm(k) == "but" {
					for ; k < s.to && k < i+9 && s.d.Norm(k) != "to"; k++ {
					}
					if k++; s.tagAt(k) == comma {
						k++
					}
				}
				if q := s.index(k); q >= 0 && s.phrases[q].From == k {
					ps, _ := s.listRight(q)
					d.Objects = struck(ps)
				}
				return d, len(d.Objects) > 0
			}
		}
	}
	return d, false
}

// lastPhrase is the phrase that ends before token i, a comma between or not, or -1.
func (s *Sentence) lastPhrase(i int) int {
	k := i - 1
	for k >= s.from && (s.tags[k-s.from] == comma || s.tags[k-s.from] == modal || s.tags[k-s.from] == be) {
		k--
	}
	return s.index(k)
}

// struck are the phrases of a list that can be struck.
func struck(ps []Phrase) (out []Phrase) {
	for _, p := range ps {
		if p.Sort == Thing || p.Sort == Person || p.Sort == Force || p.Sort == Unknown && p.Proper {
			out = append(out, p)
		}
	}
	return out
}
