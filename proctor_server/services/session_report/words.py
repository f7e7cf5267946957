"""How a report of a session puts things into words: the sentences of the review's page, in the reader's language."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import cast

from proctor_server.review.coverage import CoverageSpan
from proctor_server.review.incident import Incident, IncidentType
from proctor_server.review.moments import SIZES
from proctor_server.services.notice_texts import astana_moment

LANGUAGES = ("kk", "ru", "en")
_MEASURES = {
    "yaw_deg": "yaw",
    "pitch_deg": "pitch",
    "face_score": "face",
    "extra_face_score": "extra",
    "person_score": "person",
    "contrast": "contrast",
    "sharpness_ratio": "sharpness",
    "luma": "luma",
    "cell_change": "change",
    "loop_share": "loop",
    "identity_distance": "distance",
    "gaze_aside": "gaze",
    "speech_share": "speech",
    "level_db": "level",
    "object_score": "object",
}


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of a report in one language."""
    text = files(__package__).joinpath(f"{language}.json").read_text("utf-8")
    return cast(dict[str, str], json.loads(text))


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; `language` is one of `LANGUAGES`."""

    language: str

    def say(self, key: str, **values: object) -> str:
        return catalogue(self.language)[key].format(**values)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it: a comma for the fraction in Kazakh and Russian."""
        written = f"{value:.{digits}f}"
        return written if self.language == "en" else written.replace(".", ",")

    def at(self, instant: datetime) -> str:
        return astana_moment(instant)

    def clock(self, seconds: float) -> str:
        """A moment of the session: `1:02:03` from its beginning."""
        minutes, left = divmod(int(max(seconds, 0)), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{left:02}"

    def span(self, t0_s: float, t1_s: float) -> str:
        return f"{self.clock(t0_s)} – {self.clock(t1_s)}"

    def lasting(self, length: timedelta) -> str:
        """How long, in words: "6 s", "1 min 12 s", "3 h 20 min"."""
        whole = max(round(length.total_seconds()), 1)
        if whole < 60:
            return self.say("time.s", s=whole)
        minutes, seconds = divmod(whole, 60)
        if minutes < 60:
            return (
                self.say("time.minS", min=minutes, s=seconds)
                if seconds
                else self.say("time.min", min=minutes)
            )
        hours, minutes = divmod(minutes, 60)
        return self.say("time.hMin", h=hours, min=minutes) if minutes else self.say("time.h", h=hours)


def incident_name(words: Words, incident: Incident) -> str:
    name = words.say(f"incident.{incident.type.value}")
    if incident.direction is None:
        return name
    return f"{name}, {words.say(f'direction.{incident.direction}')}"


def what_was_seen(words: Words, incident: Incident) -> str:
    """Tell what was seen and for how long; it accuses nobody."""
    time = words.lasting(timedelta(seconds=incident.duration_s))
    if incident.type is IncidentType.TURNED:
        return words.say(f"why.turned.{incident.direction or 'any'}", time=time)
    return words.say(f"why.{incident.type.value}", time=time)


def what_decided(words: Words, incident: Incident) -> str | None:
    """Tell the measure that decided, how far it went, and its threshold; None without a curve."""
    values = [
        _size(incident, value) for at_s, value in incident.curve if incident.t0_s <= at_s <= incident.t1_s
    ]
    if not values:
        return None
    threshold = _size(incident, incident.threshold)
    above = 2 * sum(value >= threshold for value in values) >= len(values)
    value = max(values) if above else min(values)
    return words.say(
        "why.above" if above else "why.below",
        measure=words.say(f"measure.{_MEASURES.get(incident.measure, 'other')}"),
        value=_measured(words, value),
        threshold=_measured(words, threshold),
    )


def verdict_said(words: Words, incident: Incident) -> str:
    """The verdict in words; an incident that an appeal or a senior left alone keeps its reviewer's."""
    return words.say(f"incident.{'unmarked' if incident.verdict is None else incident.verdict.value}")


def verdict_reason(words: Words, incident: Incident) -> str:
    return "" if incident.verdict_reason is None else words.say(f"why.{incident.verdict_reason.value}")


def coverage_said(words: Words, span: CoverageSpan) -> str:
    """What is known of a stretch, and why nothing is where nothing is."""
    said = [words.say(f"coverage.{span.state.value}")]
    if span.cause is not None:
        said.append(words.say(f"cause.{span.cause.value}"))
    if span.backfilled:
        said.append(words.say("coverage.backfilled"))
    return "; ".join(said)


def _size(incident: Incident, value: float) -> float:
    """Left is negative and right positive, but one threshold holds for both."""
    return abs(value) if incident.measure in SIZES else value


def _measured(words: Words, value: float) -> str:
    return words.number(value, 2 if abs(value) < 10 else 0)
