"""An appeal from what is held against a candidate to its answer, and what nobody gets to see or do."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from exam_engine.attempt import AttemptState
from proctor_server.db.database import Database
from proctor_server.media.blobs import BlobStore
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.review.appeal import AppealOutcome
from proctor_server.review.decision import Outcome
from proctor_server.review.errors import (
    AppealLodged,
    AppealTooLate,
    KnowsCandidate,
    NothingToAppeal,
    TookPart,
)
from proctor_server.review.incident import IncidentType, IncidentVerdict
from proctor_server.review.moments import Moment
from proctor_server.services.appeals import Attachment, HeldAgainst, pseudonym
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import (
    ResultNotReleased,
    UnknownAttempt,
    UnknownIncident,
    UnknownRecording,
    WrongFile,
)
from proctor_server.services.notice_texts import letter
from proctor_server.services.vault import Vault
from tests.services.test_recordings import claim_all
from tests.services.test_reviews import GOOD_REASON, Proctor, closed, put_incident
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

PNG = Attachment("door.png", "image/png", b"\x89PNG\r\n\x1a\nrest")


@pytest.fixture
def vault(database: Database, data_folder: Path) -> Vault:
    recordings = data_folder / "recordings"
    recordings.mkdir(exist_ok=True)
    keys = FileKeys((bytes(range(32)),))
    return Vault(database, keys, blobs=BlobStore.from_url(recordings), local=LocalParts(recordings))


async def decided(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, outcome: Outcome
) -> None:
    if not sitting.epoch:
        await sitting.start()
    await sitting.submit()
    await services.analysis.finish_closed(clock.now())
    review_id = await sitting.review_id()
    await put_incident(sitting, "confirmed")
    await put_incident(sitting, "dismissed", IncidentType.TURNED)
    proctor = Proctor(services, clock, cast.proctor.id)
    await proctor.claim(review_id)
    await proctor.judge(review_id, "confirmed", IncidentVerdict.CONFIRMED)
    await proctor.judge(review_id, "dismissed", IncidentVerdict.DISMISSED)
    rule_id = "left_seat" if outcome is Outcome.VIOLATION else None
    await proctor.decide(review_id, outcome, rule_id=rule_id, reason=GOOD_REASON)


async def lodge(sitting: Sitting, vault: Vault, files: Sequence[Attachment] = ()) -> HeldAgainst:
    return await sitting.services.appeals.lodge(
        sitting.candidate_id,
        sitting.attempt_id,
        text="It was my child at the door.",
        attachments=files,
        vault=vault,
        now=sitting.clock.now(),
    )


async def test_a_candidate_sees_what_is_held_against_them_and_no_name(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    with pytest.raises(ResultNotReleased):
        await services.appeals.held_against(cast.aru.id, (await sitting.start()).attempt_id)
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    assert [one.id for one in held.incidents] == ["confirmed"]
    assert held.reviewer == pseudonym(cast.proctor.id)
    assert cast.proctor.name not in repr(held)
    with pytest.raises(UnknownAttempt):
        await services.appeals.held_against(cast.bek.id, sitting.attempt_id)


async def test_an_appeal_upheld_makes_a_new_decision_and_lifts_the_violation(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    before = await services.results.released(cast.aru.id, sitting.attempt_id)
    assert before.passed is False
    held = await lodge(sitting, vault, [PNG])
    assert held.appeal is not None
    assert [one.name for one in held.files] == ["door.png"]
    assert await vault.picture(sitting.attempt_id, held.files[0].blob_key) == PNG.content
    clock.step(minutes=5)
    answer = services.appeals.answer
    common = {"outcome": AppealOutcome.UPHELD, "reason": "The clip shows a child.", "now": clock.now()}
    with pytest.raises(TookPart):
        await answer(held.appeal.id, answered_by=cast.proctor.id, **common)
    case = await answer(held.appeal.id, answered_by=cast.other_proctor.id, **common)
    assert case.appeal.outcome is AppealOutcome.UPHELD
    assert case.decision.outcome is Outcome.VIOLATION
    queue = await services.reviews.queue(proctor_id=cast.proctor.id)
    assert [one.outcome for one in queue.decided] == [Outcome.NO_VIOLATION], (
        "decided anew, it stands there once"
    )
    now_held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    assert now_held.decision.outcome is Outcome.NO_VIOLATION
    assert now_held.incidents == ()
    after = await services.results.released(cast.aru.id, sitting.attempt_id)
    assert after.passed is after.score.passed
    told = await services.notices.mine(cast.aru.id)
    kinds = {one.kind for one in told}
    assert all(one.params["attempt_id"] == sitting.attempt_id for one in told)
    assert not any("$" in letter(one.kind, one.params, "kk").text for one in told)
    assert kinds == {"violation_decided", "appeal_received", "appeal_upheld", "result_released"}
    async with sitting.database.read() as tx:
        actions = [line.action for line in await tx.journal.latest(50)]
        assert await tx.journal.verify() is None
    assert {"appeal_lodged", "appeal_answered"} <= set(actions)


async def test_an_appeal_rejected_changes_nothing_and_answers_with_reasons(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await lodge(sitting, vault)
    assert held.appeal is not None
    [case] = await services.appeals.all(proctor_id=cast.proctor.id)
    assert case.took_part == {cast.proctor.id}
    assert not case.mine_to_answer
    [case] = await services.appeals.all(proctor_id=cast.other_proctor.id)
    assert case.mine_to_answer
    await services.appeals.answer(
        held.appeal.id,
        outcome=AppealOutcome.REJECTED,
        reason="Two people were in the room for a minute.",
        answered_by=cast.other_proctor.id,
        now=clock.now(),
    )
    [case] = await services.appeals.all(proctor_id=cast.other_proctor.id)
    assert case.appeal.outcome is AppealOutcome.REJECTED
    assert not case.mine_to_answer
    held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    assert held.decision.outcome is Outcome.VIOLATION
    assert held.appeal is not None
    assert held.appeal.reason.startswith("Two people")


async def test_whoever_knows_the_candidate_or_ever_decided_answers_no_appeal(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await lodge(sitting, vault)
    assert held.appeal is not None
    now = clock.now()
    review_id = await sitting.review_id()
    await services.reviews.declare_conflict(review_id, proctor_id=cast.other_proctor.id, now=now)
    [case] = await services.appeals.all(proctor_id=cast.other_proctor.id)
    assert not case.mine_to_answer
    with pytest.raises(KnowsCandidate):
        await services.appeals.answer(
            held.appeal.id,
            outcome=AppealOutcome.REJECTED,
            reason="It is as the first said.",
            answered_by=cast.other_proctor.id,
            now=now,
        )


async def test_looking_at_an_appeal_and_playing_its_evidence_are_in_the_audit_once_a_look(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await sitting.start()
    await sitting.record_part("part", n_segments=8)
    for job in await claim_all(sitting):
        await services.analysis.record(job.segment, [], cpu_s=0.0, now=clock.now())
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await lodge(sitting, vault)
    assert held.appeal is not None
    for _ in range(2):
        await services.appeals.case(held.appeal.id, proctor_id=cast.other_proctor.id, now=clock.now())
        await services.evidence.clip(cast.aru.id, sitting.attempt_id, "confirmed", now=clock.now())
    async with sitting.database.read() as tx:
        actions = [line.action for line in await tx.journal.latest(50)]
    assert actions.count("appeal_viewed") == actions.count("evidence_played") == 1


async def test_appeals_come_once_in_time_and_against_something(
    sitting: Sitting, services: Services, database: Database, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    clean = Sitting(services, database, clock, cast.bek.id)
    await decided_clean(clean, services, clock, cast)
    with pytest.raises(NothingToAppeal):
        await lodge(clean, vault)
    clock.step(seconds=(held.appeal_until - clock.now()).total_seconds() - 1)
    await lodge(sitting, vault)
    with pytest.raises(AppealLodged):
        await lodge(sitting, vault)
    clock.step(seconds=1)
    async with database.write() as tx:
        appeal = await tx.appeals.of_attempt(sitting.attempt_id)
        assert appeal is not None
        assert appeal.due_at - appeal.lodged_at > timedelta(days=13)


async def test_an_appeal_too_late_is_refused(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast, vault: Vault
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    clock.step(seconds=(held.appeal_until - clock.now()).total_seconds())
    with pytest.raises(AppealTooLate):
        await lodge(sitting, vault)


async def decided_clean(sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast) -> None:
    review_id = await closed(sitting)
    proctor = Proctor(services, clock, cast.proctor.id)
    await proctor.claim(review_id)
    await proctor.decide(review_id)
    assert (await sitting.attempt()).state is AttemptState.RELEASED


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([PNG] * 6, "too_many"),
        ([Attachment("a.png", "image/png", b"<svg onload=x>")], "wrong_kind"),
        ([Attachment("a.html", "text/html", b"<html>")], "wrong_kind"),
        ([Attachment("a.pdf", "application/pdf", b"%PDF-" + b"x" * 5_000_001)], "too_large"),
    ],
)
async def test_files_are_of_the_kinds_allowed(
    sitting: Sitting,
    services: Services,
    clock: SteppedClock,
    cast: Cast,
    vault: Vault,
    files: list[Attachment],
    fault: str,
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    with pytest.raises(WrongFile) as refused:
        await lodge(sitting, vault, files)
    assert refused.value.params == {"fault": fault}
    assert (await services.appeals.held_against(cast.aru.id, sitting.attempt_id)).appeal is None


async def test_evidence_is_shown_to_its_candidate_alone_and_only_what_was_confirmed(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    require = services.evidence.require_shown
    await require(cast.aru.id, sitting.attempt_id, "confirmed")
    with pytest.raises(UnknownIncident):
        await require(cast.aru.id, sitting.attempt_id, "dismissed")
    with pytest.raises(UnknownAttempt):
        await require(cast.bek.id, sitting.attempt_id, "confirmed")
    with pytest.raises(UnknownRecording):
        await services.evidence.clip(cast.aru.id, sitting.attempt_id, "confirmed", now=clock.now())


async def test_pictures_are_told_of_what_is_held_and_of_nothing_else(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    """To the candidate it is held against, and to nobody where nothing is held."""
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    async with sitting.database.write() as tx:
        await tx.stills.put("confirmed", Moment.START, "a")
        await tx.stills.put("confirmed", Moment.WORST, "b")
        await tx.stills.put("dismissed", Moment.START, "c")
    held = await services.appeals.held_against(cast.aru.id, sitting.attempt_id)
    assert held.stills == {"confirmed": (Moment.START, Moment.WORST)}
    with pytest.raises(UnknownAttempt):
        await services.appeals.held_against(cast.bek.id, sitting.attempt_id)


async def test_a_clip_holds_the_segments_around_the_incident(
    sitting: Sitting, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    await sitting.start()
    await sitting.record_part("part", n_segments=8)
    for job in await claim_all(sitting):
        await services.analysis.record(job.segment, [], cpu_s=0.0, now=clock.now())
    await decided(sitting, services, clock, cast, Outcome.VIOLATION)
    clip = await services.evidence.clip(cast.aru.id, sitting.attempt_id, "confirmed", now=clock.now())
    assert [one.no for one in clip.segments] == [0, 1, 2, 3, 4]  # 5 to 15 s, and three around it
