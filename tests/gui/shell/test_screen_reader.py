"""What a screen reader is given: names, descriptions, news, and no work that nobody asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QAccessible,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.catalog import Field
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.errors import UsageError
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.values_table import ValuesTable
from crri_gui.gui.grid.grid import GridView
from crri_gui.gui.grid.grid_model import GridModel
from crri_gui.gui.grid.pane import TablePane
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.announcing import seen
from crri_gui.gui.widgets.basics import Notice, button
from crri_gui.gui.widgets.combo_box import ComboBox
from tests.gui.conftest import WAIT, Told

Text = QAccessible.Text


def text_of(widget: QWidget, which: QAccessible.Text = Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(which)


# Tables


class Wide(GridModel):
    """A model of many rows, which counts how often Qt asks what can be done with a cell."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.fields = tuple(Field(f"column {n}", "text", "VARCHAR") for n in range(12))
        self._rows = 100_000

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        self.asked += 1
        return super().flags(index)


def test_selecting_everything_asks_for_a_few_cells_only(listening: None, qtbot: QtBot) -> None:
    model = Wide()
    grid = GridView(model)
    qtbot.addWidget(grid)
    grid.resize(600, 400)
    grid.show()
    qtbot.waitExposed(grid)
    model.asked = 0
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert grid.chosen_cells() == (list(range(12)), [(0, 99_999)])
    assert model.asked < 5_000
    model.asked = 0
    grid.clearSelection()
    assert model.asked < 5_000


@pytest.fixture
def pane(window: Window, with_results: Session, qtbot: QtBot) -> TablePane:
    """The customers' table, shown in a window."""
    window.show_page("tables")
    made = window.findChild(TablePane)
    assert made is not None
    qtbot.waitUntil(lambda: made.browser.grid is not None, timeout=WAIT)
    return made


def test_the_head_of_a_column_tells_kind_fill_sort_and_filter(
    pane: TablePane, qtbot: QtBot
) -> None:
    at = [field.name for field in pane.model.fields].index("order_value")
    role = Qt.ItemDataRole.AccessibleDescriptionRole

    def head() -> str:
        return str(pane.model.headerData(at, Qt.Orientation.Horizontal, role))

    def profiled() -> bool:
        pane.browser.want_profiles(["order_value"])
        return "order_value" in pane.browser.profiles

    qtbot.waitUntil(profiled, timeout=WAIT)
    assert head().startswith("Amount · 100 % filled, ")
    assert "sorted" not in head()
    with qtbot.waitSignal(pane.browser.opened, timeout=WAIT):
        pane.browser.sort_by(("order_value", True))
    assert head().endswith("sorted, largest first")
    with qtbot.waitSignal(pane.browser.opened, timeout=WAIT):
        pane.browser.filter("order_value", (Filter("order_value", "filled"),))
    assert head().endswith("sorted, largest first, filtered")


def test_what_a_filter_and_a_sort_leave_is_announced(
    pane: TablePane, told: Told, qtbot: QtBot
) -> None:
    name = pane.model.fields[1].name
    with qtbot.waitSignal(pane.browser.opened, timeout=WAIT):
        pane.browser.sort_by((name, False))
    assert told[-1][0].endswith(f"{name}: sorted, smallest first")
    with qtbot.waitSignal(pane.browser.opened, timeout=WAIT):
        pane.browser.filter(name, (Filter(name, "blank"),))
    text, urgent = told[-1]
    assert text.startswith("0 of ") and f"{name} is blank" in text
    assert not urgent


def test_what_a_filter_makes_of_the_dashboard_is_announced(
    window: Window, with_results: Session, told: Told, qtbot: QtBot
) -> None:
    window.show_page("dashboard")
    page = window.page("dashboard")
    assert isinstance(page, DashboardPage)
    qtbot.waitUntil(lambda: bool(page.tabs) and page.choices is not None, timeout=WAIT)
    assert page.choices is not None
    month = page.choices.months[3]
    idle = with_results.queries
    qtbot.waitUntil(lambda: not idle.busy, timeout=WAIT)
    told.clear()
    page.filter_bar.set_filters(Filters((month, month), None, None))
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    cards = page.tab(page.current).cards
    assert told == [(f"{cards[0].accessibleName()}. {cards[1].accessibleName()}", False)]


# News


