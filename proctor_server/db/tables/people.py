"""Accounts, candidates and their sign-ins."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

accounts = sa.Table(
    "accounts",
    metadata,
    id_column(),
    sa.Column("login", sa.String(100), nullable=False, unique=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("display_name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("email", sa.String(254)),
    sa.Column("is_senior", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("first_password", sa.Boolean, nullable=False, server_default=sa.false()),
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
    reference("account_id", "accounts.id", index=True),
    sa.Column("csrf_token", sa.String(64), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
)
