"""What a form costs: random draws and parallel forms from 750 items with 24 topic bounds and 100 enemy pairs.

Run: python -m tests.bench.forms [--forms 20]
"""

import argparse
import json
import time
from itertools import combinations
from random import Random
from statistics import mean

from item_bank.assembly.form import Form
from item_bank.assembly.parallel import assemble_parallel, information_bands
from item_bank.assembly.random_draw import draw_many
from tests.support.large_bank import made_up_bank, made_up_curves

THETAS = (-1.0, 0.0, 1.0)
HALF_WIDTH = 0.4
"""Of the band that each form's information must keep to at the three abilities."""


def shared(forms: tuple[Form, ...]) -> float:
    """How many items two forms have in common, on the mean."""
    return mean(len(set(a.version_ids) & set(b.version_ids)) for a, b in combinations(forms, 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=20)
    n = parser.parse_args().forms
    bank = made_up_bank()
    bands = information_bands(bank, made_up_curves(bank), THETAS, HALF_WIDTH)
    figures = {}
    for name, make in (
        ("random", lambda: draw_many(bank, n, Random(5))),
        ("parallel", lambda: assemble_parallel(bank, bands, n, Random(5))),
    ):
        began = time.process_time()
        forms = make()[0]
        cpu_s = (time.process_time() - began) / n
        figures[name] = {"cpu_s_a_form": round(cpu_s, 4), "items_in_common": round(shared(forms), 2)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
