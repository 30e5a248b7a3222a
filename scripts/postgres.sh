#!/usr/bin/env bash
# Makes sure that PostgreSQL's programs are installed. The tests start their own throwaway server from them, on a socket in a
# temporary folder; no cluster of the machine is created, started or touched.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

have() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

if ! have; then
  # Debian would create and start a cluster at installation; the tests need none.
  if command -v apt-get >/dev/null 2>&1 && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\nstart_conf = "manual"\n' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  install_packages postgresql
fi
if ! have; then
  say "PostgreSQL's initdb is still not there; install the package postgresql and try again"
  exit 1
fi
