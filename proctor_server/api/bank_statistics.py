"""The route of item statistics: figures and the points of their plots, flagged items first."""

import math
from datetime import datetime
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query

from item_bank.statistics.dif import ItemDif
from item_bank.statistics.item_model import ItemCurve, ItemModel
from item_bank.statistics.reliability import Reliability
from item_bank.statistics.study import StudiedVersion, Study, Withheld
from proctor_server.api.schemas import bank_statistics as bt
from proctor_server.api.schemas.shared import Instant, TestLanguage
from proctor_server.api.session import Admitted, InHouse
from proctor_server.services.bank.statistics import StudyPicture

router = APIRouter(prefix="/api/admin/bank", tags=["item bank"])

THETAS = np.round(np.arange(-4.0, 4.01, 0.25), 2)
Programme = Annotated[str, Query(min_length=1, max_length=40)]


@router.get("/statistics/sittings")
async def sittings(caller: Admitted, house: InHouse) -> list[bt.SittingsView]:
    """How many closed attempts each programme has, most first; programmes without one are left out."""
    found = await house.services.bank.statistics.sittings()
    return [
        bt.SittingsView(programme_id=one, n=n)
        for one, n in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


@router.get("/statistics")
async def item_statistics(
    programme_id: Programme,
    caller: Admitted,
    house: InHouse,
    language: TestLanguage | None = None,
    opens_at: Instant | None = None,
    closes_at: Instant | None = None,
) -> bt.StudyView:
    """Of the attempts of a programme that began in the window. Without a language: both, with DIF between them."""
    found = await house.services.bank.statistics.study(
        programme_id, language=language, opens_at=opens_at, closes_at=closes_at, now=caller.now
    )
    return _study(found, programme_id, language, opens_at, closes_at)


def _study(
    picture: StudyPicture,
    programme_id: str,
    language: TestLanguage | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> bt.StudyView:
    study = picture.study
    return bt.StudyView(
        programme_id=programme_id,
        language=language,
        opens_at=opens_at,
        closes_at=closes_at,
        n=study.n,
        computed_at=picture.computed_at,
        thetas=[float(theta) for theta in THETAS],
        items=[_item(one, picture) for one in study.items],
        reliability=_reliability(study),
        reliability_withheld=_withheld(study.reliability),
        rasch=_model(study.rasch),
        rasch_withheld=_withheld(study.rasch),
        two_parameter=_model(study.two_parameter),
        two_parameter_withheld=_withheld(study.two_parameter),
    )


def _withheld(one: Withheld | object) -> bt.WithheldView | None:
    return bt.WithheldView(n=one.n, least=one.least) if isinstance(one, Withheld) else None


def _reliability(study: Study) -> bt.ReliabilityView | None:
    found = study.reliability
    if isinstance(found, Withheld):
        return None
    return bt.ReliabilityView(
        n_items=found.n_items, alpha=found.alpha, deviation=found.deviation, sem=found.sem
    )


def _model(found: ItemModel | Withheld) -> bt.ModelView | None:
    if isinstance(found, Withheld):
        return None
    return bt.ModelView(
        n=found.n,
        log_likelihood=found.log_likelihood,
        aic=found.aic,
        bic=found.bic,
        converged=found.converged,
        information=[round(float(one), 6) for one in found.information(THETAS)],
    )


def _curve(found: ItemModel | Withheld, version_id: str) -> bt.CurveView | None:
    if isinstance(found, Withheld):
        return None
    curve: ItemCurve | None = next((one for one in found.curves if one.version_id == version_id), None)
    if curve is None:
        return None
    return bt.CurveView(
        slope=curve.slope,
        intercept=curve.intercept,
        difficulty=curve.difficulty,
        p=[round(float(one), 5) for one in curve.probability(THETAS)],
    )


def _dif(found: ItemDif | None) -> bt.DifView | None:
    if found is None:
        return None
    odds = found.odds
    return bt.DifView(
        n_kk=found.n_reference,
        n_ru=found.n_focal,
        odds_ratio=None if odds is None else odds.alpha,
        delta=None if odds is None else odds.delta,
        p_value=None if odds is None or math.isnan(odds.p_value) else odds.p_value,
        ets_class=None if found.ets_class is None else found.ets_class.value,
    )


def _item(one: StudiedVersion, picture: StudyPicture) -> bt.ItemFiguresView:
    figures, study = one.figures, picture.study
    label, parts = picture.labels[figures.version_id], picture.fifths[figures.version_id]
    shares = dict(parts.options)
    return bt.ItemFiguresView(
        item_id=label.item_id,
        version_id=figures.version_id,
        code=label.code,
        version_no=label.no,
        section_id=label.section_id,
        stem_kk=label.stem_kk,
        stem_ru=label.stem_ru,
        flags=[flag.value for flag in one.flags],
        n=figures.n,
        n_shown=figures.n_shown,
        n_not_reached=figures.n_not_reached,
        n_omitted=figures.n_omitted,
        exposure=figures.exposure,
        p=figures.p,
        r_rest=figures.r_rest,
        alpha_if_deleted=_alpha_if_deleted(study.reliability, picture, figures.version_id),
        fifths=list(parts.p),
        options=[
            bt.OptionFiguresView(
                option_id=option.option_id,
                is_key=option.is_key,
                n=option.n,
                p=option.p,
                r_rest=option.r_rest,
                fifths=list(shares.get(option.option_id, ())),
            )
            for option in figures.options
        ],
        dif=_dif(one.dif),
        rasch=_curve(study.rasch, figures.version_id),
        two_parameter=_curve(study.two_parameter, figures.version_id),
    )


def _alpha_if_deleted(found: Reliability | Withheld, picture: StudyPicture, version_id: str) -> float | None:
    if isinstance(found, Withheld):
        return None
    return dict(zip(picture.fifths, found.alpha_if_deleted, strict=True))[version_id]
