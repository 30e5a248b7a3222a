# Shared by the scripts beside it; read with `. scripts/lib.sh`. Not run on its own.
#
# need COMMAND PACKAGE...: when COMMAND is not on the PATH, installs the Debian/Ubuntu packages, as root or through sudo
# without a password prompt. apt-get update runs at most once, and only when something is missing.

say() { printf '  %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

_updated=0
install_packages() {
  if ! command -v apt-get >/dev/null 2>&1; then
    say "missing: $*; this machine has no apt-get, install them by its own means and try again"
    return 1
  fi
  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    say "missing: $*; run as root: apt-get install $*"
    return 1
  fi
  if [ "$_updated" = 0 ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || say "apt-get update failed; trying with the lists that are there"
    _updated=1
  fi
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}

need() {
  local cmd=$1
  shift
  command -v "$cmd" >/dev/null 2>&1 || install_packages "$@"
}
