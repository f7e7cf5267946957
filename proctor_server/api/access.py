"""Who may call which route: the one table, and the gate in front of every route that reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.requests import HTTPConnection

from proctor_server.api.house import house_of
from proctor_server.db.accounts import RunningSignIn
from proctor_server.kernel.errors import NotAllowed, SynaqError


class Role(StrEnum):
    CANDIDATE = "candidate"
    PROCTOR = "proctor"
    ADMINISTRATOR = "administrator"
    MARKER = "marker"


ANYONE: frozenset[Role] | None = None
SIGNED_IN = frozenset(Role)
CANDIDATE = frozenset({Role.CANDIDATE})
PROCTOR = frozenset({Role.PROCTOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
MARKER = frozenset({Role.MARKER})
STAFF = PROCTOR | ADMINISTRATOR | MARKER

ACCESS: Mapping[tuple[str, str], frozenset[Role] | None] = MappingProxyType(
    {
        ("GET", "/healthz"): ANYONE,
        ("GET", "/readyz"): ANYONE,
        ("GET", "/api/session"): ANYONE,
        ("POST", "/api/session"): ANYONE,
        ("DELETE", "/api/session"): SIGNED_IN,
        ("PUT", "/api/session/password"): STAFF,
        ("GET", "/api/candidate/attempts"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/consent"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/device-check"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/device-check/frame"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/device-check/upload"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/device"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/start"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/blocks/{no}/start"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/blocks/{no}/finish"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/slots/{slot}"): CANDIDATE,
        ("PUT", "/api/attempts/{attempt_id}/responses/{slot}"): CANDIDATE,
        ("PUT", "/api/attempts/{attempt_id}/flags/{slot}"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/submit"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/result"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/events"): CANDIDATE,
        ("PUT", "/api/attempts/{attempt_id}/interventions/{intervention_id}"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/media"): CANDIDATE,
        ("DELETE", "/api/attempts/{attempt_id}/media/{part_id}"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/media/ice"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/media/gaps"): CANDIDATE,
        ("PUT", "/api/attempts/{attempt_id}/media/backfill/{span}"): CANDIDATE,
        ("WS", "/api/live/attempts/{attempt_id}"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/decision"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/evidence/{incident_id}/still"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/evidence/{incident_id}/stills/{moment}"): CANDIDATE,
        ("GET", "/api/attempts/{attempt_id}/evidence/{incident_id}/clip"): CANDIDATE,
        ("POST", "/api/attempts/{attempt_id}/appeal"): CANDIDATE,
        ("GET", "/api/booking"): CANDIDATE,
        ("POST", "/api/booking"): CANDIDATE,
        ("PUT", "/api/booking/{booking_id}"): CANDIDATE,
        ("GET", "/api/notices"): SIGNED_IN,
        ("POST", "/api/notices/read"): SIGNED_IN,
        ("GET", "/api/profile"): SIGNED_IN,
        ("PUT", "/api/profile"): SIGNED_IN,
        ("GET", "/api/proctor/queue"): PROCTOR,
        ("POST", "/api/proctor/queue/next"): PROCTOR,
        ("GET", "/api/proctor/pace"): PROCTOR,
        ("GET", "/api/proctor/agreement"): PROCTOR,
        ("GET", "/api/proctor/known-answers"): PROCTOR,
        ("PUT", "/api/proctor/reviews/{review_id}/incidents/{incident_id}/known-answer"): PROCTOR,
        ("DELETE", "/api/proctor/known-answers/{incident_id}"): PROCTOR,
        ("GET", "/api/proctor/live"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}/enrolment"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}/sound"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}/items"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}/items/{slot}"): PROCTOR,
        ("GET", "/api/proctor/reviews/{review_id}/report"): PROCTOR,
        ("POST", "/api/proctor/reviews/{review_id}/claim"): PROCTOR,
        ("DELETE", "/api/proctor/reviews/{review_id}/claim"): PROCTOR,
        ("PUT", "/api/proctor/reviews/{review_id}/incidents/{incident_id}"): PROCTOR,
        ("POST", "/api/proctor/reviews/{review_id}/decision"): PROCTOR,
        ("POST", "/api/proctor/reviews/{review_id}/overruling"): PROCTOR,
        ("POST", "/api/proctor/reviews/{review_id}/conflict"): PROCTOR,
        ("POST", "/api/proctor/reviews/{review_id}/notes"): PROCTOR,
        ("DELETE", "/api/proctor/reviews/{review_id}/notes/{note_id}"): PROCTOR,
        ("GET", "/api/proctor/appeals"): PROCTOR,
        ("GET", "/api/proctor/appeals/{appeal_id}"): PROCTOR,
        ("POST", "/api/proctor/appeals/{appeal_id}/answer"): PROCTOR,
        ("GET", "/api/proctor/appeal-files/{file_id}"): PROCTOR,
        ("WS", "/api/live/proctor"): PROCTOR,
        ("GET", "/api/marker/essays"): MARKER,
        ("POST", "/api/marker/essays/{code}/take"): MARKER,
        ("GET", "/api/marker/essays/{code}"): MARKER,
        ("PUT", "/api/marker/essays/{code}/mark"): MARKER,
        ("GET", "/api/media/parts/{part_id}"): PROCTOR,
        ("GET", "/api/media/stills/{incident_id}"): PROCTOR,
        ("GET", "/api/media/stills/{incident_id}/{moment}"): PROCTOR,
        ("GET", "/api/media/live/{attempt_id}"): PROCTOR,
        ("GET", "/api/media/live/{attempt_id}/video"): PROCTOR,
        ("GET", "/api/admin/attempts/{attempt_id}/holds"): ADMINISTRATOR,
        ("POST", "/api/admin/attempts/{attempt_id}/holds"): ADMINISTRATOR,
        ("DELETE", "/api/admin/attempts/{attempt_id}/holds/{hold_id}"): ADMINISTRATOR,
        ("GET", "/api/admin/overview"): ADMINISTRATOR,
        ("GET", "/api/admin/attempts"): ADMINISTRATOR,
        ("POST", "/api/admin/attempts"): ADMINISTRATOR,
        ("POST", "/api/admin/attempts/{attempt_id}/extra-time"): ADMINISTRATOR,
        ("POST", "/api/admin/attempts/{attempt_id}/credits"): ADMINISTRATOR,
        ("GET", "/api/admin/attempts/{attempt_id}/added-time"): ADMINISTRATOR,
        ("GET", "/api/proctor/attempts/{attempt_id}/interventions"): PROCTOR,
        ("POST", "/api/proctor/attempts/{attempt_id}/messages"): PROCTOR,
        ("POST", "/api/proctor/attempts/{attempt_id}/room"): PROCTOR,
        ("POST", "/api/proctor/attempts/{attempt_id}/end"): PROCTOR,
        ("POST", "/api/proctor/attempts/{attempt_id}/pause"): PROCTOR,
        ("POST", "/api/proctor/attempts/{attempt_id}/resume"): PROCTOR,
        ("GET", "/api/admin/days"): ADMINISTRATOR,
        ("PUT", "/api/admin/days/{day}"): ADMINISTRATOR,
        ("DELETE", "/api/admin/days/{day}"): ADMINISTRATOR,
        ("GET", "/api/admin/windows"): ADMINISTRATOR,
        ("POST", "/api/admin/windows"): ADMINISTRATOR,
        ("PUT", "/api/admin/windows/{window_id}"): ADMINISTRATOR,
        ("DELETE", "/api/admin/windows/{window_id}"): ADMINISTRATOR,
        ("POST", "/api/admin/admissions"): ADMINISTRATOR,
        ("GET", "/api/admin/candidates"): ADMINISTRATOR,
        ("POST", "/api/admin/candidates"): ADMINISTRATOR,
        ("GET", "/api/admin/staff"): ADMINISTRATOR,
        ("POST", "/api/admin/staff"): ADMINISTRATOR,
        ("PUT", "/api/admin/staff/{account_id}/access"): ADMINISTRATOR,
        ("PUT", "/api/admin/staff/{account_id}/seniority"): ADMINISTRATOR,
        ("GET", "/api/admin/programmes"): ADMINISTRATOR,
        ("GET", "/api/admin/programmes/{programme_id}/versions"): ADMINISTRATOR,
        ("POST", "/api/admin/programmes/{programme_id}/versions"): ADMINISTRATOR,
        ("GET", "/api/admin/programmes/{programme_id}/signals"): ADMINISTRATOR,
        ("PUT", "/api/admin/programmes/{programme_id}/signals"): ADMINISTRATOR,
        ("POST", "/api/admin/programmes/{programme_id}/signals/what-if"): ADMINISTRATOR,
        ("GET", "/api/admin/audit"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/items"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/facets"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/items"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/items/{item_id}"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/items/{item_id}/versions"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/versions/{version_id}"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/versions/{version_id}/diff/{other_id}"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/versions/{version_id}/preview"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/preview"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/versions/{version_id}/submit"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/versions/{version_id}/reviews"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/versions/{version_id}/status"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/reviews"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/policy"): ADMINISTRATOR,
        ("PUT", "/api/admin/bank/policy"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/stimuli"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/stimuli"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/stimuli/{stimulus_id}"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/stimuli/{stimulus_id}/versions"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/stimuli-preview"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/assets"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/blueprints"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/blueprints"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/blueprints-check"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/blueprints/{blueprint_id}"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/blueprints/{blueprint_id}/versions"): ADMINISTRATOR,
        ("PUT", "/api/admin/bank/blueprints/{blueprint_id}/use"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/blueprints/{blueprint_id}/sample"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/blueprints/{blueprint_id}/parallel"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/forms"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/forms"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/amendments"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/amendments"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/amendments-preview"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/versions/{version_id}/key"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/versions/{version_id}/key-preview"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/imports"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/imports"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/imports/{import_id}"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/imports/{import_id}/parts"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/imports/{import_id}/commit"): ADMINISTRATOR,
        ("POST", "/api/admin/bank/imports/{import_id}/cancel"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/import-template"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/export"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/statistics"): ADMINISTRATOR,
        ("GET", "/api/admin/bank/statistics/sittings"): ADMINISTRATOR,
        ("GET", "/api/assets/{digest}"): SIGNED_IN,
    }
)

WITH_A_FIRST_PASSWORD = frozenset({("DELETE", "/api/session"), ("PUT", "/api/session/password")})
"""All that a password which somebody else gave opens, beside what is open to anyone."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotSignedIn(SynaqError):
    """Sign in first; the session may have expired."""

    code = "not_signed_in"


