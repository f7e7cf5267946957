"""Routes of a proctor: the queue, a review, verdicts, the decision, attempts in progress."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response

from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.access import Caller
from proctor_server.api.house import House
from proctor_server.api.session import Admitted, InHouse
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import IncidentVerdict, VerdictReason
from proctor_server.services.appeals import pseudonym
from proctor_server.services.review_pictures import QueueRowPicture, ReviewPicture

router = APIRouter(prefix="/api/proctor", tags=["proctor"])


def _shown(picture: ReviewPicture, response: Response, caller: Caller, house: House) -> s.ReviewView:
    """A review, with a pass to its recordings."""
    house.passes.give(
        response,
        picture.attempt.id,
        reader_id=caller.account_id,
        now=caller.now,
        secure=house.secure_cookie,
    )
    return views.review(picture, proctor_id=caller.account_id, now=caller.now)


@router.get("/queue")
async def read_queue(caller: Admitted, house: InHouse) -> s.QueueView:
    queue = await house.services.reviews.queue(proctor_id=caller.account_id)

    def row(one: QueueRowPicture) -> s.QueueRow:
        return views.queue_row(one, proctor_id=caller.account_id, now=caller.now)

    return s.QueueView(
        server_now=caller.now,
        waiting=[row(one) for one in queue.waiting],
        decided=[row(one) for one in queue.decided],
        n_waiting=queue.n_waiting,
        n_elsewhere=queue.n_elsewhere,
    )


@router.post("/queue/next")
async def take_next(response: Response, caller: Admitted, house: InHouse) -> s.ReviewView | None:
    """Take the most urgent review one may read and nobody holds; null: there is none."""
    picture = await house.services.reviews.next_for(proctor_id=caller.account_id, now=caller.now)
    return None if picture is None else _shown(picture, response, caller, house)


@router.get("/pace")
async def read_pace(caller: Admitted, house: InHouse) -> s.PaceView:
    pace = await house.services.pace.now(caller.now)
    return s.PaceView(
        **asdict(pace.forecast), minutes_a_review=pace.minutes_a_review, n_measured=pace.n_measured
    )


@router.get("/agreement")
async def read_agreement(caller: Admitted, house: InHouse) -> list[s.ReviewerAgreementView]:
    """For seniors: how each reviewer agrees with the second person.

    Raises:
        SeniorNeeded: the caller is no senior.
    """
    await house.services.reviews.require_senior(caller.account_id)
    return [
        s.ReviewerAgreementView(
            reviewer=pseudonym(one.reader_id),
            n_readings=one.n_readings,
            n_pairs=one.agreement.n,
            observed=one.agreement.observed,
            kappa=one.agreement.kappa if one.enough else None,
            sensitivity=s.ShareView.model_validate(one.known.sensitivity),
            specificity=s.ShareView.model_validate(one.known.specificity),
        )
        for one in await house.services.pace.agreement(caller.now)
    ]


@router.get("/live")
async def read_live(
    caller: Admitted, house: InHouse, group: Annotated[int, Query(ge=0, le=4096)] = 0
) -> s.LiveView:
    """Attempts in progress: all of them, or one group of as many as a person can watch."""
    running = await house.services.monitoring.running(caller.now, group=group)
    alarms = await house.services.recordings.standing_alarms()
    rows = [
        views.live_row(one, house.ingest.status(one.attempt.id), alarms.get(one.attempt.id))
        for one in running.attempts
    ]
    return s.LiveView(
        server_now=caller.now,
        n_running=running.n_running,
        group=running.group,
        n_groups=running.n_groups,
        attempts=rows,
        storage_full=house.disk.room().is_full,
    )


@router.get("/reviews/{review_id}")
async def read_review(review_id: str, response: Response, caller: Admitted, house: InHouse) -> s.ReviewView:
    picture = await house.services.reviews.picture(review_id, proctor_id=caller.account_id, now=caller.now)
    return _shown(picture, response, caller, house)


@router.post("/reviews/{review_id}/claim")
async def claim_review(review_id: str, response: Response, caller: Admitted, house: InHouse) -> s.ReviewView:
    picture = await house.services.reviews.claim(review_id, proctor_id=caller.account_id, now=caller.now)
    return _shown(picture, response, caller, house)


@router.delete("/reviews/{review_id}/claim", status_code=204)
async def give_back_review(review_id: str, caller: Admitted, house: InHouse) -> None:
    await house.services.reviews.give_back(review_id, proctor_id=caller.account_id, now=caller.now)


@router.put("/reviews/{review_id}/incidents/{incident_id}")
async def judge_incident(
    review_id: str, incident_id: str, body: s.VerdictWrite, caller: Admitted, house: InHouse
) -> s.IncidentView:
    judged = await house.services.reviews.judge(
        review_id,
        incident_id,
        verdict=None if body.verdict is None else IncidentVerdict(body.verdict),
        reason=None if body.reason is None else VerdictReason(body.reason.value),
        note=body.note,
        proctor_id=caller.account_id,
        now=caller.now,
    )
    stills = await house.services.stills.moments(incident_id)
    return views.incident(judged, stills=stills, blind=house.services.reviews.labels_later)


@router.post("/reviews/{review_id}/decision")
async def decide_review(
    review_id: str, body: s.DecisionWrite, response: Response, caller: Admitted, house: InHouse
) -> s.ReviewView:
    picture = await house.services.reviews.decide(
        review_id,
        outcome=Outcome(body.outcome),
        rule_id=body.rule_id,
        reason=body.reason,
        proctor_id=caller.account_id,
        now=caller.now,
    )
    return _shown(picture, response, caller, house)


@router.post("/reviews/{review_id}/overruling")
async def overrule_decision(
    review_id: str, body: s.DecisionWrite, response: Response, caller: Admitted, house: InHouse
) -> s.ReviewView:
    """A senior's new decision, with grounds; the former one stays on record."""
    picture = await house.services.reviews.overrule(
        review_id,
        outcome=Outcome(body.outcome),
        rule_id=body.rule_id,
        reason=body.reason,
        senior_id=caller.account_id,
        now=caller.now,
    )
    return _shown(picture, response, caller, house)


@router.post("/reviews/{review_id}/conflict", status_code=204)
async def declare_conflict(review_id: str, caller: Admitted, house: InHouse) -> None:
    """Say that one knows the candidate: the review goes to somebody else."""
    await house.services.reviews.declare_conflict(review_id, proctor_id=caller.account_id, now=caller.now)


@router.post("/reviews/{review_id}/notes", status_code=201)
async def write_note(review_id: str, body: s.NoteWrite, caller: Admitted, house: InHouse) -> s.NoteView:
    note = await house.services.reviews.add_note(
        review_id, at_s=body.at_s, text=body.text, proctor_id=caller.account_id, now=caller.now
    )
    return s.NoteView.model_validate(note)


@router.delete("/reviews/{review_id}/notes/{note_id}", status_code=204)
async def remove_note(review_id: str, note_id: str, caller: Admitted, house: InHouse) -> None:
    await house.services.reviews.remove_note(note_id, proctor_id=caller.account_id)
