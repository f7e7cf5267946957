"""Debian's Janus recording the same senders: its VideoRoom, one room each, over its HTTP interface.

`apt-get install janus` (as root) is all it needs; configuration and recordings lie in the bench's folder.
"""

import asyncio
import contextlib
import shutil
import socket
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

JANUS = "janus"
READY_WITHIN_S = 20.0
POLL_S = 30.0
FIRST_ROOM = 1_000
HEAD = 10  # of a part of a recording: mark, version or time, size
EVENT_LOOPS = 2  # one a core here; 0 would be a thread for every peer
NOT_NEEDED = [
    "audiobridge",
    "duktape",
    "echotest",
    "lua",
    "nosip",
    "recordplay",
    "sip",
    "streaming",
    "textroom",
    "videocall",
    "voicemail",
]


def janus_missing() -> str | None:
    """Why Janus cannot be measured, if so."""
    if shutil.which(JANUS) is None:
        return "the engine janus needs Debian's janus; as root: apt-get install janus"
    return None


class JanusEngine:
    """A Janus process that records every publisher into `{folder}/{name}-video.mjr` and `-audio.mjr`."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address
        self._port = _free_port(address)
        self._url = f"http://{address}:{self._port}/janus"
        self._process: asyncio.subprocess.Process | None = None
        self._http = httpx.AsyncClient(timeout=POLL_S + 10, limits=httpx.Limits(max_connections=None))
        self._sessions: list[str] = []
        self._kept: list[asyncio.Task[None]] = []
        self._n = 0

    @property
    def pid(self) -> int:
        assert self._process is not None  # noqa: S101  asked between start and end only
        return self._process.pid

    async def start(self) -> None:
        """Write the configuration, start and wait until it answers."""
        configuration = self._folder / "janus"
        configuration.mkdir()
        for name, text in configuration_files(self._address, self._port).items():
            (configuration / name).write_text(text)
        self._process = await asyncio.create_subprocess_exec(
            JANUS,
            "-F",
            str(configuration),
            "-C",
            str(configuration / "janus.jcfg"),
            "-o",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(READY_WITHIN_S):
            while True:
                try:
                    await self._http.get(f"{self._url}/info")
                    return
                except httpx.TransportError:
                    await asyncio.sleep(0.1)

    async def answer(self, name: str, offer: str) -> str:
        """Open a room, publish into it and take the answer from the session's events."""
        number = self._n = self._n + 1
        session = f"{self._url}/{(await self._ask(self._url, janus='create'))['data']['id']}"
        self._sessions.append(session)
        attached = await self._ask(session, janus="attach", plugin="janus.plugin.videoroom")
        handle = f"{session}/{attached['data']['id']}"
        room = {"room": FIRST_ROOM + number, "publishers": 1, "videocodec": "vp8", "audiocodec": "opus"}
        await self._ask(handle, janus="message", body={"request": "create", **room, "notify_joining": False})
        joining = {
            "request": "joinandconfigure",
            "room": room["room"],
            "ptype": "publisher",
            "record": True,
            "filename": str(self._folder / name),
        }
        await self._ask(handle, janus="message", body=joining, jsep={"type": "offer", "sdp": offer})
        sdp = await self._event(session)
        self._kept.append(asyncio.create_task(self._keep(session), name=f"janus {name}"))
        return sdp

    async def _event(self, session: str) -> str:
        async with asyncio.timeout(POLL_S):
            while True:
                for event in (await self._http.get(session, params={"maxev": 5})).json():
                    if "jsep" in event:
                        return str(event["jsep"]["sdp"])
                    if "error" in event.get("plugindata", {}).get("data", {}):
                        raise RuntimeError(event["plugindata"]["data"]["error"])

    async def _keep(self, session: str) -> None:
        """Poll, or Janus ends the session after a minute."""
        with contextlib.suppress(httpx.TransportError):  # it is ended before its answer comes
            while True:
                await self._http.get(session, params={"maxev": 10})

    async def _ask(self, url: str, **message: Any) -> dict[str, Any]:
        answer = await self._http.post(url, json={**message, "transaction": uuid.uuid4().hex})
        return dict(answer.json())

    async def finish(self) -> dict[str, Any]:
        for task in self._kept:
            task.cancel()
        await asyncio.gather(*self._kept, return_exceptions=True)
        for session in self._sessions:
            await self._ask(session, janus="destroy")
        await asyncio.sleep(1.0)  # it closes its files in threads of its own
        return {}

    async def end(self) -> None:
        await self._http.aclose()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


def configuration_files(address: str, port: int) -> dict[str, str]:
    """What stands in Janus's folder of settings, by file name."""
    library = next(str(one) for one in Path("/usr/lib").glob("*-linux-gnu/janus"))
    plugins = ",".join(f"libjanus_{name}.so" for name in NOT_NEEDED)
    return {
        "janus.jcfg": (
            f'general: {{ plugins_folder = "{library}/plugins" transports_folder = "{library}/transports"\n'
            f' events_folder = "{library}/events" loggers_folder = "{library}/loggers"\n'
            f" debug_level = 2 session_timeout = 60 event_loops = {EVENT_LOOPS} }}\n"
            f'nat: {{ ice_enforce_list = "{address}" full_trickle = false }}\n'
            f'plugins: {{ disable = "{plugins}" }}\n'
            'transports: { disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,'
            'libjanus_rabbitmq.so,libjanus_websockets.so" }\n'
        ),
        "janus.plugin.videoroom.jcfg": "general: { }\n",
        "janus.transport.http.jcfg": (
            f'general: {{ json = "compact" base_path = "/janus" http = true port = {port} ip = "{address}" }}\n'
            "admin: { admin_http = false }\n"
        ),
    }


def read_mjr(file: Path) -> Iterator[bytes]:
    """The RTP packets of a Janus recording: a head, then each packet behind `MEET`, its time and its size."""
    data, at = file.read_bytes(), 0
    while data[at : at + 4] in (b"MJR0", b"MEET"):
        is_packet = data[at : at + 4] == b"MEET"
        begins = at + HEAD
        if begins > len(data):
            return
        [size] = struct.unpack_from("!H", data, begins - 2)
        at = begins + size
        if is_packet and at <= len(data):
            yield data[begins:at]


def _free_port(address: str) -> int:
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
