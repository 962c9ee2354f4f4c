"""The page Value: curves, payback and first orders by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.gui.conftest import compute
from tests.gui.dashboard.further.driving import cards, opened, tab, values
from tests.shops import Shop


def test_value_draws_what_is_observed_and_no_more(page: DashboardPage, qtbot: QtBot) -> None:
    value = tab(page, "value", qtbot)
    # January begins on the 10th, so February's cohort alone is complete: u3 and u4 bring 140 in
    # its month, nothing in March, 60 in April. Of that 30 % are margin.
    assert value.measured.currentData() == "margin"
    assert cards(value) == {
        "First month": "70.00",
        "By month 6": NONE,
        "By month 12": NONE,
        "Margin by 12": NONE,
        "Payback": "2",  # 30.00 of margin are more than 25.00
        "Top 10 %": "37.50 %",  # u1, with 150 of 400
    }
    beside = {card.key: card.beside for card in value.cards}
    assert beside["By month 6"] == "observed to month 2"
    assert beside["Margin by 12"] == "observed to month 2"
    assert beside["Payback"] == "months, at CAC 25.00"
    value.cohorts.picked.emit("2020-01")
    together, february, january = value.curves.curves
    assert [point.value for point in together.points] == [21.0, 21.0, 30.0]
    assert [point.value for point in february.points] == [21.0, 21.0, 30.0]
    # u1 and u2 bring 180 in January, u2 another 20 in February; the cohort is not whole.
    assert [point.value for point in january.points] == [27.0, 30.0, 30.0, 30.0]
    assert all(point.partial for point in january.points)
    assert value.curves._level == ("CAC 25.00", 25.0)
    value.measured.setCurrentIndex(value.measured.findData("revenue"))
    value.measured.activated.emit(0)
    assert [point.value for point in value.curves.curves[0].points] == [70.0, 70.0, 100.0]
    assert value.curves._level is None  # revenue does not pay for customers
    assert value.words.sentences == (
        "A customer brings 70.00 in the month of the first order and 100.00 in all after 2 months.",
        "CAC of 25 at 30 % margin: reached 2 months after the month of the first order.",
        "The best 1 of 4 customers brings 37.5 % of the revenue.",
    )


def test_a_cohort_is_picked_to_draw_its_curve(page: DashboardPage, qtbot: QtBot) -> None:
    value = tab(page, "value", qtbot)
    # January begins on the 10th: it is no cohort to begin with.
    assert [curve.name for curve in value.curves.curves] == ["All cohorts", "Feb 2020"]
    value.cohorts.setFocus()
    place = next(n for n, item in enumerate(value.cohorts.items) if item.key == "2020-01 0")
    value.cohorts.set_current(place)
    QTest.keyClick(value.cohorts, Qt.Key.Key_Space)
    names = [curve.name for curve in value.curves.curves]
    assert names == ["All cohorts", "Feb 2020", "Jan 2020"]
    QTest.keyClick(value.cohorts, Qt.Key.Key_Space)
    assert len(value.curves.curves) == 2
    row = next(row for row in value.cohorts.table().rows if row[0] == "2020-02")
    assert row[2:] == (21.0, 21.0, 30.0, None)


@exhaustive
def test_without_a_margin_the_card_says_where_it_is_set(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, small_shop().write(tmp_path / "raw"), qtbot)
    made = opened(session, qtbot)
    value = tab(made, "value", qtbot)
    assert not value.measured.isVisible()
    (card,) = (card for card in value.cards if card.key == "Margin by 12")
    assert (card.text, card.beside) == (NONE, "no margin is set (Definitions)")


def test_first_orders_tell_who_comes_back(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    shop = Shop()
    for number in range(220):
        state = "SP" if number < 120 else "RJ"
        shop.add(f"o{number}", f"u{number}", "2020-01-15", 10, state=state)
        if number < 12:  # of SP, a month later
            shop.add(f"again{number}", f"u{number}", "2020-02-15", 40, state=state)
    shop.add("last", "u500", "2020-12-31", 10, state="MG")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    made = opened(session, qtbot)
    value = tab(made, "value", qtbot)
    assert value.dimension.itemData(0) == "customer_state"
    assert values(value.first) == {"SP": 12 / 120, "RJ": 0.0}
    assert value.first._reference == ("All customers 5.45 %", 12 / 220)
    # 120 x 10 and 12 x 40 of 120 customers.
    assert value.first.readout(0)[3] == "14.00 a customer within 90 days"
    assert "12 of 120 ordered again: 10.00 %" in value.first.describe(0)


def test_groups_of_fewer_customers_are_not_drawn(page: DashboardPage, qtbot: QtBot) -> None:
    value = tab(page, "value", qtbot)
    assert value.first.items == ()
    assert value.first.missing == "No group of 100 customers is observed that long."
    assert not value.dimension.isEnabled()
