"""The nets behind one Protocol: where faces and people are in a picture, and what a face says when looked at."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

import cv2
import numpy as np

from vision.anchors import Box, Floats, Grid, anchor_centres, decode
from vision.errors import ModelMissing
from vision.face_mesh import Mesh, MeshNet
from vision.gaze import Eye, Gaze, IrisNet
from vision.identity import FaceIdentity
from vision.light import Image
from vision.model_files import ModelFile
from vision.models import Net

FACE_THRESHOLD, PERSON_THRESHOLD = 0.4, 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """A detection in px of the picture: box corners, score, key points float32 (K, 2); `far`: by far range."""

    score: float
    x0: float
    y0: float
    x1: float
    y1: float
    points: Floats
    far: bool = False

    @property
    def width_px(self) -> float:
        return self.x1 - self.x0

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x0, self.y0, self.x1, self.y1

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def fitted(self, landmarks: Floats) -> "Found":
        """The same detection with the box drawn round its landmarks (N, 2): tighter than the detector's own."""
        (x0, y0), (x1, y1) = landmarks.min(axis=0), landmarks.max(axis=0)
        return replace(self, x0=float(x0), y0=float(y0), x1=float(x1), y1=float(y1))

    def scaled(self, factor: float) -> "Found":
        """The same detection in the same picture drawn `factor` times as large."""
        x0, y0, x1, y1 = (edge * factor for edge in (self.x0, self.y0, self.x1, self.y1))
        return replace(self, x0=x0, y0=y0, x1=x1, y1=y1, points=self.points * np.float32(factor))


class Detectors(Protocol):
    """Stateless detectors; `bgr` is uint8 (H, W, 3) everywhere. Found faces carry six key points."""

    def near_faces(self, bgr: Image) -> list[Found]:
        """Faces of a fifth of the frame's width and more, best first."""

    def far_faces(self, bgr: Image) -> list[Found]:
        """Faces down to .08 of the frame's width, best first; dearer than `near_faces`."""

    def persons(self, bgr: Image) -> list[Found]:
        """Bodies, also from behind, best first."""

    def mesh(self, bgr: Image, face: Found) -> Mesh:
        """Look closely at one found face."""

    def gaze(self, bgr: Image, face: Found, eye: Eye) -> Gaze:
        """Where one eye of a found face looks."""

    def identity(self, bgr: Image, mesh: Mesh) -> tuple[int, ...] | None:
        """Describe whose face it is (`Face.identity`); None where that network is not installed."""


class AnchorDetector:
    """One anchor-based net with its pre- and post-processing."""

    def __init__(self, model: ModelFile, grid: Grid, *, threshold: float) -> None:
        self._net = Net(model)
        self._far = model is ModelFile.FACE_FULL
        self._side_px, self._threshold = grid.side_px, threshold
        self._centres = anchor_centres(grid)
        self._canvas = np.zeros((1, grid.side_px, grid.side_px, 3), np.float32)
        self._filled = (0, 0)  # columns and rows of the canvas that a picture takes; the rest stays black

    def find(self, bgr: Image) -> list[Found]:
        """Detect in the whole picture, letterboxed into the net's square."""
        left, top, scale = self._fill(bgr)
        raw, logits = self._net.run(self._canvas)
        boxes = decode(
            raw[0], logits.reshape(-1), self._centres, side_px=self._side_px, threshold=self._threshold
        )
        return [self._in_px(box, left, top, scale) for box in boxes]

    def _fill(self, bgr: Image) -> tuple[int, int, float]:
        side, (height, width) = self._side_px, bgr.shape[:2]
        scale = side / max(height, width)
        columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
        left, top = (side - columns) // 2, (side - rows) // 2
        if (columns, rows) != self._filled:
            self._canvas[:] = -1
            self._filled = columns, rows
        small = shrunk(bgr, columns, rows)
        inner = self._canvas[0, top : top + rows, left : left + columns]
        np.multiply(cv2.cvtColor(small, cv2.COLOR_BGR2RGB), np.float32(1 / 127.5), out=inner)
        inner -= 1
        return left, top, scale

    def _in_px(self, box: Box, left: int, top: int, scale: float) -> Found:
        side, shift = self._side_px, np.array([left, top], np.float32)
        return Found(
            score=box.score,
            x0=(box.x0 * side - left) / scale,
            y0=(box.y0 * side - top) / scale,
            x1=(box.x1 * side - left) / scale,
            y1=(box.y1 * side - top) / scale,
            points=(box.points * side - shift) / scale,
            far=self._far,
        )


def shrunk(bgr: Image, columns: int, rows: int) -> Image:
    """The picture in this size: halved by means of 2x2 px for as long as it can be, the rest by interpolation.

    As good for the nets as means of any areas (`cv2.INTER_AREA`) and a quarter of the time.
    """
    while bgr.shape[1] >= 2 * columns and bgr.shape[0] >= 2 * rows:
        half = bgr.shape[1] // 2, bgr.shape[0] // 2
        bgr = cv2.resize(bgr, half, interpolation=cv2.INTER_AREA)
    small: Image = cv2.resize(bgr, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return small


class BlazeDetectors:
    """The real detectors, one set for every candidate a process serves."""

    def __init__(self) -> None:
        face, person = FACE_THRESHOLD, PERSON_THRESHOLD
        self._near = AnchorDetector(ModelFile.FACE_SHORT, Grid(128, (8, 16), (2, 6)), threshold=face)
        self._far = AnchorDetector(ModelFile.FACE_FULL, Grid(192, (4,), (1,)), threshold=face)
        self._person = AnchorDetector(ModelFile.PERSON, Grid(224, (8, 16, 32), (2, 2, 6)), threshold=person)
        self._mesh = MeshNet()
        self._iris = IrisNet()
        self._identity = _identity_or_none()

    def near_faces(self, bgr: Image) -> list[Found]:
        """See `Detectors`."""
        return self._near.find(bgr)

    def far_faces(self, bgr: Image) -> list[Found]:
        """See `Detectors`."""
        return self._far.find(bgr)

    def persons(self, bgr: Image) -> list[Found]:
        """See `Detectors`."""
        return self._person.find(bgr)

    def mesh(self, bgr: Image, face: Found) -> Mesh:
        """See `Detectors`."""
        size_px = max(face.width_px, face.y1 - face.y0)
        return self._mesh.look(bgr, centre=face.centre, size_px=size_px, key_points=face.points)

    def gaze(self, bgr: Image, face: Found, eye: Eye) -> Gaze:
        """See `Detectors`."""
        return self._iris.look(bgr, face.points, eye)

    def identity(self, bgr: Image, mesh: Mesh) -> tuple[int, ...] | None:
        """See `Detectors`."""
        return None if self._identity is None else self._identity.describe(bgr, mesh)


def _identity_or_none() -> FaceIdentity | None:
    """The one cue that is optional; `missing_cues` tells of it."""
    try:
        return FaceIdentity()
    except ModelMissing:
        return None


@cache
def process_detectors() -> BlazeDetectors:
    """The one set of detectors of this process, loaded at the first call.

    Raises:
        ModelMissing: a model's file is not installed.
    """
    cv2.setNumThreads(1)
    return BlazeDetectors()
