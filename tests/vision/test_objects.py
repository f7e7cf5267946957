"""The operator's detector: a stand-in model made here, its classes, its pace, and what the fold makes of it."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.vision.test_cascade import ScriptedDetectors, found
from vision.cascade import Cascade
from vision.errors import ModelMissing
from vision.objects import ObjectFound, YoloObjects
from vision.onnx_bytes import OnnxGraph
from vision.signals import SignalRules, SignalType, fold_all

N_CLASSES, N_CANDIDATES = 80, 6


def stand_in(folder: Path, kinds: object) -> Path:
    """A net that finds class 67 as surely as the picture is red, and class 73 as surely as it is blue."""
    graph = OnnxGraph("images", (1, 3, 64, 64))
    mean = graph.operator("Flatten", graph.operator("GlobalAveragePool", "images"), axis=1)
    weights = np.zeros((3, 4 + N_CLASSES, N_CANDIDATES), np.float32)
    weights[0, 4 + 67, 2] = weights[2, 4 + 73, 5] = 1.0
    scores = graph.operator("MatMul", mean, graph.constant(weights.reshape(3, -1)))
    shape = graph.constant(np.array([1, 4 + N_CLASSES, N_CANDIDATES], np.int64))
    path = folder / "operator.onnx"
    path.write_bytes(graph.serialised(graph.operator("Reshape", scores, shape)))
    path.with_suffix(".json").write_text(json.dumps(kinds))
    return path


def painted(blue: int, green: int, red: int) -> np.ndarray:
    return np.full((64, 64, 3), (blue, green, red), np.uint8)


def test_classes_are_told_by_the_names_beside_the_model(tmp_path: Path) -> None:
    detector = YoloObjects(stand_in(tmp_path, {"67": "phone", "73": "book"}))
    phone, book = detector.objects(painted(51, 0, 204))
    assert (phone.kind, phone.score) == ("phone", pytest.approx(0.8, abs=0.01))
    assert (book.kind, book.score) == ("book", pytest.approx(0.2, abs=0.01))


def test_classes_without_a_name_are_passed_over(tmp_path: Path) -> None:
    [book] = YoloObjects(stand_in(tmp_path, {"73": "book"})).objects(painted(255, 0, 255))
    assert book.kind == "book"


@pytest.mark.parametrize("kinds", [{"67": "weapon"}, ["phone"], {"x": "phone"}])
def test_names_that_say_nothing_are_refused(tmp_path: Path, kinds: object) -> None:
    with pytest.raises(ModelMissing):
        YoloObjects(stand_in(tmp_path, kinds))


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = stand_in(tmp_path, {"67": "phone"})
    path.write_bytes(b"not a model")
    with pytest.raises(ModelMissing):
        YoloObjects(path)
    path.with_suffix(".json").unlink()
    with pytest.raises(ModelMissing):
        YoloObjects(path)


class Scripted:
    """Finds a phone from `since_s` on; remembers how often it was asked."""

    def __init__(self, score: float) -> None:
        self.score, self.n_asked = score, 0

    def objects(self, bgr: np.ndarray) -> list[ObjectFound]:
        self.n_asked += 1
        return [ObjectFound("phone", self.score)]


@pytest.mark.parametrize(("score", "raised"), [(0.8, [(SignalType.OBJECT, "phone")]), (0.3, [])])
def test_it_is_asked_every_five_seconds_and_two_looks_must_agree(
    pictures, score: float, raised: list[tuple[SignalType, str]]
) -> None:
    objects, observations = Scripted(score), []
    for segment in range(6):
        cascade = Cascade(ScriptedDetectors(near=[found()]), objects=objects)
        for n in range(8):
            at_s = 4.0 * segment + n / 2
            observations.append(cascade.observe(pictures.noise(segment), at_s))
    assert objects.n_asked == 5
    told = [(one.type, one.sub) for one in fold_all(SignalRules(), observations)]
    assert [one for one in told if one[0] is SignalType.OBJECT] == raised
