"""Takes a report of a decided session out of the house: who may, what it holds, and that it was taken."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from proctor_server.db.database import Database, Transaction
from proctor_server.media.errors import BadSeal, BlobNotFound
from proctor_server.review.appeal import Appeal
from proctor_server.review.decision import Decision
from proctor_server.review.moments import Moment
from proctor_server.review.reporting import Concern, require_reporter
from proctor_server.services.appeals import pseudonym
from proctor_server.services.concern import concern_of
from proctor_server.services.errors import RecordingDeleted, UnknownReview
from proctor_server.services.review_pictures import Pictures as ReviewPictures
from proctor_server.services.review_pictures import ReviewPicture
from proctor_server.services.session_report.facts import Pictures, SessionReport, numbered
from proctor_server.services.session_report.pdf import as_pdf
from proctor_server.services.session_report.tables import as_csv, as_json
from proctor_server.services.session_report.words import Words
from proctor_server.services.vault import Vault


class ReportForm(StrEnum):
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _Known:
    picture: ReviewPicture
    history: tuple[Decision, ...]
    concern: Concern
    appeal: Appeal | None


class ReportService:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._pictures = ReviewPictures(labels_later=False)
        self._one_at_a_time = asyncio.Lock()

    async def report(
        self, review_id: str, *, reader_id: str, form: ReportForm, language: str, now: datetime
    ) -> tuple[SessionReport, str]:
        """Put a report together, with the attempt its pictures belong to; that it was taken is in the audit.

        Nobody's write waits while it is gathered; the entry is on the disk before anything leaves.

        Raises:
            UnknownReview, NotDecided, KnowsCandidate, ReportNotYours
        """
        async with self._database.read() as tx:
            attempt_id, report = await self._gathered(tx, review_id, reader_id, now)
        async with self._database.write() as tx:
            await tx.journal.record(
                action="report_taken",
                subject=attempt_id,
                actor_id=reader_id,
                now=now,
                details={"form": form.value, "language": language},
            )
        return report, attempt_id

    async def _gathered(
        self, tx: Transaction, review_id: str, reader_id: str, now: datetime
    ) -> tuple[str, SessionReport]:
        known = await self._of_probe(tx, review_id, reader_id) or await self._of_review(
            tx, review_id, reader_id
        )
        picture = known.picture
        require_reporter(await tx.readings.reader(reader_id), known.concern)
        started_at, closed_at = picture.attempt.started_at, picture.attempt.closed_at
        assert started_at is not None and closed_at is not None  # noqa: S101, PT018  it was reviewed
        report = SessionReport(
            review_id=picture.review.id,
            personal_number=picture.personal_number,
            programme=picture.programme,
            started_at=started_at + picture.shown_later,
            closed_at=closed_at + picture.shown_later,
            coverage=picture.coverage,
            incidents=numbered(
                picture.incidents, await tx.stills.keys([one.id for one in picture.incidents])
            ),
            decisions=known.history,
            appeal=known.appeal,
            made_at=now,
            made_for=pseudonym(reader_id),
        )
        return picture.attempt.id, report

    async def _of_probe(self, tx: Transaction, review_id: str, reader_id: str) -> _Known | None:
        """A known answer, met as a review: its report says what its reader signed, and looks like any."""
        probe = await tx.probes.get(review_id, reader_id)
        if probe is None:
            return None
        picture = await self._pictures.probe_picture(tx, probe)
        history = () if picture.decision is None else (picture.decision,)
        concern = Concern(
            candidate_id=picture.attempt.candidate_id,
            is_decided=picture.decision is not None,
            took_part=frozenset({reader_id}),
        )
        return _Known(picture, history, concern, None)

    async def _of_review(self, tx: Transaction, review_id: str, reader_id: str) -> _Known:
        review = await tx.reviews.get(review_id)
        if review is None:
            raise UnknownReview(review_id)
        return _Known(
            await self._pictures.picture(tx, review, reader_id),
            tuple(await tx.reviews.history(review.attempt_id)),
            await concern_of(tx, review),
            await tx.appeals.of_attempt(review.attempt_id),
        )

    async def written(
        self, report: SessionReport, attempt_id: str, *, form: ReportForm, language: str, vault: Vault
    ) -> bytes:
        """Write a report. A PDF is made in a thread, one at a time: its fonts are a second's work."""
        words = Words(language)
        match form:
            case ReportForm.JSON:
                return as_json(report, words)
            case ReportForm.CSV:
                return as_csv(report, words)
            case ReportForm.PDF:
                async with self._one_at_a_time:
                    pictures = await _opened(report, attempt_id, vault)
                    return await asyncio.to_thread(as_pdf, report, pictures, words)


async def _opened(report: SessionReport, attempt_id: str, vault: Vault) -> Pictures:
    """The stills that can still be read; one whose time is over, or that was changed, is left out and said so."""
    found: dict[tuple[int, Moment], bytes] = {}
    for one in report.incidents:
        for place in one.places:
            try:
                found[one.number, place.moment] = await vault.picture(attempt_id, place.key)
            except (BlobNotFound, BadSeal, RecordingDeleted):
                continue
    return found
