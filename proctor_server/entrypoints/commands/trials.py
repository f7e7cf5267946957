"""Commands that put the product to the test: crashes and load, with a control that must be caught."""

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from proctor_server.entrypoints.simulation.bench_answers import bench
from proctor_server.entrypoints.simulation.crash import crash

FOUND_LOSSES = 1


def crashtest(options: argparse.Namespace) -> int:
    """Status 1 when the server lost an answer, or when the control lost none."""
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
    document = asdict(report)
    print(json.dumps(document) if options.json else ", ".join(f"{k} {v}" for k, v in document.items()))
    is_bad = (report.lost + report.wrong > 0) != options.control
    return FOUND_LOSSES if is_bad else 0


def bench_answers(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="synaq-bench-") as folder:
        report = asyncio.run(
            bench(
                Path(folder), n_candidates=options.candidates, seconds=options.seconds, every_s=options.every
            )
        )
    document = asdict(report)
    print(json.dumps(document) if options.json else ", ".join(f"{k} {v}" for k, v in document.items()))
