"""A report of a session as JSON and as CSV."""

import json
from collections.abc import Iterator
from typing import Any

from item_bank.formats.csv_table import write_csv
from proctor_server.review.coverage import fault_of
from proctor_server.review.decision import Decision
from proctor_server.services.appeals import pseudonym
from proctor_server.services.review_pictures import rule_of
from proctor_server.services.session_report import words as w
from proctor_server.services.session_report.facts import ReportedIncident, SessionReport, observed_percent
from proctor_server.services.session_report.words import Words

FORMAT = "synaq-session-report/1"
COLUMNS = (
    "record",
    "number",
    "from",
    "to",
    "what",
    "rule",
    "confidence",
    "sentence",
    "verdict",
    "reason",
    "text",
    "by",
    "at",
)
Cells = dict[str, str]


def as_json(report: SessionReport, words: Words) -> bytes:
    """All facts with their codes, and beside them the sentences in the reader's language; instants in UTC."""
    document = {
        "format": FORMAT,
        "language": words.language,
        "made_at": report.made_at.isoformat(),
        "made_for": report.made_for,
        "review_id": report.review_id,
        "personal_number": report.personal_number,
        "programme": {"id": report.programme.id, "title": report.programme.title.get(words.language)},
        "started_at": report.started_at.isoformat(),
        "closed_at": report.closed_at.isoformat(),
        "lasted_s": report.lasted.total_seconds(),
        "observed_percent": observed_percent(report.coverage),
        "coverage": list(_coverage(report, words)),
        "incidents": [_incident(report, one, words) for one in report.incidents],
        "decisions": [_decision(report, one, words) for one in report.decisions],
        "appeal": _appeal(report),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _coverage(report: SessionReport, words: Words) -> Iterator[dict[str, Any]]:
    for span in report.coverage:
        fault = fault_of(span.cause)
        yield {
            "t0_s": round(span.t0_s, 3),
            "t1_s": round(span.t1_s, 3),
            "state": span.state.value,
            "cause": None if span.cause is None else span.cause.value,
            "fault": None if fault is None else fault.value,
            "backfilled": span.backfilled,
            "said": w.coverage_said(words, span),
        }


def _incident(report: SessionReport, one: ReportedIncident, words: Words) -> dict[str, Any]:
    incident = one.incident
    return {
        "number": one.number,
        "type": incident.type.value,
        "direction": incident.direction,
        "name": w.incident_name(words, incident),
        "rule_id": incident.rule_id,
        "rule": rule_said(report, incident.rule_id, words),
        "t0_s": round(incident.t0_s, 3),
        "t1_s": round(incident.t1_s, 3),
        "confidence": round(incident.confidence, 3),
        "measure": incident.measure,
        "threshold": incident.threshold,
        "why": w.what_was_seen(words, incident),
        "decided_by": w.what_decided(words, incident),
        "verdict": None if incident.verdict is None else incident.verdict.value,
        "verdict_reason": None if incident.verdict_reason is None else incident.verdict_reason.value,
        "note": incident.note,
        "stills": [{"moment": place.moment.value, "at_s": round(place.at_s, 3)} for place in one.places],
    }


def _decision(report: SessionReport, decision: Decision, words: Words) -> dict[str, Any]:
    return {
        "outcome": decision.outcome.value,
        "rule_id": decision.rule_id,
        "rule": rule_said(report, decision.rule_id, words),
        "grounds": decision.reason,
        "signer": pseudonym(decision.decided_by),
        "signed_at": decision.decided_at.isoformat(),
        "on_appeal": report.is_on_appeal(decision),
    }


def _appeal(report: SessionReport) -> dict[str, Any] | None:
    appeal = report.appeal
    if appeal is None:
        return None
    return {
        "lodged_at": appeal.lodged_at.isoformat(),
        "due_at": appeal.due_at.isoformat(),
        "outcome": None if appeal.outcome is None else appeal.outcome.value,
        "reason": appeal.reason,
        "answered_by": None if appeal.answered_by is None else pseudonym(appeal.answered_by),
        "answered_at": None if appeal.answered_at is None else appeal.answered_at.isoformat(),
    }


def as_csv(report: SessionReport, words: Words) -> bytes:
    """A row a fact, for a spreadsheet: UTF-8 with a byte order mark, and no cell that would be run as a formula."""
    head = [words.say(f"report.column.{name}") for name in COLUMNS]
    rows = [[cells.get(name, "") for name in COLUMNS] for cells in _rows(report, words)]
    return write_csv([head, *rows])


def _rows(report: SessionReport, words: Words) -> Iterator[Cells]:
    yield {
        "record": words.say("report.record.session"),
        "number": report.personal_number,
        "from": words.at(report.started_at),
        "to": words.at(report.closed_at),
        "what": report.programme.title.get(words.language),
        "sentence": words.say("coverage.share", percent=observed_percent(report.coverage)),
        "by": report.made_for,
        "at": words.at(report.made_at),
    }
    for span in report.coverage:
        yield {
            "record": words.say("report.record.coverage"),
            "from": words.clock(span.t0_s),
            "to": words.clock(span.t1_s),
            "sentence": w.coverage_said(words, span),
        }
    for one in report.incidents:
        yield _incident_cells(report, one, words)
    for decision in report.decisions:
        yield _decision_cells(report, decision, words)
    yield from _appeal_cells(report, words)


def _incident_cells(report: SessionReport, one: ReportedIncident, words: Words) -> Cells:
    incident = one.incident
    why = [w.what_was_seen(words, incident), w.what_decided(words, incident)]
    return {
        "record": words.say("report.record.incident"),
        "number": str(one.number),
        "from": words.clock(incident.t0_s),
        "to": words.clock(incident.t1_s),
        "what": w.incident_name(words, incident),
        "rule": rule_said(report, incident.rule_id, words),
        "confidence": f"{incident.confidence:.0%}",
        "sentence": " ".join(part for part in why if part),
        "verdict": w.verdict_said(words, incident),
        "reason": w.verdict_reason(words, incident),
        "text": incident.note,
    }


def _decision_cells(report: SessionReport, decision: Decision, words: Words) -> Cells:
    return {
        "record": words.say("report.record.decision"),
        "what": words.say(f"decision.{decision.outcome.value}"),
        "rule": rule_said(report, decision.rule_id, words),
        "text": decision.reason,
        "by": pseudonym(decision.decided_by),
        "at": words.at(decision.decided_at),
    }


def _appeal_cells(report: SessionReport, words: Words) -> Iterator[Cells]:
    appeal = report.appeal
    if appeal is not None:
        yield {
            "record": words.say("report.record.appeal"),
            "what": appeal_said(report, words),
            "text": appeal.reason,
            "by": "" if appeal.answered_by is None else pseudonym(appeal.answered_by),
            "at": "" if appeal.answered_at is None else words.at(appeal.answered_at),
        }


def appeal_said(report: SessionReport, words: Words) -> str:
    """What became of the appeal, in a sentence; "" without one."""
    appeal = report.appeal
    if appeal is None:
        return ""
    state = "open" if appeal.outcome is None else appeal.outcome.value
    return words.say(f"report.appeal.{state}", at=words.at(appeal.lodged_at), due=words.at(appeal.due_at))


def rule_said(report: SessionReport, rule_id: str | None, words: Words) -> str:
    rule = rule_of(report.programme, rule_id)
    return "" if rule is None else rule.title.get(words.language)
