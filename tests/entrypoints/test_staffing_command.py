"""The commands about reviewers: the simulation's table, document and plot; the queue's bench in small."""

import json
from pathlib import Path

from tests.entrypoints.conftest import Synaq


def test_the_simulation_prints_a_row_a_flag_rate_and_writes_its_plot(synaq: Synaq, tmp_path: Path) -> None:
    plot = tmp_path / "plot.svg"
    ran = synaq(
        "simulate", "review", "--candidates", 300, "--flag-rates", "0.2,0.5", "--plot", plot, "--json"
    )
    rows = json.loads(ran.out)
    assert (ran.status, [row["flag_rate"] for row in rows]) == (0, [0.2, 0.5])
    assert rows[0]["proctors_needed"] <= rows[1]["proctors_needed"]
    assert all(row["late_share"] == 0 and row["readings"] >= row["reviews"] > 0 for row in rows)
    assert plot.read_text().count("<polyline") == 2
    table = synaq("simulate", "review", "--candidates", 300, "--proctors", 1, "--minutes", 12).out
    assert len(table.splitlines()) == 5


def test_a_simulation_that_makes_no_sense_is_told_in_one_line(synaq: Synaq) -> None:
    for wrong in (("--flag-rates", "many"), ("--flag-rates", "2"), ("--first-day", "tomorrow")):
        ran = synaq("simulate", "review", *wrong)
        assert (ran.status, ran.err.count("\n")) == (2, 1)


def test_the_queue_is_measured(synaq: Synaq) -> None:
    report = json.loads(synaq("bench", "queue", "--sessions", 30, "--json").out)
    assert report["sessions"] == 30
    assert report["first_page_ms"] > 0
