"""Bodies of signing in."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from proctor_server.api.schemas.shared import Body, UiLanguage, View


class Role(StrEnum):
    CANDIDATE = "candidate"
    PROCTOR = "proctor"
    ADMINISTRATOR = "administrator"
    MARKER = "marker"


class AccountView(View):
    """`is_senior`: a proctor who settles what others decided differently.

    `first_password`: somebody else gave it; until it is changed, the session opens nothing else.
    """

    id: str
    login: str
    role: Role
    display_name: str
    language: UiLanguage
    is_senior: bool
    first_password: bool


class SessionView(View):
    """`csrf_token` goes into the header `X-CSRF-Token` of every request that changes something."""

    account: AccountView | None
    csrf_token: str
    server_now: datetime


class SignIn(Body):
    login: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PasswordChange(Body):
    old_password: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    new_password: Annotated[str, StringConstraints(min_length=12, max_length=200)]
