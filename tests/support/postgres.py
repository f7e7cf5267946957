"""A real PostgreSQL for a test run: a cluster of its own in a folder, reached by a socket there, gone afterwards.

`python -m tests.support.postgres` begins and ends one, and says why where that cannot be done.
"""

import asyncio
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from proctor_server.db.engine import open_reader, open_writer, sqlite_url
from proctor_server.db.migrate import migrate
from proctor_server.db.tables import metadata

PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path()))
BINARIES = next((place for place in PLACES if (place / "initdb").exists()), None)
"""Where this machine's PostgreSQL is; None: it has none."""

SETTINGS = {"listen_addresses": "", "fsync": "off", "max_connections": "60", "shared_buffers": "32MB"}


class Cluster:
    """Makes databases with the rows of SQLite's; what was carried over once is copied from then on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = (f"copy_{no}" for no in count())
        self._filled: set[str] = set()

    def copy(self, file: Path) -> str:
        """The address of a new database with the rows of the one in `file`."""
        template = f"of_{hashlib.sha256(file.read_bytes()).hexdigest()[:32]}"
        if template not in self._filled:
            self._tell("createdb", template)
            asyncio.run(_carried(sqlite_url(file), self._url(template)))
            self._filled.add(template)
        return self._made("-T", template)

    def empty(self) -> str:
        """The address of a new database with nothing in it."""
        return self._made()

    def _made(self, *options: str) -> str:
        name = next(self._names)
        self._tell("createdb", *options, name)
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self._folder}"

    def _tell(self, command: str, *arguments: str) -> None:
        assert BINARIES is not None
        subprocess.run(
            [BINARIES / command, "-h", self._folder, "-U", "postgres", *arguments],
            check=True,
            capture_output=True,
        )


@contextmanager
def cluster_for_tests() -> Iterator[Cluster]:
    """A cluster in a folder of its own; the path of its socket must be short."""
    with TemporaryDirectory(prefix="synaq-") as folder, cluster_in(Path(folder)) as made:
        yield made


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    """Begin a cluster; PostgreSQL refuses to run as root, so that root hands it to its own account."""
    assert BINARIES is not None
    account = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if account:
        shutil.chown(folder, "postgres")
    control = [*account, BINARIES / "pg_ctl", "-D", folder / "data", "-s", "-w"]
    options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())
    make = [
        *account,
        BINARIES / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    subprocess.run([*make, "--locale=C.UTF-8", "--no-sync"], check=True, capture_output=True, cwd="/")
    begin = [*control, "-l", folder / "log", "-o", f"-k {folder} {options}", "start"]
    subprocess.run(begin, check=True, cwd="/")
    try:
        yield Cluster(folder)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/")


async def _carried(source: str, target: str) -> None:
    await migrate(target)
    there = open_writer(target)
    here = open_writer(source)
    reader = open_reader(source, here)
    async with reader.begin() as reading, there.begin() as writing:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in (await reading.execute(sa.select(table))).mappings()]
            if rows:
                await writing.execute(table.insert(), rows)
    for engine in (reader, here, there):
        await engine.dispose()


if __name__ == "__main__":
    if BINARIES is None:
        sys.exit("PostgreSQL is not installed here")
    try:
        with cluster_for_tests():
            pass
    except (OSError, LookupError, subprocess.CalledProcessError) as failure:
        sys.exit(f"PostgreSQL does not start here: {failure}")
