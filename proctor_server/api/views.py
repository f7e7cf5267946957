"""How the domain's values become response bodies."""

from dataclasses import replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from exam_engine.answers import Answers
from exam_engine.attempt import Attempt
from exam_engine.programme import OutagePolicy, Programme, Rule
from proctor_server.api import schemas as s
from proctor_server.api.block_views import (
    accommodations,
    blocks,
    programme_block,
    review_blocks,
    seconds,
    sections,
    text,
)
from proctor_server.api.interventions import intervention
from proctor_server.db.alarms import MediaAlarm
from proctor_server.ingest.events import MediaStatus
from proctor_server.review.coverage import fault_of
from proctor_server.review.decision import Decision, ReviewState
from proctor_server.review.incident import Incident
from proctor_server.review.moments import Moment, instant_of
from proctor_server.review.queue import is_overdue
from proctor_server.services.administration import AttemptListing
from proctor_server.services.attempts import AttemptPicture, SlotPicture
from proctor_server.services.monitoring import LiveAttempt
from proctor_server.services.programmes import CurrentProgramme
from proctor_server.services.review_pictures import QueueRowPicture, ReviewPicture, rule_of
from proctor_server.services.slots import SlotContent


def rule(value: Rule) -> s.RuleView:
    return s.RuleView(id=value.id, title=text(value.title), detail=text(value.detail))


def media(status: MediaStatus | None) -> s.MediaView:
    if status is None:
        return s.MediaView(connected=False, last_media_at=None)
    return s.MediaView(connected=status.connected, last_media_at=status.last_media_at)


def attempt_summary(attempt: Attempt, programme: Programme, now: datetime) -> s.AttemptSummary:
    return s.AttemptSummary(
        id=attempt.id,
        programme_id=attempt.programme_id,
        title=text(programme.title),
        state=s.AttemptStateName(attempt.state.value),
        close_cause=None if attempt.close_cause is None else attempt.close_cause.value,
        language=_test_language(attempt.language),
        n_items=programme.n_items,
        limit_s=seconds(attempt.limit + attempt.extra_time),
        window_opens_at=attempt.window_opens_at,
        window_closes_at=attempt.window_closes_at,
        started_at=attempt.started_at,
        deadline_at=attempt.deadline_at,
        closed_at=attempt.closed_at,
        server_now=now,
    )


def _test_language(language: str | None) -> s.TestLanguage | None:
    return "kk" if language == "kk" else "ru" if language == "ru" else None


def slot_state(slot: SlotPicture) -> s.SlotState:
    return s.SlotState(
        slot=slot.slot,
        block_no=slot.block_no,
        section_id=slot.section_id,
        answered=slot.answered,
        flagged=slot.flagged,
        saved_at=slot.saved_at,
    )


def attempt(picture: AttemptPicture, status: MediaStatus | None, now: datetime) -> s.AttemptView:
    summary = attempt_summary(picture.attempt, picture.programme, now)
    return s.AttemptView(
        **summary.model_dump(),
        personal_number=picture.personal_number,
        consent_version=picture.programme.consent_version,
        screen=picture.programme.screen.value,
        sections=sections(picture.programme.sections),
        pass_total=picture.programme.pass_total,
        retake=picture.programme.retake,
        rules=[rule(one) for one in picture.programme.rules],
        slots=[slot_state(slot) for slot in picture.slots],
        blocks=blocks(picture.attempt, picture.programme),
        block_no=picture.attempt.running_no,
        break_until=picture.attempt.break_until,
        paused_at=picture.attempt.paused_at,
        accommodations=accommodations(picture.attempt),
        booked_language=picture.booked_language,
        device_epoch=picture.attempt.device_epoch,
        media=media(status),
    )


def slot(content: SlotContent) -> s.SlotView:
    response = content.response
    return s.SlotView(
        slot=content.slot,
        block_no=content.block_no,
        section_id=content.section_id,
        item=s.ItemView.model_validate(content.item),
        response=None
        if response is None
        else s.ResponseView(
            revision=response.revision, answers=answers(response.answers), saved_at=response.saved_at
        ),
        flagged=content.flagged,
    )


