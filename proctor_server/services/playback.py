"""What a proctor is shown beside a recording: its loudness, and the items in the order they were worked on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from exam_engine.attempt import Attempt
from item_bank.shown import ShownItem
from proctor_server.db.database import Database, Transaction
from proctor_server.db.responses import LoggedResponse
from proctor_server.review.decision import Review
from proctor_server.review.errors import NotClaimed
from proctor_server.review.playback import ItemSpan, Loudness, item_spans, loudness
from proctor_server.services.errors import UnknownRecording, UnknownReview, UnknownSlot
from proctor_server.services.forms import shown_slot
from proctor_server.services.programmes import programme_of

MOST_STEPS = 1200
"""As many as a curve on a screen can show."""


class PlaybackService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def sound(self, review_id: str) -> Loudness:
        """How loud the microphone was, as the analysis heard it.

        Raises:
            UnknownReview
        """
        async with self._database.read() as tx:
            _, attempt = await _reviewed(tx, review_id)
            segments = await tx.recordings.segments_of(attempt.id)
            documents = await tx.recordings.observations([one.id for one in segments])
        heard = [
            (float(one["at_s"]), float(one["level_db"]))
            for found in documents.values()
            for one in found
            if "heard" in one
        ]
        return loudness(heard, duration_s=_duration_s(attempt), most_steps=MOST_STEPS)

    async def items(self, review_id: str) -> tuple[ItemSpan, ...]:
        """When which item was worked on, as its answers tell.

        Raises:
            UnknownReview
        """
        async with self._database.read() as tx:
            _, attempt = await _reviewed(tx, review_id)
            log = await tx.responses.log_of(attempt.id)
        return item_spans(_answers(attempt, list(log.values())))

    async def enrolment(self, review_id: str) -> tuple[str, str]:
        """Where the picture of the candidate's device check lies: the attempt and the key.

        Raises:
            UnknownReview
            UnknownRecording: none was kept.
        """
        async with self._database.read() as tx:
            _, attempt = await _reviewed(tx, review_id)
            kept = await tx.baselines.get(attempt.id)
        if kept is None:
            raise UnknownRecording(review_id)
        return attempt.id, kept.picture_key

    async def item(self, review_id: str, slot: int, *, proctor_id: str, now: datetime) -> ShownItem:
        """One item as the candidate saw it, without its key; that it was looked at goes on the record.

        Raises:
            UnknownReview, UnknownSlot
            NotClaimed: only who holds the review sees its items.
        """
        async with self._database.write() as tx:
            review, attempt = await _reviewed(tx, review_id)
            if review.claimed_by != proctor_id:
                raise NotClaimed(review_id)
            place = await tx.attempts.form_slot(attempt.id, slot)
            if place is None or attempt.language is None:
                raise UnknownSlot(str(slot))
            block = (await programme_of(tx, attempt)).blocks[place.block_no]
            await tx.journal.record(
                action="item_viewed",
                subject=attempt.id,
                actor_id=proctor_id,
                now=now,
                details={"slot": slot},
            )
            return await shown_slot(tx, place, block, attempt.language)


async def _reviewed(tx: Transaction, review_id: str) -> tuple[Review, Attempt]:
    review = await tx.reviews.get(review_id)
    source = None if review is None else review.attempt_id
    if review is None and (probe := await tx.probes.any(review_id)) is not None:
        review, source = probe.review, probe.attempt_id
    if review is None or source is None:
        raise UnknownReview(review_id)
    attempt = await tx.attempts.get(source)
    assert attempt is not None  # noqa: S101  a foreign key holds it
    return review, attempt


def _duration_s(attempt: Attempt) -> float:
    if attempt.started_at is None or attempt.closed_at is None:
        return 0.0
    return (attempt.closed_at - attempt.started_at) / timedelta(seconds=1)


def _answers(attempt: Attempt, log: Sequence[LoggedResponse]) -> list[tuple[int, float, float]]:
    start = attempt.started_at
    if start is None:
        return []
    return [
        (one.slot, ((one.client_at or one.server_at) - start) / timedelta(seconds=1), one.dwell_ms / 1000)
        for one in log
    ]
