"""Routes that thousands call at once: declared like every route, served without what they have no need of."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

LONGEST_ID = 64
LONGEST_SLOT = 3
JSON = "application/json"

Body = TypeVar("Body")
Serve = Callable[[Request], Coroutine[Any, Any, Response]]


def plain(serve: Serve) -> type[APIRoute]:
    """The class of a route that `serve` answers: part of the interface, FastAPI's solving of dependencies left out.

    That costs more than saving an answer does: see docs/performance.md.
    """

    class PlainRoute(APIRoute):
        def get_route_handler(self) -> Serve:
            return serve

    return PlainRoute


def attempt_of(given: Mapping[str, str]) -> str:
    """The attempt a path names.

    Raises:
        RequestValidationError: it cannot be an attempt's.
    """
    if len(given["attempt_id"]) > LONGEST_ID:
        raise RequestValidationError([{"loc": ("path", "attempt_id")}])
    return given["attempt_id"]


def slot_of(given: Mapping[str, str]) -> int:
    """The slot a path names.

    Raises:
        RequestValidationError: it is no number of a slot.
    """
    slot = given["slot"]
    if not (slot.isascii() and slot.isdecimal() and len(slot) <= LONGEST_SLOT):
        raise RequestValidationError([{"loc": ("path", "slot")}])
    return int(slot)


async def written(request: Request, form: TypeAdapter[Body]) -> Body:
    """The request's JSON.

    Raises:
        RequestValidationError: it is none, or not of that form.
    """
    if request.headers.get("content-type", JSON).partition(";")[0].strip().lower() != JSON:
        raise RequestValidationError([{"loc": ("body",)}])
    try:
        return form.validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError([{"loc": ("body", *one["loc"])} for one in error.errors()]) from None


def told(view: BaseModel) -> Response:
    return Response(view.model_dump_json(), media_type=JSON)
