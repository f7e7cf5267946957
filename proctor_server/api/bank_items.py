"""Routes of the item bank: the table of items, writing them, reviewing them, moving them on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from item_bank.workflow import ReviewOutcome, Stage, VersionStatus
from proctor_server.api import bank_views as views
from proctor_server.api.schemas import bank as b
from proctor_server.api.schemas import bank_drafts as drafts
from proctor_server.api.schemas.item import ItemView
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.bank_listing import ItemFilter, ItemOrder

router = APIRouter(prefix="/api/admin/bank", tags=["item bank"])

ThingId = Annotated[str, Path(max_length=64)]
Page = Annotated[int, Query(ge=1, le=100_000)]
PerPage = Annotated[int, Query(ge=1, le=200)]
Short = Annotated[str, Query(max_length=300)]


def item_filter(
    q: Short = "",
    status: Short = "",
    section: Short = "",
    topic: Short = "",
    kind: Short = "",
    act: Short = "",
    article: Short = "",
    stimulus: Short = "",
    language: Annotated[str, Query(max_length=2)] = "",
    lacks: Annotated[str, Query(max_length=2)] = "",
    author: Short = "",
) -> ItemFilter:
    return ItemFilter(
        words=q,
        status=status,
        section=section,
        topic=topic,
        kind=kind,
        act=act,
        article=article,
        stimulus=stimulus,
        language=language,
        lacks=lacks,
        author_id=author,
    )


Filtered = Annotated[ItemFilter, Depends(item_filter)]


@router.get("/items")
async def list_bank_items(
    caller: Admitted,
    house: InHouse,
    wanted: Filtered,
    sort: ItemOrder = ItemOrder.CODE,
    descending: bool = False,
    page: Page = 1,
    per_page: PerPage = 50,
) -> b.BankItemPage:
    """`q` is searched for word by word in every text, the code and the source."""
    found = await house.services.bank.reading.page(
        wanted, order=sort, descending=descending, page=page, per_page=per_page
    )
    rows = [views.row(line) for line in found.lines]
    return b.BankItemPage(rows=rows, total=found.total, page=page, per_page=per_page)


@router.get("/facets")
async def bank_facets(caller: Admitted, house: InHouse) -> b.BankFacets:
    found = await house.services.bank.reading.facets()
    return b.BankFacets(
        sections=views.facet(found["section_id"]),
        topics=views.facet(found["topic"]),
        acts=views.facet(found["act"]),
        kinds=views.facet(found["kind"]),
        statuses=views.facet(found["status"]),
    )


async def _detail(item_id: str, caller: Admitted, house: InHouse) -> b.BankItemDetail:
    picture = await house.services.bank.reading.item(item_id, viewer_id=caller.account_id, now=caller.now)
    return views.detail(picture, caller.account_id)


@router.post("/items", status_code=201)
async def add_bank_item(body: b.SaveItem, caller: Admitted, house: InHouse) -> b.BankItemDetail:
    item_id = await house.services.bank.writing.add(
        body.draft.model_dump(mode="json"), note=body.note, author_id=caller.account_id, now=caller.now
    )
    return await _detail(item_id, caller, house)


@router.get("/items/{item_id}")
async def read_bank_item(item_id: ThingId, caller: Admitted, house: InHouse) -> b.BankItemDetail:
    """With the key: that it was read is written to the audit."""
    return await _detail(item_id, caller, house)


@router.post("/items/{item_id}/versions", status_code=201)
async def save_bank_item(
    item_id: ThingId, body: b.SaveVersion, caller: Admitted, house: InHouse
) -> b.BankItemDetail:
    await house.services.bank.writing.save(
        item_id,
        body.draft.model_dump(mode="json"),
        base_version_id=body.base_version_id,
        note=body.note,
        author_id=caller.account_id,
        now=caller.now,
    )
    return await _detail(item_id, caller, house)


@router.get("/versions/{version_id}")
async def read_version(version_id: ThingId, caller: Admitted, house: InHouse) -> b.VersionView:
    """With the key: that it was read is written to the audit."""
    picture = await house.services.bank.reading.version(
        version_id, viewer_id=caller.account_id, now=caller.now
    )
    return views.version(picture, caller.account_id)


@router.get("/versions/{version_id}/diff/{other_id}")
async def compare_versions(
    version_id: ThingId, other_id: ThingId, caller: Admitted, house: InHouse
) -> b.DiffView:
    """What became of `version_id` in `other_id`."""
    return views.diff(*await house.services.bank.reading.compare(version_id, other_id))


@router.get("/versions/{version_id}/preview")
async def preview_version(
    version_id: ThingId, language: drafts.BankLanguage, caller: Admitted, house: InHouse
) -> ItemView:
    """As a candidate sees it, in the author's order."""
    return views.item_view(await house.services.bank.reading.shown(version_id, language))


