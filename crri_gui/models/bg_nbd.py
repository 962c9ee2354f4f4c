"""How often customers buy and when they stop: BG/NBD and MBG/NBD on grouped counts of days.

While a customer is alive, purchases come at random at a rate of their own (gamma distributed: r,
alpha); after each one they may stop for good (probability beta distributed: a, b). In MBG/NBD they
may also stop after the first purchase; BG/NBD takes whoever bought once to be alive for certain.

Sources: P. Fader, B. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way, Marketing
Science 24 (2005); E. Batislam, M. Denizel and A. Filiztekin, Empirical validation and comparison of
models for customer base analysis, International Journal of Research in Marketing 24 (2007); D.
Hoppe and U. Wagner, Customer base analysis: the case for a central variant of the
Betageometric/NBD model, Marketing JRM 3 (2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crri_gui.models.newton import Array, Between, minimise, standard_errors, uninterrupted
from crri_gui.models.special import digamma, hyp2f1, log_gamma, trigamma

Kind = Literal["MBG/NBD", "BG/NBD"]
NAMES = ("r", "alpha", "a", "b")

_FARTHEST = 14.0  # of a logarithm: a million times what is usual, and all differences are rounding
_DAYS = 2**20
_NEAR_1 = 1e-6  # of a: the expectation is a limit there, and a quotient of zeros


@dataclass(frozen=True)
class Histories:
    """Groups of customers with the same history (n each); times in days.

    `repeats` are days with a purchase after the first one, `last` the time of the last purchase
    after the first (0 where there was but one), `observed` the time from the first purchase to
    the end of the data, `customers` how many share the history.
    """

    repeats: Array
    last: Array
    observed: Array
    customers: Array


@dataclass(frozen=True)
class PurchaseModel:
    """A fit: r, alpha (days), a, b, and the standard errors of their logarithms (4 each)."""

    kind: Kind
    parameters: Array
    errors: Array
    log_likelihood: float


def grouped(repeats: Array, last: Array, observed: Array) -> tuple[Histories, NDArray[np.int64]]:
    """Customers (n) as groups, and the group of each (n). Times are whole days, under a million."""
    key = (repeats.astype(np.int64) * _DAYS + last.astype(np.int64)) * _DAYS
    key += observed.astype(np.int64)
    found, group, counts = np.unique(key, return_inverse=True, return_counts=True)
    return (
        Histories(
            (found // _DAYS**2).astype(np.float64),
            (found // _DAYS % _DAYS).astype(np.float64),
            (found % _DAYS).astype(np.float64),
            counts.astype(np.float64),
        ),
        group,
    )


def fit(kind: Kind, histories: Histories, between: Between = uninterrupted) -> PurchaseModel:
    """The parameters of greatest likelihood; `between` is called before each step.

    Raises `NotConverged` where there are none.
    """
    x, weight = histories.repeats, histories.customers
    # In units of the mean time observed the search begins near the end, whatever the shop.
    unit = float(np.average(histories.observed, weights=weight)) / 10 or 1.0
    scaled = Histories(x, histories.last / unit, histories.observed / unit, weight)

    def function(logs: Array) -> tuple[float, Array, Array]:
        return _minus_log_likelihood(kind, np.exp(logs), scaled)

    found = minimise(function, np.zeros(4), within=_FARTHEST, between=between)
    parameters = np.exp(found.at)
    parameters[1] *= unit
    repeats = float(np.sum(weight * x))
    return PurchaseModel(
        kind, parameters, standard_errors(found.hessian), -found.value - repeats * np.log(unit)
    )


def alive(model: PurchaseModel, histories: Histories) -> Array:
    """The probability (n) that a customer of each group has not stopped buying by the end."""
    r, alpha, a, b = model.parameters
    x, more = histories.repeats, _more(model.kind)
    longer = np.log(alpha + histories.observed) - np.log(alpha + histories.last)
    can_stop = (x + more) > 0
    # Who has been away for very long is not alive, however large the odds are.
    odds = a / np.where(can_stop, b + x + more - 1, 1.0) * np.exp(np.minimum((r + x) * longer, 700))
    found: Array = 1 / (1 + np.where(can_stop, odds, 0.0))
    return found


def expected_purchases(model: PurchaseModel, histories: Histories, days: float) -> Array:
    """The purchases (n) to be expected of a customer of each group within the next `days`.

    Raises `ArithmeticError` where the parameters are so odd that they cannot be computed.
    """
    r, alpha, a, b = model.parameters
    if abs(a - 1) < _NEAR_1:
        a = 1 + _NEAR_1
    x = histories.repeats
    ends = b + x + _more(model.kind)
    until = alpha + histories.observed
    share = days / (until + days)
    with np.errstate(all="ignore"):
        series = hyp2f1(r + x, ends, a + ends - 1, share)
        bought = (a + ends - 1) / (a - 1) * (1 - series * (until / (until + days)) ** (r + x))
        found: Array = bought * alive(model, histories)
    if not np.isfinite(found).all():
        raise ArithmeticError("what is expected is not finite")
    return found


def _more(kind: Kind) -> int:
    """How many chances to stop the model has beyond the repeat purchases."""
    return 1 if kind == "MBG/NBD" else 0


def _minus_log_likelihood(
    kind: Kind, parameters: Array, histories: Histories
) -> tuple[float, Array, Array]:
    """-log L, with its derivatives by the logarithms of the parameters."""
    r, alpha, a, b = parameters
    x, weight = histories.repeats, histories.customers
    until, since = alpha + histories.observed, alpha + histories.last
    log_until = np.log(until)
    longer = log_until - np.log(since)
    can_stop = (x + _more(kind)) > 0
    # The odds of having stopped, as a logarithm; none where the model knows of no chance to.
    chances = np.where(can_stop, b + x + _more(kind) - 1, 1.0)
    odds = np.where(can_stop, np.log(a) - np.log(chances) + (r + x) * longer, -np.inf)
    small = np.exp(-np.abs(odds))
    stopped = np.where(odds >= 0, 1, small) / (1 + small) * can_stop

    # What depends on the number of repeats alone is computed once for each number.
    count, place = np.unique(x, return_inverse=True)
    of = np.bincount(place, weights=weight)
    ends = b + count + _more(kind)
    one = np.ones(1)
    fixed = (
        log_gamma(r + count)
        - log_gamma(r * one)
        + r * np.log(alpha)
        + log_gamma((a + b) * one)
        + log_gamma(ends)
        - log_gamma(b * one)
        - log_gamma(a + ends)
    )
    value = of @ fixed + weight @ (np.maximum(odds, 0) + np.log1p(small) - (r + x) * log_until)
    shorter = 1 / until - 1 / since
    # The derivatives of the odds by r, alpha, a and b.
    slope = np.vstack([longer, (r + x) * shorter, np.full_like(x, 1 / a), -1 / chances])
    both = digamma((a + b) * one) - digamma(a + ends)
    gradient = slope @ (weight * stopped) + [
        of @ (digamma(r + count) - digamma(r * one)) + weight @ (np.log(alpha) - log_until),
        weight @ (r / alpha - (r + x) / until),
        of @ both,
        of @ (both + digamma(ends) - digamma(b * one)),
    ]
    hessian = (slope * (weight * stopped * (1 - stopped))) @ slope.T
    both = of @ (trigamma((a + b) * one) - trigamma(a + ends))
    hessian[0, 0] += of @ (trigamma(r + count) - trigamma(r * one))
    hessian[0, 1] += weight @ (1 / alpha - 1 / until + stopped * shorter)
    hessian[1, 1] += weight @ (
        -r / alpha**2 + (r + x) / until**2 + stopped * (r + x) * (1 / since**2 - 1 / until**2)
    )
    hessian[2, 2] += both - (weight @ stopped) / a**2
    hessian[2, 3] += both
    hessian[3, 3] += (
        both + of @ (trigamma(ends) - trigamma(b * one)) + (weight * stopped) @ (1 / chances**2)
    )
    for row, column in ((1, 0), (3, 2)):
        hessian[row, column] = hessian[column, row]
    by_logs = parameters * gradient
    second = np.outer(parameters, parameters) * hessian + np.diag(by_logs)
    return -float(value), -by_logs, -second
