"""Serves the product: the application around its house, run by uvicorn."""

import errno
import socket

import uvicorn
from fastapi import FastAPI

from proctor_server.api.app import build_app
from proctor_server.entrypoints.house import open_house
from proctor_server.entrypoints.logs import set_up_logs
from proctor_server.entrypoints.settings import Settings
from proctor_server.kernel.clock import Clock, SystemClock
from proctor_server.kernel.errors import SynaqError
from proctor_server.live.sockets import router as sockets

DRAIN_S = 20


class CannotServe(SynaqError):
    """The server cannot start; the message says what is wrong and how to mend it."""

    code = "cannot_serve"


def application(settings: Settings, clock: Clock) -> FastAPI:
    return build_app(
        lambda: open_house(settings, clock),
        sockets=sockets,
        client_folder=settings.client_folder,
        https=settings.https,
    )


def serve(settings: Settings, clock: Clock | None = None) -> None:
    """Serve until a signal ends us.

    Raises:
        CannotServe: the port is in use, or the data folder cannot be written.
    """
    listener = _listen(settings.host, settings.port)
    set_up_logs()
    config = uvicorn.Config(
        application(settings, clock or SystemClock()),
        loop="uvloop",
        ws="websockets-sansio",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=DRAIN_S,
        server_header=False,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(
                f"port {port} is in use; end the program that has it, or choose another: "
                f"synaq serve --port {port + 1} (make run PORT={port + 1})"
            ) from error
        raise CannotServe(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return listener
