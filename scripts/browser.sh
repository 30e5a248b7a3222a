#!/usr/bin/env bash
# Makes sure that the browser test can run: Debian's Chromium and node, and the driver and the accessibility checker from npm
# in .cache/browser. Does nothing when all is there. Nothing of it goes into the program.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

PLAYWRIGHT=1.65.1 # Apache-2.0
AXE=4.14.1        # MPL-2.0

command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || install_packages chromium
need node nodejs
need npm npm

dir=.cache/browser
if [ "$(cat "$dir/versions" 2>/dev/null || true)" != "$PLAYWRIGHT $AXE" ]; then
  say "fetching playwright-core $PLAYWRIGHT and axe-core $AXE"
  mkdir -p "$dir"
  [ -f "$dir/package.json" ] || echo '{"private": true}' >"$dir/package.json"
  npm install --prefix "$dir" --no-audit --no-fund --ignore-scripts --loglevel=error "playwright-core@$PLAYWRIGHT" "axe-core@$AXE" >&2
  echo "$PLAYWRIGHT $AXE" >"$dir/versions"
fi
