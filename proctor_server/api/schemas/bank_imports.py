"""Bodies of imports: upload, progress, the report part by part, commit or cancel."""

from datetime import datetime
from typing import Literal

from proctor_server.api.schemas.shared import Body, View

ImportStateName = Literal["reading", "ready", "committing", "done", "cancelled", "failed"]
PartStatusName = Literal["imported", "needs_review", "unsupported", "rejected"]


class ImportJobView(View):
    """`n_read` of `n_parts` so far. `status`: how the file ends, known when it is read; `reason` in words.

    `counts`: parts by how they end; `n_new`, `n_changed`, `n_same`: what committing would do or did.
    """

    id: str
    file_name: str
    state: ImportStateName
    n_read: int
    n_parts: int
    status: PartStatusName | None
    reason: str
    counts: dict[PartStatusName, int]
    n_new: int
    n_changed: int
    n_same: int
    n_saved: int
    author: str
    created_at: datetime
    ended_at: datetime | None


class ImportPartView(View):
    """A row of a table, an item of a package. `action`: what committing does with it."""

    no: int
    where: str
    status: PartStatusName
    code: str
    reason: str
    action: Literal["new", "change", "same", "none"]
    item_id: str | None


class ImportPartPage(View):
    rows: list[ImportPartView]
    total: int
    page: int
    per_page: int


class CommitImport(Body):
    """What needs review is saved too, as drafts with what was found as their note, unless it is left out."""

    with_needs_review: bool
