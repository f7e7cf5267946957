"""How long a proctor waits for a seek: 20 random points of a sealed recording in Chromium, at a throttled line.

Run: python -m tests.bench.seek [--minutes 25] [--mbit 10] [--seeks 20]
"""

import argparse
import asyncio
import json
import random
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import av
import numpy as np
from playwright.sync_api import Page

from proctor_server.db.database import Database
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.sealing import SPARE
from proctor_server.media.webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster
from proctor_server.services.vault import Vault
from tests.e2e.ways import sign_in
from tests.support.browser import chromium
from tests.support.server import ServerProcess
from tests.support.sitting import part_row

FPS, WIDTH, HEIGHT, LOOP_S = 15, 640, 480, 8
SEEK = """async (second) => {
  const video = document.querySelector('video');
  const begun = performance.now();
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = second;
  await Promise.all([shown, seeked]);
  return performance.now() - begun;
}"""


def moving_room() -> list[Block]:
    """Eight seconds of a moving picture at about a webcam's rate, a keyframe each four seconds."""
    codec: Any = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt, codec.framerate = WIDTH, HEIGHT, "yuv420p", FPS
    codec.bit_rate = 400_000
    codec.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "g": str(4 * FPS)}
    rng, blocks = np.random.default_rng(1), []
    room = rng.integers(0, 255, (HEIGHT // 16, WIDTH // 16, 3), np.uint8).repeat(16, 0).repeat(16, 1)
    for n in range(LOOP_S * FPS):
        frame = av.VideoFrame.from_ndarray(np.roll(room, n * 3, 1), format="rgb24").reformat(format="yuv420p")
        frame.pts = n
        for packet in codec.encode(frame):
            blocks.append(Block(round(n * 1000 / FPS), Track.VIDEO, packet.is_keyframe, bytes(packet)))
    return blocks


async def write_recording(settings: Settings, minutes: int) -> str:
    """Put a sealed part of so many minutes beside the demo's attempt; returns its id."""
    settings.recordings.mkdir(parents=True, exist_ok=True)
    database, now = Database(settings.database), SystemClock().now()
    local = LocalParts(settings.recordings)
    vault = Vault(
        database,
        FileKeys.open(settings.master_keys),
        blobs=BlobStore.from_url(settings.recordings),
        local=local,
    )
    try:
        async with database.read() as tx:
            attempt = (await tx.attempts.all())[0]
        part = replace(part_row(attempt.id, "bench", now - timedelta(minutes=minutes)), sealed=True)
        seal = await vault.seal_for(attempt.id, part.id, now)
        path = local.path(part.blob_key)
        path.parent.mkdir(parents=True, exist_ok=True)
        writer, blocks = WebmWriter(path, PartFormat(WIDTH, HEIGHT, has_audio=False)), moving_room()
        for second in range(minutes * 60):
            inside = tuple(
                Block(one.at_ms % 1000 + second * 1000, one.track, one.keyframe, one.data)
                for one in blocks
                if one.at_ms // 1000 == second % LOOP_S
            )
            cluster = Cluster(inside, second // 4 if second % 4 == 0 else None)
            writer.append(cluster, seal.close(encode_cluster(cluster, spare=SPARE), writer.size))
        writer.complete(minutes * 60_000)
        async with database.write() as tx:
            await tx.recordings.add_part(part)
            await tx.recordings.end_part(
                part.id, cause="peer_closed", duration_ms=minutes * 60_000, n_bytes=writer.size
            )
    finally:
        await database.aclose()
    return part.id


def seeks(page: Page, url: str, *, minutes: int, mbit: float, n: int) -> list[float]:
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    rate = mbit * 1_000_000 / 8
    line = {"offline": False, "latency": 20, "downloadThroughput": rate, "uploadThroughput": rate}
    cdp.send("Network.emulateNetworkConditions", line)
    page.evaluate(
        """(url) => { const video = document.createElement('video'); video.muted = true; video.src = url;
        document.body.replaceChildren(video);
        return new Promise((resolve) => video.addEventListener('canplay', resolve, { once: true })); }""",
        url,
    )
    rng = random.Random(7)
    return [page.evaluate(SEEK, rng.uniform(0, minutes * 60 - 5)) for _ in range(n)]


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
        part_id = asyncio.run(write_recording(settings, given.minutes))
        server.start()
        try:
            with chromium() as browser:
                page = browser.new_page(bypass_csp=True)
                sign_in(page, server.base_url, "proctor")
                page.wait_for_timeout(3_000)
                url = f"/api/media/parts/{part_id}"
                took = seeks(page, url, minutes=given.minutes, mbit=given.mbit, n=given.seeks)
        finally:
            server.stop()
    found = {"seeks": len(took), "median_ms": round(median(took)), "max_ms": round(max(took))}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
