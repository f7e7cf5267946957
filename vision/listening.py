"""What a recording's sound holds: half seconds of it, each with its level and how much of it is speech."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np

from vision.hearing import Hearing
from vision.speech import FRAME, RATE_HZ, Floats, SpeechGate, levels_db, process_speech_net

N_FRAMES = 16  # of 32 ms each: half a second
WINDOW_S = N_FRAMES * FRAME / RATE_HZ
CHUNK = 8 * N_FRAMES  # frames the net is given at once: as long as a recording's segments
SPEECH_PROBABILITY = 0.8


def listen(source: bytes | Path, *, t0_s: float = 0.0) -> tuple[Hearing, ...]:
    """Listen to a whole recording that begins at `t0_s`; nothing where it holds no sound that can be decoded.

    Raises:
        ModelMissing: the speech net's file is not installed.
    """
    heard: list[Hearing] = []
    for first, frames in _chunks(source):
        heard += _hear(frames, t0_s + first * FRAME / RATE_HZ)
    return tuple(heard)


def _hear(frames: Floats, t0_s: float) -> Iterator[Hearing]:
    levels = levels_db(frames)
    is_speech = None
    if SpeechGate().opens(levels):
        is_speech = process_speech_net().probabilities(frames) > SPEECH_PROBABILITY
    for first in range(0, len(frames) - N_FRAMES + 1, N_FRAMES):
        window = slice(first, first + N_FRAMES)
        yield Hearing(
            at_s=round(t0_s + first * FRAME / RATE_HZ + WINDOW_S / 2, 3),
            level_db=round(float(10 * np.log10((10 ** (levels[window] / 10)).mean())), 1),
            speech=None if is_speech is None else round(float(is_speech[window].mean()), 3),
        )


def _chunks(source: bytes | Path) -> Iterator[tuple[int, Floats]]:
    """The sound as frames, float32 (N, 512), with the number of the first; a torn rest is left out."""
    first, waiting = 0, np.zeros(0, np.float32)
    for samples in _decoded(source):
        waiting = np.concatenate([waiting, samples])
        while len(waiting) >= CHUNK * FRAME:
            yield first, waiting[: CHUNK * FRAME].reshape(CHUNK, FRAME)
            first, waiting = first + CHUNK, waiting[CHUNK * FRAME :]
    n = len(waiting) // FRAME
    if n >= N_FRAMES:
        yield first, waiting[: n * FRAME].reshape(n, FRAME)


def _decoded(source: bytes | Path) -> Iterator[Floats]:
    """Mono samples at 16 kHz, float32 -1..1, until the end or to where the recording is torn."""
    try:
        with av.open(io.BytesIO(source) if isinstance(source, bytes) else str(source)) as container:
            if not container.streams.audio:
                return
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
            for packet in container.demux(container.streams.audio[0]):
                yield from _samples(resampler, packet)
    except (av.FFmpegError, OSError):
        return


def _samples(resampler: Any, packet: Any) -> Iterator[Floats]:
    try:
        frames = packet.decode()
    except av.FFmpegError:
        return
    for frame in frames:
        for resampled in resampler.resample(frame):
            yield resampled.to_ndarray().ravel().astype(np.float32) / 32768
