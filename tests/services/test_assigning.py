"""Who gets an attempt: logins and IINs given once, windows that are some, nobody else's attempt."""

from datetime import timedelta

import pytest

from proctor_server.db.attempts import IntegrityRecord
from proctor_server.services.catalogue import Services
from proctor_server.services.errors import (
    BadIin,
    BadWindow,
    IinTaken,
    LoginTaken,
    UnknownAttempt,
)
from tests.support.cast import PASSWORD, Cast, iin_of
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock


async def test_somebody_elses_attempt_looks_like_none(sitting: Sitting, cast: Cast) -> None:
    await sitting.start()
    now, other = sitting.clock.now(), cast.bek.id
    services, id_ = sitting.services, sitting.attempt_id
    event = IntegrityRecord("e", "page_hidden", now, now)
    for asked in (
        services.attempts.picture(other, id_, now),
        services.attempts.start(other, id_, language="kk", now=now),
        services.attempts.submit(other, id_, device_epoch=1, now=now),
        services.attempts.claim_device(other, id_, device_id="x", takeover=True, now=now),
        services.attempts.record_events(other, id_, [event]),
        services.slots.read(other, id_, 0, now),
        services.responses.save(other, id_, sitting.write(0, []), now),
        services.results.released(other, id_),
    ):
        with pytest.raises(UnknownAttempt):
            await asked


async def test_a_login_and_an_iin_are_given_once(services: Services, cast: Cast, clock: SteppedClock) -> None:
    async def add(login: str, iin: str | None) -> None:
        assert iin is not None
        await services.administration.add_candidate(
            login=login,
            display_name="X",
            password=PASSWORD,
            iin=iin,
            language="kk",
            actor_id=None,
            now=clock.now(),
        )

    with pytest.raises(IinTaken):
        await add("a.third.login", cast.aru.iin)
    with pytest.raises(BadIin):
        await add("a.third.login", "123456789011")
    with pytest.raises(LoginTaken):
        await add(cast.aru.login, iin_of("00020250000"))


@pytest.mark.parametrize(("opens_in_min", "closes_in_min"), [(10, 10), (10, 5), (-20, -10), (-20, 0)])
async def test_a_window_that_is_none_is_refused(
    opens_in_min: int, closes_in_min: int, services: Services, cast: Cast, clock: SteppedClock
) -> None:
    now = clock.now()
    with pytest.raises(BadWindow):
        await services.administration.assign(
            candidate_id=cast.aru.id,
            programme_id="legislation",
            window_opens_at=now + timedelta(minutes=opens_in_min),
            window_closes_at=now + timedelta(minutes=closes_in_min),
            actor_id=None,
            now=now,
        )
