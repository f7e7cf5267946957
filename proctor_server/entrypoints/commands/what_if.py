"""The command that tells what other thresholds would find in what is stored."""

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

from exam_engine.errors import UnknownProgramme
from proctor_server.db.database import Database
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.services.signal_settings import AttemptChange, SignalSettingsService
from vision.errors import BadSettings
from vision.signals import Signal, SignalType
from vision.what_if import refold


def what_if(options: argparse.Namespace) -> None:
    """Try a programme's settings; nothing is changed by it.

    Raises:
        Refusal: there is no such programme or file, or the settings are not sound.
    """
    settings = settings_of(options)
    require_migrated(settings)
    try:
        document = json.loads(options.settings.read_text(encoding="utf-8"))
        found = asyncio.run(_try(settings.database, options.programme, document, options.limit))
    except (OSError, json.JSONDecodeError) as error:
        raise Refusal(f"{options.settings} cannot be read as JSON") from error
    except UnknownProgramme as error:
        raise Refusal(f"there is no programme {options.programme}") from error
    except BadSettings as error:
        raise Refusal(f"{options.settings.name}: {error}") from error
    rows = [_row(found, type_) for type_ in SignalType]
    if options.json:
        print(json.dumps({"n_attempts": len(found), "types": rows}))
        return
    print(f"{len(found)} attempts")
    for row in rows:
        print("  {type:<18} {before:>5} -> {after:>5}   new {new:>4}   gone {gone:>4}".format(**row))


async def _try(url: str, programme_id: str, document: Mapping[str, Any], limit: int) -> list[AttemptChange]:
    database = Database(url)
    try:
        return await SignalSettingsService(database).what_if(
            programme_id, document, refold=_refold, limit=limit
        )
    finally:
        await database.aclose()


async def _refold(
    settings: Mapping[str, Any], records: Sequence[Any], baseline: Mapping[str, Any] | None
) -> tuple[Signal, ...]:
    return await asyncio.to_thread(refold, settings, records, baseline)


def _row(found: Sequence[AttemptChange], type_: SignalType) -> dict[str, Any]:
    of_type = [one for attempt in found for one in attempt.changes if one.type is type_]
    return {
        "type": type_.value,
        "before": sum(one.n_before for one in of_type),
        "after": sum(one.n_after for one in of_type),
        "new": sum(len(one.new) for one in of_type),
        "gone": sum(len(one.gone) for one in of_type),
    }
