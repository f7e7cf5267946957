"""Where the eyes look: how far each iris stands aside between the corners of its eye.

Source of the net: "Real-time Pupil Tracking from Monocular Video for Digital Puppetry" (Ablavatski et al., 2020).
"""

from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.crop import cut_square, roll_between
from vision.head_pose import LEFT_EYE, RIGHT_EYE
from vision.light import Image
from vision.model_files import ModelFile
from vision.models import Net

Floats = NDArray[np.float32]
SIDE_PX = 64
FIELD = 1.06  # the net's field of view over the distance of the eyes: 2.3 times an eye's width, which is .46 of it
CONTOUR_OUTER, CONTOUR_INNER, CONTOUR_LOWER, CONTOUR_UPPER = 0, 8, 4, 12


class Eye(Enum):
    """An eye by its place among the six key points; right is the candidate's own."""

    RIGHT = RIGHT_EYE
    LEFT = LEFT_EYE


@dataclass(frozen=True, slots=True)
class Gaze:
    """`aside`: offset of the iris from the middle of its eye over the eye's width, > 0 to the image's right.

    `open`: the eye's height over its width; a closed eye says nothing of the gaze.
    """

    aside: float
    open: float


class IrisNet:
    """The iris net on one eye."""

    def __init__(self) -> None:
        self._net = Net(ModelFile.IRIS)

    def look(self, bgr: Image, key_points: Floats, eye: Eye) -> Gaze:
        """Measure the gaze of one eye of the face with these six key points (6, 2)."""
        right, left = key_points[RIGHT_EYE], key_points[LEFT_EYE]
        x, y = key_points[eye.value]
        crop = cut_square(
            bgr,
            centre=(float(x), float(y)),
            size_px=max(1.0, FIELD * float(np.hypot(*(left - right)))),
            roll_rad=roll_between(right, left),
            side_px=SIDE_PX,
        ).picture
        mirrored = eye is Eye.LEFT  # the net knows one kind of eye
        rgb = cv2.cvtColor(cv2.flip(crop, 1) if mirrored else crop, cv2.COLOR_BGR2RGB)
        contour, iris = self._net.run(np.multiply(rgb, np.float32(1 / 255), dtype=np.float32)[None])
        return eye_gaze(contour.reshape(-1, 3)[:, :2], iris.reshape(-1, 3)[0, :2], mirrored=mirrored)


def eye_gaze(contour: Floats, iris: Floats, *, mirrored: bool) -> Gaze:
    """Gaze of one eye from its contour (71, 2) and the iris' centre (2,), in px of the crop."""
    first, last = sorted((float(contour[CONTOUR_OUTER, 0]), float(contour[CONTOUR_INNER, 0])))
    width = max(last - first, 1e-3)
    aside = (float(iris[0]) - (first + last) / 2) / width
    height = abs(float(contour[CONTOUR_UPPER, 1] - contour[CONTOUR_LOWER, 1]))
    return Gaze(-aside if mirrored else aside, height / width)
