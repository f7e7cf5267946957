"""What a recording from anywhere shows: any container PyAV reads, analysed as its segments would be."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from vision.cascade import Cascade
from vision.detectors import Detectors, process_detectors
from vision.errors import UnreadableMedia
from vision.frames import Video
from vision.hearing import Record, in_order
from vision.listening import listen
from vision.observation import Observation
from vision.segment import SAMPLE_FPS
from vision.signals import Signal, SignalRules, finish, fold, initial_state

SEGMENT_S = (
    4.0  # as long as a recording's segments, so that a file is judged as the same minutes live would be
)
LONGEST_GAP_S = 2.0


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the file, in seconds, that was observed or not."""

    t0_s: float
    t1_s: float
    observed: bool


@dataclass(frozen=True, slots=True)
class Raised:
    """An ended signal and the moment of the sample at which it had been raised, in seconds."""

    signal: Signal
    raised_at_s: float


@dataclass(frozen=True, slots=True)
class FileAnalysis:
    """One analysed file; `cpu_s` is this thread's CPU time, decoding included.

    `luma` and `face_width` are medians over its samples, as in `Light` and `Face`; None: there was none.
    """

    file: str
    duration_s: float
    cpu_s: float
    coverage: tuple[Span, ...]
    raised: tuple[Raised, ...]
    luma: float | None = None
    face_width: float | None = None

    def to_json(self) -> dict[str, object]:
        """The document that `synaq analyse --json` prints."""
        return {
            "file": self.file,
            "duration_s": round(self.duration_s, 2),
            "cpu_s": round(self.cpu_s, 3),
            "coverage": [
                {
                    "t0": round(span.t0_s, 2),
                    "t1": round(span.t1_s, 2),
                    "state": "observed" if span.observed else "not_observed",
                }
                for span in self.coverage
            ],
            "incidents": [signal_to_json(one.signal) for one in self.raised],
        }


def analyse_file(
    path: Path, *, sample_fps: float = SAMPLE_FPS, detectors: Detectors | None = None
) -> FileAnalysis:
    """Analyse the video of one file from its beginning to its end.

    Raises:
        UnreadableMedia: it is no media, or not one frame of video can be decoded.
        ModelMissing: a model's file is not installed.
    """
    found = detectors or process_detectors()
    began = time.thread_time()
    with Video(path) as video:
        observations = list(_observe(video, sample_fps, found))
        duration_s = video.duration_s
    if not observations:
        raise UnreadableMedia("not one frame could be decoded")
    raised = tuple(raised_signals(SignalRules(), in_order(tuple(observations), listen(path))))
    cpu_s = time.thread_time() - began
    widths = [one.face.width for one in observations if one.face is not None]
    return FileAnalysis(
        path.name,
        duration_s,
        cpu_s,
        _coverage(observations, duration_s),
        raised,
        luma=median(one.light.luma for one in observations),
        face_width=median(widths) if widths else None,
    )


def raised_signals(rules: SignalRules, records: Iterable[Record]) -> list[Raised]:
    """Fold a whole recording; the ended signals by their beginning, with the moment each was raised."""
    state, raised_at_s, ended = initial_state(), {}, []
    for record in records:
        state, signals = fold(rules, state, record)
        for one in signals:
            if one.open:
                raised_at_s[one.type, one.t0_s] = record.at_s
            else:
                ended.append(one)
    ended += finish(rules, state)[1]
    ended.sort(key=lambda one: (one.t0_s, one.type.value))
    return [Raised(one, raised_at_s[one.type, one.t0_s]) for one in ended]


def signal_to_json(signal: Signal) -> dict[str, object]:
    """One incident of the `analyse` document."""
    document: dict[str, object] = {
        "type": signal.type.value,
        "t0": round(signal.t0_s, 2),
        "t1": round(signal.t1_s, 2),
        "confidence": round(signal.confidence, 2),
    }
    if signal.direction is not None:
        document["dir"] = signal.direction
    if signal.sub is not None:
        document["sub"] = signal.sub
    return document


def _observe(video: Video, sample_fps: float, detectors: Detectors) -> Iterator[Observation]:
    cascade, segment = Cascade(detectors), 0
    for sample in chain.from_iterable(video.batches(sample_fps)):
        if int(sample.offset_s / SEGMENT_S) != segment:
            cascade, segment = Cascade(detectors), int(sample.offset_s / SEGMENT_S)
        yield cascade.observe(sample.bgr, round(sample.offset_s, 3), detail=sample.detail)


def _coverage(observations: list[Observation], duration_s: float) -> tuple[Span, ...]:
    """Samples more than two seconds apart leave a hole between them."""
    spans: list[Span] = []
    begin_s = last_s = 0.0
    for at_s in [*(one.at_s for one in observations), duration_s]:
        if at_s - last_s > LONGEST_GAP_S:
            spans += [Span(begin_s, last_s, True)] if last_s > begin_s else []
            spans.append(Span(last_s, at_s, False))
            begin_s = at_s
        last_s = at_s
    return (*spans, Span(begin_s, last_s, True)) if last_s > begin_s else tuple(spans)
