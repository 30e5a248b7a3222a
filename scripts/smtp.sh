#!/usr/bin/env bash
# Makes sure that Debian's Exim is installed: a real mail server that the tests of internal/channel/email start themselves, on a
# high port of the loopback address, with a configuration and a spool of their own. Exim is not started as a service of this
# machine, and no mail of this machine goes through it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

have() { command -v exim4 >/dev/null 2>&1 || [ -x /usr/sbin/exim4 ]; }

if ! have; then
  # The package would start the daemon at installation; policy-rc.d is Debian's way to say no.
  guard=
  if command -v apt-get >/dev/null 2>&1 && [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
    guard=yes
  fi
  done=0
  install_packages exim4-daemon-light || done=$?
  if [ -n "$guard" ]; then as_root rm -f /usr/sbin/policy-rc.d; fi
  [ "$done" = 0 ] || exit "$done"
fi
if ! have; then
  say "Exim is still not there; install the package exim4-daemon-light and try again"
  exit 1
fi
