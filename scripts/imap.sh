#!/usr/bin/env bash
# Makes sure that Debian's Dovecot is installed: a real IMAP server that the tests of internal/intake/mail start themselves, on a
# high port of the loopback address, with a configuration and mailboxes of their own. Dovecot is not started as a service of this
# machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

have() { command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ]; }

if ! have; then
  # The package would start the daemon at installation; policy-rc.d is Debian's way to say no.
  guard=
  if command -v apt-get >/dev/null 2>&1 && [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
    guard=yes
  fi
  done=0
  install_packages dovecot-imapd || done=$?
  if [ -n "$guard" ]; then as_root rm -f /usr/sbin/policy-rc.d; fi
  [ "$done" = 0 ] || exit "$done"
fi
if ! have; then
  say "Dovecot is still not there; install the package dovecot-imapd and try again"
  exit 1
fi
