// Package dsig verifies and makes XML signatures (W3C XML Signature 1.1) of CAP alerts.
//
// # Contract
//
// Verify takes the bytes of one document as they came, the keys that its source is pinned to, and the time. It answers with
// one of four states: unsigned, valid, unknown_key, bad, and a reason in words. Any bytes are taken: it never panics, work
// is linear in the size of the document, and nothing is fetched.
//
// For valid and unknown_key, Result.Signed holds the canonical bytes whose digest was signed. The alert must be parsed from
// these and nothing else: what a signature does not cover is not in them, so a wrapped or moved signature gains nothing.
//
// # Rules
//
// They are narrower than the standard, because each of its freedoms has been used to forge (G18 of docs/reliability.md):
//
//   - The root is a CAP alert; the Signature is its direct child; there is no other Signature anywhere.
//   - SignedInfo holds one Reference, to the whole document (URI="") or to the root by its ID; no ID stands twice.
//   - Its transforms are enveloped-signature and at most one canonicalization after it. No XPath, no XSLT, no base64.
//   - No document type declaration (package cap refuses it everywhere).
//   - RSA with PKCS #1 v1.5 and ECDSA on P-256, P-384 or P-521, each with SHA-256, SHA-384 or SHA-512. SHA-1 and RSA keys
//     below 2,048 bits are computed and always bad: weak algorithm. HMAC is never computed.
//   - A key inside the message is a hint for what to compare with the pins. Signed by a key that only the message vouches
//     for is unknown_key.
//   - A pinned certificate must be valid both when the alert says it was sent and now. A pin of a public key alone (its
//     SHA-256) has no dates.
//
// ECDSA values are the two numbers one after the other, as the standard has them (RFC 6931 section 2.3.6), not DER.
package dsig
