"""What the tests of the command line use: a folder of their own and the commands in this process."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from proctor_server.entrypoints.cli import main
from tests.support.recordings import empty_room, encoded, write_part


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and its exit status."""

    status: int
    out: str
    err: str


Synaq = Callable[..., Ran]


@pytest.fixture
def synaq(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Synaq]:
    """Run `synaq …`."""
    for name in ("SYNAQ_DATA", "SYNAQ_PORT", "SYNAQ_HOST", "SYNAQ_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    handlers = logging.getLogger().handlers[:]

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as left:  # argparse leaves by itself
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    yield run
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds of an empty room."""
    file = tmp_path_factory.mktemp("clips") / "empty.webm"
    write_part(file, encoded(empty_room, 5))
    return file
