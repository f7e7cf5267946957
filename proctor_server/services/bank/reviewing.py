"""Items on their way: submitted, looked at by other people, piloted, active, suspended, retired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from item_bank.readiness import lacks_of
from item_bank.workflow import (
    DEFAULT_STAGES,
    LANGUAGE_STAGES,
    LIVE,
    ReviewOutcome,
    ReviewPolicy,
    Stage,
    StageDecision,
    VersionState,
    VersionStatus,
    decide_review,
    decide_status,
    decide_submit,
)
from proctor_server.db.bank_listing import WaitingVersion
from proctor_server.db.database import Database, Transaction
from proctor_server.db.items import ItemVersion, StoredReview, state_of
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.errors import UnknownVersion


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version in review, with the stages that one person may decide."""

    version: WaitingVersion
    stages: tuple[Stage, ...]
    mine: bool


class ReviewingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def policy(self) -> ReviewPolicy:
        async with self._database.read() as tx:
            return await policy_of(tx)

    async def set_policy(
        self, stages: Sequence[str], *, pilot_required: bool, actor_id: str, now: datetime
    ) -> ReviewPolicy:
        policy = ReviewPolicy(frozenset(Stage(one) for one in stages), pilot_required)
        async with self._database.write() as tx:
            await tx.bank_changes.set_policy(policy, actor_id=actor_id, now=now)
            await tx.journal.record(
                action="bank_policy_set",
                subject="bank",
                actor_id=actor_id,
                now=now,
                details={
                    "stages": sorted(one.value for one in policy.stages),
                    "pilot_required": pilot_required,
                },
            )
        return policy

    async def submit(self, version_id: str, *, actor_id: str, now: datetime) -> str:
        """Hand a draft to its reviewers; returns the item's id.

        Raises:
            UnknownVersion, ReplacedVersion, WrongStatus, Unfinished
        """
        async with self._database.write() as tx:
            version, state = await loaded(tx, version_id, with_lacks=True)
            after = decide_submit(state)
            await tx.items.set_status(version, after.status, now=now, submitted=True)
            await _told(tx, "item_submitted", version, actor_id, now)
        return version.item_id

    async def review(
        self,
        version_id: str,
        stage: Stage,
        outcome: ReviewOutcome,
        *,
        comment: str,
        actor_id: str,
        now: datetime,
    ) -> str:
        """Take a reviewer's decision; returns the item's id.

        Raises:
            UnknownVersion, OwnItem, StageNotOpen, CommentRequired, ReplacedVersion
        """
        async with self._database.write() as tx:
            version, state = await loaded(tx, version_id)
            after = decide_review(
                state,
                stage,
                outcome,
                reviewer_id=actor_id,
                comment=comment,
                policy=await policy_of(tx),
            )
            decision = StageDecision(stage, outcome, actor_id)
            await tx.items.add_review(new_id(), version_id, decision, comment, now)
            if outcome is ReviewOutcome.APPROVED and stage in LANGUAGE_STAGES:
                await tx.items.set_approved(version_id, after.approved)
            await tx.items.set_status(version, after.status, now=now)
            details = {"stage": stage.value, "outcome": outcome.value}
            await _told(tx, "item_reviewed", version, actor_id, now, **details)
        return version.item_id

    async def set_status(
        self, version_id: str, wanted: VersionStatus, *, reason: str, actor_id: str, now: datetime
    ) -> str:
        """Move a version on; returns the item's id. A version made active retires the one before it.

        Raises:
            UnknownVersion, WrongStatus, NotApproved, NotPiloted, CommentRequired
        """
        async with self._database.write() as tx:
            version, state = await loaded(tx, version_id)
            after = decide_status(state, wanted, policy=await policy_of(tx), reason=reason)
            if after.status in LIVE:
                await _retire_others(tx, version, now)
            await tx.items.set_status(version, after.status, now=now)
            if after.status not in LIVE:
                await tx.forms.drop_with([version.id])
            await _told(tx, "item_moved", version, actor_id, now, status=wanted.value, reason=reason)
        return version.item_id

    async def inbox(self, viewer_id: str) -> list[Waiting]:
        """What waits for review, oldest first; for each the stages that this person may decide."""
        async with self._database.read() as tx:
            policy, found = await policy_of(tx), []
            for waiting in await tx.bank_listing.waiting():
                _, state = await loaded(tx, waiting.version_id)
                mine = waiting.author_id == viewer_id
                found.append(Waiting(waiting, () if mine else state.open_stages(policy), mine))
        return found


async def policy_of(tx: Transaction) -> ReviewPolicy:
    """What the bank demands now."""
    return await tx.bank_changes.policy() or ReviewPolicy(DEFAULT_STAGES)


async def loaded(
    tx: Transaction, version_id: str, *, with_lacks: bool = False
) -> tuple[ItemVersion, VersionState]:
    """A version and what the workflow needs to know of it.

    Raises:
        UnknownVersion: there is none.
    """
    version = await tx.items.get_version(version_id)
    if version is None:
        raise UnknownVersion(version_id)
    newest = (await tx.items.versions(version.item_id))[0]
    reviews: list[StoredReview] = (await tx.items.reviews([version_id]))[version_id]
    lacks = await _lacks(tx, version_id) if with_lacks else ()
    return version, state_of(version, reviews, is_newest=newest.id == version_id, lacks=lacks)


async def _lacks(tx: Transaction, version_id: str) -> tuple[str, ...]:
    content = await tx.items.content(version_id)
    key = (await tx.items.bank_keys([version_id]))[version_id]
    return lacks_of(content.item, key, None if content.stimulus is None else content.stimulus.languages)


async def _retire_others(tx: Transaction, version: ItemVersion, now: datetime) -> None:
    """One version of an item is drawn at a time."""
    for other in await tx.items.versions(version.item_id):
        if other.id != version.id and other.status in LIVE:
            await tx.items.set_status(other, VersionStatus.RETIRED, now=now)
            await tx.forms.drop_with([other.id])


async def _told(
    tx: Transaction, action: str, version: ItemVersion, actor_id: str, now: datetime, **details: str
) -> None:
    await tx.journal.record(
        action=action,
        subject=version.item_id,
        actor_id=actor_id,
        now=now,
        details={"no": version.no, **details},
    )
