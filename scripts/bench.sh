#!/usr/bin/env bash
# Runs every benchmark of the tree, one package after the other so that they do not disturb each other, and then prints the
# ratios against the plain peers that ran beside them. BENCH=regexp picks, BENCHTIME=1s is how long each runs.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=${BENCH:-.}
out=$(mktemp)
trap 'rm -f "$out"' EXIT
while read -r pkg; do
  if grep -qlE '^func Benchmark' "$(go list -f '{{.Dir}}' "$pkg")"/*_test.go 2>/dev/null; then
    go test -run '^$' -bench "$bench" -benchtime "${BENCHTIME:-1s}" -benchmem -timeout 30m "$pkg" | grep -vE '^(PASS|ok)' | tee -a "$out"
  fi
done < <(go list ./...)
echo
echo "== ratios (peer = 1)"
awk '/^Benchmark/ { for (i = 3; i < NF; i++) if ($(i+1) ~ /^((.*-)?ratio|match\/scan)$/) { printf "%-60s %10s %s\n", $1, $i, $(i+1); n++ } } END { if (!n) print "(none of these benchmarks reports one)" }' "$out"
