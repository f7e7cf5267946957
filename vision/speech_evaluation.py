"""How well speech is told from other sounds: recordings with RTTM files in, two rates out."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

from vision.errors import NoTruth
from vision.file import raised_signals
from vision.hearing import Hearing
from vision.listening import WINDOW_S, listen
from vision.signals import SignalRules, SignalType

STEP_S = 0.01


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording: hundredths of a second that are (not) speech, and how many of them were told as talk."""

    file: str
    n_speech: int
    n_told: int
    n_other: int
    n_false: int
    cpu_s: float


def evaluate_speech(folder: Path, *, rules: SignalRules | None = None) -> dict[str, object]:
    """Judge every recording of `folder`: one that no RTTM file speaks of holds no speech.

    Raises:
        NoTruth: there is no RTTM file or no recording.
        ModelMissing: the speech net is not installed.
    """
    truths = _read_truths(folder)
    files = sorted(one for one in folder.iterdir() if one.suffix in (".ogg", ".wav", ".webm", ".flac"))
    if not files or not any(folder.glob("*.rttm")):
        raise NoTruth(f"no recording with an RTTM file in {folder.name}")
    heard = [_judge(one, truths.get(one.stem, []), rules or SignalRules()) for one in files]
    return {
        "overall": _rates(heard),
        "by_file": {one.file: _rates([one]) for one in heard},
        "cpu_ms_per_s": round(
            1000 * sum(one.cpu_s for one in heard) / max(STEP_S, sum(_seconds(one) for one in heard)), 2
        ),
    }


def _read_truths(folder: Path) -> dict[str, list[tuple[float, float]]]:
    """Spans of speech by recording: SPEAKER lines of RTTM (NIST RT-09), third column begin, fourth duration."""
    truths: dict[str, list[tuple[float, float]]] = {}
    for path in sorted(folder.glob("*.rttm")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if len(fields) >= 5 and fields[0] == "SPEAKER":
                t0_s = float(fields[3])
                truths.setdefault(fields[1], []).append((t0_s, t0_s + float(fields[4])))
    return truths


def _judge(path: Path, truth: Sequence[tuple[float, float]], rules: SignalRules) -> Heard:
    began = thread_time()
    hearings = listen(path)
    raised = [one.signal for one in raised_signals(rules, hearings)]
    cpu_s = thread_time() - began
    half = WINDOW_S / 2
    talk = [(one.t0_s - half, one.t1_s + half) for one in raised if one.type is SignalType.TALKING]
    steps = list(_steps(hearings, truth))
    told = [any(t0 <= at_s < t1 for t0, t1 in talk) for at_s, _ in steps]
    n_speech = sum(is_speech for _, is_speech in steps)
    n_told = sum(one and is_speech for one, (_, is_speech) in zip(told, steps, strict=True))
    return Heard(path.name, n_speech, n_told, len(steps) - n_speech, sum(told) - n_told, cpu_s)


def _steps(hearings: Sequence[Hearing], truth: Sequence[tuple[float, float]]) -> Iterator[tuple[float, bool]]:
    end_s = hearings[-1].at_s + WINDOW_S / 2 if hearings else 0.0
    for n in range(math.floor(end_s / STEP_S)):
        at_s = n * STEP_S
        yield at_s, any(t0 <= at_s < t1 for t0, t1 in truth)


def _rates(heard: Sequence[Heard]) -> dict[str, float | None]:
    n_speech, n_other = sum(one.n_speech for one in heard), sum(one.n_other for one in heard)
    return {
        "recall": round(sum(one.n_told for one in heard) / n_speech, 3) if n_speech else None,
        "false_positive_rate": round(sum(one.n_false for one in heard) / n_other, 4) if n_other else None,
    }


def _seconds(heard: Heard) -> float:
    return (heard.n_speech + heard.n_other) * STEP_S
