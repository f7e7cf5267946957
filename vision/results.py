"""What the analysis gives back from its processes: plain values, read without loading a single net."""

from dataclasses import dataclass

from vision.hearing import Hearing, Record, in_order
from vision.observation import Observation
from vision.signals import Baseline, View


@dataclass(frozen=True, slots=True)
class SegmentAnalysis:
    """What was seen and heard in one segment; `still_jpeg` is its last sample, 320 px on the longer side.

    `n_frames` counts decoded frames, `cpu_s` is this thread's CPU time, `problem` says in one phrase why
    something is missing (None: nothing is).
    """

    observations: tuple[Observation, ...]
    still_jpeg: bytes | None
    n_frames: int
    cpu_s: float
    problem: str | None
    hearings: tuple[Hearing, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What was seen and heard, by time."""
        return in_order(self.observations, self.hearings)


@dataclass(frozen=True, slots=True)
class FrameCheck:
    """What one picture shows: faces, the largest one's width as a share of the frame, mean grey (0..255).

    `baseline` is there when the picture will do as one: one face, near enough to frontal, in a clear view.
    """

    n_faces: int
    face_share: float
    luma: float
    view: View
    yaw_deg: float | None
    baseline: Baseline | None = None
