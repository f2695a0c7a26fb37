#!/usr/bin/env bash
# Fuzzes everything that reads bytes from outside: scripts/fuzz.sh [SECONDS] [TARGET...]
# Every target runs so long (60 s without a number) on the input it has gathered in target/fuzz/corpus before, begun from
# the cases of the tests. What makes one crash is kept in target/fuzz/found, and the command to run it again is printed.
# Works with a stable compiler: only the coverage counters of libFuzzer are built in, no sanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=60
case "${1:-}" in ''|*[!0-9]*) ;; *) seconds=$1; shift ;; esac
if [ $# -gt 0 ]; then targets=("$@"); else
  mapfile -t targets < <(sed -n '/^\[\[bin\]\]/,/^$/s/^name = "\(.*\)"/\1/p' fuzz/Cargo.toml)
fi

host=$(rustc -vV | sed -n 's/^host: //p')
passes="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
passes="$passes -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
# --target keeps the counters out of build scripts and macros, which run on this machine and have nobody to count for.
RUSTFLAGS="$passes -Ccodegen-units=1 --cfg fuzzing" \
  cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target "$host" --target-dir target/fuzz

found=target/fuzz/found
mkdir -p "$found"
failed=()
for target in "${targets[@]}"; do
  corpus=target/fuzz/corpus/$target
  mkdir -p "$corpus"
  case $target in
    feed|opml) seeds=crates/feeds/tests/cases ;;
    discovery|page) seeds=crates/extract/tests ;;
    *) seeds=fuzz/src ;;
  esac
  binary=target/fuzz/$host/release/$target
  log=target/fuzz/$target.log
  # -timeout: one input that takes longer counts as a crash; -rss_limit_mb: so does one that eats memory.
  if "$binary" "$corpus" "$seeds" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=65536 \
       -artifact_prefix="$found/$target-" -print_final_stats=1 >"$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    printf '%-10s %s inputs in %s s, none crashed it\n' "$target" "${runs:-?}" "$seconds"
  else
    failed+=("$target")
    printf '%-10s CRASHED; the end of %s:\n' "$target" "$log"
    tail -n 25 "$log"
    echo "again: $binary $(ls -t "$found/$target-"* 2>/dev/null | head -1)"
  fi
done
[ ${#failed[@]} -eq 0 ] || { echo "fuzzing found something: ${failed[*]}" >&2; exit 1; }
