// Package cap reads, checks and writes alerts of the Common Alerting Protocol (CAP), versions 1.0, 1.1 and 1.2, the
// form in which public warnings are exchanged.
//
// # Contract
//
// Parse takes any bytes. It either returns an Alert it can answer for, or an error; in both cases it returns every
// problem it found, each with the element's path, the byte offset, the rule that was broken, and whether CAP's own XML
// schema would have refused the document as well (Problem.Schema). It never panics, and its work and memory are bounded
// by the size of the input and by Options.
//
// The zero Options is strict: the schema and CAP's written rules, nothing else. Options.Lenient also reads what real
// feeds send, for instance a time that ends in Z, and says what it forgave. Some things are refused in both modes,
// because two readers could take them differently: a document type declaration, a repeated single field, a field from
// another namespace, text between elements, anything after the root.
//
// Marshal writes CAP 1.2 and nothing that a strict Parse would refuse.
//
// # Words
//
// Elements keep CAP's names. All times are instants with the offset and the text they were written with; all positions
// are WGS 84 degrees; radii are kilometres; altitudes are feet above mean sea level, as CAP has them.
//
// The package needs only the standard library and does no input or output of its own.
package cap
