"""Responses of every kind, saved in groups"""

import json
from collections.abc import Sequence
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("response_log", "responses")
AT_A_TIME = 1000


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("answers", sa.JSON(), nullable=True))
    _carry_log()
    _carry_responses()
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.alter_column("answers", existing_type=sa.JSON(), nullable=False)
            table.drop_column("choice_ids")


def _carry_log() -> None:
    """The digest of an accepted line is made anew, so that a repeat sent after the change is still a repeat.

    What a stale line was based on is not known any more: its repeat is refused, and the page sends it as new.
    """
    log = sa.table("response_log", *map(sa.column, ("id", "slot", "revision", "status", "body_digest")))
    log.append_column(sa.column("choice_ids", sa.JSON()))
    log.append_column(sa.column("answers", sa.JSON()))
    found = op.get_bind().execute(sa.select(log)).mappings().all()
    rows = []
    for row in found:
        answers = _answers(row["choice_ids"])
        body = [row["slot"], row["revision"] - 1, answers]
        accepted = row["status"] == "accepted"
        digest = sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()
        rows.append(
            {"key": row["id"], "given": answers, "digest": digest if accepted else row["body_digest"]}
        )
    _update(
        log.update()
        .where(log.c.id == sa.bindparam("key"))
        .values(answers=sa.bindparam("given", type_=sa.JSON()), body_digest=sa.bindparam("digest")),
        rows,
    )


def _carry_responses() -> None:
    table = sa.table("responses", sa.column("attempt_id"), sa.column("slot"))
    table.append_column(sa.column("choice_ids", sa.JSON()))
    table.append_column(sa.column("answers", sa.JSON()))
    found = op.get_bind().execute(sa.select(table)).mappings().all()
    _update(
        table.update()
        .where(table.c.attempt_id == sa.bindparam("key"), table.c.slot == sa.bindparam("at"))
        .values(answers=sa.bindparam("given", type_=sa.JSON())),
        [
            {"key": row["attempt_id"], "at": row["slot"], "given": _answers(row["choice_ids"])}
            for row in found
        ],
    )


def _update(statement: sa.Update, rows: Sequence[dict[str, object]]) -> None:
    for first in range(0, len(rows), AT_A_TIME):
        op.get_bind().execute(statement, rows[first : first + AT_A_TIME])


def _answers(choice_ids: Sequence[str]) -> dict[str, list[str]]:
    return {"RESPONSE": list(choice_ids)} if choice_ids else {}
