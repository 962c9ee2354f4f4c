"""What customers will buy and spend within a horizon: MBG/NBD with Gamma-Gamma, or a refusal.

The models hold only where customers buy at random and at a rate that stays. Whether they do here is
asked of the parameters and of a test: fitted to what was known one horizon ago, what would they
have said of the days that are now known? BG/NBD and a table of recency and frequency, learnt yet
another horizon earlier, answer the same beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crri_gui.models import bg_nbd, gamma_gamma
from crri_gui.models.bg_nbd import PurchaseModel, grouped
from crri_gui.models.customers import Known, Purchases, Window, known, window
from crri_gui.models.gamma_gamma import SpendModel
from crri_gui.models.newton import Array, Between, NotConverged, uninterrupted

FEWEST_REPEAT_CUSTOMERS = 300
LARGEST_ERROR = 1.0
"""Of the logarithm of a parameter: beyond it, it may be a third or three times what it is."""
LARGEST_PARAMETER = 1e3
LEAST_Q = 1.0
"""At or below it, the mean of what customers spend does not exist."""
MOST_CORRELATION = 0.3
HONEST = (0.8, 1.25)
"""Between which said / actual of the test must lie."""

Reason = Literal[
    "repeat_customers",
    "not_fitted",
    "uncertain",
    "beyond",
    "no_mean",
    "dependent",
    "too_short",
    "not_tested",
    "test_of_purchases",
    "test_of_revenue",
]
# The first days of each class of recency after the first, and the first counts of frequency.
_RECENCY = (31, 91, 181, 366)
_FREQUENCY = (2, 3, 4, 6)


@dataclass(frozen=True)
class Refusal:
    """Why nothing is predicted: of which model and parameter, and the figure that decided."""

    reason: Reason
    model: str = ""
    parameter: str = ""
    figure: float | None = None


@dataclass(frozen=True)
class Fitted:
    """The models fitted to what was known at one snapshot; None where there is no maximum.

    `histories` are the groups of the customers, and `group` says in which each of them is.
    """

    histories: bg_nbd.Histories
    group: NDArray[np.int64]
    mbg: PurchaseModel | None
    spend: SpendModel | None
    repeat_customers: int
    correlation: float
    typical_spend: float


@dataclass(frozen=True)
class Prediction:
    """What is expected of customers (n each): purchases, revenue, probability of being alive.

    `several` says who bought on several days. Of the others the probability is of nobody: the model
    has one for all of them that bought on the same day.
    """

    purchases: Array
    revenue: Array
    alive: Array
    several: NDArray[np.bool_]


@dataclass(frozen=True)
class Said:
    """What one way to predict said of a window that is known by now; revenue where it says any."""

    name: str
    purchases: float
    revenue: float | None = None


@dataclass(frozen=True)
class Backtest:
    """The window that is known by now: what was bought, and what was said of it before."""

    purchases: float
    revenue: float
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Valued:
    """The fit of today, its test, and why there is no prediction, or that of customers `who`."""

    fitted: Fitted
    test: Backtest | None
    refusal: Refusal | None
    prediction: Prediction | None
    who: NDArray[np.int64]


def valued(
    purchases: Purchases, snapshot: int, days: int, between: Between = uninterrupted
) -> Valued:
    """Predict the `days` from the snapshot (a day) on, or refuse.

    The test is of the `days` before it; where the data does not reach so far back there is none.
    `between` is called between the steps, those of a fit too, and may end it by raising.
    """
    now, who = known(purchases, snapshot, days)
    begins = int(purchases.day.min(initial=snapshot))
    last, before = (
        window(purchases, snapshot - steps * days, days, between)
        # What is tested takes as long a past as what it is tested on.
        if snapshot - (steps + 1) * days >= begins
        else None
        for steps in (1, 2)
    )
    between()
    fitted = fit(now, between)
    between()
    test = None if last is None else _tested(last, before, days, between)
    between()
    refusal = _refusal(fitted, test)
    prediction = None
    if refusal is None:
        try:
            prediction = predict(fitted, now, days)
        except ArithmeticError:
            refusal = Refusal("not_fitted", "MBG/NBD")
    return Valued(fitted, test, refusal, prediction, who)


def fit(known: Known, between: Between = uninterrupted) -> Fitted:
    """The models of what is known; `between` is called before each step."""
    histories, group = _grouped(known)
    repeats, means = _repeat_spend(known)
    spends = (repeats > 0) & (means > 0)
    repeats, means = repeats[spends], means[spends]
    spend = None
    if len(means):
        try:
            spend = gamma_gamma.fit(repeats, means, between)
        except NotConverged:
            spend = None
    return Fitted(
        histories,
        group,
        _fitted("MBG/NBD", histories, between),
        spend,
        int((known.days > 1).sum()),
        gamma_gamma.correlation(repeats, means) if len(means) else 0.0,
        float(np.median(means)) if len(means) else 0.0,
    )


def predict(fitted: Fitted, known: Known, days: int) -> Prediction:
    """What MBG/NBD and Gamma-Gamma expect of whom they were fitted to; both have to be.

    Raises `ArithmeticError` where the parameters are so odd that nothing can be computed of them.
    """
    assert fitted.mbg is not None
    purchases = bg_nbd.expected_purchases(fitted.mbg, fitted.histories, days)[fitted.group]
    return Prediction(
        purchases,
        purchases * _spend(fitted, known),
        bg_nbd.alive(fitted.mbg, fitted.histories)[fitted.group],
        known.days > 1,
    )


def recency_frequency(before: Window, known: Known) -> Array:
    """The purchases (n) of customers `known`, as those of their cell bought in the window before.

    A cell that nobody was in says what its class of frequency did, and such a class what all did.
    """
    frequency, cell = _cells(before.known)
    wanted_frequency, wanted_cell = _cells(known)
    found = np.full(len(wanted_cell), before.purchases.mean())
    for places, wanted in ((frequency, wanted_frequency), (cell, wanted_cell)):
        size = int(max(places.max(), wanted.max())) + 1
        counts = np.bincount(places, minlength=size)
        means = np.bincount(places, weights=before.purchases, minlength=size) / np.maximum(
            counts, 1
        )
        found = np.where(counts[wanted] > 0, means[wanted], found)
    return found


def _tested(last: Window, before: Window | None, days: int, between: Between) -> Backtest:
    then = fit(last.known, between)
    histories = then.histories
    said = []
    for model in (then.mbg, _fitted("BG/NBD", histories, between)):
        if model is None:
            continue
        try:
            purchases = bg_nbd.expected_purchases(model, histories, days)
        except ArithmeticError:
            continue
        spends = then.spend is not None and then.spend.parameters[1] > LEAST_Q
        revenue = None
        if model.kind == "MBG/NBD" and spends:
            revenue = float(predict(then, last.known, days).revenue.sum())
        said.append(Said(model.kind, float(histories.customers @ purchases), revenue))
    if before is not None and len(before.purchases):
        said.append(Said("table", float(recency_frequency(before, last.known).sum())))
    return Backtest(float(last.purchases.sum()), float(last.spent.sum()), tuple(said))


def _refusal(fitted: Fitted, test: Backtest | None) -> Refusal | None:
    """The first reason against a prediction."""
    if fitted.repeat_customers < FEWEST_REPEAT_CUSTOMERS:
        return Refusal("repeat_customers", figure=fitted.repeat_customers)
    if fitted.mbg is None:
        return Refusal("not_fitted", "MBG/NBD")
    if fitted.spend is None:
        return Refusal("not_fitted", "Gamma-Gamma")
    for model, name, value, error in parameters(fitted):
        if not error <= LARGEST_ERROR:
            return Refusal("uncertain", model, name, error)
        # An amount of money is as large as the currency makes it.
        if value / (fitted.typical_spend if name == "gamma" else 1.0) > LARGEST_PARAMETER:
            return Refusal("beyond", model, name, value)
    if not fitted.spend.parameters[1] > LEAST_Q:
        return Refusal("no_mean", "Gamma-Gamma", "q", float(fitted.spend.parameters[1]))
    if abs(fitted.correlation) >= MOST_CORRELATION:
        return Refusal("dependent", figure=fitted.correlation)
    if test is None:
        return Refusal("too_short")
    said = next((one for one in test.said if one.name == "MBG/NBD"), None)
    if said is None or said.revenue is None:
        return Refusal("not_tested")
    if not _honest(said.purchases, test.purchases):
        return Refusal("test_of_purchases", figure=said.purchases)
    if not _honest(said.revenue, test.revenue):
        return Refusal("test_of_revenue", figure=said.revenue)
    return None


def parameters(fitted: Fitted) -> Iterator[tuple[str, str, float, float]]:
    """The models that predict with their parameters: model, name, value, error of the logarithm."""
    if fitted.mbg is not None:
        for name, value, error in zip(
            bg_nbd.NAMES, fitted.mbg.parameters, fitted.mbg.errors, strict=True
        ):
            yield "MBG/NBD", name, float(value), float(error)
    if fitted.spend is not None:
        for name, value, error in zip(
            gamma_gamma.NAMES, fitted.spend.parameters, fitted.spend.errors, strict=True
        ):
            yield "Gamma-Gamma", name, float(value), float(error)


def _honest(said: float, actual: float) -> bool:
    return actual > 0 and HONEST[0] <= said / actual <= HONEST[1]


def _fitted(
    kind: bg_nbd.Kind, histories: bg_nbd.Histories, between: Between
) -> PurchaseModel | None:
    if not np.any(histories.repeats):
        return None
    try:
        return bg_nbd.fit(kind, histories, between)
    except NotConverged:
        return None


def _grouped(known: Known) -> tuple[bg_nbd.Histories, NDArray[np.int64]]:
    """The histories of the models, which end with the last day before the snapshot."""
    return grouped(known.days - 1, known.since_first - known.since_last, known.since_first - 1)


def _repeat_spend(known: Known) -> tuple[Array, Array]:
    """The purchases after the first, and what each of them was worth (0 where there was none)."""
    repeats = known.days - 1
    return repeats, (known.value - known.first_value) / np.maximum(repeats, 1)


def _spend(fitted: Fitted, known: Known) -> Array:
    assert fitted.spend is not None
    repeats, means = _repeat_spend(known)
    # Of who paid nothing, or had it all refunded, the model knows nothing.
    repeats = np.where(means > 0, repeats, 0)
    return gamma_gamma.expected_spend(fitted.spend, repeats, means)


def _cells(known: Known) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The class of frequency and the cell of each customer."""
    frequency = np.searchsorted(_FREQUENCY, known.days, side="right")
    recency = np.searchsorted(_RECENCY, known.since_last, side="right")
    return frequency, frequency * (len(_RECENCY) + 1) + recency
