"""How the time of one block of an attempt runs: its limit, what was added to it, when it began and ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from exam_engine.course_errors import BadBlock

NO_TIME = timedelta(0)


class EndCause(Enum):
    """Why a block ended."""

    FINISHED = "finished"
    TIME_UP = "time_up"


class BlockState(Enum):
    """How far a block has come; states follow each other in this order."""

    LOCKED = "locked"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRun:
    """One block's time. Instants are aware UTC.

    `extra`: all that was ever added to the limit: extra time, credits for outages, pauses.
    `break_after`: how long the break after it is; `next_starts_itself`: whether the break's end starts the
    next block, which otherwise waits for the candidate. `credited_until`: outages before it are dealt with.
    """

    limit: timedelta
    extra: timedelta = NO_TIME
    break_after: timedelta = NO_TIME
    next_starts_itself: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None
    end_cause: EndCause | None = None
    credited_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.limit <= NO_TIME or self.extra < NO_TIME or self.break_after < NO_TIME:
            raise BadBlock(f"{self.limit} + {self.extra}, then {self.break_after}")

    @property
    def runs(self) -> bool:
        """Tell whether the block has begun and not ended."""
        return self.started_at is not None and self.ended_at is None

    def deadline(self, window_closes_at: datetime) -> datetime | None:
        """Give the end of the block's time, recomputed each time: min(start + limit + extra, window's end)."""
        if self.started_at is None:
            return None
        return min(self.started_at + self.limit + self.extra, window_closes_at)

    def break_ends_at(self) -> datetime | None:
        """Give the end of the break after the block; None while the block has not ended."""
        return None if self.ended_at is None else self.ended_at + self.break_after
