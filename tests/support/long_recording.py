"""A long sealed recording that a test can seek in, and how long each seek takes over a throttled line."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import av
import numpy as np
from playwright.sync_api import CDPSession, Page

from proctor_server.api.media_pass import PATH as MEDIA_PATH
from proctor_server.api.media_pass import MediaPasses
from proctor_server.db.database import Database
from proctor_server.db.recordings import Part
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.sealing import SPARE
from proctor_server.media.webm import Block, Cluster, PartFormat, Track, WebmWriter, encode_cluster
from proctor_server.services.vault import Vault
from tests.support.sitting import part_row

FPS, WIDTH, HEIGHT, LOOP_S = 15, 640, 480, 8
WHO = "async () => (await (await fetch('/api/session')).json()).account.id"
SEEK = """async (second) => {
  const video = document.querySelector('video');
  const begun = performance.now();
  const now = () => performance.now();
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(() => resolve(now())));
  const seeked = new Promise((resolve) =>
    video.addEventListener('seeked', () => resolve(now()), { once: true }));
  video.currentTime = second;
  // Where the same picture is shown still, none comes.
  const same = seeked.then((at) => new Promise((resolve) => setTimeout(() => resolve(at), 3000)));
  const both = Promise.all([shown, seeked]).then((times) => Math.max(...times));
  const ended = await Promise.race([both, same]);
  return [ended - begun, video.currentTime];
}"""
OPEN = """(url) => {
  const video = document.createElement('video');
  video.muted = true;
  video.src = url;
  document.body.replaceChildren(video);
  return new Promise((resolve, reject) => {
    video.addEventListener('canplay', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error('cannot be played')), { once: true });
  });
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


async def write_recording(settings: Settings, minutes: int) -> Part:
    """Put a sealed part of so many minutes beside the demo's attempt."""
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
    return part


def let_read(page: Page, settings: Settings, attempt_id: str) -> None:
    """Give the page's reader a pass to an attempt's recordings, as one comes with its review."""
    passes, reader_id = MediaPasses(settings.pepper()), page.evaluate(WHO)
    value = passes.value(attempt_id, reader_id, SystemClock().now())
    url = page.url.partition("/staff")[0] + MEDIA_PATH
    page.context.add_cookies([{"name": passes.name(attempt_id), "value": value, "url": url}])


@dataclass(frozen=True, slots=True)
class Seek:
    """A seek: where to, where the picture is then, in seconds; how long it took and what came over the line."""

    wanted_s: float
    shown_s: float
    took_ms: float
    n_bytes: int


def seeks(page: Page, url: str, *, length_s: float, mbit: float, n: int) -> list[Seek]:
    """Seek to `n` random points of the recording at `url` over a line of so many Mbit/s."""
    cdp = page.context.new_cdp_session(page)
    came: list[int] = []
    cdp.on("Network.dataReceived", lambda told: came.append(told["dataLength"]))
    _throttle(cdp, mbit)
    page.evaluate(OPEN, url)
    rng = random.Random(7)
    return [_seek(page, rng.uniform(0, max(length_s - 1.0, 0.0)), came) for _ in range(n)]


def _throttle(cdp: CDPSession, mbit: float) -> None:
    cdp.send("Network.enable")
    rate = mbit * 1_000_000 / 8
    line = {"offline": False, "latency": 20, "downloadThroughput": rate, "uploadThroughput": rate}
    cdp.send("Network.emulateNetworkConditions", line)


def _seek(page: Page, wanted_s: float, came: list[int]) -> Seek:
    came.clear()
    took_ms, shown_s = page.evaluate(SEEK, wanted_s)
    return Seek(wanted_s, shown_s, took_ms, sum(came))
