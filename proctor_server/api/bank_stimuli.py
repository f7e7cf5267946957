"""Routes of stimuli and of the pictures that texts show."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from proctor_server.api import bank_views as views
from proctor_server.api.bank_items import Page, PerPage, Short, ThingId
from proctor_server.api.bodies import read_body
from proctor_server.api.schemas import bank as b
from proctor_server.api.schemas import bank_stimuli as bs
from proctor_server.api.schemas.item import StimulusView
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.bank.stimuli import MEDIA_TYPES

router = APIRouter(tags=["item bank"])
PLACE = "/api/admin/bank"
PICTURE_MAX_BYTES = 4_000_000
STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""Whatever an SVG holds, opened by itself it loads nothing and runs nothing."""


@router.get(f"{PLACE}/stimuli")
async def list_stimuli(
    caller: Admitted, house: InHouse, q: Short = "", page: Page = 1, per_page: PerPage = 50
) -> bs.StimulusPage:
    found, total = await house.services.bank.stimuli.page(q, page=page, per_page=per_page)
    rows = [views.stimulus_row(line) for line in found]
    return bs.StimulusPage(rows=rows, total=total, page=page, per_page=per_page)


async def _detail(stimulus_id: str, house: InHouse) -> bs.StimulusDetail:
    return views.stimulus_detail(await house.services.bank.stimuli.picture(stimulus_id))


@router.post(f"{PLACE}/stimuli", status_code=201)
async def add_stimulus(body: bs.SaveStimulus, caller: Admitted, house: InHouse) -> bs.StimulusDetail:
    stimulus_id = await house.services.bank.stimuli.add(
        body.draft.model_dump(mode="json"), note=body.note, author_id=caller.account_id, now=caller.now
    )
    return await _detail(stimulus_id, house)


@router.get(f"{PLACE}/stimuli/{{stimulus_id}}")
async def read_stimulus(stimulus_id: ThingId, caller: Admitted, house: InHouse) -> bs.StimulusDetail:
    return await _detail(stimulus_id, house)


@router.post(f"{PLACE}/stimuli/{{stimulus_id}}/versions", status_code=201)
async def save_stimulus(
    stimulus_id: ThingId, body: bs.SaveStimulusVersion, caller: Admitted, house: InHouse
) -> bs.StimulusDetail:
    await house.services.bank.stimuli.save(
        stimulus_id,
        body.draft.model_dump(mode="json"),
        base_version_id=body.base_version_id,
        note=body.note,
        author_id=caller.account_id,
        now=caller.now,
    )
    return await _detail(stimulus_id, house)


@router.post(f"{PLACE}/stimuli-preview")
async def preview_stimulus(body: bs.PreviewStimulus, caller: Admitted, house: InHouse) -> StimulusView:
    """As a candidate would see it; nothing is saved."""
    draft = body.draft.model_dump(mode="json")
    return views.stimulus_view(await house.services.bank.stimuli.preview(draft, body.language))


@router.post(f"{PLACE}/assets", status_code=201)
async def upload_asset(request: Request, caller: Admitted, house: InHouse) -> b.AssetView:
    """One picture as application/octet-stream: PNG, JPEG, GIF, WebP, BMP, or an SVG that only draws."""
    asset = await house.services.bank.stimuli.keep_asset(
        await read_body(request, PICTURE_MAX_BYTES), blobs=house.blobs, now=caller.now
    )
    return b.AssetView(
        name=asset.name,
        url=f"/api/assets/{asset.sha256}",
        media_type=MEDIA_TYPES[asset.kind],
        n_bytes=asset.n_bytes,
    )


@router.get(
    "/api/assets/{digest}",
    response_class=Response,
    responses={200: {"content": {"image/*": {}}, "description": "The picture."}},
)
async def read_asset(
    digest: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")], caller: Admitted, house: InHouse
) -> Response:
    """A picture by the SHA-256 of its bytes, which never change."""
    asset, content = await house.services.bank.stimuli.asset(digest, blobs=house.blobs)
    return Response(
        content,
        media_type=MEDIA_TYPES[asset.kind],
        headers={
            "Cache-Control": "private, max-age=31536000, immutable",
            "Content-Security-Policy": STILL,
            "Content-Disposition": "inline",
        },
    )
