"""How an ONNX model is run: `onnxruntime` on one thread of the CPU; nothing is kept between calls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray

from vision.errors import ModelMissing

Values = NDArray[Any]


class OnnxSession:
    """One loaded model."""

    def __init__(self, model: bytes | Path) -> None:
        """Load from bytes or a file.

        Raises:
            ModelMissing: it is no model that can be run.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # a process holds several nets; what one call used, the next may
        options.log_severity_level = 3
        source = model if isinstance(model, bytes) else str(model)
        try:
            self._session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own errors have no common base
            raise ModelMissing("the ONNX model cannot be loaded") from error

    @property
    def inputs(self) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Names and shapes of what the model takes; a side that is free is a string or None."""
        return tuple((one.name, tuple(one.shape)) for one in self._session.get_inputs())

    def run(self, values: Mapping[str, Values]) -> Sequence[Values]:
        """All outputs for these inputs, in the model's order."""
        outputs: Sequence[Values] = self._session.run(None, dict(values))
        return outputs
