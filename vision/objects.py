"""Which forbidden objects lie in view: a place for an operator's own detector, and an adapter for the usual kind.

No package that the product may rest on carries a detector of phones, books or paper, so none comes with it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.errors import ModelMissing
from vision.light import Image
from vision.onnx_session import OnnxSession

Floats = NDArray[np.float32]
KINDS = ("phone", "book", "paper", "calculator", "headphones")


@dataclass(frozen=True, slots=True)
class ObjectFound:
    """An object by its kind (one of `KINDS`) and score, 0..1."""

    kind: str
    score: float


class ObjectDetector(Protocol):
    """Finds objects in a picture; stateless."""

    def objects(self, bgr: Image) -> list[ObjectFound]:
        """What lies in view, best first; `bgr`: uint8 (H, W, 3)."""


class YoloObjects:
    """A detector in the form that the YOLO family exports (version 8 and later), as an ONNX file.

    Input: float32 (1, 3, S, S), RGB, 0..1, letterboxed in grey. Output: float32 (1, 4 + C, N), per candidate its box
    and the scores of the C classes. Beside `MODEL.onnx` lies `MODEL.json`: which class number is which kind, as
    `{"67": "phone", "73": "book"}` (the numbers of the COCO data set); other classes are passed over.
    """

    def __init__(self, model: Path) -> None:
        """Load the model and the names of its classes.

        Raises:
            ModelMissing: either is not there, or is not as described.
        """
        self._kinds = _read_kinds(model.with_suffix(".json"))
        self._session = OnnxSession(model)
        self._input, shape = self._session.inputs[0]
        if len(shape) != 4 or not isinstance(shape[2], int) or shape[2] != shape[3]:
            raise ModelMissing(f"{model.name} does not take a square picture of a fixed size")
        self._side_px = shape[2]

    def objects(self, bgr: Image) -> list[ObjectFound]:
        """See `ObjectDetector`."""
        output = self._session.run({self._input: _letterboxed(bgr, self._side_px)})[0][0]
        best = {
            kind: max(float(output[4 + number].max()) for number in numbers)
            for kind, numbers in self._kinds.items()
            if all(4 + number < len(output) for number in numbers)
        }
        return sorted((ObjectFound(*one) for one in best.items()), key=lambda one: -one.score)


def _read_kinds(path: Path) -> Mapping[str, tuple[int, ...]]:
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
        kinds = {kind: tuple(int(no) for no, name in named.items() if name == kind) for kind in KINDS}
    except (OSError, ValueError, AttributeError) as error:
        raise ModelMissing(f"{path.name} does not say which class is which kind") from error
    if set(named.values()) - set(KINDS):
        raise ModelMissing(f"{path.name} names a kind that is none of {', '.join(KINDS)}")
    return {kind: numbers for kind, numbers in kinds.items() if numbers}


def _letterboxed(bgr: Image, side_px: int) -> Floats:
    height, width = bgr.shape[:2]
    scale = side_px / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    canvas = np.full((side_px, side_px, 3), 114, np.uint8)
    left, top = (side_px - size[0]) // 2, (side_px - size[1]) // 2
    canvas[top : top + size[1], left : left + size[0]] = cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR)
    rgb = canvas[:, :, ::-1].transpose(2, 0, 1)[None]
    picture: Floats = np.ascontiguousarray(rgb, np.float32) / np.float32(255)
    return picture


@cache
def process_objects(model: Path) -> YoloObjects:
    """The one detector of this process for a model.

    Raises:
        ModelMissing: see `YoloObjects`.
    """
    return YoloObjects(model)
