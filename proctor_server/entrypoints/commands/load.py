"""The command that puts the ingest under load: `synaq bench ingest`."""

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from proctor_server.entrypoints.refusal import Refusal
from proctor_server.entrypoints.simulation.bench_ingest import IngestReport, Load, bench, ratios
from proctor_server.entrypoints.simulation.ingest_clip import read_clip
from proctor_server.entrypoints.simulation.ingest_engines import ENGINES
from proctor_server.entrypoints.simulation.ingest_sender import Line
from proctor_server.entrypoints.simulation.kill_ingest import kill_recorders
from proctor_server.ingest.seam import addresses_and_loopback

FOUND_LOSSES = 1
ALIASES = {"ours": "synaq"}


def bench_ingest(options: argparse.Namespace) -> None:
    """Measure each engine named, one after the other with the same load; the first is compared with."""
    engines = [ALIASES.get(one, one) for one in options.engine.split(",")]
    if unknown := set(engines) - set(ENGINES):
        raise Refusal(f"no engine {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")
    clip = read_clip(*(one for one in (options.clip, options.sound) if one is not None))
    line = Line(loss=options.loss, reorder=options.reorder)
    address = options.address or addresses_and_loopback()[0]
    load = Load(options.candidates, options.seconds, line, address)
    reports = []
    for engine in engines:
        with tempfile.TemporaryDirectory(prefix="synaq-bench-") as folder:
            reports.append(asyncio.run(bench(engine, Path(folder), clip, load)))
    print(json.dumps(_document(reports)) if options.json else _table(reports))


def bench_kills(options: argparse.Namespace) -> int:
    """Kill the recording process at random moments; status 1 when a file lacks more than its open cluster."""
    report = asyncio.run(
        kill_recorders(
            read_clip(),
            n_kills=options.kills,
            n_senders=options.candidates,
            address=addresses_and_loopback()[0],
            seed=options.seed,
        )
    )
    document = asdict(report)
    print(json.dumps(document) if options.json else ", ".join(f"{k} {v}" for k, v in document.items()))
    return 0 if report.is_good else FOUND_LOSSES


def _document(reports: list[IngestReport]) -> dict[str, Any]:
    first, *others = [asdict(one) for one in reports]
    return first if not others else {"engines": [first, *others], "ratios": ratios(reports)}


def _table(reports: list[IngestReport]) -> str:
    lines = [", ".join(f"{name} {value}" for name, value in asdict(one).items()) for one in reports]
    return "\n".join([*lines, *(f"{name}: {times} times" for name, times in ratios(reports).items())])
