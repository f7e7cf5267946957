"""Which signals count in an attempt: those of its programme's rules, save for aids that the block allows."""

from datetime import timedelta

from exam_engine.attempt import Attempt
from exam_engine.programme import Aid, Programme
from proctor_server.review.incident import RULE_OF, IncidentType
from vision.signals import Signal, SignalType


def is_watched(programme: Programme, attempt: Attempt, signal: Signal) -> bool:
    """Tell whether a signal becomes an incident.

    In the ability stage a clean sheet, a pencil and a calculator are allowed (source 000, part 1).
    """
    if RULE_OF[IncidentType(signal.type.value)] not in programme.rule_ids:
        return False
    return signal.type is not SignalType.OBJECT or signal.sub not in aids_at(programme, attempt, signal.t0_s)


def aids_at(programme: Programme, attempt: Attempt, at_s: float) -> frozenset[str]:
    """What the block that ran `at_s` seconds after the attempt's beginning allows."""
    if attempt.started_at is None:
        return frozenset()
    at = attempt.started_at + timedelta(seconds=at_s)
    runs = zip(programme.blocks, attempt.blocks, strict=False)
    begun = [block for block, run in runs if run.started_at is not None and run.started_at <= at]
    return frozenset(Aid(one).value for one in begun[-1].aids) if begun else frozenset()
