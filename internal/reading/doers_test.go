package reading

import (
	"testing"
	"time"
)

// TestDoersTellTheDeed: a story that has no other word for what happened names its doer; a doer alone is no event where nobody is hurt and no
// force is there.
func TestDoersTellTheDeed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"LIMASSOL, 9 March 2029 - The hijacker has let the women and children go. Special police surrounded the jet on the apron.", "hijacking/accomplished"},
		{"QUETTA, 9 March 2029 - The bomber walked past two checkpoints. Eleven people are dead, hospital officials said.", "bombing/accomplished"},
		{"LAGOS, 9 March 2029 - The kidnappers have rung the families of the pupils, police said.", "kidnapping/accomplished"},
		{"LYON, 9 March 2029 - The gunmen are still inside. Police asked people to keep off the streets.", "shooting/accomplished"},
		{"LEEDS, 9 March 2029 - The bombers beat the visitors by two goals and go top of the table.", ""},
		{"NANTES, 9 March 2029 - A captain who was called the assassin by his fans has left the club.", ""},
	} {
		rep, err := theReader().Read(itemOf([]byte(c.text), time.Date(2029, 3, 9, 0, 0, 0, 0, time.UTC)))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range rep.Events {
			got += string(e.Type) + "/" + string(e.Stage)
		}
		if got != c.want {
			t.Errorf("%s\n got %q, want %q", c.text, got, c.want)
		}
	}
}
