"""RTP and RTCP as they lie on the wire, read by ours and written for theirs."""

from __future__ import annotations

import pytest
from aiortc.rtp import (
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
    unpack_remb_fci,
)
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.ingest.reception import ReceptionReport
from proctor_server.ingest.wire import (
    SenderReport,
    bitrate_cap,
    keyframe_request,
    packets_again,
    payload_span,
    receiver_report,
    sender_reports,
)


@given(
    st.binary(min_size=1, max_size=40),
    st.lists(st.integers(0, 2**32 - 1), max_size=15),
    st.integers(0, 6),
    st.integers(0, 9),
)
def test_the_payload_lies_where_aiortc_puts_it(
    payload: bytes, sources: list[int], n_words: int, padding: int
) -> None:
    packet = RtpPacket(payload_type=96, sequence_number=1, timestamp=2, ssrc=3, payload=payload)
    packet.csrc, packet.padding_size = sources, padding
    data = bytearray(packet.serialize())
    if n_words:
        at = 12 + 4 * len(sources)
        data[at:at] = b"\xbe\xde" + n_words.to_bytes(2, "big") + bytes(4 * n_words)
        data[0] |= 0x10
    begin, end = payload_span(memoryview(data), len(data))
    assert data[begin:end] == payload


@given(st.binary(min_size=12, max_size=60))
def test_a_header_that_claims_too_much_has_no_payload(noise: bytes) -> None:
    begin, end = payload_span(memoryview(noise + bytes(100)), len(noise))
    assert 0 <= begin <= end <= len(noise)


def test_sender_reports_are_found_in_a_compound() -> None:
    info = RtcpSenderInfo(ntp_timestamp=1 << 40, rtp_timestamp=7, packet_count=1, octet_count=2)
    data = bytes(RtcpRrPacket(ssrc=9)) + bytes(RtcpSrPacket(ssrc=5, sender_info=info))
    assert list(sender_reports(data)) == [SenderReport(5, 1 << 40, 7)]
    for cut in range(len(data)):
        assert list(sender_reports(data[:cut])) == []


@given(st.binary(max_size=200))
def test_any_rtcp_is_survived(noise: bytes) -> None:
    assert len(list(sender_reports(noise))) <= len(noise) // 28


@given(st.sets(st.integers(0, 300), min_size=1, max_size=64), st.integers(0, 65_535))
def test_lost_packets_are_asked_for_across_the_wrap(places: set[int], first: int) -> None:
    lost = [(first + place) % 65_536 for place in sorted(places)]
    [packet] = RtcpPacket.parse(packets_again(1, 2, lost))
    assert isinstance(packet, RtcpRtpfbPacket)
    assert [one % 65_536 for one in packet.lost] == lost


@pytest.mark.parametrize("n", [1, 2, 31, 40])
def test_one_report_tells_of_every_source(n: int) -> None:
    told = ReceptionReport(12, 345, 70_000, 88, 0x01020304, 65_536)
    [packet] = RtcpPacket.parse(receiver_report(7, [(ssrc, told) for ssrc in range(n)]))
    assert isinstance(packet, RtcpRrPacket)
    assert [one.ssrc for one in packet.reports] == list(range(min(n, 31)))
    block = packet.reports[0]
    assert (block.fraction_lost, block.packets_lost, block.highest_sequence) == (12, 345, 70_000)
    assert (block.jitter, block.lsr, block.dlsr) == (88, 0x01020304, 65_536)


def test_the_cap_and_the_request_for_a_keyframe() -> None:
    cap, request = RtcpPacket.parse(bitrate_cap(7, 500_000, [2, 3]) + keyframe_request(7, 2))
    assert isinstance(cap, RtcpPsfbPacket)
    assert isinstance(request, RtcpPsfbPacket)
    bits_per_s, sources = unpack_remb_fci(cap.fci)
    assert (bits_per_s, sources) == (pytest.approx(500_000, rel=0.001), [2, 3])
    assert (request.fmt, request.media_ssrc) == (1, 2)
