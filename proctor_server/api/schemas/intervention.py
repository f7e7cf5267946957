"""Bodies and views of what proctors do to attempts in progress."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from proctor_server.api.schemas.shared import Body, View
from proctor_server.review.intervention import LONGEST_MESSAGE

InterventionKindName = Literal["message", "show_room", "pause", "resume", "end"]
SetTextName = Literal[
    "face_the_camera",
    "more_light",
    "stay_seated",
    "be_alone",
    "no_talking",
    "clear_desk",
    "no_headphones",
    "all_well",
]


class MessageWrite(Body):
    """Either one of the set texts or a free one."""

    set_text: SetTextName | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_MESSAGE)] = ""

    @model_validator(mode="after")
    def _one_text(self) -> "MessageWrite":
        if (self.set_text is None) is (self.text == ""):
            raise ValueError("a set text or a free one, one of them")
        return self


class ConfirmationWrite(Body):
    said: Literal["shown", "seen"]


class InterventionView(View):
    """`shown_at`: the candidate's page has it on its screen; `seen_at`: the candidate has answered it."""

    id: str
    kind: InterventionKindName
    set_text: SetTextName | None
    text: str
    sent_at: datetime
    shown_at: datetime | None
    seen_at: datetime | None
