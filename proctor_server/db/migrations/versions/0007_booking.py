"""Booking a window, and telling people about it"""

import sqlalchemy as sa
from alembic import op

from proctor_server.db.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("accounts") as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(length=254), nullable=True))
    op.create_table(
        "booking_windows",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("n_booked", sa.Integer(), nullable=False),
        sa.Column("open_to_all", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_windows")),
    )
    op.create_index(op.f("ix_booking_windows_closes_at"), "booking_windows", ["closes_at"])
    op.create_index(
        "ix_booking_windows_programme_id_opens_at", "booking_windows", ["programme_id", "opens_at"]
    )
    op.create_table(
        "admissions",
        sa.Column("candidate_id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("admitted_at", UtcDateTime(), nullable=False),
        sa.Column("admitted_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.account_id"], name=op.f("fk_admissions_candidate_id")
        ),
        sa.ForeignKeyConstraint(["admitted_by"], ["accounts.id"], name=op.f("fk_admissions_admitted_by")),
        sa.PrimaryKeyConstraint("candidate_id", "programme_id", name=op.f("pk_admissions")),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("candidate_id", sa.String(length=40), nullable=False),
        sa.Column("programme_id", sa.String(length=40), nullable=False),
        sa.Column("window_id", sa.String(length=40), nullable=False),
        sa.Column("attempt_id", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column("n_moves", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.account_id"], name=op.f("fk_bookings_candidate_id")
        ),
        sa.ForeignKeyConstraint(["window_id"], ["booking_windows.id"], name=op.f("fk_bookings_window_id")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_bookings_attempt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
    )
    for column in ("window_id", "attempt_id", "state"):
        op.create_index(op.f(f"ix_bookings_{column}"), "bookings", [column])
    op.create_index(
        "uq_bookings_held",
        "bookings",
        ["candidate_id", "programme_id"],
        unique=True,
        sqlite_where=sa.text("state = 'booked'"),
        postgresql_where=sa.text("state = 'booked'"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("occasion", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("mail", sa.String(length=10), nullable=False),
        sa.Column("n_tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notices_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("account_id", "occasion", name=op.f("uq_notices_account_id_occasion")),
    )
    op.create_index("ix_notices_account_id_created_at", "notices", ["account_id", "created_at"])
    op.create_index(op.f("ix_notices_mail"), "notices", ["mail"])
