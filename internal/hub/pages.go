package hub

import (
	"net/http"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// ackURL is the personal link that a mail or webhook carries.
func (h *Hub) ackURL(key []byte, audience int64) string {
	return strings.TrimRight(h.opt.Config.BaseURL, "/") + "/a/" + delivery.AckToken(key, audience)
}

func (h *Hub) pages(r *running) (http.Handler, error) {
	return http.NotFoundHandler(), nil
}
