"""repeat_propensity: who is likely to buy within 90 days; no row unless the model is usable.

Beside it: `repeat_verdict` (one row), `repeat_windows` (how models of the past did on the window
after theirs), `repeat_calibration` (the last of these by tenths), `repeat_effects` (the model) and
`first_products` (whether customers come back, by what their first order held).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.tables.first_products import make_first_products
from crri_gui.engine.tables.purchases import (
    HORIZON_DAYS,
    as_date,
    purchases,
    write_figures,
    write_scores,
)
from crri_gui.models.foresight import SPANS, Foresight, Scores, foresee
from crri_gui.models.propensity import FEATURES, Judgement

_COLUMNS = """
    cast($snapshot AS varchar) AS snapshot,
    cast(s.decile AS bigint) AS decile,
    CASE WHEN $calibrated THEN s.probability END AS probability,
    cast($model AS varchar) AS model
"""


def compute(db: DuckDB, values: dict[str, Any]) -> None:
    """Make the table, and what is beside it."""
    make_first_products(db)
    bought, snapshot = purchases(db)
    found = foresee(bought, snapshot, HORIZON_DAYS, db.run.checkpoint)
    scores = found.scores
    write_scores(
        db,
        "repeat_propensity",
        _COLUMNS,
        ("customer", "decile", "probability"),
        None
        if scores is None
        else {
            "customer": scores.who,
            "decile": scores.tenths,
            "probability": np.round(scores.probabilities, 6),
        },
        {
            "snapshot": as_date(snapshot),
            "calibrated": found.calibrated,
            "model": f"logistic, {HORIZON_DAYS} days from {as_date(snapshot - HORIZON_DAYS)}",
        },
    )
    covered = snapshot - int(bought.day.min(initial=snapshot))
    _write_verdict(db, found, as_date(snapshot), covered)
    write_figures(
        db,
        "repeat_windows",
        {
            "snapshot": "VARCHAR",
            "customers": "BIGINT",
            "buyers": "BIGINT",
            "trained_buyers": "BIGINT",
            "base_rate": "DOUBLE",
            "pr_auc": "DOUBLE",
            "top_customers": "BIGINT",
            "top_buyers": "DOUBLE",
            "lift": "DOUBLE",
            "lift_low": "DOUBLE",
            "lift_high": "DOUBLE",
            "predicted": "DOUBLE",
            "predicted_to_actual": "DOUBLE",
            "verdict": "VARCHAR",
            "separable": "BOOLEAN",
        },
        [(as_date(day), *_figures(judged)) for day, judged in found.windows],
    )
    last = found.windows[-1][1] if found.windows else None
    write_figures(
        db,
        "repeat_calibration",
        {"tenth": "BIGINT", "customers": "BIGINT", "predicted": "DOUBLE", "buyers": "BIGINT"},
        []
        if last is None
        else [(t.tenth, t.customers, t.predicted, t.buyers) for t in last.tenths],
    )
    write_figures(
        db,
        "repeat_effects",
        {"feature": "VARCHAR", "coefficient": "DOUBLE", "error": "DOUBLE"},
        [] if scores is None else _effects(scores),
    )


def _write_verdict(db: DuckDB, found: Foresight, snapshot: str, covered: int) -> None:
    write_figures(
        db,
        "repeat_verdict",
        {
            "snapshot": "VARCHAR",
            "days": "BIGINT",
            "verdict": "VARCHAR",
            "covered_days": "BIGINT",
            "needed_days": "BIGINT",
            "scored": "BIGINT",
            "with_probability": "BOOLEAN",
        },
        [
            (
                snapshot,
                HORIZON_DAYS,
                found.verdict,
                covered,
                SPANS * HORIZON_DAYS,
                0 if found.scores is None else len(found.scores.who),
                found.calibrated,
            )
        ],
    )


def _figures(judged: Judgement) -> tuple[Any, ...]:
    """The columns of `repeat_windows` after the first."""
    return (
        judged.customers,
        judged.buyers,
        judged.trained_buyers,
        judged.buyers / judged.customers if judged.customers else 0.0,
        judged.average_precision,
        None if judged.top is None else judged.top.customers,
        None if judged.top is None else judged.top.buyers,
        judged.lift,
        judged.lift_low,
        judged.lift_high,
        judged.predicted,
        None if judged.predicted is None else judged.predicted / judged.buyers,
        judged.verdict,
        judged.separable,
    )


def _effects(scores: Scores) -> list[tuple[Any, ...]]:
    fit = scores.model.fit
    names = ("intercept", *(FEATURES[place] for place in scores.model.places))
    return list(zip(names, (fit.intercept, *fit.coefficients), fit.errors, strict=True))
