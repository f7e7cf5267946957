"""Routes of what stands beside a recording under review: loudness, and the items that were worked on."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from proctor_server.api import schemas as s
from proctor_server.api.session import Admitted, InHouse

router = APIRouter(prefix="/api/proctor/reviews", tags=["playback"])

ReviewId = Annotated[str, Path(max_length=64)]


@router.get("/{review_id}/sound")
async def read_sound(review_id: ReviewId, caller: Admitted, house: InHouse) -> s.SoundView:
    """How loud the microphone was over the attempt."""
    found = await house.services.playback.sound(review_id)
    return s.SoundView(step_s=found.step_s, levels_db=list(found.levels_db))


@router.get("/{review_id}/enrolment")
async def read_enrolment(review_id: ReviewId, caller: Admitted, house: InHouse) -> Response:
    """The picture of the candidate's device check, to compare with, if one was kept."""
    jpeg = await house.vault.picture(*await house.services.playback.enrolment(review_id))
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


@router.get("/{review_id}/items")
async def read_item_spans(review_id: ReviewId, caller: Admitted, house: InHouse) -> list[s.ItemSpanView]:
    """When which item was worked on; items that were looked at and not answered are not among them."""
    return [s.ItemSpanView.model_validate(one) for one in await house.services.playback.items(review_id)]


@router.get("/{review_id}/items/{slot}")
async def read_item_on_screen(
    review_id: ReviewId, slot: Annotated[int, Path(ge=0, lt=1000)], caller: Admitted, house: InHouse
) -> s.ItemView:
    """One item as the candidate saw it, without its key; for whoever holds the review."""
    item = await house.services.playback.item(review_id, slot, proctor_id=caller.account_id, now=caller.now)
    return s.ItemView.model_validate(item)
