"""How smoothly the live wall runs: frames a second in Chromium with simulated candidates, by layout.

Run: python -m tests.bench.wall [--candidates 60 150] [--seconds 12]
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.ways import at, sign_in
from tests.support.browser import chromium
from tests.support.server import ServerProcess
from tests.support.wall import SimulatedWall

FRAMES = """async (seconds) => {
  const times = [];
  const until = performance.now() + seconds * 1000;
  await new Promise((done) => {
    const look = (at) => { times.push(at); if (at < until) requestAnimationFrame(look); else done(); };
    requestAnimationFrame(look);
  });
  const gaps = times.slice(1).map((at, n) => at - times[n]).sort((a, b) => a - b);
  const passed_s = (times.at(-1) - times[0]) / 1000;
  return { fps: gaps.length / passed_s, p99_ms: gaps[Math.floor(gaps.length * 0.99)], worst_ms: gaps.at(-1) };
}"""


def measured(page: Page, wall: SimulatedWall, layout: str, seconds: float) -> dict[str, Any]:
    at(page, "wall-layout").select_option(layout)
    expect(at(page, "live-tile").first).to_be_visible()
    page.wait_for_timeout(2000)  # the first pictures are there
    before = wall.n_answers
    found: dict[str, Any] = page.evaluate(FRAMES, seconds)
    return {
        "tiles": at(page, "live-tile").count(),
        "answers": wall.n_answers - before,
        **{name: round(value, 1) for name, value in found.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, nargs="+", default=[60, 150])
    parser.add_argument("--seconds", type=float, default=12)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder))
        server.prepare()
        server.start()
        try:
            with chromium() as browser:
                for n in asked.candidates:
                    page = browser.new_page(viewport={"width": 1600, "height": 1000})
                    wall = SimulatedWall(n)
                    wall.serve(page)
                    sign_in(page, server.base_url, "proctor")
                    at(page, "nav-live").click()
                    expect(at(page, "live-tile").first).to_be_visible(timeout=60_000)
                    for layout in ("16", "list"):
                        found = measured(page, wall, layout, asked.seconds)
                        print(json.dumps({"candidates": n, "layout": layout, **found}), flush=True)
                    page.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
