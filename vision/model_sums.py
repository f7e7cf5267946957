"""Whether the model files are the ones everything was measured with: their SHA-256 sums."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from vision.errors import ModelChanged, ModelMissing
from vision.model_files import ModelFile, identity_model_path, model_path, speech_model_path

SUMS: Mapping[str, str] = MappingProxyType(
    {
        "face_detection_short_range.tflite": "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        "face_detection_full_range_sparse.tflite": "2c3728e6da56f21e21a320433396fb06d40d9088f2247c05e5635a688d45dfe1",
        "face_landmark.tflite": "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        "pose_detection.tflite": "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        "iris_landmark.tflite": "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
        "dlib_face_recognition_resnet_model_v1.dat": "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
        "silero_vad_16k_sequence.onnx": "9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85",
    }
)
"""mediapipe 0.10.21, face_recognition_models 0.3.0, silero-vad 6.2.3."""


def read_model(path: Path) -> bytes:
    """The bytes of a model's file.

    Raises:
        ModelChanged: it is not the file that the figures were measured with.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SUMS[path.name]:
        raise ModelChanged(
            f"{path.name} is damaged or another version ({len(content)} bytes): install its package again"
        )
    return content


def check_models() -> None:
    """Read every installed model once, so that a start fails by name and not the first segment.

    Raises:
        ModelMissing: one that is needed is not installed.
        ModelChanged: one is not the file it should be.
    """
    for model in ModelFile:
        read_model(model_path(model))
    read_model(speech_model_path())
    try:
        identity = identity_model_path()
    except ModelMissing:
        return  # the one that may lack; `missing_cues` tells of it
    read_model(identity)
