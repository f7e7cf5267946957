"""What happens to one peer connection from its offer to its end."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription

from proctor_server.kernel.clock import Clock
from proctor_server.media.recorder import PartRecorder
from proctor_server.media.sealing import Seal
from proctor_server.media.segment import SegmentClosed
from proctor_server.media.webm import PartFormat, Track

from .errors import BadOffer
from .events import MediaStatus, PartClosed, PartStarted, RecordingSink
from .offer import CODEC_OF, Offer, with_ptime
from .seam import host_addresses, pumped_sockets
from .sockets import Pump
from .streams import Losses, PeerStreams

log = structlog.get_logger()

REPORT_EACH_S = 1.0
NEGOTIATION_S = 5.0
HANG_UP_S = 5.0
SINK_S = 10.0
MAX_WAITING_REPORTS = 256

Event = PartStarted | SegmentClosed | PartClosed


@dataclass(frozen=True, slots=True)
class PeerLimits:
    """How long a peer may be silent: before its first packet, and later."""

    first_media_s: float = 10.0
    no_media_s: float = 5.0


@dataclass(frozen=True, slots=True)
class PeerIdentity:
    """Whose peer it is and where it is recorded."""

    attempt_id: str
    part_id: str
    path: Path
    path_key: str
    seal: Seal | None = None


class Peer:
    """One peer connection and its recording. `run` ends when the peer does; `beat` it some times a second.

    Intervals of media are measured by the event loop's clock; `clock` only names instants.
    """

    def __init__(
        self,
        identity: PeerIdentity,
        *,
        offer: Offer,
        sink: RecordingSink,
        clock: Clock,
        limits: PeerLimits,
        pump: Pump,
    ) -> None:
        self.identity = identity
        self._offer = offer
        self._sink = sink
        self._clock = clock
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._pump = pump
        self._streams = PeerStreams(self)
        self._recorder = PartRecorder(
            part_id=identity.part_id,
            path=identity.path,
            tracks=offer.tracks,
            on_opened=self._opened,
            on_segment=self._segment,
            seal=identity.seal,
        )
        self._events: asyncio.Queue[Event | None] = asyncio.Queue(MAX_WAITING_REPORTS)
        self._stopped = asyncio.Event()
        self._cause: str | None = None
        self._accepted_at = self._loop.time()
        self._noted_media_at: float | None = None
        self._last_media_at: datetime | None = None
        self._reported_at = self._loop.time()
        self._n_frames = 0

    @property
    def is_over(self) -> bool:
        """Whether the peer is ending or has ended."""
        return self._cause is not None

    @property
    def status(self) -> MediaStatus:
        """What arrives now."""
        width, height = self._recorder.frame_size or (None, None)
        connected = not self.is_over and self._pc.connectionState == "connected"
        return MediaStatus(
            self.identity.part_id, connected, self._last_media_at, width, height, self._n_frames
        )

    @property
    def losses(self) -> Losses:
        """How well its packets arrive."""
        return self._streams.losses

    def stop(self, cause: str) -> None:
        """End the peer; the first cause stands."""
        if self._cause is None:
            self._cause = cause
            self._stopped.set()

    # FrameSink

    def on_frame(self, track: Track, timestamp: int, data: bytes, now: float) -> None:
        """Record a frame."""
        if track is Track.VIDEO:
            self._n_frames += 1
            self._recorder.frame(track, timestamp, data, keyframe=not data[0] & 1, now=now)
        else:
            self._recorder.frame(track, timestamp, data, keyframe=True, now=now)

    def on_sender_report(self, track: Track, ntp_timestamp: int, timestamp: int) -> None:
        """Learn the track's clock."""
        self._recorder.report(track, ntp_timestamp, timestamp)

    # The connection

    async def negotiate(self, addresses: tuple[str, ...] | None) -> str:
        """Answer the offer; the answer names `addresses` as candidates.

        Raises:
            BadOffer: aiortc cannot answer it.
            OSError: no socket could be opened.
        """
        try:
            async with asyncio.timeout(NEGOTIATION_S):
                return await self._answer(addresses)
        except (OSError, asyncio.CancelledError):
            await self._discard()
            raise
        except Exception as error:  # hostile offers make aiortc raise whatever its statements raise
            await self._discard()
            raise BadOffer("cannot be answered") from error

    async def _discard(self) -> None:
        """Close a connection that never was; a half made one may fail at that too."""
        try:
            await self._hang_up()
        except Exception as error:
            log.warning("half_made_peer_not_closed", error=type(error).__name__)

    async def _answer(self, addresses: tuple[str, ...] | None) -> str:
        for track in sorted(self._offer.tracks, reverse=True):
            kind = track.name.lower()
            transceiver = self._pc.addTransceiver(kind, direction="recvonly")
            codecs = RTCRtpSender.getCapabilities(kind).codecs
            wanted = (CODEC_OF[kind], f"{kind}/rtx")
            transceiver.setCodecPreferences([one for one in codecs if one.mimeType.lower() in wanted])
            transceiver.receiver.lead(self._pump, self._streams)
        await self._pc.setRemoteDescription(RTCSessionDescription(self._offer.sdp, "offer"))
        with host_addresses(addresses), pumped_sockets(self._pump):
            await self._pc.setLocalDescription(await self._pc.createAnswer())
        return with_ptime(self._pc.localDescription.sdp)

    async def run(self) -> None:
        """Record until the peer ends, then complete the part and tell so."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tell())
            recording = group.create_task(self._record())
            await self._stopped.wait()
            await self._hang_up()
            self._recorder.end(self._loop.time())
            await recording
            done = self._recorder.summary
            cause = self._cause or "peer_closed"
            log.info("media_received", part_id=self.identity.part_id, cause=cause, **asdict(self.losses))
            await self._events.put(PartClosed(self.identity.part_id, cause, done.duration_ms, done.size))
            await self._events.put(None)

    def beat(self, now: float) -> None:
        """Let time pass: decide whether the peer is over, complete what is due, give feedback."""
        if self.is_over:
            return
        self._look(now)
        self._recorder.poll(now)
        if now - self._reported_at >= REPORT_EACH_S:
            self._reported_at = now
            self._streams.report(now)
        if self._streams.last_at is not None and self._recorder.keyframe_due(now):
            self._streams.ask_for_keyframe(now)

    def _look(self, now: float) -> None:
        """Decide whether the peer is over."""
        media_at = self._streams.last_at
        if media_at != self._noted_media_at:
            self._noted_media_at, self._last_media_at = media_at, self._clock.now()
        if self._pc.connectionState == "closed":
            self.stop("peer_closed")
        limit = self._limits.first_media_s if media_at is None else self._limits.no_media_s
        if now - (media_at or self._accepted_at) >= limit:
            self.stop("no_media")

    async def _hang_up(self) -> None:
        try:
            async with asyncio.timeout(HANG_UP_S):
                await self._pc.close()
        except TimeoutError:
            log.warning("peer_close_timed_out", part_id=self.identity.part_id)

    # The recording

    async def _record(self) -> None:
        try:
            await self._recorder.run()
        except OSError as error:
            log.error("recording_failed", part_id=self.identity.part_id, errno=error.errno)
            self.stop("storage_failed")

    def _opened(self, part: PartFormat, origin_at: float) -> None:
        age = timedelta(seconds=self._loop.time() - origin_at)
        mine = self.identity
        started_at = self._clock.now() - age
        sealed = mine.seal is not None
        size = part.width, part.height
        self._put(PartStarted(mine.part_id, mine.attempt_id, started_at, mine.path_key, *size, sealed=sealed))

    def _segment(self, segment: SegmentClosed) -> None:
        self._put(segment)

    def _put(self, event: Event) -> None:
        try:
            self._events.put_nowait(event)
        except asyncio.QueueFull:
            log.error("recording_event_dropped", part_id=self.identity.part_id)

    async def _tell(self) -> None:
        while (event := await self._events.get()) is not None:
            try:
                async with asyncio.timeout(SINK_S):
                    await self._handle(event)
            except Exception as error:  # the file is the truth: a repair reads again what was not noted
                log.error("recording_sink_failed", part_id=event.part_id, error=type(error).__name__)

    async def _handle(self, event: Event) -> None:
        match event:
            case PartStarted():
                await self._sink.part_started(event)
            case SegmentClosed():
                await self._sink.segment_closed(event)
            case PartClosed():
                await self._sink.part_closed(event)
