"""Packets go on in order; a lost one is waited for half a second, asked for again, then given up."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.ingest.reorder import HOLE, MAX_LATE_RUN, MAX_NACKS, MODULUS, Hole, Packet, Reorder

HOLD_S = 0.5


def packet(sequence: int) -> Packet:
    return Packet(sequence % MODULUS, 0, True, b"")


def numbers(packets: list[Packet | Hole]) -> list[int | None]:
    return [None if isinstance(one, Hole) else one.sequence for one in packets]


def test_packets_in_order_go_on_at_once() -> None:
    order = Reorder(HOLD_S)
    assert [numbers(order.push(packet(n), 0.0)) for n in (65_534, 65_535, 65_536)] == [
        [65_534],
        [65_535],
        [0],
    ]


@given(st.integers(0, MODULUS - 1), st.integers(2, 300), st.integers(0, 1 << 32))
def test_any_order_within_a_window_is_mended(first: int, n: int, seed: int) -> None:
    places = list(range(1, n))
    shuffled = sorted(places, key=lambda place: place + random.Random(seed + place).uniform(0, 30))
    order = Reorder(HOLD_S)
    went = [*order.push(packet(first), 0.0)]
    for place in shuffled:
        went += order.push(packet(first + place), 0.1)
    assert numbers(went) == [(first + place) % MODULUS for place in range(n)]
    assert order.n_lost == 0


@given(st.integers(0, MODULUS - 1), st.sets(st.integers(1, 198), max_size=60))
def test_what_is_lost_is_counted_and_the_rest_goes_on(first: int, lost: set[int]) -> None:
    order = Reorder(HOLD_S)
    went: list[Packet | Hole] = []
    for place in range(200):
        if place not in lost:
            went += order.push(packet(first + place), place / 15)
    went += order.poll(1_000.0)
    kept = [(first + place) % MODULUS for place in range(200) if place not in lost]
    assert [one for one in numbers(went) if one is not None] == kept
    assert order.n_lost == len(lost)
    assert (HOLE in went) is bool(lost)


@pytest.mark.parametrize(("at", "given_up"), [(0.0, False), (0.49, False), (0.5, True), (0.51, True)])
def test_a_hole_is_given_up_after_half_a_second(at: float, given_up: bool) -> None:
    order = Reorder(HOLD_S)
    order.push(packet(1), 0.0)
    order.push(packet(3), 0.0)
    assert bool(order.poll(at)) is given_up


def test_what_is_missing_is_asked_for_each_tenth_of_a_second() -> None:
    order = Reorder(HOLD_S)
    for n in (0, 3, 5):
        order.push(packet(n), 0.0)
    assert order.missing(0.0) == [1, 2, 4]
    assert order.missing(0.09) == []
    order.push(packet(1), 0.1)
    assert order.missing(0.1) == [2, 4]
    for n in (2, 4):
        order.push(packet(n), 0.2)
    assert order.missing(9.0) == []


def test_no_more_is_asked_for_than_fits() -> None:
    order = Reorder(HOLD_S)
    order.push(packet(0), 0.0)
    order.push(packet(3_000), 0.0)
    assert len(order.missing(0.0)) == MAX_NACKS


def test_late_and_repeated_packets_are_left_out() -> None:
    order = Reorder(HOLD_S)
    for n in (5, 6, 7):
        order.push(packet(n), 0.0)
    assert order.push(packet(6), 0.0) == []


def test_a_sender_that_begins_anew_is_followed() -> None:
    order = Reorder(HOLD_S)
    order.push(packet(30_000), 0.0)
    went = [one for n in range(MAX_LATE_RUN + 5) for one in order.push(packet(10 + n), 0.0)]
    assert went[0] is HOLE
    assert numbers(went)[1:] == list(range(10 + MAX_LATE_RUN, 10 + MAX_LATE_RUN + 5))
