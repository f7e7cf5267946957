"""The item bank: items, immutable versions, keys kept apart, reviews, stimuli, blueprints, forms made ahead."""

import sqlalchemy as sa

from proctor_server.db.tables.base import id_column, metadata, reference
from proctor_server.db.types import UtcDateTime


def _sorted(name: str) -> sa.Column[str]:
    """A key made by `item_bank.kazakh_order`, compared code point by code point on every database."""
    kind = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False, server_default="")


def _text(name: str, length: int, default: str | None = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _word(name: str) -> sa.Column[str]:
    """A word that items are found by, by its beginning; compared code point by code point everywhere."""
    kind = sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql")
    return sa.Column(name, kind, primary_key=True)


FILTERS = (
    "section_id",
    "status",
    "kind",
    "topic",
    "act",
    "article",
    "languages",
    "stimulus_code",
    "author_id",
    "live",
    "sort_code",
    "sort_kk",
    "sort_ru",
    "sort_topic",
    "updated_at",
    "id",
)
"""What items are filtered and sorted by: in one index, so that neither reads the wide rows."""

items = sa.Table(
    "items",
    metadata,
    id_column(),
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("section_id", sa.String(40), nullable=False, index=True),
    sa.Column("status", sa.String(20), nullable=False, index=True),
    _text("topic", 200),
    _text("kind", 20, "choice"),
    _text("languages", 40),
    _text("act", 300),
    _text("article", 60),
    _text("edition_date", 10),
    _text("stem_kk", 300),
    _text("stem_ru", 300),
    _sorted("sort_code"),
    _sorted("sort_kk"),
    _sorted("sort_ru"),
    _sorted("sort_topic"),
    _text("stimulus_code", 60),
    reference("author_id", "accounts.id", nullable=True),
    sa.Column("live", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("n_versions", sa.Integer, nullable=False, server_default="1"),
    sa.Column("updated_at", UtcDateTime),
    sa.Index("ix_items_sort_code", "sort_code", "id"),
    sa.Index("ix_items_sort_kk", "sort_kk", "id"),
    sa.Index("ix_items_sort_ru", "sort_ru", "id"),
    sa.Index("ix_items_sort_topic", "sort_topic", "id"),
    sa.Index("ix_items_updated_at", "updated_at", "id"),
    sa.Index("ix_items_act_article", "act", "article"),
    sa.Index("ix_items_stimulus_code", "stimulus_code"),
    sa.Index("ix_items_filters", *FILTERS),
)

item_words = sa.Table(
    "item_words",
    metadata,
    _word("word"),
    sa.Column("item_id", sa.String(40), sa.ForeignKey("items.id"), primary_key=True),
    sa.Index("ix_item_words_item_id_word", "item_id", "word"),
)

stimuli = sa.Table(
    "stimuli",
    metadata,
    id_column(),
    sa.Column("code", sa.String(60), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    _text("title_kk", 300),
    _text("title_ru", 300),
    _text("languages", 40),
    _sorted("sort_code"),
    sa.Column("n_versions", sa.Integer, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)

stimulus_versions = sa.Table(
    "stimulus_versions",
    metadata,
    id_column(),
    reference("stimulus_id", "stimuli.id"),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("checksum", sa.String(64), nullable=False),
    reference("author_id", "accounts.id", nullable=True),
    _text("note", 2000),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("stimulus_id", "no"),
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
    _text("status", 20, "active"),
    _text("approved", 40),
    sa.Column("lock", sa.Integer, nullable=False, server_default="1"),
    reference("author_id", "accounts.id", nullable=True),
    _text("note", 4000),
    reference("stimulus_version_id", "stimulus_versions.id", nullable=True),
    sa.Column("submitted_at", UtcDateTime),
    sa.UniqueConstraint("item_id", "no"),
    sa.Index("ix_item_versions_status", "status"),
)

item_keys = sa.Table(
    "item_keys",
    metadata,
    sa.Column("version_id", sa.String(40), sa.ForeignKey("item_versions.id"), primary_key=True),
    sa.Column("key", sa.JSON, nullable=False),
)

item_reviews = sa.Table(
    "item_reviews",
    metadata,
    id_column(),
    reference("version_id", "item_versions.id", index=True),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    reference("reviewer_id", "accounts.id"),
    sa.Column("decided_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("version_id", "stage"),
)

bank_policies = sa.Table(
    "bank_policies",
    metadata,
    id_column(),
    sa.Column("stages", sa.JSON, nullable=False),
    sa.Column("pilot_required", sa.Boolean, nullable=False),
    reference("set_by", "accounts.id", nullable=True),
    sa.Column("set_at", UtcDateTime, nullable=False),
)

amendments = sa.Table(
    "amendments",
    metadata,
    id_column(),
    sa.Column("act", sa.String(300), nullable=False),
    sa.Column("article", sa.String(60), nullable=False),
    sa.Column("edition_date", sa.String(10), nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    reference("declared_by", "accounts.id"),
    sa.Column("declared_at", UtcDateTime, nullable=False),
    sa.Column("items", sa.JSON, nullable=False),
)

key_corrections = sa.Table(
    "key_corrections",
    metadata,
    id_column(),
    reference("version_id", "item_versions.id", index=True),
    sa.Column("key_before", sa.JSON, nullable=False),
    sa.Column("key_after", sa.JSON, nullable=False),
    sa.Column("decision", sa.String(20), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("n_used", sa.Integer, nullable=False),
    sa.Column("affected", sa.JSON, nullable=False),
    reference("decided_by", "accounts.id"),
    sa.Column("decided_at", UtcDateTime, nullable=False),
)

assets = sa.Table(
    "assets",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("n_bytes", sa.Integer, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

blueprints = sa.Table(
    "blueprints",
    metadata,
    id_column(),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("programme_id", sa.String(40), nullable=False),
    sa.Column("block_id", sa.String(40), nullable=False),
    sa.Column("in_use", sa.Boolean, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("n_items", sa.Integer, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
    sa.Index("ix_blueprints_programme_id_block_id", "programme_id", "block_id"),
)

blueprint_versions = sa.Table(
    "blueprint_versions",
    metadata,
    id_column(),
    reference("blueprint_id", "blueprints.id"),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    reference("author_id", "accounts.id", nullable=True),
    _text("note", 2000),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("blueprint_id", "no"),
)

prepared_forms = sa.Table(
    "prepared_forms",
    metadata,
    id_column(),
    sa.Column("pool", sa.String(200), nullable=False),
    sa.Column("slots", sa.JSON, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_prepared_forms_pool", "pool", "id"),
)

form_pools = sa.Table(
    "form_pools",
    metadata,
    sa.Column("pool", sa.String(200), primary_key=True),
    sa.Column("n_forms", sa.Integer, nullable=False),
    sa.Column("n_wanted", sa.Integer, nullable=False),
)

exposures = sa.Table(
    "exposures",
    metadata,
    sa.Column("pool", sa.String(200), primary_key=True),
    sa.Column("version_id", sa.String(40), sa.ForeignKey("item_versions.id"), primary_key=True),
    sa.Column("n_forms", sa.Integer, nullable=False),
)

import_jobs = sa.Table(
    "import_jobs",
    metadata,
    id_column(),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column("blob_key", sa.String(200), nullable=False),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("n_read", sa.Integer, nullable=False),
    sa.Column("n_parts", sa.Integer, nullable=False),
    sa.Column("n_saved", sa.Integer, nullable=False),
    sa.Column("with_needs_review", sa.Boolean, nullable=False),
    sa.Column("status", sa.String(20)),
    sa.Column("findings", sa.JSON, nullable=False),
    reference("author_id", "accounts.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
)

import_parts = sa.Table(
    "import_parts",
    metadata,
    sa.Column("job_id", sa.String(40), sa.ForeignKey("import_jobs.id"), primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("place", sa.String(400), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("code", sa.String(200), nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.Column("payload", sa.JSON),
    sa.Column("key", sa.JSON),
    sa.Column("action", sa.String(10), nullable=False),
    sa.Column("item_id", sa.String(40)),
)
