"""The command line: `synaq …`; status 0 done, 2 bad input with one clear line on standard error."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from item_bank.bank_file import read_demo_bank
from proctor_server.db.database import Database
from proctor_server.db.migrate import migrate
from proctor_server.entrypoints.house import services_over
from proctor_server.entrypoints.server import CannotServe, application, serve
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock
from proctor_server.services.demo import DEMO_ACCOUNTS, load_demo
from vision.errors import VisionError
from vision.evaluation import evaluate
from vision.file import analyse_file

DONE = 0
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or DONE)
    except (CannotServe, VisionError) as error:
        return _refuse(str(error))
    except PermissionError as error:
        return _refuse(f"no permission to write {error.filename}; choose another folder: --data DIR")
    except KeyboardInterrupt:
        return DONE


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"synaq: {sentence}\n")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="synaq", description="Online proctored testing.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, summary: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=summary, description=summary)
        one.set_defaults(run=run)
        return one

    for name, run, summary in (
        ("serve", _serve, "serve the product until a signal ends it"),
        ("migrate", _migrate, "bring the database to the newest tables"),
        ("demo", _demo, "load the demo bank, accounts and attempt"),
    ):
        one = command(name, run, summary)
        one.add_argument("--data", type=Path, help="folder of database and recordings")
        if name == "serve":
            one.add_argument("--host", help="address to listen on (default 127.0.0.1)")
            one.add_argument("--port", type=int, help="port to listen on (default 8000)")
    analyse = command("analyse", _analyse, "analyse a recording from anywhere")
    analyse.add_argument("file", type=Path)
    analyse.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    judge = command("evaluate", _evaluate, "hold the analysis against clips with their truth")
    judge.add_argument("folder", type=Path)
    judge.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    command("openapi", _openapi, "print the HTTP interface as OpenAPI")
    verify = command("audit", _audit, "verify the audit chain")
    verify.add_argument("action", choices=["verify"])
    verify.add_argument("--data", type=Path, help="folder of database and recordings")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    given = {
        name: value
        for name in ("data", "host", "port")
        if (value := getattr(options, name, None)) is not None
    }
    settings = Settings(**given)
    settings.data.mkdir(parents=True, exist_ok=True)
    return settings


def _serve(options: argparse.Namespace) -> None:
    serve(_settings(options))


def _migrate(options: argparse.Namespace) -> None:
    asyncio.run(migrate(_settings(options).database))


def _demo(options: argparse.Namespace) -> None:
    settings = _settings(options)

    async def load() -> int:
        database = Database(settings.database)
        try:
            services = services_over(database, settings)
            return await load_demo(
                database, services.administration, bank=read_demo_bank(), now=SystemClock().now()
            )
        finally:
            await database.aclose()

    n_items = asyncio.run(load())
    print(f"demo: {n_items} new items; sign in as")
    for account in DEMO_ACCOUNTS:
        place = "/" if account.role == "candidate" else "/staff"
        print(f"  {account.role:<14} {account.login:<14} {account.password:<22} at {place}")


def _analyse(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        return _refuse(f"there is no file {options.file}")
    found = analyse_file(options.file).to_json()
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return DONE
    print(f"{found['file']}: {found['duration_s']} s, {found['cpu_s']} s of CPU")
    for one in found["incidents"]:  # type: ignore[attr-defined]
        print(f"  {one['t0']:8.1f} – {one['t1']:8.1f} s  {one['type']:<16} {one.get('dir', ''):<6}")
    return DONE


def _evaluate(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        return _refuse(f"there is no folder {options.folder}")
    found: Any = evaluate(options.folder)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return DONE
    overall = found["overall"]
    print(f"{found['clips']} clips, {found['seconds']} s, {found['cpu_ms_per_s']} ms of CPU per second")
    print(f"precision {overall['precision']}, recall {overall['recall']}")
    for name, one in found["by_type"].items():
        print(f"  {name:<16} tp {one['tp']:>3}  fp {one['fp']:>3}  fn {one['fn']:>3}")
    return DONE


def _openapi(_options: argparse.Namespace) -> None:
    print(json.dumps(application(Settings(), SystemClock()).openapi(), ensure_ascii=False, indent=1))


def _audit(options: argparse.Namespace) -> int:
    settings = _settings(options)

    async def verify() -> int | None:
        database = Database(settings.database)
        try:
            async with database.read() as tx:
                return await tx.journal.verify()
        finally:
            await database.aclose()

    broken = asyncio.run(verify())
    print(
        "audit: every entry follows from the one before" if broken is None else f"audit: broken at {broken}"
    )
    return DONE if broken is None else 1
