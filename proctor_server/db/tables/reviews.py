"""Reviews and the decisions that end them."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

reviews = sa.Table(
    "reviews",
    metadata,
    id_column(),
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
    id_column(),
    reference("review_id", "reviews.id", index=True),
    reference("attempt_id", "attempts.id", index=True),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("rule_id", sa.String(30)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", sa.String(40), sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("decided_at", UtcDateTime, nullable=False),
)
