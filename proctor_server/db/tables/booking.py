"""Booking: the windows of a stage, who is admitted to it, who holds a place, and what people are told."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

booking_windows = sa.Table(
    "booking_windows",
    metadata,
    id_column(),
    sa.Column("programme_id", sa.String(40), nullable=False),
    sa.Column("opens_at", UtcDateTime, nullable=False),
    sa.Column("closes_at", UtcDateTime, nullable=False, index=True),
    sa.Column("languages", sa.JSON, nullable=False),
    sa.Column("capacity", sa.Integer),
    sa.Column("n_booked", sa.Integer, nullable=False),
    sa.Column("open_to_all", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("ix_booking_windows_programme_id_opens_at", "programme_id", "opens_at"),
)

admissions = sa.Table(
    "admissions",
    metadata,
    sa.Column("candidate_id", sa.String(40), sa.ForeignKey("candidates.account_id"), primary_key=True),
    sa.Column("programme_id", sa.String(40), primary_key=True),
    sa.Column("admitted_at", UtcDateTime, nullable=False),
    reference("admitted_by", "accounts.id", nullable=True),
)

bookings = sa.Table(
    "bookings",
    metadata,
    id_column(),
    reference("candidate_id", "candidates.account_id"),
    sa.Column("programme_id", sa.String(40), nullable=False),
    reference("window_id", "booking_windows.id", index=True),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("state", sa.String(10), nullable=False, index=True),
    sa.Column("booked_at", UtcDateTime, nullable=False),
    sa.Column("n_moves", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index(
    "uq_bookings_held",
    bookings.c.candidate_id,
    bookings.c.programme_id,
    unique=True,
    sqlite_where=bookings.c.state == "booked",
    postgresql_where=bookings.c.state == "booked",
)
"""Two requests of one person at one instant cannot hold two places of a stage."""

notices = sa.Table(
    "notices",
    metadata,
    id_column(),
    reference("account_id", "accounts.id"),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("params", sa.JSON, nullable=False),
    sa.Column("occasion", sa.String(120), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("read_at", UtcDateTime),
    sa.Column("mail", sa.String(10), nullable=False, index=True),
    sa.Column("n_tries", sa.Integer, nullable=False),
    sa.UniqueConstraint("account_id", "occasion"),
    sa.Index("ix_notices_account_id_created_at", "account_id", "created_at"),
)
