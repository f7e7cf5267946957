"""What the page costs a candidate's machine: Chromium's CPU a second, as it is and with one thing changed.

Run: python -m tests.bench.page_cost [--seconds 12] [--rounds 2] [--camera CLIP] [--variants as_it_is,one_layer]
The variants take turns, so that what else the machine does falls on all of them.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from proctor_server.entrypoints.simulation.process_account import cpu_s
from tests.e2e.ways import SLOW_MS, at, come_to_the_start, sign_in, start
from tests.support.browser import chromium
from tests.support.camera import best_camera
from tests.support.server import ServerProcess

SETTLE_S = 8.0  # encoders begin small and grow
VARIANTS = """(() => {
  const own = (constraints) => {
    const Recorder = window.MediaRecorder;
    window.MediaRecorder = class extends Recorder {
      constructor(stream, options) {
        const changed = stream.clone();
        for (const track of changed.getVideoTracks()) void track.applyConstraints(constraints);
        super(changed, options);
      }
    };
  };
  const sent = (encoding) => {
    const add = RTCPeerConnection.prototype.addTransceiver;
    RTCPeerConnection.prototype.addTransceiver = function (track, init) {
      for (const one of init?.sendEncodings ?? []) Object.assign(one, encoding);
      return add.call(this, track, init);
    };
  };
  const full = { width: 640, height: 480 };
  const changes = {
    as_it_is: () => undefined,
    no_own_recording: () => void delete window.MediaRecorder,
    own_at_15: () => own({ ...full, frameRate: 15 }),
    own_at_8: () => own({ ...full, frameRate: { max: 8 } }),
    own_at_5: () => own({ ...full, frameRate: { max: 5 } }),
    own_small_at_8: () => own({ width: 480, height: 360, frameRate: { max: 8 } }),
    one_layer: () => sent({ scalabilityMode: 'L1T1' }),
    sent_at_10: () => sent({ maxFramerate: 10 }),
  };
  changes[sessionStorage.getItem('variant') ?? 'as_it_is']();
})();"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--camera", default="p01_pointing_04")
    parser.add_argument("--variants", default="as_it_is,no_own_recording,own_at_8,one_layer")
    given = parser.parse_args()
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder) / "server")
        server.prepare()
        server.start()
        try:
            with chromium(best_camera(given.camera, Path(folder))) as browser:
                page = sit(browser, server)
                for name in given.variants.split(",") * given.rounds:
                    found[name].append(measure(page, name, given.seconds))
                    print(f"{name}: {found[name][-1]:.0f}", file=sys.stderr)
        finally:
            server.stop()
    print(json.dumps({name: round(median(each)) for name, each in found.items()}))


def sit(browser: Browser, server: ServerProcess) -> Page:
    page = browser.new_page(bypass_csp=True)
    page.add_init_script(VARIANTS)
    sign_in(page, server.base_url, "candidate")
    come_to_the_start(page)
    start(page, "kk")
    return page


def measure(page: Page, name: str, seconds: float) -> float:
    """Milliseconds of CPU a second that the browser takes while a candidate reads an item."""
    page.evaluate("(name) => sessionStorage.setItem('variant', name)", name)
    page.reload()
    at(page, "item-stem").wait_for(timeout=SLOW_MS)
    settle(page, SETTLE_S)
    before, began = browsers_cpu_s(), time.monotonic()
    settle(page, seconds)
    return 1000 * (browsers_cpu_s() - before) / (time.monotonic() - began)


def settle(page: Page, seconds: float) -> None:
    page.wait_for_timeout(1000 * seconds)


def browsers_cpu_s() -> float:
    """What all of Chromium's processes under this one have taken so far."""
    return sum(cpu_s(pid) for pid in descendants(os.getpid()) if "chrom" in name_of(pid))


def descendants(pid: int) -> list[int]:
    parents = {one: parent_of(one) for one in (int(each.name) for each in Path("/proc").glob("[0-9]*"))}
    found, front = [], [pid]
    while front:
        front = [one for one, parent in parents.items() if parent in front]
        found += front
    return found


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
