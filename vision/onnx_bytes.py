"""A network of plain layers as the bytes of an ONNX file, which OpenCV can run.

Source: the ONNX specification's `onnx.proto` (field numbers) and protocol buffers' wire format. Only what a
residual network needs: one input, one chain of named values.
"""

import struct
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FLOAT, INT64 = 1, 7  # TensorProto.DataType
INT, INTS = 2, 7  # AttributeProto.AttributeType
IR_VERSION, OPERATORS_VERSION = 7, 11


@dataclass(slots=True)
class OnnxGraph:
    """Collects operators in the order they run; values are named by strings."""

    input_name: str
    input_shape: tuple[int, ...]
    _body: bytearray = field(default_factory=bytearray)
    _n: int = 0

    def constant(self, values: Floats | NDArray[np.int64]) -> str:
        """Add a constant tensor, float32 or int64; returns its name."""
        name = self._name()
        kind = INT64 if values.dtype == np.int64 else FLOAT
        dims = b"".join(_number(1, size) for size in values.shape)
        self._body += _bytes(5, dims + _number(2, kind) + _text(8, name) + _bytes(9, values.tobytes()))
        return name

    def operator(self, kind: str, *inputs: str, **attributes: int | tuple[int, ...]) -> str:
        """Add one operator; returns the name of its output."""
        name = self._name()
        node = b"".join(_text(1, one) for one in inputs) + _text(2, name) + _text(3, name) + _text(4, kind)
        node += b"".join(_bytes(5, _attribute(key, value)) for key, value in attributes.items())
        self._body += _bytes(1, node)
        return name

    def serialised(self, output: str) -> bytes:
        """The model that takes the input and gives the value named `output`."""
        graph = bytes(self._body) + _text(2, "graph")
        graph += _bytes(11, _value(self.input_name, self.input_shape)) + _bytes(12, _value(output, ()))
        return (
            _number(1, IR_VERSION)
            + _bytes(8, _text(1, "") + _number(2, OPERATORS_VERSION))
            + _bytes(7, graph)
        )

    def _name(self) -> str:
        self._n += 1
        return f"v{self._n}"


def _value(name: str, shape: tuple[int, ...]) -> bytes:
    dims = b"".join(_bytes(1, _number(1, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, FLOAT) + _bytes(2, dims)))


def _attribute(name: str, value: int | tuple[int, ...]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, INT)
    return _text(1, name) + b"".join(_number(8, one) for one in value) + _number(20, INTS)


def _text(number: int, value: str) -> bytes:
    return _bytes(number, value.encode("utf-8"))


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(encoded) + struct.pack("B", value)
