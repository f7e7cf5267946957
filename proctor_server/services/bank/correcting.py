"""A key was wrong: who met the item, whose result changes with the right key, and what was decided about it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from item_bank.bank_document import bank_key_from_document
from item_bank.readiness import key_fits
from item_bank.response_key import BankKey
from proctor_server.db.database import Database, Transaction
from proctor_server.db.items import ItemVersion
from proctor_server.db.results import StoredResult
from proctor_server.kernel.ids import new_id
from proctor_server.services.bank.errors import BadDraft, NothingToCorrect, UnknownVersion
from proctor_server.services.programmes import programme_of
from proctor_server.services.scoring import compute

RESCORE = "rescore"
CAUSE = "key_corrected"


@dataclass(frozen=True, slots=True)
class Affected:
    """An attempt whose total or pass state is another one with the corrected key."""

    attempt_id: str
    personal_number: str
    programme_id: str
    total_before: int
    total_after: int
    passed_before: bool
    passed_after: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """`n_used`: closed attempts that had the item."""

    item_id: str
    n_used: int
    affected: tuple[Affected, ...]


class CorrectingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def preview(
        self, version_id: str, key: Sequence[Mapping[str, Any]], *, now: datetime
    ) -> Correction:
        """Whose result a corrected key would change; nothing is kept, and no answer waits for it.

        Raises:
            UnknownVersion, BadDraft, NothingToCorrect
        """
        return (await self._supposed(version_id, key, now)).correction

    async def _supposed(
        self, version_id: str, document: Sequence[Mapping[str, Any]], now: datetime
    ) -> "_Computed":
        async with self._database.read() as tx:
            version, key, before = await _corrected(tx, version_id, document)
            tx.items.suppose_key(version_id, key)
            ids = await tx.bank_changes.closed_with(version_id)
            affected, results = await _recomputed(tx, ids, now)
        correction = Correction(version.item_id, len(ids), tuple(affected))
        return _Computed(version, key, before, correction, frozenset(ids), results)

    async def correct(
        self,
        version_id: str,
        key: Sequence[Mapping[str, Any]],
        *,
        decision: str,
        reason: str,
        actor_id: str,
        now: datetime,
    ) -> Correction:
        """Correct a key and record the decision about those who met the item.

        `rescore`: their results get a next version where it differs; `keep`: results stay as they are.

        Raises:
            UnknownVersion, BadDraft, NothingToCorrect
        """
        computed = await self._supposed(version_id, key, now)
        async with self._database.write() as tx:
            await tx.items.set_key(version_id, computed.key)
            since = [one for one in await tx.bank_changes.closed_with(version_id) if one not in computed.ids]
            affected, results = await _recomputed(tx, since, now)
            correction = Correction(
                computed.version.item_id,
                computed.correction.n_used + len(since),
                (*computed.correction.affected, *affected),
            )
            if decision == RESCORE:
                for attempt_id, result in [*computed.results, *results]:
                    await tx.results.add(attempt_id, result)
            await _record(tx, computed, correction, decision, reason, actor_id=actor_id, now=now)
        return correction


@dataclass(frozen=True, slots=True)
class _Computed:
    """A correction worked out before anything is written; `ids`: the attempts it was worked out for."""

    version: ItemVersion
    key: BankKey
    before: BankKey
    correction: Correction
    ids: frozenset[str]
    results: list[tuple[str, StoredResult]]


async def _record(
    tx: Transaction,
    computed: _Computed,
    correction: Correction,
    decision: str,
    reason: str,
    *,
    actor_id: str,
    now: datetime,
) -> None:
    await tx.bank_changes.add_correction(
        new_id(),
        computed.version.id,
        before=computed.before,
        after=computed.key,
        decision=decision,
        reason=reason,
        n_used=correction.n_used,
        affected=[asdict(one) for one in correction.affected],
        actor_id=actor_id,
        now=now,
    )
    await tx.journal.record(
        action=CAUSE,
        subject=correction.item_id,
        actor_id=actor_id,
        now=now,
        details={
            "no": computed.version.no,
            "decision": decision,
            "n_used": correction.n_used,
            "n_changed": len(correction.affected),
        },
    )


async def _corrected(
    tx: Transaction, version_id: str, document: Sequence[Mapping[str, Any]]
) -> tuple[ItemVersion, BankKey, BankKey]:
    version = await tx.items.get_version(version_id)
    if version is None:
        raise UnknownVersion(version_id)
    key = bank_key_from_document(version_id, list(document))
    item = (await tx.items.content(version_id)).item
    asked = {one.response_id: one for one in item.interactions}
    if set(asked) != {one.response_id for one in key}:
        raise BadDraft("key", "it does not name every response once")
    for one in key:
        if not key_fits(asked[one.response_id], one):
            raise BadDraft(one.response_id, "the key does not fit the interaction")
    before = (await tx.items.bank_keys([version_id]))[version_id]
    if before == key:
        raise NothingToCorrect
    return version, key, before


async def _recomputed(
    tx: Transaction, ids: Sequence[str], now: datetime
) -> tuple[list[Affected], list[tuple[str, StoredResult]]]:
    """Compute the results of attempts anew; those that come out the same are left out."""
    newest = await tx.results.newest(ids)
    numbers = await tx.attempts.personal_numbers(ids)
    affected: list[Affected] = []
    results: list[tuple[str, StoredResult]] = []
    for attempt_id in ids:
        attempt, before = await tx.attempts.get(attempt_id), newest.get(attempt_id)
        if attempt is None or before is None:
            continue
        programme = await programme_of(tx, attempt)
        after = await compute(tx, attempt, programme, no=before.no + 1, cause=CAUSE, now=now)
        if (after.score.total, after.score.passed) == (before.score.total, before.score.passed):
            continue
        if before.released_at is not None:
            after = replace(after, released_at=now)
        results.append((attempt_id, after))
        affected.append(
            Affected(
                attempt_id=attempt_id,
                personal_number=numbers[attempt_id],
                programme_id=attempt.programme_id,
                total_before=before.score.total,
                total_after=after.score.total,
                passed_before=bool(before.score.passed),
                passed_after=bool(after.score.passed),
            )
        )
    return affected, results
