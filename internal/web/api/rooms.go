package api

import (
	"bytes"
	"context"
	"net/http"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// Tree is the ledger's present head.
type Tree struct {
	Size     int64  `json:"size" doc:"Lines"`
	Root     string `json:"root" doc:"Root hash of the Merkle tree (RFC 6962), base64"`
	Verified bool   `json:"verified" doc:"Every line was read and hashed again for this answer"`
	Trouble  string `json:"trouble,omitempty" doc:"The first line that does not fit"`
}

func (s *server) rooms() {
	add(s, op{id: "count-roster", method: http.MethodGet, path: "/roster", right: desk.Read, tag: "roster", summary: "How many people, stays, sites and gatherings"},
		func(ctx context.Context, _ desk.Account, _ *struct{}) (*out[roster.Counts], error) {
			return body(s.desk.Store.RosterCounts(ctx))
		})
	type file struct {
		What    string `path:"what" enum:"people,stays,sites,gatherings"`
		RawBody []byte `contentType:"text/csv"`
	}
	add(s, op{id: "import-roster", method: http.MethodPost, path: "/roster/{what}", right: desk.ImportRight, tag: "roster", body: door.MaxCSV,
		errors: []int{http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}, summary: "Import a CSV file: all of it, or nothing and the list of refused lines"},
		func(ctx context.Context, by desk.Account, in *file) (*out[roster.Imported], error) {
			return body(s.desk.Import(ctx, by, in.What, bytes.NewReader(in.RawBody)))
		})

	type lines struct {
		Of    string `query:"of" doc:"Only lines about the thing with this id"`
		From  int64  `query:"from" minimum:"0" doc:"First line"`
		Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	}
	add(s, op{id: "list-ledger", method: http.MethodGet, path: "/ledger", right: desk.Read, tag: "ledger", summary: "Who did what, oldest first"},
		func(ctx context.Context, _ desk.Account, in *lines) (*out[list[ledger.Line]], error) {
			v, err := s.desk.Store.LedgerLines(ctx, in.Of, in.From, in.Limit)
			return listed(v, in.Limit, func(l ledger.Line) string { return strconv.FormatInt(l.Seq+1, 10) }, err)
		})
	add(s, op{id: "get-ledger-tree", method: http.MethodGet, path: "/ledger/tree", right: desk.Read, tag: "ledger", summary: "Size and root of the ledger's tree"},
		func(ctx context.Context, _ desk.Account, _ *struct{}) (*out[Tree], error) {
			size, root, err := s.desk.Store.LedgerTree(ctx)
			return body(Tree{Size: size, Root: root.String()}, err)
		})
	add(s, op{id: "verify-ledger", method: http.MethodPost, path: "/ledger/verify", right: desk.Read, tag: "ledger", summary: "Read and hash every line again"},
		func(ctx context.Context, _ desk.Account, _ *struct{}) (*out[Tree], error) {
			size, root, err := s.desk.Store.VerifyLedger(ctx)
			t := Tree{Size: size, Root: root.String(), Verified: err == nil}
			if err != nil {
				if ctx.Err() != nil {
					return nil, err
				}
				s.log.ErrorContext(ctx, "the ledger does not verify", "error", err)
				t.Trouble = err.Error()
			}
			return body(t, nil)
		})
}
