"""Routes of a programme's own thresholds: read them, try others on what is stored, make them hold."""

from typing import Annotated

from fastapi import APIRouter, Path

from proctor_server.api.schemas import signal_settings as s
from proctor_server.api.schemas.review import IncidentTypeName
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.signal_settings import StoredSettings
from proctor_server.services.signal_settings import AttemptChange
from vision.signals import SignalRules, SignalType
from vision.signals.settings import read_settings, settings_of

router = APIRouter(prefix="/api/admin/programmes/{programme_id}/signals", tags=["programmes"])

ProgrammeId = Annotated[str, Path(max_length=40)]


@router.get("")
async def read_signal_settings(
    programme_id: ProgrammeId, caller: Admitted, house: InHouse
) -> s.SignalSettingsView:
    """What the programme sets for itself, all that holds in it, and what holds without settings."""
    return _view(await house.services.signal_settings.get(programme_id))


@router.put("")
async def write_signal_settings(
    programme_id: ProgrammeId, body: s.SignalSettingsWrite, caller: Admitted, house: InHouse
) -> s.SignalSettingsView:
    """Let these hold for all that is analysed from now on. 422 `bad_signal_settings` names faults."""
    settings = StoredSettings(programme_id, body.document(), body.version)
    return _view(await house.services.signal_settings.put(settings, by=caller.account_id, now=caller.now))


@router.post("/what-if")
async def try_signal_settings(
    programme_id: ProgrammeId, body: s.SignalSettingsTrial, caller: Admitted, house: InHouse
) -> s.WhatIfView:
    """What these would change in the attempts analysed last; nothing is changed by asking."""
    service = house.services.signal_settings
    found = await service.what_if(
        programme_id, body.document(), refold=house.pool.refold, limit=body.limit, skip=body.skip
    )
    return s.WhatIfView(
        n_attempts=len(found),
        n_analysed=await service.n_analysed(programme_id),
        n_changed=sum(any(one.new or one.gone for one in attempt.changes) for attempt in found),
        types=[_type(found, type_) for type_ in SignalType],
    )


def _view(settings: StoredSettings) -> s.SignalSettingsView:
    return s.SignalSettingsView(
        thresholds=dict(settings.document.get("thresholds", {})),
        durations_s=dict(settings.document.get("durations_s", {})),
        holds=s.SignalNumbers.model_validate(settings_of(read_settings(settings.document))),
        defaults=s.SignalNumbers.model_validate(settings_of(SignalRules())),
        version=settings.version,
    )


def _type(found: list[AttemptChange], type_: SignalType) -> s.TypeChangeView:
    of_type = [one for attempt in found for one in attempt.changes if one.type is type_]
    return s.TypeChangeView(
        type=IncidentTypeName(type_.value),
        n_before=sum(one.n_before for one in of_type),
        n_after=sum(one.n_after for one in of_type),
        n_new=sum(len(one.new) for one in of_type),
        n_gone=sum(len(one.gone) for one in of_type),
    )
