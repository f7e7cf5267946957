"""Bodies of item statistics: figures by version, language and window, with the points of their plots."""

from datetime import datetime
from typing import Literal

from proctor_server.api.schemas.shared import View

FlagName = Literal[
    "key_suspect",
    "negative_discrimination",
    "large_dif",
    "low_discrimination",
    "too_hard",
    "too_easy",
    "distractor_draws_able",
    "distractor_unused",
    "not_reached",
]


class WithheldView(View):
    """Too few candidates: `n` sat, `least` are needed."""

    n: int
    least: int


class OptionFiguresView(View):
    """`fifths`: the share who chose it, from the weakest fifth of the candidates to the ablest."""

    option_id: str
    is_key: bool
    n: int
    p: float
    r_rest: float | None
    fifths: list[float]


class DifView(View):
    """Mantel-Haenszel; delta < 0: harder in Russian than for equally able candidates in Kazakh."""

    n_kk: int
    n_ru: int
    odds_ratio: float | None
    delta: float | None
    p_value: float | None
    ets_class: Literal["A", "B", "C"] | None


class CurveView(View):
    """An item's curve: logit P = slope·θ + intercept. `p` at each of the study's `thetas`."""

    slope: float
    intercept: float
    difficulty: float | None
    p: list[float]


class ItemFiguresView(View):
    """None of p, r_rest and the options below 30 who reached the item."""

    item_id: str
    version_id: str
    code: str
    version_no: int
    section_id: str
    stem_kk: str
    stem_ru: str
    flags: list[FlagName]
    n: int
    n_shown: int
    n_not_reached: int
    n_omitted: int
    exposure: float
    p: float | None
    r_rest: float | None
    alpha_if_deleted: float | None
    fifths: list[float]
    options: list[OptionFiguresView]
    dif: DifView | None
    rasch: CurveView | None
    two_parameter: CurveView | None


class ReliabilityView(View):
    n_items: float
    alpha: float | None
    deviation: float
    sem: float | None


class ModelView(View):
    """`information`: the test's, at each of the study's `thetas`."""

    n: int
    log_likelihood: float
    aic: float
    bic: float
    converged: bool
    information: list[float]


class SittingsView(View):
    """How many closed attempts of a programme there are to compute figures from."""

    programme_id: str
    n: int


class StudyView(View):
    """All figures of a programme's closed attempts; flagged items first. Withheld ones say how many are needed."""

    programme_id: str
    language: Literal["kk", "ru"] | None
    opens_at: datetime | None
    closes_at: datetime | None
    n: int
    computed_at: datetime
    thetas: list[float]
    items: list[ItemFiguresView]
    reliability: ReliabilityView | None
    reliability_withheld: WithheldView | None
    rasch: ModelView | None
    rasch_withheld: WithheldView | None
    two_parameter: ModelView | None
    two_parameter_withheld: WithheldView | None
