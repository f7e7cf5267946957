"""Attempts: what was consented to, checked, drawn, noticed, added to their time, and scored."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

programme_versions = sa.Table(
    "programme_versions",
    metadata,
    id_column(),
    sa.Column("programme_id", sa.String(40), nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("author_id", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("programme_id", "no"),
)

attempts = sa.Table(
    "attempts",
    metadata,
    id_column(),
    reference("candidate_id", "candidates.account_id", index=True),
    sa.Column("programme_id", sa.String(40), nullable=False),
    reference("programme_version_id", "programme_versions.id", nullable=True),
    sa.Column("direction", sa.String(40)),
    sa.Column("accommodations", sa.JSON, nullable=False),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("language", sa.String(2)),
    sa.Column("window_opens_at", UtcDateTime, nullable=False),
    sa.Column("window_closes_at", UtcDateTime, nullable=False),
    sa.Column("consented_at", UtcDateTime),
    sa.Column("consent_version", sa.String(40)),
    sa.Column("checked_at", UtcDateTime),
    sa.Column("started_at", UtcDateTime),
    sa.Column("blocks", sa.JSON, nullable=False),
    sa.Column("due_at", UtcDateTime, index=True),
    sa.Column("paused_at", UtcDateTime),
    sa.Column("closed_at", UtcDateTime),
    sa.Column("close_cause", sa.String(20)),
    sa.Column("device_epoch", sa.Integer, nullable=False),
    sa.Column("device_id", sa.String(40)),
    sa.Column("device_seen_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
)

time_additions = sa.Table(
    "time_additions",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("block_no", sa.Integer, nullable=False),
    sa.Column("ground", sa.String(20), nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("author_id", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("added_at", UtcDateTime, nullable=False),
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
    sa.Column("block_no", sa.Integer, nullable=False, server_default="0"),
)

forward_places = sa.Table(
    "forward_places",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("block_no", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("slot", sa.Integer, nullable=False),
    sa.Column("reached_at", UtcDateTime, nullable=False),
)

integrity_events = sa.Table(
    "integrity_events",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("kind", sa.String(30), nullable=False),
    sa.Column("detail", sa.String(200)),
    sa.Column("client_at", UtcDateTime, nullable=False),
    sa.Column("server_at", UtcDateTime, nullable=False),
)

results = sa.Table(
    "result_versions",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("score", sa.JSON, nullable=False),
    sa.Column("rules_version", sa.Integer, nullable=False),
    sa.Column("inputs_digest", sa.String(64), nullable=False),
    sa.Column("cause", sa.String(40), nullable=False),
    sa.Column("computed_at", UtcDateTime, nullable=False),
    sa.Column("released_at", UtcDateTime),
)

essays = sa.Table(
    "essays",
    metadata,
    sa.Column("code", sa.String(20), primary_key=True),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("slot", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

essay_marks = sa.Table(
    "essay_marks",
    metadata,
    sa.Column("essay_code", sa.String(20), sa.ForeignKey("essays.code"), primary_key=True),
    sa.Column("marker_id", sa.String(40), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("value", sa.Integer),
    sa.Column("assigned_at", UtcDateTime, nullable=False),
    sa.Column("marked_at", UtcDateTime),
)
