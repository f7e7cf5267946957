"""Which way a head is turned, from six key points or from the face mesh.

Key points: a ridge regression on the normalised points and their products, fitted by `vision.train_pose` on
Pointing'04 (N. Gourier, D. Hall, J. L. Crowley, "Estimating Face Orientation from Robust Detection of Salient
Facial Features", Pointing 2004).
"""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
POSE_FILE = Path(__file__).with_name("head_pose.npz")

RIGHT_EYE, LEFT_EYE = 0, 1
PAIRS = np.triu_indices(12)  # each product of two of the twelve coordinates once
MESH_TOP, MESH_CHIN, MESH_RIGHT_SIDE, MESH_LEFT_SIDE = 10, 152, 234, 454


@dataclass(frozen=True, slots=True)
class Ridge:
    """Coefficients: `mean` and `scale` float (F,), `weights` float (F + 1, 2), the last row the offset."""

    mean: Floats
    scale: Floats
    weights: Floats

    def angles(self, features: Floats) -> tuple[float, float]:
        """Yaw and pitch in degrees for one feature vector (F,)."""
        yaw, pitch = (features - self.mean) / self.scale @ self.weights[:-1] + self.weights[-1]
        return float(yaw), float(pitch)


@cache
def load_ridge() -> Ridge:
    """The coefficients that come with the package."""
    with np.load(POSE_FILE) as stored:
        return Ridge(stored["mean"], stored["scale"], stored["weights"])


def key_point_features(points: Floats) -> Floats:
    """Features of six key points (6, 2) in px: free of place, size and roll; float64 (90,)."""
    points = np.asarray(points, np.float64)
    centred = points - points.mean(axis=0)
    size = math.sqrt(float((centred**2).sum(axis=1).mean())) + 1e-6
    across = points[LEFT_EYE] - points[RIGHT_EYE]
    roll = math.atan2(across[1], across[0])
    cosine, sine = math.cos(roll), math.sin(roll)
    upright = centred @ np.array([[cosine, -sine], [sine, cosine]]) / size
    flat = upright.T.ravel()
    return np.concatenate([flat, np.outer(flat, flat)[PAIRS]])


def key_point_angles(points: Floats) -> tuple[float, float]:
    """Yaw (> 0 to the image's right) and pitch (> 0 down) in degrees from six key points (6, 2) in px."""
    return load_ridge().angles(key_point_features(points))


def mesh_pitch(landmarks: Floats) -> float:
    """Pitch (> 0 down) in degrees from the mesh's own axes; `landmarks`: (468, 3), one scale in x, y, z."""
    across = landmarks[MESH_LEFT_SIDE] - landmarks[MESH_RIGHT_SIDE]
    across = across / np.linalg.norm(across)
    down = landmarks[MESH_CHIN] - landmarks[MESH_TOP]
    down = down - across * (across @ down)
    inward = np.cross(across, down / np.linalg.norm(down))
    return math.degrees(math.asin(float(np.clip(-inward[1], -1.0, 1.0))))
