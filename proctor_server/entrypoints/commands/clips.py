"""Commands on recordings from anywhere: analyse one, or hold the analysis against clips with their truth."""

import argparse
import json
from typing import Any

from proctor_server.entrypoints.refusal import Refusal
from vision.bench import bench
from vision.errors import VisionError
from vision.evaluation import evaluate as judge
from vision.file import analyse_file
from vision.report import report_page
from vision.speech_evaluation import evaluate_speech


def analyse(options: argparse.Namespace) -> None:
    if not options.file.is_file():
        raise Refusal(f"there is no file {options.file}")
    try:
        found: Any = analyse_file(options.file).to_json()
    except VisionError as error:
        raise Refusal(f"{options.file.name} cannot be analysed: {error}") from error
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{found['file']}: {found['duration_s']} s, {found['cpu_s']} s of CPU")
    for one in found["incidents"]:
        print(f"  {one['t0']:8.1f} – {one['t1']:8.1f} s  {one['type']:<16} {one.get('dir', '')}")


def bench_vision(options: argparse.Namespace) -> None:
    if not options.folder.is_dir():
        raise Refusal(f"there is no folder {options.folder}")
    try:
        found: Any = bench(options.folder)
    except VisionError as error:
        raise Refusal(str(error)) from error
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, whose in (("ours", ""), ("tutorial", "tutorial_")):
        overall = found[f"{whose}overall"]
        cost = found[f"{whose}cpu_ms_per_s"]
        print(f"{name:<9} {cost} ms per second, precision {overall['precision']}, recall {overall['recall']}")


def evaluate(options: argparse.Namespace) -> None:
    if not options.folder.is_dir():
        raise Refusal(f"there is no folder {options.folder}")
    try:
        if any(options.folder.glob("*.rttm")):
            _tell_speech(evaluate_speech(options.folder), as_json=options.json)
            return
        found: Any = judge(options.folder)
    except VisionError as error:
        raise Refusal(str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(f"a truth file in {options.folder.name} is not as it should be: {error!r}") from error
    if options.html is not None:
        options.html.write_text(report_page(found, options.language), encoding="utf-8")
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    overall = found["overall"]
    print(f"{found['clips']} clips, {found['seconds']} s, {found['cpu_ms_per_s']} ms of CPU per second")
    print(f"precision {overall['precision']}, recall {overall['recall']}")
    for name, one in found["by_type"].items():
        print(f"  {name:<16} found {one['tp']:>3}  missed {one['fn']:>3}  false {one['fp']:>3}")


def _tell_speech(found: Any, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, one in [("all", found["overall"]), *found["by_file"].items()]:
        print(f"{name:<24} recall {one['recall']}, false-positive rate {one['false_positive_rate']}")
