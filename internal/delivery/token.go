package delivery

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
)

// ErrLostLease says that an attempt ended without an answer because its process did.
var ErrLostLease = errors.New("no answer before the lease ran out")

// ErrToken says that an acknowledge token is not one of ours.
var ErrToken = errors.New("this acknowledge link is not one of ours")

const macBytes = 16

// AckToken is the secret part of a personal acknowledge link: the number of the audience row and 128 bits of its
// HMAC-SHA256, in base64url without padding (32 letters). It names no person and no place, and cannot be guessed.
func AckToken(key []byte, audience int64) string {
	var b [8 + macBytes]byte
	binary.BigEndian.PutUint64(b[:8], uint64(audience))
	copy(b[8:], ackMAC(key, b[:8]))
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// ParseAckToken returns the audience row of a token made with the same key. It takes the same time for every wrong token of
// the right length.
func ParseAckToken(key []byte, token string) (int64, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(8+macBytes) { // the decoder would pass over line ends
		return 0, ErrToken
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != 8+macBytes || !hmac.Equal(b[8:], ackMAC(key, b[:8])) {
		return 0, ErrToken
	}
	return int64(binary.BigEndian.Uint64(b[:8])), nil
}

func ackMAC(key, id []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte("tocsin acknowledge\x00"))
	h.Write(id)
	return h.Sum(nil)[:macBytes]
}
