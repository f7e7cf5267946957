"""Colleagues' accounts: added, shut, let in, made seniors; and what nobody may do to themselves or alone."""

import pytest

from proctor_server.db.database import Database
from proctor_server.review.errors import SeniorNeeded
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import (
    LoginTaken,
    NotAProctor,
    OwnAccount,
    SecondPersonNeeded,
    SignInRefused,
    UnknownAccount,
)
from proctor_server.services.sign_in import OpenedSignIn
from proctor_server.services.staff import Colleague
from tests.support.cast import PASSWORD, Cast
from tests.support.stepped_clock import SteppedClock


class Office:
    """Administrators at work on accounts."""

    def __init__(self, services: Services, clock: SteppedClock) -> None:
        self._services, self._clock = services, clock
        self.staff = services.staff

    async def add(
        self, actor_id: str, role: str, *, login: str = "new.one", is_senior: bool = False
    ) -> Colleague:
        return await self.staff.add(
            login=login,
            display_name="Жаңа Қызметкер",
            password=PASSWORD,
            role=role,
            is_senior=is_senior,
            language="kk",
            actor_id=actor_id,
            now=self._clock.now(),
        )

    async def sign_in(self, login: str) -> OpenedSignIn:
        return await self._services.sign_in.sign_in(
            login=login, password=PASSWORD, address="203.0.113.9", now=self._clock.now()
        )


@pytest.fixture
def office(services: Services, clock: SteppedClock) -> Office:
    return Office(services, clock)


async def test_a_senior_is_added_signs_in_and_settles_until_it_is_ended(
    office: Office, services: Services, database: Database, clock: SteppedClock, cast: Cast
) -> None:
    chief = cast.administrator.id
    added = (await office.add(chief, "proctor", is_senior=True)).account
    assert (await office.sign_in("new.one")).running.account.is_senior
    await services.reviews.require_senior(added.id)
    ended = await office.staff.set_senior(added.id, is_senior=False, actor_id=chief, now=clock.now())
    assert not ended.account.is_senior
    with pytest.raises(SeniorNeeded):
        await services.reviews.require_senior(added.id)
    await office.staff.set_senior(added.id, is_senior=True, actor_id=chief, now=clock.now())
    await office.staff.set_senior(added.id, is_senior=True, actor_id=chief, now=clock.now())
    async with database.read() as tx:
        entries = [one async for one in tx.journal.entries() if one.subject == added.id]
        assert await tx.journal.verify() is None
    assert [one.action for one in entries] == [
        "account_added",
        "senior_made",
        "sign_in",
        "senior_ended",
        "senior_made",
    ]
    assert {one.actor_id for one in entries if one.action != "sign_in"} == {chief}


async def test_who_is_shut_out_is_out_at_once_and_can_be_let_in_again(
    office: Office, services: Services, clock: SteppedClock, cast: Cast
) -> None:
    chief, person = cast.administrator.id, cast.other_proctor
    opened = await office.sign_in(person.login)
    assert await services.sign_in.running(opened.token, clock.now()) is not None
    shut = await office.staff.shut(person.id, actor_id=chief, now=clock.now())
    assert shut.account.disabled_at == clock.now()
    assert await services.sign_in.running(opened.token, clock.now()) is None
    with pytest.raises(SignInRefused):
        await office.sign_in(person.login)
    again = await office.staff.let_in(person.id, actor_id=chief, now=clock.now())
    assert again.account.disabled_at is None
    await office.sign_in(person.login)


async def test_nobody_shuts_themselves_out_so_an_administrator_is_always_left(
    office: Office, clock: SteppedClock, cast: Cast
) -> None:
    with pytest.raises(OwnAccount):
        await office.staff.shut(cast.administrator.id, actor_id=cast.administrator.id, now=clock.now())


async def test_an_administrator_is_let_in_by_another_than_who_added_them(
    office: Office, clock: SteppedClock, cast: Cast
) -> None:
    first, second = cast.administrator.id, cast.reviewer.id
    added = await office.add(first, "administrator")
    assert added.needs_second
    with pytest.raises(SignInRefused):
        await office.sign_in("new.one")
    with pytest.raises(SecondPersonNeeded):
        await office.staff.let_in(added.account.id, actor_id=first, now=clock.now())
    seen = {one.account.login: one.needs_second for one in await office.staff.all(asked_by=second)}
    assert not any(seen.values())
    await office.staff.let_in(added.account.id, actor_id=second, now=clock.now())
    await office.sign_in("new.one")


async def test_what_is_no_colleague_is_unknown_and_only_proctors_are_seniors(
    office: Office, clock: SteppedClock, cast: Cast
) -> None:
    by = {"actor_id": cast.administrator.id, "now": clock.now()}
    for account_id in (cast.aru.id, "none"):
        with pytest.raises(UnknownAccount):
            await office.staff.shut(account_id, **by)
        with pytest.raises(UnknownAccount):
            await office.staff.set_senior(account_id, is_senior=True, **by)
    with pytest.raises(NotAProctor):
        await office.staff.set_senior(cast.markers[0].id, is_senior=True, **by)
    with pytest.raises(NotAProctor):
        await office.add(cast.administrator.id, "marker", is_senior=True)
    with pytest.raises(LoginTaken):
        await office.add(cast.administrator.id, "marker", login=cast.proctor.login)
    listed = await office.staff.all(asked_by=cast.administrator.id)
    assert cast.aru.login not in {one.account.login for one in listed}
