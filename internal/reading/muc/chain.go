package muc

import "math"

// Tags of a token: outside, or the first (2r+1) or a further (2r+2) token of a filler of role r.
const (
	Tags  = 11
	Outer = 0
)

// Lattice holds what a line's tags weigh: one row a token, and the steps from tag to tag (the last row: from the line's start).
type Lattice struct {
	Emit [][Tags]float32
	Step *[Tags + 1][Tags]float32
}

// stepOK tells whether tag k may follow tag p.
func stepOK(p, k int) bool {
	return k == 0 || k%2 == 1 || p == k || p == k-1
}

// Sums are the forward and backward sums of a lattice, scaled a token at a time.
type Sums struct {
	fwd, bwd [][Tags]float64
	emit     [][Tags]float64
	step     [Tags + 1][Tags]float64
	scale    []float64
	LogZ     float64
}

// Steps takes the lattice's steps for all sums to come.
func (s *Sums) Steps(l *Lattice) {
	for p := range l.Step {
		for k := range Tags {
			s.step[p][k] = 0
			if p == Tags && (k == 0 || k%2 == 1) || p < Tags && stepOK(p, k) {
				s.step[p][k] = math.Exp(float64(l.Step[p][k]))
			}
		}
	}
}

// Sum adds up all ways through the lattice, with the steps taken before. allowed, where given, has a bit for each tag that a token may have.
func (s *Sums) Sum(l *Lattice, allowed []uint16) {
	n := len(l.Emit)
	if cap(s.fwd) < n {
		s.fwd, s.bwd, s.emit, s.scale = make([][Tags]float64, n), make([][Tags]float64, n), make([][Tags]float64, n), make([]float64, n)
	}
	s.fwd, s.bwd, s.emit, s.scale = s.fwd[:n], s.bwd[:n], s.emit[:n], s.scale[:n]
	s.LogZ = 0
	for i := range n {
		top := l.Emit[i][0]
		for _, e := range l.Emit[i] {
			top = max(top, e)
		}
		s.LogZ += float64(top)
		for k, e := range l.Emit[i] {
			s.emit[i][k] = 0
			if (allowed == nil || allowed[i]&(1<<k) != 0) && e-top > -30 {
				s.emit[i][k] = math.Exp(float64(e - top))
			}
		}
	}
	for i := range n {
		sum := 0.0
		for k := range Tags {
			v := 0.0
			if i == 0 {
				v = s.step[Tags][k]
			} else if s.emit[i][k] > 0 {
				for p := range Tags {
					v += s.fwd[i-1][p] * s.step[p][k]
				}
			}
			v *= s.emit[i][k]
			s.fwd[i][k] = v
			sum += v
		}
		if sum == 0 {
			s.LogZ = math.Inf(-1) // no way through
			return
		}
		s.scale[i] = sum
		s.LogZ += math.Log(sum)
		for k := range Tags {
			s.fwd[i][k] /= sum
		}
	}
	for i := n - 1; i >= 0; i-- {
		if i == n-1 {
			for k := range Tags {
				s.bwd[i][k] = 1
			}
			continue
		}
		for p := range Tags {
			v := 0.0
			for k := range Tags {
				v += s.step[p][k] * s.emit[i+1][k] * s.bwd[i+1][k]
			}
			s.bwd[i][p] = v / s.scale[i+1]
		}
	}
}

// Tag is the share of ways in which token i has tag k.
func (s *Sums) Tag(i, k int) float64 { return s.fwd[i][k] * s.bwd[i][k] }

// Step is the share of ways that go from tag p to tag k at token i; at token 0 there is no step.
func (s *Sums) StepShare(i, p, k int) float64 {
	return s.fwd[i-1][p] * s.step[p][k] * s.emit[i][k] * s.bwd[i][k] / s.scale[i]
}

// Span calls yield for each span [a, b) of tokens that is a filler of a role in at least the given share of ways.
func (s *Sums) Span(least float64, yield func(role, a, b int, share float64)) {
	n := len(s.fwd)
	for a := range n {
		for role := range 5 {
			first, more := 2*role+1, 2*role+2
			if s.Tag(a, first) < least {
				continue
			}
			v := s.fwd[a][first]
			prev := first
			for b := a + 1; ; b++ {
				// ends before b: all ways on from here but those that go on with the role
				end := v * s.bwd[b-1][prev]
				if b < n {
					on := v * s.step[prev][more] * s.emit[b][more] / s.scale[b]
					goes := on * s.bwd[b][more]
					if end-goes >= least {
						yield(role, a, b, end-goes)
					}
					if goes < least {
						break
					}
					v, prev = on, more
					continue
				}
				if end >= least {
					yield(role, a, b, end)
				}
				break
			}
		}
	}
}
