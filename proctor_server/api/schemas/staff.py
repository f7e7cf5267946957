"""Bodies of colleagues' accounts."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from proctor_server.api.schemas.shared import Body, View

StaffRoleName = Literal["proctor", "marker", "administrator"]


class ColleagueRow(View):
    """`mine`: the caller's own account. `needs_second`: another administrator has to let it in."""

    id: str
    login: str
    display_name: str
    role: StaffRoleName
    is_senior: bool
    disabled_at: datetime | None
    mine: bool
    needs_second: bool


class NewColleague(Body):
    """`password`: made by the page and shown once; the server keeps its hash."""

    login: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=3, max_length=100, pattern=r"^[A-Za-z0-9._@-]+$"),
    ]
    display_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    password: Annotated[str, StringConstraints(min_length=12, max_length=200)]
    role: StaffRoleName
    is_senior: bool = False
    language: Literal["kk", "ru", "en"] = "kk"


class AccessWrite(Body):
    """Whether a colleague may sign in."""

    let_in: bool


class SeniorityWrite(Body):
    is_senior: bool
