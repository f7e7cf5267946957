"""Bodies of the item bank's work: items and their versions, reviews, amendments, keys, and what a bank's owner sets."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from proctor_server.api.schemas.bank_drafts import BankLanguage, ItemDraft, KeyDraft, Reason
from proctor_server.api.schemas.shared import Body, Id, View

ItemStatusName = Literal["draft", "review", "pilot", "active", "suspended", "retired"]
StageName = Literal["content", "language_kk", "language_ru", "legal", "psychometric"]
InteractionKind = Literal[
    "choice",
    "inline_choice",
    "text_entry",
    "order",
    "match",
    "hottext",
    "extended_text",
    "likert",
    "composite",
]
"""`composite`: an item that asks more than once."""


class SaveItem(Body):
    """`note`: what was changed and why."""

    draft: ItemDraft
    note: Reason


class SaveVersion(Body):
    """`base_version_id`: the newest version as the editor knew it; another one since is a conflict."""

    base_version_id: Id
    draft: ItemDraft
    note: Reason


class PreviewItem(Body):
    draft: ItemDraft
    language: BankLanguage


class BankItemRow(View):
    """One line of the table; `status` is the newest version's, `live` tells that some version can be drawn."""

    id: str
    code: str
    section_id: str
    topic: str
    kind: InteractionKind
    status: ItemStatusName
    live: bool
    languages: list[str]
    stem_kk: str
    stem_ru: str
    act: str
    article: str
    edition_date: str
    stimulus_code: str
    author: str | None
    n_versions: int
    updated_at: datetime


class BankItemPage(View):
    """`total` counts all that match, wherever the page is; of what a search finds, up to 2 001."""

    rows: list[BankItemRow]
    total: int
    page: int
    per_page: int


class FacetView(View):
    value: str
    n: int


class BankFacets(View):
    """What the filters may be set to, with how many items each has, in alphabetical (Kazakh) order."""

    sections: list[FacetView]
    topics: list[FacetView]
    acts: list[FacetView]
    kinds: list[FacetView]
    statuses: list[FacetView]


class StageState(View):
    """A review stage the policy asks for. `mine`: the caller may decide it (never one's own item)."""

    stage: StageName
    decision: Literal["approved", "changes", "rejected"] | None
    comment: str
    reviewer: str | None
    decided_at: datetime | None
    mine: bool


class VersionRow(View):
    """`approved`: languages approved. `can_draw`: it is live and approved in both."""

    id: str
    no: int
    status: ItemStatusName
    author: str | None
    note: str
    created_at: datetime
    checksum: str
    approved: list[str]
    can_draw: bool
    newest: bool


class VersionView(VersionRow):
    """A version with its content and key. `next`: the statuses the caller may give it now."""

    item_id: str
    content: ItemDraft
    stages: list[StageState]
    mine: bool
    stimulus_outdated: bool
    next: list[ItemStatusName]


class KeyCorrectionRow(View):
    id: str
    version_no: int
    decided_by: str
    decided_at: datetime
    decision: Literal["rescore", "keep"]
    reason: str
    n_used: int
    n_changed: int


class BankItemDetail(View):
    """An item, all its versions (newest first), and the newest with its content."""

    row: BankItemRow
    versions: list[VersionRow]
    newest: VersionView
    key_corrections: list[KeyCorrectionRow]


class DiffLine(View):
    """One difference; `place` is a path such as `interactions.RESPONSE.choices.a.text`, `before`/`after` text."""

    place: str
    language: str | None
    kind: Literal["added", "removed", "changed"]
    before: str
    after: str


class DiffView(View):
    from_no: int
    to_no: int
    changes: list[DiffLine]


class ReviewDecisionWrite(Body):
    """`changes` sends the version back to its author, `rejected` retires it; both need a comment."""

    stage: StageName
    decision: Literal["approved", "changes", "rejected"]
    comment: Reason


class StatusWrite(Body):
    """Suspending, retiring and taking up again need a reason."""

    status: ItemStatusName
    reason: Reason


class ReviewInboxRow(View):
    """A version that waits for decisions; `stages` are the open ones the caller may decide."""

    item_id: str
    version_id: str
    code: str
    no: int
    section_id: str
    stem_kk: str
    stem_ru: str
    author: str | None
    submitted_at: datetime
    stages: list[StageName]
    mine: bool


class ReviewInbox(View):
    rows: list[ReviewInboxRow]
    total: int
    page: int
    per_page: int


class PolicyView(Body):
    """Which reviews an item needs, and whether it must be piloted first. `legal` is asked where it has a source."""

    stages: Annotated[list[StageName], Field(min_length=1, max_length=5)]
    pilot_required: bool


class AmendmentWrite(Body):
    """`article` empty: the whole act; "12" also meets "12(3)". `edition_date`: of the new edition."""

    act: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    article: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
    edition_date: date
    note: Reason


class AmendedItem(View):
    item_id: str
    version_id: str
    code: str
    stem_kk: str
    stem_ru: str
    article: str
    edition_date: str
    status: ItemStatusName


class AmendmentPreview(View):
    """What would be suspended; items of that edition or a later one stay."""

    items: list[AmendedItem]


class AmendmentView(View):
    id: str
    act: str
    article: str
    edition_date: date
    note: str
    declared_by: str
    declared_at: datetime
    items: list[AmendedItem]


class KeyCorrectionTry(Body):
    key: KeyDraft


class KeyCorrectionWrite(KeyCorrectionTry):
    """`rescore` replaces the results of those who met the item; `keep` leaves them as they are."""

    decision: Literal["rescore", "keep"]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=2000)]


class AffectedAttempt(View):
    attempt_id: str
    personal_number: str
    programme_id: str
    total_before: int
    total_after: int
    passed_before: bool
    passed_after: bool


class KeyCorrectionPreview(View):
    """`n_used`: closed attempts that had the item; `changed`: those whose total or pass state would change."""

    n_used: int
    n_pass_changed: int
    changed: list[AffectedAttempt]


class AssetView(View):
    """An uploaded picture: show it from `url`."""

    name: str
    url: str
    media_type: str
    n_bytes: int
