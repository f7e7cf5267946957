"""Responses: the append-only log, what stands now, and marks for later."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

response_log = sa.Table(
    "response_log",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id"),
    sa.Column("slot", sa.Integer, nullable=False),
    sa.Column("operation_id", sa.String(40), nullable=False),
    sa.Column("body_digest", sa.String(64), nullable=False),
    sa.Column("status", sa.String(10), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("device_epoch", sa.Integer, nullable=False),
    sa.Column("client_at", UtcDateTime),
    sa.Column("server_at", UtcDateTime, nullable=False),
    sa.Column("dwell_ms", sa.Integer, nullable=False),
    sa.UniqueConstraint("attempt_id", "operation_id"),
)

responses = sa.Table(
    "responses",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("saved_at", UtcDateTime, nullable=False),
)

slot_flags = sa.Table(
    "slot_flags",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True),
)
