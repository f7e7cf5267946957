"""Routes of appeals: what is held against a candidate, lodging an appeal, answering it; and of declared days."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, File, Form, Response, UploadFile

from exam_engine.working_days import ASTANA, DayKind, DayOverride, known_days
from proctor_server.api import views
from proctor_server.api.schemas import appeals as s
from proctor_server.api.schemas.review import StillView
from proctor_server.api.schemas.shared import LocalTextView
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.appeals import AppealFile
from proctor_server.review.appeal import Appeal, AppealOutcome
from proctor_server.review.decision import Outcome
from proctor_server.review.incident import Incident
from proctor_server.review.moments import Moment, instant_of
from proctor_server.services.appeals import MOST_BYTES, AppealCase, Attachment, HeldAgainst
from proctor_server.services.calendar import Declared
from proctor_server.services.errors import UnknownRecording
from proctor_server.services.evidence import clip_bytes
from proctor_server.services.review_pictures import rule_of

router = APIRouter(prefix="/api", tags=["appeals"])


@router.get("/attempts/{attempt_id}/decision")
async def read_decision(attempt_id: str, caller: Admitted, house: InHouse) -> s.HeldAgainstView:
    held = await house.services.appeals.held_against(caller.account_id, attempt_id)
    return _held(held, caller.now)


@router.get("/attempts/{attempt_id}/evidence/{incident_id}/still")
async def read_still(attempt_id: str, incident_id: str, caller: Admitted, house: InHouse) -> Response:
    """The picture of the start of an incident that is held against the caller."""
    return await read_still_of_moment(attempt_id, incident_id, Moment.START, caller, house)


@router.get("/attempts/{attempt_id}/evidence/{incident_id}/stills/{moment}")
async def read_still_of_moment(
    attempt_id: str, incident_id: str, moment: Moment, caller: Admitted, house: InHouse
) -> Response:
    """A picture of an incident that is held against the caller."""
    await house.services.evidence.require_shown(caller.account_id, attempt_id, incident_id)
    place = await house.services.stills.place(incident_id, moment)
    if place is None:
        raise UnknownRecording(incident_id)
    return Response(await house.vault.picture(*place), media_type="image/jpeg")


@router.get("/attempts/{attempt_id}/evidence/{incident_id}/clip")
async def read_clip(attempt_id: str, incident_id: str, caller: Admitted, house: InHouse) -> Response:
    """The recording of an incident that is held against the caller, with a few seconds around it."""
    clip = await house.services.evidence.clip(caller.account_id, attempt_id, incident_id, now=caller.now)
    return Response(await clip_bytes(house.vault, clip), media_type="video/webm")


@router.post("/attempts/{attempt_id}/appeal", status_code=201)
async def lodge_appeal(
    attempt_id: str,
    caller: Admitted,
    house: InHouse,
    text: Annotated[str, Form(min_length=1, max_length=5000)],
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> s.HeldAgainstView:
    """Appeal against the decision, with at most five pictures or PDFs of at most 5 MB each."""
    attachments = [
        Attachment(one.filename or "file", one.content_type or "", await one.read(MOST_BYTES + 1))
        for one in files or []
    ]
    held = await house.services.appeals.lodge(
        caller.account_id,
        attempt_id,
        text=text,
        attachments=attachments,
        vault=house.vault,
        now=caller.now,
    )
    return _held(held, caller.now)


@router.get("/proctor/appeals")
async def list_appeals(caller: Admitted, house: InHouse) -> list[s.AppealCaseView]:
    """The appeals that wait for an answer, the most urgent first, then those answered lately."""
    return [_case(one) for one in await house.services.appeals.all(proctor_id=caller.account_id)]


@router.get("/proctor/appeals/{appeal_id}")
async def read_appeal(appeal_id: str, caller: Admitted, house: InHouse) -> s.AppealCaseView:
    return _case(await house.services.appeals.case(appeal_id, proctor_id=caller.account_id, now=caller.now))


@router.post("/proctor/appeals/{appeal_id}/answer")
async def answer_appeal(
    appeal_id: str, body: s.AppealAnswer, caller: Admitted, house: InHouse
) -> s.AppealCaseView:
    case = await house.services.appeals.answer(
        appeal_id,
        outcome=AppealOutcome(body.outcome),
        reason=body.reason,
        answered_by=caller.account_id,
        now=caller.now,
    )
    return _case(case)


@router.get("/proctor/appeal-files/{file_id}")
async def read_file(file_id: str, caller: Admitted, house: InHouse) -> Response:
    """A file that came with an appeal; always a download, never a page of ours."""
    attempt_id, found = await house.services.appeals.file(file_id)
    content = await house.vault.picture(attempt_id, found.blob_key)
    return Response(
        content,
        media_type=found.media_type,
        headers={"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"},
    )


@router.get("/admin/days")
async def list_days(caller: Admitted, house: InHouse) -> s.DaysView:
    return _days(Declared(tuple(await house.services.days.all()), ()), caller.now)


@router.put("/admin/days/{day}")
async def declare_day(day: date, body: s.DayWrite, caller: Admitted, house: InHouse) -> s.DaysView:
    """Write a day off or a working day down with its act; deadlines that are open move with it."""
    declared = await house.services.days.declare(
        DayOverride(day, DayKind(body.kind), body.act), actor_id=caller.account_id, now=caller.now
    )
    return _days(declared, caller.now)


@router.delete("/admin/days/{day}")
async def withdraw_day(day: date, caller: Admitted, house: InHouse) -> s.DaysView:
    declared = await house.services.days.withdraw(day, actor_id=caller.account_id, now=caller.now)
    return _days(declared, caller.now)


def _days(declared: Declared, now: datetime) -> s.DaysView:
    year = now.astimezone(ZoneInfo(ASTANA)).year
    known = [*known_days(year), *known_days(year + 1)]
    return s.DaysView(
        days=[_day(one) for one in declared.days],
        known=[s.KnownDayView(day=day, kind=kind.value) for day, kind in known],
        moved=[
            s.MovedDeadlineView(
                kind=one.kind.value,
                personal_number=one.personal_number,
                before=one.before,
                after=one.after,
            )
            for one in declared.moved
        ],
    )


def _nameless(files: tuple[AppealFile, ...]) -> tuple[AppealFile, ...]:
    """Number the files: what a person calls theirs often holds their name."""
    return tuple(
        replace(one, name=f"{number}.{one.media_type.rsplit('/', 1)[-1]}")
        for number, one in enumerate(files, start=1)
    )


def _day(override: DayOverride) -> s.DayView:
    return s.DayView(day=override.date, kind=override.kind.value, act=override.act)


def _held(held: HeldAgainst, now: datetime) -> s.HeldAgainstView:
    decided = views.decision(held.decision, held.programme)
    assert decided is not None  # noqa: S101  a decision there is
    appealable = held.decision.outcome is Outcome.VIOLATION and held.appeal is None
    return s.HeldAgainstView(
        decision=decided,
        reviewer=held.reviewer,
        incidents=[_incident(one, held) for one in held.incidents],
        appeal_until=held.appeal_until,
        can_appeal=appealable and now < held.appeal_until,
        appeal=None if held.appeal is None else _appeal(held.appeal, held.files),
    )


def _incident(incident: Incident, held: HeldAgainst) -> s.HeldIncidentView:
    broken = rule_of(held.programme, incident.rule_id)
    evidence = f"/api/attempts/{held.attempt.id}/evidence/{incident.id}"
    shown = views.incident(incident, stills=())
    return s.HeldIncidentView(
        id=incident.id,
        type=shown.type,
        rule=None if broken is None else views.rule(broken),
        t0_s=incident.t0_s,
        t1_s=incident.t1_s,
        direction=shown.direction,
        still_url=f"{evidence}/still",
        stills=[
            StillView(moment=one.value, at_s=instant_of(incident, one), url=f"{evidence}/stills/{one.value}")
            for one in held.stills.get(incident.id, ())
        ],
        clip_url=f"{evidence}/clip",
    )


def _appeal(appeal: Appeal, files: tuple[AppealFile, ...]) -> s.AppealView:
    return s.AppealView(
        id=appeal.id,
        text=appeal.text,
        lodged_at=appeal.lodged_at,
        due_at=appeal.due_at,
        outcome=None if appeal.outcome is None else appeal.outcome.value,
        reason=appeal.reason,
        answered_at=appeal.answered_at,
        files=[
            s.AppealFileView(
                id=one.id,
                name=one.name,
                media_type=one.media_type,
                n_bytes=one.n_bytes,
                url=f"/api/proctor/appeal-files/{one.id}",
            )
            for one in files
        ],
    )


def _case(case: AppealCase) -> s.AppealCaseView:
    decided = views.decision(case.decision, case.programme)
    assert decided is not None  # noqa: S101  a decision there is
    return s.AppealCaseView(
        appeal=_appeal(case.appeal, _nameless(case.files)),
        review_id=case.review_id,
        personal_number=case.personal_number,
        programme_title=LocalTextView.model_validate(case.programme.title),
        decision=decided,
        mine_to_answer=case.mine_to_answer,
        report_allowed=case.report_allowed,
    )
