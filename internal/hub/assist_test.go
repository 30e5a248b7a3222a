package hub_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/store"
)

const slings = "Security Alert: U.S. Embassy Quito, Ecuador\nMay 5, 2031\n\nLocation: Quito, Ecuador\n\nEvent: Militants have plans to attack concerts in Quito within the next 48 hours. It speaks of slings.\n"

// A configured model is asked after the rules have read, and whatever it does the item is read and its report kept.
func TestReadingAsksTheModel(t *testing.T) {
	good := `{"values": [{"event": 1, "field": "weapon", "value": "slings", "quote": "of slings"}, {"event": 1, "field": "weapon", "value": "rockets", "quote": "rockets"}]}`
	for name, serve := range map[string]http.HandlerFunc{
		"it answers": func(w http.ResponseWriter, _ *http.Request) {
			json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"content": good}}}})
		},
		"it fails": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "out of order", http.StatusServiceUnavailable)
		},
		"it is off": nil,
	} {
		t.Run(name, func(t *testing.T) {
			c := settings(t)
			if serve != nil {
				model := httptest.NewServer(serve)
				defer model.Close()
				c.Reading.Assist.URL, c.Reading.Assist.Model = model.URL+"/v1", "stand-in"
				c.Safehttp.Allow = []string{"127.0.0.0/8"}
			}
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			h := newHub(t, c)
			if err := h.Start(ctx); err != nil {
				t.Fatal(err)
			}
			defer h.Stop(context.Background())
			it, err := h.KeepDocument(ctx, []byte(slings), intake.Meta{})
			if err != nil {
				t.Fatal(err)
			}
			rep := reportOf(ctx, t, h.Store(), it.ID)
			weapons := rep.Events[0].Weapons
			switch name {
			case "it answers":
				if rep.Reader != reading.Version+"+assist" || len(weapons) != 1 || weapons[0].Evidence[0].By != reading.ByAssist || len(rep.Assist.Dropped) != 1 {
					t.Errorf("%s, %+v, %+v", rep.Reader, weapons, rep.Assist)
				}
			case "it fails":
				if rep.Reader != reading.Version+"+assist" || len(weapons) != 0 || rep.Assist == nil || rep.Assist.Trouble == "" {
					t.Errorf("%s, %+v, %+v", rep.Reader, weapons, rep.Assist)
				}
			default:
				if rep.Reader != reading.Version || len(weapons) != 0 || rep.Assist != nil {
					t.Errorf("%s, %+v, %+v", rep.Reader, weapons, rep.Assist)
				}
			}
		})
	}
}

// A private address is not talked to unless its network is allowed.
func TestModelOnAPrivateAddressIsRefused(t *testing.T) {
	c := settings(t)
	c.Reading.Assist.URL, c.Reading.Assist.Model = "http://127.0.0.1:11434/v1", "m"
	h := newHub(t, c)
	if err := h.Start(context.Background()); err == nil {
		h.Stop(context.Background())
		t.Fatal("it started")
	}
}

// reportOf waits for the report of an item.
func reportOf(ctx context.Context, t *testing.T, s *store.Store, id intake.ItemID) reading.Report {
	t.Helper()
	beat := time.NewTicker(15 * time.Millisecond)
	defer beat.Stop()
	for {
		rep, err := s.ReportOf(ctx, id)
		if err == nil {
			return rep
		} else if !errors.Is(err, store.ErrNotFound) {
			t.Fatal(err)
		}
		select {
		case <-beat.C:
		case <-ctx.Done():
			t.Fatal("the item was not read in time")
		}
	}
}
