"""Attempts: what was consented to, checked, drawn, noticed, and scored."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

attempts = sa.Table(
    "attempts",
    metadata,
    id_column(),
    reference("candidate_id", "candidates.account_id", index=True),
    sa.Column("programme_id", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("language", sa.String(2)),
    sa.Column("window_opens_at", UtcDateTime, nullable=False),
    sa.Column("window_closes_at", UtcDateTime, nullable=False),
    sa.Column("consented_at", UtcDateTime),
    sa.Column("consent_version", sa.String(40)),
    sa.Column("checked_at", UtcDateTime),
    sa.Column("started_at", UtcDateTime),
    sa.Column("limit_s", sa.Float, nullable=False),
    sa.Column("extra_s", sa.Float, nullable=False),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("close_cause", sa.String(20)),
    sa.Column("device_epoch", sa.Integer, nullable=False),
    sa.Column("device_id", sa.String(40)),
    sa.Column("device_seen_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
)

consents = sa.Table(
    "consents",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("text_version", sa.String(40), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("given_at", UtcDateTime, nullable=False),
)

device_checks = sa.Table(
    "device_checks",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("report", sa.JSON, nullable=False),
    sa.Column("passed", sa.Boolean, nullable=False),
    sa.Column("checked_at", UtcDateTime, nullable=False),
)

form_slots = sa.Table(
    "form_slots",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True),
    sa.Column("section_id", sa.String(40), nullable=False),
    reference("version_id", "item_versions.id"),
    sa.Column("option_order", sa.JSON, nullable=False),
)

integrity_events = sa.Table(
    "integrity_events",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("kind", sa.String(30), nullable=False),
    sa.Column("client_at", UtcDateTime, nullable=False),
    sa.Column("server_at", UtcDateTime, nullable=False),
)

results = sa.Table(
    "results",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("score", sa.JSON, nullable=False),
    sa.Column("computed_at", UtcDateTime, nullable=False),
    sa.Column("released_at", UtcDateTime),
)
