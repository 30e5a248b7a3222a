package dsig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
)

// Keys are what a source is pinned to. The zero Keys pins nothing: what verifies is then signed by an unknown key.
type Keys struct {
	// Reshaped also accepts an alert whose signature fits only without the white space between elements and without what
	// stands outside the root: it was signed first and laid out afterwards, as several national services do. What is then
	// read is the signed form. See Result.Reshaped.
	Reshaped bool

	public []pinned
	hashes map[[sha256.Size]byte]bool
	roots  *x509.CertPool
}

// pinned is a public key that the operator trusts, with the certificates that it was given in.
type pinned struct {
	key   crypto.PublicKey
	hash  [sha256.Size]byte
	bare  bool // given without a certificate: no dates
	certs []*x509.Certificate
}

// Empty says that nothing is pinned.
func (k *Keys) Empty() bool { return len(k.public) == 0 && len(k.hashes) == 0 && k.roots == nil }

// ParseKeys reads pins. Each is either PEM text with certificates or public keys, or "sha256:" and 64 hexadecimal digits: the
// SHA-256 of a SubjectPublicKeyInfo, as Result.Key gives it.
//
// A certificate pins its own key. When it is a certificate authority's, it also vouches for every certificate that it issued:
// pin a private authority so, never a public one, whose other customers would count as the source.
func ParseKeys(pins ...string) (Keys, error) {
	var k Keys
	for i, pin := range pins {
		if err := k.add(strings.TrimSpace(pin)); err != nil {
			return Keys{}, fmt.Errorf("reading pinned key %d of %d: %w; give a PEM certificate, a PEM public key, or sha256: and the "+
				"hash of one", i+1, len(pins), err)
		}
	}
	return k, nil
}

func (k *Keys) add(pin string) error {
	if hash, ok := strings.CutPrefix(pin, "sha256:"); ok {
		raw, err := hex.DecodeString(strings.ReplaceAll(hash, ":", ""))
		if err != nil || len(raw) != sha256.Size {
			return errors.New("after sha256: there must be 64 hexadecimal digits")
		}
		if k.hashes == nil {
			k.hashes = map[[sha256.Size]byte]bool{}
		}
		k.hashes[[sha256.Size]byte(raw)] = true
		return nil
	}
	found := false
	for rest := []byte(pin); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		found = true
		switch block.Type {
		case "CERTIFICATE":
			cert, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return fmt.Errorf("the certificate cannot be read: %w", err)
			}
			if err := k.pin(cert.PublicKey, cert); err != nil {
				return err
			}
			if cert.IsCA {
				if k.roots == nil {
					k.roots = x509.NewCertPool()
				}
				k.roots.AddCert(cert)
			}
		case "PUBLIC KEY":
			key, err := x509.ParsePKIXPublicKey(block.Bytes)
			if err != nil {
				return fmt.Errorf("the public key cannot be read: %w", err)
			}
			if err := k.pin(key, nil); err != nil {
				return err
			}
		case "RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY":
			return errors.New("this is a private key, which belongs to the one who signs")
		default:
			return fmt.Errorf("the PEM text holds a %q", block.Type)
		}
	}
	if !found {
		return errors.New("it is neither PEM text nor a hash")
	}
	return nil
}

func (k *Keys) pin(key crypto.PublicKey, cert *x509.Certificate) error {
	if why := unusableKey(key); why != "" {
		return errors.New(why)
	}
	hash, err := hashKey(key)
	if err != nil {
		return fmt.Errorf("the public key cannot be written: %w", err)
	}
	at := -1
	for i := range k.public {
		if k.public[i].hash == hash {
			at = i
		}
	}
	if at < 0 {
		at = len(k.public)
		k.public = append(k.public, pinned{key: key, hash: hash})
	}
	if cert == nil {
		k.public[at].bare = true
	} else {
		k.public[at].certs = append(k.public[at].certs, cert)
	}
	return nil
}

// unusableKey says why a key can verify nothing here, or "".
func unusableKey(key crypto.PublicKey) string {
	switch key := key.(type) {
	case *rsa.PublicKey:
		if n := key.N.BitLen(); n > maxRSABits {
			return fmt.Sprintf("an RSA key of %d bits; the limit is %d", n, maxRSABits)
		}
		return ""
	case *ecdsa.PublicKey:
		if ecdsaSize(key) == 0 {
			return "an ECDSA key on the curve " + key.Curve.Params().Name + "; P-256, P-384 and P-521 are used"
		}
		return ""
	}
	return fmt.Sprintf("a key of the kind %T; RSA and ECDSA are used", key)
}

// hashKey is the SHA-256 of a key's SubjectPublicKeyInfo.
func hashKey(key crypto.PublicKey) ([sha256.Size]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	return sha256.Sum256(der), nil
}

// PinOf gives the "sha256:" pin of a public key.
func PinOf(key crypto.PublicKey) (string, error) {
	hash, err := hashKey(key)
	if err != nil {
		return "", fmt.Errorf("making the pin of a key: %w", err)
	}
	return pinText(hash), nil
}

func pinText(hash [sha256.Size]byte) string { return "sha256:" + hex.EncodeToString(hash[:]) }
