"""Recordings: parts, and the segments they consist of."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

parts = sa.Table(
    "parts",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("blob_key", sa.String(200), nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("ended_cause", sa.String(30)),
    sa.Column("duration_ms", sa.Integer),
    sa.Column("n_bytes", sa.BigInteger),
)

segments = sa.Table(
    "segments",
    metadata,
    id_column(),
    reference("part_id", "parts.id"),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("begins_at", UtcDateTime, nullable=False),
    sa.Column("t0_ms", sa.Integer, nullable=False),
    sa.Column("t1_ms", sa.Integer, nullable=False),
    sa.Column("byte_offset", sa.BigInteger, nullable=False),
    sa.Column("n_bytes", sa.BigInteger, nullable=False),
    sa.Column("header_bytes", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("folded", sa.Boolean, nullable=False),
    sa.Column("n_tries", sa.Integer, nullable=False),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("observations", sa.JSON),
    sa.Column("cpu_s", sa.Float),
    sa.UniqueConstraint("part_id", "no"),
)
