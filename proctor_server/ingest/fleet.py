"""Which node a candidate's media goes to, and how the server speaks with the nodes.

A candidate stays on its node while that lives and takes attempts; else the node with the fewest streams
takes it, so a dead node is replaced when the page connects anew, and a draining one empties by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx
import structlog

from proctor_server.db.database import Database
from proctor_server.db.nodes import IngestNode
from proctor_server.kernel.clock import Clock
from proctor_server.media.sealing import Seal

from .errors import BadOffer, IngestStopped, NodeUnreachable, NoVideoOffered
from .events import MediaStatus

log = structlog.get_logger()

ALIVE = timedelta(seconds=7)  # three beats and a little
ANSWER_WITHIN_S = 10.0
LOOK_WITHIN_S = 2.0
REFUSALS = {one.code: one for one in (BadOffer, NoVideoOffered, IngestStopped)}


def in_order_of_choice(nodes: Iterable[IngestNode], current_id: str | None) -> list[IngestNode]:
    """Sort the nodes that take attempts: the attempt's present one first, then by load."""
    taking = [one for one in nodes if not one.draining]
    return sorted(taking, key=lambda one: (one.id != current_id, one.n_streams, one.id))


class Fleet:
    """The ingest as seen by a server that has nodes for it. `look` must be called about every second."""

    def __init__(self, database: Database, clock: Clock, *, token: str) -> None:
        """`token` is the secret that nodes and servers share."""
        self._database = database
        self._clock = clock
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"}, timeout=ANSWER_WITHIN_S, trust_env=False
        )
        self._node_of: dict[str, str] = {}
        self._urls: dict[str, str] = {}
        self._seen: dict[str, dict[str, MediaStatus]] = {}

    async def look(self) -> None:
        """Ask every node that lives what it receives."""
        nodes = await self._nodes()
        self._urls = {one.id: one.url for one in nodes}
        self._seen = {one.id: await self._ask(one) for one in nodes}
        self._node_of = {attempt: node for node, seen in self._seen.items() for attempt in seen}

    async def _nodes(self) -> Sequence[IngestNode]:
        async with self._database.read() as tx:
            return await tx.nodes.seen_since(self._clock.now() - ALIVE)

    async def _ask(self, node: IngestNode) -> dict[str, MediaStatus]:
        """What a node receives; one that does not answer keeps what was last known of it."""
        try:
            answer = await self._http.get(f"{node.url}/peers", timeout=LOOK_WITHIN_S)
            return {one["attempt_id"]: _status(one) for one in answer.raise_for_status().json()}
        except (httpx.HTTPError, ValueError, KeyError) as error:
            log.warning("ingest_node_silent", node_id=node.id, error=type(error).__name__)
            return self._seen.get(node.id, {})

    async def accept(self, attempt_id: str, part_id: str, offer_sdp: str, *, seal: Seal | None = None) -> str:
        """Let a node answer an offer; the attempt's peer on another one is closed as "replaced".

        The node finds the seal's key itself.

        Raises:
            BadOffer, NoVideoOffered: as a node judges.
            NodeUnreachable: none that lives takes attempts.
        """
        former = self._node_of.get(attempt_id)
        for node in in_order_of_choice(await self._nodes(), former):
            try:
                answer = await self._http.post(f"{node.url}/peers/{attempt_id}/{part_id}", content=offer_sdp)
            except httpx.HTTPError as error:
                log.warning("ingest_node_unreachable", node_id=node.id, error=type(error).__name__)
                continue
            if answer.status_code == httpx.codes.CREATED:
                await self._settle(attempt_id, former, node)
                return answer.text
            refusal = REFUSALS.get(answer.headers.get("X-Refusal", ""))
            if refusal is not None and refusal is not IngestStopped:
                raise refusal
        raise NodeUnreachable

    async def _settle(self, attempt_id: str, former: str | None, node: IngestNode) -> None:
        self._node_of[attempt_id] = node.id
        self._urls[node.id] = node.url
        left = self._seen.get(former or "", {}).pop(attempt_id, None)
        if former is not None and former != node.id and left is not None:
            await self._close_at(former, left.part_id, "replaced")

    async def close(self, part_id: str, cause: str) -> None:
        """End a part wherever it is recorded."""
        for node_id, seen in tuple(self._seen.items()):
            if any(one.part_id == part_id for one in seen.values()):
                await self._close_at(node_id, part_id, cause)

    async def _close_at(self, node_id: str, part_id: str, cause: str) -> None:
        url = self._urls.get(node_id)
        try:
            await self._http.delete(f"{url}/peers/{part_id}", params={"cause": cause})
        except httpx.HTTPError as error:
            log.warning("ingest_node_unreachable", node_id=node_id, error=type(error).__name__)

    def status(self, attempt_id: str) -> MediaStatus | None:
        """Tell what arrived from an attempt's peer when the nodes were last asked."""
        return self._seen.get(self._node_of.get(attempt_id, ""), {}).get(attempt_id)

    def connected(self) -> dict[str, str]:
        """The part that each attempt's peer records, by attempt."""
        return {attempt: one.part_id for seen in self._seen.values() for attempt, one in seen.items()}

    def recording(self) -> frozenset[str]:
        """The parts that are being written now, as far as is known here."""
        return frozenset(self.connected().values())

    async def aclose(self) -> None:
        """Close the lines to the nodes; they go on recording."""
        await self._http.aclose()


def as_json(attempt_id: str, status: MediaStatus) -> dict[str, Any]:
    """What a node tells of a peer."""
    last = status.last_media_at
    return {
        "attempt_id": attempt_id,
        "part_id": status.part_id,
        "connected": status.connected,
        "last_media_at": None if last is None else last.isoformat(),
        "width": status.width,
        "height": status.height,
        "n_frames": status.n_frames,
    }


def _status(told: dict[str, Any]) -> MediaStatus:
    last = told["last_media_at"]
    return MediaStatus(
        part_id=str(told["part_id"]),
        connected=bool(told["connected"]),
        last_media_at=None if last is None else datetime.fromisoformat(last),
        width=told["width"],
        height=told["height"],
        n_frames=int(told["n_frames"]),
    )
