"""An export of a shop in the window: it is named, and every page draws what it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.answers import cells
from tests.gui.conftest import WAIT, compute

pytestmark = pytest.mark.long

SQUARE = "Date,Time,Net Sales,Transaction ID,Event Type,Customer ID\n"
ROWS = "".join(
    f"2024-0{month}-{day:02},10:00:00,$1{day}.00,T{month}{day},Payment,{{}}\n"
    for month in (1, 2, 3)
    for day in (1, 9, 28)
)
_NOTHING = "\N{EN DASH}"


def export(folder: Path, customer: str) -> Path:
    (folder / "square.csv").write_text(SQUARE + ROWS.replace("{}", customer), encoding="utf-8")
    return folder


def test_an_export_is_named_and_goes_straight_on(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = SourcePage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(export(tmp_path, "CU1"))
    shown = "\n".join(" ".join(map(str, row)) for row in cells(page.list))
    assert shown.count("✓ from Square: item sales") == page.list.topLevelItemCount() == 3
    assert "missing" not in shown
    assert session.find_problem is None


@pytest.mark.parametrize("customer", ["CU1", ""])
def test_every_page_of_the_dashboard_draws_an_export(
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    customer: str,
) -> None:
    compute(session, export(tmp_path, customer), qtbot)
    assert session.results is not None
    page = DashboardPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    page.resize(1090, 1100)
    page.show()
    for key in page.keys:
        page._bar.setCurrentIndex(PAGE_KEYS.index(key))
        qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
        page.grab()
        assert page.tab(key) is not None
    assert "Failed" not in caplog.text
    cards = {card.key: card.text for card in page.tab("executive").cards}
    # 3 x (11 + 19 + 128), each day's amount.
    assert cards["Total Revenue"] == "474.00"
    assert cards["Active Customers"] == ("1" if customer else _NOTHING)
    operations = page.tab("operations")
    said = {key: chart.missing for key, chart in operations.charts.items()}
    assert said == {
        "delivery days": "No delivery dates were read from this export.",
        "late deliveries": "No order can be judged as late.",
        "review score": "No reviews were read from this export.",
        "orders by payment": "No types of payment were read from this export.",
    }
    assert [card.beside for card in operations.cards][:1] == [
        "No delivery dates were read from this export."
    ]
    no_one = "This export names no customers."
    assert page.tab("segmentation").charts["frequency and monetary"].missing == (
        "" if customer else no_one
    )
    # Another shop has deliveries: nothing of what this one lacked is said of it.
    compute(session, small_shop().write(tmp_path / "another"), qtbot)
    page._bar.setCurrentIndex(PAGE_KEYS.index("operations"))
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    assert all("This export" not in card.beside for card in page.tab("operations").cards)


def test_the_rows_behind_a_line_are_those_of_the_export(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, export(tmp_path, "somebody@x.example"), qtbot)
    results = session.results
    assert results is not None and results.orders_read == 9
    page = SourcePage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    assert page._layout.text() == "Square: item sales, 9 orders"
    [goods] = [one for one in results.data.report.statements if one.code == "prices"]
    table = results.show_rows(RunContext(), goods.lines[0].rows)
    with results.database(RunContext()) as db:
        columns = [name for name, *_ in db.rows(f"DESCRIBE {table}")]
        rows = db.rows(f'SELECT crri_row, "Transaction ID", "Net Sales" FROM {table} LIMIT 2')
        [customer] = db.rows(f'SELECT DISTINCT "Customer ID" FROM {table}')
    assert columns[:2] == ["crri_file", "crri_row"] and "Event Type" in columns
    assert [(row[0], row[1], str(row[2])) for row in rows] == [
        *((1, "T11", "11.0000"), (2, "T19", "19.0000"))
    ]
    assert customer[0].startswith("p") and "@" not in customer[0]


def test_what_a_column_of_an_export_leaves_open_is_asked_on_source(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    days = [f"{day:02}/0{month}/2024" for month in (1, 2, 3) for day in (1, 9, 11)]
    rows = "".join(f"{day},10:00:00,1.00,T{n},Payment,C1\n" for n, day in enumerate(days))
    (tmp_path / "square.csv").write_text(SQUARE + rows, encoding="utf-8")
    compute(session, tmp_path, qtbot)
    assert session.results is not None
    assert session.results.data.report.errors[0].column == "Date"
    page = SourcePage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    box = next(
        box
        for box in page.file.findChildren(QComboBox)
        if box.accessibleName() == "How Date is read"
    )
    box.setCurrentIndex(box.findData("dmy"))
    assert session.request is not None
    assert session.request.conventions.date_order == {"Date": "dmy"}
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.results.data.report.errors == []
    assert session.results.orders_read == 9
