"""Why this number? From any number of the window to the line of a raw file."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontDatabase, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.asked import (
    CustomersAsked,
    LineAsked,
    MeasureAsked,
    OrderAsked,
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
from crri_gui.gui.pages.statement import StatementCard
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.pages.why.customer_list import CustomerList
from crri_gui.gui.pages.why.dialog import WhyDialog, print_page
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT, compute, show_computed
from tests.shops import FILES, read_csv

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop with one price that is worth ten times what it was; not to be written to.

    o4 is worth 40; its line in the file of items says 400.
    """
    folder = small_shop().write(tmp_path_factory.mktemp("planted") / "raw")
    path = folder / FILES["order_items"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("o4,1,40.00,", "o4,1,400.00,"), encoding="utf-8")
    return folder


@pytest.fixture
def dashboard(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    """The dashboard in the window, with its numbers."""
    window.show_page("dashboard")
    show_computed(session, raw, computed, qtbot)
    page = window.page("dashboard")
    assert isinstance(page, DashboardPage)
    idle(session, qtbot)
    return page


def idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    for _ in range(3):
        QApplication.processEvents()


def show_tab(page: DashboardPage, session: Session, key: str, qtbot: QtBot) -> Any:
    page._bar.setCurrentIndex(PAGE_KEYS.index(key))
    idle(session, qtbot)
    return page.tab(key)


def dialogs(kind: type[QWidget]) -> list[Any]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]


def answer(session: Session, qtbot: QtBot) -> WhyDialog:
    """The dialog that has opened, when it has its rows and their raw lines."""
    [dialog] = [one for one in dialogs(WhyDialog) if one.isVisible()]
    qtbot.waitUntil(
        lambda: dialog.explanation is not None and bool(dialog.trail.found), timeout=WAIT
    )
    idle(session, qtbot)
    found: WhyDialog = dialog
    return found


def asked_by(session: Session) -> list[object]:
    """What is asked from now on."""
    asked: list[object] = []
    session.why.connect(asked.append)
    return asked


# --- an error in a raw file, looked for from the dashboard


def test_a_price_ten_times_too_high_is_found_from_a_card(
    dashboard: DashboardPage, session: Session, raw: Path, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "executive", qtbot)
    [card] = [card for card in tab.cards if card.name == "Total Revenue"]
    assert card.text == "760.00"  # 400 too much but for 40
    # One step: Ctrl+I on the card. The largest row is the current one, and its lines are there.
    QTest.keyClick(card, Qt.Key.Key_I, CONTROL)
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Total Revenue: 760.00"
    assert "add up to the number exactly" in dialog.verdict.text()
    assert dialog.trail.rows.rows[0][:2] == ("o4", "400.00")
    [item] = [line for line in dialog.trail.found if line.table == "order_items"]
    written = (raw / FILES["order_items"]).read_text(encoding="utf-8").splitlines()
    assert (item.file, item.line) == (FILES["order_items"], 5)
    assert item.text == written[item.line - 1] == "o4,1,400.00,0.00"
    # A second one: the line as it stands there, field by field.
    dialog.trail.lines_view.setCurrentIndex(
        dialog.trail.lines.index(dialog.trail.found.index(item), 0)
    )
    assert dialog.trail.text.toPlainText().startswith("o4,1,400.00,0.00\n\norder_id: o4")
    # Of more rows than are held, the sum is that of all.
    assert session.results is not None and dialog.explanation is not None
    shown = dialog.explanation.parts[0]
    parts = (replace(shown, count=553),)
    dialog.trail.show_explanation(session.results, replace(dialog.explanation, parts=parts))
    said = f"The {len(shown.rows)} largest of 553 rows. Sum of all 553: 760.00"
    assert dialog.trail.count.text() == said


def test_from_a_month_of_a_chart_by_the_keyboard(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    chart = show_tab(dashboard, session, "executive", qtbot).revenue
    chart.setFocus()
    chart.set_current([item.key for item in chart.items].index("2020-02"))
    QTest.keyClick(chart, Qt.Key.Key_I, CONTROL)
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Total Revenue: 520.00"  # 400 + 20 + 100
    assert [row[0] for row in dialog.trail.rows.rows] == ["o4", "o7", "o5"]
    menu = QMenu()
    chart.set_current(1)
    chart.fill_menu(menu)
    assert [a.text() for a in menu.actions() if "Why" in a.text()] == ["Why this number?\tCtrl+I"]


@pytest.mark.parametrize("by", ["double-click", "Enter"])
def test_a_card_opens_as_the_hint_says(
    by: str, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "executive", qtbot)
    [card] = [card for card in tab.cards if card.name == "Total Revenue"]
    for told in (card.toolTip(), dashboard.filter_bar.hint.text()):
        assert "Ctrl+I" in told
    if by == "Enter":
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Return)
    else:
        # On the number itself, as one does.
        QTest.mouseDClick(card.figure, Qt.MouseButton.LeftButton)
    assert answer(session, qtbot).title.text() == "Total Revenue: 760.00"


