package web

import (
	"errors"
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) taskList(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p := pages.TasksPage{Frame: s.frame(r, "Tasks", "/tasks"), Ended: q.Get("done") != "", Mine: q.Get("mine") != ""}
	f := situation.TaskFilter{Done: p.Ended}
	if p.Mine {
		f.Owner = by(r).ID
	}
	list, err := s.Store.ListTasks(r.Context(), f)
	if err != nil {
		return err
	}
	rows, err := s.life().Rows(r.Context(), list)
	if err != nil {
		return err
	}
	for _, x := range rows {
		switch {
		case x.T.State == situation.TaskDone:
			p.Done = append(p.Done, x)
		case x.T.Opened.After(p.Frame.Now):
			p.Later = append(p.Later, x)
		default:
			p.Now = append(p.Now, x)
		}
	}
	pages.Urgent(p.Now, p.Frame.Now)
	p.Done = p.Done[:min(len(p.Done), pageSize)]
	return s.show(w, r, http.StatusOK, pages.Tasks(p))
}

func (s *server) task(w http.ResponseWriter, r *http.Request) error {
	p, err := s.life().Task(r.Context(), s.frame(r, "Task", "/tasks"), situation.TaskID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Task(p))
}

// moveTask makes one move of a task and goes back to where the tasks are.
func (s *server) moveTask(w http.ResponseWriter, r *http.Request, said string, move func(situation.TaskID) error) error {
	return s.moveTaskTo(w, r, "/tasks", said, move)
}

func (s *server) moveTaskTo(w http.ResponseWriter, r *http.Request, to, said string, move func(situation.TaskID) error) error {
	if err := move(situation.TaskID(r.PathValue("id"))); err != nil {
		return err
	}
	return s.done(w, r, to, said)
}

func (s *server) takeTask(w http.ResponseWriter, r *http.Request) error {
	return s.moveTaskTo(w, r, "/tasks/"+r.PathValue("id"), "It is yours now.", func(id situation.TaskID) error {
		_, err := s.Store.TakeTask(r.Context(), by(r), id)
		return err
	})
}

func (s *server) giveBackTask(w http.ResponseWriter, r *http.Request) error {
	return s.moveTask(w, r, "Given back: somebody else is to take it.", func(id situation.TaskID) error {
		_, err := s.Store.GiveBackTask(r.Context(), by(r), id)
		return err
	})
}

func (s *server) handOverTask(w http.ResponseWriter, r *http.Request) error {
	return s.moveTask(w, r, "Handed over. Tell them.", func(id situation.TaskID) error {
		_, err := s.Store.HandOverTask(r.Context(), by(r), id, desk.AccountID(r.PostFormValue("to")))
		return err
	})
}

func (s *server) endTask(w http.ResponseWriter, r *http.Request) error {
	return s.moveTask(w, r, "Done.", func(id situation.TaskID) error {
		_, err := s.Store.EndTask(r.Context(), by(r), id, r.PostFormValue("reason"))
		return err
	})
}

func (s *server) keepApart(w http.ResponseWriter, r *http.Request) error {
	return s.moveTask(w, r, "Kept apart. No rule joins them.", func(id situation.TaskID) error {
		_, err := s.Store.KeepApart(r.Context(), by(r), id, r.PostFormValue("reason"))
		return err
	})
}

func (s *server) joinProposed(w http.ResponseWriter, r *http.Request) error {
	x, err := s.desk.JoinProposed(r.Context(), by(r), situation.TaskID(r.PathValue("id")))
	if errors.Is(err, situation.ErrTask) {
		return door.Refuse(http.StatusConflict, "This proposal was answered already.")
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Joined: one threat.")
}

func (s *server) draftLapse(w http.ResponseWriter, r *http.Request) error {
	x, err := s.desk.DraftLapse(r.Context(), by(r), situation.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return s.done(w, r, "/warnings/"+string(x.ID)+"/edit", "Drafted: what the lapse means, for those who were warned. Read every word before you submit it.")
}
