"""Who buys again within a number of days: learnt on one window, judged on the next, or refused.

A window begins at a snapshot. What is known of a customer is from before it, and whether they buy
is looked for in the days from it on. A model that was learnt on one window is judged on the next
one, which it has not seen, and only what stands that test is used for the customers of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from crri_gui.models import logistic
from crri_gui.models.customers import Known, Window
from crri_gui.models.intervals import wilson
from crri_gui.models.newton import Array, Between, uninterrupted
from crri_gui.models.ranking import Tenth, Top, average_precision, calibration, top_tenth

Verdict = Literal["too_few", "none", "weak", "usable"]

FEWEST_BUYERS = 100
SURELY_ABOVE = 1.0
"""What the lower end of the lift must exceed at 99 %, or there is no signal."""
USABLE_LIFT = 1.5
"""What the lower end of the lift must reach at 95 %."""
USABLE_RATE = 0.05
"""The least share of the top tenth that must buy."""
CALIBRATED = (0.80, 1.25)
"""Between which predicted / actual must lie for a probability to be told."""

FEATURES = (
    "days_since_last",
    "days_since_first",
    "purchase_days",
    "bought_on_several_days",
    "recent_purchase_days",
    "days_between",
    "mean_value",
)


@dataclass(frozen=True)
class Model:
    """A logistic model of the features at `places` of `FEATURES`: those that say something new."""

    places: tuple[int, ...]
    fit: logistic.Logistic

    def probabilities(self, known: Known) -> Array:
        """The probability (n) that each customer buys within the horizon."""
        return self.fit.probabilities(features(known)[:, self.places])


@dataclass(frozen=True)
class Judgement:
    """How a model of the window before did on this one.

    `lift` is the rate of the top tenth against that of all, with its ends at 95 %. What a model
    would say is None where there is none; `separable` says that none could be fitted.
    """

    verdict: Verdict
    customers: int
    buyers: int
    trained_buyers: int
    top: Top | None = None
    lift: float | None = None
    lift_low: float | None = None
    lift_high: float | None = None
    average_precision: float | None = None
    predicted: float | None = None
    tenths: tuple[Tenth, ...] = ()
    separable: bool = False

    @property
    def calibrated(self) -> bool:
        """Whether as many bought as the model said, nearly."""
        if self.predicted is None or not self.buyers:
            return False
        return CALIBRATED[0] <= self.predicted / self.buyers <= CALIBRATED[1]


def features(known: Known) -> Array:
    """The features (n x 7) that the model sees, in the order of `FEATURES`.

    Days and money count by their logarithms: the second week says more than the fortieth.
    """
    several = known.days > 1
    between = (known.since_first - known.since_last) / np.maximum(known.days - 1, 1)
    return np.column_stack(
        [
            np.log1p(known.since_last),
            np.log1p(known.since_first),
            np.log(known.days),
            several,
            np.log1p(known.recent),
            np.log1p(between),
            np.log1p(np.maximum(known.value / known.days, 0)),
        ]
    ).astype(np.float64)


def learn(window: Window, between: Between = uninterrupted) -> Model:
    """A model of the window. `between` is called before each step.

    Raises `logistic.NotFitted` where it tells the outcomes apart.
    """
    seen = features(window.known)
    between()
    places = tuple(logistic.independent(seen))
    between()
    return Model(places, logistic.fit(seen[:, places], _bought(window), between))


def judge(trained: Window, judged: Window, between: Between = uninterrupted) -> Judgement:
    """What a model of the window `trained` was worth in the later window `judged`."""
    bought = _bought(judged)
    customers, buyers = len(bought), int(bought.sum())
    trained_buyers = int(_bought(trained).sum())
    if min(buyers, trained_buyers) < FEWEST_BUYERS:
        return Judgement("too_few", customers, buyers, trained_buyers)
    try:
        model = learn(trained, between)
    except logistic.NotFitted:
        return Judgement("none", customers, buyers, trained_buyers, separable=True)
    between()
    chances = model.probabilities(judged.known)
    between()
    top = top_tenth(chances, bought)
    rate = buyers / customers
    low, high = (end / rate for end in wilson(top.buyers, top.customers, 0.95))
    surely = wilson(top.buyers, top.customers, 0.99)[0] / rate
    between()
    return Judgement(
        verdict_of(surely, low, top.buyers / top.customers),
        customers,
        buyers,
        trained_buyers,
        top=top,
        lift=top.buyers / top.customers / rate,
        lift_low=low,
        lift_high=high,
        average_precision=average_precision(chances, bought),
        predicted=float(chances.sum()),
        tenths=calibration(chances, bought),
    )


def _bought(window: Window) -> Array:
    return (window.purchases > 0).astype(np.float64)


def verdict_of(surely: float, low: float, top_rate: float) -> Verdict:
    """The verdict by the lower ends of the lift at 99 and 95 %, and the rate of the top tenth."""
    if surely <= SURELY_ABOVE:
        return "none"
    if low >= USABLE_LIFT and top_rate >= USABLE_RATE:
        return "usable"
    return "weak"
