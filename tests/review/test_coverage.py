"""The coverage line: every second has one state, and every gap a cause."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proctor_server.review.coverage import (
    DEVICE_CAUSES,
    CoverageCause,
    CoverageSpan,
    CoverageState,
    Fault,
    Outage,
    SegmentSpan,
    SegmentStatus,
    coverage_line,
    fault_of,
)
from proctor_server.review.errors import BadTimeline

Line = list[tuple[float, float, str, str | None]]
Recorded = tuple[float, float, str]


def line(t_end_s: float, segments: list[Recorded], outages: list[Recorded] | None = None) -> Line:
    spans = coverage_line(
        t_end_s=t_end_s,
        segments=[SegmentSpan(t0, t1, SegmentStatus(status)) for t0, t1, status in segments],
        outages=[Outage(t0, t1, CoverageCause(cause)) for t0, t1, cause in outages or []],
    )
    return [(s.t0_s, s.t1_s, s.state.value, s.cause and s.cause.value) for s in spans]


def test_an_attempt_recorded_from_end_to_end() -> None:
    assert line(12, [(0, 4, "analysed"), (4, 8, "analysed"), (8, 12, "analysed")]) == [
        (0, 12, "observed", None)
    ]


def test_nothing_recorded() -> None:
    assert line(60, []) == [(0, 60, "not_observed", "not_connected")]
    assert line(0, [(0, 4, "analysed")]) == []


@pytest.mark.parametrize(
    ("gap_s", "expected"),
    [
        (0.999, [(0, 8.999, "observed", None)]),
        (
            1.0,
            [(0, 4, "observed", None), (4, 5, "not_observed", "not_connected"), (5, 9, "observed", None)],
        ),
    ],
)
def test_a_seam_between_segments_is_no_gap(gap_s: float, expected: Line) -> None:
    segments = [(0.0, 4.0, "analysed"), (4.0 + gap_s, 8.0 + gap_s, "analysed")]
    assert line(8.0 + gap_s, segments) == expected


@pytest.mark.parametrize("later", [[], [(20.0, 24.0, "failed")]])
def test_the_last_moment_before_the_end_is_a_seam_too(later: list[Recorded]) -> None:
    """A machine stood still from 41 ms before the end until after it: those 41 ms lacked for good.

    The page sends nothing so short, and is not asked for it.
    """
    assert line(45.721, [(0.0, 45.68, "analysed"), *later]) == [(0, 45.721, "observed", None)]
    assert line(46.68, [(0.0, 45.68, "analysed"), *later])[1:] == [
        (45.68, 46.68, "not_observed", "not_connected")
    ]


def test_waiting_and_failed_segments() -> None:
    segments = [(0.0, 4.0, "analysed"), (4.1, 8.0, "failed"), (8.1, 12.0, "pending")]
    assert line(12, segments) == [
        (0, 4.1, "observed", None),
        (4.1, 8.1, "not_observed", "analysis"),
        (8.1, 12, "pending", None),
    ]


def test_a_picture_too_poor_to_judge_is_neither_observed_nor_a_gap() -> None:
    segments = [(0.0, 4.0, "analysed"), (4.1, 8.0, "uncertain"), (8.1, 12.0, "analysed")]
    assert line(12, segments, [(8.1, 12, "microphone_muted")]) == [
        (0, 4.1, "observed", None),
        (4.1, 8.1, "uncertain", None),
        (8.1, 12, "observed", "microphone_muted"),
    ]
    assert fault_of(None) is None


def test_a_lost_connection_carries_its_cause() -> None:
    segments = [(0.0, 20.0, "analysed"), (50.0, 60.0, "analysed")]
    assert line(60, segments, [(18, 48, "network")]) == [
        (0, 20, "observed", None),
        (20, 48, "not_observed", "network"),
        (48, 50, "not_observed", "not_connected"),
        (50, 60, "observed", None),
    ]


def test_an_outage_explains_a_gap_and_never_makes_one() -> None:
    assert line(60, [(0, 60, "analysed")], [(10, 20, "network")]) == [(0, 60, "observed", None)]


def test_a_device_that_is_off_is_told_beside_observed_time() -> None:
    """The picture is there and the sound is not; or a muted camera sends black."""
    assert line(60, [(0, 60, "analysed")], [(10, 20, "microphone_unplugged")]) == [
        (0, 10, "observed", None),
        (10, 20, "observed", "microphone_unplugged"),
        (20, 60, "observed", None),
    ]


def test_sound_alone_while_the_camera_is_off_is_no_failure_of_the_analysis() -> None:
    assert line(8, [(0, 8, "failed")], [(0, 4, "camera_ended")]) == [
        (0, 4, "not_observed", "camera_ended"),
        (4, 8, "not_observed", "analysis"),
    ]


def test_what_the_page_sent_later_is_observed_and_noted() -> None:
    spans = coverage_line(
        t_end_s=12,
        segments=[
            SegmentSpan(0, 5, SegmentStatus.ANALYSED),
            SegmentSpan(4, 8, SegmentStatus.ANALYSED, backfilled=True),
            SegmentSpan(8, 12, SegmentStatus.ANALYSED),
        ],
        outages=[Outage(5, 8, CoverageCause.NETWORK)],
    )
    assert [(s.t0_s, s.t1_s, s.state, s.cause, s.backfilled) for s in spans] == [
        (0, 5, CoverageState.OBSERVED, None, False),
        (5, 8, CoverageState.OBSERVED, None, True),
        (8, 12, CoverageState.OBSERVED, None, False),
    ]


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (None, None),
        (CoverageCause.NOT_CONNECTED, None),
        (CoverageCause.SERVER, Fault.SERVER),
        (CoverageCause.ANALYSIS, Fault.SERVER),
        (CoverageCause.NETWORK, Fault.NETWORK),
        (CoverageCause.CAMERA_UNPLUGGED, Fault.CANDIDATE),
        (CoverageCause.MICROPHONE_MUTED, Fault.CANDIDATE),
        (CoverageCause.SCREEN_ENDED, Fault.CANDIDATE),
    ],
)
def test_each_cause_is_somebodys(cause: CoverageCause | None, fault: Fault | None) -> None:
    assert fault_of(cause) is fault


def test_where_several_causes_hold_ours_is_named() -> None:
    outages = [(0.0, 30.0, "camera_ended"), (10.0, 20.0, "server"), (15.0, 25.0, "network")]
    assert line(30, [], outages) == [
        (0, 10, "not_observed", "camera_ended"),
        (10, 20, "not_observed", "server"),
        (20, 25, "not_observed", "network"),
        (25, 30, "not_observed", "camera_ended"),
    ]


def test_where_segments_overlap_the_better_known_wins() -> None:
    segments = [(0.0, 8.0, "failed"), (2.0, 6.0, "analysed"), (5.0, 12.0, "pending")]
    assert line(12, segments) == [
        (0, 2, "not_observed", "analysis"),
        (2, 6, "observed", None),
        (6, 12, "pending", None),
    ]


def test_a_seam_follows_the_segment_that_reached_furthest() -> None:
    """After a reconnection a short segment of the old part may lie within a longer one of the new."""
    segments = [(0.0, 8.0, "analysed"), (2.0, 4.0, "failed"), (8.5, 12.0, "analysed")]
    assert line(12, segments) == [(0, 12, "observed", None)]


def test_what_lies_outside_the_attempt_is_cut_off() -> None:
    assert line(10, [(-3, 4, "analysed"), (9, 14, "analysed")], [(3, 40, "server"), (-9, -2, "network")]) == [
        (0, 4, "observed", None),
        (4, 9, "not_observed", "server"),
        (9, 10, "observed", None),
    ]


def test_an_outage_with_a_client_clock_gone_wrong_is_left_out() -> None:
    assert line(10, [], [(8, 3, "network")]) == [(0, 10, "not_observed", "not_connected")]


def test_a_segment_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadTimeline):
        line(10, [(4, 3, "analysed")])
    with pytest.raises(BadTimeline):
        line(-1, [])


A_SPAN = st.tuples(st.integers(-40, 200), st.integers(0, 60)).map(lambda s: (s[0] / 4, (s[0] + s[1]) / 4))
STATUS = st.sampled_from([status.value for status in SegmentStatus])
CAUSE = st.sampled_from([cause.value for cause in CoverageCause])


@given(
    t_end_s=st.integers(0, 160).map(lambda n: n / 4),
    segments=st.lists(st.tuples(A_SPAN, STATUS).map(lambda s: (*s[0], s[1])), max_size=12),
    outages=st.lists(st.tuples(A_SPAN, CAUSE).map(lambda s: (*s[0], s[1])), max_size=6),
)
@settings(deadline=None, max_examples=200)
def test_the_line_is_a_partition_and_says_what_the_segments_say(
    t_end_s: float, segments: list[Recorded], outages: list[Recorded]
) -> None:
    spans = line(t_end_s, segments, outages)
    edges = [0.0, *(t1_s for _, t1_s, _, _ in spans)]
    assert [t0_s for t0_s, _, _, _ in spans] == edges[:-1]
    assert edges[-1] == t_end_s
    assert all(t0_s < t1_s for t0_s, t1_s, _, _ in spans)
    for one, following in pairwise(spans):
        assert one[2:] != following[2:]
    for t0_s, t1_s, state, cause in spans:
        if state in (CoverageState.OBSERVED.value, CoverageState.UNCERTAIN.value):
            assert cause is None or CoverageCause(cause) in DEVICE_CAUSES
        else:
            assert (cause is None) is (state == CoverageState.PENDING.value)
        middle = (t0_s + t1_s) / 2
        analysed = any(s0 <= middle < s1 for s0, s1, status in segments if status == "analysed")
        assert not analysed or state == CoverageState.OBSERVED.value


def test_a_whole_test_with_many_segments_takes_no_time() -> None:
    segments = [(4.0 * no, 4.0 * no + 3.9, "analysed" if no % 2 else "pending") for no in range(825)]
    assert len(line(3299.9, segments, [(10.0 * no, 10.0 * no + 3, "network") for no in range(300)])) == 825


def test_where_sound_alone_was_recorded_the_camera_was_off() -> None:
    """Story: a part with sound alone counted as not analysed, so as our doing."""
    alone = [SegmentSpan(0.0, 4.0, SegmentStatus.SOUND_ONLY)]
    for outages, cause in (
        ([], CoverageCause.CAMERA_ENDED),
        ([Outage(0.0, 4.0, CoverageCause.CAMERA_UNPLUGGED)], CoverageCause.CAMERA_UNPLUGGED),
    ):
        assert coverage_line(t_end_s=4.0, segments=alone, outages=outages) == (
            CoverageSpan(0.0, 4.0, CoverageState.NOT_OBSERVED, cause),
        )
