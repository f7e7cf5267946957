"""Which texts a report needs: a language that lacks one does not load."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """The texts of one language.

    `signals` names every signal type and `groups` every group of clips by its name in the document.
    """

    language: str
    title: str
    heading: str
    clips: str
    found: str
    found_of: str
    false_alarms: str
    precision: str
    recall: str
    false_per_hour: str
    cpu: str
    recall_plot: str
    precision_plot: str
    count_of: str
    by_signal: str
    signal_columns: tuple[str, str, str, str, str, str]
    group_columns: tuple[str, str, str, str, str, str, str]
    by_light: str
    by_face: str
    confidence: str
    confidence_said: str
    confidence_columns: tuple[str, str, str, str]
    cannot_show: str
    cannot: tuple[str, ...]
    signals: Mapping[str, str]
    groups: Mapping[str, str]
