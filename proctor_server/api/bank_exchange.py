"""Routes that bring banks in and out: upload, progress, report, commit or cancel; export; the template."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import TypeAdapter

from item_bank.formats.messages import message
from item_bank.wording import language_of
from proctor_server.api.bank_items import Filtered, Page, PerPage, ThingId
from proctor_server.api.bodies import read_body
from proctor_server.api.headers import MAX_IMPORT_BYTES
from proctor_server.api.schemas import bank_imports as bi
from proctor_server.api.schemas.shared import UiLanguage
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.bank_imports import ImportPart
from proctor_server.services.bank.importing import ImportPicture, finding_of

router = APIRouter(prefix="/api/admin/bank", tags=["item bank"])

ExportFormat = Literal["qti3", "moodle", "xlsx"]
FileName = Annotated[str, Query(min_length=1, max_length=200)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATUSES: TypeAdapter[bi.PartStatusName] = TypeAdapter(bi.PartStatusName)


def _job(picture: ImportPicture, language: str) -> bi.ImportJobView:
    job, action = picture.job, picture.by_action
    return bi.ImportJobView(
        id=job.id,
        file_name=job.file_name,
        state=job.state.value,
        n_read=job.n_read,
        n_parts=job.n_parts,
        status=None if job.status is None else _STATUSES.validate_python(job.status),
        reason="; ".join(message(finding_of(one), language) for one in job.findings),
        counts={_STATUSES.validate_python(name): n for name, n in picture.by_status.items()},
        n_new=action.get("new", 0),
        n_changed=action.get("change", 0),
        n_same=action.get("same", 0),
        n_saved=job.n_saved,
        author=job.author or "",
        created_at=job.created_at,
        ended_at=job.ended_at,
    )


def _part(part: ImportPart, language: str) -> bi.ImportPartView:
    return bi.ImportPartView(
        no=part.no,
        where=part.place,
        status=_STATUSES.validate_python(part.status),
        code=part.code,
        reason="; ".join(message(finding_of(one), language) for one in part.findings),
        action=part.action.value,
        item_id=part.item_id,
    )


@router.post("/imports", status_code=201)
async def upload_import(
    request: Request,
    file_name: FileName,
    caller: Admitted,
    house: InHouse,
    texts_in: Annotated[str, Query(max_length=10)] = "",
    language: UiLanguage = "ru",
) -> bi.ImportJobView:
    """One file as application/octet-stream. `texts_in`: the language of texts that do not say theirs."""
    picture = await house.services.bank.importing.start(
        file_name,
        await read_body(request, MAX_IMPORT_BYTES),
        language=language_of(texts_in),
        author_id=caller.account_id,
        blobs=house.blobs,
        now=caller.now,
    )
    return _job(picture, language)


@router.get("/imports")
async def list_imports(
    caller: Admitted, house: InHouse, language: UiLanguage = "ru"
) -> list[bi.ImportJobView]:
    """The latest hundred, newest first."""
    return [_job(one, language) for one in await house.services.bank.importing.latest()]


@router.get("/imports/{import_id}")
async def read_import(
    import_id: ThingId, caller: Admitted, house: InHouse, language: UiLanguage = "ru"
) -> bi.ImportJobView:
    """How far it is: ask again until it is `ready`."""
    return _job(await house.services.bank.importing.picture(import_id), language)


@router.get("/imports/{import_id}/parts")
async def read_import_parts(
    import_id: ThingId,
    caller: Admitted,
    house: InHouse,
    status: bi.PartStatusName | None = None,
    language: UiLanguage = "ru",
    page: Page = 1,
    per_page: PerPage = 50,
) -> bi.ImportPartPage:
    """The report, part by part, in the reader's language."""
    found, total = await house.services.bank.importing.parts(
        import_id, status=status or "", page=page, per_page=per_page
    )
    rows = [_part(one, language) for one in found]
    return bi.ImportPartPage(rows=rows, total=total, page=page, per_page=per_page)


@router.post("/imports/{import_id}/commit")
async def commit_import(
    import_id: ThingId,
    body: bi.CommitImport,
    caller: Admitted,
    house: InHouse,
    language: UiLanguage = "ru",
) -> bi.ImportJobView:
    """Save what was read, as drafts; `n_saved` tells how far it is."""
    importing = house.services.bank.importing
    await importing.commit(
        import_id,
        with_needs_review=body.with_needs_review,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return _job(await importing.picture(import_id), language)


@router.post("/imports/{import_id}/cancel")
async def cancel_import(
    import_id: ThingId, caller: Admitted, house: InHouse, language: UiLanguage = "ru"
) -> bi.ImportJobView:
    """End it, whether it is being read, waits, or is being saved."""
    importing = house.services.bank.importing
    await importing.cancel(import_id, actor_id=caller.account_id, blobs=house.blobs, now=caller.now)
    return _job(await importing.picture(import_id), language)


@router.get(
    "/import-template",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}, "description": "An empty table with the columns' names."}},
)
async def import_template(caller: Admitted, house: InHouse) -> Response:
    content = await house.services.bank.exporting.template()
    return Response(
        content,
        media_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="synaq-items.xlsx"'},
    )


@router.get(
    "/export",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The bank as a file."}},
)
async def export_bank(
    export_format: Annotated[ExportFormat, Query(alias="format")],
    wanted: Filtered,
    caller: Admitted,
    house: InHouse,
    language: UiLanguage = "ru",
) -> Response:
    """All items, or those the filters of the table find, with their keys; that is written to the audit.

    The headers tell `X-Items`, and in `X-Left-Out` how many items the format could not hold wholly.
    """
    written = await house.services.bank.exporting.write(
        wanted, export_format, blobs=house.blobs, actor_id=caller.account_id, now=caller.now
    )
    return Response(
        written.export.data,
        media_type=written.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{written.name}"',
            "X-Items": str(written.n_items),
            "X-Left-Out": str(len(written.export.findings)),
        },
    )
