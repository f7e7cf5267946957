"""What one recorded segment shows: bytes in, observations out, the same however often it is repeated."""

import time
from itertools import chain
from pathlib import Path

from vision.cascade import Cascade
from vision.detectors import Detectors, process_detectors
from vision.errors import UnreadableMedia
from vision.frames import Video, to_jpeg
from vision.listening import listen
from vision.objects import process_objects
from vision.observation import Observation
from vision.results import SegmentAnalysis

SAMPLE_FPS = 2.0  # measured: 4 samples a second find little more and cost a fifth more


def analyse_segment(
    webm: bytes,
    *,
    t0_s: float,
    sample_fps: float = SAMPLE_FPS,
    detectors: Detectors | None = None,
    object_model: Path | None = None,
) -> SegmentAnalysis:
    """Analyse a whole little WebM (header and clusters) whose first block was at `t0_s`.

    `object_model`: an operator's detector (`vision.objects`), asked every few seconds.
    Unreadable bytes are not an error but a `problem`: the recording may be torn, the attempt goes on.

    Raises:
        ModelMissing: a model's file is not installed.
    """
    objects = None if object_model is None else process_objects(object_model)
    cascade = Cascade(detectors or process_detectors(), objects=objects)
    began = time.thread_time()
    observations: list[Observation] = []
    still: bytes | None = None
    try:
        with Video(webm) as video:
            for sample in chain.from_iterable(video.batches(sample_fps)):
                at_s = round(t0_s + sample.offset_s, 3)
                observations.append(cascade.observe(sample.bgr, at_s, detail=sample.detail))
                last = sample
            if observations:
                still = to_jpeg(last.bgr)
            n_frames, problem = video.n_frames, _problem(video)
    except UnreadableMedia as error:
        n_frames, problem = 0, str(error)
    hearings = listen(webm, t0_s=t0_s)
    cpu_s = time.thread_time() - began
    return SegmentAnalysis(tuple(observations), still, n_frames, cpu_s, problem, hearings)


def _problem(video: Video) -> str | None:
    if video.n_frames == 0:
        return "not one frame could be decoded"
    return f"{video.n_broken} packets could not be decoded" if video.n_broken else None
