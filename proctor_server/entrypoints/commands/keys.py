"""Commands on the master keys of recordings: a new one, and letting go of the former ones."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from proctor_server.db.database import Database
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.master_keys import master_keys_of
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.settings import Settings
from proctor_server.media.errors import BadKeyFile, KeyServiceFailed, KeyUnknown
from proctor_server.media.master_keys import MasterKeys, add_master_key, drop_former_keys
from proctor_server.services.key_rotation import n_under_former, rewrap_all


def keys(options: argparse.Namespace) -> None:
    """Rotate or forget; both may be repeated, and a running server follows.

    Raises:
        Refusal: the key file is spoilt, the key service does not answer, a former key is missing, or a data key
            still needs a former one.
    """
    settings = settings_of(options)
    require_migrated(settings)
    act = _rotate if options.action == "rotate" else _forget
    try:
        said = asyncio.run(act(settings))
    except BadKeyFile as error:
        raise Refusal(f"{settings.master_keys} holds something else than keys") from error
    except KeyUnknown as error:
        raise Refusal(f"{settings.master_keys} lacks the key {error}: put its line back") from error
    except KeyServiceFailed as error:
        raise Refusal(f"the key service does not answer ({error}); nothing is lost, run it again") from error
    sys.stdout.write(said + "\n")


async def _rotate(settings: Settings) -> str:
    fresh = master_keys_of(settings) if settings.kms_key else add_master_key(settings.master_keys)
    n = await _with(settings.database, fresh, rewrap_all)
    return f"{n} data keys are under {fresh.current_id} now; the former keys stay until: synaq keys forget"


async def _forget(settings: Settings) -> str:
    if await _with(settings.database, master_keys_of(settings), n_under_former):
        raise Refusal("some data keys need a former master key; run first: synaq keys rotate")
    if settings.kms_key:
        settings.master_keys.unlink(missing_ok=True)
        return "the key service alone wraps now: there is no file of master keys any more"
    drop_former_keys(settings.master_keys)
    return "the file holds the current master key alone"


async def _with(url: str, found: MasterKeys, act: Callable[[Database, MasterKeys], Awaitable[int]]) -> int:
    database = Database(url)
    try:
        return await act(database, found)
    finally:
        await database.aclose()
