"""The item bank: versions, workflow, stimuli, forms made ahead"""

import hashlib
import html
import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

from item_bank.kazakh_order import sort_key
from proctor_server.db.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


_VERSIONS = sa.table(
    "item_versions",
    sa.column("id"),
    sa.column("payload", sa.JSON),
    sa.column("checksum"),
    sa.column("approved"),
)
_KEYS = sa.table("item_keys", sa.column("version_id"), sa.column("key", sa.JSON))
_ROW = "topic languages act article edition_date stem_kk stem_ru sort_code sort_kk sort_ru sort_topic"
_WORDS = sa.table("item_words", sa.column("word"), sa.column("item_id"))
_ITEMS = sa.table(
    "items",
    sa.column("id"),
    sa.column("n_versions"),
    sa.column("updated_at", UtcDateTime),
    sa.column("live", sa.Boolean),
    *(sa.column(name) for name in _ROW.split()),
)


def upgrade() -> None:
    _new_tables()
    _grown_tables()
    _carry_over()
    op.drop_column("item_keys", "correct_ids")


def _id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _new_tables() -> None:
    op.create_table(
        "stimuli",
        _id(),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *_texts(("title_kk", 300), ("title_ru", 300), ("languages", 40)),
        _sorted("sort_code"),
        sa.Column("n_versions", sa.Integer, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stimuli"),
        sa.UniqueConstraint("code", name="uq_stimuli_code"),
    )
    op.create_table(
        "stimulus_versions",
        _id(),
        _id("stimulus_id"),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("author_id", sa.String(40)),
        *_texts(("note", 2000)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["stimulus_id"], ["stimuli.id"], name="fk_stimulus_versions_stimulus_id"),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_stimulus_versions_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stimulus_versions"),
        sa.UniqueConstraint("stimulus_id", "no", name="uq_stimulus_versions_stimulus_id_no"),
    )
    op.create_table(
        "item_reviews",
        _id(),
        _id("version_id"),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        _id("reviewer_id"),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["item_versions.id"], name="fk_item_reviews_version_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["accounts.id"], name="fk_item_reviews_reviewer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item_reviews"),
        sa.UniqueConstraint("version_id", "stage", name="uq_item_reviews_version_id_stage"),
    )
    op.create_index("ix_item_reviews_version_id", "item_reviews", ["version_id"])
    op.create_table(
        "bank_policies",
        _id(),
        sa.Column("stages", sa.JSON, nullable=False),
        sa.Column("pilot_required", sa.Boolean, nullable=False),
        sa.Column("set_by", sa.String(40)),
        sa.Column("set_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["accounts.id"], name="fk_bank_policies_set_by"),
        sa.PrimaryKeyConstraint("id", name="pk_bank_policies"),
    )
    op.create_table(
        "amendments",
        _id(),
        sa.Column("act", sa.String(300), nullable=False),
        sa.Column("article", sa.String(60), nullable=False),
        sa.Column("edition_date", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        _id("declared_by"),
        sa.Column("declared_at", UtcDateTime, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["declared_by"], ["accounts.id"], name="fk_amendments_declared_by"),
        sa.PrimaryKeyConstraint("id", name="pk_amendments"),
    )
    op.create_table(
        "key_corrections",
        _id(),
        _id("version_id"),
        sa.Column("key_before", sa.JSON, nullable=False),
        sa.Column("key_after", sa.JSON, nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("n_used", sa.Integer, nullable=False),
        sa.Column("affected", sa.JSON, nullable=False),
        _id("decided_by"),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["item_versions.id"], name="fk_key_corrections_version_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["accounts.id"], name="fk_key_corrections_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_key_corrections"),
    )
    op.create_index("ix_key_corrections_version_id", "key_corrections", ["version_id"])
    op.create_table(
        "assets",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("n_bytes", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_assets"),
    )
    _form_tables()
    _import_tables()


def _form_tables() -> None:
    op.create_table(
        "blueprints",
        _id(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("programme_id", sa.String(40), nullable=False),
        sa.Column("block_id", sa.String(40), nullable=False),
        sa.Column("in_use", sa.Boolean, nullable=False),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("n_items", sa.Integer, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blueprints"),
    )
    op.create_index("ix_blueprints_programme_id_block_id", "blueprints", ["programme_id", "block_id"])
    op.create_table(
        "blueprint_versions",
        _id(),
        _id("blueprint_id"),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("author_id", sa.String(40)),
        *_texts(("note", 2000)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["blueprint_id"], ["blueprints.id"], name="fk_blueprint_versions_blueprint_id"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_blueprint_versions_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_blueprint_versions"),
        sa.UniqueConstraint("blueprint_id", "no", name="uq_blueprint_versions_blueprint_id_no"),
    )
    op.create_table(
        "prepared_forms",
        _id(),
        sa.Column("pool", sa.String(200), nullable=False),
        sa.Column("slots", sa.JSON, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prepared_forms"),
    )
    op.create_index("ix_prepared_forms_pool", "prepared_forms", ["pool", "id"])
    op.create_table(
        "form_pools",
        sa.Column("pool", sa.String(200), nullable=False),
        sa.Column("n_forms", sa.Integer, nullable=False),
        sa.Column("n_wanted", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pool", name="pk_form_pools"),
    )
    op.create_table(
        "exposures",
        sa.Column("pool", sa.String(200), nullable=False),
        _id("version_id"),
        sa.Column("n_forms", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["item_versions.id"], name="fk_exposures_version_id"),
        sa.PrimaryKeyConstraint("pool", "version_id", name="pk_exposures"),
    )


def _import_tables() -> None:
    op.create_table(
        "import_jobs",
        _id(),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("blob_key", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("n_read", sa.Integer, nullable=False),
        sa.Column("n_parts", sa.Integer, nullable=False),
        sa.Column("n_saved", sa.Integer, nullable=False),
        sa.Column("with_needs_review", sa.Boolean, nullable=False),
        sa.Column("status", sa.String(20)),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("author_id", sa.String(40)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime),
        sa.ForeignKeyConstraint(["author_id"], ["accounts.id"], name="fk_import_jobs_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_jobs"),
    )
    op.create_index("ix_import_jobs_state", "import_jobs", ["state"])
    op.create_table(
        "import_parts",
        _id("job_id"),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("place", sa.String(400), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("code", sa.String(200), nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("payload", sa.JSON),
        sa.Column("key", sa.JSON),
        sa.Column("action", sa.String(10), nullable=False),
        sa.Column("item_id", sa.String(40)),
        sa.ForeignKeyConstraint(["job_id"], ["import_jobs.id"], name="fk_import_parts_job_id"),
        sa.PrimaryKeyConstraint("job_id", "no", name="pk_import_parts"),
    )


def _texts(*columns: tuple[str, int]) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(length), nullable=False, server_default="") for name, length in columns]


def _sorted(name: str) -> sa.Column[str]:
    kind = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False, server_default="")


def _grown_tables() -> None:
    """Columns are added in place: SQLite would lose the references to a table that is copied."""
    grown = [
        *_texts(("topic", 200), ("languages", 40), ("act", 300), ("article", 60), ("edition_date", 10)),
        *_texts(("stem_kk", 300), ("stem_ru", 300), ("stimulus_code", 60)),
        sa.Column("kind", sa.String(20), nullable=False, server_default="choice"),
        *(_sorted(name) for name in ("sort_code", "sort_kk", "sort_ru", "sort_topic")),
        sa.Column("live", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("n_versions", sa.Integer, nullable=False, server_default="1"),
        sa.Column("updated_at", UtcDateTime),
    ]
    for column in grown:
        op.add_column("items", column)
    _reference("items", "author_id", "accounts")
    for name in ("sort_code", "sort_kk", "sort_ru", "sort_topic", "updated_at"):
        op.create_index(f"ix_items_{name}", "items", [name, "id"])
    op.create_index("ix_items_act_article", "items", ["act", "article"])
    op.create_index("ix_items_stimulus_code", "items", ["stimulus_code"])
    op.create_index("ix_items_status", "items", ["status"])
    filters = (
        "section_id status kind topic act article languages stimulus_code author_id live"
        " sort_code sort_kk sort_ru sort_topic updated_at id"
    )
    op.create_index("ix_items_filters", "items", filters.split())
    op.create_table(
        "item_words",
        sa.Column(
            "word",
            sa.String(24).with_variant(sa.String(24, collation="C"), "postgresql"),
            nullable=False,
        ),
        _id("item_id"),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_item_words_item_id"),
        sa.PrimaryKeyConstraint("word", "item_id", name="pk_item_words"),
    )
    op.create_index("ix_item_words_item_id_word", "item_words", ["item_id", "word"])
    for column in (
        sa.Column("status", sa.String(20), nullable=False, server_default="active"),
        *_texts(("approved", 40), ("note", 4000)),
        sa.Column("lock", sa.Integer, nullable=False, server_default="1"),
        sa.Column("submitted_at", UtcDateTime),
    ):
        op.add_column("item_versions", column)
    _reference("item_versions", "author_id", "accounts")
    _reference("item_versions", "stimulus_version_id", "stimulus_versions")
    op.create_index("ix_item_versions_status", "item_versions", ["status"])
    op.add_column("item_keys", sa.Column("key", sa.JSON, nullable=False, server_default="[]"))


def _reference(table: str, column: str, target: str) -> None:
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(40)"
        f" CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
    )


def _carry_over() -> None:
    """Write the choice items of before as items of any kind; they were in use, so they stay so."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT v.id, v.item_id, v.payload, v.no, v.created_at, k.correct_ids FROM item_versions v"
            " JOIN item_keys k ON k.version_id = v.id ORDER BY v.item_id, v.no"
        ).columns(created_at=UtcDateTime)
    ).fetchall()
    for row in rows:
        before, right = _read(row.payload), _read(row.correct_ids)
        document, key = _as_any_item(before, right)
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        connection.execute(
            _VERSIONS.update()
            .where(_VERSIONS.c.id == row.id)
            .values(payload=document, checksum=digest, approved="kk,ru")
        )
        connection.execute(_KEYS.update().where(_KEYS.c.version_id == row.id).values(key=key))
        connection.execute(
            _ITEMS.update()
            .where(_ITEMS.c.id == row.item_id)
            .values(**_row(before), n_versions=row.no, updated_at=row.created_at, live=True)
        )
        words = [{"word": one, "item_id": row.item_id} for one in _words(before)]
        connection.execute(_WORDS.delete().where(_WORDS.c.item_id == row.item_id))
        connection.execute(_WORDS.insert(), words)


def _words(before: dict[str, Any]) -> list[str]:
    stem, source = before["stem"], before["source"]
    texts = [before["code"], before["topic"], source["article"], *stem.values()]
    found = re.findall(r"\w+", " ".join(texts).casefold().replace("ё", "е"))
    return sorted({word[:24] for word in found})[:80]


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _as_any_item(before: dict[str, Any], right: list[str]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    correct = [option["id"] for option in before["options"] if option["id"] in right]
    place = '<div data-response="RESPONSE"></div>'
    body = [[language, f"<p>{text}</p>{place}"] for language, text in _inline(before["stem"])]
    choices = [
        {"id": option["id"], "text": {"texts": _inline(option)}, "fixed": False, "match_max": 1}
        for option in before["options"]
    ]
    asked = {
        "response_id": "RESPONSE",
        "choices": choices,
        "min_choices": 0,
        "max_choices": 1 if len(right) == 1 else 0,
        "shuffle": before["shuffle"],
        "kind": "choice",
    }
    item = {
        "code": before["code"],
        "body": {"texts": body},
        "interactions": [asked],
        "title": "",
        "section_id": before["section"],
        "topic": before["topic"],
        "source": before["source"],
        "stimulus_code": "",
        "enemy_codes": [],
    }
    key = {
        "response_id": "RESPONSE",
        "marking": "match",
        "correct": correct,
        "points": "1",
        "case_sensitive": True,
        "tolerance": {"mode": "exact", "below": "0", "above": "0"},
        "credits": [],
        "default_points": "0",
        "lower_bound": None,
        "upper_bound": None,
    }
    return item, [key]


def _inline(texts: dict[str, str]) -> list[list[str]]:
    return [[one, html.escape(texts[one], quote=False)] for one in ("en", "kk", "ru") if texts.get(one)]


def _row(before: dict[str, Any]) -> dict[str, str]:
    stem, source = before["stem"], before["source"]
    return {
        "topic": before["topic"],
        "languages": ",".join(sorted(one for one in stem if stem[one])),
        "act": source["act"],
        "article": source["article"],
        "edition_date": source["edition_date"],
        "stem_kk": stem["kk"][:300],
        "stem_ru": stem["ru"][:300],
        "sort_code": sort_key(before["code"]),
        "sort_kk": sort_key(stem["kk"]),
        "sort_ru": sort_key(stem["ru"]),
        "sort_topic": sort_key(before["topic"]),
    }
