"""What several items may share: a passage to read, a table, a chart with its data, a picture."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from item_bank.errors import BadItem
from item_bank.wording import Wording

MAX_CATEGORIES = 40
MAX_SERIES = 8
EMPTY = Wording(())


class StimulusKind(StrEnum):
    """What a stimulus is."""

    TEXT = "text"
    TABLE = "table"
    CHART = "chart"
    IMAGE = "image"


class ChartKind(StrEnum):
    """How a chart draws its data."""

    BAR = "bar"
    LINE = "line"
    PIE = "pie"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value a category; None where there is none."""

    name: Wording
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a chart; names and the unit are plain text. A pie has one series, without negatives."""

    kind: ChartKind
    categories: tuple[Wording, ...]
    series: tuple[Series, ...]
    unit: Wording = EMPTY


@dataclass(frozen=True, slots=True)
class Stimulus:
    """A stimulus. html: of a text or table; image: `assets/…` of a picture; `alt` says what it, or a chart, shows."""

    code: str
    kind: StimulusKind
    title: Wording
    html: Wording = EMPTY
    image: str = ""
    alt: Wording = EMPTY
    chart: Chart | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages all its texts are written in, sorted."""
        every = [set(text.languages) for text in texts_of(self)]
        return tuple(sorted(set.intersection(*every)))


def texts_of(stimulus: Stimulus) -> list[Wording]:
    """Give every text a stimulus of its kind must have in each of its languages."""
    match stimulus.kind:
        case StimulusKind.TEXT | StimulusKind.TABLE:
            return [stimulus.title, stimulus.html]
        case StimulusKind.IMAGE:
            return [stimulus.title, stimulus.alt]
        case StimulusKind.CHART:
            chart = stimulus.chart
            names = [] if chart is None else [*chart.categories, *(one.name for one in chart.series)]
            return [stimulus.title, stimulus.alt, *names]


_STIMULUS = TypeAdapter(Stimulus)


def stimulus_to_document(stimulus: Stimulus) -> dict[str, object]:
    """Write a stimulus for storage: JSON types only."""
    document: dict[str, object] = _STIMULUS.dump_python(stimulus, mode="json")
    return document


def stimulus_from_document(document: object) -> Stimulus:
    """Read what `stimulus_to_document` wrote.

    Raises:
        BadItem: a field is missing or wrong, or what its kind needs is missing.
    """
    try:
        stimulus = _STIMULUS.validate_python(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadItem("(stimulus)", f"{place}: {first['msg']}") from error
    for reason in stimulus_faults(stimulus):
        raise BadItem(stimulus.code, reason)
    return stimulus


def stimulus_faults(stimulus: Stimulus) -> list[str]:
    """Say what makes a stimulus impossible to show; nothing when it holds together."""
    found = []
    if not stimulus.languages:
        found.append("no language has all the texts")
    if stimulus.kind is StimulusKind.IMAGE and not stimulus.image:
        found.append("the picture is missing")
    if stimulus.kind is StimulusKind.CHART:
        found += _chart_faults(stimulus.chart)
    return found


def _chart_faults(chart: Chart | None) -> list[str]:
    if chart is None or not chart.categories or not chart.series:
        return ["the chart has no data"]
    found = []
    if len(chart.categories) > MAX_CATEGORIES or len(chart.series) > MAX_SERIES:
        found.append(f"a chart has at most {MAX_CATEGORIES} categories and {MAX_SERIES} series")
    if any(len(one.values) != len(chart.categories) for one in chart.series):
        found.append("a series has a value for every category")
    values = [value for one in chart.series for value in one.values if value is not None]
    if not all(value.is_finite() and abs(value) < 10**12 for value in values) or not values:
        found.append("the values are not all numbers below a million millions")
    if chart.kind is ChartKind.PIE and (len(chart.series) != 1 or min(values, default=Decimal(0)) < 0):
        found.append("a pie has one series without negative values")
    return found
