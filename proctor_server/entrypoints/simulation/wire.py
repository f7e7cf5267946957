"""A line to the server: one kept HTTP connection that sends JSON and is opened anew when it breaks."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

ANSWER_WITHIN_S = 10.0
NONE: Mapping[str, str] = MappingProxyType({})


class LineBroken(Exception):
    """The server did not answer: whether it took the request is not known."""


@dataclass
class Line:
    """Speaks HTTP/1.1 to `host:port`; small on purpose, since thousands of them share a core with the server.

    Several may use it: requests go one after the other.
    """

    host: str
    port: int
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    _reader: asyncio.StreamReader | None = field(default=None, repr=False)
    _writer: asyncio.StreamWriter | None = field(default=None, repr=False)

    async def send(
        self, method: str, path: str, body: object | None = None, headers: Mapping[str, str] = NONE
    ) -> tuple[int, Any]:
        """Send a request and read its answer: status and JSON (None when empty).

        Raises:
            LineBroken: no whole answer came.
        """
        try:
            async with self._turn, asyncio.timeout(ANSWER_WITHIN_S):
                reader, writer = await self._open()
                writer.write(self._request(method, path, body, headers))
                await writer.drain()
                return await _read_answer(reader)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.close()
            raise LineBroken from error

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            self.close()  # the server may have ended a line that rested
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        return self._reader, self._writer

    def _request(self, method: str, path: str, body: object | None, headers: Mapping[str, str]) -> bytes:
        content = b"" if body is None else json.dumps(body).encode()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Origin: http://{self.host}:{self.port}",
            "Content-Type: application/json",
            f"Content-Length: {len(content)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, Any]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    status = int(head[0].split()[1])
    lengths = [int(line.split(":")[1]) for line in head[1:] if line.startswith("content-length:")]
    content = await reader.readexactly(lengths[0]) if lengths else b""
    return status, json.loads(content) if content else None
