"""Commands about the people who review: how fast their queue is, how many of them a day of tests needs."""

import argparse
import asyncio
import json
from dataclasses import asdict, dataclass
from datetime import date
from random import Random

from exam_engine.working_days import WorkCalendar
from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.bench_queue import bench
from proctor_server.entrypoints.simulation.line_plot import Curve, line_plot
from proctor_server.review.errors import BadPace
from proctor_server.review.staffing import Campaign, Course, Task, draw, proctors_needed, run

CURVE_STEPS = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One flag rate. `late_share` is with `proctors`: those there are, or else those needed."""

    flag_rate: float
    reviews: int
    readings: int
    second_readings: int
    proctors_needed: int | None
    proctors: int
    late_share: float
    longest_queue: int


def bench_queue(options: argparse.Namespace) -> None:
    """How long the first page of a proctor's queue takes with many reviews waiting."""
    report = asdict(asyncio.run(bench(n_sessions=options.sessions, url=options.database)))
    print(json.dumps(report) if options.json else ", ".join(f"{k} {v}" for k, v in report.items()))


def simulate_review(options: argparse.Namespace) -> None:
    """Play a campaign through with each flag rate; the same seed gives the same answer."""
    try:
        drawn = {
            rate: draw(_campaign(options, rate), WorkCalendar(), Random(options.seed))
            for rate in _rates(options)
        }
        rows = [_row(rate, tasks, options) for rate, tasks in drawn.items()]
    except BadPace as error:
        raise Refusal(f"this cannot be simulated: {error}") from error
    if options.plot:
        most = max((row.proctors_needed or row.proctors for row in rows), default=1)
        curves = [_curve(rate, tasks, round(most * 1.1) + 1) for rate, tasks in drawn.items()]
        options.plot.write_text(line_plot(curves, x="proctors", y="share late"), encoding="utf-8")
    print(json.dumps([asdict(row) for row in rows]) if options.json else _table(rows))


def _rates(options: argparse.Namespace) -> list[float]:
    try:
        return [float(one) for one in options.flag_rates.split(",")]
    except ValueError as error:
        raise Refusal(f"--flag-rates are shares such as 0.05,0.15, not {options.flag_rates}") from error


def _campaign(options: argparse.Namespace, rate: float) -> Campaign:
    try:
        first_day = date.fromisoformat(options.first_day)
    except ValueError as error:
        raise Refusal(f"--first-day is a date such as 2026-11-23, not {options.first_day}") from error
    return Campaign(
        n_candidates=options.candidates,
        flag_rate=rate,
        minutes=options.minutes,
        first_day=first_day,
        n_days=options.days,
        violation_rate=options.violation_rate,
        second_rate=options.second_rate,
        disagree_rate=options.disagree_rate,
    )


def _row(rate: float, tasks: tuple[Task, ...], options: argparse.Namespace) -> Row:
    needed = proctors_needed(tasks, late_share=options.late)
    n_proctors = options.proctors or needed or 1
    course: Course = run(tasks, n_proctors)
    return Row(
        flag_rate=rate,
        reviews=course.n_reviews,
        readings=course.n_readings,
        second_readings=sum(len(task.readings) > 1 for task in tasks),
        proctors_needed=needed,
        proctors=n_proctors,
        late_share=round(course.late_share, 4),
        longest_queue=course.longest_queue,
    )


def _curve(rate: float, tasks: tuple[Task, ...], most: int) -> Curve:
    numbers = sorted({max(1, round(most * step / CURVE_STEPS)) for step in range(1, CURVE_STEPS + 1)})
    points = tuple((float(n), run(tasks, n).late_share) for n in numbers)
    return Curve(f"{rate:.0%} flagged", points)


def _table(rows: list[Row]) -> str:
    head = f"{'flagged':>8} {'reviews':>8} {'readings':>9} {'twice':>6} {'needed':>7} {'proctors':>9} {'late':>7}"
    lines = [
        f"{row.flag_rate:>8.1%} {row.reviews:>8} {row.readings:>9} {row.second_readings:>6} "
        f"{row.proctors_needed or 'none':>7} {row.proctors:>9} {row.late_share:>7.1%}"
        for row in rows
    ]
    return "\n".join([head, *lines])