def answers(values: Answers) -> dict[str, list[str]]:
    return {response_id: list(given) for response_id, given in values.items()}


def decision(value: Decision | None, programme: Programme) -> s.DecisionView | None:
    if value is None:
        return None
    broken = rule_of(programme, value.rule_id)
    return s.DecisionView(
        outcome=value.outcome.value,
        rule=None if broken is None else rule(broken),
        reason=value.reason,
        decided_at=value.decided_at,
    )


def _direction(value: str | None) -> s.Direction | None:
    return None if value is None else TypeAdapter[s.Direction](s.Direction).validate_python(value)


def unlabelled(value: Incident) -> Incident:
    """An incident as a blind reader meets it before their first verdict: when it was, and nothing of what it is."""
    return replace(
        value, rule_id="", direction=None, sub=None, confidence=0.0, measure="", threshold=0.0, curve=()
    )


def incident(value: Incident, *, stills: tuple[Moment, ...], blind: bool = False) -> s.IncidentView:
    hidden = blind and value.verdict is None
    kind = s.IncidentTypeName.UNLABELLED if hidden else s.IncidentTypeName(value.type.value)
    value = unlabelled(value) if hidden else value
    return s.IncidentView(
        id=value.id,
        type=kind,
        rule_id=value.rule_id,
        t0_s=value.t0_s,
        t1_s=value.t1_s,
        direction=_direction(value.direction),
        sub=value.sub,
        confidence=value.confidence,
        measure=value.measure,
        threshold=value.threshold,
        curve=[s.CurvePoint(at_s=at_s, value=reading) for at_s, reading in value.curve],
        still_url=f"/api/media/stills/{value.id}" if Moment.START in stills else None,
        stills=[
            s.StillView(
                moment=one.value,
                at_s=instant_of(value, one),
                url=f"/api/media/stills/{value.id}/{one.value}",
            )
            for one in stills
        ],
        open=value.open,
        verdict=None if value.verdict is None else value.verdict.value,
        verdict_reason=None
        if value.verdict_reason is None
        else s.VerdictReasonName(value.verdict_reason.value),
        note=value.note,
    )


def queue_row(row: QueueRowPicture, *, proctor_id: str, now: datetime) -> s.QueueRow:
    review = row.review
    held = review.state is ReviewState.CLAIMED
    assert row.attempt.closed_at is not None  # noqa: S101  only closed attempts are queued
    return s.QueueRow(
        review_id=review.id,
        attempt_id=review.attempt_id,
        personal_number=row.personal_number,
        programme_title=text(row.programme.title),
        closed_at=row.attempt.closed_at + row.shown_later,
        due_at=review.due_at,
        overdue=review.state is not ReviewState.DECIDED and is_overdue(review.due_at, now),
        state=s.ReviewStateName(review.state.value),
        round=review.round.value,
        claimed_by_me=held and review.claimed_by == proctor_id,
        claimed_by_other=held and review.claimed_by != proctor_id,
        n_incidents=row.n_incidents,
        severity=0.0 if row.blind else row.severity,
        analysis_pending=row.analysis_pending,
        outcome=None if row.outcome is None else row.outcome.value,
    )


