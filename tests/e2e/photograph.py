"""Takes the screenshots in the docs: the main job and the administration, on Chromium's built-in camera.

`python -m tests.e2e.photograph FOLDER`
"""

import sys
import tempfile
from pathlib import Path

from tests.e2e.gallery import Gallery
from tests.e2e.test_administrator import do_the_administration
from tests.e2e.test_main_job import do_the_main_job
from tests.support.camera import fake_camera
from tests.support.server import ServerProcess


def photograph(folder: Path) -> None:
    gallery = Gallery(folder)
    with tempfile.TemporaryDirectory() as place:
        server = ServerProcess(Path(place) / "server")
        server.prepare()
        server.start()
        try:
            do_the_main_job(server, fake_camera(), gallery, pass_s=0)
            do_the_administration(server, gallery)
        finally:
            server.stop()
    print(f"{len(gallery.seen)} pages photographed")


if __name__ == "__main__":
    photograph(Path(sys.argv[1]))
