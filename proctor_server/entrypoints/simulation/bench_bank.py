"""How long the item bank's table takes over many items: first page, filters, search, a page far down."""

import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from item_bank.bank_file import read_demo_bank
from item_bank.bank_item import BankItem
from item_bank.choice_items import bank_item_of
from item_bank.item_row import row_of_item, words_of_item
from item_bank.wording import wording
from proctor_server.db.bank_listing import ItemFilter, ItemOrder
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.db.migrate import migrate
from proctor_server.db.tables import item_words, items
from proctor_server.kernel.ids import new_id

AT_ONCE = 2000
REPEATS = 5
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Report:
    """Milliseconds, the best of five: a page with its count of all that match, and the filters' values."""

    items: int
    first_page_ms: float
    by_kazakh_stem_ms: float
    filtered_ms: float
    rare_word_ms: float
    frequent_word_ms: float
    page_1000_ms: float
    facets_ms: float


async def bench(*, n_items: int, url: str | None) -> Report:
    """Fill a database of its own (or the empty one at `url`) with made-up items and look at them."""
    with tempfile.TemporaryDirectory(prefix="synaq-bank-") as folder:
        database_url = url or sqlite_url(Path(folder) / "bank.sqlite")
        await migrate(database_url)
        database = Database(database_url)
        try:
            await _fill(database, n_items)
            return await _measure(database, n_items)
        finally:
            await database.aclose()


async def _fill(database: Database, n_items: int) -> None:
    models = [bank_item_of(item, key)[0] for item, key in read_demo_bank()]
    now = datetime.now(UTC)
    for start in range(0, n_items, AT_ONCE):
        some = [
            (new_id(), _made_up(models[no % len(models)], no))
            for no in range(start, min(start + AT_ONCE, n_items))
        ]
        rows = [
            asdict(row_of_item(item))
            | {"id": one, "status": "active", "live": True, "n_versions": 1, "updated_at": now}
            for one, item in some
        ]
        words = [{"word": word, "item_id": one} for one, item in some for word in words_of_item(item)]
        async with database.writer.begin() as connection:
            await connection.execute(items.insert(), rows)
            await connection.execute(item_words.insert(), words)
    async with database.writer.begin() as connection:
        await connection.execute(sa.text("ANALYZE"))


def _made_up(model: BankItem, no: int) -> BankItem:
    texts = {language: f"{text} {no}" for language, text in model.body.texts}
    return replace(
        model, code=f"{model.code}-{no:06d}", topic=f"{model.topic} {no % 40}", body=wording(texts)
    )


async def _measure(database: Database, n_items: int) -> Report:
    async def page(wanted: ItemFilter, order: ItemOrder = ItemOrder.CODE, offset: int = 0) -> None:
        async with database.read() as tx:
            await tx.bank_listing.page(wanted, order=order, descending=False, offset=offset, limit=PER_PAGE)

    async def facets() -> None:
        async with database.read() as tx:
            await tx.bank_listing.facets()

    far = min(1000, max(n_items // PER_PAGE - 1, 0)) * PER_PAGE
    return Report(
        items=n_items,
        first_page_ms=await _ms(lambda: page(ItemFilter())),
        by_kazakh_stem_ms=await _ms(lambda: page(ItemFilter(), ItemOrder.STEM_KK)),
        filtered_ms=await _ms(lambda: page(ItemFilter(section="ethics", status="active"))),
        rare_word_ms=await _ms(lambda: page(ItemFilter(words=f"{n_items - 1:06d}"))),
        frequent_word_ms=await _ms(lambda: page(ItemFilter(words="мемлекеттік қызмет"))),
        page_1000_ms=await _ms(lambda: page(ItemFilter(), offset=far)),
        facets_ms=await _ms(facets),
    )


async def _ms(look: Callable[[], Awaitable[None]]) -> float:
    await look()
    took = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        await look()
        took.append(time.perf_counter() - begun)
    return round(min(took) * 1000, 1)
