"""Where the model files lie, and how one of them is run.

The models come inside mediapipe 0.10.21's wheel. The package is found, never imported: importing it costs
150 MB and up to a second. `ai-edge-litert` runs them on one thread; a model keeps no state between calls. The network
that tells people apart comes in `face_recognition_models`, which is optional.
"""

import importlib.util
from enum import Enum
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from vision.errors import ModelMissing

Floats = NDArray[np.float32]
IDENTITY_FILE = "dlib_face_recognition_resnet_model_v1.dat"


class ModelFile(Enum):
    """A model by its place inside the wheel."""

    FACE_SHORT = "face_detection/face_detection_short_range.tflite"
    FACE_FULL = "face_detection/face_detection_full_range_sparse.tflite"
    FACE_MESH = "face_landmark/face_landmark.tflite"
    PERSON = "pose_detection/pose_detection.tflite"
    IRIS = "iris_landmark/iris_landmark.tflite"


def model_path(model: ModelFile) -> Path:
    """Find a model's file.

    Raises:
        ModelMissing: the wheel, or the file in it, is not installed.
    """
    spec = importlib.util.find_spec("mediapipe")
    if spec is None or spec.origin is None:
        raise ModelMissing("mediapipe is not installed, the models come with it")
    path = Path(spec.origin).parent / "modules" / model.value
    if not path.is_file():
        raise ModelMissing(f"the installed mediapipe carries no {path.name}")
    return path


def identity_model_path() -> Path:
    """Find the network that tells people apart.

    Raises:
        ModelMissing: the package with it is not installed; everything but `identity_change` works without.
    """
    spec = importlib.util.find_spec("face_recognition_models")
    if spec is None or spec.origin is None:
        raise ModelMissing("face_recognition_models is not installed: nobody's identity is compared")
    path = Path(spec.origin).parent / "models" / IDENTITY_FILE
    if not path.is_file():
        raise ModelMissing(f"the installed face_recognition_models carries no {path.name}")
    return path


def missing_cues() -> tuple[str, ...]:
    """Why a cue is off on this machine, one sentence each; nothing when all are on."""
    try:
        identity_model_path()
    except ModelMissing as error:
        return (str(error),)
    return ()


class Net:
    """One loaded model: picture in, its two tensors out, the larger first."""

    def __init__(self, model: ModelFile) -> None:
        self._interpreter = Interpreter(str(model_path(model)), num_threads=1)
        self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]["index"]
        details = self._interpreter.get_output_details()
        by_size = sorted(details, key=lambda one: -int(np.prod(one["shape"])))
        self._outputs = [one["index"] for one in by_size]

    def run(self, picture: Floats) -> tuple[Floats, Floats]:
        """Run on `picture`: float32 (1, S, S, 3), RGB, scaled as the model wants it."""
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        large, small = (self._interpreter.get_tensor(index) for index in self._outputs)
        return large, small
