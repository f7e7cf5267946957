"""How the item bank's values become response bodies."""

from collections import Counter
from collections.abc import Iterable

from item_bank.difference import Difference
from item_bank.kazakh_order import sort_key
from item_bank.shown import ShownItem, ShownStimulus
from item_bank.workflow import Stage
from proctor_server.api.schemas import bank as b
from proctor_server.api.schemas import bank_drafts as drafts
from proctor_server.api.schemas import bank_stimuli as bs
from proctor_server.api.schemas.item import ItemView, StimulusView
from proctor_server.db.bank_listing import ItemLine
from proctor_server.db.bank_stimuli import StimulusLine
from proctor_server.services.bank.reading import ItemPicture, VersionLine, VersionPicture
from proctor_server.services.bank.reviewing import Waiting
from proctor_server.services.bank.stimuli import StimulusPicture


def item_view(shown: ShownItem) -> ItemView:
    return ItemView.model_validate(shown)


def stimulus_view(shown: ShownStimulus) -> StimulusView:
    return StimulusView.model_validate(shown)


def row(line: ItemLine) -> b.BankItemRow:
    return b.BankItemRow.model_validate(
        {
            **{name: getattr(line, name) for name in b.BankItemRow.model_fields if name != "languages"},
            "languages": [one for one in line.languages.split(",") if one],
        }
    )


def facet(counts: Counter[str]) -> list[b.FacetView]:
    """In Kazakh alphabetical order."""
    return [b.FacetView(value=one, n=counts[one]) for one in sorted(counts, key=sort_key)]


def version_row(line: VersionLine) -> b.VersionRow:
    version = line.version
    return b.VersionRow(
        id=version.id,
        no=version.no,
        status=version.status.value,
        author=line.author,
        note=version.note,
        created_at=version.created_at,
        checksum=version.checksum,
        approved=sorted(line.state.approved),
        can_draw=line.state.can_draw,
        newest=line.state.is_newest,
    )


def _stages(picture: VersionPicture, viewer_id: str) -> list[b.StageState]:
    state = picture.line.state
    decided = {one.decision.stage: one for one in picture.reviews}
    open_stages = state.open_stages(picture.policy)

    def stage_state(stage: Stage) -> b.StageState:
        found = decided.get(stage)
        return b.StageState(
            stage=stage.value,
            decision=None if found is None else found.decision.outcome.value,
            comment="" if found is None else found.comment,
            reviewer=None if found is None else picture.reviewers.get(found.decision.reviewer_id),
            decided_at=None if found is None else found.decided_at,
            mine=stage in open_stages and viewer_id != state.author_id,
        )

    asked = picture.policy.stages_for(has_source=state.has_source)
    return [stage_state(stage) for stage in (*asked, *(one for one in decided if one not in asked))]


def version(picture: VersionPicture, viewer_id: str) -> b.VersionView:
    return b.VersionView(
        **version_row(picture.line).model_dump(),
        item_id=picture.line.version.item_id,
        content=drafts.ItemDraft.model_validate(picture.draft),
        stages=_stages(picture, viewer_id),
        mine=picture.line.state.author_id == viewer_id,
        stimulus_outdated=picture.stimulus_outdated,
        next=[one.value for one in picture.next],
    )


def detail(picture: ItemPicture, viewer_id: str) -> b.BankItemDetail:
    return b.BankItemDetail(
        row=row(picture.row),
        versions=[version_row(one) for one in picture.versions],
        newest=version(picture.newest, viewer_id),
        key_corrections=[
            b.KeyCorrectionRow(
                id=one.id,
                version_no=one.version_no,
                decided_by=one.decided_by,
                decided_at=one.decided_at,
                decision="rescore" if one.decision == "rescore" else "keep",
                reason=one.reason,
                n_used=one.n_used,
                n_changed=len(one.affected),
            )
            for one in picture.corrections
        ],
    )


def diff(from_no: int, to_no: int, found: Iterable[Difference]) -> b.DiffView:
    lines = [
        b.DiffLine(
            place=one.place,
            language=one.language,
            kind=one.kind.value,
            before=one.before,
            after=one.after,
        )
        for one in found
    ]
    return b.DiffView(from_no=from_no, to_no=to_no, changes=lines)


def waiting(one: Waiting) -> b.ReviewInboxRow:
    version = one.version
    return b.ReviewInboxRow(
        item_id=version.item_id,
        version_id=version.version_id,
        code=version.code,
        no=version.no,
        section_id=version.section_id,
        stem_kk=version.stem_kk,
        stem_ru=version.stem_ru,
        author=version.author,
        submitted_at=version.submitted_at,
        stages=[stage.value for stage in one.stages],
        mine=one.mine,
    )


def stimulus_row(line: StimulusLine) -> bs.StimulusRow:
    return bs.StimulusRow.model_validate(
        {
            **{name: getattr(line, name) for name in bs.StimulusRow.model_fields if name != "languages"},
            "languages": [one for one in line.languages.split(",") if one],
        }
    )


def stimulus_detail(picture: StimulusPicture) -> bs.StimulusDetail:
    return bs.StimulusDetail(
        row=stimulus_row(picture.row),
        versions=[
            bs.StimulusVersionRow(
                id=one.id, no=one.no, author=one.author, note=one.note, created_at=one.created_at
            )
            for one in picture.versions
        ],
        newest=bs.StimulusDraft.model_validate(picture.draft),
        item_codes=list(picture.item_codes),
    )
