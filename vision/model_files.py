"""Where the model files lie.

They come inside mediapipe 0.10.21's wheel. The package is found, never imported: importing it costs 150 MB and up to a
second. The network that tells people apart comes in `face_recognition_models`, which is optional, the one for speech
in `silero-vad`.
"""

import importlib.util
from enum import Enum
from pathlib import Path

from vision.errors import ModelMissing

SPEECH_FILE = "silero_vad_16k_sequence.onnx"
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


def speech_model_path() -> Path:
    """Find the network that tells speech from other sounds.

    Raises:
        ModelMissing: the package with it is not installed.
    """
    spec = importlib.util.find_spec("silero_vad")
    if spec is None or spec.origin is None:
        raise ModelMissing("silero-vad is not installed: nothing is listened to")
    path = Path(spec.origin).parent / "data" / SPEECH_FILE
    if not path.is_file():
        raise ModelMissing(f"the installed silero-vad carries no {path.name}")
    return path


def missing_cues() -> tuple[str, ...]:
    """Why a cue is off on this machine, one sentence each; nothing when all are on."""
    try:
        identity_model_path()
    except ModelMissing as error:
        return (str(error),)
    return ()
