"""What RTP and RTCP look like on the wire: headers read, feedback written (RFC 3550, RFC 4585).

Pure. Whatever the bytes, reading ends; what makes no sense is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    pack_remb_fci,
)

from .reception import ReceptionReport
from .reorder import MODULUS

RTP_HEAD = 12
RTCP_KINDS = range(192, 224)  # the second byte of RTCP where both share a port (RFC 5761)
SENDER_REPORT = 200
RECEIVER_REPORT = 201
MAX_REPORT_BLOCKS = 31
NACK_REACH = 16
EXTENSION_BIT, PADDING_BIT, SOURCES_MASK = 0x10, 0x20, 0x0F


@dataclass(frozen=True, slots=True)
class SenderReport:
    """A sender's clock: its `rtp_timestamp` was at `ntp_timestamp` (32.32 fixed point)."""

    ssrc: int
    ntp_timestamp: int
    rtp_timestamp: int


def payload_span(packet: memoryview, n_bytes: int) -> tuple[int, int]:
    """Return where the payload of an RTP packet begins and ends (RFC 3550, section 5.1).

    An empty span is a packet of padding, or one whose header claims more than there is.
    """
    first = packet[0]
    start, end = RTP_HEAD + 4 * (first & SOURCES_MASK), n_bytes
    if first & EXTENSION_BIT:
        if start + 4 > n_bytes:
            return 0, 0
        start += 4 + 4 * (packet[start + 2] << 8 | packet[start + 3])
    if first & PADDING_BIT:
        end -= packet[n_bytes - 1]
    return (start, end) if start < end else (0, 0)


def sender_reports(compound: bytes) -> Iterator[SenderReport]:
    """Find the sender reports of a compound RTCP packet."""
    at = 0
    while at + 8 <= len(compound):
        kind, n_words = compound[at + 1], int.from_bytes(compound[at + 2 : at + 4], "big")
        size = 4 * (n_words + 1)
        if kind == SENDER_REPORT and size >= 28 and at + size <= len(compound):
            ssrc, ntp, rtp = struct.unpack_from("!LQL", compound, at + 4)
            yield SenderReport(ssrc, ntp, rtp)
        at += size


def receiver_report(ssrc: int, blocks: Iterable[tuple[int, ReceptionReport]]) -> bytes:
    """Write one receiver report over all sources, each `(ssrc, figures)` (RFC 3550, section 6.4.2)."""
    body = [
        struct.pack(
            "!LLLLLL",
            source,
            told.fraction_lost << 24 | told.packets_lost & 0xFFFFFF,
            told.highest_sequence,
            told.jitter,
            told.last_sender_report,
            told.since_sender_report,
        )
        for source, told in blocks
    ][:MAX_REPORT_BLOCKS]
    return struct.pack("!BBHL", 0x80 | len(body), RECEIVER_REPORT, 1 + 6 * len(body), ssrc) + b"".join(body)


def bitrate_cap(ssrc: int, bits_per_s: int, sources: Sequence[int]) -> bytes:
    """Write the greatest bitrate we want to receive (REMB, draft-alvestrand-rmcat-remb)."""
    cap = pack_remb_fci(bits_per_s, list(sources))
    return bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=ssrc, media_ssrc=0, fci=cap))


def keyframe_request(ssrc: int, source: int) -> bytes:
    """Write a picture loss indication (RFC 4585, section 6.3.1)."""
    return bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=ssrc, media_ssrc=source))


def packets_again(ssrc: int, source: int, sequences: Iterable[int]) -> bytes:
    """Write a request for lost packets: each word names one and, by bits, those of the next 16 (RFC 4585, 6.2.1)."""
    words: list[list[int]] = []
    for sequence in sequences:
        ahead = (sequence - words[-1][0]) % MODULUS if words else 0
        if 0 < ahead <= NACK_REACH:
            words[-1][1] |= 1 << ahead - 1
        else:
            words.append([sequence, 0])
    body = b"".join(struct.pack("!HH", *word) for word in words)
    head = struct.pack("!BBHLL", 0x80 | RTCP_RTPFB_NACK, RTCP_RTPFB, 2 + len(words), ssrc, source)
    return head + body
