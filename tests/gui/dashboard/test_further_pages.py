"""The pages over extension tables: numbers by hand, what they refuse, how they are used."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.contract import EXTENSIONS
from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.definitions import Definitions
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.results import Results
from crri_gui.gui.charts.axes import on_paper
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.cohorts.matrix import Cell, Matrix, Row
from crri_gui.gui.charts.heatmap import HeatMap
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.paper.sheet import laid_out, layouts
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, compute, show_computed
from tests.models.simulated import with_signal
from tests.shops import Shop

FOUR = ("executive", "retention", "segmentation", "operations")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop, for a margin of 30 % and a customer that costs 25."""
    return small_shop().write(tmp_path_factory.mktemp("further") / "raw")


@pytest.fixture(scope="module")
def signal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop where a tenth of the customers buys every month, the others hardly ever."""
    bought = with_signal(1, 1_500)
    shop = Shop()
    for number, (who, day, value) in enumerate(
        zip(bought.customer, bought.day, bought.value, strict=True)
    ):
        at = dt.date(2020, 1, 1) + dt.timedelta(days=int(day))
        shop.add(f"o{number}", f"u{who:05}", at.isoformat(), f"{value:.2f}")
    return shop.write(tmp_path_factory.mktemp("signal") / "raw")


@pytest.fixture
def page(
    session: Session, small: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    """The dashboard over the small shop."""
    session.set_definitions(Definitions(margin=30.0, cac="25"))
    return shown(session, small, computed, qtbot)


def shown(
    session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    show_computed(session, raw, computed, qtbot)
    return opened(session, qtbot)


def opened(session: Session, qtbot: QtBot) -> DashboardPage:
    made = DashboardPage(session)
    qtbot.addWidget(made)
    made.resize(1250, 1100)
    made.show()
    settled(made, qtbot)
    return made


def settled(page: DashboardPage, qtbot: QtBot) -> None:
    session = page._session
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    page.grab()


def tab(page: DashboardPage, key: str, qtbot: QtBot) -> Any:
    page._bar.setCurrentIndex(PAGE_KEYS.index(key))
    settled(page, qtbot)
    return page.tab(key)


def values(chart: Chart) -> dict[str, float | None]:
    return {item.key: item.value for item in chart.items}


def cards(shown: Any) -> dict[str, str]:
    return {card.key: card.text for card in shown.cards}


# --- which pages there are


@exhaustive
def test_a_page_is_shown_where_its_table_was_made(page: DashboardPage, qtbot: QtBot) -> None:
    # All but the predictions are on at a first start.
    further = ("value", "movement", "new_returning", "repeat", "customers_orders")
    assert page.keys == (*FOUR, *further)
    assert not page._bar.isTabVisible(PAGE_KEYS.index("predicted"))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page, Qt.Key.Key_6, control)
    assert page.current == "movement"
    QTest.keyClick(page, Qt.Key.Key_9, control)
    assert page.current == "customers_orders"
    settled(page, qtbot)


@exhaustive
def test_without_extension_tables_there_are_the_four_pages(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.settings.put("dashboard/tab", "movement")
    session.set_extensions(frozenset())
    compute(session, small_shop().write(tmp_path / "raw"), qtbot)
    made = opened(session, qtbot)
    assert made.keys == FOUR and made.current == "executive"
    made.save_pdf(tmp_path / "report.pdf")
    settled(made, qtbot)
    # Two sheets for cohorts and for segments, one for each other page and for the definitions.
    assert (tmp_path / "report.pdf").read_bytes().count(b"/Type /Page\n") == 7


def test_a_list_takes_the_place_of_tabs_that_have_no_room(
    page: DashboardPage, qtbot: QtBot
) -> None:
    assert page._bar.isVisible() and not page._tabs.box.isVisible()
    page.resize(600, 900)
    assert page._tabs.box.isVisible() and not page._bar.isVisible()
    assert page._tabs.box.count() == len(page.keys)
    page._tabs.box.setFocus()
    QTest.keyClick(page._tabs.box, Qt.Key.Key_End)
    page._tabs.box.activated.emit(page._tabs.box.currentIndex())
    assert page.current == "customers_orders"
    settled(page, qtbot)
    page.resize(1250, 1100)
    assert page._bar.isVisible() and not page._tabs.box.isVisible()


# --- value


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


# --- movement


def test_moves_in_customers_and_in_money(page: DashboardPage, qtbot: QtBot) -> None:
    movement = tab(page, "movement", qtbot)
    # On 1 February u1 is High (2 + 4 + 4) and u2 Mid (4 + 2 + 2). On 1 May, by the values of then,
    # u1 has 1 + 4 + 4 and u2 1 + 4 + 3; u3 and u4 are new, with 4 + 4 + 3 and 1 + 2 + 3.
    moves = {
        "Mid Value Mid Value": 1.0,
        "High Value Mid Value": 1.0,
        "(new) Low Value": 1.0,
        "(new) High Value": 1.0,
    }
    assert values(movement.matrix) == values(movement.flows) == moves
    assert cards(movement) == {
        "In the same segment": "50.00 %",
        "Moved up": "0",
        "Moved down": "1",
    }
    movement.measured.setCurrentIndex(1)
    movement.measured.activated.emit(1)
    assert values(movement.matrix)["High Value Mid Value"] == 150.0  # u1 in all
    assert values(movement.flows)["Mid Value Mid Value"] == 50.0
    assert movement.matrix.describe(1) == (
        "High Value → Mid Value, 1 customer, spent in all 150.00, spent in between 0.00"
    )
    # Moves, and who came; of two customers no shift of segments is told.
    assert len(movement.words.sentences) == 2
    # u1 and u2 were active; u2 bought again in February, u1 has not bought since 20 January.
    assert values(movement.status) == {
        "new": 2.0,
        "kept": 1.0,
        "won back": 0.0,
        "lapsed": 0.0,
        "still active": 1.0,
        "asleep": 0.0,
    }


def test_arrows_go_from_move_to_move(page: DashboardPage, qtbot: QtBot) -> None:
    movement = tab(page, "movement", qtbot)
    gone: list[View] = []
    movement.chosen.connect(gone.append)
    for chart in (movement.matrix, movement.flows):
        chart.set_current(0)
        QTest.keyClick(chart, Qt.Key.Key_Down)
        assert chart.items[chart.current].key == "High Value Mid Value"
        QTest.keyClick(chart, Qt.Key.Key_Return)
        chart.set_current(2)
        QTest.keyClick(chart, Qt.Key.Key_Right)  # over the middle, where nobody is
        assert chart.items[chart.current].key == "(new) High Value"
    pair = (
        Filter("from_segment", "is", ("High Value",)),
        Filter("to_segment", "is", ("Mid Value",)),
    )
    assert gone == [View("segment_movement", pair)] * 2


# --- new and returning


def test_new_and_returning_by_month(page: DashboardPage, qtbot: QtBot) -> None:
    both = tab(page, "new_returning", qtbot)
    chart = both.charts["revenue of both"]
    # u2 returns in February with 20, u3 in April with 60; nobody buys in March.
    assert [(item.value, item.beside) for item in chart.items] == [
        (0.0, 180.0),
        (20.0, 140.0),
        (0.0, 0.0),
        (60.0, 0.0),
    ]
    assert [item.partial for item in chart.items] == [True, False, False, False]
    assert cards(both) == {
        "New Revenue": "320.00",
        "Returning Revenue": "80.00",
        "Returning Revenue %": "20.00 %",
    }
    orders = both.charts["orders of both"]
    assert [(item.value, item.beside) for item in orders.items] == [
        (0.0, 3.0),
        (1.0, 2.0),
        (0.0, 0.0),
        (1.0, 0.0),
    ]
    assert both.chart_cards["revenue of both"].note.text().startswith("Pale columns: Jan 2020")
    assert both.words.sentences == (
        "Returning customers (1) bring 100.0 % of the revenue of Apr 2020: 60.00.",
        "75.00 % of the customers have several orders, 75.00 % have them on several days.",
    )
    both.words.copy()
    assert QGuiApplication.clipboard().text() == "\n".join(both.words.sentences)


# --- customers and orders


def test_customers_and_orders_under_every_filter(page: DashboardPage, qtbot: QtBot) -> None:
    shown = tab(page, "customers_orders", qtbot)
    # u1 and u2 are observed for 90 days and came back after ten; o6 came 85 days after o4.
    assert cards(shown) == {
        "First-Time Buyers": "4",
        "Repeat Rate, 90 Days": "100.00 %",
        "Days between Orders": "35.00",
        "Late Order Rate": "40.00 %",
    }
    # New below, returning above: in February u3 and u4, and u2; in April u3.
    assert [(item.value, item.beside) for item in shown.charts["buyers"].items] == [
        (2.0, 0.0),
        (2.0, 1.0),
        (None, None),
        (0.0, 1.0),
    ]
    late = shown.charts["late by state"]
    assert values(late) == {"RJ": 1.0, "SP": 1.0, "": None}
    # A click on Rio filters by it: o3 in time, o5 late, both u2's.
    late.toggled.emit("RJ")
    settled(page, qtbot)
    assert cards(shown)["Late Order Rate"] == "50.00 %"
    assert cards(shown)["First-Time Buyers"] == "1"


# --- models


def test_a_shop_that_is_too_young_is_refused_in_words(page: DashboardPage, qtbot: QtBot) -> None:
    repeat = tab(page, "repeat", qtbot)
    assert repeat.refused
    assert not any(card.isVisible() for card in (*repeat.cards, *repeat.chart_cards.values()))
    # From 10 January to 30 April; three windows of 90 days are needed.
    assert repeat.words.isVisible() and "270" in repeat.words.sentences[0]


def test_the_verdict_and_whom_to_act_on(
    session: Session, signal: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    session.set_extensions(frozenset(EXTENSIONS))
    made = shown(session, signal, computed, qtbot)
    repeat = tab(made, "repeat", qtbot)
    assert not repeat.refused
    assert repeat.words.sentences[0].startswith("Of 1,000 customers in the top tenth, ")
    assert [item.key for item in repeat.calibration.items] == [str(n) for n in range(1, 11)]
    last = repeat.windows.table().rows[-1]
    assert last[-1] == "usable" and last[3] == pytest.approx(last[2] / last[1], abs=1e-6)
    assert repeat.lift.items[-1].value is not None and repeat.lift.items[-1].value > 3
    gone: list[View] = []
    repeat.chosen.connect(gone.append)
    QTest.mouseClick(repeat.list_likeliest, Qt.MouseButton.LeftButton)
    assert gone[0].table == "repeat_propensity"
    assert gone[0].filters == (Filter("decile", "is", (1,)),)
    predicted = tab(made, "predicted", qtbot)
    assert predicted.words.sentences[0].startswith("Nothing is predicted: ")
    assert not any(card.isVisible() for card in predicted.cards)
    ways = {item.key: item.value for item in predicted.test.items}
    assert set(ways) <= {"MBG/NBD", "BG/NBD", "table"} and "table" in ways
    assert all(value is not None and 0.5 < value < 2 for value in ways.values())


def test_digits_of_25_cohorts_can_be_read_on_paper(session: Session, qtbot: QtBot) -> None:
    chart = HeatMap("Cohorts", session.appearance)
    qtbot.addWidget(chart)
    rows = tuple(Row("Sep 2016", 10_000) for _ in range(25))
    columns = tuple((str(place), False) for place in range(25))
    cells = tuple(Cell(row, column, 0.0099) for row in range(25) for column in range(25 - row))
    matrix = Matrix(rows, columns, cells, write=lambda value: f"{100 * value:.2f}", aligned=True)
    chart.set_matrix(matrix, [Item("", "", 1.0, ())] * 400, Values(), lambda _: (), lambda _: None)
    paper = on_paper(QApplication.font())
    # The room of the heat map on its sheet: A4 lying, with cards above and three charts below.
    font = chart._font_of_picture(paper, QSizeF(1000, 345))
    assert font.pixelSize() * 72 / 96 >= 7


@pytest.mark.parametrize("percent", [100, 200])
def test_large_text_leaves_the_charts_on_paper_their_room(
    page: DashboardPage, percent: int, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")  # asks for the numbers of all pages
    settled(page, qtbot)
    page._session.appearance.set_text_size(percent)
    room = QRectF(0, 40, 1040, 680)  # A4 without head and foot, in 1/96 inch
    try:
        settled(page, qtbot)
        sheets = [(key, place) for key in page.keys for place in range(len(layouts(page.tab(key))))]
        for key, place in sheets:
            shown = page.tab(key)
            sheet = laid_out(shown, room, 2, place)
            boxes = [box for _, box in (*sheet.cards, *sheet.boxes)]
            for number, box in enumerate(boxes):
                assert box.height() > 30 and room.contains(box), (key, box)
                assert not any(box.intersects(other) for other in boxes[:number]), key
            charts = [box for part, box in sheet.boxes if part in shown.charts]
            # The highest has a fifth of the sheet, whatever stands above; one page has none here.
            highest = max((box.height() for box in charts), default=room.height())
            assert highest > room.height() / 5, key
    finally:
        page._session.appearance.set_text_size(100)
