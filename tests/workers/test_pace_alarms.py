"""Seniors and administrators hear that reviews will be late before they are: in the page, by letter, once a level."""

from datetime import timedelta

import pytest
import pytest_asyncio

from proctor_server.db.database import Database
from proctor_server.db.notices import Notice, NoticeKind
from proctor_server.review.alarm import AlarmLevel
from proctor_server.review.decision import Review
from proctor_server.services.catalogue import Services
from proctor_server.services.notice_texts import letter
from proctor_server.services.notices import Profile
from proctor_server.workers.mail import MailWorker
from proctor_server.workers.pace_alarms import PaceAlarmWorker
from tests.services.test_reviews import closed
from tests.support.cast import Cast
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock
from tests.workers.test_mail import (  # noqa: F401  pytest finds the fixtures by their names
    PARAMS,
    Letterbox,
    letterbox,
    smtp_url,
    worker_to,
)


@pytest_asyncio.fixture
async def crowd(
    services: Services, database: Database, clock: SteppedClock, cast: Cast, sitting: Sitting
) -> Review:
    """One review, due at the end of tomorrow's office day, at a pace at which it fits twice over."""
    review_id = await closed(sitting)
    async with database.write() as tx:
        await tx.accounts.set_senior(cast.proctor.id, is_senior=True)
        review = await tx.reviews.get(review_id)
    assert review is not None
    await services.notices.set_profile(cast.proctor.id, Profile("senior@example.org", "ru"), clock.now())
    await services.notices.set_profile(cast.administrator.id, Profile("chief@example.org", "kk"), clock.now())
    await services.notices.set_profile(cast.other_proctor.id, Profile("other@example.org", "en"), clock.now())
    return review


async def alarms(services: Services, account_id: str) -> list[Notice]:
    return [one for one in await services.notices.mine(account_id) if one.kind.startswith("reviews_")]


async def test_each_level_is_told_once_and_in_the_readers_language(
    crowd: Review,
    services: Services,
    database: Database,
    clock: SteppedClock,
    cast: Cast,
    letterbox: Letterbox,  # noqa: F811
    smtp_url: str,  # noqa: F811
) -> None:
    alarm, mail = PaceAlarmWorker(services.pace_alarms, clock), worker_to(smtp_url, services)
    await alarm.step()
    assert await alarms(services, cast.proctor.id) == [], "it will be done in time"
    clock.step(seconds=(crowd.due_at - timedelta(minutes=10) - clock.now()).total_seconds())
    for _ in range(3):
        await alarm.step()
        clock.step(seconds=60)
    for person in (cast.proctor, cast.administrator):
        [told] = await alarms(services, person.id)
        assert told.kind is NoticeKind.REVIEWS_LATE_SOON
        assert (told.params["n_late"], told.params["n_waiting"]) == (1, 1)
    assert await alarms(services, cast.other_proctor.id) == [], "neither a senior nor an administrator"
    await sent_all(mail, letterbox)
    letters = {str(one["To"]): one for one in letterbox.letters}
    assert set(letters) == {"senior@example.org", "chief@example.org"}
    assert letters["senior@example.org"]["Subject"] == "Проверки скоро опоздают"
    assert letters["chief@example.org"]["Subject"] == "Тексерулер жақында кешігеді"
    assert "18:30" in letters["chief@example.org"].get_content()
    clock.step(minutes=15 * 60)
    assert await services.pace_alarms.look(clock.now()) is AlarmLevel.OVERDUE
    assert await services.pace_alarms.look(clock.now()) is None
    await sent_all(mail, letterbox)
    assert len(letterbox.letters) == 4
    async with database.read() as tx:
        entries = [one async for one in tx.journal.entries() if one.action == "pace_alarm"]
    assert [one.subject for one in entries] == ["soon", "overdue"]


async def sent_all(mail: MailWorker, letterbox: Letterbox) -> None:  # noqa: F811
    """Send what is due, twice: a letter goes out once."""
    await mail.step()
    n_letters = len(letterbox.letters)
    await mail.step()
    assert len(letterbox.letters) == n_letters


async def test_nobody_who_may_not_sign_in_is_told(
    crowd: Review, services: Services, database: Database, clock: SteppedClock, cast: Cast
) -> None:
    async with database.write() as tx:
        await tx.accounts.set_disabled(cast.administrator.id, clock.now())
        overseers = await tx.accounts.overseers()
    assert cast.administrator.id not in overseers
    assert {cast.proctor.id, cast.reviewer.id} == set(overseers)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_where_no_number_is_enough_the_letter_says_so(language: str) -> None:
    enough = letter(NoticeKind.REVIEWS_OVERDUE, PARAMS, language).text
    never = letter(NoticeKind.REVIEWS_OVERDUE, {**PARAMS, "n_needed": None}, language).text
    assert enough != never
    assert not any(mark in text for text in (enough, never) for mark in ("$", "None"))
