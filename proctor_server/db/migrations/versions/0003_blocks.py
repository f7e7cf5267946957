"""Attempts of several blocks, versions of programmes, added time, versions of results, essays to be marked"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from proctor_server.db.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE_VERSIONS = "0" * 64
"""The digest of a result's inputs that nobody took down when it was computed."""


def upgrade() -> None:
    _programme_versions()
    _attempts()
    _time_additions()
    _forward_places()
    _results()
    _essays()
    with op.batch_alter_table("form_slots") as table:
        table.add_column(sa.Column("block_no", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("integrity_events") as table:
        table.add_column(sa.Column("detail", sa.String(200), nullable=True))


def _programme_versions() -> None:
    op.create_table(
        "programme_versions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("programme_id", sa.String(40), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.String(40), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_programme_versions_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_versions")),
        sa.UniqueConstraint("programme_id", "no", name=op.f("uq_programme_versions_programme_id_no")),
    )


def _attempts() -> None:
    with op.batch_alter_table("attempts") as table:
        table.add_column(sa.Column("programme_version_id", sa.String(40), nullable=True))
        table.add_column(sa.Column("direction", sa.String(40), nullable=True))
        table.add_column(sa.Column("accommodations", sa.JSON(), nullable=True))
        table.add_column(sa.Column("blocks", sa.JSON(), nullable=True))
        table.add_column(sa.Column("due_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("paused_at", UtcDateTime(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attempts_programme_version_id"), "programme_versions", ["programme_version_id"], ["id"]
        )
        table.create_index(op.f("ix_attempts_due_at"), ["due_at"], unique=False)
    _carry_attempts()
    with op.batch_alter_table("attempts") as table:
        table.alter_column("accommodations", existing_type=sa.JSON(), nullable=False)
        table.alter_column("blocks", existing_type=sa.JSON(), nullable=False)
        table.drop_column("limit_s")
        table.drop_column("extra_s")


def _carry_attempts() -> None:
    """An attempt had one block. Its next change is due at once: the first look finds when it really is."""
    plain = ("id", "state", "limit_s", "extra_s", "close_cause")
    table = sa.table("attempts", *map(sa.column, plain))
    for name in ("started_at", "closed_at", "due_at"):
        table.append_column(sa.column(name, UtcDateTime()))
    for name in ("blocks", "accommodations"):
        table.append_column(sa.column(name, sa.JSON()))
    for row in op.get_bind().execute(sa.select(table)).mappings().all():
        op.get_bind().execute(
            table.update()
            .where(table.c.id == row["id"])
            .values(
                blocks=[_block(dict(row))],
                accommodations={},
                due_at=row["started_at"] if row["state"] == "running" else None,
            )
        )


def _block(row: Mapping[str, Any]) -> dict[str, Any]:
    ended_by = {"submitted": "finished", "time_up": "time_up", None: None}[row["close_cause"]]
    return {
        "limit_s": row["limit_s"],
        "extra_s": row["extra_s"],
        "break_s": 0.0,
        "next_starts_itself": False,
        "started_at": _instant(row["started_at"]),
        "ended_at": _instant(row["closed_at"]),
        "end_cause": ended_by,
        "credited_until": None,
    }


def _instant(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _time_additions() -> None:
    op.create_table(
        "time_additions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("block_no", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(20), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("author_id", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_time_additions_attempt_id")),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name=op.f("fk_time_additions_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_additions")),
    )
    op.create_index(op.f("ix_time_additions_attempt_id"), "time_additions", ["attempt_id"])


def _forward_places() -> None:
    op.create_table(
        "forward_places",
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("block_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("reached_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_forward_places_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", "block_no", name=op.f("pk_forward_places")),
    )


def _results() -> None:
    op.create_table(
        "result_versions",
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.JSON(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("inputs_digest", sa.String(64), nullable=False),
        sa.Column("cause", sa.String(40), nullable=False),
        sa.Column("computed_at", UtcDateTime(), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_result_versions_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", "no", name=op.f("pk_result_versions")),
    )
    old, new = _result_tables()
    op.get_bind().execute(
        new.insert().from_select(
            [column.name for column in new.columns],
            sa.select(
                old.c.attempt_id,
                sa.literal(1),
                old.c.score,
                sa.literal(0),
                sa.literal(BEFORE_VERSIONS),
                sa.literal("closed"),
                old.c.computed_at,
                old.c.released_at,
            ),
        )
    )
    op.drop_table("results")


def _result_tables() -> tuple[sa.TableClause, sa.TableClause]:
    names = (
        "attempt_id",
        "no",
        "score",
        "rules_version",
        "inputs_digest",
        "cause",
        "computed_at",
        "released_at",
    )
    old = sa.table("results", *map(sa.column, ("attempt_id", "score", "computed_at", "released_at")))
    return old, sa.table("result_versions", *map(sa.column, names))


def _essays() -> None:
    op.create_table(
        "essays",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_essays_attempt_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_essays")),
    )
    op.create_index(op.f("ix_essays_attempt_id"), "essays", ["attempt_id"])
    op.create_table(
        "essay_marks",
        sa.Column("essay_code", sa.String(20), nullable=False),
        sa.Column("marker_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("assigned_at", UtcDateTime(), nullable=False),
        sa.Column("marked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["essay_code"], ["essays.code"], name=op.f("fk_essay_marks_essay_code")),
        sa.ForeignKeyConstraint(["marker_id"], ["accounts.id"], name=op.f("fk_essay_marks_marker_id")),
        sa.PrimaryKeyConstraint("essay_code", "marker_id", name=op.f("pk_essay_marks")),
    )