class FirstPassword(SynaqError):
    """Somebody else gave this password: choose one of your own first."""

    code = "first_password"


class CsrfRefused(SynaqError):
    """The request did not carry its session's CSRF token; reload the page."""

    code = "csrf_refused"


class OriginRefused(SynaqError):
    """The request came from another site."""

    code = "origin_refused"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and the one instant the whole request is decided at."""

    now: datetime
    signed_in: RunningSignIn | None
    token: str | None

    @property
    def account_id(self) -> str:
        """The caller's account.

        Raises:
            NotSignedIn: nobody is signed in; routes that the table guards never see that.
        """
        if self.signed_in is None:
            raise NotSignedIn
        return self.signed_in.account.id


async def admit(connection: HTTPConnection) -> Caller:
    """Let a request in if the table, its Origin and its CSRF token allow it.

    Raises:
        NotSignedIn, NotAllowed, FirstPassword, CsrfRefused, OriginRefused
    """
    house = house_of(connection)
    method = "WS" if connection.scope["type"] == "websocket" else connection.scope["method"]
    now = house.clock.now()
    token = connection.cookies.get(house.cookie_name)
    signed_in = await house.services.sign_in.running(token, now) if token else None
    route = (method, connection.scope["route"].path)
    _require_role(ACCESS[route], signed_in)
    _require_own_password(route, signed_in)
    if method not in SAFE_METHODS:
        _require_same_origin(connection)
        if signed_in is not None and method != "WS":
            _require_csrf(connection, signed_in)
    return Caller(now, signed_in, token)


def _require_role(allowed: frozenset[Role] | None, signed_in: RunningSignIn | None) -> None:
    if allowed is None:
        return
    if signed_in is None:
        raise NotSignedIn
    if signed_in.account.role not in allowed:
        raise NotAllowed


def _require_own_password(route: tuple[str, str], signed_in: RunningSignIn | None) -> None:
    if ACCESS[route] is ANYONE or signed_in is None or not signed_in.account.first_password:
        return
    if route not in WITH_A_FIRST_PASSWORD:
        raise FirstPassword


def _require_same_origin(connection: HTTPConnection) -> None:
    """Refuse a request that another site's page made; browsers always name the origin of one that changes."""
    origin = urlsplit(connection.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != connection.headers.get("host"):
        raise OriginRefused


def _require_csrf(connection: HTTPConnection, signed_in: RunningSignIn) -> None:
    given = connection.headers.get("x-csrf-token", "")
    if not given or given != signed_in.csrf_token:
        raise CsrfRefused


def check_complete(routers: Iterable[APIRouter]) -> None:
    """Refuse to start with a route the table does not name, or a table that names one that is not there.

    Raises:
        RuntimeError: the two differ.
    """
    there: set[tuple[str, str]] = set()
    for route in chain.from_iterable(router.routes for router in routers):
        if isinstance(route, APIRoute):
            there |= {(method, route.path) for method in route.methods or ()}
        elif isinstance(route, APIWebSocketRoute):
            there.add(("WS", route.path))
    if there != set(ACCESS):
        raise RuntimeError(f"routes and access table differ: {sorted(there ^ set(ACCESS))}")
