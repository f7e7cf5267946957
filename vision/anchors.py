"""From a detector's raw tensors to boxes: anchor grids, box decode and weighted suppression.

Source: "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (Bazarevsky et al., 2019): anchors
of fixed size, of which only the centre matters, and blending of overlapping boxes instead of suppression.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BLEND_OVERLAP = 0.3  # boxes overlapping more than this are one object (the paper's models ship with .3)


@dataclass(frozen=True, slots=True)
class Grid:
    """A detector's anchors: input side in px and, per feature map, its stride in px and anchors per cell."""

    side_px: int
    strides: tuple[int, ...]
    per_cell: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One detection in the unit square of the net's input: corners, and key points float32 (K, 2)."""

    score: float
    x0: float
    y0: float
    x1: float
    y1: float
    points: Floats


def anchor_centres(grid: Grid) -> Floats:
    """Centres of all anchors in the unit square, float32 (N, 2), in the net's output order."""
    centres: list[tuple[float, float]] = []
    for stride, per_cell in zip(grid.strides, grid.per_cell, strict=True):
        n = math.ceil(grid.side_px / stride)
        for row in range(n):
            for column in range(n):
                centres += [((column + 0.5) / n, (row + 0.5) / n)] * per_cell
    return np.array(centres, np.float32)


def decode(raw: Floats, logits: Floats, centres: Floats, *, side_px: int, threshold: float) -> list[Box]:
    """Decode the boxes scoring at least `threshold`, best first, overlapping ones blended.

    `raw`: float32 (N, 4 + 2K), centre, size and key points in px relative to the anchor; `logits`: (N,).
    """
    kept = np.nonzero(logits >= math.log(threshold / (1 - threshold)))[0]
    if kept.size == 0:
        return []
    scores = (1 / (1 + np.exp(-np.clip(logits[kept], -60, 60)))).astype(np.float32)
    values, anchors = raw[kept] / side_px, centres[kept]
    middle, half = values[:, :2] + anchors, values[:, 2:4] / 2
    corners = np.hstack([middle - half, middle + half])
    points = values[:, 4:].reshape(len(kept), -1, 2) + anchors[:, None, :]
    return _blend(scores, corners, points)


def _blend(scores: Floats, corners: Floats, points: Floats) -> list[Box]:
    boxes: list[Box] = []
    rest = np.argsort(-scores)
    while rest.size:
        best = rest[0]
        same = overlaps(corners[rest], corners[best]) > BLEND_OVERLAP
        same[0] = True
        group = rest[same]
        weights = scores[group] / scores[group].sum()
        x0, y0, x1, y1 = (float(edge) for edge in weights @ corners[group])
        blended = np.tensordot(weights, points[group], axes=1).astype(np.float32)
        boxes.append(Box(float(scores[best]), x0, y0, x1, y1, blended))
        rest = rest[~same]
    return boxes


def overlaps(corners: Floats, one: Floats) -> Floats:
    """Intersection over union of each box (N, 4) with `one` (4,)."""
    width = np.minimum(corners[:, 2], one[2]) - np.maximum(corners[:, 0], one[0])
    height = np.minimum(corners[:, 3], one[3]) - np.maximum(corners[:, 1], one[1])
    shared = np.clip(width, 0, None) * np.clip(height, 0, None)
    areas = (corners[:, 2] - corners[:, 0]) * (corners[:, 3] - corners[:, 1])
    union = areas + (one[2] - one[0]) * (one[3] - one[1]) - shared
    result: Floats = (shared / np.maximum(union, 1e-9)).astype(np.float32)
    return result
