"""The figures of another report, as they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from crri_gui.engine.bridge.explain import bridge_of
from crri_gui.engine.bridge.figures import (
    Theirs,
    amount,
    clock,
    count,
    first_and_last,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.results import Results
from crri_gui.errors import Cancelled, UsageError

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2000", "2000"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1,234", "1234"),
        ("1 234 567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("-12.5", "-12.5"),
    ],
)
def test_numbers_are_read_in_either_convention(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: amount("many"), "theirs_unreadable"),
        (lambda: amount("1,234,56"), "theirs_unreadable"),
        (lambda: amount("NaN"), "theirs_unreadable"),
        (lambda: count("1.5", "orders"), "theirs_unreadable"),
        (lambda: first_and_last("2024-13"), "theirs_month_unreadable"),
        (lambda: clock("27"), "their_clock_unreadable"),
        (lambda: clock("5.30"), "their_clock_unreadable"),
        (Theirs, "theirs_says_nothing"),
        (
            lambda: Theirs(1, since=dt.date(2024, 2, 1), until=dt.date(2024, 1, 1)),
            "theirs_ends_before",
        ),
    ],
)
def test_what_cannot_be_a_figure_is_refused(made: Callable[[], object], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        made()
    assert refused.value.code == code


def test_it_can_be_cancelled(shopify: Results) -> None:
    run = RunContext()
    run.cancel()
    with pytest.raises(Cancelled):
        bridge_of(run, shopify, Theirs(orders=1))


def test_the_three_largest_name_their_own_report() -> None:
    named = {layout.name for layout in layouts() if layout.report}
    assert named >= {"shopify_orders", "woocommerce_order_export", "amazon_all_orders"}
