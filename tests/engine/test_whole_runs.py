"""Whole runs against an independent recomputation in plain pandas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crri_gui.definitions import PRESETS, Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from tests.conftest import reference
from tests.effort import some
from tests.recomputation import SEED_NOTEBOOK, Choices, recompute
from tests.shops import ALWAYS

pytestmark = pytest.mark.long

VARIANTS: dict[str, tuple[Definitions, Choices]] = {
    "recommended": (PRESETS["recommended"], Choices()),
    "seed-notebook": (PRESETS["seed-notebook"], SEED_NOTEBOOK),
    "delivered-sales": (
        PRESETS["delivered-sales"],
        Choices(statuses="delivered", order_value="items_freight"),
    ),
    "money-received": (
        PRESETS["money-received"],
        Choices(order_value="payments", window="complete"),  # these files have no refunds
    ),
    "payments, delivered": (
        Definitions(statuses="delivered", order_value="payments", late="after_timestamp"),
        Choices(statuses="delivered", order_value="payments", late="timestamp"),
    ),
    "freight, window, fixed": (
        Definitions(
            statuses=("delivered", "shipped"),
            order_value="items_freight",
            window="2017-03..2018-02",
            late="after_days",
            late_after_days=15,
            frequency_score="fixed",
            high_value_from=9,
            mid_value_from=6,
        ),
        Choices(
            statuses=("delivered", "shipped"),
            order_value="items_freight",
            window=("2017-03", "2018-02"),
            late="days",
            late_after_days=15,
            frequency_score="fixed",
            high_value_from=9,
            mid_value_from=6,
        ),
    ),
    "complete, own snapshot": (
        Definitions(window="complete", snapshot="2018-12-31", value_score="quartiles"),
        Choices(window="complete", snapshot="2018-12-31", value_score="quartiles"),
    ),
}


def assert_equal_to_recomputation(raw: Path, out: Path, variant: str) -> None:
    definitions, choices = VARIANTS[variant]
    outcome = run_and_publish(RunContext(), Request(raw, definitions=definitions), Target(out))
    expected = recompute(raw, choices)
    for table in ALWAYS:
        text = {column.name: str for column in table.columns if column.type == "text"}
        found = pd.read_csv(
            out / table.file_name, dtype=text, keep_default_na=False, na_values=[""]
        )
        wanted = expected[table.name].reset_index(drop=True)
        assert list(found.columns) == list(wanted.columns) == list(table.column_names)
        for column in table.columns:
            if column.type == "text":
                assert list(found[column.name].fillna("")) == list(wanted[column.name].fillna(""))
            else:
                pd.testing.assert_series_equal(
                    found[column.name].astype(float),
                    wanted[column.name].astype(float),
                    rtol=1e-12,
                    atol=1e-12,
                )
    assert_extras_equal(outcome.manifest, expected)


def assert_extras_equal(manifest: dict[str, Any], expected: dict[str, pd.DataFrame]) -> None:
    rates = expected["repeat_rates"]
    assert [
        (r["days"], r["customers_observed"], r["customers_repeated"])
        for r in manifest["repeat_rates"]
    ] == list(
        zip(rates["days"], rates["customers_observed"], rates["customers_repeated"], strict=True)
    )
    segments = expected["named_segments"]["named_segment"].value_counts().to_dict()
    found: dict[str, int] = {}
    for cell in manifest["named_segments"]:
        found[cell["named_segment"]] = found.get(cell["named_segment"], 0) + cell["customers"]
    assert {name: count for name, count in found.items() if count} == segments


@pytest.mark.parametrize(
    "variant", some(VARIANTS, "recommended", "freight, window, fixed", "complete, own snapshot")
)
def test_sample_shop(sample_shop: Path, tmp_path: Path, variant: str) -> None:
    assert_equal_to_recomputation(sample_shop, tmp_path, variant)


@pytest.mark.parametrize("variant", some(VARIANTS, "recommended", "seed-notebook"))
@pytest.mark.parametrize("name", some(["olist_8k", "olist_20k"], "olist_8k"))
def test_real_orders(tmp_path: Path, name: str, variant: str) -> None:
    assert_equal_to_recomputation(reference(name), tmp_path, variant)
