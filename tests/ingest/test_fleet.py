"""Nodes that receive media for a server: one candidate on one node, by load; a dead node is replaced."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import uvicorn

from proctor_server.db.database import Database
from proctor_server.db.nodes import IngestNode
from proctor_server.entrypoints.ingest_node import Node, QuietServer, node_application, open_node
from proctor_server.entrypoints.settings import Settings
from proctor_server.ingest import BadOffer
from proctor_server.ingest.errors import NodeUnreachable
from proctor_server.ingest.fleet import ALIVE, Fleet, in_order_of_choice
from proctor_server.kernel.clock import SystemClock
from proctor_server.media.blobs import BlobStore
from proctor_server.media.errors import PartBusy
from proctor_server.media.master_keys import FileKeys
from proctor_server.media.part_source import LocalParts
from proctor_server.media.recovery import repair
from proctor_server.review.coverage import CoverageCause, CoverageState
from proctor_server.services.coverage import coverage_of
from proctor_server.services.vault import Vault
from proctor_server.workers.recovery import RecoveryWorker
from tests.support.fixtures import (  # noqa: F401  pytest finds fixtures by these names
    begun,
    cast,
    clock,
    cluster,
    data_folder,
    database,
    database_url,
    services,
    sitting,
)
from tests.support.sitting import Sitting

LOOPBACK = "127.0.0.1"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def known(name: str, n_streams: int = 0, *, draining: bool = False, seen_at: datetime = NOW) -> IngestNode:
    return IngestNode(name, f"http://{name}", n_streams, draining, seen_at)


@pytest.mark.parametrize(
    ("current", "order"),
    [
        (None, ["idle", "some", "busy"]),
        ("busy", ["busy", "idle", "some"]),
        ("full", ["idle", "some", "busy"]),
    ],
)
def test_the_present_node_first_then_by_load_and_never_one_that_drains(
    current: str | None, order: list[str]
) -> None:
    nodes = [known("busy", 9), known("full", 0, draining=True), known("idle", 0), known("some", 3)]
    assert [one.id for one in in_order_of_choice(nodes, current)] == order


async def test_a_node_is_known_from_its_beats_until_it_leaves(database: Database) -> None:  # noqa: F811
    async with database.write() as tx:
        await tx.nodes.beat(known("a", 1))
        await tx.nodes.beat(known("b", 2, seen_at=NOW - timedelta(minutes=1)))
        await tx.nodes.beat(known("a", 5, draining=True))
    async with database.read() as tx:
        assert await tx.nodes.seen_since(NOW - ALIVE) == [known("a", 5, draining=True)]
    async with database.write() as tx:
        await tx.nodes.remove("a")
    async with database.read() as tx:
        assert await tx.nodes.seen_since(NOW - ALIVE) == []


@pytest.fixture
def settings(data_folder: Path, database: Database) -> Settings:  # noqa: F811
    return Settings(data=data_folder, database_url=database.url, ice_addresses=LOOPBACK)


@pytest.fixture
async def fleet(settings: Settings, database: Database) -> AsyncIterator[Fleet]:  # noqa: F811
    made = Fleet(database, SystemClock(), token=settings.node_token())
    yield made
    await made.aclose()


@asynccontextmanager
async def running_node(settings: Settings) -> AsyncIterator[Node]:
    """A node with its own ingest and its own HTTP port, in this process."""
    listener = socket.create_server((LOOPBACK, 0))
    url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
    async with open_node(settings, SystemClock(), url) as node:
        config = uvicorn.Config(node_application(node), access_log=False, log_config=None, lifespan="off")
        server = QuietServer(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield node
        finally:
            server.should_exit = True
            await serving


@pytest.fixture
async def start(settings: Settings) -> AsyncIterator[Callable[[], Awaitable[Node]]]:
    async with AsyncExitStack() as stack:
        yield lambda: stack.enter_async_context(running_node(settings))


async def until_recorded(fleet: Fleet, attempt_id: str, part_id: str) -> None:
    async with asyncio.timeout(15):
        while True:
            await fleet.look()
            status = fleet.status(attempt_id)
            if status is not None and status.part_id == part_id and status.n_frames > 5:
                return
            await asyncio.sleep(0.1)


async def test_a_candidate_stays_on_its_node_and_leaves_one_that_drains(
    fleet: Fleet,
    start: Callable[[], Awaitable[Node]],
    sitting: Sitting,  # noqa: F811
    sending: Callable[..., object],
    settings: Settings,
) -> None:
    attempt_id = (await sitting.start()).attempt_id
    first, second = await start(), await start()
    async with sending() as one, sending() as two, sending() as three:
        await one.answered(await fleet.accept(attempt_id, "p1", await one.offer()))
        await until_recorded(fleet, attempt_id, "p1")
        [mine] = [node for node in (first, second) if node.ingest.connected()]
        [other] = [node for node in (first, second) if node is not mine]
        await mine.beat()
        await two.answered(await fleet.accept(attempt_id, "p2", await two.offer()))
        await until_recorded(fleet, attempt_id, "p2")
        assert mine.ingest.connected() == {attempt_id: "p2"}, "where it was, though the other is idle"
        file = settings.recordings / attempt_id / "p2.webm"
        async with asyncio.timeout(10):
            while not file.exists():  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        with pytest.raises(PartBusy):
            repair(file)
        draining = asyncio.create_task(mine.drain())
        async with asyncio.timeout(5):
            while not mine.draining:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert not draining.done(), "nobody is cut off"
        await three.answered(await fleet.accept(attempt_id, "p3", await three.offer()))
        await until_recorded(fleet, attempt_id, "p3")
        assert other.ingest.connected() == {attempt_id: "p3"}
        async with asyncio.timeout(10):
            await draining
        assert fleet.recording() == {"p3"}
        await fleet.close("p3", "submitted")
        assert other.ingest.recording() == frozenset()


async def test_a_node_that_does_not_answer_is_passed_over(
    fleet: Fleet,
    start: Callable[[], Awaitable[Node]],
    sitting: Sitting,  # noqa: F811
    sending: Callable[..., object],
    database: Database,  # noqa: F811
) -> None:
    """It was killed a second ago: its last beat still counts, and it has the fewest streams."""
    attempt_id = (await sitting.start()).attempt_id
    with socket.create_server((LOOPBACK, 0)) as gone:
        port = gone.getsockname()[1]
    dead = IngestNode("0", f"http://{LOOPBACK}:{port}", -1, False, SystemClock().now())
    async with database.write() as tx:
        await tx.nodes.beat(dead)
    async with sending() as sender:
        with pytest.raises(NodeUnreachable):
            await fleet.accept(attempt_id, "p0", await sender.offer())
    alive = await start()
    async with sending() as sender:
        with pytest.raises(BadOffer):
            await fleet.accept(attempt_id, "p1", "no offer")
        await sender.answered(await fleet.accept(attempt_id, "p1", await sender.offer()))
        await until_recorded(fleet, attempt_id, "p1")
        assert fleet.connected() == {attempt_id: "p1"} == alive.ingest.connected()


async def test_who_does_not_know_the_secret_is_told_nothing(
    start: Callable[[], Awaitable[Node]],
) -> None:
    node = await start()
    async with httpx.AsyncClient(base_url=node.url, trust_env=False) as stranger:
        answers = [
            await stranger.get("/peers"),
            await stranger.post("/peers/a1/p1", content="v=0"),
            await stranger.delete("/peers/p1", headers={"Authorization": "Bearer x"}),
        ]
    assert [one.status_code for one in answers] == [403, 403, 403]


@asynccontextmanager
async def node_process(settings: Settings) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A node as an operator starts it, and where it says it is."""
    command = ["-c", "import sys; from proctor_server.entrypoints.cli import main; sys.exit(main())"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        "ingest",
        "--data",
        str(settings.data),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={
            "SYNAQ_DATABASE_URL": settings.database,
            "SYNAQ_ICE_ADDRESSES": LOOPBACK,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )
    try:
        async with asyncio.timeout(90):
            line = (await process.stdout.readline()).decode()
        assert line.startswith("synaq: ingest node at http://127.0.0.1:")
        yield process, line.split()[4].rstrip(",;.")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until_known(fleet: Fleet, n_nodes: int) -> None:
    async with asyncio.timeout(30):
        while len(await fleet._nodes()) != n_nodes:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_a_node_process_leaves_when_it_is_told_to(settings: Settings, fleet: Fleet) -> None:
    async with node_process(settings) as (process, _):
        await until_known(fleet, 1)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() == 0
        assert await fleet._nodes() == []


async def test_a_killed_node_is_replaced_by_another_and_the_gap_is_ours(
    settings: Settings,
    fleet: Fleet,
    sitting: Sitting,  # noqa: F811
    sending: Callable[..., object],
    database: Database,  # noqa: F811
) -> None:
    """Two processes; the one that records is killed. The page comes anew, within the seven seconds it still counts."""
    attempt_id = (await sitting.start()).attempt_id
    async with (
        node_process(settings) as first,
        node_process(settings) as second,
        sending() as before,
        sending() as after,
    ):
        await until_known(fleet, 2)
        await before.answered(await fleet.accept(attempt_id, "p1", await before.offer()))
        await until_recorded(fleet, attempt_id, "p1")
        await asyncio.sleep(3.0)  # the opening is held back for so long
        lost_url = fleet._urls[fleet._node_of[attempt_id]]
        [lost] = [process for process, url in (first, second) if url == lost_url]
        lost.kill()
        await lost.wait()
        await asyncio.sleep(1.0)
        await after.answered(await fleet.accept(attempt_id, "p2", await after.offer()))
        await until_recorded(fleet, attempt_id, "p2")
        assert fleet._urls[fleet._node_of[attempt_id]] != lost_url
        await asyncio.sleep(3.5)
        await fleet.close("p2", "submitted")
    await mended(settings, sitting, database)
    begun_at = SystemClock().now() - timedelta(minutes=2)
    life = await sitting.services.recordings.begin_life(begun_at)
    await sitting.services.recordings.still_alive(life, SystemClock().now())
    attempt = SimpleNamespace(id=attempt_id, started_at=begun_at)  # the nodes' clock is the machine's
    async with database.read() as tx:
        parts = {one.id: one for one in await tx.recordings.parts_of(attempt_id)}
        line = await coverage_of(tx, attempt, parts["p2"].started_at)
    assert (parts["p1"].ended_cause, parts["p2"].ended_cause) == ("server_stop", "submitted")
    died_s = (parts["p1"].started_at - begun_at).total_seconds() + parts["p1"].duration_ms / 1000
    assert (line[-1].state, line[-1].cause) == (CoverageState.NOT_OBSERVED, CoverageCause.SERVER)
    assert line[-1].t0_s == pytest.approx(died_s, abs=0.01)
    assert line[-2].state is CoverageState.PENDING, "what it had recorded is there"


async def mended(settings: Settings, sitting: Sitting, database: Database) -> None:  # noqa: F811
    """What the server does every half a minute: it finds the part whose writer is dead."""
    local = LocalParts(settings.recordings)
    vault = Vault(
        database,
        FileKeys.open(settings.master_keys),
        blobs=BlobStore.from_url(settings.recordings),
        local=local,
    )
    await RecoveryWorker(
        sitting.services.recordings, vault, folder=settings.recordings, recording=frozenset
    ).step()
