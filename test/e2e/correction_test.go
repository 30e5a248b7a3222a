package e2e

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

func TestCorrectionsCount(t *testing.T) {
	openHouse(t, sqlite(t), noon, nil).play("correction.txt")
}

func TestCorrectionsCountOnPostgreSQL(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the same script runs on SQLite")
	}
	openHouse(t, pgtest.DSN(t), noon, nil).play("correction.txt")
}

func (h *house) itemAt(file string) (string, error) {
	id, ok := h.items[file]
	if !ok {
		return "", fmt.Errorf("%s was not handed in", file)
	}
	return "/items/" + string(id), nil
}

func (h *house) vCorrect(w []string) error {
	path, err := h.itemAt(w[0])
	if err != nil {
		return err
	}
	for i := range w {
		if w[i] == "-" {
			w[i] = ""
		}
	}
	body := map[string]any{"event": 0, "act": w[1], "field": w[2]}
	switch {
	case w[1] == "change" && len(w) == 8:
		body["was"], body["was_role"], body["value"], body["role"], body["quote"] = w[3], w[4], w[5], w[6], w[7]
	case w[1] == "add" && len(w) == 6:
		body["value"], body["role"], body["quote"] = w[3], w[4], w[5]
	case w[1] == "remove" && len(w) == 5:
		body["was"], body["was_role"] = w[3], w[4]
	default:
		return errors.New("say: change FIELD WAS PART VALUE PART WORDS, add FIELD VALUE PART WORDS, or remove FIELD WAS PART")
	}
	return h.do(http.MethodPost, path+"/corrections", body, nil)
}

func (h *house) vUndo(w []string) error {
	path, err := h.itemAt(w[0])
	if err != nil {
		return err
	}
	var l struct{ List []correction.Correction }
	if err := h.do(http.MethodGet, path+"/corrections", nil, &l); err != nil {
		return err
	}
	for _, c := range slices.Backward(correction.InForce(l.List)) {
		if string(c.Field) == w[1] {
			return h.do(http.MethodPost, path+"/corrections", map[string]any{"event": c.Event, "act": "undo", "undoes": c.ID}, nil)
		}
	}
	return fmt.Errorf("no correction of %s is in force", w[1])
}

// at waits until the place named is, or is not, among those of a situation. A name of the script that lost its situation by a
// correction is looked for again.
func (h *house) at(name, place string, want bool) error {
	return until(func() error {
		s, err := h.situation(name)
		if err != nil {
			return err
		}
		var names []string
		for _, p := range s.Situation.Places {
			names = append(names, p.Name)
		}
		if slices.Contains(names, place) != want {
			return fmt.Errorf("it is told at %s", strings.Join(names, ", "))
		}
		return nil
	})
}

func (h *house) vAt(w []string) error    { return h.at(w[0], w[1], true) }
func (h *house) vNotAt(w []string) error { return h.at(w[0], w[1], false) }

func (h *house) reportOf(file string) (rep reading.Report, err error) {
	path, err := h.itemAt(file)
	if err != nil {
		return rep, err
	}
	return rep, h.do(http.MethodGet, path+"/report", nil, &rep)
}

func (h *house) vFollowed(w []string) error {
	rep, err := h.reportOf(w[0])
	if err != nil {
		return err
	}
	return until(func() error {
		var l struct{ List []ledger.Line }
		if err := h.do(http.MethodGet, "/ledger?limit=1000&of="+string(rep.ID), nil, &l); err != nil {
			return err
		}
		said := situation.Rejoined(l.List)
		for _, words := range said {
			if strings.Contains(words, w[1]) {
				return nil
			}
		}
		return fmt.Errorf("the record says %v", said)
	})
}

func (h *house) who(login string) (desk.AccountID, error) {
	acting := h.acting
	h.acting = login
	defer func() { h.acting = acting }()
	var me struct{ Account desk.Account }
	err := h.do(http.MethodGet, "/me", nil, &me)
	return me.Account.ID, err
}

func (h *house) vCorrectedBy(w []string) error {
	id, err := h.who(w[1])
	if err != nil {
		return err
	}
	return until(func() error {
		s, err := h.situation(w[0])
		if err == nil && !slices.ContainsFunc(s.Situation.Members, func(m situation.Member) bool { return slices.Contains(m.Corrected, string(id)) }) {
			err = errors.New("no report of it is as that person corrected it")
		}
		return err
	})
}

func (h *house) vDrawn(w []string) error {
	id, err := h.who(w[1])
	if err != nil {
		return err
	}
	for _, d := range h.warning.Drawn {
		if d.Words == w[0] && d.By == string(id) {
			return nil
		}
	}
	return fmt.Errorf("it was drawn from %+v", h.warning.Drawn)
}

func (h *house) vCAPDraft(w []string) error {
	path, err := h.itemAt(w[0])
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(w[1])
	if err != nil {
		return err
	}
	a, err := h.call(http.MethodGet, path+"/cap?event="+strconv.Itoa(n-1), nil)
	if err == nil {
		err = a.error()
	}
	if err == nil && (!strings.Contains(string(a.body), w[2]) || !strings.Contains(string(a.body), "<status>Draft</status>")) {
		err = fmt.Errorf("the draft is:\n%s", a.body)
	}
	return err
}

func (h *house) vUnread(w []string) error {
	rep, err := h.reportOf(w[0])
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(rep.Events[0].Places, func(p reading.PlaceAt) bool { return p.Place.Name == w[1] }) {
		return fmt.Errorf("the reading has %+v", rep.Events[0].Places)
	}
	return nil
}
