"""The Tables page: its tables, sorted or empty, and results that become stale or go."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.grid import cell_text
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.tables.driving import (
    DASH,
    SHIFT,
    click,
    click_head,
    go_to,
    ids,
    open_view,
    place_of,
    press,
    select,
    settle,
    shown,
)

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


def test_keys_years_and_days_are_no_amounts(page: TablesPage, qtbot: QtBot) -> None:
    model = page.pane.model
    open_view(page, qtbot, View("calendar"))
    names = ("date", "date_key", "year", "quarter")
    shown_as = [model.data(model.index(0, place_of(page, name))) for name in names]
    assert shown_as == ["2017-01-01", "20170101", "2017", "1"]
    header = page.pane.grid.header
    kinds = [header.facts(model.fields[place_of(page, name)])[0] for name in names]
    assert [kind.split(" · ")[0] for kind in kinds] == ["Date", "Code", "Code", "Code"]
    # Nor are they added up; what is 1 or 0 is, because that counts.
    select(page, *((row, "year") for row in range(3)))
    settle(page, qtbot)
    told = page.pane.foot.selection
    assert told.text() == "year: 3 filled  ·  1 distinct  ·  2017 to 2017"
    select(page, *((row, "is_complete") for row in range(3)))
    settle(page, qtbot)
    assert "sum 0" in told.text()
    ten = Filter("date", "range", (cell_text.bound(model.fields[0], "2017-01-10"), None))
    open_view(page, qtbot, View("calendar", (ten, Filter("year", "is", (2017,)))))
    assert model.data(model.index(0, 0)) == "2017-01-10"


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


def test_whose_numbers_are_shown_is_said_while_another_folder_cannot_be_read(
    in_window: TablesPage, window: Window, raw: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page, strip = in_window, window.strip
    assert "The numbers are those" not in strip.said and str(raw) in strip.toolTip()
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(page._session.found_changed, timeout=WAIT):
        page._session.open_folder(empty)
    for step in ("tables", "dashboard", "checks"):
        window.show_page(step)
        # The folder is called as the chosen one is not; of the same name its whole path is said.
        assert "The numbers are those of “raw”." in strip.said
        assert str(raw) in strip.toolTip()
    other = tmp_path / "raw"
    other.mkdir()
    page._session.choose_folder(other)
    assert f"The numbers are those of “{raw}”." in strip.said


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
