"""aiortc and aioice still have the shape that the ingest takes its place in."""

from __future__ import annotations

import importlib.metadata
import inspect

import aioice.ice
import aiortc.rtcdtlstransport
import aiortc.rtcpeerconnection
import aiortc.rtcrtpreceiver
import aiortc.sdp
import pytest
from aiortc.codecs import CODECS, HEADER_EXTENSIONS

from proctor_server.ingest.receiver import EncodedReceiver
from proctor_server.ingest.seam import (
    AIOICE_VERSION,
    AIORTC_VERSION,
    addresses_and_loopback,
    host_addresses,
    install,
)

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
    transport = aiortc.rtcdtlstransport.RTCDtlsTransport
    assert inspect.iscoroutinefunction(transport._send_rtp)
    assert callable(transport._register_rtp_receiver)
    assert callable(transport._unregister_rtp_receiver)
    assert list(inspect.signature(aioice.ice.get_host_addresses).parameters) == ["use_ipv4", "use_ipv6"]


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
