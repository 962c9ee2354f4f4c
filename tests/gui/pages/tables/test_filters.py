"""Filters of the Tables page: values, texts, ranges, the highest, by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.pages.tables import TablesPage
from tests.gui.conftest import WAIT
from tests.gui.pages.tables.driving import (
    CONTROL,
    SHIFT,
    click,
    click_head,
    go_to,
    ids,
    open_view,
    place_of,
    press,
    settle,
)


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
