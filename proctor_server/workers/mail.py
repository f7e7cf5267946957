"""Sends notices by e-mail through the operator's SMTP server; one that fails is tried again."""

from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol

import aiosmtplib
import structlog

from proctor_server.db.notices import MailDue
from proctor_server.services.notice_texts import letter
from proctor_server.services.notices import NoticeService

log = structlog.get_logger()
TIMEOUT_S = 20.0


class Post(Protocol):
    """Takes a letter to its receiver."""

    async def __call__(self, message: EmailMessage) -> None: ...


class SmtpPost:
    """A connection a letter. `tls`: from the first byte; otherwise STARTTLS where the server offers it."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        username: str | None = None,
        password: str | None = None,
        tls: bool = False,
    ) -> None:
        self._host = host
        self._port = port
        self._username = username
        self._password = password
        self._tls = tls

    async def __call__(self, message: EmailMessage) -> None:
        await aiosmtplib.send(
            message,
            hostname=self._host,
            port=self._port,
            username=self._username,
            password=self._password,
            use_tls=self._tls,
            timeout=TIMEOUT_S,
        )


class MailWorker:
    def __init__(self, notices: NoticeService, post: Post, *, sender: str) -> None:
        self._notices = notices
        self._post = post
        self._sender = sender

    async def step(self) -> None:
        """Send what is due. A letter whose sending could not be noted goes out once more, never not at all."""
        for due in await self._notices.mail_due():
            await self._notices.mailed(due, arrived=await self._send(due))

    async def _send(self, due: MailDue) -> bool:
        try:
            await self._post(_message(due, self._sender))
        except (aiosmtplib.SMTPException, OSError) as error:
            log.warning("mail_not_sent", kind=due.notice.kind, reason=type(error).__name__)
            return False
        return True


def _message(due: MailDue, sender: str) -> EmailMessage:
    written = letter(due.notice.kind, due.notice.params, due.language)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = due.email
    message["Subject"] = written.subject
    message["Message-ID"] = make_msgid(due.notice.id, sender.rsplit("@", 1)[-1].rstrip(">"))
    message["Content-Language"] = due.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text)
    return message
