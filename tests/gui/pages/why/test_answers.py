"""Going on from an answer: rows as a table, a page, lists of customers."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.asked import (
    CustomersAsked,
    MeasureAsked,
    RowsAsked,
    of_measure,
)
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.pages.why.customer_list import CustomerList
from crri_gui.gui.pages.why.dialog import WhyDialog, print_page
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT, compute, show_computed
from tests.gui.pages.why.driving import CONTROL, answer, asked_by, dialogs, idle, show_tab
from tests.shops import FILES, read_csv


def test_all_rows_open_as_a_table(
    window: Window, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    session.why.emit(MeasureAsked("Total Revenue", Filters(months=("2020-02", "2020-02"))))
    dialog = answer(session, qtbot)
    dialog.all_rows.click()
    qtbot.waitUntil(lambda: window.step == "tables", timeout=WAIT)
    idle(session, qtbot)
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    assert page.pane.model.whole_row(0)[:2] == ("o4", 400)


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_the_answer_is_saved_as_a_page(
    dashboard: DashboardPage,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    qtbot: QtBot,
) -> None:
    session.why.emit(MeasureAsked("Total Revenue"))
    dialog = answer(session, qtbot)
    target = tmp_path / f"why.{ending}"
    pick_file(monkeypatch, target)
    dialog.plain.trigger()
    idle(session, qtbot)
    data = target.read_bytes()
    if ending == "pdf":
        assert data.startswith(b"%PDF") and len(data) > 10_000
        return
    text = data.decode()
    assert "<h1>Total Revenue: 760.00</h1>" in text
    assert "o4,1,400.00,0.00" not in text  # lines are named; their text only where it is asked for
    dialog.with_lines.trigger()
    idle(session, qtbot)
    assert "o4,1,400.00,0.00" in target.read_text(encoding="utf-8")


def test_a_raw_file_is_never_overwritten_by_a_page(
    dashboard: DashboardPage, session: Session, raw: Path, qtbot: QtBot
) -> None:
    session.why.emit(MeasureAsked("Total Revenue"))
    dialog = answer(session, qtbot)
    before = (raw / FILES["orders"]).read_bytes()
    problems: list[object] = []
    session.problem.connect(problems.append)
    dialog.save_page(raw / FILES["orders"])
    dialog.save_page(raw / "why.html")
    idle(session, qtbot)
    assert len(problems) == 2
    assert (raw / FILES["orders"]).read_bytes() == before
    assert not (raw / "why.html").exists()


def test_a_cell_a_segment_and_a_point_are_explained_by_customers_and_money(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "segmentation", qtbot)
    asked = asked_by(session)
    names = []
    for chart in (tab.grid, tab.named, tab.scatter, tab.spending):
        # The first of them that anybody is in.
        place = next((n for n, item in enumerate(chart.items) if item.value), 0)
        chart.set_current(place)
        names.append(chart.name_of(place))
        chart.setFocus()
        chart.set_current(place)
        QTest.keyClick(chart, Qt.Key.Key_I, CONTROL)
    assert [type(one) for one in asked] == [CustomersAsked] * 4
    results = session.results
    assert results is not None
    cell, segment, point, group = (
        explain(RunContext(), results, one) for one in asked if isinstance(one, CustomersAsked)
    )
    assert [cell.title, segment.title, point.title, group.title] == names
    assert point.title in ("Low Value", "Mid Value", "High Value")
    # Only u4 (100) ordered once.
    assert (group.title, group.value) == ("1 order", Decimal(100))
    for found in (cell, segment, point, group):
        assert found.form == "money" and found.adds_up
        money, number, _ = found.parts
        assert money.total == found.value and number.total == money.count > 0
    for dialog in dialogs(WhyDialog):
        dialog.close()


def test_orders_that_are_published_in_another_month_are_listed_from_the_number(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "dashboard"
    shop = small_shop()
    # Published while o3 (30) was of February.
    former = [
        (*row[:3], "2020-02-01 12:00:00", *row[4:]) if row[0] == "o3" else row
        for row in shop.orders
    ]
    before = replace(shop, orders=former).write(tmp_path / "former")
    run_and_publish(RunContext(), Request(before), Target(target))
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    session.set_target(target)
    idle(session, qtbot)
    session.why.emit(of_measure("Total Revenue", Filters(("2020-01", "2020-01"))))
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Total Revenue: 180.00"
    assert dialog.published.isVisible()
    dialog.published.click()
    qtbot.waitUntil(lambda: window.step == "tables", timeout=WAIT)
    idle(session, qtbot)
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    browser = page.pane.browser
    assert browser.grid is not None and browser.grid.rows == 1
    assert results_of(session, "SELECT order_id, change, published_month, order_month") == [
        ("o3", "moved", "2020-02", "2020-01")
    ]
    assert page._about.text() == (
        "Total Revenue: 180.00. 1 order differs from what is published, in the months of the "
        "number and of all states and payment types."
    )
    assert not any(one.isVisible() for one in dialogs(WhyDialog))  # none lies over the rows
    # A customer's number is of no month.
    session.why.emit(of_measure("Customers", NO_FILTERS))
    [other] = [one for one in dialogs(WhyDialog) if one.isVisible() and one is not dialog]
    qtbot.waitUntil(lambda: other.explanation is not None, timeout=WAIT)
    assert not other.published.isVisible()
    for one in dialogs(WhyDialog):
        one.close()


def results_of(session: Session, select: str) -> list[Any]:
    """Rows of the table of evidence."""
    assert session.results is not None
    with session.results.database(RunContext()) as db:
        return db.rows(f"{select} FROM evidence")


def test_a_list_of_customers_has_the_columns_that_were_ticked(
    dashboard: DashboardPage,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    session.list_customers.emit(
        RowsAsked(View("master_orders", (Filter("customer_state", "is", ("SP",)),)))
    )
    [dialog] = dialogs(CustomerList)
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=WAIT)
    assert dialog.title.text() == "Customers: 3, worth 710.00"  # u1 150, u3 400 + 60, u4 100
    for place in range(4, dialog.columns.count()):
        dialog.columns.item(place).setCheckState(Qt.CheckState.Unchecked)
    pick_file(monkeypatch, tmp_path / "sp.csv")
    dialog.save.click()
    idle(session, qtbot)
    rows = read_csv(tmp_path / "sp.csv")
    assert list(rows[0]) == ["customer_unique_id", "segment", "named_segment", "orders"]
    assert [row["customer_unique_id"] for row in rows] == ["u3", "u1", "u4"]
    assert "state SP" in (tmp_path / "sp.about.txt").read_text(encoding="utf-8")


def test_other_results_are_said_in_an_answer_of_the_former_ones(
    dashboard: DashboardPage,
    session: Session,
    shop: Path,
    computed: dict[Path, Results],
    qtbot: QtBot,
) -> None:
    session.why.emit(MeasureAsked("Total Revenue"))
    dialog = answer(session, qtbot)
    show_computed(session, shop, computed, qtbot)
    assert "computed anew" in dialog.problem.text
    assert not dialog.save.isEnabled()


def test_what_is_copied_from_a_pdf_has_its_signs(qapp: QApplication, tmp_path: Path) -> None:
    """A fall that is copied without its sign reads as a rise."""
    if shutil.which("pdftotext") is None or "Inter" not in QFontDatabase.families():
        pytest.skip("pdftotext and Inter, which has other forms of signs beside digits, are needed")
    said = "Revenue -21.9 % (+10,627) on 2018-09-03"
    print_page(f"<style>body {{font-size: 9pt}}</style><p>{said}</p>", tmp_path / "a.pdf", "")
    painter = QPainter(writer := QPdfWriter(str(tmp_path / "b.pdf")))
    painter.drawText(writer.pageLayout().paintRectPixels(writer.resolution()), said)
    painter.end()
    for name in ("a.pdf", "b.pdf"):
        made = subprocess.run(
            ["pdftotext", str(tmp_path / name), "-"], capture_output=True, text=True, check=True
        )
        assert said in " ".join(made.stdout.split())
