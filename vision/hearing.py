"""What half a second of sound holds, as plain numbers that can be stored and folded later."""

from collections.abc import Mapping
from dataclasses import dataclass

from vision.observation import Observation, observation_from_json, observation_to_json


@dataclass(frozen=True, slots=True)
class Hearing:
    """Half a second of the microphone, `at_s` (its middle) after the attempt's (or file's) beginning.

    `level_db` is its level in dB of full scale, `speech` the share of it that is speech (0..1; None: the gate
    before the speech net held it for silence or a steady hum).
    """

    at_s: float
    level_db: float
    speech: float | None


Record = Observation | Hearing


def record_to_json(record: Record) -> dict[str, object]:
    """Turn what was seen or heard into JSON values."""
    if isinstance(record, Observation):
        return observation_to_json(record)
    return {"heard": True, "at_s": record.at_s, "level_db": record.level_db, "speech": record.speech}


def record_from_json(document: Mapping[str, object]) -> Record:
    """Read back what `record_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: the document is no such record.
    """
    if "heard" not in document:
        return observation_from_json(document)
    speech = document["speech"]
    return Hearing(
        at_s=float(str(document["at_s"])),
        level_db=float(str(document["level_db"])),
        speech=None if speech is None else float(str(speech)),
    )


def in_order(*kinds: tuple[Record, ...]) -> tuple[Record, ...]:
    """What was seen and heard, by time."""
    return tuple(sorted((one for kind in kinds for one in kind), key=lambda one: one.at_s))