# --- every number of the dashboard


def test_every_card_and_mark_asks_about_the_number_that_it_shows(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    from crri_gui.gui.pages.dashboard.cards import written

    def found(asked: Any) -> Any:
        assert session.results is not None
        return explain(RunContext(), session.results, asked)

    dashboard.filter_bar.toggle("states", "SP")
    for key in (key for key in PAGE_KEYS if key != "predicted"):
        tab = show_tab(dashboard, session, key, qtbot)
        for card in tab.cards:
            told = found(tab.number_of_card(card))
            assert told.adds_up
            assert written(card.name, told.value) == card.text, card.key
        for name, chart in tab.charts.items():
            for index, item in enumerate(chart.items):
                asked = chart.questions.number_of(index)
                if asked is None:
                    continue
                told = found(asked)
                assert told.adds_up
                if isinstance(asked, MeasureAsked):
                    value = None if told.value is None else float(told.value)
                    # A month without orders is drawn as nothing, and blank as a measure.
                    same = value == pytest.approx(item.value or None)
                    assert same or (value or 0) == item.value, (name, item.key)


def test_a_cell_of_the_cohort_matrix_opens_its_customers(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "retention", qtbot)
    asked = asked_by(session)
    index = [item.key for item in tab.cohorts.items].index("2020-01 1")
    tab.cohorts.set_current(index)
    tab.cohorts.questions.ask_why()
    [one] = asked
    assert isinstance(one, MeasureAsked) and one.measure == "Retention Rate"
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Retention Rate: 50.00 %"
    assert "1 / 2 = 50.00 %" in dialog.verdict.text()
    # Enter on a customer asks about his orders; Back returns.
    dialog.trail.rows_view.activated.emit(dialog.trail.rows.index(0, 0))
    qtbot.waitUntil(lambda: "50.00 %" not in dialog.title.text(), timeout=WAIT)
    idle(session, qtbot)
    assert [row[0] for row in dialog.trail.rows.rows] == ["o3", "o5"]  # those of u2
    dialog.back.click()
    idle(session, qtbot)
    assert dialog.title.text() == "Retention Rate: 50.00 %"


def test_a_right_click_on_a_card_offers_the_question(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    card = show_tab(dashboard, session, "executive", qtbot).cards[0]
    asked = asked_by(session)
    place = QPoint(5, 5)
    QApplication.sendEvent(
        card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, card.mapToGlobal(place))
    )
    [menu] = [one for one in card.findChildren(QMenu) if one.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [MeasureAsked(card.name, NO_FILTERS)]
    answer(session, qtbot)


# --- tables and statements


def test_cells_of_tables_are_orders_customers_and_measures(
    window: Window, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    window.show_page("tables", View("monthly_revenue"))
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    idle(session, qtbot)
    asked = asked_by(session)
    session.why.disconnect(window._why)
    names = [field.name for field in page.pane.model.fields]
    page.pane.grid.setCurrentIndex(page.pane.model.index(1, names.index("revenue")))
    page.pane.grid.setFocus()
    QTest.keyClick(page.pane.grid, Qt.Key.Key_I, CONTROL)
    page.pane.browser.open(View("master_orders", (Filter("order_id", "is", ("o5",)),)))
    idle(session, qtbot)
    page.pane.asking.why()
    assert asked == [
        MeasureAsked("Total Revenue", Filters(months=("2020-02", "2020-02"))),
        OrderAsked("o5", "master_orders", "order_id"),
    ]


def test_lines_of_statements_answer_to_the_keyboard(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    assert session.results is not None
    [prices] = [one for one in session.results.data.report.statements if one.code == "prices"]
    card = StatementCard(prices)
    qtbot.addWidget(card)
    card.show()
    asked: list[object] = []
    card.why.connect(asked.append)
    lines = [cell for cell in card._cells if cell.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for cell in lines:
        cell.setFocus()
        QTest.keyClick(cell, Qt.Key.Key_I, CONTROL)
    assert asked == [LineAsked("prices", 0), LineAsked("prices", None)]


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("price", "order_items"),
        ("order_value", "order_items"),
        ("payment_type", "order_payments"),
        ("delivery_days", "orders"),
        ("customer_unique_id", "customers"),
        ("order_id", "orders"),
    ],
)
def test_of_an_order_the_raw_line_that_the_cell_comes_from_is_shown(
    column: str, table: str, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    session.why.emit(OrderAsked("o4", "order_facts", column))
    trail = answer(session, qtbot).trail
    assert trail.found[trail.lines_view.currentIndex().row()].table == table


# --- going on from the answer


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
