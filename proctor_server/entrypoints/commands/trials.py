"""Commands that put the product to the test: crashes and load, with a control that must be caught."""

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import uvloop

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.bench_answers import AnswersReport, bench
from proctor_server.entrypoints.simulation.bench_starts import bench_starts
from proctor_server.entrypoints.simulation.crash import crash
from proctor_server.entrypoints.simulation.curve_plot import draw_curve

FOUND_LOSSES = 1


def crashtest(options: argparse.Namespace) -> int:
    """Status 1 when the server lost an answer, or when the control lost none."""
    if options.power_cuts is not None:
        return _power_cuts(options)
    with tempfile.TemporaryDirectory(prefix="synaq-crash-") as folder:
        report = asyncio.run(
            crash(
                Path(folder),
                n_kills=options.kills,
                n_candidates=options.candidates,
                control=options.control,
                n_answers=options.answers,
            )
        )
    _say(asdict(report), as_json=options.json)
    is_bad = (report.lost + report.wrong > 0) != options.control
    return FOUND_LOSSES if is_bad else 0


def _power_cuts(options: argparse.Namespace) -> int:
    """The control is SQLite's `synchronous=NORMAL`, which acknowledges what is not on the disk."""
    try:
        from proctor_server.entrypoints.simulation.power_cuts import FULL, NORMAL, cut_power
    except ImportError as error:
        raise Refusal("--power-cuts needs the tests' packages: make setup-test") from error
    with tempfile.TemporaryDirectory(prefix="synaq-power-") as folder:
        report = asyncio.run(
            cut_power(
                Path(folder),
                n_cuts=options.power_cuts,
                synchronous=NORMAL if options.control else FULL,
            )
        )
    _say(asdict(report), as_json=options.json)
    return FOUND_LOSSES if report.is_bad != options.control else 0


def _say(document: dict[str, object], *, as_json: bool) -> None:
    print(json.dumps(document) if as_json else ", ".join(f"{k} {v}" for k, v in document.items()))


def bench_answers(options: argparse.Namespace) -> None:
    """Measure starts, or answers under one number of candidates, or under several: the curve, and its drawing."""
    if options.starts is not None:
        with tempfile.TemporaryDirectory(prefix="synaq-bench-") as folder:
            report = bench_starts(Path(folder), n_starts=options.starts, within_s=options.within)
            _say(asdict(uvloop.run(report)), as_json=options.json)
        return
    reports = []
    for n_candidates in options.curve or [options.candidates]:
        reports.append(_answers(options, n_candidates))
        _say(asdict(reports[-1]), as_json=options.json)
    if options.plot is not None:
        options.plot.write_text(draw_curve(reports), encoding="utf-8")


def _answers(options: argparse.Namespace, n_candidates: int) -> AnswersReport:
    with tempfile.TemporaryDirectory(prefix="synaq-bench-") as folder:
        return uvloop.run(
            bench(
                Path(folder),
                n_candidates=n_candidates,
                seconds=options.seconds,
                every_s=options.every,
                warm_up_s=options.warm_up,
            )
        )
