package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

// lately is how many days of changed levels the page of advice begins with.
const lately = 14

func (s *server) countryName(iso string) string {
	if p, ok := s.Gazetteer.Country(iso); ok {
		return p.Name
	}
	if iso == "" {
		return "a place that is not known"
	}
	return iso
}

func (s *server) advice(w http.ResponseWriter, r *http.Request) error {
	p := pages.AdvicePage{Frame: s.frame(r, "Advice", "/advice"), Days: lately, Find: strings.TrimSpace(r.URL.Query().Get("q")), Names: map[string]string{}}
	all, err := s.Store.CurrentAdvice(r.Context(), "")
	if err != nil {
		return err
	}
	for _, v := range all {
		if n := len(p.Countries); n == 0 || p.Countries[n-1].ISO != v.Country {
			p.Countries = append(p.Countries, pages.CountryAdvice{ISO: v.Country, Name: s.countryName(v.Country)})
		}
		c := &p.Countries[len(p.Countries)-1]
		c.Said = append(c.Said, v)
	}
	p.Total = len(p.Countries)
	if find := strings.ToLower(p.Find); find != "" {
		p.Countries = slices.DeleteFunc(p.Countries, func(c pages.CountryAdvice) bool {
			return !strings.Contains(strings.ToLower(c.Name), find) && !strings.EqualFold(c.ISO, find)
		})
	}
	slices.SortStableFunc(p.Countries, func(a, b pages.CountryAdvice) int { return strings.Compare(a.Name, b.Name) })
	if p.Changes, err = s.Store.LevelChanges(r.Context(), s.Clock().Add(-lately*24*time.Hour)); err != nil {
		return err
	}
	p.Changes = slices.DeleteFunc(p.Changes, func(v version.Version) bool { return v.Change.Kind != version.Lvl })
	slices.Reverse(p.Changes)
	for _, v := range p.Changes {
		p.Names[v.Country] = s.countryName(v.Country)
	}
	return s.show(w, r, http.StatusOK, pages.Advice(p))
}

func (s *server) country(w http.ResponseWriter, r *http.Request) error {
	iso := r.PathValue("country")
	if _, ok := s.Gazetteer.Country(iso); !ok {
		return door.Refuse(http.StatusNotFound, "There is no country of that code (ISO 3166-1, two capital letters).")
	}
	p := pages.CountryPage{Frame: s.frame(r, s.countryName(iso), "/advice"), ISO: iso, Name: s.countryName(iso)}
	var err error
	if p.Current, err = s.Store.CurrentAdvice(r.Context(), iso); err != nil {
		return err
	}
	if p.History, err = s.Store.AdviceHistory(r.Context(), iso, 50); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Country(p))
}
