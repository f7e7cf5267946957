"""Takes the screenshots in the docs: the main job, the administration, and what is beside an ordinary sitting.

All of it on Chromium's built-in camera, over two servers: the second begins where `tests.support.prepared` leaves off.

`python -m tests.e2e.photograph FOLDER`
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from proctor_server.entrypoints.settings import Settings
from tests.e2e.gallery import Gallery
from tests.e2e.test_administrator import do_the_administration
from tests.e2e.test_candidate_pages import show_all
from tests.e2e.test_main_job import do_the_main_job
from tests.support.camera import fake_camera
from tests.support.prepared import prepare
from tests.support.server import ServerProcess


def photograph(folder: Path) -> None:
    gallery = Gallery(folder)
    with tempfile.TemporaryDirectory() as place:
        fresh, advanced = (ServerProcess(Path(place) / name) for name in ("fresh", "advanced"))
        fresh.prepare()
        advanced.prepare(fresh.data)
        prepared = prepare(Settings(data=advanced.data))
        with served(fresh):
            do_the_main_job(fresh, fake_camera(), gallery, pass_s=0)
            do_the_administration(fresh, gallery)
        with served(advanced):
            show_all(advanced, prepared, gallery)
    print(f"{len(gallery.seen)} pages photographed")


@contextmanager
def served(server: ServerProcess) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


if __name__ == "__main__":
    photograph(Path(sys.argv[1]))
