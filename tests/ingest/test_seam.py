"""aiortc and aioice still have the shape that the ingest takes its place in."""

from __future__ import annotations

import importlib.metadata
import inspect
import re

import aioice.ice
import aiortc.rtcdtlstransport
import aiortc.rtcicetransport
import aiortc.rtcpeerconnection
import aiortc.rtcrtpreceiver
import aiortc.sdp
import pylibsrtp
import pytest
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from pylibsrtp import ffi
from pylibsrtp._binding import lib

from proctor_server.ingest import seam
from proctor_server.ingest.receiver import EncodedReceiver
from proctor_server.ingest.seam import (
    AIOICE_VERSION,
    AIORTC_VERSION,
    SRTP_VERSION,
    addresses_and_loopback,
    host_addresses,
    install,
    pumped_sockets,
)
from proctor_server.ingest.sockets import Pump, PumpedSocket

ORIGINAL = aiortc.rtcrtpreceiver.RTCRtpReceiver
USED = [
    "__init__",
    "receive",
    "stop",
    "setTransport",
    "getStats",
    "_set_rtcp_ssrc",
    "_handle_disconnect",
    "_handle_rtcp_packet",
    "_handle_rtp_packet",
]


def test_the_pinned_versions_are_installed() -> None:
    assert importlib.metadata.version("aiortc") == AIORTC_VERSION
    assert importlib.metadata.version("aioice") == AIOICE_VERSION
    assert importlib.metadata.version("pylibsrtp") == SRTP_VERSION


@pytest.mark.parametrize("name", USED)
def test_every_method_used_takes_the_same_arguments(name: str) -> None:
    theirs, ours = getattr(ORIGINAL, name), getattr(EncodedReceiver, name)
    assert list(inspect.signature(ours).parameters) == list(inspect.signature(theirs).parameters)
    assert inspect.iscoroutinefunction(ours) is inspect.iscoroutinefunction(theirs)


def test_nothing_more_of_a_receiver_is_used() -> None:
    """What the connection and the transport call on a receiver is what we offer."""
    assert "RTCRtpReceiver(kind, dtlsTransport)" in inspect.getsource(aiortc.rtcpeerconnection)
    for wanted in (
        "receiver._set_rtcp_ssrc(",
        "receiver._track",
        "receiver.setTransport(",
        "receiver.receive(",
    ):
        assert wanted in inspect.getsource(aiortc.rtcpeerconnection)
    public = {name for name in vars(ORIGINAL) if not name.startswith("_")}
    assert public - {"getSynchronizationSources"} <= set(dir(EncodedReceiver))
    protocol = vars(aiortc.rtcdtlstransport.RtpReceiver)
    assert {name for name in protocol if name.startswith("_handle")} <= set(dir(EncodedReceiver))


def test_the_transport_offers_what_the_receiver_calls() -> None:
    transport_of_dtls = aiortc.rtcdtlstransport.RTCDtlsTransport
    source = inspect.getsource(transport_of_dtls)
    for wanted in ("self._rx_srtp = Session(", "self._tx_srtp = Session(", "def transport(self)"):
        assert wanted in source
    assert callable(transport_of_dtls._register_rtp_receiver)
    assert callable(transport_of_dtls._unregister_rtp_receiver)
    assert "self._connection = gatherer._connection" in inspect.getsource(aiortc.rtcicetransport)
    assert list(inspect.signature(aioice.ice.get_host_addresses).parameters) == ["use_ipv4", "use_ipv6"]


def test_srtp_decrypts_in_place() -> None:
    session = pylibsrtp.Session()
    assert ffi.typeof(session._srtp).cname == "struct srtp_ctx_t_ * *"
    length = ffi.new("int *", 4)
    memory = ffi.new("char[2048]")
    assert lib.srtp_unprotect(session._srtp[0], memory, length) != 0
    assert lib.srtp_unprotect_rtcp(session._srtp[0], memory, length) != 0


async def test_sockets_are_opened_where_aioice_opens_them() -> None:
    """The one method replaced, what it leaves behind, and what aioice then uses of a socket."""
    install()
    assert aioice.ice.Connection.get_component_candidates is seam._gather
    replaced = inspect.signature(seam._gather_by_loop).parameters
    assert list(replaced) == ["self", "component", "addresses", "timeout"]
    source = inspect.getsource(aioice.ice.Connection)
    assert "self._protocols += host_protocols" in source
    assert "self._nominated: dict[int, CandidatePair]" in source
    used = set(re.findall(r"self\.transport\.(\w+)", inspect.getsource(aioice.ice.StunProtocol)))
    assert used == {"close", "sendto"}
    pump, connection = Pump(), aioice.ice.Connection(ice_controlling=False)
    with host_addresses(("127.0.0.1",)), pumped_sockets(pump):
        await connection.gather_candidates()
    [candidate] = connection.local_candidates
    assert (candidate.type, candidate.transport, candidate.host) == ("host", "udp", "127.0.0.1")
    [protocol] = connection._protocols
    assert isinstance(protocol.transport, PumpedSocket)
    assert candidate.port == protocol.transport.get_extra_info("sockname")[1]
    await connection.close()
    pump.close()


def test_installing_takes_the_place_and_drops_send_times() -> None:
    install()
    install()
    assert aiortc.rtcpeerconnection.RTCRtpReceiver is EncodedReceiver
    assert not any("abs-send-time" in one.uri for one in HEADER_EXTENSIONS["video"])
    assert any("sdes:mid" in one.uri for one in HEADER_EXTENSIONS["video"])
    vp8 = next(codec for codec in CODECS["video"] if codec.mimeType == "video/VP8")
    assert {(one.type, one.parameter) for one in vp8.rtcpFeedback} >= {
        ("nack", None),
        ("nack", "pli"),
        ("goog-remb", None),
    }


def test_host_addresses_are_chosen_inside_the_block_only() -> None:
    install()
    outside = aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True)
    with host_addresses(("127.0.0.1", "::1")):
        assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=False) == ["127.0.0.1"]
        assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["127.0.0.1", "::1"]
    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == outside
    assert addresses_and_loopback() == (*outside, "127.0.0.1")
