"""Routes to sign in and out, and to ask who one is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import HTTPConnection

from proctor_server.api import schemas as s
from proctor_server.api.access import Caller, NotSignedIn, admit
from proctor_server.api.house import House, house_of
from proctor_server.db.accounts import RunningSignIn

router = APIRouter(prefix="/api/session", tags=["session"])

Admitted = Annotated[Caller, Depends(admit)]


async def in_house(connection: HTTPConnection) -> House:
    """FastAPI sends a plain function through a thread, at each request; a coroutine stays here."""
    return house_of(connection)


InHouse = Annotated[House, Depends(in_house)]


def _view(signed_in: RunningSignIn | None, caller: Caller) -> s.SessionView:
    account = None
    if signed_in is not None:
        account = s.AccountView.model_validate(signed_in.account)
    csrf_token = "" if signed_in is None else signed_in.csrf_token
    return s.SessionView(account=account, csrf_token=csrf_token, server_now=caller.now)


@router.get("")
async def who_am_i(caller: Admitted) -> s.SessionView:
    return _view(caller.signed_in, caller)


@router.post("")
async def sign_in(
    body: s.SignIn, request: Request, response: Response, caller: Admitted, house: InHouse
) -> s.SessionView:
    opened = await house.services.sign_in.sign_in(
        login=body.login,
        password=body.password,
        address=request.client.host if request.client else "",
        now=caller.now,
    )
    response.set_cookie(
        house.cookie_name,
        opened.token,
        max_age=round((opened.running.expires_at - caller.now).total_seconds()),
        path="/",
        httponly=True,
        secure=house.secure_cookie,
        samesite="lax",
    )
    return _view(opened.running, caller)


@router.put("/password")
async def change_password(
    body: s.PasswordChange, request: Request, caller: Admitted, house: InHouse
) -> s.SessionView:
    """Choose a password of one's own; other sessions of the account end."""
    running, token = caller.signed_in, caller.token
    if running is None or token is None:
        raise NotSignedIn
    changed = await house.services.sign_in.change_password(
        running,
        token=token,
        old=body.old_password,
        new=body.new_password,
        address=request.client.host if request.client else "",
        now=caller.now,
    )
    return _view(changed, caller)


@router.delete("", status_code=204)
async def sign_out(response: Response, caller: Admitted, house: InHouse) -> None:
    if caller.token is not None:
        await house.services.sign_in.sign_out(caller.token)
    response.delete_cookie(house.cookie_name, path="/", secure=house.secure_cookie, httponly=True)
