"""Bodies of marking essays."""

from typing import Annotated

from pydantic import Field

from proctor_server.api.schemas.item import ItemView
from proctor_server.api.schemas.shared import Body, View


class EssayRow(View):
    """An essay to be marked; its code is all that tells of its author. `value`: the caller's own mark."""

    code: str
    mine: bool
    value: int | None
    done: bool
    lowest: int
    highest: int
    pass_mark: int


class EssayView(View):
    """`own_mark`: the caller's. `marks`: all of them once the marking is done, in the order they were asked for."""

    code: str
    task: ItemView
    text: str
    n_words: int
    max_words: int
    lowest: int
    highest: int
    pass_mark: int
    own_mark: int | None
    marks: list[int]
    done: bool


class MarkWrite(Body):
    """For good: another mark is refused."""

    value: Annotated[int, Field(ge=0, le=100)]
