"""An ingest node: receives and records media in a process of its own, and answers the servers that use it.

Servers and nodes share the database, the recordings' folder and a secret. A node is told to end by a
signal: from then on it takes no new attempt, goes on recording those it has, and ends when they have.
"""

import asyncio
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial

import structlog
import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from proctor_server.db.database import Database
from proctor_server.db.nodes import IngestNode
from proctor_server.entrypoints.logs import set_up_logs
from proctor_server.entrypoints.master_keys import master_keys_of
from proctor_server.entrypoints.settings import Settings
from proctor_server.ingest.errors import IngestError, IngestStopped
from proctor_server.ingest.fleet import as_json
from proctor_server.ingest.ingest import Ingest
from proctor_server.kernel.clock import Clock
from proctor_server.kernel.ids import new_id
from proctor_server.kernel.tasks import Background
from proctor_server.media.blobs import BlobStore
from proctor_server.media.part_source import LocalParts
from proctor_server.services.recordings import RecordingIndex
from proctor_server.services.vault import Vault

log = structlog.get_logger()

BEAT_S = 2.0
DRAIN_LOOK_S = 0.5
MAX_OFFER = 64_000


@dataclass(slots=True)
class Node:
    """One node's parts, and whether it still takes attempts."""

    id: str
    url: str
    token: str
    database: Database
    ingest: Ingest
    vault: Vault
    clock: Clock
    draining: bool = False

    async def beat(self) -> None:
        """Write down that we live, and how loaded we are."""
        now = self.clock.now()
        node = IngestNode(self.id, self.url, len(self.ingest.recording()), self.draining, now)
        async with self.database.write() as tx:
            await tx.nodes.beat(node)

    async def leave(self) -> None:
        """Take our name out: no server asks us any more."""
        async with self.database.write() as tx:
            await tx.nodes.remove(self.id)

    async def drain(self) -> None:
        """Take no new attempt and wait until the last one here has ended."""
        self.draining = True
        await self.beat()
        log.info("ingest_node_drains", n_streams=len(self.ingest.recording()))
        while self.ingest.recording():  # noqa: ASYNC110  attempts end by themselves, hours from now perhaps
            await asyncio.sleep(DRAIN_LOOK_S)


@asynccontextmanager
async def open_node(settings: Settings, clock: Clock, url: str) -> AsyncIterator[Node]:
    """Open what a node needs, and tell the servers of it."""
    database = Database(settings.database)
    settings.recordings.mkdir(parents=True, exist_ok=True)
    blobs = BlobStore.from_url(settings.blob_url or settings.recordings, settings.blob_options)
    vault = Vault(database, master_keys_of(settings), blobs=blobs, local=LocalParts(settings.recordings))
    ingest = Ingest(
        folder=settings.recordings,
        sink=RecordingIndex(database, clock),
        clock=clock,
        host_addresses=settings.addresses,
        ports=settings.ports,
    )
    node = Node(new_id(), url, settings.node_token(), database, ingest, vault, clock)
    background = Background()
    try:
        await node.beat()
        background.every("beat", BEAT_S, node.beat)
        yield node
    finally:
        await background.aclose()
        await ingest.aclose()
        await node.leave()
        await database.aclose()


def node_application(node: Node) -> Starlette:
    """What servers ask of a node."""
    methods = [
        Route("/peers", partial(_peers, node), methods=["GET"]),
        Route("/peers/{attempt_id}/{part_id}", partial(_accept, node), methods=["POST"]),
        Route("/peers/{part_id}", partial(_close, node), methods=["DELETE"]),
    ]
    return Starlette(routes=methods)


def _is_known(node: Node, request: Request) -> bool:
    given = request.headers.get("authorization", "").encode()
    return secrets.compare_digest(given, f"Bearer {node.token}".encode())


async def _peers(node: Node, request: Request) -> Response:
    if not _is_known(node, request):
        return PlainTextResponse("not allowed", status_code=403)
    seen = ((attempt_id, node.ingest.status(attempt_id)) for attempt_id in node.ingest.connected())
    return JSONResponse([as_json(attempt_id, status) for attempt_id, status in seen if status is not None])


async def _accept(node: Node, request: Request) -> Response:
    if not _is_known(node, request):
        return PlainTextResponse("not allowed", status_code=403)
    offer = await request.body()
    if len(offer) > MAX_OFFER:
        return PlainTextResponse("too large", status_code=413)
    attempt_id, part_id = request.path_params["attempt_id"], request.path_params["part_id"]
    try:
        if node.draining:
            raise IngestStopped
        seal = await node.vault.seal_for(attempt_id, part_id, node.clock.now())
        answer = await node.ingest.accept(attempt_id, part_id, offer.decode("utf-8", "replace"), seal=seal)
    except IngestError as error:
        return PlainTextResponse(error.code, status_code=409, headers={"X-Refusal": error.code})
    return PlainTextResponse(answer, status_code=201)


async def _close(node: Node, request: Request) -> Response:
    if not _is_known(node, request):
        return PlainTextResponse("not allowed", status_code=403)
    await node.ingest.close(request.path_params["part_id"], request.query_params.get("cause", "peer_closed"))
    return Response(status_code=204)


class QuietServer(uvicorn.Server):
    """A server that leaves signals to the node."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run_node(settings: Settings, listener: socket.socket, clock: Clock, url: str) -> None:
    """Serve on `listener` until a signal; a second one ends what still runs."""
    set_up_logs()
    uvloop.run(_run(settings, listener, clock, url))


async def _run(settings: Settings, listener: socket.socket, clock: Clock, url: str) -> None:
    signals = _signals()
    async with open_node(settings, clock, url) as node:
        config = uvicorn.Config(node_application(node), access_log=False, log_config=None, lifespan="off")
        server = QuietServer(config)
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[listener]))
            await signals.get()
            draining, again = asyncio.create_task(node.drain()), asyncio.create_task(signals.get())
            await asyncio.wait({draining, again}, return_when=asyncio.FIRST_COMPLETED)
            for task in (draining, again):
                task.cancel()
            server.should_exit = True


def _signals() -> asyncio.Queue[None]:
    """What the operator tells: to drain, then to end at once."""
    told: asyncio.Queue[None] = asyncio.Queue()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.put_nowait, None)
    return told
