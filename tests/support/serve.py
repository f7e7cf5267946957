"""The server as `synaq serve` runs it, with a clock that the test moves: `python -m tests.support.serve FILE`."""

import sys
from pathlib import Path

from proctor_server.entrypoints.server import listen, serve
from proctor_server.entrypoints.settings import Settings
from tests.support.moved_clock import MovedClock

if __name__ == "__main__":
    settings = Settings()
    serve(settings, listen(settings.host, settings.port), MovedClock(Path(sys.argv[1])))
