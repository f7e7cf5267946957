"""Which way a head is turned, from six key points and their box, or from the face mesh.

Key points: a ridge regression on the normalised points, their products and their place in the box, yaw then along
an odd curve against the regression's pull to the middle, all fitted by `vision.train_pose` on Pointing'04
(N. Gourier, D. Hall, J. L. Crowley, "Estimating Face Orientation from Robust Detection of Salient Facial Features",
Pointing 2004).
"""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Box = tuple[float, float, float, float]  # left, top, right, bottom
POSE_FILE = Path(__file__).with_name("head_pose.npz")

RIGHT_EYE, LEFT_EYE = 0, 1
PAIRS = np.triu_indices(12)  # each product of two of the twelve coordinates once
LARGEST_YAW_DEG = 95.0  # the curve was fitted up to 90 and bends back beyond this
MESH_TOP, MESH_CHIN, MESH_RIGHT_SIDE, MESH_LEFT_SIDE = 10, 152, 234, 454


@dataclass(frozen=True, slots=True)
class Pose:
    """Coefficients for the faces of one net.

    `mean` and `scale` float (F,), `weights` float (F + 1, 2), the last row the
    offset; `curve` float (3,): what yaw / 90, its third and its fifth power weigh, in degrees.
    """

    mean: Floats
    scale: Floats
    weights: Floats
    curve: Floats

    def angles(self, features: Floats) -> tuple[float, float]:
        """Yaw and pitch in degrees for one feature vector (F,)."""
        yaw, pitch = (features - self.mean) / self.scale @ self.weights[:-1] + self.weights[-1]
        return bent(float(yaw), self.curve), float(pitch)


def bent(yaw_deg: float, curve: Floats) -> float:
    """Where a yaw of the regression lies on the curve, in degrees."""
    share = max(-1.0, min(1.0, yaw_deg / LARGEST_YAW_DEG)) * LARGEST_YAW_DEG / 90
    first, third, fifth = (float(one) for one in curve)
    return share * (first + share**2 * (third + share**2 * fifth))


@cache
def load_pose(*, far: bool) -> Pose:
    """The coefficients that come with the package; `far`: for faces that the far-range net found.

    The two nets draw their boxes and key points differently: coefficients of one are wrong by 18 degrees for the other.
    """
    reach = "far" if far else "near"
    with np.load(POSE_FILE) as stored:
        return Pose(*(stored[f"{reach}_{name}"] for name in Pose.__slots__))


def key_point_features(points: Floats, box: Box) -> Floats:
    """Features of six key points (6, 2) and their box, all in px: free of place, size and roll; float64 (93,)."""
    points = np.asarray(points, np.float64)
    middle = points.mean(axis=0)
    centred = points - middle
    size = math.sqrt(float((centred**2).sum(axis=1).mean())) + 1e-6
    across = points[LEFT_EYE] - points[RIGHT_EYE]
    roll = math.atan2(across[1], across[0])
    cosine, sine = math.cos(roll), math.sin(roll)
    turn = np.array([[cosine, -sine], [sine, cosine]])
    flat = (centred @ turn / size).T.ravel()
    width = box[2] - box[0]
    aside = (middle - ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) @ turn / width
    return np.concatenate([flat, np.outer(flat, flat)[PAIRS], aside, [size / width]])


def key_point_angles(points: Floats, box: Box, *, far: bool) -> tuple[float, float]:
    """Yaw (> 0 to the image's right) and pitch (> 0 down) in degrees from six key points (6, 2) and their box.

    `far`: the far-range net found them.
    """
    return load_pose(far=far).angles(key_point_features(points, box))


def mesh_pitch(landmarks: Floats) -> float:
    """Pitch (> 0 down) in degrees from the mesh's own axes; `landmarks`: (468, 3), one scale in x, y, z."""
    across = landmarks[MESH_LEFT_SIDE] - landmarks[MESH_RIGHT_SIDE]
    across = across / np.linalg.norm(across)
    down = landmarks[MESH_CHIN] - landmarks[MESH_TOP]
    down = down - across * (across @ down)
    inward = np.cross(across, down / np.linalg.norm(down))
    return math.degrees(math.asin(float(np.clip(-inward[1], -1.0, 1.0))))
