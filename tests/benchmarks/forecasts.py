"""Forecasts of next month's revenue against "as last month".

    python tests/benchmarks/forecasts.py RAW_DIR...

Each folder is a shop's raw export, or holds CDNOW_sample.txt. Every method forecasts each month
from the eighth on, by the months before it; what is told is its mean absolute error against that
of "as last month", with a 95 % interval of the difference, by the months. One that leaves 1 out is
more than noise. Months that are partial or thin are left out at the edges.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np

# It is started as a script.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request, examined
from crri_gui.models.newton import Array

_FIRST = 7  # months before the first forecast
_GRID = np.linspace(0.05, 0.95, 10)
# Student's t at 97.5 % for so many degrees of freedom.
_T = (0, 12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)

Method = Callable[[Array], float]


def last_month(past: Array) -> float:
    """As it was."""
    return float(past[-1])


def mean_of(months: int) -> Method:
    """The mean of the last months."""
    return lambda past: float(past[-months:].mean())


def drift(past: Array) -> float:
    """As it was, and what a month has added so far on average."""
    return float(past[-1] + (past[-1] - past[0]) / (len(past) - 1))


def line(past: Array) -> float:
    """The straight line through the last six months."""
    seen = past[-6:]
    slope, level = np.polyfit(np.arange(len(seen)), seen, 1)
    return float(level + slope * len(seen))


def smoothed(past: Array) -> float:
    """Exponential smoothing, its weight as it would have been best so far."""
    return min((_smooth(past, level) for level in _GRID), key=lambda one: one[0])[1]


def holt(past: Array, damping: float = 1.0) -> float:
    """Level and trend (Holt), their weights as they would have been best so far."""
    tried = (_holt(past, level, trend, damping) for level, trend in product(_GRID, _GRID))
    return min(tried, key=lambda one: one[0])[1]


def damped(past: Array) -> float:
    """As Holt, with a trend that wears off."""
    return holt(past, 0.85)


def theta(past: Array) -> float:
    """Theta: smoothing, and half the slope of the line through all months."""
    slope = np.polyfit(np.arange(len(past)), past, 1)[0]
    return smoothed(past) + float(slope) / 2


METHODS: dict[str, Method] = {
    "mean of 3 months": mean_of(3),
    "mean of 6 months": mean_of(6),
    "drift": drift,
    "line through 6 months": line,
    "exponential smoothing": smoothed,
    "Holt": holt,
    "Holt, damped": damped,
    "Theta": theta,
}


def _smooth(past: Array, weight: float) -> tuple[float, float]:
    level, missed = past[0], 0.0
    for value in past[1:]:
        missed += abs(value - level)
        level += weight * (value - level)
    return missed, float(level)


def _holt(past: Array, weight: float, of_trend: float, damping: float) -> tuple[float, float]:
    level, trend, missed = past[0], past[1] - past[0], 0.0
    for value in past[1:]:
        ahead = level + damping * trend
        missed += abs(value - ahead)
        before, level = level, ahead + weight * (value - ahead)
        trend = damping * trend + of_trend * (level - before - damping * trend)
    return missed, float(level + damping * trend)


def compare(months: Array) -> dict[str, tuple[float, float, float]]:
    """Of each method: its mean error against that of last month, and the ends of its interval."""
    places = range(_FIRST, len(months))
    usual = np.array([abs(months[n] - last_month(months[:n])) for n in places])
    found = {}
    for name, method in METHODS.items():
        missed = np.array([abs(months[n] - method(months[:n])) for n in places])
        more = (missed - usual) / usual.mean()
        reach = _T[min(len(more) - 1, len(_T) - 1)] * more.std(ddof=1) / np.sqrt(len(more))
        found[name] = (1 + more.mean(), 1 + more.mean() - reach, 1 + more.mean() + reach)
    return found


def series(folder: Path) -> Array:
    """The revenue of each month, without partial and thin ones at the edges."""
    if (folder / "CDNOW_sample.txt").is_file():
        spent: dict[str, float] = defaultdict(float)
        for text in (folder / "CDNOW_sample.txt").read_text().splitlines():
            if text.strip():
                _, _, day, _, dollars = text.split()
                spent[f"{dt.datetime.strptime(day, '%Y%m%d'):%Y-%m}"] += float(dollars)
        return np.array([spent[month] for month in sorted(spent)])
    run = RunContext()
    with examined(run, Request(folder, looking=True)) as data:
        flagged = data.report.flagged_months
        rows = data.database(run).rows(
            "SELECT order_month, cast(revenue AS double) FROM monthly_revenue ORDER BY order_month"
        )
    while rows and rows[0][0] in flagged:
        del rows[0]
    while rows and rows[-1][0] in flagged:
        del rows[-1]
    return np.array([revenue for _, revenue in rows])


def main(folders: list[str]) -> None:
    """Print the table."""
    shops = {Path(folder).name: series(Path(folder)) for folder in folders}
    found = {name: compare(months) for name, months in shops.items()}
    print("| Method | " + " | ".join(f"{n} ({len(shops[n])} months)" for n in shops) + " |")
    print("|---" * (len(shops) + 1) + "|")
    for method in METHODS:
        cells = [
            f"{r:.2f} ({low:.2f} to {high:.2f})"
            for r, low, high in (found[name][method] for name in shops)
        ]
        print(f"| {method} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
