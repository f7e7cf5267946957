"""How well a reviewer agrees: with others on the same reviews (Cohen's κ), and with known answers.

Formulas: Cohen 1960, "A coefficient of agreement for nominal scales"; sensitivity and specificity with Wilson's
interval (Wilson 1927), because a reviewer meets few known answers and a bare percentage would judge them by chance.
"""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

LEAST_PAIRS = 20
"""Below so many reviews read twice κ says nothing, and is not shown."""
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two raters over `n` cases: observed and expected share, κ; None where κ is undefined.

    κ is undefined when both say one and the same of every case: nothing could have been told apart.
    """

    n: int
    observed: float
    expected: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, with the 95 % interval of the true share; all None while `n` is 0."""

    hits: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """How a reviewer did on clips whose answer is known: violations found, and the innocent left alone."""

    sensitivity: Share
    specificity: Share


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Kappa:
    """Give the agreement of pairs of ratings of the same cases; no pair at all gives an undefined κ."""
    n = len(pairs)
    if n == 0:
        return Kappa(0, 0.0, 0.0, None)
    observed = sum(one == other for one, other in pairs) / n
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ones[label] * others[label] for label in ones) / n**2
    undefined = math.isclose(expected, 1.0)
    return Kappa(n, observed, expected, None if undefined else (observed - expected) / (1.0 - expected))


def known_answers(given: Sequence[tuple[bool, bool]]) -> KnownAnswers:
    """Compare (truth, verdict) pairs; True is a violation."""
    found = [verdict for truth, verdict in given if truth]
    spared = [not verdict for truth, verdict in given if not truth]
    return KnownAnswers(share(sum(found), len(found)), share(sum(spared), len(spared)))


def share(hits: int, n: int) -> Share:
    """Give a share with Wilson's 95 % interval."""
    if n == 0:
        return Share(0, 0, None, None, None)
    p, z2 = hits / n, Z_95**2
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(hits, n, p, max(0.0, centre - half), min(1.0, centre + half))