def review(picture: ReviewPicture, *, proctor_id: str, now: datetime) -> s.ReviewView:
    value, held = picture.review, picture.review.state is ReviewState.CLAIMED
    start, end = picture.attempt.started_at, picture.attempt.closed_at
    assert start is not None  # noqa: S101  only started attempts are reviewed
    assert end is not None  # noqa: S101  only closed attempts are reviewed
    return s.ReviewView(
        review_id=value.id,
        attempt_id=value.attempt_id,
        personal_number=picture.personal_number,
        programme_title=text(picture.programme.title),
        state=s.ReviewStateName(value.state.value),
        round=value.round.value,
        claimed_by_me=held and value.claimed_by == proctor_id,
        claimed_by_other=held and value.claimed_by != proctor_id,
        lease_until=value.lease_until,
        started_at=start + picture.shown_later,
        closed_at=end + picture.shown_later,
        due_at=value.due_at,
        duration_s=(end - start) / timedelta(seconds=1),
        rules=[rule(one) for one in picture.programme.rules],
        incidents=[
            incident(one, stills=picture.stills.get(one.id, ()), blind=picture.blind)
            for one in picture.incidents
        ],
        blind=picture.blind,
        coverage=[
            s.CoverageSpanView(
                t0_s=span.t0_s,
                t1_s=span.t1_s,
                state=span.state.value,
                cause=None if span.cause is None else span.cause.value,
                fault=None if (fault := fault_of(span.cause)) is None else fault.value,
                backfilled=span.backfilled,
            )
            for span in picture.coverage
        ],
        parts=[
            s.PartView(
                id=part.id,
                t0_s=part.t0_s,
                duration_s=part.duration_s,
                url=f"/api/media/parts/{part.id}",
                kind=part.kind.value,
            )
            for part in picture.parts
        ],
        events=[
            s.IntegrityEventView(
                at_s=(event.client_at - start) / timedelta(seconds=1),
                kind=s.IntegrityKind(event.kind),
                detail=event.detail,
            )
            for event in picture.events
        ],
        blocks=review_blocks(picture.attempt, picture.programme),
        notes=[s.NoteView.model_validate(one) for one in picture.notes],
        analysis_pending=picture.analysis_pending,
        decision=decision(picture.decision, picture.programme),
        report_allowed=picture.report_allowed,
        server_now=now,
    )


SHOWN_INTERVENTIONS = 3


def live_row(one: LiveAttempt, status: MediaStatus | None, alarm: MediaAlarm | None) -> s.LiveRow:
    started_at = one.attempt.started_at
    assert started_at is not None  # noqa: S101  the attempt runs
    deadline_at = one.attempt.deadline_at or one.attempt.break_until or one.attempt.window_closes_at
    latest = one.latest
    return s.LiveRow(
        attempt_id=one.attempt.id,
        personal_number=one.personal_number,
        programme_title=text(one.programme.title),
        started_at=started_at,
        deadline_at=deadline_at,
        paused_at=one.attempt.paused_at,
        may_pause=one.programme.pauses,
        media=media(status),
        silent_since=None if alarm is None else alarm.silent_since,
        n_incidents=one.n_incidents,
        last_incident_at=one.last_incident_at,
        n_answered=one.n_answered,
        n_items=one.programme.n_items,
        end_allowed=one.programme.ends_by_proctor,
        interventions=[intervention(each) for each in one.interventions[-SHOWN_INTERVENTIONS:]],
        still_url=None if latest is None else f"/api/media/live/{one.attempt.id}?segment={latest.id}",
        still_at=None if latest is None else latest.ends_at,
    )


def admin_attempt(one: AttemptListing) -> s.AdminAttemptRow:
    summary = attempt_summary(one.attempt, one.programme, one.attempt.window_opens_at)
    score = None if one.result is None else one.result.score
    return s.AdminAttemptRow(
        id=summary.id,
        programme_id=one.attempt.programme_id,
        direction=one.attempt.direction,
        accommodations=accommodations(one.attempt),
        limits_s=[seconds(run.limit) for run in one.attempt.blocks],
        extras_s=[seconds(run.extra) for run in one.attempt.blocks],
        paused_at=one.attempt.paused_at,
        may_credit=one.programme.network_outages is OutagePolicy.BY_PERSON,
        personal_number=one.personal_number,
        candidate_login=one.candidate_login,
        programme_title=summary.title,
        state=summary.state,
        close_cause=summary.close_cause,
        window_opens_at=summary.window_opens_at,
        window_closes_at=summary.window_closes_at,
        started_at=summary.started_at,
        closed_at=summary.closed_at,
        total=None if score is None else score.total,
        passed=None if score is None else score.passed,
        outcome=None if one.decision is None else one.decision.outcome.value,
    )


def programme(current: CurrentProgramme) -> s.ProgrammeView:
    value = current.programme
    return s.ProgrammeView(
        id=value.id,
        version_no=current.no,
        retake=value.retake,
        blocks=[programme_block(block) for block in value.blocks],
        title=text(value.title),
        sections=sections(value.sections),
        n_items=value.n_items,
        limit_s=seconds(value.limit),
        pass_total=value.pass_total,
        rules=[rule(one) for one in value.rules],
    )
