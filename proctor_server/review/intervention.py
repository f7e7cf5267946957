"""What a proctor does to an attempt in progress, and how far it has come: sent, on the page's screen, read."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from proctor_server.review.errors import BadMessage

LONGEST_MESSAGE = 500


class InterventionKind(Enum):
    """What was done."""

    MESSAGE = "message"
    SHOW_ROOM = "show_room"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


ANSWERED = frozenset({InterventionKind.MESSAGE, InterventionKind.SHOW_ROOM})
"""What the candidate answers by a click; the others are shown by what they do to the page."""


class SetText(Enum):
    """A message that the candidate's page has in each of its languages."""

    FACE_THE_CAMERA = "face_the_camera"
    MORE_LIGHT = "more_light"
    STAY_SEATED = "stay_seated"
    BE_ALONE = "be_alone"
    NO_TALKING = "no_talking"
    CLEAR_DESK = "clear_desk"
    NO_HEADPHONES = "no_headphones"
    ALL_WELL = "all_well"


class Confirmation(Enum):
    """What the candidate's page says of an intervention."""

    SHOWN = "shown"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """Instants are aware UTC. `text`: a free message, or the reason given for the record.

    `shown_at`: the page has it on its screen; `seen_at`: the candidate has said so.
    """

    id: str
    attempt_id: str
    kind: InterventionKind
    author_id: str
    sent_at: datetime
    set_text: SetText | None = None
    text: str = ""
    shown_at: datetime | None = None
    seen_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Tell whether the page still has to confirm it."""
        return self.shown_at is None or (self.kind in ANSWERED and self.seen_at is None)


def require_message(set_text: SetText | None, text: str) -> None:
    """Let a message through that is one of the set texts or a text of its own.

    Raises:
        BadMessage: it is both or neither, or too long.
    """
    if (set_text is None) is (text.strip() == "") or len(text) > LONGEST_MESSAGE:
        raise BadMessage


def decide_confirmation(intervention: Intervention, said: Confirmation, now: datetime) -> Intervention:
    """Note what the page said; the first word counts, and whoever has read something has been shown it."""
    shown_at = intervention.shown_at or now
    if said is Confirmation.SHOWN or intervention.kind not in ANSWERED or intervention.seen_at is not None:
        return intervention if intervention.shown_at else replace(intervention, shown_at=shown_at)
    return replace(intervention, shown_at=shown_at, seen_at=now)
