"""Bodies of stimuli: passages, tables, charts and pictures that several items share."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from proctor_server.api.schemas.bank_drafts import BankLanguage, Code, Html, Points, Reason, Wording
from proctor_server.api.schemas.shared import Body, Id, View


class SeriesDraft(Body):
    name: Wording
    values: Annotated[list[Points | None], Field(min_length=1, max_length=40)]


class ChartDraft(Body):
    """The data of a chart; names and the unit are plain text. The server draws it."""

    kind: Literal["bar", "line", "pie"]
    categories: Annotated[list[Wording], Field(min_length=1, max_length=40)]
    series: Annotated[list[SeriesDraft], Field(min_length=1, max_length=8)]
    unit: Wording


class StimulusDraft(Body):
    """`html`: of a text or table; `image`: the url of an uploaded asset, `alt` what it (or the chart) shows."""

    code: Code
    kind: Literal["text", "table", "chart", "image"]
    title: Wording
    html: Wording
    image: Annotated[Html, Field(max_length=200)]
    alt: Wording
    chart: ChartDraft | None


class SaveStimulus(Body):
    draft: StimulusDraft
    note: Reason


class SaveStimulusVersion(Body):
    base_version_id: Id
    draft: StimulusDraft
    note: Reason


class PreviewStimulus(Body):
    draft: StimulusDraft
    language: BankLanguage


class StimulusRow(View):
    id: str
    code: str
    kind: Literal["text", "table", "chart", "image"]
    title_kk: str
    title_ru: str
    languages: list[str]
    n_versions: int
    n_items: int
    updated_at: datetime


class StimulusPage(View):
    rows: list[StimulusRow]
    total: int
    page: int
    per_page: int


class StimulusVersionRow(View):
    id: str
    no: int
    author: str | None
    note: str
    created_at: datetime


class StimulusDetail(View):
    """A stimulus with its newest content and the items that rest on it."""

    row: StimulusRow
    versions: list[StimulusVersionRow]
    newest: StimulusDraft
    item_codes: list[str]
