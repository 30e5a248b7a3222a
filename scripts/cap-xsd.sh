#!/bin/sh
# Puts OASIS's XML schemas of CAP into .cache/xsd (never committed: they are OASIS's) for the tests of package cap.
# Looks in this order: what is there already, $CAP_XSD_DIR, ../shared/**/cap1[012].xsd, OASIS's site (CAP 1.2 only).
# Always exits 0: the tests say which schema they used, and check against the schema made from our own table otherwise.
set -eu
cd "$(dirname "$0")/.."
out=.cache/xsd
mkdir -p "$out"
for v in 10 11 12; do
	file="$out/cap$v.xsd"
	[ -s "$file" ] && { echo "cap-xsd: have $file"; continue; }
	if [ -n "${CAP_XSD_DIR:-}" ] && [ -s "$CAP_XSD_DIR/cap$v.xsd" ]; then
		cp "$CAP_XSD_DIR/cap$v.xsd" "$file"
	elif [ -d ../shared ]; then
		found=$(find ../shared -name "cap$v.xsd" -type f 2>/dev/null | head -n 1)
		[ -n "$found" ] && cp "$found" "$file"
	fi
	if [ ! -s "$file" ] && [ "$v" = 12 ] && command -v curl >/dev/null 2>&1; then
		curl -fsSL --connect-timeout 5 --max-time 20 -o "$file.part" \
			https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2.xsd 2>/dev/null &&
			grep -q 'emergency:cap:1.2' "$file.part" && mv "$file.part" "$file"
		rm -f "$file.part"
	fi
	if [ -s "$file" ]; then
		echo "cap-xsd: got $file"
	else
		rm -f "$file"
		echo "cap-xsd: no schema of CAP $v here; put it at $file or in \$CAP_XSD_DIR"
	fi
done
