"""What a group of answers that is written in one transaction has to know first, and what it writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exam_engine.answers import Asked, asked_in
from exam_engine.response import StoredResponse
from item_bank.bank_document import bank_item_from_document
from proctor_server.db.attempts import ForwardPlace
from proctor_server.db.responses import LoggedResponse

SlotKey = tuple[str, int]
"""Attempt id, slot."""

OperationKey = tuple[str, str]
"""Attempt id, operation id."""


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Which rows one answer is decided on."""

    attempt_id: str
    slot: int
    operation_id: str


@dataclass(frozen=True, slots=True)
class AskedSlot:
    """Where a slot belongs and what it takes as an answer."""

    block_no: int
    asked: Mapping[str, Asked]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What the transaction sees; what there is not is not listed.

    `versions`: of the attempts; `reached`: how far an attempt has come in a block that leads forward only.
    """

    versions: dict[str, int] = field(default_factory=dict)
    places: dict[SlotKey, AskedSlot] = field(default_factory=dict)
    reached: dict[tuple[str, int], ForwardPlace] = field(default_factory=dict)
    logged: dict[OperationKey, LoggedResponse] = field(default_factory=dict)
    current: dict[SlotKey, StoredResponse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupWrites:
    """Lines to append to the log, in their order, and what the slots then hold."""

    lines: list[tuple[str, LoggedResponse]] = field(default_factory=list)
    current: dict[SlotKey, StoredResponse] = field(default_factory=dict)


Decide = Callable[[GroupFacts], GroupWrites]
"""Pure, and may run on any thread."""


def asked_by(payload: Mapping[str, Any]) -> dict[str, Asked]:
    """Give what a stored item version takes as an answer."""
    return asked_in(bank_item_from_document(payload).interactions)
