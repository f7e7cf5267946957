"""Which facts questionnaires, selection stages, bookings and essay marking refuse to go on with."""

from collections.abc import Iterable

from exam_engine.errors import ExamError


class UnknownQuestionnaire(ExamError):
    """No questionnaire has this id."""

    code = "unknown_questionnaire"


class BadQuestionnaire(ExamError):
    """A questionnaire's data or its form contradicts itself."""

    code = "bad_questionnaire"


class AnswerOffScale(ExamError):
    """An answer lies outside its task's scale, or belongs to no task of the form."""

    code = "answer_off_scale"


class UnknownSelection(ExamError):
    """No selection has this id."""

    code = "unknown_selection"


class BadSelection(ExamError):
    """A selection's data contradict themselves."""

    code = "bad_selection"


class PersonRepeated(ExamError):
    """A person stands twice in a stage's list."""

    code = "person_repeated"


class StandingIncomplete(ExamError):
    """Somebody who took the stage lacks what its rule asks for: a score or whether they passed."""

    code = "standing_incomplete"


class ReviewsPending(ExamError):
    """Some of those who took the stage wait for the proctor's decision; `person_ids` tells whom."""

    code = "reviews_pending"

    def __init__(self, person_ids: Iterable[str]) -> None:
        self.person_ids = tuple(sorted(person_ids))
        super().__init__(f"{len(self.person_ids)} undecided")


class WrongStage(ExamError):
    """The window belongs to another stage than the booking."""

    code = "wrong_stage"


class TooLateToBook(ExamError):
    """The window opens sooner than bookings are taken for."""

    code = "too_late_to_book"


class TooLateToMove(ExamError):
    """The booked window is too near, or past, to be exchanged for another."""

    code = "too_late_to_move"


class WindowFull(ExamError):
    """Every place of the window is taken."""

    code = "window_full"


class AlreadyBooked(ExamError):
    """The person holds another booking of this stage; it can be moved."""

    code = "already_booked"


class TooManyMoves(ExamError):
    """The booking was moved as often as the rules allow."""

    code = "too_many_moves"


class StageMissed(ExamError):
    """The person missed this stage, and its rules give no second chance."""

    code = "stage_missed"


class StageTaken(ExamError):
    """The person came to this stage; it is not booked or moved again."""

    code = "stage_taken"


class WindowStillOpen(ExamError):
    """The person may still come: the booked window has not closed."""

    code = "window_still_open"


class BadMarking(ExamError):
    """The rules of marking contradict themselves."""

    code = "bad_marking"


class MarkOffScale(ExamError):
    """The mark lies outside the scale."""

    code = "mark_off_scale"


class NotTheMarker(ExamError):
    """The essay is not assigned to this marker."""

    code = "not_the_marker"


class AlreadyMarked(ExamError):
    """The marker has given another mark; marks are final."""

    code = "already_marked"


class MarkerNotNeeded(ExamError):
    """The essay has as many markers as it needs."""

    code = "marker_not_needed"


class MarkerRepeated(ExamError):
    """The marker already has this essay."""

    code = "marker_repeated"
