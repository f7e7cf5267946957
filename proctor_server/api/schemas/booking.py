"""Bodies of booking a window, and of what people are told."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from proctor_server.api.schemas.shared import Body, Id, Instant, LocalTextView, TestLanguage, UiLanguage, View
from proctor_server.db.notices import NoticeKind

Capacity = Annotated[int, Field(ge=1, le=1_000_000)]


class OfferedWindowView(View):
    """`refusal`: the code of what keeps this person from taking it; null: it can be taken."""

    id: str
    opens_at: datetime
    closes_at: datetime
    languages: list[TestLanguage]
    n_free: int | None
    refusal: str | None


class BookingView(View):
    id: str
    window_id: str
    attempt_id: str
    opens_at: datetime
    closes_at: datetime
    language: TestLanguage
    state: Literal["booked", "taken", "missed"]
    n_moves: int


class StageOfferView(View):
    """A stage this person may book or has booked. Days are Astana's."""

    programme_id: str
    title: LocalTextView
    limit_s: int
    windows: list[OfferedWindowView]
    booking: BookingView | None
    can_move: bool


class BookingWrite(Body):
    """Which window, and in which language the test is to be."""

    window_id: Id
    language: TestLanguage


class NewWindow(Body):
    """A window of a stage; without a capacity everyone may come. `open_to_all`: no admission is needed."""

    programme_id: Id
    opens_at: Instant
    closes_at: Instant
    languages: Annotated[list[TestLanguage], Field(min_length=1, max_length=2)]
    capacity: Capacity | None = None
    open_to_all: bool = True


class WindowCapacity(Body):
    capacity: Capacity | None


class WindowRow(View):
    id: str
    programme_id: str
    title: LocalTextView
    opens_at: datetime
    closes_at: datetime
    languages: list[TestLanguage]
    capacity: int | None
    n_booked: int
    booked_by_language: dict[str, int]
    open_to_all: bool


class NewAdmissions(Body):
    programme_id: Id
    candidate_ids: Annotated[list[Id], Field(min_length=1, max_length=10_000)]


class Admitted(View):
    """How many were not admitted before."""

    n_new: int


class NoticeView(View):
    """What a person is told; the page puts `kind` and `params` into words."""

    id: str
    kind: NoticeKind
    params: dict[str, Any]
    created_at: datetime
    read_at: datetime | None


class NoticesRead(Body):
    until: Instant


class ProfileView(View):
    """Where and in which language a person is told things."""

    email: str | None
    language: UiLanguage


class ProfileWrite(Body):
    email: (
        Annotated[
            str,
            StringConstraints(
                strip_whitespace=True, max_length=254, pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$"
            ),
        ]
        | None
    ) = None
    language: UiLanguage
