"""Which facts the exam engine refuses to go on with."""

from collections.abc import Sequence
from typing import ClassVar

from exam_engine.programme_faults import ProgrammeFault, fault_params


class ExamError(Exception):
    """A fact about a test that stops the caller; `code` is stable and safe to show to programs."""

    code: ClassVar[str] = "exam_error"


class NaiveInstant(ExamError):
    """An instant came without a time zone."""

    code = "naive_instant"


class EmptyWindow(ExamError):
    """The attempt's window closes before it opens."""

    code = "empty_window"


class UnknownProgramme(ExamError):
    """No programme has this id."""

    code = "unknown_programme"


class BadProgramme(ExamError):
    """A programme's document does not say what a programme needs; `faults` names each place that is wrong."""

    code = "bad_programme"

    def __init__(self, message: str, faults: Sequence[ProgrammeFault] = ()) -> None:
        super().__init__("; ".join([message, *map(str, faults)]))
        self.faults = tuple(faults)
        self.params = {"faults": fault_params(faults)}


class WrongState(ExamError):
    """The attempt is in a state this step does not start from."""

    code = "wrong_state"


class ConsentOutdated(ExamError):
    """The consent given is to another version of the text than the one in force."""

    code = "consent_outdated"


class DeviceCheckFailed(ExamError):
    """The device check was not passed."""

    code = "device_check_failed"


class WindowNotOpen(ExamError):
    """The attempt's window has not opened yet."""

    code = "window_not_open"


class WindowClosed(ExamError):
    """The attempt's window has closed."""

    code = "window_closed"


class UnknownLanguage(ExamError):
    """The test is not offered in this language."""

    code = "unknown_language"


class OpenElsewhere(ExamError):
    """The attempt is open on another device right now."""

    code = "open_elsewhere"


class DeviceSuperseded(ExamError):
    """Another device has taken the attempt over."""

    code = "device_superseded"


class TimeNotUp(ExamError):
    """The deadline has not come yet."""

    code = "time_not_up"


class AttemptNotRunning(ExamError):
    """The attempt has not been started."""

    code = "attempt_not_running"


class BlockClosed(ExamError):
    """The attempt takes no more responses: its time with grace is over, or it was submitted."""

    code = "block_closed"


class UnknownChoice(ExamError):
    """A chosen option does not belong to the item."""

    code = "unknown_choice"


class TooManyChoices(ExamError):
    """More options were chosen than the item allows, or one twice."""

    code = "too_many_choices"


class UnknownResponse(ExamError):
    """The item has no such place for an answer."""

    code = "unknown_response"


class AnswerTooLong(ExamError):
    """A typed answer is longer than its place takes."""

    code = "answer_too_long"


class OperationReused(ExamError):
    """An operation id came again with another answer."""

    code = "operation_reused"


class FormMismatch(ExamError):
    """The answers to score do not fit the programme's sections."""

    code = "form_mismatch"


class ZoneOutdated(ExamError):
    """The time zone data predate Kazakhstan's single zone (2024a)."""

    code = "zone_outdated"
