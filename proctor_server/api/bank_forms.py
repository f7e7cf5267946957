"""Routes of blueprints: written, checked, tried, put to use; and of forms made ahead."""

from fastapi import APIRouter

from exam_engine.errors import UnknownProgramme
from proctor_server.api import bank_views as views
from proctor_server.api.bank_items import ThingId
from proctor_server.api.schemas import bank_forms as bf
from proctor_server.api.schemas.shared import LocalTextView
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.bank_blueprints import StoredBlueprint
from proctor_server.services.bank.forms import Prepared
from proctor_server.services.bank.parallel import THETAS

router = APIRouter(prefix="/api/admin/bank", tags=["item bank"])


def _row(row: StoredBlueprint, n_ready: int) -> bf.BlueprintRow:
    return bf.BlueprintRow(
        id=row.id,
        name=row.name,
        programme_id=row.programme_id,
        block_id=row.block_id,
        in_use=row.in_use,
        no=row.no,
        n_items=row.n_items,
        n_ready=n_ready,
        updated_at=row.updated_at,
    )


async def _detail(blueprint_id: str, house: InHouse) -> bf.BlueprintDetail:
    picture = await house.services.bank.blueprints.picture(blueprint_id)
    return bf.BlueprintDetail(
        row=_row(picture.row, picture.n_ready),
        versions=[
            bf.BlueprintVersionRow(no=one.no, author=one.author, note=one.note, created_at=one.created_at)
            for one in picture.versions
        ],
        newest=bf.BlueprintDraft.model_validate(picture.versions[0].document),
    )


@router.get("/blueprints")
async def list_blueprints(caller: Admitted, house: InHouse) -> list[bf.BlueprintRow]:
    return [_row(*one) for one in await house.services.bank.blueprints.all()]


@router.post("/blueprints", status_code=201)
async def add_blueprint(body: bf.SaveBlueprint, caller: Admitted, house: InHouse) -> bf.BlueprintDetail:
    blueprint_id = await house.services.bank.blueprints.add(
        body.draft.model_dump(mode="json"), note=body.note, author_id=caller.account_id, now=caller.now
    )
    return await _detail(blueprint_id, house)


@router.post("/blueprints-check")
async def check_blueprint(body: bf.CheckBlueprint, caller: Admitted, house: InHouse) -> bf.BlueprintCheck:
    """Can the bank fill it as it stands? If not, which stratum lacks how many. Nothing is saved."""
    found = await house.services.bank.blueprints.check(body.draft.model_dump(mode="json"))
    return bf.BlueprintCheck(
        can_be_filled=not found.faults and not found.shortages,
        n_items=found.n_items,
        strata=[
            bf.StratumCheck(
                part_id=one.part_id, stratum_id=one.stratum_id, n=one.n, n_matching=one.n_matching
            )
            for one in found.strata
        ],
        shortages=[
            bf.ShortageView(
                part_id=one.part_id,
                stratum_id=one.stratum_id,
                lacking=one.lacking,
                n_wanted=one.n_wanted,
                n_matching=one.n_matching,
                n_withheld=one.n_withheld,
                wanting=one.wanting,
                cause=one.cause.value,
            )
            for one in found.shortages
        ],
        faults=list(found.faults),
    )


@router.get("/blueprints/{blueprint_id}")
async def read_blueprint(blueprint_id: ThingId, caller: Admitted, house: InHouse) -> bf.BlueprintDetail:
    return await _detail(blueprint_id, house)


@router.post("/blueprints/{blueprint_id}/versions", status_code=201)
async def save_blueprint(
    blueprint_id: ThingId, body: bf.SaveBlueprintVersion, caller: Admitted, house: InHouse
) -> bf.BlueprintDetail:
    await house.services.bank.blueprints.save(
        blueprint_id,
        body.draft.model_dump(mode="json"),
        base_no=body.base_no,
        note=body.note,
        author_id=caller.account_id,
        now=caller.now,
    )
    return await _detail(blueprint_id, house)


@router.put("/blueprints/{blueprint_id}/use")
async def use_blueprint(
    blueprint_id: ThingId, body: bf.UseBlueprint, caller: Admitted, house: InHouse
) -> bf.BlueprintDetail:
    await house.services.bank.blueprints.use(
        blueprint_id, in_use=body.in_use, actor_id=caller.account_id, now=caller.now
    )
    return await _detail(blueprint_id, house)


@router.post("/blueprints/{blueprint_id}/sample")
async def sample_form(
    blueprint_id: ThingId, body: bf.SampleForm, caller: Admitted, house: InHouse
) -> bf.SampleFormView:
    """Draw a form to look at, item by item as a candidate sees it."""
    slots = await house.services.bank.blueprints.sample(blueprint_id, body.language)
    return bf.SampleFormView(
        slots=[
            bf.SampleSlot(
                slot=one.slot,
                part_id=one.part_id,
                stratum_id=one.stratum_id,
                item_id=one.item_id,
                version_id=one.version_id,
                code=one.code,
                item=views.item_view(one.item),
            )
            for one in slots
        ]
    )


@router.post("/blueprints/{blueprint_id}/parallel")
async def make_parallel_forms(
    blueprint_id: ThingId, body: bf.MakeParallel, caller: Admitted, house: InHouse
) -> bf.ParallelForms:
    """Forms within the same bands of information; needs figures of at least 30 sittings of the programme."""
    found = await house.services.bank.parallel.make(
        blueprint_id, body.n, keep=body.keep, actor_id=caller.account_id, now=caller.now
    )
    return bf.ParallelForms(
        thetas=list(THETAS),
        forms=[
            bf.ParallelFormView(codes=list(codes), information=list(information))
            for codes, information in zip(found.codes, found.information, strict=True)
        ],
        mean_overlap=found.mean_overlap,
        n_ready=found.n_ready,
    )


def _prepared(one: Prepared) -> bf.PreparedForms:
    title = one.programme.title
    return bf.PreparedForms(
        programme_id=one.programme.id,
        title=LocalTextView(kk=title.kk, ru=title.ru, en=title.en),
        block_no=one.block_no,
        block_id=one.programme.blocks[one.block_no].id,
        blueprint_id=one.blueprint_id,
        n_ready=one.n_ready,
        n_wanted=one.n_wanted,
        n_made=one.n_made,
    )


@router.get("/forms")
async def list_prepared_forms(caller: Admitted, house: InHouse) -> list[bf.PreparedForms]:
    return [_prepared(one) for one in await house.services.bank.forms.prepared()]


@router.post("/forms", status_code=201)
async def prepare_forms(body: bf.PrepareForms, caller: Admitted, house: InHouse) -> bf.PreparedForms:
    """So many forms are kept ready from now on; the background work makes them, `n_ready` tells how far it is."""
    found = await house.services.bank.forms.want(
        body.programme_id, body.block_no, body.n, actor_id=caller.account_id, now=caller.now
    )
    if found is None:
        raise UnknownProgramme(body.programme_id)
    return _prepared(found)
