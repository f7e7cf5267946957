"""Recordings: parts, their segments and stored pieces, the keys they are sealed with, holds and alarms."""

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
    sa.Column("kind", sa.String(10), nullable=False, server_default="camera"),
    sa.Column("source", sa.String(10), nullable=False, server_default="live"),
    sa.Column("sealed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("stored_at", UtcDateTime),
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
    sa.Column("uncertain", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("kind", sa.String(10), nullable=False, server_default="camera"),
    sa.UniqueConstraint("part_id", "no"),
)

part_pieces = sa.Table(
    "part_pieces",
    metadata,
    sa.Column("part_id", sa.String(40), sa.ForeignKey("parts.id"), primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("blob_key", sa.String(200), nullable=False),
    sa.Column("byte_offset", sa.BigInteger, nullable=False),
    sa.Column("n_bytes", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("cuts", sa.JSON, nullable=False),
)

recording_keys = sa.Table(
    "recording_keys",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("wrapped", sa.String(200)),
    sa.Column("master_key_id", sa.String(80), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("destroyed_at", UtcDateTime),
)

recording_holds = sa.Table(
    "recording_holds",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("reason", sa.Text, nullable=False),
    reference("placed_by", "accounts.id"),
    sa.Column("placed_at", UtcDateTime, nullable=False),
    sa.Column("released_at", UtcDateTime),
)

media_alarms = sa.Table(
    "media_alarms",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("silent_since", UtcDateTime, nullable=False),
    sa.Column("raised_at", UtcDateTime, nullable=False),
    sa.Column("cleared_at", UtcDateTime),
)
