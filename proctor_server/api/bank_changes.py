"""Routes of what changes a bank from outside: amendments of the law, keys found wrong after use."""

from dataclasses import asdict

from fastapi import APIRouter

from proctor_server.api import bank_views as views
from proctor_server.api.bank_items import ThingId
from proctor_server.api.schemas import bank as b
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.bank_changes import Amendment
from proctor_server.services.bank.amending import Amended
from proctor_server.services.bank.correcting import Correction

router = APIRouter(prefix="/api/admin/bank", tags=["item bank"])


def _amended(one: Amended) -> b.AmendedItem:
    row = views.row(one.row)
    shown = row.model_dump(include={"code", "stem_kk", "stem_ru", "article", "edition_date", "status"})
    return b.AmendedItem(item_id=row.id, version_id=one.version_id, **shown)


def _amendment(one: Amendment) -> b.AmendmentView:
    return b.AmendmentView(
        id=one.id,
        act=one.act,
        article=one.article,
        edition_date=one.edition_date,
        note=one.note,
        declared_by=one.declared_by,
        declared_at=one.declared_at,
        items=[b.AmendedItem.model_validate(item) for item in one.items],
    )


@router.get("/amendments")
async def list_amendments(caller: Admitted, house: InHouse) -> list[b.AmendmentView]:
    return [_amendment(one) for one in await house.services.bank.amending.all()]


@router.post("/amendments-preview")
async def preview_amendment(body: b.AmendmentWrite, caller: Admitted, house: InHouse) -> b.AmendmentPreview:
    """The list of what declaring it would suspend."""
    found = await house.services.bank.amending.preview(body.act, body.article, body.edition_date)
    return b.AmendmentPreview(items=[_amended(one) for one in found])


@router.post("/amendments", status_code=201)
async def declare_amendment(body: b.AmendmentWrite, caller: Admitted, house: InHouse) -> b.AmendmentView:
    """Suspend all items resting on the article, in one step."""
    declared = await house.services.bank.amending.declare(
        act=body.act,
        article=body.article,
        edition_date=body.edition_date,
        note=body.note,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return _amendment(declared)


def _correction(found: Correction) -> b.KeyCorrectionPreview:
    changed = [b.AffectedAttempt.model_validate(asdict(one)) for one in found.affected]
    n_pass = sum(one.passed_before != one.passed_after for one in changed)
    return b.KeyCorrectionPreview(n_used=found.n_used, n_pass_changed=n_pass, changed=changed)


@router.post("/versions/{version_id}/key-preview")
async def preview_key(
    version_id: ThingId, body: b.KeyCorrectionTry, caller: Admitted, house: InHouse
) -> b.KeyCorrectionPreview:
    """Whose total and pass state the corrected key would change; nothing is kept."""
    key = body.model_dump(mode="json")["key"]
    return _correction(await house.services.bank.correcting.preview(version_id, key, now=caller.now))


@router.post("/versions/{version_id}/key")
async def correct_key(
    version_id: ThingId, body: b.KeyCorrectionWrite, caller: Admitted, house: InHouse
) -> b.KeyCorrectionPreview:
    """Correct the key; the decision about the attempts that met the item is recorded with its reason."""
    found = await house.services.bank.correcting.correct(
        version_id,
        body.model_dump(mode="json")["key"],
        decision=body.decision,
        reason=body.reason,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return _correction(found)
