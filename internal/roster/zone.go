package roster

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // zones must be known on a bare machine too
)

var zones sync.Map // name -> *time.Location; loading one reads its table again each time

// loadZone is time.LoadLocation, remembering what it found.
func loadZone(name string) (*time.Location, error) {
	if l, ok := zones.Load(name); ok {
		return l.(*time.Location), nil
	}
	if name == "Local" {
		return nil, fmt.Errorf("the machine's own zone says nothing of a place")
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	zones.Store(name, l)
	return l, nil
}
