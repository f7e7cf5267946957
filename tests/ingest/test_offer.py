"""An offer that is none is refused by name, whatever it holds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.ingest import BadOffer, NoVideoOffered
from proctor_server.ingest.offer import MAX_OFFER, PLACEHOLDER, read_offer, with_ptime
from proctor_server.media.webm import Track

VIDEO = """m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=mid:1
a=sendonly
a=rtcp-mux
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuv
a=fingerprint:sha-256 00:11
a=setup:actpass
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 nack
"""
AUDIO = VIDEO.replace("m=video", "m=audio").replace("a=mid:1", "a=mid:0").replace("VP8/90000", "opus/48000/2")
SESSION = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n"
CANDIDATE = "a=candidate:1 1 udp 2122260223 10.0.0.7 50000 typ host generation 0\n"
MDNS = "a=candidate:1 1 udp 2122260223 aaaa-bbbb.local 50000 typ host generation 0\n"
TCP = "a=candidate:1 1 tcp 1518280447 10.0.0.7 9 typ host tcptype active generation 0\n"


def test_the_tracks_that_are_sent() -> None:
    assert read_offer(SESSION + AUDIO + VIDEO).tracks == {Track.VIDEO, Track.AUDIO}
    assert read_offer(SESSION + VIDEO).tracks == {Track.VIDEO}
    muted = AUDIO.replace("sendonly", "inactive")
    assert read_offer(SESSION + muted + VIDEO).tracks == {Track.VIDEO}


@pytest.mark.parametrize("direction", ["recvonly", "inactive"])
def test_no_camera(direction: str) -> None:
    with pytest.raises(NoVideoOffered):
        read_offer(SESSION + AUDIO + VIDEO.replace("sendonly", direction))
    with pytest.raises(NoVideoOffered):
        read_offer(SESSION + AUDIO)


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "hello",
        '{"type": "offer"}',
        SESSION,
        VIDEO,
        SESSION + VIDEO.replace("VP8", "H264"),
        SESSION + AUDIO.replace("opus", "speex") + VIDEO,
        SESSION + VIDEO * 5,
        SESSION + "m=video\n",
        SESSION + "m=video nine UDP/TLS/RTP/SAVPF 96\n",
        SESSION + VIDEO + "a=" + "x" * MAX_OFFER,
        "\x00\ud800",
    ],
)
def test_no_offer(sdp: str) -> None:
    with pytest.raises((BadOffer, NoVideoOffered)):
        read_offer(sdp)


@pytest.mark.parametrize("useless", ["", MDNS, TCP, MDNS + TCP + "a=end-of-candidates\n", "a=candidate:x\n"])
def test_an_offer_without_a_usable_candidate_waits_for_the_browsers_knock(useless: str) -> None:
    sdp = read_offer(SESSION + VIDEO + useless).sdp
    assert sdp.count("a=candidate:") == 1
    assert PLACEHOLDER in sdp
    assert "end-of-candidates" not in sdp


def test_usable_candidates_are_kept() -> None:
    sdp = read_offer(SESSION + VIDEO + CANDIDATE + MDNS).sdp
    assert "10.0.0.7" in sdp
    assert PLACEHOLDER not in sdp
    assert ".local" not in sdp


def test_sound_is_asked_for_in_packets_of_60_ms() -> None:
    answer = with_ptime("m=audio 9 x 111\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10\r\n")
    assert "a=rtpmap:111 opus/48000/2\r\na=ptime:60\r\na=maxptime:60\r\na=fmtp" in answer


@given(st.text(max_size=300))
def test_any_text_is_refused_by_name(text: str) -> None:
    with pytest.raises((BadOffer, NoVideoOffered)):
        read_offer(text)


@settings(max_examples=300)
@given(st.integers(0, 1 << 32))
def test_a_spoilt_offer_is_read_or_refused_by_name(seed: int) -> None:
    lines = (SESSION + AUDIO + CANDIDATE + VIDEO + CANDIDATE).splitlines()
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(lines))
        spoil = rng.choice(["drop", "cut", "double", "noise"])
        if spoil == "drop":
            lines[place] = ""
        elif spoil == "cut":
            lines[place] = lines[place][: rng.randrange(len(lines[place]) + 1)]
        elif spoil == "double":
            lines.insert(place, lines[place])
        else:
            lines[place] = "".join(chr(rng.randrange(32, 0x500)) for _ in range(rng.randint(1, 40)))
    try:
        read_offer("\n".join(lines))
    except (BadOffer, NoVideoOffered):
        return
