"""The ingest nodes: each writes how it is, every two seconds; who is silent is gone."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from proctor_server.db.tables import ingest_nodes


@dataclass(frozen=True, slots=True)
class IngestNode:
    """A process that receives media. `url` is where the server reaches it, never a candidate."""

    id: str
    url: str
    n_streams: int
    draining: bool
    seen_at: datetime


class NodeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def beat(self, node: IngestNode) -> None:
        """Write down how a node is now."""
        values = {
            "url": node.url,
            "n_streams": node.n_streams,
            "draining": node.draining,
            "seen_at": node.seen_at,
        }
        changed = await self._connection.execute(
            ingest_nodes.update().where(ingest_nodes.c.id == node.id).values(**values)
        )
        if changed.rowcount == 0:
            await self._connection.execute(ingest_nodes.insert().values(id=node.id, **values))

    async def remove(self, node_id: str) -> None:
        """Forget a node that has ended."""
        await self._connection.execute(ingest_nodes.delete().where(ingest_nodes.c.id == node_id))

    async def seen_since(self, since: datetime) -> list[IngestNode]:
        """The nodes heard of since an instant."""
        found = await self._connection.execute(
            sa.select(
                ingest_nodes.c.id,
                ingest_nodes.c.url,
                ingest_nodes.c.n_streams,
                ingest_nodes.c.draining,
                ingest_nodes.c.seen_at,
            ).where(ingest_nodes.c.seen_at >= since)
        )
        return [IngestNode(*row) for row in found]
