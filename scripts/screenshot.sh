#!/usr/bin/env bash
# Takes the README's pictures of the console again. Needs Chromium; scripts/browser.sh installs it.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -x scripts/browser.sh ]; then scripts/browser.sh; fi
exec go run ./tools/screenshot "$@"
