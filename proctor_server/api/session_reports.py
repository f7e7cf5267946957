"""The route of a session's report: PDF, CSV or JSON, in the reader's language, always a download."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.session_report.service import ReportForm

router = APIRouter(prefix="/api/proctor", tags=["proctor"])

MEDIA_TYPES = {
    ReportForm.PDF: "application/pdf",
    ReportForm.CSV: "text/csv; charset=utf-8",
    ReportForm.JSON: "application/json",
}


@router.get("/reviews/{review_id}/report")
async def read_report(
    review_id: str,
    caller: Admitted,
    house: InHouse,
    form: Annotated[ReportForm, Query()] = ReportForm.JSON,
    language: Annotated[Literal["kk", "ru", "en"], Query()] = "kk",
) -> Response:
    """A decided session by personal number and pseudonyms; that it was taken is written to the audit."""
    report, attempt_id = await house.services.reports.report(
        review_id, reader_id=caller.account_id, form=form, language=language, now=caller.now
    )
    content = await house.services.reports.written(
        report, attempt_id, form=form, language=language, vault=house.vault
    )
    return Response(
        content,
        media_type=MEDIA_TYPES[form],
        headers={
            "Content-Disposition": f'attachment; filename="synaq-{report.personal_number}.{form.value}"',
            "Cache-Control": "private, no-store",
        },
    )
