"""From how many candidates on a figure is shown.

Below 30 nothing is shown, below 250 no two-parameter model: the sampling error would be taken for
a property of the item. Below 500 the slopes of a two-parameter model get a prior (`marginal`).
"""

from item_bank.statistics.errors import TooFewSittings

LEAST_SITTINGS = 30
LEAST_SITTINGS_2PL = 250
LEAST_SITTINGS_WITHOUT_PRIOR = 500


def require_sittings(n: int, least: int) -> None:
    """Refuse to compute from fewer than `least` sittings.

    Raises:
        TooFewSittings: n < least.
    """
    if n < least:
        raise TooFewSittings(n, least)
