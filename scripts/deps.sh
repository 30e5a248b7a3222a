#!/usr/bin/env bash
# Installs what the tests need beyond Go and is not there yet. Each piece has its own script, which does nothing when there is
# nothing to do. Something that cannot be installed ends the run: a test that is skipped unseen proves nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

need xmllint libxml2-utils
need ip iproute2
need xmlsec1 xmlsec1
for s in postgres cap-xsd smtp imap browser; do
  if [ -x "scripts/$s.sh" ]; then
    "scripts/$s.sh"
  fi
done
