"""The scores of today's customers: windows of the past are judged, and the last one decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crri_gui.models import logistic
from crri_gui.models.customers import Purchases, known, window
from crri_gui.models.newton import Array, Between, uninterrupted
from crri_gui.models.propensity import Judgement, Model, Verdict, judge, learn
from crri_gui.models.ranking import tenths

MOST_WINDOWS = 4
SPANS = 3
"""The horizons that the data must cover: one to look back, one to learn from, one to be judged."""


@dataclass(frozen=True)
class Scores:
    """Of customers (n, by numbers): the probability to buy, and the tenth, 1 the likeliest."""

    model: Model
    who: NDArray[np.int64]
    probabilities: Array
    tenths: NDArray[np.int64]


@dataclass(frozen=True)
class Foresight:
    """The windows by their snapshots (days), oldest first, and the scores of a usable model.

    Whether the probabilities may be told beside the tenths is `calibrated`.
    """

    verdict: Verdict
    windows: tuple[tuple[int, Judgement], ...]
    scores: Scores | None
    calibrated: bool


def foresee(
    purchases: Purchases, snapshot: int, days: int, between: Between = uninterrupted
) -> Foresight:
    """Who buys within `days` from the snapshot (a day) on, if the windows before it could be told.

    `between` is called between the steps, those of a fit too, and may end it by raising.
    """
    begins = int(purchases.day.min(initial=snapshot))
    spans = (snapshot - begins) // days
    # Window 1 ends at the snapshot, window 2 where that begins, and so on.
    wanted = range(1, min(MOST_WINDOWS, spans - SPANS + 1) + 2)
    seen = []
    for number in wanted:
        between()
        seen.append(window(purchases, snapshot - number * days, days, between))
    judged: list[tuple[int, Judgement]] = []
    for number in reversed(wanted[:-1]):
        between()
        judged.append((snapshot - number * days, judge(seen[number], seen[number - 1], between)))
    between()
    if not judged:
        return Foresight("too_few", (), None, calibrated=False)
    last = judged[-1][1]
    if last.verdict != "usable":
        return Foresight(last.verdict, tuple(judged), None, calibrated=False)
    try:
        model = learn(seen[0], between)
    except logistic.NotFitted:
        return Foresight("none", tuple(judged), None, calibrated=False)
    between()
    now, who = known(purchases, snapshot, days)
    between()
    chances = model.probabilities(now)
    between()
    scores = Scores(model, who, chances, tenths(chances))
    return Foresight("usable", tuple(judged), scores, last.calibrated)
