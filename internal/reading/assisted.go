package reading

import (
	"context"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/assist"
	"github.com/tocsin-hub/tocsin/internal/reading/body"
)

// ReadAssisted reads an Item by the rules and then lets a model propose what they missed (package assist). A nil a is Read.
// Only the rules can fail: whatever the endpoint does, their Report stands, and Report.Assist and a note say what happened.
// Nothing is sent of a CAP alert, which says everything in its fields, or of an Item without an event to add to. The reader
// version has assist.Suffix whether or not anything was sent.
func (r *Reader) ReadAssisted(ctx context.Context, item intake.Item, a *assist.Assist) (Report, error) {
	rep, err := r.Read(item)
	if err != nil || a == nil {
		return rep, err
	}
	rep.Reader += assist.Suffix
	rep.ID = reportID(item, rep.Reader)
	if form, _ := intake.Classify(item.Raw); form == intake.FormCAP || !assist.Able(&rep) {
		return rep, nil
	}
	src := assist.Source{Text: string(item.Raw), Published: item.Published, Places: r.places}
	var within *body.Text
	if t, ok := Words(item); ok {
		within, src.Text, src.Lead = &t, string(t.Text), t.Raw
		if src.Published.IsZero() {
			src.Published = t.Published.At
		}
	}
	told := Assist{Model: a.Model}
	rep.Assist = &told
	trouble := func(why string) (Report, error) {
		told.Trouble = why
		rep.Notes = append(rep.Notes, "the model added nothing: "+why)
		return rep, nil
	}
	if !utf8.ValidString(src.Text) {
		return trouble("the text was not sent: it is not UTF-8")
	}
	res, err := a.Propose(ctx, src.Text, &rep)
	if err != nil {
		return trouble(err.Error())
	}
	out, kept, dropped, ok := merged(src, rep, res.Proposals)
	told.Dropped = dropped
	if !ok {
		return trouble("its proposals broke our check of them: a fault of ours, please report it")
	}
	if bad := ungrounded(&out, item.Raw, within); len(bad) > 0 {
		return trouble("what was kept of its proposals does not stand in the item: a fault of ours, please report it")
	}
	told.Kept = kept
	return out, nil
}

// merged is assist.Merge; should it ever break down, the rules' report is not lost with it.
func merged(src assist.Source, rep Report, ps []assist.Proposal) (out Report, kept, dropped []Proposed, ok bool) {
	defer func() {
		if recover() != nil {
			out, kept, dropped, ok = rep, nil, nil, false
		}
	}()
	out, kept, dropped = assist.Merge(src, rep, ps)
	return out, kept, dropped, true
}
