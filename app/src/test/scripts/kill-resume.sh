#!/usr/bin/env bash
# Kills a study with SIGKILL at random moments, starts it again each time, and compares the final weights with those of a run
# that nobody disturbed: they must be the same bytes, and nothing may be lost or doubled.
#
# Usage: kill-resume.sh [STUDY=studies/quickstart.yaml] [KILLS=20] [LONGEST_SECONDS=25] [STORE of an undisturbed run]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
study=${1:-studies/quickstart.yaml}
kills=${2:-20}
longest=${3:-25}
RANDOM=${SEED:-1}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Name and SHA-256 of every result's weights and measurements.
fingerprint() {
  (cd "$1/results" && find . -name weights.safetensors -o -name metrics.jsonl | sort | xargs sha256sum)
}

whole=${4:-$folder/whole}
echo "undisturbed run of $study in $whole"
./graft run "$study" --store "$whole" --quiet >"$folder/whole.txt"

for ((k = 1; k <= kills; k++)); do
  wait_ms=$((300 + RANDOM * 32768 % (longest * 1000) + RANDOM % 1000))
  ./graft run "$study" --store "$folder/killed" --quiet >"$folder/killed.txt" 2>&1 &
  pid=$!
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  if kill -9 "$pid" 2>/dev/null; then
    wait "$pid" 2>/dev/null || true
    echo "kill $k after $wait_ms ms: $(find "$folder/killed/results" -name complete.json 2>/dev/null | wc -l) results so far"
  else
    wait "$pid" || true
    echo "kill $k came after the end; starting over with an empty store"
    fingerprint "$folder/killed" | diff - <(fingerprint "$whole")
    rm -rf "$folder/killed"
  fi
done

./graft run "$study" --store "$folder/killed" --quiet >"$folder/killed.txt"
diff <(fingerprint "$folder/killed") <(fingerprint "$whole")
diff <(grep -v '^Results' "$folder/killed.txt") <(grep -v '^Results' "$folder/whole.txt")
echo "same table and same bytes after $kills kills: $(fingerprint "$whole" | wc -l) files"
