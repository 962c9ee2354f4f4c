"""The 1/10 sample of CDNOW, on which the models were published; beside the project, or skipped."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

import numpy as np

from crri_gui.models.customers import Purchases
from tests.conftest import reference

PUBLISHED_UNTIL = dt.date(1997, 9, 30)
"""The last day of the 39 weeks that the published parameters are of."""


@cache
def purchases() -> Purchases:
    """Every day of purchase; skips the test where the data is missing."""
    file = reference("cdnow_sample") / "CDNOW_sample.txt"
    spent: dict[tuple[int, int], float] = defaultdict(float)
    for line in file.read_text().splitlines():
        if line.strip():
            who, _, day, _, dollars = line.split()
            spent[int(who), dt.datetime.strptime(day, "%Y%m%d").toordinal()] += float(dollars)
    rows = sorted(spent)
    return Purchases(
        np.unique([who for who, _ in rows], return_inverse=True)[1],
        np.array([day for _, day in rows]),
        np.array([spent[row] for row in rows]),
    )
