"""The HTTP application: routes, refusals, headers and pages, around a house that is handed in."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI

from proctor_server.api import (
    added_time,
    administration,
    answers,
    appeals,
    attempts,
    bank_changes,
    bank_exchange,
    bank_forms,
    bank_items,
    bank_statistics,
    bank_stimuli,
    booking,
    health,
    interventions,
    known_answers,
    marking,
    media,
    notices,
    playback,
    proctor,
    programmes,
    session,
    session_reports,
    shown_items,
    signal_settings,
    staff,
    starts,
)
from proctor_server.api.access import check_complete
from proctor_server.api.headers import BodyBound, SecurityHeaders
from proctor_server.api.house import House
from proctor_server.api.pages import Pages
from proctor_server.api.problems import LastResort, install
from proctor_server.api.schemas import Problem


def build_app(
    open_house: Callable[[], AbstractAsyncContextManager[House]],
    *,
    sockets: APIRouter,
    client_folder: Path,
    https: bool,
) -> FastAPI:
    """Build the application; the house is opened when it starts and closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_house() as house:
            app.state.house = house
            yield

    app = FastAPI(
        title="Synaq",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses={"default": {"model": Problem, "description": "A refusal, as problem+json"}},
    )
    candidate = (answers, starts, shown_items, session, attempts, booking, notices, media)
    bank = (bank_changes, bank_exchange, bank_forms, bank_items, bank_statistics, bank_stimuli)
    proctors = (proctor, known_answers, appeals, added_time, interventions, playback, session_reports)
    modules = (
        *candidate,
        *bank,
        *proctors,
        marking,
        administration,
        staff,
        programmes,
        signal_settings,
        health,
    )
    routers = [*(module.router for module in modules), sockets]
    check_complete(routers)
    for router in routers:
        app.include_router(router)
    app.router.routes.extend(Pages(client_folder).routes())
    install(app)
    app.add_middleware(BodyBound)  # the innermost comes first
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders, https=https)
    return app
