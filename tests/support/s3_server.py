"""A real S3-compatible server in a process of its own, ended with the test."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.support.server import free_port

START_WITHIN_S = 60.0
BUCKET = "recordings"


@dataclass(frozen=True, slots=True)
class S3Server:
    """`url` names a bucket that is there; `options` lead to the server."""

    url: str
    options: dict[str, str]


@contextmanager
def s3_server() -> Iterator[S3Server]:
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _make_bucket(process, endpoint)
        options = {
            "endpoint": endpoint,
            "access_key_id": "test",
            "secret_access_key": "test",
            "region": "us-east-1",
        }
        yield S3Server(f"s3://{BUCKET}/synaq", options)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _make_bucket(process: subprocess.Popen[bytes], endpoint: str) -> None:
    request = urllib.request.Request(f"{endpoint}/{BUCKET}", method="PUT")
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until:
        assert process.poll() is None, "the S3 server did not start"
        try:
            with urllib.request.urlopen(request, timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")
