"""The item bank: items, their versions, and the keys kept apart."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime

items = sa.Table(
    "items",
    metadata,
    id_column(),
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("section_id", sa.String(40), nullable=False, index=True),
    sa.Column("status", sa.String(20), nullable=False),
)

item_versions = sa.Table(
    "item_versions",
    metadata,
    id_column(),
    reference("item_id", "items.id"),
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
