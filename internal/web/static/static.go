// Package static holds the files that browsers fetch: our style sheet and icon, and htmx with its SSE extension as
// published (see LICENSE-htmx.txt). Nothing here is fetched from anywhere else.
package static

import "embed"

// Files are the files by name.
//
//go:embed *.css *.js *.svg *.txt
var Files embed.FS
