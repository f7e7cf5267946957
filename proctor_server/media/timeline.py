"""When each frame of a part happened: RTP timestamps of two tracks put on one line of milliseconds.

The sender's clock is told by RTCP sender reports (RFC 3550, section 6.4.1): they relate each track's own
RTP timestamps to one NTP time. The opening is held back until both tracks have one, at most `HOLD_S`;
until then, or without them, the time of arrival stands in. Later reports correct drift by
`MAX_SLEW_MS` a frame at most, so time never jumps.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .webm import Block, Track

HOLD_S = 3.0  # the first audio report came 2.3 s after the start in Chrome
HOLD_MAX_FRAMES = 1_000
CLOCK_HZ = {Track.VIDEO: 90_000, Track.AUDIO: 48_000}
MAX_SLEW_MS = 1.0
SLEW_FROM_MS = 10.0
SANE_SHIFT_MS = 2_000.0  # a report that would shift a track further is not believed
MAX_STRAY_MS = 5_000.0  # a track this far from the time of arrival is put back on it
WRAP = 1 << 32


def signed_step(after: int, before: int) -> int:
    """Return how far one RTP timestamp lies after another, wrapped at 2^32."""
    step = (after - before) % WRAP
    return step - WRAP if step >= WRAP // 2 else step


@dataclass(slots=True)
class _Stream:
    """One track's unwrapped time."""

    hz: int
    first_at: float
    last_timestamp: int
    ticks: int = 0
    start_ntp_ms: float | None = None
    target_ms: float | None = None  # the offset that the sender's clock tells
    offset_ms: float = 0.0
    last_ms: int = -1

    def elapsed_ms(self, timestamp: int) -> float:
        ticks = self.ticks + signed_step(timestamp, self.last_timestamp)
        return ticks * 1000 / self.hz

    def advance(self, timestamp: int) -> float:
        self.ticks += signed_step(timestamp, self.last_timestamp)
        self.last_timestamp = timestamp
        return self.ticks * 1000 / self.hz


@dataclass(frozen=True, slots=True)
class _Held:
    track: Track
    elapsed_ms: float
    arrived_at: float
    keyframe: bool
    data: bytes


class Timeline:
    """Turns frames as they arrive into blocks on the part's line of time."""

    def __init__(self, expected: Collection[Track]) -> None:
        self._expected = frozenset(expected)
        self._streams: dict[Track, _Stream] = {}
        self._reports: dict[Track, tuple[float, int]] = {}
        self._held: list[_Held] = []
        self._origin_at: float | None = None
        self._open = False
        self._anchor_ntp_ms: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether frames pass at once."""
        return self._open

    @property
    def origin_at(self) -> float | None:
        """The monotonic instant at which the first frame arrived."""
        return self._origin_at

    def frame(
        self, track: Track, timestamp: int, data: bytes, *, keyframe: bool, now: float
    ) -> tuple[Block, ...]:
        """Take a frame; return the blocks whose time is now known.

        Args:
            timestamp: the frame's RTP timestamp, unsigned, 32 bits.
            now: monotonic seconds of its arrival.
        """
        stream = self._streams.get(track)
        if stream is None:
            stream = self._begin(track, timestamp, now)
        elapsed_ms = stream.advance(timestamp)
        if self._open:
            return (Block(self._place(stream, elapsed_ms, now), track, keyframe, data),)
        self._held.append(_Held(track, elapsed_ms, now, keyframe, data))
        return self.poll(now)

    def report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        """Take a sender report: that track's RTP `timestamp` was at `ntp_timestamp` (32.32 fixed point)."""
        self._reports[track] = (ntp_timestamp * 1000 / WRAP, timestamp)
        stream = self._streams.get(track)
        if stream is not None:
            self._read_report(track, stream)

    def poll(self, now: float) -> tuple[Block, ...]:
        """Return what was held back, once it need not be."""
        if self._open or self._origin_at is None:
            return ()
        waited = now - self._origin_at >= HOLD_S or len(self._held) >= HOLD_MAX_FRAMES
        return self.release() if waited or self._all_reported() else ()

    def release(self) -> tuple[Block, ...]:
        """Open the line with what is known now and return what was held back, in the order of time."""
        if self._open or not self._streams:
            return ()
        self._open = True
        self._align()
        held, self._held = self._held, []
        blocks = [self._placed(self._streams[one.track], one) for one in held]
        return tuple(sorted(blocks, key=lambda block: block.at_ms))

    def _begin(self, track: Track, timestamp: int, now: float) -> _Stream:
        if self._origin_at is None:
            self._origin_at = now
        stream = _Stream(CLOCK_HZ[track], now, timestamp)
        stream.offset_ms = (now - self._origin_at) * 1000
        self._streams[track] = stream
        if track in self._reports:
            self._read_report(track, stream)
        return stream

    def _read_report(self, track: Track, stream: _Stream) -> None:
        ntp_ms, timestamp = self._reports[track]
        stream.start_ntp_ms = ntp_ms - stream.elapsed_ms(timestamp)
        if self._open and self._anchor_ntp_ms is None:
            self._anchor_ntp_ms = stream.start_ntp_ms - stream.offset_ms
        self._set_target(stream)

    def _set_target(self, stream: _Stream) -> None:
        if stream.start_ntp_ms is not None and self._anchor_ntp_ms is not None:
            stream.target_ms = stream.start_ntp_ms - self._anchor_ntp_ms

    def _all_reported(self) -> bool:
        reported = {track for track, stream in self._streams.items() if stream.start_ntp_ms is not None}
        return self._expected <= reported

    def _align(self) -> None:
        """Set the offsets from the sender's clock where every track told it; they are by arrival else."""
        starts = {track: stream.start_ntp_ms for track, stream in self._streams.items()}
        known = [ntp_ms for ntp_ms in starts.values() if ntp_ms is not None]
        if not known:
            return
        if len(known) < len(starts) or max(known) - min(known) > MAX_STRAY_MS:
            track = next(track for track in sorted(starts) if starts[track] is not None)
            self._anchor_ntp_ms = (starts[track] or 0.0) - self._streams[track].offset_ms
        else:
            self._anchor_ntp_ms = min(known)
            for stream in self._streams.values():
                stream.offset_ms = (stream.start_ntp_ms or 0.0) - self._anchor_ntp_ms
        for stream in self._streams.values():
            self._set_target(stream)

    def _placed(self, stream: _Stream, held: _Held) -> Block:
        at_ms = self._place(stream, held.elapsed_ms, held.arrived_at)
        return Block(at_ms, held.track, held.keyframe, held.data)

    def _place(self, stream: _Stream, elapsed_ms: float, arrived_at: float) -> int:
        """Return when a frame of a stream was, and move the stream's offset a little if it is off."""
        target_ms = stream.target_ms
        if target_ms is not None and abs(target_ms - stream.offset_ms) > SLEW_FROM_MS:
            _slew(stream, target_ms - stream.offset_ms)
        expected = (arrived_at - (self._origin_at or 0.0)) * 1000
        at_ms = elapsed_ms + stream.offset_ms
        if abs(at_ms - expected) > MAX_STRAY_MS:
            stream.offset_ms += expected - at_ms
            at_ms = expected
        stream.last_ms = max(round(at_ms), stream.last_ms + 1)
        return stream.last_ms


def _slew(stream: _Stream, shift: float) -> None:
    if abs(shift) < SANE_SHIFT_MS:
        stream.offset_ms += max(-MAX_SLEW_MS, min(MAX_SLEW_MS, shift))
