"""Whether somebody talks, or the microphone gives nothing at all."""

from dataclasses import dataclass

from vision.hearing import Hearing
from vision.signals.hold import Evidence
from vision.signals.rules import SignalRules
from vision.signals.signal import SignalType

SOUND_TYPES = (SignalType.TALKING, SignalType.MICROPHONE_SILENT)


@dataclass(frozen=True, slots=True)
class SoundMemory:
    """When something was heard last."""

    last_at_s: float | None = None


def sound_evidence(rules: SignalRules, hearing: Hearing) -> tuple[Evidence, ...]:
    """What half a second of sound says."""
    speech = hearing.speech or 0.0
    return (
        Evidence(
            SignalType.TALKING,
            speech >= rules.speech_share,
            "speech_share",
            speech,
            rules.speech_share,
            min(0.95, 0.4 + 0.55 * speech),
        ),
        Evidence(
            SignalType.MICROPHONE_SILENT,
            hearing.level_db <= rules.silent_db,
            "level_db",
            hearing.level_db,
            rules.silent_db,
            0.9,
        ),
    )
