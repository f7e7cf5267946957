"""Where the eyes look: how far each iris stands aside between the corners of its eye.

Source of the net: "Real-time Pupil Tracking from Monocular Video for Digital Puppetry" (Ablavatski et al., 2020).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from vision.crop import cut_square, roll_between
from vision.face_mesh import Floats, Mesh
from vision.light import Image
from vision.models import ModelFile, Net

SIDE_PX = 64
MARGIN = 2.3  # of the eye's width: the net's own field of view
# corners in the mesh, the one at the image's left first; the net knows left eyes, so the other is mirrored
EYES = ((33, 133, False), (362, 263, True))
CONTOUR_OUTER, CONTOUR_INNER, CONTOUR_LOWER, CONTOUR_UPPER = 0, 8, 4, 12


@dataclass(frozen=True, slots=True)
class Gaze:
    """`aside`: mean offset of the irises from the middle of their eyes over the eye's width, > 0 to the image's right.

    `open`: mean height of the eyes over their width; a closed eye says nothing of the gaze.
    """

    aside: float
    open: float


class IrisNet:
    """The iris net on both eyes of a face mesh."""

    def __init__(self) -> None:
        self._net = Net(ModelFile.IRIS)

    def look(self, bgr: Image, mesh: Mesh) -> Gaze:
        """Measure the gaze of one face."""
        eyes = [self._eye(bgr, mesh.points[left], mesh.points[right], flip) for left, right, flip in EYES]
        return Gaze(sum(one.aside for one in eyes) / 2, sum(one.open for one in eyes) / 2)

    def _eye(self, bgr: Image, left: Floats, right: Floats, flip: bool) -> Gaze:
        middle = (left + right) / 2
        crop = cut_square(
            bgr,
            centre=(float(middle[0]), float(middle[1])),
            size_px=max(1.0, MARGIN * float(np.hypot(*(right - left)))),
            roll_rad=roll_between(left, right),
            side_px=SIDE_PX,
        ).picture
        rgb = cv2.cvtColor(cv2.flip(crop, 1) if flip else crop, cv2.COLOR_BGR2RGB)
        contour, iris = self._net.run(np.multiply(rgb, np.float32(1 / 255), dtype=np.float32)[None])
        return eye_gaze(contour.reshape(-1, 3)[:, :2], iris.reshape(-1, 3)[0, :2], mirrored=flip)


def eye_gaze(contour: Floats, iris: Floats, *, mirrored: bool) -> Gaze:
    """Gaze of one eye from its contour (71, 2) and the iris' centre (2,), in px of the crop."""
    first, last = sorted((float(contour[CONTOUR_OUTER, 0]), float(contour[CONTOUR_INNER, 0])))
    width = max(last - first, 1e-3)
    aside = (float(iris[0]) - (first + last) / 2) / width
    height = abs(float(contour[CONTOUR_UPPER, 1] - contour[CONTOUR_LOWER, 1]))
    return Gaze(-aside if mirrored else aside, height / width)
