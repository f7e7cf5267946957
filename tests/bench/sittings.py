"""A demo whose legislation test many have sat, to look at statistics, plots and queues with something in them.

Run: synaq migrate --data DIR, synaq demo --data DIR, then python -m tests.bench.sittings --data DIR [--candidates 300]
Abilities are normal and difficulties lie around them (a two-parameter model), so the plots have a shape to show;
every tenth item is harder in Kazakh, so that differential functioning has something to find.
"""

import argparse
import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from math import exp
from pathlib import Path
from random import Random

from exam_engine.working_days import WorkCalendar
from proctor_server.db.database import Database
from proctor_server.db.engine import sqlite_url
from proctor_server.services.catalogue import build_services
from tests.support.cast import iin_of
from tests.support.sitting import Sitting
from tests.support.stepped_clock import SteppedClock

HARDER_IN_KAZAKH = 1.2
"""By how much, in standard deviations of ability."""


def chance(version_id: str, ability: float, language: str) -> float:
    """The probability of a right answer; an item's parameters follow from its identifier."""
    item = Random(version_id)
    slope, difficulty, harder = item.uniform(0.6, 1.8), item.gauss(-0.6, 0.9), item.random() < 0.1
    shift = HARDER_IN_KAZAKH if harder and language == "kk" else 0.0
    return 1 / (1 + exp(-slope * (ability - difficulty - shift)))


async def sit(sitting: Sitting, language: str, random: Random) -> None:
    """Assign, prepare, answer everything as somebody of a random ability would, hand in."""
    await sitting.assign()
    await sitting.prepare()
    services, clock = sitting.services, sitting.clock
    await services.attempts.start(
        sitting.candidate_id, sitting.attempt_id, language=language, now=clock.now()
    )
    async with sitting.database.read() as tx:
        form = await tx.attempts.form(sitting.attempt_id)
    keys, ability = await sitting.keys(), random.gauss(0, 1)
    for slot in form:
        right = random.random() < chance(slot.version_id, ability, language)
        wrong = [one for one in slot.option_order if one not in keys[slot.slot]]
        await sitting.save(
            sitting.write(slot.slot, sorted(keys[slot.slot]) if right else [random.choice(wrong)])
        )
        clock.step(seconds=20)
    await sitting.submit()


def personal_numbers(n: int) -> list[str]:
    """Made-up IINs; some beginnings have no control digit."""
    found: list[str] = []
    for no in count():
        if len(found) == n:
            return found
        with suppress(ValueError):
            found.append(iin_of(f"0002295{no:04}"))
    raise AssertionError("count() does not end")


async def fill(data: Path, n: int) -> None:
    database = Database(sqlite_url(data / "synaq.sqlite"))
    services = build_services(
        database,
        calendar=WorkCalendar(),
        pepper=(data / "pepper").read_bytes(),
        new_random=Random,
    )
    numbers = personal_numbers(n)
    clock, random = SteppedClock(datetime.now(UTC) - timedelta(days=9)), Random(11)
    try:
        for no in range(n):
            language = "kk" if no % 2 else "ru"
            listing = await services.administration.add_candidate(
                login=f"sat.{no}",
                display_name=f"Сынақ {no}",
                password=f"sat-candidate-{no}",
                iin=numbers[no],
                language=language,
                actor_id=None,
                now=clock.now(),
            )
            await sit(Sitting(services, database, clock, listing.id), language, random)
            print(f"{no + 1}/{n}", flush=True)
    finally:
        await database.aclose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--candidates", type=int, default=300)
    given = parser.parse_args()
    asyncio.run(fill(given.data, given.candidates))


if __name__ == "__main__":
    main()
