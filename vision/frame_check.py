"""Whether one picture from the camera will do: the device check before an attempt."""

import struct

import cv2
import numpy as np

from vision.detectors import Detectors, process_detectors
from vision.errors import NotAPicture
from vision.face_search import FaceSearch
from vision.frames import WORKING_SIDE_PX
from vision.head_pose import key_point_angles
from vision.light import Image, grey_of, measure_light
from vision.results import FrameCheck
from vision.signals import SignalRules
from vision.signals.view import ViewMemory, judge_view

LARGEST_BYTES, LARGEST_SIDE_PX = 4 * 2**20, 4096


def check_frame(jpeg: bytes, *, detectors: Detectors | None = None) -> FrameCheck:
    """Look at one JPEG.

    Raises:
        NotAPicture: the bytes are no JPEG, or one larger than any camera's.
        ModelMissing: a model's file is not installed.
    """
    bgr = _decode(jpeg)
    light = measure_light(grey_of(bgr), None)
    found = detectors or process_detectors()
    faces = FaceSearch(found).search(bgr, 0.0, None)  # as the analysis will see them: unsure ones confirmed
    largest = None if faces.main is None else faces.main.found
    return FrameCheck(
        n_faces=(largest is not None) + len(faces.extra_scores),
        face_share=0.0 if largest is None else round(largest.width_px / bgr.shape[1], 3),
        luma=light.luma,
        view=judge_view(SignalRules(), ViewMemory(good_layout=light.layout), light),
        yaw_deg=None if largest is None else round(key_point_angles(largest.points)[0], 1),
    )


def _decode(jpeg: bytes) -> Image:
    width, height = _jpeg_size(jpeg)
    if not (0 < width <= LARGEST_SIDE_PX and 0 < height <= LARGEST_SIDE_PX):
        raise NotAPicture("the picture's size is not a camera's")
    bgr = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise NotAPicture("the JPEG cannot be decoded")
    scale = min(1.0, WORKING_SIDE_PX / max(width, height))
    size = max(2, round(bgr.shape[1] * scale)), max(2, round(bgr.shape[0] * scale))
    small: Image = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
    return small


def _jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height from the frame header (ITU-T T.81, B.2.2), before memory is spent on decoding."""
    if len(jpeg) > LARGEST_BYTES or not jpeg.startswith(b"\xff\xd8"):
        raise NotAPicture("these bytes are no JPEG of a camera's size")
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], struct.unpack_from(">H", jpeg, at + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", jpeg, at + 5)
            return width, height
        at += 2 + length
    raise NotAPicture("the JPEG has no frame header")
