"""Whether one picture from the camera will do: the device check before an attempt."""

import struct

import cv2
import numpy as np

from vision.detectors import Detectors, Found, process_detectors
from vision.errors import NotAPicture
from vision.face_search import FaceSearch
from vision.frames import WORKING_SIDE_PX
from vision.head_pose import key_point_angles
from vision.light import Image, grey_of, measure_light
from vision.observation import Light
from vision.results import FrameCheck
from vision.signals import Baseline, SignalRules, View
from vision.signals.view import ViewMemory, judge_view

LARGEST_BYTES, LARGEST_SIDE_PX = 4 * 2**20, 4096
LARGEST_YAW_DEG, LARGEST_MESH_PITCH_DEG, LEAST_PRESENCE = (
    25.0,
    22.0,
    0.7,
)  # beyond, faces are not compared either


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
    view = judge_view(SignalRules(), ViewMemory(good_layout=light.layout), light)
    alone = faces.main is not None and not faces.extra_scores and view is View.CLEAR
    return FrameCheck(
        n_faces=(largest is not None) + len(faces.extra_scores),
        face_share=0.0 if largest is None else round(largest.width_px / bgr.shape[1], 3),
        luma=light.luma,
        view=view,
        yaw_deg=None if largest is None else round(_angles(largest)[0], 1),
        baseline=_baseline(found, bgr, largest, light) if largest is not None and alone else None,
    )


def _baseline(detectors: Detectors, bgr: Image, face: Found, light: Light) -> Baseline | None:
    """What the attempt will be measured against; None of a head that is turned or bent or hardly a face."""
    yaw_deg, pitch_deg = _angles(face)
    mesh = detectors.mesh(bgr, face)
    turned = abs(yaw_deg) > LARGEST_YAW_DEG or abs(mesh.pitch_deg) > LARGEST_MESH_PITCH_DEG
    if turned or mesh.presence < LEAST_PRESENCE:
        return None
    return Baseline(
        yaw_deg=round(yaw_deg, 1),
        pitch_deg=round(pitch_deg, 1),
        mesh_pitch_deg=round(mesh.pitch_deg, 1),
        layout=light.layout,
        identity=detectors.identity(bgr, mesh),
    )


def _angles(face: Found) -> tuple[float, float]:
    return key_point_angles(face.points, face.box, far=face.far)


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
