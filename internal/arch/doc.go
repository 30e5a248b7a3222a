// Package arch holds no code: its test reads the tree and fails when a rule of the house is broken (who may import whom, where
// time, SQL, HTTP clients and XML may be used, how long a file may be, which names are not used). The import table is read out
// of ARCHITECTURE.md, so that the page and the code cannot drift apart.
package arch
