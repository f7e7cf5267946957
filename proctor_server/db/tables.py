"""The tables: what is remembered, and which rows may exist once only."""

import sqlalchemy as sa

from proctor_server.db.types import UtcDateTime

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(40), primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), sa.ForeignKey(target), nullable=nullable, index=index)


accounts = sa.Table(
    "accounts",
    metadata,
    _id(),
    sa.Column("login", sa.String(100), nullable=False, unique=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("display_name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("disabled_at", UtcDateTime),
)

candidates = sa.Table(
    "candidates",
    metadata,
    sa.Column("account_id", sa.String(40), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("personal_number", sa.String(20), nullable=False, unique=True),
    sa.Column("iin_digest", sa.String(64), nullable=False, unique=True),
)

sign_ins = sa.Table(
    "sign_ins",
    metadata,
    sa.Column("token_digest", sa.String(64), primary_key=True),
    _ref("account_id", "accounts.id", index=True),
    sa.Column("csrf_token", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
)

items = sa.Table(
    "items",
    metadata,
    _id(),
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("section_id", sa.String(40), nullable=False, index=True),
    sa.Column("status", sa.String(20), nullable=False),
)

item_versions = sa.Table(
    "item_versions",
    metadata,
    _id(),
    _ref("item_id", "items.id"),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("item_id", "no"),
)

item_keys = sa.Table(
    "item_keys",
    metadata,
    sa.Column("version_id", sa.String(40), sa.ForeignKey("item_versions.id"), primary_key=True),
    sa.Column("correct_ids", sa.JSON, nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    _id(),
    _ref("candidate_id", "candidates.account_id", index=True),
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
    _id(),
    _ref("attempt_id", "attempts.id", index=True),
    sa.Column("text_version", sa.String(40), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("given_at", UtcDateTime, nullable=False),
)

device_checks = sa.Table(
    "device_checks",
    metadata,
    _id(),
    _ref("attempt_id", "attempts.id", index=True),
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
    _ref("version_id", "item_versions.id"),
    sa.Column("option_order", sa.JSON, nullable=False),
)

response_log = sa.Table(
    "response_log",
    metadata,
    _id(),
    _ref("attempt_id", "attempts.id"),
    sa.Column("slot", sa.Integer, nullable=False),
    sa.Column("operation_id", sa.String(40), nullable=False),
    sa.Column("body_digest", sa.String(64), nullable=False),
    sa.Column("status", sa.String(10), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("choice_ids", sa.JSON, nullable=False),
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
    sa.Column("choice_ids", sa.JSON, nullable=False),
    sa.Column("saved_at", UtcDateTime, nullable=False),
)

slot_flags = sa.Table(
    "slot_flags",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True),
)

integrity_events = sa.Table(
    "integrity_events",
    metadata,
    _id(),
    _ref("attempt_id", "attempts.id", index=True),
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

parts = sa.Table(
    "parts",
    metadata,
    _id(),
    _ref("attempt_id", "attempts.id", index=True),
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
    _id(),
    _ref("part_id", "parts.id"),
    _ref("attempt_id", "attempts.id", index=True),
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

signal_folds = sa.Table(
    "signal_folds",
    metadata,
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("state", sa.JSON, nullable=False),
    sa.Column("folded_to", UtcDateTime),
    sa.Column("finished", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

incidents = sa.Table(
    "incidents",
    metadata,
    _id(),
    _ref("attempt_id", "attempts.id", index=True),
    sa.Column("type", sa.String(30), nullable=False),
    sa.Column("rule_id", sa.String(30), nullable=False),
    sa.Column("t0_s", sa.Float, nullable=False),
    sa.Column("t1_s", sa.Float, nullable=False),
    sa.Column("direction", sa.String(10)),
    sa.Column("sub", sa.String(20)),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("measure", sa.String(40), nullable=False),
    sa.Column("threshold", sa.Float, nullable=False),
    sa.Column("curve", sa.JSON, nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("still_key", sa.String(200)),
    sa.Column("verdict", sa.String(20)),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("verdict_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("verdict_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("attempt_id", "type", "t0_s"),
)

reviews = sa.Table(
    "reviews",
    metadata,
    _id(),
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), nullable=False, unique=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("claimed_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _id(),
    _ref("review_id", "reviews.id", index=True),
    _ref("attempt_id", "attempts.id", index=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("rule_id", sa.String(30)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("decided_at", UtcDateTime, nullable=False),
)

server_lives = sa.Table(
    "server_lives",
    metadata,
    _id(),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
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
