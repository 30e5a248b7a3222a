package api

import (
	"context"
	"net/http"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
)

func (s *server) advice() {
	type which struct {
		Country string `query:"country" pattern:"^[A-Z]{2}$" doc:"ISO 3166-1 alpha-2; absent: every country"`
	}
	add(s, op{id: "list-advice", method: http.MethodGet, path: "/advice", right: desk.Read, tag: "advice",
		summary: "What governments' travel advice and threat levels say now, by country and government. A country without an entry is not known, which is not calm"},
		func(ctx context.Context, _ desk.Account, in *which) (*out[list[version.Version]], error) {
			v, err := s.desk.Store.CurrentAdvice(ctx, in.Country)
			return listed(v, 0, nil, err)
		})
	type history struct {
		Country string `path:"country" pattern:"^[A-Z]{2}$" doc:"ISO 3166-1 alpha-2"`
		Limit   int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}
	add(s, op{id: "get-advice-history", method: http.MethodGet, path: "/advice/{country}/history", right: desk.Read, tag: "advice",
		summary: "What they said of a country, newest first, each version with its levels, what changed, and the difference of the words"},
		func(ctx context.Context, _ desk.Account, in *history) (*out[list[version.Version]], error) {
			v, err := s.desk.Store.AdviceHistory(ctx, in.Country, in.Limit)
			return listed(v, 0, nil, err)
		})
	type changes struct {
		Since time.Time `query:"since" doc:"RFC 3339; absent: from the beginning"`
	}
	add(s, op{id: "list-level-changes", method: http.MethodGet, path: "/advice/changes", right: desk.Read, tag: "advice",
		summary: "Versions whose level changed, up, down, to unknown or from it, the oldest first"},
		func(ctx context.Context, _ desk.Account, in *changes) (*out[list[version.Version]], error) {
			v, err := s.desk.Store.LevelChanges(ctx, in.Since)
			return listed(v, 0, nil, err)
		})
}
