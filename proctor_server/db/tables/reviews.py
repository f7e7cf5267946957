"""Reviews: readings by several people, the decisions that end them, appeals, and who must not read what."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

reviews = sa.Table(
    "reviews",
    metadata,
    id_column(),
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), nullable=False, unique=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("round", sa.String(10), nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("severity", sa.Float, nullable=False),
    sa.Column("n_incidents", sa.Integer, nullable=False),
    sa.Column("claimed_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index(
        "ix_reviews_undecided",
        "due_at",
        sa.desc("severity"),
        "id",
        sqlite_where=sa.text("state != 'decided'"),
        postgresql_where=sa.text("state != 'decided'"),
    ),
)

decisions = sa.Table(
    "decisions",
    metadata,
    id_column(),
    reference("review_id", "reviews.id", index=True),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("rule_id", sa.String(30)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("decided_at", UtcDateTime, nullable=False),
)

readings = sa.Table(
    "readings",
    metadata,
    id_column(),
    reference("review_id", "reviews.id"),
    sa.Column("round", sa.String(10), nullable=False),
    sa.Column("reader_id", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False, index=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("rule_id", sa.String(30)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("review_id", "round"),
    sa.UniqueConstraint("review_id", "reader_id"),
)

reading_verdicts = sa.Table(
    "reading_verdicts",
    metadata,
    sa.Column("reading_id", sa.String(40), sa.ForeignKey("readings.id"), primary_key=True),
    sa.Column("incident_id", sa.String(40), sa.ForeignKey("incidents.id"), primary_key=True),
    sa.Column("verdict", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(30)),
    sa.Column("note", sa.Text, nullable=False),
)

conflicts = sa.Table(
    "conflicts",
    metadata,
    sa.Column("proctor_id", sa.String(40), sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("candidate_id", sa.String(40), sa.ForeignKey("candidates.account_id"), primary_key=True),
    sa.Column("declared_at", UtcDateTime, nullable=False),
)

review_notes = sa.Table(
    "review_notes",
    metadata,
    id_column(),
    reference("review_id", "reviews.id", index=True),
    sa.Column("author_id", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("at_s", sa.Float, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("written_at", UtcDateTime, nullable=False),
)

appeals = sa.Table(
    "appeals",
    metadata,
    id_column(),
    sa.Column("attempt_id", sa.String(40), sa.ForeignKey("attempts.id"), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("lodged_at", UtcDateTime, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False, index=True),
    sa.Column("outcome", sa.String(20)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("answered_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("answered_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
)

appeal_files = sa.Table(
    "appeal_files",
    metadata,
    id_column(),
    reference("appeal_id", "appeals.id", index=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("media_type", sa.String(100), nullable=False),
    sa.Column("n_bytes", sa.Integer, nullable=False),
    sa.Column("blob_key", sa.String(200), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)

day_overrides = sa.Table(
    "day_overrides",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("act", sa.String(300), nullable=False),
    sa.Column("declared_by", sa.String(40), sa.ForeignKey("accounts.id")),
    sa.Column("declared_at", UtcDateTime, nullable=False),
)

known_answers = sa.Table(
    "known_answers",
    metadata,
    sa.Column("incident_id", sa.String(40), sa.ForeignKey("incidents.id"), primary_key=True),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("is_violation", sa.Boolean, nullable=False),
    sa.Column("grounds", sa.Text, nullable=False),
    sa.Column("marked_by", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("marked_at", UtcDateTime, nullable=False),
    sa.Column("withdrawn_at", UtcDateTime),
)

probes = sa.Table(
    "probes",
    metadata,
    id_column(),
    reference("attempt_id", "attempts.id"),
    sa.Column("reader_id", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("lease_until", UtcDateTime),
    sa.Column("outcome", sa.String(20)),
    sa.Column("rule_id", sa.String(30)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", UtcDateTime),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("reader_id", "attempt_id"),
)

probe_answers = sa.Table(
    "probe_answers",
    metadata,
    sa.Column("probe_id", sa.String(40), sa.ForeignKey("probes.id"), primary_key=True),
    sa.Column("incident_id", sa.String(40), sa.ForeignKey("incidents.id"), primary_key=True),
    sa.Column("is_violation", sa.Boolean, nullable=False),
    sa.Column("first_verdict", sa.String(20)),
    sa.Column("first_at", UtcDateTime),
    sa.Column("verdict", sa.String(20)),
    sa.Column("reason", sa.String(30)),
    sa.Column("note", sa.Text, nullable=False),
)

probe_notes = sa.Table(
    "probe_notes",
    metadata,
    id_column(),
    reference("probe_id", "probes.id", index=True),
    sa.Column("at_s", sa.Float, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("written_at", UtcDateTime, nullable=False),
)
