"""What an import found in a file: one fact each, with the place, and what it makes of the part."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from item_bank.errors import ItemBankError


class Status(StrEnum):
    """How a file, or one item of it, ends; from the best to the worst."""

    IMPORTED = "imported"
    NEEDS_REVIEW = "needs_review"
    UNSUPPORTED = "unsupported"
    REJECTED = "rejected"


ORDER = tuple(Status)


class Fact(StrEnum):
    """A thing worth telling. The names are stable; `messages.py` words them."""

    # refused
    NOT_XML = "not_xml"
    DOCTYPE = "doctype"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TABLE_TOO_LARGE = "table_too_large"
    NOT_ZIP = "not_zip"
    PATH_ESCAPE = "path_escape"
    TOO_MANY_FILES = "too_many_files"
    COMPRESSION = "compression"
    NESTED_ARCHIVE = "nested_archive"
    ENCRYPTED = "encrypted"
    NO_MANIFEST = "no_manifest"
    BAD_MANIFEST = "bad_manifest"
    MISSING_FILE = "missing_file"
    MANIFEST_MISMATCH = "manifest_mismatch"
    ACTIVE_PICTURE = "active_picture"
    FORMULA = "formula"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_UTF8 = "not_utf8"
    BROKEN_ITEM = "broken_item"
    SYNTAX = "syntax"
    MISSING_VALUE = "missing_value"
    BAD_VALUE = "bad_value"
    CODE_TWICE = "code_twice"
    NOTHING_FOUND = "nothing_found"
    # not supported
    INTERACTION = "interaction"
    QUESTION_TYPE = "question_type"
    PROCESSING_KIND = "processing_kind"
    RESPONSE_KIND = "response_kind"
    ASKS_NOTHING = "asks_nothing"
    NO_ITEM_FILE = "no_item_file"
    # a person must look
    CUSTOM_PROCESSING = "custom_processing"
    NO_PROCESSING = "no_processing"
    NO_KEY = "no_key"
    UNKNOWN_CORRECT = "unknown_correct"
    MISSING_PICTURE = "missing_picture"
    EXTERNAL_PICTURE = "external_picture"
    LEFT_OUT = "left_out"
    TRANSLATIONS_DIFFER = "translations_differ"
    DETAILS_DIFFER = "details_differ"
    # a note, the item is whole
    FEEDBACK_LEFT_OUT = "feedback_left_out"
    TEST_LEFT_OUT = "test_left_out"
    # an export
    CANNOT_HOLD = "cannot_hold"


_NOTES = frozenset({Fact.FEEDBACK_LEFT_OUT, Fact.TEST_LEFT_OUT})
_REVIEW = frozenset(
    {
        Fact.CUSTOM_PROCESSING,
        Fact.NO_PROCESSING,
        Fact.NO_KEY,
        Fact.UNKNOWN_CORRECT,
        Fact.MISSING_PICTURE,
        Fact.EXTERNAL_PICTURE,
        Fact.LEFT_OUT,
        Fact.TRANSLATIONS_DIFFER,
        Fact.DETAILS_DIFFER,
    }
)
_UNSUPPORTED = frozenset(
    {
        Fact.INTERACTION,
        Fact.QUESTION_TYPE,
        Fact.PROCESSING_KIND,
        Fact.RESPONSE_KIND,
        Fact.ASKS_NOTHING,
        Fact.NO_ITEM_FILE,
        Fact.CANNOT_HOLD,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact, where it was found (a line, a row, an element, a response id), and which thing it is about."""

    fact: Fact
    where: str = ""
    detail: str = ""

    @property
    def status(self) -> Status:
        """Say what this finding alone makes of an item."""
        if self.fact in _NOTES:
            return Status.IMPORTED
        if self.fact in _REVIEW:
            return Status.NEEDS_REVIEW
        return Status.UNSUPPORTED if self.fact in _UNSUPPORTED else Status.REJECTED


class Refused(ItemBankError):
    """A file or an item of it cannot be imported; `finding` says why and where."""

    code = "refused"

    def __init__(self, fact: Fact, where: str = "", detail: str = "") -> None:
        super().__init__(f"{fact}: {where} {detail}")
        self.finding = Finding(fact, where, detail)


def worst(findings: Iterable[Finding]) -> Status:
    """Give the status that all findings together make."""
    return max((finding.status for finding in findings), key=ORDER.index, default=Status.IMPORTED)
