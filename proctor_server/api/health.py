"""Routes for the operator: is the process alive, can it serve."""

from fastapi import APIRouter, Depends

from proctor_server.api import schemas as s
from proctor_server.api.access import admit
from proctor_server.api.session import InHouse

router = APIRouter(tags=["health"], dependencies=[Depends(admit)])


@router.get("/healthz")
async def healthz() -> s.Health:
    return s.Health(status="ok")


@router.get("/readyz")
async def readyz(house: InHouse) -> s.Health:
    """Ready once the database answers."""
    await house.services.administration.ping()
    return s.Health(status="ok")
