#!/usr/bin/env bash
# Makes the pictures of the documentation, and pictures of the main pages to look at, from a running demo.
# Usage: scripts/screenshots.sh [FOLDER]   (default: target/screenshots; docs/images/front.png is made beside them)
# Needs chromium; builds the release binary when there is none.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-target/screenshots}
mkdir -p "$out" docs/images
command -v chromium >/dev/null || { echo "chromium is not installed (apt-get install chromium fonts-noto-cjk)" >&2; exit 3; }
binary=target/release/newsstand
[ -x "$binary" ] || cargo build --release --quiet
port=$((18000 + RANDOM % 1000))
home=http://127.0.0.1:$port
data=$(mktemp -d)
"$binary" demo --pace 1 --data "$data/stand" --listen "127.0.0.1:$port" >"$data/log" 2>&1 &
demo=$!
trap 'kill $demo 2>/dev/null; wait $demo 2>/dev/null; rm -rf "$data"' EXIT
for _ in $(seq 60); do
  [ "$(curl -s "$home/" | grep -c 'href="/story/')" -gt 12 ] && break
  sleep 1
done
sleep 6

link() { curl -s "$home$1" | grep -o "href=\"$2[^\"#]*" | head -n 1 | cut -d'"' -f2; }
story=$(link / /story/)
article=$(link "$story" /article/)
rtl=$(link /title/barid /article/)

shot() { # shot NAME PATH WIDTH HEIGHT [chromium flags]
  local name=$1 path=$2 width=$3 height=$4
  shift 4
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --force-device-scale-factor=1 \
    --user-data-dir="$data/browser" --window-size="$width,$height" --virtual-time-budget=10000 \
    --screenshot="$out/$name.png" "$@" "$home$path" >/dev/null 2>&1
  echo "$out/$name.png"
}

for width in 390 820 1440; do
  shot "front-$width" / "$width" 2400
  shot "story-$width" "$story" "$width" 2000
  shot "article-$width" "$article" "$width" 2000
done
night=(--blink-settings=preferredColorScheme=0)
shot front-night / 1440 2400 "${night[@]}"
shot article-night-phone "$article" 390 1600 "${night[@]}"
shot article-rtl "$rtl" 1440 1800
shot search "/search?q=embassy" 1440 1400
shot titles /titles 1440 1600
shot section /section/world 1440 1600
shot health /titles/health 1440 1400
shot title /title/kestrel 1440 1400
shot add /titles/add 820 900
shot opml /titles/opml 390 900
shot front / 1440 1250
cp "$out/front.png" docs/images/front.png
