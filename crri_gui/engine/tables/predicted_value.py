"""predicted_value: what customers will buy and spend within 90 days; no row unless it is believed.

Beside it: `value_verdict` (one row), `value_tests` (what each way to predict said of the last 90
days before them) and `value_parameters` (the models).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.tables.purchases import (
    HORIZON_DAYS,
    as_date,
    purchases,
    write_figures,
    write_scores,
)
from crri_gui.models.value import Valued, parameters, valued

_COLUMNS = """
    cast($days AS bigint) AS horizon_days,
    s.purchases AS expected_purchases,
    cast(cast(s.cents AS decimal(18, 0)) * cast(0.01 AS decimal(3, 2)) AS decimal(18, 2))
        AS expected_revenue,
    CASE WHEN s.several > 0 THEN s.alive END AS p_alive
"""


def compute(db: DuckDB, values: dict[str, Any]) -> None:
    """Make the table, and what is beside it."""
    bought, snapshot = purchases(db)
    found = valued(bought, snapshot, HORIZON_DAYS, db.run.checkpoint)
    told = found.prediction
    # Rounded once: what is told of all customers is the sum of what the table says of each.
    rounded = (
        None if told is None else (np.round(told.purchases, 6), np.floor(told.revenue * 100 + 0.5))
    )
    write_scores(
        db,
        "predicted_value",
        _COLUMNS,
        ("customer", "purchases", "cents", "alive", "several"),
        None
        if told is None or rounded is None
        else {
            "customer": found.who,
            "purchases": rounded[0],
            "cents": rounded[1],
            "alive": np.round(told.alive, 6),
            "several": told.several.astype(np.int64),
        },
        {"days": HORIZON_DAYS},
    )
    sums = None if rounded is None else (float(rounded[0].sum()), float(rounded[1].sum()) / 100)
    _write_verdict(db, found, snapshot, sums or (None, None))
    write_figures(
        db,
        "value_tests",
        {"name": "VARCHAR", "purchases": "DOUBLE", "revenue": "DOUBLE"},
        []
        if found.test is None
        else [(said.name, said.purchases, said.revenue) for said in found.test.said],
    )
    write_figures(
        db,
        "value_parameters",
        {"model": "VARCHAR", "parameter": "VARCHAR", "value": "DOUBLE", "error": "DOUBLE"},
        [
            (model, name, value, error if np.isfinite(error) else None)
            for model, name, value, error in parameters(found.fitted)
        ],
    )


def _write_verdict(
    db: DuckDB, found: Valued, snapshot: int, expected: tuple[float | None, float | None]
) -> None:
    refusal, test = found.refusal, found.test
    figure = None if refusal is None else refusal.figure
    write_figures(
        db,
        "value_verdict",
        {
            "snapshot": "VARCHAR",
            "days": "BIGINT",
            "refused": "VARCHAR",
            "model": "VARCHAR",
            "parameter": "VARCHAR",
            "figure": "DOUBLE",
            "customers": "BIGINT",
            "repeat_customers": "BIGINT",
            "actual_purchases": "DOUBLE",
            "actual_revenue": "DOUBLE",
            "expected_purchases": "DOUBLE",
            "expected_revenue": "DOUBLE",
        },
        [
            (
                as_date(snapshot),
                HORIZON_DAYS,
                "" if refusal is None else refusal.reason,
                "" if refusal is None else refusal.model,
                "" if refusal is None else refusal.parameter,
                figure if figure is not None and np.isfinite(figure) else None,
                len(found.who),
                found.fitted.repeat_customers,
                None if test is None else test.purchases,
                None if test is None else test.revenue,
                *expected,
            )
        ],
    )
