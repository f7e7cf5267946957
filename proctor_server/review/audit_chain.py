"""Whether the record of what happened is as it was written: a chain of digests, and heads of it kept elsewhere.

Each entry's digest is SHA-256 over the digest before it and its own canonical JSON. Whoever changes, removes or
reorders a row breaks the chain behind it; whoever cuts off its end, or writes all of it anew, is told by a head
that was published before.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the audit; `previous` and `digest` as they stand in it."""

    no: int
    at: datetime
    actor_id: str | None
    action: str
    subject: str
    details: Mapping[str, Any]
    previous: str
    digest: str

    @property
    def content(self) -> dict[str, Any]:
        """Give what the digest is over."""
        return {
            "no": self.no,
            "at": self.at.isoformat(),
            "actor_id": self.actor_id,
            "action": self.action,
            "subject": self.subject,
            "details": dict(self.details),
        }


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry at some time, as it was published outside the database."""

    no: int
    digest: str


class Fault(Enum):
    """What is wrong with something that should be as it was written."""

    ALTERED = "altered"
    REMOVED = "removed"
    OUT_OF_PLACE = "out_of_place"
    CUT_OFF = "cut_off"
    REWRITTEN = "rewritten"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was: `place` says where, `detail` what is known of it."""

    fault: Fault
    place: str
    detail: str


def link(previous: str, content: Mapping[str, Any]) -> str:
    """Give the chain's next digest: SHA-256 of the previous one and the canonical JSON of the entry."""
    return hashlib.sha256((previous + canonical(content)).encode()).hexdigest()


def digest_of(content: object) -> str:
    """Give the digest by which a row is remembered in the chain."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def canonical(content: object) -> str:
    """Write plain values in the one way that digests are taken of."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class ChainCheck:
    """Takes the entries in the order of their numbers and tells what is wrong with them."""

    def __init__(self, heads: Iterable[Head] = ()) -> None:
        """`heads`: published ones; the chain must hold every one of them."""
        self._heads = {head.no: head for head in heads}
        self.last = Head(0, GENESIS)
        self.findings: list[Finding] = []

    def add(self, entry: Entry) -> None:
        """Look at the next entry; after a fault the chain is followed from the entry as it stands."""
        if entry.no > self.last.no + 1:
            self._found(Fault.REMOVED, self.last.no + 1, entry.no - 1, "no such rows")
        elif entry.previous != self.last.digest:
            self._found(Fault.OUT_OF_PLACE, entry.no, entry.no, "it does not follow from the row before it")
        if entry.digest != link(entry.previous, entry.content):
            what = f"{entry.action} of {entry.subject} at {entry.at.isoformat()}"
            self._found(Fault.ALTERED, entry.no, entry.no, f"its digest is not that of its content: {what}")
        head = self._heads.get(entry.no)
        if head is not None and head.digest != entry.digest:
            self._found(Fault.REWRITTEN, entry.no, entry.no, "a published head tells another digest")
        self.last = Head(entry.no, entry.digest)

    def end(self) -> list[Finding]:
        """Tell everything that was found, the missing end included."""
        newest = max(self._heads, default=0)
        if newest > self.last.no:
            self._found(
                Fault.CUT_OFF, self.last.no + 1, newest, "a published head tells that they were there"
            )
        return self.findings

    def _found(self, fault: Fault, first: int, last: int, detail: str) -> None:
        place = f"entry {first}" if first == last else f"entries {first} to {last}"
        self.findings.append(Finding(fault, place, detail))


def head_to_text(head: Head) -> str:
    """Write a head as it is published: `number:digest`."""
    return f"{head.no}:{head.digest}"


def head_from_text(text: str) -> Head:
    """Read a published head.

    Raises:
        ValueError: it is none.
    """
    number, _, digest = text.strip().partition(":")
    if len(digest) != len(GENESIS) or not number.isdigit():
        raise ValueError("a head is a number, a colon and 64 hexadecimal digits")
    return Head(int(number), digest.lower())
