"""The Tables page in the real window, over a shop whose rows are known by heart."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, QLocale, QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.query.browse import Filter, View, open_grid
from crri_gui.engine.results import Results
from crri_gui.gui.grid import cell_text
from crri_gui.gui.grid.grid import GridView
from crri_gui.gui.grid.grid_model import PAGES_KEPT, GridModel
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import tip
from tests.gui.conftest import WAIT, compute, show_computed
from tests.shops import FILES, Shop

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
DASH = numbers.NONE


def known_shop() -> Shop:
    """Four counted orders of three customers, a canceled one."""
    return (
        Shop()
        .add("o1", "ana", "2017-01-05", "100.10", delivered="2017-01-08 12:00:00", score=5)
        .add("o2", "ben", "2017-01-31", "20.00", state="RJ", score=1)
        .add("o3", "ben", "2017-02-01", "7.25", state="RJ", paid=[("boleto", "7.25")])
        .add("o4", "cy", "2017-03-10", "1300.00", state="=evil", paid=[("boleto", "1300")])
        .add("o5", "dan", "2017-03-11", "50.00", status="canceled")
    )


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The known shop, with an item that is rejected; not to be written to."""
    folder = known_shop().write(tmp_path_factory.mktemp("known") / "raw")
    with (folder / FILES["order_items"]).open("a") as file:
        file.write("o1,2,dear,0\n")
    return folder


@pytest.fixture
def page(session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot) -> TablesPage:
    """The page, showing the counted orders; without the window around it, which takes as long."""
    show_computed(session, raw, computed, qtbot)
    made = TablesPage(session)
    qtbot.addWidget(made)
    made.resize(1060, 700)
    made.show()
    qtbot.waitExposed(made)
    settle(made, qtbot)
    return made


@pytest.fixture
def in_window(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> TablesPage:
    """The page of the window, showing the counted orders."""
    made = shown(window)
    show_computed(session, raw, computed, qtbot)
    settle(made, qtbot)
    return made


def shown(window: Window) -> TablesPage:
    window.show_page("tables")
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    return page


def settle(page: TablesPage, qtbot: QtBot) -> None:
    """Wait until no question is open."""
    browser, queries = page.pane.browser, page._session.queries

    def quiet() -> bool:
        return not browser.busy and not queries.busy and not page.pane._pause.isActive()

    qtbot.waitUntil(quiet, timeout=WAIT)


def ids(page: TablesPage) -> list[str]:
    model = page.pane.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def place_of(page: TablesPage, name: str) -> int:
    return [field.name for field in page.pane.model.fields].index(name)


def go_to(page: TablesPage, row: int, name: str) -> None:
    page.pane.grid.setFocus()
    page.pane.grid.setCurrentIndex(page.pane.model.index(row, place_of(page, name)))


def open_view(page: TablesPage, qtbot: QtBot, view: View) -> None:
    page.show_view(view)
    settle(page, qtbot)


def click_head(
    page: TablesPage, qtbot: QtBot, name: str, *modifiers: Any, funnel: bool = False
) -> None:
    place = place_of(page, name)
    grid = page.pane.grid
    header = grid.header if place else grid.frozen_header
    grid.scrollTo(page.pane.model.index(0, place))
    at = QPoint(header.sectionViewportPosition(place) + 30, 12)
    if funnel:
        at = header.funnel_place(place).center()
    keys = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(header.viewport(), LEFT, keys, at)
    settle(page, qtbot)


def press(widget: QWidget, key: Qt.Key, *modifiers: Any) -> None:
    keys = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, keys)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


# Empty states


def test_before_a_run_the_page_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    page = shown(window)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.shown.button.text() == "Choose folder…"
    page.show_view(View("master_orders"))  # from nowhere, without results
    assert page.stack.currentWidget() is page.empty


def test_a_table_without_rows_says_why(page: TablesPage, qtbot: QtBot) -> None:
    nothing = page.pane.nothing
    assert nothing.isHidden()
    one = Filter("order_value", "range", (5000, None))
    open_view(page, qtbot, View("master_orders", (one,)))
    assert nothing.isVisible()
    assert nothing.text.text() == "No row passes the filters."
    assert page.pane.foot.rows.text() == "0 of 4 rows"
    click(nothing.button)
    settle(page, qtbot)
    assert nothing.isHidden()
    assert ids(page) == ["o1", "o2", "o3", "o4"]


def test_no_rejects_is_said_without_a_button(
    with_results: Session, window: Window, qtbot: QtBot
) -> None:
    page = shown(window)
    open_view(page, qtbot, View("rejects"))
    assert page.pane.nothing.text.text() == "No row was rejected."
    assert page.pane.nothing.button.isHidden()


# Tables


def test_every_output_and_the_rejects_are_there_with_their_rows(page: TablesPage) -> None:
    tabs = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert tabs[:5] == [
        "Orders  4",
        "Monthly revenue  3",
        "Cohorts  4",
        "Customers  3",
        "Operations  3",
    ]
    results = page._session.results
    assert results is not None
    assert tabs[len(results.data.tables) :] == ["All raw orders  5", "Rejects  1"]


