"""What every body shares: texts, instants, ids, refusals, and how strict a request is read."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Direction = Literal["left", "right", "up", "down", "back"]
"""Where the candidate turned, as the image shows it."""


def _in_our_time(value: datetime) -> datetime:
    """Turn into UTC; an instant that no clock of a candidate can show is refused, and so cannot overflow."""
    if not 2000 <= value.year <= 2100:
        raise ValueError("the instant lies outside the years 2000 to 2100")
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
"""An instant in a request: with its offset, or it would be no instant."""

UiLanguage = Literal["kk", "ru", "en"]
TestLanguage = Literal["kk", "ru"]


class Body(BaseModel):
    """A request body: unknown members are refused, so a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class View(BaseModel):
    """A response body."""

    model_config = ConfigDict(from_attributes=True)


class LocalTextView(View):
    kk: str
    ru: str
    en: str | None = None


class Problem(View):
    """RFC 9457 problem details; `code` is stable and what a client translates."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    params: dict[str, str | int | float | list[str] | dict[str, list[str]]] = {}
