"""Views of what stands beside a recording."""

from proctor_server.api.schemas.shared import View


class SoundView(View):
    """`levels_db[n]`: dB of full scale, the loudest in `[n, n + 1) · step_s` of the attempt; null: nothing known."""

    step_s: float
    levels_db: list[float | None]


class ItemSpanView(View):
    """An item was worked on from `t0_s` to `t1_s` of the attempt. `slot` counts from 0."""

    slot: int
    t0_s: float
    t1_s: float
