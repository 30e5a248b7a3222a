package dsig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	_ "crypto/sha1" // computed to tell a weak signature from a broken one
	_ "crypto/sha256"
	_ "crypto/sha512"
	"fmt"
	"math/big"
)

// Sizes of RSA keys, in bits.
const (
	minRSABits = 2048 // below it a signature is weak
	maxRSABits = 8192 // above it a key is only there to cost time
)

// algorithm is a way to sign.
type algorithm struct {
	name string
	rsa  bool // else ECDSA
	hash crypto.Hash
}

// uriMore is where RFC 4051 and RFC 6931 put the algorithms that came after SHA-1.
const uriMore = "http://www.w3.org/2001/04/xmldsig-more#"

var algorithms = map[string]algorithm{
	uriDSig + "rsa-sha1":     {"rsa-sha1", true, crypto.SHA1},
	uriMore + "rsa-sha256":   {"rsa-sha256", true, crypto.SHA256},
	uriMore + "rsa-sha384":   {"rsa-sha384", true, crypto.SHA384},
	uriMore + "rsa-sha512":   {"rsa-sha512", true, crypto.SHA512},
	uriMore + "ecdsa-sha1":   {"ecdsa-sha1", false, crypto.SHA1},
	uriMore + "ecdsa-sha256": {"ecdsa-sha256", false, crypto.SHA256},
	uriMore + "ecdsa-sha384": {"ecdsa-sha384", false, crypto.SHA384},
	uriMore + "ecdsa-sha512": {"ecdsa-sha512", false, crypto.SHA512},
}

var digests = map[string]crypto.Hash{
	uriDSig + "sha1": crypto.SHA1,
	"http://www.w3.org/2001/04/xmlenc#sha256": crypto.SHA256,
	uriMore + "sha384":                        crypto.SHA384,
	"http://www.w3.org/2001/04/xmlenc#sha512": crypto.SHA512,
}

// fits says that the key is of the algorithm's kind.
func (a algorithm) fits(key crypto.PublicKey) bool {
	switch key.(type) {
	case *rsa.PublicKey:
		return a.rsa
	case *ecdsa.PublicKey:
		return !a.rsa
	}
	return false
}

// verifies says that value is the key's signature over data.
func (a algorithm) verifies(key crypto.PublicKey, data, value []byte) bool {
	if !a.fits(key) || unusableKey(key) != "" {
		return false
	}
	h := a.hash.New()
	h.Write(data)
	sum := h.Sum(nil)
	switch key := key.(type) {
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(key, a.hash, sum, value) == nil
	case *ecdsa.PublicKey:
		n := ecdsaSize(key)
		if len(value) != 2*n {
			return false
		}
		return ecdsa.Verify(key, sum, new(big.Int).SetBytes(value[:n]), new(big.Int).SetBytes(value[n:]))
	}
	return false
}

// weakness says what is weak about a signature, or "".
func (a algorithm) weakness(key crypto.PublicKey, digest crypto.Hash) string {
	if a.hash == crypto.SHA1 {
		return a.name
	}
	if digest == crypto.SHA1 {
		return "a SHA-1 digest"
	}
	if key, ok := key.(*rsa.PublicKey); ok && key.N.BitLen() < minRSABits {
		return fmt.Sprintf("an RSA key of %d bits", key.N.BitLen())
	}
	return ""
}

// ecdsaSize is the length in bytes of one of the two numbers of a signature, 0 for a curve that is not used.
func ecdsaSize(key *ecdsa.PublicKey) int {
	switch key.Curve {
	case elliptic.P256():
		return 32
	case elliptic.P384():
		return 48
	case elliptic.P521():
		return 66
	}
	return 0
}
