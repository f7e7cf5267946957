"""What the house remembers of itself: lives, the outbox, the audit chain."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata
from proctor_server.db.types import UtcDateTime

server_lives = sa.Table(
    "server_lives",
    metadata,
    id_column(),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    id_column(),
    sa.Column("topic", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(40), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor_id", sa.String(40)),
    sa.Column("action", sa.String(60), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)
