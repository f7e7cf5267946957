"""The command line: `synaq …`; status 0 done, 2 bad input with one clear line on standard error.

A command's code is imported when it is called: `synaq evaluate` needs no web server.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from proctor_server.entrypoints.refusal import Refusal

DONE = 0
BAD_INPUT = 2
COMMANDS = "proctor_server.entrypoints.commands"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    module, function = options.run
    try:
        status = getattr(import_module(f"{COMMANDS}.{module}"), function)(options)
    except Refusal as refusal:
        sys.stderr.write(f"synaq: {refusal}\n")
        return BAD_INPUT
    except PermissionError as error:
        sys.stderr.write(
            f"synaq: no permission to write {error.filename}; choose another folder: --data DIR\n"
        )
        return BAD_INPUT
    except KeyboardInterrupt:
        return DONE
    return DONE if status is None else int(status)


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="synaq", description="Online proctored testing.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, module: str, summary: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=summary, description=summary)
        one.set_defaults(run=(module, name))
        return one

    serve = command("serve", "serving", "serve the product until a signal ends it")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 8000)")
    serve.add_argument("--demo", action="store_true", help="migrate and load the demo first")
    node = command("ingest", "serving", "receive and record media in a process of its own")
    node.add_argument("--host", help="address that servers reach this node at (default 127.0.0.1)")
    node.add_argument("--port", type=int, help="port of that address (default: any)")
    node.add_argument("--url", help="how servers reach this node, if by another name")
    command("openapi", "serving", "print the HTTP interface as OpenAPI")
    migrate = command("migrate", "data", "bring the database to the newest tables")
    demo = command("demo", "data", "load the demo bank, accounts and attempt")
    audit = command("audit", "audit", "verify what the audit vouches for, or print the head to publish")
    audit.add_argument("action", choices=["verify", "head"])
    audit.add_argument("--head", action="append", help="a published head, NUMBER:DIGEST; may be repeated")
    audit.add_argument("--heads", type=Path, help="file of published heads (default: the data folder's)")
    audit.add_argument("--without-recordings", action="store_true", help="leave recorded bytes out")
    keys = command("keys", "keys", "put the recordings' keys under a new master key, or forget former ones")
    keys.add_argument("action", choices=["rotate", "forget"])
    keys.add_argument("--data", type=Path, help="folder of database and recordings")
    for one in (serve, node, migrate, demo, audit):
        one.add_argument("--data", type=Path, help="folder of database and recordings")
    crashtest = command("crashtest", "trials", "kill the server under load; nothing acknowledged may be lost")
    crashtest.add_argument("--kills", type=int, default=100)
    crashtest.add_argument("--candidates", type=int, default=200)
    crashtest.add_argument("--answers", type=int, default=50_000, help="how many to acknowledge at least")
    crashtest.add_argument("--control", action="store_true", help="acknowledge too early: must be caught")
    crashtest.add_argument("--power-cuts", type=int, help="cut the power so many times instead of killing")
    bench = command("bench", "trials", "measure the product under load")
    trials = bench.add_subparsers(required=True, metavar="WHAT")
    answers = trials.add_parser("answers", help="time and cost of an acknowledged answer")
    cues = trials.add_parser("vision", help="accuracy and cost of the analysis beside the tutorial pipeline")
    cues.set_defaults(run=("clips", "bench_vision"))
    cues.add_argument("folder", type=Path)
    answers.set_defaults(run=("trials", "bench_answers"))
    answers.add_argument("--candidates", type=int, default=1000)
    answers.add_argument("--seconds", type=float, default=60.0)
    answers.add_argument("--every", type=float, default=30.0, help="seconds between a candidate's answers")
    answers.add_argument("--warm-up", type=float, help="seconds before the count (default: as --every)")
    answers.add_argument("--curve", type=_numbers, help="measure under each of these, such as 100,1000,5000")
    answers.add_argument("--plot", type=Path, help="draw what was measured into this SVG file")
    answers.add_argument("--starts", type=int, help="let so many start instead, their forms made ahead")
    answers.add_argument("--within", type=float, default=10.0, help="seconds the starts are spread over")
    media = trials.add_parser("ingest", help="cost of receiving and recording simulated candidates")
    media.set_defaults(run=("load", "bench_ingest"))
    media.add_argument("--candidates", "--sessions", type=int, default=20)
    media.add_argument("--seconds", type=float, default=30.0)
    media.add_argument("--loss", type=float, default=0.0, help="share of packets lost on the way")
    media.add_argument("--reorder", type=float, default=0.0, help="share of packets delivered late")
    media.add_argument(
        "--engine",
        default="synaq",
        help="synaq, aiortc-recorder, aiortc-recorder-mp4, janus; several, comma-separated, are compared",
    )
    media.add_argument("--clip", type=Path, help="video to send (default: a clip beside the project)")
    media.add_argument("--sound", type=Path, help="sound to send")
    media.add_argument("--address", help="address of this machine to send over (default: its first)")
    bank = trials.add_parser("bank", help="time of the item bank's table over many items")
    bank.set_defaults(run=("items", "bench_bank"))
    bank.add_argument("--items", type=int, default=100_000)
    bank.add_argument("--database", help="SQLAlchemy URL of an empty database; default: SQLite")
    queue = trials.add_parser("queue", help="time of a proctor's queue with many reviews waiting")
    queue.set_defaults(run=("staffing", "bench_queue"))
    queue.add_argument("--sessions", type=int, default=20_000)
    queue.add_argument("--database", help="SQLAlchemy URL of an empty database; default: SQLite")
    kills = trials.add_parser("kills", help="kill the recording process; every file must play to its end")
    kills.set_defaults(run=("load", "bench_kills"))
    kills.add_argument("--kills", type=int, default=50)
    kills.add_argument("--candidates", type=int, default=10)
    kills.add_argument("--seed", type=int, default=1)
    simulate = command("simulate", "staffing", "play through what has not happened yet")
    plays = simulate.add_subparsers(required=True, metavar="WHAT")
    review = plays.add_parser("review", help="proctors needed and reviews that come late, by flag rate")
    review.set_defaults(run=("staffing", "simulate_review"))
    review.add_argument("--candidates", type=int, default=5000)
    review.add_argument("--flag-rates", default="0.05,0.15,0.3,0.6", help="shares, comma-separated")
    review.add_argument("--minutes", type=float, default=4.0, help="what a reading takes on average")
    review.add_argument(
        "--proctors", type=int, help="how many there are: the share that comes late with them"
    )
    review.add_argument("--first-day", default="2026-11-23", help="first test day, YYYY-MM-DD")
    review.add_argument("--days", type=int, default=1, help="working days that the tests take")
    review.add_argument("--second-rate", type=float, default=0.1, help="share drawn for a second reading")
    review.add_argument("--violation-rate", type=float, default=0.1, help="share of reviews, all read twice")
    review.add_argument(
        "--disagree-rate", type=float, default=0.1, help="of second readings: a senior's next"
    )
    review.add_argument("--late", type=float, default=0.0, help="share that may come late")
    review.add_argument("--seed", type=int, default=1)
    review.add_argument("--plot", type=Path, help="write the plot to this SVG file")
    analyse = command("analyse", "clips", "analyse a recording from anywhere")
    analyse.add_argument("file", type=Path)
    evaluate = command("evaluate", "clips", "hold the analysis against clips with their truth")
    evaluate.add_argument("folder", type=Path)
    evaluate.add_argument("--html", type=Path, help="also write the figures as a page with plots")
    evaluate.add_argument("--language", choices=("kk", "ru", "en"), default="en", help="the page's language")
    trial = command("what-if", "what_if", "what other thresholds would find in what is stored")
    trial.set_defaults(run=("what_if", "what_if"))
    trial.add_argument("--programme", required=True)
    trial.add_argument("--settings", type=Path, required=True, help="JSON: thresholds and durations_s")
    trial.add_argument("--limit", type=int, default=500, help="attempts at most, those closed last")
    trial.add_argument("--data", type=Path, help="folder of database and recordings")
    items = command("items", "items", "import item files, or say what they would bring")
    items.add_argument("action", choices=["import"])
    items.add_argument("files", type=Path, nargs="+", metavar="FILE")
    items.add_argument("--dry-run", action="store_true", help="read and report, save nothing")
    items.add_argument("--data", type=Path, help="folder of database and recordings")
    items.add_argument("--language", help="language of texts that do not say theirs, such as kk")
    items.add_argument("--messages", choices=["kk", "ru", "en"], default="en", help="language of the reasons")
    for one in (
        analyse,
        evaluate,
        trial,
        items,
        audit,
        bank,
        crashtest,
        answers,
        cues,
        media,
        kills,
        queue,
        review,
    ):
        one.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    return parser
