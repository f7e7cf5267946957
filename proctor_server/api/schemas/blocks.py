"""Bodies of an attempt's blocks and of what is added to their time."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from proctor_server.api.schemas.shared import Body, LocalTextView, View

Aid = Literal["paper", "pencil", "calculator"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]


class SectionView(View):
    id: str
    title: LocalTextView
    n_items: int
    minimum_correct: int


class BlockStateName(StrEnum):
    LOCKED = "locked"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"


class BlockKindName(StrEnum):
    ITEMS = "items"
    QUESTIONNAIRE = "questionnaire"
    ESSAY = "essay"


class BlockView(View):
    """A part of the test with a time of its own; `no` counts from 0.

    `extra_s`: all that was added to `limit_s`. `deadline_at`: None before it begins. `navigation` forward: an
    item that was left is not read again. `break_after_s`: the break after it, at whose end the next block begins
    by itself if `next_starts_itself`. `max_words`: of an essay.
    """

    no: int
    id: str
    title: LocalTextView
    kind: BlockKindName
    limit_s: int
    extra_s: int
    n_items: int
    sections: list[SectionView]
    navigation: Literal["free", "forward"]
    aids: list[Aid]
    break_after_s: int
    next_starts_itself: bool
    max_words: int | None
    state: BlockStateName
    started_at: datetime | None
    deadline_at: datetime | None
    ended_at: datetime | None
    end_cause: Literal["finished", "time_up"] | None


class AccommodationsView(View):
    """What makes the test fair for this candidate. `extra_percent`: of each block's limit, already in `extra_s`."""

    extra_percent: int
    larger_text: bool
    high_contrast: bool


class AccommodationsWrite(Body):
    extra_percent: Annotated[int, Field(ge=0, le=300)] = 0
    larger_text: bool = False
    high_contrast: bool = False


class BlockStep(Body):
    device_epoch: Annotated[int, Field(ge=1)]


class TimeAmount(Body):
    """Either minutes for each block meant, or per cent of each block's limit. `block_no` None: every block left."""

    block_no: Annotated[int, Field(ge=0, lt=50)] | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    percent: Annotated[int, Field(ge=1, le=300)] | None = None
    reason: Reason

    @model_validator(mode="after")
    def _one_amount(self) -> "TimeAmount":
        if (self.minutes is None) == (self.percent is None):
            raise ValueError("minutes or percent, one of them")
        return self


class ExtraTime(TimeAmount):
    """Extra time, before the start or during."""


class OutageCredit(TimeAmount):
    """Time that an outage on the candidate's side took, where the programme gives it back."""


class PauseStep(Body):
    reason: Reason


class TimeAdditionView(View):
    """One line of the record. `author_login` None: the house itself, for an outage of ours."""

    block_no: int
    seconds: float
    ground: Literal["accommodation", "extra_time", "server_outage", "network_outage", "pause"]
    author_login: str | None
    reason: str
    added_at: datetime
