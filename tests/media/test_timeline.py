"""Two tracks with clocks of their own come to lie on one line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.media.timeline import CLOCK_HZ, HOLD_S, WRAP, Timeline, signed_step
from proctor_server.media.webm import Block, Track

NTP_EPOCH_S = 3_900_000_000


def ntp(seconds: float) -> int:
    return int((NTP_EPOCH_S + seconds) * WRAP)


class Sender:
    """A sender whose tracks begin at RTP timestamps of their own choice."""

    def __init__(self, line: Timeline, *, video_base: int = 7_000, audio_base: int = 90_000) -> None:
        self.line = line
        self.base = {Track.VIDEO: video_base, Track.AUDIO: audio_base}
        self.blocks: list[Block] = []

    def timestamp(self, track: Track, taken_s: float) -> int:
        return (self.base[track] + round(taken_s * CLOCK_HZ[track])) % WRAP

    def send(self, track: Track, taken_s: float, *, delay_s: float = 0.05) -> None:
        data = f"{track.name} {taken_s:.3f}".encode()
        timestamp = self.timestamp(track, taken_s)
        self.blocks += self.line.frame(track, timestamp, data, keyframe=True, now=100 + taken_s + delay_s)

    def report(self, track: Track, at_s: float, *, clock_s: float | None = None) -> None:
        self.line.report(track, ntp(at_s if clock_s is None else clock_s), self.timestamp(track, at_s))

    def at(self, track: Track, taken_s: float) -> int:
        wanted = f"{track.name} {taken_s:.3f}".encode()
        return next(block.at_ms for block in self.blocks if block.data == wanted)


def both() -> Sender:
    return Sender(Timeline({Track.VIDEO, Track.AUDIO}))


def test_what_was_taken_together_lies_together() -> None:
    """Sound arrived 400 ms late; by arrival the lips would be off by that much."""
    sender = both()
    for n in range(24):
        sender.send(Track.VIDEO, n / 10)
        sender.send(Track.AUDIO, n / 10, delay_s=0.45)
    assert not sender.line.is_open
    sender.report(Track.VIDEO, 0.5)
    sender.report(Track.AUDIO, 2.3)
    sender.send(Track.VIDEO, 2.4)
    sender.send(Track.AUDIO, 2.4, delay_s=0.45)
    assert sender.line.is_open
    for n in range(25):
        assert abs(sender.at(Track.VIDEO, n / 10) - sender.at(Track.AUDIO, n / 10)) <= 1
    assert sender.at(Track.VIDEO, 0.0) == 0


@pytest.mark.parametrize(("after_s", "is_open"), [(HOLD_S - 0.01, False), (HOLD_S, True), (HOLD_S + 1, True)])
def test_the_opening_is_held_no_longer_than_three_seconds(after_s: float, is_open: bool) -> None:
    sender = both()
    sender.send(Track.VIDEO, 0.0, delay_s=0.0)
    sender.blocks += sender.line.poll(100 + after_s)
    assert sender.line.is_open is is_open
    assert bool(sender.blocks) is is_open


def test_a_single_track_opens_with_its_own_report() -> None:
    sender = Sender(Timeline({Track.VIDEO}))
    sender.send(Track.VIDEO, 0.0)
    sender.report(Track.VIDEO, 0.0)
    sender.send(Track.VIDEO, 0.1)
    assert [block.at_ms for block in sender.blocks] == [0, 100]


def test_without_reports_the_time_of_arrival_stands_in() -> None:
    sender = both()
    sender.send(Track.VIDEO, 0.0)
    sender.send(Track.AUDIO, 0.0, delay_s=0.25)
    sender.send(Track.VIDEO, 3.2)
    assert sender.at(Track.AUDIO, 0.0) == 200
    assert sender.at(Track.VIDEO, 3.2) == 3_200


def test_a_late_report_mends_the_offset_without_a_jump() -> None:
    sender = both()
    sender.send(Track.VIDEO, 0.0)
    sender.send(Track.AUDIO, 0.0, delay_s=0.25)
    sender.send(Track.VIDEO, 3.2)
    sender.report(Track.VIDEO, 3.2)
    sender.report(Track.AUDIO, 3.2)
    for n in range(33, 250):
        sender.send(Track.VIDEO, n / 10)
        sender.send(Track.AUDIO, n / 10, delay_s=0.25)
    assert abs(sender.at(Track.AUDIO, 24.9) - sender.at(Track.VIDEO, 24.9)) <= 11
    sound = [block.at_ms for block in sender.blocks if block.track is Track.AUDIO]
    assert all(98 <= after - before <= 101 for before, after in pairwise(sound[1:]))


def test_drift_of_a_sound_card_is_followed() -> None:
    """100 parts per million are a third of a second over an attempt of 55 minutes."""
    sender = both()
    drift = 1.0001
    for n in range(0, 33_000):
        sender.send(Track.VIDEO, n / 10)
        sender.line.report(Track.VIDEO, ntp(n / 10), sender.timestamp(Track.VIDEO, n / 10))
        sender.blocks += sender.line.frame(
            Track.AUDIO,
            sender.timestamp(Track.AUDIO, n / 10 * drift),
            f"AUDIO {n / 10:.3f}".encode(),
            keyframe=True,
            now=100.1 + n / 10,
        )
        sender.line.report(Track.AUDIO, ntp(n / 10), sender.timestamp(Track.AUDIO, n / 10 * drift))
    assert abs(sender.at(Track.AUDIO, 3_299.0) - sender.at(Track.VIDEO, 3_299.0)) <= 13


def test_timestamps_wrap() -> None:
    line = Timeline({Track.VIDEO, Track.AUDIO})
    sender = Sender(line, video_base=WRAP - 90_000, audio_base=WRAP - 5 * 48_000)
    sender.report(Track.VIDEO, 0.0)
    sender.report(Track.AUDIO, 0.0)
    for n in range(100):
        sender.send(Track.VIDEO, n / 10)
        sender.send(Track.AUDIO, n / 10)
    for n in range(100):
        assert sender.at(Track.VIDEO, n / 10) == n * 100
        assert sender.at(Track.AUDIO, n / 10) == n * 100


@pytest.mark.parametrize(
    ("after", "before", "step"),
    [(5, 3, 2), (3, 5, -2), (0, WRAP - 1, 1), (WRAP - 1, 0, -1), (WRAP // 2 - 1, 0, WRAP // 2 - 1)],
)
def test_a_step_is_the_short_way_round(after: int, before: int, step: int) -> None:
    assert signed_step(after, before) == step


def test_a_track_that_begins_anew_is_put_back_on_the_time_of_arrival() -> None:
    sender = Sender(Timeline({Track.VIDEO}))
    sender.report(Track.VIDEO, 0.0)
    sender.send(Track.VIDEO, 0.0)
    sender.send(Track.VIDEO, 1.0)
    sender.base[Track.VIDEO] = 2_000_000_000
    sender.send(Track.VIDEO, 1.1)
    sender.send(Track.VIDEO, 1.2)
    assert sender.at(Track.VIDEO, 1.1) == pytest.approx(1_100, abs=1)
    assert sender.at(Track.VIDEO, 1.2) == pytest.approx(1_200, abs=1)


def test_a_report_that_makes_no_sense_is_not_believed() -> None:
    sender = both()
    sender.report(Track.VIDEO, 0.0)
    sender.report(Track.AUDIO, 0.0, clock_s=86_400.0)
    for n in range(50):
        sender.send(Track.VIDEO, n / 10)
        sender.send(Track.AUDIO, n / 10)
    assert sender.at(Track.AUDIO, 4.9) == pytest.approx(4_900, abs=60)


def test_nothing_is_released_before_a_frame() -> None:
    line = Timeline({Track.VIDEO})
    assert line.poll(5.0) == ()
    assert line.release() == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(Track), st.integers(0, WRAP - 1), st.integers(0, 900), st.booleans()),
        max_size=60,
    )
)
def test_whatever_a_sender_says_time_goes_on(frames: list[tuple[Track, int, int, bool]]) -> None:
    line = Timeline({Track.VIDEO, Track.AUDIO})
    now = 0.0
    blocks: list[Block] = []
    for track, timestamp, wait_ms, report in frames:
        now += wait_ms / 1000
        if report:
            line.report(track, timestamp << 31, timestamp)
        blocks += line.frame(track, timestamp, b"", keyframe=False, now=now)
    blocks += line.release()
    assert len(blocks) == len(frames)
    for track in Track:
        times = [block.at_ms for block in blocks if block.track is track]
        assert times == sorted(set(times))
        assert all(0 <= at_ms <= now * 1000 + 6_000 + len(frames) for at_ms in times)
