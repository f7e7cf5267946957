"""Where e-mail goes, as the operator wrote it down in a URL."""

from urllib.parse import unquote, urlsplit

from proctor_server.workers.mail import SmtpPost

SUBMISSION, SUBMISSIONS = 587, 465  # RFC 6409, RFC 8314


def post_at(url: str | None) -> SmtpPost | None:
    """Give the way letters go out: `smtp://user:password@host:587` or `smtps://…`; None: they do not.

    Raises:
        ValueError: the URL is neither.
    """
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("SYNAQ_SMTP_URL is neither smtp://… nor smtps://…")
    tls = parts.scheme == "smtps"
    return SmtpPost(
        parts.hostname,
        parts.port or (SUBMISSIONS if tls else SUBMISSION),
        username=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
        tls=tls,
    )
