"""Single rows that every request needs, read on SQLite without a detour through a thread.

A point read of pages in memory takes microseconds and, under write-ahead logging, waits for no writer; the way
through the asynchronous layer takes over a millisecond. Nothing is remembered, so a closed sign-in is closed at once.
"""

import sqlite3
from datetime import UTC, datetime

from proctor_server.db.accounts import Account, RunningSignIn

RUNNING_SIGN_IN = (
    "SELECT a.id, a.login, a.role, a.display_name, a.language, a.password_hash, a.disabled_at,"
    " a.is_senior, a.first_password, s.csrf_token, s.expires_at FROM sign_ins s JOIN accounts a ON a.id = s.account_id"
    " WHERE s.token_digest = ? AND s.expires_at > ? AND a.disabled_at IS NULL"
)
BUSY_TIMEOUT_MS = 50


class SqliteLookups:
    """Reads on a connection of its own, which can write and checkpoint nothing."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def running_sign_in(self, token_digest: str, now: datetime) -> RunningSignIn | None:
        row = self._opened().execute(RUNNING_SIGN_IN, (token_digest, _text(now))).fetchone()
        if row is None:
            return None
        columns = [*row[:-4], bool(row[-4]), bool(row[-3])]
        return RunningSignIn(Account(*columns), row[-2], datetime.fromisoformat(row[-1]).replace(tzinfo=UTC))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
            for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "query_only=ON", "wal_autocheckpoint=0"):
                self._connection.execute(f"PRAGMA {pragma}")
        return self._connection


def _text(instant: datetime) -> str:
    """As `UtcDateTime` keeps it here: UTC without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
