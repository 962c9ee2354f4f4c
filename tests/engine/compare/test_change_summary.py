"""What publishing changes, in one sentence: out of a comparison, in both languages."""

from __future__ import annotations

from pathlib import Path

from crri_gui.engine.compare.summary import comparison_sentence
from tests.engine.compare.published import FRESH, against_fresh


def test_the_figures_are_those_of_the_two_sets(tmp_path: Path) -> None:
    orders, months = FRESH["master_orders"], FRESH["monthly_revenue"]
    published = {
        # Without o4 of cyd, 10.00, and with another segment of ben.
        "master_orders": orders.replace("o4,cyd,2017-02,10.00,boleto,1.00,1.0,,0\n", ""),
        "monthly_revenue": months.replace("2017-02,35.15,2,2", "2017-02,25.15,1,1"),
        "rfm_customers": FRESH["rfm_customers"].replace("7,Mid Value", "5,Low Value"),
    }
    said = comparison_sentence(against_fresh(tmp_path, {**FRESH, **published}))
    # 150.10 + 25.15 = 175.25 published, 185.25 computed: 10 / 175.25 = 5.7 %.
    assert said == (
        "Revenue +10.00 (+5.7 %), 1 more order, 1 month restated, 1 customer changes segment."
    )
    assert said.in_window("pt_BR", {}) == (
        "Receita +10,00 (+5,7 %), 1 pedido a mais, 1 mês revisto, 1 cliente muda de segmento."
    )


def test_orders_that_come_and_orders_that_go_are_told_apart(tmp_path: Path) -> None:
    published = {**FRESH, "master_orders": FRESH["master_orders"].replace("o4,cyd", "o5,cyd")}
    said = comparison_sentence(against_fresh(tmp_path, published))
    assert said == "Revenue stays the same, 1 order comes and 1 goes."


def test_what_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    said = comparison_sentence(against_fresh(tmp_path, {}))
    assert said == "Revenue 185.25; what is published cannot be compared with it."
