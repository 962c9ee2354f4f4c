"""Checks: findings in order, their rows, the rejects, and statements that add up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.explain.asked import LineAsked
from crri_gui.engine.query.browse import View
from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.pages.statement import StatementCard
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import cells, pick_file
from tests.gui.conftest import WAIT, compute
from tests.shops import Shop


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> ChecksPage:
    """The page, shown."""
    made = ChecksPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 800)
    made.show()
    return made


def dirty_shop() -> Shop:
    """200 good orders; one without customer, one delivered before bought, one bad item row."""
    shop = Shop()
    for number in range(200):
        shop.add(f"o{number}", f"u{number}", "2017-03-04", "10.00")
    shop.orders.append(("orphan", "nobody", "delivered", "2017-03-05 10:00:00", "", ""))
    shop.add("early", "u1", "2017-03-06 12:00:00", "5.00", delivered="2017-03-05 12:00:00")
    shop.order_items.append(("o1", 2, "ten", 0))
    return shop


@exhaustive
def test_before_a_run_the_page_says_what_to_do(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    assert page._stack.currentIndex() == 0
    assert page._empty.shown.button.text() == "Choose folder…"
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(dirty_shop().write(tmp_path / "raw"))
    assert page._empty.shown.button.text() == "Compute (Ctrl+R)"
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        page._empty.shown.button.click()
    assert page._stack.currentIndex() == 1


@exhaustive
def test_what_keeps_a_folder_from_being_computed_stands_here_alone(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(tmp_path / "not there")
    assert page._stack.currentIndex() == 2
    assert "not there" in page.problem.text
    assert not page._before.isVisible()
    (tmp_path / "not there").mkdir()
    dirty_shop().write(tmp_path / "not there")
    assert page.to_folder.isVisible() and not page.to_files.isVisible()
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.read_again()
    assert page._stack.currentIndex() == 1


def test_a_question_of_the_files_leads_to_where_it_is_answered(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    # 03/04 may be day or month first, and nothing else says which.
    raw = Shop().add("o1", "u1", "03/04/2017 10:00:00", 10).write(tmp_path / "raw")
    compute(session, raw, qtbot)
    assert session.results is not None
    codes = [finding.code for finding in session.results.data.report.findings]
    page.findings.setCurrentIndex(
        page.findings.model().index(codes.index("date_order_ambiguous"), 0)
    )
    assert page.answer.isVisible()
    asked: list[tuple[str, object]] = []
    session.go.connect(lambda step, argument: asked.append((step, argument)))
    page.answer.click()
    assert asked == [("source", "orders")]


def test_findings_stand_by_severity_with_count_and_money(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    findings = session.results.data.report.findings
    texts = [shown[0] for shown in cells(page.findings)]
    assert all(f.message in text for f, text in zip(findings, texts, strict=True))
    marks = [text[0] for text in texts]
    assert marks == sorted(marks, key="✕▲●".index)
    codes = [finding.code for finding in findings]
    early = cells(page.findings)[codes.index("delivered_before_purchase")]
    assert (early[2], early[4]) == ("1", "5.00")
    # One of 202 orders, and one of 202 rows of items.
    for code, of in (
        ("delivered_before_purchase", "of the orders"),
        ("rejected_rows", "of the rows of order_items"),
    ):
        told = page.findings.topLevelItem(codes.index(code))
        assert told is not None
        assert (told.text(3), of in told.toolTip(3)) == ("0.50 %", True)
    assert "warnings" in page._verdict.text


def test_of_warnings_the_one_that_most_money_is_concerned_by_stands_first(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """One order is no example of itself, and the buttons stay under the pointer."""
    shop = dirty_shop()
    shop.add("late", "u2", "2017-03-07 12:00:00", "70.00", delivered="2017-03-05 12:00:00")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    warnings = [f for f in session.results.data.report.findings if f.severity == "warning"]
    worth = [abs(warning.money or Decimal(0)) for warning in warnings]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] == 75
    assert page._examples.text().startswith("For example: ") is (len(warnings[0].examples) < 2)
    places = set()
    for place, finding in enumerate(session.results.data.report.findings):
        page.findings.setCurrentIndex(page.findings.model().index(place, 0))
        QApplication.processEvents()
        if finding.count == len(finding.examples):
            assert page._examples.text() == "; ".join(finding.examples)
        if finding.rows:
            places.add(page.see_rows.geometry().topRight().toTuple())
    assert len(places) == 1


def test_the_rows_of_a_finding_have_the_keyboard(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    window.show_page("checks")
    page, tables = window.page("checks"), window.page("tables")
    assert isinstance(page, ChecksPage) and isinstance(tables, TablesPage)
    page.see_rows.setFocus()
    QTest.keyClick(page.see_rows, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.step == "tables", timeout=WAIT)
    qtbot.waitUntil(lambda: tables.pane.grid.currentIndex().isValid(), timeout=WAIT)
    assert QApplication.focusWidget() is tables.pane.grid
    names = tables._choice.box if tables._choice.box.isVisible() else tables.tabs
    names.setFocus()  # who looks through the tables stays on their names
    before = tables.tabs.currentIndex()
    QTest.keyClick(names, Qt.Key.Key_Up if names is not tables.tabs else Qt.Key.Key_Left)
    assert tables.tabs.currentIndex() == before - 1
    assert QApplication.focusWidget() is names


def test_findings_stand_whole_in_a_small_window_and_come_to_rest(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """A bar that came and went with the lines, and the lines with the bar, never came to rest."""
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    page = window.page("checks")
    assert isinstance(page, ChecksPage)
    view = page.findings
    assert 1 < view.topLevelItemCount() <= 9
    measured: list[int] = []
    view.header().sectionResized.connect(lambda place, *_: measured.append(place))
    session.appearance.set_text_size(200)
    try:
        for width in range(1000, 1060, 6):
            window.show_page("tables")
            window.resize(width, 700)
            qtbot.wait(50)
            window.show_page("checks")
            qtbot.wait(100)
            measured.clear()
            qtbot.wait(50)
            assert not measured, width
            last = view.visualRect(view.model().index(view.topLevelItemCount() - 1, 0))
            assert last.bottom() < view.viewport().height(), width
    finally:
        session.appearance.set_text_size(100)


def test_a_finding_leads_to_its_rows(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    codes = [finding.code for finding in session.results.data.report.findings]
    for code, expected in (
        ("customer_missing", "orphan"),
        ("delivered_before_purchase", "early"),
    ):
        page.findings.setCurrentIndex(page.findings.model().index(codes.index(code), 0))
        assert page.see_rows.isVisible()
        with qtbot.waitSignal(session.go, timeout=WAIT) as went:
            page.see_rows.click()
        step, view = went.args
        assert step == "tables"
        with session.results.cursor() as con:
            rows = con.execute(f"SELECT order_id FROM {view.table}").fetchall()
        assert rows == [(expected,)]


def test_rejects_are_shown_and_exported(
    page: ChecksPage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    with qtbot.waitSignal(session.go, timeout=WAIT) as went:
        page.see_rejects.click()
    assert went.args == ["tables", View("rejects")]
    target = tmp_path / "mine.csv"
    pick_file(monkeypatch, target)
    with qtbot.waitSignal(session.said, timeout=WAIT):
        page.export_rejects.click()
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "file,line,column,value,reason"
    # The item row is the last of the file: 202 items before it and the header.
    assert lines[1].endswith("price,ten,is not an amount")


@exhaustive
def test_the_export_never_writes_over_a_raw_file(
    page: ChecksPage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = dirty_shop().write(tmp_path / "raw")
    compute(session, raw, qtbot)
    items = raw / "olist_order_items_dataset.csv"
    before = items.read_bytes()
    pick_file(monkeypatch, items)
    with qtbot.waitSignal(session.problem, timeout=WAIT) as problem:
        page.export_rejects.click()
    assert "over a raw file" in str(problem.args[0])
    assert items.read_bytes() == before


def test_statements_show_lines_total_and_verdict(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop().add("o1", "u1", "2017-01-01", "10.10").add("o2", "u2", "2017-01-02", "20.25")
    shop.add("o3", "u3", "2017-01-03", "5.00", status="canceled")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    prices = page.findChildren(StatementCard)[0]
    texts = [made.text() for made in prices.findChildren(QLabel)]
    # 10.10 + 20.25 counted, 5.00 canceled: 35.35 in the raw file.
    for text in ("30.35", "5.00", "35.35", "✓ adds up"):
        assert text in texts
    # Whoever hears the name of a line hears its figures.
    heard = [made.accessibleName() for made in prices.findChildren(QPushButton)]
    assert heard[0] == "counted orders: Amount 30.35, items 2"
    # Tables that hold the same total are one statement.
    cards = {made.accessibleName(): made for made in page.findChildren(StatementCard)}
    of_several = [name for name in cards if "each table" in name]
    assert of_several == [
        "Order value: each table holds all of it: ✓ adds up",
        "Customers: each table holds all of them: ✓ adds up",
    ]
    value = cards[of_several[0]]
    asked: list[object] = []
    value.why.connect(asked.append)
    names = {made.text(): made for made in value.findChildren(QPushButton)}
    for name in ("master_orders", "rfm_customers", "counted orders"):
        names[name].click()
    assert asked == [
        LineAsked("outputs_master_orders", 0),
        LineAsked("outputs_rfm_customers", 0),
        LineAsked("outputs_master_orders", None),
    ]


def test_a_line_with_a_long_name_is_broken_where_its_card_is_narrow(
    session: Session, qtbot: QtBot
) -> None:
    long = " ".join(["six orders where the two differ"] * 4)
    line = Line(long, Decimal("30.91"), 0)
    card = StatementCard(Statement("payments", "Payments", line, (line,)))
    qtbot.addWidget(card)
    session.appearance.dress(card)
    card.resize(1000, 300)
    card.show()
    name, _ = card.findChildren(QPushButton)
    assert name.text() == long
    card.resize(card.minimumSizeHint().width(), 300)
    assert name.text().split("\n") != [long]
    assert " ".join(name.text().split()) == long
    qtbot.waitUntil(lambda: name.width() >= name.sizeHint().width(), timeout=WAIT)
    qtbot.waitUntil(lambda: name.height() >= name.sizeHint().height(), timeout=WAIT)


@exhaustive
def test_a_remedy_speaks_of_the_window(
    page: ChecksPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, dirty_shop().write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    for place in range(len(session.results.data.report.findings)):
        page.findings.setCurrentIndex(page.findings.model().index(place, 0))
        assert "--" not in page._remedy.text()
        assert "crri check" not in page._remedy.text()
