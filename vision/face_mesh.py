"""How a face looks closely: its 468 landmarks, whether it is a face at all, and its pitch."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.crop import cut_square, roll_between
from vision.head_pose import LEFT_EYE, RIGHT_EYE, mesh_pitch
from vision.light import Image
from vision.model_files import ModelFile
from vision.models import Net

Floats = NDArray[np.float32]
SIDE_PX = 192
MARGIN = 1.5  # the net wants the face's box half as large again, upright
N_LANDMARKS = 468


@dataclass(frozen=True, slots=True)
class Mesh:
    """What the landmark net says of one face.

    `presence`: is it a face at all (0..1); `pitch_deg` > 0 is down; `points`: float32 (468, 2), px of the picture.
    """

    presence: float
    pitch_deg: float
    points: Floats


class MeshNet:
    """The face landmark net on an upright crop round a found face."""

    def __init__(self) -> None:
        self._net = Net(ModelFile.FACE_MESH)

    def look(self, bgr: Image, *, centre: tuple[float, float], size_px: float, key_points: Floats) -> Mesh:
        """Look at the face in the box of `size_px` round `centre`; `key_points` (6, 2) say how it is inclined."""
        crop = cut_square(
            bgr,
            centre=centre,
            size_px=MARGIN * size_px,
            roll_rad=roll_between(key_points[RIGHT_EYE], key_points[LEFT_EYE]),
            side_px=SIDE_PX,
        )
        rgb = cv2.cvtColor(crop.picture, cv2.COLOR_BGR2RGB)
        found, presence = self._net.run(np.multiply(rgb, np.float32(1 / 255), dtype=np.float32)[None])
        landmarks = found.reshape(N_LANDMARKS, 3).astype(np.float64)
        logit = float(np.clip(presence.reshape(-1)[0], -50, 50))
        points = crop.in_source(landmarks[:, :2]).astype(np.float32)
        return Mesh(1 / (1 + math.exp(-logit)), mesh_pitch(landmarks), points)
