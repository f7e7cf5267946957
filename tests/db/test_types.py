"""An instant comes back as the aware UTC instant that it was, whatever zone it was given in."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from proctor_server.db.types import UtcDateTime

OUR_TIME = st.datetimes(
    min_value=datetime.fromisoformat("2000-01-02"),
    max_value=datetime.fromisoformat("2100-01-01"),
    timezones=st.timezones(),
)
TABLE = sa.Table("t", sa.MetaData(), sa.Column("at", UtcDateTime))


def round_trip(instant: datetime | None) -> datetime | None:
    engine = sa.create_engine("sqlite://")
    TABLE.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(TABLE.insert().values(at=instant))
        found: datetime | None = connection.execute(sa.select(TABLE.c.at)).scalar_one()
    engine.dispose()
    return found


@pytest.mark.parametrize(
    "zone", [UTC, ZoneInfo("Asia/Almaty"), timezone(timedelta(hours=2)), timezone(timedelta(hours=-11))]
)
def test_twelve_oclock_anywhere_comes_back_as_that_instant(zone: timezone) -> None:
    """Story: plain SQLAlchemy on SQLite stores 12:00+02:00 as 12:00 and gives it back without a zone."""
    instant = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=zone)
    found = round_trip(instant)
    assert found == instant
    assert found is not None
    assert found.tzinfo is UTC


@given(OUR_TIME)
def test_any_instant_comes_back(instant: datetime) -> None:
    column = UtcDateTime()
    dialect = sa.create_engine("sqlite://").dialect
    stored = column.process_bind_param(instant, dialect)
    found = column.process_result_value(stored, dialect)
    assert stored is not None
    assert stored.tzinfo is None
    assert found == instant.astimezone(UTC)


def test_a_naive_instant_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match="no instant"):
        round_trip(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001  naive is what is tested


def test_no_instant_is_no_instant() -> None:
    assert round_trip(None) is None


def test_instants_are_ordered_in_the_database_as_in_time() -> None:
    engine = sa.create_engine("sqlite://")
    TABLE.metadata.create_all(engine)
    base = datetime(2026, 11, 23, 12, tzinfo=UTC)
    instants = [base + timedelta(microseconds=n) for n in (0, 1, 999, 1_000_000, 86_400_000_000)]
    with engine.begin() as connection:
        for instant in reversed(instants):
            connection.execute(TABLE.insert().values(at=instant))
        found = connection.execute(sa.select(TABLE.c.at).order_by(TABLE.c.at)).scalars().all()
        before = connection.execute(sa.select(sa.func.count()).where(TABLE.c.at < instants[1])).scalar_one()
    engine.dispose()
    assert found == instants
    assert before == 1
