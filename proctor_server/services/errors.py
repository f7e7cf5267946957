"""What a use case can refuse, beyond the refusals of the exam engine and the review."""

from exam_engine.answers import Answers
from proctor_server.kernel.errors import NotFound, SynaqError


class UnknownAttempt(NotFound):
    """There is no such attempt, or it belongs to somebody else."""

    code = "unknown_attempt"


class UnknownSlot(NotFound):
    """The form has no such slot."""

    code = "unknown_slot"


class UnknownIntervention(NotFound):
    """There is no such intervention in this attempt."""

    code = "unknown_intervention"


class UnknownReview(NotFound):
    """There is no such review."""

    code = "unknown_review"


class UnknownIncident(NotFound):
    """There is no such incident in this review."""

    code = "unknown_incident"


class UnknownRecording(NotFound):
    """There is no such recording or picture."""

    code = "unknown_recording"


class RecordingDeleted(NotFound):
    """The recording's time is over: its key was destroyed."""

    code = "recording_deleted"


class UnknownHold(NotFound):
    """There is no such hold in force."""

    code = "unknown_hold"


class BackfillOver(SynaqError):
    """The time to send what lacks of this recording is over, or has not begun."""

    code = "backfill_over"


class BackfillBusy(SynaqError):
    """Others are sending what their recordings lack; try again in a moment."""

    code = "backfill_busy"


class UnknownItem(NotFound):
    """The item bank has no such item."""

    code = "unknown_item"


class UnknownCandidate(NotFound):
    """There is no such candidate."""

    code = "unknown_candidate"


class StaleResponse(SynaqError):
    """A newer answer is stored; `revision` and `answers` are the current ones."""

    code = "stale_response"

    def __init__(self, revision: int, answers: Answers) -> None:
        super().__init__(f"the current revision is {revision}")
        self.params = {"revision": revision, "answers": dict(answers)}


class Overloaded(SynaqError):
    """Too many answers are waiting to be saved; send it again in a moment."""

    code = "overloaded"


class ResultNotReleased(SynaqError):
    """A proctor has yet to release the result."""

    code = "result_not_released"


class AnalysisPending(SynaqError):
    """The recording is not analysed to its end yet."""

    code = "analysis_pending"


class SignInRefused(SynaqError):
    """The login and the password do not go together."""

    code = "sign_in_refused"


class TooManyTries(SynaqError):
    """Too many failed sign-ins from here for this login; try again in a few minutes."""

    code = "too_many_tries"


class OldPasswordWrong(SynaqError):
    """The present password is not this one."""

    code = "old_password_wrong"


class WeakPassword(SynaqError):
    """The new password is short, easily guessed, or the one there was."""

    code = "weak_password"


class LoginTaken(SynaqError):
    """Somebody has this login already."""

    code = "login_taken"


class UnknownAccount(NotFound):
    """There is no such colleague."""

    code = "unknown_account"


class OwnAccount(SynaqError):
    """Nobody shuts their own account."""

    code = "own_account"


class SecondPersonNeeded(SynaqError):
    """Another administrator than the one who added this account lets it in."""

    code = "second_person_needed"


class NotAProctor(SynaqError):
    """Only proctors are seniors."""

    code = "not_a_proctor"


class BadIin(SynaqError):
    """The individual identification number's checksum is wrong."""

    code = "bad_iin"


class IinTaken(SynaqError):
    """Somebody is registered under this individual identification number already."""

    code = "iin_taken"


class BadWindow(SynaqError):
    """The window closes before it opens, or it is over already."""

    code = "bad_window"


class UnknownWindow(NotFound):
    """There is no such booking window."""

    code = "unknown_window"


class UnknownBooking(NotFound):
    """There is no such booking, or it is somebody else's."""

    code = "unknown_booking"


class NotAdmitted(SynaqError):
    """The stage is open to those alone who are admitted to it."""

    code = "not_admitted"


class CapacityBelowBooked(SynaqError):
    """More places are held than the window would have; `params.n_booked` says how many."""

    code = "capacity_below_booked"

    def __init__(self, n_booked: int) -> None:
        super().__init__(f"{n_booked} places are held")
        self.params = {"n_booked": n_booked}


class WindowInUse(SynaqError):
    """Somebody has booked this window; it cannot be removed."""

    code = "window_in_use"


class OtherLanguageBooked(SynaqError):
    """The test was booked in another language; `params.language` says which."""

    code = "other_language_booked"

    def __init__(self, language: str | None) -> None:
        super().__init__(f"booked in {language}")
        self.params = {"language": language or ""}


class UnknownDay(NotFound):
    """Nothing is declared for this day."""

    code = "unknown_day"


class UnknownAppeal(NotFound):
    """There is no such appeal."""

    code = "unknown_appeal"


class UnknownFile(NotFound):
    """There is no such file."""

    code = "unknown_file"


class WrongFile(SynaqError):
    """A file is none of the kinds allowed, too large, or one too many; `params.fault` says which."""

    code = "wrong_file"

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.params = {"fault": fault}
