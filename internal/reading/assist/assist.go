// Package assist asks a language model for values that the rules did not find, and lets in only those that the text itself
// bears out. It is an option and off by default: the text of an Item leaves the house only when an endpoint is configured.
//
// A model is a stranger that may lie and that a text may talk to. So it can only propose (Propose), and Merge, which is pure,
// decides: a value is kept when its quotation stands in the text byte for byte and between word boundaries, its field and code
// are in the closed lists, and the gazetteer or the grammar of time, which read the text again, find there what it claims.
// What the rules read is never changed or taken away; no event is made, and no type, stage, issuer or level comes from here.
package assist

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// Suffix is added to the reader version of a Report while an endpoint is configured, whether or not it answered: a second
// reading under the same configuration has the same key and changes nothing, whatever the model says the second time.
const Suffix = "+assist"

// The bounds of a question and its answer.
const (
	DefaultTimeout   = 30 * time.Second
	DefaultMaxText   = 20_000   // bytes of text that are sent at most
	DefaultMaxAnswer = 64 << 10 // bytes
	maxProposals     = 100
)

// Assist asks one OpenAI-compatible endpoint. The zero value but for Client and URL is usable; it may be used from many
// goroutines at once.
type Assist struct {
	Client    *http.Client  // made by safehttp
	URL       string        // such as http://127.0.0.1:11434/v1; /chat/completions is added
	Model     string        // its name at the endpoint
	Key       string        // sent as a bearer token; empty: none
	Timeout   time.Duration // of the whole exchange; 0: DefaultTimeout
	MaxText   int           // a longer text is not sent, in bytes; 0: DefaultMaxText
	MaxAnswer int64         // a longer answer is not read, in bytes; 0: DefaultMaxAnswer
}

// Result is what an endpoint proposed.
type Result struct {
	Proposals []Proposal
}

// Proposal is one value for one event, as the model gave it: a claim to be checked.
type Proposal struct {
	Event int    `json:"event"`          // counted from 1
	Field string `json:"field"`          // see Fields
	Value string `json:"value"`          // the words of the value, a part of Quote
	Quote string `json:"quote"`          // words of the text
	Code  string `json:"code,omitempty"` // role, class, kind or action
	Date  string `json:"date,omitempty"` // of a time: a day that lies in it, 2024-03-08
}

// ErrAnswer says that an endpoint answered, but with nothing that can be used.
var ErrAnswer = errors.New("the endpoint's answer cannot be used")

// Able reports whether a model may add anything to a Report: it holds an event that is not a standing level.
func Able(rep *report.Report) bool {
	for i := range rep.Events {
		if !rep.Events[i].Type.Standing() {
			return true
		}
	}
	return false
}

// Propose sends the text and the events found in it. The error, in words that can be shown, never holds the key or the URL.
func (a *Assist) Propose(ctx context.Context, text string, rep *report.Report) (Result, error) {
	most, limit, wait := a.MaxText, a.MaxAnswer, a.Timeout
	if most <= 0 {
		most = DefaultMaxText
	}
	if limit <= 0 {
		limit = DefaultMaxAnswer
	}
	if wait <= 0 {
		wait = DefaultTimeout
	}
	if len(text) > most {
		return Result{}, fmt.Errorf("the text was not sent: it has %d bytes, the limit is %d", len(text), most)
	}
	ask, err := question(a.Model, text, rep)
	if err != nil {
		return Result{}, fmt.Errorf("writing the question: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(a.URL, "/")+"/chat/completions", bytes.NewReader(ask))
	if err != nil {
		return Result{}, errors.New("the endpoint's address cannot be used")
	}
	req.Header.Set("Content-Type", "application/json")
	if a.Key != "" {
		req.Header.Set("Authorization", "Bearer "+a.Key)
	}
	res, err := a.Client.Do(req)
	if err != nil {
		return Result{}, told(ctx, err, wait)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Result{}, fmt.Errorf("%w: it answered with status %d", ErrAnswer, res.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return Result{}, told(ctx, err, wait)
	}
	if int64(len(raw)) > limit {
		return Result{}, fmt.Errorf("%w: it is longer than %d bytes", ErrAnswer, limit)
	}
	ps, err := Parse(raw)
	return Result{Proposals: ps}, err
}

// told is an error of the exchange without the URL that net/http puts before it.
func told(ctx context.Context, err error, wait time.Duration) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("the endpoint did not answer within %s", wait)
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return fmt.Errorf("asking the endpoint: %s", shown(err.Error(), 200))
}

// Parse reads the body of a chat completion whose content is one JSON object {"values": [...]} and nothing else.
func Parse(raw []byte) ([]Proposal, error) {
	var outer struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := json.Unmarshal(raw, &outer); err != nil {
		return nil, fmt.Errorf("%w: it is no chat completion in JSON", ErrAnswer)
	}
	if len(outer.Choices) == 0 || outer.Choices[0].Message.Content == "" {
		return nil, fmt.Errorf("%w: it holds no words", ErrAnswer)
	}
	d := json.NewDecoder(strings.NewReader(outer.Choices[0].Message.Content))
	d.DisallowUnknownFields()
	var inner struct {
		Values *[]Proposal `json:"values"`
	}
	if err := d.Decode(&inner); err != nil || inner.Values == nil {
		return nil, fmt.Errorf(`%w: its words are not the JSON object {"values": [...]} that was asked for`, ErrAnswer)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: words follow its JSON object", ErrAnswer)
	}
	if n := len(*inner.Values); n > maxProposals {
		return nil, fmt.Errorf("%w: it proposes %d values, the limit is %d", ErrAnswer, n, maxProposals)
	}
	return *inner.Values, nil
}

// question is the body of the request.
func question(model, text string, rep *report.Report) ([]byte, error) {
	type value struct {
		Field string `json:"field"`
		Value string `json:"value"`
	}
	type event struct {
		Event int     `json:"event"`
		Type  string  `json:"type"`
		Stage string  `json:"stage"`
		Has   []value `json:"has,omitempty"`
	}
	var doc struct {
		Events []event `json:"events"`
		Text   string  `json:"text"`
	}
	doc.Text = text
	for i := range rep.Events {
		e := &rep.Events[i]
		if e.Type.Standing() {
			continue
		}
		out := event{Event: i + 1, Type: string(e.Type), Stage: string(e.Stage)}
		e.Each(func(list, v string, _ []report.Evidence) {
			if _, ok := Fields[list]; ok {
				out.Has = append(out.Has, value{list, v})
			}
		})
		doc.Events = append(doc.Events, out)
	}
	content, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	type message struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	}
	return json.Marshal(map[string]any{
		"model": model, "temperature": 0, "seed": 1, "stream": false,
		"response_format": map[string]string{"type": "json_object"},
		"messages":        []message{{"system", prompt()}, {"user", string(content)}},
	})
}
