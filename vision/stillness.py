"""How much a picture differs from the one that was looked at last: by its cells, so that noise does not count."""

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.light import Image

Cells = NDArray[np.int16]
CELLS = (
    20,
    15,
)  # of 8x8 px of the 160x120 grey picture: a camera's noise averages out in them, a head does not


def cells_of(grey: Image) -> Cells:
    """Mean grey of each cell, int16 (15, 20); `grey`: uint8 (120, 160)."""
    cells: Cells = cv2.resize(grey, CELLS, interpolation=cv2.INTER_AREA).astype(np.int16)
    return cells


def stir_between(cells: Cells, before: Cells) -> int:
    """The largest change of any cell, in grey levels."""
    return int(np.abs(cells - before).max())


def share_stirred(cells: Cells, before: Cells, by: int) -> float:
    """Which share of the cells changed by more than `by` grey levels."""
    return float((np.abs(cells - before) > by).mean())


def stirred_columns(cells: Cells, before: Cells, by: int) -> list[int]:
    """How many cells changed by more than `by` grey levels, column by column from the left."""
    counts: list[int] = (np.abs(cells - before) > by).sum(axis=0).tolist()
    return counts
