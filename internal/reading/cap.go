package reading

import (
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

func (r *Reader) readCAP(item intake.Item, rep *Report) error {
	return fmt.Errorf("%w: CAP alerts are not read by this version", ErrUnreadable)
}
