"""TURN passwords that end by themselves, and a camera behind a line that lets only TCP through."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import shutil
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.rtcconfiguration import RTCIceTransportPolicy

from proctor_server.ingest.turn import IceServer, TurnServer, credentials
from tests.ingest.conftest import Camera

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOOPBACK = "127.0.0.1"
SECRET = "shared with coturn"


def test_the_name_tells_the_end_and_the_password_proves_it() -> None:
    made = credentials(TurnServer(("turn:t",), SECRET, timedelta(hours=2)), "attempt-1", NOW)
    assert made.expires_at == NOW + timedelta(hours=2)
    assert made.username == f"{int(made.expires_at.timestamp())}:attempt-1"
    digest = hmac.digest(SECRET.encode(), made.username.encode(), hashlib.sha1)
    assert base64.b64decode(made.credential) == digest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def turn_url(tmp_path: Path) -> AsyncIterator[str]:
    """Debian's coturn on the loopback address, taking TCP only."""
    if shutil.which("turnserver") is None:
        pytest.skip("needs Debian's coturn: as root, apt-get install coturn")
    port = free_port()
    arguments = (
        f"-n --no-cli --no-tls --no-dtls --no-udp --listening-ip={LOOPBACK} --relay-ip={LOOPBACK} "
        f"--listening-port={port} --allow-loopback-peers --realm=test --use-auth-secret --log-file=stdout "
        f"--pidfile={tmp_path}/pid --userdb={tmp_path}/db"
    ).split()
    server = await asyncio.create_subprocess_exec(
        "turnserver",
        *arguments,
        f"--static-auth-secret={SECRET}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(10):
            while not await listens(port):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        yield f"turn:{LOOPBACK}:{port}?transport=tcp"
    finally:
        server.kill()
        await server.wait()


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(LOOPBACK, port)
    except OSError:
        return False
    writer.close()
    return True


def relayed_peer(server: IceServer) -> RTCPeerConnection:
    """A page whose line lets nothing through but the TURN server."""
    ice = RTCIceServer(list(server.urls), server.username, server.credential)
    peer = RTCPeerConnection(
        RTCConfiguration(iceServers=[ice], iceTransportPolicy=RTCIceTransportPolicy.RELAY)
    )
    transceiver = peer.addTransceiver(Camera(), direction="sendonly")
    codecs = RTCRtpSender.getCapabilities("video").codecs
    transceiver.setCodecPreferences([one for one in codecs if one.mimeType.lower() == "video/vp8"])
    return peer


async def test_a_camera_is_recorded_through_tcp_alone(ingest, turn_url: str) -> None:
    turn = TurnServer((turn_url,), SECRET)
    peer = relayed_peer(credentials(turn, "a1", datetime.now(UTC)))
    try:
        await peer.setLocalDescription(await peer.createOffer())
        offer = peer.localDescription.sdp
        assert "typ relay" in offer
        assert "typ host" not in offer
        answer = await ingest.accept("a1", "p1", offer)
        await peer.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        async with asyncio.timeout(15):
            while (status := ingest.status("a1")) is None or status.n_frames < 15:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert status.connected
    finally:
        await peer.close()


async def test_a_password_whose_time_is_over_opens_nothing(turn_url: str) -> None:
    turn = TurnServer((turn_url,), SECRET, timedelta(hours=1))
    peer = relayed_peer(credentials(turn, "a1", datetime.now(UTC) - timedelta(hours=2)))
    try:
        await peer.setLocalDescription(await peer.createOffer())
        assert "typ relay" not in peer.localDescription.sdp
    finally:
        await peer.close()
