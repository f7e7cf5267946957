"""A damaged model is named at the start; it never crashes a worker later."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.server import require_models
from vision import model_sums
from vision.errors import ModelChanged, ModelMissing
from vision.model_files import ModelFile, model_path
from vision.model_sums import SUMS, check_models, read_model
from vision.models import Net


@pytest.fixture
def other_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mediapipe of our own making in place of the installed one: its models, to be damaged."""
    folder = tmp_path / "mediapipe"
    for model in ModelFile:
        (folder / "modules" / model.value).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(model_path(model), folder / "modules" / model.value)
    (folder / "__init__.py").touch()
    found = importlib.util.spec_from_file_location("mediapipe", folder / "__init__.py")
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: found if name == "mediapipe" else real(name, *rest)
    )
    return folder / "modules"


def test_what_is_installed_is_what_was_measured() -> None:
    check_models()
    require_models()
    assert {Path(model.value).name for model in ModelFile} <= set(SUMS)


@pytest.mark.parametrize("damage", ["cut", "bit", "empty"])
@pytest.mark.parametrize("model", [ModelFile.FACE_SHORT, ModelFile.IRIS])
def test_a_damaged_model_is_named(other_wheel: Path, model: ModelFile, damage: str) -> None:
    path = other_wheel / model.value
    content = path.read_bytes()
    flipped = bytes([content[5000] ^ 1])
    path.write_bytes(
        {"cut": content[:5000], "bit": content[:5000] + flipped + content[5001:], "empty": b""}[damage]
    )
    with pytest.raises(ModelChanged, match=path.name):
        check_models()
    with pytest.raises(ModelChanged, match=path.name):
        Net(model)
    with pytest.raises(Refusal, match=path.name):
        require_models()


def test_a_model_that_lacks_is_named(other_wheel: Path) -> None:
    (other_wheel / ModelFile.PERSON.value).unlink()
    with pytest.raises(ModelMissing, match="pose_detection"):
        check_models()
    with pytest.raises(Refusal, match="pose_detection"):
        require_models()


def test_another_file_of_a_known_name_is_refused(tmp_path: Path) -> None:
    name = next(iter(model_sums.SUMS))
    (tmp_path / name).write_bytes(b"another")
    with pytest.raises(ModelChanged, match=name):
        read_model(tmp_path / name)
