"""Bodies of blueprints, of what a bank lacks for them, of forms drawn, and of forms made ahead."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from proctor_server.api.schemas.bank_drafts import Reason
from proctor_server.api.schemas.item import ItemView
from proctor_server.api.schemas.shared import Body, Id, LocalTextView, TestLanguage, View

PartId = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
FilterValue = Annotated[str, StringConstraints(min_length=1, max_length=300)]
FilterDraft = dict[
    Literal["section", "topic", "code", "act", "kind", "stimulus"],
    Annotated[list[FilterValue], Field(min_length=1, max_length=100)],
]
"""For every name one of the values; empty means any item."""
N = Annotated[int, Field(ge=0, le=500)]


class BoundDraft(Body):
    """How many of a stratum's items must, and may, be such as the filter says."""

    filter: FilterDraft
    minimum: N
    maximum: N | None


class StratumDraft(Body):
    id: PartId
    n: Annotated[int, Field(ge=1, le=500)]
    filter: FilterDraft
    minimum_correct: N
    bounds: Annotated[list[BoundDraft], Field(max_length=50)]


class PartDraft(Body):
    """`limit_s` null shares the test's time; `locks`: closed for good when left."""

    id: PartId
    limit_s: Annotated[int, Field(ge=1, le=86_400)] | None
    navigation: Literal["free", "linear"]
    locks: bool
    strata: Annotated[list[StratumDraft], Field(min_length=1, max_length=50)]


class BlueprintDraft(Body):
    """`exposure_cap`: in which share of all forms an item may stand at most, as "0.25" or "1/5".

    `pass_rule` such as `total ≥ 30 and each(act) ≥ 5`; `with_pilot`: pilot items may be drawn, unscored.
    `programme_id`, `block_id`: the test that draws by it, once it is in use.
    """

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    programme_id: Annotated[str, StringConstraints(max_length=40)]
    block_id: Annotated[str, StringConstraints(max_length=40)]
    exposure_cap: Annotated[str, StringConstraints(pattern=r"^\d{1,3}([./]\d{1,3})?$")] | None
    pass_rule: Annotated[str, StringConstraints(max_length=500)]
    with_pilot: bool
    parts: Annotated[list[PartDraft], Field(min_length=1, max_length=20)]


class SaveBlueprint(Body):
    draft: BlueprintDraft
    note: Reason


class SaveBlueprintVersion(Body):
    """`base_no`: the newest version as the editor knew it."""

    base_no: Annotated[int, Field(ge=1)]
    draft: BlueprintDraft
    note: Reason


class CheckBlueprint(Body):
    draft: BlueprintDraft


class StratumCheck(View):
    """`n_matching`: how many drawable items the stratum's filter finds."""

    part_id: str
    stratum_id: str
    n: int
    n_matching: int


class ShortageView(View):
    """What is lacking: `lacking` more items (`wanting`: only such as this filter says) would fill the stratum."""

    part_id: str
    stratum_id: str
    lacking: int
    n_wanted: int
    n_matching: int
    n_withheld: int
    wanting: str | None
    cause: Literal["too_few", "withheld", "conflict"]


class BlueprintCheck(View):
    """`faults`: what contradicts itself, in English, with the place; then nothing else is checked."""

    can_be_filled: bool
    n_items: int
    strata: list[StratumCheck]
    shortages: list[ShortageView]
    faults: list[str]


class BlueprintRow(View):
    id: str
    name: str
    programme_id: str
    block_id: str
    in_use: bool
    no: int
    n_items: int
    n_ready: int
    updated_at: datetime


class BlueprintVersionRow(View):
    no: int
    author: str | None
    note: str
    created_at: datetime


class BlueprintDetail(View):
    row: BlueprintRow
    versions: list[BlueprintVersionRow]
    newest: BlueprintDraft


class UseBlueprint(Body):
    """In use, the blueprint's newest version is what forms of its programme and block are drawn by."""

    in_use: bool


class SampleForm(Body):
    language: TestLanguage


class SampleSlot(View):
    slot: int
    part_id: str
    stratum_id: str
    item_id: str
    version_id: str
    code: str
    item: ItemView


class SampleFormView(View):
    """A form drawn for the look of it: nothing is stored, nothing counts as shown."""

    slots: list[SampleSlot]


class MakeParallel(Body):
    """`keep`: lay the forms ready, so that the blueprint's next candidates get them."""

    n: Annotated[int, Field(ge=1, le=50)]
    keep: bool


class ParallelFormView(View):
    """The test's information at each of the abilities of `thetas`."""

    codes: list[str]
    information: list[float]


class ParallelForms(View):
    """Forms that measure alike; `mean_overlap`: how many items two of them have in common."""

    thetas: list[float]
    forms: list[ParallelFormView]
    mean_overlap: float
    n_ready: int


class PrepareForms(Body):
    """Make `n` forms ahead for a programme's block, so that many can start at one moment."""

    programme_id: Id
    block_no: Annotated[int, Field(ge=0, le=50)]
    n: Annotated[int, Field(ge=1, le=20_000)]


class PreparedForms(View):
    """Forms that lie ready. `blueprint_id`: null where the programme's sections alone say what to draw."""

    programme_id: str
    title: LocalTextView
    block_no: int
    block_id: str
    blueprint_id: str | None
    n_ready: int
    n_wanted: int
    n_made: int
