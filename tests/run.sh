#!/usr/bin/env bash
# Every test of the product: on SQLite with the house and the browser, then the rest once more on PostgreSQL.
# Nothing is skipped silently: what cannot run fails and says how to get it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${PYTHON_BIN:-.venv/bin}

find_chromium() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  "$bin/python" -m tests.browser.downloaded 2>/dev/null
}

if ! CHROMIUM=$(find_chromium); then
  echo "No Chromium here; installing one for the browser tests ..."
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
  else
    "$bin/python" -m playwright install chromium
  fi
  CHROMIUM=$(find_chromium) || {
    echo "The browser tests need Chromium: apt install chromium, or set CHROMIUM to its path."; exit 1; }
fi
export CHROMIUM
echo "Browser: $CHROMIUM"

echo "== On SQLite, with the house and the browser"
"$bin/pytest" -q -n 2 --dist loadfile tests

echo "== On PostgreSQL"
"$bin/python" -m tests.postgres "$bin/pytest" -q -n 2 --dist loadfile tests --ignore tests/house \
  --ignore tests/browser --ignore tests/leverage --ignore tests/checklists --ignore tests/photos
