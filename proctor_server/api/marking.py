"""Routes of those who mark essays: by code, without names."""

from typing import Annotated

from fastapi import APIRouter, Path

from proctor_server.api import schemas as s
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.essays import EssayLine, EssayPicture

router = APIRouter(prefix="/api/marker/essays", tags=["marking"])

EssayCode = Annotated[str, Path(max_length=20)]


def _row(line: EssayLine) -> s.EssayRow:
    return s.EssayRow(
        code=line.code,
        mine=line.mine,
        value=line.value,
        done=line.done,
        lowest=line.rules.lowest,
        highest=line.rules.highest,
        pass_mark=line.rules.pass_mark,
    )


def _view(picture: EssayPicture) -> s.EssayView:
    marking = picture.rules.marking
    own = [mark.value for mark in picture.marks if mark.marker_id == picture.marker_id]
    return s.EssayView(
        code=picture.code,
        task=s.ItemView.model_validate(picture.task),
        text=picture.text,
        n_words=picture.n_words,
        max_words=picture.rules.max_words,
        lowest=marking.lowest,
        highest=marking.highest,
        pass_mark=marking.pass_mark,
        own_mark=own[0] if own else None,
        marks=[mark.value for mark in picture.marks if mark.value is not None] if picture.done else [],
        done=picture.done,
    )


@router.get("")
async def list_essays(caller: Admitted, house: InHouse) -> list[s.EssayRow]:
    """The essays the caller has taken, and those that wait for a marker."""
    return [_row(line) for line in await house.services.essays.to_mark(caller.account_id)]


@router.post("/{code}/take", status_code=204)
async def take_essay(code: EssayCode, caller: Admitted, house: InHouse) -> None:
    """Take an essay to mark it; who differs by two from the other is followed by another marker."""
    await house.services.essays.take(code, marker_id=caller.account_id, now=caller.now)


@router.get("/{code}")
async def read_essay(code: EssayCode, caller: Admitted, house: InHouse) -> s.EssayView:
    return _view(await house.services.essays.read(code, marker_id=caller.account_id))


@router.put("/{code}/mark")
async def mark_essay(code: EssayCode, body: s.MarkWrite, caller: Admitted, house: InHouse) -> s.EssayView:
    picture = await house.services.essays.mark(
        code, value=body.value, marker_id=caller.account_id, now=caller.now
    )
    return _view(picture)
