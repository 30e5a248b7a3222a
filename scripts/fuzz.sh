#!/usr/bin/env bash
# Runs every fuzz target of the tree for a while, one after the other: scripts/fuzz.sh [TIME, default 30s] [PACKAGE...]
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-30s}
shift || true
packages=("$@")
[ ${#packages[@]} -gt 0 ] || packages=(./...)
n=0
while read -r pkg; do
  for target in $(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true); do
    n=$((n + 1))
    echo "== $pkg $target ($time)"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 5x "$pkg"
  done
done < <(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' "${packages[@]}")
echo "$n fuzz targets ran $time each"
