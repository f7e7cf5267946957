"""A square cut out of a picture, turned upright and scaled, and the way back to the picture's px."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.light import Image

Points = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Crop:
    """`picture`: uint8 (S, S, 3); `to_source`: float64 (2, 3), maps its px to the px it was cut from."""

    picture: Image
    to_source: NDArray[np.float64]

    def in_source(self, points: Points) -> Points:
        """Map points (N, 2) of the crop to the picture it was cut from."""
        moved: Points = points @ self.to_source[:, :2].T + self.to_source[:, 2]
        return moved


def cut_square(
    bgr: Image, *, centre: tuple[float, float], size_px: float, roll_rad: float, side_px: int
) -> Crop:
    """Cut the square of `size_px` round `centre` whose upper edge is inclined by `roll_rad`."""
    step = size_px / side_px
    cosine, sine = math.cos(roll_rad) * step, math.sin(roll_rad) * step
    to_source = np.array([[cosine, -sine, 0], [sine, cosine, 0]], np.float64)
    to_source[:, 2] = np.array(centre) - to_source[:, :2].sum(axis=1) * side_px / 2
    return cut(bgr, to_source, side_px)


def cut(bgr: Image, to_source: NDArray[np.float64], side_px: int) -> Crop:
    """Cut by a given map; what lies beyond the picture repeats its edge."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    picture: Image = cv2.warpAffine(
        bgr, to_source, (side_px, side_px), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return Crop(picture, to_source)


def roll_between(left: Points, right: Points) -> float:
    """Inclination in rad of the line from the point (2,) at the image's left to the one at its right."""
    across = right - left
    return math.atan2(float(across[1]), float(across[0]))
