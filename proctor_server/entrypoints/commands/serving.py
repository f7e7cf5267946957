"""Commands that need the web application: serve it, print its interface."""

import argparse
import asyncio
import json

from proctor_server.db.migrate import migrate
from proctor_server.entrypoints.commands.data import load
from proctor_server.entrypoints.commands.options import require_migrated, settings_of
from proctor_server.entrypoints.ingest_node import run_node
from proctor_server.entrypoints.server import application, listen
from proctor_server.entrypoints.server import serve as run
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import SystemClock


def serve(options: argparse.Namespace) -> None:
    """Listen first, so that a port in use is told before anything is changed."""
    settings = settings_of(options)
    listener = listen(settings.host, settings.port)
    if options.demo:
        asyncio.run(migrate(settings.database))
        asyncio.run(load(settings))
    require_migrated(settings)
    print(f"synaq: http://{settings.host}:{settings.port}/ for candidates, …/staff for staff", flush=True)
    run(settings, listener, SystemClock())


def ingest(options: argparse.Namespace) -> None:
    """Receive and record media for servers whose setting SYNAQ_INGEST is `nodes`."""
    settings = settings_of(options)
    listener = listen(settings.host, options.port or 0)
    require_migrated(settings)
    host, port = listener.getsockname()[:2]
    url = options.url or f"http://{host}:{port}"
    print(f"synaq: ingest node at {url}", flush=True)
    run_node(settings, listener, SystemClock(), url)


def openapi(_options: argparse.Namespace) -> None:
    print(json.dumps(application(Settings(), SystemClock()).openapi(), ensure_ascii=False, indent=1))
