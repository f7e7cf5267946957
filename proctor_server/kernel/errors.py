"""Which facts the server refuses to go on with, beside those of the pure packages."""

from typing import ClassVar


class SynaqError(Exception):
    """A fact that stops a use case; `code` is stable and safe to show to programs."""

    code: ClassVar[str] = "synaq_error"


class NotFound(SynaqError):
    """There is no such thing, or not for this person."""

    code = "not_found"


class NotAllowed(SynaqError):
    """The person's role does not allow this."""

    code = "not_allowed"


class ConcurrentChange(SynaqError):
    """Someone else changed the thing in between; the caller may read again and repeat."""

    code = "concurrent_change"
