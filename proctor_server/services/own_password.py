"""Whether a password that somebody chose for themselves will do."""

from proctor_server.services.errors import WeakPassword

FEWEST_SIGNS = 12
FEWEST_DIFFERENT = 5


def require_strong(password: str, *, login: str, former: str) -> None:
    """Refuse what is guessed at once; length counts, not the kinds of signs (NIST SP 800-63B, 3.1.1).

    Raises:
        WeakPassword: it is short, the former one, made of few different signs, or holds the login.
    """
    holds_login = login.casefold() in password.casefold()
    varied = len(set(password.casefold())) >= FEWEST_DIFFERENT
    if len(password) < FEWEST_SIGNS or password == former or holds_login or not varied:
        raise WeakPassword
