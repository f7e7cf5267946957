"""Routes of booking: what a candidate may book, holds and moves; the windows an administrator offers."""

from fastapi import APIRouter

from exam_engine.booking import Window
from proctor_server.api.schemas import booking as s
from proctor_server.api.schemas.shared import LocalTextView
from proctor_server.api.session import Admitted, InHouse
from proctor_server.db.booking import HeldPlace
from proctor_server.services.booking import OfferedWindow, StageOffer
from proctor_server.services.windows import WindowListing

router = APIRouter(prefix="/api", tags=["booking"])


@router.get("/booking")
async def list_offers(caller: Admitted, house: InHouse) -> list[s.StageOfferView]:
    offers = await house.services.booking.offers(caller.account_id, caller.now)
    return [_offer(one) for one in offers]


@router.post("/booking", status_code=201)
async def book(body: s.BookingWrite, caller: Admitted, house: InHouse) -> list[s.StageOfferView]:
    """Take a place; answers with what is on offer then."""
    await house.services.booking.book(caller.account_id, body.window_id, body.language, caller.now)
    return await list_offers(caller, house)


@router.put("/booking/{booking_id}")
async def move(
    booking_id: str, body: s.BookingWrite, caller: Admitted, house: InHouse
) -> list[s.StageOfferView]:
    """Exchange a place, or the language; answers with what is on offer then."""
    await house.services.booking.move(
        caller.account_id, booking_id, body.window_id, body.language, caller.now
    )
    return await list_offers(caller, house)


@router.get("/admin/windows")
async def list_windows(caller: Admitted, house: InHouse) -> list[s.WindowRow]:
    return [_row(one) for one in await house.services.windows.coming(caller.now)]


@router.post("/admin/windows", status_code=201)
async def add_window(body: s.NewWindow, caller: Admitted, house: InHouse) -> s.WindowRow:
    added = await house.services.windows.add(
        programme_id=body.programme_id,
        opens_at=body.opens_at,
        closes_at=body.closes_at,
        languages=body.languages,
        capacity=body.capacity,
        open_to_all=body.open_to_all,
        actor_id=caller.account_id,
        now=caller.now,
    )
    return _row(added)


@router.put("/admin/windows/{window_id}")
async def set_capacity(
    window_id: str, body: s.WindowCapacity, caller: Admitted, house: InHouse
) -> s.WindowRow:
    changed = await house.services.windows.set_capacity(
        window_id, body.capacity, actor_id=caller.account_id, now=caller.now
    )
    return _row(changed)


@router.delete("/admin/windows/{window_id}", status_code=204)
async def remove_window(window_id: str, caller: Admitted, house: InHouse) -> None:
    await house.services.windows.remove(window_id, actor_id=caller.account_id, now=caller.now)


@router.post("/admin/admissions")
async def admit(body: s.NewAdmissions, caller: Admitted, house: InHouse) -> s.Admitted:
    n_new = await house.services.windows.admit(
        body.programme_id, body.candidate_ids, actor_id=caller.account_id, now=caller.now
    )
    return s.Admitted(n_new=n_new)


def _offer(offer: StageOffer) -> s.StageOfferView:
    programme = offer.programme
    booking = None
    if offer.place is not None and offer.held_window is not None:
        booking = _booking(offer.place, offer.held_window)
    return s.StageOfferView(
        programme_id=programme.id,
        title=LocalTextView.model_validate(programme.title),
        limit_s=round(programme.limit.total_seconds()),
        windows=[_offered(one) for one in offer.windows],
        booking=booking,
        can_move=offer.can_move,
    )


def _offered(offered: OfferedWindow) -> s.OfferedWindowView:
    window = offered.window
    return s.OfferedWindowView(
        id=window.id,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        languages=sorted(window.languages),
        n_free=None if window.capacity is None else max(0, window.capacity - window.n_booked),
        refusal=offered.refusal,
    )


def _booking(place: HeldPlace, window: Window) -> s.BookingView:
    booking = place.booking
    return s.BookingView(
        id=booking.id,
        window_id=window.id,
        attempt_id=place.attempt_id,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        language=booking.language,
        state="taken" if place.came else booking.state.value,
        n_moves=booking.n_moves,
    )


def _row(listing: WindowListing) -> s.WindowRow:
    window = listing.stored.window
    return s.WindowRow(
        id=window.id,
        programme_id=window.stage_id,
        title=LocalTextView.model_validate(listing.programme.title),
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        languages=sorted(window.languages),
        capacity=window.capacity,
        n_booked=window.n_booked,
        booked_by_language=listing.booked_by_language,
        open_to_all=listing.stored.open_to_all,
    )
