"""Reviews by several people, appeals, notes, declared days"""

import sqlalchemy as sa
from alembic import op

from proctor_server.db.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.add_column(sa.Column("is_senior", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("reviews") as batch_op:
        batch_op.add_column(sa.Column("round", sa.String(length=10), nullable=False, server_default="first"))
        batch_op.add_column(sa.Column("severity", sa.Float(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("n_incidents", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("reviews") as batch_op:
        for name in ("round", "severity", "n_incidents"):
            batch_op.alter_column(name, server_default=None)
    undecided = sa.text("state != 'decided'")
    op.create_index(
        "ix_reviews_undecided",
        "reviews",
        ["due_at", sa.text("severity DESC"), "id"],
        sqlite_where=undecided,
        postgresql_where=undecided,
    )
    with op.batch_alter_table("incidents") as batch_op:
        batch_op.add_column(sa.Column("verdict_reason", sa.String(length=30), nullable=True))
    _readings()
    _conflicts_and_notes()
    _appeals()
    _known_answers()
    op.create_table(
        "day_overrides",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("act", sa.String(length=300), nullable=False),
        sa.Column("declared_by", sa.String(length=40), nullable=True),
        sa.Column("declared_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["declared_by"], ["accounts.id"], name=op.f("fk_day_overrides_declared_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_overrides")),
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("review_id", sa.String(length=40), nullable=False),
        sa.Column("round", sa.String(length=10), nullable=False),
        sa.Column("reader_id", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("rule_id", sa.String(length=30), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_readings_review_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["accounts.id"], name=op.f("fk_readings_reader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("review_id", "round", name=op.f("uq_readings_review_id_round")),
        sa.UniqueConstraint("review_id", "reader_id", name=op.f("uq_readings_review_id_reader_id")),
    )
    op.create_index(op.f("ix_readings_reader_id"), "readings", ["reader_id"])
    op.create_table(
        "reading_verdicts",
        sa.Column("reading_id", sa.String(length=40), nullable=False),
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_reading_verdicts_reading_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_reading_verdicts_incident_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "incident_id", name=op.f("pk_reading_verdicts")),
    )


def _conflicts_and_notes() -> None:
    op.create_table(
        "conflicts",
        sa.Column("proctor_id", sa.String(length=40), nullable=False),
        sa.Column("candidate_id", sa.String(length=40), nullable=False),
        sa.Column("declared_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["proctor_id"], ["accounts.id"], name=op.f("fk_conflicts_proctor_id")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.account_id"], name=op.f("fk_conflicts_candidate_id")
        ),
        sa.PrimaryKeyConstraint("proctor_id", "candidate_id", name=op.f("pk_conflicts")),
    )
    op.create_table(
        "review_notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("review_id", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.String(length=40), nullable=False),
        sa.Column("at_s", sa.Float(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_review_notes_review_id")),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_review_notes_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_notes")),
    )
    op.create_index(op.f("ix_review_notes_review_id"), "review_notes", ["review_id"])


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lodged_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_appeals_attempt_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["accounts.id"], name=op.f("fk_appeals_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_appeals_attempt_id")),
    )
    op.create_index(op.f("ix_appeals_due_at"), "appeals", ["due_at"])
    op.create_table(
        "appeal_files",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("appeal_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("n_bytes", sa.Integer(), nullable=False),
        sa.Column("blob_key", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_files_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_files")),
    )
    op.create_index(op.f("ix_appeal_files_appeal_id"), "appeal_files", ["appeal_id"])


def _known_answers() -> None:
    op.create_table(
        "known_answers",
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("is_violation", sa.Boolean(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.String(length=40), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_known_answers_incident_id")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_known_answers_attempt_id")),
        sa.ForeignKeyConstraint(["marked_by"], ["accounts.id"], name=op.f("fk_known_answers_marked_by")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_known_answers")),
    )
    op.create_index(op.f("ix_known_answers_attempt_id"), "known_answers", ["attempt_id"])
    op.create_table(
        "probes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("reader_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("rule_id", sa.String(length=30), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_probes_attempt_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["accounts.id"], name=op.f("fk_probes_reader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_probes")),
        sa.UniqueConstraint("reader_id", "attempt_id", name=op.f("uq_probes_reader_id_attempt_id")),
    )
    op.create_table(
        "probe_answers",
        sa.Column("probe_id", sa.String(length=40), nullable=False),
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("is_violation", sa.Boolean(), nullable=False),
        sa.Column("first_verdict", sa.String(length=20), nullable=True),
        sa.Column("first_at", UtcDateTime(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["probe_id"], ["probes.id"], name=op.f("fk_probe_answers_probe_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_probe_answers_incident_id")),
        sa.PrimaryKeyConstraint("probe_id", "incident_id", name=op.f("pk_probe_answers")),
    )
    op.create_table(
        "probe_notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("probe_id", sa.String(length=40), nullable=False),
        sa.Column("at_s", sa.Float(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["probe_id"], ["probes.id"], name=op.f("fk_probe_notes_probe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_probe_notes")),
    )
    op.create_index(op.f("ix_probe_notes_probe_id"), "probe_notes", ["probe_id"])
