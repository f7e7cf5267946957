"""What a peer offers to send, and how the answer is worded."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from aiortc.sdp import MediaDescription, SessionDescription

from proctor_server.media.webm import Track

from .errors import BadOffer, NoVideoOffered

MAX_OFFER = 64 * 1024
MAX_SECTIONS = 4
PTIME_MS = 60  # 16.7 sound packets a second instead of 50
OPUS_MAP = re.compile(r"(a=rtpmap:\d+ opus/48000/2\r\n)", re.IGNORECASE)
CODEC_OF = {"video": "video/vp8", "audio": "audio/opus"}
TRACK_OF = {"video": Track.VIDEO, "audio": Track.AUDIO}
# An address for documentation (RFC 5737) that nobody answers at. aioice gives up at once when the other
# side names no candidate it can use; with this one it waits for the browser to knock.
PLACEHOLDER = "a=candidate:0 1 udp 1 192.0.2.1 9 typ host\r\n"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that can be answered: its text, made fit for aiortc, and the tracks it sends."""

    sdp: str
    tracks: frozenset[Track]


def read_offer(sdp: str) -> Offer:
    """Read an offer.

    Raises:
        BadOffer: it is no session description, or offers codecs that are not recorded.
        NoVideoOffered: it sends no camera.
    """
    if len(sdp) > MAX_OFFER:
        raise BadOffer("too long")
    text = _with_candidates(sdp)
    sections = _parse(text)
    sent = [section for section in sections if section.direction in ("sendonly", "sendrecv")]
    tracks = frozenset(TRACK_OF[section.kind] for section in sent if section.kind in TRACK_OF)
    if Track.VIDEO not in tracks:
        raise NoVideoOffered
    if not all(_has_codec(section) for section in sections if section.kind in TRACK_OF):
        raise BadOffer("neither VP8 nor Opus")
    return Offer(text, tracks)


def with_ptime(answer: str) -> str:
    """Ask for sound in packets of 60 ms, in an answer's text."""
    return OPUS_MAP.sub(rf"\g<1>a=ptime:{PTIME_MS}\r\na=maxptime:{PTIME_MS}\r\n", answer)


def _parse(text: str) -> list[MediaDescription]:
    try:
        session = SessionDescription.parse(text)
    except Exception as error:  # aiortc's parser raises what its statements happen to raise
        raise BadOffer("no session description") from error
    if not session.media or not text.startswith("v=0"):
        raise BadOffer("no session description")
    if len(session.media) > MAX_SECTIONS:
        raise BadOffer("too many media sections")
    names = {section.rtp.muxId for section in session.media}
    if any(not names.issuperset(group.items) for group in session.group):
        raise BadOffer("a bundle of sections that are not there")
    return list(session.media)


def _has_codec(section: MediaDescription) -> bool:
    wanted = CODEC_OF[section.kind]
    return any(codec.mimeType.lower() == wanted for codec in section.rtp.codecs)


def _with_candidates(sdp: str) -> str:
    """Leave out candidates that cannot be used, and give each media section one at least.

    Names of the local network (mDNS) would be looked up by multicast, which may hang or fail; the
    browser's own checks reveal its address anyway. The end of candidates is left open for them.
    """
    session, *sections = re.split(r"(?m)^(?=m=)", "\r\n".join(sdp.splitlines()) + "\r\n")
    kept = [_usable_lines(section) for section in sections]
    return session + "".join(one if "\r\na=candidate:" in one else one + PLACEHOLDER for one in kept)


def _usable_lines(section: str) -> str:
    return "".join(line for line in section.splitlines(keepends=True) if _is_usable(line))


def _is_usable(line: str) -> bool:
    if line.startswith("a=end-of-candidates"):
        return False
    if not line.startswith("a=candidate:"):
        return True
    bits = line.split()
    if len(bits) < 8 or bits[2].lower() != "udp":
        return False
    try:
        ipaddress.ip_address(bits[4])
    except ValueError:
        return False
    return True
