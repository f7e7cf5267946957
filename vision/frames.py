"""Which frames of a video are looked at: decoding with PyAV, a few samples a second, small and upright."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.video.reformatter import VideoReformatter

from vision.errors import UnreadableMedia
from vision.light import Image

WORKING_SIDE_PX = 320  # the detectors' inputs are 128 to 224 px; above 320 nothing is gained
LARGEST_PX = 8192 * 4320  # no camera gives more; a header that says so only costs memory
BATCH, BATCH_PX = 8, 8 * 1280 * 720  # samples decoded ahead: a segment's, of large pictures fewer
DETAIL_SIDE_PX = 640  # to tell people apart by a small face, more is


@dataclass(frozen=True, slots=True)
class Sample:
    """A frame `offset_s` after the first; `bgr`: uint8 (H, W, 3), no larger than was asked for.

    `detail()` gives the same frame in up to 640 px.
    """

    offset_s: float
    bgr: Image
    detail: Callable[[], Image]


class Video:
    """One opened video: its samples in time order, and what was met while decoding them.

    Use as a context manager. Frames that no other frame refers to are skipped undecoded unless `every_frame`.
    (Skipping the deblocking as well would save a tenth more, but then a frozen picture jumps at each keyframe.)

    Raises:
        UnreadableMedia: the source is no media, holds no video, or one larger than any camera's.
    """

    def __init__(
        self, source: bytes | Path, *, side_px: int = WORKING_SIDE_PX, every_frame: bool = False
    ) -> None:
        self.n_frames = 0
        self.n_broken = 0
        self.end_s = 0.0
        self._side_px = side_px
        self._reformatter = VideoReformatter()  # kept: making one costs more than the conversion
        try:
            self._container = av.open(io.BytesIO(source) if isinstance(source, bytes) else str(source))
        except (av.FFmpegError, OSError) as error:
            raise UnreadableMedia("this is no media file that can be read") from error
        if not self._container.streams.video:
            self._container.close()
            raise UnreadableMedia("there is no video in it")
        self._stream = self._container.streams.video[0]
        self._require_a_cameras_size()
        self._stream.codec_context.thread_count = 1
        if not every_frame:
            self._stream.codec_context.skip_frame = "NONREF"

    def _require_a_cameras_size(self) -> None:
        """By what the header says, and by the decoder's own limit where the pictures say otherwise later."""
        codec = self._stream.codec_context
        if codec.width * codec.height > LARGEST_PX:
            self._container.close()
            raise UnreadableMedia("its pictures are larger than any camera's")
        codec.options = {"max_pixels": str(LARGEST_PX)}

    def __enter__(self) -> "Video":
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    @property
    def duration_s(self) -> float:
        """What the container says it lasts, or where decoding ended, whichever is later."""
        said = self._container.duration
        return max(self.end_s, said / av.time_base if said else 0.0)

    def samples(self, fps: float) -> Iterator[Sample]:
        """The first frame at or after every 1/`fps` seconds."""
        due_s, step_s = 0.0, 1 / fps
        for offset_s, frame in self._decoded():
            if offset_s + 1e-3 < due_s:
                continue
            due_s = step_s * (int((offset_s + 1e-3) / step_s) + 1)
            yield self._sample(offset_s, frame)

    def batches(self, fps: float) -> Iterator[list[Sample]]:
        """The same samples, some at a time: nets and decoder by turns in the processor's caches cost more."""
        samples = self.samples(fps)
        codec = self._stream.codec_context
        n = max(1, min(BATCH, BATCH_PX // max(1, codec.width * codec.height)))
        while batch := list(islice(samples, n)):
            yield batch

    def frame_at(self, offset_s: float) -> Sample:
        """The frame shown at `offset_s`; the nearest one when it lies outside.

        Raises:
            UnreadableMedia: not one frame could be decoded.
        """
        shown: tuple[float, Any] | None = None
        for at_s, frame in self._decoded():
            if shown is not None and at_s > offset_s + 1e-3:
                break
            shown = at_s, frame
        if shown is None:
            raise UnreadableMedia("not one frame could be decoded")
        return self._sample(*shown)

    def _decoded(self) -> Iterator[tuple[float, Any]]:
        first: int | None = None
        for packet in self._packets():
            try:
                frames = packet.decode()
            except av.FFmpegError:
                self.n_broken += 1
                continue
            for frame in frames:
                if frame.pts is None:
                    continue
                first = frame.pts if first is None else first
                self.n_frames += 1
                self.end_s = float((frame.pts - first) * frame.time_base)
                yield self.end_s, frame

    def _packets(self) -> Iterator[Any]:
        try:
            yield from self._container.demux(self._stream)
        except av.FFmpegError:
            self.n_broken += 1

    def _sample(self, offset_s: float, frame: Any) -> Sample:
        detail = partial(self._picture, frame, DETAIL_SIDE_PX)
        return Sample(offset_s, self._picture(frame, self._side_px), detail)

    def _picture(self, frame: Any, side_px: int) -> Image:
        scale = min(1.0, side_px / max(frame.width, frame.height))
        width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
        small = self._reformatter.reformat(frame, width, height, "bgr24", interpolation="BILINEAR")
        picture: Image = small.to_ndarray()  # type: ignore[assignment]
        turns = round(getattr(frame, "rotation", 0) / 90) % 4
        return np.ascontiguousarray(np.rot90(picture, turns)) if turns else picture


def to_jpeg(bgr: Image, *, quality: int = 78) -> bytes:
    """Encode a picture as JPEG."""
    _, encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(encoded)
