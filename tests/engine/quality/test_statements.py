"""A statement holds when its money and its rows add up, and says when money is unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crri_gui.engine.core.statement import Line, Statement, StatementKind
from crri_gui.engine.report import Report, refuse_errors
from crri_gui.errors import ReconciliationError


def statement(*lines: Line) -> Statement:
    return Statement("prices", "Item prices", Line("raw", Decimal("10.00"), 3), lines)


WHOLE = Line("counted", Decimal("7.00"), 2), Line("left out", Decimal("3.00"), 1)


def test_it_holds_when_money_and_rows_add_up() -> None:
    assert statement(*WHOLE).holds
    assert statement(*WHOLE).to_the_cent


@pytest.mark.parametrize(
    ("last", "cents", "rows"),
    [
        (Line("left out", Decimal("2.99"), 1), "0.01", 0),
        (Line("left out", Decimal("3.00"), 2), "0.00", -1),
        (Line("left out", Decimal("3.00"), 0), "0.00", 1),
    ],
)
def test_a_cent_or_a_row_too_many_or_too_few_publishes_nothing(
    last: Line, cents: str, rows: int
) -> None:
    made = statement(WHOLE[0], last)
    assert (made.difference, made.count_difference) == (Decimal(cents), rows)
    assert not made.holds
    with pytest.raises(ReconciliationError, match=f"{cents} and {rows} rows"):
        refuse_errors(Report([], [], [made], {}))


def test_unknown_money_holds_and_is_not_to_the_cent() -> None:
    unknown = Line("unknown", Decimal("0.00"), 1, at_least=Decimal("4.00"))
    made = Statement("prices", "Item prices", Line("raw", Decimal("7.00"), 3), (WHOLE[0], unknown))
    assert made.holds
    assert not made.to_the_cent
    assert made.unknown == Decimal("4.00")


def test_its_kind_tells_its_code_its_unit_and_whether_tables_hold_the_same() -> None:
    def of(kind: StatementKind, table: str = "") -> tuple[str, str, bool]:
        made = Statement(kind, "", WHOLE[0], WHOLE[:1], table)
        return made.code, made.unit, made.is_of_all

    assert of("orders") == ("orders", "orders", False)
    assert of("freight") == ("freight", "items", False)
    assert of("source_items") == ("source_items", "rows", False)
    assert of("outputs", "rfm_customers") == ("outputs_rfm_customers", "orders", True)
    assert of("customers", "rfm_customers") == ("customers_rfm_customers", "customers", True)
