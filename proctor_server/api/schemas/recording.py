"""Bodies about recordings: what lacks, what was taken in."""

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from proctor_server.api.schemas.shared import Body, View


class MediaGap(View):
    """A span that was not recorded, in milliseconds since the attempt started."""

    t0_ms: int
    t1_ms: int


class MediaGaps(View):
    """What lacks and may be sent; `started_at` is zero of the gaps' time. `over`: the attempt has ended."""

    started_at: datetime | None
    gaps: list[MediaGap]
    over: bool
    server_now: datetime


class SpanTaken(View):
    """What a span became; `part_id` is null where nothing lacked any more. Seconds of the attempt."""

    part_id: str | None
    t0_s: float
    t1_s: float


class HoldWrite(Body):
    """Why a recording is kept beyond its time."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]


class HoldView(View):
    """A reason to keep a recording; in force until it is released."""

    id: str
    reason: str
    placed_at: datetime
    released_at: datetime | None
