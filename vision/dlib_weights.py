"""The parameters of a network stored in dlib's serialised form, in the order its layers are run.

Source of the format: dlib (Boost licence), `serialize.h` and `cuda/tensor.h`: an integer is a control byte
(number of bytes that follow, 0x80 for negative) and its bytes, little endian; a tensor is its version (2), four
sizes and then float32, little endian. Each layer writes its name and then its parameters; the layers
underneath are written first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.errors import ModelMissing

Floats = NDArray[np.float32]
TENSOR_VERSION = 2
N_SIZES = 4
LAYER = re.compile(rb"\x01\x05con_4|\x01\x07affine_|\x01\x04fc_2")
N_SIZES_BEFORE = {"con_4": 0, "affine_": 0, "fc_2": 2}  # a full layer says its outputs and inputs first


@dataclass(frozen=True, slots=True)
class LayerParameters:
    """One layer's own numbers: its kind (`con_4`, `affine_`, `fc_2`) and all of them in one row."""

    kind: str
    values: Floats


def read_parameters(stored: bytes) -> Iterator[LayerParameters]:
    """The parameters of every layer that has some, the input's neighbour first.

    Raises:
        ModelMissing: the bytes are not such a network.
    """
    at = 0
    while (found := LAYER.search(stored, at)) is not None:
        kind = found.group()[2:].decode("ascii")
        try:
            values, at = _tensor(stored, found.end(), N_SIZES_BEFORE[kind])
        except (IndexError, ValueError) as error:
            raise ModelMissing(f"the network's layer {kind} cannot be read") from error
        yield LayerParameters(kind, values)


def _tensor(stored: bytes, at: int, n_before: int) -> tuple[Floats, int]:
    for _ in range(n_before):
        _, at = _integer(stored, at)
    version, at = _integer(stored, at)
    if version == 1 and n_before:  # whether a full layer has a bias stands between
        version, at = _integer(stored, at)
    if version != TENSOR_VERSION:
        raise ValueError("a tensor of an unknown version")
    n = 1
    for _ in range(N_SIZES):
        size, at = _integer(stored, at)
        n *= size
    values = np.frombuffer(stored, "<f4", n, at).astype(np.float32)
    return values, at + values.nbytes


def _integer(stored: bytes, at: int) -> tuple[int, int]:
    n = stored[at] & 0x0F
    if n == 0 or stored[at] & 0x80:
        raise ValueError("a size of no bytes, or below zero")
    return int.from_bytes(stored[at + 1 : at + 1 + n], "little"), at + 1 + n
