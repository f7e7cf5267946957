"""The nets behind one Protocol: where faces and people are in a picture, and how a face is inclined."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import cv2
import numpy as np

from vision.anchors import Box, Floats, Grid, anchor_centres, decode
from vision.head_pose import LEFT_EYE, RIGHT_EYE, mesh_pitch
from vision.light import Image
from vision.models import ModelFile, Net

FACE_THRESHOLD, PERSON_THRESHOLD = 0.4, 0.3
MESH_SIDE_PX = 192
MESH_MARGIN = 1.5  # the mesh wants the face's box half as large again, upright


@dataclass(frozen=True, slots=True)
class Found:
    """A detection in px of the picture: box corners, score, key points float32 (K, 2)."""

    score: float
    x0: float
    y0: float
    x1: float
    y1: float
    points: Floats

    @property
    def width_px(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Mesh:
    """What the landmark net says of one face: is it a face at all (0..1), and its pitch in degrees."""

    presence: float
    pitch_deg: float


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


class AnchorDetector:
    """One anchor-based net with its pre- and post-processing."""

    def __init__(self, model: ModelFile, grid: Grid, *, threshold: float) -> None:
        self._net = Net(model)
        self._side_px, self._threshold = grid.side_px, threshold
        self._centres = anchor_centres(grid)
        self._canvas = np.zeros((1, grid.side_px, grid.side_px, 3), np.float32)

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
        small = cv2.cvtColor(
            cv2.resize(bgr, (columns, rows), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB
        )
        self._canvas[:] = -1
        self._canvas[0, top : top + rows, left : left + columns] = small.astype(np.float32) / 127.5 - 1
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
        )


class MeshNet:
    """The face landmark net on an upright crop round a found face."""

    def __init__(self) -> None:
        self._net = Net(ModelFile.FACE_MESH)

    def look(self, bgr: Image, face: Found) -> Mesh:
        """Presence and pitch of one face."""
        landmarks, presence = self._net.run(self._crop(bgr, face))
        logit = float(np.clip(presence.reshape(-1)[0], -50, 50))
        return Mesh(1 / (1 + math.exp(-logit)), mesh_pitch(landmarks.reshape(-1, 3).astype(np.float64)))

    def _crop(self, bgr: Image, face: Found) -> Floats:
        across = face.points[LEFT_EYE] - face.points[RIGHT_EYE]
        roll = math.atan2(float(across[1]), float(across[0]))
        step = MESH_MARGIN * max(face.width_px, face.y1 - face.y0) / MESH_SIDE_PX
        cosine, sine = math.cos(roll) * step, math.sin(roll) * step
        turn = np.array([[cosine, -sine, 0], [sine, cosine, 0]], np.float64)
        turn[:, 2] = np.array(face.centre) - turn[:, :2].sum(axis=1) * MESH_SIDE_PX / 2
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        crop = cv2.warpAffine(
            bgr, turn, (MESH_SIDE_PX, MESH_SIDE_PX), flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        picture: Floats = cv2.cvtColor(crop, cv2.COLOR_BGR2RGB).astype(np.float32)[None] / np.float32(255)
        return picture


class BlazeDetectors:
    """The real detectors, one set for every candidate a process serves."""

    def __init__(self) -> None:
        face, person = FACE_THRESHOLD, PERSON_THRESHOLD
        self._near = AnchorDetector(ModelFile.FACE_SHORT, Grid(128, (8, 16), (2, 6)), threshold=face)
        self._far = AnchorDetector(ModelFile.FACE_FULL, Grid(192, (4,), (1,)), threshold=face)
        self._person = AnchorDetector(ModelFile.PERSON, Grid(224, (8, 16, 32), (2, 2, 6)), threshold=person)
        self._mesh = MeshNet()

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
        return self._mesh.look(bgr, face)


@cache
def process_detectors() -> BlazeDetectors:
    """The one set of detectors of this process, loaded at the first call.

    Raises:
        ModelMissing: a model's file is not installed.
    """
    cv2.setNumThreads(1)
    return BlazeDetectors()
