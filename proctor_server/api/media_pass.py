"""Passes to recordings: whoever is shown a review gets one, signed, for ten minutes; its page asks for the next.

A pass stands in a cookie of its own beside the session's, so that the addresses stay the same while they are played.
"""

import hmac
from datetime import datetime, timedelta

from fastapi import Response
from starlette.requests import Request

from proctor_server.kernel.errors import SynaqError

HOLDS_FOR = timedelta(minutes=10)
PATH = "/api/media"


class MediaPassNeeded(SynaqError):
    """The reader was not shown the review of this recording, or longer ago than a pass holds."""

    code = "media_pass_needed"


class MediaPasses:
    """Signs and checks passes; processes with the same secret honour each other's."""

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"media pass", "sha256")

    def name(self, attempt_id: str) -> str:
        """The cookie's name; it does not tell the attempt, which a known answer must not betray."""
        return f"synaq_media_{self._signed('name', attempt_id)[:16]}"

    def value(self, attempt_id: str, reader_id: str, now: datetime) -> str:
        until = round((now + HOLDS_FOR).timestamp())
        return f"{until}.{self._signed(attempt_id, reader_id, str(until))}"

    def give(
        self, response: Response, attempt_id: str, *, reader_id: str, now: datetime, secure: bool
    ) -> None:
        """Let one reader read one attempt's recordings from now on, for as long as a pass holds."""
        response.set_cookie(
            self.name(attempt_id),
            self.value(attempt_id, reader_id, now),
            max_age=round(HOLDS_FOR.total_seconds()),
            path=PATH,
            httponly=True,
            secure=secure,
            samesite="strict",
        )

    def require(self, request: Request, attempt_id: str, *, reader_id: str, now: datetime) -> None:
        """Let a request for a recording pass.

        Raises:
            MediaPassNeeded: its pass lacks, is somebody else's or another attempt's, or holds no more.
        """
        until, _, signature = request.cookies.get(self.name(attempt_id), "").partition(".")
        is_ours = hmac.compare_digest(signature.encode(), self._signed(attempt_id, reader_id, until).encode())
        if not is_ours or now.timestamp() > int(until):
            raise MediaPassNeeded

    def _signed(self, *what: str) -> str:
        return hmac.digest(self._key, "\n".join(what).encode(), "sha256").hex()
