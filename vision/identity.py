"""Whose face it is: the face brought into the pose the network knows, then described in 128 small integers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vision.crop import cut
from vision.embedding_net import CHIP_SIDE_PX, EmbeddingNet
from vision.face_mesh import Mesh
from vision.light import Image
from vision.model_files import identity_model_path
from vision.model_sums import read_model
from vision.observation import IDENTITY_STEP

# eye corners and the base of the nose: the five points dlib aligns by, in the mesh and in the unit square.
# Source of the places: dlib's `image_transforms/interpolation.h`, `get_face_chip_details`, with its .25 of padding.
MESH_POINTS = (263, 362, 33, 133, 2)
PLACES = np.array(
    [
        (0.8595674595992, 0.2134981538014),
        (0.6460604764104, 0.2289674387677),
        (0.1205750620789, 0.2137274526848),
        (0.3340850613712, 0.2290642403242),
        (0.4901123135679, 0.6277975316475),
    ]
)
PADDING = 0.25


class FaceIdentity:
    """Describes faces so that those of one person are near each other."""

    def __init__(self) -> None:
        """Load the network.

        Raises:
            ModelMissing: its file is not installed, or is not that network.
        """
        self._net = EmbeddingNet(read_model(identity_model_path()))

    def describe(self, bgr: Image, mesh: Mesh) -> tuple[int, ...]:
        """Describe the face whose mesh was found in this picture: 128 integers in steps of `IDENTITY_STEP`."""
        chip = cut(bgr, alignment(mesh.points[list(MESH_POINTS)]), CHIP_SIDE_PX).picture
        steps = np.clip(np.rint(self._net.embed(chip) / IDENTITY_STEP), -127, 127)
        return tuple(int(one) for one in steps)


def alignment(found: NDArray[np.float32]) -> NDArray[np.float64]:
    """The similarity that maps px of the aligned face to px of the picture, least squares over five points (5, 2)."""
    places = (PADDING + PLACES) / (2 * PADDING + 1) * CHIP_SIDE_PX
    source, target = _complex(places), _complex(found.astype(np.float64))
    centred = source - source.mean()
    turn = complex(np.vdot(centred, target - target.mean()) / np.vdot(centred, centred))
    shift = complex(target.mean() - turn * source.mean())
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def _complex(points: NDArray[np.float64] | Sequence[Sequence[float]]) -> NDArray[np.complex128]:
    values = np.asarray(points, np.float64)
    return values[:, 0] + 1j * values[:, 1]
