"""Messages, a look at the room and an end by the proctor: on the record, confirmed by the candidate's page alone."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from exam_engine.attempt import AttemptState, CloseCause
from exam_engine.course_errors import EndNotAllowed
from exam_engine.errors import WrongState
from exam_engine.programme_file import programme_document
from proctor_server.db.database import Database
from proctor_server.db.tables import audit, outbox
from proctor_server.review.errors import BadMessage
from proctor_server.review.intervention import Confirmation, InterventionKind, SetText
from proctor_server.services import programmes
from proctor_server.services.errors import UnknownAttempt, UnknownIntervention
from tests.support.cast import Cast
from tests.support.sitting import Sitting


async def recorded(database: Database, action: str) -> list[dict[str, object]]:
    async with database.writer.connect() as connection:
        rows = await connection.execute(sa.select(audit.c.details).where(audit.c.action == action))
        return list(rows.scalars())


async def test_a_message_waits_until_the_candidate_has_read_it(
    sitting: Sitting, cast: Cast, database: Database
) -> None:
    await sitting.start()
    service, now = sitting.services.interventions, sitting.clock.now()
    sent = await service.send_message(
        sitting.attempt_id, set_text=SetText.MORE_LIGHT, text="", author_id=cast.proctor.id, now=now
    )
    room = await service.ask_for_room(sitting.attempt_id, author_id=cast.proctor.id, now=now)
    assert {one.id for one in await service.pending(sitting.attempt_id)} == {sent.id, room.id}
    later = sitting.clock.step(seconds=3)
    mine = (sitting.candidate_id, sitting.attempt_id)
    await service.confirm(*mine, sent.id, Confirmation.SHOWN, now=later)
    read_at = sitting.clock.step(seconds=3)
    await service.confirm(*mine, sent.id, Confirmation.SEEN, now=read_at)
    await service.confirm(*mine, sent.id, Confirmation.SEEN, now=sitting.clock.step(seconds=3))
    kept = {one.id: one for one in await service.of_attempt(sitting.attempt_id)}
    assert (kept[sent.id].shown_at, kept[sent.id].seen_at) == (later, read_at)
    assert [one.id for one in await service.pending(sitting.attempt_id)] == [room.id]
    said = await recorded(database, "intervened")
    assert [(one["kind"], one["set_text"]) for one in said] == [
        ("message", "more_light"),
        ("show_room", None),
    ]
    confirmed = await recorded(database, "intervention_confirmed")
    assert [one["said"] for one in confirmed] == ["shown", "seen"]
    async with database.writer.connect() as connection:
        woken = await connection.execute(sa.select(outbox.c.subject).where(outbox.c.topic == "intervention"))
        assert set(woken.scalars()) <= {sitting.attempt_id}


async def test_another_candidate_confirms_nothing(sitting: Sitting, cast: Cast) -> None:
    await sitting.start()
    service, now = sitting.services.interventions, sitting.clock.now()
    sent = await service.send_message(
        sitting.attempt_id, set_text=None, text="Please sit down.", author_id=cast.proctor.id, now=now
    )
    with pytest.raises(UnknownAttempt):
        await service.confirm(cast.bek.id, sitting.attempt_id, sent.id, Confirmation.SEEN, now=now)
    with pytest.raises(UnknownIntervention):
        await service.confirm(
            sitting.candidate_id, sitting.attempt_id, "nobody's", Confirmation.SEEN, now=now
        )
    assert [one.is_pending for one in await service.of_attempt(sitting.attempt_id)] == [True]


async def test_nothing_is_said_to_an_attempt_that_does_not_run(sitting: Sitting, cast: Cast) -> None:
    await sitting.assign()
    service, by = sitting.services.interventions, {"author_id": cast.proctor.id, "now": sitting.clock.now()}
    with pytest.raises(WrongState):
        await service.ask_for_room(sitting.attempt_id, **by)
    with pytest.raises(BadMessage):
        await service.send_message(sitting.attempt_id, set_text=None, text=" ", **by)
    with pytest.raises(UnknownAttempt):
        await service.of_attempt("nobody's")


async def test_an_end_is_the_programmes_to_allow_and_is_the_proctors_own(
    sitting: Sitting, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sitting.start()
    service, now = sitting.services.interventions, sitting.clock.now()
    given = {"reason": "Another person answers.", "author_id": cast.proctor.id, "now": now}
    with pytest.raises(EndNotAllowed):
        await service.end(sitting.attempt_id, **given)
    version_id = (await sitting.attempt()).programme_version_id
    assert version_id is not None
    document = {**programme_document("legislation"), "ends_by_proctor": True}
    allowed = programmes.read_programme(document)
    monkeypatch.setitem(programmes._READ, version_id, replace(allowed))
    ended = await service.end(sitting.attempt_id, **given)
    assert (ended.state, ended.close_cause) == (AttemptState.CLOSED, CloseCause.ENDED)
    again = await service.end(sitting.attempt_id, **given)
    assert again.close_cause is CloseCause.ENDED
    kinds = [one.kind for one in await service.pending(sitting.attempt_id)]
    assert kinds == [InterventionKind.END]
    assert (await recorded(database, "attempt_closed"))[-1] == {"cause": "ended"}
