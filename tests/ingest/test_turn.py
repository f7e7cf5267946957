"""TURN passwords that end by themselves, and a camera behind a line that lets only TCP through, or only TLS."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import shutil
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.rtcconfiguration import RTCIceTransportPolicy
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for the loopback address, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "turn of a test")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOOPBACK))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


@pytest.fixture(params=["tcp", "tls"])
async def turn_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """Debian's coturn on the loopback address, taking TCP only, or TLS only by a certificate we trust."""
    assert shutil.which("turnserver"), "needs Debian's coturn: as root, scripts/setup test"
    port = free_port()
    if request.param == "tcp":
        own = ["--no-tls", f"--listening-port={port}"]
    else:
        cert, key = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        own = ["--no-tcp", f"--tls-listening-port={port}", f"--cert={cert}", f"--pkey={key}"]
    server = await asyncio.create_subprocess_exec(
        "turnserver",
        *f"-n --no-cli --no-dtls --no-udp --listening-ip={LOOPBACK} --relay-ip={LOOPBACK}".split(),
        *["--allow-loopback-peers", "--realm=test", "--use-auth-secret", "--log-file=stdout"],
        *own,
        f"--pidfile={tmp_path}/pid",
        f"--userdb={tmp_path}/db",
        f"--static-auth-secret={SECRET}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(10):
            while not await listens(port):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.05)
        yield f"{'turn' if request.param == 'tcp' else 'turns'}:{LOOPBACK}:{port}?transport=tcp"
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


async def test_a_camera_is_recorded_through_it_alone(ingest, turn_url: str) -> None:
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
