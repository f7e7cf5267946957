"""Letters to a real SMTP server: they arrive in the person's language, and one that fails is tried again."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from proctor_server.db.database import Database
from proctor_server.db.notices import NoticeKind
from proctor_server.entrypoints.post import post_at
from proctor_server.services.catalogue import Services
from proctor_server.services.notice_texts import letter
from proctor_server.services.notices import MOST_TRIES, Profile
from proctor_server.workers.mail import MailWorker, SmtpPost
from tests.support.cast import Cast
from tests.support.stepped_clock import SteppedClock

PARAMS = {
    "programme_id": "legislation",
    "opens_at": "2026-11-26T05:00:00+00:00",
    "closes_at": "2026-11-26T09:00:00+00:00",
    "language": "kk",
    "due_at": "2026-12-07T13:30:00+00:00",
    "n_late": 3,
    "n_waiting": 40,
    "n_proctors": 1,
    "n_needed": 2,
}


class Letterbox:
    """What an SMTP server does with what it is handed: keeps it, or refuses it for now."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusing = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusing:
            return "451 try again later"
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        return "250 kept"


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def smtp_url(letterbox: Letterbox) -> Iterator[str]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(letterbox, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}"
    server.stop()


async def notify(database: Database, services: Services, cast: Cast, clock: SteppedClock) -> None:
    profile = Profile("bek@example.org", "ru")
    await services.notices.set_profile(cast.bek.id, profile, clock.now())
    async with database.write() as tx:
        await tx.notices.post(
            account_id=cast.bek.id,
            kind=NoticeKind.BOOKING_MADE,
            params=PARAMS,
            occasion="x",
            now=clock.now(),
        )


def worker_to(url: str, services: Services) -> MailWorker:
    post = post_at(url)
    assert post is not None
    return MailWorker(services.notices, post, sender="Synaq <no-reply@example.org>")


async def test_a_letter_arrives_once_in_the_persons_language(
    letterbox: Letterbox,
    smtp_url: str,
    database: Database,
    services: Services,
    cast: Cast,
    clock: SteppedClock,
) -> None:
    await notify(database, services, cast, clock)
    worker = worker_to(smtp_url, services)
    await worker.step()
    await worker.step()
    [message] = letterbox.letters
    assert message["To"] == "bek@example.org"
    assert message["Subject"] == "Вы записаны на тестирование"
    text = message.get_content()
    assert "26.11.2026 10:00" in text
    assert cast.bek.name not in text


async def test_a_server_that_refuses_for_now_is_asked_again(
    letterbox: Letterbox,
    smtp_url: str,
    database: Database,
    services: Services,
    cast: Cast,
    clock: SteppedClock,
) -> None:
    await notify(database, services, cast, clock)
    letterbox.refusing = True
    worker = worker_to(smtp_url, services)
    await worker.step()
    letterbox.refusing = False
    await worker.step()
    assert len(letterbox.letters) == 1


async def test_nobody_is_asked_for_ever(
    database: Database, services: Services, cast: Cast, clock: SteppedClock
) -> None:
    await notify(database, services, cast, clock)
    with socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        worker = worker_to(f"smtp://127.0.0.1:{nobody.getsockname()[1]}", services)
        for _ in range(MOST_TRIES):
            assert len(await services.notices.mail_due()) == 1
            await worker.step()
    assert await services.notices.mail_due() == []
    assert len(await services.notices.mine(cast.bek.id)) == 1


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_kind_has_its_words_in_every_language(kind: NoticeKind, language: str) -> None:
    written = letter(kind, PARAMS, language)
    assert written.subject
    assert "$" not in written.text
    assert language != "kk" or "кандидат" not in written.text.lower(), "the rules say үміткер"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "тәулік бойы кез келген уақытта"),
        ("ru", "в любое время суток"),
        ("en", "at any time of the day"),
    ],
)
def test_a_window_of_a_whole_day_is_told_by_its_date(language: str, words: str) -> None:
    """Story: somebody who may come at any time of the 26th was told to come from 00:00 to 00:00."""
    day = PARAMS | {"opens_at": "2026-11-25T19:00:00+00:00", "closes_at": "2026-11-26T19:00:00+00:00"}
    for kind in (NoticeKind.BOOKING_MADE, NoticeKind.BOOKING_MOVED, NoticeKind.BOOKING_REMINDER):
        assert f"26.11.2026, {words}" in letter(kind, day, language).text
        assert "26.11.2026 10:00 – 26.11.2026 14:00" in letter(kind, PARAMS, language).text
    noon = PARAMS | {"opens_at": "2026-11-25T07:00:00+00:00", "closes_at": "2026-11-26T07:00:00+00:00"}
    assert "25.11.2026 12:00 – 26.11.2026 12:00" in letter(NoticeKind.BOOKING_MADE, noon, language).text


def test_an_smtp_address_is_read_with_its_login_or_refused() -> None:
    assert isinstance(post_at("smtps://me%40here:p%2Fw@mail.example.org"), SmtpPost)
    assert post_at(None) is None
    for wrong in ("http://mail.example.org", "smtp://", "mail.example.org"):
        with pytest.raises(ValueError, match="SYNAQ_SMTP_URL"):
            post_at(wrong)
