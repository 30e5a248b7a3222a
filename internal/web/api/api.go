// Package api is the JSON API under /api/v1, described by the OpenAPI 3.1 document that it serves itself.
//
// Every operation names the right it needs; what is not listed does not exist and what is not granted is denied. Operations
// pass the same functions of package door as the console and so the same store methods. Errors are RFC 9457 problem details:
// what they say is for outsiders, the operator's log has the rest.
package api

import (
	"context"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// Prefix is where the API lives.
const Prefix = "/api/v1"

// Operation is one line of the API's route table.
type Operation struct {
	Method, Path string
	Right        desk.Right
}

type server struct {
	api  huma.API
	desk door.Desk
	log  *slog.Logger
	ops  []Operation
}

// New mounts the API on mux and returns its route table. The caller has put the acting account into each request's context
// (door.With); a request without one is refused.
func New(mux humago.Mux, d door.Desk, log *slog.Logger) []Operation {
	cfg := huma.DefaultConfig("Tocsin", "1")
	cfg.Info.Description = "Hand in items, follow situations, draft, approve, release and follow warnings. Times are RFC 3339, UTC. " +
		"Authenticate with a bearer token of an account; what its roles do not grant is refused. Nobody approves what they wrote or submitted."
	cfg.DocsPath, cfg.SchemasPath, cfg.CreateHooks = "", "", nil
	cfg.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "An account's API token"},
		"session": {Type: "apiKey", In: "cookie", Name: "tocsin", Description: "The console's session; over https the cookie is __Host-tocsin"},
	}
	cfg.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	s := &server{api: humago.NewWithPrefix(mux, Prefix, cfg), desk: d, log: log}
	s.items()
	s.situations()
	s.advice()
	s.tasks()
	s.warnings()
	s.rooms()
	return s.ops
}

// schemaName names a type by its package too: two packages may each have a Person.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	pkg := path.Base(t.PkgPath())
	if pkg == "." || pkg == "api" || pkg == "huma" || t.PkgPath() == "" {
		return name
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

// op describes one operation.
type op struct {
	id, method, path string
	right            desk.Right
	tag, summary     string
	status           int   // of success; 0: 200
	body             int64 // most bytes taken; 0: door.MaxForm
	errors           []int
}

// add registers an operation: the right is checked first, and every error passes door's table.
func add[I, O any](s *server, o op, do func(ctx context.Context, by desk.Account, in *I) (*O, error)) {
	s.ops = append(s.ops, Operation{Method: o.method, Path: Prefix + o.path, Right: o.right})
	if o.status == 0 {
		o.status = http.StatusOK
	}
	if o.body == 0 {
		o.body = door.MaxForm
	}
	huma.Register(s.api, huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Summary: o.summary, Tags: []string{o.tag}, DefaultStatus: o.status,
		MaxBodyBytes: o.body, BodyReadTimeout: 2 * time.Minute,
		Description: "Needs the right “" + string(o.right) + "”.",
		Errors:      append([]int{http.StatusUnauthorized, http.StatusForbidden}, o.errors...),
		// The right comes before the body is read: who may not act learns nothing and costs nothing.
		Middlewares: huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
			by, ok := door.Who(ctx.Context())
			switch {
			case !ok:
				ctx.SetHeader("WWW-Authenticate", `Bearer realm="tocsin"`)
				_ = huma.WriteErr(s.api, ctx, http.StatusUnauthorized, "Log in, or send a bearer token.")
			case !by.May(o.right):
				_ = huma.WriteErr(s.api, ctx, http.StatusForbidden, "Your account may not do this.")
			default:
				next(ctx)
			}
		}},
	}, func(ctx context.Context, in *I) (*O, error) {
		by, _ := door.Who(ctx)
		out, err := do(ctx, by, in)
		if err != nil {
			return nil, s.problem(ctx, o, err)
		}
		return out, nil
	})
}

// problem is an error as an outsider reads it; the log has the rest.
func (s *server) problem(ctx context.Context, o op, err error) error {
	a := s.desk.Kinds.Answer(err)
	if a.Ours {
		s.log.ErrorContext(ctx, "API request failed", "operation", o.id, "status", a.Status, "error", err)
	} else {
		s.log.InfoContext(ctx, "API request refused", "operation", o.id, "status", a.Status, "error", err)
	}
	p := &huma.ErrorModel{Status: a.Status, Title: a.Head, Detail: a.Public}
	p.Errors = details(err)
	return p
}

// out is a response with only a body.
type out[T any] struct{ Body T }

func body[T any](v T, err error) (*out[T], error) {
	if err != nil {
		return nil, err
	}
	return &out[T]{Body: v}, nil
}

// list is a page of things; Next, when not empty, is the parameter that fetches the next page.
type list[T any] struct {
	List []T    `json:"list"`
	Next string `json:"next,omitempty" doc:"Pass it as “before” or “after” for the next page; absent on the last"`
}

func listed[T any](v []T, limit int, next func(T) string, err error) (*out[list[T]], error) {
	if v == nil {
		v = []T{}
	}
	l := list[T]{List: v}
	if limit > 0 && len(v) == limit {
		l.Next = next(v[len(v)-1])
	}
	return body(l, err)
}
