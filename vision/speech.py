"""Which parts of a sound are speech: a gate that knows silence and hum, then the speech net.

The net is Silero VAD 6 (Silero Team, MIT licence), whose file comes in the package `silero-vad`; that package is
found, never imported. It takes frames of 32 ms at 16 kHz, each with the 4 ms before it, and gives each a
probability; its memory goes from frame to frame.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vision.model_files import speech_model_path
from vision.model_sums import read_model
from vision.onnx_session import OnnxSession

Floats = NDArray[np.float32]
RATE_HZ = 16_000
FRAME, CONTEXT, N_MEMORY = 512, 64, 128


@dataclass(frozen=True, slots=True)
class SpeechGate:
    """When the net need not be asked: nothing is as loud as `least_db`, or loudness varies by less than `swing_db`.

    Speech is made of syllables and pauses; a fan is not.
    """

    least_db: float = -65.0
    swing_db: float = 8.0

    def opens(self, levels_db: Floats) -> bool:
        """Whether these levels of frames, float32 (N,), may hold speech."""
        low, high = np.percentile(levels_db, (5, 98))
        return bool(high >= self.least_db and high - low >= self.swing_db)


class SpeechNet:
    """The net, stateless between calls."""

    def __init__(self) -> None:
        """Load the net.

        Raises:
            ModelMissing: its file is not installed.
            ModelChanged: it is damaged or another version.
        """
        self._session = OnnxSession(read_model(speech_model_path()))

    def probabilities(self, frames: Floats) -> Floats:
        """Probability of speech in each frame; `frames`: float32 (N, 512), -1..1, one after another."""
        before = np.vstack([np.zeros((1, CONTEXT), np.float32), frames[:-1, -CONTEXT:]])
        rest = np.zeros((1, 1, N_MEMORY), np.float32)
        found: Floats = self._session.run({"input": np.hstack([before, frames]), "h": rest, "c": rest})[0]
        return found


def levels_db(frames: Floats) -> Floats:
    """Level of each frame in dB of full scale; digital silence is -120."""
    power = (frames.astype(np.float64) ** 2).mean(axis=1)
    levels: Floats = (10 * np.log10(np.maximum(power, 1e-12))).astype(np.float32)
    return levels


@cache
def process_speech_net() -> SpeechNet:
    """The one speech net of this process.

    Raises:
        ModelMissing: its file is not installed.
    """
    return SpeechNet()
