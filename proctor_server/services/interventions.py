"""What a proctor does to an attempt in progress: messages, a look at the room, its end; each on the record."""

from datetime import datetime

from exam_engine.attempt import Attempt, AttemptState, require_state
from exam_engine.course import decide_end
from exam_engine.working_days import WorkCalendar
from proctor_server.bus.wakeups import Topic
from proctor_server.db.database import Database, Transaction
from proctor_server.kernel.ids import new_id
from proctor_server.review.intervention import (
    Confirmation,
    Intervention,
    InterventionKind,
    SetText,
    decide_confirmation,
    require_message,
)
from proctor_server.services.attempts import own_attempt
from proctor_server.services.closing import store_closed
from proctor_server.services.errors import UnknownAttempt, UnknownIntervention
from proctor_server.services.programmes import programme_of
from proctor_server.services.settling import settled_in


async def put_on_record(
    tx: Transaction,
    attempt_id: str,
    kind: InterventionKind,
    *,
    author_id: str,
    now: datetime,
    set_text: SetText | None = None,
    text: str = "",
) -> Intervention:
    """Keep an intervention for the candidate's page, in the audit chain too; in the caller's transaction."""
    one = Intervention(
        id=new_id(),
        attempt_id=attempt_id,
        kind=kind,
        author_id=author_id,
        sent_at=now,
        set_text=set_text,
        text=text,
    )
    await tx.interventions.add(one)
    await tx.journal.record(
        action="intervened",
        subject=attempt_id,
        actor_id=author_id,
        now=now,
        details={
            "intervention": one.id,
            "kind": kind.value,
            "set_text": None if set_text is None else set_text.value,
            "text": text,
        },
    )
    await tx.journal.wake(Topic.INTERVENTION, attempt_id, now=now)
    return one


class InterventionService:
    def __init__(self, database: Database, *, calendar: WorkCalendar) -> None:
        self._database = database
        self._calendar = calendar

    async def send_message(
        self, attempt_id: str, *, set_text: SetText | None, text: str, author_id: str, now: datetime
    ) -> Intervention:
        """Say something to the candidate.

        Raises:
            UnknownAttempt, WrongState: it does not run. BadMessage: not one text.
        """
        require_message(set_text, text)
        return await self._send(
            attempt_id,
            InterventionKind.MESSAGE,
            set_text=set_text,
            text=text.strip(),
            author_id=author_id,
            now=now,
        )

    async def ask_for_room(self, attempt_id: str, *, author_id: str, now: datetime) -> Intervention:
        """Ask the candidate to show the room.

        Raises:
            UnknownAttempt, WrongState: it does not run.
        """
        return await self._send(attempt_id, InterventionKind.SHOW_ROOM, author_id=author_id, now=now)

    async def _send(
        self,
        attempt_id: str,
        kind: InterventionKind,
        *,
        author_id: str,
        now: datetime,
        set_text: SetText | None = None,
        text: str = "",
    ) -> Intervention:
        async with self._database.write() as tx:
            require_state(await self._settled(tx, attempt_id, now), AttemptState.RUNNING)
            return await put_on_record(
                tx, attempt_id, kind, author_id=author_id, now=now, set_text=set_text, text=text
            )

    async def end(self, attempt_id: str, *, reason: str, author_id: str, now: datetime) -> Attempt:
        """End an attempt, where the programme lets proctors do that; what was answered counts.

        Raises:
            UnknownAttempt, and what `decide_end` raises.
        """
        async with self._database.write() as tx:
            attempt = await self._settled(tx, attempt_id, now)
            programme = await programme_of(tx, attempt)
            after = decide_end(attempt, allowed=programme.ends_by_proctor, now=now)
            if after is attempt:
                return attempt
            await put_on_record(
                tx, attempt_id, InterventionKind.END, author_id=author_id, now=now, text=reason
            )
            return await store_closed(
                tx,
                attempt,
                after,
                programme=programme,
                calendar=self._calendar,
                now=now,
                actor_id=author_id,
            )

    async def of_attempt(self, attempt_id: str) -> list[Intervention]:
        """All that was done in an attempt, oldest first.

        Raises:
            UnknownAttempt
        """
        async with self._database.read() as tx:
            probe = await tx.probes.any(attempt_id)
            source = attempt_id if probe is None else probe.attempt_id
            if await tx.attempts.get(source) is None:
                raise UnknownAttempt(attempt_id)
            return await tx.interventions.of_attempt(source)

    async def pending(self, attempt_id: str) -> list[Intervention]:
        """What the candidate's page has still to confirm, oldest first."""
        async with self._database.read() as tx:
            return [one for one in await tx.interventions.of_attempt(attempt_id) if one.is_pending]

    async def confirm(
        self,
        candidate_id: str,
        attempt_id: str,
        intervention_id: str,
        said: Confirmation,
        *,
        now: datetime,
    ) -> None:
        """Note that the page shows it, or that the candidate has read it; saying so again changes nothing.

        Raises:
            UnknownAttempt, UnknownIntervention: there is none, or it is somebody else's.
        """
        async with self._database.write() as tx:
            await own_attempt(tx, candidate_id, attempt_id)
            before = await tx.interventions.get(intervention_id)
            if before is None or before.attempt_id != attempt_id:
                raise UnknownIntervention(intervention_id)
            after = decide_confirmation(before, said, now)
            if after == before:
                return
            await tx.interventions.confirm(after)
            await tx.journal.record(
                action="intervention_confirmed",
                subject=attempt_id,
                actor_id=candidate_id,
                now=now,
                details={"intervention": intervention_id, "said": said.value},
            )
            await tx.journal.wake(Topic.INTERVENTION, attempt_id, now=now)

    async def _settled(self, tx: Transaction, attempt_id: str, now: datetime) -> Attempt:
        attempt = await tx.attempts.get(attempt_id)
        if attempt is None:
            raise UnknownAttempt(attempt_id)
        return await settled_in(tx, attempt, calendar=self._calendar, now=now)
