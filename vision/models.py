"""How a model is run: `ai-edge-litert` on one thread; a model keeps no state between calls."""

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from vision.model_files import ModelFile, model_path
from vision.model_sums import read_model

Floats = NDArray[np.float32]


class Net:
    """One loaded model: picture in, its two tensors out, the larger first."""

    def __init__(self, model: ModelFile) -> None:
        self._interpreter = Interpreter(model_content=read_model(model_path(model)), num_threads=1)
        self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]["index"]
        details = self._interpreter.get_output_details()
        by_size = sorted(details, key=lambda one: -int(np.prod(one["shape"])))
        self._outputs = [one["index"] for one in by_size]

    def run(self, picture: Floats) -> tuple[Floats, Floats]:
        """Run on `picture`: float32 (1, S, S, 3), RGB, scaled as the model wants it."""
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        large, small = (self._interpreter.get_tensor(index) for index in self._outputs)
        return large, small
