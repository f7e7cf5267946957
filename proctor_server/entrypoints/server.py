"""Serves the product: the application around its house, run by uvicorn."""

import errno
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from proctor_server.api.app import build_app
from proctor_server.db.database import Database
from proctor_server.entrypoints.house import open_house
from proctor_server.entrypoints.logs import set_up_logs
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import Clock
from proctor_server.live.sockets import router as sockets
from vision.errors import VisionError
from vision.model_sums import check_models

DRAIN_S = 20
KEEP_ALIVE_S = 75
"""How long a line may rest: a candidate answers about every 30 s, and a proxy in front keeps its lines for a minute."""


def application(
    settings: Settings, clock: Clock, open_database: Callable[[str], Database] = Database
) -> FastAPI:
    return build_app(
        lambda: open_house(settings, clock, open_database),
        sockets=sockets,
        client_folder=settings.client_folder,
        https=settings.https,
    )


def serve(
    settings: Settings,
    listener: socket.socket,
    clock: Clock,
    open_database: Callable[[str], Database] = Database,
) -> None:
    """Serve on `listener` until a signal ends us.

    Raises:
        Refusal: a model of the analysis lacks or is damaged.
    """
    set_up_logs()
    require_models()
    config = uvicorn.Config(
        application(settings, clock, open_database),
        loop="uvloop",
        ws="websockets-sansio",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=DRAIN_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        server_header=False,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[listener])


def require_models() -> None:
    """Look at every model before anybody is served, so that a damaged one is named now and no segment fails of it.

    Raises:
        Refusal: one lacks or is damaged.
    """
    try:
        check_models()
    except VisionError as error:
        raise Refusal(f"the analysis cannot start: {error}") from error


def listen(host: str, port: int) -> socket.socket:
    """Take the port.

    Raises:
        Refusal: somebody has it, or it cannot be had.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Refusal(
                f"port {port} is in use; end the program that has it, or choose another: "
                f"synaq serve --port {port + 1} (make run PORT={port + 1})"
            ) from error
        raise Refusal(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return listener
