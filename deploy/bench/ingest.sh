#!/usr/bin/env bash
# Our ingest beside Debian's Janus and aiortc's own recorder, the same streams one after the other.
# deploy/bench/ingest.sh [CANDIDATES…]; default 20 and 60. As root it installs janus from Debian's packages.
# What Janus runs with (VideoRoom recording, two event loops) stands in
# proctor_server/entrypoints/simulation/janus.py; both write beside each other into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v janus >/dev/null; then
  [ "$(id -u)" = 0 ] || { echo "needs janus; as root: apt-get install janus" >&2; exit 2; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends janus >/dev/null
fi
for candidates in "${@:-20 60}"; do
  for n in $candidates; do
    .venv/bin/synaq bench ingest --candidates "$n" --seconds 20 --engine synaq,janus
  done
done
# MediaRecorder decodes and encodes anew: two cores bear about eight of its streams, so it is measured with two.
.venv/bin/synaq bench ingest --candidates 2 --seconds 10 --engine synaq,aiortc-recorder,aiortc-recorder-mp4
