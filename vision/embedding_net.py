"""Who a face belongs to, as 128 numbers: two pictures of one person lie near each other.

The network is dlib's `dlib_face_recognition_resnet_model_v1` (D. E. King, public domain), whose file comes in
the package `face_recognition_models`. It is run by onnxruntime: the same numbers as dlib's own (difference below
1e-4), at a tenth of the time. Architecture: dlib's `dnn_face_recognition_ex.cpp`, a residual network of 29
convolutions after K. He et al., "Deep Residual Learning for Image Recognition", 2016.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from vision.dlib_weights import Floats, LayerParameters, read_parameters
from vision.errors import ModelMissing
from vision.light import Image
from vision.onnx_bytes import OnnxGraph
from vision.onnx_session import OnnxSession

CHIP_SIDE_PX = 150
N_NUMBERS = 128
MEAN_RGB = (122.782, 117.001, 104.298)
SCALE = 1 / 256
# channels of each residual block from the input on; a block with True halves the picture
BLOCKS = (
    *((32, False),) * 3,
    (64, True),
    *((64, False),) * 3,
    (128, True),
    *((128, False),) * 2,
    (256, True),
    *((256, False),) * 2,
    (256, True),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A value's channels and side in px while the network is laid out."""

    channels: int
    side: int


class EmbeddingNet:
    """The network, ready to run on aligned faces."""

    def __init__(self, stored: bytes) -> None:
        """Lay the network out from dlib's file.

        Raises:
            ModelMissing: the bytes are not this network.
        """
        layers = list(read_parameters(stored))
        if [one.kind for one in layers] != ["con_4", "affine_"] * (1 + 2 * len(BLOCKS)) + ["fc_2"]:
            raise ModelMissing("the file holds another network")
        model = _lay_out(layers)
        self._session = OnnxSession(model)

    def embed(self, chip: Image) -> Floats:
        """Describe one aligned face; `chip`: uint8 (150, 150, 3), BGR. Returns float32 (128,), length about 1.4."""
        size = (CHIP_SIDE_PX, CHIP_SIDE_PX)
        picture = cv2.dnn.blobFromImage(chip, SCALE, size, MEAN_RGB, swapRB=True)
        (numbers,) = self._session.run({"face": picture})
        return numbers.reshape(N_NUMBERS)


def _lay_out(layers: Sequence[LayerParameters]) -> bytes:
    graph = OnnxGraph("face", (1, 3, CHIP_SIDE_PX, CHIP_SIDE_PX))
    folded = _folded(layers)
    value = _convolve(graph, "face", next(folded), side=7, inputs=3, stride=2)
    value = graph.operator("Relu", value)
    value = graph.operator("MaxPool", value, kernel_shape=(3, 3), strides=(2, 2), pads=(0, 0, 0, 0))
    shape = Shape(32, ((CHIP_SIDE_PX - 7) // 2 + 1 - 3) // 2 + 1)
    for channels, halves in BLOCKS:
        value, shape = _block(graph, value, shape, folded, channels=channels, halves=halves)
    value = graph.operator("GlobalAveragePool", value)
    value = graph.operator("Flatten", value, axis=1)
    weights = graph.constant(layers[-1].values.reshape(-1, N_NUMBERS))
    return graph.serialised(graph.operator("MatMul", value, weights))


def _folded(layers: Sequence[LayerParameters]) -> Iterator[tuple[Floats, Floats]]:
    """Each convolution with the affine layer after it as one: filters float32 (N, values), offsets (N,)."""
    for convolution, affine in zip(layers[0:-1:2], layers[1:-1:2], strict=True):
        gamma, beta = np.split(affine.values, 2)
        n = len(gamma)
        filters, offsets = convolution.values[:-n].reshape(n, -1), convolution.values[-n:]
        yield filters * gamma[:, None], offsets * gamma + beta


def _convolve(
    graph: OnnxGraph, value: str, folded: tuple[Floats, Floats], *, side: int, inputs: int, stride: int
) -> str:
    filters, offsets = folded
    pad = side // 2 if stride == 1 else 0
    return graph.operator(
        "Conv",
        value,
        graph.constant(filters.reshape(-1, inputs, side, side)),
        graph.constant(offsets),
        kernel_shape=(side, side),
        strides=(stride, stride),
        pads=(pad,) * 4,
    )


def _block(
    graph: OnnxGraph,
    value: str,
    shape: Shape,
    folded: Iterator[tuple[Floats, Floats]],
    *,
    channels: int,
    halves: bool,
) -> tuple[str, Shape]:
    """One residual block; where sides or channels differ, dlib adds as if the smaller had zeros beyond its edge."""
    inner = _convolve(graph, value, next(folded), side=3, inputs=shape.channels, stride=2 if halves else 1)
    inner = graph.operator("Relu", inner)
    inner = _convolve(graph, inner, next(folded), side=3, inputs=channels, stride=1)
    inner_shape = Shape(channels, (shape.side - 3) // 2 + 1 if halves else shape.side)
    if halves:
        value = graph.operator("AveragePool", value, kernel_shape=(2, 2), strides=(2, 2), pads=(0, 0, 0, 0))
        shape = Shape(shape.channels, shape.side // 2)
    both = Shape(max(channels, shape.channels), max(inner_shape.side, shape.side))
    total = graph.operator(
        "Add", _padded(graph, inner, inner_shape, both), _padded(graph, value, shape, both)
    )
    return graph.operator("Relu", total), both


def _padded(graph: OnnxGraph, value: str, shape: Shape, wanted: Shape) -> str:
    if shape == wanted:
        return value
    more, wider = wanted.channels - shape.channels, wanted.side - shape.side
    pads = graph.constant(np.array([0, 0, 0, 0, 0, more, wider, wider], np.int64))
    return graph.operator("Pad", value, pads)
