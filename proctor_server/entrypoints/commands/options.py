"""Which settings a command runs under: the environment's, with what was given on the command line."""

import argparse
import asyncio

from pydantic import ValidationError

from proctor_server.db.migrate import is_migrated
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.settings import Settings


def settings_of(options: argparse.Namespace) -> Settings:
    """Read the settings and make the data folder.

    Raises:
        Refusal: a setting is wrong.
        PermissionError: the data folder cannot be made.
    """
    given = {
        name: value
        for name in ("data", "host", "port")
        if (value := getattr(options, name, None)) is not None
    }
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Refusal(f"the setting SYNAQ_{name} is wrong: {first['msg']}") from error
    settings.data.mkdir(parents=True, exist_ok=True)
    return settings


def require_migrated(settings: Settings) -> None:
    """Refuse to work on a database without the newest tables.

    Raises:
        Refusal: it has none, or old ones.
    """
    if not asyncio.run(is_migrated(settings.database)):
        raise Refusal(f"the database lacks the newest tables; run: synaq migrate --data {settings.data}")
