"""The choice items of before the bank's tables become items of any kind, and stay in use with their keys."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from item_bank.bank_document import bank_item_from_document, bank_key_from_document
from item_bank.bank_file import read_demo_bank
from item_bank.choice_items import bank_item_of
from item_bank.item import item_to_document
from proctor_server.db.engine import sqlite_url
from proctor_server.db.items import checksum
from proctor_server.db.migrate import configuration, migrate

BANK = read_demo_bank()[:3]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A database of the first tables with three items in it."""
    file = tmp_path / "before.sqlite"
    with sa.create_engine(f"sqlite:///{file}").begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for no, (item, key) in enumerate(BANK):
            connection.exec_driver_sql(
                "INSERT INTO items (id, code, section_id, status) VALUES (?, ?, ?, 'active')",
                (f"i{no}", item.code, item.section_id),
            )
            payload = json.dumps(item_to_document(item))
            connection.exec_driver_sql(
                "INSERT INTO item_versions (id, item_id, no, payload, checksum, created_at)"
                " VALUES (?, ?, 1, ?, '', '2026-01-01 00:00:00.000000')",
                (f"v{no}", f"i{no}", payload),
            )
            connection.exec_driver_sql(
                "INSERT INTO item_keys (version_id, correct_ids) VALUES (?, ?)",
                (f"v{no}", json.dumps(sorted(key.correct_ids))),
            )
    return file


async def test_items_of_before_are_carried_over(before: Path) -> None:
    await migrate(sqlite_url(before))
    with sa.create_engine(f"sqlite:///{before}").connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT v.payload, k.key, v.checksum, v.status, v.approved, i.live, i.stem_kk, i.act"
            " FROM item_versions v JOIN items i ON i.id = v.item_id JOIN item_keys k ON k.version_id = v.id"
            " ORDER BY v.id"
        ).fetchall()
        words = connection.exec_driver_sql("SELECT count(*) FROM item_words WHERE item_id = 'i0'").scalar()
    for row, (item, key) in zip(rows, BANK, strict=True):
        document = json.loads(row.payload)
        carried = bank_item_from_document(document)
        assert (carried, bank_key_from_document("", json.loads(row.key))) == bank_item_of(item, key)
        assert row.checksum == checksum(document)
        assert (row.status, row.approved, row.live) == ("active", "kk,ru", 1)
        assert (row.stem_kk, row.act) == (item.stem.kk[:300], item.source.act)
    assert words
