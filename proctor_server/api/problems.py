"""How a refusal is told: every error of the product as problem+json with a stable code."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exam_engine.errors import ExamError
from item_bank.errors import ItemBankError
from proctor_server.ingest.errors import IngestError
from proctor_server.kernel.errors import NotFound, SynaqError
from proctor_server.media.errors import MediaError
from proctor_server.review.errors import ReviewError
from vision.errors import VisionError

log = structlog.get_logger()

EXPECTED = (ExamError, ItemBankError, SynaqError, MediaError, IngestError, ReviewError, VisionError)

STATUS: dict[str, int] = {
    "sign_in_refused": 401,
    "not_signed_in": 401,
    "csrf_refused": 403,
    "origin_refused": 403,
    "not_allowed": 403,
    "report_not_yours": 403,
    "media_pass_needed": 403,
    "first_password": 403,
    "old_password_wrong": 403,
    "weak_password": 422,
    "bad_offer": 400,
    "no_video_offered": 400,
    "too_large": 413,
    "too_many_tries": 429,
    "malformed": 422,
    "not_a_picture": 422,
    "device_check_failed": 422,
    "unknown_choice": 422,
    "too_many_choices": 422,
    "unknown_response": 422,
    "bad_addition": 422,
    "mark_off_scale": 422,
    "bad_programme": 422,
    "bad_signal_settings": 422,
    "answer_too_long": 422,
    "unknown_language": 422,
    "rule_required": 422,
    "bad_message": 422,
    "unknown_rule": 422,
    "reason_required": 422,
    "rule_not_confirmed": 422,
    "bad_iin": 422,
    "bad_window": 422,
    "unknown_reason": 422,
    "wrong_file": 422,
    "empty_window": 422,
    "unknown_programme": 422,
    "unknown_candidate": 422,
    "bad_pass_rule": 422,
    "bad_blueprint": 422,
    "unknown_format": 422,
    "unfinished": 422,
    "comment_required": 422,
    "bad_draft": 422,
    "blob_not_found": 404,
    "bad_blob_key": 404,
    "range_not_satisfiable": 416,
    "overloaded": 503,
    "worker_died": 503,
    "pool_closed": 503,
    "model_missing": 503,
    "model_changed": 503,
    "ingest_stopped": 503,
    "node_unreachable": 503,
    "bad_recording": 422,
    "backfill_busy": 503,
    "storage_full": 503,
    "blob_store_failed": 503,
    "key_service_failed": 503,
}
"""The HTTP status of a code; a refusal that is not listed is a conflict with the state of things."""

CONFLICT = 409


def problem(
    code: str,
    detail: str,
    *,
    status: int | None = None,
    params: object = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    chosen = status or STATUS.get(code, CONFLICT)
    body = {
        "type": "about:blank",
        "title": code.replace("_", " "),
        "status": chosen,
        "code": code,
        "detail": detail,
        "params": params or {},
    }
    return JSONResponse(body, status_code=chosen, headers=headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of the product, of validation and of routing as a problem.

    What is none of these is answered by `LastResort`.
    """
    for kind in EXPECTED:
        app.add_exception_handler(kind, _expected)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _routing)


async def _expected(request: Request, error: Exception) -> JSONResponse:
    code = str(getattr(error, "code", "error"))
    log.info("refused", code=code, route=_route(request))
    status = 404 if isinstance(error, NotFound) and code not in STATUS else None
    sentence = (type(error).__doc__ or code).strip().splitlines()[0]
    return problem(code, sentence, status=status, params=getattr(error, "params", None))


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Name the places that are wrong, never the values: they may be answers or names."""
    assert isinstance(error, RequestValidationError)  # noqa: S101  registered for it alone
    places = sorted({".".join(str(part) for part in one["loc"][1:]) or "body" for one in error.errors()})
    log.info("refused", code="malformed", route=_route(request))
    return problem("malformed", "The request is not as it should be.", params={"places": places})


async def _routing(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  registered for it alone
    code = {404: "unknown_route", 405: "wrong_method", 413: "too_large"}.get(error.status_code, "refused")
    return problem(code, str(error.detail), status=error.status_code, headers=error.headers)


def _route(request: Request) -> str:
    """The route's template: its filled-in form could name somebody."""
    return _template(request.scope)


def _template(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "-"))


class ResponseBroken(Exception):
    """An answer failed after its beginning was sent; the connection has to be cut."""


class LastResort:
    """Answers the failures that nobody foresaw, and lets none of them go on to the web server.

    The web server would log the error's message, and a message may hold an answer or a name.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        sent: set[str] = set()

        async def noted(message: Message) -> None:
            sent.add(message["type"])
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            log.error("request_failed", route=_template(scope), exc_info=error)
            if scope["type"] == "http" and not sent:
                detail = "Something went wrong on our side; nothing saved is lost."
                await problem("internal_error", detail, status=500)(scope, receive, send)
            elif scope["type"] == "http":
                raise ResponseBroken from None
            elif "websocket.close" not in sent:
                await send({"type": "websocket.close", "code": 1011, "reason": "internal_error"})
