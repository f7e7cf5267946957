"""Which processes receive media, how loaded they are, and when they were last heard of."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata
from proctor_server.db.types import UtcDateTime

ingest_nodes = sa.Table(
    "ingest_nodes",
    metadata,
    id_column(),
    sa.Column("url", sa.String(200), nullable=False),
    sa.Column("n_streams", sa.Integer, nullable=False),
    sa.Column("draining", sa.Boolean, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)
