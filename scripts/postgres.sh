#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for tests and prints its address; `scripts/postgres.sh stop DIR` ends it.
# Usage: scripts/postgres.sh start DIR PORT
set -euo pipefail

bindir() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  [ -n "$found" ] || found=$(dirname "$(command -v initdb 2>/dev/null || true)" 2>/dev/null || true)
  [ -n "$found" ] && [ -x "$found/initdb" ] && echo "$found"
}

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi
}

action=$1 dir=$2
bin=$(bindir) || { echo "no PostgreSQL server is installed" >&2; exit 3; }
case $action in
  start)
    port=$3
    mkdir -p "$dir"
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    as_server "'$bin/initdb' -D '$dir/data' -U newsstand -A trust --no-sync -E UTF8 --locale=C.UTF-8 >'$dir/initdb.log' 2>&1"
    as_server "'$bin/pg_ctl' -D '$dir/data' -w -l '$dir/server.log' -o '-p $port -k $dir -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200' start >/dev/null"
    as_server "'$bin/createdb' -h 127.0.0.1 -p $port -U newsstand newsstand_test"
    echo "postgres://newsstand@127.0.0.1:$port/newsstand_test"
    ;;
  stop) as_server "'$bin/pg_ctl' -D '$dir/data' -m immediate stop >/dev/null" || true ;;
  *) echo "usage: $0 start DIR PORT | stop DIR" >&2; exit 2 ;;
esac