@router.post("/preview")
async def preview_draft(body: b.PreviewItem, caller: Admitted, house: InHouse) -> ItemView:
    """As a candidate would see it; nothing is saved."""
    draft = body.draft.model_dump(mode="json")
    return views.item_view(await house.services.bank.writing.preview(draft, body.language))


@router.post("/versions/{version_id}/submit")
async def submit_version(version_id: ThingId, caller: Admitted, house: InHouse) -> b.BankItemDetail:
    item_id = await house.services.bank.reviewing.submit(
        version_id, actor_id=caller.account_id, now=caller.now
    )
    return await _detail(item_id, caller, house)


@router.post("/versions/{version_id}/reviews")
async def review_version(
    version_id: ThingId, body: b.ReviewDecisionWrite, caller: Admitted, house: InHouse
) -> b.BankItemDetail:
    item_id = await house.services.bank.reviewing.review(
        version_id,
        Stage(body.stage),
        ReviewOutcome(body.decision),
        comment=body.comment,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return await _detail(item_id, caller, house)


@router.post("/versions/{version_id}/status")
async def move_version(
    version_id: ThingId, body: b.StatusWrite, caller: Admitted, house: InHouse
) -> b.BankItemDetail:
    """`draft` takes a version back from review; submitting has a route of its own."""
    item_id = await house.services.bank.reviewing.set_status(
        version_id,
        VersionStatus(body.status),
        reason=body.reason,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return await _detail(item_id, caller, house)


@router.get("/reviews")
async def review_inbox(
    caller: Admitted,
    house: InHouse,
    mine_to_decide: bool = False,
    page: Page = 1,
    per_page: PerPage = 50,
) -> b.ReviewInbox:
    """What waits for review, oldest first; `mine_to_decide`: only what the caller may decide."""
    found = await house.services.bank.reviewing.inbox(caller.account_id)
    if mine_to_decide:
        found = [one for one in found if one.stages]
    shown = found[(page - 1) * per_page : page * per_page]
    rows = [views.waiting(one) for one in shown]
    return b.ReviewInbox(rows=rows, total=len(found), page=page, per_page=per_page)


@router.get("/policy")
async def read_policy(caller: Admitted, house: InHouse) -> b.PolicyView:
    policy = await house.services.bank.reviewing.policy()
    stages = [one.value for one in policy.stages_for(has_source=True)]
    return b.PolicyView(stages=stages, pilot_required=policy.pilot_required)


@router.put("/policy")
async def write_policy(body: b.PolicyView, caller: Admitted, house: InHouse) -> b.PolicyView:
    """Both languages are always reviewed, named or not."""
    policy = await house.services.bank.reviewing.set_policy(
        body.stages, pilot_required=body.pilot_required, actor_id=caller.account_id, now=caller.now
    )
    stages = [one.value for one in policy.stages_for(has_source=True)]
    return b.PolicyView(stages=stages, pilot_required=policy.pilot_required)
