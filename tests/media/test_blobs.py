"""Every kind of store keeps the same promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.media.blobs import CHUNK, BlobStore
from proctor_server.media.errors import BadBlobKey, BlobNotFound, BlobStoreFailed

BAD_KEYS = ["", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "a/.b", "a b", "a\\b", "a\x00b", "x" * 600]


class S3(BaseHTTPRequestHandler):
    """As much of S3's interface as a store uses."""

    objects: dict[str, bytes]

    def log_message(self, *_: object) -> None: ...

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        self.send_header("Last-Modified", "Tue, 01 Sep 2026 10:00:00 GMT")
        self.send_header("ETag", '"1"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        self.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_GET(self) -> None:
        data = self.objects.get(self.path)
        if data is None:
            return self._answer(404)
        if wanted := self.headers.get("Range"):
            first, last = wanted.removeprefix("bytes=").split("-")
            piece = data[int(first) : int(last) + 1]
            span = f"bytes {first}-{int(first) + len(piece) - 1}/{len(data)}"
            return self._answer(206, piece, Content_Range=span)
        return self._answer(200, data)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.objects.pop(self.path, None)
        self._answer(204)

    def do_POST(self) -> None:
        """Delete several at once."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        bucket = self.path.split("?")[0].strip("/")
        keys = [piece.split("</Key>")[0] for piece in body.split("<Key>")[1:]]
        for key in keys:
            self.objects.pop(f"/{bucket}/{key}", None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f'<?xml version="1.0"?><DeleteResult>{deleted}</DeleteResult>'.encode())


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    handler = type("Handler", (S3,), {"objects": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, s3_endpoint: str) -> BlobStore:
    if request.param == "folder":
        return BlobStore.from_url(tmp_path / "blobs")
    options = {"endpoint": s3_endpoint, "region": "x", "access_key_id": "a", "secret_access_key": "b"}
    return BlobStore.from_url(f"s3://bucket/{request.node.name.replace('[', '-').replace(']', '')}", options)


async def test_keeps_replaces_and_forgets(store: BlobStore) -> None:
    assert not await store.exists("a/b.webm")
    await store.put("a/b.webm", b"first")
    await store.put("a/b.webm", b"second")
    assert await store.get("a/b.webm") == b"second"
    assert await store.size("a/b.webm") == 6
    assert await store.exists("a/b.webm")
    await store.delete("a/b.webm")
    await store.delete("a/b.webm")
    assert not await store.exists("a/b.webm")


async def test_reads_ranges_up_to_the_end(store: BlobStore) -> None:
    await store.put("k", b"0123456789")
    assert await store.get_range("k", 2, 3) == b"234"
    assert await store.get_range("k", 8, 50) == b"89"
    assert await store.get_range("k", 10, 1) == b""
    assert await store.get_range("k", 0, 0) == b""
    with pytest.raises(ValueError, match="negative"):
        await store.get_range("k", -1, 2)


async def test_streams_in_pieces(store: BlobStore) -> None:
    data = bytes(range(256)) * (CHUNK // 128)
    await store.put("k", data)
    pieces = [piece async for piece in store.stream("k", 5, len(data) + 9)]
    assert b"".join(pieces) == data[5:]
    assert max(map(len, pieces)) == CHUNK
    assert [piece async for piece in store.stream("k", 7, 7)] == []


async def test_says_what_is_not_there(store: BlobStore) -> None:
    for call in (store.get("no"), store.size("no"), store.get_range("no", 0, 1)):
        with pytest.raises(BlobNotFound):
            await call
    with pytest.raises(BlobNotFound):
        [piece async for piece in store.stream("no", 0, 1)]


@pytest.mark.parametrize("key", BAD_KEYS)
async def test_refuses_a_key_outside_the_store(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadBlobKey):
        await BlobStore.from_url(tmp_path).put(key, b"")


@given(st.text(max_size=20))
def test_no_key_leaves_the_folder(key: str) -> None:
    from proctor_server.media.blobs import _checked

    try:
        _checked(key)
    except BadBlobKey:
        return
    assert ".." not in key.split("/")
    assert not key.startswith("/")


async def test_reads_a_file_that_another_writes_in_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "attempt").mkdir()
    with (tmp_path / "attempt" / "part.webm").open("wb", buffering=0) as file:
        file.write(b"abc")
        store = BlobStore.from_url(str(tmp_path))
        assert await store.get("attempt/part.webm") == b"abc"
        file.write(b"def")
        assert await store.get_range("attempt/part.webm", 2, 9) == b"cdef"


def test_keeps_nothing_elsewhere() -> None:
    with pytest.raises(ValueError, match="s3://"):
        BlobStore.from_url("ftp://host/x")


async def test_a_store_that_refuses_is_told(tmp_path: Path) -> None:
    store = BlobStore.from_url(tmp_path)
    (tmp_path / "a").write_bytes(b"a file, no folder")
    with pytest.raises((BlobStoreFailed, OSError)):
        await store.put("a/b", b"")