def test_an_error_breaks_in_and_a_note_does_not(told: Told, qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show()
    notice.tell("ok", "Published.", "Now refresh.")
    notice.tell("ok", "Published.", "Now refresh.")
    notice.tell("error", "Not written.")
    assert told == [("Published. Now refresh.", False), ("Not written.", True)]


def test_problems_and_sentences_of_the_session_are_announced(
    window: Window, session: Session, told: Told
) -> None:
    session.say("Saved.")
    session.problem.emit(UsageError("sample_without_orders"))
    assert told[0] == ("Saved.", False)
    text, urgent = told[1]
    assert text.startswith("The sample needs at least one order.") and urgent


def test_nothing_is_announced_where_nobody_listens(
    monkeypatch: pytest.MonkeyPatch, window: Window, session: Session
) -> None:
    said: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    session.say("Saved.")
    assert said == []


# Names


def test_names_begin_with_what_is_seen(listening: None, qtbot: QtBot) -> None:
    for text, name, spoken in (
        ("Clear", "Clear this filter", "Clear this filter"),
        ("&Columns", "Choose the columns to show", "Columns: Choose the columns to show"),
        ("Load…", "Load definitions", "Load definitions"),
        ("?", "What does Total Revenue mean?", "What does Total Revenue mean?"),
        ("Publish", "", "Publish"),
    ):
        made = button(text, lambda: None, name=name)
        qtbot.addWidget(made)
        assert text_of(made) == spoken


def test_a_combo_box_is_named_by_a_label_beside_it(listening: None, qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    box = ComboBox("File of the table")
    box.addItem("orders.csv")
    QVBoxLayout(outer).addWidget(box)
    interface = QAccessible.queryAccessibleInterface(box)
    labels = [
        other.text(Text.Name)
        for other, relation in interface.relations(QAccessible.RelationFlag.Label)
        if relation & QAccessible.RelationFlag.Label
    ]
    assert labels == ["File of the table"]
    box.call("Part")
    (shown,) = outer.findChildren(QLabel)
    assert (shown.text(), shown.isVisible()) == ("Part", False)


# Charts


@pytest.fixture
def chart(qtbot: QtBot) -> LineChart:
    """Three months, of which one has no value."""
    made = LineChart("Revenue by month", Appearance("light"), str)
    qtbot.addWidget(made)
    values = {"2017-01": 10.0, "2017-02": None, "2017-03": 1234.5}
    made.set_items(
        [
            Item(month, numbers.month(month), value, (numbers.month(month), f"Revenue {value}"))
            for month, value in values.items()
        ],
        Values(("month", "revenue", "orders"), (("2017-01", 10.0, 1), ("2017-02", None, 0))),
    )
    made.show()
    return made


def test_a_chart_is_one_and_sums_itself_up(listening: None, chart: LineChart) -> None:
    assert QAccessible.queryAccessibleInterface(chart).role() == QAccessible.Role.Chart
    assert text_of(chart) == "Revenue by month"
    assert text_of(chart, Text.Description) == (
        "3 values. Lowest: Jan 2017, Revenue 10.0. Highest: Mar 2017, Revenue 1234.5."
    )
    chart.lacks("The data has no payments.")
    assert text_of(chart, Text.Description) == "The data has no payments."
    # Of equal months none is the lowest and another the highest.
    chart.lacks("")
    chart.set_items([replace(item, value=10.0) for item in chart.items], chart.values)
    assert text_of(chart, Text.Description) == (
        "3 values. Lowest and highest: Jan 2017, Revenue 10.0."
    )


def test_the_points_of_a_chart_are_announced_as_the_arrows_reach_them(
    told: Told, chart: LineChart
) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert told == [("Jan 2017, Revenue 10.0", False), ("Mar 2017, Revenue 1234.5", False)]
    assert text_of(chart, Text.Description) == "Mar 2017, Revenue 1234.5"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert text_of(chart, Text.Description).startswith("3 values.")


def test_a_chart_shows_its_values_as_a_table(chart: Chart) -> None:
    chart.show_table()
    shown = chart.window().findChild(ValuesTable)
    assert shown is not None
    table = shown.table
    heads = [table.horizontalHeaderItem(place) for place in range(3)]
    assert [head.text() for head in heads if head] == ["month", "revenue", "orders"]
    cells = [[table.item(row, place) for place in range(3)] for row in range(2)]
    texts = [[cell.text() for cell in line if cell] for line in cells]
    assert texts == [["2017-01", "10.0000", "1"], ["2017-02", numbers.NONE, "0"]]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_label_of_what_runs_is_told_by_its_text(window: Window, shop: Path) -> None:
    window._doing.setText("Reading orders (1 s)")
    assert text_of(window._doing) == "Reading orders (1 s)"


# Keys


def test_the_help_lists_every_shortcut_by_what_it_does(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    for step in steps.STEPS:
        window.show_page(step)
    qtbot.waitUntil(
        lambda: not with_results.worker.busy and not with_results.queries.busy, timeout=WAIT
    )
    window.show_help("keys")
    shown = window.findChild(Help)
    assert shown is not None
    text = shown.text.toPlainText()
    native = QKeySequence.SequenceFormat.NativeText
    made = [one for step in steps.STEPS for one in window.page(step).findChildren(QShortcut)]
    assert len(made) > 10
    told = {(one.key().toString(native), seen(one.whatsThis())) for one in made}
    told |= {
        (action.shortcut().toString(native), seen(action.text()))
        for action in window.actions()
        if not action.shortcut().isEmpty()
    }
    assert {(keys, what) for keys, what in told if not what} == set()
    assert {one for one in told if one[0] not in text or one[1] not in text} == set()
    shown.close()
