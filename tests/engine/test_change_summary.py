"""What changes, in one sentence: computed from a comparison, in both languages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.compare.summary import Change, change_of, change_sentence
from tests.engine.test_compare import FRESH, against_fresh

SAME = Change(Decimal("185.25"), Decimal("185.25"), 4, 4)


def test_the_figures_are_those_of_the_two_sets(tmp_path: Path) -> None:
    orders, months = FRESH["master_orders"], FRESH["monthly_revenue"]
    published = {
        # Without o4 of cyd, 10.00, and with another segment of ben.
        "master_orders": orders.replace("o4,cyd,2017-02,10.00,boleto,1.00,1.0,,0\n", ""),
        "monthly_revenue": months.replace("2017-02,35.15,2,2", "2017-02,25.15,1,1"),
        "rfm_customers": FRESH["rfm_customers"].replace("7,Mid Value", "5,Low Value"),
    }
    change = change_of(against_fresh(tmp_path, {**FRESH, **published}))
    # 150.10 + 25.15 = 175.25 published, 185.25 computed: 10 / 175.25 = 5.7 %.
    assert change == Change(
        Decimal("175.25"), Decimal("185.25"), 3, 4, months_restated=1, customers_moved=1
    )
    said = change_sentence(change)
    assert said == (
        "Revenue +10.00 (+5.7 %), 1 more order, 1 month restated, 1 customer changes segment."
    )
    assert said.in_window("pt_BR", {}) == (
        "Receita +10,00 (+5,7 %), 1 pedido a mais, 1 mês reapresentado, 1 cliente muda de segmento."
    )


def test_without_published_files_there_is_nothing_to_compare(tmp_path: Path) -> None:
    change = change_of(against_fresh(tmp_path, {}))
    assert (change.revenue_before, change.orders_before) == (None, None)
    assert change_sentence(change) == "Revenue 185.25, 2 more months."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (SAME, "Revenue stays 185.25."),
        (
            replace(SAME, revenue_after=Decimal("49717.56"), orders_after=369),
            "Revenue +49,532.31 (+26,738.1 %), 365 more orders.",
        ),
        (
            replace(SAME, revenue_after=Decimal("100.00"), orders_after=3, months_go=2),
            "Revenue -85.25 (-46.0 %), 1 fewer order, 2 months go.",
        ),
        (
            replace(SAME, revenue_before=Decimal("0.00"), orders_before=0, months_come=1),
            "Revenue +185.25, 4 more orders, 1 more month.",
        ),
        (
            replace(SAME, months_restated=2, customers_moved=1041),
            "Revenue stays 185.25, 2 months restated, 1,041 customers change segment.",
        ),
    ],
)
def test_only_what_differs_is_said(change: Change, said: str) -> None:
    assert change_sentence(change) == said
