"""How long a proctor waits for a seek: 20 random points of a sealed recording in Chromium, at a throttled line.

Run: python -m tests.bench.seek [--minutes 25] [--mbit 10] [--seeks 20]
"""

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from statistics import median

from proctor_server.db.recordings import Part
from proctor_server.entrypoints.settings import Settings
from tests.e2e.ways import at, sign_in
from tests.support.browser import chromium
from tests.support.long_recording import Seek, let_read, seeks, write_recording
from tests.support.server import ServerProcess


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=25)
    parser.add_argument("--mbit", type=float, default=10)
    parser.add_argument("--seeks", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder) / "server")
        server.prepare()
        settings = Settings(data=server.folder / "data")
        part = asyncio.run(write_recording(settings, given.minutes))
        server.start()
        try:
            found = look(server, settings, part, given)
        finally:
            server.stop()
    times = [one.took_ms for one in found]
    most_kb = max(one.n_bytes for one in found) / 1000
    summary = {"seeks": len(times), "median_ms": median(times), "max_ms": max(times), "most_kb": most_kb}
    print(json.dumps({name: round(value) for name, value in summary.items()}))


def look(server: ServerProcess, settings: Settings, part: Part, given: argparse.Namespace) -> list[Seek]:
    """Sign in as a proctor and seek."""
    with chromium() as browser:
        page = browser.new_page(bypass_csp=True)
        sign_in(page, server.base_url, "proctor")
        at(page, "nav-live").wait_for()
        let_read(page, settings, part.attempt_id)
        url = f"/api/media/parts/{part.id}"
        return seeks(page, url, length_s=given.minutes * 60, mbit=given.mbit, n=given.seeks)


if __name__ == "__main__":
    main()
