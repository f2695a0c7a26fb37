#!/usr/bin/env bash
# Fetches axe-core, by which the browser's walk looks for what people with other eyes, ears and hands could not use, into a
# folder, and prints the path of its script: scripts/axe.sh DIR. It is a tool of the tests and no part of the program.
set -euo pipefail
version=4.10.3
dir=${1:?usage: scripts/axe.sh DIR}
script="$dir/node_modules/axe-core/axe.min.js"
if [ ! -f "$script" ]; then
  command -v npm >/dev/null || { echo "npm is not installed" >&2; exit 1; }
  mkdir -p "$dir"
  npm install --prefix "$dir" --no-save --no-audit --no-fund --ignore-scripts --silent "axe-core@$version" >/dev/null
fi
echo "$script"