def test_orders_as_they_are_read(page: TablesPage) -> None:
    model = page.pane.model
    rows = [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert rows == [
        ["o1", "ana", "2017-01", "100.10", "credit_card", "3.00", "5.0", "SP", "0"],
        ["o2", "ben", "2017-01", "20.00", "credit_card", DASH, "1.0", "RJ", "1"],
        ["o3", "ben", "2017-02", "7.25", "boleto", DASH, DASH, "RJ", "1"],
        ["o4", "cy", "2017-03", "1,300.00", "boleto", DASH, DASH, "=evil", "0"],
    ]
    right, left = (
        model.data(model.index(0, place_of(page, name)), Qt.ItemDataRole.TextAlignmentRole)
        for name in ("order_value", "order_month")
    )
    assert right & int(Qt.AlignmentFlag.AlignRight)
    assert left & int(Qt.AlignmentFlag.AlignLeft)
    # A blank looks and reads other than a zero.
    blank = model.index(1, place_of(page, "delivery_days"))
    muted = page._session.appearance.theme.muted
    assert model.data(blank, Qt.ItemDataRole.ForegroundRole).name() == muted
    assert model.data(blank, Qt.ItemDataRole.AccessibleTextRole) == "blank"


def test_numbers_follow_the_language(page: TablesPage, qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("pt_BR"))
    try:
        model = page.pane.model
        assert model.data(model.index(3, place_of(page, "order_value"))) == "1.300,00"
        assert cell_text.plain_number("1.300,00") == "1300.00"
        assert cell_text.plain_number("1,5") == "1.5"
        assert cell_text.plain_number("1.5") is None  # groups of three
        go_to(page, 3, "order_value")
        page.pane.copy()
        qtbot.waitUntil(lambda: "1300,00" in QGuiApplication.clipboard().text(), timeout=WAIT)
    finally:
        QLocale.setDefault(QLocale("en_US"))


def test_choosing_a_table_shows_it(page: TablesPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(page.tabs.count() - 1)
    settle(page, qtbot)
    model = page.pane.model
    row = dict(zip([f.name for f in model.fields], model.values(0), strict=True))
    assert row["value"] == "dear"
    assert row["line"] == 7
    assert row["reason"] == "is not an amount"
    assert "rejects.csv" in page._about.text()


def test_every_raw_order_says_why_it_counts_or_not(page: TablesPage, qtbot: QtBot) -> None:
    open_view(page, qtbot, View("order_facts"))
    why = place_of(page, "why")
    model = page.pane.model
    found = {model.values(row)[0]: model.values(row)[why] for row in range(5)}
    assert found == {**dict.fromkeys(("o1", "o2", "o3", "o4"), "counted"), "o5": "status left out"}


def test_a_table_that_is_not_listed_gets_a_tab_of_its_own(page: TablesPage, qtbot: QtBot) -> None:
    open_view(page, qtbot, View("rfm_scored", (Filter("recency_of_5", "range", (1, 5)),)))
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Scored customers"
    assert page.pane.model.rowCount() == 3


def test_a_view_that_cannot_be_is_a_message_and_the_former_stays(
    in_window: TablesPage, window: Window, qtbot: QtBot
) -> None:
    page = in_window
    open_view(page, qtbot, View("master_orders", (Filter("order_value", "is", ("ten",)),)))
    assert "cannot be compared" in window.problems.text
    assert page.pane.browser.view == View("master_orders")
    assert ids(page) == ["o1", "o2", "o3", "o4"]


# Sorting


def test_a_click_on_a_head_sorts_up_then_down_then_not(page: TablesPage, qtbot: QtBot) -> None:
    click_head(page, qtbot, "order_value")
    assert ids(page) == ["o3", "o2", "o1", "o4"]
    click_head(page, qtbot, "order_value")
    assert ids(page) == ["o4", "o1", "o2", "o3"]
    click_head(page, qtbot, "order_value")
    assert ids(page) == ["o1", "o2", "o3", "o4"]


def test_a_click_with_shift_sorts_within(page: TablesPage, qtbot: QtBot) -> None:
    click_head(page, qtbot, "payment_type")
    click_head(page, qtbot, "order_value", SHIFT)
    click_head(page, qtbot, "order_value", SHIFT)
    # boleto before credit_card; within, the larger amount first.
    assert ids(page) == ["o4", "o3", "o1", "o2"]
    assert page.pane.grid.heads.sort == (("payment_type", False), ("order_value", True))


def test_the_first_column_sorts_by_its_own_head(page: TablesPage, qtbot: QtBot) -> None:
    click_head(page, qtbot, "order_id")
    click_head(page, qtbot, "order_id")
    assert ids(page) == ["o4", "o3", "o2", "o1"]


def test_sorting_by_the_keyboard(page: TablesPage, qtbot: QtBot) -> None:
    go_to(page, 0, "order_value")
    press(page.pane.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert ids(page) == ["o4", "o1", "o2", "o3"]
    press(page.pane.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert ids(page) == ["o3", "o2", "o1", "o4"]


# Filtering


def test_filtering_by_checked_values(page: TablesPage, qtbot: QtBot) -> None:
    pane, box = page.pane, page.pane.filter_box
    click_head(page, qtbot, "customer_state", funnel=True)
    assert box.isVisible()
    assert box.part == "values"
    listed = [box.values.item(place).text() for place in range(box.values.count())]
    assert listed == ["RJ   2", "=evil   1", "SP   1"]
    box.values.item(0).setCheckState(Qt.CheckState.Checked)
    click(box.apply)
    settle(page, qtbot)
    assert box.isHidden()
    assert ids(page) == ["o2", "o3"]
    assert pane.chips.texts() == ["customer_state is RJ"]
    assert pane.foot.rows.text() == "2 of 4 rows"
    # Opened again it knows what was chosen; the other way round it leaves these out.
    click_head(page, qtbot, "customer_state", funnel=True)
    assert box.values.item(0).checkState() == Qt.CheckState.Checked
    box.all_but.setChecked(True)
    press(box, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["o1", "o4"]
    assert pane.chips.texts() == ["customer_state is not RJ"]


def test_searching_the_values_keeps_what_is_checked(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box
    click_head(page, qtbot, "customer_state", funnel=True)
    box.values.item(0).setCheckState(Qt.CheckState.Checked)  # RJ
    QTest.keyClicks(box.search, "sp")
    qtbot.waitUntil(lambda: box.values.count() == 2, timeout=WAIT)
    assert [box.values.item(place).text() for place in range(2)] == ["RJ", "SP   1"]
    box.values.item(1).setCheckState(Qt.CheckState.Checked)
    press(box.search, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["o1", "o2", "o3"]
    click_head(page, qtbot, "customer_state", funnel=True)
    QTest.keyClicks(box.search, "nothing like it")
    qtbot.waitUntil(lambda: "No such value" in box._more.text(), timeout=WAIT)
    box.hide()


def choose_part(box: Any, part: str) -> None:
    places = [place for place in range(box.tabs.count()) if box.tabs.tabData(place) == part]
    box.tabs.setCurrentIndex(places[0])


def test_filtering_by_text(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box
    click_head(page, qtbot, "payment_type", funnel=True)
    choose_part(box, "contains")
    QTest.keyClicks(box.text, "BOL")
    press(box.text, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["o3", "o4"]
    assert page.pane.chips.texts() == ["payment_type contains “BOL”"]
    click_head(page, qtbot, "payment_type", funnel=True)
    assert (box.part, box.text.text()) == ("contains", "BOL")
    box.text.clear()
    click(box.apply)
    settle(page, qtbot)
    assert len(ids(page)) == 4


def test_filtering_by_a_range_of_amounts(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box
    click_head(page, qtbot, "order_value", funnel=True)
    assert box.part == "range"
    assert box._range_hint.text() == "The values go from 7.25 to 1,300.00."
    for wrong, said in (("ten", "“ten” is not a number."), ("1,3", "“1,3” is not a number.")):
        box.low.setText(wrong)
        click(box.apply)
        assert box.isVisible()
        assert box._wrong.text() == said
    box.low.setText("30")
    box.high.setText("20")
    click(box.apply)
    assert "above" in box._wrong.text()
    box.low.setText("20")
    box.high.setText("1,300.00")
    click(box.apply)
    settle(page, qtbot)
    assert ids(page) == ["o1", "o2", "o4"]
    assert page.pane.chips.texts() == ["order_value from 20.00 to 1,300.00"]
    # Clear takes it away.
    click_head(page, qtbot, "order_value", funnel=True)
    assert (box.low.text(), box.high.text()) == ("20", "1300.00")
    click(box.clear)
    settle(page, qtbot)
    assert len(ids(page)) == 4


def test_filtering_by_months_shares_and_times(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box

    def filtered(name: str, low: str, high: str) -> list[str]:
        go_to(page, 0, name)
        page.pane.filter_current()
        box.low.setText(low)
        box.high.setText(high)
        click(box.apply)
        settle(page, qtbot)
        return ids(page)

    assert filtered("order_month", "2017-02", "") == ["o3", "o4"]
    assert page.pane.chips.texts() == ["order_month from 2017-02"]
    assert filtered("order_month", "Feb", "") == ["o3", "o4"]
    assert "2018-03" in box._wrong.text()
    box.hide()
    open_view(page, qtbot, View("order_facts"))
    assert filtered("purchased_at", "2017-02-01", "2017-03-10") == ["o3", "o4"]
    assert filtered("purchased_at", "soon", "") == ["o3", "o4"]
    assert "2018-03-31" in box._wrong.text()
    box.hide()
    open_view(page, qtbot, View("cohort_retention"))
    # Cohorts of 2 (ana, ben: 100 %, 50 %, 0 %) and of 1 (cy); up to 50 % are two rows.
    filtered("retention_rate", "", "50 %")
    model, rate = page.pane.model, place_of(page, "retention_rate")
    assert [model.data(model.index(row, rate)) for row in range(2)] == ["50.00 %", "0.00 %"]
    assert page.pane.chips.texts() == ["retention_rate up to 50.00 %"]


def test_filtering_by_blank(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box
    for filled, expected in ((False, ["o3", "o4"]), (True, ["o1", "o2"])):
        click_head(page, qtbot, "review_score", funnel=True)
        choose_part(box, "blank")
        (box.filled if filled else box.blank).setChecked(True)
        click(box.apply)
        settle(page, qtbot)
        assert ids(page) == expected
    assert page.pane.chips.texts() == ["review_score is filled"]
    click_head(page, qtbot, "review_score", funnel=True)
    assert box.part == "blank"
    assert box.filled.isChecked()
    box.hide()


def test_a_flag_is_filtered_by_its_two_values(page: TablesPage, qtbot: QtBot) -> None:
    open_view(page, qtbot, View("order_facts"))
    box = page.pane.filter_box
    click_head(page, qtbot, "is_counted", funnel=True)
    assert [box.values.item(place).text() for place in range(2)] == ["yes   4", "no   1"]
    box.values.item(1).setCheckState(Qt.CheckState.Checked)
    press(box.values, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["o5"]
    assert page.pane.chips.texts() == ["is_counted is no"]


def test_filters_of_several_columns_hold_together_and_go_one_by_one(
    page: TablesPage, qtbot: QtBot
) -> None:
    chips = page.pane.chips
    filters = (
        Filter("payment_type", "is", ("boleto",)),
        Filter("order_value", "range", (None, 1000)),
    )
    open_view(page, qtbot, View("master_orders", filters, (("order_value", True),)))
    assert ids(page) == ["o3"]
    assert chips.texts() == ["payment_type is boleto", "order_value up to 1,000.00"]
    remove = [b for b in chips.findChildren(QToolButton) if "order_value" in b.accessibleName()]
    click(remove[0])
    settle(page, qtbot)
    assert ids(page) == ["o4", "o3"]
    # A chip opens its filter, also when the column is not shown.
    [chip] = [b for b in chips.findChildren(QPushButton, "chip_text") if b.isVisibleTo(chips)]
    click(chip)
    settle(page, qtbot)
    assert page.pane.filter_box.isVisible()
    assert page.pane.filter_box.part == "values"
    page.pane.filter_box.hide()
    [clear] = [b for b in chips.findChildren(QPushButton, "link") if b.isVisibleTo(chips)]
    click(clear)
    settle(page, qtbot)
    assert ids(page) == ["o4", "o1", "o2", "o3"]
    assert chips.isHidden()


def test_filter_by_the_keyboard_alone(page: TablesPage, qtbot: QtBot) -> None:
    box = page.pane.filter_box
    go_to(page, 0, "customer_state")
    press(page.pane.grid, Qt.Key.Key_F, CONTROL | SHIFT)
    settle(page, qtbot)
    assert box.isVisible()
    box.values.setFocus()
    press(box.values, Qt.Key.Key_Space)
    press(box.values, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["o2", "o3"]
    go_to(page, 0, "customer_state")
    press(page.pane.grid, Qt.Key.Key_F, CONTROL | SHIFT)
    press(box, Qt.Key.Key_Escape)
    assert box.isHidden()
    assert ids(page) == ["o2", "o3"]


def test_the_highest_and_lowest_by_the_keyboard_alone(page: TablesPage, qtbot: QtBot) -> None:
    box, chips = page.pane.filter_box, page.pane.chips

    def type_in(*keys: Qt.Key | str) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                press(focus, key)

    def open_box(name: str) -> None:
        go_to(page, 0, name)
        press(page.pane.grid, Qt.Key.Key_F, CONTROL | SHIFT)
        settle(page, qtbot)

    # cy is worth 1300.00, ana 100.10, ben 27.25 with two orders.
    open_view(page, qtbot, View("rfm_customers", (), (("monetary", True),)))
    open_box("monetary")
    # From the first bound back to the kinds, one kind on, then the number.
    type_in(Qt.Key.Key_Backtab, Qt.Key.Key_Right)
    assert (box.part, QApplication.focusWidget()) == ("top", box.top_rows)
    type_in("2", Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["cy", "ana"]
    assert chips.texts() == ["monetary: 2 highest"]
    assert page.pane.foot.rows.text() == "2 of 3 rows"
    # Opened again it knows what was chosen; before the number stands the choice of the lowest.
    open_box("monetary")
    assert (box.part, box.top_rows.value(), box.highest.isChecked()) == ("top", 2, True)
    type_in(Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["ana", "ben"]
    assert chips.texts() == ["monetary: 2 lowest"]
    page.pane.clear_filters()
    settle(page, qtbot)
    # Equal values are kept, and the chip says why there are more rows.
    open_box("frequency")
    type_in(Qt.Key.Key_Backtab, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert box.top_rows.value() == 9
    type_in("2", Qt.Key.Key_Return)
    settle(page, qtbot)
    assert ids(page) == ["cy", "ana", "ben"]
    assert chips.texts() == ["frequency: 2 highest (3 rows, because values are equal)"]
    # Which equal rows another such filter takes away is not known, so nothing is said of them.
    filters = (Filter("frequency", "highest", (2,)), Filter("monetary", "highest", (2,)))
    open_view(page, qtbot, View("rfm_customers", filters, (("monetary", True),)))
    assert ids(page) == ["cy", "ana"]
    assert chips.texts() == ["frequency: 2 highest", "monetary: 2 highest"]


def test_the_menu_of_a_cell_filters_sorts_and_hides(page: TablesPage, qtbot: QtBot) -> None:
    def choose(text: str) -> None:
        page.pane.open_menu(QPoint(0, 0))
        menus = [menu for menu in page.pane.findChildren(QMenu) if menu.isVisible()]
        [action] = [action for action in menus[0].actions() if action.text() == text]
        action.trigger()
        menus[0].close()
        settle(page, qtbot)

    go_to(page, 1, "customer_state")
    choose("Only rows with this value")
    assert ids(page) == ["o2", "o3"]
    page.pane.clear_filters()
    settle(page, qtbot)
    go_to(page, 1, "delivery_days")  # blank
    choose("All rows but those with this value")
    assert ids(page) == ["o1"]
    page.pane.clear_filters()
    settle(page, qtbot)
    go_to(page, 1, "order_value")
    choose("Sort by order_value, largest first")
    assert ids(page) == ["o4", "o1", "o2", "o3"]
    choose("Do not sort")
    assert ids(page) == ["o1", "o2", "o3", "o4"]
    choose("Hide order_value")
    assert "order_value" not in page.pane.browser.chosen_columns()


# Finding


def test_find_goes_on_and_around(page: TablesPage, qtbot: QtBot) -> None:
    pane = page.pane
    go_to(page, 0, "order_id")
    press(pane.grid, Qt.Key.Key_F, CONTROL)
    assert pane.search.edit.hasFocus()
    QTest.keyClicks(pane.search.edit, "BEN")
    seen = []
    for key, keys in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
    ):
        press(pane.search.edit, key, keys)
        settle(page, qtbot)
        seen.append((pane.grid.currentIndex().row(), pane.search.answer.text()))
    # Rows 2 and 3 hold it.
    assert seen == [
        (1, "row 2"),
        (2, "row 3"),
        (1, "row 2, around the end"),
        (2, "row 3, around the end"),
    ]
    assert pane.grid.currentIndex().column() == place_of(page, "customer_unique_id")
    pane.search.edit.setText("1,300.00")
    press(pane.search.edit, Qt.Key.Key_F3)
    settle(page, qtbot)
    assert pane.grid.currentIndex().row() == 3
    pane.search.edit.setText("nobody")
    press(pane.search.edit, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert pane.search.answer.text() == "not found"
    press(pane.search.edit, Qt.Key.Key_Escape)
    assert pane.grid.hasFocus()
    pane.search.edit.clear()
    press(pane.grid, Qt.Key.Key_F3)  # nothing to look for: type it
    assert pane.search.edit.hasFocus()


# The selection


def select(page: TablesPage, *cells_chosen: tuple[int, str]) -> None:
    model, chosen = page.pane.grid.selectionModel(), page.pane.model
    model.clearSelection()
    for row, name in cells_chosen:
        index = chosen.index(row, place_of(page, name))
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)


def test_the_foot_adds_up_the_selection(page: TablesPage, qtbot: QtBot) -> None:
    foot = page.pane.foot
    select(page, (0, "order_value"))
    settle(page, qtbot)
    assert foot.selection.text() == ""  # one cell is its own sum
    select(page, (0, "order_value"), (1, "order_value"), (3, "order_value"))
    settle(page, qtbot)
    # 100.10 + 20.00 + 1,300.00 = 1,420.10; / 3 = 473.3666...
    assert foot.selection.text() == (
        "order_value: 3 filled  ·  3 distinct  ·  sum 1,420.10  ·  average 473.37"
        "  ·  20.00 to 1,300.00"
    )
    click_head(page, qtbot, "delivery_days", CONTROL)
    assert foot.selection.text() == (
        "delivery_days: 1 filled  ·  1 distinct  ·  sum 3.00  ·  average 3.00  ·  3.00 to 3.00"
    )
    click_head(page, qtbot, "customer_state", CONTROL)
    assert foot.selection.text() == "customer_state: 4 filled  ·  3 distinct"
    go_to(page, 0, "order_value")
    page.pane.grid.selectAll()
    settle(page, qtbot)
    assert foot.selection.text() == (
        "4 rows \N{MULTIPLICATION SIGN} 9 columns selected  ·  "
        "order_value: 4 filled  ·  4 distinct  ·  "
        "sum 1,427.35  ·  average 356.84  ·  7.25 to 1,300.00"
    )


def test_a_column_is_selected_by_the_keyboard(page: TablesPage, qtbot: QtBot) -> None:
    go_to(page, 2, "order_value")
    press(page.pane.grid, Qt.Key.Key_Space, CONTROL)
    assert page.pane.grid.chosen_cells() == ([place_of(page, "order_value")], [(0, 3)])
    assert page.pane.grid.currentIndex().row() == 2


def test_copied_cells_have_their_headers(page: TablesPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    select(
        page,
        (0, "order_value"),
        (0, "customer_state"),
        (3, "order_value"),
        (3, "customer_state"),
    )
    press(page.pane.grid, Qt.Key.Key_C, CONTROL)
    settle(page, qtbot)
    # Rows 1 and 4 of both columns; what a spreadsheet would run as a formula is kept text.
    assert QGuiApplication.clipboard().text() == (
        "order_value\tcustomer_state\n100.10\tSP\n1300.00\t'=evil\n"
    )


def test_cells_that_form_no_block_are_not_copied_as_one(page: TablesPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    select(page, (0, "order_value"), (3, "customer_state"))
    with qtbot.waitSignal(page._session.said) as said:
        press(page.pane.grid, Qt.Key.Key_C, CONTROL)
    assert said.args == ["Select one block of cells: these are several."]
    assert QGuiApplication.clipboard().text() == "before"


def test_too_many_cells_are_refused_with_a_way_out(page: TablesPage, qtbot: QtBot) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    con.execute("CREATE TABLE many AS SELECT i, i % 7 AS j FROM range(600000) t(i)")
    con.close()
    open_view(page, qtbot, View("many"))
    QGuiApplication.clipboard().setText("before")
    page.pane.grid.selectAll()
    with qtbot.waitSignal(page._session.said) as said:
        page.pane.copy()
    assert said.args[0] == (
        "1,200,000 cells are too many to copy (up to 1,000,000). Export them instead."
    )
    assert QGuiApplication.clipboard().text() == "before"


# Exporting


def export_to(page: TablesPage, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    said: list[str] = []
    page._session.said.connect(said.append)
    with qtbot.waitSignal(page._session.worker.ended, timeout=WAIT):
        page.pane.export()
    return said[-1] if said else ""


def test_what_is_seen_is_exported(
    page: TablesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = View(
        "master_orders",
        (Filter("order_value", "range", (10, None)),),
        (("order_value", True),),
    )
    open_view(page, qtbot, seen)
    page.pane._choose_columns(["order_id", "order_value", "customer_state"])
    said = export_to(page, qtbot, tmp_path / "seen", monkeypatch)
    target = tmp_path / "seen.csv"
    assert said == f"3 rows were exported to {target}."
    assert target.read_text() == (
        "order_id,order_value,customer_state\no4,1300.00,'=evil\no1,100.10,SP\no2,20.00,RJ\n"
    )
    export_to(page, qtbot, tmp_path / "seen.xlsx", monkeypatch)
    sheet = openpyxl.load_workbook(tmp_path / "seen.xlsx")["master_orders"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("order_id", "order_value", "customer_state"),
        ("o4", 1300, "=evil"),
        ("o1", 100.1, "SP"),
        ("o2", 20, "RJ"),
    ]
    assert sheet["C2"].data_type == "s"


def test_an_export_that_fails_is_a_message(
    in_window: TablesPage,
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = in_window
    export_to(page, qtbot, tmp_path / "nowhere" / "seen.csv", monkeypatch)
    assert "cannot be" in window.problems.text
    # A cancelled choice does nothing.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    page.pane.export()
    assert not page._session.worker.busy


def test_a_cancelled_export_writes_nothing(
    page: TablesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "seen.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(page._session.worker.ended, timeout=WAIT):
        page.pane.export()
        page._session.worker.cancel()
    assert not target.exists() or target.read_text().startswith("order_id")
    assert page.pane.browser._exporting == []


# Columns and what is remembered


def test_columns_are_chosen_and_remembered(page: TablesPage, qtbot: QtBot) -> None:
    pane, box = page.pane, page.pane.column_box
    click(pane.tools.columns)
    names = [box.list.item(place).text() for place in range(box.list.count())]
    assert names[-2:] == ["purchased_at", "is_late"]  # beyond the contract, at first not shown
    assert box.checked() == names[:-2]
    box.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    box.list.item(9).setCheckState(Qt.CheckState.Checked)
    chosen = [field.name for field in pane.model.fields]
    assert "customer_unique_id" not in chosen
    assert chosen[-1] == "purchased_at"
    # At least one stays.
    for place in range(box.list.count()):
        box.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert len(box.checked()) == 1
    for text, count in (("Standard", 9), ("All", 11)):
        [button] = [b for b in box.findChildren(QPushButton) if b.text() == text]
        click(button)
        assert pane.model.columnCount() == count
    box.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    box.hide()
    pane.grid.setColumnWidth(1, 222)
    page.tabs.setCurrentIndex(3)
    settle(page, qtbot)
    again = TablesPage(page._session)
    qtbot.addWidget(again)
    settle(again, qtbot)
    assert again.pane.browser.view == View("rfm_customers")
    open_view(again, qtbot, View("master_orders"))
    assert again.pane.model.fields[0].name == "customer_unique_id"
    assert again.pane.grid.columnWidth(1) == 222


# The whole row, the meaning


def test_the_record_shows_the_whole_row(page: TablesPage, qtbot: QtBot) -> None:
    pane = page.pane
    assert pane.record.isHidden()
    go_to(page, 1, "order_value")
    press(pane.grid, Qt.Key.Key_D, CONTROL)
    assert pane.record.isVisible()
    text = pane.record.text.toPlainText()
    assert "order_value\n20.00" in text
    assert "delivery_days\nblank" in text
    assert "purchased_at\n2017-01-31 12:00:00" in text  # chosen or not
    press(pane.grid, Qt.Key.Key_Down)
    assert "order_value\n7.25" in pane.record.text.toPlainText()
    press(pane.grid, Qt.Key.Key_D, CONTROL)
    assert pane.record.isHidden()


def test_a_long_value_is_shown_in_full_and_as_text(
    page: TablesPage, raw: Path, qtbot: QtBot
) -> None:
    compute(page._session, raw, qtbot)
    con = page._session.results.cursor()  # type: ignore[union-attr]
    long = "<b>word</b> " * 500
    con.execute("UPDATE rejects SET value = ?", [long])
    con.close()
    open_view(page, qtbot, View("rejects"))
    pane = page.pane
    pane.tools.record.setChecked(True)
    go_to(page, 0, "value")
    assert long.strip() in pane.record.text.toPlainText().replace("\n", " ")
    assert len(pane.model.data(pane.grid.currentIndex())) <= 200


def test_the_meaning_of_the_current_column_is_asked_for(page: TablesPage, qtbot: QtBot) -> None:
    go_to(page, 0, "review_score")
    asked: list[str] = []
    page._session.explain.connect(asked.append)
    click(page.pane.tools.explain)
    assert asked == ["review_score"]


# Heads


def test_heads_tell_what_their_columns_hold(page: TablesPage, qtbot: QtBot) -> None:
    header, model = page.pane.grid.header, page.pane.model
    heads = page.pane.grid.heads
    qtbot.waitUntil(lambda: "payment_type" in heads.profiles, timeout=WAIT)
    payment = model.fields[place_of(page, "payment_type")]
    assert header.facts(payment) == ("Text · 100 % filled", "2 distinct")
    page.pane.browser.want_profiles(["delivery_days"])
    qtbot.waitUntil(lambda: "delivery_days" in heads.profiles, timeout=WAIT)
    days = place_of(page, "delivery_days")
    # One of four is delivered.
    assert header.facts(model.fields[days]) == ("Number · 25.0 % filled", "1 distinct")
    tip = header.tip(days)
    assert "Time from purchase to delivery" in tip
    assert "1 filled, 3 blank" in tip
    assert "From 3.00 to 3.00" in tip
    assert "Average 3.00" in tip


def test_profiles_are_of_the_rows_that_are_seen(page: TablesPage, qtbot: QtBot) -> None:
    open_view(page, qtbot, View("master_orders", (Filter("payment_type", "is", ("boleto",)),)))
    heads = page.pane.grid.heads
    qtbot.waitUntil(lambda: "order_value" in heads.profiles, timeout=WAIT)
    assert heads.profiles["order_value"].rows == 2
    assert heads.filtered == {"payment_type"}


def test_only_columns_in_sight_are_looked_at(page: TablesPage, qtbot: QtBot) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    columns = ", ".join(f"i AS c{number}" for number in range(60))
    con.execute(f"CREATE TABLE wide AS SELECT {columns} FROM range(10) t(i)")
    con.close()
    open_view(page, qtbot, View("wide"))
    grid, known = page.pane.grid, page.pane.browser
    qtbot.waitUntil(lambda: set(grid.columns_in_sight()) <= set(known.profiles), timeout=WAIT)
    assert "c59" not in known.profiles
    grid.scrollTo(page.pane.model.index(0, 59))
    qtbot.waitUntil(lambda: "c59" in known.profiles, timeout=WAIT)
    assert len(known.profiles) < 60


# The first column


def test_the_first_column_stands_still_and_shares_the_selection(
    page: TablesPage, qtbot: QtBot
) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    columns = ", ".join(f"i AS c{number}" for number in range(30))
    con.execute(f"CREATE TABLE wide_and_long AS SELECT {columns} FROM range(1000) t(i)")
    con.close()
    open_view(page, qtbot, View("wide_and_long"))
    grid = page.pane.grid
    left = grid.frozen.x()
    grid.setCurrentIndex(page.pane.model.index(900, 29))
    assert grid.horizontalScrollBar().value() > 0
    assert grid.frozen.x() == left
    assert grid.frozen.verticalScrollBar().value() == grid.verticalScrollBar().value() > 0
    assert grid.frozen.selectionModel() is grid.selectionModel()
    assert grid.frozen.columnWidth(0) == grid.columnWidth(0)
    # Going left, no column ends up below the first one.
    for place in range(28, 0, -1):
        grid.setCurrentIndex(page.pane.model.index(900, place))
        assert grid.visualRect(grid.currentIndex()).left() >= grid.frozen.width() - 1
    grid.frozen_header.resizeSection(0, 240)
    assert grid.columnWidth(0) == grid.frozen.width() == 240


# Stale, new and lost results


def test_stale_tables_are_marked(in_window: TablesPage, window: Window, qtbot: QtBot) -> None:
    page = in_window
    from crri_gui.definitions import Definitions, with_values

    strip = window.strip
    assert "Out of date" not in strip.said
    page._session.set_definitions(with_values(Definitions(), {"statuses": "all"}, "test"))
    assert "Out of date: the definitions have changed." in strip.said
    window.show_page("tables")
    view = View("order_facts", (Filter("why", "is", ("counted",)),))
    open_view(page, qtbot, view)
    assert page.pane.model.rowCount() == 4
    with qtbot.waitSignal(page._session.results_changed, timeout=WAIT):
        click(strip.action)
    settle(page, qtbot)
    # The same view of the new results: the canceled order counts now.
    assert "Out of date" not in strip.said
    assert window.step == "tables"
    assert page.pane.browser.view == view
    assert page.pane.model.rowCount() == 5
    assert page.tabs.tabText(0) == "Orders  5"


def test_a_run_ends_well_while_a_question_is_asked(
    in_window: TablesPage, window: Window, raw: Path, qtbot: QtBot
) -> None:
    page = in_window
    session, release, asked = page._session, threading.Event(), threading.Event()
    compute(session, raw, qtbot)
    settle(page, qtbot)
    former = session.results
    assert former is not None

    def asking(_: RunContext) -> None:
        con = former.cursor()
        while not release.is_set():
            con.execute("SELECT sum(sqrt(i)) FROM range(30000000) t(i)").fetchall()
            asked.set()

    session.queries.submit(asking, session.say, title="A long question")
    qtbot.waitUntil(asked.is_set, timeout=WAIT)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert session.results is not former
    release.set()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: session._retired == [], timeout=WAIT)
    assert not window.problems.isVisible()
    with pytest.raises(duckdb.ConnectionException):
        former.cursor()
    assert ids(page) == ["o1", "o2", "o3", "o4"]


def test_typing_quickly_only_the_last_view_counts(page: TablesPage, qtbot: QtBot) -> None:
    for bound in range(1, 30):
        page.show_view(View("master_orders", (Filter("order_value", "range", (bound, None)),)))
    page.show_view(View("master_orders", (Filter("order_value", "range", (1000, None)),)))
    settle(page, qtbot)
    assert ids(page) == ["o4"]
    page.show_view(View("master_orders"))
    settle(page, qtbot)
    # What nobody looks at any more is given back.
    con = page._session.results.cursor()  # type: ignore[union-attr]
    copies = con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'browse'")
    row = copies.fetchone()
    assert row is not None
    assert row[0] <= 2
    con.close()


# The model, and large tables


def model_of(con: duckdb.DuckDBPyConnection, rows: int) -> GridModel:
    con.execute(
        f"CREATE OR REPLACE TABLE many AS SELECT i AS n, i % 5 AS five, 'x' || i AS t "
        f"FROM range({rows}) t(i)"
    )
    model = GridModel()
    model.show_grid(open_grid(DuckDB(RunContext(), con), View("many")), con, ["n", "five", "t"])
    return model


def test_the_model_keeps_qts_rules(page: TablesPage, qtbot: QtBot) -> None:
    QAbstractItemModelTester(
        page.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    click_head(page, qtbot, "order_value")
    page.pane.clear_filters()
    open_view(page, qtbot, View("rejects"))
    assert page.pane.model.rowCount() == 1


def test_pages_are_read_once_and_not_all_kept(qapp: object) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 100_000)
        assert [model.values(row)[0] for row in (0, 511, 512, 99_999)] == [0, 511, 512, 99_999]
        assert model.pages_read == 3
        for row in range(0, 100_000, 512):
            assert model.values(row)[0] == row
        assert len(model._pages) == PAGES_KEPT
        before = model.pages_read
        assert model.values(99_999)[0] == 99_999
        assert model.pages_read == before
        assert model.values(0)[0] == 0  # long forgotten, read again
        assert model.pages_read == before + 1
        assert model.values(100_000) == ()


def test_a_model_whose_results_are_gone_shows_nothing_and_goes_on(qapp: object) -> None:
    con = duckdb.connect()
    model = model_of(con, 10_000)
    assert model.data(model.index(0, 0)) == "0"
    con.close()
    assert model.data(model.index(0, 0)) == "0"  # still in memory
    assert model.data(model.index(9_000, 0)) is None
    model.clear()
    assert model.rowCount() == model.columnCount() == 0


def test_select_all_and_jumping_about_read_only_what_is_seen(qtbot: QtBot) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 2_000_000)
        grid = GridView(model)
        qtbot.addWidget(grid)
        grid.columns_changed({})
        grid.resize(800, 600)
        grid.show()
        qtbot.waitExposed(grid)
        asked = 0
        before = model.pages_read
        grid.selectAll()
        grid.viewport().repaint()
        grid.header.viewport().repaint()
        grid.rows_header.viewport().repaint()
        assert grid.chosen_cells() == ([0, 1, 2], [(0, 1_999_999)])
        assert model.pages_read - before <= 1
        for row in (1_999_999, 1_000_000, 5):
            grid.setCurrentIndex(model.index(row, 1))
            grid.viewport().repaint()
            asked += 1
        assert model.pages_read - before <= 2 * asked + 1
        assert grid.indexAt(QPoint(200, 5)).isValid()


def test_larger_text_makes_all_rows_higher_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    """One by one they took Qt minutes where there are millions."""
    usual = qapp.font()
    with duckdb.connect() as con:
        grid = GridView(model_of(con, 20_000))
        qtbot.addWidget(grid)
        low = grid.rowHeight(0)
        one_by_one: list[int] = []
        grid.rows_header.sectionResized.connect(lambda place, *_: one_by_one.append(place))
        for points, times in ((2 * usual.pointSizeF(), 1.5), (usual.pointSizeF(), 1.0)):
            font = QFont(usual)
            font.setPointSizeF(points)
            grid.setFont(font)
            grid.columns_changed({})
            assert grid.rowHeight(0) == grid.rowHeight(19_999) >= times * low
        assert grid.rowHeight(0) == low
        assert not one_by_one


def test_no_head_asks_for_the_selection_of_every_row(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect() as con:
        model = model_of(con, 200_000)
        grid = GridView(model)
        qtbot.addWidget(grid)
        grid.columns_changed({})
        grid.show()
        qtbot.waitExposed(grid)
        asked = 0
        plain = GridModel.flags

        def counting(self: GridModel, index: Any) -> Qt.ItemFlag:
            nonlocal asked
            asked += 1
            return plain(self, index)

        # Qt asks for the flags of each row when it wants to know whether all are selected.
        monkeypatch.setattr(GridModel, "flags", counting)
        grid.selectAll()
        grid.repaint()
        grid.header.viewport().repaint()
        grid.rows_header.viewport().repaint()
        assert asked < 5_000


def test_more_rows_than_qt_can_scroll_are_cut_and_said(page: TablesPage, qtbot: QtBot) -> None:
    grid, model = page.pane.grid, page.pane.model
    height = grid.verticalHeader().defaultSectionSize()
    assert model.most_rows * height < 2**31
    assert model.most_rows > 10_000_000
    model.most_rows = 3
    open_view(page, qtbot, View("master_orders", (), (("order_value", False),)))
    assert page.pane.foot.rows.text() in (
        "4 rows; the first 3 can be scrolled to",
        "4 rows",
    )
    page.pane.foot.show_rows(4, 9, 3)
    assert page.pane.foot.rows.text() == "4 of 9 rows; the first 3 can be scrolled to"


def test_both_themes_paint(page: TablesPage, qtbot: QtBot) -> None:
    grounds = set()
    for choice in ("light", "dark"):
        page._session.appearance.choose(choice)
        image = page.pane.grid.grab().toImage()
        grounds.add(image.pixelColor(image.width() // 2, 20).name())
    assert len(grounds) == 2


def test_every_control_of_the_page_has_a_name(page: TablesPage) -> None:
    for kind in (QPushButton, QToolButton):
        for made in page.findChildren(kind):
            if made.parent() is not page.tabs:  # Qt's own arrows
                assert made.accessibleName() or made.text()
    for box in (page.pane.filter_box, page.pane.column_box):
        assert box.accessibleName()


# The rows behind findings


def look_up(window: Window, page: TablesPage, rows: str, qtbot: QtBot) -> None:
    checks = window.page("checks")
    assert isinstance(checks, ChecksPage)
    with qtbot.waitSignal(page.pane.browser.opened, timeout=WAIT):
        checks._look_up(rows, "")
    settle(page, qtbot)


def test_the_rows_of_one_finding_are_not_taken_for_those_of_another(
    in_window: TablesPage, window: Window, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = in_window
    look_up(window, page, "SELECT order_id FROM order_facts WHERE order_id = 'o5'", qtbot)
    assert page.pane.browser.profiles["order_id"].rows == 1
    # The export waits for a run; meanwhile another finding is looked at.
    go_on = threading.Event()
    session.worker.submit(lambda _: go_on.wait(20), lambda _: None, title="a run")
    target = tmp_path / "finding.csv"
    page.pane.browser.export(target)
    look_up(window, page, "SELECT order_id, items FROM order_facts WHERE is_counted", qtbot)
    assert page.pane.browser.profiles["order_id"].rows == 4
    go_on.set()
    qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
    assert target.read_text() == "order_id\no5\n"


def test_after_the_next_run_no_finding_of_the_former_is_shown(
    in_window: TablesPage, window: Window, session: Session, qtbot: QtBot
) -> None:
    page = in_window
    look_up(window, page, "SELECT order_id FROM order_facts WHERE order_id = 'o5'", qtbot)
    problems: list[object] = []
    session.problem.connect(problems.append)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    settle(page, qtbot)
    assert not problems
    assert ids(page) == ["o1", "o2", "o3", "o4"]


def test_only_the_selected_rows_of_a_column_are_added_up(page: TablesPage, qtbot: QtBot) -> None:
    select(page, (0, "order_value"))
    model = page.pane.model
    grid = page.pane.grid
    flag = QItemSelectionModel.SelectionFlag.Select
    for row, name in ((1, "order_value"), (2, "order_id"), (3, "order_id")):
        grid.selectionModel().select(model.index(row, place_of(page, name)), flag)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "sum" in page.pane.foot.selection.text(), timeout=WAIT)
    assert "sum 120.10" in page.pane.foot.selection.text()


def test_html_in_the_data_is_text_in_tool_tips() -> None:
    assert tip("no sign of it") == "no sign of it"
    shown = tip("<img src='//server/x'> & more\nof it")
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "<br>of it" in shown


def test_raw_and_published_files_are_not_written_over(
    page: TablesPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    results = session.results
    assert results is not None
    raw = results.data.found.tables["orders"][0].path
    published = tmp_path / "published"
    (published / HOME).mkdir(parents=True)
    (published / "rfm_customers.csv").write_text("published")
    problems: list[Any] = []
    session.problem.connect(problems.append)
    for file in (raw, published / "rfm_customers.csv"):
        before = file.read_bytes()
        page.pane.browser.export(file)
        qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
        assert file.read_bytes() == before
    assert [problem.what for problem in problems] == [
        "It would be written over a raw file.",
        "It would be written over a published file, which dashboards read.",
    ]
    page.pane.browser.export(published / "mine.csv")
    qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
    assert (published / "mine.csv").exists()
