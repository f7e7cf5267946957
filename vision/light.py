"""How bright, sharp and changed a frame is: grey statistics at 160x120."""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.observation import LAYOUT_HEIGHT, LAYOUT_WIDTH, Light

Image = NDArray[np.uint8]
GREY_SIZE_PX = (160, 120)


def grey_of(bgr: Image) -> Image:
    """Shrink to the 160x120 grey picture on which every statistic is taken; `bgr`: uint8 (H, W, 3)."""
    small = cv2.resize(bgr, GREY_SIZE_PX, interpolation=cv2.INTER_AREA)
    grey: Image = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return grey


def measure_light(grey: Image, before: Image | None) -> Light:
    """Measure one grey frame against the sample before it; both uint8 (120, 160)."""
    mean, deviation = cv2.meanStdDev(grey)
    _, edges = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
    layout = cv2.resize(grey, (LAYOUT_WIDTH, LAYOUT_HEIGHT), interpolation=cv2.INTER_AREA)
    return Light(
        luma=round(float(mean[0, 0]), 2),
        contrast=round(float(deviation[0, 0]), 2),
        sharpness=round(float(edges[0, 0]) ** 2, 2),
        change=None if before is None else round(mean_change(grey, before), 3),
        layout=tuple(layout.ravel().tolist()),
    )


def mean_change(grey: Image, before: Image) -> float:
    """Mean absolute difference of two grey frames, in grey levels."""
    return float(cv2.absdiff(grey, before).mean())
