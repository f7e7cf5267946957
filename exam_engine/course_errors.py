"""Which facts about blocks and their time the exam engine refuses to go on with."""

from exam_engine.errors import ExamError


class BadBlock(ExamError):
    """A block's times contradict themselves, or an attempt has no block."""

    code = "bad_block"


class BlockNotReady(ExamError):
    """This block cannot begin or end now: another one is next or runs, or there is none of this number."""

    code = "block_not_ready"


class BlockOver(ExamError):
    """The block has ended; nothing can be added to its time."""

    code = "block_over"


class BadAddition(ExamError):
    """The time to be added is out of bounds."""

    code = "bad_addition"


class NotCredited(ExamError):
    """The programme does not give back time for outages of this kind."""

    code = "not_credited"


class PauseNotAllowed(ExamError):
    """The programme has no pauses."""

    code = "pause_not_allowed"


class EndNotAllowed(ExamError):
    """The programme does not let a proctor end an attempt."""

    code = "end_not_allowed"


class NotPaused(ExamError):
    """The attempt's clock does not stand still."""

    code = "not_paused"


class AttemptPaused(ExamError):
    """The attempt's clock stands still; answers are taken when it goes on."""

    code = "attempt_paused"


class ItemLocked(ExamError):
    """The block leads forward only, and this item lies behind."""

    code = "item_locked"


class EssayTooLong(ExamError):
    """The essay has more words than it may; shorten it to hand it in."""

    code = "essay_too_long"


class NoRetake(ExamError):
    """The person has sat this programme, and it is not repeated."""

    code = "no_retake"
