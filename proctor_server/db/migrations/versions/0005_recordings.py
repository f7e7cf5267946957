"""Recordings: keys, stored pieces, kinds of parts, holds and alarms"""

import sqlalchemy as sa
from alembic import op

from proctor_server.db.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("parts") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=10), nullable=False, server_default="camera"))
        batch_op.add_column(sa.Column("source", sa.String(length=10), nullable=False, server_default="live"))
        batch_op.add_column(sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("stored_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("segments") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=10), nullable=False, server_default="camera"))
    op.create_table(
        "part_pieces",
        sa.Column("part_id", sa.String(length=40), nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("blob_key", sa.String(length=200), nullable=False),
        sa.Column("byte_offset", sa.BigInteger(), nullable=False),
        sa.Column("n_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cuts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["parts.id"], name=op.f("fk_part_pieces_part_id")),
        sa.PrimaryKeyConstraint("part_id", "no", name=op.f("pk_part_pieces")),
    )
    op.create_table(
        "recording_keys",
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("wrapped", sa.String(length=200), nullable=True),
        sa.Column("master_key_id", sa.String(length=80), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_recording_keys_attempt_id")),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_recording_keys")),
    )
    op.create_table(
        "recording_holds",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.String(length=40), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=False),
        sa.Column("released_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_recording_holds_attempt_id")),
        sa.ForeignKeyConstraint(["placed_by"], ["accounts.id"], name=op.f("fk_recording_holds_placed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_holds")),
    )
    op.create_index(op.f("ix_recording_holds_attempt_id"), "recording_holds", ["attempt_id"])
    op.create_table(
        "media_alarms",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("silent_since", UtcDateTime(), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_media_alarms_attempt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_alarms")),
    )
    op.create_index(op.f("ix_media_alarms_attempt_id"), "media_alarms", ["attempt_id"])
    op.create_table(
        "ingest_nodes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("n_streams", sa.Integer(), nullable=False),
        sa.Column("draining", sa.Boolean(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_nodes")),
    )
