"""Elements written are read back, and nothing is read from bytes that hold no whole element."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proctor_server.media.ebml import (
    UNKNOWN_SIZE,
    Id,
    child,
    children,
    element,
    encode_size,
    read_element,
    read_uint,
    uint,
    void,
)
from proctor_server.media.errors import BadEbml


@pytest.mark.parametrize(
    ("n", "coded"),
    [
        (0, "80"),
        (126, "fe"),
        (127, "407f"),  # 0xff would be the unknown size (RFC 8794, section 6.2)
        (16_382, "7ffe"),
        (16_383, "203fff"),
        (2_097_150, "3ffffe"),
        ((1 << 56) - 2, "01fffffffffffffe"),
    ],
)
def test_sizes_at_their_edges(n: int, coded: str) -> None:
    assert encode_size(n).hex() == coded


@pytest.mark.parametrize(("n", "width"), [(-1, None), ((1 << 56) - 1, None), (127, 1), (16_383, 2)])
def test_sizes_that_do_not_fit(n: int, width: int | None) -> None:
    with pytest.raises(BadEbml):
        encode_size(n, width)


@given(st.binary(max_size=300), st.sampled_from(list(Id)), st.sampled_from([None, 4, 8]))
def test_an_element_is_read_back(payload: bytes, name: Id, width: int | None) -> None:
    data = b"xy" + element(name, payload, width=width)
    found = read_element(data, 2)
    assert found.id == name
    assert data[found.payload : found.end] == payload
    assert found.end == len(data)


@given(st.integers(0, (1 << 64) - 1))
def test_a_number_is_read_back(n: int) -> None:
    data = uint(Id.CUE_TIME, n)
    assert read_uint(data, read_element(data, 0)) == n


@given(st.binary(max_size=40), st.integers(0, 60))
def test_no_cut_element_is_read(payload: bytes, cut: int) -> None:
    data = element(Id.CLUSTER, payload, width=8)
    short = data[: min(cut, len(data) - 1)]
    with pytest.raises(BadEbml):
        read_element(short, 0)


@given(st.binary(max_size=60))
def test_noise_is_refused_or_read_within_its_bounds(noise: bytes) -> None:
    try:
        found = read_element(noise, 0)
    except BadEbml:
        return
    assert 0 < found.payload <= found.end <= len(noise)


@given(st.integers(2, 3_000))
def test_padding_is_exact(n_bytes: int) -> None:
    padding = void(n_bytes)
    assert len(padding) == n_bytes
    assert read_element(padding, 0).end == n_bytes


def test_padding_below_two_bytes_is_impossible() -> None:
    with pytest.raises(BadEbml):
        void(1)


def test_an_unknown_size_reaches_to_the_end() -> None:
    data = Id.SEGMENT + UNKNOWN_SIZE + b"abc"
    assert read_element(data, 0).end == len(data)


def test_children_and_child() -> None:
    data = element(Id.INFO, uint(Id.CUE_TIME, 7) + void(5))
    info = read_element(data, 0)
    assert [one.id for one in children(data, info.payload, info.end)] == [Id.CUE_TIME, Id.VOID]
    assert read_uint(data, child(data, info, Id.CUE_TIME)) == 7
    with pytest.raises(BadEbml):
        child(data, info, Id.CLUSTER)
