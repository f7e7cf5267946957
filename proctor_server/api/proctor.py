"""Routes of a proctor: the queue, a review, verdicts, the decision, attempts in progress."""

from fastapi import APIRouter

from proctor_server.api import schemas as s
from proctor_server.api import views
from proctor_server.api.session import Admitted, InHouse
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import IncidentVerdict
from proctor_server.services.reviews import QueueRowPicture

router = APIRouter(prefix="/api/proctor", tags=["proctor"])


@router.get("/queue")
async def read_queue(caller: Admitted, house: InHouse) -> s.QueueView:
    waiting, decided = await house.services.reviews.queue()

    def row(one: QueueRowPicture) -> s.QueueRow:
        return views.queue_row(one, proctor_id=caller.account_id, now=caller.now)

    return s.QueueView(
        server_now=caller.now, waiting=[row(one) for one in waiting], decided=[row(one) for one in decided]
    )


@router.get("/live")
async def read_live(caller: Admitted, house: InHouse) -> s.LiveView:
    running = await house.services.monitoring.running(caller.now)
    alarms = await house.services.recordings.standing_alarms()
    rows = [
        views.live_row(one, house.ingest.status(one.attempt.id), alarms.get(one.attempt.id))
        for one in running
    ]
    return s.LiveView(server_now=caller.now, attempts=rows, storage_full=house.disk.room().is_full)


@router.get("/reviews/{review_id}")
async def read_review(review_id: str, caller: Admitted, house: InHouse) -> s.ReviewView:
    picture = await house.services.reviews.picture(review_id, proctor_id=caller.account_id, now=caller.now)
    return views.review(picture, proctor_id=caller.account_id, now=caller.now)


@router.post("/reviews/{review_id}/claim")
async def claim_review(review_id: str, caller: Admitted, house: InHouse) -> s.ReviewView:
    picture = await house.services.reviews.claim(review_id, proctor_id=caller.account_id, now=caller.now)
    return views.review(picture, proctor_id=caller.account_id, now=caller.now)


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
        verdict=IncidentVerdict(body.verdict),
        reason=body.reason,
        proctor_id=caller.account_id,
        now=caller.now,
    )
    has_still = await house.services.reviews.still_key(incident_id) is not None
    return views.incident(judged, has_still=has_still)


@router.post("/reviews/{review_id}/decision")
async def decide_review(
    review_id: str, body: s.DecisionWrite, caller: Admitted, house: InHouse
) -> s.ReviewView:
    picture = await house.services.reviews.decide(
        review_id,
        outcome=Outcome(body.outcome),
        rule_id=body.rule_id,
        reason=body.reason,
        proctor_id=caller.account_id,
        now=caller.now,
    )
    return views.review(picture, proctor_id=caller.account_id, now=caller.now)
