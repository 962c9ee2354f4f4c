"""One damaged place anywhere in an export: the published revenue is right, or the difference is
told, or nothing is published.

`CRRI_DAMAGES=500 pytest tests/engine/adapt/test_damaged_exports.py` tries more places than a test
run.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crri_gui.errors import CrriError
from crri_gui.sample.shop import make_shop
from tests.effort import damages
from tests.engine.ingest.test_one_damage import DAMAGES, revenue, told
from tests.exports import LAYOUTS, write
from tests.shops import publish

pytestmark = pytest.mark.long

ORDERS = 1_500
# The columns that an order or an item is worth, with their signs.
GOODS = {
    "shopify": {"Subtotal": 1},
    "woocommerce": {"Order Subtotal Amount": 1, "Cart Discount Amount": -1},
    "one row an item": {"Einzelpreis": 1},
}
# What says that rows of an order do not agree, or that one is there twice.
TELLING = {"order_lines_differ", "rows_repeated", "status_unknown", "order_fields_differ"}


@dataclass(frozen=True)
class Clean:
    raw: Path
    revenue: Decimal
    left_out: Decimal
    codes: set[str]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clean]:
    """The shop in each layout, and what is published of it."""
    folder = tmp_path_factory.mktemp("exports")
    made = folder / "made"
    make_shop(made, ORDERS, 11)
    clean = {}
    for layout, raw in write(made, folder).items():
        if layout in LAYOUTS:
            published = publish(raw, folder / f"out {layout}")
            clean[layout] = Clean(raw, revenue(published), told(published)[0], published.codes)
    assert len({one.revenue for one in clean.values()}) == 1
    return clean


@damages(6)
@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    kind=st.sampled_from(sorted(DAMAGES)),
    place=st.floats(0.01, 0.99),
)
def test_one_damage_never_changes_the_revenue_in_silence(
    exports: dict[str, Clean], layout: str, kind: str, place: float
) -> None:
    assert silent(exports[layout], layout, kind, place) is None


def silent(clean: Clean, layout: str, kind: str, place: float) -> str | None:
    """What is wrong and not told after a damage of that kind; None where nothing is."""
    with tempfile.TemporaryDirectory() as name:
        raw, out = Path(name) / "raw", Path(name) / "out"
        shutil.copytree(clean.raw, raw)
        damaged = raw / "export.csv"
        data = damaged.read_bytes()
        damaged.write_bytes(DAMAGES[kind](data, int(len(data) * place)))
        now = damaged.read_bytes()
        try:
            published = publish(raw, out)
        except CrriError as refusal:
            assert refusal.what
            return None if not (out / "monthly_revenue.csv").exists() else "refused too late"
        more, unknown = told(published)
        replaced = amount_read(layout, now, data) if kind.endswith("another form") else Decimal(0)
        difference = clean.revenue + replaced - revenue(published)
        if unknown or difference == more - clean.left_out:
            return None
        if TELLING & (published.codes - clean.codes):
            return None
        return f"{difference} is missing: {published.codes - clean.codes}"


def amount_read(layout: str, now: bytes, before: bytes) -> Decimal:
    """By how much 1 890.00 in the place of an amount raised what is sold."""
    old_rows, new_rows = (
        list(csv.DictReader(io.StringIO(text.decode()))) for text in (before, now)
    )
    for old, new in zip(old_rows, new_rows, strict=True):
        for column, sign in GOODS[layout].items():
            if old[column] != new[column]:
                return sign * (Decimal("1890.00") - Decimal(old[column]))
    return Decimal(0)
